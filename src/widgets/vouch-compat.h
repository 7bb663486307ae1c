/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The few things that GTK and libadwaita offer under other names from release to release:
 * questions, file choosers, links. All of it is asynchronous, and ends by itself when @parent
 * leaves the screen: a question about a page that has gone has no answer any more. */

/* About what cannot be undone or be safe: Enter and Escape say no, and "yes" can be clicked after
 * the delay of #VouchSecurityDelay.
 *
 * @answer: the label of the button that says yes, with a mnemonic. Finishing gives TRUE for that
 * one, and FALSE for every other way out. */
void      vouch_ask_async              (GtkWidget           *parent,
                                        const char          *heading,
                                        const char          *body,
                                        const char          *answer,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
gboolean  vouch_ask_finish             (GtkWidget           *parent,
                                        GAsyncResult        *result);
/* Says something that no place in the page is about. */
void      vouch_tell                   (GtkWidget           *parent,
                                        const char          *heading,
                                        const char          *body);

/* Choosers and links belong to the desktop, which may not answer: the #VouchDesktopWait around
 * @parent says so. A second one in the same window takes the first one back.
 *
 * @filters: (nullable): what is offered, the first one preselected. */
void      vouch_choose_file_async      (GtkWidget           *parent,
                                        const char          *title,
                                        GListModel          *filters,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
/* @name: the file name that is proposed. */
void      vouch_choose_save_file_async (GtkWidget           *parent,
                                        const char          *title,
                                        const char          *name,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
/* Returns: (transfer full) (nullable): NULL when nothing was chosen. */
GFile    *vouch_choose_file_finish     (GtkWidget           *parent,
                                        GAsyncResult        *result);

/* Opens a web address in the user's browser, or brings Beeper to the front ("beeper://…"). */
void      vouch_open_link              (GtkWidget           *parent,
                                        const char          *uri);

void      vouch_show_about             (GtkWidget           *parent);

G_END_DECLS
