/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-ticker"

#include "vouch-ticker.h"

struct _VouchTicker
{
  GObject     parent_instance;

  /* owned */
  VouchSetup *setup;
  guint       timer;

  /* borrowed */
  GtkWidget  *widget;
};

G_DEFINE_FINAL_TYPE (VouchTicker, vouch_ticker, G_TYPE_OBJECT)

enum {
  SIGNAL_TICK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
on_second (gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_TICK], 0);
  return G_SOURCE_CONTINUE;
}

static void
update_timer (VouchTicker *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!gtk_widget_get_mapped (self->widget) || !vouch_setup_get_visible (self->setup))
    return;
  g_signal_emit (self, signals[SIGNAL_TICK], 0);
  self->timer = g_timeout_add_seconds (1, on_second, self);
}

static void
vouch_ticker_finalize (GObject *object)
{
  VouchTicker *self = VOUCH_TICKER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (vouch_ticker_parent_class)->finalize (object);
}

static void
vouch_ticker_class_init (VouchTickerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_ticker_finalize;

  signals[SIGNAL_TICK] = g_signal_new ("tick", VOUCH_TYPE_TICKER, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_ticker_init (VouchTicker *self)
{
}

VouchTicker *
vouch_ticker_new (GtkWidget  *widget,
                  VouchSetup *setup)
{
  VouchTicker *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (VOUCH_IS_SETUP (setup), NULL);

  self = g_object_new (VOUCH_TYPE_TICKER, NULL);
  self->widget = widget;
  self->setup = g_object_ref (setup);
  g_signal_connect_object (widget, "map", G_CALLBACK (update_timer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (widget, "unmap", G_CALLBACK (update_timer), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::visible", G_CALLBACK (update_timer), self,
                           G_CONNECT_SWAPPED);
  return self;
}
