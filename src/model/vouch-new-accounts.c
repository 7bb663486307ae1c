/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-new-accounts"

#include "vouch-new-accounts.h"

#include "vouch-file.h"
#include "vouch-json.h"

#include <glib/gstdio.h>

#define FILE_NAME "new-accounts.json"
#define MAX_SIZE  65536   /* bytes */

struct _VouchNewAccounts
{
  GObject parent_instance;

  /* owned */
  char       *path;       /* (nullable) */
  GHashTable *accounts;   /* "origin user-id" */
};

G_DEFINE_FINAL_TYPE (VouchNewAccounts, vouch_new_accounts, G_TYPE_OBJECT)

static char *
build_key (const char *audience,
           const char *user_id)
{
  return g_strconcat (audience, " ", user_id, NULL);
}

static void
read_file (VouchNewAccounts *self)
{
  g_autoptr(GBytes) bytes = vouch_file_read (self->path, MAX_SIZE);
  g_autoptr(JsonObject) object = bytes != NULL ? vouch_json_parse (bytes, NULL) : NULL;
  g_auto(GStrv) accounts = NULL;

  if (object == NULL)
    return;

  accounts = vouch_json_dup_strings (object, "accounts");
  for (guint i = 0; accounts[i] != NULL; i++)
    g_hash_table_add (self->accounts, g_strdup (accounts[i]));
}

static void
write_file (VouchNewAccounts *self)
{
  g_autofree char *directory = g_path_get_dirname (self->path);
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;
  JsonArray *accounts = json_array_new ();
  GHashTableIter iter;
  gpointer account;

  g_hash_table_iter_init (&iter, self->accounts);
  while (g_hash_table_iter_next (&iter, &account, NULL))
    json_array_add_string_element (accounts, account);
  json_object_set_array_member (object, "accounts", accounts);
  bytes = vouch_json_to_bytes (object);

  g_mkdir_with_parents (directory, 0700);
  if (!vouch_file_replace (self->path, bytes, &error))
    g_debug ("New accounts are remembered for this run only: %s %d",
             g_quark_to_string (error->domain), error->code);
}

static void
save (VouchNewAccounts *self)
{
  if (self->path == NULL)
    return;
  if (g_hash_table_size (self->accounts) == 0)
    g_unlink (self->path);
  else
    write_file (self);
}

static void
vouch_new_accounts_finalize (GObject *object)
{
  VouchNewAccounts *self = VOUCH_NEW_ACCOUNTS (object);

  g_free (self->path);
  g_hash_table_unref (self->accounts);

  G_OBJECT_CLASS (vouch_new_accounts_parent_class)->finalize (object);
}

static void
vouch_new_accounts_class_init (VouchNewAccountsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_new_accounts_finalize;
}

static void
vouch_new_accounts_init (VouchNewAccounts *self)
{
  self->accounts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

VouchNewAccounts *
vouch_new_accounts_new (const char *state_directory)
{
  VouchNewAccounts *self = g_object_new (VOUCH_TYPE_NEW_ACCOUNTS, NULL);

  if (state_directory != NULL)
    {
      self->path = g_build_filename (state_directory, FILE_NAME, NULL);
      read_file (self);
    }
  return self;
}

void
vouch_new_accounts_add (VouchNewAccounts *self,
                        const char       *audience,
                        const char       *user_id)
{
  g_return_if_fail (VOUCH_IS_NEW_ACCOUNTS (self));
  g_return_if_fail (audience != NULL);

  if (user_id != NULL && g_hash_table_add (self->accounts, build_key (audience, user_id)))
    save (self);
}

void
vouch_new_accounts_remove (VouchNewAccounts *self,
                           const char       *audience,
                           const char       *user_id)
{
  g_autofree char *key = NULL;

  g_return_if_fail (VOUCH_IS_NEW_ACCOUNTS (self));
  g_return_if_fail (audience != NULL);

  if (user_id == NULL)
    return;
  key = build_key (audience, user_id);
  if (g_hash_table_remove (self->accounts, key))
    save (self);
}

gboolean
vouch_new_accounts_contains (VouchNewAccounts *self,
                             const char       *audience,
                             const char       *user_id)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (VOUCH_IS_NEW_ACCOUNTS (self), FALSE);
  g_return_val_if_fail (audience != NULL, FALSE);

  if (user_id == NULL)
    return FALSE;
  key = build_key (audience, user_id);
  return g_hash_table_contains (self->accounts, key);
}
