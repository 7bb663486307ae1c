/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-reply"

#include "vouch-reply.h"

#include "vouch-json.h"
#include "vouch-plain-text.h"
#include "vouch-secret.h"

#include <string.h>

#define DAY (24 * 60 * 60)   /* seconds */

/* Characters of the server's texts that are shown. */
#define MAX_ID          255
#define MAX_NAME         30
#define MAX_REASON      200
#define MAX_TITLE        80
#define MAX_TERMS      2000
#define MAX_LABEL        40
#define MAX_SUGGESTIONS   6   /* of them */

#define NOT_UNDERSTOOD "\ufffd"   /* neither emoji nor number */

struct _VouchReply
{
  GObject parent_instance;

  /* owned */
  JsonObject             *json;           /* its secrets are wiped */
  VouchSessionReply      *session;        /* (nullable) */
  VouchVerificationReply *verification;   /* (nullable) */
  VouchRegistration      *registration;   /* (nullable) */
  char                   *account;        /* (nullable) */
  char                   *token;          /* (nullable), secret */
  char                   *lead_token;     /* (nullable), secret */
  char                   *recovery_key;   /* (nullable), secret */
};

G_DEFINE_FINAL_TYPE (VouchReply, vouch_reply, G_TYPE_OBJECT)

/* A word of the wire, and the state or flag that stands for it. */
typedef struct {
  const char *word;
  guint       value;
} Word;

static const Word session_states[] = {
  { "needs-login", VOUCH_SESSION_NEEDS_LOGIN },
  { "initializing", VOUCH_SESSION_INITIALIZING },
  { "needs-cross-signing-setup", VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP },
  { "needs-verification", VOUCH_SESSION_NEEDS_VERIFICATION },
  { "needs-secrets", VOUCH_SESSION_NEEDS_SECRETS },
  { "needs-first-sync", VOUCH_SESSION_NEEDS_FIRST_SYNC },
  { "ready", VOUCH_SESSION_READY },
  { NULL, 0 },
};

static const Word facts[] = {
  { "verified", VOUCH_FACT_VERIFIED },
  { "crossSigning", VOUCH_FACT_CROSS_SIGNING },
  { "keyBackup", VOUCH_FACT_KEY_BACKUP },
  { "secretStorage", VOUCH_FACT_SECRET_STORAGE },
  { "firstSyncDone", VOUCH_FACT_FIRST_SYNC_DONE },
  { "hasBackedUpRecoveryKey", VOUCH_FACT_RECOVERY_KEY_SAVED },
  { "initialized", VOUCH_FACT_INITIALIZED },
  { NULL, 0 },
};

static const Word verification_states[] = {
  { "requested", VOUCH_VERIFICATION_REQUESTED },
  { "ready", VOUCH_VERIFICATION_READY },
  { "sas_ready", VOUCH_VERIFICATION_SAS_READY },
  { "qr_scanned", VOUCH_VERIFICATION_QR_SCANNED },
  { "done", VOUCH_VERIFICATION_DONE },
  { "cancelled", VOUCH_VERIFICATION_CANCELLED },
  { "error", VOUCH_VERIFICATION_ERROR },
  { NULL, 0 },
};

static const Word actions[] = {
  { "accept", VOUCH_ACTION_ACCEPT },
  { "cancel", VOUCH_ACTION_CANCEL },
  { "qr.confirmScanned", VOUCH_ACTION_CONFIRM_SCAN },
  { "sas.start", VOUCH_ACTION_START_SAS },
  { "sas.confirm", VOUCH_ACTION_CONFIRM_SAS },
  { NULL, 0 },
};

static const Word methods[] = {
  { "qr", VOUCH_METHOD_QR },
  { "sas", VOUCH_METHOD_SAS },
  { NULL, 0 },
};

/* Returns: 0 for a word that is not known */
static guint
read_word (const char *word,
           const Word *words)
{
  for (; words->word != NULL; words++)
    if (g_strcmp0 (word, words->word) == 0)
      return words->value;
  return 0;
}

/* Unknown words are left out: there is no button for them. */
static guint
read_flags (JsonObject *object,
            const char *member,
            const Word *words)
{
  g_auto(GStrv) strings = vouch_json_dup_strings (object, member);
  guint flags = 0;

  for (guint i = 0; strings[i] != NULL; i++)
    flags |= read_word (strings[i], words);
  return flags;
}

static char *
read_text (JsonObject *object,
           const char *member,
           guint       max_length)
{
  return vouch_plain_text (vouch_json_get_string (object, member), max_length);
}

/* The session */

static gboolean
has_secrets (JsonObject *e2ee)
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

static VouchSessionFacts
read_facts (JsonObject *e2ee)
{
  VouchSessionFacts read = has_secrets (e2ee) ? VOUCH_FACT_HAS_SECRETS : 0;

  for (const Word *fact = facts; fact->word != NULL; fact++)
    if (vouch_json_get_boolean (e2ee, fact->word))
      read |= fact->value;
  return read;
}

/* Beeper gives seconds or, above 1e11, milliseconds (api.md 1), in e2ee or beside it. A day in the
 * future means that a clock is wrong, here or there. */
static gint64
read_recovery_key_made (JsonObject *session,
                        JsonObject *e2ee)
{
  double value = vouch_json_get_number (e2ee, "recoveryKeyGeneratedAt");
  double now = (double) (g_get_real_time () / G_USEC_PER_SEC);

  if (value == 0)
    value = vouch_json_get_number (session, "recoveryKeyGeneratedAt");
  if (value > 1e11)
    value /= 1000;
  return value > 0 && value < now + DAY ? (gint64) value : 0;
}

static VouchSessionReply *
read_session (JsonObject *object)
{
  JsonObject *e2ee = vouch_json_get_object (object, "e2ee");
  JsonObject *matrix = vouch_json_get_object (object, "matrix");
  VouchSessionReply *session;

  if (object == NULL)
    return NULL;

  session = g_new0 (VouchSessionReply, 1);
  session->state = read_word (vouch_json_get_string (object, "state"), session_states);
  session->facts = read_facts (e2ee);
  session->user_id = read_text (matrix, "userID", MAX_ID);
  session->device_id = read_text (matrix, "deviceID", MAX_ID);
  session->recovery_key_made = read_recovery_key_made (object, e2ee);
  return session;
}

static void
session_free (VouchSessionReply *session)
{
  g_free (session->user_id);
  g_free (session->device_id);
  g_free (session);
}

/* The verification */

/* The format of sas.emojis and sas.decimals is not published (api.md 7). A string is taken as it
 * is, a list is joined by spaces, and an object in a list is represented by the string that holds
 * the emoji. Parts of any other kind are not left out, since the user must see everything. */
static void
append_text (JsonNode *node,
             GString  *text)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        append_text (json_array_get_element (array, i), text);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      const char *emoji = vouch_json_get_string (json_node_get_object (node), "emoji");

      g_string_append (text, emoji != NULL ? emoji : NOT_UNDERSTOOD);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_string_append (text, json_node_get_string (node));
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64)
    g_string_append_printf (text, "%04" G_GINT64_FORMAT, json_node_get_int (node));
  else
    g_string_append (text, NOT_UNDERSTOOD);
}

static char *
read_loose_text (JsonObject *object,
                 const char *member)
{
  g_autoptr(GString) text = NULL;
  JsonNode *node;

  if (object == NULL)
    return NULL;
  node = json_object_get_member (object, member);
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;

  text = g_string_new (NULL);
  append_text (node, text);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* A word for machines is no reason (api.md 2). */
static char *
read_reason (JsonObject *error)
{
  g_autofree char *reason = read_text (error, "reason", MAX_REASON);

  if (reason != NULL && g_str_is_ascii (reason) && strchr (reason, ' ') == NULL)
    return NULL;
  return g_steal_pointer (&reason);
}

static gboolean
is_word (JsonObject *object,
         const char *member,
         const char *word)
{
  return g_strcmp0 (vouch_json_get_string (object, member), word) == 0;
}

static VouchVerificationReply *
read_verification (JsonObject *object)
{
  JsonObject *error = vouch_json_get_object (object, "error");
  JsonObject *sas = vouch_json_get_object (object, "sas");
  VouchVerificationReply *verification;

  if (vouch_json_get_string (object, "id") == NULL)
    return NULL;

  verification = g_new0 (VouchVerificationReply, 1);
  verification->id = g_strdup (vouch_json_get_string (object, "id"));
  verification->state = read_word (vouch_json_get_string (object, "state"), verification_states);
  verification->actions = read_flags (object, "availableActions", actions);
  verification->methods = read_flags (object, "methods", methods);
  verification->incoming = is_word (object, "direction", "incoming");
  verification->for_login = is_word (object, "purpose", "login");
  verification->device_name =
    read_text (vouch_json_get_object (object, "otherDevice"), "name", MAX_NAME);
  verification->other_user = g_strdup (vouch_json_get_string (object, "otherUserID"));
  verification->qr_data =
    g_strdup (vouch_json_get_string (vouch_json_get_object (object, "qr"), "data"));
  verification->emoji = read_loose_text (sas, "emojis");
  verification->decimals = read_loose_text (sas, "decimals");
  verification->error_code = g_strdup (vouch_json_get_string (error, "code"));
  verification->error_reason = read_reason (error);
  return verification;
}

static void
verification_free (VouchVerificationReply *verification)
{
  g_free (verification->id);
  g_free (verification->device_name);
  g_free (verification->other_user);
  g_free (verification->qr_data);
  g_free (verification->emoji);
  g_free (verification->decimals);
  g_free (verification->error_code);
  g_free (verification->error_reason);
  g_free (verification);
}

/* The registration */

VouchRegistration *
vouch_registration_new (const char         *title,
                        const char         *terms,
                        const char         *placeholder,
                        const char * const *suggestions)
{
  VouchRegistration *self = g_new0 (VouchRegistration, 1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  self->title = vouch_plain_text (title, MAX_TITLE);
  self->terms = vouch_plain_text (terms, MAX_TERMS);
  self->placeholder = vouch_plain_text (placeholder, MAX_LABEL);
  for (guint i = 0; suggestions != NULL && suggestions[i] != NULL && i < MAX_SUGGESTIONS; i++)
    {
      g_autofree char *plain = vouch_plain_text (suggestions[i], MAX_LABEL);

      /* A changed name would not be a suggestion of Beeper. */
      if (g_strcmp0 (plain, suggestions[i]) == 0)
        g_strv_builder_add (builder, plain);
    }
  self->suggestions = g_strv_builder_end (builder);
  return self;
}

VouchRegistration *
vouch_registration_copy (const VouchRegistration *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return vouch_registration_new (self->title, self->terms, self->placeholder,
                                 (const char * const *) self->suggestions);
}

void
vouch_registration_free (VouchRegistration *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->title);
  g_free (self->terms);
  g_free (self->placeholder);
  g_strfreev (self->suggestions);
  g_free (self);
}

static VouchRegistration *
read_registration (JsonObject *object)
{
  JsonObject *copy = vouch_json_get_object (object, "copy");
  g_auto(GStrv) suggestions = NULL;

  if (!vouch_json_get_boolean (object, "registrationRequired"))
    return NULL;
  suggestions = vouch_json_dup_strings (object, "usernameSuggestions");
  return vouch_registration_new (vouch_json_get_string (copy, "title"),
                                 vouch_json_get_string (copy, "terms"),
                                 vouch_json_get_string (copy, "usernamePlaceholder"),
                                 (const char * const *) suggestions);
}

/* The reply */

static void
vouch_reply_finalize (GObject *object)
{
  VouchReply *self = VOUCH_REPLY (object);

  json_object_unref (self->json);
  g_clear_pointer (&self->session, session_free);
  g_clear_pointer (&self->verification, verification_free);
  g_clear_pointer (&self->registration, vouch_registration_free);
  g_free (self->account);
  vouch_secret_free (self->token);
  vouch_secret_free (self->lead_token);
  vouch_secret_free (self->recovery_key);

  G_OBJECT_CLASS (vouch_reply_parent_class)->finalize (object);
}

static void
vouch_reply_class_init (VouchReplyClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_reply_finalize;
}

static void
vouch_reply_init (VouchReply *self)
{
}

/* @session: (nullable) */
static VouchReply *
read_reply (JsonObject *object,
            JsonObject *session)
{
  VouchReply *self = g_object_new (VOUCH_TYPE_REPLY, NULL);
  JsonObject *matrix = vouch_json_get_object (object, "matrix");

  self->json = json_object_ref (object);
  self->session = read_session (session);
  self->verification = read_verification (vouch_json_get_object (object, "verification"));
  if (self->verification == NULL)
    self->verification = read_verification (vouch_json_get_object (session, "verification"));
  self->registration = read_registration (object);
  self->account = read_text (matrix, "userID", MAX_ID);
  if (self->account == NULL && self->session != NULL)
    self->account = g_strdup (self->session->user_id);
  return self;
}

VouchReply *
vouch_reply_new (JsonObject *object)
{
  VouchReply *self;

  g_return_val_if_fail (object != NULL, NULL);

  self = read_reply (object, vouch_json_get_object (object, "session"));
  self->token = vouch_json_steal_secret (vouch_json_get_object (object, "matrix"), "accessToken");
  self->lead_token = vouch_json_steal_secret (object, "leadToken");
  self->recovery_key = vouch_json_steal_secret (object, "recoveryKey");
  return self;
}

VouchReply *
vouch_reply_new_session (JsonObject *session)
{
  g_return_val_if_fail (session != NULL, NULL);

  return read_reply (session, session);
}

const VouchSessionReply *
vouch_reply_get_session (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return self->session;
}

const VouchVerificationReply *
vouch_reply_get_verification (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return self->verification;
}

const VouchRegistration *
vouch_reply_get_registration (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return self->registration;
}

const char *
vouch_reply_get_account (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return self->account;
}

const char *
vouch_reply_get_request_id (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return vouch_json_get_string (self->json, "setupRequestID");
}

JsonObject *
vouch_reply_get_json (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return self->json;
}

char *
vouch_reply_steal_token (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return g_steal_pointer (&self->token);
}

char *
vouch_reply_steal_lead_token (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return g_steal_pointer (&self->lead_token);
}

char *
vouch_reply_steal_recovery_key (VouchReply *self)
{
  g_return_val_if_fail (VOUCH_IS_REPLY (self), NULL);

  return g_steal_pointer (&self->recovery_key);
}
