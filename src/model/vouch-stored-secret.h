/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchStoredSecret:
 *
 * Internal to VouchTokenStore: an entry of the store, and lists of entries. The main thread only.
 */
typedef struct {
  char *audience;
  char *account;   /* "" when unknown */
  char *kind;
  char *secret;    /* (nullable): NULL: removed, or unknown */
} VouchStoredSecret;

/* @account: (nullable)
 * @secret: (nullable): copied into memory that is wiped
 * Returns: (transfer full) */
VouchStoredSecret *vouch_stored_secret_new          (const char              *audience,
                                                     const char              *account,
                                                     const char              *kind,
                                                     const char              *secret);
VouchStoredSecret *vouch_stored_secret_copy         (const VouchStoredSecret *self);
void               vouch_stored_secret_free         (VouchStoredSecret       *self);

/* Returns: whether audience, account and kind are equal */
gboolean           vouch_stored_secret_is_same      (const VouchStoredSecret *self,
                                                     const VouchStoredSecret *other);
/* Returns: (transfer none) (nullable): the entry of @secrets with the same audience, account and
 * kind */
VouchStoredSecret *vouch_stored_secret_find         (GPtrArray               *secrets,
                                                     const VouchStoredSecret *wanted);
/* Returns: whether an entry of @secrets has a secret */
gboolean           vouch_stored_secret_any          (GPtrArray               *secrets);
/* Adds the accounts of entries with a secret and with the same audience and kind. */
void               vouch_stored_secret_add_accounts (GPtrArray               *secrets,
                                                     const VouchStoredSecret *wanted,
                                                     GStrvBuilder            *accounts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoredSecret, vouch_stored_secret_free)

G_END_DECLS
