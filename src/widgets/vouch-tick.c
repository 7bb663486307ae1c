/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-tick"

#include "vouch-tick.h"

#include <adwaita.h>
#include <math.h>

#include "vouch-drawing.h"
#include "vouch-property.h"

struct _VouchTick
{
  GtkWidget     parent_instance;

  AdwAnimation *animation;   /* owned: its value is how far the mark has come */
  int           size;
};

G_DEFINE_FINAL_TYPE (VouchTick, vouch_tick, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_SIZE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define USUAL_SIZE       96
#define LARGEST_SIZE    512
#define DURATION_MS     600

static void
on_animation_value (double   value,
                    gpointer user_data)
{
  gtk_widget_queue_draw (GTK_WIDGET (user_data));
}

/* Without animations this ends at once, with the whole mark. */
static void
vouch_tick_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_tick_parent_class)->map (widget);
  adw_animation_play (VOUCH_TICK (widget)->animation);
}

static void
vouch_tick_unmap (GtkWidget *widget)
{
  adw_animation_reset (VOUCH_TICK (widget)->animation);
  GTK_WIDGET_CLASS (vouch_tick_parent_class)->unmap (widget);
}

static void
vouch_tick_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  VouchTick *self = VOUCH_TICK (widget);

  *minimum = self->size;
  *natural = (int) round (self->size * vouch_drawing_get_text_scale (widget));
}

static void
vouch_tick_snapshot (GtkWidget   *widget,
                     GtkSnapshot *snapshot)
{
  GdkRGBA color = vouch_drawing_get_color (widget, "success_color");

  vouch_drawing_check_mark (snapshot,
                            &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                 (float) gtk_widget_get_height (widget)),
                            &color, adw_animation_get_value (VOUCH_TICK (widget)->animation));
}

static void
vouch_tick_dispose (GObject *object)
{
  g_clear_object (&VOUCH_TICK (object)->animation);

  G_OBJECT_CLASS (vouch_tick_parent_class)->dispose (object);
}

static void
vouch_tick_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SIZE:
      g_value_set_int (value, VOUCH_TICK (object)->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_tick_set_property (GObject      *object,
                         guint         property_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SIZE:
      vouch_tick_set_size (VOUCH_TICK (object), g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_tick_class_init (VouchTickClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_tick_dispose;
  object_class->get_property = vouch_tick_get_property;
  object_class->set_property = vouch_tick_set_property;
  widget_class->map = vouch_tick_map;
  widget_class->unmap = vouch_tick_unmap;
  widget_class->measure = vouch_tick_measure;
  widget_class->snapshot = vouch_tick_snapshot;

  properties[PROP_SIZE] = g_param_spec_int ("size", NULL, NULL, 1, LARGEST_SIZE, USUAL_SIZE,
                                            VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "tick");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vouch_tick_init (VouchTick *self)
{
  self->size = USUAL_SIZE;
  self->animation =
    adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION_MS,
                             adw_callback_animation_target_new (on_animation_value, self, NULL));
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

GtkWidget *
vouch_tick_new (void)
{
  return g_object_new (VOUCH_TYPE_TICK, NULL);
}

int
vouch_tick_get_size (VouchTick *self)
{
  g_return_val_if_fail (VOUCH_IS_TICK (self), 0);
  return self->size;
}

void
vouch_tick_set_size (VouchTick *self,
                     int        size)
{
  g_return_if_fail (VOUCH_IS_TICK (self));
  g_return_if_fail (size > 0);

  if (vouch_property_set (self, &self->size, size, properties[PROP_SIZE]))
    gtk_widget_queue_resize (GTK_WIDGET (self));
}
