/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-scheduler"

#include "vouch-scheduler.h"

#include "vouch-clock.h"

#define MAX_BACK_OFF 30     /* seconds (api.md 5) */
#define MAX_PAUSE    60     /* seconds; limit for Retry-After (api.md 2) */
#define SETTLE_MS    1000   /* a network change causes many signals in a row */

struct _VouchScheduler
{
  GObject parent_instance;

  VouchPace pace;
  guint     pauses;
  guint     failures;      /* failed polls in a row */
  guint     pause;         /* seconds that the server asked for in its last answer */
  gboolean  triggered;
  gint64    polled_at;     /* vouch_clock_get_time() of the last report; 0: none */
  guint     timer;
  guint     jump;          /* source: the computer woke up */
  guint     settling;      /* source: until the next "disrupted" may be emitted */
  gboolean  disrupted;       /* there was another event since */
};

G_DEFINE_FINAL_TYPE (VouchScheduler, vouch_scheduler, G_TYPE_OBJECT)

enum {
  SIGNAL_DUE,
  SIGNAL_DISRUPTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
on_timer (gpointer user_data)
{
  VouchScheduler *self = user_data;

  self->timer = 0;
  self->triggered = FALSE;
  g_signal_emit (self, signals[SIGNAL_DUE], 0);
  return G_SOURCE_REMOVE;
}

/* Returns: microseconds between two polls. After errors 1, 2, 4 … 30 s, with 20 % jitter, so that
 * many programs do not poll at the same moment. */
static gint64
get_interval (VouchScheduler *self)
{
  gint64 interval = self->pace * G_TIME_SPAN_SECOND;
  gint64 back_off;

  if (self->failures == 0)
    return interval;
  back_off = MIN (1u << MIN (self->failures - 1, 5u), MAX_BACK_OFF) * G_TIME_SPAN_SECOND;
  return MAX (interval, back_off * g_random_double_range (0.8, 1.2));
}

/* A trigger ends the interval, but not the pause that the server asked for. */
static gint64
get_due_time (VouchScheduler *self)
{
  gint64 earliest = self->polled_at + self->pause * G_TIME_SPAN_SECOND;

  if (self->polled_at == 0 || self->triggered)
    return earliest;
  return MAX (earliest, self->polled_at + get_interval (self));
}

static void
schedule (VouchScheduler *self)
{
  gint64 wait;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->pauses > 0 || self->pace == VOUCH_PACE_STOPPED)
    return;

  wait = (get_due_time (self) - vouch_clock_get_time ()) / 1000;
  self->timer = wait >= 10000 ? g_timeout_add_seconds ((guint) (wait / 1000) + 1, on_timer, self)
                              : g_timeout_add ((guint) MAX (wait, 0), on_timer, self);
}

static gboolean on_settled (gpointer user_data);

/* An event of this computer may have changed the state of the network. Triggers a poll at once, and
 * another one if more events follow within SETTLE_MS. */
static void
disrupt (VouchScheduler *self)
{
  self->disrupted = self->settling > 0;
  if (self->disrupted)
    return;
  self->settling = g_timeout_add (SETTLE_MS, on_settled, self);
  g_signal_emit (self, signals[SIGNAL_DISRUPTED], 0);
  vouch_scheduler_trigger (self);
}

static gboolean
on_settled (gpointer user_data)
{
  VouchScheduler *self = user_data;

  self->settling = 0;
  if (self->disrupted)
    disrupt (self);
  return G_SOURCE_REMOVE;
}

static void
on_network_changed (GNetworkMonitor *monitor,
                    gboolean         available,
                    VouchScheduler  *self)
{
  disrupt (self);
}

/* The computer slept or its clock was set. GLib's timers do not count sleep. */
static gboolean
on_jump (gpointer user_data)
{
  disrupt (user_data);
  return G_SOURCE_CONTINUE;
}

static void
vouch_scheduler_constructed (GObject *object)
{
  G_OBJECT_CLASS (vouch_scheduler_parent_class)->constructed (object);

  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed), object, 0);
  VOUCH_SCHEDULER (object)->jump = vouch_clock_add_jump (on_jump, object);
}

static void
vouch_scheduler_dispose (GObject *object)
{
  VouchScheduler *self = VOUCH_SCHEDULER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->jump, g_source_remove);
  g_clear_handle_id (&self->settling, g_source_remove);
  self->pace = VOUCH_PACE_STOPPED;

  G_OBJECT_CLASS (vouch_scheduler_parent_class)->dispose (object);
}

static void
vouch_scheduler_class_init (VouchSchedulerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vouch_scheduler_constructed;
  object_class->dispose = vouch_scheduler_dispose;

  signals[SIGNAL_DUE] = g_signal_new ("due", VOUCH_TYPE_SCHEDULER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_DISRUPTED] = g_signal_new ("disrupted", VOUCH_TYPE_SCHEDULER, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_scheduler_init (VouchScheduler *self)
{
}

VouchScheduler *
vouch_scheduler_new (void)
{
  return g_object_new (VOUCH_TYPE_SCHEDULER, NULL);
}

void
vouch_scheduler_set_pace (VouchScheduler *self,
                          VouchPace       pace)
{
  g_return_if_fail (VOUCH_IS_SCHEDULER (self));

  if (self->pace == pace)
    return;
  self->pace = pace;
  schedule (self);
}

void
vouch_scheduler_pause (VouchScheduler *self)
{
  g_return_if_fail (VOUCH_IS_SCHEDULER (self));

  self->pauses++;
  schedule (self);
}

void
vouch_scheduler_resume (VouchScheduler *self)
{
  g_return_if_fail (VOUCH_IS_SCHEDULER (self));
  g_return_if_fail (self->pauses > 0);

  self->pauses--;
  schedule (self);
}

void
vouch_scheduler_trigger (VouchScheduler *self)
{
  g_return_if_fail (VOUCH_IS_SCHEDULER (self));

  self->triggered = TRUE;
  schedule (self);
}

void
vouch_scheduler_trigger_now (VouchScheduler *self)
{
  g_return_if_fail (VOUCH_IS_SCHEDULER (self));

  self->pause = 0;
  vouch_scheduler_trigger (self);
}

guint
vouch_scheduler_get_failures (VouchScheduler *self)
{
  g_return_val_if_fail (VOUCH_IS_SCHEDULER (self), 0);

  return self->failures;
}

void
vouch_scheduler_report (VouchScheduler *self,
                        gboolean        answered,
                        guint           retry_after)
{
  g_return_if_fail (VOUCH_IS_SCHEDULER (self));

  self->failures = answered ? 0 : self->failures + 1;
  self->pause = MIN (retry_after, MAX_PAUSE);
  self->polled_at = vouch_clock_get_time ();
  schedule (self);
}
