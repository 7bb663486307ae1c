/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures that Vouch draws itself, measured, drawn and named. Runs in a desktop of its own. */
#include <adwaita.h>
#include <locale.h>
#include <math.h>

#include "vouch-drawing.h"
#include "vouch-phone-body.h"
#include "vouch-phone-scene.h"
#include "vouch-tick.h"
#include "vouch-widgets-enums.h"
#include "wait.h"

static const char *const glyphs[] = { "🐶", "🎅", "🌙", "🔧", "🍕", "⏰", "🎸", NULL };

typedef struct {
  guint8 *pixels;   /* owned: blue, green, red, alpha */
  int     count;
} Picture;

static void
picture_clear (Picture *picture)
{
  g_clear_pointer (&picture->pixels, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Picture, picture_clear)

/* Returns: (transfer full): the window of a widget that is shown in its natural size */
static GtkWidget *
show (GtkWidget *widget)
{
  GtkWidget *window = gtk_window_new ();

  gtk_widget_set_halign (widget, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  gtk_window_set_child (GTK_WINDOW (window), widget);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0);
  return window;
}

static void
draw (GtkWidget *widget,
      Picture   *picture)
{
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  g_autoptr(GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  picture->count = width * height;
  picture->pixels = g_malloc0_n ((gsize) picture->count, 4);
  if (node == NULL)      /* a check mark that has not begun draws nothing */
    return;
  texture = gsk_renderer_render_texture (
    gtk_native_get_renderer (gtk_widget_get_native (widget)), node,
    &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gdk_texture_download (texture, picture->pixels, (gsize) width * 4);
}

static int
count_pixels (const Picture *picture,
              const GdkRGBA *color)
{
  int found = 0;

  for (int i = 0; i < picture->count; i++)
    {
      const guint8 *pixel = picture->pixels + 4 * i;

      if (fabsf (pixel[0] / 255.0f - CLAMP (color->blue, 0, 1)) < 0.02f &&
          fabsf (pixel[1] / 255.0f - CLAMP (color->green, 0, 1)) < 0.02f &&
          fabsf (pixel[2] / 255.0f - CLAMP (color->red, 0, 1)) < 0.02f)
        found++;
    }
  return found;
}

static gboolean
is_equal (const Picture *one,
          const Picture *other)
{
  return one->count == other->count &&
         memcmp (one->pixels, other->pixels, (gsize) one->count * 4) == 0;
}

static void
assert_name (gpointer    widget,
             const char *name)
{
  g_autofree char *difference = gtk_test_accessible_check_property (
    GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);

  g_assert_cmpstr (difference, ==, NULL);
}

static void
on_invalidate (GdkPaintable *paintable,
               guint        *count)
{
  (*count)++;
}

static void
test_states (void)
{
  static const struct {
    const char *name;
    gboolean    accent;
  } states[] = {
    [VOUCH_PHONE_SCENE_OFF] = { "On the phone: the screen is off", FALSE },
    [VOUCH_PHONE_SCENE_ASKS] =
      { "On the phone: Beeper asks you to confirm; press Accept", TRUE },
    [VOUCH_PHONE_SCENE_CAMERA] =
      { "On the phone: the camera looks at the code on this computer", TRUE },
    [VOUCH_PHONE_SCENE_EMOJI] =
      { "On the phone: seven emoji; if they are the same as here, press They Match", TRUE },
    [VOUCH_PHONE_SCENE_DONE] = { "On the phone: a check mark", FALSE },
    [VOUCH_PHONE_SCENE_UNSURE] = { "Is there a check mark on the phone?", FALSE },
    [VOUCH_PHONE_SCENE_STOPPED] =
      { "On the phone: it has stopped, and there is nothing to press", FALSE },
  };
  GtkWidget *scene = vouch_phone_scene_new ();
  GtkWidget *window = show (scene);
  g_autoptr(GdkPaintable) watched = gtk_widget_paintable_new (scene);
  g_autoptr(GEnumClass) all = g_type_class_ref (VOUCH_TYPE_PHONE_SCENE_STATE);
  g_auto(Picture) before = { 0 };
  VouchPhoneColors colors;

  g_assert_cmpint (all->maximum, ==, G_N_ELEMENTS (states) - 1);
  vouch_phone_colors_look_up (&colors, scene);
  for (int state = all->maximum; state >= 0; state--)
    {
      g_auto(Picture) picture = { 0 };
      guint redrawn = 0;
      gulong handler = g_signal_connect (watched, "invalidate-contents",
                                         G_CALLBACK (on_invalidate), &redrawn);

      g_test_message ("%d", state);
      vouch_phone_scene_set_state (VOUCH_PHONE_SCENE (scene), state);
      WAIT_UNTIL (redrawn > 0);
      g_signal_handler_disconnect (watched, handler);

      g_assert_cmpint (vouch_phone_scene_get_state (VOUCH_PHONE_SCENE (scene)), ==, state);
      assert_name (scene, states[state].name);
      draw (scene, &picture);
      g_assert_false (is_equal (&picture, &before));
      g_assert_cmpint (count_pixels (&picture, &colors.accent) > 0, ==, states[state].accent);
      picture_clear (&before);
      before = picture;
      picture.pixels = NULL;
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_label (void)
{
  VouchPhoneScene *scene = VOUCH_PHONE_SCENE (g_object_ref_sink (vouch_phone_scene_new ()));
  GtkWidget *window = show (GTK_WIDGET (scene));
  VouchPhoneColors colors;
  g_auto(Picture) picture = { 0 };

  vouch_phone_colors_look_up (&colors, GTK_WIDGET (scene));
  vouch_phone_scene_set_state (scene, VOUCH_PHONE_SCENE_ASKS);
  vouch_phone_scene_set_press_label (scene, "Zustimmungserklärungen");
  assert_name (scene,
               "On the phone: Beeper asks you to confirm; press Zustimmungserklärungen");
  draw (GTK_WIDGET (scene), &picture);
  g_assert_cmpint (count_pixels (&picture, &colors.accent), >, 0);

  vouch_phone_scene_set_press_label (scene, "");
  assert_name (scene, "On the phone: Beeper asks you to confirm");
  picture_clear (&picture);
  draw (GTK_WIDGET (scene), &picture);
  g_assert_cmpint (count_pixels (&picture, &colors.accent), ==, 0);

  vouch_phone_scene_set_state (scene, VOUCH_PHONE_SCENE_EMOJI);
  assert_name (scene, "On the phone: seven emoji");
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_finalize_object (scene);
}

static void
test_emoji (void)
{
  VouchPhoneScene *scene = VOUCH_PHONE_SCENE (vouch_phone_scene_new ());
  GtkWidget *window = show (GTK_WIDGET (scene));
  g_auto(Picture) plain = { 0 };
  g_auto(Picture) given = { 0 };
  g_auto(Picture) again = { 0 };

  vouch_phone_scene_set_state (scene, VOUCH_PHONE_SCENE_EMOJI);
  draw (GTK_WIDGET (scene), &plain);
  vouch_phone_scene_set_emoji (scene, glyphs);
  draw (GTK_WIDGET (scene), &given);
  g_assert_false (is_equal (&plain, &given));
  vouch_phone_scene_set_emoji (scene, NULL);
  draw (GTK_WIDGET (scene), &again);
  g_assert_true (is_equal (&plain, &again));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
measure (GtkWidget *widget,
         int       *minimum_width,
         int       *width,
         int       *minimum_height,
         int       *height)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, minimum_width, width, NULL, NULL);
  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, minimum_height, height, NULL, NULL);
}

static void
test_size (void)
{
  GtkWidget *scene = vouch_phone_scene_new ();
  GtkWidget *window = show (scene);
  int minimum_width, width, minimum_height, height, narrow;
  int resolution;

  measure (scene, &minimum_width, &width, &minimum_height, &height);
  g_assert_cmpint (minimum_width, ==, 90);
  g_assert_cmpint (width, ==, 140);
  g_assert_cmpint (minimum_height, ==, 162);
  g_assert_cmpint (height, ==, 252);
  gtk_widget_measure (scene, GTK_ORIENTATION_VERTICAL, 100, NULL, &narrow, NULL, NULL);
  g_assert_cmpint (narrow, ==, 180);

  g_object_get (gtk_widget_get_settings (scene), "gtk-xft-dpi", &resolution, NULL);
  g_object_set (gtk_widget_get_settings (scene), "gtk-xft-dpi", 2 * 96 * PANGO_SCALE, NULL);
  measure (scene, &minimum_width, &width, &minimum_height, &height);
  g_assert_cmpint (minimum_width, ==, 90);
  g_assert_cmpint (width, ==, 210);
  g_assert_cmpint (height, ==, 378);
  g_object_set (gtk_widget_get_settings (scene), "gtk-xft-dpi", resolution, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

static double
get_luminance (const GdkRGBA *color)
{
  const float parts[] = { color->red, color->green, color->blue };
  const double shares[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += shares[i] * (parts[i] <= 0.04045f ? parts[i] / 12.92
                                             : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

static void
assert_contrast (const GdkRGBA *one,
                 const GdkRGBA *other,
                 double         ratio)
{
  double first = get_luminance (one);
  double second = get_luminance (other);

  g_assert_cmpfloat ((MAX (first, second) + 0.05) / (MIN (first, second) + 0.05), >=, ratio);
}

/* The label of the button can be read, and all edges can be seen: on the screen, and the frame on
 * the window. */
static void
test_contrast (void)
{
  static const AdwColorScheme schemes[] = {
    ADW_COLOR_SCHEME_FORCE_LIGHT,
    ADW_COLOR_SCHEME_FORCE_DARK,
    ADW_COLOR_SCHEME_DEFAULT,
  };
  GtkWidget *scene = vouch_phone_scene_new ();
  GtkWidget *window = show (scene);

  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    {
      VouchPhoneColors colors;
      GdkRGBA around;

      g_test_message ("%u", i);
      adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[i]);
      vouch_phone_colors_look_up (&colors, scene);
      around = vouch_drawing_get_color (scene, "window_bg_color");
      assert_contrast (&colors.accent, &colors.screen, 4.5);
      assert_contrast (&colors.success, &colors.screen, 3);
      assert_contrast (&colors.success, &around, 3);
      assert_contrast (&colors.part, &colors.screen, 3);
      assert_contrast (&colors.part, &around, 3);
      vouch_phone_colors_turn_off (&colors);
      assert_contrast (&colors.part, &colors.screen, 3);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Runs from right to left: the finger is at the other side. */
static void
test_direction (void)
{
  GtkWidget *scene = vouch_phone_scene_new ();
  GtkWidget *window = show (scene);
  g_auto(Picture) usual = { 0 };
  g_auto(Picture) mirrored = { 0 };

  vouch_phone_scene_set_state (VOUCH_PHONE_SCENE (scene), VOUCH_PHONE_SCENE_ASKS);
  draw (scene, &usual);
  gtk_widget_set_direction (scene, GTK_TEXT_DIR_RTL);
  draw (scene, &mirrored);
  g_assert_false (is_equal (&usual, &mirrored));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Without animations the mark is there at once, and with them it draws itself. */
static void
test_tick (void)
{
  GtkWidget *tick = vouch_tick_new ();
  GtkWidget *window = show (tick);
  GdkRGBA color = vouch_drawing_get_color (tick, "success_color");
  g_auto(Picture) whole = { 0 };
  g_auto(Picture) begun = { 0 };
  int size;

  draw (tick, &whole);
  g_assert_cmpint (count_pixels (&whole, &color), >, 500);

  vouch_tick_set_size (VOUCH_TICK (tick), 54);
  gtk_widget_measure (tick, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &size, NULL, NULL);
  g_assert_cmpint (size, ==, 54);
  g_assert_cmpint (vouch_tick_get_size (VOUCH_TICK (tick)), ==, 54);
  vouch_tick_set_size (VOUCH_TICK (tick), 96);

  gtk_widget_set_visible (tick, FALSE);
  g_object_set (gtk_widget_get_settings (tick), "gtk-enable-animations", TRUE, NULL);
  gtk_widget_set_visible (tick, TRUE);
  WAIT_UNTIL (gtk_widget_get_width (tick) > 0);
  do
    {
      picture_clear (&begun);
      wait_run_pending ();
      draw (tick, &begun);
    }
  while (count_pixels (&begun, &color) == 0);
  g_assert_cmpint (count_pixels (&begun, &color), <, count_pixels (&whole, &color));
  do
    {
      picture_clear (&begun);
      wait_run_pending ();
      draw (tick, &begun);
    }
  while (!is_equal (&begun, &whole));
  g_object_set (gtk_widget_get_settings (tick), "gtk-enable-animations", FALSE, NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int    argc,
      char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add_func ("/phone-scene/states/each-is-drawn-and-named", test_states);
  g_test_add_func ("/phone-scene/press-label/is-drawn-and-named", test_label);
  g_test_add_func ("/phone-scene/emoji/are-drawn", test_emoji);
  g_test_add_func ("/phone-scene/size/follows-text-and-room", test_size);
  g_test_add_func ("/phone-scene/contrast/is-enough-in-light-and-dark", test_contrast);
  g_test_add_func ("/phone-scene/right-to-left/is-mirrored", test_direction);
  g_test_add_func ("/tick/shown/draws-itself", test_tick);
  return g_test_run ();
}
