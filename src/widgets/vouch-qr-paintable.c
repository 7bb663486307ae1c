/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-paintable"

#include "vouch-qr-paintable.h"

#include "vouch-compat.h"
#include "vouch-property.h"

#include <math.h>

/* In logical pixels: a phone reads this from an arm's length. */
#define SMALLEST_SIDE   320
#define SMALLEST_MODULE 6

struct _VouchQrPaintable
{
  GObject        parent_instance;

  /* owned */
  VouchQrCode   *code;
  GdkFrameClock *clock;    /* (nullable): while the widget is mapped */

  /* borrowed */
  GtkWidget     *widget;   /* weak; (nullable) */

  double         scale;    /* device pixels in a logical one */
  double         x;        /* the corner of the paintable on the surface, in device pixels */
  double         y;
};

static void vouch_qr_paintable_iface_init (GdkPaintableInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchQrPaintable, vouch_qr_paintable, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GDK_TYPE_PAINTABLE,
                                                      vouch_qr_paintable_iface_init))

enum {
  PROP_0,
  PROP_CODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const GdkRGBA white = { 1, 1, 1, 1 };
static const GdkRGBA black = { 0, 0, 0, 1 };

/* In device pixels, from the corner of the paintable. */
typedef struct {
  double left;     /* of the first module, on a whole pixel of the surface */
  double top;
  int    module;
} Grid;

static int
count_modules (VouchQrPaintable *self)
{
  return (int) vouch_qr_code_get_width (self->code) + 2 * VOUCH_QR_CODE_BORDER;
}

/* The whole pixels within a length.
 *
 * @start: where the length starts on the surface
 * @first: (out): the first whole pixel, from the start of the length */
static int
count_pixels (double  start,
              double  length,
              double *first)
{
  /* A sum of fractions may miss a whole number by a trifle. */
  const double trifle = 1.0 / 1024;
  double begin = ceil (start - trifle);

  *first = begin - start;
  return MAX (0, (int) (floor (start + length + trifle) - begin));
}

/* @side, @left, @top: of the square, in logical pixels */
static Grid
fit_grid (VouchQrPaintable *self,
          double            side,
          double            left,
          double            top)
{
  Grid grid;
  int columns = count_pixels (self->x + left * self->scale, side * self->scale, &grid.left);
  int rows = count_pixels (self->y + top * self->scale, side * self->scale, &grid.top);
  int modules = count_modules (self);

  grid.module = MIN (columns, rows) / modules;
  grid.left += left * self->scale + (columns - modules * grid.module) / 2 +
               VOUCH_QR_CODE_BORDER * grid.module;
  grid.top += top * self->scale + (rows - modules * grid.module) / 2 +
              VOUCH_QR_CODE_BORDER * grid.module;
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
  double unit = grid->module / self->scale;
  double left = grid->left / self->scale;
  double top = grid->top / self->scale + y * unit;

  for (guint x = 0, end; x < modules; x = end + 1)
    {
      for (end = x; end < modules && vouch_qr_code_get_module (self->code, end, y);)
        end++;
      if (end > x)
        gtk_snapshot_append_color (snapshot, &black,
                                   &GRAPHENE_RECT_INIT ((float) (left + x * unit), (float) top,
                                                        (float) ((end - x) * unit),
                                                        (float) unit));
    }
}

/* Returns: whether it was elsewhere before */
static gboolean
set_place (VouchQrPaintable *self,
           double            scale,
           double            x,
           double            y)
{
  gboolean changed = scale != self->scale || x != self->x || y != self->y;

  self->scale = scale;
  self->x = x;
  self->y = y;
  return changed;
}

/* Returns: as set_place () */
static gboolean
look_for_place (VouchQrPaintable *self)
{
  graphene_point_t corner;
  double scale;

  if (self->widget == NULL || !vouch_find_on_surface (self->widget, &corner, &scale))
    return FALSE;
  return set_place (self, scale, corner.x * scale, corner.y * scale);
}

static void
vouch_qr_paintable_snapshot (GdkPaintable *paintable,
                             GdkSnapshot  *snapshot,
                             double        width,
                             double        height)
{
  VouchQrPaintable *self = VOUCH_QR_PAINTABLE (paintable);
  double side = MIN (width, height);
  double left = (width - side) / 2;
  double top = (height - side) / 2;
  Grid grid;

  gtk_snapshot_append_color (GTK_SNAPSHOT (snapshot), &white,
                             &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) side,
                                                  (float) side));
  if (self->code == NULL)
    return;

  look_for_place (self);
  grid = fit_grid (self, side, left, top);
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

/* GTK moves what it has painted without painting it again: when the user scrolls, for example. */
static void
on_after_paint (VouchQrPaintable *self)
{
  if (look_for_place (self))
    gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

static void
on_unmap (VouchQrPaintable *self)
{
  if (self->clock != NULL)
    g_signal_handlers_disconnect_by_data (self->clock, self);
  g_clear_object (&self->clock);
}

static void
on_map (VouchQrPaintable *self)
{
  on_unmap (self);
  g_set_object (&self->clock, gtk_widget_get_frame_clock (self->widget));
  g_signal_connect_object (self->clock, "after-paint", G_CALLBACK (on_after_paint), self,
                           G_CONNECT_SWAPPED);
}

static void
vouch_qr_paintable_dispose (GObject *object)
{
  VouchQrPaintable *self = VOUCH_QR_PAINTABLE (object);

  on_unmap (self);
  g_clear_weak_pointer (&self->widget);
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
vouch_qr_paintable_set_place (VouchQrPaintable *self,
                              double            scale,
                              double            x,
                              double            y)
{
  g_return_if_fail (VOUCH_IS_QR_PAINTABLE (self));
  g_return_if_fail (scale > 0);

  if (set_place (self, scale, x, y))
    gdk_paintable_invalidate_contents (GDK_PAINTABLE (self));
}

void
vouch_qr_paintable_follow (VouchQrPaintable *self,
                           GtkPicture       *picture)
{
  g_return_if_fail (VOUCH_IS_QR_PAINTABLE (self));
  g_return_if_fail (GTK_IS_PICTURE (picture));
  g_return_if_fail (self->widget == NULL);

  g_set_weak_pointer (&self->widget, GTK_WIDGET (picture));
  g_signal_connect_object (picture, "map", G_CALLBACK (on_map), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (picture, "unmap", G_CALLBACK (on_unmap), self, G_CONNECT_SWAPPED);
  gtk_picture_set_content_fit (picture, GTK_CONTENT_FIT_FILL);
  gtk_picture_set_paintable (picture, GDK_PAINTABLE (self));
}
