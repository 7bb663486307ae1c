/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-remembered-servers"

#include "vouch-remembered-servers.h"

#include <string.h>

#include "vouch-plain-text.h"
#include "vouch-settings.h"

#define MAX_SERVERS 8
#define MAX_ORIGIN  300   /* bytes; the name of a host has at most 253 */
#define MAX_TEXT    255   /* characters; an account has at most that many */
/* Origin, fingerprint or "", consents, product, account or "". */
#define ONE         "(ssuss)"
#define ALL         "a" ONE

/* The object keeps no copy of the list. It reads the settings each time and validates them. */
struct _VouchRememberedServers
{
  GObject     parent_instance;

  /* owned */
  GSettings  *settings;   /* (nullable) */
  VouchSetup *setup;
  char       *ignored;    /* (nullable): the origin that is not remembered */
};

G_DEFINE_FINAL_TYPE (VouchRememberedServers, vouch_remembered_servers, G_TYPE_OBJECT)

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

void
vouch_remembered_server_free (VouchRememberedServer *server)
{
  g_free (server->origin);
  g_free (server->product);
  g_clear_pointer (&server->terms, vouch_terms_unref);
  g_free (server);
}

static gboolean
is_origin (const char *text)
{
  g_autofree char *origin = NULL;

  if (strnlen (text, MAX_ORIGIN + 1) > MAX_ORIGIN)
    return FALSE;
  origin = vouch_server_parse_address (text, NULL);
  return g_strcmp0 (origin, text) == 0;
}

/* SHA-256 in hex pairs, as vouch_error_get_fingerprint() returns it. */
static gboolean
is_fingerprint (const char *text)
{
  guint i;

  for (i = 0; i < 95 && text[i] != '\0'; i++)
    if (i % 3 == 2 ? text[i] != ':' : !g_ascii_isxdigit (text[i]))
      return FALSE;
  return i == 95 && text[i] == '\0';
}

/* An invalid fingerprint makes the whole entry invalid: without it a changed certificate would go
 * unnoticed.
 *
 * Returns: (transfer full) (nullable) */
static VouchRememberedServer *
read_server (GVariant *value)
{
  VouchRememberedServer *server;
  const char *origin, *fingerprint, *product, *account;
  g_autofree char *shown = NULL;
  guint consents;

  g_variant_get (value, "(&s&su&s&s)", &origin, &fingerprint, &consents, &product, &account);
  if (!is_origin (origin) || (*fingerprint != '\0' && !is_fingerprint (fingerprint)))
    return NULL;

  server = g_new0 (VouchRememberedServer, 1);
  server->origin = g_strdup (origin);
  server->product = vouch_plain_text (product, MAX_TEXT);
  if (server->product == NULL)
    server->product = g_strdup ("");
  shown = vouch_plain_text (account, MAX_TEXT);
  server->terms = vouch_terms_new (consents & (VOUCH_CONSENT_PLAIN_HTTP | VOUCH_CONSENT_OTHER_USER),
                                   *fingerprint != '\0' ? fingerprint : NULL, shown);
  return server;
}

static VouchRememberedServer *
find_origin (GPtrArray  *servers,
             const char *origin)
{
  for (guint i = 0; i < servers->len; i++)
    {
      VouchRememberedServer *server = g_ptr_array_index (servers, i);

      if (g_strcmp0 (server->origin, origin) == 0)
        return server;
    }
  return NULL;
}

static GVariant *
read_settings (VouchRememberedServers *self)
{
  g_autoptr(GVariant) value = g_settings_get_value (self->settings,
                                                    VOUCH_SETTINGS_KNOWN_SERVERS);

  return g_variant_is_of_type (value, G_VARIANT_TYPE (ALL)) ? g_steal_pointer (&value) : NULL;
}

static void
write_settings (VouchRememberedServers *self,
                GPtrArray              *servers)
{
  g_autoptr(GVariant) before = read_settings (self);
  g_autoptr(GVariant) after = NULL;
  GVariantBuilder builder;

  if (before == NULL)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE (ALL));
  for (guint i = 0; i < servers->len && i < MAX_SERVERS; i++)
    {
      const VouchRememberedServer *server = g_ptr_array_index (servers, i);
      const char *fingerprint = vouch_terms_get_fingerprint (server->terms);
      const char *account = vouch_terms_get_account (server->terms);

      g_variant_builder_add (&builder, ONE, server->origin,
                             fingerprint != NULL ? fingerprint : "",
                             vouch_terms_get_consents (server->terms), server->product,
                             account != NULL ? account : "");
    }
  after = g_variant_ref_sink (g_variant_builder_end (&builder));
  if (!g_variant_equal (before, after))
    vouch_settings_set (self->settings, VOUCH_SETTINGS_KNOWN_SERVERS, after);
}

/* While the session is unknown, the consents are those of the connection, and the account is the
 * remembered one. Later the account is that of the session, and consents that the user has
 * withdrawn meanwhile stay withdrawn. */
static VouchRememberedServer *
describe_server (VouchRememberedServers      *self,
                 const VouchRememberedServer *before)
{
  VouchServer *server = vouch_setup_get_server (self->setup);
  VouchSession *session = vouch_setup_get_session (self->setup);
  const VouchTerms *terms = vouch_server_get_terms (server);
  VouchConsents consents = vouch_terms_get_consents (terms);
  g_autofree char *account = NULL;
  VouchRememberedServer *remembered = g_new0 (VouchRememberedServer, 1);

  remembered->origin = g_strdup (vouch_server_get_origin (server));
  remembered->product = vouch_plain_text (vouch_server_get_product (server), MAX_TEXT);
  if (remembered->product == NULL)
    remembered->product = g_strdup ("");
  if (!vouch_session_get_known (session))
    account = before != NULL ? g_strdup (vouch_terms_get_account (before->terms)) : NULL;
  else
    {
      account = vouch_plain_text (vouch_session_get_user_id (session), MAX_TEXT);
      consents &= before != NULL ? vouch_terms_get_consents (before->terms) : VOUCH_CONSENT_NONE;
    }
  remembered->terms = vouch_terms_new (consents, vouch_terms_get_fingerprint (terms), account);
  return remembered;
}

/* Moves the server in use to the front of the list. */
static void
remember (VouchRememberedServers *self)
{
  VouchServer *server = vouch_setup_get_server (self->setup);
  g_autoptr(GPtrArray) servers = NULL;
  VouchRememberedServer *before, *now;

  if (server == NULL || self->settings == NULL ||
      g_strcmp0 (vouch_server_get_address (server), self->ignored) == 0)
    return;

  servers = vouch_remembered_servers_list (self);
  before = find_origin (servers, vouch_server_get_origin (server));
  now = describe_server (self, before);
  if (before != NULL)
    g_ptr_array_remove (servers, before);
  g_ptr_array_insert (servers, 0, now);
  write_settings (self, servers);
}

static void
on_session_changed (VouchRememberedServers *self)
{
  if (vouch_session_get_known (vouch_setup_get_session (self->setup)))
    remember (self);
}

static void
on_settings_changed (VouchRememberedServers *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
vouch_remembered_servers_finalize (GObject *object)
{
  VouchRememberedServers *self = VOUCH_REMEMBERED_SERVERS (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->setup);
  g_free (self->ignored);
  G_OBJECT_CLASS (vouch_remembered_servers_parent_class)->finalize (object);
}

static void
vouch_remembered_servers_class_init (VouchRememberedServersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_remembered_servers_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_remembered_servers_init (VouchRememberedServers *self)
{
}

VouchRememberedServers *
vouch_remembered_servers_new (GSettings  *settings,
                              VouchSetup *setup)
{
  VouchRememberedServers *self = g_object_new (VOUCH_TYPE_REMEMBERED_SERVERS, NULL);
  VouchSession *session = vouch_setup_get_session (setup);

  g_set_object (&self->settings, settings);
  self->setup = g_object_ref (setup);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::" VOUCH_SETTINGS_KNOWN_SERVERS,
                             G_CALLBACK (on_settings_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::server", G_CALLBACK (remember), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::known", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::user-id", G_CALLBACK (on_session_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

void
vouch_remembered_servers_ignore (VouchRememberedServers *self,
                                 const char             *address)
{
  g_return_if_fail (VOUCH_IS_REMEMBERED_SERVERS (self));

  g_free (self->ignored);
  self->ignored = address != NULL ? vouch_server_parse_address (address, NULL) : NULL;
}

GPtrArray *
vouch_remembered_servers_list (VouchRememberedServers *self)
{
  g_autoptr(GPtrArray) servers = NULL;
  g_autoptr(GVariant) value = NULL;

  g_return_val_if_fail (VOUCH_IS_REMEMBERED_SERVERS (self), NULL);

  servers = g_ptr_array_new_with_free_func ((GDestroyNotify) vouch_remembered_server_free);
  if (self->settings != NULL)
    value = read_settings (self);
  for (gsize i = 0; value != NULL && i < MIN (g_variant_n_children (value), MAX_SERVERS); i++)
    {
      g_autoptr(GVariant) child = g_variant_get_child_value (value, i);
      g_autoptr(VouchRememberedServer) server = read_server (child);

      if (server != NULL && find_origin (servers, server->origin) == NULL)
        g_ptr_array_add (servers, g_steal_pointer (&server));
    }
  return g_steal_pointer (&servers);
}

VouchRememberedServer *
vouch_remembered_servers_find (VouchRememberedServers *self,
                               const char             *address)
{
  g_autoptr(GPtrArray) servers = NULL;
  g_autofree char *origin = NULL;
  VouchRememberedServer *server;
  guint position;

  g_return_val_if_fail (VOUCH_IS_REMEMBERED_SERVERS (self), NULL);
  g_return_val_if_fail (address != NULL, NULL);

  servers = vouch_remembered_servers_list (self);
  origin = vouch_server_parse_address (address, NULL);
  server = origin != NULL ? find_origin (servers, origin) : NULL;
  if (server == NULL || !g_ptr_array_find (servers, server, &position))
    return NULL;
  return g_ptr_array_steal_index (servers, position);
}

VouchTerms *
vouch_remembered_servers_dup_terms (VouchRememberedServers *self,
                                    const char             *address)
{
  g_autoptr(VouchRememberedServer) remembered = NULL;

  if (self != NULL)
    remembered = vouch_remembered_servers_find (self, address);
  return remembered != NULL ? vouch_terms_ref (remembered->terms) : NULL;
}

void
vouch_remembered_servers_withdraw (VouchRememberedServers *self,
                                   const char             *origin)
{
  g_autoptr(GPtrArray) servers = NULL;
  VouchRememberedServer *server;
  VouchTerms *terms;

  g_return_if_fail (VOUCH_IS_REMEMBERED_SERVERS (self));
  g_return_if_fail (origin != NULL);

  servers = vouch_remembered_servers_list (self);
  server = find_origin (servers, origin);
  if (server == NULL)
    return;
  terms = vouch_terms_new (VOUCH_CONSENT_NONE, vouch_terms_get_fingerprint (server->terms),
                           vouch_terms_get_account (server->terms));
  vouch_terms_unref (server->terms);
  server->terms = terms;
  write_settings (self, servers);
}
