/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-error.h"
#include "vouch-server.h"
#include "wire-server.h"

#include <string.h>

#define APP(members) "{\"app\":{\"bundle_id\":\"com.automattic.beeper.desktop\"" members "}"

typedef struct {
  VouchServer *server;
  GError      *error;
  gboolean     done;
} Probe;

static void
on_ready (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Probe *probe = user_data;

  probe->server = vouch_server_probe_finish (result, &probe->error);
  probe->done = TRUE;
}

static void
run_probe (Probe      *probe,
           const char *origin,
           guint       timeout_ms)
{
  *probe = (Probe) { NULL };
  vouch_server_probe (origin, VOUCH_CONSENT_NONE, timeout_ms, NULL, on_ready, probe);
  wire_wait (&probe->done);
  g_assert_true ((probe->server == NULL) == (probe->error != NULL));
}

static void
clear_probe (Probe *probe)
{
  g_clear_object (&probe->server);
  g_clear_error (&probe->error);
}

static void
test_info (void)
{
  static const struct {
    const char *json;
    const char *product;
    const char *version;
    const char *events_path;
  } cases[] = {
    { APP (",\"name\":\"Beeper\",\"version\":\"4.1\"") "}", "Beeper", "4.1", NULL },
    { APP ("") "}", "Beeper Desktop", "", NULL },
    { APP (",\"name\":null,\"version\":null") ",\"endpoints\":null}", "Beeper Desktop", "", NULL },
    { APP (",\"name\":\"\"") "}", "Beeper Desktop", "", NULL },
    { "{\"app\":{\"bundle_id\":\"com.automattic.beeper.server\"}}", "Beeper Server", "", NULL },
    { "{\"app\":{\"bundle_id\":\"com.automattic.beeper.desktop.nightly\"}}",
      "Beeper Desktop Nightly", "", NULL },
    { APP ("") ",\"endpoints\":{\"ws_events\":\"ws://127.0.0.1:1/v1/ws\"}}", "Beeper Desktop", "",
      "/v1/ws" },
    { APP ("") ",\"endpoints\":{\"ws_events\":\"wss://evil.example/v1/ws?token=x#y\"}}",
      "Beeper Desktop", "", "/v1/ws" },
    { APP ("") ",\"endpoints\":{\"ws_events\":\"http://[\"}}", "Beeper Desktop", "", NULL },
    { APP ("") ",\"endpoints\":{\"ws_events\":\"mailto:x\"}}", "Beeper Desktop", "", NULL },
  };
  g_autoptr(WireServer) wire = wire_server_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *events_url = NULL;
      Probe probe;

      if (cases[i].events_path != NULL)
        events_url = g_strdup_printf ("ws://127.0.0.1:%u%s", wire_server_get_port (wire),
                                      cases[i].events_path);
      wire_server_play_json (wire, 200, NULL, cases[i].json);
      run_probe (&probe, wire_server_get_origin (wire), 5000);
      g_assert_no_error (probe.error);
      g_assert_cmpstr (vouch_server_get_origin (probe.server), ==, wire_server_get_origin (wire));
      g_assert_cmpstr (vouch_server_get_product (probe.server), ==, cases[i].product);
      g_assert_cmpstr (vouch_server_get_version (probe.server), ==, cases[i].version);
      g_assert_cmpstr (vouch_server_get_events_url (probe.server), ==, events_url);
      g_assert_true (vouch_server_get_local (probe.server));
      g_assert_cmpuint (vouch_server_get_consents (probe.server), ==, VOUCH_CONSENT_NONE);
      g_assert_finalize_object (g_steal_pointer (&probe.server));
    }
}

/* What a Beeper is follows from its bundle id alone, also where it gives itself a name. */
static void
test_products (void)
{
  static const struct {
    const char *bundle;
    const char *product;   /* without a name of its own */
    gboolean    is_server;
  } cases[] = {
    { "com.automattic.beeper.desktop", "Beeper Desktop", FALSE },
    { "com.automattic.beeper.desktop.nightly", "Beeper Desktop Nightly", FALSE },
    { "com.automattic.beeper.desktop.staging", "Beeper Desktop", FALSE },
    { "com.automattic.beeper.server", "Beeper Server", TRUE },
    { "com.automattic.beeper.server.nightly", "Beeper Server Nightly", TRUE },
    { "com.automattic.beeper.servers", "Beeper", FALSE },
    { "com.automattic.beeper.watch", "Beeper", FALSE },
  };
  g_autoptr(WireServer) wire = wire_server_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint named = 0; named < 2; named++)
      {
        g_autofree char *json = g_strdup_printf ("{\"app\":{\"bundle_id\":\"%s\"%s}}",
                                                 cases[i].bundle,
                                                 named ? ",\"name\":\"My Server\"" : "");
        gboolean is_server;
        Probe probe;

        g_test_message ("%s", json);
        wire_server_play_json (wire, 200, NULL, json);
        run_probe (&probe, wire_server_get_origin (wire), 5000);
        g_assert_no_error (probe.error);
        g_assert_cmpstr (vouch_server_get_product (probe.server), ==,
                         named ? "My Server" : cases[i].product);
        g_object_get (probe.server, "is-server", &is_server, NULL);
        g_assert_cmpint (is_server, ==, cases[i].is_server);
        g_assert_cmpint (vouch_server_get_is_server (probe.server), ==, cases[i].is_server);
        clear_probe (&probe);
      }
}

static void
test_strangers (void)
{
  static const struct {
    WireManner  manner;
    const char *bytes;
    VouchError  code;
  } cases[] = {
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{}", VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{\"app\":{\"bundle_id\":\"com.example.app\"}}",
      VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{\"app\":{\"bundle_id\":\"com.automattic.beeperx\"}}",
      VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{\"app\":{\"bundle_id\":\"com.automattic.beeper.\"}}",
      VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{\"name\":\"beeper\",\"version\":\"0.3.0\"}",
      VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n<html></html>", VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "HTTP/1.1 404 Not Found\r\n\r\n", VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "HTTP/1.1 401 Unauthorized\r\n\r\n", VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "SSH-2.0-OpenSSH\r\n\r\n", VOUCH_ERROR_NOT_BEEPER },
    { WIRE_ANSWER, "HTTP/1.1 302 Found\r\nLocation: /login\r\n\r\n", VOUCH_ERROR_REDIRECTED },
    { WIRE_ANSWER, "HTTP/1.1 500 Oops\r\n\r\n", VOUCH_ERROR_SERVER },
    { WIRE_HANG, "", VOUCH_ERROR_TIMED_OUT },
    { WIRE_RESET, "", VOUCH_ERROR_UNREACHABLE },
  };
  g_autoptr(WireServer) wire = wire_server_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Probe probe;

      g_test_message ("%s", cases[i].bytes);
      wire_server_play (wire, cases[i].manner, cases[i].bytes, -1);
      run_probe (&probe, wire_server_get_origin (wire), 200);
      g_assert_error (probe.error, VOUCH_ERROR, (int) cases[i].code);
      clear_probe (&probe);
    }
}

static void
test_insecure (void)
{
  Probe probe;

  run_probe (&probe, "http://192.0.2.1:23373", 200);
  g_assert_error (probe.error, VOUCH_ERROR, VOUCH_ERROR_INSECURE);
  clear_probe (&probe);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/info", test_info);
  g_test_add_func ("/server/products", test_products);
  g_test_add_func ("/server/strangers", test_strangers);
  g_test_add_func ("/server/insecure", test_insecure);
  return g_test_run ();
}
