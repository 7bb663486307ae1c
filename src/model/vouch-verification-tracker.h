/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-session.h"
#include "vouch-step.h"

G_BEGIN_DECLS

/**
 * VouchVerificationTracker:
 *
 * VouchVerificationTracker knows the verification that the window shows, and the decisions of the
 * user about it. That is the verification of the session, or the one that ended last, until the
 * user dismisses it or another one starts. It sends no requests.
 *
 * An incoming request takes the page, unless the user may be typing there, or several requests have
 * taken it in a row. In these cases the request is announced. It takes no page then until the user
 * asks for it.
 *
 * Properties, read only: "verification" (VouchVerification, nullable).
 *
 * Strings and objects from getters are borrowed. The main thread only.
 */
#define VOUCH_TYPE_VERIFICATION_TRACKER (vouch_verification_tracker_get_type ())
G_DECLARE_FINAL_TYPE (VouchVerificationTracker, vouch_verification_tracker,
                      VOUCH, VERIFICATION_TRACKER, GObject)

/* Returns: (transfer full) */
VouchVerificationTracker *vouch_verification_tracker_new (void);
/* Returns: (nullable) */
VouchVerification *vouch_verification_tracker_get_verification (VouchVerificationTracker *self);

/* Takes the verification from the session.
 *
 * Returns: TRUE if the previous verification is missing in the session without having ended; the
 *   caller reads it from the server and calls apply_end() */
gboolean     vouch_verification_tracker_follow          (VouchVerificationTracker     *self,
                                                         VouchSession                 *session);
/* Applies the answer to that.
 *
 * @reply: (nullable): NULL when the server does not know the verification any more: it has ended
 *   (404, api.md 1) */
void         vouch_verification_tracker_apply_end       (VouchVerificationTracker     *self,
                                                         VouchSession                 *session,
                                                         VouchReply                   *reply);
/* Forgets the verification, but not the decisions of the user about it and earlier ones. */
void         vouch_verification_tracker_drop            (VouchVerificationTracker     *self);
/* Forgets everything: another server is in use. */
void         vouch_verification_tracker_clear           (VouchVerificationTracker     *self);

/* Checks whether a new incoming request takes the page. To be called before each choice of a step.
 *
 * @step: the step that is shown
 * Returns: TRUE if a new request was announced and does not take the page */
gboolean     vouch_verification_tracker_note_request    (VouchVerificationTracker     *self,
                                                         VouchStep                     step);
/* Lets requests take the page again, because the user wants to verify. */
void         vouch_verification_tracker_allow_requests  (VouchVerificationTracker     *self);
/* Lets the announced request take the page. */
void         vouch_verification_tracker_show_request    (VouchVerificationTracker     *self);
/* Dismisses a verification that stopped. */
void         vouch_verification_tracker_dismiss         (VouchVerificationTracker     *self);
/* The user says that the emoji differ. The verification counts as stopped from now on, and can not
 * be confirmed, whatever the server says. */
void         vouch_verification_tracker_reject          (VouchVerificationTracker     *self);

/* @id: (nullable)
 * Returns: whether the verification has this id */
gboolean     vouch_verification_tracker_is_current      (VouchVerificationTracker     *self,
                                                         const char                   *id);
/* Returns: whether an announced request still waits for an answer */
gboolean     vouch_verification_tracker_has_request     (VouchVerificationTracker     *self);
/* @user_id: (nullable): the user of the session
 * Returns: whether the verification is with another person; it can only be declined then
 *   (api.md 7) */
gboolean     vouch_verification_tracker_is_foreign      (VouchVerificationTracker     *self,
                                                         const char                   *user_id);
/* @user_id: (nullable): the user of the session
 * Returns: whether Beeper offers @action, and Vouch allows it: of another person's request only
 *   CANCEL */
gboolean     vouch_verification_tracker_can             (VouchVerificationTracker     *self,
                                                         VouchActions                  action,
                                                         const char                   *user_id);
/* Returns: (nullable): why the verification stopped: a code of api.md 8 */
const char  *vouch_verification_tracker_get_stop_code   (VouchVerificationTracker     *self);
/* Returns: (nullable): the server's message for that, fit to be shown */
const char  *vouch_verification_tracker_get_stop_reason (VouchVerificationTracker     *self);
/* Sets the members from "verifying" to "has_sas". Sets only "verifying" to FALSE if no verification
 * takes the page.
 *
 * @user_id: (nullable): the user of the session
 * @situation: (inout) */
void         vouch_verification_tracker_describe        (VouchVerificationTracker     *self,
                                                         const char                   *user_id,
                                                         VouchSituation               *situation);

G_END_DECLS
