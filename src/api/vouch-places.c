/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-finder"

#include "vouch-places.h"

struct _VouchPlaces
{
  /* owned */
  char       *address;      /* the forced address, as it was given; (nullable) */
  char       *forced;       /* the same as an origin; NULL also when it is none */
  char       *remembered;   /* as an origin; (nullable) */
  VouchTerms *terms;        /* of the remembered one; (nullable) */

  guint       first_port;
  guint       last_port;
};

/* The first of these that is set wins, even when it is no valid address. */
static const char *
get_address_from_environment (void)
{
  static const char * const names[] = { "BEEPER_BASE_URL", "BEEPER_DESKTOP_BASE_URL" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *value = g_getenv (names[i]);

      if (value != NULL && *value != '\0')
        return value;
    }
  return NULL;
}

VouchPlaces *
vouch_places_new (const char *forced)
{
  VouchPlaces *places = g_new0 (VouchPlaces, 1);

  places->address = g_strdup (forced != NULL ? forced : get_address_from_environment ());
  if (places->address != NULL)
    places->forced = vouch_server_parse_address (places->address, NULL);
  places->first_port = VOUCH_SERVER_FIRST_PORT;
  places->last_port = VOUCH_SERVER_LAST_PORT;
  return places;
}

void
vouch_places_free (VouchPlaces *places)
{
  g_free (places->address);
  g_free (places->forced);
  g_free (places->remembered);
  g_clear_pointer (&places->terms, vouch_terms_unref);
  g_free (places);
}

void
vouch_places_set_ports (VouchPlaces *places,
                        guint        first,
                        guint        last)
{
  places->first_port = first;
  places->last_port = last;
}

void
vouch_places_remember (VouchPlaces *places,
                       const char  *address,
                       VouchTerms  *terms)
{
  g_free (places->remembered);
  g_clear_pointer (&places->terms, vouch_terms_unref);
  places->remembered = address != NULL ? vouch_server_parse_address (address, NULL) : NULL;
  places->terms = terms != NULL ? vouch_terms_ref (terms) : NULL;
}

gboolean
vouch_places_check (VouchPlaces  *places,
                    GError      **error)
{
  g_autofree char *origin = NULL;

  if (places->address == NULL)
    return TRUE;
  origin = vouch_server_parse_address (places->address, error);
  return origin != NULL;
}

/* Whether an answer must come at once: nothing has to be resolved, encrypted or sent far. */
static gboolean
is_near (const char *origin)
{
  return vouch_server_origin_is_local (origin) && g_str_has_prefix (origin, "http://");
}

/* Whether asking at the remembered address is asking at this port of localhost, too. */
static gboolean
is_remembered_port (VouchPlaces *places,
                    guint        port)
{
  g_autofree char *one = g_strdup_printf ("://127.0.0.1:%u", port);
  g_autofree char *other = g_strdup_printf ("://[::1]:%u", port);

  return places->remembered != NULL && (g_str_has_suffix (places->remembered, one) ||
                                        g_str_has_suffix (places->remembered, other));
}

static void
visit_ports (VouchPlaces     *places,
             VouchPlacesFunc  func,
             gpointer         user_data)
{
  for (guint port = places->first_port; port <= places->last_port; port++)
    {
      g_autofree char *origin = g_strdup_printf ("http://127.0.0.1:%u", port);

      if (!is_remembered_port (places, port))
        func (origin, NULL, VOUCH_SERVER_SEARCH_TIMEOUT, user_data);
    }
}

void
vouch_places_foreach (VouchPlaces     *places,
                      VouchPlacesFunc  func,
                      gpointer         user_data)
{
  if (places->address != NULL)
    {
      gboolean known = g_strcmp0 (places->forced, places->remembered) == 0;

      if (places->forced != NULL)
        func (places->forced, known ? places->terms : NULL, VOUCH_SERVER_PROBE_TIMEOUT, user_data);
      return;
    }
  if (places->remembered != NULL)
    func (places->remembered, places->terms,
          is_near (places->remembered) ? VOUCH_SERVER_SEARCH_TIMEOUT : VOUCH_SERVER_PROBE_TIMEOUT,
          user_data);
  visit_ports (places, func, user_data);
}

const char *
vouch_places_get_forced (VouchPlaces *places)
{
  return places->forced;
}

const char *
vouch_places_get_remembered (VouchPlaces *places)
{
  return places->remembered;
}

const char *
vouch_places_get_preferred (VouchPlaces *places)
{
  return places->address != NULL ? places->forced : places->remembered;
}
