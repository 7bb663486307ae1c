/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchSecretBuffer:
 *
 * The text of an entry that holds a secret: a recovery key or a token. While it is hidden it gives
 * bullets to all callers, including GTK, because the accessibility tree would show the text. The
 * secret itself is in locked memory, which is excluded from core dumps and wiped.
 *
 * Properties: "hidden" (boolean, TRUE at first).
 */
#define VOUCH_TYPE_SECRET_BUFFER (vouch_secret_buffer_get_type ())
G_DECLARE_FINAL_TYPE (VouchSecretBuffer, vouch_secret_buffer, VOUCH, SECRET_BUFFER, GtkEntryBuffer)

/* Replaces the buffer of a password row. It is hidden while the row hides its text.
 * Returns: (transfer none) */
VouchSecretBuffer *vouch_secret_buffer_install    (GtkEditable       *row);
/* Returns: (transfer none): a secret; valid until the next change */
const char        *vouch_secret_buffer_get_secret (VouchSecretBuffer *self);
void               vouch_secret_buffer_set_hidden (VouchSecretBuffer *self,
                                                   gboolean           hidden);

G_END_DECLS
