/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-stored-secret"

#include "vouch-stored-secret.h"

#include "vouch-secret.h"

VouchStoredSecret *
vouch_stored_secret_new (const char *audience,
                         const char *account,
                         const char *kind,
                         const char *secret)
{
  VouchStoredSecret *self = g_new0 (VouchStoredSecret, 1);

  self->audience = g_strdup (audience);
  self->account = g_strdup (account != NULL ? account : "");
  self->kind = g_strdup (kind);
  self->secret = vouch_secret_dup (secret);
  return self;
}

VouchStoredSecret *
vouch_stored_secret_copy (const VouchStoredSecret *self)
{
  return vouch_stored_secret_new (self->audience, self->account, self->kind, self->secret);
}

void
vouch_stored_secret_free (VouchStoredSecret *self)
{
  g_free (self->audience);
  g_free (self->account);
  g_free (self->kind);
  vouch_secret_free (self->secret);
  g_free (self);
}

static gboolean
is_of_kind (const VouchStoredSecret *self,
            const VouchStoredSecret *wanted)
{
  return g_str_equal (self->audience, wanted->audience) && g_str_equal (self->kind, wanted->kind);
}

gboolean
vouch_stored_secret_is_same (const VouchStoredSecret *self,
                             const VouchStoredSecret *other)
{
  return is_of_kind (self, other) && g_str_equal (self->account, other->account);
}

VouchStoredSecret *
vouch_stored_secret_find (GPtrArray               *secrets,
                          const VouchStoredSecret *wanted)
{
  for (guint i = 0; i < secrets->len; i++)
    {
      VouchStoredSecret *self = g_ptr_array_index (secrets, i);

      if (vouch_stored_secret_is_same (self, wanted))
        return self;
    }
  return NULL;
}

gboolean
vouch_stored_secret_any (GPtrArray *secrets)
{
  for (guint i = 0; i < secrets->len; i++)
    if (((VouchStoredSecret *) g_ptr_array_index (secrets, i))->secret != NULL)
      return TRUE;
  return FALSE;
}

void
vouch_stored_secret_add_accounts (GPtrArray               *secrets,
                                  const VouchStoredSecret *wanted,
                                  GStrvBuilder            *accounts)
{
  for (guint i = 0; i < secrets->len; i++)
    {
      const VouchStoredSecret *self = g_ptr_array_index (secrets, i);

      if (is_of_kind (self, wanted) && self->secret != NULL)
        g_strv_builder_add (accounts, self->account);
    }
}
