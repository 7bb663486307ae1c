/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-nothing-there"

#include "vouch-nothing-there.h"

#include <glib/gi18n.h>

#include "vouch-clock.h"
#include "vouch-countdown.h"
#include "vouch-property.h"
#include "vouch-repairs.h"
#include "vouch-ticker.h"

#define PATIENCE 20   /* seconds */

struct _VouchNothingThere
{
  AdwBin       parent_instance;

  /* owned */
  VouchSetup  *setup;    /* (nullable) */
  VouchTicker *ticker;   /* (nullable): of the setup */
  gint64       start;    /* a vouch_clock_get_time(); 0: not on screen yet */

  /* borrowed */
  GtkRevealer *revealer;
};

G_DEFINE_FINAL_TYPE (VouchNothingThere, vouch_nothing_there, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_SETUP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
on_tick (VouchNothingThere *self)
{
  if (self->start == 0)
    self->start = vouch_clock_get_time ();
  if (vouch_countdown_get_left (self->start, PATIENCE) == 0)
    gtk_revealer_set_reveal_child (self->revealer, TRUE);
}

static void
set_setup (VouchNothingThere *self,
           VouchSetup        *setup)
{
  if (!vouch_property_set_object (self, &self->setup, setup, properties[PROP_SETUP]))
    return;
  g_clear_object (&self->ticker);
  if (setup == NULL)
    return;
  self->ticker = vouch_ticker_new (GTK_WIDGET (self), setup);
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (on_tick), self, G_CONNECT_SWAPPED);
}

static void
vouch_nothing_there_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SETUP:
      g_value_set_object (value, VOUCH_NOTHING_THERE (object)->setup);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_nothing_there_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SETUP:
      set_setup (VOUCH_NOTHING_THERE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_nothing_there_dispose (GObject *object)
{
  VouchNothingThere *self = VOUCH_NOTHING_THERE (object);

  g_clear_object (&self->ticker);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (vouch_nothing_there_parent_class)->dispose (object);
}

static void
vouch_nothing_there_class_init (VouchNothingThereClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_nothing_there_get_property;
  object_class->set_property = vouch_nothing_there_set_property;
  object_class->dispose = vouch_nothing_there_dispose;

  properties[PROP_SETUP] = g_param_spec_object ("setup", NULL, NULL, VOUCH_TYPE_SETUP,
                                                VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_nothing_there_init (VouchNothingThere *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Nothing There?"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.first-aid");
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->revealer, button);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->revealer));
  vouch_name_buttons (GTK_WIDGET (self));
}

GtkWidget *
vouch_nothing_there_new (void)
{
  return g_object_new (VOUCH_TYPE_NOTHING_THERE, NULL);
}

void
vouch_nothing_there_restart (VouchNothingThere *self)
{
  g_return_if_fail (VOUCH_IS_NOTHING_THERE (self));

  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  if (self->start != 0)
    self->start = vouch_clock_get_time ();
}
