/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sign-in"

#include "vouch-sign-in-private.h"

#include "vouch-input.h"
#include "vouch-json.h"
#include "vouch-secret.h"

/* The three requests of a sign-in; what their replies mean is VouchSignIn's to keep. */

/* A mail that is on its way: the old request counts until the new mail is sent. */
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
  g_autoptr(JsonObject) reply = NULL;
  VouchSignIn *self = g_task_get_source_object (task);
  Mail *mail = g_task_get_task_data (task);
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  vouch_sign_in_take_mail (self, vouch_client_get_audience (mail->client), mail->request_id,
                           mail->email);
  g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify) json_object_unref);
}

static void
on_start_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JsonObject) reply = NULL;
  Mail *mail = g_task_get_task_data (task);
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  mail->request_id = g_strdup (vouch_json_get_string (reply, "setupRequestID"));
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
on_send_code_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JsonObject) reply = NULL;
  VouchSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (vouch_json_get_boolean (reply, "registrationRequired"))
    vouch_sign_in_take_registration (
      self, vouch_client_get_audience (VOUCH_CLIENT (source)), reply);
  g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify) json_object_unref);
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
  g_return_if_fail (vouch_sign_in_get_request_id (self) != NULL);

  clean = vouch_input_code (code);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_sign_in_submit_code_async);
  vouch_client_submit_code_async (client, vouch_sign_in_get_request_id (self), clean, cancellable,
                                  on_send_code_ready, g_steal_pointer (&task));
}

static void
on_register_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (reply == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&reply), (GDestroyNotify) json_object_unref);
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
  g_return_if_fail (vouch_sign_in_get_request_id (self) != NULL);
  g_return_if_fail (vouch_sign_in_get_lead_token (self) != NULL);

  clean = is_suggested (self, username) ? g_strdup (username) : vouch_input_username (username);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_sign_in_register_async);
  vouch_client_register_async (client, vouch_sign_in_get_request_id (self),
                               vouch_sign_in_get_lead_token (self), clean, cancellable,
                               on_register_ready, g_steal_pointer (&task));
}

JsonObject *
vouch_sign_in_finish (VouchSignIn   *self,
                      GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
