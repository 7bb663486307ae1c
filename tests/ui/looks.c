/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "looks.h"

#include "wait.h"

#define RESIZE_PATIENCE_MS 2000

static void
on_after_paint (GdkFrameClock *clock,
                guint         *frames)
{
  *frames += 1;
}

/* The first frame may have begun before the change. */
void
looks_wait_for_frames (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint frames = 0;
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (on_after_paint), &frames);

  WAIT_REPEATING (gtk_widget_queue_draw (window), frames >= 2);
  g_signal_handler_disconnect (clock, id);
}

gboolean
looks_has_size (GtkWidget *window,
                int        width,
                int        height)
{
  return gtk_widget_get_width (window) == width && gtk_widget_get_height (window) == height;
}

void
looks_resize (GtkWidget *window,
              int        width,
              int        height)
{
  graphene_rect_t outside;
  int width_outside, height_outside;

  /* Without a compositing window manager it has a border instead of a shadow. */
  g_assert_true (gtk_widget_compute_bounds (window, window, &outside));
  width_outside = width + outside.size.width - gtk_widget_get_width (window);
  height_outside = height + outside.size.height - gtk_widget_get_height (window);
  /* GTK 4.8 ignores the first size after a window has appeared. */
  gtk_window_set_default_size (GTK_WINDOW (window), width_outside + 1, height_outside);
  looks_wait_for_frames (window);
  gtk_window_set_default_size (GTK_WINDOW (window), width_outside, height_outside);
  if (!looks_has_size (window, width, height))
    {
      gboolean resized G_GNUC_UNUSED =
        WAIT_WITHIN (RESIZE_PATIENCE_MS, looks_has_size (window, width, height));
    }
  looks_wait_for_frames (window);
}

cairo_surface_t *
looks_paint (GtkWidget *window,
             int        scale)
{
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  int width = gtk_widget_get_width (window);
  int height = gtk_widget_get_height (window);
  cairo_surface_t *surface =
    cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * scale, height * scale);
  cairo_t *cr = cairo_create (surface);
  GskRenderNode *node;

  looks_wait_for_frames (window);
  gdk_paintable_snapshot (paintable, snapshot, width, height);
  node = gtk_snapshot_to_node (snapshot);
  cairo_scale (cr, scale, scale);
  if (node != NULL)
    {
      gsk_render_node_draw (node, cr);
      gsk_render_node_unref (node);
    }
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

GtkWidget *
looks_get_ancestor (GtkWidget *widget,
                    GType      type)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  return parent != NULL ? gtk_widget_get_ancestor (parent, type) : NULL;
}

/* The first text in it */
static const char *
find_text (GtkWidget *widget)
{
  const char *text = NULL;

  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && (text == NULL || *text == '\0');
       child = gtk_widget_get_next_sibling (child))
    text = find_text (child);
  return text;
}

char *
looks_describe (GtkWidget *widget)
{
  const char *text = find_text (widget);
  GtkWidget *row = looks_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  if (text == NULL || *text == '\0')
    text = gtk_widget_get_tooltip_text (widget);
  if (text == NULL && GTK_IS_IMAGE (widget))
    text = gtk_image_get_icon_name (GTK_IMAGE (widget));
  if (text == NULL && row != NULL)
    text = find_text (row);
  return g_strdup_printf ("%s “%s”", G_OBJECT_TYPE_NAME (widget), text != NULL ? text : "");
}

gboolean
looks_is_control (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);

  /* The arrow of a drop-down, and the button of a menu button: what is inside has the focus. */
  if (GTK_IS_DROP_DOWN (widget) || GTK_IS_MENU_BUTTON (widget))
    return FALSE;
  if (!gtk_widget_get_can_focus (widget) || GTK_IS_WINDOW_CONTROLS (parent))
    return FALSE;
  if (GTK_IS_LIST_BOX_ROW (widget))
    return gtk_list_box_row_get_activatable (GTK_LIST_BOX_ROW (widget)) &&
           GTK_IS_LIST_BOX (parent) && !ADW_IS_ENTRY_ROW (widget);
  return GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_TEXT (widget) ||
         GTK_IS_SWITCH (widget);
}

void
looks_get_bounds (GtkWidget       *widget,
                  GtkWidget       *window,
                  graphene_rect_t *bounds,
                  graphene_rect_t *in_sight)
{
  graphene_rect_t port;

  if (!gtk_widget_compute_bounds (widget, window, bounds))
    *bounds = *graphene_rect_zero ();
  *in_sight = *bounds;
  for (GtkWidget *parent = gtk_widget_get_parent (widget); parent != NULL;
       parent = gtk_widget_get_parent (parent))
    if (GTK_IS_SCROLLED_WINDOW (parent) &&
        (!gtk_widget_compute_bounds (parent, window, &port) ||
         !graphene_rect_intersection (in_sight, &port, in_sight)))
      *in_sight = *graphene_rect_zero ();
}

void
looks_get_caret (GtkWidget       *text,
                 GtkWidget       *parent,
                 graphene_rect_t *caret)
{
  graphene_point_t origin = GRAPHENE_POINT_INIT_ZERO;

  gtk_text_compute_cursor_extents (GTK_TEXT (text),
                                   gtk_editable_get_position (GTK_EDITABLE (text)), caret, NULL);
  if (!gtk_widget_compute_point (text, parent, &origin, &origin))
    origin = *graphene_point_zero ();
  graphene_rect_offset (caret, origin.x, origin.y);
}

void
looks_walk (GtkWidget *widget,
            GFunc      function,
            gpointer   data)
{
  if (!gtk_widget_get_mapped (widget) || GTK_IS_POPOVER (widget))
    return;
  function (widget, data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    looks_walk (child, function, data);
}
