/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"

#include "vouch-secret.h"
#include "wait.h"

gboolean
store_save (VouchTokenStore *store,
            const char      *origin,
            const char      *account,
            const char      *kind,
            const char      *secret)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean saved;

  vouch_token_store_save_async (store, origin, account, kind, secret, NULL, wait_on_ready,
                                &result);
  wait_for_result (&result);
  saved = vouch_token_store_save_finish (store, result, &error);
  g_assert_no_error (error);
  return saved;
}

gboolean
store_remove (VouchTokenStore *store,
              const char      *origin,
              const char      *account,
              const char      *kind)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean removed;

  vouch_token_store_remove_async (store, origin, account, kind, NULL, wait_on_ready, &result);
  wait_for_result (&result);
  removed = vouch_token_store_remove_finish (store, result, &error);
  g_assert_no_error (error);
  return removed;
}

void
store_assert_kept (VouchTokenStore *store,
                   const char      *origin,
                   const char      *account,
                   const char      *kind,
                   const char      *expected)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *secret = NULL;

  vouch_token_store_load_async (store, origin, account, kind, NULL, wait_on_ready, &result);
  wait_for_result (&result);
  secret = vouch_token_store_load_finish (store, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, expected);
}

char *
store_list (VouchTokenStore *store,
            const char      *origin)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) list = g_string_new (NULL);
  g_auto(GStrv) accounts = NULL;

  vouch_token_store_list_async (store, origin, VOUCH_SECRET_ACCESS_TOKEN, NULL, wait_on_ready,
                                &result);
  wait_for_result (&result);
  accounts = vouch_token_store_list_finish (store, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; accounts[i] != NULL; i++)
    g_string_append_printf (list, "%s ", accounts[i]);
  return g_string_free (g_steal_pointer (&list), FALSE);
}

void
store_assert_accounts (VouchTokenStore *store,
                       const char      *origin,
                       const char      *expected)
{
  g_autofree char *accounts = store_list (store, origin);

  g_assert_cmpstr (accounts, ==, expected);
}
