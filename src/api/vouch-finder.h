/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-server.h"

G_BEGIN_DECLS

/**
 * VouchFinder:
 *
 * Looks for Beepers on this computer: a #GListModel of #VouchServer, filled while the search runs.
 *
 * The order is the one in which they answered, but for a remembered address, which is asked first
 * and, when it answers, stands first. When an address is forced (--server, BEEPER_BASE_URL,
 * BEEPER_DESKTOP_BASE_URL: the first that is set wins) only that one is asked.
 *
 * Properties: "searching" (boolean, read), "error" (GError of a forced or remembered address that
 * did not answer, or of a port where something else answered; read).
 */
#define VOUCH_TYPE_FINDER (vouch_finder_get_type ())
G_DECLARE_FINAL_TYPE (VouchFinder, vouch_finder, VOUCH, FINDER, GObject)

/* @forced: the value of --server, or NULL: the environment is read then */
VouchFinder  *vouch_finder_new           (const char  *forced);
/* From the next search on.
 *
 * @address: (nullable): the remembered one
 * @terms: (nullable): on which it is asked */
void          vouch_finder_remember      (VouchFinder *self,
                                          const char  *address,
                                          VouchTerms  *terms);
/* Looks again, from the start; servers that no longer answer leave the list. */
void          vouch_finder_search        (VouchFinder *self);
gboolean      vouch_finder_get_searching (VouchFinder *self);
const GError *vouch_finder_get_error     (VouchFinder *self);
/* The origin of that error; (nullable): the address is not valid */
const char   *vouch_finder_get_error_origin (VouchFinder *self);
/* The address that must be used, as an origin, or NULL. */
const char   *vouch_finder_get_forced    (VouchFinder *self);
/* The server to use without asking: a forced or remembered one that answered;
 * (nullable) (transfer none). */
VouchServer  *vouch_finder_get_preferred (VouchFinder *self);
/* Whether one that was found runs on this computer. */
gboolean      vouch_finder_has_local     (VouchFinder *self);
/* For tests: which ports of 127.0.0.1 are asked (default 23373 to 23392). */
void          vouch_finder_set_ports     (VouchFinder *self,
                                          guint        first,
                                          guint        last);

G_END_DECLS
