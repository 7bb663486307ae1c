/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchSecurityDelay:
 *
 * Tells when a click on a widget can be meant, as browsers do in security questions: not within 1 s
 * of the moment at which the widget was painted first, its content changed, it came to lie under
 * the pointer without a movement of the pointer, or its window became the active one. A double
 * click on the page before, or a key that was pressed before, then confirms nothing.
 *
 * It does not change the widget: the owner of the widget makes it insensitive until "over" is TRUE.
 * The delay must not outlive the widget.
 *
 * Properties: "over" (boolean, read only; FALSE at first).
 */
#define VOUCH_TYPE_SECURITY_DELAY (vouch_security_delay_get_type ())
G_DECLARE_FINAL_TYPE (VouchSecurityDelay, vouch_security_delay, VOUCH, SECURITY_DELAY, GObject)

VouchSecurityDelay *vouch_security_delay_new      (GtkWidget          *widget);
gboolean            vouch_security_delay_get_over (VouchSecurityDelay *self);
/* To be called when the content that a click would confirm has changed. */
void                vouch_security_delay_restart  (VouchSecurityDelay *self);

G_END_DECLS
