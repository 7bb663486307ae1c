/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-token-store.h"

#include "vouch-secret.h"

#define ORIGIN "http://127.0.0.1:23373"
#define OTHER  "http://127.0.0.1:23374"

/* Takes a reference to the result; the loops below wait for it. */
static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
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
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
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
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  secret = vouch_token_store_load_finish (store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

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
  assert_kept (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  save (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "one");
  save (store, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, "two");
  save (store, OTHER, VOUCH_SECRET_ACCESS_TOKEN, "three");
  assert_kept (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "one");
  assert_kept (store, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, "two");
  assert_kept (store, OTHER, VOUCH_SECRET_ACCESS_TOKEN, "three");
  assert_kept (store, OTHER, VOUCH_SECRET_RECOVERY_KEY, NULL);

  save (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "four");
  assert_kept (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, "four");
  save (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  save (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  assert_kept (store, ORIGIN, VOUCH_SECRET_ACCESS_TOKEN, NULL);
  assert_kept (store, ORIGIN, VOUCH_SECRET_RECOVERY_KEY, "two");
}

static void
test_memory (void)
{
  VouchTokenStore *store = vouch_token_store_new_memory ();
  guint count = 0;

  g_assert_false (vouch_token_store_get_persistent (store));
  g_signal_connect (store, "notify::persistent", G_CALLBACK (on_notify_persistent), &count);
  assert_keeps (store);
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
  g_assert_false (vouch_token_store_get_persistent (store));
  g_assert_cmpuint (count, ==, 1);
  g_assert_finalize_object (store);
}

/* A save that is called off still keeps the secret for this run: there may be no second one. */
static void
assert_cancelled (VouchTokenStore *store)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) load_result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  vouch_token_store_save (store, ORIGIN, "kind", "secret", cancellable, on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (vouch_token_store_save_finish (store, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  vouch_token_store_load (store, ORIGIN, "kind", cancellable, on_ready, &load_result);
  while (load_result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (vouch_token_store_load_finish (store, load_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_kept (store, ORIGIN, "kind", "secret");
}

static void
test_cancelled (void)
{
  g_autoptr(VouchTokenStore) memory = vouch_token_store_new_memory ();
  g_autoptr(VouchTokenStore) keyring = vouch_token_store_new_keyring ();

  assert_cancelled (memory);
  assert_cancelled (keyring);
}

/* Nobody waits: not for the secret, not for the answer. */
static void
test_left_alone (void)
{
  VouchTokenStore *store = vouch_token_store_new_memory ();

  vouch_token_store_save (store, ORIGIN, "kind", "secret", NULL, NULL, NULL);
  vouch_token_store_save (store, ORIGIN, "kind", NULL, NULL, NULL, NULL);
  while (g_main_context_iteration (NULL, FALSE));
  assert_kept (store, ORIGIN, "kind", NULL);
  g_assert_finalize_object (store);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/token-store/memory", test_memory);
  g_test_add_func ("/token-store/no-keyring", test_no_keyring);
  g_test_add_func ("/token-store/cancelled", test_cancelled);
  g_test_add_func ("/token-store/left-alone", test_left_alone);
  return g_test_run ();
}
