/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * vouch_report_build_async:
 *
 * Writes the problem report: versions, desktop, whether the kernel says whose a local connection is
 * (where not, other users of this computer are not told apart), what the camera portal says, the
 * step, and the last events with their ages. It holds no token, code, key, mail address, user id,
 * host name, QR data or emoji. English: it is for those who mend Vouch. Asks the portal for at most
 * a second.
 */
void  vouch_report_build_async (VouchSetup          *setup,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
/* Returns: (transfer full) (nullable): NULL when cancelled */
char *vouch_report_finish      (GAsyncResult        *result);

G_END_DECLS
