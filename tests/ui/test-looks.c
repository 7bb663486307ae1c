/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* How each screen looks, in the real window with the simulated Beeper behind it: nothing cut, torn
 * or out of reach in the smallest and in the largest window, letters that can be read in light and
 * dark, and everything for the keyboard. Runs in a desktop of its own; in other languages and in
 * high contrast by its environment (see meson.build). */
#include "flow.h"
#include "looks.h"
#include "vouch-clock.h"
#include "vouch-first-aid.h"
#include "vouch-first-aid-text.h"
#include "vouch-init.h"
#include "vouch-practice-camera.h"
#include "vouch-window.h"
#include "wait.h"

#include <glib/gi18n.h>

#define CODE_NEW "654321"
#define FOCUS_PATIENCE_MS 3000  /* a button may wait a second until it can be pressed */
#define DPI 98304       /* 96, in the unit of GtkSettings */

typedef struct {
  const char *name;
  void      (*reach) (Flow *flow);
} Screen;

/* Ways to the screens */

static void
reach_welcome (Flow *flow)
{
  vouch_setup_set_new_user (flow->setup, TRUE);
  flow_wait_step (flow, VOUCH_STEP_WELCOME);
}

static void
reach_connect (Flow *flow)
{
}

static void
reach_email (Flow *flow)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
}

static void
reach_code (Flow *flow)
{
  reach_email (flow);
  vouch_setup_send_code (flow->setup, "somebody@example.org");
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
}

static void
reach_code_wrong (Flow *flow)
{
  reach_code (flow);
  vouch_setup_submit_code (flow->setup, "000000");
  flow_wait_problem (flow, VOUCH_ERROR_REJECTED);
}

static void
reach_register (Flow *flow)
{
  reach_code (flow);
  vouch_setup_submit_code (flow->setup, CODE_NEW);
  flow_wait_step (flow, VOUCH_STEP_REGISTER);
}

static void
reach_authorize (Flow *flow)
{
  vouch_practice_account_jump (flow->account, VOUCH_PRACTICE_READY);
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_AUTHORIZE);
}

static void
reach_preparing (Flow *flow)
{
  g_object_set (flow->account, "initializing-time", 3600000, NULL);
  reach_code (flow);
  vouch_setup_submit_code (flow->setup, "123456");
  flow_wait_step (flow, VOUCH_STEP_PREPARING);
}

static void
reach_waiting (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
}

static void
reach_choose (Flow *flow)
{
  g_object_set (flow->account, "without-codes", TRUE, NULL);
  reach_waiting (flow);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_account_phone_accept (flow->account));
  flow_wait_step (flow, VOUCH_STEP_CHOOSE);
}

static void
reach_scan (Flow *flow)
{
  flow_begin_verification (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_SCAN);
  flow_wait_step (flow, VOUCH_STEP_SCAN);
}

static void
reach_confirm_scan (Flow *flow)
{
  flow_begin_verification (flow);
  g_assert_true (vouch_practice_account_phone_scan (
    flow->account, vouch_practice_account_get_computer_code (flow->account), NULL));
  flow_wait_step (flow, VOUCH_STEP_CONFIRM_SCAN);
}

static void
reach_finishing (Flow *flow)
{
  flow_compare (flow);
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_FINISHING);
}

static void
reach_incoming (Flow *flow)
{
  flow_sign_in (flow);
  g_assert_true (vouch_practice_account_phone_start (flow->account));
  flow_wait_step (flow, VOUCH_STEP_INCOMING);
}

static void
reach_foreign (Flow *flow)
{
  g_object_set (flow->account, "other-user", "@mallory:example.org", NULL);
  reach_incoming (flow);
}

static void
reach_stopped (Flow *flow)
{
  reach_waiting (flow);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_account_phone_decline (flow->account));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
}

static void
reach_unsafe (Flow *flow)
{
  flow_compare (flow);
  vouch_setup_reject_emoji (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
}

static void
reach_recovery (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
  flow_wait_step (flow, VOUCH_STEP_RECOVERY);
}

static void
reach_recovery_refused (Flow *flow)
{
  reach_recovery (flow);
  vouch_setup_unlock (flow->setup, VOUCH_PRACTICE_OLDER_KEY);
  flow_wait_problem (flow, VOUCH_ERROR_REJECTED);
}

static void
reach_reset (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
  flow_wait_step (flow, VOUCH_STEP_RESET);
}

static void
reach_first_key (Flow *flow)
{
  reach_register (flow);
  flow_wait_idle (flow);
  vouch_setup_register (flow->setup, "somebody");
  flow_wait_step (flow, VOUCH_STEP_RESET);
}

static void
reach_save_key (Flow *flow)
{
  flow_sign_in (flow);
  flow_make_key (flow);
}

static void
reach_sync (Flow *flow)
{
  g_object_set (flow->account, "endless-sync", TRUE, NULL);
  reach_finishing (flow);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_account_phone_match (flow->account));
  flow_wait_step (flow, VOUCH_STEP_SYNC);
}

static void
reach_ready (Flow *flow)
{
  reach_finishing (flow);
  flow_wait_idle (flow);
  g_assert_true (vouch_practice_account_phone_match (flow->account));
  flow_wait_step (flow, VOUCH_STEP_READY);
}

static const Screen screens[] = {
  { "welcome", reach_welcome },
  { "connect", reach_connect },
  { "email", reach_email },
  { "code", reach_code },
  { "code-wrong", reach_code_wrong },
  { "register", reach_register },
  { "authorize", reach_authorize },
  { "preparing", reach_preparing },
  { "verify", flow_sign_in },
  { "waiting", reach_waiting },
  { "show-code", flow_begin_verification },
  { "choose", reach_choose },
  { "scan", reach_scan },
  { "confirm-scan", reach_confirm_scan },
  { "emoji", flow_compare },
  { "finishing", reach_finishing },
  { "incoming", reach_incoming },
  { "foreign", reach_foreign },
  { "stopped", reach_stopped },
  { "unsafe", reach_unsafe },
  { "recovery", reach_recovery },
  { "recovery-refused", reach_recovery_refused },
  { "reset", reach_reset },
  { "first-key", reach_first_key },
  { "save-key", reach_save_key },
  { "sync", reach_sync },
  { "ready", reach_ready },
};

static GtkWidget *
open_window (Flow        *flow,
             VouchFinder *finder)
{
  g_autoptr(VouchCameraDevice) camera = vouch_practice_camera_new (flow->account);
  g_autoptr(VouchContext) context = vouch_context_new_practice (flow->setup, finder, camera);
  GtkWidget *window = vouch_window_new (NULL, context);

  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_mapped (window) && gtk_window_is_active (GTK_WINDOW (window)));
  return window;
}

static void
scale_text (double scale)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (DPI * scale), NULL);
}

static void
check_layout (GtkWidget *window,
              int        width,
              int        height,
              double     scale,
              GPtrArray *faults)
{
  guint before = faults->len;

  scale_text (scale);
  looks_resize (window, width, height);
  looks_check_layout (window, width, height, faults);
  scale_text (1);
  if (faults->len > before)
    g_ptr_array_insert (faults, before,
                        g_strdup_printf ("%d × %d, text × %.0f:", width, height, scale));
}

static void
check_contrast (GtkWidget     *window,
                AdwColorScheme scheme,
                const char    *name,
                GPtrArray     *faults)
{
  guint before = faults->len;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
  looks_check_contrast (window, faults);
  if (faults->len > before)
    {
      /* A button that was pale for a second, so that nobody presses it by mistake, may just have
       * come back. */
      wait_run_for (1500);
      g_ptr_array_set_size (faults, before);
      looks_check_contrast (window, faults);
    }
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (faults->len > before)
    g_ptr_array_insert (faults, before, g_strdup_printf ("%s:", name));
}

static void
report (const char *name,
        GPtrArray  *faults)
{
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s: %s", name, (const char *) faults->pdata[i]);
  if (faults->len > 0)
    g_test_fail_printf ("%s: %u faults and looks", name, faults->len);
}

static void
check_sizes (GtkWidget *window,
             GPtrArray *faults)
{
  check_layout (window, 520, 720, 1, faults);
  check_layout (window, 360, 640, 2, faults);
  check_layout (window, 1000, 800, 1, faults);
}

static void
check_mirrored (GtkWidget *window,
                GPtrArray *faults)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  check_layout (window, 360, 640, 2, faults);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
check_colours (GtkWidget *window,
               GPtrArray *faults)
{
  looks_resize (window, 520, 1600);     /* nothing is scrolled away */
  check_contrast (window, ADW_COLOR_SCHEME_FORCE_LIGHT, "light", faults);
  check_contrast (window, ADW_COLOR_SCHEME_FORCE_DARK, "dark", faults);
}

static void
check_keyboard (GtkWidget *window,
                GPtrArray *faults)
{
  gboolean focused G_GNUC_UNUSED =
    WAIT_WITHIN (FOCUS_PATIENCE_MS, gtk_window_get_focus (GTK_WINDOW (window)) != NULL);

  looks_resize (window, 520, 720);
  looks_check_keyboard (window, faults);
}

static void
check_direction (GtkWidget *window,
                 GPtrArray *faults)
{
  const char *const from_right[] = { "ar", "fa", "he", NULL };
  GtkTextDirection direction = g_strv_contains (from_right, g_getenv ("LANGUAGE"))
                               ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR;

  if (gtk_widget_get_direction (window) != direction)
    g_ptr_array_add (faults, g_strdup ("the window has the wrong direction"));
}

/* One after the other in one window: it takes longer to reach a screen than to look at it. */
static void
check_window (GtkWidget  *window,
              const char *name)
{
  g_autoptr(GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  /* In another language, and in high contrast, only what that changes */
  if (g_getenv ("LANGUAGE") != NULL)
    {
      check_direction (window, faults);
      check_sizes (window, faults);
    }
  else if (g_getenv ("ADW_DEBUG_HIGH_CONTRAST") != NULL)
    check_colours (window, faults);
  else
    {
      check_keyboard (window, faults);
      check_sizes (window, faults);
      check_mirrored (window, faults);
      check_colours (window, faults);
    }
  report (name, faults);
}

static void
test_screen (Flow         *flow,
             gconstpointer data)
{
  const Screen *screen = data;
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://127.0.0.1:1");
  GtkWidget *window = open_window (flow, finder);

  screen->reach (flow);
  flow_wait_idle (flow);
  check_window (window, screen->name);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

/* The sheet over the window, with the longest answer. */
static void
test_first_aid (Flow         *flow,
                gconstpointer data)
{
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://127.0.0.1:1");
  GtkWidget *window = open_window (flow, finder);
  GtkWidget *sheet;

  reach_waiting (flow);
  flow_wait_idle (flow);
  sheet = GTK_WIDGET (vouch_first_aid_new (GTK_WINDOW (window), flow->setup, "Look at Your Phone",
                                           vouch_clock_get_time ()));
  gtk_window_present (GTK_WINDOW (sheet));
  WAIT_UNTIL (gtk_widget_get_mapped (sheet) && gtk_window_is_active (GTK_WINDOW (sheet)));
  g_assert_true (gtk_widget_activate_action (sheet, "first-aid.see", "i", VOUCH_SIGHT_STOPPED));
  check_window (sheet, "first-aid");
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

/* As AdwApplication does */
static void
load_style (void)
{
  g_autoptr(GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, "/io/github/vouchapp/Vouch/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("VOUCH_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  vouch_init ();
  load_style ();

  for (gsize i = 0; i < G_N_ELEMENTS (screens); i++)
    {
      g_autofree char *path = g_strdup_printf ("/looks/%s/has-no-fault", screens[i].name);

      g_test_add (path, Flow, &screens[i], flow_set_up, test_screen, flow_tear_down);
    }
  g_test_add ("/looks/first-aid/has-no-fault", Flow, NULL, flow_set_up, test_first_aid,
              flow_tear_down);
  return g_test_run ();
}
