/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-camera-device.h"

G_BEGIN_DECLS

/**
 * VouchKeyScan:
 *
 * A window over the recovery page that reads a printed recovery key with the camera or from a
 * picture. It closes when it has read a key.
 *
 * Signals: "found" (string, a secret): the key.
 */
#define VOUCH_TYPE_KEY_SCAN (vouch_key_scan_get_type ())
G_DECLARE_FINAL_TYPE (VouchKeyScan, vouch_key_scan, VOUCH, KEY_SCAN, AdwWindow)

/* @camera: (nullable): the simulated camera of practice mode */
GtkWidget *vouch_key_scan_new (GtkWindow         *parent,
                               VouchCameraDevice *camera);

G_END_DECLS
