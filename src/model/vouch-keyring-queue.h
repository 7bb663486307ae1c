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
 * SAVE and REMOVE of the same entry run one after the other, since a removal could overtake the
 * save before it. LOAD and LIST run at once.
 *
 * A locked keyring can wait for ever on its prompt. So a caller gets G_IO_ERROR_TIMED_OUT after a
 * minute, or G_IO_ERROR_CANCELLED. The request itself goes on: the prompt stays open, and "outcome"
 * reports its late answer. A request behind one of the same entry that has timed out or was
 * cancelled times out at once. A pending request keeps the queue alive.
 *
 * Properties: "asking" (boolean, read): a caller waits for an answer.
 *
 * Signals: "outcome" (VouchKeyringCall, VouchStoredSecret, GError or NULL): the keyring answered,
 * in time or late; with G_IO_ERROR_TIMED_OUT, the caller goes on without the answer. Emitted before
 * the callback. After LOAD, the VouchStoredSecret has the secret that was found.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_KEYRING_QUEUE (vouch_keyring_queue_get_type ())
G_DECLARE_FINAL_TYPE (VouchKeyringQueue, vouch_keyring_queue, VOUCH, KEYRING_QUEUE, GObject)

VouchKeyringQueue *vouch_keyring_queue_new           (void);

gboolean           vouch_keyring_queue_get_asking    (VouchKeyringQueue        *self);
/* For tests; a minute otherwise. */
void               vouch_keyring_queue_set_timeout   (VouchKeyringQueue        *self,
                                                      guint                     milliseconds);
/* Times out all requests that a caller waits for. */
void               vouch_keyring_queue_time_out_all  (VouchKeyringQueue        *self);
/* Whether a SAVE or REMOVE of the entry has no answer yet. */
gboolean           vouch_keyring_queue_is_writing    (VouchKeyringQueue        *self,
                                                      const VouchStoredSecret  *about);

/* @about: copied; its secret is read for VOUCH_KEYRING_SAVE only.
 * @waited_for: FALSE if the request does not count for "asking" */
void               vouch_keyring_queue_ask_async     (VouchKeyringQueue        *self,
                                                      VouchKeyringCall          call,
                                                      const VouchStoredSecret  *about,
                                                      gboolean                  waited_for,
                                                      GCancellable             *cancellable,
                                                      GAsyncReadyCallback       callback,
                                                      gpointer                  user_data);
/* For VOUCH_KEYRING_SAVE and VOUCH_KEYRING_REMOVE. */
gboolean           vouch_keyring_queue_write_finish  (VouchKeyringQueue        *self,
                                                      GAsyncResult             *result,
                                                      GError                  **error);
/* Returns: (transfer full) (nullable): to be freed with vouch_secret_free(), NULL without an error
 * when there is none, or the user did not unlock it */
char              *vouch_keyring_queue_load_finish   (VouchKeyringQueue        *self,
                                                      GAsyncResult             *result,
                                                      GError                  **error);
/* Returns: (transfer full) (nullable): the accounts, the one saved last first; NULL in an error */
char             **vouch_keyring_queue_list_finish   (VouchKeyringQueue        *self,
                                                      GAsyncResult             *result,
                                                      GError                  **error);

G_END_DECLS
