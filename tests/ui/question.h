/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The questions of vouch-compat.h that are on screen, whatever widget this libadwaita has for
 * them. */

/* Returns: (nullable): one whose text contains these words */
GtkWidget *question_find   (const char *words);
/* Answers and closes it. The delay before "answer" does not count.
 * @response: "answer" or "cancel" */
void       question_answer (GtkWidget  *question,
                            const char *response);

G_END_DECLS
