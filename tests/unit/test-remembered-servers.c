/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store-fixture.h"
#include "vouch-remembered-servers.h"
#include "vouch-practice-server.h"
#include "vouch-settings.h"
#include "wait.h"

#include <string.h>

#define TWO      "http://127.0.0.1:2"
#define PIN      "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:" \
                 "00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF"

/* A Beeper that answers, and empty settings */
typedef struct {
  VouchPracticeAccount   *account;
  VouchPracticeServer    *server;
  VouchSetup             *setup;
  GSettings              *settings;
  VouchRememberedServers *remembered;
  guint                   changes;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();

  fixture->account = vouch_practice_account_new (1);
  g_object_set (fixture->account, "username", "me_and_you", NULL);
  vouch_practice_account_jump (fixture->account, VOUCH_PRACTICE_READY);
  vouch_practice_account_add_token (fixture->account, "token");
  fixture->server = vouch_practice_server_new (fixture->account);
  g_assert_true (vouch_practice_server_start (fixture->server, 0, NULL));
  fixture->setup = vouch_setup_new (store, NULL, "token");
  fixture->settings = vouch_settings_open ();
  g_settings_reset (fixture->settings, VOUCH_SETTINGS_KNOWN_SERVERS);
  fixture->remembered = vouch_remembered_servers_new (fixture->settings, fixture->setup);
  g_signal_connect_swapped (fixture->remembered, "changed", G_CALLBACK (g_atomic_int_inc),
                            &fixture->changes);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->remembered);
  g_object_run_dispose (G_OBJECT (fixture->setup));
  g_object_unref (fixture->setup);
  g_object_unref (fixture->settings);
  vouch_practice_server_stop (fixture->server);
  g_object_unref (fixture->server);
  g_object_unref (fixture->account);
  wait_run_pending ();
}

static const char *
connect_setup (Fixture *fixture)
{
  const char *origin = vouch_practice_server_get_base_url (fixture->server);
  g_autoptr(VouchTerms) terms = vouch_remembered_servers_dup_terms (fixture->remembered, origin);

  vouch_setup_connect_address (fixture->setup, origin, terms);
  WAIT_UNTIL (vouch_setup_get_step (fixture->setup) == VOUCH_STEP_READY);
  return origin;
}

/* Writes settings like another program or the user. */
static void
write_settings (Fixture    *fixture,
                const char *text)
{
  g_autoptr(GVariant) value = g_variant_parse (G_VARIANT_TYPE ("a(ssuss)"), text, NULL, NULL, NULL);

  g_assert_nonnull (value);
  g_settings_set_value (fixture->settings, VOUCH_SETTINGS_KNOWN_SERVERS, value);
}

static void
assert_origins (Fixture    *fixture,
                const char *expected)
{
  g_autoptr(GPtrArray) servers = vouch_remembered_servers_list (fixture->remembered);
  g_autoptr(GString) origins = g_string_new (NULL);

  for (guint i = 0; i < servers->len; i++)
    g_string_append_printf (origins, "%s%s", i > 0 ? " " : "",
                            ((VouchRememberedServer *) g_ptr_array_index (servers, i))->origin);
  g_assert_cmpstr (origins->str, ==, expected);
}

/* The server in use comes first, and the data of the others stay. */
static void
test_remember (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(VouchRememberedServer) one = NULL;
  g_autoptr(VouchRememberedServer) two = NULL;
  g_autofree char *both = NULL;
  guint changes;

  write_settings (fixture, "[('" TWO "', '" PIN "', 1, 'Two', '@two:example.org')]");
  both = g_strjoin (" ", connect_setup (fixture), TWO, NULL);
  assert_origins (fixture, both);

  one = vouch_remembered_servers_find (fixture->remembered,
                                  vouch_practice_server_get_base_url (fixture->server));
  g_assert_cmpstr (one->product, ==, "Beeper");
  g_assert_true (g_str_has_prefix (vouch_terms_get_account (one->terms), "@me_and_you:"));
  g_assert_null (vouch_terms_get_fingerprint (one->terms));
  g_assert_cmpuint (vouch_terms_get_consents (one->terms), ==, VOUCH_CONSENT_NONE);

  two = vouch_remembered_servers_find (fixture->remembered, " 127.0.0.1:2 ");
  g_assert_cmpstr (vouch_terms_get_fingerprint (two->terms), ==, PIN);
  g_assert_cmpstr (vouch_terms_get_account (two->terms), ==, "@two:example.org");
  g_assert_cmpuint (vouch_terms_get_consents (two->terms), ==, VOUCH_CONSENT_PLAIN_HTTP);
  g_assert_null (vouch_remembered_servers_find (fixture->remembered, "127.0.0.1:3"));
  g_assert_null (vouch_remembered_servers_find (fixture->remembered, "no address"));

  /* After the server was left it is still remembered, and the settings are not written again. */
  changes = fixture->changes;
  vouch_setup_disconnect (fixture->setup);
  connect_setup (fixture);
  assert_origins (fixture, both);
  g_assert_cmpuint (fixture->changes, ==, changes);
}

/* There is one server too many: the one that was not used for the longest time is removed. */
static void
test_many (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(GString) text = g_string_new ("[");
  g_autoptr(GPtrArray) servers = NULL;
  g_autoptr(VouchRememberedServer) last = NULL;

  for (guint i = 1; i <= 9; i++)
    g_string_append_printf (text, "('http://127.0.0.1:%u', '', 0, '', ''),", i);
  text->str[text->len - 1] = ']';
  write_settings (fixture, text->str);
  connect_setup (fixture);
  servers = vouch_remembered_servers_list (fixture->remembered);
  g_assert_cmpuint (servers->len, ==, 8);
  last = vouch_remembered_servers_find (fixture->remembered, "http://127.0.0.1:7");
  g_assert_nonnull (last);
  g_assert_null (vouch_remembered_servers_find (fixture->remembered, "http://127.0.0.1:8"));
}

/* An address that is forced for one run is not remembered. If it was remembered, it keeps its
 * place. */
static void
test_ignored (Fixture       *fixture,
              gconstpointer  data)
{
  write_settings (fixture, "[('" TWO "', '', 0, 'Two', '')]");
  vouch_remembered_servers_ignore (fixture->remembered,
                              vouch_practice_server_get_base_url (fixture->server));
  connect_setup (fixture);
  assert_origins (fixture, TWO);
}

/* The consent to this address is withdrawn, and does not come back. */
static void
test_withdrawn (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(VouchRememberedServer) two = NULL;
  g_autoptr(VouchRememberedServer) three = NULL;

  write_settings (fixture, "[('" TWO "', '" PIN "', 1, '', ''),"
                           " ('http://127.0.0.1:3', '', 1, '', '')]");
  vouch_remembered_servers_withdraw (fixture->remembered, TWO);
  vouch_remembered_servers_withdraw (fixture->remembered, "http://127.0.0.1:4");
  two = vouch_remembered_servers_find (fixture->remembered, TWO);
  three = vouch_remembered_servers_find (fixture->remembered, "http://127.0.0.1:3");
  g_assert_cmpuint (vouch_terms_get_consents (two->terms), ==, VOUCH_CONSENT_NONE);
  g_assert_cmpstr (vouch_terms_get_fingerprint (two->terms), ==, PIN);
  g_assert_cmpuint (vouch_terms_get_consents (three->terms), ==, VOUCH_CONSENT_PLAIN_HTTP);
}

static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct {
    const char *text;
    const char *origins;
  } cases[] = {
    { "[]", "" },
    { "[('', '', 0, '', '')]", "" },
    { "[('127.0.0.1:2', '', 0, '', '')]", "" },
    { "[('file:///etc/passwd', '', 0, '', '')]", "" },
    { "[('http://somebody:secret@127.0.0.1:2', '', 0, '', '')]", "" },
    { "[('" TWO "/path?query', '', 0, '', '')]", "" },
    { "[('http://127.0.0.1:2\\nhttp://127.0.0.1:3', '', 0, '', '')]", "" },
    { "[('" TWO "', 'AB:CD', 0, '', '')]", "" },
    { "[('" TWO "', '" PIN ":00', 0, '', '')]", "" },
    { "[('" TWO "', 'x" PIN "', 0, '', '')]", "" },
    { "[('" TWO "', '', 0, '', ''), ('" TWO "', '" PIN "', 1, '', '')]", TWO },
    { "[('\\u202e', '', 0, '', ''), ('" TWO "', '', 0, '', '')]", TWO },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_settings (fixture, cases[i].text);
      assert_origins (fixture, cases[i].origins);
    }
}

static void
test_texts (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(VouchRememberedServer) two = NULL;

  write_settings (fixture, "[('" TWO "', '', 0, '\\u202eBad\\n\\u0007 <b>one</b>', '\\u200b')]");
  two = vouch_remembered_servers_find (fixture->remembered, TWO);
  g_assert_cmpstr (two->product, ==, "Bad <b>one</b>");
  g_assert_null (vouch_terms_get_account (two->terms));
}

/* Texts of 10 MB each, and ten thousand servers */
static void
test_huge (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (10 * 1000 * 1000, 'a');
  g_autofree char *long_origin = g_strconcat ("http://", long_text, ":1", NULL);
  g_autoptr(VouchRememberedServer) two = NULL;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ssuss)"));
  g_variant_builder_add (&builder, "(ssuss)", long_origin, "", FALSE, "", "");
  g_variant_builder_add (&builder, "(ssuss)", TWO, "", FALSE, long_text, long_text);
  g_variant_builder_add (&builder, "(ssuss)", "http://127.0.0.1:3", long_text, FALSE, "", "");
  for (guint i = 0; i < 10 * 1000; i++)
    g_variant_builder_add (&builder, "(ssuss)", "http://127.0.0.1:4", "", FALSE, "", "");
  g_settings_set_value (fixture->settings, VOUCH_SETTINGS_KNOWN_SERVERS,
                        g_variant_builder_end (&builder));

  assert_origins (fixture, TWO " http://127.0.0.1:4");
  two = vouch_remembered_servers_find (fixture->remembered, TWO);
  g_assert_cmpuint (strlen (two->product), <, 300);
  g_assert_cmpuint (strlen (vouch_terms_get_account (two->terms)), <, 300);
}

/* The token of the account that a server had last is tried first there. */
static void
test_prefer (Fixture       *fixture,
             gconstpointer  data)
{
  const char *origin = vouch_practice_server_get_base_url (fixture->server);
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchRememberedServers) remembered G_GNUC_UNUSED =
    vouch_remembered_servers_new (fixture->settings, setup);
  g_autofree char *text = g_strdup_printf ("[('%s', '', 0, '', '@first:x')]", origin);
  const char * const *log;

  store_save (store, origin, "@first:x", VOUCH_SECRET_ACCESS_TOKEN, "token");
  store_save (store, origin, "@last:x", VOUCH_SECRET_ACCESS_TOKEN, "wrong");
  write_settings (fixture, text);
  g_set_object (&fixture->setup, setup);
  connect_setup (fixture);
  log = vouch_practice_server_get_log (fixture->server);
  for (guint i = 0; log[i] != NULL; i++)
    g_assert_null (strstr (log[i], "bearer=bad"));
}

/* Vouch is not installed. */
static void
test_nowhere (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(VouchRememberedServers) remembered =
    vouch_remembered_servers_new (NULL, fixture->setup);
  g_autoptr(GPtrArray) servers = NULL;

  connect_setup (fixture);
  servers = vouch_remembered_servers_list (remembered);
  g_assert_cmpuint (servers->len, ==, 0);
  vouch_remembered_servers_withdraw (remembered, TWO);
}

#define ADD(path, function) \
  g_test_add ("/remembered-servers/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("server-is-used/comes-first", test_remember);
  ADD ("too-many/longest-unused-goes", test_many);
  ADD ("forced-address/is-not-remembered", test_ignored);
  ADD ("consent-withdrawn/other-terms-stay", test_withdrawn);
  ADD ("hostile-settings/are-left-out", test_hostile);
  ADD ("hostile-texts/are-made-plain", test_texts);
  ADD ("huge-settings/are-cut", test_huge);
  ADD ("account-used-last/its-token-is-tried-first", test_prefer);
  ADD ("no-settings/nothing-is-remembered", test_nowhere);
  return g_test_run ();
}
