/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchFirstAid:
 *
 * A sheet over the window that helps with the step on screen: likely causes, what the phone may
 * show instead, the way without a phone, a card to read aloud to somebody who helps by telephone,
 * and the help of Beeper. All but the last works offline. It closes by itself when the step
 * changes.
 */
#define VOUCH_TYPE_FIRST_AID (vouch_first_aid_get_type ())
G_DECLARE_FINAL_TYPE (VouchFirstAid, vouch_first_aid, VOUCH, FIRST_AID, AdwWindow)

/* @title: of the page
 * @since: when the page was shown first: a vouch_clock_get_time() */
GtkWindow *vouch_first_aid_new (GtkWindow  *parent,
                                VouchSetup *setup,
                                const char *title,
                                gint64      since);

G_END_DECLS
