/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-session"

#include "vouch-session.h"

#include "vouch-json.h"
#include "vouch-model-enums.h"
#include "vouch-plain-text.h"

#define MAX_ID 255   /* characters of a Matrix identifier */
#define DAY    (24 * 60 * 60)

/* The facts of e2ee that the window shows or a problem report holds, in the order of their
 * properties. */
enum {
  FACT_VERIFIED,
  FACT_CROSS_SIGNING,
  FACT_KEY_BACKUP,
  FACT_SECRET_STORAGE,
  FACT_FIRST_SYNC_DONE,
  FACT_RECOVERY_KEY_SAVED,
  FACT_INITIALIZED,
  FACT_HAS_SECRETS,
  N_FACTS
};

/* What Beeper says about its account. It is a mirror of the last reply. */
struct _VouchSession
{
  GObject parent_instance;

  /* owned */
  char              *user_id;
  char              *device_id;
  char              *homeserver;
  VouchVerification *verification;

  VouchSessionState  state;
  gint64             state_since;   /* monotonic */
  gboolean           known;
  gboolean           facts[N_FACTS];
  gint64             recovery_key_made;
};

G_DEFINE_FINAL_TYPE (VouchSession, vouch_session, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_KNOWN,
  PROP_STATE,
  PROP_USER_ID,
  PROP_DEVICE_ID,
  PROP_HOMESERVER,
  PROP_RECOVERY_KEY_MADE,
  PROP_VERIFICATION,
  PROP_FIRST_FACT,
  N_PROPS = PROP_FIRST_FACT + N_FACTS
};

static GParamSpec *properties[N_PROPS];

static const struct {
  const char *property;
  const char *member;   /* of e2ee; NULL: computed */
} facts[N_FACTS] = {
  [FACT_VERIFIED] = { "verified", "verified" },
  [FACT_CROSS_SIGNING] = { "cross-signing", "crossSigning" },
  [FACT_KEY_BACKUP] = { "key-backup", "keyBackup" },
  [FACT_SECRET_STORAGE] = { "secret-storage", "secretStorage" },
  [FACT_FIRST_SYNC_DONE] = { "first-sync-done", "firstSyncDone" },
  [FACT_RECOVERY_KEY_SAVED] = { "recovery-key-saved", "hasBackedUpRecoveryKey" },
  [FACT_INITIALIZED] = { "initialized", "initialized" },
  [FACT_HAS_SECRETS] = { "has-secrets", NULL },
};

static const struct {
  const char        *word;
  VouchSessionState  state;
} state_words[] = {
  { "needs-login", VOUCH_SESSION_NEEDS_LOGIN },
  { "initializing", VOUCH_SESSION_INITIALIZING },
  { "needs-cross-signing-setup", VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP },
  { "needs-verification", VOUCH_SESSION_NEEDS_VERIFICATION },
  { "needs-secrets", VOUCH_SESSION_NEEDS_SECRETS },
  { "needs-first-sync", VOUCH_SESSION_NEEDS_FIRST_SYNC },
  { "ready", VOUCH_SESSION_READY },
};

static VouchSessionState
read_state (JsonObject *object)
{
  const char *word = vouch_json_get_string (object, "state");

  for (gsize i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (g_strcmp0 (word, state_words[i].word) == 0)
      return state_words[i].state;
  return VOUCH_SESSION_UNKNOWN;
}

static gboolean
read_has_secrets (JsonObject *e2ee)
{
  static const char * const members[] = {
    "masterKey", "megolmBackupKey", "recoveryKey", "selfSigningKey", "userSigningKey",
  };
  JsonObject *secrets = vouch_json_get_object (e2ee, "secrets");

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (!vouch_json_get_boolean (secrets, members[i]))
      return FALSE;
  return TRUE;
}

/* Beeper gives seconds or, above 1e11, milliseconds (api.md 1), in e2ee or beside it. A
 * day that is yet to come says only that a clock is wrong, here or there. */
static gint64
read_recovery_key_made (JsonObject *object,
                        JsonObject *e2ee)
{
  double value = vouch_json_get_number (e2ee, "recoveryKeyGeneratedAt");
  double now = (double) (g_get_real_time () / G_USEC_PER_SEC);

  if (value == 0)
    value = vouch_json_get_number (object, "recoveryKeyGeneratedAt");
  if (value > 1e11)
    value /= 1000;
  return value > 0 && value < now + DAY ? (gint64) value : 0;
}

static void
set_id (VouchSession  *self,
        char         **field,
        const char    *value,
        guint          property)
{
  g_autofree char *plain = vouch_plain_text (value, MAX_ID);

  if (g_strcmp0 (*field, plain) == 0)
    return;
  g_free (*field);
  *field = g_steal_pointer (&plain);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_boolean (VouchSession *self,
             gboolean     *field,
             gboolean      value,
             guint         property)
{
  if (*field == value)
    return;
  *field = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_state (VouchSession      *self,
           VouchSessionState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  self->state_since = g_get_monotonic_time ();
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_recovery_key_made (VouchSession *self,
                       gint64        made)
{
  if (self->recovery_key_made == made)
    return;
  self->recovery_key_made = made;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RECOVERY_KEY_MADE]);
}

static void
update_verification (VouchSession *self,
                     JsonObject   *object)
{
  g_autoptr(VouchVerification) fresh = NULL;
  const char *id = vouch_json_get_string (object, "id");

  if (id != NULL && self->verification != NULL &&
      strcmp (id, vouch_verification_get_id (self->verification)) == 0)
    {
      vouch_verification_update (self->verification, object);
      return;
    }

  if (id != NULL)
    {
      fresh = vouch_verification_new (id);
      vouch_verification_update (fresh, object);
    }
  if (g_set_object (&self->verification, fresh))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VERIFICATION]);
}

static void
vouch_session_finalize (GObject *object)
{
  VouchSession *self = VOUCH_SESSION (object);

  g_free (self->user_id);
  g_free (self->device_id);
  g_free (self->homeserver);
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
    case PROP_HOMESERVER:
      g_value_set_string (value, self->homeserver);
      break;
    case PROP_RECOVERY_KEY_MADE:
      g_value_set_int64 (value, self->recovery_key_made);
      break;
    case PROP_VERIFICATION:
      g_value_set_object (value, self->verification);
      break;
    default:
      g_assert (property_id >= PROP_FIRST_FACT && property_id < N_PROPS);
      g_value_set_boolean (value, self->facts[property_id - PROP_FIRST_FACT]);
    }
}

static void
vouch_session_class_init (VouchSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vouch_session_finalize;
  object_class->get_property = vouch_session_get_property;

  properties[PROP_KNOWN] = g_param_spec_boolean ("known", NULL, NULL, FALSE, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, VOUCH_TYPE_SESSION_STATE,
                                              VOUCH_SESSION_UNKNOWN, flags);
  properties[PROP_USER_ID] = g_param_spec_string ("user-id", NULL, NULL, NULL, flags);
  properties[PROP_DEVICE_ID] = g_param_spec_string ("device-id", NULL, NULL, NULL, flags);
  properties[PROP_HOMESERVER] = g_param_spec_string ("homeserver", NULL, NULL, NULL, flags);
  properties[PROP_RECOVERY_KEY_MADE] =
    g_param_spec_int64 ("recovery-key-made", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_VERIFICATION] =
    g_param_spec_object ("verification", NULL, NULL, VOUCH_TYPE_VERIFICATION, flags);
  for (guint i = 0; i < N_FACTS; i++)
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

/* All readers take NULL for "nothing is said", so that an object of NULL forgets everything. */
static void
take (VouchSession *self,
      JsonObject   *object,
      JsonObject   *verification)
{
  JsonObject *e2ee = vouch_json_get_object (object, "e2ee");
  JsonObject *matrix = vouch_json_get_object (object, "matrix");
  g_autofree char *user_id = vouch_session_read_user_id (object);

  if (verification == NULL)
    verification = vouch_json_get_object (object, "verification");

  g_object_freeze_notify (G_OBJECT (self));
  if (!self->known)
    self->state_since = g_get_monotonic_time ();
  set_boolean (self, &self->known, object != NULL, PROP_KNOWN);
  set_state (self, read_state (object));
  set_id (self, &self->user_id, user_id, PROP_USER_ID);
  set_id (self, &self->device_id, vouch_json_get_string (matrix, "deviceID"), PROP_DEVICE_ID);
  set_id (self, &self->homeserver, vouch_json_get_string (matrix, "homeserver"), PROP_HOMESERVER);
  for (guint i = 0; i < N_FACTS; i++)
    set_boolean (self, &self->facts[i],
                 facts[i].member != NULL ? vouch_json_get_boolean (e2ee, facts[i].member)
                                         : read_has_secrets (e2ee),
                 PROP_FIRST_FACT + i);
  set_recovery_key_made (self, read_recovery_key_made (object, e2ee));
  update_verification (self, verification);
  g_object_thaw_notify (G_OBJECT (self));
}

void
vouch_session_update (VouchSession *self,
                      JsonObject   *object,
                      JsonObject   *verification)
{
  g_return_if_fail (VOUCH_IS_SESSION (self));
  g_return_if_fail (object != NULL);

  take (self, object, verification);
}

void
vouch_session_clear (VouchSession *self)
{
  g_return_if_fail (VOUCH_IS_SESSION (self));

  take (self, NULL, NULL);
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

char *
vouch_session_read_user_id (JsonObject *object)
{
  JsonObject *matrix = vouch_json_get_object (object, "matrix");

  return vouch_plain_text (vouch_json_get_string (matrix, "userID"), MAX_ID);
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
  return self->facts[FACT_VERIFIED];
}

gboolean
vouch_session_get_first_sync_done (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), FALSE);
  return self->facts[FACT_FIRST_SYNC_DONE];
}

gboolean
vouch_session_get_recovery_key_saved (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), FALSE);
  return self->facts[FACT_RECOVERY_KEY_SAVED];
}

gboolean
vouch_session_get_has_secrets (VouchSession *self)
{
  g_return_val_if_fail (VOUCH_IS_SESSION (self), FALSE);
  return self->facts[FACT_HAS_SECRETS];
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
