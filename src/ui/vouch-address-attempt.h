/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-known-servers.h"

G_BEGIN_DECLS

/**
 * VouchAddressAttempt:
 *
 * One address after another that the person, or the command line, wants to be used: connects, and
 * asks first what the person must agree to and has not agreed to before. What goes wrong without a
 * question is the problem of the set-up.
 */
#define VOUCH_TYPE_ADDRESS_ATTEMPT (vouch_address_attempt_get_type ())
G_DECLARE_FINAL_TYPE (VouchAddressAttempt, vouch_address_attempt,
                      VOUCH, ADDRESS_ATTEMPT, GObject)

/* @known: (nullable)
 * @parent: what is on screen when there is a question; borrowed, and to outlive this. */
VouchAddressAttempt *vouch_address_attempt_new   (VouchSetup          *setup,
                                                  VouchKnownServers   *known,
                                                  GtkWidget           *parent);
void                 vouch_address_attempt_start (VouchAddressAttempt *self,
                                                  const char          *address);
/* The page has gone: nothing comes of it any more. */
void                 vouch_address_attempt_stop  (VouchAddressAttempt *self);

G_END_DECLS
