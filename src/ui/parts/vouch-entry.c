/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-entry"

#include "vouch-entry.h"

#define MARK "error"

static void
describe (GtkAccessible *part,
          const char    *text)
{
  gtk_accessible_update_state (part,
                               GTK_ACCESSIBLE_STATE_INVALID,
                               text != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                            : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (part,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text != NULL ? text : "",
                                  -1);
}

void
vouch_entry_mark (GtkWidget  *entry,
                  const char *text)
{
  GtkEditable *inside;

  g_return_if_fail (GTK_IS_EDITABLE (entry));

  if (text != NULL)
    gtk_widget_add_css_class (entry, MARK);
  else
    gtk_widget_remove_css_class (entry, MARK);

  /* A screen reader reads the widget that has the focus. In a row, that is the GtkText inside. */
  inside = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  describe (GTK_ACCESSIBLE (entry), text);
  if (inside != NULL)
    describe (GTK_ACCESSIBLE (inside), text);
}

gboolean
vouch_entry_is_marked (GtkWidget *entry)
{
  g_return_val_if_fail (GTK_IS_EDITABLE (entry), FALSE);
  return gtk_widget_has_css_class (entry, MARK);
}

void
vouch_entry_focus (GtkWidget *entry)
{
  g_return_if_fail (GTK_IS_EDITABLE (entry));
  gtk_widget_grab_focus (entry);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
}
