/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-practice-wire.h"

G_BEGIN_DECLS

/**
 * VouchPracticeEvents:
 *
 * The live events: sends the set-up to every connection that subscribed, and again after each
 * change.
 */
#define VOUCH_TYPE_PRACTICE_EVENTS (vouch_practice_events_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticeEvents, vouch_practice_events, VOUCH, PRACTICE_EVENTS, GObject)

VouchPracticeEvents *vouch_practice_events_new     (VouchPracticeAccount    *account);
/* Adds a connection that has just been opened. */
void                 vouch_practice_events_add     (VouchPracticeEvents     *self,
                                                    SoupWebsocketConnection *connection);
/* Answer subscriptions as a Beeper that does not know them yet. */
void                 vouch_practice_events_set_old (VouchPracticeEvents     *self,
                                                    gboolean                 old);
/* The form of codes in JSON. */
void                 vouch_practice_events_set_form (VouchPracticeEvents    *self,
                                                     VouchPracticeForm       form);
/* From the second ping on, in whole seconds; the first comes after 10.5 s, if that is sooner. 0:
 * none. */
void                 vouch_practice_events_set_ping_interval (VouchPracticeEvents *self,
                                                     guint                   milliseconds);
guint                vouch_practice_events_count   (VouchPracticeEvents     *self);
void                 vouch_practice_events_close   (VouchPracticeEvents     *self);

G_END_DECLS
