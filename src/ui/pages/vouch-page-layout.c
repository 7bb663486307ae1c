/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-page-layout"

#include "vouch-page-layout.h"

#include "vouch-drawing.h"
#include "vouch-property.h"

struct _VouchPageLayout
{
  GtkLayoutManager parent_instance;

  GtkWidget *picture;         /* (nullable): weak */
  int        maximum_width;
  int        spacing;
  gboolean   wide;
};

/* Where the columns are for a width. Without a second column, that of the picture is the same. */
typedef struct
{
  gboolean wide;
  int      picture_x;
  int      picture_width;
  int      x;
  int      width;
} Columns;

G_DEFINE_FINAL_TYPE (VouchPageLayout, vouch_page_layout, GTK_TYPE_LAYOUT_MANAGER)

enum {
  PROP_PICTURE = 1,
  PROP_MAXIMUM_WIDTH,
  PROP_SPACING,
  PROP_WIDE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define WIDE_FROM 724        /* a window of 760 without the margins of .page-content */
#define GAP 48               /* between the columns */
#define BESIDE_GROWTH 1.5    /* of a picture in a column of its own */

static int
scale_to_text (GtkWidget *widget,
               int        pixels)
{
  return (int) (pixels * vouch_drawing_get_text_scale (widget) + .5);
}

static Columns
compute_columns (VouchPageLayout *self,
                 GtkWidget       *widget,
                 int              width)
{
  int maximum = scale_to_text (widget, self->maximum_width);
  Columns columns = { 0 };

  columns.wide = self->picture != NULL && gtk_widget_should_layout (self->picture) &&
                 width >= scale_to_text (widget, WIDE_FROM);
  if (columns.wide)
    {
      int both = MIN (width, 2 * maximum + GAP);

      columns.width = (both - GAP) / 2;
      columns.picture_width = columns.width;
      columns.picture_x = (width - both) / 2;
      columns.x = columns.picture_x + columns.picture_width + GAP;
    }
  else
    {
      columns.width = MIN (width, maximum);
      columns.x = (width - columns.width) / 2;
      columns.picture_width = columns.width;
      columns.picture_x = columns.x;
    }
  return columns;
}

static gboolean
is_beside (VouchPageLayout *self,
           const Columns   *columns,
           GtkWidget       *child)
{
  return columns->wide && child == self->picture;
}

/* Children without a height take no spacing either. @expanding: how many can grow. */
static int
measure_column (VouchPageLayout *self,
                GtkWidget       *widget,
                const Columns   *columns,
                int             *expanding)
{
  int height = 0;

  *expanding = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_height;

      if (!gtk_widget_should_layout (child) || is_beside (self, columns, child))
        continue;
      child_height = vouch_page_layout_measure_height (child, columns->width);
      if (child_height == 0)
        continue;
      height += child_height + (height > 0 ? self->spacing : 0);
      *expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL) ? 1 : 0;
    }
  return height;
}

static GtkSizeRequestMode
vouch_page_layout_get_request_mode (GtkLayoutManager *manager,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (VouchPageLayout *self,
               GtkWidget       *widget,
               int             *minimum,
               int             *natural)
{
  *minimum = 0;
  *natural = scale_to_text (widget, self->maximum_width);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
      *minimum = MAX (*minimum, child_minimum);
    }
  *natural = MAX (*minimum, *natural);
}

static void
vouch_page_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  VouchPageLayout *self = VOUCH_PAGE_LAYOUT (manager);
  Columns columns;
  int expanding;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (self, widget, minimum, natural);
      return;
    }

  if (for_size < 0)
    for_size = scale_to_text (widget, self->maximum_width);
  columns = compute_columns (self, widget, for_size);
  *natural = measure_column (self, widget, &columns, &expanding);
  if (columns.wide)
    *natural = MAX (*natural, vouch_page_layout_measure_height (self->picture,
                                                                columns.picture_width));
  *minimum = *natural;
}

static void
place (GtkWidget *widget,
       GtkWidget *child,
       int        x,
       int        y,
       int        width,
       int        height)
{
  int minimum_width;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - x - MAX (width, minimum_width);
  gtk_widget_size_allocate (child,
                            &(GtkAllocation) { x, y, MAX (width, minimum_width), height }, -1);
}

/* A picture has a largest size, around which there would be a hole. Beside the words it is as large
 * as a picture in a column of its own may be, if it expands.
 *
 * Returns: how much of @height a child takes */
static int
limit_height (VouchPageLayout *self,
              const Columns   *columns,
              GtkWidget       *child,
              int              height)
{
  int natural;

  if (child != self->picture)
    return height;
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, columns->picture_width, NULL, &natural,
                      NULL, NULL);
  if (columns->wide && gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL))
    natural = (int) (natural * BESIDE_GROWTH);
  return MIN (height, natural);
}

static void
vouch_page_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  VouchPageLayout *self = VOUCH_PAGE_LAYOUT (manager);
  Columns columns = compute_columns (self, widget, width);
  int expanding;
  int left = MAX (0, height - measure_column (self, widget, &columns, &expanding));
  int y = 0;

  vouch_property_set (self, &self->wide, columns.wide, properties[PROP_WIDE]);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_height;

      if (!gtk_widget_should_layout (child))
        continue;
      if (is_beside (self, &columns, child))
        {
          place (widget, child, columns.picture_x, 0, columns.picture_width,
                 limit_height (self, &columns, child, height));
          continue;
        }
      child_height = vouch_page_layout_measure_height (child, columns.width);
      if (gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL) && child_height > 0)
        child_height = limit_height (self, &columns, child, child_height + left / expanding);
      place (widget, child, columns.x, y, columns.width, child_height);
      y += child_height > 0 ? child_height + self->spacing : 0;
    }
}

static void
vouch_page_layout_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VouchPageLayout *self = VOUCH_PAGE_LAYOUT (object);

  switch (property_id)
    {
    case PROP_PICTURE:
      g_value_set_object (value, self->picture);
      break;
    case PROP_MAXIMUM_WIDTH:
      g_value_set_int (value, self->maximum_width);
      break;
    case PROP_SPACING:
      g_value_set_int (value, self->spacing);
      break;
    case PROP_WIDE:
      g_value_set_boolean (value, self->wide);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_page_layout_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  VouchPageLayout *self = VOUCH_PAGE_LAYOUT (object);

  switch (property_id)
    {
    case PROP_PICTURE:
      g_set_weak_pointer (&self->picture, g_value_get_object (value));
      break;
    case PROP_MAXIMUM_WIDTH:
      vouch_property_set (self, &self->maximum_width, g_value_get_int (value), pspec);
      break;
    case PROP_SPACING:
      vouch_property_set (self, &self->spacing, g_value_get_int (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (self));
}

static void
vouch_page_layout_dispose (GObject *object)
{
  g_clear_weak_pointer (&VOUCH_PAGE_LAYOUT (object)->picture);
  G_OBJECT_CLASS (vouch_page_layout_parent_class)->dispose (object);
}

static void
vouch_page_layout_class_init (VouchPageLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = vouch_page_layout_get_property;
  object_class->set_property = vouch_page_layout_set_property;
  object_class->dispose = vouch_page_layout_dispose;
  manager_class->get_request_mode = vouch_page_layout_get_request_mode;
  manager_class->measure = vouch_page_layout_measure;
  manager_class->allocate = vouch_page_layout_allocate;

  properties[PROP_PICTURE] = g_param_spec_object ("picture", NULL, NULL, GTK_TYPE_WIDGET,
                                                  VOUCH_PARAM_READWRITE);
  properties[PROP_MAXIMUM_WIDTH] = g_param_spec_int ("maximum-width", NULL, NULL,
                                                     0, G_MAXINT, 400, VOUCH_PARAM_READWRITE);
  properties[PROP_SPACING] = g_param_spec_int ("spacing", NULL, NULL,
                                               0, G_MAXINT, 18, VOUCH_PARAM_READWRITE);
  properties[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_page_layout_init (VouchPageLayout *self)
{
  self->maximum_width = 400;
  self->spacing = 18;
}

int
vouch_page_layout_measure_height (GtkWidget *child,
                                  int        width)
{
  int minimum_width, minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, MAX (width, minimum_width),
                      &minimum, &natural, NULL, NULL);
  return gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL) ? minimum : natural;
}
