/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-stored-secret.h"

G_BEGIN_DECLS

/* Internal to VouchKeyringQueue: the desktop's keyring (Secret Service), and the attributes of our
 * entries there. Each call but list can wait for ever on a prompt, and none can be cancelled. */

/* @about: with the secret that is saved */
void      vouch_keyring_save_async    (const VouchStoredSecret  *about,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  user_data);
gboolean  vouch_keyring_save_finish   (GAsyncResult             *result,
                                       GError                  **error);
/* Removing an entry that does not exist succeeds. */
void      vouch_keyring_remove_async  (const VouchStoredSecret  *about,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  user_data);
gboolean  vouch_keyring_remove_finish (GAsyncResult             *result,
                                       GError                  **error);
void      vouch_keyring_load_async    (const VouchStoredSecret  *about,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  user_data);
/* Returns: (transfer full) (nullable): to be freed with vouch_secret_free(), NULL without an error
 * when there is none, or the user did not unlock it */
char     *vouch_keyring_load_finish   (GAsyncResult             *result,
                                       GError                  **error);
/* Lists the accounts that have an entry of the same audience and kind. Unlocks nothing. */
void      vouch_keyring_list_async    (const VouchStoredSecret  *about,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  user_data);
/* Returns: (transfer full): the one saved last first; empty in an error, too */
char    **vouch_keyring_list_finish   (GAsyncResult             *result,
                                       GError                  **error);

G_END_DECLS
