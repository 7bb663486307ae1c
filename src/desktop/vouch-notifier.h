/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchNotifier:
 *
 * VouchNotifier sends a notification of the desktop when a new step needs the user, or when the
 * setup is ready. It sends none while the window has the user's attention. It withdraws a
 * notification that is out of date.
 *
 * The main thread only.
 */
#define VOUCH_TYPE_NOTIFIER (vouch_notifier_get_type ())
G_DECLARE_FINAL_TYPE (VouchNotifier, vouch_notifier, VOUCH, NOTIFIER, GObject)

/* @application: borrowed: it owns the notifier
 * @setup: a reference is taken
 * Returns: (transfer full) */
VouchNotifier *vouch_notifier_new          (GApplication  *application,
                                            VouchSetup    *setup);
/* Sets whether the user looks at the window. If so, no notification is sent, and the last one is
 * withdrawn. */
void           vouch_notifier_set_attended (VouchNotifier *self,
                                            gboolean       attended);

/* Chooses the texts for a change of the step. Pure.
 *
 * @title: (out): translated and static
 * @body: (out): translated and static
 * Returns: FALSE if the change needs no notification */
gboolean       vouch_notifier_describe     (VouchStep      before,
                                            VouchStep      after,
                                            const char   **title,
                                            const char   **body);

G_END_DECLS
