/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-reply.h"
#include "vouch-sas.h"

G_BEGIN_DECLS

/**
 * VouchVerification:
 *
 * VouchVerification mirrors one verification of the last reply (api.md 1). It is updated in place:
 * a property notifies only when it changed. Its only own decision is
 * vouch_verification_mark_gone().
 *
 * Properties, all read only: "id", "state", "incoming", "actions", "methods", "device-name" (the
 * name of the other device, nullable), "other-user" (the user of the other device, fit to be shown,
 * nullable), "qr-data" (as in the reply, see VouchQrPayload), "emoji" and "decimals" (the strings
 * of the reply, fit to be shown; VouchSas has their meaning), "error-code", "error-reason" (fit to
 * be shown), "for-login" (the purpose is "login").
 *
 * Strings but "id" are nullable. Strings and structs from getters are borrowed until the next
 * update. The main thread only.
 */
#define VOUCH_TYPE_VERIFICATION (vouch_verification_get_type ())
G_DECLARE_FINAL_TYPE (VouchVerification, vouch_verification, VOUCH, VERIFICATION, GObject)

/* Returns: (transfer full) */
VouchVerification      *vouch_verification_new             (const char        *id);
/* @reply: with the same id */
void                    vouch_verification_update          (VouchVerification *self,
                                                            const VouchVerificationReply *reply);
/* Sets the state to CANCELLED without a code, because the server does not know the verification any
 * more. */
void                    vouch_verification_mark_gone       (VouchVerification *self);

const char             *vouch_verification_get_id          (VouchVerification *self);
VouchVerificationState  vouch_verification_get_state       (VouchVerification *self);
/* Returns: milliseconds since the state was first seen, without the time that the computer slept */
gint64                  vouch_verification_get_state_age   (VouchVerification *self);
gboolean                vouch_verification_get_incoming    (VouchVerification *self);
VouchActions            vouch_verification_get_actions     (VouchVerification *self);
VouchMethods            vouch_verification_get_methods     (VouchVerification *self);
const char             *vouch_verification_get_device_name (VouchVerification *self);
const char             *vouch_verification_get_other_user  (VouchVerification *self);
/* @user_id: (nullable): the user of the session
 * Returns: whether the other device belongs to another person than @user_id. If one of the two
 *   users is unknown, the id and the QR code tell (api.md 7). */
gboolean                vouch_verification_is_foreign      (VouchVerification *self,
                                                            const char        *user_id);
const char             *vouch_verification_get_qr_data     (VouchVerification *self);
const char             *vouch_verification_get_emoji       (VouchVerification *self);
const char             *vouch_verification_get_decimals    (VouchVerification *self);
/* Returns: the emoji and numbers to compare, parsed from the strings of the reply. "certain" is
 * FALSE after they changed. */
const VouchSas         *vouch_verification_get_sas         (VouchVerification *self);
/* Returns: whether the emoji or numbers differ from the first ones */
gboolean                vouch_verification_get_sas_changed (VouchVerification *self);
const char             *vouch_verification_get_error_code  (VouchVerification *self);
/* Returns: (nullable): Beeper's message, fit to be shown */
const char             *vouch_verification_get_error_reason (VouchVerification *self);
gboolean                vouch_verification_get_for_login   (VouchVerification *self);
/* Returns: the vouch_clock_get_time(), in microseconds, at which this object first saw the request
 * or the emoji; 0: not yet. The countdowns start then, because the server gives no times. */
gint64                  vouch_verification_get_requested_at (VouchVerification *self);
gint64                  vouch_verification_get_emoji_at     (VouchVerification *self);
/* Returns: whether the state is DONE, CANCELLED or ERROR */
gboolean                vouch_verification_is_over         (VouchVerification *self);

G_END_DECLS
