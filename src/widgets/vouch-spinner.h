/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchSpinner:
 *
 * Something is under way. Takes its room also while it does not spin. Whoever shows it sets its
 * accessible label.
 *
 * Properties: "spinning" (gboolean: whether it is shown).
 */
#define VOUCH_TYPE_SPINNER (vouch_spinner_get_type ())
G_DECLARE_FINAL_TYPE (VouchSpinner, vouch_spinner, VOUCH, SPINNER, GtkWidget)

void vouch_spinner_set_spinning (VouchSpinner *self,
                                 gboolean      spinning);

G_END_DECLS
