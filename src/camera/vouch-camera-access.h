/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include "vouch-camera-error.h"

G_BEGIN_DECLS

/* The permission to use cameras. Asks the camera portal, inside and outside a sandbox. Outside a
 * sandbox without a portal, no permission is needed. Only a "yes" is remembered between two
 * calls. */
void     vouch_camera_access_ask_async   (GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean vouch_camera_access_ask_finish  (GAsyncResult         *result,
                                          GUnixFDList         **remote,
                                          GError              **error);
gboolean vouch_camera_access_was_granted (void);

G_END_DECLS
