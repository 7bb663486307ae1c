/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchNotifier:
 *
 * Tells the person through the desktop that they are needed, or that all is ready, while the window
 * has not their attention. What no longer holds is withdrawn.
 */
#define VOUCH_TYPE_NOTIFIER (vouch_notifier_get_type ())
G_DECLARE_FINAL_TYPE (VouchNotifier, vouch_notifier, VOUCH, NOTIFIER, GObject)

VouchNotifier *vouch_notifier_new          (GApplication  *application,
                                            VouchSetup    *setup);
/* Whether the window is looked at: then nothing is sent, and what was sent is withdrawn. */
void           vouch_notifier_set_attended (VouchNotifier *self,
                                            gboolean       attended);

/* Pure: what is worth saying when @before gives way to @after; FALSE: nothing. Both texts are
 * translated and static. */
gboolean       vouch_notifier_describe     (VouchStep      before,
                                            VouchStep      after,
                                            const char   **title,
                                            const char   **body);

G_END_DECLS
