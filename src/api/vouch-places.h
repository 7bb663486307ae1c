/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"

G_BEGIN_DECLS

/**
 * VouchPlaces:
 *
 * Internal to api: where VouchFinder asks. One address when one must be used; else the remembered
 * one and the ports of this computer.
 */
typedef struct _VouchPlaces VouchPlaces;

/* @terms: (nullable) */
typedef void (* VouchPlacesFunc) (const char *origin,
                                  VouchTerms *terms,
                                  guint       timeout_ms,
                                  gpointer    user_data);

/* @forced: (nullable): the environment is asked then. */
VouchPlaces *vouch_places_new             (const char       *forced);
void         vouch_places_free            (VouchPlaces      *places);
void         vouch_places_set_ports       (VouchPlaces      *places,
                                           guint             first,
                                           guint             last);
/* See vouch_finder_remember(). */
void         vouch_places_remember        (VouchPlaces      *places,
                                           const char       *address,
                                           VouchTerms       *terms);

/* FALSE and VOUCH_ERROR_BAD_ADDRESS when the address that must be used is none. */
gboolean     vouch_places_check           (VouchPlaces      *places,
                                           GError          **error);
void         vouch_places_foreach         (VouchPlaces      *places,
                                           VouchPlacesFunc   func,
                                           gpointer          user_data);

const char  *vouch_places_get_forced      (VouchPlaces      *places);
const char  *vouch_places_get_remembered  (VouchPlaces      *places);
/* The one that may be used without asking the person: forced, else remembered; (nullable). */
const char  *vouch_places_get_preferred   (VouchPlaces      *places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPlaces, vouch_places_free)

G_END_DECLS
