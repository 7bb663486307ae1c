/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sign-in"

#include "vouch-sign-in-private.h"

#include "vouch-clock.h"
#include "vouch-json.h"
#include "vouch-model-enums.h"
#include "vouch-plain-text.h"
#include "vouch-secret.h"
#include "vouch-sign-in-file.h"

#define MAX_TITLE       80   /* characters of the server's texts that are shown */
#define MAX_TERMS     2000
#define MAX_LABEL       40
#define MAX_SUGGESTIONS  6

/* Signing in by e-mail: what was asked for, and what the next request must repeat. */
struct _VouchSignIn
{
  GObject parent_instance;

  /* owned */
  char  *state_directory;
  char  *email;
  char  *request_id;
  char  *lead_token;      /* secret */
  char  *title;
  char  *terms;
  char  *placeholder;
  GStrv  suggestions;

  VouchSignInPhase phase;
  gint64           code_sent_at;
  gboolean         expired;
};

G_DEFINE_FINAL_TYPE (VouchSignIn, vouch_sign_in, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_PHASE,
  PROP_EMAIL,
  PROP_CODE_SENT_AT,
  PROP_EXPIRED,
  PROP_TITLE,
  PROP_TERMS,
  PROP_PLACEHOLDER,
  PROP_SUGGESTIONS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_phase (VouchSignIn      *self,
           VouchSignInPhase  phase)
{
  if (self->phase == phase)
    return;
  self->phase = phase;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PHASE]);
}

static void
set_string (VouchSignIn  *self,
            char        **field,
            const char   *value,
            guint         property)
{
  if (g_strcmp0 (*field, value) == 0)
    return;
  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_code_sent_at (VouchSignIn *self,
                  gint64       time)
{
  if (self->code_sent_at == time)
    return;
  self->code_sent_at = time;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CODE_SENT_AT]);
}

static void
set_expired (VouchSignIn *self,
             gboolean     expired)
{
  if (self->expired == expired)
    return;
  self->expired = expired;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPIRED]);
}

static void
take_suggestions (VouchSignIn *self,
                  JsonObject  *reply)
{
  g_auto(GStrv) strings = vouch_json_dup_strings (reply, "usernameSuggestions");
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; strings[i] != NULL && i < MAX_SUGGESTIONS; i++)
    {
      g_autofree char *plain = vouch_plain_text (strings[i], MAX_LABEL);

      /* Another name than Beeper's would be no suggestion of Beeper's. */
      if (g_strcmp0 (plain, strings[i]) == 0)
        g_strv_builder_add (builder, plain);
    }
  g_strfreev (self->suggestions);
  self->suggestions = g_strv_builder_end (builder);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUGGESTIONS]);
}

/* @reply: of "response" when registration is required, or what the file kept of it. */
static void
take_registration (VouchSignIn *self,
                   JsonObject  *reply)
{
  JsonObject *copy = vouch_json_get_object (reply, "copy");
  g_autofree char *title = vouch_plain_text (vouch_json_get_string (copy, "title"), MAX_TITLE);
  g_autofree char *terms = vouch_plain_text (vouch_json_get_string (copy, "terms"), MAX_TERMS);
  g_autofree char *placeholder =
    vouch_plain_text (vouch_json_get_string (copy, "usernamePlaceholder"), MAX_LABEL);

  set_string (self, &self->title, title, PROP_TITLE);
  set_string (self, &self->terms, terms, PROP_TERMS);
  set_string (self, &self->placeholder, placeholder, PROP_PLACEHOLDER);
  take_suggestions (self, reply);
}

static JsonObject *
describe_registration (VouchSignIn *self)
{
  JsonObject *registration = json_object_new ();
  JsonObject *copy = json_object_new ();
  JsonArray *suggestions = json_array_new ();

  json_object_set_string_member (copy, "title", self->title);
  json_object_set_string_member (copy, "terms", self->terms);
  json_object_set_string_member (copy, "usernamePlaceholder", self->placeholder);
  for (guint i = 0; self->suggestions != NULL && self->suggestions[i] != NULL; i++)
    json_array_add_string_element (suggestions, self->suggestions[i]);
  json_object_set_object_member (registration, "copy", copy);
  json_object_set_array_member (registration, "usernameSuggestions", suggestions);
  return registration;
}

static void
write_file (VouchSignIn *self,
            const char  *origin)
{
  g_autoptr(JsonObject) registration = NULL;

  if (self->state_directory == NULL)
    return;
  if (self->phase == VOUCH_SIGN_IN_REGISTER)
    registration = describe_registration (self);
  vouch_sign_in_file_write (self->state_directory, origin, self->request_id, self->email,
                            registration);
}

static void
vouch_sign_in_finalize (GObject *object)
{
  VouchSignIn *self = VOUCH_SIGN_IN (object);

  g_free (self->state_directory);
  g_free (self->email);
  g_free (self->request_id);
  vouch_secret_free (self->lead_token);
  g_free (self->title);
  g_free (self->terms);
  g_free (self->placeholder);
  g_strfreev (self->suggestions);

  G_OBJECT_CLASS (vouch_sign_in_parent_class)->finalize (object);
}

static void
vouch_sign_in_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  VouchSignIn *self = VOUCH_SIGN_IN (object);

  switch (property_id)
    {
    case PROP_PHASE:
      g_value_set_enum (value, self->phase);
      break;
    case PROP_EMAIL:
      g_value_set_string (value, self->email);
      break;
    case PROP_CODE_SENT_AT:
      g_value_set_int64 (value, self->code_sent_at);
      break;
    case PROP_EXPIRED:
      g_value_set_boolean (value, self->expired);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_TERMS:
      g_value_set_string (value, self->terms);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_SUGGESTIONS:
      g_value_set_boxed (value, self->suggestions);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_sign_in_class_init (VouchSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = vouch_sign_in_finalize;
  object_class->get_property = vouch_sign_in_get_property;

  properties[PROP_PHASE] = g_param_spec_enum ("phase", NULL, NULL, VOUCH_TYPE_SIGN_IN_PHASE,
                                              VOUCH_SIGN_IN_EMAIL, flags);
  properties[PROP_EMAIL] = g_param_spec_string ("email", NULL, NULL, NULL, flags);
  properties[PROP_CODE_SENT_AT] =
    g_param_spec_int64 ("code-sent-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_EXPIRED] = g_param_spec_boolean ("expired", NULL, NULL, FALSE, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_TERMS] = g_param_spec_string ("terms", NULL, NULL, NULL, flags);
  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, NULL, flags);
  properties[PROP_SUGGESTIONS] = g_param_spec_boxed ("suggestions", NULL, NULL, G_TYPE_STRV, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_sign_in_init (VouchSignIn *self)
{
}

VouchSignIn *
vouch_sign_in_new (const char *state_directory)
{
  VouchSignIn *self = g_object_new (VOUCH_TYPE_SIGN_IN, NULL);

  self->state_directory = g_strdup (state_directory);
  return self;
}

VouchSignInPhase
vouch_sign_in_get_phase (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), VOUCH_SIGN_IN_EMAIL);
  return self->phase;
}

const char *
vouch_sign_in_get_email (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return self->email;
}

gint64
vouch_sign_in_get_code_sent_at (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), 0);
  return self->code_sent_at;
}

gboolean
vouch_sign_in_get_expired (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), FALSE);
  return self->expired;
}

const char *
vouch_sign_in_get_title (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return self->title;
}

const char *
vouch_sign_in_get_terms (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return self->terms;
}

const char *
vouch_sign_in_get_placeholder (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return self->placeholder;
}

const char * const *
vouch_sign_in_get_suggestions (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return (const char * const *) self->suggestions;
}

const char *
vouch_sign_in_get_lead_token (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return self->lead_token;
}

static void
forget_request (VouchSignIn *self)
{
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->lead_token, vouch_secret_free);
  set_code_sent_at (self, 0);
  set_expired (self, FALSE);
  set_phase (self, VOUCH_SIGN_IN_EMAIL);
}

static void
take_file (VouchSignIn *self,
           JsonObject  *file,
           const char  *lead_token)
{
  JsonObject *registration = vouch_json_get_object (file, "registration");

  self->request_id = g_strdup (vouch_json_get_string (file, "requestID"));
  if (registration == NULL || lead_token == NULL)
    {
      set_phase (self, VOUCH_SIGN_IN_CODE);
      return;
    }
  vouch_secret_set (&self->lead_token, lead_token);
  take_registration (self, registration);
  set_phase (self, VOUCH_SIGN_IN_REGISTER);
}

void
vouch_sign_in_resume (VouchSignIn *self,
                      const char  *origin,
                      const char  *lead_token)
{
  g_autoptr(JsonObject) file = NULL;
  VouchSignInFileAge age = VOUCH_SIGN_IN_FILE_FRESH;

  g_return_if_fail (VOUCH_IS_SIGN_IN (self));

  forget_request (self);
  if (self->state_directory != NULL)
    file = vouch_sign_in_file_read (self->state_directory, origin, &age);
  if (file == NULL)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  set_string (self, &self->email, vouch_json_get_string (file, "email"), PROP_EMAIL);
  if (age == VOUCH_SIGN_IN_FILE_OLD)
    set_expired (self, TRUE);
  else
    take_file (self, file, lead_token);
  if (age == VOUCH_SIGN_IN_FILE_FUTURE)
    write_file (self, origin);
  g_object_thaw_notify (G_OBJECT (self));
}

void
vouch_sign_in_start_over (VouchSignIn *self)
{
  g_return_if_fail (VOUCH_IS_SIGN_IN (self));

  if (self->state_directory != NULL)
    vouch_sign_in_file_remove (self->state_directory);
  forget_request (self);
}

const char *
vouch_sign_in_get_request_id (VouchSignIn *self)
{
  return self->request_id;
}

void
vouch_sign_in_take_mail (VouchSignIn *self,
                         const char  *origin,
                         const char  *request_id,
                         const char  *email)
{
  g_object_freeze_notify (G_OBJECT (self));
  forget_request (self);
  self->request_id = g_strdup (request_id);
  set_string (self, &self->email, email, PROP_EMAIL);
  set_code_sent_at (self, vouch_clock_get_time ());
  set_phase (self, VOUCH_SIGN_IN_CODE);
  g_object_thaw_notify (G_OBJECT (self));
  write_file (self, origin);
}

void
vouch_sign_in_take_registration (VouchSignIn *self,
                                 const char  *origin,
                                 JsonObject  *reply)
{
  const char *request_id = vouch_json_get_string (reply, "setupRequestID");

  if (request_id != NULL)
    {
      g_free (self->request_id);
      self->request_id = g_strdup (request_id);
    }
  vouch_secret_free (self->lead_token);
  self->lead_token = vouch_json_steal_secret (reply, "leadToken");
  g_object_freeze_notify (G_OBJECT (self));
  take_registration (self, reply);
  set_phase (self, VOUCH_SIGN_IN_REGISTER);
  g_object_thaw_notify (G_OBJECT (self));
  write_file (self, origin);
}
