/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#define SECRETS_PATIENCE 10   /* seconds awake for the secrets to arrive by themselves */

/* The part of VouchSetup that knows which step the situation means, and how eagerly to look in it.
 * It talks to nobody. */

static gboolean
is_verifying (VouchSetup *self)
{
  if (self->verification == NULL)
    return FALSE;
  return !vouch_verification_is_over (self->verification) ||
         g_strcmp0 (vouch_verification_get_id (self->verification), self->dismissed_id) != 0;
}

gboolean
vouch_setup_has_unsaved_key (VouchSetup *self)
{
  return vouch_key_reset_has_key (self->key_reset, vouch_session_get_user_id (self->session));
}

static VouchSituation
describe_situation (VouchSetup *self)
{
  VouchVerification *verification = self->verification;
  VouchSituation situation = {
    .connected = self->server != NULL && !self->connecting &&
                 (self->needs_token || vouch_session_get_known (self->session)),
    .needs_token = self->needs_token,
    .unsaved_key = vouch_setup_has_unsaved_key (self),
    .secrets_overdue = self->secrets_since != 0 &&
                       g_get_monotonic_time () - self->secrets_since >=
                         SECRETS_PATIENCE * G_USEC_PER_SEC,
    .sign_in = vouch_sign_in_get_phase (self->sign_in),
    .session = vouch_session_get_state (self->session),
    .intent = self->intent,
  };

  if (!is_verifying (self))
    return situation;

  situation.verifying = TRUE;
  situation.verification = vouch_verification_get_state (verification);
  situation.incoming = vouch_verification_get_incoming (verification);
  situation.actions = vouch_verification_get_actions (verification);
  situation.methods = vouch_verification_get_methods (verification);
  situation.has_qr = vouch_verification_get_qr_data (verification) != NULL;
  situation.has_sas = vouch_verification_get_emoji (verification) != NULL ||
                      vouch_verification_get_decimals (verification) != NULL;
  return situation;
}

/* The intent is about one state of one verification, and a new key is what "reset" asked for: when
 * another comes, the person decides anew. */
static guint
compute_mark (VouchSetup *self)
{
  guint mark = vouch_session_get_state (self->session) * 2 + vouch_setup_has_unsaved_key (self);

  if (is_verifying (self))
    mark = (mark * 31 + vouch_verification_get_state (self->verification)) * 31 +
           g_str_hash (vouch_verification_get_id (self->verification)) + 1;
  return mark;
}

static VouchPace
choose_pace (VouchSetup           *self,
             const VouchSituation *situation)
{
  if (self->client == NULL || (self->connecting && self->busy))
    return VOUCH_PACE_STOPPED;
  if (situation->verifying && !situation->needs_token &&
      situation->verification != VOUCH_VERIFICATION_CANCELLED &&
      situation->verification != VOUCH_VERIFICATION_ERROR)
    return VOUCH_PACE_VERIFYING;

  /* What has not come by itself waits for the person. */
  if (situation->secrets_overdue && !self->visible)
    return VOUCH_PACE_HIDDEN;

  switch (situation->needs_token ? VOUCH_SESSION_READY : situation->session)
    {
    case VOUCH_SESSION_UNKNOWN:
    case VOUCH_SESSION_INITIALIZING:
    case VOUCH_SESSION_NEEDS_SECRETS:
      return VOUCH_PACE_STARTING;
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
      return VOUCH_PACE_SYNCING;
    default:
      return self->visible ? VOUCH_PACE_IDLE : VOUCH_PACE_HIDDEN;
    }
}

static void
on_secrets_timeout (gpointer user_data)
{
  VouchSetup *self = user_data;

  self->secrets_timer = 0;
  vouch_setup_update (self);
}

static void
watch_secrets (VouchSetup *self)
{
  gboolean waiting = vouch_session_get_state (self->session) == VOUCH_SESSION_NEEDS_SECRETS;

  if (waiting == (self->secrets_since != 0))
    return;
  g_clear_handle_id (&self->secrets_timer, g_source_remove);
  self->secrets_since = waiting ? g_get_monotonic_time () : 0;
  if (waiting)
    self->secrets_timer = g_timeout_add_once (SECRETS_PATIENCE * 1000 + 50, on_secrets_timeout,
                                              self);
}

/* Looks at everything anew and lets the window follow. */
void
vouch_setup_update (VouchSetup *self)
{
  VouchSituation situation;
  VouchStep step;

  g_object_freeze_notify (G_OBJECT (self));
  watch_secrets (self);
  if (self->intent != VOUCH_INTENT_NONE && self->situation_mark != compute_mark (self))
    vouch_setup_store_intent (self, VOUCH_INTENT_NONE);

  situation = describe_situation (self);
  step = vouch_step_choose (&situation);
  vouch_watch_set_pace (self->watch, choose_pace (self, &situation));
  vouch_setup_store_step (self, step);
  g_object_thaw_notify (G_OBJECT (self));
}

void
vouch_setup_set_intent (VouchSetup  *self,
                        VouchIntent  intent)
{
  self->situation_mark = compute_mark (self);
  vouch_setup_store_intent (self, intent);
  vouch_setup_update (self);
}

void
vouch_setup_dismiss (VouchSetup *self)
{
  g_return_if_fail (self->verification != NULL);

  g_free (self->dismissed_id);
  self->dismissed_id = g_strdup (vouch_verification_get_id (self->verification));
  vouch_setup_update (self);
}

gboolean
vouch_setup_get_can_go_back (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);

  if (self->busy)
    return FALSE;
  switch (self->step)
    {
    case VOUCH_STEP_AUTHORIZE:
    case VOUCH_STEP_CODE:
    case VOUCH_STEP_REGISTER:
    case VOUCH_STEP_STOPPED:
    case VOUCH_STEP_SCAN:
      return TRUE;
    case VOUCH_STEP_EMOJI:
      return self->intent == VOUCH_INTENT_EMOJI;
    case VOUCH_STEP_RECOVERY:
      return self->intent == VOUCH_INTENT_RECOVERY;
    case VOUCH_STEP_RESET:
      return self->intent == VOUCH_INTENT_RESET;
    default:
      return FALSE;
    }
}
