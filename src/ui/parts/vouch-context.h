/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-camera-device.h"
#include "vouch-connector.h"

G_BEGIN_DECLS

/**
 * VouchContext:
 *
 * The objects that the window and the pages of one setup work with. It is handed to each page.
 * Immutable.
 *
 * Properties (read only, for bindings): "launcher".
 */
#define VOUCH_TYPE_CONTEXT (vouch_context_get_type ())
G_DECLARE_FINAL_TYPE (VouchContext, vouch_context, VOUCH, CONTEXT, GObject)

/* @remembered: (nullable): no server is remembered
 * @launcher: (nullable): no Beeper can be opened */
VouchContext           *vouch_context_new            (VouchSetup             *setup,
                                                      VouchFinder            *finder,
                                                      VouchRememberedServers *remembered,
                                                      VouchBeeperStart       *launcher);
/* For practice mode, where everything is simulated. @camera: (nullable): used instead of the
 * cameras of this computer */
VouchContext           *vouch_context_new_practice   (VouchSetup             *setup,
                                                      VouchFinder            *finder,
                                                      VouchCameraDevice      *camera);

VouchSetup             *vouch_context_get_setup      (VouchContext           *self);
VouchFinder            *vouch_context_get_finder     (VouchContext           *self);
VouchConnector         *vouch_context_get_connector  (VouchContext           *self);
/* Returns: (transfer none) (nullable) */
VouchRememberedServers *vouch_context_get_remembered (VouchContext           *self);
/* Returns: (transfer none) (nullable) */
VouchBeeperStart       *vouch_context_get_launcher   (VouchContext           *self);
/* Returns: (transfer none) (nullable): the simulated camera; NULL: the cameras of this computer are
 * used */
VouchCameraDevice      *vouch_context_get_camera     (VouchContext           *self);
gboolean                vouch_context_get_practice   (VouchContext           *self);

G_END_DECLS
