/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-session.h"
#include "vouch-step.h"

G_BEGIN_DECLS

/**
 * VouchVerificationTracker:
 *
 * Which verification the window is about, and what the user did with it: the session's, or the one
 * that has just ended, until the user dismisses it or another one comes. It talks to nobody.
 *
 * An incoming request takes the page, unless the user types there or several requests have taken it
 * in a row. Then it is announced, and takes no page until it has ended or the user asks for it.
 *
 * Properties, read only: "verification" (VouchVerification, nullable).
 */
#define VOUCH_TYPE_VERIFICATION_TRACKER (vouch_verification_tracker_get_type ())
G_DECLARE_FINAL_TYPE (VouchVerificationTracker, vouch_verification_tracker,
                      VOUCH, VERIFICATION_TRACKER, GObject)

VouchVerificationTracker *vouch_verification_tracker_new (void);
VouchVerification *vouch_verification_tracker_get_verification (VouchVerificationTracker *self);

/* Follows the session's verification. Returns: whether the server is to be asked how the one before
 * has ended: it has gone from the session without an end */
gboolean     vouch_verification_tracker_follow          (VouchVerificationTracker     *self,
                                                         VouchSession                 *session);
/* The answer to that. @reply: (nullable): the server does not know it any more (404: "it has
 * ended", api.md 1) */
void         vouch_verification_tracker_apply_end       (VouchVerificationTracker     *self,
                                                         VouchSession                 *session,
                                                         VouchReply                   *reply);
/* There is none any more. What the user did with those before stays known. */
void         vouch_verification_tracker_drop            (VouchVerificationTracker     *self);
/* The same, and nothing stays known: another server. */
void         vouch_verification_tracker_clear           (VouchVerificationTracker     *self);

/* To be called whenever a request may have come. @step: where the user is now. Returns: whether a
 * request was announced now instead of taking the page */
gboolean     vouch_verification_tracker_note_request    (VouchVerificationTracker     *self,
                                                         VouchStep                     step);
/* The user wants to verify: requests may take the page again. */
void         vouch_verification_tracker_allow_requests  (VouchVerificationTracker     *self);
/* The announced request takes the page. */
void         vouch_verification_tracker_show_request    (VouchVerificationTracker     *self);
/* Puts away a verification that stopped. */
void         vouch_verification_tracker_dismiss         (VouchVerificationTracker     *self);
/* The user said that the emoji differ: it can not be confirmed any more, whatever the server
 * says. */
void         vouch_verification_tracker_reject          (VouchVerificationTracker     *self);

/* Whether @id, which the user saw when deciding, is still the verification that is meant. */
gboolean     vouch_verification_tracker_is_current      (VouchVerificationTracker     *self,
                                                         const char                   *id);
/* Whether a request is announced that still waits for an answer. */
gboolean     vouch_verification_tracker_has_request     (VouchVerificationTracker     *self);
/* Whether it is with another person than @user_id (nullable): it can only be declined here. */
gboolean     vouch_verification_tracker_is_foreign      (VouchVerificationTracker     *self,
                                                         const char                   *user_id);
/* Whether Beeper offers @action for it, and Vouch does, too. */
gboolean     vouch_verification_tracker_can             (VouchVerificationTracker     *self,
                                                         VouchActions                  action,
                                                         const char                   *user_id);
/* Why it stopped: one of api.md 8. (nullable) */
const char  *vouch_verification_tracker_get_stop_code   (VouchVerificationTracker     *self);
/* The server's words about that, fit to be shown. (nullable) */
const char  *vouch_verification_tracker_get_stop_reason (VouchVerificationTracker     *self);
/* Fills in the members from "verifying" to "has_sas", if there is one that takes the page. */
void         vouch_verification_tracker_describe        (VouchVerificationTracker     *self,
                                                         const char                   *user_id,
                                                         VouchSituation               *situation);

G_END_DECLS
