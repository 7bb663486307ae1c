/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-key-reset.h"
#include "vouch-server.h"
#include "vouch-session.h"
#include "vouch-sign-in.h"
#include "vouch-step.h"
#include "vouch-token-store.h"

G_BEGIN_DECLS

/* The party that a busy setup waits for. */
typedef enum {
  VOUCH_WAIT_NOTHING,
  VOUCH_WAIT_BEEPER,
  VOUCH_WAIT_KEYRING,   /* the desktop's password store, which may ask the person for a password */
} VouchWait;

/**
 * VouchSetup:
 *
 * The one place that knows what is going on: owns the client, the session, the sign-in and the
 * watch, and says which screen that means. Pages call its verbs and listen to its properties.
 *
 * Every verb returns at once. While one runs "busy" is TRUE and other verbs are ignored. A reply is
 * taken in before "busy" ends, and then all properties that it changed notify together. What went
 * wrong with the last one is "problem", which stays until the next verb or until the step it
 * belongs to is left. What is wrong with *looking* (Beeper does not answer) is "trouble": it comes
 * and goes by itself and leaves the page as it is.
 *
 * Properties, all read only unless said otherwise: "step", "server" (nullable), "session" (never
 * NULL), "verification" (nullable), "sign-in", "key-reset" (never NULL), "intent", "busy",
 * "waits-for", "problem" (GError, nullable), "problem-step", "trouble" (GError, nullable),
 * "overdue" (Beeper takes longer than usual with what the step waits for), "can-go-back",
 * "other-access", "tokens-kept" (FALSE: access is remembered for this run only), "request-waiting"
 * (a device asks to verify and has not taken the page: vouch_setup_show_request() does), "visible"
 * (read-write: the window is on screen).
 *
 * The main thread only.
 */
#define VOUCH_TYPE_SETUP (vouch_setup_get_type ())
G_DECLARE_FINAL_TYPE (VouchSetup, vouch_setup, VOUCH, SETUP, GObject)

/* @state_directory: NULL writes nothing. @token: overrides the stored one (BEEPER_ACCESS_TOKEN) at
 * the first server that is connected at a trusted address, or NULL. */
VouchSetup        *vouch_setup_new               (VouchTokenStore *store,
                                                  const char      *state_directory,
                                                  const char      *token);

VouchStep          vouch_setup_get_step          (VouchSetup      *self);
VouchServer       *vouch_setup_get_server        (VouchSetup      *self);
VouchSession      *vouch_setup_get_session       (VouchSetup      *self);
VouchVerification *vouch_setup_get_verification  (VouchSetup      *self);
VouchSignIn       *vouch_setup_get_sign_in       (VouchSetup      *self);
VouchKeyReset     *vouch_setup_get_key_reset     (VouchSetup      *self);
VouchIntent        vouch_setup_get_intent        (VouchSetup      *self);
gboolean           vouch_setup_get_busy          (VouchSetup      *self);
/* Whether it is busy with what the person said: the reply may bring a token or a key, which are
 * given only once. Notified with "busy". */
gboolean           vouch_setup_get_acting        (VouchSetup      *self);
VouchWait          vouch_setup_get_waits_for     (VouchSetup      *self);
/* For the rest of this run: whatever waits for the keyring goes on at once. */
void               vouch_setup_decline_keyring   (VouchSetup      *self);
const GError      *vouch_setup_get_problem       (VouchSetup      *self);
VouchStep          vouch_setup_get_problem_step  (VouchSetup      *self);
const GError      *vouch_setup_get_trouble       (VouchSetup      *self);
gboolean           vouch_setup_get_can_go_back   (VouchSetup      *self);
gboolean           vouch_setup_get_tokens_kept   (VouchSetup      *self);
/* Beeper took none of the tokens that were tried, and there are more, of other accounts. */
gboolean           vouch_setup_get_other_access  (VouchSetup      *self);
gboolean           vouch_setup_get_request_waiting (VouchSetup    *self);
gboolean           vouch_setup_get_visible       (VouchSetup      *self);
void               vouch_setup_set_visible       (VouchSetup      *self,
                                                  gboolean         visible);

/* Looking: now, also when Beeper asked for a pause. */
void               vouch_setup_look_again        (VouchSetup      *self);

/* Which Beeper */
/* @account: (nullable): whose token is tried first, where the store has several for the server */
void               vouch_setup_connect           (VouchSetup      *self,
                                                  VouchServer     *server,
                                                  const char      *account);
/* A Beeper there is meant, and not only found: @token may be for it. So it is for each address that
 * vouch_setup_connect_address() connects to. */
void               vouch_setup_trust_address     (VouchSetup      *self,
                                                  const char      *address);
/* Asks the address who it is, then connects. A problem VOUCH_ERROR_INSECURE or
 * VOUCH_ERROR_OTHER_USER means: ask the person, then call again with that consent. A problem
 * VOUCH_ERROR_TLS with another fingerprint than that of the terms means that it has changed.
 * @terms: (nullable): nothing is agreed to */
void               vouch_setup_connect_address   (VouchSetup      *self,
                                                  const char      *address,
                                                  VouchTerms      *terms);
/* Back to choosing; nothing is cancelled and nothing forgotten. */
void               vouch_setup_disconnect        (VouchSetup      *self);
/* Tries the next of those. Only on the user's word: whoever answers there hears it. */
void               vouch_setup_try_other_access  (VouchSetup      *self);
void               vouch_setup_use_token         (VouchSetup      *self,
                                                  const char      *token);

/* Removes the stored token, and withdraws it where Beeper offers that; while Beeper takes none, all
 * that are stored for it. Beeper itself stays signed in. */
void               vouch_setup_forget_access     (VouchSetup      *self);

/* Signing in */
void               vouch_setup_send_code         (VouchSetup      *self,
                                                  const char      *email);
void               vouch_setup_send_new_code     (VouchSetup      *self);
void               vouch_setup_submit_code       (VouchSetup      *self,
                                                  const char      *code);
void               vouch_setup_register          (VouchSetup      *self,
                                                  const char      *username);

/* Whether the verification is with another person: it can only be declined here. */
gboolean           vouch_setup_get_foreign       (VouchSetup      *self);
/* Why the verification stopped: one of api.md 8. (nullable) */
const char        *vouch_setup_get_stop_code     (VouchSetup      *self);
/* What Beeper says about that, fit to be shown. (nullable) */
const char        *vouch_setup_get_stop_reason   (VouchSetup      *self);

/* Verifying. The ids say which verification the person saw when deciding: another one is left
 * alone. */
void               vouch_setup_request_verification (VouchSetup   *self);
/* Leaves the page for the request that waits. */
void               vouch_setup_show_request      (VouchSetup      *self);
void               vouch_setup_accept            (VouchSetup      *self,
                                                  const char      *id);
void               vouch_setup_cancel            (VouchSetup      *self,
                                                  const char      *id);
void               vouch_setup_start_emoji       (VouchSetup      *self,
                                                  const char      *id);
void               vouch_setup_confirm_emoji     (VouchSetup      *self,
                                                  const char      *id);
/* "They Don't Match": cancels with m.mismatched_sas, where Beeper offers that. In any case the
 * verification is stopped here, and can not be confirmed any more. */
void               vouch_setup_reject_emoji      (VouchSetup      *self,
                                                  const char      *id);
void               vouch_setup_confirm_scanned   (VouchSetup      *self,
                                                  const char      *id);
/* @payload: what the camera read; belongs to the active verification (VouchQrPayload said so). */
void               vouch_setup_submit_scan       (VouchSetup      *self,
                                                  const char      *id,
                                                  GBytes          *payload);

/* Recovery keys */
void               vouch_setup_unlock            (VouchSetup      *self,
                                                  const char      *recovery_key);
/* Whether a new key costs nothing: this Vouch registered the account, and it never had one. In
 * any other account a new key disconnects every chat network, on all devices. */
gboolean           vouch_setup_get_first_key     (VouchSetup      *self);
/* @consented: the user agreed to what a new key costs; nothing is sent without, but for a first
 * key */
void               vouch_setup_create_key        (VouchSetup      *self,
                                                  gboolean         consented);
void               vouch_setup_confirm_key       (VouchSetup      *self);
/* Whether Beeper has answered, and not confirmed the key: then there is no end to wait for, and the
 * person, who has proved that it is written down, may go on without it. */
gboolean           vouch_setup_get_key_refused   (VouchSetup      *self);
/* Forgets such a key. */
void               vouch_setup_leave_key         (VouchSetup      *self);

/* What the person wants to see instead; go_back takes it back, dismisses a stopped verification, or
 * returns from code to address. */
void               vouch_setup_choose            (VouchSetup      *self,
                                                  VouchIntent      intent);
void               vouch_setup_go_back           (VouchSetup      *self);

G_END_DECLS
