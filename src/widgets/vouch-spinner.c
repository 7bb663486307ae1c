/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-spinner"

#include "vouch-spinner.h"

#include "vouch-compat.h"
#include "vouch-property.h"

struct _VouchSpinner
{
  GtkWidget  parent_instance;

  /* owned */
  GtkWidget *sign;

  gboolean   spinning;
};

G_DEFINE_FINAL_TYPE (VouchSpinner, vouch_spinner, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_SPINNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
vouch_spinner_dispose (GObject *object)
{
  g_clear_pointer (&VOUCH_SPINNER (object)->sign, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_spinner_parent_class)->dispose (object);
}

static void
vouch_spinner_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_SPINNING:
      g_value_set_boolean (value, VOUCH_SPINNER (object)->spinning);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_spinner_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_SPINNING:
      vouch_spinner_set_spinning (VOUCH_SPINNER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_spinner_class_init (VouchSpinnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_spinner_dispose;
  object_class->get_property = vouch_spinner_get_property;
  object_class->set_property = vouch_spinner_set_property;

  properties[PROP_SPINNING] = g_param_spec_boolean ("spinning", NULL, NULL, FALSE,
                                                    VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "vouch-spinner");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
vouch_spinner_init (VouchSpinner *self)
{
  self->sign = vouch_new_spinner ();
  gtk_widget_set_child_visible (self->sign, FALSE);
  gtk_widget_set_parent (self->sign, GTK_WIDGET (self));
}

void
vouch_spinner_set_spinning (VouchSpinner *self,
                            gboolean      spinning)
{
  g_return_if_fail (VOUCH_IS_SPINNER (self));

  if (spinning == self->spinning)
    return;

  self->spinning = spinning;
  gtk_widget_set_child_visible (self->sign, spinning);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SPINNING]);
}
