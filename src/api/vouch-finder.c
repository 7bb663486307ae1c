/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-finder"

#include "vouch-finder.h"

#include "vouch-error.h"
#include "vouch-places.h"
#include "vouch-property.h"

/* Asks all places at once. A server that still answers keeps its object and its place in the list
 * from one search to the next, so that a row under the pointer stays. */
struct _VouchFinder
{
  GObject parent_instance;

  /* owned */
  GPtrArray    *servers;      /* of VouchServer */
  GHashTable   *asked;        /* addresses: of the last search */
  GCancellable *cancellable;  /* of the search that runs */
  VouchPlaces  *places;
  char         *forced;       /* until there are places */
  GError       *error;
  char         *error_origin; /* (nullable): where it came from */
  GError       *found_error;  /* of the search that runs */
  char         *found_origin;

  guint         pending;
  gboolean      searching;
};

static void vouch_finder_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchFinder, vouch_finder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      vouch_finder_list_model_init))

enum {
  PROP_0,
  PROP_FORCED_ADDRESS,
  PROP_SEARCHING,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* One place that is being asked. */
typedef struct {
  VouchFinder *finder;   /* borrowed: not valid once the probe was cancelled */
  char        *origin;   /* owned */
} Place;

static void
place_free (Place *place)
{
  g_clear_pointer (&place->origin, g_free);
  g_free (place);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_free)

static GType
get_item_type (GListModel *model)
{
  return VOUCH_TYPE_SERVER;
}

static guint
get_n_items (GListModel *model)
{
  return VOUCH_FINDER (model)->servers->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  VouchFinder *self = VOUCH_FINDER (model);

  if (position >= self->servers->len)
    return NULL;
  return g_object_ref (g_ptr_array_index (self->servers, position));
}

static void
vouch_finder_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
find_server (VouchFinder *self,
             const char  *address,
             guint       *position)
{
  for (guint i = 0; i < self->servers->len; i++)
    if (g_str_equal (vouch_server_get_address (g_ptr_array_index (self->servers, i)), address))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/* The same Beeper may answer at another address, too. */
static gboolean
find_origin (VouchFinder *self,
             const char  *origin,
             guint       *position)
{
  for (guint i = 0; i < self->servers->len; i++)
    if (g_str_equal (vouch_server_get_origin (g_ptr_array_index (self->servers, i)), origin))
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

/* The preferred account of the terms is not part of what is shown. */
static gboolean
says_the_same (VouchServer *a,
               VouchServer *b)
{
  VouchTerms *one = vouch_server_get_terms (a);
  VouchTerms *other = vouch_server_get_terms (b);

  return g_str_equal (vouch_server_get_origin (a), vouch_server_get_origin (b)) &&
         g_str_equal (vouch_server_get_address (a), vouch_server_get_address (b)) &&
         g_str_equal (vouch_server_get_product (a), vouch_server_get_product (b)) &&
         g_str_equal (vouch_server_get_version (a), vouch_server_get_version (b)) &&
         g_strcmp0 (vouch_server_get_events_url (a), vouch_server_get_events_url (b)) == 0 &&
         g_strcmp0 (vouch_terms_get_fingerprint (one), vouch_terms_get_fingerprint (other)) == 0 &&
         vouch_terms_get_consents (one) == vouch_terms_get_consents (other);
}

static gboolean
is_remembered (VouchFinder *self,
               const char  *origin)
{
  return g_strcmp0 (origin, vouch_places_get_remembered (self->places)) == 0;
}

static void
add_server (VouchFinder *self,
            VouchServer *server)
{
  const char *address = vouch_server_get_address (server);
  guint position;

  if (!find_server (self, address, &position) &&
      !find_origin (self, vouch_server_get_origin (server), &position))
    {
      position = is_remembered (self, address) ? 0 : self->servers->len;
      g_ptr_array_insert (self->servers, position, g_object_ref (server));
      g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
    }
  else if (!says_the_same (g_ptr_array_index (self->servers, position), server))
    {
      g_object_unref (g_ptr_array_index (self->servers, position));
      g_ptr_array_index (self->servers, position) = g_object_ref (server);
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
    }
}

static void
remove_server (VouchFinder *self,
               const char  *origin)
{
  guint position;

  if (!find_server (self, origin, &position))
    return;
  g_ptr_array_remove_index (self->servers, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
}

/* Servers that no probe asks any more would stay in the list after they end. */
static void
remove_unasked (VouchFinder *self)
{
  for (guint i = self->servers->len; i > 0; i--)
    {
      const char *address = vouch_server_get_address (self->servers->pdata[i - 1]);

      if (!g_hash_table_contains (self->asked, address))
        remove_server (self, address);
    }
}

static void
set_searching (VouchFinder *self,
               gboolean     searching)
{
  vouch_property_set (self, &self->searching, searching, properties[PROP_SEARCHING]);
}

/* Takes @error and @origin. */
static void
set_error (VouchFinder *self,
           GError      *error,
           char        *origin)
{
  gboolean same = g_strcmp0 (self->error_origin, origin) == 0 &&
                  ((self->error == NULL && error == NULL) ||
                   (self->error != NULL && error != NULL &&
                    g_error_matches (self->error, error->domain, error->code)));

  g_clear_error (&self->error);
  g_free (self->error_origin);
  self->error = error;
  self->error_origin = origin;
  if (!same)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Keeps the error of the forced or remembered address. Of another place it keeps only that another
 * program answered: the usual case is that nothing answers there.
 * @address: that was asked
 * @origin: where the error came from */
static void
note_error (VouchFinder  *self,
            const char   *address,
            const char   *origin,
            const GError *error)
{
  gboolean counts = g_strcmp0 (address, vouch_places_get_preferred (self->places)) == 0;
  gboolean stranger = g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_NOT_BEEPER) ||
                      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_REDIRECTED);

  if (!counts && (!stranger || self->found_error != NULL))
    return;
  g_clear_error (&self->found_error);
  g_free (self->found_origin);
  self->found_error = g_error_copy (error);
  self->found_origin = g_strdup (origin);
}

static void
finish_search (VouchFinder *self)
{
  remove_unasked (self);
  set_error (self, g_steal_pointer (&self->found_error), g_steal_pointer (&self->found_origin));
  set_searching (self, FALSE);
}

static void
on_probe_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Place) place = user_data;
  VouchFinder *self = place->finder;
  g_autoptr(VouchServer) server = NULL;
  g_autoptr(GError) error = NULL;

  server = vouch_server_probe_finish (result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (server != NULL)
    add_server (self, server);
  else
    {
      remove_server (self, place->origin);
      note_error (self, place->origin, vouch_server_probe_get_origin (result), error);
    }
  if (--self->pending == 0)
    finish_search (self);
}

static void
ask (const char *origin,
     VouchTerms *terms,
     guint       timeout_ms,
     gpointer    user_data)
{
  VouchFinder *self = user_data;
  Place *place = g_new0 (Place, 1);

  place->finder = self;
  place->origin = g_strdup (origin);
  g_hash_table_add (self->asked, g_strdup (origin));
  self->pending++;
  vouch_server_probe_async (origin, terms, timeout_ms, self->cancellable, on_probe_ready, place);
}

static void
vouch_finder_constructed (GObject *object)
{
  VouchFinder *self = VOUCH_FINDER (object);

  G_OBJECT_CLASS (vouch_finder_parent_class)->constructed (object);

  self->places = vouch_places_new (self->forced);
  g_clear_pointer (&self->forced, g_free);
}

static void
vouch_finder_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VouchFinder *self = VOUCH_FINDER (object);

  switch (property_id)
    {
    case PROP_SEARCHING:
      g_value_set_boolean (value, self->searching);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_finder_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  VouchFinder *self = VOUCH_FINDER (object);

  switch (property_id)
    {
    case PROP_FORCED_ADDRESS:
      self->forced = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_finder_dispose (GObject *object)
{
  VouchFinder *self = VOUCH_FINDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (vouch_finder_parent_class)->dispose (object);
}

static void
vouch_finder_finalize (GObject *object)
{
  VouchFinder *self = VOUCH_FINDER (object);

  g_clear_pointer (&self->servers, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
  g_clear_pointer (&self->places, vouch_places_free);
  g_clear_error (&self->error);
  g_clear_error (&self->found_error);
  g_free (self->error_origin);
  g_free (self->found_origin);

  G_OBJECT_CLASS (vouch_finder_parent_class)->finalize (object);
}

static void
vouch_finder_class_init (VouchFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = VOUCH_PARAM_CONSTRUCT;
  const GParamFlags read = VOUCH_PARAM_READABLE;

  object_class->constructed = vouch_finder_constructed;
  object_class->get_property = vouch_finder_get_property;
  object_class->set_property = vouch_finder_set_property;
  object_class->dispose = vouch_finder_dispose;
  object_class->finalize = vouch_finder_finalize;

  properties[PROP_FORCED_ADDRESS] =
    g_param_spec_string ("forced-address", NULL, NULL, NULL, once);
  properties[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, read);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, read);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_finder_init (VouchFinder *self)
{
  self->servers = g_ptr_array_new_with_free_func (g_object_unref);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

VouchFinder *
vouch_finder_new (const char *forced)
{
  return g_object_new (VOUCH_TYPE_FINDER, "forced-address", forced, NULL);
}

void
vouch_finder_remember (VouchFinder *self,
                       const char  *address,
                       VouchTerms  *terms)
{
  g_return_if_fail (VOUCH_IS_FINDER (self));

  vouch_places_remember (self->places, address, terms);
}

void
vouch_finder_search (VouchFinder *self)
{
  g_return_if_fail (VOUCH_IS_FINDER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->found_error);
  g_clear_pointer (&self->found_origin, g_free);
  self->cancellable = g_cancellable_new ();
  self->pending = 0;
  g_hash_table_remove_all (self->asked);

  vouch_places_foreach (self->places, ask, self);
  if (self->pending > 0)
    {
      set_searching (self, TRUE);
      return;
    }
  vouch_places_check (self->places, &self->found_error);
  finish_search (self);
}

gboolean
vouch_finder_get_searching (VouchFinder *self)
{
  g_return_val_if_fail (VOUCH_IS_FINDER (self), FALSE);

  return self->searching;
}

const GError *
vouch_finder_get_error (VouchFinder *self)
{
  g_return_val_if_fail (VOUCH_IS_FINDER (self), NULL);

  return self->error;
}

const char *
vouch_finder_get_error_origin (VouchFinder *self)
{
  g_return_val_if_fail (VOUCH_IS_FINDER (self), NULL);

  return self->error_origin;
}

const char *
vouch_finder_get_forced (VouchFinder *self)
{
  g_return_val_if_fail (VOUCH_IS_FINDER (self), NULL);

  return vouch_places_get_forced (self->places);
}

VouchServer *
vouch_finder_get_preferred (VouchFinder *self)
{
  const char *origin;
  guint position;

  g_return_val_if_fail (VOUCH_IS_FINDER (self), NULL);

  origin = vouch_places_get_preferred (self->places);
  if (origin == NULL || !find_server (self, origin, &position))
    return NULL;
  return g_ptr_array_index (self->servers, position);
}

gboolean
vouch_finder_has_local (VouchFinder *self)
{
  g_return_val_if_fail (VOUCH_IS_FINDER (self), FALSE);

  for (guint i = 0; i < self->servers->len; i++)
    if (vouch_server_origin_is_local (vouch_server_get_origin (self->servers->pdata[i])))
      return TRUE;
  return FALSE;
}

void
vouch_finder_set_ports (VouchFinder *self,
                        guint        first,
                        guint        last)
{
  g_return_if_fail (VOUCH_IS_FINDER (self));

  vouch_places_set_ports (self->places, first, last);
}
