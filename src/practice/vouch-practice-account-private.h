/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-sign-in.h"
#include "vouch-practice-verification.h"

G_BEGIN_DECLS

/* The times of waiting and the lifetimes, in milliseconds. */
typedef enum {
  VOUCH_PRACTICE_TIME_INITIALIZING,
  VOUCH_PRACTICE_TIME_EMOJI_DELAY,
  VOUCH_PRACTICE_TIME_SETTLING,
  VOUCH_PRACTICE_TIME_SECRETS,
  VOUCH_PRACTICE_TIME_SYNC,
  VOUCH_PRACTICE_TIME_PHONE,
  VOUCH_PRACTICE_TIME_REQUEST,
  VOUCH_PRACTICE_TIME_EMOJI,
  VOUCH_PRACTICE_TIME_CODE,
  VOUCH_PRACTICE_N_TIMES,
} VouchPracticeTime;

/* What the account does otherwise than usual; all are off at first. */
typedef enum {
  VOUCH_PRACTICE_FLAG_WITHHOLD_SECRETS,
  VOUCH_PRACTICE_FLAG_TAMPERED,
  VOUCH_PRACTICE_FLAG_WITHOUT_CODES,
  VOUCH_PRACTICE_FLAG_EAGER_EMOJI,
  VOUCH_PRACTICE_FLAG_LEGACY,
  VOUCH_PRACTICE_FLAG_ENDLESS_INITIALIZING,
  VOUCH_PRACTICE_FLAG_ENDLESS_SYNC,
  VOUCH_PRACTICE_FLAG_WITHOUT_CANCEL,
  VOUCH_PRACTICE_N_FLAGS,
} VouchPracticeFlag;

/* One account, two devices. What a session of the API says follows from "state" alone, except for
 * the recovery key and the verification. */
struct _VouchPracticeAccount
{
  GObject parent_instance;

  VouchPracticeState  state;
  gboolean            is_new;
  gboolean            key_saved;
  gboolean            flags[VOUCH_PRACTICE_N_FLAGS];
  /* Whether the session still tells of the verification; the phone shows its last one anyway. */
  gboolean            verification_in_session;
  gint64              key_made;
  guint32             seed;
  guint               times[VOUCH_PRACTICE_N_TIMES];
  guint               state_source;
  guint               settling_source;
  guint8              master_key[VOUCH_PRACTICE_KEY_SIZE];
  guint8              computer_key[VOUCH_PRACTICE_KEY_SIZE];
  guint8              phone_key[VOUCH_PRACTICE_KEY_SIZE];

  /* owned */
  GRand                     *random;
  VouchPracticeSignIn       *sign_in;
  VouchPracticeVerification *verification;
  GHashTable                *tokens;        /* token → whether it may write */
  char                      *code_existing;
  char                      *code_new;
  char                      *phone_name;
  char                      *other_user;    /* (nullable), as the two texts */
  char                      *emoji_text;
  char                      *numbers_text;
  char                      *username;      /* of an account that starts signed in */
  char                      *device_id;
  char                      *phone_id;
  char                      *user_id;
  char                      *key;
  char                      *pending_key;
};

void vouch_practice_account_emit_changed (VouchPracticeAccount *self);
/* Goes on to @state and from there by itself as far as time alone leads. */
void vouch_practice_account_advance      (VouchPracticeAccount *self,
                                          VouchPracticeState    state);
/* Lets go of the verification without a word, also on the phone's screen. */
void vouch_practice_account_forget_verification (VouchPracticeAccount *self);
/* Whether there is anything to verify now. */
gboolean vouch_practice_account_can_verify      (VouchPracticeAccount *self);
/* Takes the place of the one before. */
void vouch_practice_account_begin_verification  (VouchPracticeAccount *self,
                                                 gboolean              incoming);

G_END_DECLS
