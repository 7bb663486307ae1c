/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts a recovery key into the clipboard, with the hint for clipboard managers that it is a secret.
 * The key is removed after a minute or when the program ends, if it is still there. A manager that
 * does not know the hint may keep the key in its history, so texts must not promise more. */
void vouch_key_clipboard_copy (GdkClipboard *clipboard,
                               const char   *key);

G_END_DECLS
