/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchTicker:
 *
 * The timer of a widget that counts seconds. It runs while the widget is mapped and "visible" of
 * the setup is TRUE: GTK does not unmap the widgets of a minimized window.
 *
 * The ticker belongs to the owner of the widget and must not outlive the widget.
 *
 * Signal: "tick", when the timer starts and then every second.
 */
#define VOUCH_TYPE_TICKER (vouch_ticker_get_type ())
G_DECLARE_FINAL_TYPE (VouchTicker, vouch_ticker, VOUCH, TICKER, GObject)

VouchTicker *vouch_ticker_new (GtkWidget  *widget,
                               VouchSetup *setup);

G_END_DECLS
