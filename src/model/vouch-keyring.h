/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-stored-secret.h"

G_BEGIN_DECLS

/* Internal to VouchTokenStore: the desktop's keyring (Secret Service), and what our entries there
 * look like. Each call but to list can wait for ever on a prompt, and cannot be called off. */

/* @about: with what is to be kept under it; without a secret, what is there is removed. */
void      vouch_keyring_save_async  (const VouchStoredSecret  *about,
                                     GAsyncReadyCallback       callback,
                                     gpointer                  user_data);
/* @about: as above. FALSE, perhaps without an error: the keyring refused. */
gboolean  vouch_keyring_save_finish (const VouchStoredSecret  *about,
                                     GAsyncResult             *result,
                                     GError                  **error);
void      vouch_keyring_load_async  (const VouchStoredSecret  *about,
                                     GAsyncReadyCallback       callback,
                                     gpointer                  user_data);
/* Returns: (transfer full) (nullable): to be freed with vouch_secret_free(), NULL without an error
 * when there is none, or the person did not unlock it */
char     *vouch_keyring_load_finish (GAsyncResult             *result,
                                     GError                  **error);
/* The accounts that have one for the same audience and kind; nothing is unlocked for it. */
void      vouch_keyring_list_async  (const VouchStoredSecret  *about,
                                     GAsyncReadyCallback       callback,
                                     gpointer                  user_data);
/* Returns: (transfer full): the one saved last first; empty in an error, too */
char    **vouch_keyring_list_finish (GAsyncResult             *result,
                                     GError                  **error);

G_END_DECLS
