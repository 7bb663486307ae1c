/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchNewAccounts:
 *
 * The accounts that this Vouch registered and that have no confirmed recovery key yet: the only
 * ones for which a new key is known to destroy nothing.
 *
 * They are kept in a 0600 file without secrets, so that a crash between registration and key loses
 * none. An account that cannot be written is remembered for this run only; one that cannot be
 * read counts as not registered here, which is the safe side. The main thread only.
 */
#define VOUCH_TYPE_NEW_ACCOUNTS (vouch_new_accounts_get_type ())
G_DECLARE_FINAL_TYPE (VouchNewAccounts, vouch_new_accounts, VOUCH, NEW_ACCOUNTS, GObject)

/* @state_directory: (nullable): NULL writes nothing */
VouchNewAccounts *vouch_new_accounts_new      (const char       *state_directory);

/* @audience: the origin of the Beeper; @user_id: (nullable): nothing happens without */
void              vouch_new_accounts_add      (VouchNewAccounts *self,
                                               const char       *audience,
                                               const char       *user_id);
void              vouch_new_accounts_remove   (VouchNewAccounts *self,
                                               const char       *audience,
                                               const char       *user_id);
gboolean          vouch_new_accounts_contains (VouchNewAccounts *self,
                                               const char       *audience,
                                               const char       *user_id);

G_END_DECLS
