/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-session"

#include "vouch-session.h"

#include "vouch-api-enums.h"
#include "vouch-property.h"

/* VouchSession mirrors the last reply: the state of Beeper's account. */
struct _VouchSession
{
  GObject parent_instance;

  /* owned */
  char              *user_id;
  char              *device_id;
  VouchVerification *verification;

  VouchSessionState  state;
  gint64             state_since;   /* g_get_monotonic_time() */
  gboolean           known;
  VouchSessionFacts  facts;
  gint64             recovery_key_made;
};

G_DEFINE_FINAL_TYPE (VouchSession, vouch_session, G_TYPE_OBJECT)

/* The facts as properties. */
static const struct {
  const char       *property;
  VouchSessionFacts fact;
} facts[] = {
  { "verified", VOUCH_FACT_VERIFIED },
  { "cross-signing", VOUCH_FACT_CROSS_SIGNING },
  { "key-backup", VOUCH_FACT_KEY_BACKUP },
  { "secret-storage", VOUCH_FACT_SECRET_STORAGE },
  { "first-sync-done", VOUCH_FACT_FIRST_SYNC_DONE },
  { "recovery-key-saved", VOUCH_FACT_RECOVERY_KEY_SAVED },
  { "initialized", VOUCH_FACT_INITIALIZED },
  { "has-secrets", VOUCH_FACT_HAS_SECRETS },
};

enum {
  PROP_0,
  PROP_KNOWN,
  PROP_STATE,
  PROP_USER_ID,
  PROP_DEVICE_ID,
  PROP_RECOVERY_KEY_MADE,
  PROP_VERIFICATION,
  PROP_FIRST_FACT,
  N_PROPS = PROP_FIRST_FACT + G_N_ELEMENTS (facts)
};

static GParamSpec *properties[N_PROPS];

static void
set_facts (VouchSession      *self,
           VouchSessionFacts  now)
{
  VouchSessionFacts changed = self->facts ^ now;

  self->facts = now;
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    if (changed & facts[i].fact)
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FIRST_FACT + i]);
}

/* @reply: (nullable) */
static void
update_verification (VouchSession                 *self,
                     const VouchVerificationReply *reply)
{
  g_autoptr(VouchVerification) fresh = NULL;

  if (reply != NULL && self->verification != NULL &&
      g_str_equal (reply->id, vouch_verification_get_id (self->verification)))
    {
      vouch_verification_update (self->verification, reply);
      return;
    }

  if (reply != NULL)
    {
      fresh = vouch_verification_new (reply->id);
      vouch_verification_update (fresh, reply);
    }
  vouch_property_set_object (self, &self->verification, fresh, properties[PROP_VERIFICATION]);
}

static void
vouch_session_finalize (GObject *object)
{
  VouchSession *self = VOUCH_SESSION (object);

  g_free (self->user_id);
  g_free (self->device_id);
  g_clear_object (&self->verification);

  G_OBJECT_CLASS (vouch_session_parent_class)->finalize (object);
}

static void
vouch_session_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  VouchSession *self = VOUCH_SESSION (object);

  switch (property_id)
    {
    case PROP_KNOWN:
      g_value_set_boolean (value, self->known);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_USER_ID:
      g_value_set_string (value, self->user_id);
      break;
    case PROP_DEVICE_ID:
      g_value_set_string (value, self->device_id);
      break;
    case PROP_RECOVERY_KEY_MADE:
      g_value_set_int64 (value, self->recovery_key_made);
      break;
    case PROP_VERIFICATION:
      g_value_set_object (value, self->verification);
      break;
    default:
      g_assert (property_id >= PROP_FIRST_FACT && property_id < N_PROPS);
      g_value_set_boolean (value,
                           (self->facts & facts[property_id - PROP_FIRST_FACT].fact) != 0);
    }
}

static void
vouch_session_class_init (VouchSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->finalize = vouch_session_finalize;
  object_class->get_property = vouch_session_get_property;

  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, FALSE, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, VOUCH_TYPE_SESSION_STATE,
                                              VOUCH_SESSION_UNKNOWN, flags);
  properties[PROP_USER_ID] = g_param_spec_string ("user-id", NULL, NULL, NULL, flags);
  properties[PROP_DEVICE_ID] = g_param_spec_string ("device-id", NULL, NULL, NULL, flags);
  properties[PROP_RECOVERY_KEY_MADE] =
    g_param_spec_int64 ("recovery-key-made", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_VERIFICATION] =
    g_param_spec_object ("verification", NULL, NULL, VOUCH_TYPE_VERIFICATION, flags);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    properties[PROP_FIRST_FACT + i] =
      g_param_spec_boolean (facts[i].property, NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_session_init (VouchSession *self)
{
  self->state_since = g_get_monotonic_time ();
}

VouchSession *
vouch_session_new (void)
{
  return g_object_new (VOUCH_TYPE_SESSION, NULL);
}

/* @known: FALSE: @session is empty */
static void
apply (VouchSession                 *self,
       gboolean                      known,
       const VouchSessionReply      *session,
       const VouchVerificationReply *verification)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (!self->known)
    self->state_since = g_get_monotonic_time ();
  vouch_property_set (self, &self->known, known, properties[PROP_KNOWN]);
  if (vouch_property_set (self, &self->state, session->state, properties[PROP_STATE]))
    self->state_since = g_get_monotonic_time ();
  vouch_property_set_string (self, &self->user_id, session->user_id, properties[PROP_USER_ID]);
  vouch_property_set_string (self, &self->device_id, session->device_id,
                             properties[PROP_DEVICE_ID]);
  set_facts (self, session->facts);
  vouch_property_set (self, &self->recovery_key_made, session->recovery_key_made,
                      properties[PROP_RECOVERY_KEY_MADE]);
  update_verification (self, verification);
  g_object_thaw_notify (G_OBJECT (self));
}

void
vouch_session_update (VouchSession *self,
                      VouchReply   *reply)
{
  g_return_if_fail (VOUCH_IS_SESSION (self));
  g_return_if_fail (vouch_reply_get_session (reply) != NULL);

  apply (self, TRUE, vouch_reply_get_session (reply), vouch_reply_get_verification (reply));
}

void
vouch_session_clear (VouchSession *self)
{
  const VouchSessionReply nothing = { .state = VOUCH_SESSION_UNKNOWN };

  g_return_if_fail (VOUCH_IS_SESSION (self));

  apply (self, FALSE, &nothing, NULL);
}

gboolean
vouch_session_get_known (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), FALSE);
  return self->known;
}

VouchSessionState
vouch_session_get_state (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), VOUCH_SESSION_UNKNOWN);
  return self->state;
}

gint64
vouch_session_get_state_age (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), 0);
  return (g_get_monotonic_time () - self->state_since) / 1000;
}

const char *
vouch_session_get_user_id (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), NULL);
  return self->user_id;
}

const char *
vouch_session_get_device_id (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), NULL);
  return self->device_id;
}

gboolean
vouch_session_get_verified (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), FALSE);
  return (self->facts & VOUCH_FACT_VERIFIED) != 0;
}

gboolean
vouch_session_get_first_sync_done (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), FALSE);
  return (self->facts & VOUCH_FACT_FIRST_SYNC_DONE) != 0;
}

gboolean
vouch_session_get_recovery_key_saved (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), FALSE);
  return (self->facts & VOUCH_FACT_RECOVERY_KEY_SAVED) != 0;
}

gint64
vouch_session_get_recovery_key_made (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), 0);
  return self->recovery_key_made;
}

VouchVerification *
vouch_session_get_verification (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), NULL);
  return self->verification;
}
