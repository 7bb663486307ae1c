/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-security-delay"

#include "vouch-security-delay.h"

#include "vouch-property.h"

#define DELAY_MS 1000

/* The time counts from a frame that shows the widget, not from the call that asked for the frame:
 * on a busy computer these are far apart. */
struct _VouchSecurityDelay
{
  GObject          parent_instance;

  /* owned */
  GdkFrameClock   *clock;         /* (nullable): while the widget is mapped */
  guint            timer;

  /* borrowed */
  GtkWidget       *widget;        /* weak */
  GtkRoot         *root;          /* weak; (nullable): as clock */

  graphene_rect_t  bounds;        /* in the window, in the last frame */
  gboolean         awaits_frame;  /* the next frame starts the timer */
  gboolean         over;
};

G_DEFINE_FINAL_TYPE (VouchSecurityDelay, vouch_security_delay, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_OVER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_over (VouchSecurityDelay *self,
          gboolean            over)
{
  vouch_property_set (self, &self->over, over, properties[PROP_OVER]);
}

static void
on_timeout (gpointer user_data)
{
  VouchSecurityDelay *self = user_data;

  self->timer = 0;
  set_over (self, TRUE);
}

/* @x, @y: (out): in the coordinates of the window */
static gboolean
find_pointer (GtkNative *native,
              double    *x,
              double    *y)
{
  GdkSurface *surface = gtk_native_get_surface (native);
  GdkSeat *seat = gdk_display_get_default_seat (gdk_surface_get_display (surface));
  GdkDevice *pointer = seat != NULL ? gdk_seat_get_pointer (seat) : NULL;
  double left;
  double top;

  if (pointer == NULL || !gdk_surface_get_device_position (surface, pointer, x, y, NULL))
    return FALSE;
  gtk_native_get_surface_transform (native, &left, &top);
  *x -= left;
  *y -= top;
  return TRUE;
}

static gboolean
is_under_pointer (VouchSecurityDelay *self)
{
  double x;
  double y;

  return find_pointer (GTK_NATIVE (self->root), &x, &y) &&
         graphene_rect_contains_point (&self->bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

/* The widget was scrolled, or pushed by a widget above it: a click while it moves may be meant for
 * another widget. A frame before the first layout shows nothing. */
static void
on_after_paint (VouchSecurityDelay *self)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (self->widget, GTK_WIDGET (self->root), &bounds) ||
      graphene_rect_get_area (&bounds) <= 0)
    return;
  if (!graphene_rect_equal (&bounds, &self->bounds))
    {
      self->bounds = bounds;
      if (is_under_pointer (self))
        vouch_security_delay_restart (self);
    }
  if (self->awaits_frame)
    {
      self->awaits_frame = FALSE;
      self->timer = g_timeout_add_once (DELAY_MS, on_timeout, self);
    }
}

static void
on_is_active_changed (VouchSecurityDelay *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self->root)))
    vouch_security_delay_restart (self);
}

static void
stop (VouchSecurityDelay *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data (self->root, self);
  g_clear_weak_pointer (&self->root);
  g_clear_handle_id (&self->timer, g_source_remove);
  self->awaits_frame = FALSE;
}

static void
on_unmap (VouchSecurityDelay *self)
{
  stop (self);
  set_over (self, FALSE);
}

static void
on_map (VouchSecurityDelay *self)
{
  stop (self);
  g_set_object (&self->clock, gtk_widget_get_frame_clock (self->widget));
  g_set_weak_pointer (&self->root, gtk_widget_get_root (self->widget));
  self->bounds = *graphene_rect_zero ();
  g_signal_connect_object (self->clock, "after-paint", G_CALLBACK (on_after_paint), self,
                           G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (self->root))
    g_signal_connect_object (self->root, "notify::is-active", G_CALLBACK (on_is_active_changed),
                             self, G_CONNECT_SWAPPED);
  vouch_security_delay_restart (self);
}

static void
vouch_security_delay_dispose (GObject *object)
{
  VouchSecurityDelay *self = VOUCH_SECURITY_DELAY (object);

  stop (self);
  if (self->widget != NULL)
    g_signal_handlers_disconnect_by_data (self->widget, self);
  g_clear_weak_pointer (&self->widget);

  G_OBJECT_CLASS (vouch_security_delay_parent_class)->dispose (object);
}

static void
vouch_security_delay_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  VouchSecurityDelay *self = VOUCH_SECURITY_DELAY (object);

  switch (property_id)
    {
    case PROP_OVER:
      g_value_set_boolean (value, self->over);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_security_delay_class_init (VouchSecurityDelayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_security_delay_dispose;
  object_class->get_property = vouch_security_delay_get_property;

  properties[PROP_OVER] = g_param_spec_boolean ("over", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_security_delay_init (VouchSecurityDelay *self)
{
}

VouchSecurityDelay *
vouch_security_delay_new (GtkWidget *widget)
{
  VouchSecurityDelay *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (VOUCH_TYPE_SECURITY_DELAY, NULL);
  g_set_weak_pointer (&self->widget, widget);
  g_signal_connect_object (widget, "map", G_CALLBACK (on_map), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (on_unmap), self, G_CONNECT_SWAPPED);
  if (gtk_widget_get_mapped (widget))
    on_map (self);
  return self;
}

gboolean
vouch_security_delay_get_over (VouchSecurityDelay *self)
{
  g_return_val_if_fail (VOUCH_IS_SECURITY_DELAY (self), FALSE);
  return self->over;
}

void
vouch_security_delay_restart (VouchSecurityDelay *self)
{
  g_return_if_fail (VOUCH_IS_SECURITY_DELAY (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  set_over (self, FALSE);
  self->awaits_frame = self->clock != NULL;
  if (self->awaits_frame)
    gtk_widget_queue_draw (self->widget);
}
