/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-verification.h"

G_BEGIN_DECLS

/* The states of api.md 1; any other word reads as UNKNOWN and is treated as waiting. */
typedef enum {
  VOUCH_SESSION_UNKNOWN,
  VOUCH_SESSION_NEEDS_LOGIN,
  VOUCH_SESSION_INITIALIZING,
  VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP,
  VOUCH_SESSION_NEEDS_VERIFICATION,
  VOUCH_SESSION_NEEDS_SECRETS,
  VOUCH_SESSION_NEEDS_FIRST_SYNC,
  VOUCH_SESSION_READY,
} VouchSessionState;

/**
 * VouchSession:
 *
 * What Beeper says about its account: how far the set-up is, whose it is, and the verification that
 * runs. Updated in place: a property notifies only when it changed.
 *
 * Properties, all read only: "state", "known" (a reply has come), "user-id", "device-id",
 * "homeserver", the booleans of e2ee ("verified", "cross-signing", "key-backup", "secret-storage",
 * "first-sync-done", "recovery-key-saved", "initialized", "has-secrets": all five secrets are
 * here), "recovery-key-made" (Unix time in seconds, 0 when not said), "verification" (nullable).
 */
#define VOUCH_TYPE_SESSION (vouch_session_get_type ())
G_DECLARE_FINAL_TYPE (VouchSession, vouch_session, VOUCH, SESSION, GObject)

VouchSession      *vouch_session_new                   (void);
/* @object: a Session whose shape has been checked. @verification: the member of that name that came
 * beside it in the reply, or NULL: then the session's own counts. */
void               vouch_session_update                (VouchSession *self,
                                                        JsonObject   *object,
                                                        JsonObject   *verification);
/* Whose session it is, as "user-id" would say it. Returns: (transfer full) (nullable) */
char              *vouch_session_read_user_id          (JsonObject   *object);
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
gboolean           vouch_session_get_has_secrets       (VouchSession *self);
gint64             vouch_session_get_recovery_key_made (VouchSession *self);
VouchVerification *vouch_session_get_verification      (VouchSession *self);

G_END_DECLS
