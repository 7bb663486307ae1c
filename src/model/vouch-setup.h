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
  VOUCH_WAIT_KEYRING,   /* the desktop's keyring, which may ask the user for a password */
} VouchWait;

/**
 * VouchSetup:
 *
 * VouchSetup is the facade of the model. It owns the connection, the session, the sign-in and the
 * key reset, and computes the step from them. Pages call its verbs and are bound to its properties.
 *
 * A verb is a function that sends a request for the user. It returns at once. It does nothing while
 * "busy" is TRUE, or in a step that does not allow it. Its reply is applied before "busy" becomes
 * FALSE, and all properties that changed notify together. Its error is "problem", which stays until
 * the next verb, or until the step changes. The error of the last poll is "connection-error". A
 * poll that succeeds clears it; the page stays as it is.
 *
 * Properties, all read only unless said otherwise: "step", "stop" (how far the user is: see
 * vouch_step_get_stop()), "server" (nullable), "session" (never NULL), "verification" (nullable),
 * "sign-in", "key-reset" (never NULL), "intent", "busy", "acting", "waits-for", "problem"
 * (GError, nullable), "problem-step" (the step of "problem"), "connection-error" (GError,
 * nullable), "overdue" (Beeper takes longer than usual in this step), "can-go-back",
 * "other-access", "tokens-kept" (FALSE: tokens are kept in memory only), "request-waiting"
 * (an incoming verification waits and has not taken the page: see
 * vouch_setup_show_request()), "new-user" (read-write: see vouch_setup_set_new_user()), "visible"
 * (read-write: the window is on screen).
 *
 * Objects, errors and strings from getters are borrowed. Strings of parameters are copied. The main
 * thread only.
 */
#define VOUCH_TYPE_SETUP (vouch_setup_get_type ())
G_DECLARE_FINAL_TYPE (VouchSetup, vouch_setup, VOUCH, SETUP, GObject)

/* @store: a reference is taken
 * @state_directory: (nullable): NULL: no files are written
 * @token: (nullable): the token from the environment (BEEPER_ACCESS_TOKEN), which is used instead
 *   of a stored one at the first trusted address (api.md 3); copied
 * Returns: (transfer full) */
VouchSetup        *vouch_setup_new               (VouchTokenStore *store,
                                                  const char      *state_directory,
                                                  const char      *token);

VouchStep          vouch_setup_get_step          (VouchSetup      *self);
/* Returns: (nullable): NULL when no server is in use */
VouchServer       *vouch_setup_get_server        (VouchSetup      *self);
VouchSession      *vouch_setup_get_session       (VouchSetup      *self);
/* Returns: (nullable) */
VouchVerification *vouch_setup_get_verification  (VouchSetup      *self);
VouchSignIn       *vouch_setup_get_sign_in       (VouchSetup      *self);
VouchKeyReset     *vouch_setup_get_key_reset     (VouchSetup      *self);
VouchIntent        vouch_setup_get_intent        (VouchSetup      *self);
gboolean           vouch_setup_get_busy          (VouchSetup      *self);
/* Returns: whether a verb is running. Its reply may bring a token or a key, which Beeper gives only
 * once, so the server must not be left. FALSE while the 401 of a verb is checked. */
gboolean           vouch_setup_get_acting        (VouchSetup      *self);
VouchWait          vouch_setup_get_waits_for     (VouchSetup      *self);
/* Stops using the keyring in this run. Requests that wait for it continue at once. */
void               vouch_setup_decline_keyring   (VouchSetup      *self);
/* Returns: (nullable): the error of the last verb; of #VOUCH_ERROR */
const GError      *vouch_setup_get_problem       (VouchSetup      *self);
VouchStep          vouch_setup_get_problem_step  (VouchSetup      *self);
/* Returns: (nullable): the error of the last poll; of #VOUCH_ERROR */
const GError      *vouch_setup_get_connection_error (VouchSetup      *self);
gboolean           vouch_setup_get_can_go_back   (VouchSetup      *self);
gboolean           vouch_setup_get_tokens_kept   (VouchSetup      *self);
/* Returns: whether Beeper accepts no token that was tried, and the store has tokens of other
 * accounts */
gboolean           vouch_setup_get_other_access  (VouchSetup      *self);
gboolean           vouch_setup_get_request_waiting (VouchSetup    *self);
/* Whether the user has to be told what is ahead before Beeper is connected to. FALSE at first. */
void               vouch_setup_set_new_user      (VouchSetup      *self,
                                                  gboolean         new_user);
gboolean           vouch_setup_get_visible       (VouchSetup      *self);
void               vouch_setup_set_visible       (VouchSetup      *self,
                                                  gboolean         visible);

/* Polls now, even if Beeper asked for a pause. */
void               vouch_setup_poll_now          (VouchSetup      *self);

/* Connecting */
/* Uses @server, and reads its first session. Leaves the previous server. Ignored while busy.
 *
 * @account: (nullable): the account whose token is tried first */
void               vouch_setup_connect           (VouchSetup      *self,
                                                  VouchServer     *server,
                                                  const char      *account);
/* Allows the token of vouch_setup_new() at this address: the user chose it.
 * vouch_setup_connect_address() does this by itself.
 *
 * @address: as it was typed */
void               vouch_setup_trust_address     (VouchSetup      *self,
                                                  const char      *address);
/* Checks that Beeper answers at the address, then connects. Ignored while busy. After the problem
 * VOUCH_ERROR_INSECURE or VOUCH_ERROR_OTHER_USER the caller asks the user for that consent and
 * calls this function again. After VOUCH_ERROR_TLS with another fingerprint than that of @terms the
 * certificate has changed.
 *
 * @address: as it was typed
 * @terms: (nullable): NULL: the user agreed to nothing */
void               vouch_setup_connect_address   (VouchSetup      *self,
                                                  const char      *address,
                                                  VouchTerms      *terms);
/* Leaves the server. Cancels no verification, and removes nothing that is stored. Ignored while
 * vouch_setup_get_acting(). */
void               vouch_setup_disconnect        (VouchSetup      *self);
/* Tries the token of another account ("other-access"). Only when the user asks, because it sends
 * the token to the server. */
void               vouch_setup_try_other_access  (VouchSetup      *self);
/* Tries a token that the user entered, or that VouchBrowserAccess received.
 *
 * @token: a secret */
void               vouch_setup_use_token         (VouchSetup      *self,
                                                  const char      *token);

/* Removes the token of the account from the store, and revokes it where Beeper supports that. When
 * Beeper accepts no token, removes all tokens for this server. Beeper itself stays signed in. */
void               vouch_setup_forget_access     (VouchSetup      *self);

/* Signing in (api.md 9) */
void               vouch_setup_send_code         (VouchSetup      *self,
                                                  const char      *email);
/* Sends a new code to the last address. */
void               vouch_setup_send_new_code     (VouchSetup      *self);
void               vouch_setup_submit_code       (VouchSetup      *self,
                                                  const char      *code);
void               vouch_setup_register          (VouchSetup      *self,
                                                  const char      *username);

/* Returns: whether the verification is with another person; it can only be declined then
 * (api.md 7) */
gboolean           vouch_setup_get_foreign       (VouchSetup      *self);
/* Returns: (nullable): why the verification stopped: a code of api.md 8 */
const char        *vouch_setup_get_stop_code     (VouchSetup      *self);
/* Returns: (nullable): Beeper's message for that, fit to be shown */
const char        *vouch_setup_get_stop_reason   (VouchSetup      *self);

/* Verifying. @id is the id of the verification that the user saw. A verb does nothing if another
 * verification is active. */
void               vouch_setup_request_verification (VouchSetup   *self);
/* Shows the request that waits ("request-waiting") instead of the page. */
void               vouch_setup_show_request      (VouchSetup      *self);
void               vouch_setup_accept            (VouchSetup      *self,
                                                  const char      *id);
void               vouch_setup_cancel            (VouchSetup      *self,
                                                  const char      *id);
void               vouch_setup_start_emoji       (VouchSetup      *self,
                                                  const char      *id);
void               vouch_setup_confirm_emoji     (VouchSetup      *self,
                                                  const char      *id);
/* "They Don't Match": stops the verification and ends it here, so that it cannot be confirmed any
 * more. Sends the cancellation m.mismatched_sas if Beeper offers to cancel. */
void               vouch_setup_reject_emoji      (VouchSetup      *self,
                                                  const char      *id);
void               vouch_setup_confirm_scanned   (VouchSetup      *self,
                                                  const char      *id);
/* @payload: the bytes of the scanned code, for which vouch_qr_payload_explain() returned
 * VOUCH_QR_VERIFICATION */
void               vouch_setup_submit_scan       (VouchSetup      *self,
                                                  const char      *id,
                                                  GBytes          *payload);

/* Recovery keys */
/* Sends the recovery key that the user entered.
 *
 * @recovery_key: a secret, as it was typed */
void               vouch_setup_unlock            (VouchSetup      *self,
                                                  const char      *recovery_key);
/* Returns: whether a new key destroys nothing: this Vouch registered the account, and it has no
 * key. In any other account a new key disconnects every chat network on all devices. */
gboolean           vouch_setup_get_first_key     (VouchSetup      *self);
/* Creates a recovery key.
 *
 * @consented: the user agreed to the consequences; if FALSE, a request is sent for a first key
 *   only */
void               vouch_setup_create_key        (VouchSetup      *self,
                                                  gboolean         consented);
/* Confirms the new key. To be called after the user has typed its last characters. */
void               vouch_setup_confirm_key       (VouchSetup      *self);
/* Returns: whether Beeper answered and did not confirm the key. To try again need not help then.
 * The user has typed the end of the key, and may continue without it. */
gboolean           vouch_setup_get_key_refused   (VouchSetup      *self);
/* Gives up such a key, and removes it from the store. */
void               vouch_setup_leave_key         (VouchSetup      *self);

/* Sets the intent of the user. VOUCH_INTENT_NONE ends it. Also dismisses a stopped verification.
 * Ignored while busy. */
void               vouch_setup_choose            (VouchSetup      *self,
                                                  VouchIntent      intent);
/* Ends the intent, dismisses a stopped verification or another person's request, returns from the
 * code or the registration to the address, or leaves a server that accepts no token. Ignored unless
 * "can-go-back". */
void               vouch_setup_go_back           (VouchSetup      *self);

G_END_DECLS
