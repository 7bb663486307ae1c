/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-stored-secret.h"

G_BEGIN_DECLS

typedef enum {
  VOUCH_KEYRING_SAVE,
  VOUCH_KEYRING_REMOVE,
  VOUCH_KEYRING_LOAD,
  VOUCH_KEYRING_LIST,
} VouchKeyringCall;

/**
 * VouchKeyringQueue:
 *
 * Internal to VouchTokenStore: the requests to VouchKeyring that have no answer yet.
 *
 * SAVE and REMOVE of the same entry run one after the other. A removal could otherwise overtake the
 * save before it. LOAD and LIST run at once.
 *
 * The prompt of a locked keyring can stay open for ever. So a caller gets G_IO_ERROR_TIMED_OUT
 * after a minute, or G_IO_ERROR_CANCELLED. The request itself continues: the prompt stays open, and
 * "outcome" reports the late answer. A SAVE or REMOVE behind one of the same entry that has timed
 * out or was cancelled times out at once. A pending request keeps a reference to the queue.
 *
 * Properties: "asking" (boolean, read): a caller waits for an answer.
 *
 * Signals: "outcome" (VouchKeyringCall, VouchStoredSecret, GError or NULL): the keyring answered,
 * in time or late. With G_IO_ERROR_TIMED_OUT: the caller continues without the answer. Emitted
 * before the callback. After LOAD, the VouchStoredSecret has the secret that was found.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_KEYRING_QUEUE (vouch_keyring_queue_get_type ())
G_DECLARE_FINAL_TYPE (VouchKeyringQueue, vouch_keyring_queue, VOUCH, KEYRING_QUEUE, GObject)

VouchKeyringQueue *vouch_keyring_queue_new           (void);

gboolean           vouch_keyring_queue_get_asking    (VouchKeyringQueue        *self);
/* Sets the time-out; for tests. The default is a minute. */
void               vouch_keyring_queue_set_timeout   (VouchKeyringQueue        *self,
                                                      guint                     milliseconds);
/* Times out all requests that a caller waits for. */
void               vouch_keyring_queue_time_out_all  (VouchKeyringQueue        *self);
/* Returns: whether a SAVE or REMOVE of the entry has no answer yet */
gboolean           vouch_keyring_queue_is_writing    (VouchKeyringQueue        *self,
                                                      const VouchStoredSecret  *about);

/* @about: copied; its secret is read for VOUCH_KEYRING_SAVE only
 * @waited_for: FALSE if the request does not count for "asking"
 * @cancellable: (nullable) */
void               vouch_keyring_queue_ask_async     (VouchKeyringQueue        *self,
                                                      VouchKeyringCall          call,
                                                      const VouchStoredSecret  *about,
                                                      gboolean                  waited_for,
                                                      GCancellable             *cancellable,
                                                      GAsyncReadyCallback       callback,
                                                      gpointer                  user_data);
/* Finishes VOUCH_KEYRING_SAVE and VOUCH_KEYRING_REMOVE.
 *
 * Errors: those of libsecret, G_IO_ERROR_TIMED_OUT, G_IO_ERROR_CANCELLED. */
gboolean           vouch_keyring_queue_write_finish  (VouchKeyringQueue        *self,
                                                      GAsyncResult             *result,
                                                      GError                  **error);
/* Returns: (transfer full) (nullable): for vouch_secret_free(); NULL without an error when there is
 *   no entry, or the user did not unlock it
 *
 * Errors: as above. */
char              *vouch_keyring_queue_load_finish   (VouchKeyringQueue        *self,
                                                      GAsyncResult             *result,
                                                      GError                  **error);
/* Returns: (transfer full) (nullable): the accounts, the one saved last first; NULL with an error
 *
 * Errors: as above. */
char             **vouch_keyring_queue_list_finish   (VouchKeyringQueue        *self,
                                                      GAsyncResult             *result,
                                                      GError                  **error);

G_END_DECLS
