/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The camera of the practice phone, pointed at a window of this program: reads the code from the
 * pixels of the window. */
void    vouch_practice_lens_read_async  (GtkWidget            *window,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
/* Returns: (transfer full) (nullable): the code's bytes; NULL without an error when there is no
 * code. */
GBytes *vouch_practice_lens_read_finish (GAsyncResult         *result,
                                         GError              **error);

G_END_DECLS
