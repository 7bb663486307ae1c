/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-error.h"

#define SHORT_PAUSE 30   /* seconds: a single pause of this length goes unnoticed */

/* The part of VouchSetup that takes in what replies say. */

/* Whether the session says more than that this computer is not verified yet. */
static gboolean
session_moved_on (VouchSetup *self)
{
  switch (vouch_session_get_state (self->session))
    {
    case VOUCH_SESSION_NEEDS_VERIFICATION:
      return FALSE;
    case VOUCH_SESSION_UNKNOWN:
    case VOUCH_SESSION_INITIALIZING:
    case VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP:
      return vouch_session_get_verified (self->session);
    default:
      return TRUE;
    }
}

/* The verification has gone from the session; the server has said how it ended, or that it does not
 * know it any more (404: "it has ended", api.md 1). */
static void
on_poller_verification (VouchPoller *poller,
                        VouchReply  *reply,
                        VouchSetup  *self)
{
  const VouchVerificationReply *verification =
    reply != NULL ? vouch_reply_get_verification (reply) : NULL;

  if (self->verification == NULL || vouch_session_get_verification (self->session) != NULL)
    return;

  if (verification != NULL &&
      g_str_equal (verification->id, vouch_verification_get_id (self->verification)))
    vouch_verification_update (self->verification, verification);
  else
    vouch_verification_mark_gone (self->verification);

  if (session_moved_on (self) &&
      (reply == NULL ||
       vouch_verification_get_state (self->verification) == VOUCH_VERIFICATION_DONE))
    vouch_setup_set_verification (self, NULL);
  vouch_setup_update (self);
}

/* Follows the session's verification. One that is over stays until it is dismissed or another one
 * comes; one that vanished is asked about once more. */
static void
follow_verification (VouchSetup *self)
{
  VouchVerification *current = vouch_session_get_verification (self->session);

  if (current != NULL)
    vouch_setup_set_verification (self, current);
  else if (self->verification == NULL)
    return;
  else if (session_moved_on (self) && (vouch_verification_get_for_login (self->verification) ||
                                       vouch_verification_get_state (self->verification) ==
                                         VOUCH_VERIFICATION_DONE))
    vouch_setup_set_verification (self, NULL);
  else if (!vouch_verification_is_over (self->verification))
    vouch_poller_get_verification (self->poller,
                                   vouch_verification_get_id (self->verification));
}

/* A key whose confirmation was not heard of may have been taken. */
static void
settle_confirmation (VouchSetup *self)
{
  VouchSessionState state = vouch_session_get_state (self->session);
  gboolean saved = vouch_session_get_recovery_key_saved (self->session);

  if (vouch_setup_has_unsaved_key (self))
    vouch_key_reset_settle (self->key_reset,
                            saved ? vouch_session_get_recovery_key_made (self->session) : -1,
                            state == VOUCH_SESSION_NEEDS_FIRST_SYNC ||
                            state == VOUCH_SESSION_READY);
}

/* Any of these states means that the account has keys. */
static void
follow_registration (VouchSetup *self)
{
  switch (vouch_session_get_state (self->session))
    {
    case VOUCH_SESSION_NEEDS_VERIFICATION:
    case VOUCH_SESSION_NEEDS_SECRETS:
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
    case VOUCH_SESSION_READY:
      vouch_setup_forget_registration (self);
      break;
    default:
      break;
    }
}

/* A sign-in has brought an account whose new key was not looked for yet: the next look does. */
static void
follow_account (VouchSetup *self)
{
  if (!vouch_key_reset_is_for (self->key_reset, vouch_client_get_audience (self->client),
                               vouch_session_get_user_id (self->session)))
    vouch_setup_poll (self);
}

/* What was meant, and agreed to, was about the account before.
 *
 * @before, @now: (nullable): not every reply says whose it is */
static void
drop_intent_of_other (VouchSetup *self,
                      const char *before,
                      const char *now)
{
  if (before != NULL && now != NULL && !g_str_equal (before, now))
    vouch_setup_store_intent (self, VOUCH_INTENT_NONE);
}

/* @intent: what is meant in the state that comes with it, or NONE. */
static void
apply_session (VouchSetup  *self,
               VouchReply  *reply,
               VouchIntent  intent)
{
  g_autofree char *before = g_strdup (vouch_session_get_user_id (self->session));

  self->connection = VOUCH_CONNECTION_OPEN;
  vouch_session_update (self->session, reply);
  drop_intent_of_other (self, before, vouch_session_get_user_id (self->session));
  vouch_access_confirm (self->access, vouch_session_get_user_id (self->session));
  vouch_events_set_token (self->events, vouch_access_get_token (self->access));
  follow_verification (self);
  follow_account (self);
  follow_registration (self);
  settle_confirmation (self);
  if (intent != VOUCH_INTENT_NONE)
    vouch_setup_set_intent (self, intent);
  else
    vouch_setup_update (self);
}

void
vouch_setup_forget_registration (VouchSetup *self)
{
  vouch_new_accounts_remove (self->new_accounts, vouch_client_get_audience (self->client),
                             vouch_session_get_user_id (self->session));
}

void
vouch_setup_apply_reply (VouchSetup  *self,
                         VouchReply  *reply,
                         VouchIntent  intent)
{
  if (vouch_reply_get_session (reply) != NULL)
    apply_session (self, reply, intent);
}

/* Whether Beeper only asks for a pause: then the same look can do better a little later. */
static gboolean
is_pause (const GError *error)
{
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_RATE_LIMITED) ||
         (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_SERVER) &&
          vouch_error_get_retry_after (error) > 0);
}

/* One that is not worth a word: nothing is missed on the page in so short a time. */
static gboolean
is_unnoticed (VouchSetup   *self,
              const GError *error)
{
  return self->connection != VOUCH_CONNECTION_OPENING &&
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_RATE_LIMITED) &&
         vouch_error_get_retry_after (error) <= SHORT_PAUSE &&
         vouch_poller_get_failures (self->poller) < 2;
}

/* The look that connects is repeated, too. Meanwhile the person may do something else: choose
 * another Beeper, or this one once more, which asks at once. */
static void
wait_for_first_look (VouchSetup *self)
{
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_NONE);
  vouch_setup_update (self);
}

static void
on_poller_failed (VouchPoller  *poller,
                  const GError *error,
                  VouchSetup   *self)
{
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    {
      vouch_setup_take_trouble (self, NULL);
      vouch_setup_lose_access (self);
    }
  else if (self->connection == VOUCH_CONNECTION_OPENING && !is_pause (error))
    vouch_setup_fail_connecting (self, g_error_copy (error));
  else
    {
      if (self->connection == VOUCH_CONNECTION_OPENING)
        wait_for_first_look (self);
      vouch_setup_take_trouble (self, is_unnoticed (self, error) ? NULL : g_error_copy (error));
    }
}

static void
take_session (VouchSetup *self,
              VouchReply *reply)
{
  g_object_freeze_notify (G_OBJECT (self));
  /* A Beeper that has just started may have had no events yet. */
  if (self->trouble != NULL)
    vouch_events_retry (self->events);
  vouch_setup_take_trouble (self, NULL);
  apply_session (self, reply, VOUCH_INTENT_NONE);
  vouch_setup_end_looking (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* A session until what is stored of its account is there, too. */
typedef struct {
  VouchSetup *self;    /* owned */
  VouchReply *reply;   /* owned */
} Arrival;

static void
arrival_free (Arrival *arrival)
{
  g_object_unref (arrival->self);
  g_object_unref (arrival->reply);
  g_free (arrival);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Arrival, arrival_free)

static void
on_resume_key_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(Arrival) arrival = user_data;
  g_autoptr(GError) error = NULL;

  vouch_key_reset_resume_finish (VOUCH_KEY_RESET (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  vouch_poller_resume (arrival->self->poller);
  take_session (arrival->self, arrival->reply);
}

/* A new key that nobody has saved comes before all else that its account can do: it is looked for
 * before another account's session counts. */
static void
on_poller_session (VouchPoller *poller,
                   VouchReply  *reply,
                   VouchSetup  *self)
{
  const char *audience = vouch_client_get_audience (self->client);
  const char *account = vouch_reply_get_account (reply);
  Arrival *arrival;

  if (vouch_key_reset_is_for (self->key_reset, audience, account))
    {
      take_session (self, reply);
      return;
    }

  /* Meanwhile the page is still that of the account before. */
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_LOOKING);
  vouch_poller_pause (self->poller);
  arrival = g_new0 (Arrival, 1);
  arrival->self = g_object_ref (self);
  arrival->reply = g_object_ref (reply);
  vouch_key_reset_resume_async (self->key_reset, audience, account, self->cancellable,
                                on_resume_key_ready, arrival);
}

static void
on_poller_disrupted (VouchPoller *poller,
                     VouchSetup  *self)
{
  vouch_events_renew (self->events);
}

/* An event says no more than that it is worth polling now. */
static void
on_events_changed (VouchEvents *events,
                   VouchSetup  *self)
{
  vouch_setup_poll (self);
}

void
vouch_setup_follow_server (VouchSetup *self)
{
  g_signal_connect_object (self->events, "changed", G_CALLBACK (on_events_changed), self, 0);
  g_signal_connect_object (self->poller, "session", G_CALLBACK (on_poller_session), self, 0);
  g_signal_connect_object (self->poller, "failed", G_CALLBACK (on_poller_failed), self, 0);
  g_signal_connect_object (self->poller, "verification", G_CALLBACK (on_poller_verification), self,
                           0);
  g_signal_connect_object (self->poller, "disrupted", G_CALLBACK (on_poller_disrupted), self, 0);
}
