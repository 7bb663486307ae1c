/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Each page is built once for its step, without a server, and is freed. Runs in a desktop of its
 * own. */
#include "next-turn.h"
#include "vouch-init.h"
#include "vouch-json.h"
#include "vouch-model-enums.h"
#include "vouch-notice.h"
#include "vouch-page-table.h"
#include "vouch-spinner.h"
#include "vouch-verification-page.h"
#include "vouch-window.h"
#include "wait.h"

#include <libintl.h>

#define ORIGIN "http://127.0.0.1:1"

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

static VouchSetup *
build_setup (void)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();

  return vouch_setup_new (store, NULL, NULL);
}

static VouchPage *
build_page (VouchStep   step,
            VouchSetup *setup)
{
  g_autoptr(VouchFinder) finder = vouch_finder_new (ORIGIN);
  g_autoptr(VouchContext) context = vouch_context_new (setup, finder, NULL, NULL);

  return vouch_page_table_build (step, context);
}

static GtkWidget *
build_window (GtkApplication *application,
              VouchSetup     *setup,
              VouchFinder    *finder)
{
  g_autoptr(VouchContext) context = vouch_context_new_practice (setup, finder, NULL);

  return vouch_window_new (application, context);
}

static gboolean
has_text (GtkWidget  *widget,
          const char *text)
{
  GtkWidget *child;

  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (has_text (child, text))
      return TRUE;
  return FALSE;
}

/* The window is never shown, so that the page is not mapped and starts no camera. */
static void
check_page (VouchPage  *page,
            const char *title)
{
  GtkWidget *window = gtk_window_new ();
  VouchPage *watched = page;

  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &watched);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  g_assert_true (GTK_IS_SCROLLED_WINDOW (gtk_widget_get_first_child (
    adw_bin_get_child (ADW_BIN (page)))));
  /* The title of some pages depends on the verification. */
  if (title != NULL)
    g_assert_true (has_text (GTK_WIDGET (page), title));
  else
    g_assert_true (VOUCH_IS_VERIFICATION_PAGE (page));
  g_assert_true (vouch_page_get_idle (page));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
  g_assert_null (watched);
}

static void
test_pages (void)
{
  static const struct {
    VouchStep   step;
    const char *title;
  } pages[] = {
    { VOUCH_STEP_WELCOME, "Before You Start" },
    { VOUCH_STEP_CONNECT, "Find Beeper" },
    { VOUCH_STEP_AUTHORIZE, "Allow Vouch to Help" },
    { VOUCH_STEP_EMAIL, "Sign In to Beeper" },
    { VOUCH_STEP_CODE, "Check Your Email" },
    { VOUCH_STEP_REGISTER, "New to Beeper?" },
    { VOUCH_STEP_PREPARING, "Getting Beeper Ready" },
    { VOUCH_STEP_VERIFY, "Confirm That It's You" },
    { VOUCH_STEP_WAITING, "Look at Your Phone" },
    { VOUCH_STEP_INCOMING, NULL },
    { VOUCH_STEP_SHOW_CODE, NULL },
    { VOUCH_STEP_CHOOSE, NULL },
    { VOUCH_STEP_SCAN, "Scan the Other Device" },
    { VOUCH_STEP_CONFIRM_SCAN, "Does Your Other Device Show a Check Mark?" },
    { VOUCH_STEP_EMOJI, NULL },
    { VOUCH_STEP_FINISHING, "Now Confirm on Your Phone" },
    { VOUCH_STEP_STOPPED, NULL },
    { VOUCH_STEP_RECOVERY, "Enter Your Recovery Key" },
    { VOUCH_STEP_RESET, "Create a New Recovery Key?" },
    { VOUCH_STEP_SAVE_KEY, "Save Your Recovery Key" },
    { VOUCH_STEP_SYNC, "Loading Your Messages" },
    { VOUCH_STEP_READY, "You're All Set" },
  };
  g_autoptr(VouchSetup) setup = build_setup ();
  g_autoptr(GEnumClass) steps = g_type_class_ref (VOUCH_TYPE_STEP);

  g_assert_cmpint (pages[G_N_ELEMENTS (pages) - 1].step, ==, steps->maximum);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_test_message ("%s", vouch_step_get_name (pages[i].step));
      g_assert_cmpint (pages[i].step, ==, i);   /* every page type is listed */
      check_page (build_page (pages[i].step, setup), pages[i].title);
    }
  g_assert_finalize_object (g_steal_pointer (&setup));
}

/* How narrow things can be, when text is twice as large */

#define NARROWEST 360
#define TWICE     (2 * 96 * 1024)   /* of "gtk-xft-dpi" */

static int
get_minimum_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* Returns: the innermost widget that is as wide; what a revealer hides has its width, too */
static GtkWidget *
find_widest (GtkWidget *widget)
{
  GtkWidget *widest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_should_layout (child) &&
        (widest == NULL || get_minimum_width (child) > get_minimum_width (widest)))
      widest = child;
  if (widest == NULL || GTK_IS_BUTTON (widget))
    return widget;
  return find_widest (widest);
}

/* What comes only in some states counts, too. */
static void
show_all_of_it (GtkWidget *widget)
{
  if (GTK_IS_REVEALER (widget))
    gtk_revealer_set_reveal_child (GTK_REVEALER (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_NATIVE (child))
        continue;
      gtk_widget_set_visible (child, TRUE);
      if (!GTK_IS_BUTTON (child) && !ADW_IS_PREFERENCES_ROW (child))
        show_all_of_it (child);
    }
}

static void
check_width (GtkWidget  *widget,
             const char *name)
{
  int width;

  show_all_of_it (widget);
  width = get_minimum_width (widget);
  g_test_message ("%s: %d pixels", name, width);
  if (width > NARROWEST)
    {
      GtkWidget *widest = find_widest (widget);
      const char *label = GTK_IS_LABEL (widest) ? gtk_label_get_label (GTK_LABEL (widest)) :
                          GTK_IS_BUTTON (widest) ? gtk_button_get_label (GTK_BUTTON (widest)) : "";

      g_test_message ("%s: %d pixels, because of %s “%s”", name, width,
                      G_OBJECT_TYPE_NAME (widest), label);
      g_test_fail ();
    }
}

static void
test_widths (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  g_autoptr(VouchFinder) finder = vouch_finder_new (ORIGIN);
  g_autoptr(GEnumClass) steps = g_type_class_ref (VOUCH_TYPE_STEP);
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *window;

  g_object_set (settings, "gtk-xft-dpi", TWICE, NULL);
  window = build_window (NULL, setup, finder);
  check_width (adw_application_window_get_content (ADW_APPLICATION_WINDOW (window)),
               "window with all banners");
  gtk_window_destroy (GTK_WINDOW (window));

  for (int step = 0; step <= steps->maximum; step++)
    {
      GtkWidget *page = GTK_WIDGET (build_page (step, setup));

      window = gtk_window_new ();
      gtk_window_set_child (GTK_WINDOW (window), page);
      check_width (page, vouch_step_get_name (step));
      gtk_window_destroy (GTK_WINDOW (window));
    }
  gtk_settings_reset_property (settings, "gtk-xft-dpi");
  wait_run_pending ();
}

/* A problem of the page is shown in the notice, marks the entry, and is removed again. */
static void
test_problem (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  VouchPage *page = g_object_ref_sink (build_page (VOUCH_STEP_EMAIL, setup));
  g_autoptr(VouchNotice) notice = NULL;
  g_autoptr(GtkWidget) entry = NULL;

  g_object_get (page, "notice", &notice, "entry", &entry, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (notice)));

  vouch_page_show_problem (page, "<b>Not</b> this one.", TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (notice)));
  g_assert_true (has_text (GTK_WIDGET (notice), "<b>Not</b> this one."));
  g_assert_true (gtk_widget_has_css_class (entry, "error"));

  vouch_page_show_problem (page, "The way there.", FALSE);
  g_assert_false (gtk_widget_has_css_class (entry, "error"));

  vouch_page_show_problem (page, NULL, FALSE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (notice)));
  g_clear_object (&notice);
  g_clear_object (&entry);
  g_assert_finalize_object (page);
}

static void
set_state (VouchSetup *setup,
           const char *state,
           const char *user_id)
{
  g_autofree char *text = g_strdup_printf (
    "{\"state\":\"%s\",\"e2ee\":{},"
    "\"matrix\":{\"deviceID\":\"D\",\"homeserver\":\"https://x\",\"userID\":\"%s\"}}", state,
    user_id);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(JsonObject) session = vouch_json_parse (bytes, NULL);
  g_autoptr(VouchReply) reply = vouch_reply_new_session (session);

  vouch_session_update (vouch_setup_get_session (setup), reply);
}

/* Returns: whether a widget in @widget is connected to @launcher */
static gboolean
follows (GtkWidget        *widget,
         VouchBeeperStart *launcher)
{
  if (g_signal_handler_find (launcher, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, widget) != 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (follows (child, launcher))
      return TRUE;
  return FALSE;
}

/* The template of the page is bound to "setup", and its parts to the launcher of "context". */
static void
test_context (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  g_autoptr(VouchFinder) finder = vouch_finder_new (ORIGIN);
  g_autoptr(VouchBeeperStart) launcher = vouch_beeper_start_new ();
  g_autoptr(VouchContext) context = vouch_context_new (setup, finder, NULL, launcher);
  g_autoptr(GObject) page =
    g_object_ref_sink (G_OBJECT (vouch_page_table_build (VOUCH_STEP_READY, context)));

  set_state (setup, "ready", "@ada:example.org");
  g_assert_true (has_text (GTK_WIDGET (page), "@ada:example.org"));
  g_assert_true (follows (GTK_WIDGET (page), launcher));
}

/* The ticker runs only while the window is visible: GTK does not unmap a minimized window. */
static void
test_ticker (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  VouchPage *page = build_page (VOUCH_STEP_SYNC, setup);
  GtkWidget *window = gtk_window_new ();

  set_state (setup, "needs-first-sync", "@ada:example.org");
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (page)));

  vouch_setup_set_visible (setup, TRUE);
  g_assert_true (has_text (GTK_WIDGET (page), "Loading messages…"));
  next_turn_wait (500, 1000);
  vouch_setup_set_visible (setup, FALSE);
  next_turn_wait (10000, G_MAXINT);
  vouch_setup_set_visible (setup, TRUE);
  next_turn_wait (500, 1000);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Returns: the number of spinners */
static guint
check_spinners (GtkWidget *widget)
{
  guint count = 0;

  if (VOUCH_IS_SPINNER (widget))
    {
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget),
                                                       GTK_ACCESSIBLE_PROPERTY_LABEL));
      count++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count += check_spinners (child);
  return count;
}

/* Each spinner has an accessible name for screen readers. */
static void
test_spinners_have_names (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  guint count = 0;

  for (int step = VOUCH_STEP_EMAIL; step <= VOUCH_STEP_READY; step++)
    {
      g_autoptr(GtkWidget) page =
        g_object_ref_sink (GTK_WIDGET (build_page (step, setup)));

      g_test_message ("%s", vouch_step_get_name (step));
      count += check_spinners (page);
    }
  g_assert_cmpuint (count, >, 0);
}

static void
on_key_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      done)
{
  vouch_key_reset_resume_finish (VOUCH_KEY_RESET (source), result, NULL);
  *(gboolean *) done = TRUE;
}

static void
resume_key (VouchSetup *setup,
            const char *account)
{
  gboolean done = FALSE;

  vouch_key_reset_resume_async (vouch_setup_get_key_reset (setup), ORIGIN, account, NULL,
                                on_key_ready, &done);
  WAIT_UNTIL (done);
}

static gboolean
can_do (VouchPage  *page,
        const char *action)
{
  GtkWidget *button = gtk_button_new ();
  gboolean sensitive;

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_parent (button, GTK_WIDGET (page));
  sensitive = gtk_widget_get_sensitive (button);
  gtk_widget_unparent (button);
  return sensitive;
}

/* An action waits until the page is idle, and for the page's own condition. */
static void
test_idle (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  VouchPage *page = g_object_ref_sink (build_page (VOUCH_STEP_RECOVERY, setup));
  GObject *row = gtk_widget_get_template_child (GTK_WIDGET (page), G_OBJECT_TYPE (page), "key_row");

  g_assert_true (can_do (page, "recovery.give-up"));
  g_assert_false (can_do (page, "recovery.unlock"));
  gtk_editable_set_text (GTK_EDITABLE (row), "EsTc LW2K");
  g_assert_true (can_do (page, "recovery.unlock"));

  vouch_setup_connect_address (setup, ORIGIN, NULL);
  g_assert_false (vouch_page_get_idle (page));
  g_assert_false (can_do (page, "recovery.give-up"));
  g_assert_false (can_do (page, "recovery.unlock"));
  gtk_editable_set_text (GTK_EDITABLE (row), "EsTc PGiF");
  g_assert_false (can_do (page, "recovery.unlock"));

  WAIT_UNTIL (vouch_page_get_idle (page));
  g_assert_true (can_do (page, "recovery.give-up"));
  g_assert_true (can_do (page, "recovery.unlock"));
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  g_assert_false (can_do (page, "recovery.unlock"));
  g_assert_finalize_object (page);
}

/* Without a key the actions are disabled, and the end of each key must be typed again. */
static void
test_save_key (void)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  VouchPage *page;
  GtkEditable *last;

  vouch_token_store_save_async (store, ORIGIN, "@a:x", VOUCH_SECRET_RECOVERY_KEY, "EsTc LW2K", NULL,
                                NULL, NULL);
  vouch_token_store_save_async (store, ORIGIN, "@b:x", VOUCH_SECRET_RECOVERY_KEY, "EsTc PGiF", NULL,
                                NULL, NULL);
  resume_key (setup, "@a:x");
  page = g_object_ref_sink (build_page (VOUCH_STEP_SAVE_KEY, setup));
  last = GTK_EDITABLE (gtk_widget_get_template_child (GTK_WIDGET (page), G_OBJECT_TYPE (page),
                                                      "last_row"));
  g_assert_true (can_do (page, "save-key.copy"));
  g_assert_false (can_do (page, "save-key.finish"));
  gtk_editable_set_text (last, "LW2K");
  g_assert_true (can_do (page, "save-key.finish"));

  vouch_key_reset_clear (vouch_setup_get_key_reset (setup));
  g_assert_false (can_do (page, "save-key.copy"));
  g_assert_false (can_do (page, "save-key.save"));
  g_assert_false (can_do (page, "save-key.print"));
  g_assert_false (can_do (page, "save-key.finish"));

  resume_key (setup, "@b:x");
  g_assert_true (can_do (page, "save-key.print"));
  g_assert_cmpstr (gtk_editable_get_text (last), ==, "");
  g_assert_false (has_text (GTK_WIDGET (page), "Correct."));
  g_assert_true (has_text (GTK_WIDGET (page), "•••• ••••"));
  g_assert_false (has_text (GTK_WIDGET (page), "EsTc PGiF"));
  gtk_widget_activate_action (GTK_WIDGET (page), "save-key.show", NULL);
  g_assert_true (has_text (GTK_WIDGET (page), "EsTc PGiF"));
  gtk_widget_activate_action (GTK_WIDGET (page), "save-key.hide", NULL);
  g_assert_false (has_text (GTK_WIDGET (page), "EsTc PGiF"));

  /* Each new key is hidden at first. */
  gtk_widget_activate_action (GTK_WIDGET (page), "save-key.show", NULL);
  resume_key (setup, "@a:x");
  g_assert_true (has_text (GTK_WIDGET (page), "•••• ••••"));
  g_assert_finalize_object (page);
}

static GtkWidget *
find_scroller (GtkWidget *widget)
{
  GtkWidget *found = GTK_IS_SCROLLED_WINDOW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scroller (child);
  return found;
}

static void
set_account (VouchSetup *setup,
             const char *user_id)
{
  set_state (setup, "needs-cross-signing-setup", user_id);
}

static GtkCheckButton *
find_check (GtkWidget *widget)
{
  GtkWidget *child;

  if (GTK_IS_CHECK_BUTTON (widget))
    return GTK_CHECK_BUTTON (widget);
  for (child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkCheckButton *check = find_check (child);

      if (check != NULL)
        return check;
    }
  return NULL;
}

/* The page names the state that Beeper is in. */
static void
test_preparing (void)
{
  static const struct {
    const char *state;
    const char *text;
  } waits[] = {
    { "initializing", "Beeper is starting." },
    { "needs-secrets", "Confirmed. Your other device is now sending" },
    { "rebuilding", "Beeper is busy." },
  };
  g_autoptr(VouchSetup) setup = build_setup ();
  VouchPage *page = g_object_ref_sink (build_page (VOUCH_STEP_PREPARING, setup));

  for (gsize i = 0; i < G_N_ELEMENTS (waits); i++)
    {
      g_autofree char *description = NULL;

      set_state (setup, waits[i].state, "@ada:example.org");
      g_object_get (page, "description", &description, NULL);
      g_assert_true (g_str_has_prefix (description, waits[i].text));
    }
  g_assert_finalize_object (page);
}

/* Beeper changes its account while the page is shown. The consent was about the other account. */
static void
test_consent (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  VouchPage *page;
  GtkCheckButton *check;

  set_account (setup, "@ada:example.org");
  page = g_object_ref_sink (build_page (VOUCH_STEP_RESET, setup));
  check = find_check (GTK_WIDGET (page));
  gtk_check_button_set_active (check, TRUE);
  set_account (setup, "@ada:example.org");
  g_assert_true (gtk_check_button_get_active (check));
  set_account (setup, "@grace:example.org");
  g_assert_false (gtk_check_button_get_active (check));
  g_assert_finalize_object (page);
}

/* GTK 4.8 frees a GtkScrolledWindow without disconnecting it from GtkSettings. */
static void
test_settings_are_left (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  GtkWidget *page = GTK_WIDGET (build_page (VOUCH_STEP_READY, setup));
  GtkWidget *window = gtk_window_new ();
  gpointer scroller = find_scroller (page);

  g_assert_nonnull (scroller);
  gtk_window_set_child (GTK_WINDOW (window), page);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_mapped (page));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
  g_assert_cmpuint (g_signal_handler_find (gtk_settings_get_default (), G_SIGNAL_MATCH_DATA,
                                           0, 0, NULL, NULL, scroller), ==, 0);
}

/* Returns: (nullable): a button with a label that does not look like one */
static GtkWidget *
find_odd_button (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (G_OBJECT_TYPE (widget) == GTK_TYPE_BUTTON && gtk_button_get_label (GTK_BUTTON (widget)) &&
      !gtk_widget_has_css_class (widget, "text-button"))
    found = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_odd_button (child);
  return found;
}

/* GTK gives the class itself, for the padding. */
static void
test_text_buttons (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();

  for (int step = VOUCH_STEP_WELCOME; step <= VOUCH_STEP_READY; step++)
    {
      g_autoptr(GtkWidget) page = g_object_ref_sink (GTK_WIDGET (build_page (step, setup)));

      g_test_message ("%s", vouch_step_get_name (step));
      g_assert_null (find_odd_button (page));
    }
}

static void
test_window (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  g_autoptr(VouchFinder) finder = vouch_finder_new (ORIGIN);
  GtkWidget *window = build_window (NULL, setup, finder);
  GtkWidget *watched = window;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &watched);
  g_assert_true (has_text (window, "Find Beeper"));
  g_assert_true (has_text (window, "Practice: nothing here is real"));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
  g_assert_null (watched);
  g_assert_finalize_object (g_steal_pointer (&setup));
  g_assert_finalize_object (g_steal_pointer (&finder));
}

static GMenuModel *
get_menu (GtkWidget *window)
{
  GObject *button = gtk_widget_get_template_child (window, VOUCH_TYPE_WINDOW, "menu_button");

  return gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
}

/* A GMenu loses its sections when the popover of another window shows it, so all windows share one
 * menu. */
static void
test_menu_is_shared (void)
{
  g_autoptr(VouchSetup) setup = build_setup ();
  g_autoptr(VouchFinder) finder = vouch_finder_new (ORIGIN);
  g_autoptr(GtkApplication) application =
    gtk_application_new ("io.github.vouchapp.VouchTest", G_APPLICATION_NON_UNIQUE);
  g_autoptr(GError) error = NULL;
  GtkWidget *windows[2];

  g_application_register (G_APPLICATION (application), NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    windows[i] = build_window (application, setup, finder);
  g_assert_nonnull (get_menu (windows[0]));
  g_assert_true (get_menu (windows[0]) == get_menu (windows[1]));
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    gtk_window_destroy (GTK_WINDOW (windows[i]));
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
  g_test_add_func ("/pages/every-step/has-a-page-and-title", test_pages);
  g_test_add_func ("/pages/text-is-twice-as-large/all-of-it-fits-into-360", test_widths);
  g_test_add_func ("/pages/problem-of-a-page/notice-comes-and-goes", test_problem);
  g_test_add_func ("/pages/page-is-built/template-is-bound-to-the-context", test_context);
  g_test_add_func ("/pages/window-is-hidden/seconds-stand-still", test_ticker);
  g_test_add_func ("/pages/spinner/has-a-name", test_spinners_have_names);
  g_test_add_func ("/pages/vouch-is-busy/actions-wait", test_idle);
  g_test_add_func ("/pages/preparing/is-called-by-its-name", test_preparing);
  g_test_add_func ("/pages/no-key/cannot-be-kept", test_save_key);
  g_test_add_func ("/pages/account-changes/consent-is-withdrawn", test_consent);
  g_test_add_func ("/pages/page-is-gone/settings-have-no-handler", test_settings_are_left);
  g_test_add_func ("/pages/button-has-a-label/has-its-padding", test_text_buttons);
  g_test_add_func ("/pages/window-is-closed/is-freed", test_window);
  g_test_add_func ("/pages/two-windows/share-the-menu", test_menu_is_shared);
  return g_test_run ();
}
