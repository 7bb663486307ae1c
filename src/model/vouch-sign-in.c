/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sign-in"

#include "vouch-sign-in.h"

#include "vouch-clock.h"
#include "vouch-input.h"
#include "vouch-model-enums.h"
#include "vouch-property.h"
#include "vouch-secret.h"
#include "vouch-sign-in-file.h"

struct _VouchSignIn
{
  GObject parent_instance;

  /* owned */
  char              *state_directory;
  char              *email;
  char              *request_id;
  char              *lead_token;      /* secret */
  VouchRegistration *registration;    /* (nullable): the last one that Beeper required */

  VouchSignInPhase   phase;
  gint64             code_sent_at;
  gboolean           expired;
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
  vouch_property_set (self, &self->phase, phase, properties[PROP_PHASE]);
}

static void
set_registration (VouchSignIn             *self,
                  const VouchRegistration *registration)
{
  g_clear_pointer (&self->registration, vouch_registration_free);
  self->registration = vouch_registration_copy (registration);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TERMS]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACEHOLDER]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUGGESTIONS]);
}

static void
write_file (VouchSignIn *self,
            const char  *origin)
{
  if (self->state_directory != NULL)
    vouch_sign_in_file_write (self->state_directory, origin, self->request_id, self->email,
                              self->phase == VOUCH_SIGN_IN_REGISTER ? self->registration : NULL);
}

static void
vouch_sign_in_finalize (GObject *object)
{
  VouchSignIn *self = VOUCH_SIGN_IN (object);

  g_free (self->state_directory);
  g_free (self->email);
  g_free (self->request_id);
  vouch_secret_free (self->lead_token);
  g_clear_pointer (&self->registration, vouch_registration_free);

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
      g_value_set_string (value, vouch_sign_in_get_title (self));
      break;
    case PROP_TERMS:
      g_value_set_string (value, vouch_sign_in_get_terms (self));
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, vouch_sign_in_get_placeholder (self));
      break;
    case PROP_SUGGESTIONS:
      g_value_set_boxed (value, vouch_sign_in_get_suggestions (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_sign_in_class_init (VouchSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

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
  return self->registration != NULL ? self->registration->title : NULL;
}

const char *
vouch_sign_in_get_terms (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return self->registration != NULL ? self->registration->terms : NULL;
}

const char *
vouch_sign_in_get_placeholder (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return self->registration != NULL ? self->registration->placeholder : NULL;
}

const char * const *
vouch_sign_in_get_suggestions (VouchSignIn *self)
{
  g_return_val_if_fail (VOUCH_IS_SIGN_IN (self), NULL);
  return self->registration != NULL ? (const char * const *) self->registration->suggestions
                                    : NULL;
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
  vouch_property_set (self, &self->code_sent_at, 0, properties[PROP_CODE_SENT_AT]);
  vouch_property_set (self, &self->expired, FALSE, properties[PROP_EXPIRED]);
  set_phase (self, VOUCH_SIGN_IN_EMAIL);
}

static void
apply_file (VouchSignIn           *self,
            const VouchSignInFile *file,
            const char            *lead_token)
{
  self->request_id = g_strdup (file->request_id);
  if (file->registration == NULL || lead_token == NULL)
    {
      set_phase (self, VOUCH_SIGN_IN_CODE);
      return;
    }
  vouch_secret_set (&self->lead_token, lead_token);
  set_registration (self, file->registration);
  set_phase (self, VOUCH_SIGN_IN_REGISTER);
}

void
vouch_sign_in_resume (VouchSignIn *self,
                      const char  *origin,
                      const char  *lead_token)
{
  g_autoptr(VouchSignInFile) file = NULL;

  g_return_if_fail (VOUCH_IS_SIGN_IN (self));

  forget_request (self);
  if (self->state_directory != NULL)
    file = vouch_sign_in_file_read (self->state_directory, origin);
  if (file == NULL)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  vouch_property_set_string (self, &self->email, file->email, properties[PROP_EMAIL]);
  if (file->age == VOUCH_SIGN_IN_FILE_OLD)
    vouch_property_set (self, &self->expired, TRUE, properties[PROP_EXPIRED]);
  else
    apply_file (self, file, lead_token);
  if (file->age == VOUCH_SIGN_IN_FILE_FUTURE)
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

/* Requests */

/* An email was sent: only the new request id is valid from now on (api.md 9). */
static void
apply_mail (VouchSignIn *self,
            const char  *origin,
            const char  *request_id,
            const char  *email)
{
  g_object_freeze_notify (G_OBJECT (self));
  forget_request (self);
  self->request_id = g_strdup (request_id);
  vouch_property_set_string (self, &self->email, email, properties[PROP_EMAIL]);
  vouch_property_set (self, &self->code_sent_at, vouch_clock_get_time (),
                      properties[PROP_CODE_SENT_AT]);
  set_phase (self, VOUCH_SIGN_IN_CODE);
  g_object_thaw_notify (G_OBJECT (self));
  write_file (self, origin);
}

/* The code was accepted, and a registration is required. */
static void
apply_registration (VouchSignIn *self,
                    const char  *origin,
                    VouchReply  *reply)
{
  const char *request_id = vouch_reply_get_request_id (reply);

  if (request_id != NULL)
    {
      g_free (self->request_id);
      self->request_id = g_strdup (request_id);
    }
  vouch_secret_free (self->lead_token);
  self->lead_token = vouch_reply_steal_lead_token (reply);
  g_object_freeze_notify (G_OBJECT (self));
  set_registration (self, vouch_reply_get_registration (reply));
  set_phase (self, VOUCH_SIGN_IN_REGISTER);
  g_object_thaw_notify (G_OBJECT (self));
  write_file (self, origin);
}

/* An email that is being sent. The previous request is valid until it was sent. */
typedef struct {
  VouchClient *client;      /* owned */
  char        *email;       /* owned */
  char        *request_id;  /* owned */
} Mail;

static void
mail_free (Mail *mail)
{
  g_clear_object (&mail->client);
  g_free (mail->email);
  g_free (mail->request_id);
  g_free (mail);
}

static void
on_send_email_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VouchReply) reply = NULL;
  VouchSignIn *self = g_task_get_source_object (task);
  Mail *mail = g_task_get_task_data (task);
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  apply_mail (self, vouch_client_get_audience (mail->client), mail->request_id, mail->email);
  g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
}

static void
on_start_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VouchReply) reply = NULL;
  Mail *mail = g_task_get_task_data (task);
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  mail->request_id = g_strdup (vouch_reply_get_request_id (reply));
  vouch_client_send_email_async (mail->client, mail->request_id, mail->email,
                                 g_task_get_cancellable (task), on_send_email_ready,
                                 g_object_ref (task));
}

void
vouch_sign_in_send_code_async (VouchSignIn         *self,
                               VouchClient         *client,
                               const char          *email,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Mail *mail;

  g_return_if_fail (VOUCH_IS_SIGN_IN (self));
  g_return_if_fail (email != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_sign_in_send_code_async);
  mail = g_new0 (Mail, 1);
  mail->client = g_object_ref (client);
  mail->email = vouch_input_email (email);
  g_task_set_task_data (task, mail, (GDestroyNotify) mail_free);
  vouch_client_start_async (client, cancellable, on_start_ready, g_steal_pointer (&task));
}

static void
on_submit_code_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VouchReply) reply = NULL;
  VouchSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (vouch_reply_get_registration (reply) != NULL)
    apply_registration (self, vouch_client_get_audience (VOUCH_CLIENT (source)), reply);
  g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
}

void
vouch_sign_in_submit_code_async (VouchSignIn         *self,
                                 VouchClient         *client,
                                 const char          *code,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  vouch_autosecret char *clean = NULL;
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VOUCH_IS_SIGN_IN (self));
  g_return_if_fail (code != NULL);
  g_return_if_fail (self->request_id != NULL);

  clean = vouch_input_code (code);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_sign_in_submit_code_async);
  vouch_client_submit_code_async (client, self->request_id, clean, cancellable,
                                  on_submit_code_ready, g_steal_pointer (&task));
}

static void
on_register_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(VouchReply) reply = NULL;
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&reply), g_object_unref);
}

static gboolean
is_suggested (VouchSignIn *self,
              const char  *username)
{
  const char * const *names = vouch_sign_in_get_suggestions (self);

  return names != NULL && g_strv_contains (names, username);
}

void
vouch_sign_in_register_async (VouchSignIn         *self,
                              VouchClient         *client,
                              const char          *username,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autofree char *clean = NULL;
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (VOUCH_IS_SIGN_IN (self));
  g_return_if_fail (username != NULL);
  g_return_if_fail (self->request_id != NULL);
  g_return_if_fail (self->lead_token != NULL);

  clean = is_suggested (self, username) ? g_strdup (username) : vouch_input_username (username);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_sign_in_register_async);
  vouch_client_register_async (client, self->request_id,
                               self->lead_token, clean, cancellable,
                               on_register_ready, g_steal_pointer (&task));
}

VouchReply *
vouch_sign_in_finish (VouchSignIn   *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
