/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-notice"

#include "vouch-notice.h"

#include "vouch-property.h"
#include "vouch-repairs.h"

/* A notice shows a sentence. The owner chooses the sentence; the notice does not know errors. Its
 * template has no GtkBox around the sentence, for the reason that is told of VouchPoint. */
struct _VouchNotice
{
  AdwBin     parent_instance;

  /* owned */
  char      *text;
  char      *button_label;
  char      *action_name;

  /* template */
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (VouchNotice, vouch_notice, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_TEXT,
  PROP_BUTTON_LABEL,
  PROP_ACTION_NAME,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static gboolean
is_filled (VouchNotice *self,
           const char  *text)
{
  return text != NULL && *text != '\0';
}

static void
vouch_notice_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VouchNotice *self = VOUCH_NOTICE (object);

  switch (property_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_BUTTON_LABEL:
      g_value_set_string (value, self->button_label);
      break;
    case PROP_ACTION_NAME:
      g_value_set_string (value, self->action_name);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_notice_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  VouchNotice *self = VOUCH_NOTICE (object);

  switch (property_id)
    {
    case PROP_TEXT:
      vouch_notice_set_text (self, g_value_get_string (value));
      break;
    case PROP_BUTTON_LABEL:
      vouch_property_set_string (self, &self->button_label, g_value_get_string (value),
                                 properties[PROP_BUTTON_LABEL]);
      break;
    case PROP_ACTION_NAME:
      vouch_property_set_string (self, &self->action_name, g_value_get_string (value),
                                 properties[PROP_ACTION_NAME]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_notice_finalize (GObject *object)
{
  VouchNotice *self = VOUCH_NOTICE (object);

  g_free (self->text);
  g_free (self->button_label);
  g_free (self->action_name);
  G_OBJECT_CLASS (vouch_notice_parent_class)->finalize (object);
}

static void
vouch_notice_class_init (VouchNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READWRITE;

  object_class->get_property = vouch_notice_get_property;
  object_class->set_property = vouch_notice_set_property;
  object_class->finalize = vouch_notice_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_BUTTON_LABEL] = g_param_spec_string ("button-label", NULL, NULL, NULL, flags);
  properties[PROP_ACTION_NAME] = g_param_spec_string ("action-name", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-notice.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchNotice, button);
  gtk_widget_class_bind_template_callback (widget_class, is_filled);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
vouch_notice_init (VouchNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

const char *
vouch_notice_get_text (VouchNotice *self)
{
  g_return_val_if_fail (VOUCH_IS_NOTICE (self), NULL);
  return self->text;
}

void
vouch_notice_set_text (VouchNotice *self,
                       const char  *text)
{
  g_return_if_fail (VOUCH_IS_NOTICE (self));

  vouch_property_set_string (self, &self->text, text, properties[PROP_TEXT]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : "",
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self), text != NULL);
  /* The focus may stay on an entry above. */
  if (text != NULL)
    vouch_scroll_into_sight (GTK_WIDGET (self));
}

void
vouch_notice_set_button (VouchNotice *self,
                         const char  *label,
                         const char  *action_name)
{
  g_return_if_fail (VOUCH_IS_NOTICE (self));
  vouch_property_set_string (self, &self->button_label, label, properties[PROP_BUTTON_LABEL]);
  vouch_property_set_string (self, &self->action_name, action_name, properties[PROP_ACTION_NAME]);
  vouch_name_buttons (GTK_WIDGET (self));
}

void
vouch_notice_suggest_button (VouchNotice *self)
{
  g_return_if_fail (VOUCH_IS_NOTICE (self));
  gtk_widget_add_css_class (self->button, "suggested-action");
}
