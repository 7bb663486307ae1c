/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-token-store.h"

G_BEGIN_DECLS

/* Calls of VouchTokenStore that wait for the result */

/* @account: (nullable)
 * Returns: FALSE: the keyring refused, and the secret is only in memory */
gboolean store_save            (VouchTokenStore  *store,
                                const char       *origin,
                                const char       *account,
                                const char       *kind,
                                const char       *secret);
/* @account: (nullable)
 * Returns: FALSE: the keyring refused, and still has the secret */
gboolean store_remove          (VouchTokenStore  *store,
                                const char       *origin,
                                const char       *account,
                                const char       *kind);
void     store_assert_kept     (VouchTokenStore  *store,
                                const char       *origin,
                                const char       *account,
                                const char       *kind,
                                const char       *expected);
/* Returns: (transfer full): the accounts with an access token, each followed by a space */
char    *store_list            (VouchTokenStore  *store,
                                const char       *origin);
void     store_assert_accounts (VouchTokenStore  *store,
                                const char       *origin,
                                const char       *expected);

G_END_DECLS
