/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VouchDesktopWait:
 *
 * A vertical box around the content of a window, with a banner at its top. After 2 s the banner
 * says which window of the desktop (for files, for printing, a browser) was asked for and has not
 * come, and offers to go on without it. There is one wait at a time: the next one cancels the one
 * before.
 */
#define VOUCH_TYPE_DESKTOP_WAIT (vouch_desktop_wait_get_type ())
G_DECLARE_FINAL_TYPE (VouchDesktopWait, vouch_desktop_wait, VOUCH, DESKTOP_WAIT, GtkBox)

/* Waits until @task is completed, in the #VouchDesktopWait around @widget. Where there is none,
 * nothing happens.
 *
 * @task: with a cancellable, which is cancelled when the user goes on
 * @text: a sentence
 * @address: (nullable): a web address that the user can copy instead */
void  vouch_desktop_wait_begin  (GtkWidget  *widget,
                                 GTask      *task,
                                 const char *text,
                                 const char *address);
/* Shows at once that the desktop does not answer, until the user dismisses it or the next wait
 * begins. */
void  vouch_desktop_wait_fail   (GtkWidget  *widget,
                                 const char *text,
                                 const char *address);

G_END_DECLS
