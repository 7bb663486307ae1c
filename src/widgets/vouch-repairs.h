/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Repairs of widgets that GTK 4.8 leaves unfinished. */

/* GTK 4.8 names a button by its label with the underscore and by the text inside: "_Continue
 * Continue", and a button with a picture only by nothing. For all buttons below @parent, this
 * leaves the label out of the first, and names the second by its tooltip. */
void vouch_name_buttons   (GtkWidget *parent);

/* GTK has a call that adds a class and one that removes it. Does one of them. */
void vouch_set_css_class  (GtkWidget  *widget,
                           const char *css_class,
                           gboolean    wanted);

/* GTK never wraps the label of a button, and in some languages that of a button that stands alone
 * ("pill", "flat", or in a "notice") is wider than the narrowest window. Lets the labels of these
 * take two lines, for all buttons below @parent. */
void vouch_wrap_buttons   (GtkWidget *parent);

/* Pango puts a hyphen where it breaks a word, and it looks like a part of an address. Leaves it out
 * of all labels below @parent. */
void vouch_leave_out_hyphens (GtkWidget *parent);

/* Whether it is a letter of a script that runs from right to left */
gboolean vouch_is_written_from_right (gunichar letter);

/* For all labels below @parent but those of buttons, now and when their text changes:
 *
 * GTK takes the direction of a text from its first letter, so that an Arabic sentence that begins
 * with "Beeper" has its full stop on the wrong side. This puts a mark of direction in front of each
 * line that begins in the other direction than the window's, but has letters of both. A line of one
 * script stays as it is: a name or a key. In an Arabic sentence it isolates what begins with a sign
 * and goes from left to right: "~/.beeper/targets", ":23400". Assistive technologies are told the
 * text without the marks.
 *
 * GTK leaves the last word of a paragraph alone in its line. This keeps it with the one before, if
 * they are short, and the last letters of a Chinese or Japanese one together. */
void vouch_repair_labels  (GtkWidget *parent);

/* Names or describes a widget for assistive technologies. Leaves out marks of direction (U+200E,
 * U+200F) and the characters that isolate a name of another script within a sentence (U+2066 to
 * U+2069), which braille displays show.
 *
 * @property: of those that are strings
 * @text: (nullable): NULL is the same as "" */
void vouch_set_accessible_text (GtkWidget             *widget,
                                GtkAccessibleProperty  property,
                                const char            *text);

/* Like gtk_window_close(), in the next turn of the main loop. GTK 4.8 holds the widget that has the
 * focus while it handles a key. A page that is freed before that widget warns about the
 * expressions of its template. */
void vouch_close_soon     (GtkWindow *window);

/* GTK 4.8 scrolls to what takes the focus, and to nothing else. This scrolls until all of @widget
 * is in sight, or its top where it is higher than that. */
void vouch_scroll_into_sight (GtkWidget *widget);

/* For "unrealize" of each GtkScrolledWindow. The one of GTK 4.8 stays connected to the settings
 * with a pointer to itself, also when it is freed. */
void vouch_leave_settings (GtkWidget *scroller);

G_END_DECLS
