/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-connection.h"
#include "vouch-events.h"
#include "vouch-poller.h"
#include "vouch-setup.h"
#include "vouch-verification-tracker.h"

G_BEGIN_DECLS

/* Internal objects of the model, for tests only. All are borrowed. */

/* Returns: (nullable): NULL when no server is in use */
VouchConnection *vouch_setup_get_connection  (VouchSetup      *self);
VouchAccess     *vouch_setup_get_access      (VouchSetup      *self);
VouchVerificationTracker *vouch_setup_get_tracker (VouchSetup *self);
VouchPoller     *vouch_connection_get_poller (VouchConnection *self);
VouchEvents     *vouch_connection_get_events (VouchConnection *self);

G_END_DECLS
