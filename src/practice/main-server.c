/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-server"

#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>

#include "vouch-practice-control.h"
#include "vouch-practice-wire.h"

/* The practice server as a program of its own. */

static struct {
  int       port;
  char     *code_existing;
  char     *code_new;
  gboolean  auto_phone;
  char    **faults;
  gboolean  fast;
  char     *state;
  char     *token;
  char     *read_only_token;
  gboolean  legacy;
  gboolean  endless_initializing;
  gboolean  endless_sync;
  gboolean  eager_emoji;
  gboolean  capital_codes;
  gboolean  without_introspection;
  int       ping_interval;
  char     *consent;
  int       request_lifetime;
  gint64    seed;
  gboolean  log;
  char     *form;
  gboolean  withhold_secrets;
  gboolean  without_codes;
  char     *product;
  char     *username;
  char     *tls;
} options = { .ping_interval = -1 };

static const GOptionEntry entries[] = {
  { "port", 'p', 0, G_OPTION_ARG_INT, &options.port,
    "Listen on this port of 127.0.0.1; 0 (as without it) takes a free one", "PORT" },
  { "code-existing", 0, 0, G_OPTION_ARG_STRING, &options.code_existing,
    "Code that signs in to the existing account (123456)", "CODE" },
  { "code-new", 0, 0, G_OPTION_ARG_STRING, &options.code_new,
    "Code that leads to registering a new account (654321)", "CODE" },
  { "auto-phone", 0, 0, G_OPTION_ARG_NONE, &options.auto_phone,
    "The other device accepts by itself and confirms after us", NULL },
  { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.faults,
    "Something that goes wrong: [METHOD ]PATH=[after-]KIND[*N]; may be given again. Kinds: reset, "
    "cut, hang, truncated, slow, late:MILLISECONDS, garbage, html, empty, redirect, wrong-types, "
    "nulls, huge, deep, status:NNN[:RETRY-AFTER][;REASON]; "
    "N: how often, or ever", "FAULT" },
  { "fast", 0, 0, G_OPTION_ARG_NONE, &options.fast,
    "Short waits, for tests", NULL },
  { "state", 0, 0, G_OPTION_ARG_STRING, &options.state,
    "Start signed in and this far: initializing, needs-cross-signing-setup, needs-verification, "
    "needs-secrets, needs-first-sync, ready", "STATE" },
  { "token", 0, 0, G_OPTION_ARG_STRING, &options.token,
    "An access token that counts from the start", "TOKEN" },
  { "read-only-token", 0, 0, G_OPTION_ARG_STRING, &options.read_only_token,
    "An access token that may only read: made without 'Allow sensitive actions'", "TOKEN" },
  { "consent", 0, 0, G_OPTION_ARG_STRING, &options.consent,
    "What comes of asking for access in the browser: given (as without it), read-only, refused, "
    "forged, window (Beeper's own window has to be answered first)", "CONSENT" },
  { "without-introspection", 0, 0, G_OPTION_ARG_NONE, &options.without_introspection,
    "Nobody is told what a token may do, as before Beeper 4.2.557", NULL },
  { "legacy", 0, 0, G_OPTION_ARG_NONE, &options.legacy,
    "The existing account comes to needs-cross-signing-setup, too, as old accounts do", NULL },
  { "endless-initializing", 0, 0, G_OPTION_ARG_NONE, &options.endless_initializing,
    "The session says initializing for ever; --state is how far it is behind that", NULL },
  { "endless-sync", 0, 0, G_OPTION_ARG_NONE, &options.endless_sync,
    "The session says needs-first-sync for ever once it has come there", NULL },
  { "eager-emoji", 0, 0, G_OPTION_ARG_NONE, &options.eager_emoji,
    "The other device starts the emoji as soon as both agreed, as Beeper's apps do", NULL },
  { "capital-codes", 0, 0, G_OPTION_ARG_NONE, &options.capital_codes,
    "Errors have their code in capitals, as on newer paths of Beeper; wrong members are a "
    "VALIDATION_ERROR with 400", NULL },
  { "ping-interval", 0, 0, G_OPTION_ARG_INT, &options.ping_interval,
    "How often live events are pinged (30000); 0: never", "MILLISECONDS" },
  { "request-lifetime", 0, 0, G_OPTION_ARG_INT, &options.request_lifetime,
    "Seconds that a verification may take (600)", "SECONDS" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed,
    "The same ids, keys and emoji every time", "NUMBER" },
  { "form", 0, 0, G_OPTION_ARG_STRING, &options.form,
    "How codes sit in JSON: base64 (as without it), unpadded, url-safe, hex, latin1", "FORM" },
  { "withhold-secrets", 0, 0, G_OPTION_ARG_NONE, &options.withhold_secrets,
    "After a verification the recovery key is still needed", NULL },
  { "without-codes", 0, 0, G_OPTION_ARG_NONE, &options.without_codes,
    "The other device has no QR codes", NULL },
  { "product", 0, 0, G_OPTION_ARG_STRING, &options.product,
    "What it says it is: desktop (as without it), nightly, server", "PRODUCT" },
  { "username", 0, 0, G_OPTION_ARG_STRING, &options.username,
    "Whose account --state signs in to (practice)", "NAME" },
  { "tls", 0, 0, G_OPTION_ARG_FILENAME, &options.tls,
    "Speak https with this certificate and key", "PEM-FILE" },
  { "log", 0, 0, G_OPTION_ARG_NONE, &options.log,
    "Print each request to stderr, without secrets", NULL },
  { NULL }
};

static void
clear_options (void)
{
  g_free (options.code_existing);
  g_free (options.code_new);
  g_strfreev (options.faults);
  g_free (options.state);
  g_free (options.token);
  g_free (options.read_only_token);
  g_free (options.consent);
  g_free (options.form);
  g_free (options.product);
  g_free (options.username);
  g_free (options.tls);
}

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
  return FALSE;
}

static gboolean
parse_options (int       *argc,
               char    ***argv,
               GError   **error)
{
  g_autoptr(GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (context,
                                "A simulated Beeper on 127.0.0.1, for tests and practice. Prints "
                                "one line {\"port\":N} when it listens.");
  g_option_context_set_description (context,
                                    "How to press the other device's buttons: see the README.md of "
                                    "src/practice.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, error))
    return FALSE;
  return *argc == 1 || refuse (error, "There is nothing to say but options.");
}

static gboolean
set_up_account (VouchPracticeAccount  *account,
                GError               **error)
{
  VouchPracticeState state = VOUCH_PRACTICE_NEEDS_LOGIN;

  if (options.fast)
    vouch_practice_account_hurry (account);
  if (options.code_existing != NULL)
    g_object_set (account, "code-existing", options.code_existing, NULL);
  if (options.code_new != NULL)
    g_object_set (account, "code-new", options.code_new, NULL);
  if (options.request_lifetime > 0)
    g_object_set (account, "request-lifetime", options.request_lifetime * 1000u, NULL);
  if (options.username != NULL)
    g_object_set (account, "username", options.username, NULL);
  g_object_set (account,
                "withhold-secrets", options.withhold_secrets,
                "without-codes", options.without_codes,
                "eager-emoji", options.eager_emoji,
                "legacy", options.legacy,
                "endless-initializing", options.endless_initializing,
                "endless-sync", options.endless_sync,
                NULL);
  if (options.state != NULL && !vouch_practice_wire_find_state (options.state, &state))
    return refuse (error, "There is no such state.");
  if (state != VOUCH_PRACTICE_NEEDS_LOGIN)
    vouch_practice_account_jump (account, state);
  if (options.token != NULL)
    vouch_practice_account_add_token (account, options.token);
  if (options.read_only_token != NULL)
    vouch_practice_account_add_read_only_token (account, options.read_only_token);
  return TRUE;
}

static gboolean
set_up_server (VouchPracticeServer  *server,
               GError              **error)
{
  for (char **fault = options.faults; fault != NULL && *fault != NULL; fault++)
    if (!vouch_practice_server_add_fault (server, *fault, error))
      return FALSE;
  if (options.form != NULL && !vouch_practice_server_set_form (server, options.form))
    return refuse (error, "There is no such form.");
  if (options.consent != NULL && !vouch_practice_server_set_consent (server, options.consent))
    return refuse (error, "There is no such consent.");
  if (options.product != NULL && !vouch_practice_server_set_product (server, options.product))
    return refuse (error, "There is no such product.");
  if (options.tls != NULL &&
      !vouch_practice_server_set_certificate (server, options.tls, error))
    return FALSE;
  if (options.port < 0 || options.port > G_MAXUINT16)
    return refuse (error, "There is no such port.");
  if (options.ping_interval >= 0)
    vouch_practice_server_set_ping_interval (server, options.ping_interval);
  vouch_practice_server_set_capital_codes (server, options.capital_codes);
  vouch_practice_server_set_without_introspection (server, options.without_introspection);
  vouch_practice_server_set_prints_log (server, options.log);
  vouch_practice_server_set_auto_phone (server, options.auto_phone);
  return vouch_practice_server_start (server, options.port, error);
}

static gboolean
on_signal (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
run (VouchPracticeServer *server)
{
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  guint interrupted = g_unix_signal_add (SIGINT, on_signal, loop);
  guint terminated = g_unix_signal_add (SIGTERM, on_signal, loop);

  printf ("{\"port\":%u}\n", vouch_practice_server_get_port (server));
  fflush (stdout);
  g_main_loop_run (loop);
  g_source_remove (interrupted);
  g_source_remove (terminated);
  vouch_practice_server_stop (server);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(VouchPracticeAccount) account = NULL;
  g_autoptr(VouchPracticeServer) server = NULL;
  g_autoptr(GError) error = NULL;

  if (parse_options (&argc, &argv, &error))
    {
      account = vouch_practice_account_new (options.seed);
      server = vouch_practice_server_new (account);
      vouch_practice_server_set_control (server, vouch_practice_control_answer);
      if (set_up_account (account, &error) && set_up_server (server, &error))
        run (server);
    }
  clear_options ();
  if (error == NULL)
    return EXIT_SUCCESS;
  g_printerr ("%s: %s\n", g_get_prgname (), error->message);
  return EXIT_FAILURE;
}
