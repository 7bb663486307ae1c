/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What is wrong with what was typed, on the entry itself: in colour, and for a screen reader.
 *
 * @entry: an editable, or a row that is one
 * @text: the sentence, or NULL: nothing is wrong any more */
void     vouch_entry_mark      (GtkWidget  *entry,
                                const char *text);
gboolean vouch_entry_is_marked (GtkWidget  *entry);
/* Focus, with all of the text selected: the next key replaces it. */
void     vouch_entry_focus     (GtkWidget  *entry);

G_END_DECLS
