/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-account.h"
#include "vouch-practice-emoji.h"
#include "vouch-practice-keys.h"

G_BEGIN_DECLS

/* The states of a verification on the computer, in the words of the API. */
typedef enum {
  VOUCH_PRACTICE_REQUESTED,
  VOUCH_PRACTICE_AGREED,        /* "ready" on the wire */
  VOUCH_PRACTICE_SAS_READY,
  VOUCH_PRACTICE_QR_SCANNED,
  VOUCH_PRACTICE_DONE,
  VOUCH_PRACTICE_CANCELLED,
  VOUCH_PRACTICE_FAILED,        /* "error" on the wire */
} VouchPracticeVerificationState;

/* The actions of the computer. */
typedef enum {
  VOUCH_PRACTICE_CAN_ACCEPT       = 1 << 0,
  VOUCH_PRACTICE_CAN_CANCEL       = 1 << 1,
  VOUCH_PRACTICE_CAN_CONFIRM_SCAN = 1 << 2,
  VOUCH_PRACTICE_CAN_START_SAS    = 1 << 3,
  VOUCH_PRACTICE_CAN_CONFIRM_SAS  = 1 << 4,
} VouchPracticeActions;

/* The conditions of a verification, fixed when it begins. */
typedef struct {
  GRand        *random;            /* borrowed, for the call */
  const guint8 *master_key;        /* borrowed, for the call; all of VOUCH_PRACTICE_KEY_SIZE */
  const guint8 *computer_key;
  const guint8 *phone_key;
  gboolean      incoming;          /* the phone asked */
  gboolean      for_login;         /* to verify this computer, which trusts nothing yet */
  gboolean      without_codes;     /* the phone has no camera and shows no code */
  gboolean      tampered;          /* the phone gets other emoji */
  gboolean      eager_emoji;       /* the phone starts the emoji once both agreed */
  guint         request_lifetime;  /* milliseconds, as the others */
  guint         emoji_lifetime;
  guint         emoji_delay;
} VouchPracticeTerms;

/**
 * VouchPracticeVerification:
 *
 * One verification between this computer and the phone, with the rules of the Matrix specification:
 * the actions of each end, and the view of the other end. "changed" is emitted after every change.
 */
#define VOUCH_TYPE_PRACTICE_VERIFICATION (vouch_practice_verification_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticeVerification, vouch_practice_verification,
                      VOUCH, PRACTICE_VERIFICATION, GObject)

VouchPracticeVerification *vouch_practice_verification_new (const VouchPracticeTerms *terms);

const char *vouch_practice_verification_get_id (VouchPracticeVerification *self);
VouchPracticeVerificationState vouch_practice_verification_get_state (
  VouchPracticeVerification *self);
gboolean vouch_practice_verification_get_incoming (VouchPracticeVerification *self);
gboolean vouch_practice_verification_get_for_login (VouchPracticeVerification *self);
gboolean vouch_practice_verification_get_has_codes (VouchPracticeVerification *self);
gboolean vouch_practice_verification_is_over (VouchPracticeVerification *self);
/* Whether the phone has answered, so that its name is known. */
gboolean vouch_practice_verification_get_has_peer (VouchPracticeVerification *self);
VouchPracticeActions vouch_practice_verification_get_actions (VouchPracticeVerification *self);
VouchPhoneState vouch_practice_verification_get_phone_state (VouchPracticeVerification *self);
VouchPhoneActions vouch_practice_verification_get_phone_actions (VouchPracticeVerification *self);
/* NULL when there is none now. */
GBytes *vouch_practice_verification_get_computer_code (VouchPracticeVerification *self);
GBytes *vouch_practice_verification_get_phone_code (VouchPracticeVerification *self);
const guint8 *vouch_practice_verification_get_emoji (VouchPracticeVerification *self);
const guint8 *vouch_practice_verification_get_phone_emoji (VouchPracticeVerification *self);
const guint16 *vouch_practice_verification_get_decimals (VouchPracticeVerification *self);
const guint16 *vouch_practice_verification_get_phone_decimals (VouchPracticeVerification *self);
const char *vouch_practice_verification_get_stop_code (VouchPracticeVerification *self);
const char *vouch_practice_verification_get_stop_reason (VouchPracticeVerification *self);

/* The actions of the computer: FALSE and a conflict when the action is not allowed. */
gboolean  vouch_practice_verification_accept       (VouchPracticeVerification  *self,
                                                    GError                    **error);
/* @code, @reason: (nullable) */
gboolean  vouch_practice_verification_cancel       (VouchPracticeVerification  *self,
                                                    const char                 *code,
                                                    const char                 *reason,
                                                    GError                    **error);
gboolean  vouch_practice_verification_start_sas    (VouchPracticeVerification  *self,
                                                    GError                    **error);
gboolean  vouch_practice_verification_confirm_sas  (VouchPracticeVerification  *self,
                                                    GError                    **error);
gboolean  vouch_practice_verification_scan         (VouchPracticeVerification  *self,
                                                    GBytes                     *payload,
                                                    GError                    **error);
gboolean  vouch_practice_verification_confirm_scan (VouchPracticeVerification  *self,
                                                    GError                    **error);

/* The actions of the phone: FALSE when the action is not allowed. */
gboolean  vouch_practice_verification_phone_press  (VouchPracticeVerification  *self,
                                                    VouchPhoneActions           button);
gboolean  vouch_practice_verification_phone_scan   (VouchPracticeVerification  *self,
                                                    GBytes                     *payload,
                                                    GError                    **error);

/* Ends it from outside: by time, a fault, or another device.
 *
 * @reason: (nullable): the usual one */
void      vouch_practice_verification_stop         (VouchPracticeVerification  *self,
                                                    VouchPracticeVerificationState state,
                                                    const char                 *code,
                                                    const char                 *reason);

G_END_DECLS
