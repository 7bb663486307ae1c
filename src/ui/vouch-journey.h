/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-step.h"

G_BEGIN_DECLS

/**
 * VouchJourney:
 *
 * How far the user is: four stops (Find, Sign In, Confirm, Load) on a line that fills. Where the
 * names have no room, one label says "Confirm, 3 of 4". A screen reader gets a progress bar.
 *
 * It is the title widget of the window's header bar, and shows the name of the program instead
 * where the step is not on this way.
 *
 * Property: "stop" (VouchStop).
 */
#define VOUCH_TYPE_JOURNEY (vouch_journey_get_type ())
G_DECLARE_FINAL_TYPE (VouchJourney, vouch_journey, VOUCH, JOURNEY, GtkWidget)

void vouch_journey_set_stop (VouchJourney *self,
                             VouchStop     stop);

/* @title: (nullable): of the page, to be said instead of the name of the stop
 * Returns: (transfer full) (nullable): "Step 3 of 4: Confirm", or the title alone where there is no
 * such stop */
char *vouch_journey_describe_stop (VouchStop   stop,
                                   const char *title);

G_END_DECLS
