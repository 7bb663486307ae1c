/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-viewfinder"

#include "vouch-viewfinder.h"

#include "vouch-property.h"

#include <math.h>

/* The size that cameras are asked for, so that the page keeps its shape when the first frame
 * comes. */
#define USUAL_RATIO (16.0 / 9)

#define SMALLEST_WIDTH 200
#define NATURAL_WIDTH  400
#define NATURAL_HEIGHT 240      /* at the least: lower, a code cannot be aimed at */

/* The four corners: parts of the shorter side, and pixels. */
#define OPEN_SIZE      0.7f
#define CLOSED_SIZE    0.5f
#define CORNER_LENGTH  0.12f
#define CORNER_STROKE  4.0f

struct _VouchViewfinder
{
  GtkWidget parent_instance;

  GdkTexture *texture;    /* owned, nullable */
  double      ratio;      /* width to height */
  gboolean    mirrored;
  gboolean    seen;       /* something like a code is in view */
};

G_DEFINE_FINAL_TYPE (VouchViewfinder, vouch_viewfinder, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_MIRRORED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
draw_stroke (GtkSnapshot *snapshot,
             float        x,
             float        y,
             float        width,
             float        height)
{
  graphene_rect_t rect = GRAPHENE_RECT_INIT (x, y, width, height);
  graphene_rect_t shadow;

  graphene_rect_inset_r (&rect, -1, -1, &shadow);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 0.6f }, &shadow);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 1, 1, 1, 1 }, &rect);
}

/* The frame to aim with. It closes when something is seen. */
static void
draw_corners (VouchViewfinder *self,
              GtkSnapshot     *snapshot,
              float            width,
              float            height)
{
  float shorter = MIN (width, height);
  float size = roundf (shorter * (self->seen ? CLOSED_SIZE : OPEN_SIZE));
  float length = roundf (shorter * CORNER_LENGTH);
  float left = roundf ((width - size) / 2);
  float top = roundf ((height - size) / 2);

  for (int i = 0; i < 4; i++)
    {
      gboolean at_end = i % 2 == 1;
      gboolean at_bottom = i / 2 == 1;
      float x = at_end ? left + size : left;
      float y = at_bottom ? top + size : top;

      draw_stroke (snapshot, at_end ? x - length : x, at_bottom ? y - CORNER_STROKE : y,
                   length, CORNER_STROKE);
      draw_stroke (snapshot, at_end ? x - CORNER_STROKE : x, at_bottom ? y - length : y,
                   CORNER_STROKE, length);
    }
}

/* A frame of another shape than the widget is cut at its sides. */
static void
vouch_viewfinder_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  VouchViewfinder *self = VOUCH_VIEWFINDER (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  float used_width = MAX (width, ceil (height * self->ratio));
  float used_height = MAX (height, ceil (width / self->ratio));

  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { 0, 0, 0, 1 },
                             &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->texture == NULL)
    return;

  gtk_snapshot_save (snapshot);
  if (self->mirrored)
    {
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width, 0));
      gtk_snapshot_scale (snapshot, -1, 1);
    }
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((width - used_width) / 2,
                                                    (height - used_height) / 2,
                                                    used_width, used_height));
  gtk_snapshot_restore (snapshot);
  draw_corners (self, snapshot, width, height);
}

static GtkSizeRequestMode
vouch_viewfinder_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vouch_viewfinder_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  VouchViewfinder *self = VOUCH_VIEWFINDER (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = SMALLEST_WIDTH;
      *natural = NATURAL_WIDTH;
    }
  else
    {
      /* GTK would not take a minimum that grows with the width. */
      *minimum = (int) ceil (SMALLEST_WIDTH / self->ratio);
      *natural = (int) ceil ((for_size < 0 ? NATURAL_WIDTH : for_size) / self->ratio);
      *natural = MAX (*natural, NATURAL_HEIGHT);
    }
}

static void
vouch_viewfinder_dispose (GObject *object)
{
  VouchViewfinder *self = VOUCH_VIEWFINDER (object);

  g_clear_object (&self->texture);

  G_OBJECT_CLASS (vouch_viewfinder_parent_class)->dispose (object);
}

static void
vouch_viewfinder_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_MIRRORED:
      g_value_set_boolean (value, VOUCH_VIEWFINDER (object)->mirrored);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_viewfinder_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_MIRRORED:
      vouch_viewfinder_set_mirrored (VOUCH_VIEWFINDER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_viewfinder_class_init (VouchViewfinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_viewfinder_dispose;
  object_class->get_property = vouch_viewfinder_get_property;
  object_class->set_property = vouch_viewfinder_set_property;
  widget_class->snapshot = vouch_viewfinder_snapshot;
  widget_class->measure = vouch_viewfinder_measure;
  widget_class->get_request_mode = vouch_viewfinder_get_request_mode;

  properties[PROP_MIRRORED] = g_param_spec_boolean ("mirrored", NULL, NULL, FALSE,
                                                    VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "viewfinder");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vouch_viewfinder_init (VouchViewfinder *self)
{
  self->ratio = USUAL_RATIO;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);   /* for round corners */
}

void
vouch_viewfinder_set_frame (VouchViewfinder  *self,
                            VouchCameraFrame *frame)
{
  double ratio = self->ratio;

  g_return_if_fail (VOUCH_IS_VIEWFINDER (self));

  g_clear_object (&self->texture);
  if (frame != NULL)
    {
      ratio = (double) frame->preview_width / frame->preview_height;
      self->texture = gdk_memory_texture_new (frame->preview_width, frame->preview_height,
                                              GDK_MEMORY_B8G8R8A8_PREMULTIPLIED, frame->preview,
                                              4 * (gsize) frame->preview_width);
    }

  if (ratio != self->ratio)
    {
      self->ratio = ratio;
      gtk_widget_queue_resize (GTK_WIDGET (self));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vouch_viewfinder_set_mirrored (VouchViewfinder *self,
                               gboolean         mirrored)
{
  g_return_if_fail (VOUCH_IS_VIEWFINDER (self));

  if (vouch_property_set (self, &self->mirrored, mirrored, properties[PROP_MIRRORED]))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
vouch_viewfinder_set_seen (VouchViewfinder *self,
                           gboolean         seen)
{
  g_return_if_fail (VOUCH_IS_VIEWFINDER (self));

  if (self->seen == seen)
    return;
  self->seen = seen;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
