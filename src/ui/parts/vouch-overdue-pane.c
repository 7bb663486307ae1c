/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-overdue-pane"

#include "vouch-overdue-pane.h"

#include "vouch-beeper-start.h"
#include "vouch-property.h"
#include "vouch-start-pane.h"

struct _VouchOverduePane
{
  GtkBox            parent_instance;

  /* owned */
  VouchBeeperStart *launcher;   /* (nullable) */
};

G_DEFINE_FINAL_TYPE (VouchOverduePane, vouch_overdue_pane, GTK_TYPE_BOX)

enum {
  PROP_0,
  PROP_LAUNCHER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
vouch_overdue_pane_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  VouchOverduePane *self = VOUCH_OVERDUE_PANE (object);

  switch (property_id)
    {
    case PROP_LAUNCHER:
      g_value_set_object (value, self->launcher);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_overdue_pane_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  VouchOverduePane *self = VOUCH_OVERDUE_PANE (object);

  switch (property_id)
    {
    case PROP_LAUNCHER:
      vouch_property_set_object (self, &self->launcher, g_value_get_object (value), pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_overdue_pane_dispose (GObject *object)
{
  g_clear_object (&VOUCH_OVERDUE_PANE (object)->launcher);
  G_OBJECT_CLASS (vouch_overdue_pane_parent_class)->dispose (object);
}

static void
vouch_overdue_pane_class_init (VouchOverduePaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_overdue_pane_get_property;
  object_class->set_property = vouch_overdue_pane_set_property;
  object_class->dispose = vouch_overdue_pane_dispose;

  properties[PROP_LAUNCHER] = g_param_spec_object ("launcher", NULL, NULL, VOUCH_TYPE_BEEPER_START,
                                                   VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VOUCH_TYPE_START_PANE);
  gtk_widget_class_set_template_from_resource (
    GTK_WIDGET_CLASS (klass), "/io/github/vouchapp/Vouch/ui/vouch-overdue-pane.ui");
}

static void
vouch_overdue_pane_init (VouchOverduePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
