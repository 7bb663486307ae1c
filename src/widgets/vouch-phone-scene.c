/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-phone-scene"

#include "vouch-phone-scene.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#include "vouch-drawing.h"
#include "vouch-phone-body.h"
#include "vouch-property.h"
#include "vouch-widgets-enums.h"

struct _VouchPhoneScene
{
  GtkWidget             parent_instance;

  /* owned */
  char                 *press_label;   /* nullable */
  char                **glyphs;        /* nullable */
  AdwAnimation         *breath;        /* its value is the phase: 0 and 1 are at rest */

  VouchPhoneSceneState  state;
};

G_DEFINE_FINAL_TYPE (VouchPhoneScene, vouch_phone_scene, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_STATE,
  PROP_PRESS_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define SMALLEST_WIDTH  90
#define LARGEST_WIDTH  210
#define RATIO          ((double) VOUCH_PHONE_BODY_HEIGHT / VOUCH_PHONE_BODY_WIDTH)

#define BREATHS          3
#define BREATH_MS     1600

/* One drawing: what all its parts need. Lengths are in units of the phone. */
typedef struct {
  GtkWidget        *widget;
  GtkSnapshot      *snapshot;
  VouchPhoneColors  colors;
  graphene_rect_t   inside;    /* of the screen, between notch and bar */
  float             unit;
  float             breath;    /* 0: at rest, 1: drawn in as far as it goes */
  gboolean          mirrored;  /* text runs from right to left */
} Drawing;

/* Returns: an area inside the screen, from units; at the other side where text runs from right to
 * left */
static graphene_rect_t
place (const Drawing *drawing,
       float          x,
       float          y,
       float          width,
       float          height)
{
  float unit = drawing->unit;
  float left = drawing->mirrored ? drawing->inside.size.width - (x + width) * unit : x * unit;

  return GRAPHENE_RECT_INIT (drawing->inside.origin.x + left,
                             drawing->inside.origin.y + y * unit,
                             width * unit, height * unit);
}

static float
get_width (const Drawing *drawing)
{
  return drawing->inside.size.width / drawing->unit;
}

static float
get_height (const Drawing *drawing)
{
  return drawing->inside.size.height / drawing->unit;
}

/* A line of text that is only hinted at */
static void
draw_bar (const Drawing *drawing,
          float          x,
          float          y,
          float          width)
{
  graphene_rect_t area = place (drawing, x, y, width, 5);

  vouch_drawing_fill (drawing->snapshot, &area, 2.5f * drawing->unit, &drawing->colors.part);
}

static PangoLayout *
build_layout (const Drawing *drawing,
              const char    *text,
              double         pixels)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (drawing->widget, text);
  g_autoptr(PangoFontDescription) font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));

  pango_font_description_set_absolute_size (font, pixels * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  return layout;
}

static void
draw_layout (const Drawing         *drawing,
             PangoLayout           *layout,
             const graphene_rect_t *area,
             const GdkRGBA         *color)
{
  PangoRectangle extents;

  pango_layout_get_pixel_extents (layout, NULL, &extents);
  gtk_snapshot_save (drawing->snapshot);
  gtk_snapshot_translate (drawing->snapshot, &GRAPHENE_POINT_INIT (
    area->origin.x + (area->size.width - (float) extents.width) / 2 - (float) extents.x,
    area->origin.y + (area->size.height - (float) extents.height) / 2 - (float) extents.y));
  gtk_snapshot_append_layout (drawing->snapshot, layout, color);
  gtk_snapshot_restore (drawing->snapshot);
}

/* Breaks between words only: a line with a longer word loses its end, and then the label is one
 * line. */
static void
wrap_label (PangoLayout *layout,
            float        room)
{
  int width;

  pango_layout_set_width (layout, (int) (room * PANGO_SCALE));
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_line_spacing (layout, 0.85f);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if ((float) width > room || pango_layout_get_line_count (layout) > 2)
    {
      pango_layout_set_single_paragraph_mode (layout, TRUE);
      pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
    }
}

/* A long label shrinks first, then takes two lines, and then loses its end. */
static void
draw_label (const Drawing         *drawing,
            const char            *text,
            const graphene_rect_t *area)
{
  const double largest = 14.5 * drawing->unit;
  const double smallest = 10 * drawing->unit;
  float room = area->size.width - 14 * drawing->unit;
  g_autoptr(PangoLayout) layout = build_layout (drawing, text, largest);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  if ((float) width > room)
    {
      double fitting = largest * (double) room / width;

      g_clear_object (&layout);
      layout = build_layout (drawing, text, MAX (fitting, smallest));
      if (fitting < smallest)
        wrap_label (layout, room);
    }
  draw_layout (drawing, layout, area, &drawing->colors.screen);
}

/* The ring of a fingertip, at the edge of what is pressed so that it can still be read. It closes
 * in with each breath, as a finger does that is put down. */
static void
draw_fingertip (const Drawing         *drawing,
                const graphene_rect_t *pressed)
{
  float unit = drawing->unit;
  float radius = (11 - 3 * drawing->breath) * unit;
  float inset = 9 * unit;
  float x = pressed->origin.x + (drawing->mirrored ? inset : pressed->size.width - inset);
  float y = pressed->origin.y + pressed->size.height + 3 * unit;
  GdkRGBA inner = drawing->colors.text;
  graphene_rect_t area = GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius);

  inner.alpha = 0.15f + 0.25f * drawing->breath;
  vouch_drawing_fill (drawing->snapshot, &area, radius, &inner);
  vouch_drawing_outline (drawing->snapshot, &area, radius, 2 * unit, &drawing->colors.text);
}

static void
draw_button (const Drawing         *drawing,
             const char            *label,
             const graphene_rect_t *area)
{
  float halo = 4 * drawing->breath * drawing->unit;
  graphene_rect_t around;
  GdkRGBA color = drawing->colors.accent;

  graphene_rect_inset_r (area, -halo, -halo, &around);
  color.alpha = 0.3f;
  vouch_drawing_fill (drawing->snapshot, &around, around.size.height / 2, &color);
  vouch_drawing_fill (drawing->snapshot, area, area->size.height / 2, &drawing->colors.accent);
  draw_label (drawing, label, area);
  draw_fingertip (drawing, area);
}

/* The states */

static const char *
get_press_label (VouchPhoneScene *self)
{
  if (self->press_label != NULL)
    return self->press_label;
  return self->state == VOUCH_PHONE_SCENE_EMOJI ? _("They Match") : _("Accept");
}

static void
draw_asks (VouchPhoneScene *self,
           const Drawing   *drawing)
{
  const char *label = get_press_label (self);
  float width = get_width (drawing);
  float top = (get_height (drawing) - 150) / 2;
  graphene_rect_t card = place (drawing, 5, top, width - 10, 150);
  graphene_rect_t device = place (drawing, width / 2 - 18, top + 14, 36, 24);
  graphene_rect_t foot = place (drawing, width / 2 - 24, top + 41, 48, 4);
  graphene_rect_t button = place (drawing, 13, top + 85, width - 26, 30);

  vouch_drawing_outline (drawing->snapshot, &card, 12 * drawing->unit, 1.5f * drawing->unit,
                         &drawing->colors.part);
  vouch_drawing_outline (drawing->snapshot, &device, 4 * drawing->unit, 3 * drawing->unit,
                         &drawing->colors.part);
  vouch_drawing_fill (drawing->snapshot, &foot, 2 * drawing->unit, &drawing->colors.part);
  draw_bar (drawing, 15, top + 56, width - 30);
  draw_bar (drawing, 15, top + 67, (width - 30) * 0.65f);
  draw_bar (drawing, width / 2 - 20, top + 130, 40);
  if (*label != '\0')
    draw_button (drawing, label, &button);
}

/* Squares that look like a code from far: black on white in every style, as a code is. They are
 * whole pixels wide, so that no lines are between them. */
static void
draw_squares (const Drawing         *drawing,
              const graphene_rect_t *area)
{
  static const char rows[] = "1110111"
                             "1010101"
                             "1110111"
                             "0011010"
                             "1110100"
                             "1010011"
                             "1110110";
  const GdkRGBA black = { 0, 0, 0, 1 };
  const GdkRGBA white = { 1, 1, 1, 1 };
  float side = floorf (area->size.width / 8);
  float left = roundf (area->origin.x + (area->size.width - 7 * side) / 2);
  float top = roundf (area->origin.y + (area->size.height - 7 * side) / 2);

  vouch_drawing_fill (drawing->snapshot, area, 4 * drawing->unit, &white);
  for (guint i = 0; i < 49; i++)
    if (rows[i] == '1')
      gtk_snapshot_append_color (drawing->snapshot, &black,
                                 &GRAPHENE_RECT_INIT (left + (float) (i % 7) * side,
                                                      top + (float) (i / 7) * side,
                                                      side, side));
}

/* Four corners: a frame of which only the ends of the sides are drawn */
static void
draw_corners (const Drawing         *drawing,
              const graphene_rect_t *area)
{
  float length = 16 * drawing->unit;
  float right = area->origin.x + area->size.width - length;
  float bottom = area->origin.y + area->size.height - length;
  const graphene_point_t corners[] = {
    { area->origin.x, area->origin.y },
    { right, area->origin.y },
    { area->origin.x, bottom },
    { right, bottom },
  };

  for (guint i = 0; i < G_N_ELEMENTS (corners); i++)
    {
      gtk_snapshot_push_clip (drawing->snapshot, &GRAPHENE_RECT_INIT (corners[i].x, corners[i].y,
                                                                      length, length));
      vouch_drawing_outline (drawing->snapshot, area, 7 * drawing->unit, 4 * drawing->unit,
                             &drawing->colors.accent);
      gtk_snapshot_pop (drawing->snapshot);
    }
}

/* There is nothing to press: the corners are what to look at. */
static void
draw_camera (VouchPhoneScene *self,
             const Drawing   *drawing)
{
  float width = get_width (drawing);
  float side = width - 16;
  float top = (get_height (drawing) - side - 24) / 2;
  graphene_rect_t frame = place (drawing, 8, top, side, side);
  graphene_rect_t seen = place (drawing, 19, top + 11, side - 22, side - 22);

  graphene_rect_inset (&frame, 3 * drawing->breath * drawing->unit,
                       3 * drawing->breath * drawing->unit);
  draw_squares (drawing, &seen);
  draw_corners (drawing, &frame);
  draw_bar (drawing, 20, top + side + 12, width - 40);
  draw_bar (drawing, 36, top + side + 22, width - 72);
}

/* Four above three, as on the computer */
static void
draw_emoji (VouchPhoneScene *self,
            const Drawing   *drawing)
{
  const char *label = get_press_label (self);
  float width = get_width (drawing);
  float top = (get_height (drawing) - 142) / 2;
  float cell = (width - 8) / 4;
  graphene_rect_t button = place (drawing, 8, top + 96, width - 16, 30);

  draw_bar (drawing, 20, top, width - 40);
  for (guint i = 0; i < VOUCH_PHONE_SCENE_EMOJI_COUNT; i++)
    {
      gboolean lower = i >= 4;
      graphene_rect_t area =
        place (drawing, 4 + cell * (lower ? (float) i - 3.5f : (float) i),
               top + 14 + (lower ? cell + 8 : 0), cell, cell);

      if (self->glyphs != NULL)
        {
          g_autoptr(PangoLayout) layout = build_layout (drawing, self->glyphs[i],
                                                        22 * drawing->unit);

          draw_layout (drawing, layout, &area, &drawing->colors.text);
        }
      else
        {
          graphene_rect_inset (&area, 5 * drawing->unit, 5 * drawing->unit);
          vouch_drawing_outline (drawing->snapshot, &area, area.size.width / 2,
                                 2 * drawing->unit, &drawing->colors.part);
        }
    }
  if (*label != '\0')
    draw_button (drawing, label, &button);
}

static void
draw_done (const Drawing *drawing)
{
  float width = get_width (drawing);
  float top = (get_height (drawing) - 100) / 2;
  graphene_rect_t mark = place (drawing, width / 2 - 34, top, 68, 68);

  vouch_drawing_check_mark (drawing->snapshot, &mark, &drawing->colors.success, 1);
  draw_bar (drawing, 22, top + 84, width - 44);
  draw_bar (drawing, 36, top + 95, width - 72);
}

/* The mark is not in the color of success, and the question mark is darker than it: nobody shall
 * read that it has worked. */
static void
draw_unsure (const Drawing *drawing)
{
  float width = get_width (drawing);
  float top = (get_height (drawing) - 144) / 2;
  graphene_rect_t mark = place (drawing, width / 2 - 34, top, 68, 68);
  graphene_rect_t below = place (drawing, 0, top + 76, width, 68);
  /* Translators: in the drawing of a phone, below a check mark, to ask whether there is one. */
  g_autoptr(PangoLayout) question = build_layout (drawing, _("?"), 60 * drawing->unit);

  vouch_drawing_check_mark (drawing->snapshot, &mark, &drawing->colors.part, 1);
  draw_layout (drawing, question, &below, &drawing->colors.text);
}

static void
draw_stopped (const Drawing *drawing)
{
  float width = get_width (drawing);
  float top = (get_height (drawing) - 100) / 2;
  graphene_rect_t circle = place (drawing, width / 2 - 30, top + 4, 60, 60);
  graphene_rect_t first = place (drawing, width / 2 - 11, top + 22, 7, 24);
  graphene_rect_t second = place (drawing, width / 2 + 4, top + 22, 7, 24);

  vouch_drawing_outline (drawing->snapshot, &circle, circle.size.width / 2, 4 * drawing->unit,
                         &drawing->colors.part);
  vouch_drawing_fill (drawing->snapshot, &first, 2 * drawing->unit, &drawing->colors.part);
  vouch_drawing_fill (drawing->snapshot, &second, 2 * drawing->unit, &drawing->colors.part);
  draw_bar (drawing, 22, top + 84, width - 44);
  draw_bar (drawing, 36, top + 95, width - 72);
}

static void
draw_state (VouchPhoneScene *self,
            const Drawing   *drawing)
{
  switch (self->state)
    {
    case VOUCH_PHONE_SCENE_OFF:
      break;
    case VOUCH_PHONE_SCENE_ASKS:
      draw_asks (self, drawing);
      break;
    case VOUCH_PHONE_SCENE_CAMERA:
      draw_camera (self, drawing);
      break;
    case VOUCH_PHONE_SCENE_EMOJI:
      draw_emoji (self, drawing);
      break;
    case VOUCH_PHONE_SCENE_DONE:
      draw_done (drawing);
      break;
    case VOUCH_PHONE_SCENE_UNSURE:
      draw_unsure (drawing);
      break;
    case VOUCH_PHONE_SCENE_STOPPED:
      draw_stopped (drawing);
      break;
    }
}

/* The widget */

static graphene_rect_t
lay_out_phone (GtkWidget *widget)
{
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double used = MIN (MIN (width, height / RATIO), LARGEST_WIDTH);

  return GRAPHENE_RECT_INIT ((float) floor ((width - used) / 2),
                             (float) floor ((height - used * RATIO) / 2),
                             (float) used, (float) (used * RATIO));
}

static void
vouch_phone_scene_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  VouchPhoneScene *self = VOUCH_PHONE_SCENE (widget);
  graphene_rect_t area = lay_out_phone (widget);
  double phase = adw_animation_get_value (self->breath);
  VouchPhoneBody body;
  Drawing drawing = {
    .widget = widget,
    .snapshot = snapshot,
    .unit = area.size.width / VOUCH_PHONE_BODY_WIDTH,
    .breath = (float) sin (G_PI * phase),
    .mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL,
  };

  if (area.size.width <= 0)
    return;

  vouch_phone_colors_look_up (&drawing.colors, widget);
  vouch_phone_body_lay_out (&body, &area, drawing.unit);
  drawing.inside = body.screen;
  drawing.inside.origin.y += body.top;
  drawing.inside.size.height -= body.top + body.bottom;

  if (self->state == VOUCH_PHONE_SCENE_OFF)
    vouch_phone_colors_turn_off (&drawing.colors);
  vouch_phone_body_draw (snapshot, &body, &area, &drawing.colors);
  if (self->state != VOUCH_PHONE_SCENE_OFF)
    vouch_phone_body_draw_bar (snapshot, &body, &drawing.colors);
  draw_state (self, &drawing);
}

static GtkSizeRequestMode
vouch_phone_scene_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The natural size keeps its shape when there is less room in one direction. */
static void
vouch_phone_scene_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  double width = MIN (VOUCH_PHONE_BODY_WIDTH * vouch_drawing_get_text_scale (widget),
                      LARGEST_WIDTH);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = SMALLEST_WIDTH;
      *natural = (int) round (for_size < 0 ? width : MIN (width, for_size / RATIO));
    }
  else
    {
      *minimum = (int) round (SMALLEST_WIDTH * RATIO);
      *natural = (int) round (RATIO * (for_size < 0 ? width : MIN (width, for_size)));
    }
  *natural = MAX (*natural, *minimum);
}

/* What stands still has nothing to breathe; without animations it ends at once. */
static void
breathe (VouchPhoneScene *self)
{
  adw_animation_reset (self->breath);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) &&
      (self->state == VOUCH_PHONE_SCENE_ASKS || self->state == VOUCH_PHONE_SCENE_CAMERA ||
       self->state == VOUCH_PHONE_SCENE_EMOJI))
    adw_animation_play (self->breath);
}

static void
vouch_phone_scene_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_phone_scene_parent_class)->map (widget);
  breathe (VOUCH_PHONE_SCENE (widget));
}

static void
vouch_phone_scene_unmap (GtkWidget *widget)
{
  adw_animation_reset (VOUCH_PHONE_SCENE (widget)->breath);
  GTK_WIDGET_CLASS (vouch_phone_scene_parent_class)->unmap (widget);
}

static void
on_breath_value (double   value,
                 gpointer user_data)
{
  gtk_widget_queue_draw (GTK_WIDGET (user_data));
}

/* Returns: (transfer full) */
static char *
describe (VouchPhoneScene *self)
{
  const char *label = get_press_label (self);

  switch (self->state)
    {
    case VOUCH_PHONE_SCENE_OFF:
      return g_strdup (_("On the phone: the screen is off"));
    case VOUCH_PHONE_SCENE_ASKS:
      if (*label == '\0')
        return g_strdup (_("On the phone: Beeper asks you to confirm"));
      /* Translators: %s is the label of a button of the phone. */
      return g_strdup_printf (_("On the phone: Beeper asks you to confirm; press %s"), label);
    case VOUCH_PHONE_SCENE_CAMERA:
      return g_strdup (_("On the phone: the camera looks at the code on this computer"));
    case VOUCH_PHONE_SCENE_EMOJI:
      if (*label == '\0')
        return g_strdup (_("On the phone: seven emoji"));
      /* Translators: %s is the label of a button of the phone. */
      return g_strdup_printf (_("On the phone: seven emoji; if they are the same as here, "
                                "press %s"), label);
    case VOUCH_PHONE_SCENE_DONE:
      return g_strdup (_("On the phone: a check mark"));
    case VOUCH_PHONE_SCENE_UNSURE:
      return g_strdup (_("Is there a check mark on the phone?"));
    case VOUCH_PHONE_SCENE_STOPPED:
      return g_strdup (_("On the phone: it has stopped, and there is nothing to press"));
    }
  g_assert_not_reached ();
}

static void
update (VouchPhoneScene *self)
{
  g_autofree char *name = describe (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
vouch_phone_scene_dispose (GObject *object)
{
  VouchPhoneScene *self = VOUCH_PHONE_SCENE (object);

  g_clear_object (&self->breath);
  g_clear_pointer (&self->press_label, g_free);
  g_clear_pointer (&self->glyphs, g_strfreev);

  G_OBJECT_CLASS (vouch_phone_scene_parent_class)->dispose (object);
}

static void
vouch_phone_scene_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  VouchPhoneScene *self = VOUCH_PHONE_SCENE (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_PRESS_LABEL:
      g_value_set_string (value, self->press_label);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_phone_scene_set_property (GObject      *object,
                                guint         property_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  VouchPhoneScene *self = VOUCH_PHONE_SCENE (object);

  switch (property_id)
    {
    case PROP_STATE:
      vouch_phone_scene_set_state (self, g_value_get_enum (value));
      break;
    case PROP_PRESS_LABEL:
      vouch_phone_scene_set_press_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_phone_scene_class_init (VouchPhoneSceneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_phone_scene_dispose;
  object_class->get_property = vouch_phone_scene_get_property;
  object_class->set_property = vouch_phone_scene_set_property;
  widget_class->map = vouch_phone_scene_map;
  widget_class->unmap = vouch_phone_scene_unmap;
  widget_class->snapshot = vouch_phone_scene_snapshot;
  widget_class->measure = vouch_phone_scene_measure;
  widget_class->get_request_mode = vouch_phone_scene_get_request_mode;

  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, VOUCH_TYPE_PHONE_SCENE_STATE,
                                              VOUCH_PHONE_SCENE_OFF, VOUCH_PARAM_READWRITE);
  properties[PROP_PRESS_LABEL] = g_param_spec_string ("press-label", NULL, NULL, NULL,
                                                      VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "phone-scene");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
vouch_phone_scene_init (VouchPhoneScene *self)
{
  self->breath =
    adw_timed_animation_new (GTK_WIDGET (self), 0, 1, BREATH_MS,
                             adw_callback_animation_target_new (on_breath_value, self, NULL));
  adw_timed_animation_set_repeat_count (ADW_TIMED_ANIMATION (self->breath), BREATHS);
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->breath), ADW_LINEAR);
  g_signal_connect_object (adw_style_manager_get_default (), "notify",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
vouch_phone_scene_new (void)
{
  return g_object_new (VOUCH_TYPE_PHONE_SCENE, NULL);
}

VouchPhoneSceneState
vouch_phone_scene_get_state (VouchPhoneScene *self)
{
  g_return_val_if_fail (VOUCH_IS_PHONE_SCENE (self), VOUCH_PHONE_SCENE_OFF);
  return self->state;
}

void
vouch_phone_scene_set_state (VouchPhoneScene      *self,
                             VouchPhoneSceneState  state)
{
  g_return_if_fail (VOUCH_IS_PHONE_SCENE (self));

  if (!vouch_property_set (self, &self->state, state, properties[PROP_STATE]))
    return;
  update (self);
  breathe (self);
}

void
vouch_phone_scene_set_press_label (VouchPhoneScene *self,
                                   const char      *label)
{
  g_return_if_fail (VOUCH_IS_PHONE_SCENE (self));

  if (vouch_property_set_string (self, &self->press_label, label, properties[PROP_PRESS_LABEL]))
    update (self);
}

void
vouch_phone_scene_set_emoji (VouchPhoneScene    *self,
                             const char * const *glyphs)
{
  g_return_if_fail (VOUCH_IS_PHONE_SCENE (self));
  g_return_if_fail (glyphs == NULL ||
                    g_strv_length ((char **) glyphs) == VOUCH_PHONE_SCENE_EMOJI_COUNT);

  g_strfreev (self->glyphs);
  self->glyphs = g_strdupv ((char **) glyphs);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
