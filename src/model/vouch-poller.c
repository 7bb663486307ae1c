/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-poller"

#include "vouch-poller.h"

#include "vouch-error.h"

struct _VouchPoller
{
  GObject parent_instance;

  /* owned */
  VouchClient    *client;
  VouchScheduler *scheduler;
  GCancellable   *cancellable;

  guint           generation;   /* increased when a pause begins or ends */
};

G_DEFINE_FINAL_TYPE (VouchPoller, vouch_poller, G_TYPE_OBJECT)

enum {
  SESSION,
  FAILED,
  VERIFICATION,
  DISRUPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A GET under way. */
typedef struct {
  VouchPoller *self;         /* borrowed; disposed of if the GET was cancelled */
  guint        generation;
} Poll;

static Poll *
begin (VouchPoller *self)
{
  Poll *poll = g_new0 (Poll, 1);

  vouch_scheduler_pause (self->scheduler);
  poll->self = self;
  poll->generation = self->generation;
  return poll;
}

/* Returns: FALSE if the poller was disposed of */
static gboolean
end (Poll         *poll,
     const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  vouch_scheduler_resume (poll->self->scheduler);
  return TRUE;
}

/* Returns: whether the server answered, even if the answer is malformed. To ask again would not
 * help. */
static gboolean
is_answer (const GError *error)
{
  return error == NULL || g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
}

/* A 401 counts as answered: to poll sooner would not explain it. */
static void
report (VouchPoller  *self,
        const GError *error)
{
  if (error == NULL || g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    vouch_scheduler_report (self->scheduler, TRUE, 0);
  else
    vouch_scheduler_report (self->scheduler, FALSE, vouch_error_get_retry_after (error));
}

static void
on_get_session_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autofree Poll *poll = user_data;
  g_autoptr(VouchReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  VouchPoller *self = poll->self;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (!end (poll, error))
    return;

  if (poll->generation != self->generation)
    {
      vouch_scheduler_trigger (self->scheduler);
      return;
    }
  report (self, error);
  if (reply != NULL)
    g_signal_emit (self, signals[SESSION], 0, reply);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
on_get_verification_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autofree Poll *poll = user_data;
  g_autoptr(VouchReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  VouchPoller *self = poll->self;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (!end (poll, error) || poll->generation != self->generation)
    return;

  if (is_answer (error))
    g_signal_emit (self, signals[VERIFICATION], 0, reply);
  else   /* the next session repeats the request */
    vouch_scheduler_report (self->scheduler, FALSE, vouch_error_get_retry_after (error));
}

static void
on_scheduler_due (VouchScheduler *scheduler,
                  VouchPoller    *self)
{
  vouch_poller_start (self);
}

static void
on_scheduler_disrupted (VouchScheduler *scheduler,
                        VouchPoller    *self)
{
  g_signal_emit (self, signals[DISRUPTED], 0);
}

static void
vouch_poller_dispose (GObject *object)
{
  VouchPoller *self = VOUCH_POLLER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->client);
  g_clear_object (&self->scheduler);

  G_OBJECT_CLASS (vouch_poller_parent_class)->dispose (object);
}

static void
vouch_poller_class_init (VouchPollerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_poller_dispose;

  signals[SESSION] = g_signal_new ("session", VOUCH_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, VOUCH_TYPE_REPLY);
  signals[FAILED] = g_signal_new ("failed", VOUCH_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[VERIFICATION] = g_signal_new ("verification", VOUCH_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_REPLY);
  signals[DISRUPTED] = g_signal_new ("disrupted", VOUCH_TYPE_POLLER, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_poller_init (VouchPoller *self)
{
  self->cancellable = g_cancellable_new ();
  self->scheduler = vouch_scheduler_new ();
  g_signal_connect_object (self->scheduler, "due", G_CALLBACK (on_scheduler_due), self, 0);
  g_signal_connect_object (self->scheduler, "disrupted", G_CALLBACK (on_scheduler_disrupted), self,
                           0);
}

VouchPoller *
vouch_poller_new (VouchClient *client)
{
  VouchPoller *self;

  g_return_val_if_fail (VOUCH_IS_CLIENT (client), NULL);

  self = g_object_new (VOUCH_TYPE_POLLER, NULL);
  self->client = g_object_ref (client);
  return self;
}

void
vouch_poller_set_pace (VouchPoller *self,
                       VouchPace    pace)
{
  g_return_if_fail (VOUCH_IS_POLLER (self));

  vouch_scheduler_set_pace (self->scheduler, pace);
}

void
vouch_poller_pause (VouchPoller *self)
{
  g_return_if_fail (VOUCH_IS_POLLER (self));

  self->generation++;
  vouch_scheduler_pause (self->scheduler);
}

void
vouch_poller_resume (VouchPoller *self)
{
  g_return_if_fail (VOUCH_IS_POLLER (self));

  self->generation++;
  vouch_scheduler_resume (self->scheduler);
}

void
vouch_poller_start (VouchPoller *self)
{
  g_return_if_fail (VOUCH_IS_POLLER (self));

  vouch_client_get_session_async (self->client, self->cancellable, on_get_session_ready,
                                  begin (self));
}

void
vouch_poller_poll (VouchPoller *self)
{
  g_return_if_fail (VOUCH_IS_POLLER (self));

  vouch_scheduler_trigger (self->scheduler);
}

void
vouch_poller_poll_now (VouchPoller *self)
{
  g_return_if_fail (VOUCH_IS_POLLER (self));

  vouch_scheduler_trigger_now (self->scheduler);
}

void
vouch_poller_get_verification (VouchPoller *self,
                               const char  *id)
{
  g_return_if_fail (VOUCH_IS_POLLER (self));

  vouch_client_get_verification_async (self->client, id, self->cancellable,
                                       on_get_verification_ready, begin (self));
}

guint
vouch_poller_get_failures (VouchPoller *self)
{
  g_return_val_if_fail (VOUCH_IS_POLLER (self), 0);

  return vouch_scheduler_get_failures (self->scheduler);
}
