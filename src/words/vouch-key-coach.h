/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-recovery-key.h"

G_BEGIN_DECLS

/* Describes what is entered so far of a recovery key. It is advice only: every text can be sent.
 * Pure.
 *
 * Returns: (transfer full): translated plain text */
char *vouch_key_coach_say (const VouchRecoveryKeyCheck *check);

G_END_DECLS
