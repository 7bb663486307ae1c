/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-drawer"

#include "vouch-practice-drawer.h"

#include "vouch-property.h"
#include "vouch-repairs.h"

struct _VouchPracticeDrawer
{
  AdwBin               parent_instance;

  /* owned */
  VouchPracticeServer *server;

  /* template */
  AdwActionRow        *key_row;
  GtkSwitch           *silent_switch;
  GtkSwitch           *differ_switch;
  GtkSwitch           *scan_switch;
  GtkSwitch           *code_switch;
  GtkSwitch           *lost_switch;
};

G_DEFINE_FINAL_TYPE (VouchPracticeDrawer, vouch_practice_drawer, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_SERVER,
  PROP_SILENT,
  PROP_WRONG_CODE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Each request of Vouch is cut off, as when a network is gone. */
#define CONNECTION_LOST "*=reset*ever"

static void
on_silent_changed (VouchPracticeDrawer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SILENT]);
}

static void
on_code_changed (VouchPracticeDrawer *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WRONG_CODE]);
}

static void
on_lost_changed (VouchPracticeDrawer *self)
{
  g_autoptr(GError) error = NULL;

  vouch_practice_server_clear_faults (self->server);
  if (gtk_switch_get_active (self->lost_switch) &&
      !vouch_practice_server_add_fault (self->server, CONNECTION_LOST, &error))
    g_warning ("%s", error->message);
}

static void
copy_key (VouchPracticeDrawer *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          VOUCH_PRACTICE_RECOVERY_KEY);
}

static void
vouch_practice_drawer_constructed (GObject *object)
{
  VouchPracticeDrawer *self = VOUCH_PRACTICE_DRAWER (object);
  VouchPracticeAccount *account = vouch_practice_server_get_account (self->server);

  G_OBJECT_CLASS (vouch_practice_drawer_parent_class)->constructed (object);

  g_object_bind_property (account, "tampered", self->differ_switch, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (account, "without-codes", self->scan_switch, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
}

static void
vouch_practice_drawer_get_property (GObject    *object,
                                    guint       property_id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  VouchPracticeDrawer *self = VOUCH_PRACTICE_DRAWER (object);

  switch (property_id)
    {
    case PROP_SILENT:
      g_value_set_boolean (value, vouch_practice_drawer_get_silent (self));
      break;
    case PROP_WRONG_CODE:
      g_value_set_boolean (value, vouch_practice_drawer_get_wrong_code (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_practice_drawer_set_property (GObject      *object,
                                    guint         property_id,
                                    const GValue *value,
                                    GParamSpec   *pspec)
{
  VouchPracticeDrawer *self = VOUCH_PRACTICE_DRAWER (object);

  switch (property_id)
    {
    case PROP_SERVER:
      self->server = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_practice_drawer_dispose (GObject *object)
{
  g_clear_object (&VOUCH_PRACTICE_DRAWER (object)->server);

  G_OBJECT_CLASS (vouch_practice_drawer_parent_class)->dispose (object);
}

static void
vouch_practice_drawer_class_init (VouchPracticeDrawerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags once = VOUCH_PARAM_CONSTRUCT;

  object_class->constructed = vouch_practice_drawer_constructed;
  object_class->get_property = vouch_practice_drawer_get_property;
  object_class->set_property = vouch_practice_drawer_set_property;
  object_class->dispose = vouch_practice_drawer_dispose;

  properties[PROP_SERVER] =
    g_param_spec_object ("server", NULL, NULL, VOUCH_TYPE_PRACTICE_SERVER, once);
  properties[PROP_SILENT] =
    g_param_spec_boolean ("silent", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  properties[PROP_WRONG_CODE] =
    g_param_spec_boolean ("wrong-code", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /* The phone has registered the resource. */
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/practice/vouch-practice-drawer.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchPracticeDrawer, key_row);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticeDrawer, silent_switch);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticeDrawer, differ_switch);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticeDrawer, scan_switch);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticeDrawer, code_switch);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticeDrawer, lost_switch);
  gtk_widget_class_bind_template_callback (widget_class, vouch_leave_settings);
  gtk_widget_class_bind_template_callback (widget_class, on_silent_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_code_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_lost_changed);
  gtk_widget_class_bind_template_callback (widget_class, copy_key);
}

static void
vouch_practice_drawer_init (VouchPracticeDrawer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_name_buttons (GTK_WIDGET (self));
  adw_action_row_set_subtitle (self->key_row, VOUCH_PRACTICE_RECOVERY_KEY);
}

GtkWidget *
vouch_practice_drawer_new (VouchPracticeServer *server)
{
  return g_object_new (VOUCH_TYPE_PRACTICE_DRAWER, "server", server, NULL);
}

gboolean
vouch_practice_drawer_get_silent (VouchPracticeDrawer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_DRAWER (self), FALSE);

  return gtk_switch_get_active (self->silent_switch);
}

gboolean
vouch_practice_drawer_get_wrong_code (VouchPracticeDrawer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_DRAWER (self), FALSE);

  return gtk_switch_get_active (self->code_switch);
}
