/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchNewAccounts:
 *
 * VouchNewAccounts is the set of accounts that this Vouch registered and that have no confirmed
 * recovery key yet. Only for these is it known that a new key destroys nothing.
 *
 * A file (0600, without secrets) keeps the set across a crash. If it cannot be written, the set is
 * remembered for this run only. If it cannot be read, the accounts count as not registered here,
 * which is safe. The main thread only.
 */
#define VOUCH_TYPE_NEW_ACCOUNTS (vouch_new_accounts_get_type ())
G_DECLARE_FINAL_TYPE (VouchNewAccounts, vouch_new_accounts, VOUCH, NEW_ACCOUNTS, GObject)

/* @state_directory: (nullable): NULL: no file is written
 * Returns: (transfer full) */
VouchNewAccounts *vouch_new_accounts_new      (const char       *state_directory);

/* @audience: from vouch_client_get_audience()
 * @user_id: (nullable): NULL: nothing is added */
void              vouch_new_accounts_add      (VouchNewAccounts *self,
                                               const char       *audience,
                                               const char       *user_id);
/* @user_id: (nullable): NULL: nothing is removed */
void              vouch_new_accounts_remove   (VouchNewAccounts *self,
                                               const char       *audience,
                                               const char       *user_id);
/* @user_id: (nullable): NULL: FALSE is returned */
gboolean          vouch_new_accounts_contains (VouchNewAccounts *self,
                                               const char       *audience,
                                               const char       *user_id);

G_END_DECLS
