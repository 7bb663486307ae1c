/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-report-test"

#include "vouch-error.h"
#include "vouch-journal.h"
#include "vouch-report.h"
#include "wait.h"

#include <string.h>

static void
on_report_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  char **report = user_data;

  *report = vouch_report_finish (result);
}

static char *
build_report (VouchSetup *setup)
{
  char *report = NULL;

  vouch_report_build_async (setup, NULL, on_report_ready, &report);
  WAIT_UNTIL (report != NULL);
  return report;
}

/* There is no session bus and no connection. */
static void
test_whole (void)
{
  static const char * const wanted[] = {
    "Vouch " VOUCH_VERSION "\n", "\nGTK 4.", ", libadwaita 1.", ", GLib 2.", "\nSystem: ",
    "\nDesktop: ", "\nBeeper process: ", "\nLanguage: ", "\nOwners of local connections: ",
    "\nStep: connect\n", "\nCamera portal: no answer\n",
    "\nLast events:\n", " s ago  vouch-report-test: something happened\n",
  };
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, "secret-token");
  g_autofree char *report = NULL;

  g_debug ("something happened");
  report = build_report (setup);
  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (strstr (report, wanted[i]) == NULL)
      g_error ("no “%s” in: %s", wanted[i], report);
  g_assert_null (strstr (report, "secret-token"));
  g_assert_null (strstr (report, "Problem: "));
}

/* The report has the problem, and not the text that the user typed. */
static void
test_problem (void)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autofree char *report = NULL;

  vouch_setup_connect_address (setup, "http://hidden-host.example", NULL);
  WAIT_UNTIL (g_error_matches (vouch_setup_get_problem (setup), VOUCH_ERROR, VOUCH_ERROR_INSECURE));
  report = build_report (setup);
  g_assert_nonnull (strstr (report, "\nProblem: "));
  g_assert_null (strstr (report, "hidden-host"));
}

/* Each boolean of e2ee is TRUE alone once. */
static void
test_session (void)
{
  static const struct {
    const char *member;
    const char *line;
  } cases[] = {
    { "initialized", "initialized yes, cross-signing no, verified no, secret-storage no, "
      "key-backup no, recovery-key-saved no, first-sync-done no\n" },
    { "crossSigning", " cross-signing yes, verified no" },
    { "verified", " verified yes, secret-storage no" },
    { "secretStorage", " secret-storage yes, key-backup no" },
    { "keyBackup", " key-backup yes, recovery-key-saved no" },
    { "hasBackedUpRecoveryKey", " recovery-key-saved yes, first-sync-done no" },
    { "firstSyncDone", " first-sync-done yes\n" },
  };
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonObject) session = json_object_new ();
      g_autoptr(VouchReply) reply = NULL;
      JsonObject *e2ee = json_object_new ();
      g_autofree char *report = NULL;

      json_object_set_boolean_member (e2ee, cases[i].member, TRUE);
      json_object_set_object_member (session, "e2ee", e2ee);
      json_object_set_string_member (session, "state", "initializing");
      reply = vouch_reply_new_session (session);
      vouch_session_update (vouch_setup_get_session (setup), reply);
      report = build_report (setup);
      g_assert_nonnull (strstr (report, "\nState: VOUCH_SESSION_INITIALIZING for 0 s\n"));
      if (strstr (report, cases[i].line) == NULL)
        g_error ("no “%s” in: %s", cases[i].line, report);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_test_init (&argc, &argv, NULL);
  /* In new GLib, g_test_init() sets a log handler that does not call the log writer. */
  g_log_set_default_handler (g_log_default_handler, NULL);
  vouch_journal_start ();
  g_test_add_func ("/report/nothing-connected/report-is-whole", test_whole);
  g_test_add_func ("/report/problem/is-told-without-what-was-typed", test_problem);
  g_test_add_func ("/report/every-boolean/is-told-apart", test_session);
  return g_test_run ();
}
