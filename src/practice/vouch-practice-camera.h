/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-camera-device.h"
#include "vouch-practice-account.h"

G_BEGIN_DECLS

/* A simulated camera that sees the phone of @account in an unsteady hand.
 *
 * Returns: (transfer full) */
VouchCameraDevice *vouch_practice_camera_new (VouchPracticeAccount *account);

G_END_DECLS
