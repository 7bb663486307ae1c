/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-account"

#include "vouch-practice-account.h"

#include "vouch-practice-sign-in.h"
#include "vouch-practice-verification.h"
#include "vouch-property.h"
#include <string.h>

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

/* Unusual behaviour of the account; all are off at first. */
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

/* One account with two devices. The session of the API follows from "state" alone, except for the
 * recovery key and the verification. */
struct _VouchPracticeAccount
{
  GObject parent_instance;

  VouchPracticeState  state;
  gboolean            is_new;
  gboolean            key_saved;
  gboolean            flags[VOUCH_PRACTICE_N_FLAGS];
  /* Whether the session still has the verification. The phone shows the last one anyway. */
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

G_DEFINE_FINAL_TYPE (VouchPracticeAccount, vouch_practice_account, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_SEED,
  PROP_CODE_EXISTING,
  PROP_CODE_NEW,
  PROP_DEVICE_NAME,
  PROP_USERNAME,
  PROP_OTHER_USER,
  PROP_EMOJI_TEXT,
  PROP_NUMBERS_TEXT,
  PROP_FIRST_FLAG,
  PROP_FIRST_TIME = PROP_FIRST_FLAG + VOUCH_PRACTICE_N_FLAGS,
  N_PROPS = PROP_FIRST_TIME + VOUCH_PRACTICE_N_TIMES,
};

enum {
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char * const flag_names[VOUCH_PRACTICE_N_FLAGS] = {
  [VOUCH_PRACTICE_FLAG_WITHHOLD_SECRETS] = "withhold-secrets",
  [VOUCH_PRACTICE_FLAG_TAMPERED] = "tampered",
  [VOUCH_PRACTICE_FLAG_WITHOUT_CODES] = "without-codes",
  [VOUCH_PRACTICE_FLAG_EAGER_EMOJI] = "eager-emoji",
  [VOUCH_PRACTICE_FLAG_LEGACY] = "legacy",
  [VOUCH_PRACTICE_FLAG_ENDLESS_INITIALIZING] = "endless-initializing",
  [VOUCH_PRACTICE_FLAG_ENDLESS_SYNC] = "endless-sync",
  [VOUCH_PRACTICE_FLAG_WITHOUT_CANCEL] = "without-cancel",
};

/* @hurried: 0 for a lifetime, which vouch_practice_account_hurry() does not change. */
static const struct {
  const char *name;
  guint       usual;
  guint       hurried;
} times[VOUCH_PRACTICE_N_TIMES] = {
  [VOUCH_PRACTICE_TIME_INITIALIZING] = { "initializing-time", 1000, 40 },
  [VOUCH_PRACTICE_TIME_EMOJI_DELAY]  = { "emoji-delay", 800, 30 },
  [VOUCH_PRACTICE_TIME_SETTLING]     = { "settling-time", 800, 30 },
  [VOUCH_PRACTICE_TIME_SECRETS]      = { "secrets-time", 1200, 40 },
  [VOUCH_PRACTICE_TIME_SYNC]         = { "sync-time", 4000, 50 },
  [VOUCH_PRACTICE_TIME_PHONE]        = { "phone-delay", 600, 20 },
  [VOUCH_PRACTICE_TIME_REQUEST]      = { "request-lifetime", 10 * 60 * 1000, 0 },
  [VOUCH_PRACTICE_TIME_EMOJI]        = { "emoji-lifetime", 60 * 1000, 0 },
  [VOUCH_PRACTICE_TIME_CODE]         = { "code-lifetime", 10 * 60 * 1000, 0 },
};

#define DEVICE_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

static void
emit_changed (VouchPracticeAccount *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void advance (VouchPracticeAccount *self,
                     VouchPracticeState    state);

static void
on_time_passed (gpointer user_data)
{
  VouchPracticeAccount *self = user_data;
  VouchPracticeState next;

  self->state_source = 0;
  switch (self->state)
    {
    case VOUCH_PRACTICE_INITIALIZING:
      next = self->is_new || self->flags[VOUCH_PRACTICE_FLAG_LEGACY]
               ? VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP
               : VOUCH_PRACTICE_NEEDS_VERIFICATION;
      break;
    case VOUCH_PRACTICE_NEEDS_SECRETS:
      next = VOUCH_PRACTICE_NEEDS_FIRST_SYNC;
      break;
    case VOUCH_PRACTICE_NEEDS_FIRST_SYNC:
      next = VOUCH_PRACTICE_READY;
      break;
    case VOUCH_PRACTICE_NEEDS_LOGIN:
    case VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP:
    case VOUCH_PRACTICE_NEEDS_VERIFICATION:
    case VOUCH_PRACTICE_READY:
    default:
      g_return_if_reached ();
    }
  advance (self, next);
}

/* Goes on to @state, and further as far as time alone leads. */
static void
advance (VouchPracticeAccount *self,
         VouchPracticeState    state)
{
  guint wait = 0;

  g_clear_handle_id (&self->state_source, g_source_remove);
  self->state = state;
  if (state == VOUCH_PRACTICE_INITIALIZING)
    wait = self->times[VOUCH_PRACTICE_TIME_INITIALIZING];
  else if (state == VOUCH_PRACTICE_NEEDS_SECRETS &&
           !self->flags[VOUCH_PRACTICE_FLAG_WITHHOLD_SECRETS])
    wait = self->times[VOUCH_PRACTICE_TIME_SECRETS];
  else if (state == VOUCH_PRACTICE_NEEDS_FIRST_SYNC &&
           !self->flags[VOUCH_PRACTICE_FLAG_ENDLESS_SYNC])
    wait = self->times[VOUCH_PRACTICE_TIME_SYNC];
  if (wait > 0)
    self->state_source = g_timeout_add_once (wait, on_time_passed, self);
  emit_changed (self);
}

/* Trust: the verification and the recovery key. */

/* Drops the verification without a word, also on the phone's screen. */
static void
forget_verification (VouchPracticeAccount *self)
{
  g_clear_handle_id (&self->settling_source, g_source_remove);
  self->verification_in_session = FALSE;
  if (self->verification == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->verification, self);
  g_clear_object (&self->verification);
}

/* A verification that is done stays in the session until the session itself moves on. */
static void
on_settled (gpointer user_data)
{
  VouchPracticeAccount *self = user_data;

  self->settling_source = 0;
  self->verification_in_session = FALSE;
  if (self->state == VOUCH_PRACTICE_NEEDS_VERIFICATION ||
      self->state == VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP)
    advance (self, VOUCH_PRACTICE_NEEDS_SECRETS);
  else
    emit_changed (self);
}

static void
on_verification_changed (VouchPracticeVerification *verification,
                         gpointer                   user_data)
{
  VouchPracticeAccount *self = user_data;

  if (vouch_practice_verification_get_state (verification) == VOUCH_PRACTICE_DONE &&
      self->settling_source == 0)
    self->settling_source = g_timeout_add_once (self->times[VOUCH_PRACTICE_TIME_SETTLING],
                                                on_settled, self);
  emit_changed (self);
}

/* Replaces the verification before. */
static void
begin_verification (VouchPracticeAccount *self,
                    gboolean              incoming)
{
  VouchPracticeTerms terms = {
    .random = self->random,
    .master_key = self->master_key,
    .computer_key = self->computer_key,
    .phone_key = self->phone_key,
    .incoming = incoming,
    .for_login = self->state != VOUCH_PRACTICE_READY,
    .without_codes = self->flags[VOUCH_PRACTICE_FLAG_WITHOUT_CODES],
    .tampered = self->flags[VOUCH_PRACTICE_FLAG_TAMPERED],
    .eager_emoji = self->flags[VOUCH_PRACTICE_FLAG_EAGER_EMOJI],
    .request_lifetime = self->times[VOUCH_PRACTICE_TIME_REQUEST],
    .emoji_lifetime = self->times[VOUCH_PRACTICE_TIME_EMOJI],
    .emoji_delay = self->times[VOUCH_PRACTICE_TIME_EMOJI_DELAY],
  };

  forget_verification (self);
  self->verification = vouch_practice_verification_new (&terms);
  self->verification_in_session = TRUE;
  g_signal_connect_object (self->verification, "changed", G_CALLBACK (on_verification_changed),
                           self, 0);
  emit_changed (self);
}

/* Whether there is anything to verify now. */
static gboolean
can_verify (VouchPracticeAccount *self)
{
  return self->settling_source == 0 && (self->state == VOUCH_PRACTICE_NEEDS_VERIFICATION ||
                                        self->state == VOUCH_PRACTICE_READY ||
                                        (self->state == VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP &&
                                         !self->is_new));
}

VouchPracticeVerification *
vouch_practice_account_get_verification (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->verification_in_session ? self->verification : NULL;
}

/* A second request replaces one without an answer. A verification that has got further has to be
 * cancelled first. */
gboolean
vouch_practice_account_request (VouchPracticeAccount  *self,
                                GError               **error)
{
  VouchPracticeVerification *active = vouch_practice_account_get_verification (self);

  if (!can_verify (self))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "Nothing can be verified at this point.");
      return FALSE;
    }
  if (active != NULL && !vouch_practice_verification_is_over (active) &&
      (vouch_practice_verification_get_incoming (active) ||
       vouch_practice_verification_get_state (active) != VOUCH_PRACTICE_REQUESTED))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "Another verification is running.");
      return FALSE;
    }
  begin_verification (self, FALSE);
  return TRUE;
}

gboolean
vouch_practice_account_get_key_saved (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), FALSE);

  return self->key_saved;
}

gint64
vouch_practice_account_get_key_made (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), 0);

  return self->key_made;
}

static gboolean
same_key (const char *ours,
          const char *theirs)
{
  guint8 our_key[VOUCH_PRACTICE_KEY_SIZE], their_key[VOUCH_PRACTICE_KEY_SIZE];

  return ours != NULL &&
         vouch_practice_key_parse (ours, our_key) &&
         vouch_practice_key_parse (theirs, their_key) &&
         memcmp (our_key, their_key, VOUCH_PRACTICE_KEY_SIZE) == 0;
}

static gboolean
check_key (VouchPracticeAccount  *self,
           const char            *key,
           GError               **error)
{
  if (same_key (self->key, key))
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_KEY_REFUSED,
                       "This is not the recovery key of the account.");
  return FALSE;
}

static gboolean
check_initialized (VouchPracticeAccount  *self,
                   GError               **error)
{
  if (self->state > VOUCH_PRACTICE_INITIALIZING)
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "Beeper is still getting ready.");
  return FALSE;
}

/* The key brings all secrets, so a running verification ends. */
static void
open_everything (VouchPracticeAccount *self)
{
  if (self->state >= VOUCH_PRACTICE_NEEDS_FIRST_SYNC)
    {
      emit_changed (self);
      return;
    }
  forget_verification (self);
  advance (self, VOUCH_PRACTICE_NEEDS_FIRST_SYNC);
}

gboolean
vouch_practice_account_unlock (VouchPracticeAccount  *self,
                               const char            *key,
                               GError               **error)
{
  if (!check_initialized (self, error) || !check_key (self, key, error))
    return FALSE;
  self->key_saved = TRUE;
  open_everything (self);
  return TRUE;
}

const char *
vouch_practice_account_reset_key (VouchPracticeAccount  *self,
                                  const char            *existing_key,
                                  GError               **error)
{
  guint8 key[VOUCH_PRACTICE_KEY_SIZE];

  if (!check_initialized (self, error) ||
      (existing_key != NULL && !check_key (self, existing_key, error)))
    return NULL;
  vouch_practice_key_fill (self->random, key, sizeof key);
  g_free (self->pending_key);
  self->pending_key = vouch_practice_key_format (key);
  emit_changed (self);
  return self->pending_key;
}

gboolean
vouch_practice_account_confirm_key (VouchPracticeAccount  *self,
                                    const char            *key,
                                    GError               **error)
{
  if (self->pending_key == NULL)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "No new recovery key waits to be confirmed.");
      return FALSE;
    }
  /* Compares bytes, so that a client that changes the key is noticed. */
  if (strcmp (key, self->pending_key) != 0)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_KEY_REFUSED,
                           "This is not the new recovery key.");
      return FALSE;
    }
  g_free (self->key);
  self->key = g_steal_pointer (&self->pending_key);
  self->key_made = g_get_real_time () / 1000;
  self->key_saved = TRUE;
  open_everything (self);
  return TRUE;
}

/* Before there is trust: signing in, registering, tokens. */

#define TOKEN_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
#define DOMAIN_NAME "beeper.com"
/* The age of the key of the existing account: some day in the past, in milliseconds. */
#define OLD_KEY_MADE G_GINT64_CONSTANT (1717243200000)

static void
become (VouchPracticeAccount *self,
        const char           *username,
        gboolean              is_new)
{
  g_free (self->user_id);
  self->user_id = g_strdup_printf ("@%s:%s", username, DOMAIN_NAME);
  self->is_new = is_new;
  g_free (self->key);
  self->key = is_new ? NULL : g_strdup (VOUCH_PRACTICE_RECOVERY_KEY);
  self->key_made = is_new ? 0 : OLD_KEY_MADE;
  self->key_saved = !is_new;
  g_clear_pointer (&self->pending_key, g_free);
  vouch_practice_sign_in_clear (self->sign_in);
}

void
vouch_practice_account_jump (VouchPracticeAccount *self,
                             VouchPracticeState    state)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self));

  if (state == VOUCH_PRACTICE_NEEDS_LOGIN)
    {
      vouch_practice_account_clear (self);
      return;
    }
  /* A verification that is done would advance from a state that is over. */
  forget_verification (self);
  if (self->user_id == NULL)
    become (self, self->username, state == VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP &&
                                  !self->flags[VOUCH_PRACTICE_FLAG_LEGACY]);
  advance (self, state);
}

void
vouch_practice_account_clear (VouchPracticeAccount *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self));

  forget_verification (self);
  vouch_practice_sign_in_clear (self->sign_in);
  g_hash_table_remove_all (self->tokens);
  g_clear_pointer (&self->user_id, g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->pending_key, g_free);
  self->key_made = 0;
  self->key_saved = FALSE;
  advance (self, VOUCH_PRACTICE_NEEDS_LOGIN);
}

VouchPracticeState
vouch_practice_account_get_state (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), VOUCH_PRACTICE_NEEDS_LOGIN);

  return self->state;
}

const char *
vouch_practice_account_get_user_id (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->user_id;
}

const char *
vouch_practice_account_get_device_id (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->device_id;
}

static gboolean
check_signed_out (VouchPracticeAccount  *self,
                  GError               **error)
{
  if (self->state == VOUCH_PRACTICE_NEEDS_LOGIN)
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "This Beeper is signed in already.");
  return FALSE;
}

const char *
vouch_practice_account_start (VouchPracticeAccount  *self,
                              GError               **error)
{
  const char *request_id;

  if (!check_signed_out (self, error))
    return NULL;
  request_id = vouch_practice_sign_in_start (self->sign_in);
  emit_changed (self);
  return request_id;
}

gboolean
vouch_practice_account_mail (VouchPracticeAccount  *self,
                             const char            *request_id,
                             const char            *address,
                             GError               **error)
{
  if (!check_signed_out (self, error) ||
      !vouch_practice_sign_in_mail (self->sign_in, request_id, address, error))
    return FALSE;
  emit_changed (self);
  return TRUE;
}

VouchPracticeAnswer
vouch_practice_account_answer (VouchPracticeAccount  *self,
                               const char            *request_id,
                               const char            *code,
                               GError               **error)
{
  VouchPracticeAnswer answer;

  if (!check_signed_out (self, error))
    return VOUCH_PRACTICE_ANSWER_REFUSED;
  vouch_practice_sign_in_set_codes (self->sign_in, self->code_existing, self->code_new);
  vouch_practice_sign_in_set_lifetime (self->sign_in, self->times[VOUCH_PRACTICE_TIME_CODE]);
  answer = vouch_practice_sign_in_answer (self->sign_in, request_id, code, error);
  if (answer == VOUCH_PRACTICE_ANSWER_SIGNED_IN)
    {
      g_autofree char *username = vouch_practice_sign_in_dup_username (self->sign_in);

      become (self, username, FALSE);
      advance (self, VOUCH_PRACTICE_INITIALIZING);
    }
  return answer;
}

const char *
vouch_practice_account_get_lead_token (VouchPracticeAccount *self)
{
  return vouch_practice_sign_in_get_lead_token (self->sign_in);
}

char *
vouch_practice_account_dup_suggestion (VouchPracticeAccount *self)
{
  return vouch_practice_sign_in_dup_username (self->sign_in);
}

gboolean
vouch_practice_account_register (VouchPracticeAccount  *self,
                                 const char            *request_id,
                                 const char            *lead_token,
                                 const char            *username,
                                 GError               **error)
{
  if (!check_signed_out (self, error) ||
      !vouch_practice_sign_in_register (self->sign_in, request_id, lead_token, username, error))
    return FALSE;
  become (self, username, TRUE);
  advance (self, VOUCH_PRACTICE_INITIALIZING);
  return TRUE;
}

void
vouch_practice_account_expire_codes (VouchPracticeAccount *self)
{
  vouch_practice_sign_in_expire (self->sign_in);
}

const char *
vouch_practice_account_get_mail_address (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return vouch_practice_sign_in_get_address (self->sign_in);
}

/* An address that starts with "new" gets the code of a new account. Both codes are valid for any
 * address. */
const char *
vouch_practice_account_get_mail_code (VouchPracticeAccount *self)
{
  const char *address = vouch_practice_account_get_mail_address (self);

  if (address == NULL)
    return NULL;
  return g_str_has_prefix (address, "new") ? self->code_new : self->code_existing;
}

gboolean
vouch_practice_account_is_initializing (VouchPracticeAccount *self)
{
  return self->state == VOUCH_PRACTICE_INITIALIZING ||
         (self->state != VOUCH_PRACTICE_NEEDS_LOGIN &&
          self->flags[VOUCH_PRACTICE_FLAG_ENDLESS_INITIALIZING]);
}

const char *
vouch_practice_account_issue_token (VouchPracticeAccount *self)
{
  g_autofree char *word = vouch_practice_key_word (self->random, TOKEN_LETTERS, 32);
  char *token = g_strconcat ("practice_", word, NULL);

  g_hash_table_insert (self->tokens, token, GINT_TO_POINTER (TRUE));
  return token;
}

void
vouch_practice_account_add_token (VouchPracticeAccount *self,
                                  const char           *token)
{
  g_hash_table_insert (self->tokens, g_strdup (token), GINT_TO_POINTER (TRUE));
}

void
vouch_practice_account_add_read_only_token (VouchPracticeAccount *self,
                                            const char           *token)
{
  g_hash_table_insert (self->tokens, g_strdup (token), GINT_TO_POINTER (FALSE));
}

gboolean
vouch_practice_account_takes_token (VouchPracticeAccount *self,
                                    const char           *token)
{
  return token != NULL && g_hash_table_contains (self->tokens, token);
}

gboolean
vouch_practice_account_may_write (VouchPracticeAccount *self,
                                  const char           *token)
{
  return token != NULL && GPOINTER_TO_INT (g_hash_table_lookup (self->tokens, token));
}

void
vouch_practice_account_withdraw_token (VouchPracticeAccount *self,
                                       const char           *token)
{
  if (token != NULL)
    g_hash_table_remove (self->tokens, token);
  else
    g_hash_table_remove_all (self->tokens);
}

/* The other device: its screen and its buttons. */

#define COMPUTER_NAME "Beeper Desktop"

/* The phone shows the end of the last verification until the next one begins. */
VouchPhoneState
vouch_practice_account_get_phone_state (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), VOUCH_PHONE_IDLE);

  if (self->verification == NULL)
    return VOUCH_PHONE_IDLE;
  return vouch_practice_verification_get_phone_state (self->verification);
}

VouchPhoneActions
vouch_practice_account_get_phone_actions (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), 0);

  if (self->verification != NULL && !vouch_practice_verification_is_over (self->verification))
    return vouch_practice_verification_get_phone_actions (self->verification);
  return can_verify (self) ? VOUCH_PHONE_CAN_START : 0;
}

const char *
vouch_practice_account_get_phone_name (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->phone_name;
}

const char *
vouch_practice_account_get_phone_id (VouchPracticeAccount *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), NULL);

  return self->phone_id;
}

const char *
vouch_practice_account_get_computer_name (VouchPracticeAccount *self)
{
  return COMPUTER_NAME;
}

const guint8 *
vouch_practice_account_get_emoji (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_phone_emoji (self->verification);
}

const guint16 *
vouch_practice_account_get_decimals (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_phone_decimals (self->verification);
}

GBytes *
vouch_practice_account_get_phone_code (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_phone_code (self->verification);
}

GBytes *
vouch_practice_account_get_computer_code (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_computer_code (self->verification);
}

const char *
vouch_practice_account_get_stop_code (VouchPracticeAccount *self)
{
  if (self->verification == NULL)
    return NULL;
  return vouch_practice_verification_get_stop_code (self->verification);
}

static gboolean
press (VouchPracticeAccount *self,
       VouchPhoneActions     button)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), FALSE);

  return self->verification != NULL &&
         vouch_practice_verification_phone_press (self->verification, button);
}

gboolean
vouch_practice_account_phone_accept (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_ACCEPT);
}

gboolean
vouch_practice_account_phone_decline (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_DECLINE);
}

gboolean
vouch_practice_account_phone_show_code (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_SHOW_CODE);
}

gboolean
vouch_practice_account_phone_compare (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_COMPARE);
}

gboolean
vouch_practice_account_phone_match (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_MATCH);
}

gboolean
vouch_practice_account_phone_mismatch (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_MISMATCH);
}

gboolean
vouch_practice_account_phone_confirm (VouchPracticeAccount *self)
{
  return press (self, VOUCH_PHONE_CAN_CONFIRM);
}

gboolean
vouch_practice_account_phone_start (VouchPracticeAccount *self)
{
  if ((vouch_practice_account_get_phone_actions (self) & VOUCH_PHONE_CAN_START) == 0)
    return FALSE;
  begin_verification (self, TRUE);
  return TRUE;
}

gboolean
vouch_practice_account_phone_scan (VouchPracticeAccount  *self,
                                   GBytes                *payload,
                                   GError               **error)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self), FALSE);

  if (self->verification != NULL)
    return vouch_practice_verification_phone_scan (self->verification, payload, error);
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "The phone cannot scan now.");
  return FALSE;
}

/* The object */

static void
vouch_practice_account_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_SEED:
      g_value_set_uint (value, self->seed);
      break;
    case PROP_CODE_EXISTING:
      g_value_set_string (value, self->code_existing);
      break;
    case PROP_CODE_NEW:
      g_value_set_string (value, self->code_new);
      break;
    case PROP_DEVICE_NAME:
      g_value_set_string (value, self->phone_name);
      break;
    case PROP_USERNAME:
      g_value_set_string (value, self->username);
      break;
    case PROP_OTHER_USER:
      g_value_set_string (value, self->other_user);
      break;
    case PROP_EMOJI_TEXT:
      g_value_set_string (value, self->emoji_text);
      break;
    case PROP_NUMBERS_TEXT:
      g_value_set_string (value, self->numbers_text);
      break;
    default:
      if (property_id < PROP_FIRST_FLAG || property_id >= N_PROPS)
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      else if (property_id < PROP_FIRST_TIME)
        g_value_set_boolean (value, self->flags[property_id - PROP_FIRST_FLAG]);
      else
        g_value_set_uint (value, self->times[property_id - PROP_FIRST_TIME]);
    }
}

/* An endless state goes on when its flag is cleared, and a state stops when it is set. */
static void
set_flag (VouchPracticeAccount *self,
          guint                 flag,
          gboolean              value,
          GParamSpec           *pspec)
{
  if (vouch_property_set (self, &self->flags[flag], value, pspec) &&
      (flag == VOUCH_PRACTICE_FLAG_ENDLESS_INITIALIZING ||
       flag == VOUCH_PRACTICE_FLAG_ENDLESS_SYNC))
    advance (self, self->state);
}

static void
vouch_practice_account_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_SEED:
      self->seed = g_value_get_uint (value);
      break;
    case PROP_CODE_EXISTING:
      vouch_property_set_string (self, &self->code_existing, g_value_get_string (value), pspec);
      break;
    case PROP_CODE_NEW:
      vouch_property_set_string (self, &self->code_new, g_value_get_string (value), pspec);
      break;
    case PROP_DEVICE_NAME:
      vouch_property_set_string (self, &self->phone_name, g_value_get_string (value), pspec);
      break;
    case PROP_USERNAME:
      vouch_property_set_string (self, &self->username, g_value_get_string (value), pspec);
      break;
    case PROP_OTHER_USER:
      vouch_property_set_string (self, &self->other_user, g_value_get_string (value), pspec);
      break;
    case PROP_EMOJI_TEXT:
      vouch_property_set_string (self, &self->emoji_text, g_value_get_string (value), pspec);
      break;
    case PROP_NUMBERS_TEXT:
      vouch_property_set_string (self, &self->numbers_text, g_value_get_string (value), pspec);
      break;
    default:
      if (property_id < PROP_FIRST_FLAG || property_id >= N_PROPS)
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      else if (property_id < PROP_FIRST_TIME)
        set_flag (self, property_id - PROP_FIRST_FLAG, g_value_get_boolean (value), pspec);
      else
        vouch_property_set (self, &self->times[property_id - PROP_FIRST_TIME],
                            g_value_get_uint (value), pspec);
    }
}

static void
vouch_practice_account_constructed (GObject *object)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  G_OBJECT_CLASS (vouch_practice_account_parent_class)->constructed (object);

  self->random = self->seed != 0 ? g_rand_new_with_seed (self->seed) : g_rand_new ();
  self->sign_in = vouch_practice_sign_in_new (self->random);
  vouch_practice_key_fill (self->random, self->master_key, VOUCH_PRACTICE_KEY_SIZE);
  vouch_practice_key_fill (self->random, self->computer_key, VOUCH_PRACTICE_KEY_SIZE);
  vouch_practice_key_fill (self->random, self->phone_key, VOUCH_PRACTICE_KEY_SIZE);
  self->device_id = vouch_practice_key_word (self->random, DEVICE_LETTERS, 10);
  self->phone_id = vouch_practice_key_word (self->random, DEVICE_LETTERS, 10);
}

static void
vouch_practice_account_dispose (GObject *object)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  g_clear_handle_id (&self->state_source, g_source_remove);
  g_clear_handle_id (&self->settling_source, g_source_remove);
  if (self->verification != NULL)
    g_signal_handlers_disconnect_by_data (self->verification, self);
  g_clear_object (&self->verification);

  G_OBJECT_CLASS (vouch_practice_account_parent_class)->dispose (object);
}

static void
vouch_practice_account_finalize (GObject *object)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  vouch_practice_sign_in_free (self->sign_in);
  g_rand_free (self->random);
  g_hash_table_unref (self->tokens);
  g_free (self->code_existing);
  g_free (self->code_new);
  g_free (self->phone_name);
  g_free (self->other_user);
  g_free (self->emoji_text);
  g_free (self->numbers_text);
  g_free (self->username);
  g_free (self->device_id);
  g_free (self->phone_id);
  g_free (self->user_id);
  g_free (self->key);
  g_free (self->pending_key);

  G_OBJECT_CLASS (vouch_practice_account_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = VOUCH_PARAM_READWRITE;

  properties[PROP_SEED] = g_param_spec_uint ("seed", NULL, NULL, 0, G_MAXUINT32, 0,
                                             VOUCH_PARAM_CONSTRUCT_READABLE);
  properties[PROP_CODE_EXISTING] = g_param_spec_string ("code-existing", NULL, NULL, NULL, flags);
  properties[PROP_CODE_NEW] = g_param_spec_string ("code-new", NULL, NULL, NULL, flags);
  properties[PROP_DEVICE_NAME] = g_param_spec_string ("device-name", NULL, NULL, NULL, flags);
  properties[PROP_USERNAME] = g_param_spec_string ("username", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_USER] = g_param_spec_string ("other-user", NULL, NULL, NULL, flags);
  properties[PROP_EMOJI_TEXT] = g_param_spec_string ("emoji-text", NULL, NULL, NULL, flags);
  properties[PROP_NUMBERS_TEXT] = g_param_spec_string ("numbers-text", NULL, NULL, NULL, flags);
  for (guint i = 0; i < VOUCH_PRACTICE_N_FLAGS; i++)
    properties[PROP_FIRST_FLAG + i] =
      g_param_spec_boolean (flag_names[i], NULL, NULL, FALSE, flags);
  for (guint i = 0; i < VOUCH_PRACTICE_N_TIMES; i++)
    properties[PROP_FIRST_TIME + i] =
      g_param_spec_uint (times[i].name, NULL, NULL, 1, G_MAXUINT, times[i].usual, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_practice_account_class_init (VouchPracticeAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_practice_account_get_property;
  object_class->set_property = vouch_practice_account_set_property;
  object_class->constructed = vouch_practice_account_constructed;
  object_class->dispose = vouch_practice_account_dispose;
  object_class->finalize = vouch_practice_account_finalize;
  install_properties (object_class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_practice_account_init (VouchPracticeAccount *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->code_existing = g_strdup ("123456");
  self->code_new = g_strdup ("654321");
  self->phone_name = g_strdup ("Pixel Phone");
  self->username = g_strdup ("practice");
  for (guint i = 0; i < VOUCH_PRACTICE_N_TIMES; i++)
    self->times[i] = times[i].usual;
}

VouchPracticeAccount *
vouch_practice_account_new (guint32 seed)
{
  return g_object_new (VOUCH_TYPE_PRACTICE_ACCOUNT, "seed", seed, NULL);
}

void
vouch_practice_account_hurry (VouchPracticeAccount *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self));

  for (guint i = 0; i < VOUCH_PRACTICE_N_TIMES; i++)
    if (times[i].hurried != 0)
      vouch_property_set (self, &self->times[i], times[i].hurried,
                          properties[PROP_FIRST_TIME + i]);
}
