/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchKeyBuffer:
 *
 * The text of an entry that holds a recovery key. While it is hidden it shows bullets to everybody
 * who asks, also to GTK: accessibility would hand out what is behind them. The key itself lies in
 * one locked page of memory, which stays out of core dumps and is wiped.
 *
 * Properties: "hidden" (boolean, TRUE at first).
 */
#define VOUCH_TYPE_KEY_BUFFER (vouch_key_buffer_get_type ())
G_DECLARE_FINAL_TYPE (VouchKeyBuffer, vouch_key_buffer, VOUCH, KEY_BUFFER, GtkEntryBuffer)

GtkEntryBuffer *vouch_key_buffer_new        (void);
/* Borrowed, a secret, gone with the next change. */
const char     *vouch_key_buffer_get_key    (VouchKeyBuffer *self);
void            vouch_key_buffer_set_hidden (VouchKeyBuffer *self,
                                             gboolean        hidden);

G_END_DECLS
