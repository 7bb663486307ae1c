/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-verification"

#include "vouch-practice-verification-private.h"

#include "vouch-practice-qr.h"

#define EAGER_MS 20   /* a real phone starts the emoji "within milliseconds" of accepting */

/* What happens to a verification; how it looks from either end is in vouch-practice-views.c. */
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

/* Once the emoji are on both screens a shorter time counts, as in the Matrix SDKs. */
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

/* The one that trusts shows the master key and the other's device key; the one that does not yet
 * shows its own device key and what it takes for the master key. */
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
  if (!vouch_practice_verification_codes_count (self))
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

/* What the phone says to a code that is not the one it wants. */
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

  if (!vouch_practice_verification_codes_count (self))
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
