/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-secret.h"

/* The part of VouchSetup that comes to a server and leaves it. */

static void
leave_server (VouchSetup *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_object (&self->poller);
  g_clear_object (&self->events);
  g_clear_object (&self->client);
  self->connection = VOUCH_CONNECTION_NONE;
  g_clear_pointer (&self->dismissed_id, g_free);
  g_clear_pointer (&self->rejected_id, g_free);
  g_clear_pointer (&self->request_id, g_free);
  g_clear_pointer (&self->announced_id, g_free);
  self->interruptions = 0;
  vouch_access_leave (self->access);
  vouch_setup_set_verification (self, NULL);
  vouch_session_clear (self->session);
  vouch_key_reset_clear (self->key_reset);
  vouch_setup_set_server (self, NULL);
  vouch_setup_take_trouble (self, NULL);
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_NONE);
  vouch_setup_set_intent (self, VOUCH_INTENT_NONE);
  g_object_thaw_notify (G_OBJECT (self));
}

void
vouch_setup_fail_connecting (VouchSetup *self,
                             GError     *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  leave_server (self);
  vouch_setup_take_problem (self, error);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Connecting: what the store holds for this server comes first, then the first look. */

static void
on_load_lead_token_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *lead_token =
    vouch_token_store_load_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (vouch_setup_was_left (&error))
    return;

  vouch_sign_in_resume (self->sign_in, vouch_client_get_audience (self->client), lead_token);
  vouch_setup_find_token (self);
}

void
vouch_setup_connect (VouchSetup  *self,
                     VouchServer *server,
                     const char  *account)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (VOUCH_IS_SERVER (server));

  if (vouch_setup_get_busy (self))
    return;

  leave_server (self);
  vouch_setup_take_problem (self, NULL);
  self->connection = VOUCH_CONNECTION_OPENING;
  self->client = vouch_client_new (vouch_server_get_origin (server),
                                   vouch_server_get_terms (server));
  self->events = vouch_events_new (server);
  self->poller = vouch_poller_new (self->client);
  vouch_access_enter (self->access, vouch_client_get_origin (self->client),
                      vouch_client_get_audience (self->client), account);
  vouch_setup_follow_server (self);
  vouch_setup_set_server (self, server);
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_LOOKING);
  vouch_setup_update (self);
  vouch_token_store_load_async (self->store, vouch_client_get_audience (self->client), NULL,
                                VOUCH_SECRET_LEAD_TOKEN, self->cancellable,
                                on_load_lead_token_ready, g_object_ref (self));
}

static void
on_probe_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(VouchServer) server = NULL;
  GError *error = NULL;

  server = vouch_server_probe_finish (result, &error);
  if (vouch_setup_was_left (&error))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_NONE);
  if (server != NULL)
    vouch_setup_connect (self, server, vouch_terms_get_account (vouch_server_get_terms (server)));
  else
    vouch_setup_take_problem (self, error);
  g_object_thaw_notify (G_OBJECT (self));
}

void
vouch_setup_connect_address (VouchSetup *self,
                             const char *address,
                             VouchTerms *terms)
{
  g_autofree char *origin = NULL;
  GError *error = NULL;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (address != NULL);

  if (vouch_setup_get_busy (self))
    return;

  /* Another one may still be waiting for its first look. */
  if (self->client != NULL)
    leave_server (self);
  vouch_setup_take_problem (self, NULL);
  origin = vouch_server_parse_address (address, &error);
  if (origin == NULL)
    {
      vouch_setup_take_problem (self, error);
      return;
    }
  vouch_access_trust_origin (self->access, origin);
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_LOOKING);
  vouch_server_probe_async (origin, terms, VOUCH_SERVER_PROBE_TIMEOUT, self->cancellable,
                            on_probe_ready, g_object_ref (self));
}

void
vouch_setup_disconnect (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_setup_get_acting (self))
    return;
  vouch_setup_take_problem (self, NULL);
  leave_server (self);
}
