/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts a recovery key into the clipboard, marked as a secret for the clipboard managers that know
 * the mark, and takes it out again after a minute or when the program ends, if it is still there. A
 * manager that does not know the mark may keep it in its history: texts must not promise more. */
void vouch_key_clipboard_copy (GdkClipboard *clipboard,
                               const char   *key);

G_END_DECLS
