/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Clipboard managers that know this type (KDE's and others) do not keep a text that has it. It is
 * no MIME type: GTK offers it, but does not answer a request for it. */
#define VOUCH_CLIPBOARD_HINT_TYPE "x-kde-passwordManagerHint"
#define VOUCH_CLIPBOARD_HINT      "secret"

/* On X11: answers requests for VOUCH_CLIPBOARD_HINT_TYPE while @content (borrowed) is in
 * @clipboard.
 * Returns: the argument of vouch_clipboard_hint_stop(), or 0 on another kind of display */
gulong vouch_clipboard_hint_answer (GdkClipboard       *clipboard,
                                    GdkContentProvider *content);
void   vouch_clipboard_hint_stop   (gulong              id);

/**
 * VouchClipboardControl:
 *
 * A text with the hint in the clipboard of Wayland, by the protocol of the compositors whose
 * clipboard managers read the hint (wlr-data-control: KDE, wlroots and others). The protocol is not
 * available to programs in a sandbox.
 */
typedef struct _VouchClipboardControl VouchClipboardControl;

/* @text: a secret, copied
 * Returns: (nullable): NULL where the protocol is not available */
VouchClipboardControl *vouch_clipboard_control_new   (GdkDisplay            *display,
                                                      const char            *text);
/* Replaces the text by an empty one, unless other content is in the clipboard by now. */
void                   vouch_clipboard_control_blank (VouchClipboardControl *self);
/* Returns: whether the text is still in the clipboard */
gboolean               vouch_clipboard_control_holds (VouchClipboardControl *self);
void                   vouch_clipboard_control_free  (VouchClipboardControl *self);

G_END_DECLS
