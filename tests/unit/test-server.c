/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-error.h"
#include "vouch-server.h"
#include "wait.h"
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
  vouch_server_probe_async (origin, NULL, timeout_ms, NULL, on_ready, probe);
  WAIT_UNTIL (probe->done);
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
    /* The texts of the server do not change the direction of other text, and are cut. */
    { APP (",\"name\":\"\\u202eBeeper\\n\\u0007\",\"version\":\"\\u20671.4\"") "}", "Beeper", "1.4",
      NULL },
    { APP (",\"name\":\"abcdefghijklmnopqrstuvwxyzabcdefg\",\"version\":\"\\u202e\"") "}",
      "abcdefghijklmnopqrstuvwxyzabcd…", "", NULL },
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
      g_assert_null (vouch_server_get_terms (probe.server));
      g_assert_finalize_object (g_steal_pointer (&probe.server));
    }
}

/* The product depends only on the bundle id, also if the server gives a name. */
static void
test_products (void)
{
  static const struct {
    const char *bundle;
    const char *product;   /* the server gives no name */
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
    { WIRE_ANSWER, "HTTP/1.1 500 Oops\r\n\r\n{\"message\":\"Why\"}", VOUCH_ERROR_SERVER },
    { WIRE_ANSWER, "HTTP/1.1 429 Slow\r\nRetry-After: 7\r\n\r\n{\"message\":\"Why\"}",
      VOUCH_ERROR_RATE_LIMITED },
    { WIRE_HANG, "", VOUCH_ERROR_TIMED_OUT },
    { WIRE_RESET, "", VOUCH_ERROR_UNREACHABLE },
  };
  g_autoptr(WireServer) wire = wire_server_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Probe probe;

      g_test_message ("%s", cases[i].bytes);
      wire_server_play (wire, cases[i].manner, cases[i].bytes, -1);
      run_probe (&probe, wire_server_get_origin (wire),
                 cases[i].manner == WIRE_HANG ? 200 : 5000);
      g_assert_error (probe.error, VOUCH_ERROR, (int) cases[i].code);
      /* Text of another server is not called Beeper's. */
      g_assert_null (vouch_error_get_server_message (probe.error));
      if (cases[i].code == VOUCH_ERROR_RATE_LIMITED)
        g_assert_cmpuint (vouch_error_get_retry_after (probe.error), ==, 7);
      clear_probe (&probe);
    }
}

/* @layers: number of compressions
 * Returns: (transfer full) */
static GByteArray *
compress (const char            *text,
          gsize                  length,
          GZlibCompressorFormat  format,
          guint                  layers)
{
  g_autoptr(GByteArray) bytes = g_byte_array_new ();

  g_byte_array_append (bytes, (const guint8 *) text, length);
  for (guint i = 0; i < layers; i++)
    {
      g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (format, -1);
      g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
      g_autoptr(GOutputStream) stream =
        g_converter_output_stream_new (memory, G_CONVERTER (compressor));
      g_autoptr(GBytes) result = NULL;

      g_output_stream_write_all (stream, bytes->data, bytes->len, NULL, NULL, NULL);
      g_output_stream_close (stream, NULL, NULL);
      result = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
      g_byte_array_set_size (bytes, 0);
      g_byte_array_append (bytes, g_bytes_get_data (result, NULL), g_bytes_get_size (result));
    }
  return g_steal_pointer (&bytes);
}

static void
play_compressed (WireServer *wire,
                 const char *encoding,
                 GByteArray *body)
{
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Encoding: %s\r\n"
                                           "Content-Length: %u\r\nConnection: close\r\n\r\n",
                                           encoding, body->len);

  g_byte_array_prepend (body, (const guint8 *) head, strlen (head));
  wire_server_play (wire, WIRE_ANSWER, (const char *) body->data, body->len);
}

/* A proxy may compress without being asked to. The limit is for the decompressed size. More than
 * one compression is refused. */
static void
test_compressed (void)
{
  static const struct {
    const char            *encoding;
    GZlibCompressorFormat  format;
    guint                  layers;
    gsize                  padding;   /* white space after the JSON */
    gsize                  missing;   /* bytes at the end */
    gboolean               fails;
  } cases[] = {
    { "gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1 },
    { "x-gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1, 1000 },
    { "deflate", G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 1 },
    { "deflate", G_ZLIB_COMPRESSOR_FORMAT_RAW, 1 },
    { "GZip", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1 },
    { "DEFLATE", G_ZLIB_COMPRESSOR_FORMAT_RAW, 1 },
    { "identity", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 0 },
    { "gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 0 },
    { "gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1, 0, 30, TRUE },
    { "gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1, 20 * 1024 * 1024, 0, TRUE },
    { "gzip, gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 2, 0, 0, TRUE },
    { "gzip\r\nContent-Encoding: gzip", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 2, 0, 0, TRUE },
    { "br", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1, 0, 0, TRUE },
    { "unheard-of", G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1, 0, 0, TRUE },
  };
  g_autoptr(WireServer) wire = wire_server_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *padding = g_strnfill (cases[i].padding, ' ');
      g_autofree char *json = g_strconcat (APP (",\"name\":\"Packed\"") "}", padding, NULL);
      g_autoptr(GByteArray) body = compress (json, strlen (json), cases[i].format,
                                             cases[i].layers);
      Probe probe;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_byte_array_set_size (body, body->len - cases[i].missing);
      play_compressed (wire, cases[i].encoding, body);
      run_probe (&probe, wire_server_get_origin (wire), 5000);
      if (cases[i].fails)
        g_assert_error (probe.error, VOUCH_ERROR, VOUCH_ERROR_NOT_BEEPER);
      else
        g_assert_no_error (probe.error);
      if (!cases[i].fails)
        g_assert_cmpstr (vouch_server_get_product (probe.server), ==, "Packed");
      clear_probe (&probe);
      g_assert_nonnull (strstr (wire_server_get_request (wire, i), "Accept-Encoding: identity"));
    }
}

/* The info of a server has at most 64 KiB. */
static void
test_long (void)
{
  static const gsize lengths[] = { 64 * 1024, 64 * 1024 + 1 };
  g_autoptr(WireServer) wire = wire_server_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autofree char *json = g_strnfill (lengths[i], ' ');
      Probe probe;

      memcpy (json, APP ("") "}", strlen (APP ("") "}"));
      wire_server_play_json (wire, 200, NULL, json);
      run_probe (&probe, wire_server_get_origin (wire), 5000);
      if (i == 0)
        g_assert_no_error (probe.error);
      else
        g_assert_error (probe.error, VOUCH_ERROR, VOUCH_ERROR_NOT_BEEPER);
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
  g_test_add_func ("/server/info-replies/are-read", test_info);
  g_test_add_func ("/server/bundle-id/says-the-product", test_products);
  g_test_add_func ("/server/replies-of-strangers/are-not-beeper", test_strangers);
  g_test_add_func ("/server/compressed-reply/is-unpacked-within-the-limit", test_compressed);
  g_test_add_func ("/server/more-than-64-kib/is-not-beeper", test_long);
  g_test_add_func ("/server/plain-http-elsewhere/is-insecure", test_insecure);
  return g_test_run ();
}
