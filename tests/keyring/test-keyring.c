/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-secret.h"
#include "vouch-token-store.h"

#define ORIGIN   "http://127.0.0.1:23373"
#define OTHER    "https://beeper.example:8443"
#define PATIENCE 300   /* milliseconds */
#define DEADLINE 10    /* seconds */

/* VouchTokenStore and a real Secret Service. To be run in a throw-away desktop, one half of it with an
 * unlocked keyring, the other with one that asks for a password and has nobody to answer. */

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static gboolean
on_deadline (gpointer user_data)
{
  g_error ("The keyring does not answer, and the store waits for it");
  return G_SOURCE_REMOVE;
}

static void
wait_for (GAsyncResult **result)
{
  guint timer = g_timeout_add_seconds (DEADLINE, on_deadline, NULL);

  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
save (VouchTokenStore *store,
      const char      *origin,
      const char      *kind,
      const char      *secret)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vouch_token_store_save (store, origin, kind, secret, NULL, on_ready, &result);
  wait_for (&result);
  g_assert_true (vouch_token_store_save_finish (store, result, &error));
  g_assert_no_error (error);
}

static void
assert_kept (VouchTokenStore *store,
             const char      *origin,
             const char      *kind,
             const char      *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *secret = NULL;

  vouch_token_store_load (store, origin, kind, NULL, on_ready, &result);
  wait_for (&result);
  secret = vouch_token_store_load_finish (store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

/* A second store knows only what the keyring has: it is what comes after a restart. */
static void
test_restart (void)
{
  VouchTokenStore *before = vouch_token_store_new_keyring ();
  VouchTokenStore *after = vouch_token_store_new_keyring ();

  save (before, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "one");
  save (before, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, "two \xc3\xa4\n three");
  save (before, OTHER, VOUCH_SECRET_ACCESS_TOKEN, "four");
  g_assert_true (vouch_token_store_get_persistent (before));
  assert_kept (after, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "one");
  assert_kept (after, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, "two \xc3\xa4\n three");
  assert_kept (after, OTHER, VOUCH_SECRET_ACCESS_TOKEN, "four");
  assert_kept (after, OTHER, VOUCH_SECRET_RECOVERY_KEY, NULL);
  g_assert_true (vouch_token_store_get_persistent (after));

  save (after, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "five");
  assert_kept (before, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "five");
  save (before, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  assert_kept (after, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  save (before, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  assert_kept (after, OTHER, VOUCH_SECRET_ACCESS_TOKEN, "four");
  g_assert_true (vouch_token_store_get_persistent (before));
  g_assert_finalize_object (before);
  g_assert_finalize_object (after);
}

static void
on_notify_persistent (GObject    *object,
                      GParamSpec *pspec,
                      guint      *count)
{
  (*count)++;
}

/* The prompt is up, and nobody answers it. */
static void
test_impatient (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();
  guint count = 0;

  vouch_token_store_set_patience (store, PATIENCE);
  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify_persistent), &count);
  save (store, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, "key");
  g_assert_false (vouch_token_store_get_persistent (store));
  g_assert_cmpuint (count, ==, 1);
  assert_kept (store, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, "key");
  assert_kept (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  save (store, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, NULL);
  assert_kept (store, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, NULL);
}

static gboolean
on_cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_REMOVE;
}

/* With all the patience of the world, the way out is to call it off. */
static void
test_called_off (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vouch_token_store_save (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "token", cancellable, on_ready,
                          &result);
  g_timeout_add (PATIENCE, on_cancel, cancellable);
  wait_for (&result);
  g_assert_false (vouch_token_store_save_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_kept (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "token");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unlocked/restart", test_restart);
  g_test_add_func ("/locked/impatient", test_impatient);
  g_test_add_func ("/locked/called-off", test_called_off);
  return g_test_run ();
}
