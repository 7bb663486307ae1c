/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-aside-layout"

#include "vouch-aside-layout.h"

#include "vouch-drawing.h"

struct _VouchAsideLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchAsideLayout, vouch_aside_layout, GTK_TYPE_LAYOUT_MANAGER)

#define WIDE_FROM 700
#define GAP        36

/* Returns: the width of the second child; 0: there is no room for it, or it is hidden */
static int
compute_aside (GtkWidget *widget,
               int        width)
{
  GtkWidget *aside = gtk_widget_get_last_child (widget);
  int natural;

  if (!gtk_widget_get_visible (aside) ||
      width < WIDE_FROM * vouch_drawing_get_text_scale (widget))
    return 0;
  gtk_widget_measure (aside, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static int
compute_main (int width,
              int aside)
{
  return aside > 0 ? width - aside - GAP : width;
}

static GtkSizeRequestMode
vouch_aside_layout_get_request_mode (GtkLayoutManager *manager,
                                     GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vouch_aside_layout_measure (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            GtkOrientation    orientation,
                            int               for_size,
                            int              *minimum,
                            int              *natural,
                            int              *minimum_baseline,
                            int              *natural_baseline)
{
  GtkWidget *main = gtk_widget_get_first_child (widget);
  int aside = 0;
  int aside_minimum = 0;

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    {
      aside = compute_aside (widget, for_size);
      for_size = compute_main (for_size, aside);
    }
  gtk_widget_measure (main, orientation, for_size, minimum, natural, NULL, NULL);
  if (aside > 0)
    gtk_widget_measure (gtk_widget_get_last_child (widget), orientation, aside,
                        &aside_minimum, NULL, NULL, NULL);
  *minimum = MAX (*minimum, aside_minimum);
  *natural = MAX (*natural, *minimum);
}

static void
vouch_aside_layout_allocate (GtkLayoutManager *manager,
                             GtkWidget        *widget,
                             int               width,
                             int               height,
                             int               baseline)
{
  GtkWidget *last = gtk_widget_get_last_child (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int aside = compute_aside (widget, width);
  int rest = compute_main (width, aside);

  gtk_widget_size_allocate (gtk_widget_get_first_child (widget),
                            &(GtkAllocation) { mirrored ? width - rest : 0, 0, rest, height }, -1);
  gtk_widget_set_child_visible (last, aside > 0);
  if (aside > 0)
    gtk_widget_size_allocate (last, &(GtkAllocation) { mirrored ? 0 : width - aside, 0,
                                                       aside, height }, -1);
}

static void
vouch_aside_layout_class_init (VouchAsideLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = vouch_aside_layout_get_request_mode;
  manager_class->measure = vouch_aside_layout_measure;
  manager_class->allocate = vouch_aside_layout_allocate;
}

static void
vouch_aside_layout_init (VouchAsideLayout *self)
{
}
