/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-entry"

#include "vouch-entry.h"

#include "vouch-repairs.h"

#define MARK "error"

/* A row has one for when it is empty, and a smaller one above the text. For a second line of it
 * style.css leaves room. */
static void
wrap_titles (GtkWidget *parent)
{
  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      g_object_set (child,
                    "ellipsize", PANGO_ELLIPSIZE_NONE,
                    "wrap", TRUE,
                    "wrap-mode", PANGO_WRAP_WORD_CHAR,
                    NULL);
    else if (!GTK_IS_TEXT (child))
      wrap_titles (child);
}

/* As GtkText: where no letter gives a direction, that of the keyboard, else that of the window */
static gboolean
is_from_right (GtkWidget *text)
{
  const char *content = gtk_editable_get_text (GTK_EDITABLE (text));
  GdkSeat *seat = gdk_display_get_default_seat (gtk_widget_get_display (text));
  GdkDevice *keyboard = seat != NULL ? gdk_seat_get_keyboard (seat) : NULL;

  for (const char *p = content; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return vouch_is_written_from_right (g_utf8_get_char (p));
  if (keyboard != NULL && gtk_widget_has_focus (text))
    switch ((int) gdk_device_get_direction (keyboard))
      {
      case PANGO_DIRECTION_LTR:
        return FALSE;
      case PANGO_DIRECTION_RTL:
        return TRUE;
      }
  return gtk_widget_get_direction (text) == GTK_TEXT_DIR_RTL;
}

/* GtkText would move what is written from the left to the left, away from its title. At the very
 * right it cuts the caret. */
static void
align (GtkWidget *text)
{
  gboolean from_right = is_from_right (text);
  float alignment;

  if (gtk_widget_get_direction (text) == GTK_TEXT_DIR_RTL)
    alignment = from_right ? .01f : .99f;
  else
    alignment = from_right ? 1 : 0;
  gtk_editable_set_alignment (GTK_EDITABLE (text), alignment);
}

void
vouch_entry_prepare (GtkWidget *entry)
{
  GtkEditable *text;

  g_return_if_fail (GTK_IS_EDITABLE (entry));

  wrap_titles (entry);
  text = gtk_editable_get_delegate (GTK_EDITABLE (entry));
  g_return_if_fail (GTK_IS_TEXT (text));
  g_signal_connect (text, "changed", G_CALLBACK (align), NULL);
  g_signal_connect (text, "direction-changed", G_CALLBACK (align), NULL);
  g_signal_connect_after (text, "notify::has-focus", G_CALLBACK (align), NULL);
  align (GTK_WIDGET (text));
}

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
