/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-pair-layout"

#include "vouch-pair-layout.h"

#include "vouch-drawing.h"
#include "vouch-page-layout.h"
#include "vouch-property.h"

struct _VouchPairLayout
{
  GtkLayoutManager parent_instance;

  gboolean         beside;
};

G_DEFINE_FINAL_TYPE (VouchPairLayout, vouch_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

enum {
  PROP_BESIDE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define SMALLEST_COLUMN 300
#define GAP              18

static GtkWidget *
get_next (GtkWidget *widget)
{
  while (widget != NULL && !gtk_widget_should_layout (widget))
    widget = gtk_widget_get_next_sibling (widget);
  return widget;
}

/* The children that are to be placed, one after the other. */
#define FOR_EACH(child, widget) \
  for (GtkWidget *child = get_next (gtk_widget_get_first_child (widget)); child != NULL; \
       child = get_next (gtk_widget_get_next_sibling (child)))

static int
count_children (GtkWidget *widget)
{
  int count = 0;

  FOR_EACH (child, widget)
    count++;
  return count;
}

static int
measure_width (GtkWidget *widget)
{
  int minimum = 0;

  FOR_EACH (child, widget)
    {
      int child_minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_minimum, NULL, NULL, NULL);
      minimum = MAX (minimum, child_minimum);
    }
  return minimum;
}

/* Returns: the width of a column, which is @width where the children are below each other */
static int
compute_column (GtkWidget *widget,
                int        width)
{
  int count = MAX (count_children (widget), 1);
  int column = (width - (count - 1) * GAP) / count;
  int smallest = (int) (SMALLEST_COLUMN * vouch_drawing_get_text_scale (widget));

  return column >= MAX (smallest, measure_width (widget)) ? column : width;
}

static int
measure_all (GtkWidget *widget,
             int        width,
             int       *expanding)
{
  int column = compute_column (widget, width);
  int highest = 0;
  int sum = -GAP;

  *expanding = 0;
  FOR_EACH (child, widget)
    {
      int height = vouch_page_layout_measure_height (child, column);

      highest = MAX (highest, height);
      sum += height + GAP;
      *expanding += gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL) ? 1 : 0;
    }
  return column < width ? highest : MAX (sum, 0);
}

static GtkSizeRequestMode
vouch_pair_layout_get_request_mode (GtkLayoutManager *manager,
                                    GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vouch_pair_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  int expanding;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = measure_width (widget);
  else
    *minimum = measure_all (widget, for_size < 0 ? measure_width (widget) : for_size, &expanding);
  *natural = *minimum;
}

static void
vouch_pair_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height,
                            int               baseline)
{
  int expanding;
  int left = MAX (0, height - measure_all (widget, width, &expanding));
  int column = compute_column (widget, width);
  gboolean beside = column < width;
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;

  vouch_property_set (VOUCH_PAIR_LAYOUT (manager), &VOUCH_PAIR_LAYOUT (manager)->beside, beside,
                      properties[PROP_BESIDE]);
  FOR_EACH (child, widget)
    {
      GtkAllocation area = { mirrored ? width - x - column : x, y, column, height };

      if (!beside)
        {
          area.height = vouch_page_layout_measure_height (child, column);
          if (gtk_widget_compute_expand (child, GTK_ORIENTATION_VERTICAL))
            area.height += left / expanding;
          y += area.height + GAP;
        }
      else
        {
          x += column + GAP;
        }
      gtk_widget_size_allocate (child, &area, -1);
    }
}

static void
vouch_pair_layout_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_BESIDE:
      g_value_set_boolean (value, VOUCH_PAIR_LAYOUT (object)->beside);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_pair_layout_class_init (VouchPairLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = vouch_pair_layout_get_property;
  manager_class->get_request_mode = vouch_pair_layout_get_request_mode;
  manager_class->measure = vouch_pair_layout_measure;
  manager_class->allocate = vouch_pair_layout_allocate;

  properties[PROP_BESIDE] = g_param_spec_boolean ("beside", NULL, NULL, FALSE,
                                                  VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_pair_layout_init (VouchPairLayout *self)
{
}
