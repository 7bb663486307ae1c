/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchSecretBuffer:
 *
 * The text of an entry that holds a secret: a recovery key, a token. While it is hidden it shows
 * bullets to everybody who asks, also to GTK: accessibility would hand out what is behind them. The
 * secret itself lies in locked memory of its own, which stays out of core dumps and is wiped.
 *
 * Properties: "hidden" (boolean, TRUE at first).
 */
#define VOUCH_TYPE_SECRET_BUFFER (vouch_secret_buffer_get_type ())
G_DECLARE_FINAL_TYPE (VouchSecretBuffer, vouch_secret_buffer, VOUCH, SECRET_BUFFER, GtkEntryBuffer)

/* In the place of the buffer that a password row comes with; hidden as long as the row hides it.
 * Borrowed. */
VouchSecretBuffer *vouch_secret_buffer_install    (GtkEditable       *row);
/* Borrowed, a secret, gone with the next change. */
const char        *vouch_secret_buffer_get_secret (VouchSecretBuffer *self);
void               vouch_secret_buffer_set_hidden (VouchSecretBuffer *self,
                                                   gboolean           hidden);

G_END_DECLS
