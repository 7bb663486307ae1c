/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening Beeper from a window: when it is offered, which server is taken for the opened one, and
 * answers to questions about a server that was replaced. Runs in a desktop of its own. */
#include "question.h"
#include "vouch-connector.h"
#include "vouch-init.h"
#include "vouch-practice-server.h"
#include "vouch-search-text.h"
#include "vouch-settings.h"
#include "vouch-window.h"
#include "wait.h"

#include <glib/gstdio.h>
#include <string.h>

static void
install_beeper (void)
{
  g_autofree char *path = g_build_filename (g_get_home_dir (), "Beeper.AppImage", NULL);

  g_assert_true (g_file_set_contents (path, "#!/bin/sh\n", -1, NULL));
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
}

static GtkWidget *
build_window (VouchSetup             *setup,
              VouchFinder            *finder,
              VouchRememberedServers *remembered,
              VouchBeeperStart       *launcher)
{
  g_autoptr(VouchContext) context = vouch_context_new (setup, finder, remembered, launcher);

  return vouch_window_new (NULL, context);
}

static VouchPracticeServer *
start_server (void)
{
  g_autoptr(VouchPracticeAccount) account = vouch_practice_account_new (0);
  VouchPracticeServer *server = vouch_practice_server_new (account);
  g_autoptr(GError) error = NULL;

  vouch_practice_server_start (server, 0, &error);
  g_assert_no_error (error);
  return server;
}

static gboolean
offers_beeper (GtkWidget *widget)
{
  if (GTK_IS_BUTTON (widget) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), "_Open Beeper") == 0)
    return gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (offers_beeper (child))
      return TRUE;
  return FALSE;
}

static void
test_offered (void)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://127.0.0.1:1");
  g_autoptr(VouchBeeperStart) beeper = vouch_beeper_start_new ();
  GtkWidget *window = build_window (setup, finder, NULL, beeper);
  g_autoptr(VouchContext) practice_context = vouch_context_new_practice (setup, finder, NULL);
  GtkWidget *practice = vouch_window_new (NULL, practice_context);

  g_assert_false (offers_beeper (window));
  install_beeper ();
  vouch_beeper_start_look (beeper);
  WAIT_UNTIL (vouch_beeper_start_get_installed (beeper));
  g_assert_true (offers_beeper (window));
  g_assert_false (offers_beeper (practice));
  gtk_window_destroy (GTK_WINDOW (window));
  gtk_window_destroy (GTK_WINDOW (practice));
}

/* Like the application: the finder first asks the server in use. */
static void
on_server_changed (VouchSetup  *setup,
                   GParamSpec  *pspec,
                   VouchFinder *finder)
{
  if (vouch_setup_get_server (setup) == NULL)
    return;
  vouch_finder_remember (finder, vouch_server_get_origin (vouch_setup_get_server (setup)),
                         vouch_server_get_terms (vouch_setup_get_server (setup)));
}

/* The remembered server is on another computer and answers. The user opens the Beeper of this
 * computer and waits for that one. The other one leaves the list while this one is added. */
static void
test_another_elsewhere (void)
{
  g_autoptr(VouchPracticeServer) elsewhere = start_server ();
  g_autoptr(VouchPracticeServer) here = start_server ();
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new (NULL);
  g_autoptr(VouchBeeperStart) beeper = vouch_beeper_start_new ();
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_PLAIN_HTTP, NULL, NULL);
  GtkWidget *window = build_window (setup, finder, NULL, beeper);
  guint16 port = vouch_practice_server_get_port (here);
  g_autofree char *far = g_strdup_printf ("http://elsewhere.localhost:%u",
                                          vouch_practice_server_get_port (elsewhere));

  install_beeper ();
  g_signal_connect_object (setup, "notify::server", G_CALLBACK (on_server_changed), finder, 0);
  vouch_practice_server_stop (here);
  vouch_finder_set_ports (finder, port, port);
  vouch_finder_remember (finder, far, terms);
  vouch_finder_search (finder);
  WAIT_UNTIL (vouch_setup_get_server (setup) != NULL);
  vouch_setup_disconnect (setup);
  vouch_beeper_start_open (beeper, NULL, TRUE);
  vouch_finder_search (finder);
  WAIT_UNTIL (!vouch_finder_get_searching (finder));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (finder)), ==, 1);
  g_assert_null (vouch_setup_get_server (setup));
  g_assert_cmpint (vouch_beeper_start_get_phase (beeper), ==, VOUCH_BEEPER_PHASE_WAITING);

  vouch_practice_server_start (here, port, NULL);
  vouch_finder_search (finder);
  WAIT_UNTIL (vouch_setup_get_server (setup) != NULL);
  g_assert_cmpstr (vouch_server_get_origin (vouch_setup_get_server (setup)), ==,
                   vouch_practice_server_get_base_url (here));
  g_assert_cmpint (vouch_beeper_start_get_phase (beeper), ==, VOUCH_BEEPER_PHASE_IDLE);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The last server is on another computer and does not answer. A server of this computer is used
 * without a click only if it is remembered, too. Otherwise it may belong to another person. */
static void
test_last_is_silent (void)
{
  g_autoptr(VouchPracticeServer) here = start_server ();
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new (NULL);
  g_autoptr(GSettings) settings = vouch_settings_open ();
  g_autoptr(VouchRememberedServers) remembered = vouch_remembered_servers_new (settings, setup);
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_PLAIN_HTTP, NULL, NULL);
  guint16 port = vouch_practice_server_get_port (here);
  const char *local = vouch_practice_server_get_base_url (here);
  const char *last = "http://0.0.0.0:1";   /* not this computer, and nothing answers */
  g_autofree char *text = NULL;
  GtkWidget *window;

  g_settings_set_value (settings, VOUCH_SETTINGS_KNOWN_SERVERS,
                        g_variant_new_parsed ("[(%s, '', uint32 1, 'Beeper', '')]", last));
  vouch_finder_set_ports (finder, port, port);
  vouch_finder_remember (finder, last, terms);
  window = build_window (setup, finder, remembered, NULL);
  vouch_finder_search (finder);
  WAIT_UNTIL (!vouch_finder_get_searching (finder));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (finder)), ==, 1);
  wait_run_for (1100);   /* the time in which the user can choose, and a little more */
  g_assert_null (vouch_setup_get_server (setup));
  g_assert_cmpstr (text = vouch_search_text (finder, TRUE, FALSE,
                                              VOUCH_BEEPER_PROCESS_DESKTOP), ==,
                   "The Beeper you used last does not answer. Another one does.");
  gtk_window_destroy (GTK_WINDOW (window));

  g_settings_set_value (settings, VOUCH_SETTINGS_KNOWN_SERVERS,
                        g_variant_new_parsed ("[(%s, '', uint32 1, 'Beeper', ''), "
                                              "(%s, '', 0, 'Beeper', '')]", last, local));
  window = build_window (setup, finder, remembered, NULL);
  vouch_finder_search (finder);
  WAIT_UNTIL (vouch_setup_get_server (setup) != NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  g_settings_reset (settings, VOUCH_SETTINGS_KNOWN_SERVERS);
}

/* Only the forced address is asked, and it is on another computer. */
static void
test_search_elsewhere (void)
{
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://192.0.2.7:23373");
  g_autofree char *text = vouch_search_text (finder, FALSE, FALSE, VOUCH_BEEPER_PROCESS_UNKNOWN);

  g_assert_cmpstr (text, ==, "Looking for Beeper at \u2066http://192.0.2.7:23373\u2069…");
}

/* Returns: (nullable) (transfer none): the question about this address, which has word joiners
 * before its host there */
static GtkWidget *
find_question (const char *address)
{
  return question_find (g_str_has_prefix (address, "http://") ? address + strlen ("http://")
                                                               : address);
}

static void
respond (const char *words,
         const char *response)
{
  question_answer (find_question (words), response);
}

/* While the question about one address is open, another start of the program sets another address.
 * The answer is not used for the second address. */
static void
test_another_address (void)
{
  g_autoptr(VouchPracticeServer) one = start_server ();
  g_autoptr(VouchPracticeServer) two = start_server ();
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://127.0.0.1:1");
  g_autofree char *first = g_strdup_printf ("http://0.0.0.0:%u",
                                            vouch_practice_server_get_port (one));
  g_autofree char *second = g_strdup_printf ("http://0.0.0.0:%u",
                                             vouch_practice_server_get_port (two));
  GtkWidget *window = build_window (setup, finder, NULL, NULL);

  gtk_window_present (GTK_WINDOW (window));
  vouch_window_use_address (VOUCH_WINDOW (window), first);
  WAIT_UNTIL (find_question (first) != NULL);
  vouch_window_use_address (VOUCH_WINDOW (window), second);
  WAIT_UNTIL (find_question (second) != NULL);
  respond (first, "answer");
  g_assert_false (vouch_setup_get_busy (setup));
  g_assert_null (vouch_setup_get_server (setup));

  respond (second, "answer");
  WAIT_UNTIL (vouch_setup_get_server (setup) != NULL);
  g_assert_cmpstr (vouch_server_get_origin (vouch_setup_get_server (setup)), ==, second);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A widget is used as the page. */
static void
test_attempts (void)
{
  g_autoptr(VouchPracticeServer) server = start_server ();
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://127.0.0.1:1");
  g_autoptr(VouchConnector) connector = vouch_connector_new (setup, finder, NULL, NULL);
  g_autofree char *address = g_strdup_printf ("http://0.0.0.0:%u",
                                              vouch_practice_server_get_port (server));
  GtkWidget *page = adw_application_window_new (NULL);

  g_assert_false (vouch_connector_use_address (connector, address));   /* there is no page */
  g_assert_cmpint (vouch_connector_get_attempt (connector), ==, VOUCH_ATTEMPT_NONE);
  gtk_window_set_default_size (GTK_WINDOW (page), 500, 500);
  gtk_window_present (GTK_WINDOW (page));
  vouch_connector_set_parent (connector, page);

  g_assert_true (vouch_connector_use_address (connector, "http://127.0.0.1:1"));
  g_assert_cmpint (vouch_connector_get_attempt (connector), ==, VOUCH_ATTEMPT_RUNS);
  g_assert_false (vouch_connector_use_address (connector, address));   /* the setup is busy */
  WAIT_UNTIL (!vouch_setup_get_busy (setup));
  g_assert_cmpint (vouch_connector_get_attempt (connector), ==, VOUCH_ATTEMPT_FAILED);

  g_assert_true (vouch_connector_use_address (connector, address));
  WAIT_UNTIL (find_question (address) != NULL);
  g_assert_cmpint (vouch_connector_get_attempt (connector), ==, VOUCH_ATTEMPT_RUNS);
  respond (address, "cancel");
  g_assert_cmpint (vouch_connector_get_attempt (connector), ==, VOUCH_ATTEMPT_DECLINED);

  g_assert_true (vouch_connector_use_address (connector, address));
  WAIT_UNTIL (find_question (address) != NULL);
  respond (address, "answer");
  WAIT_UNTIL (vouch_setup_get_server (setup) != NULL);
  g_assert_cmpint (vouch_connector_get_attempt (connector), ==, VOUCH_ATTEMPT_CONNECTED);
  vouch_setup_disconnect (setup);

  g_assert_true (vouch_connector_use_address (connector, address));
  vouch_connector_set_parent (connector, NULL);
  g_assert_cmpint (vouch_connector_get_attempt (connector), ==, VOUCH_ATTEMPT_REPLACED);
  WAIT_UNTIL (!vouch_setup_get_busy (setup));
  g_assert_null (find_question (address));
  gtk_window_destroy (GTK_WINDOW (page));
}

static VouchPracticeServer *
start_ready_server (void)
{
  g_autoptr(VouchPracticeAccount) account = vouch_practice_account_new (0);
  VouchPracticeServer *server = vouch_practice_server_new (account);

  vouch_practice_account_jump (account, VOUCH_PRACTICE_READY);
  vouch_practice_account_add_token (account, "token");
  g_assert_true (vouch_practice_server_start (server, 0, NULL));
  return server;
}

static void
use_server (VouchSetup          *setup,
            VouchPracticeServer *server)
{
  vouch_setup_disconnect (setup);
  vouch_setup_connect_address (setup, vouch_practice_server_get_base_url (server),
                               NULL);
  WAIT_UNTIL (vouch_setup_get_step (setup) != VOUCH_STEP_CONNECT &&
              !vouch_setup_get_busy (setup));
}

/* Another server is used while the question about forgetting is open. The new server keeps its
 * access. */
static void
test_forget_another (void)
{
  g_autoptr(VouchPracticeServer) one = start_ready_server ();
  g_autoptr(VouchPracticeServer) two = start_ready_server ();
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://127.0.0.1:1");
  GtkWidget *window = build_window (setup, finder, NULL, NULL);

  gtk_window_present (GTK_WINDOW (window));
  use_server (setup, two);
  vouch_setup_use_token (setup, "token");
  WAIT_UNTIL (vouch_setup_get_step (setup) == VOUCH_STEP_READY);
  use_server (setup, one);
  gtk_widget_activate_action (window, "win.forget-access", NULL);
  use_server (setup, two);
  respond ("ask for permission", "answer");
  use_server (setup, two);
  g_assert_cmpint (vouch_setup_get_step (setup), ==, VOUCH_STEP_READY);

  gtk_widget_activate_action (window, "win.forget-access", NULL);
  respond ("ask for permission", "answer");
  WAIT_UNTIL (vouch_setup_get_step (setup) == VOUCH_STEP_AUTHORIZE);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_nonnull (g_getenv ("DESKTOP_DIR"));   /* the home folder is temporary, too */
  adw_init ();
  vouch_init ();
  g_test_add_func ("/opening/beeper-is-installed/is-offered", test_offered);
  g_test_add_func ("/opening/address-elsewhere-is-given/only-it-is-searched",
                   test_search_elsewhere);
  g_test_add_func ("/opening/beeper-is-opened/another-one-does-not-connect",
                   test_another_elsewhere);
  g_test_add_func ("/opening/last-server-is-silent/unknown-one-is-not-used", test_last_is_silent);
  g_test_add_func ("/opening/address-changes-during-question/answer-is-dropped",
                   test_another_address);
  g_test_add_func ("/opening/attempt-ends/connector-says-how", test_attempts);
  g_test_add_func ("/opening/server-changes-during-question/keeps-its-access", test_forget_another);
  return g_test_run ();
}
