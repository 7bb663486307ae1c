/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-watch"

#include "vouch-watch.h"

#include "vouch-clock.h"

#define MAX_BACK_OFF 30     /* seconds (api.md 5) */
#define MAX_PAUSE    60     /* seconds, whatever a server asks for (api.md 2) */
#define SETTLE_MS    1000   /* networks come and go many times in a row */

/* When to look again. It knows nothing of what is looked at. */
struct _VouchWatch
{
  GObject parent_instance;

  VouchPace pace;
  guint     holds;
  guint     failures;      /* in a row */
  guint     pause;         /* seconds that the server asked for in the last report */
  gboolean  poked;
  gint64    looked_at;     /* vouch_clock_get_time() of the last report, 0 before the first */
  guint     timer;
  guint     jump;          /* source: the computer woke */
  guint     settling;      /* source: after what "stirred" told */
  gboolean  stirred;       /* and again since */
};

G_DEFINE_FINAL_TYPE (VouchWatch, vouch_watch, G_TYPE_OBJECT)

enum {
  SIGNAL_DUE,
  SIGNAL_STIRRED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
on_timer (gpointer user_data)
{
  VouchWatch *self = user_data;

  self->timer = 0;
  self->poked = FALSE;
  g_signal_emit (self, signals[SIGNAL_DUE], 0);
  return G_SOURCE_REMOVE;
}

/* Microseconds between two looks. After errors 1, 2, 4 … 30 s, and a fifth of it more or less, so
 * that many programs do not knock at the same moment. */
static gint64
get_interval (VouchWatch *self)
{
  gint64 interval = self->pace * G_TIME_SPAN_SECOND;
  gint64 back_off;

  if (self->failures == 0)
    return interval;
  back_off = MIN (1u << MIN (self->failures - 1, 5u), MAX_BACK_OFF) * G_TIME_SPAN_SECOND;
  return MAX (interval, back_off * g_random_double_range (0.8, 1.2));
}

/* A poke ends the wait, but not the one that the server asked for. */
static gint64
get_due_time (VouchWatch *self)
{
  gint64 earliest = self->looked_at + self->pause * G_TIME_SPAN_SECOND;

  if (self->looked_at == 0 || self->poked)
    return earliest;
  return MAX (earliest, self->looked_at + get_interval (self));
}

static void
schedule (VouchWatch *self)
{
  gint64 wait;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->holds > 0 || self->pace == VOUCH_PACE_STOPPED)
    return;

  wait = (get_due_time (self) - vouch_clock_get_time ()) / 1000;
  self->timer = wait >= 10000 ? g_timeout_add_seconds ((guint) (wait / 1000) + 1, on_timer, self)
                              : g_timeout_add ((guint) MAX (wait, 0), on_timer, self);
}

static gboolean on_settled (gpointer user_data);

/* Something happened to this computer that may have changed the answer: at once, and once more if
 * it does not stop there. */
static void
stir (VouchWatch *self)
{
  self->stirred = self->settling > 0;
  if (self->stirred)
    return;
  self->settling = g_timeout_add (SETTLE_MS, on_settled, self);
  g_signal_emit (self, signals[SIGNAL_STIRRED], 0);
  vouch_watch_poke (self);
}

static gboolean
on_settled (gpointer user_data)
{
  VouchWatch *self = user_data;

  self->settling = 0;
  if (self->stirred)
    stir (self);
  return G_SOURCE_REMOVE;
}

static void
on_network_changed (GNetworkMonitor *monitor,
                    gboolean         available,
                    VouchWatch      *self)
{
  stir (self);
}

/* GLib's timers stood still in the meantime. */
static gboolean
on_jump (gpointer user_data)
{
  stir (user_data);
  return G_SOURCE_CONTINUE;
}

static void
vouch_watch_constructed (GObject *object)
{
  G_OBJECT_CLASS (vouch_watch_parent_class)->constructed (object);

  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed), object, 0);
  VOUCH_WATCH (object)->jump = vouch_clock_add_jump (on_jump, object);
}

static void
vouch_watch_dispose (GObject *object)
{
  VouchWatch *self = VOUCH_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->jump, g_source_remove);
  g_clear_handle_id (&self->settling, g_source_remove);
  self->pace = VOUCH_PACE_STOPPED;

  G_OBJECT_CLASS (vouch_watch_parent_class)->dispose (object);
}

static void
vouch_watch_class_init (VouchWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vouch_watch_constructed;
  object_class->dispose = vouch_watch_dispose;

  signals[SIGNAL_DUE] = g_signal_new ("due", VOUCH_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                      NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_STIRRED] = g_signal_new ("stirred", VOUCH_TYPE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_watch_init (VouchWatch *self)
{
}

VouchWatch *
vouch_watch_new (void)
{
  return g_object_new (VOUCH_TYPE_WATCH, NULL);
}

void
vouch_watch_set_pace (VouchWatch *self,
                      VouchPace   pace)
{
  g_return_if_fail (VOUCH_IS_WATCH (self));

  if (self->pace == pace)
    return;
  self->pace = pace;
  schedule (self);
}

void
vouch_watch_hold (VouchWatch *self)
{
  g_return_if_fail (VOUCH_IS_WATCH (self));

  self->holds++;
  schedule (self);
}

void
vouch_watch_release (VouchWatch *self)
{
  g_return_if_fail (VOUCH_IS_WATCH (self));
  g_return_if_fail (self->holds > 0);

  self->holds--;
  schedule (self);
}

void
vouch_watch_poke (VouchWatch *self)
{
  g_return_if_fail (VOUCH_IS_WATCH (self));

  self->poked = TRUE;
  schedule (self);
}

void
vouch_watch_insist (VouchWatch *self)
{
  g_return_if_fail (VOUCH_IS_WATCH (self));

  self->pause = 0;
  vouch_watch_poke (self);
}

guint
vouch_watch_get_failures (VouchWatch *self)
{
  g_return_val_if_fail (VOUCH_IS_WATCH (self), 0);

  return self->failures;
}

void
vouch_watch_report (VouchWatch *self,
                    gboolean    answered,
                    guint       retry_after)
{
  g_return_if_fail (VOUCH_IS_WATCH (self));

  self->failures = answered ? 0 : self->failures + 1;
  self->pause = MIN (retry_after, MAX_PAUSE);
  self->looked_at = vouch_clock_get_time ();
  schedule (self);
}
