/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-camera-device.h"
#include "vouch-practice-account.h"

G_BEGIN_DECLS

/* A camera before which the phone of @account is held by an unsteady hand: scanning can be
 * rehearsed on a computer without one. Returns: (transfer full) */
VouchCameraDevice *vouch_practice_camera_new (VouchPracticeAccount *account);

G_END_DECLS
