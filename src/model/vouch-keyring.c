/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-keyring"

#include "vouch-keyring.h"

#include "vouch-secret.h"
#include "vouch-token-store.h"

#include <glib/gi18n.h>
#include <libsecret/secret.h>
#include <string.h>

static const SecretSchema schema = {
  VOUCH_APPLICATION_ID, SECRET_SCHEMA_NONE,
  {
    { "audience", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "account", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "kind", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static GHashTable *
build_attributes (const VouchStoredSecret *about)
{
  return secret_attributes_build (&schema, "audience", about->audience, "account", about->account,
                                  "kind", about->kind, NULL);
}

/* The label of the entry in the desktop's password manager. It has the origin without the
 * fingerprint of the audience. */
static char *
make_label (const VouchStoredSecret *about)
{
  g_autofree char *origin = g_strndup (about->audience, strcspn (about->audience, "#"));

  if (strcmp (about->kind, VOUCH_SECRET_RECOVERY_KEY) == 0)
    /* Translators: an entry in the desktop's password manager; %s is an address */
    return g_strdup_printf (_("New Beeper recovery key, not yet confirmed (%s)"), origin);
  if (strcmp (about->kind, VOUCH_SECRET_LEAD_TOKEN) == 0)
    /* Translators: an entry in the desktop's password manager; %s is an address */
    return g_strdup_printf (_("Beeper registration in progress (%s)"), origin);
  /* Translators: an entry in the desktop's password manager; %s is an address */
  return g_strdup_printf (_("Vouch’s access to Beeper (%s)"), origin);
}

void
vouch_keyring_save_async (const VouchStoredSecret *about,
                          GAsyncReadyCallback      callback,
                          gpointer                 user_data)
{
  g_autoptr(GHashTable) attributes = build_attributes (about);
  g_autofree char *label = make_label (about);

  secret_password_storev (&schema, attributes, SECRET_COLLECTION_DEFAULT, label, about->secret,
                          NULL, callback, user_data);
}

gboolean
vouch_keyring_save_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_autoptr(GError) own_error = NULL;

  if (secret_password_store_finish (result, &own_error))
    return TRUE;
  if (own_error == NULL)
    own_error = g_error_new_literal (SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "It stayed locked");
  g_propagate_error (error, g_steal_pointer (&own_error));
  return FALSE;
}

static void
on_clear_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_clear_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_new_error (task, SECRET_ERROR, SECRET_ERROR_IS_LOCKED, "It stayed locked");
}

static void
on_search_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  g_autolist(GObject) items = secret_password_search_finish (result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else if (items == NULL)
    g_task_return_boolean (task, TRUE);
  else
    secret_password_clearv (&schema, g_task_get_task_data (task), NULL, on_clear_ready,
                            g_object_ref (task));
}

/* secret_password_clearv() skips a locked entry and reports that there is none. So a search unlocks
 * it first. */
void
vouch_keyring_remove_async (const VouchStoredSecret *about,
                            GAsyncReadyCallback      callback,
                            gpointer                 user_data)
{
  GHashTable *attributes = build_attributes (about);
  GTask *task = g_task_new (NULL, NULL, callback, user_data);

  g_task_set_task_data (task, attributes, (GDestroyNotify) g_hash_table_unref);
  secret_password_searchv (&schema, attributes, SECRET_SEARCH_ALL | SECRET_SEARCH_UNLOCK, NULL,
                           on_search_ready, task);
}

gboolean
vouch_keyring_remove_finish (GAsyncResult  *result,
                             GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
vouch_keyring_load_async (const VouchStoredSecret *about,
                          GAsyncReadyCallback      callback,
                          gpointer                 user_data)
{
  g_autoptr(GHashTable) attributes = build_attributes (about);

  secret_password_lookupv (&schema, attributes, NULL, callback, user_data);
}

char *
vouch_keyring_load_finish (GAsyncResult  *result,
                           GError       **error)
{
  char *found = secret_password_lookup_nonpageable_finish (result, error);
  char *copy = vouch_secret_dup (found);

  secret_password_free (found);
  return copy;
}

void
vouch_keyring_list_async (const VouchStoredSecret *about,
                          GAsyncReadyCallback      callback,
                          gpointer                 user_data)
{
  secret_password_search (&schema, SECRET_SEARCH_ALL, NULL, callback, user_data,
                          "audience", about->audience, "kind", about->kind, NULL);
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  guint64 modified_a = secret_retrievable_get_modified ((gpointer) a);
  guint64 modified_b = secret_retrievable_get_modified ((gpointer) b);

  return (modified_a < modified_b) - (modified_a > modified_b);
}

char **
vouch_keyring_list_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_autoptr(GStrvBuilder) accounts = g_strv_builder_new ();
  g_autolist(GObject) items = secret_password_search_finish (result, error);

  items = g_list_sort (items, compare_newest_first);
  for (GList *l = items; l != NULL; l = l->next)
    {
      g_autoptr(GHashTable) attributes = secret_retrievable_get_attributes (l->data);
      const char *account = g_hash_table_lookup (attributes, "account");

      if (account != NULL)
        g_strv_builder_add (accounts, account);
    }
  return g_strv_builder_end (accounts);
}
