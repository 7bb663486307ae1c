/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-paintable"

#include "vouch-qr-paintable.h"

#include "vouch-property.h"

#include <gtk/gtk.h>

/* In logical pixels: a phone reads this from an arm's length. */
#define SMALLEST_SIDE   320
#define SMALLEST_MODULE 6

struct _VouchQrPaintable
{
  GObject parent_instance;

  VouchQrCode *code;   /* owned */
  int          scale;
};

static void vouch_qr_paintable_iface_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchQrPaintable, vouch_qr_paintable, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      vouch_qr_paintable_iface_init))

enum {
  PROP_0,
  PROP_CODE,
  PROP_SCALE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA black = { 0, 0, 0, 1 };

/* Where the modules lie, in device pixels. */
typedef struct {
  int module;
  int left;
  int top;
} Grid;

static int
count_modules (VouchQrPaintable *self)
{
  return (int) vouch_qr_code_get_width (self->code) + 2 * VOUCH_QR_CODE_BORDER;
}

static Grid
fit_grid (VouchQrPaintable *self,
          double            width,
          double            height)
{
  int columns = (int) (width * self->scale);
  int rows = (int) (height * self->scale);
  int modules = count_modules (self);
  Grid grid;

  grid.module = MIN (columns, rows) / modules;
  grid.left = (columns - modules * grid.module) / 2 + VOUCH_QR_CODE_BORDER * grid.module;
  grid.top = (rows - modules * grid.module) / 2 + VOUCH_QR_CODE_BORDER * grid.module;
  return grid;
}

/* Dark modules that touch are one rectangle: a third of the nodes, and no seams between them. */
static void
append_row (VouchQrPaintable *self,
            GtkSnapshot      *snapshot,
            const Grid       *grid,
            guint             y)
{
  guint modules = vouch_qr_code_get_width (self->code);
  float unit = (float) grid->module / self->scale;
  float left = (float) grid->left / self->scale;
  float top = (float) grid->top / self->scale;

  for (guint x = 0, end; x < modules; x = end + 1)
    {
      for (end = x; end < modules && vouch_qr_code_get_module (self->code, end, y);)
        end++;
      if (end > x)
        gtk_snapshot_append_color (snapshot, &black,
                                   &GRAPHENE_RECT_INIT (left + x * unit, top + y * unit,
                                                        (end - x) * unit, unit));
    }
}

static void
vouch_qr_paintable_snapshot (GdkPaintable *paintable,
                             GdkSnapshot  *snapshot,
                             double        width,
                             double        height)
{
  VouchQrPaintable *self = VOUCH_QR_PAINTABLE (paintable);
  Grid grid;

  gtk_snapshot_append_color (GTK_SNAPSHOT (snapshot), &white,
                             &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  if (self->code == NULL)
    return;

  grid = fit_grid (self, width, height);
  if (grid.module == 0)
    return;

  for (guint y = 0; y < vouch_qr_code_get_width (self->code); y++)
    append_row (self, GTK_SNAPSHOT (snapshot), &grid, y);
}

static int
vouch_qr_paintable_get_intrinsic_side (GdkPaintable *paintable)
{
  VouchQrPaintable *self = VOUCH_QR_PAINTABLE (paintable);

  if (self->code == NULL)
    return SMALLEST_SIDE;

  return MAX (SMALLEST_SIDE, SMALLEST_MODULE * count_modules (self));
}

static double
vouch_qr_paintable_get_intrinsic_aspect_ratio (GdkPaintable *paintable)
{
  return 1;
}

static void
vouch_qr_paintable_iface_init (GdkPaintableInterface *iface)
{
  iface->snapshot = vouch_qr_paintable_snapshot;
  iface->get_intrinsic_width = vouch_qr_paintable_get_intrinsic_side;
  iface->get_intrinsic_height = vouch_qr_paintable_get_intrinsic_side;
  iface->get_intrinsic_aspect_ratio = vouch_qr_paintable_get_intrinsic_aspect_ratio;
}

static void
vouch_qr_paintable_dispose (GObject *object)
{
  VouchQrPaintable *self = VOUCH_QR_PAINTABLE (object);

  g_clear_pointer (&self->code, vouch_qr_code_unref);

  G_OBJECT_CLASS (vouch_qr_paintable_parent_class)->dispose (object);
}

static void
vouch_qr_paintable_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  VouchQrPaintable *self = VOUCH_QR_PAINTABLE (object);

  switch (property_id)
    {
    case PROP_CODE:
      g_value_set_boxed (value, self->code);
      break;
    case PROP_SCALE:
      g_value_set_int (value, self->scale);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_qr_paintable_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  VouchQrPaintable *self = VOUCH_QR_PAINTABLE (object);

  switch (property_id)
    {
    case PROP_CODE:
      vouch_qr_paintable_set_code (self, g_value_get_boxed (value));
      break;
    case PROP_SCALE:
      vouch_qr_paintable_set_scale (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_qr_paintable_class_init (VouchQrPaintableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READWRITE;

  object_class->dispose = vouch_qr_paintable_dispose;
  object_class->get_property = vouch_qr_paintable_get_property;
  object_class->set_property = vouch_qr_paintable_set_property;

  properties[PROP_CODE] = g_param_spec_boxed ("code", NULL, NULL, VOUCH_TYPE_QR_CODE, flags);
  properties[PROP_SCALE] = g_param_spec_int ("scale", NULL, NULL, 1, G_MAXINT, 1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_qr_paintable_init (VouchQrPaintable *self)
{
  self->scale = 1;
}

VouchQrPaintable *
vouch_qr_paintable_new (void)
{
  return g_object_new (VOUCH_TYPE_QR_PAINTABLE, NULL);
}

void
vouch_qr_paintable_set_code (VouchQrPaintable *self,
                             VouchQrCode      *code)
{
  g_return_if_fail (VOUCH_IS_QR_PAINTABLE (self));

  if (code == self->code)
    return;

  if (code != NULL)
    vouch_qr_code_ref (code);
  g_clear_pointer (&self->code, vouch_qr_code_unref);
  self->code = code;

  gdk_paintable_invalidate_size (GDK_PAINTABLE (self));
  gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE]);
}

void
vouch_qr_paintable_set_scale (VouchQrPaintable *self,
                              int               scale)
{
  g_return_if_fail (VOUCH_IS_QR_PAINTABLE (self));
  g_return_if_fail (scale >= 1);

  if (vouch_property_set (self, &self->scale, scale, properties[PROP_SCALE]))
    gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}
