/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Clipboard managers that know this type (KDE's, and others since) do not keep what has it with
 * that text. It is no MIME type: GTK offers it, but answers no request for it. */
#define VOUCH_CLIPBOARD_HINT_TYPE "x-kde-passwordManagerHint"
#define VOUCH_CLIPBOARD_HINT      "secret"

/* X11: answers requests for that type for as long as @content (borrowed) is in @clipboard.
 * Returns: what vouch_clipboard_hint_stop() takes, or 0 on another kind of display */
gulong vouch_clipboard_hint_answer (GdkClipboard       *clipboard,
                                    GdkContentProvider *content);
void   vouch_clipboard_hint_stop   (gulong              id);

/**
 * VouchClipboardControl:
 *
 * Wayland: a text in the clipboard, with the hint, by the protocol of the compositors whose
 * clipboard managers look for it (wlr-data-control: KDE, wlroots and others; not for programs in a
 * sandbox).
 */
typedef struct _VouchClipboardControl VouchClipboardControl;

/* @text: a secret, copied. Returns: (nullable): NULL where there is no such protocol */
VouchClipboardControl *vouch_clipboard_control_new   (GdkDisplay            *display,
                                                      const char            *text);
/* Puts an empty text into its place, unless something else is in the clipboard by now. */
void                   vouch_clipboard_control_blank (VouchClipboardControl *self);
/* Whether what it put there still is. */
gboolean               vouch_clipboard_control_holds (VouchClipboardControl *self);
void                   vouch_clipboard_control_free  (VouchClipboardControl *self);

G_END_DECLS
