/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification.h"

G_BEGIN_DECLS

/**
 * VouchSession:
 *
 * What Beeper says about its account: how far the set-up is, whose it is, and the verification that
 * runs. Updated in place: a property notifies only when it changed.
 *
 * Properties, all read only: "state", "known" (a reply has come), "user-id", "device-id",
 * the booleans of e2ee ("verified", "cross-signing", "key-backup", "secret-storage",
 * "first-sync-done", "recovery-key-saved", "initialized", "has-secrets": all five secrets are
 * here), "recovery-key-made" (Unix time in seconds, 0 when not said), "verification" (nullable).
 */
#define VOUCH_TYPE_SESSION (vouch_session_get_type ())
G_DECLARE_FINAL_TYPE (VouchSession, vouch_session, VOUCH, SESSION, GObject)

VouchSession      *vouch_session_new                   (void);
/* @reply: that says something about the session; its verification counts with it */
void               vouch_session_update                (VouchSession *self,
                                                        VouchReply   *reply);
/* Forgets everything: another server, another account. */
void               vouch_session_clear                 (VouchSession *self);

gboolean           vouch_session_get_known             (VouchSession *self);
VouchSessionState  vouch_session_get_state             (VouchSession *self);
/* Milliseconds since the state was first seen; the computer's sleep does not count. */
gint64             vouch_session_get_state_age         (VouchSession *self);
const char        *vouch_session_get_user_id           (VouchSession *self);
const char        *vouch_session_get_device_id         (VouchSession *self);
gboolean           vouch_session_get_verified          (VouchSession *self);
gboolean           vouch_session_get_first_sync_done   (VouchSession *self);
gboolean           vouch_session_get_recovery_key_saved (VouchSession *self);
gint64             vouch_session_get_recovery_key_made (VouchSession *self);
VouchVerification *vouch_session_get_verification      (VouchSession *self);

G_END_DECLS
