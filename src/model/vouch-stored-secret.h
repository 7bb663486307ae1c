/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * VouchStoredSecret:
 *
 * Internal to VouchTokenStore: an entry of the store, and lists of entries.
 */
typedef struct {
  char *audience;
  char *account;   /* "" where it is not known */
  char *kind;
  char *secret;    /* NULL: removed, or not known */
} VouchStoredSecret;

/* @account: (nullable); @secret: (nullable): copied into memory that is wiped */
VouchStoredSecret *vouch_stored_secret_new          (const char              *audience,
                                                     const char              *account,
                                                     const char              *kind,
                                                     const char              *secret);
VouchStoredSecret *vouch_stored_secret_copy         (const VouchStoredSecret *self);
void               vouch_stored_secret_free         (VouchStoredSecret       *self);

/* Whether audience, account and kind are the same. */
gboolean           vouch_stored_secret_is_same      (const VouchStoredSecret *self,
                                                     const VouchStoredSecret *other);
/* Returns: (transfer none) (nullable): the one with the same audience, account and kind */
VouchStoredSecret *vouch_stored_secret_find         (GPtrArray               *secrets,
                                                     const VouchStoredSecret *wanted);
/* Whether one of them has a secret. */
gboolean           vouch_stored_secret_any          (GPtrArray               *secrets);
/* Adds the accounts that have a secret for the same audience and kind. */
void               vouch_stored_secret_add_accounts (GPtrArray               *secrets,
                                                     const VouchStoredSecret *wanted,
                                                     GStrvBuilder            *accounts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchStoredSecret, vouch_stored_secret_free)

G_END_DECLS
