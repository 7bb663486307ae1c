/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-error.h"
#include "vouch-finder.h"
#include "wait.h"
#include "wire-server.h"

#define N_PORTS 3
#define INFO(name) \
  "{\"app\":{\"bundle_id\":\"com.automattic.beeper.desktop\",\"name\":\"" name "\"}}"

/* Servers on consecutive ports */
typedef struct {
  WireServer *servers[N_PORTS];
  guint16     first_port;
} Row;

static void
close_row (Row *row)
{
  for (guint i = 0; i < N_PORTS; i++)
    g_clear_pointer (&row->servers[i], wire_server_free);
}

static gboolean
try_row (Row     *row,
         guint16  first_port)
{
  row->first_port = first_port;
  for (guint i = 0; i < N_PORTS; i++)
    {
      row->servers[i] = wire_server_new_on_port (first_port + i);
      if (row->servers[i] == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
open_row (Row *row)
{
  for (guint try = 0; try < 100; try++)
    {
      *row = (Row) { { NULL } };
      if (try_row (row, g_random_int_range (20000, 30000)))
        return;
      close_row (row);
    }
  g_error ("No ports are free");
}

static void
search (VouchFinder *finder)
{
  gboolean found = FALSE;
  gulong handler = g_signal_connect_swapped (finder, "notify::searching",
                                             G_CALLBACK (g_atomic_int_inc), &found);

  vouch_finder_search (finder);
  if (vouch_finder_get_searching (finder))
    {
      found = FALSE;
      WAIT_UNTIL (found);
    }
  g_signal_handler_disconnect (finder, handler);
  g_assert_false (vouch_finder_get_searching (finder));
}

static void
assert_product (VouchFinder *finder,
                guint        position,
                const char  *product)
{
  g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (finder), position);

  g_assert_cmpstr (server != NULL ? vouch_server_get_product (server) : NULL, ==, product);
}

static guint
count (VouchFinder *finder)
{
  return g_list_model_get_n_items (G_LIST_MODEL (finder));
}

/* Two Beepers and another server. The second Beeper is remembered. Then one of them stops. */
static void
test_ports (void)
{
  Row row;
  g_autoptr(VouchFinder) finder = NULL;
  g_autoptr(VouchServer) kept = NULL;
  g_autoptr(VouchServer) again = NULL;

  open_row (&row);
  wire_server_play_json (row.servers[0], 200, NULL, INFO ("One"));
  wire_server_play_json (row.servers[1], 200, NULL, "{}");
  wire_server_play_json (row.servers[2], 200, NULL, INFO ("Three"));

  finder = vouch_finder_new (NULL);
  vouch_finder_remember (finder, wire_server_get_origin (row.servers[2]), NULL);
  vouch_finder_set_ports (finder, row.first_port, row.first_port + N_PORTS - 1);
  g_assert_cmpuint (count (finder), ==, 0);
  g_assert_null (vouch_finder_get_preferred (finder));
  g_assert_false (vouch_finder_has_local (finder));
  /* On a busy machine a server can be too slow for one search. */
  WAIT_REPEATING (search (finder), count (finder) == 2);
  g_assert_true (vouch_finder_has_local (finder));
  assert_product (finder, 0, "Three");
  assert_product (finder, 1, "One");
  assert_product (finder, 2, NULL);
  g_assert_cmpstr (vouch_server_get_product (vouch_finder_get_preferred (finder)), ==, "Three");
  g_assert_error (vouch_finder_get_error (finder), VOUCH_ERROR, VOUCH_ERROR_NOT_BEEPER);
  g_assert_cmpstr (vouch_finder_get_error_origin (finder), ==,
                   wire_server_get_origin (row.servers[1]));
  for (guint i = 0; i < N_PORTS; i++)
    g_assert_cmpuint (wire_server_count (row.servers[i]), ==, 1);

  kept = g_list_model_get_item (G_LIST_MODEL (finder), 1);
  g_clear_pointer (&row.servers[1], wire_server_free);
  g_clear_pointer (&row.servers[2], wire_server_free);
  search (finder);
  g_assert_cmpuint (count (finder), ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (finder), 0);
  g_assert_true (kept == again);
  g_assert_null (vouch_finder_get_preferred (finder));
  g_assert_error (vouch_finder_get_error (finder), VOUCH_ERROR, VOUCH_ERROR_UNREACHABLE);

  close_row (&row);
  search (finder);
  g_assert_cmpuint (count (finder), ==, 0);
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    user_data)
{
  guint *changes = user_data;

  (*changes)++;
}

/* The same reply changes nothing. Another version replaces the row. */
static void
test_update (void)
{
  Row row;
  g_autoptr(VouchFinder) finder = vouch_finder_new (NULL);
  guint changes = 0;

  open_row (&row);
  wire_server_play_json (row.servers[0], 200, NULL, INFO ("One"));
  vouch_finder_set_ports (finder, row.first_port, row.first_port);
  search (finder);
  g_assert_null (vouch_finder_get_error (finder));
  g_signal_connect (finder, "items-changed", G_CALLBACK (on_items_changed), &changes);
  search (finder);
  g_assert_cmpuint (changes, ==, 0);
  wire_server_play_json (row.servers[0], 200, NULL, INFO ("Uno"));
  search (finder);
  g_assert_cmpuint (changes, ==, 1);
  g_assert_cmpuint (count (finder), ==, 1);
  assert_product (finder, 0, "Uno");
  close_row (&row);
}

/* All ports are asked at the same time and given up after half a second. */
static void
test_silence (void)
{
  Row row;
  g_autoptr(VouchFinder) finder = vouch_finder_new (NULL);
  gint64 start;

  open_row (&row);
  for (guint i = 0; i < N_PORTS; i++)
    wire_server_play (row.servers[i], WIRE_HANG, "", -1);
  vouch_finder_set_ports (finder, row.first_port, row.first_port + N_PORTS - 1);
  start = g_get_monotonic_time ();
  search (finder);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 400 * G_TIME_SPAN_MILLISECOND);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 1400 * G_TIME_SPAN_MILLISECOND);
  g_assert_null (vouch_finder_get_error (finder));
  close_row (&row);
}

/* The address of the command line has priority over the environment. Only that address is asked. */
static void
test_forced (void)
{
  static const struct {
    gboolean    argument;
    const char *first;
    const char *second;
  } cases[] = {
    { TRUE, "http://127.0.0.1:1", NULL }, { FALSE, "%s", "http://127.0.0.1:1" },
    { FALSE, "", "%s" },                  { FALSE, NULL, "%s/v1/info" },
  };
  Row row;

  open_row (&row);
  for (guint i = 0; i < N_PORTS; i++)
    wire_server_play_json (row.servers[i], 200, NULL, INFO ("Beeper"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *origin = wire_server_get_origin (row.servers[1]);
      const char * const names[] = { "BEEPER_BASE_URL", "BEEPER_DESKTOP_BASE_URL" };
      const char * const values[] = { cases[i].first, cases[i].second };
      g_autoptr(VouchFinder) finder = NULL;

      for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
        {
          g_auto(GStrv) parts = values[k] != NULL ? g_strsplit (values[k], "%s", 2) : NULL;
          g_autofree char *value = parts != NULL ? g_strjoinv (origin, parts) : NULL;

          if (value != NULL)
            g_setenv (names[k], value, TRUE);
          else
            g_unsetenv (names[k]);
        }
      finder = vouch_finder_new (cases[i].argument ? origin + strlen ("http://") : NULL);
      vouch_finder_remember (finder, wire_server_get_origin (row.servers[0]), NULL);
      vouch_finder_set_ports (finder, row.first_port, row.first_port + N_PORTS - 1);
      g_assert_cmpstr (vouch_finder_get_forced (finder), ==, origin);
      search (finder);
      g_assert_cmpuint (count (finder), ==, 1);
      g_assert_cmpstr (vouch_server_get_origin (vouch_finder_get_preferred (finder)), ==, origin);
    }
  g_unsetenv ("BEEPER_BASE_URL");
  g_unsetenv ("BEEPER_DESKTOP_BASE_URL");
  g_assert_cmpuint (wire_server_count (row.servers[0]), ==, 0);
  g_assert_cmpuint (wire_server_count (row.servers[2]), ==, 0);
  close_row (&row);
}

/* A forced text that is not an address finds no server. */
static void
test_forced_rubbish (void)
{
  g_autoptr(VouchFinder) finder = vouch_finder_new ("no address");

  search (finder);
  g_assert_cmpuint (count (finder), ==, 0);
  g_assert_null (vouch_finder_get_forced (finder));
  g_assert_error (vouch_finder_get_error (finder), VOUCH_ERROR, VOUCH_ERROR_BAD_ADDRESS);
  g_assert_null (vouch_finder_get_error_origin (finder));
}

static void
test_forced_insecure (void)
{
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://192.0.2.1:23373");

  search (finder);
  g_assert_error (vouch_finder_get_error (finder), VOUCH_ERROR, VOUCH_ERROR_INSECURE);
  g_assert_cmpstr (vouch_finder_get_error_origin (finder), ==, "http://192.0.2.1:23373");
  g_assert_cmpstr (vouch_finder_get_forced (finder), ==, "http://192.0.2.1:23373");
}

/* An address that leads to this computer under another name counts as another computer. A consent,
 * or its withdrawal, counts from the next search. */
static void
test_agreed (void)
{
  Row row;
  g_autoptr(VouchFinder) finder = vouch_finder_new (NULL);
  g_autoptr(VouchTerms) terms = vouch_terms_new (VOUCH_CONSENT_PLAIN_HTTP, NULL, NULL);
  g_autofree char *origin = NULL;

  open_row (&row);
  origin = g_strdup_printf ("http://0.0.0.0:%u", row.first_port);
  wire_server_play_json (row.servers[0], 200, NULL, INFO ("One"));
  vouch_finder_set_ports (finder, 1, 0);
  vouch_finder_remember (finder, origin, NULL);
  search (finder);
  g_assert_null (vouch_finder_get_preferred (finder));
  g_assert_error (vouch_finder_get_error (finder), VOUCH_ERROR, VOUCH_ERROR_INSECURE);
  g_assert_cmpuint (wire_server_count (row.servers[0]), ==, 0);

  vouch_finder_remember (finder, origin, terms);
  search (finder);
  g_assert_no_error (vouch_finder_get_error (finder));
  g_assert_true (vouch_server_get_terms (vouch_finder_get_preferred (finder)) == terms);

  vouch_finder_remember (finder, origin, NULL);
  search (finder);
  g_assert_cmpuint (count (finder), ==, 0);
  g_assert_cmpuint (wire_server_count (row.servers[0]), ==, 1);

  /* Another server is remembered, so the row of the last one is removed. */
  vouch_finder_remember (finder, origin, terms);
  search (finder);
  g_assert_cmpuint (count (finder), ==, 1);
  vouch_finder_remember (finder, "http://127.0.0.1:1", NULL);
  search (finder);
  g_assert_cmpuint (count (finder), ==, 0);
  close_row (&row);
}

/* A server on this loopback address, on a port that is free on the other one; NULL without IPv6 */
static WireServer *
open_one_family (const char *host)
{
  WireServer *server = wire_server_new_on (host, 0);

  if (server != NULL)
    wire_server_play_json (server, 200, NULL, INFO ("One"));
  return server;
}

static void
assert_origin (VouchFinder *finder,
               const char  *origin,
               const char  *address)
{
  g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (finder), 0);

  g_assert_cmpuint (count (finder), ==, 1);
  g_assert_cmpstr (vouch_server_get_origin (server), ==, origin);
  g_assert_cmpstr (vouch_server_get_address (server), ==, address);
  g_assert_true (vouch_finder_has_local (finder));
}

/* A server that listens only on [::1] is found by its port, as the forced address and as the last
 * address. It is in the list once. */
static void
test_other_loopback (void)
{
  g_autoptr(WireServer) server = open_one_family ("::1");
  g_autofree char *usual = NULL;
  g_autoptr(VouchFinder) finder = NULL;
  g_autoptr(VouchFinder) forced = NULL;
  guint16 port;

  if (server == NULL)
    {
      g_test_skip ("There is no IPv6 here");
      return;
    }
  port = wire_server_get_port (server);
  usual = g_strdup_printf ("http://127.0.0.1:%u", port);

  finder = vouch_finder_new (NULL);
  vouch_finder_set_ports (finder, port, port);
  search (finder);
  g_assert_no_error (vouch_finder_get_error (finder));
  assert_origin (finder, wire_server_get_origin (server), usual);

  vouch_finder_remember (finder, wire_server_get_origin (server), NULL);
  search (finder);
  assert_origin (finder, wire_server_get_origin (server), wire_server_get_origin (server));
  g_assert_nonnull (vouch_finder_get_preferred (finder));

  forced = vouch_finder_new (usual);
  search (forced);
  assert_origin (forced, wire_server_get_origin (server), usual);
  g_assert_nonnull (vouch_finder_get_preferred (forced));

  wire_server_play_json (server, 200, NULL, "{}");
  search (forced);
  g_assert_cmpuint (count (forced), ==, 0);
  g_assert_error (vouch_finder_get_error (forced), VOUCH_ERROR, VOUCH_ERROR_NOT_BEEPER);
  g_assert_cmpstr (vouch_finder_get_error_origin (forced), ==, wire_server_get_origin (server));

  g_clear_pointer (&server, wire_server_free);
  search (finder);
  g_assert_cmpuint (count (finder), ==, 0);
  search (forced);
  g_assert_error (vouch_finder_get_error (forced), VOUCH_ERROR, VOUCH_ERROR_UNREACHABLE);
  g_assert_cmpstr (vouch_finder_get_error_origin (forced), ==, usual);
}

/* If a server listens on 127.0.0.1, [::1] is not asked, whatever the reply is. */
static void
test_first_loopback (void)
{
  static const struct {
    WireManner  manner;
    const char *bytes;
  } cases[] = {
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n" INFO ("One") },
    { WIRE_ANSWER, "HTTP/1.1 200 OK\r\n\r\n{}" },
    { WIRE_RESET, "" },
    { WIRE_HANG, "" },
  };
  g_autoptr(WireServer) first = open_one_family ("127.0.0.1");
  g_autoptr(WireServer) second = wire_server_new_on ("::1", wire_server_get_port (first));

  if (second == NULL)
    {
      g_test_skip ("There is no IPv6 here");
      return;
    }
  wire_server_play_json (second, 200, NULL, INFO ("Two"));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VouchFinder) finder = vouch_finder_new (NULL);

      wire_server_play (first, cases[i].manner, cases[i].bytes, -1);
      vouch_finder_set_ports (finder, wire_server_get_port (first), wire_server_get_port (first));
      search (finder);
      g_assert_cmpuint (count (finder), ==, i == 0 ? 1 : 0);
    }
  g_assert_cmpuint (wire_server_count (first), ==, G_N_ELEMENTS (cases));
  g_assert_cmpuint (wire_server_count (second), ==, 0);
}

/* The server that was used on [::1] now listens on 127.0.0.1. */
static void
test_moved (void)
{
  g_autoptr(WireServer) server = open_one_family ("127.0.0.1");
  g_autofree char *before = g_strdup_printf ("http://[::1]:%u", wire_server_get_port (server));
  g_autoptr(VouchFinder) finder = vouch_finder_new (NULL);

  vouch_finder_set_ports (finder, wire_server_get_port (server), wire_server_get_port (server));
  vouch_finder_remember (finder, before, NULL);
  search (finder);
  g_assert_no_error (vouch_finder_get_error (finder));
  assert_origin (finder, wire_server_get_origin (server), before);
}

/* Another search starts, or the finder is freed, while a search runs. */
static void
test_restart (void)
{
  Row row;
  VouchFinder *finder = vouch_finder_new (NULL);

  open_row (&row);
  wire_server_play_json (row.servers[0], 200, NULL, INFO ("One"));
  vouch_finder_set_ports (finder, row.first_port, row.first_port);
  vouch_finder_search (finder);
  vouch_finder_search (finder);
  search (finder);
  g_assert_cmpuint (count (finder), ==, 1);
  vouch_finder_search (finder);
  g_assert_finalize_object (finder);
  wait_run_pending ();
  close_row (&row);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_unsetenv ("BEEPER_BASE_URL");
  g_unsetenv ("BEEPER_DESKTOP_BASE_URL");
  g_test_add_func ("/finder/two-beepers-and-a-stranger/beepers-are-listed", test_ports);
  g_test_add_func ("/finder/same-answer/changes-nothing", test_update);
  g_test_add_func ("/finder/ports-are-silent/ends-after-half-a-second", test_silence);
  g_test_add_func ("/finder/address-is-forced/only-it-is-asked", test_forced);
  g_test_add_func ("/finder/forced-address-is-none/nothing-is-found", test_forced_rubbish);
  g_test_add_func ("/finder/forced-address-is-insecure/is-told", test_forced_insecure);
  g_test_add_func ("/finder/insecure-address-agreed-to/counts-from-next-search", test_agreed);
  g_test_add_func ("/finder/listens-on-ipv6-only/is-listed-once", test_other_loopback);
  g_test_add_func ("/finder/listens-on-ipv4/ipv6-is-not-asked", test_first_loopback);
  g_test_add_func ("/finder/moved-to-ipv4/is-found", test_moved);
  g_test_add_func ("/finder/searched-again-or-let-go/ends-well", test_restart);
  return g_test_run ();
}
