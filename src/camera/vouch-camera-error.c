/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-error"

#include "vouch-camera-error.h"

G_DEFINE_QUARK (vouch-camera-error-quark, vouch_camera_error)
