/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-beeper-start.h"
#include "vouch-camera-device.h"
#include "vouch-finder.h"
#include "vouch-known-servers.h"
#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchWindow:
 *
 * Shows the page of the step that VouchSetup says there is, and around it what every step has: way
 * back, menu, banners. Nobody navigates it.
 *
 * Properties, construct only: "setup", "finder", "known" (nullable: nothing is remembered),
 * "beeper" (VouchBeeperStart; NULL in practice), "practice" (nothing here is real).
 * Property "camera" (VouchCameraDevice, nullable): stands in for the cameras of this computer.
 */
#define VOUCH_TYPE_WINDOW (vouch_window_get_type ())
G_DECLARE_FINAL_TYPE (VouchWindow, vouch_window, VOUCH, WINDOW, AdwApplicationWindow)

GtkWidget         *vouch_window_new          (GtkApplication    *application,
                                              VouchSetup        *setup,
                                              VouchFinder       *finder,
                                              VouchKnownServers *known,
                                              VouchBeeperStart  *beeper,
                                              gboolean           practice);
/* Leaves the Beeper that is in use, unless that has to be waited for, and connects to this one as
 * if the person had typed its address.
 * Returns: FALSE: refused, because the setup is busy */
gboolean           vouch_window_use_address  (VouchWindow       *self,
                                              const char        *address);
VouchSetup        *vouch_window_get_setup    (VouchWindow       *self);
VouchKnownServers *vouch_window_get_known    (VouchWindow       *self);
VouchFinder       *vouch_window_get_finder   (VouchWindow       *self);
VouchBeeperStart  *vouch_window_get_beeper   (VouchWindow       *self);
gboolean           vouch_window_get_practice (VouchWindow       *self);
VouchCameraDevice *vouch_window_get_camera   (VouchWindow       *self);
void               vouch_window_set_camera   (VouchWindow       *self,
                                              VouchCameraDevice *camera);

G_END_DECLS
