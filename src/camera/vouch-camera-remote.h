/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gunixfdlist.h>

G_BEGIN_DECLS

/* Private to the room: a connection to PipeWire, by the portal or our own. It is a GUnixFDList of
 * one descriptor, which is the type that the portal returns and which closes it with the last
 * reference. Any thread. */
GUnixFDList *vouch_camera_remote_open           (void);
int          vouch_camera_remote_get_descriptor (GUnixFDList *remote);
gboolean     vouch_camera_remote_is_alive       (GUnixFDList *remote);

G_END_DECLS
