/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-auto-connect"

#include "vouch-auto-connect.h"

#include "vouch-consent.h"

struct _VouchAutoConnect
{
  GObject            parent_instance;

  /* owned */
  VouchSetup        *setup;
  VouchFinder       *finder;
  VouchKnownServers *known;       /* nullable */
  VouchBeeperStart  *beeper;      /* nullable */
  guint              single_id;   /* one was found, and the person still has a moment */

  gboolean           first;       /* until the person acts, or it was tried */
  gboolean           opened;      /* the person opened Beeper, and has done nothing else since */
};

G_DEFINE_FINAL_TYPE (VouchAutoConnect, vouch_auto_connect, G_TYPE_OBJECT)

enum {
  ASK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
connect_to (VouchAutoConnect *self,
            VouchServer      *server)
{
  g_autoptr(VouchTerms) terms =
    vouch_known_servers_dup_terms (self->known, vouch_server_get_origin (server));

  vouch_auto_connect_end (self);
  vouch_setup_connect (self->setup, server, vouch_terms_get_account (terms));
}

static gboolean
on_single_waited (gpointer user_data)
{
  VouchAutoConnect *self = user_data;
  g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (self->finder), 0);

  self->single_id = 0;
  if (server != NULL)
    connect_to (self, server);
  return G_SOURCE_REMOVE;
}

static void
ask (VouchAutoConnect *self,
     const char       *address)
{
  vouch_auto_connect_end (self);
  g_signal_emit (self, signals[ASK], 0, address);
}

/* Whoever used a Beeper elsewhere the last time, which does not answer now, does not mean one here
 * that was never used: it may be another person's. */
static gboolean
is_meant (VouchAutoConnect *self,
          VouchServer      *server,
          const char       *last)
{
  g_autoptr(VouchKnownServer) known = NULL;

  if (self->known == NULL || last == NULL || vouch_server_origin_is_local (last))
    return TRUE;
  known = vouch_known_servers_find (self->known, vouch_server_get_origin (server));
  return known != NULL;
}

/* A single Beeper is taken unless the person acts within a second. */
static void
try_single (VouchAutoConnect *self,
            const char       *last)
{
  g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (self->finder), 0);

  if (self->single_id == 0 && is_meant (self, server, last))
    self->single_id = g_timeout_add (1000, on_single_waited, self);
}

/* Another user's program at the address that was used last is no Beeper for the search; at one that
 * was given it is a question. */
static gboolean
is_question (VouchAutoConnect *self)
{
  const GError *error = vouch_finder_get_error (self->finder);

  return vouch_consent_is_needed (error) &&
         (vouch_consent_get (error) != VOUCH_CONSENT_OTHER_USER ||
             vouch_finder_get_forced (self->finder) != NULL);
}

/* What was given or used last is taken at once, or asked about. */
static void
try_first (VouchAutoConnect *self)
{
  g_autofree char *address = vouch_auto_connect_dup_address (self);
  VouchServer *preferred = vouch_finder_get_preferred (self->finder);
  gboolean searching = vouch_finder_get_searching (self->finder);
  guint found = g_list_model_get_n_items (G_LIST_MODEL (self->finder));

  if (!self->first)
    return;

  if (preferred != NULL)
    connect_to (self, preferred);
  else if (address != NULL && is_question (self))
    ask (self, address);
  else if (!searching && found == 1)
    try_single (self, address);
  else if (found != 1)
    g_clear_handle_id (&self->single_id, g_source_remove);
}

/* What the person opened is taken as soon as it answers, unless another way was begun since. A
 * Beeper elsewhere is not what was opened. */
static void
welcome (VouchAutoConnect *self,
         VouchServer      *server)
{
  if (self->beeper == NULL ||
      !vouch_server_origin_is_local (vouch_server_get_origin (server)))
    return;

  if (self->opened)
    connect_to (self, server);
  else if (vouch_beeper_start_get_phase (self->beeper) == VOUCH_BEEPER_PHASE_WAITING ||
           vouch_beeper_start_get_phase (self->beeper) == VOUCH_BEEPER_PHASE_SILENT)
    vouch_beeper_start_stop (self->beeper);
}

static void
on_servers_changed (VouchAutoConnect *self,
                    guint             position,
                    guint             removed,
                    guint             added)
{
  if (added > removed)
    {
      g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (self->finder), position);

      welcome (self, server);
    }
  try_first (self);
}

static void
on_phase_changed (VouchAutoConnect *self)
{
  if (vouch_auto_connect_get_waiting (self))
    self->opened = TRUE;
}

static void
vouch_auto_connect_dispose (GObject *object)
{
  VouchAutoConnect *self = VOUCH_AUTO_CONNECT (object);

  g_clear_handle_id (&self->single_id, g_source_remove);
  vouch_auto_connect_set_beeper (self, NULL);
  g_clear_object (&self->setup);
  g_clear_object (&self->finder);
  g_clear_object (&self->known);
  G_OBJECT_CLASS (vouch_auto_connect_parent_class)->dispose (object);
}

static void
vouch_auto_connect_class_init (VouchAutoConnectClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_auto_connect_dispose;

  signals[ASK] = g_signal_new ("ask", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vouch_auto_connect_init (VouchAutoConnect *self)
{
}

VouchAutoConnect *
vouch_auto_connect_new (VouchSetup        *setup,
                        VouchFinder       *finder,
                        VouchKnownServers *known,
                        gboolean           first)
{
  VouchAutoConnect *self = g_object_new (VOUCH_TYPE_AUTO_CONNECT, NULL);

  self->setup = g_object_ref (setup);
  self->finder = g_object_ref (finder);
  g_set_object (&self->known, known);
  self->first = first;
  g_signal_connect_object (finder, "items-changed",
                           G_CALLBACK (on_servers_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (finder, "notify::searching",
                           G_CALLBACK (try_first), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (finder, "notify::error",
                           G_CALLBACK (try_first), self, G_CONNECT_SWAPPED);
  return self;
}

void
vouch_auto_connect_set_beeper (VouchAutoConnect *self,
                               VouchBeeperStart *beeper)
{
  g_return_if_fail (VOUCH_IS_AUTO_CONNECT (self));

  if (self->beeper != NULL)
    g_signal_handlers_disconnect_by_data (self->beeper, self);
  g_set_object (&self->beeper, beeper);
  if (beeper != NULL)
    g_signal_connect_object (beeper, "notify::phase",
                             G_CALLBACK (on_phase_changed), self, G_CONNECT_SWAPPED);
}

char *
vouch_auto_connect_dup_address (VouchAutoConnect *self)
{
  g_autoptr(GPtrArray) servers = NULL;
  const char *forced;

  g_return_val_if_fail (VOUCH_IS_AUTO_CONNECT (self), NULL);

  forced = vouch_finder_get_forced (self->finder);
  if (forced != NULL)
    return g_strdup (forced);
  if (self->known != NULL)
    servers = vouch_known_servers_list (self->known);
  if (servers == NULL || servers->len == 0)
    return NULL;
  return g_strdup (((VouchKnownServer *) g_ptr_array_index (servers, 0))->origin);
}

gboolean
vouch_auto_connect_get_waiting (VouchAutoConnect *self)
{
  g_return_val_if_fail (VOUCH_IS_AUTO_CONNECT (self), FALSE);

  return self->beeper != NULL &&
         vouch_beeper_start_get_phase (self->beeper) == VOUCH_BEEPER_PHASE_WAITING;
}

void
vouch_auto_connect_yield (VouchAutoConnect *self)
{
  g_return_if_fail (VOUCH_IS_AUTO_CONNECT (self));

  self->first = FALSE;
  g_clear_handle_id (&self->single_id, g_source_remove);
}

void
vouch_auto_connect_unfollow (VouchAutoConnect *self)
{
  g_return_if_fail (VOUCH_IS_AUTO_CONNECT (self));

  self->opened = FALSE;
}

void
vouch_auto_connect_end (VouchAutoConnect *self)
{
  g_return_if_fail (VOUCH_IS_AUTO_CONNECT (self));

  vouch_auto_connect_yield (self);
  vouch_auto_connect_unfollow (self);
  if (self->beeper != NULL)
    vouch_beeper_start_stop (self->beeper);
}
