/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-check-row"

#include "vouch-check-row.h"

#include "vouch-property.h"
#include "vouch-spinner.h"

#include <glib/gi18n.h>

struct _VouchCheckRow
{
  AdwActionRow  parent_instance;

  gboolean      done;
  gboolean      working;

  /* borrowed: parts of the row */
  GtkStack     *signs;
  GtkWidget    *done_sign;
  GtkWidget    *open_sign;
  GtkWidget    *working_sign;
};

G_DEFINE_FINAL_TYPE (VouchCheckRow, vouch_check_row, ADW_TYPE_ACTION_ROW)

enum {
  PROP_0,
  PROP_DONE,
  PROP_WORKING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The row tells a screen reader its state, so that the sign needs no name of its own. */
static void
update_sign (VouchCheckRow *self)
{
  gboolean spinning = self->working && !self->done;
  const char *meaning = self->done ? _("Done") : spinning ? _("Under way") : _("Not yet");

  gtk_stack_set_visible_child (self->signs,
                               self->done ? self->done_sign
                                          : spinning ? self->working_sign : self->open_sign);
  vouch_spinner_set_spinning (VOUCH_SPINNER (self->working_sign), spinning);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->signs), meaning);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, meaning,
                                  -1);
}

static void
vouch_check_row_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VouchCheckRow *self = VOUCH_CHECK_ROW (object);

  switch (property_id)
    {
    case PROP_DONE:
      g_value_set_boolean (value, self->done);
      break;
    case PROP_WORKING:
      g_value_set_boolean (value, self->working);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_check_row_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  VouchCheckRow *self = VOUCH_CHECK_ROW (object);

  switch (property_id)
    {
    case PROP_DONE:
      if (vouch_property_set (self, &self->done, g_value_get_boolean (value), pspec))
        update_sign (self);
      break;
    case PROP_WORKING:
      if (vouch_property_set (self, &self->working, g_value_get_boolean (value), pspec))
        update_sign (self);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_check_row_class_init (VouchCheckRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READWRITE;

  object_class->get_property = vouch_check_row_get_property;
  object_class->set_property = vouch_check_row_set_property;

  properties[PROP_DONE] = g_param_spec_boolean ("done", NULL, NULL, FALSE, flags);
  properties[PROP_WORKING] = g_param_spec_boolean ("working", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static GtkWidget *
add_sign (VouchCheckRow *self,
          GType          type,
          const char    *icon_name)
{
  GtkWidget *sign = g_object_new (type,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  NULL);

  if (icon_name != NULL)
    gtk_image_set_from_icon_name (GTK_IMAGE (sign), icon_name);
  gtk_stack_add_child (self->signs, sign);
  return sign;
}

static void
vouch_check_row_init (VouchCheckRow *self)
{
  self->signs = GTK_STACK (gtk_stack_new ());
  self->open_sign = add_sign (self, GTK_TYPE_IMAGE, "content-loading-symbolic");
  self->done_sign = add_sign (self, GTK_TYPE_IMAGE, "object-select-symbolic");
  self->working_sign = add_sign (self, VOUCH_TYPE_SPINNER, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->working_sign),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Under way"),
                                  -1);
  gtk_widget_add_css_class (self->done_sign, "success");
  gtk_widget_set_valign (GTK_WIDGET (self->signs), GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), GTK_WIDGET (self->signs));
  update_sign (self);
}
