/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-stored-secret.h"

G_BEGIN_DECLS

/* Internal to VouchKeyringQueue: the desktop's keyring (Secret Service) and the attributes of
 * Vouch's entries. Each call except list can wait for ever on a prompt. No call can be cancelled.
 * The main thread only. Errors are those of libsecret (SECRET_ERROR, G_DBUS_ERROR, G_IO_ERROR). */

/* @about: with the secret to save */
void      vouch_keyring_save_async    (const VouchStoredSecret  *about,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  user_data);
gboolean  vouch_keyring_save_finish   (GAsyncResult             *result,
                                       GError                  **error);
/* Succeeds also if there is no such entry. */
void      vouch_keyring_remove_async  (const VouchStoredSecret  *about,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  user_data);
gboolean  vouch_keyring_remove_finish (GAsyncResult             *result,
                                       GError                  **error);
void      vouch_keyring_load_async    (const VouchStoredSecret  *about,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  user_data);
/* Returns: (transfer full) (nullable): for vouch_secret_free(); NULL without an error when there is
 * no entry, or the user did not unlock it */
char     *vouch_keyring_load_finish   (GAsyncResult             *result,
                                       GError                  **error);
/* Lists the accounts that have an entry of the same audience and kind. Does not unlock the
 * keyring. */
void      vouch_keyring_list_async    (const VouchStoredSecret  *about,
                                       GAsyncReadyCallback       callback,
                                       gpointer                  user_data);
/* Returns: (transfer full): the account saved last first; an empty array with an error */
char    **vouch_keyring_list_finish   (GAsyncResult             *result,
                                       GError                  **error);

G_END_DECLS
