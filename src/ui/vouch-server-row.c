/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-server-row"

#include "vouch-server-row.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"

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
  GtkWidget *row = adw_action_row_new ();
  /* Translators: the name of a program and its version */
  g_autofree char *title = g_strdup_printf (_("%s %s"), vouch_server_get_product (server),
                                            vouch_server_get_version (server));
  g_autofree char *subtitle = g_strjoin ("\n", vouch_server_get_origin (server), account, NULL);
  g_autofree char *description = g_strjoin (", ", title, vouch_server_get_origin (server), account,
                                            NULL);
  GtkWidget *button = build_button (server, description);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), g_strstrip (title));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), account != NULL ? 2 : 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  g_object_set_data (G_OBJECT (row), "button", button);
  return row;
}

/* Not the row's activatable widget: that one would be named after the row instead of by its label. */
GtkWidget *
vouch_server_row_get_button (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "button");
}
