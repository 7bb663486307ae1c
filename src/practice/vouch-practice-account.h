/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-practice-error.h"

G_BEGIN_DECLS

typedef struct _VouchPracticeVerification VouchPracticeVerification;

/* The states of the computer, in their order. */
typedef enum {
  VOUCH_PRACTICE_NEEDS_LOGIN,
  VOUCH_PRACTICE_INITIALIZING,
  VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP,
  VOUCH_PRACTICE_NEEDS_VERIFICATION,
  VOUCH_PRACTICE_NEEDS_SECRETS,
  VOUCH_PRACTICE_NEEDS_FIRST_SYNC,
  VOUCH_PRACTICE_READY,
} VouchPracticeState;

/* The result of a code of the mail. */
typedef enum {
  VOUCH_PRACTICE_ANSWER_REFUSED,
  VOUCH_PRACTICE_ANSWER_SIGNED_IN,
  VOUCH_PRACTICE_ANSWER_REGISTER,
} VouchPracticeAnswer;

/* The screens of the phone. */
typedef enum {
  VOUCH_PHONE_IDLE,           /* nothing to do */
  VOUCH_PHONE_ASKED,          /* the computer asks: accept or decline */
  VOUCH_PHONE_ASKING,         /* the phone has asked, the computer has not answered yet */
  VOUCH_PHONE_CHOOSING,       /* both agreed: show a code, scan the computer's, or compare emoji */
  VOUCH_PHONE_SHOWING_CODE,   /* as above, with the phone's own code on its screen */
  VOUCH_PHONE_HAS_SCANNED,    /* it read the computer's code; the computer must confirm */
  VOUCH_PHONE_WAS_SCANNED,    /* the computer read its code: does the computer say so? confirm */
  VOUCH_PHONE_EMOJI_COMING,   /* the emoji were chosen, and are not there yet */
  VOUCH_PHONE_EMOJI,          /* compare: match or mismatch */
  VOUCH_PHONE_WAITING,        /* confirmed here; the computer has not confirmed */
  VOUCH_PHONE_DONE,           /* verified */
  VOUCH_PHONE_STOPPED,        /* cancelled by either side or by time: see the stop code */
} VouchPhoneState;

/* The buttons that the phone offers. */
typedef enum {
  VOUCH_PHONE_CAN_ACCEPT    = 1 << 0,
  VOUCH_PHONE_CAN_DECLINE   = 1 << 1,   /* also stops one that runs */
  VOUCH_PHONE_CAN_START     = 1 << 2,   /* Start Verification */
  VOUCH_PHONE_CAN_SHOW_CODE = 1 << 3,
  VOUCH_PHONE_CAN_SCAN      = 1 << 4,
  VOUCH_PHONE_CAN_COMPARE   = 1 << 5,
  VOUCH_PHONE_CAN_MATCH     = 1 << 6,
  VOUCH_PHONE_CAN_MISMATCH  = 1 << 7,
  VOUCH_PHONE_CAN_CONFIRM   = 1 << 8,   /* yes, the computer shows that it worked */
} VouchPhoneActions;

/**
 * VouchPracticeAccount:
 *
 * A simulated Beeper account with two devices: this computer, which the server speaks for, and a
 * phone. Keeps the state machine of both and knows nothing of HTTP or JSON.
 *
 * "changed" is emitted after every change of anything that a getter below returns. The main thread
 * only.
 *
 * Properties, read-write: "seed" (construct only; 0: another account every time), "code-existing",
 * "code-new" (the codes that the mail holds), "device-name" (of the phone), "username" (of an
 * account that starts signed in), "withhold-secrets" (they do not come by themselves after a
 * verification: the recovery key is needed), "tampered" (the phone is given other emoji, as by
 * an attacker between), "without-codes" (the phone neither shows nor scans one), "eager-emoji"
 * (the phone starts the emoji as soon as both agreed; all four count from the next verification
 * on), "legacy" (an existing account comes to needs-cross-signing-setup, too, and is verified from
 * there), "endless-initializing" (the session says initializing for ever, while all goes on behind
 * it), "endless-sync" (needs-first-sync never ends), and these times in milliseconds:
 * "initializing-time", "emoji-delay", "settling-time" (from done until the session moves on),
 * "secrets-time", "sync-time", "phone-delay" (before a phone that acts by itself does so),
 * "request-lifetime", "emoji-lifetime", "code-lifetime".
 *
 * How the wire describes a verification, read-write: "other-user" (the user ID that it names as the
 * other side's), "emoji-text", "numbers-text" (these stand for the right ones; all three NULL at
 * first), "without-cancel" (it may not be cancelled).
 */
#define VOUCH_TYPE_PRACTICE_ACCOUNT (vouch_practice_account_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticeAccount, vouch_practice_account,
                      VOUCH, PRACTICE_ACCOUNT, GObject)

/* Two keys for practice: the one of the existing account, and one that it no longer accepts. They
 * open nothing outside practice. */
#define VOUCH_PRACTICE_RECOVERY_KEY "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"
#define VOUCH_PRACTICE_OLDER_KEY    "EsU2 Sjn7 d89a yZRX cVMH xunH th2u Bpo5 w1hh 6E1d vSHw zXhn"

VouchPracticeAccount *vouch_practice_account_new             (guint32               seed);
/* Shortens the times of waiting (not the lifetimes) to 50 ms at most, for tests. */
void                  vouch_practice_account_hurry           (VouchPracticeAccount *self);
/* Goes back to the state before signing in; the times and codes stay. */
void                  vouch_practice_account_clear           (VouchPracticeAccount *self);
/* Goes to a state after signing in, without a verification. */
void                  vouch_practice_account_jump            (VouchPracticeAccount *self,
                                                              VouchPracticeState    state);

/* The phone. */
VouchPhoneState       vouch_practice_account_get_phone_state   (VouchPracticeAccount *self);
VouchPhoneActions     vouch_practice_account_get_phone_actions (VouchPracticeAccount *self);
const char           *vouch_practice_account_get_phone_name    (VouchPracticeAccount *self);
const char           *vouch_practice_account_get_computer_name (VouchPracticeAccount *self);
/* Returns: the address of the mail, until the account is signed in; NULL when there is none */
const char           *vouch_practice_account_get_mail_address  (VouchPracticeAccount *self);
const char           *vouch_practice_account_get_mail_code     (VouchPracticeAccount *self);
/* Seven numbers of 0 to 63 as the phone shows them, or NULL. See vouch-practice-emoji.h for
 * pictures. */
const guint8         *vouch_practice_account_get_emoji         (VouchPracticeAccount *self);
/* Three numbers of 1000 to 9191, or NULL. */
const guint16        *vouch_practice_account_get_decimals      (VouchPracticeAccount *self);
/* Returns: (nullable): the bytes of the code that the phone shows, and of the code that the
 * computer can show */
GBytes               *vouch_practice_account_get_phone_code    (VouchPracticeAccount *self);
GBytes               *vouch_practice_account_get_computer_code (VouchPracticeAccount *self);
/* Returns: (nullable): the code that the last verification was cancelled with ("m.user" …) */
const char           *vouch_practice_account_get_stop_code     (VouchPracticeAccount *self);

/* The buttons of the phone. Each returns FALSE and does nothing when its flag is not among the
 * actions. */
gboolean              vouch_practice_account_phone_accept    (VouchPracticeAccount  *self);
gboolean              vouch_practice_account_phone_decline   (VouchPracticeAccount  *self);
gboolean              vouch_practice_account_phone_start     (VouchPracticeAccount  *self);
gboolean              vouch_practice_account_phone_show_code (VouchPracticeAccount  *self);
/* @payload: the code that the phone scanned. A code that is not the current one of the computer is
 * refused with an error for users and changes nothing; one with other keys cancels the
 * verification. */
gboolean              vouch_practice_account_phone_scan      (VouchPracticeAccount  *self,
                                                              GBytes                *payload,
                                                              GError               **error);
gboolean              vouch_practice_account_phone_compare   (VouchPracticeAccount  *self);
gboolean              vouch_practice_account_phone_match     (VouchPracticeAccount  *self);
gboolean              vouch_practice_account_phone_mismatch  (VouchPracticeAccount  *self);
gboolean              vouch_practice_account_phone_confirm   (VouchPracticeAccount  *self);

/* The computer, as the server describes it. */
VouchPracticeState    vouch_practice_account_get_state       (VouchPracticeAccount *self);
/* NULL before sign-in. */
const char           *vouch_practice_account_get_user_id     (VouchPracticeAccount *self);
const char           *vouch_practice_account_get_device_id   (VouchPracticeAccount *self);
const char           *vouch_practice_account_get_phone_id    (VouchPracticeAccount *self);
/* Whether the user confirmed that the current recovery key is saved; and its age (Unix time in
 * milliseconds, 0 without a key) */
gboolean              vouch_practice_account_get_key_saved   (VouchPracticeAccount *self);
gint64                vouch_practice_account_get_key_made    (VouchPracticeAccount *self);
/* Returns: (nullable): the verification of the session: active, just done, or cancelled and not
 * replaced yet */
VouchPracticeVerification *
                      vouch_practice_account_get_verification (VouchPracticeAccount *self);

/* Signing in. The strings returned belong to the account. */
const char           *vouch_practice_account_start           (VouchPracticeAccount  *self,
                                                              GError               **error);
gboolean              vouch_practice_account_mail            (VouchPracticeAccount  *self,
                                                              const char            *request_id,
                                                              const char            *address,
                                                              GError               **error);
VouchPracticeAnswer   vouch_practice_account_answer          (VouchPracticeAccount  *self,
                                                              const char            *request_id,
                                                              const char            *code,
                                                              GError               **error);
const char           *vouch_practice_account_get_lead_token  (VouchPracticeAccount  *self);
/* A username made of the mail address. Free with g_free(). */
char                 *vouch_practice_account_dup_suggestion  (VouchPracticeAccount  *self);
gboolean              vouch_practice_account_register        (VouchPracticeAccount  *self,
                                                              const char            *request_id,
                                                              const char            *lead_token,
                                                              const char            *username,
                                                              GError               **error);
/* Expires the codes of all mails so far. */
void                  vouch_practice_account_expire_codes    (VouchPracticeAccount  *self);

/* Whether the session says initializing, whatever the real state is. */
gboolean              vouch_practice_account_is_initializing (VouchPracticeAccount  *self);

/* Tokens. One without write access is valid for each GET, and for no POST. */
const char           *vouch_practice_account_issue_token     (VouchPracticeAccount  *self);
void                  vouch_practice_account_add_token       (VouchPracticeAccount  *self,
                                                              const char            *token);
void                  vouch_practice_account_add_read_only_token (VouchPracticeAccount *self,
                                                              const char            *token);
gboolean              vouch_practice_account_takes_token     (VouchPracticeAccount  *self,
                                                              const char            *token);
gboolean              vouch_practice_account_may_write       (VouchPracticeAccount  *self,
                                                              const char            *token);
/* @token: NULL for all of them. */
void                  vouch_practice_account_withdraw_token  (VouchPracticeAccount  *self,
                                                              const char            *token);

/* Becoming trusted. */
gboolean              vouch_practice_account_request         (VouchPracticeAccount  *self,
                                                              GError               **error);
gboolean              vouch_practice_account_unlock          (VouchPracticeAccount  *self,
                                                              const char            *key,
                                                              GError               **error);
/* @existing_key: (nullable)
 *
 * Returns: the new key, which is valid once it is confirmed */
const char           *vouch_practice_account_reset_key       (VouchPracticeAccount  *self,
                                                              const char            *existing_key,
                                                              GError               **error);
gboolean              vouch_practice_account_confirm_key     (VouchPracticeAccount  *self,
                                                              const char            *key,
                                                              GError               **error);

G_END_DECLS
