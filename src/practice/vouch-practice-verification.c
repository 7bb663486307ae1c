/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-verification"

#include "vouch-practice-verification.h"

#include "vouch-practice-qr.h"

#define EAGER_MS 20   /* a real phone starts the emoji "within milliseconds" of accepting */

struct _VouchPracticeVerification
{
  GObject parent_instance;

  VouchPracticeVerificationState state;
  gboolean  incoming;
  gboolean  for_login;
  gboolean  has_codes;
  gboolean  has_peer;
  gboolean  eager_emoji;
  gboolean  phone_shows_code;
  gboolean  phone_scanned;
  gboolean  sas_started;
  gboolean  computer_confirmed;
  gboolean  phone_confirmed;

  guint8    emoji[VOUCH_PRACTICE_N_EMOJI];
  guint16   decimals[VOUCH_PRACTICE_N_DECIMALS];
  guint8    phone_emoji[VOUCH_PRACTICE_N_EMOJI];
  guint16   phone_decimals[VOUCH_PRACTICE_N_DECIMALS];

  guint     emoji_delay;
  guint     emoji_lifetime;
  guint     expiry_source;
  guint     emoji_source;
  guint     eager_source;

  /* owned */
  char     *id;
  GBytes   *computer_code;
  GBytes   *phone_code;
  char     *stop_code;
  char     *stop_reason;
};

G_DEFINE_FINAL_TYPE (VouchPracticeVerification, vouch_practice_verification, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static const struct {
  const char *code;
  const char *reason;
} usual_reasons[] = {
  { "m.user", "The verification was stopped by the user" },
  { "m.timeout", "The verification took too long" },
  { "m.accepted", "The verification goes on with another device" },
  { "m.mismatched_sas", "The emoji did not match" },
  { "m.key_mismatch", "The keys were not the expected ones" },
};

/* Codes are valid between accepting and choosing a method. */
static gboolean
codes_count (VouchPracticeVerification *self)
{
  return self->has_codes && self->state == VOUCH_PRACTICE_AGREED && !self->sas_started;
}

static void
emit_changed (VouchPracticeVerification *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_timers (VouchPracticeVerification *self)
{
  g_clear_handle_id (&self->expiry_source, g_source_remove);
  g_clear_handle_id (&self->emoji_source, g_source_remove);
  g_clear_handle_id (&self->eager_source, g_source_remove);
}

static const char *
find_usual_reason (const char *code)
{
  for (gsize i = 0; i < G_N_ELEMENTS (usual_reasons); i++)
    if (g_str_equal (code, usual_reasons[i].code))
      return usual_reasons[i].reason;
  return "The verification was stopped";
}

static void
finish (VouchPracticeVerification *self)
{
  stop_timers (self);
  self->state = VOUCH_PRACTICE_DONE;
}

static gboolean
on_lifetime_over (gpointer user_data)
{
  VouchPracticeVerification *self = user_data;

  self->expiry_source = 0;
  vouch_practice_verification_stop (self, VOUCH_PRACTICE_CANCELLED, "m.timeout", NULL);
  return G_SOURCE_REMOVE;
}

/* The timeout is shorter once both ends show the emoji, as in the Matrix SDKs. */
static gboolean
on_emoji_agreed (gpointer user_data)
{
  VouchPracticeVerification *self = user_data;

  self->emoji_source = 0;
  stop_timers (self);
  self->state = VOUCH_PRACTICE_SAS_READY;
  self->expiry_source = g_timeout_add (self->emoji_lifetime, on_lifetime_over, self);
  emit_changed (self);
  return G_SOURCE_REMOVE;
}

static void
begin_sas (VouchPracticeVerification *self)
{
  self->sas_started = TRUE;
  self->phone_shows_code = FALSE;
  g_clear_handle_id (&self->eager_source, g_source_remove);
  self->emoji_source = g_timeout_add (self->emoji_delay, on_emoji_agreed, self);
}

static gboolean
on_eager (gpointer user_data)
{
  VouchPracticeVerification *self = user_data;

  self->eager_source = 0;
  if (self->state == VOUCH_PRACTICE_AGREED && !self->sas_started)
    {
      begin_sas (self);
      emit_changed (self);
    }
  return G_SOURCE_REMOVE;
}

static void
agree (VouchPracticeVerification *self)
{
  self->state = VOUCH_PRACTICE_AGREED;
  if (self->eager_emoji)
    self->eager_source = g_timeout_add (EAGER_MS, on_eager, self);
}

static void
vouch_practice_verification_dispose (GObject *object)
{
  stop_timers (VOUCH_PRACTICE_VERIFICATION (object));

  G_OBJECT_CLASS (vouch_practice_verification_parent_class)->dispose (object);
}

static void
vouch_practice_verification_finalize (GObject *object)
{
  VouchPracticeVerification *self = VOUCH_PRACTICE_VERIFICATION (object);

  g_free (self->id);
  g_clear_pointer (&self->computer_code, g_bytes_unref);
  g_clear_pointer (&self->phone_code, g_bytes_unref);
  g_free (self->stop_code);
  g_free (self->stop_reason);

  G_OBJECT_CLASS (vouch_practice_verification_parent_class)->finalize (object);
}

static void
vouch_practice_verification_class_init (VouchPracticeVerificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_practice_verification_dispose;
  object_class->finalize = vouch_practice_verification_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_practice_verification_init (VouchPracticeVerification *self)
{
}

/* A trusted device shows the master key and the device key of the other. A device that trusts
 * nothing yet shows its own device key and the master key that it got. */
static void
make_codes (VouchPracticeVerification *self,
            const VouchPracticeTerms  *terms)
{
  const guint8 *newcomer = terms->for_login ? terms->computer_key : terms->phone_key;
  g_autoptr(GBytes) trusting = NULL;
  g_autoptr(GBytes) not_yet = NULL;

  trusting = vouch_practice_qr_build (VOUCH_PRACTICE_QR_TRUSTS, self->id, terms->master_key,
                                      newcomer, terms->random);
  not_yet = vouch_practice_qr_build (VOUCH_PRACTICE_QR_NOT_YET, self->id, newcomer,
                                     terms->master_key, terms->random);
  self->computer_code = g_bytes_ref (terms->for_login ? not_yet : trusting);
  self->phone_code = g_bytes_ref (terms->for_login ? trusting : not_yet);
}

static void
make_emoji (VouchPracticeVerification *self,
            const VouchPracticeTerms  *terms)
{
  guint8 agreed[6];

  vouch_practice_key_fill (terms->random, agreed, sizeof agreed);
  vouch_practice_emoji_read (agreed, self->emoji, self->decimals);
  if (terms->tampered)
    agreed[0] ^= 0xff;
  vouch_practice_emoji_read (agreed, self->phone_emoji, self->phone_decimals);
}

VouchPracticeVerification *
vouch_practice_verification_new (const VouchPracticeTerms *terms)
{
  VouchPracticeVerification *self = g_object_new (VOUCH_TYPE_PRACTICE_VERIFICATION, NULL);

  self->id = vouch_practice_key_word (terms->random, "0123456789abcdef", 32);
  self->incoming = terms->incoming;
  self->has_peer = terms->incoming;
  self->for_login = terms->for_login;
  self->has_codes = !terms->without_codes;
  self->eager_emoji = terms->eager_emoji;
  self->emoji_delay = terms->emoji_delay;
  self->emoji_lifetime = terms->emoji_lifetime;
  make_codes (self, terms);
  make_emoji (self, terms);
  self->expiry_source = g_timeout_add (terms->request_lifetime, on_lifetime_over, self);
  return self;
}

static gboolean
check_action (VouchPracticeVerification  *self,
              VouchPracticeActions        action,
              GError                    **error)
{
  if (vouch_practice_verification_get_actions (self) & action)
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "This is not possible at this point of the verification.");
  return FALSE;
}

gboolean
vouch_practice_verification_accept (VouchPracticeVerification  *self,
                                    GError                    **error)
{
  if (!check_action (self, VOUCH_PRACTICE_CAN_ACCEPT, error))
    return FALSE;
  agree (self);
  emit_changed (self);
  return TRUE;
}

gboolean
vouch_practice_verification_cancel (VouchPracticeVerification  *self,
                                    const char                 *code,
                                    const char                 *reason,
                                    GError                    **error)
{
  if (!check_action (self, VOUCH_PRACTICE_CAN_CANCEL, error))
    return FALSE;
  vouch_practice_verification_stop (self, VOUCH_PRACTICE_CANCELLED,
                                    code != NULL ? code : "m.user", reason);
  return TRUE;
}

gboolean
vouch_practice_verification_start_sas (VouchPracticeVerification  *self,
                                       GError                    **error)
{
  if (!check_action (self, VOUCH_PRACTICE_CAN_START_SAS, error))
    return FALSE;
  begin_sas (self);
  emit_changed (self);
  return TRUE;
}

gboolean
vouch_practice_verification_confirm_sas (VouchPracticeVerification  *self,
                                         GError                    **error)
{
  if (!check_action (self, VOUCH_PRACTICE_CAN_CONFIRM_SAS, error))
    return FALSE;
  self->computer_confirmed = TRUE;
  if (self->phone_confirmed)
    finish (self);
  emit_changed (self);
  return TRUE;
}

gboolean
vouch_practice_verification_scan (VouchPracticeVerification  *self,
                                  GBytes                     *payload,
                                  GError                    **error)
{
  if (vouch_practice_qr_judge (payload, self->phone_code) != VOUCH_PRACTICE_QR_SAME)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CODE_UNREADABLE,
                           "This is not the code of the other device.");
      return FALSE;
    }
  if (!codes_count (self))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "No code can be scanned at this point of the verification.");
      return FALSE;
    }
  self->state = VOUCH_PRACTICE_QR_SCANNED;
  emit_changed (self);
  return TRUE;
}

gboolean
vouch_practice_verification_confirm_scan (VouchPracticeVerification  *self,
                                          GError                    **error)
{
  if (!check_action (self, VOUCH_PRACTICE_CAN_CONFIRM_SCAN, error))
    return FALSE;
  finish (self);
  emit_changed (self);
  return TRUE;
}

static void
press_match (VouchPracticeVerification *self)
{
  self->phone_confirmed = TRUE;
  if (self->computer_confirmed)
    finish (self);
}

gboolean
vouch_practice_verification_phone_press (VouchPracticeVerification *self,
                                         VouchPhoneActions          button)
{
  if ((vouch_practice_verification_get_phone_actions (self) & button) == 0)
    return FALSE;

  if (button == VOUCH_PHONE_CAN_DECLINE || button == VOUCH_PHONE_CAN_MISMATCH)
    {
      const char *code = button == VOUCH_PHONE_CAN_DECLINE ? "m.user" : "m.mismatched_sas";

      vouch_practice_verification_stop (self, VOUCH_PRACTICE_CANCELLED, code, NULL);
      return TRUE;
    }
  if (button == VOUCH_PHONE_CAN_ACCEPT)
    {
      agree (self);
      self->has_peer = TRUE;
    }
  else if (button == VOUCH_PHONE_CAN_SHOW_CODE)
    self->phone_shows_code = TRUE;
  else if (button == VOUCH_PHONE_CAN_COMPARE)
    begin_sas (self);
  else if (button == VOUCH_PHONE_CAN_MATCH)
    press_match (self);
  else if (button == VOUCH_PHONE_CAN_CONFIRM)
    finish (self);
  emit_changed (self);
  return TRUE;
}

/* The message of the phone for a code that is not the expected one. */
static const char *
explain_verdict (VouchPracticeQrVerdict verdict,
                 gboolean               is_own)
{
  if (is_own)
    return "This is the phone's own code. Point the camera at the computer.";
  if (verdict == VOUCH_PRACTICE_QR_OTHER_REQUEST)
    return "This is the code of another verification.";
  return "This is not a verification code.";
}

gboolean
vouch_practice_verification_phone_scan (VouchPracticeVerification  *self,
                                        GBytes                     *payload,
                                        GError                    **error)
{
  VouchPracticeQrVerdict verdict = vouch_practice_qr_judge (payload, self->computer_code);
  gboolean is_own = g_bytes_equal (payload, self->phone_code);

  if (!codes_count (self))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "The phone cannot scan now.");
      return FALSE;
    }
  if (verdict == VOUCH_PRACTICE_QR_SAME)
    {
      self->phone_scanned = TRUE;
      self->state = VOUCH_PRACTICE_QR_SCANNED;
      emit_changed (self);
      return TRUE;
    }
  if (verdict == VOUCH_PRACTICE_QR_OTHER_KEYS && !is_own)
    {
      vouch_practice_verification_stop (self, VOUCH_PRACTICE_CANCELLED, "m.key_mismatch", NULL);
      return TRUE;
    }
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CODE_UNREADABLE,
                       explain_verdict (verdict, is_own));
  return FALSE;
}

void
vouch_practice_verification_stop (VouchPracticeVerification      *self,
                                  VouchPracticeVerificationState  state,
                                  const char                     *code,
                                  const char                     *reason)
{
  g_return_if_fail (state == VOUCH_PRACTICE_CANCELLED || state == VOUCH_PRACTICE_FAILED);

  if (vouch_practice_verification_is_over (self))
    return;
  stop_timers (self);
  self->state = state;
  self->stop_code = g_strdup (code);
  self->stop_reason = g_strdup (reason != NULL ? reason : find_usual_reason (code));
  emit_changed (self);
}

/* The views of a verification: of the computer, in the words of the API, and of the phone. */

const char *
vouch_practice_verification_get_id (VouchPracticeVerification *self)
{
  return self->id;
}

VouchPracticeVerificationState
vouch_practice_verification_get_state (VouchPracticeVerification *self)
{
  return self->state;
}

gboolean
vouch_practice_verification_get_incoming (VouchPracticeVerification *self)
{
  return self->incoming;
}

gboolean
vouch_practice_verification_get_for_login (VouchPracticeVerification *self)
{
  return self->for_login;
}

gboolean
vouch_practice_verification_get_has_codes (VouchPracticeVerification *self)
{
  return self->has_codes;
}

gboolean
vouch_practice_verification_is_over (VouchPracticeVerification *self)
{
  return self->state >= VOUCH_PRACTICE_DONE;
}

gboolean
vouch_practice_verification_get_has_peer (VouchPracticeVerification *self)
{
  return self->has_peer;
}

VouchPracticeActions
vouch_practice_verification_get_actions (VouchPracticeVerification *self)
{
  VouchPracticeActions actions = VOUCH_PRACTICE_CAN_CANCEL;

  switch (self->state)
    {
    case VOUCH_PRACTICE_REQUESTED:
      return self->incoming ? actions | VOUCH_PRACTICE_CAN_ACCEPT : actions;
    case VOUCH_PRACTICE_AGREED:
      return self->sas_started ? actions : actions | VOUCH_PRACTICE_CAN_START_SAS;
    case VOUCH_PRACTICE_SAS_READY:
      return self->computer_confirmed ? actions : actions | VOUCH_PRACTICE_CAN_CONFIRM_SAS;
    case VOUCH_PRACTICE_QR_SCANNED:
      return self->phone_scanned ? actions | VOUCH_PRACTICE_CAN_CONFIRM_SCAN : actions;
    case VOUCH_PRACTICE_DONE:
    case VOUCH_PRACTICE_CANCELLED:
    case VOUCH_PRACTICE_FAILED:
    default:
      return 0;
    }
}

VouchPhoneState
vouch_practice_verification_get_phone_state (VouchPracticeVerification *self)
{
  switch (self->state)
    {
    case VOUCH_PRACTICE_REQUESTED:
      return self->incoming ? VOUCH_PHONE_ASKING : VOUCH_PHONE_ASKED;
    case VOUCH_PRACTICE_AGREED:
      if (self->sas_started)
        return VOUCH_PHONE_EMOJI_COMING;
      return self->phone_shows_code ? VOUCH_PHONE_SHOWING_CODE : VOUCH_PHONE_CHOOSING;
    case VOUCH_PRACTICE_SAS_READY:
      return self->phone_confirmed ? VOUCH_PHONE_WAITING : VOUCH_PHONE_EMOJI;
    case VOUCH_PRACTICE_QR_SCANNED:
      return self->phone_scanned ? VOUCH_PHONE_HAS_SCANNED : VOUCH_PHONE_WAS_SCANNED;
    case VOUCH_PRACTICE_DONE:
      return VOUCH_PHONE_DONE;
    case VOUCH_PRACTICE_CANCELLED:
    case VOUCH_PRACTICE_FAILED:
    default:
      return VOUCH_PHONE_STOPPED;
    }
}

VouchPhoneActions
vouch_practice_verification_get_phone_actions (VouchPracticeVerification *self)
{
  switch (vouch_practice_verification_get_phone_state (self))
    {
    case VOUCH_PHONE_ASKED:
      return VOUCH_PHONE_CAN_ACCEPT | VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_CHOOSING:
      if (!self->has_codes)
        return VOUCH_PHONE_CAN_COMPARE | VOUCH_PHONE_CAN_DECLINE;
      return VOUCH_PHONE_CAN_SHOW_CODE | VOUCH_PHONE_CAN_SCAN | VOUCH_PHONE_CAN_COMPARE |
             VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_SHOWING_CODE:
      return VOUCH_PHONE_CAN_SCAN | VOUCH_PHONE_CAN_COMPARE | VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_WAS_SCANNED:
      return VOUCH_PHONE_CAN_CONFIRM | VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_EMOJI:
      return VOUCH_PHONE_CAN_MATCH | VOUCH_PHONE_CAN_MISMATCH | VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_ASKING:
    case VOUCH_PHONE_HAS_SCANNED:
    case VOUCH_PHONE_EMOJI_COMING:
    case VOUCH_PHONE_WAITING:
      return VOUCH_PHONE_CAN_DECLINE;
    case VOUCH_PHONE_IDLE:
    case VOUCH_PHONE_DONE:
    case VOUCH_PHONE_STOPPED:
    default:
      return 0;
    }
}

GBytes *
vouch_practice_verification_get_computer_code (VouchPracticeVerification *self)
{
  return codes_count (self) ? self->computer_code : NULL;
}

GBytes *
vouch_practice_verification_get_phone_code (VouchPracticeVerification *self)
{
  if (!self->phone_shows_code || !codes_count (self))
    return NULL;
  return self->phone_code;
}

const guint8 *
vouch_practice_verification_get_emoji (VouchPracticeVerification *self)
{
  return self->state == VOUCH_PRACTICE_SAS_READY ? self->emoji : NULL;
}

const guint8 *
vouch_practice_verification_get_phone_emoji (VouchPracticeVerification *self)
{
  return self->state == VOUCH_PRACTICE_SAS_READY ? self->phone_emoji : NULL;
}

const guint16 *
vouch_practice_verification_get_decimals (VouchPracticeVerification *self)
{
  return self->state == VOUCH_PRACTICE_SAS_READY ? self->decimals : NULL;
}

const guint16 *
vouch_practice_verification_get_phone_decimals (VouchPracticeVerification *self)
{
  return self->state == VOUCH_PRACTICE_SAS_READY ? self->phone_decimals : NULL;
}

const char *
vouch_practice_verification_get_stop_code (VouchPracticeVerification *self)
{
  return self->stop_code;
}

const char *
vouch_practice_verification_get_stop_reason (VouchPracticeVerification *self)
{
  return self->stop_reason;
}
