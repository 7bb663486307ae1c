/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-server"

#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>

#include "vouch-practice-server.h"
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
  int       request_lifetime;
  gint64    seed;
  gboolean  log;
  char     *form;
  gboolean  withhold_secrets;
  gboolean  without_codes;
  char     *product;
  char     *username;
  char     *tls;
} options;

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
    "nulls, huge, deep, status:NNN[:RETRY-AFTER]; N: how often, or ever", "FAULT" },
  { "fast", 0, 0, G_OPTION_ARG_NONE, &options.fast,
    "Short waits, for tests", NULL },
  { "state", 0, 0, G_OPTION_ARG_STRING, &options.state,
    "Start signed in and this far: initializing, needs-cross-signing-setup, needs-verification, "
    "needs-secrets, needs-first-sync, ready", "STATE" },
  { "token", 0, 0, G_OPTION_ARG_STRING, &options.token,
    "An access token that counts from the start", "TOKEN" },
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
                                "A pretended Beeper on 127.0.0.1, for tests and rehearsal. Prints "
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
                NULL);
  if (options.state != NULL && !vouch_practice_wire_find_state (options.state, &state))
    return refuse (error, "There is no such state.");
  if (state != VOUCH_PRACTICE_NEEDS_LOGIN)
    vouch_practice_account_jump (account, state);
  if (options.token != NULL)
    vouch_practice_account_add_token (account, options.token);
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
  if (options.product != NULL && !vouch_practice_server_set_product (server, options.product))
    return refuse (error, "There is no such product.");
  if (options.tls != NULL &&
      !vouch_practice_server_set_certificate (server, options.tls, error))
    return FALSE;
  if (options.port < 0 || options.port > G_MAXUINT16)
    return refuse (error, "There is no such port.");
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
      if (set_up_account (account, &error) && set_up_server (server, &error))
        run (server);
    }
  clear_options ();
  if (error == NULL)
    return EXIT_SUCCESS;
  g_printerr ("%s: %s\n", g_get_prgname (), error->message);
  return EXIT_FAILURE;
}
