/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-verification-tracker"

#include "vouch-verification-tracker.h"

#include "vouch-property.h"

#define MAX_INTERRUPTIONS 3   /* requests in a row that may take the page */

struct _VouchVerificationTracker
{
  GObject parent_instance;

  /* owned */
  VouchVerification *verification;   /* (nullable): of the session, or the one that ended last */
  char              *dismissed_id;   /* (nullable): one that the user dismissed */
  char              *rejected_id;    /* (nullable): one whose emoji the user rejected */
  char              *request_id;     /* (nullable): the last incoming request */
  char              *announced_id;   /* (nullable): a request that did not take the page */

  guint              interruptions;  /* requests that took the page in a row */
};

G_DEFINE_FINAL_TYPE (VouchVerificationTracker, vouch_verification_tracker, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_VERIFICATION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_verification (VouchVerificationTracker *self,
                  VouchVerification        *verification)
{
  vouch_property_set_object (self, &self->verification, verification,
                             properties[PROP_VERIFICATION]);
}

/* Sets one of these ids to that of the current verification. */
static void
remember (VouchVerificationTracker  *self,
          char                     **id)
{
  g_free (*id);
  *id = g_strdup (vouch_verification_get_id (self->verification));
}

static gboolean
is_rejected (VouchVerificationTracker *self)
{
  return vouch_verification_tracker_is_current (self, self->rejected_id);
}

static gboolean
is_announced (VouchVerificationTracker *self)
{
  return vouch_verification_tracker_is_current (self, self->announced_id);
}

/* Returns: whether the session has got beyond the verification of this computer. */
static gboolean
session_moved_on (VouchSession *session)
{
  switch (vouch_session_get_state (session))
    {
    case VOUCH_SESSION_NEEDS_VERIFICATION:
      return FALSE;
    case VOUCH_SESSION_UNKNOWN:
    case VOUCH_SESSION_INITIALIZING:
    case VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP:
      return vouch_session_get_verified (session);
    case VOUCH_SESSION_NEEDS_LOGIN:
    case VOUCH_SESSION_NEEDS_SECRETS:
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
    case VOUCH_SESSION_READY:
      return TRUE;
    }
  return TRUE;
}

gboolean
vouch_verification_tracker_follow (VouchVerificationTracker *self,
                                   VouchSession             *session)
{
  VouchVerification *current;

  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), FALSE);
  g_return_val_if_fail (VOUCH_IS_SESSION (session), FALSE);

  current = vouch_session_get_verification (session);
  if (current != NULL)
    set_verification (self, current);
  else if (self->verification == NULL)
    return FALSE;
  else if (session_moved_on (session) && (vouch_verification_get_for_login (self->verification) ||
                                          vouch_verification_get_state (self->verification) ==
                                            VOUCH_VERIFICATION_DONE))
    set_verification (self, NULL);
  else
    return !vouch_verification_is_over (self->verification);
  return FALSE;
}

void
vouch_verification_tracker_apply_end (VouchVerificationTracker *self,
                                      VouchSession             *session,
                                      VouchReply               *reply)
{
  const VouchVerificationReply *end;

  g_return_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self));
  g_return_if_fail (VOUCH_IS_SESSION (session));

  if (self->verification == NULL || vouch_session_get_verification (session) != NULL)
    return;

  end = reply != NULL ? vouch_reply_get_verification (reply) : NULL;
  if (end != NULL && vouch_verification_tracker_is_current (self, end->id))
    vouch_verification_update (self->verification, end);
  else
    vouch_verification_mark_gone (self->verification);

  if (session_moved_on (session) &&
      (reply == NULL ||
       vouch_verification_get_state (self->verification) == VOUCH_VERIFICATION_DONE))
    set_verification (self, NULL);
}

void
vouch_verification_tracker_drop (VouchVerificationTracker *self)
{
  g_return_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self));

  set_verification (self, NULL);
}

void
vouch_verification_tracker_clear (VouchVerificationTracker *self)
{
  g_return_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self));

  g_clear_pointer (&self->dismissed_id, g_free);
  g_clear_pointer (&self->rejected_id, g_free);
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->announced_id, g_free);
  self->interruptions = 0;
  set_verification (self, NULL);
}

static gboolean
is_typing (VouchStep step)
{
  return step == VOUCH_STEP_RECOVERY || step == VOUCH_STEP_RESET || step == VOUCH_STEP_SAVE_KEY;
}

gboolean
vouch_verification_tracker_note_request (VouchVerificationTracker *self,
                                         VouchStep                 step)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), FALSE);

  if (self->verification == NULL || !vouch_verification_get_incoming (self->verification) ||
      vouch_verification_get_state (self->verification) != VOUCH_VERIFICATION_REQUESTED ||
      vouch_verification_tracker_is_current (self, self->request_id))
    return FALSE;

  remember (self, &self->request_id);
  if (!is_typing (step) && self->interruptions < MAX_INTERRUPTIONS)
    {
      self->interruptions++;
      return FALSE;
    }
  remember (self, &self->announced_id);
  return TRUE;
}

void
vouch_verification_tracker_allow_requests (VouchVerificationTracker *self)
{
  g_return_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self));

  self->interruptions = 0;
}

void
vouch_verification_tracker_show_request (VouchVerificationTracker *self)
{
  g_return_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self));

  g_clear_pointer (&self->announced_id, g_free);
}

void
vouch_verification_tracker_dismiss (VouchVerificationTracker *self)
{
  g_return_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self));
  g_return_if_fail (self->verification != NULL);

  remember (self, &self->dismissed_id);
}

void
vouch_verification_tracker_reject (VouchVerificationTracker *self)
{
  g_return_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self));
  g_return_if_fail (self->verification != NULL);

  remember (self, &self->rejected_id);
}

VouchVerification *
vouch_verification_tracker_get_verification (VouchVerificationTracker *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), NULL);

  return self->verification;
}

gboolean
vouch_verification_tracker_is_current (VouchVerificationTracker *self,
                                       const char               *id)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), FALSE);

  return self->verification != NULL &&
         g_strcmp0 (vouch_verification_get_id (self->verification), id) == 0;
}

gboolean
vouch_verification_tracker_has_request (VouchVerificationTracker *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), FALSE);

  return is_announced (self) &&
         vouch_verification_get_state (self->verification) == VOUCH_VERIFICATION_REQUESTED;
}

gboolean
vouch_verification_tracker_is_foreign (VouchVerificationTracker *self,
                                       const char               *user_id)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), FALSE);

  return self->verification != NULL && vouch_verification_is_foreign (self->verification, user_id);
}

gboolean
vouch_verification_tracker_can (VouchVerificationTracker *self,
                                VouchActions              action,
                                const char               *user_id)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), FALSE);

  return self->verification != NULL &&
         (vouch_verification_get_actions (self->verification) & action) != 0 &&
         (action == VOUCH_ACTION_CANCEL ||
          !vouch_verification_is_foreign (self->verification, user_id));
}

const char *
vouch_verification_tracker_get_stop_code (VouchVerificationTracker *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), NULL);

  if (is_rejected (self))
    return "m.mismatched_sas";
  return self->verification != NULL ? vouch_verification_get_error_code (self->verification) : NULL;
}

const char *
vouch_verification_tracker_get_stop_reason (VouchVerificationTracker *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self), NULL);

  if (self->verification == NULL || is_rejected (self))
    return NULL;
  return vouch_verification_get_error_reason (self->verification);
}

/* Returns: whether the verification takes the page. A request that is only announced does not. A
 * dismissed verification does not if it has ended, was rejected, or is with another person. */
static gboolean
takes_page (VouchVerificationTracker *self,
            gboolean                  foreign)
{
  if (self->verification == NULL || is_announced (self))
    return FALSE;
  if (!vouch_verification_is_over (self->verification) && !is_rejected (self) && !foreign)
    return TRUE;
  return !vouch_verification_tracker_is_current (self, self->dismissed_id);
}

void
vouch_verification_tracker_describe (VouchVerificationTracker *self,
                                     const char               *user_id,
                                     VouchSituation           *situation)
{
  VouchVerification *verification;
  gboolean foreign;

  g_return_if_fail (VOUCH_IS_VERIFICATION_TRACKER (self));
  g_return_if_fail (situation != NULL);

  verification = self->verification;
  foreign = vouch_verification_tracker_is_foreign (self, user_id);
  situation->verifying = takes_page (self, foreign);
  if (!situation->verifying)
    return;

  situation->verification = is_rejected (self) ? VOUCH_VERIFICATION_ERROR
                                               : vouch_verification_get_state (verification);
  situation->foreign = foreign;
  situation->verification_age = vouch_verification_get_state_age (verification);
  situation->incoming = vouch_verification_get_incoming (verification);
  situation->actions = vouch_verification_get_actions (verification);
  situation->methods = vouch_verification_get_methods (verification);
  situation->has_qr = vouch_verification_get_qr_data (verification) != NULL;
  situation->has_sas = vouch_verification_get_emoji (verification) != NULL ||
                       vouch_verification_get_decimals (verification) != NULL;
}

static void
vouch_verification_tracker_finalize (GObject *object)
{
  VouchVerificationTracker *self = VOUCH_VERIFICATION_TRACKER (object);

  g_clear_object (&self->verification);
  g_free (self->dismissed_id);
  g_free (self->rejected_id);
  g_free (self->request_id);
  g_free (self->announced_id);

  G_OBJECT_CLASS (vouch_verification_tracker_parent_class)->finalize (object);
}

static void
vouch_verification_tracker_get_property (GObject    *object,
                                         guint       property_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  VouchVerificationTracker *self = VOUCH_VERIFICATION_TRACKER (object);

  switch (property_id)
    {
    case PROP_VERIFICATION:
      g_value_set_object (value, self->verification);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_verification_tracker_class_init (VouchVerificationTrackerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = vouch_verification_tracker_finalize;
  object_class->get_property = vouch_verification_tracker_get_property;

  properties[PROP_VERIFICATION] =
    g_param_spec_object ("verification", NULL, NULL, VOUCH_TYPE_VERIFICATION,
                         VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_verification_tracker_init (VouchVerificationTracker *self)
{
}

VouchVerificationTracker *
vouch_verification_tracker_new (void)
{
  return g_object_new (VOUCH_TYPE_VERIFICATION_TRACKER, NULL);
}
