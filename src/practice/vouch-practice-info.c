/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-info"

#include "vouch-practice-info.h"

#include <string.h>

/* The reply of /v1/info. */

static const struct {
  const char *word;
  const char *name;
  const char *bundle_id;
} products[] = {
  [VOUCH_PRACTICE_PRODUCT_DESKTOP] = { "desktop", "Beeper", "com.automattic.beeper.desktop" },
  [VOUCH_PRACTICE_PRODUCT_NIGHTLY] = { "nightly", "Beeper Nightly",
                                       "com.automattic.beeper.desktop.nightly" },
  [VOUCH_PRACTICE_PRODUCT_SERVER] = { "server", "Beeper Server", "com.automattic.beeper.server" },
};

gboolean
vouch_practice_info_find_product (const char           *name,
                                  VouchPracticeProduct *product)
{
  for (guint i = 0; i < G_N_ELEMENTS (products); i++)
    if (g_strcmp0 (name, products[i].word) == 0)
      {
        *product = i;
        return TRUE;
      }
  return FALSE;
}

static void
set_url (JsonObject *object,
         const char *member,
         const char *base_url,
         const char *path)
{
  g_autofree char *url = g_strconcat (base_url, path, NULL);

  json_object_set_string_member (object, member, url);
}

static JsonObject *
describe_app (VouchPracticeProduct product)
{
  JsonObject *app = json_object_new ();

  json_object_set_string_member (app, "name", products[product].name);
  json_object_set_string_member (app, "version", "4.2.0");
  json_object_set_string_member (app, "bundle_id", products[product].bundle_id);
  return app;
}

static JsonObject *
describe_platform (void)
{
  JsonObject *platform = json_object_new ();

  json_object_set_string_member (platform, "os", "linux");
  json_object_set_string_member (platform, "arch", "x64");
  return platform;
}

static JsonObject *
describe_server (const char *base_url,
                 guint16     port)
{
  JsonObject *server = json_object_new ();

  json_object_set_string_member (server, "status", "running");
  json_object_set_string_member (server, "base_url", base_url);
  json_object_set_int_member (server, "port", port);
  json_object_set_string_member (server, "hostname", "127.0.0.1");
  json_object_set_boolean_member (server, "remote_access", FALSE);
  return server;
}

JsonObject *
vouch_practice_info_describe (VouchPracticeProduct  product,
                              VouchPracticeOauth   *oauth,
                              const char           *base_url,
                              guint16               port)
{
  JsonObject *info = json_object_new ();
  JsonObject *endpoints = json_object_new ();
  /* "ws" for "http", "wss" for "https". */
  g_autofree char *events = g_strconcat ("ws", base_url + strlen ("http"), "/v1/ws", NULL);

  json_object_set_object_member (info, "app", describe_app (product));
  json_object_set_object_member (info, "platform", describe_platform ());
  json_object_set_object_member (info, "server", describe_server (base_url, port));
  set_url (endpoints, "spec", base_url, "/v1/spec");
  json_object_set_string_member (endpoints, "ws_events", events);
  json_object_set_object_member (endpoints, "oauth",
                                 vouch_practice_oauth_describe (oauth, base_url));
  json_object_set_object_member (info, "endpoints", endpoints);
  return info;
}
