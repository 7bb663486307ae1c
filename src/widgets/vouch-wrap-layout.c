/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-wrap-layout"

#include "vouch-wrap-layout.h"

#include "vouch-property.h"

struct _VouchWrapLayout
{
  GtkLayoutManager parent_instance;

  gboolean         homogeneous;
};

/* Children that stand side by side. */
typedef struct
{
  GtkWidget *first;
  GtkWidget *end;       /* (nullable): the first of the next line */
  int        width;
  int        height;
} Line;

G_DEFINE_FINAL_TYPE (VouchWrapLayout, vouch_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

enum {
  PROP_HOMOGENEOUS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define GAP 6

static GtkWidget *
skip_hidden (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_first (GtkWidget *widget)
{
  return skip_hidden (gtk_widget_get_first_child (widget));
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return skip_hidden (gtk_widget_get_next_sibling (child));
}

static void
measure_widths (GtkWidget *widget,
                int       *count,
                int       *minimum,
                int       *natural,
                int       *sum)
{
  *count = *minimum = *natural = *sum = 0;
  for (GtkWidget *child = get_first (widget); child != NULL; child = get_next (child))
    {
      int child_minimum, child_natural;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1,
                          &child_minimum, &child_natural, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
      *sum += child_natural + (*count > 0 ? GAP : 0);
      *count += 1;
    }
}

/* Returns: how wide each child of @widget is, or 0: as it likes to be */
static int
compute_column (VouchWrapLayout *self,
                GtkWidget       *widget,
                int              width)
{
  int count, minimum, natural, sum, columns;

  if (!self->homogeneous)
    return 0;
  measure_widths (widget, &count, &minimum, &natural, &sum);
  columns = CLAMP ((width + GAP) / MAX (natural + GAP, 1), 1, MAX (count, 1));
  return (width - (columns - 1) * GAP) / columns;
}

static int
measure_child (GtkWidget *child,
               int        column,
               int        width)
{
  int natural;

  if (column > 0)
    return column;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return MIN (natural, width);
}

static Line
take_line (GtkWidget *first,
           int        column,
           int        width)
{
  Line line = { first, first, 0, 0 };

  while (line.end != NULL)
    {
      int child_width = measure_child (line.end, column, width);
      int gap = line.end != first ? GAP : 0;
      int height;

      if (line.end != first && line.width + gap + child_width > width)
        break;
      gtk_widget_measure (line.end, GTK_ORIENTATION_VERTICAL, child_width,
                          NULL, &height, NULL, NULL);
      line.width += gap + child_width;
      line.height = MAX (line.height, height);
      line.end = get_next (line.end);
    }
  return line;
}

static int
measure_lines (GtkWidget *widget,
               int        column,
               int        width)
{
  int height = 0;

  for (GtkWidget *first = get_first (widget); first != NULL;)
    {
      Line line = take_line (first, column, width);

      height += line.height + (line.end != NULL ? GAP : 0);
      first = line.end;
    }
  return height;
}

static GtkSizeRequestMode
vouch_wrap_layout_get_request_mode (GtkLayoutManager *manager,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vouch_wrap_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  VouchWrapLayout *self = VOUCH_WRAP_LAYOUT (manager);
  int count, widest, sum, width;

  measure_widths (widget, &count, minimum, &widest, &sum);
  *natural = self->homogeneous ? count * (widest + GAP) - (count > 0 ? GAP : 0) : sum;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;

  width = for_size < 0 ? *natural : for_size;
  *natural = *minimum = measure_lines (widget, compute_column (self, widget, width), width);
}

static void
allocate_line (GtkWidget *widget,
               Line       line,
               int        column,
               int        y,
               int        width)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = (width - line.width) / 2;

  for (GtkWidget *child = line.first; child != line.end; child = get_next (child))
    {
      int child_width = measure_child (child, column, width);

      gtk_widget_size_allocate (child,
                                &(GtkAllocation) {
                                  mirrored ? width - x - child_width : x, y,
                                  child_width, line.height
                                }, -1);
      x += child_width + GAP;
    }
}

static void
vouch_wrap_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  int column = compute_column (VOUCH_WRAP_LAYOUT (manager), widget, width);
  int y = MAX (0, height - measure_lines (widget, column, width)) / 2;

  for (GtkWidget *first = get_first (widget); first != NULL;)
    {
      Line line = take_line (first, column, width);

      allocate_line (widget, line, column, y, width);
      y += line.height + GAP;
      first = line.end;
    }
}

static void
vouch_wrap_layout_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_HOMOGENEOUS:
      g_value_set_boolean (value, VOUCH_WRAP_LAYOUT (object)->homogeneous);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_wrap_layout_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  VouchWrapLayout *self = VOUCH_WRAP_LAYOUT (object);

  switch (property_id)
    {
    case PROP_HOMOGENEOUS:
      vouch_property_set (self, &self->homogeneous, g_value_get_boolean (value), pspec);
      gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_wrap_layout_class_init (VouchWrapLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = vouch_wrap_layout_get_property;
  object_class->set_property = vouch_wrap_layout_set_property;
  manager_class->get_request_mode = vouch_wrap_layout_get_request_mode;
  manager_class->measure = vouch_wrap_layout_measure;
  manager_class->allocate = vouch_wrap_layout_allocate;

  properties[PROP_HOMOGENEOUS] = g_param_spec_boolean ("homogeneous", NULL, NULL, FALSE,
                                                       VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_wrap_layout_init (VouchWrapLayout *self)
{
}
