/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-verification"

#include "vouch-verification.h"

#include "vouch-api-enums.h"
#include "vouch-clock.h"
#include "vouch-plain-text.h"
#include "vouch-property.h"
#include "vouch-qr-payload.h"

/* Limits for strings of the server that are shown, in characters. */
#define MAX_ID    255
#define MAX_EMOJI 400

/* VouchVerification mirrors the last reply. Its only own decision is
 * vouch_verification_mark_gone(). */
struct _VouchVerification
{
  GObject parent_instance;

  /* owned */
  char *id;
  char *device_name;
  char *qr_data;
  char *other_user;       /* (nullable): as in the reply */
  char *other_user_name;  /* (nullable): the same, fit to be shown */
  char *raw_emoji;        /* (nullable): as in the reply */
  char *raw_decimals;
  char *first_emoji;      /* (nullable): the first that were received */
  char *first_decimals;
  char *emoji;            /* (nullable): fit to be shown */
  char *decimals;
  char *error_code;
  char *error_reason;

  VouchVerificationState state;
  gint64                 state_since;   /* g_get_monotonic_time() */
  VouchActions           actions;
  VouchMethods           methods;
  VouchSas               sas;
  gboolean               sas_changed;
  gboolean               incoming;
  gboolean               for_login;
  gint64                 requested_at;
  gint64                 emoji_at;
};

G_DEFINE_FINAL_TYPE (VouchVerification, vouch_verification, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ID,
  PROP_STATE,
  PROP_INCOMING,
  PROP_ACTIONS,
  PROP_METHODS,
  PROP_DEVICE_NAME,
  PROP_OTHER_USER,
  PROP_QR_DATA,
  PROP_EMOJI,
  PROP_DECIMALS,
  PROP_ERROR_CODE,
  PROP_ERROR_REASON,
  PROP_FOR_LOGIN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_state (VouchVerification      *self,
           VouchVerificationState  state)
{
  if (state == VOUCH_VERIFICATION_REQUESTED && self->requested_at == 0)
    self->requested_at = vouch_clock_get_time ();
  if (vouch_property_set (self, &self->state, state, properties[PROP_STATE]))
    self->state_since = g_get_monotonic_time ();
}

static void
vouch_verification_finalize (GObject *object)
{
  VouchVerification *self = VOUCH_VERIFICATION (object);

  g_free (self->id);
  g_free (self->device_name);
  g_free (self->qr_data);
  g_free (self->other_user);
  g_free (self->other_user_name);
  g_free (self->raw_emoji);
  g_free (self->raw_decimals);
  g_free (self->first_emoji);
  g_free (self->first_decimals);
  g_free (self->emoji);
  g_free (self->decimals);
  g_free (self->error_code);
  g_free (self->error_reason);

  G_OBJECT_CLASS (vouch_verification_parent_class)->finalize (object);
}

static void
vouch_verification_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  VouchVerification *self = VOUCH_VERIFICATION (object);

  switch (property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_INCOMING:
      g_value_set_boolean (value, self->incoming);
      break;
    case PROP_ACTIONS:
      g_value_set_flags (value, self->actions);
      break;
    case PROP_METHODS:
      g_value_set_flags (value, self->methods);
      break;
    case PROP_DEVICE_NAME:
      g_value_set_string (value, self->device_name);
      break;
    case PROP_OTHER_USER:
      g_value_set_string (value, self->other_user_name);
      break;
    case PROP_QR_DATA:
      g_value_set_string (value, self->qr_data);
      break;
    case PROP_EMOJI:
      g_value_set_string (value, self->emoji);
      break;
    case PROP_DECIMALS:
      g_value_set_string (value, self->decimals);
      break;
    case PROP_ERROR_CODE:
      g_value_set_string (value, self->error_code);
      break;
    case PROP_ERROR_REASON:
      g_value_set_string (value, self->error_reason);
      break;
    case PROP_FOR_LOGIN:
      g_value_set_boolean (value, self->for_login);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_verification_class_init (VouchVerificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->finalize = vouch_verification_finalize;
  object_class->get_property = vouch_verification_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, VOUCH_TYPE_VERIFICATION_STATE,
                       VOUCH_VERIFICATION_UNKNOWN, flags);
  properties[PROP_INCOMING] = g_param_spec_boolean ("incoming", NULL, NULL, FALSE, flags);
  properties[PROP_ACTIONS] =
    g_param_spec_flags ("actions", NULL, NULL, VOUCH_TYPE_ACTIONS, 0, flags);
  properties[PROP_METHODS] =
    g_param_spec_flags ("methods", NULL, NULL, VOUCH_TYPE_METHODS, 0, flags);
  properties[PROP_DEVICE_NAME] = g_param_spec_string ("device-name", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_USER] = g_param_spec_string ("other-user", NULL, NULL, NULL, flags);
  properties[PROP_QR_DATA] = g_param_spec_string ("qr-data", NULL, NULL, NULL, flags);
  properties[PROP_EMOJI] = g_param_spec_string ("emoji", NULL, NULL, NULL, flags);
  properties[PROP_DECIMALS] = g_param_spec_string ("decimals", NULL, NULL, NULL, flags);
  properties[PROP_ERROR_CODE] = g_param_spec_string ("error-code", NULL, NULL, NULL, flags);
  properties[PROP_ERROR_REASON] = g_param_spec_string ("error-reason", NULL, NULL, NULL, flags);
  properties[PROP_FOR_LOGIN] = g_param_spec_boolean ("for-login", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_verification_init (VouchVerification *self)
{
  self->state_since = g_get_monotonic_time ();
}

VouchVerification *
vouch_verification_new (const char *id)
{
  VouchVerification *self = g_object_new (VOUCH_TYPE_VERIFICATION, NULL);

  self->id = g_strdup (id);
  return self;
}

/* @first: (inout): the first text that was received
 * @now: (nullable): the text of the last reply
 * Returns: whether @now differs from @first */
static gboolean
has_changed (char       **first,
             const char  *now)
{
  if (now == NULL)
    return FALSE;
  if (*first == NULL)
    *first = g_strdup (now);
  return !g_str_equal (*first, now);
}

static void
update_sas (VouchVerification *self,
            const char        *raw_emoji,
            const char        *raw_decimals)
{
  g_autofree char *emoji = vouch_plain_text (raw_emoji, MAX_EMOJI);
  g_autofree char *decimals = vouch_plain_text (raw_decimals, MAX_EMOJI);
  gboolean emoji_changed = has_changed (&self->first_emoji, raw_emoji);
  gboolean decimals_changed = has_changed (&self->first_decimals, raw_decimals);

  vouch_sas_read (&self->sas, raw_emoji, raw_decimals);
  if (emoji_changed || decimals_changed)
    self->sas_changed = TRUE;
  if (self->sas_changed)
    self->sas.certain = FALSE;
  vouch_property_set_string (self, &self->raw_emoji, raw_emoji, properties[PROP_EMOJI]);
  vouch_property_set_string (self, &self->raw_decimals, raw_decimals, properties[PROP_DECIMALS]);
  if (self->emoji_at == 0 && (emoji != NULL || decimals != NULL))
    self->emoji_at = vouch_clock_get_time ();
  vouch_property_set_string (self, &self->emoji, emoji, properties[PROP_EMOJI]);
  vouch_property_set_string (self, &self->decimals, decimals, properties[PROP_DECIMALS]);
}

void
vouch_verification_update (VouchVerification            *self,
                           const VouchVerificationReply *reply)
{
  g_autofree char *other_user_name = NULL;

  g_return_if_fail (VOUCH_IS_VERIFICATION (self));
  g_return_if_fail (reply != NULL);

  other_user_name = vouch_plain_text (reply->other_user, MAX_ID);
  g_object_freeze_notify (G_OBJECT (self));
  set_state (self, reply->state);
  vouch_property_set (self, &self->incoming, reply->incoming, properties[PROP_INCOMING]);
  vouch_property_set (self, &self->for_login, reply->for_login, properties[PROP_FOR_LOGIN]);
  vouch_property_set (self, &self->actions, reply->actions, properties[PROP_ACTIONS]);
  vouch_property_set (self, &self->methods, reply->methods, properties[PROP_METHODS]);
  vouch_property_set_string (self, &self->device_name, reply->device_name,
                             properties[PROP_DEVICE_NAME]);
  vouch_property_set_string (self, &self->other_user, reply->other_user,
                             properties[PROP_OTHER_USER]);
  vouch_property_set_string (self, &self->other_user_name, other_user_name,
                             properties[PROP_OTHER_USER]);
  vouch_property_set_string (self, &self->qr_data, reply->qr_data, properties[PROP_QR_DATA]);
  vouch_property_set_string (self, &self->error_code, reply->error_code,
                             properties[PROP_ERROR_CODE]);
  vouch_property_set_string (self, &self->error_reason, reply->error_reason,
                             properties[PROP_ERROR_REASON]);
  update_sas (self, reply->emoji, reply->decimals);
  g_object_thaw_notify (G_OBJECT (self));
}

void
vouch_verification_mark_gone (VouchVerification *self)
{
  g_return_if_fail (VOUCH_IS_VERIFICATION (self));

  g_object_freeze_notify (G_OBJECT (self));
  set_state (self, VOUCH_VERIFICATION_CANCELLED);
  vouch_property_set (self, &self->actions, 0, properties[PROP_ACTIONS]);
  g_object_thaw_notify (G_OBJECT (self));
}

const char *
vouch_verification_get_id (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);
  return self->id;
}

VouchVerificationState
vouch_verification_get_state (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), VOUCH_VERIFICATION_UNKNOWN);
  return self->state;
}

gint64
vouch_verification_get_state_age (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), 0);
  return (g_get_monotonic_time () - self->state_since) / 1000;
}

gboolean
vouch_verification_get_incoming (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), FALSE);
  return self->incoming;
}

VouchActions
vouch_verification_get_actions (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), 0);
  return self->actions;
}

VouchMethods
vouch_verification_get_methods (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), 0);
  return self->methods;
}

const char *
vouch_verification_get_device_name (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);
  return self->device_name;
}

const char *
vouch_verification_get_other_user (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);
  return self->other_user_name;
}

/* A verification with another person runs in a room. Its id is that of an event, which begins with
 * "$", and its QR code has the mode 0 (api.md 6, 7). */
static gboolean
looks_foreign (VouchVerification *self)
{
  g_autoptr(GBytes) code = NULL;

  if (g_str_has_prefix (self->id, "$"))
    return TRUE;
  if (self->qr_data == NULL)
    return FALSE;
  code = vouch_qr_payload_from_wire (self->qr_data, NULL);
  return vouch_qr_payload_explain (code, NULL, self->id) == VOUCH_QR_OTHER_PERSON;
}

gboolean
vouch_verification_is_foreign (VouchVerification *self,
                               const char        *user_id)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), FALSE);

  if (self->other_user != NULL && user_id != NULL)
    return !g_str_equal (self->other_user, user_id);
  return looks_foreign (self);
}

const char *
vouch_verification_get_qr_data (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);
  return self->qr_data;
}

const char *
vouch_verification_get_emoji (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);
  return self->emoji;
}

const char *
vouch_verification_get_decimals (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);
  return self->decimals;
}

const VouchSas *
vouch_verification_get_sas (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);
  return &self->sas;
}

gboolean
vouch_verification_get_sas_changed (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), FALSE);
  return self->sas_changed;
}

const char *
vouch_verification_get_error_reason (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);

  return self->error_reason;
}

const char *
vouch_verification_get_error_code (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), NULL);
  return self->error_code;
}

gboolean
vouch_verification_get_for_login (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), FALSE);
  return self->for_login;
}

gint64
vouch_verification_get_requested_at (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), 0);
  return self->requested_at;
}

gint64
vouch_verification_get_emoji_at (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), 0);
  return self->emoji_at;
}

gboolean
vouch_verification_is_over (VouchVerification *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION (self), TRUE);
  return self->state == VOUCH_VERIFICATION_DONE || self->state == VOUCH_VERIFICATION_CANCELLED ||
         self->state == VOUCH_VERIFICATION_ERROR;
}
