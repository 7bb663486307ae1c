/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#define MAX_INTERRUPTIONS 3   /* requests in a row that take the page; later ones are announced */

/* The part of VouchSetup that knows which step the situation means, and how eagerly to look in it.
 * It talks to nobody. */

static gboolean
is_rejected (VouchSetup *self)
{
  return self->verification != NULL &&
         g_strcmp0 (vouch_verification_get_id (self->verification), self->rejected_id) == 0;
}

gboolean
vouch_setup_get_foreign (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);

  return self->verification != NULL &&
         vouch_verification_is_foreign (self->verification,
                                        vouch_session_get_user_id (self->session));
}

const char *
vouch_setup_get_stop_code (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);

  if (is_rejected (self))
    return "m.mismatched_sas";
  return self->verification != NULL ? vouch_verification_get_error_code (self->verification) : NULL;
}

const char *
vouch_setup_get_stop_reason (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);

  if (self->verification == NULL || is_rejected (self))
    return NULL;
  return vouch_verification_get_error_reason (self->verification);
}

static gboolean
is_announced (VouchSetup *self)
{
  return self->verification != NULL &&
         g_strcmp0 (vouch_verification_get_id (self->verification), self->announced_id) == 0;
}

static gboolean
is_typing (VouchSetup *self)
{
  return self->step == VOUCH_STEP_RECOVERY || self->step == VOUCH_STEP_RESET ||
         self->step == VOUCH_STEP_SAVE_KEY;
}

/* Where nothing can be said any more, the user may put away what still runs. */
static gboolean
is_verifying (VouchSetup *self)
{
  if (self->verification == NULL || is_announced (self))
    return FALSE;
  if (!vouch_verification_is_over (self->verification) && !is_rejected (self) &&
      !vouch_setup_get_foreign (self))
    return TRUE;
  return g_strcmp0 (vouch_verification_get_id (self->verification), self->dismissed_id) != 0;
}

gboolean
vouch_setup_has_unsaved_key (VouchSetup *self)
{
  return vouch_key_reset_has_key (self->key_reset, vouch_session_get_user_id (self->session));
}

static gboolean
is_registered_here (VouchSetup *self)
{
  return self->client != NULL &&
         vouch_new_accounts_contains (self->new_accounts,
                                      vouch_client_get_audience (self->client),
                                      vouch_session_get_user_id (self->session));
}

gboolean
vouch_setup_get_first_key (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);

  return vouch_session_get_state (self->session) == VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP &&
         is_registered_here (self);
}

static VouchSituation
describe_situation (VouchSetup *self)
{
  VouchVerification *verification = self->verification;
  VouchSituation situation = {
    .connected = self->connection >= VOUCH_CONNECTION_LOCKED_OUT,
    .needs_token = self->connection == VOUCH_CONNECTION_LOCKED_OUT,
    .unsaved_key = vouch_setup_has_unsaved_key (self),
    .registered_here = is_registered_here (self),
    .sign_in = vouch_sign_in_get_phase (self->sign_in),
    .session = vouch_session_get_state (self->session),
    .session_age = vouch_session_get_state_age (self->session),
    .signed_in = vouch_session_get_user_id (self->session) != NULL,
    .verified = vouch_session_get_verified (self->session),
    .synced = vouch_session_get_first_sync_done (self->session),
    .intent = self->intent,
  };

  if (!is_verifying (self))
    return situation;

  situation.verifying = TRUE;
  situation.verification = is_rejected (self) ? VOUCH_VERIFICATION_ERROR
                                              : vouch_verification_get_state (verification);
  situation.foreign = vouch_setup_get_foreign (self);
  situation.verification_age = vouch_verification_get_state_age (verification);
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

/* An incoming request takes the page, unless the user types there or MAX_INTERRUPTIONS requests
 * have taken it in a row. Then it is announced, and takes no page until it has ended. */
static void
note_request (VouchSetup *self)
{
  const char *id;

  if (self->verification == NULL || !vouch_verification_get_incoming (self->verification) ||
      vouch_verification_get_state (self->verification) != VOUCH_VERIFICATION_REQUESTED)
    return;
  id = vouch_verification_get_id (self->verification);
  if (g_strcmp0 (id, self->request_id) == 0)
    return;

  g_free (self->request_id);
  self->request_id = g_strdup (id);
  if (!is_typing (self) && self->interruptions < MAX_INTERRUPTIONS)
    {
      self->interruptions++;
      return;
    }
  g_free (self->announced_id);
  self->announced_id = g_strdup (id);
  self->situation_mark = compute_mark (self);
}

static VouchPace
choose_pace (VouchSetup           *self,
             const VouchSituation *situation)
{
  if (self->connection == VOUCH_CONNECTION_OPENING && vouch_setup_get_busy (self))
    return VOUCH_PACE_STOPPED;
  if (situation->verifying && !situation->needs_token &&
      situation->verification != VOUCH_VERIFICATION_CANCELLED &&
      situation->verification != VOUCH_VERIFICATION_ERROR)
    return VOUCH_PACE_VERIFYING;

  switch (situation->needs_token ? VOUCH_SESSION_READY : situation->session)
    {
    case VOUCH_SESSION_UNKNOWN:
    case VOUCH_SESSION_INITIALIZING:
      if (situation->session_age < VOUCH_STEP_STARTING_SLOWLY)
        return VOUCH_PACE_STARTING;
      return self->visible ? VOUCH_PACE_IDLE : VOUCH_PACE_HIDDEN;
    case VOUCH_SESSION_NEEDS_SECRETS:
      /* Once the key is asked for it is the user's turn. */
      return self->step == VOUCH_STEP_RECOVERY && !self->visible ? VOUCH_PACE_HIDDEN
                                                                 : VOUCH_PACE_STARTING;
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
      return VOUCH_PACE_SYNCING;
    default:
      return self->visible ? VOUCH_PACE_IDLE : VOUCH_PACE_HIDDEN;
    }
}

static void
on_deadline (gpointer user_data)
{
  VouchSetup *self = user_data;

  self->deadline_timer = 0;
  vouch_setup_update (self);
}

/* @milliseconds: until the situation changes by age alone; -1: it does not */
static void
set_deadline (VouchSetup *self,
              gint64      milliseconds)
{
  g_clear_handle_id (&self->deadline_timer, g_source_remove);
  if (milliseconds >= 0)
    self->deadline_timer = g_timeout_add_once ((guint) milliseconds + 1, on_deadline, self);
}

/* Looks at everything anew and lets the window follow. */
void
vouch_setup_update (VouchSetup *self)
{
  VouchSituation situation;

  g_object_freeze_notify (G_OBJECT (self));
  note_request (self);
  if (self->intent != VOUCH_INTENT_NONE && self->situation_mark != compute_mark (self))
    vouch_setup_store_intent (self, VOUCH_INTENT_NONE);

  situation = describe_situation (self);
  vouch_setup_store_step (self, vouch_step_choose (&situation));
  vouch_setup_store_request_waiting (self, is_announced (self) && !situation.needs_token &&
                                           vouch_verification_get_state (self->verification) ==
                                             VOUCH_VERIFICATION_REQUESTED);
  vouch_setup_store_overdue (self, vouch_step_is_overdue (&situation));
  if (self->poller != NULL)
    vouch_poller_set_pace (self->poller, choose_pace (self, &situation));
  set_deadline (self, vouch_step_get_deadline (&situation));
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
vouch_setup_show_request (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!self->request_waiting || vouch_setup_get_busy (self))
    return;
  g_clear_pointer (&self->announced_id, g_free);
  vouch_setup_set_intent (self, VOUCH_INTENT_NONE);
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

  if (vouch_setup_get_busy (self))
    return FALSE;
  switch (self->step)
    {
    case VOUCH_STEP_AUTHORIZE:
    case VOUCH_STEP_CODE:
    case VOUCH_STEP_REGISTER:
    case VOUCH_STEP_STOPPED:
    case VOUCH_STEP_SCAN:
      return TRUE;
    case VOUCH_STEP_INCOMING:
      return vouch_setup_get_foreign (self);
    case VOUCH_STEP_EMOJI:
      return self->intent == VOUCH_INTENT_EMOJI;
    case VOUCH_STEP_RECOVERY:
      return self->intent == VOUCH_INTENT_RECOVERY &&
             vouch_session_get_state (self->session) != VOUCH_SESSION_NEEDS_SECRETS;
    case VOUCH_STEP_RESET:
      return self->intent == VOUCH_INTENT_RESET;
    default:
      return FALSE;
    }
}
