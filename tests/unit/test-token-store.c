/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"
#include "wait.h"

#define ORIGIN "http://127.0.0.1:23373"
#define OTHER  "http://127.0.0.1:23374"

static void
on_notify_persistent (GObject    *object,
                      GParamSpec *pspec,
                      guint      *count)
{
  (*count)++;
}

static void
assert_keeps (VouchTokenStore *store)
{
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  store_save (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "one");
  store_save (store, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY, "two");
  store_save (store, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN, "three");
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "one");
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY, "two");
  store_assert_kept (store, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN, "three");
  store_assert_kept (store, OTHER, NULL, VOUCH_SECRET_RECOVERY_KEY, NULL);

  store_save (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "four");
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, "four");
  store_remove (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN);
  store_remove (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN);
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  store_assert_kept (store, ORIGIN, NULL, VOUCH_SECRET_RECOVERY_KEY, "two");
}

/* The account that was saved last comes first. Removed accounts are not listed. */
static void
assert_keeps_accounts (VouchTokenStore *store)
{
  store_assert_accounts (store, OTHER, "");
  store_save (store, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN, "nobody's");
  store_save (store, OTHER, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, "a");
  store_save (store, OTHER, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "b");
  store_save (store, OTHER, "@c:x", VOUCH_SECRET_RECOVERY_KEY, "c");
  store_save (store, ORIGIN, "@d:x", VOUCH_SECRET_ACCESS_TOKEN, "d");
  store_assert_accounts (store, OTHER, "@b:x @a:x  ");
  store_assert_kept (store, OTHER, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, "a");
  store_assert_kept (store, OTHER, "@b:x", VOUCH_SECRET_ACCESS_TOKEN, "b");
  store_assert_kept (store, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN, "nobody's");
  store_assert_kept (store, OTHER, "@d:x", VOUCH_SECRET_ACCESS_TOKEN, NULL);

  store_save (store, OTHER, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, "a");
  store_assert_accounts (store, OTHER, "@a:x @b:x  ");
  store_remove (store, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN);
  store_remove (store, OTHER, "@a:x", VOUCH_SECRET_ACCESS_TOKEN);
  store_assert_accounts (store, OTHER, "@b:x ");
  store_assert_kept (store, OTHER, "@a:x", VOUCH_SECRET_ACCESS_TOKEN, NULL);
}

static void
test_memory (void)
{
  VouchTokenStore *store = vouch_token_store_new_memory ();
  guint count = 0;

  g_assert_false (vouch_token_store_get_persistent (store));
  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify_persistent), &count);
  assert_keeps (store);
  g_assert_true (store_remove (store, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN));
  assert_keeps_accounts (store);
  g_assert_cmpuint (count, ==, 0);
  g_assert_finalize_object (store);
}

/* There is no bus, so there is no keyring: see main(). */
static void
test_no_keyring (void)
{
  VouchTokenStore *store = vouch_token_store_new_keyring ();
  guint count = 0;

  g_assert_true (vouch_token_store_get_persistent (store));
  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify_persistent), &count);
  assert_keeps (store);
  g_assert_false (store_remove (store, OTHER, NULL, VOUCH_SECRET_ACCESS_TOKEN));
  assert_keeps_accounts (store);
  g_assert_false (vouch_token_store_get_persistent (store));
  g_assert_cmpuint (count, ==, 1);
  g_assert_finalize_object (store);
}

/* A cancelled save still keeps the secret in memory, because it may not be available again. */
static void
assert_cancelled (VouchTokenStore *store)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) load_result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  vouch_token_store_save_async (store, ORIGIN, NULL, "kind", "secret", cancellable, wait_on_ready,
                                &result);
  wait_for_result (&result);
  g_assert_false (vouch_token_store_save_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  vouch_token_store_load_async (store, ORIGIN, NULL, "kind", cancellable, wait_on_ready,
                                &load_result);
  wait_for_result (&load_result);
  g_assert_null (vouch_token_store_load_finish (store, load_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  store_assert_kept (store, ORIGIN, NULL, "kind", "secret");
}

static void
test_cancelled (void)
{
  g_autoptr(VouchTokenStore) memory = vouch_token_store_new_memory ();
  g_autoptr(VouchTokenStore) keyring = vouch_token_store_new_keyring ();

  assert_cancelled (memory);
  assert_cancelled (keyring);
}

/* A save and a removal without a callback are executed, too. */
static void
test_left_alone (void)
{
  VouchTokenStore *store = vouch_token_store_new_memory ();

  vouch_token_store_save_async (store, ORIGIN, NULL, "kind", "secret", NULL, NULL, NULL);
  vouch_token_store_remove_async (store, ORIGIN, NULL, "kind", NULL, NULL, NULL);
  wait_run_pending ();
  store_assert_kept (store, ORIGIN, NULL, "kind", NULL);
  g_assert_finalize_object (store);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token-store/memory-alone/keeps", test_memory);
  g_test_add_func ("/token-store/no-keyring/memory-keeps", test_no_keyring);
  g_test_add_func ("/token-store/cancelled/ends-at-once", test_cancelled);
  g_test_add_func ("/token-store/no-callback/is-done-all-the-same", test_left_alone);
  return g_test_run ();
}
