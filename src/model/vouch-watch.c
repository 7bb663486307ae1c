/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-watch"

#include "vouch-watch.h"

#define MAX_BACK_OFF 30   /* seconds (api.md 5) */

/* When to look again. It knows nothing of what is looked at. */
struct _VouchWatch
{
  GObject parent_instance;

  VouchPace pace;
  guint     holds;
  guint     failures;      /* in a row */
  guint     retry_after;   /* seconds, from the last report */
  gboolean  poked;
  gint64    looked_at;     /* monotonic time of the last report, 0 before the first */
  guint     timer;
};

G_DEFINE_FINAL_TYPE (VouchWatch, vouch_watch, G_TYPE_OBJECT)

enum {
  SIGNAL_DUE,
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

/* Milliseconds between two looks. After errors 1, 2, 4 … 30 s, and a fifth of it more or less, so
 * that many programs do not knock at the same moment. */
static guint
get_interval (VouchWatch *self)
{
  guint interval = (guint) self->pace * 1000;

  if (self->failures > 0)
    {
      guint back_off = MIN (1u << MIN (self->failures - 1, 5u), MAX_BACK_OFF) * 1000;

      back_off = (guint) (back_off * g_random_double_range (0.8, 1.2));
      interval = MAX (interval, back_off);
    }
  return MAX (interval, self->retry_after * 1000);
}

static void
schedule (VouchWatch *self)
{
  gint64 wait;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->holds > 0 || self->pace == VOUCH_PACE_STOPPED)
    return;

  wait = self->poked || self->looked_at == 0
           ? 0
           : self->looked_at / 1000 + get_interval (self) - g_get_monotonic_time () / 1000;
  self->timer = wait >= 10000 ? g_timeout_add_seconds ((guint) (wait / 1000), on_timer, self)
                              : g_timeout_add ((guint) MAX (wait, 0), on_timer, self);
}

static void
on_network_changed (GNetworkMonitor *monitor,
                    gboolean         available,
                    VouchWatch      *self)
{
  vouch_watch_poke (self);
}

static void
vouch_watch_constructed (GObject *object)
{
  G_OBJECT_CLASS (vouch_watch_parent_class)->constructed (object);

  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (on_network_changed), object, 0);
}

static void
vouch_watch_dispose (GObject *object)
{
  VouchWatch *self = VOUCH_WATCH (object);

  g_clear_handle_id (&self->timer, g_source_remove);
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
vouch_watch_report (VouchWatch *self,
                    gboolean    answered,
                    guint       retry_after)
{
  g_return_if_fail (VOUCH_IS_WATCH (self));

  self->failures = answered ? 0 : self->failures + 1;
  self->retry_after = retry_after;
  self->looked_at = g_get_monotonic_time ();
  schedule (self);
}
