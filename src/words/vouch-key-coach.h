/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-recovery-key.h"

G_BEGIN_DECLS

/* What is said while somebody enters a recovery key. It advises and never blocks.
 *
 * Returns: (transfer full): translated plain text */
char *vouch_key_coach_say (const VouchRecoveryKeyCheck *check);

G_END_DECLS
