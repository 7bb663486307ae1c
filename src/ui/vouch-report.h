/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * vouch_report_build_async:
 *
 * Writes the problem report: versions, desktop, whether the kernel tells the owner of a local
 * connection (if not, other users of this computer cannot be told apart), the camera portal, the
 * step, and the last events with their ages. The report has no token, code, key, mail address, user
 * id, host name, QR data or emoji. It is in English, because developers read it. The portal has at
 * most a second to answer.
 */
void  vouch_report_build_async (VouchSetup          *setup,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
/* Returns: (transfer full) (nullable): NULL: it was cancelled */
char *vouch_report_finish      (GAsyncResult        *result);

G_END_DECLS
