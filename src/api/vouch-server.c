/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-server"

#include "vouch-server.h"

#include "vouch-client-private.h"
#include "vouch-error.h"
#include "vouch-json.h"
#include "vouch-plain-text.h"
#include "vouch-property.h"

#include <string.h>

#define MAX_TEXT      30   /* characters of name and version that are kept */
#define BUNDLE_PREFIX "com.automattic.beeper."

/* One Beeper as GET /v1/info describes it. Only a successful probe makes one. */
struct _VouchServer
{
  GObject parent_instance;

  /* owned */
  char       *origin;
  char       *address;
  char       *product;
  char       *version;
  char       *events_url;   /* (nullable) */
  VouchTerms *terms;        /* (nullable) */

  gboolean    is_server;
};

G_DEFINE_FINAL_TYPE (VouchServer, vouch_server, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_ORIGIN,
  PROP_ADDRESS,
  PROP_PRODUCT,
  PROP_VERSION,
  PROP_IS_SERVER,
  PROP_EVENTS_URL,
  PROP_TERMS,
  PROP_LOCAL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
vouch_server_get_property (GObject    *object,
                           guint       property_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  VouchServer *self = VOUCH_SERVER (object);

  switch (property_id)
    {
    case PROP_ORIGIN:
      g_value_set_string (value, self->origin);
      break;
    case PROP_ADDRESS:
      g_value_set_string (value, self->address);
      break;
    case PROP_PRODUCT:
      g_value_set_string (value, self->product);
      break;
    case PROP_VERSION:
      g_value_set_string (value, self->version);
      break;
    case PROP_IS_SERVER:
      g_value_set_boolean (value, self->is_server);
      break;
    case PROP_EVENTS_URL:
      g_value_set_string (value, self->events_url);
      break;
    case PROP_TERMS:
      g_value_set_boxed (value, self->terms);
      break;
    case PROP_LOCAL:
      g_value_set_boolean (value, vouch_server_get_local (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_server_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  VouchServer *self = VOUCH_SERVER (object);

  switch (property_id)
    {
    case PROP_ORIGIN:
      self->origin = g_value_dup_string (value);
      break;
    case PROP_ADDRESS:
      self->address = g_value_dup_string (value);
      break;
    case PROP_PRODUCT:
      self->product = g_value_dup_string (value);
      break;
    case PROP_VERSION:
      self->version = g_value_dup_string (value);
      break;
    case PROP_IS_SERVER:
      self->is_server = g_value_get_boolean (value);
      break;
    case PROP_EVENTS_URL:
      self->events_url = g_value_dup_string (value);
      break;
    case PROP_TERMS:
      self->terms = g_value_dup_boxed (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_server_finalize (GObject *object)
{
  VouchServer *self = VOUCH_SERVER (object);

  g_clear_pointer (&self->origin, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->product, g_free);
  g_clear_pointer (&self->version, g_free);
  g_clear_pointer (&self->events_url, g_free);
  g_clear_pointer (&self->terms, vouch_terms_unref);

  G_OBJECT_CLASS (vouch_server_parent_class)->finalize (object);
}

static void
vouch_server_class_init (VouchServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = VOUCH_PARAM_CONSTRUCT_READABLE;

  object_class->get_property = vouch_server_get_property;
  object_class->set_property = vouch_server_set_property;
  object_class->finalize = vouch_server_finalize;

  properties[PROP_ORIGIN] = g_param_spec_string ("origin", NULL, NULL, "", once);
  properties[PROP_ADDRESS] = g_param_spec_string ("address", NULL, NULL, "", once);
  properties[PROP_PRODUCT] = g_param_spec_string ("product", NULL, NULL, "", once);
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, "", once);
  properties[PROP_IS_SERVER] = g_param_spec_boolean ("is-server", NULL, NULL, FALSE, once);
  properties[PROP_EVENTS_URL] = g_param_spec_string ("events-url", NULL, NULL, NULL, once);
  properties[PROP_TERMS] = g_param_spec_boxed ("terms", NULL, NULL, VOUCH_TYPE_TERMS, once);
  properties[PROP_LOCAL] = g_param_spec_boolean ("local", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_server_init (VouchServer *self)
{
}

/* Also the variants of a product: "server", "server.nightly". @bundle: without the prefix. */
static gboolean
is_product (const char *bundle,
            const char *product)
{
  gsize length = strlen (product);

  return strncmp (bundle, product, length) == 0 &&
         (bundle[length] == '\0' || bundle[length] == '.');
}

/* The name of a product that gives none. @bundle: without the prefix. */
static const char *
name_bundle (const char *bundle)
{
  gboolean nightly = g_str_has_suffix (bundle, ".nightly");

  if (is_product (bundle, "server"))
    return nightly ? "Beeper Server Nightly" : "Beeper Server";
  if (is_product (bundle, "desktop"))
    return nightly ? "Beeper Desktop Nightly" : "Beeper Desktop";
  return "Beeper";
}

static char *
build_events_url (const char *origin,
                  JsonObject *info)
{
  JsonObject *endpoints = vouch_json_get_object (info, "endpoints");
  const char *said = vouch_json_get_string (endpoints, "ws_events");
  g_autofree char *url = vouch_server_resolve_url (origin, said);

  /* http becomes ws, https wss. */
  return url != NULL ? g_strconcat ("ws", url + strlen ("http"), NULL) : NULL;
}

typedef struct {
  char       *address;   /* owned: that was asked first */
  char       *origin;    /* owned: the current or last place */
  VouchTerms *terms;     /* owned (nullable) */
  guint       timeout_ms;
} Probe;

static void
probe_free (gpointer data)
{
  Probe *probe = data;

  g_free (probe->address);
  g_free (probe->origin);
  g_clear_pointer (&probe->terms, vouch_terms_unref);
  g_free (probe);
}

static VouchServer *
read_info (const Probe  *probe,
           JsonObject   *info,
           GError      **error)
{
  JsonObject *app = vouch_json_get_object (info, "app");
  const char *bundle = vouch_json_get_string (app, "bundle_id");
  g_autofree char *name = vouch_plain_text (vouch_json_get_string (app, "name"), MAX_TEXT);
  g_autofree char *version = vouch_plain_text (vouch_json_get_string (app, "version"), MAX_TEXT);
  g_autofree char *events_url = NULL;

  if (!g_str_has_prefix (bundle, BUNDLE_PREFIX) || bundle[strlen (BUNDLE_PREFIX)] == '\0')
    {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NOT_BEEPER, "GET /v1/info: another program");
      return NULL;
    }
  bundle += strlen (BUNDLE_PREFIX);
  events_url = build_events_url (probe->origin, info);
  return g_object_new (VOUCH_TYPE_SERVER,
                       "origin", probe->origin,
                       "address", probe->address,
                       "product", name != NULL ? name : name_bundle (bundle),
                       "version", version != NULL ? version : "",
                       "is-server", is_product (bundle, "server"),
                       "events-url", events_url,
                       "terms", probe->terms,
                       NULL);
}

/* A reply of another form means that another program listens there. An error status does not tell
 * which program it is: it keeps its code and loses its message. */
static GError *
translate_error (GError *error)
{
  GError *nameless;

  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_SERVER) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_RATE_LIMITED))
    {
      nameless = vouch_error_new_http ("GET /v1/info", vouch_error_get_status (error),
                                       vouch_error_get_retry_after (error), NULL);
      g_error_free (error);
      return nameless;
    }
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED) ||
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT))
    error->code = VOUCH_ERROR_NOT_BEEPER;
  return error;
}

static void ask (GTask *task);

/* Returns: (transfer full) (nullable): the same origin at the other of the two addresses of
 * localhost; NULL for all others */
static char *
find_other_loopback (const char *origin)
{
  static const char * const hosts[] = { "://127.0.0.1", "://[::1]" };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      const char *host = strstr (origin, "://");
      const char *rest = host != NULL ? host + strlen (hosts[i]) : NULL;

      if (host != NULL && g_str_has_prefix (host, hosts[i]) && strchr (":/", *rest) != NULL)
        return g_strdup_printf ("%.*s%s%s", (int) (host - origin), origin, hosts[1 - i], rest);
    }
  return NULL;
}

/* Asks the other address only where nothing listens: a silent listener is the one that was asked
 * for. Where nothing listens on the other one either, the error is that of the first. */
static gboolean
try_other_loopback (GTask        *task,
                    const GError *error)
{
  Probe *probe = g_task_get_task_data (task);
  gboolean first = g_str_equal (probe->origin, probe->address);
  char *next = NULL;

  if (vouch_error_get_refused (error))
    next = first ? find_other_loopback (probe->origin) : g_strdup (probe->address);
  if (next == NULL)
    return FALSE;
  g_free (probe->origin);
  probe->origin = next;
  if (first)
    ask (task);
  return first;
}

static void
on_get_info_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  VouchClient *client = VOUCH_CLIENT (source);
  g_autoptr(GTask) task = user_data;
  const Probe *probe = g_task_get_task_data (task);
  g_autoptr(VouchReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  VouchServer *server = NULL;

  reply = vouch_client_call_finish (client, result, &error);
  if (reply != NULL)
    server = read_info (probe, vouch_reply_get_json (reply), &error);
  if (server != NULL)
    {
      g_task_return_pointer (task, server, g_object_unref);
      return;
    }
  if (try_other_loopback (task, error))
    return;
  g_task_return_error (task, translate_error (g_steal_pointer (&error)));
}

/* Borrows @task until the answer comes. */
static void
ask (GTask *task)
{
  const Probe *probe = g_task_get_task_data (task);
  g_autoptr(VouchClient) client = vouch_client_new (probe->origin, probe->terms);

  vouch_client_set_timeouts (client, probe->timeout_ms, probe->timeout_ms);
  vouch_client_get_info_async (client, g_task_get_cancellable (task), on_get_info_ready,
                               g_object_ref (task));
}

void
vouch_server_probe_async (const char          *origin,
                          VouchTerms          *terms,
                          guint                timeout_ms,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Probe *probe;

  g_return_if_fail (origin != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  probe = g_new0 (Probe, 1);
  probe->address = g_strdup (origin);
  probe->origin = g_strdup (origin);
  probe->terms = terms != NULL ? vouch_terms_ref (terms) : NULL;
  probe->timeout_ms = timeout_ms;
  g_task_set_source_tag (task, vouch_server_probe_async);
  g_task_set_task_data (task, probe, probe_free);
  ask (task);
}

VouchServer *
vouch_server_probe_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
vouch_server_probe_get_origin (GAsyncResult *result)
{
  const Probe *probe;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  probe = g_task_get_task_data (G_TASK (result));
  return probe->origin;
}

const char *
vouch_server_get_origin (VouchServer *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (self), NULL);

  return self->origin;
}

const char *
vouch_server_get_address (VouchServer *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (self), NULL);

  return self->address;
}

const char *
vouch_server_get_product (VouchServer *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (self), NULL);

  return self->product;
}

const char *
vouch_server_get_version (VouchServer *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (self), NULL);

  return self->version;
}

gboolean
vouch_server_get_is_server (VouchServer *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (self), FALSE);

  return self->is_server;
}

const char *
vouch_server_get_events_url (VouchServer *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (self), NULL);

  return self->events_url;
}

gboolean
vouch_server_get_local (VouchServer *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (self), FALSE);

  return vouch_server_origin_is_local (self->origin);
}

VouchTerms *
vouch_server_get_terms (VouchServer *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER (self), NULL);

  return self->terms;
}
