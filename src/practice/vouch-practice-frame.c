/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-frame"

#include "vouch-practice-frame.h"

#include "vouch-drawing.h"
#include "vouch-phone-body.h"

struct _VouchPracticeFrame
{
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (VouchPracticeFrame, vouch_practice_frame, ADW_TYPE_BIN)

#define UNIT             1.5f
#define MARGIN            12
#define LARGEST_WIDTH    420      /* with text of the usual size */
#define LARGEST_GROWTH     1.5
#define LARGEST_RATIO      2.1    /* of height to width */
#define SIDE_ROOM         10      /* of the frame: what the child does not get, at each side */
#define TOP_ROOM           9
#define BOTTOM_ROOM       27      /* with the bar */

/* Returns: where the phone is */
static graphene_rect_t
lay_out (GtkWidget *widget)
{
  double growth = MIN (vouch_drawing_get_text_scale (widget), LARGEST_GROWTH);
  int width = MIN (gtk_widget_get_width (widget) - 2 * MARGIN, (int) (LARGEST_WIDTH * growth));
  int height = MIN (gtk_widget_get_height (widget) - 2 * MARGIN, (int) (width * LARGEST_RATIO));

  return GRAPHENE_RECT_INIT ((float) ((gtk_widget_get_width (widget) - width) / 2),
                             (float) ((gtk_widget_get_height (widget) - height) / 2),
                             (float) width, (float) height);
}

static void
vouch_practice_frame_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  graphene_rect_t area = lay_out (widget);
  VouchPhoneColors colors;
  VouchPhoneBody body;

  vouch_phone_colors_look_up (&colors, widget);
  vouch_phone_body_lay_out (&body, &area, UNIT);
  vouch_phone_body_draw (snapshot, &body, &area, &colors);
  vouch_phone_body_draw_bar (snapshot, &body, &colors);
  GTK_WIDGET_CLASS (vouch_practice_frame_parent_class)->snapshot (widget, snapshot);
}

static void
vouch_practice_frame_measure (GtkWidget      *widget,
                              GtkOrientation  orientation,
                              int             for_size,
                              int            *minimum,
                              int            *natural,
                              int            *minimum_baseline,
                              int            *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  int room = orientation == GTK_ORIENTATION_HORIZONTAL ? 2 * SIDE_ROOM : TOP_ROOM + BOTTOM_ROOM;

  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, minimum, natural, NULL, NULL);
  *minimum += room + 2 * MARGIN;
  *natural += room + 2 * MARGIN;
}

static void
vouch_practice_frame_size_allocate (GtkWidget *widget,
                                    int        width,
                                    int        height,
                                    int        baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));
  graphene_rect_t area = lay_out (widget);

  if (child != NULL)
    gtk_widget_size_allocate (child,
                              &(GtkAllocation) {
                                (int) area.origin.x + SIDE_ROOM,
                                (int) area.origin.y + TOP_ROOM,
                                (int) area.size.width - 2 * SIDE_ROOM,
                                (int) area.size.height - TOP_ROOM - BOTTOM_ROOM,
                              }, -1);
}

static void
vouch_practice_frame_class_init (VouchPracticeFrameClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = vouch_practice_frame_snapshot;
  widget_class->measure = vouch_practice_frame_measure;
  widget_class->size_allocate = vouch_practice_frame_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "practice-frame");
}

static void
vouch_practice_frame_init (VouchPracticeFrame *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}
