/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-repairs"

#include "vouch-repairs.h"

static void
name_button (GtkButton *button)
{
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (gtk_button_get_use_underline (button))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else if (gtk_button_get_label (button) == NULL && tooltip != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                    -1);
}

void
vouch_name_buttons (GtkWidget *parent)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (GTK_IS_BUTTON (parent))
    name_button (GTK_BUTTON (parent));

  for (GtkWidget *child = gtk_widget_get_first_child (parent);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    vouch_name_buttons (child);
}

void
vouch_wrap_buttons (GtkWidget *parent)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  child = gtk_widget_get_first_child (parent);
  if (GTK_IS_BUTTON (parent) && GTK_IS_LABEL (child) &&
      (gtk_widget_has_css_class (parent, "pill") || gtk_widget_has_css_class (parent, "flat")))
    g_object_set (child,
                  "wrap", TRUE,
                  "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                  "justify", GTK_JUSTIFY_CENTER,
                  NULL);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    vouch_wrap_buttons (child);
}

void
vouch_set_accessible_text (GtkWidget             *widget,
                           GtkAccessibleProperty  property,
                           const char            *text)
{
  g_autoptr(GString) plain = g_string_new (NULL);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (character < 0x2066 || character > 0x2069)
        g_string_append_unichar (plain, character);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), property, plain->str, -1);
}

static gboolean
close_window (gpointer window)
{
  gtk_window_close (window);
  return G_SOURCE_REMOVE;
}

void
vouch_close_soon (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_idle_add_full (G_PRIORITY_DEFAULT, close_window, g_object_ref (window), g_object_unref);
}

void
vouch_leave_settings (GtkWidget *scroller)
{
  g_return_if_fail (GTK_IS_WIDGET (scroller));

  g_signal_handlers_disconnect_by_data (gtk_widget_get_settings (scroller), scroller);
}
