/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The functions of GTK and libadwaita that are named otherwise from release to release: questions,
 * file choosers, links, spinners, what is shown about the program. The first three are asynchronous
 * and end by themselves when @parent is unmapped: a question ends with its page. */

/* Asks a question about an action that cannot be undone or may be unsafe: Enter and Escape say no,
 * and "yes" can be clicked after the delay of #VouchSecurityDelay.
 *
 * @answer: the label of the button that says yes, with a mnemonic
 *
 * Returns, from finishing: TRUE for that button, FALSE for every other way out. */
void      vouch_ask_async              (GtkWidget           *parent,
                                        const char          *heading,
                                        const char          *body,
                                        const char          *answer,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
/* The same, with Pango markup in the body. */
void      vouch_ask_with_markup_async  (GtkWidget           *parent,
                                        const char          *heading,
                                        const char          *markup,
                                        const char          *answer,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
/* The same, where "Cancel" would not tell what is cancelled.
 *
 * @stay: the label of the button that says no, with a mnemonic */
void      vouch_ask_to_leave_async     (GtkWidget           *parent,
                                        const char          *heading,
                                        const char          *body,
                                        const char          *stay,
                                        const char          *answer,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
gboolean  vouch_ask_finish             (GtkWidget           *parent,
                                        GAsyncResult        *result);
/* Shows a message that belongs to no place of the page. */
void      vouch_tell                   (GtkWidget           *parent,
                                        const char          *heading,
                                        const char          *body);

/* Choosers and links are windows of the desktop, which may not answer: the #VouchDesktopWait around
 * @parent says so. A second one in the same window cancels the first one.
 *
 * @filters: (nullable): file types; the first one is preselected */
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

/* Has a screen reader say a text, where GTK can (4.14 and later). For changes that move no focus.
 * @widget: any widget of the window in question */
void      vouch_announce               (GtkWidget           *widget,
                                        const char          *text);

/* Where a widget is, on the surface that it is painted on.
 *
 * @corner: (out): the upper left corner, in logical pixels
 * @scale: (out): device pixels in a logical pixel; may have a fraction since GTK 4.12
 *
 * Returns: FALSE where there is no surface yet */
gboolean  vouch_find_on_surface        (GtkWidget           *widget,
                                        graphene_point_t    *corner,
                                        double              *scale);

/* A spinner that has no name of its own, and turns for as long as it is mapped.
 *
 * Returns: (transfer floating) */
GtkWidget *vouch_new_spinner           (void);

typedef struct {
  const char *accelerator;    /* one or several, with spaces between */
  const char *title;          /* as gettext knows it */
} VouchShortcut;

/* Shows what the keyboard can do.
 *
 * @title: above all of them
 * @shortcuts: ends with one that has no accelerator */
void      vouch_show_shortcuts         (GtkWidget           *parent,
                                        const char          *title,
                                        const VouchShortcut *shortcuts);
/* @report: (nullable): the problem report, which the user can copy and save there */
void      vouch_show_about             (GtkWidget           *parent,
                                        const char          *report);

G_END_DECLS
