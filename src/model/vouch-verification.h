/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-reply.h"
#include "vouch-sas.h"

G_BEGIN_DECLS

/**
 * VouchVerification:
 *
 * One verification as Beeper describes it. Updated in place: a property notifies only when it
 * changed. The state is Beeper's but for vouch_verification_mark_gone().
 *
 * Properties, all read only: "id", "state", "incoming", "actions", "methods", "device-name" (as the
 * other device calls itself, NULL when not known), "other-user" (whose device it is, fit to be
 * shown; NULL when not known), "qr-data" (the wire's string, see VouchQrPayload), "emoji" and
 * "decimals" (the wire's strings, fit to be shown; what they mean is in VouchSas), "error-code",
 * "error-reason" (fit to be shown), "for-login" (purpose login).
 */
#define VOUCH_TYPE_VERIFICATION (vouch_verification_get_type ())
G_DECLARE_FINAL_TYPE (VouchVerification, vouch_verification, VOUCH, VERIFICATION, GObject)

VouchVerification      *vouch_verification_new             (const char        *id);
/* @reply: of this one's id */
void                    vouch_verification_update          (VouchVerification *self,
                                                            const VouchVerificationReply *reply);
/* It is over, and the server no longer says how: becomes cancelled with no code. */
void                    vouch_verification_mark_gone       (VouchVerification *self);

const char             *vouch_verification_get_id          (VouchVerification *self);
VouchVerificationState  vouch_verification_get_state       (VouchVerification *self);
/* Milliseconds since the state was first seen; the computer's sleep does not count. */
gint64                  vouch_verification_get_state_age   (VouchVerification *self);
gboolean                vouch_verification_get_incoming    (VouchVerification *self);
VouchActions            vouch_verification_get_actions     (VouchVerification *self);
VouchMethods            vouch_verification_get_methods     (VouchVerification *self);
const char             *vouch_verification_get_device_name (VouchVerification *self);
const char             *vouch_verification_get_other_user  (VouchVerification *self);
/* Whether the other device belongs to another person than @user_id (nullable: not known). If it is
 * not said whose it is, the form of the verification tells. */
gboolean                vouch_verification_is_foreign      (VouchVerification *self,
                                                            const char        *user_id);
const char             *vouch_verification_get_qr_data     (VouchVerification *self);
const char             *vouch_verification_get_emoji       (VouchVerification *self);
const char             *vouch_verification_get_decimals    (VouchVerification *self);
/* Emoji and numbers to compare, parsed from the raw strings of the reply. A change ends
 * "certain". */
const VouchSas         *vouch_verification_get_sas         (VouchVerification *self);
/* Emoji or numbers became others than those that were given first. */
gboolean                vouch_verification_get_sas_changed (VouchVerification *self);
const char             *vouch_verification_get_error_code  (VouchVerification *self);
/* (nullable): what Beeper says about it. */
const char             *vouch_verification_get_error_reason (VouchVerification *self);
gboolean                vouch_verification_get_for_login   (VouchVerification *self);
/* When this object first saw it requested, and when the emoji first came: vouch_clock_get_time(), 0
 * if never. The countdowns of the window start here; they are ours, the server gives no times. */
gint64                  vouch_verification_get_requested_at (VouchVerification *self);
gint64                  vouch_verification_get_emoji_at     (VouchVerification *self);
/* Whether it is done, cancelled or in error. */
gboolean                vouch_verification_is_over         (VouchVerification *self);

G_END_DECLS
