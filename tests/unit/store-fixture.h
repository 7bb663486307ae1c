/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-token-store.h"

G_BEGIN_DECLS

/* A VouchTokenStore asked in one line each. Every call waits for the answer. */

/* @account: (nullable)
 * Returns: FALSE if the keyring refused, so that memory alone has it */
gboolean store_save            (VouchTokenStore  *store,
                                const char       *origin,
                                const char       *account,
                                const char       *kind,
                                const char       *secret);
/* @account: (nullable)
 * Returns: FALSE if the keyring refused, and still has it */
gboolean store_remove          (VouchTokenStore  *store,
                                const char       *origin,
                                const char       *account,
                                const char       *kind);
void     store_assert_kept     (VouchTokenStore  *store,
                                const char       *origin,
                                const char       *account,
                                const char       *kind,
                                const char       *expected);
/* Returns: (transfer full): the accounts with an access token there, each with a blank behind it */
char    *store_list            (VouchTokenStore  *store,
                                const char       *origin);
void     store_assert_accounts (VouchTokenStore  *store,
                                const char       *origin,
                                const char       *expected);

G_END_DECLS
