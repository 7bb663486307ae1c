/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-server-row"

#include "vouch-server-row.h"

#include <glib/gi18n.h>

#include "vouch-repairs.h"

struct _VouchServerRow
{
  AdwActionRow  parent_instance;

  GtkWidget    *button;   /* borrowed: part of the row */
};

G_DEFINE_FINAL_TYPE (VouchServerRow, vouch_server_row, ADW_TYPE_ACTION_ROW)

static void
vouch_server_row_class_init (VouchServerRowClass *klass)
{
}

static void
vouch_server_row_init (VouchServerRow *self)
{
}

static GtkWidget *
build_button (VouchServer *server,
              const char  *description)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Connect"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "connect.use-server");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", vouch_server_get_origin (server));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
  vouch_name_buttons (button);
  return button;
}

GtkWidget *
vouch_server_row_new (VouchServer *server,
                      const char  *account)
{
  VouchServerRow *self = g_object_new (VOUCH_TYPE_SERVER_ROW, NULL);
  /* Translators: the name of a program and its version */
  g_autofree char *title = g_strdup_printf (_("%s %s"), vouch_server_get_product (server),
                                            vouch_server_get_version (server));
  g_autofree char *subtitle = g_strjoin ("\n", vouch_server_get_origin (server), account, NULL);
  g_autofree char *description = g_strjoin (", ", title, vouch_server_get_origin (server), account,
                                            NULL);

  self->button = build_button (server, description);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), g_strstrip (title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (self), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  vouch_leave_out_hyphens (GTK_WIDGET (self));
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->button);
  /* A click anywhere in the row does what the button does, which alone takes the focus. (An
   * activatable widget would be called by the title of the row.) */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self), "connect.use-server");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self), "s", vouch_server_get_origin (server));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  return GTK_WIDGET (self);
}

GtkWidget *
vouch_server_row_get_button (VouchServerRow *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER_ROW (self), NULL);

  return self->button;
}
