/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VouchPracticeFrame:
 *
 * Draws the frame of a phone around its child, with a notch and a bar at the bottom: the same phone
 * as VouchPhoneScene, in the size of a real one. The child has the place between notch and bar;
 * what it shows at the top has to leave room for the notch in the middle.
 */
#define VOUCH_TYPE_PRACTICE_FRAME (vouch_practice_frame_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticeFrame, vouch_practice_frame, VOUCH, PRACTICE_FRAME, AdwBin)

G_END_DECLS
