/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"
#include "wait.h"

#include <libsecret/secret.h>

#define ORIGIN   "http://127.0.0.1:23373"
#define OTHER    "https://beeper.example:8443"
#define THIRD    "http://127.0.0.1:23374"
#define FOURTH   "http://127.0.0.1:23375"
#define FIFTH    "http://127.0.0.1:23376"
#define SHORT    300   /* milliseconds */
#define LONG     60000

/* VouchTokenStore and a real Secret Service. One half of the tests runs in a desktop of its own
 * with an unlocked keyring. The other half runs with a keyring that asks for a password, which is
 * not answered. */

/* A second store knows only the secrets of the keyring, as after a restart. */
static void
test_restart (void)
{
  VouchTokenStore *before = vouch_token_store_new_keyring ();
  VouchTokenStore *after = vouch_token_store_new_keyring ();

  g_assert_true (store_save (before, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "one"));
  store_save (before, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY, "two \xc3\xa4\n three");
  store_save (before, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN, "four");
  g_assert_true (vouch_token_store_get_persistent (before));
  store_assert_kept (after, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "one");
  store_assert_kept (after, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY, "two \xc3\xa4\n three");
  store_assert_kept (after, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN, "four");
  store_assert_kept (after, OTHER, NULL, VOUCH_SECRET_RECOVERY_KEY, NULL);
  g_assert_true (vouch_token_store_get_persistent (after));

  store_save (after, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "five");
  store_assert_kept (before, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "five");
  store_remove (before, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN);
  store_assert_kept (after, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  store_remove (before, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN);
  store_assert_kept (after, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN, "four");
  g_assert_true (vouch_token_store_get_persistent (before));
  g_assert_finalize_object (before);
  g_assert_finalize_object (after);
}

/* Each account has its own secret, and the account that was saved last comes first. A keyring
 * stores times in seconds and only for changes, so it takes a while until another account is the
 * last. */
static void
test_accounts (void)
{
  VouchTokenStore *before = vouch_token_store_new_keyring ();
  VouchTokenStore *after = vouch_token_store_new_keyring ();
  gint64 deadline = g_get_monotonic_time () + 10 * G_TIME_SPAN_SECOND;
  g_autofree char *accounts = NULL;
  g_autofree char *secret = NULL;
  guint count = 0;

  store_assert_accounts (before, THIRD, "");
  store_save (before, THIRD, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "b");
  store_save (before, THIRD, "@c:x", VOUCH_SECRET_RECOVERY_KEY, "c");
  store_assert_accounts (after, THIRD, "@b:x ");
  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      g_free (accounts);
      g_free (secret);
      secret = g_strdup_printf ("a%u", count++);
      store_save (before, THIRD, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, secret);
      accounts = store_list (after, THIRD);
    }
  while (!g_str_equal (accounts, "@a:x @b:x "));
  store_assert_kept (after, THIRD, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, secret);
  store_assert_kept (after, THIRD, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "b");
  store_assert_kept (after, THIRD, NULL, VOUCH_SECRET_ACCESS_TOKEN, NULL);

  store_remove (after, THIRD, "@a:x", VOUCH_SECRET_ACCESS_TOKEN);
  store_assert_accounts (before, THIRD, "@b:x ");
  g_assert_finalize_object (before);
  g_assert_finalize_object (after);
}

/* Returns: the number of entries in the keyring, locked ones included */
static guint
count_items (const char *origin)
{
  static const SecretSchema schema = {
    VOUCH_APPLICATION_ID, SECRET_SCHEMA_NONE, { { "audience", SECRET_SCHEMA_ATTRIBUTE_STRING } }
  };
  g_autoptr(GError) error = NULL;
  g_autolist(GObject) items = secret_password_search_sync (&schema, SECRET_SEARCH_ALL, NULL, &error,
                                                           "audience", origin, NULL);

  g_assert_no_error (error);
  return g_list_length (items);
}

/* A save takes longer than a removal that finds nothing. The last request wins. */
static void
test_overtaken (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();

  vouch_token_store_save_async (store, FIFTH, NULL, VOUCH_SECRET_ACCESS_TOKEN, "one", NULL, NULL,
                                NULL);
  g_assert_true (store_remove (store, FIFTH, NULL, VOUCH_SECRET_ACCESS_TOKEN));
  g_assert_cmpuint (count_items (FIFTH), ==, 0);
  g_assert_true (vouch_token_store_get_persistent (store));
  g_assert_finalize_object (store);
}

static void
lock_keyring (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SecretService) service = secret_service_get_sync (SECRET_SERVICE_NONE, NULL, &error);
  g_autoptr(SecretCollection) collection =
    secret_collection_for_alias_sync (service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE,
                                      NULL, &error);
  g_autoptr(GList) list = g_list_append (NULL, collection);

  g_assert_no_error (error);
  g_assert_cmpint (secret_service_lock_sync (service, list, NULL, NULL, &error), ==, 1);
  g_assert_no_error (error);
}

/* Makes a request whose prompt is not answered. @secret: (nullable): NULL: removes the secret */
static void
assert_refused (VouchTokenStore *store,
                const char      *account,
                const char      *secret)
{
  vouch_token_store_set_timeout (store, SHORT);
  if (secret != NULL)
    g_assert_false (store_save (store, FOURTH, account, VOUCH_SECRET_ACCESS_TOKEN, secret));
  else
    g_assert_false (store_remove (store, FOURTH, account, VOUCH_SECRET_ACCESS_TOKEN));
  vouch_token_store_set_timeout (store, LONG);
}

/* The removal from a locked keyring opens a prompt that is not answered. The entry stays in the
 * keyring, but the store does not return it any more. "persistent" stays TRUE. */
static void
test_locked_again (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();

  g_assert_true (store_save (store, FOURTH, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, "a"));
  g_assert_true (store_save (store, FOURTH, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "b"));
  lock_keyring ();
  g_assert_true (store_remove (store, FOURTH, "@c:x", VOUCH_SECRET_ACCESS_TOKEN));
  assert_refused (store, "@a:x", NULL);
  g_assert_true (vouch_token_store_get_persistent (store));
  g_assert_cmpuint (count_items (FOURTH), ==, 2);
  store_assert_kept (store, FOURTH, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, NULL);

  /* The keyring may return a secret later that it does not return now. */
  vouch_token_store_set_timeout (store, SHORT);
  store_assert_kept (store, FOURTH, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, NULL);
  vouch_token_store_set_timeout (store, LONG);
  g_assert_false (vouch_token_store_get_persistent (store));
  g_assert_true (store_remove (store, FOURTH, "@c:x", VOUCH_SECRET_ACCESS_TOKEN));
  g_assert_true (vouch_token_store_get_persistent (store));

  /* "persistent" is FALSE while a secret is only in memory. */
  assert_refused (store, "@b:x", "new");
  g_assert_true (store_remove (store, FOURTH, "@c:x", VOUCH_SECRET_ACCESS_TOKEN));
  g_assert_false (vouch_token_store_get_persistent (store));
  store_assert_kept (store, FOURTH, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "new");
  assert_refused (store, "@b:x", NULL);
  g_assert_true (store_remove (store, FOURTH, "@c:x", VOUCH_SECRET_ACCESS_TOKEN));
  g_assert_true (vouch_token_store_get_persistent (store));
}

static void
on_notify_persistent (GObject    *object,
                      GParamSpec *pspec,
                      guint      *count)
{
  (*count)++;
}

/* The prompt is open and is not answered. */
static void
test_impatient (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();
  guint count = 0;

  vouch_token_store_set_timeout (store, SHORT);
  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify_persistent), &count);
  g_assert_false (store_save (store, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY, "key"));
  g_assert_false (vouch_token_store_get_persistent (store));
  g_assert_cmpuint (count, ==, 1);
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY, "key");
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  store_remove (store, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY);
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY, NULL);
  store_assert_accounts (store, ORIGIN, "");
}

/* With a long time-out, a save ends when it is cancelled. */
static void
test_called_off (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vouch_token_store_save_async (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "token",
                                cancellable, wait_on_ready, &result);
  wait_run_for (SHORT);
  g_cancellable_cancel (cancellable);
  wait_for_result (&result);
  g_assert_false (vouch_token_store_save_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "token");
}

/* The user does not want to wait for the keyring, neither for this request nor for later ones. */
static void
test_declined (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint asked = 0;

  g_signal_connect (store, "notify::asking", G_CALLBACK (on_notify_persistent), &asked);
  vouch_token_store_save_async (store, FIFTH, NULL, VOUCH_SECRET_ACCESS_TOKEN, "token", NULL,
                                wait_on_ready, &result);
  g_assert_true (vouch_token_store_get_asking (store));
  vouch_token_store_decline (store);
  g_assert_false (vouch_token_store_get_asking (store));
  wait_for_result (&result);
  g_assert_false (vouch_token_store_save_finish (store, result, &error));
  g_assert_no_error (error);
  g_assert_false (vouch_token_store_get_persistent (store));
  store_assert_kept (store, FIFTH, NULL, VOUCH_SECRET_ACCESS_TOKEN, "token");

  /* These end within WAIT_PATIENCE, although the time-out of the store is a minute. */
  g_assert_false (store_save (store, FIFTH, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, "a"));
  g_assert_false (store_remove (store, FIFTH, "@a:x", VOUCH_SECRET_ACCESS_TOKEN));
  store_assert_kept (store, FIFTH, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, NULL);
  vouch_token_store_move (store, FIFTH, NULL, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "token");
  store_assert_kept (store, FIFTH, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "token");
  g_assert_cmpuint (asked, ==, 2);
}

/* A request without a callback does not set "asking". */
static void
test_unwatched (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();

  vouch_token_store_remove_async (store, FIFTH, NULL, VOUCH_SECRET_ACCESS_TOKEN, NULL, NULL, NULL);
  vouch_token_store_move (store, FIFTH, "", "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "token");
  g_assert_false (vouch_token_store_get_asking (store));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unlocked/restarted-secrets-are-found", test_restart);
  g_test_add_func ("/unlocked/several-accounts-last-saved-comes-first", test_accounts);
  g_test_add_func ("/unlocked/removal-follows-save-entry-is-gone", test_overtaken);
  /* The last test of its half, because it leaves the keyring locked. */
  g_test_add_func ("/unlocked/locked-again-removal-is-asked-for", test_locked_again);
  g_test_add_func ("/locked/nobody-answers-the-prompt-memory-keeps", test_impatient);
  g_test_add_func ("/locked/cancelled-save-ends", test_called_off);
  g_test_add_func ("/locked/user-declines-to-wait-memory-keeps", test_declined);
  g_test_add_func ("/locked/nobody-waits-is-not-asking", test_unwatched);
  return g_test_run ();
}
