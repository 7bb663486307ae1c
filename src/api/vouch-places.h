/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"

G_BEGIN_DECLS

/**
 * VouchPlaces:
 *
 * Internal to api: the places that VouchFinder asks: the forced address alone, else the remembered
 * one and the ports of this computer.
 */
typedef struct _VouchPlaces VouchPlaces;

/* @terms: (nullable) */
typedef void (* VouchPlacesFunc) (const char *origin,
                                  VouchTerms *terms,
                                  guint       timeout_ms,
                                  gpointer    user_data);

/* @forced: (nullable): the environment is read then */
VouchPlaces *vouch_places_new             (const char       *forced);
void         vouch_places_free            (VouchPlaces      *places);
void         vouch_places_set_ports       (VouchPlaces      *places,
                                           guint             first,
                                           guint             last);
/* See vouch_finder_remember(). */
void         vouch_places_remember        (VouchPlaces      *places,
                                           const char       *address,
                                           VouchTerms       *terms);

/* FALSE and VOUCH_ERROR_BAD_ADDRESS when the forced address is not valid. */
gboolean     vouch_places_check           (VouchPlaces      *places,
                                           GError          **error);
void         vouch_places_foreach         (VouchPlaces      *places,
                                           VouchPlacesFunc   func,
                                           gpointer          user_data);

const char  *vouch_places_get_forced      (VouchPlaces      *places);
const char  *vouch_places_get_remembered  (VouchPlaces      *places);
/* The address that is used without asking the user: the forced one, else the remembered one;
 * (nullable). */
const char  *vouch_places_get_preferred   (VouchPlaces      *places);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPlaces, vouch_places_free)

G_END_DECLS
