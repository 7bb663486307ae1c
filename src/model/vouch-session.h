/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification.h"

G_BEGIN_DECLS

/**
 * VouchSession:
 *
 * VouchSession mirrors the session of the last reply: the state of the setup, the account, and the
 * active verification (api.md 1). It is updated in place: a property notifies only when it changed.
 *
 * Properties, all read only: "state", "known" (a session was received), "user-id", "device-id",
 * the booleans of e2ee ("verified", "cross-signing", "key-backup", "secret-storage",
 * "first-sync-done", "recovery-key-saved", "initialized", "has-secrets": all five secrets are
 * present), "recovery-key-made" (Unix time in seconds; 0: unknown), "verification" (nullable).
 *
 * Strings are nullable. Strings and objects from getters are borrowed. The main thread only.
 */
#define VOUCH_TYPE_SESSION (vouch_session_get_type ())
G_DECLARE_FINAL_TYPE (VouchSession, vouch_session, VOUCH, SESSION, GObject)

/* Returns: (transfer full) */
VouchSession      *vouch_session_new                   (void);
/* @reply: a reply that has a session; its verification is used, too */
void               vouch_session_update                (VouchSession *self,
                                                        VouchReply   *reply);
/* Resets all properties: another server or account is in use. */
void               vouch_session_clear                 (VouchSession *self);

gboolean           vouch_session_get_known             (VouchSession *self);
VouchSessionState  vouch_session_get_state             (VouchSession *self);
/* Returns: milliseconds since the state was first seen, without the time that the computer slept */
gint64             vouch_session_get_state_age         (VouchSession *self);
const char        *vouch_session_get_user_id           (VouchSession *self);
const char        *vouch_session_get_device_id         (VouchSession *self);
gboolean           vouch_session_get_verified          (VouchSession *self);
gboolean           vouch_session_get_first_sync_done   (VouchSession *self);
gboolean           vouch_session_get_recovery_key_saved (VouchSession *self);
/* Returns: Unix time in seconds; 0: unknown */
gint64             vouch_session_get_recovery_key_made (VouchSession *self);
/* Returns: (transfer none) (nullable) */
VouchVerification *vouch_session_get_verification      (VouchSession *self);

G_END_DECLS
