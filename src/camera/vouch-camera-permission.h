/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Whether asking for a camera may show a question. It does not when an answer is stored, or when
 * there is no portal. */
void     vouch_camera_permission_check_async  (GCancellable         *cancellable,
                                               GAsyncReadyCallback   callback,
                                               gpointer              user_data);
gboolean vouch_camera_permission_check_finish (GAsyncResult         *result,
                                               GError              **error);

gboolean vouch_camera_permission_is_sandboxed (void);

G_END_DECLS
