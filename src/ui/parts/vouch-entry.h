/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Prepares an entry for large text, where its title may take several lines, and for languages that
 * are written from the right, where what is typed begins below the title, whatever its letters. */
void     vouch_entry_prepare   (GtkWidget  *entry);
/* Marks an entry as wrong, in colour and for a screen reader.
 *
 * @entry: an editable, or a row that is one
 * @text: (nullable): the reason; NULL removes the mark */
void     vouch_entry_mark      (GtkWidget  *entry,
                                const char *text);
gboolean vouch_entry_is_marked (GtkWidget  *entry);
/* Grabs the focus and selects all of the text, so that the next key replaces it. */
void     vouch_entry_focus     (GtkWidget  *entry);

G_END_DECLS
