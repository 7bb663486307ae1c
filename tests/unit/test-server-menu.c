/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-practice-server.h"
#include "vouch-server-menu.h"
#include "vouch-settings.h"
#include "wait.h"

#include <string.h>

#define OTHER    "http://127.0.0.1:2"

/* The menu with the remembered server OTHER, and a Beeper to connect to */
typedef struct {
  VouchPracticeAccount   *account;
  VouchPracticeServer    *server;
  VouchSetup             *setup;
  GSettings              *settings;
  VouchRememberedServers *remembered;
  GMenu                  *section;
  VouchServerMenu        *menu;
  GString                *chosen;
} Fixture;

static void
on_chosen (GString    *chosen,
           const char *origin)
{
  g_string_append_printf (chosen, "%s ", origin);
}

static void
write_settings (Fixture    *fixture,
                const char *text)
{
  g_autoptr(GVariant) value = g_variant_parse (G_VARIANT_TYPE ("a(ssuss)"), text, NULL, NULL, NULL);

  g_assert_nonnull (value);
  g_settings_set_value (fixture->settings, VOUCH_SETTINGS_KNOWN_SERVERS, value);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();

  fixture->account = vouch_practice_account_new (1);
  fixture->server = vouch_practice_server_new (fixture->account);
  g_assert_true (vouch_practice_server_start (fixture->server, 0, NULL));
  fixture->setup = vouch_setup_new (store, NULL, NULL);
  fixture->settings = vouch_settings_open ();
  write_settings (fixture, "[('" OTHER "', '', 0, 'Other', '@a_b:x')]");
  fixture->remembered = vouch_remembered_servers_new (fixture->settings, fixture->setup);
  fixture->section = g_menu_new ();
  fixture->menu = vouch_server_menu_new (fixture->section, fixture->setup, fixture->remembered);
  fixture->chosen = g_string_new (NULL);
  g_signal_connect_swapped (fixture->menu, "chosen", G_CALLBACK (on_chosen), fixture->chosen);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->menu);
  g_assert_finalize_object (fixture->section);
  g_assert_finalize_object (fixture->remembered);
  g_object_run_dispose (G_OBJECT (fixture->setup));
  g_object_unref (fixture->setup);
  g_object_unref (fixture->settings);
  vouch_practice_server_stop (fixture->server);
  g_object_unref (fixture->server);
  g_object_unref (fixture->account);
  g_string_free (fixture->chosen, TRUE);
  wait_run_pending ();
}

static void
wait_step (Fixture   *fixture,
           VouchStep  step)
{
  WAIT_UNTIL (vouch_setup_get_step (fixture->setup) == step &&
              !vouch_setup_get_busy (fixture->setup));
}

static const char *
connect_setup (Fixture *fixture)
{
  const char *origin = vouch_practice_server_get_base_url (fixture->server);

  vouch_setup_connect_address (fixture->setup, origin, NULL);
  wait_step (fixture, VOUCH_STEP_EMAIL);
  return origin;
}

static void
assert_item (Fixture    *fixture,
             int         position,
             const char *label,
             const char *origin)
{
  g_autofree char *shown = NULL;
  g_autofree char *target = NULL;

  g_menu_model_get_item_attribute (G_MENU_MODEL (fixture->section), position,
                                   G_MENU_ATTRIBUTE_LABEL, "s", &shown);
  g_menu_model_get_item_attribute (G_MENU_MODEL (fixture->section), position,
                                   G_MENU_ATTRIBUTE_TARGET, "s", &target);
  g_assert_cmpstr (shown, ==, label);
  g_assert_cmpstr (target, ==, origin);
}

static void
assert_count (Fixture *fixture,
              int      expected)
{
  g_assert_cmpint (g_menu_model_get_n_items (G_MENU_MODEL (fixture->section)), ==, expected);
}

static void
assert_use (Fixture    *fixture,
            gboolean    enabled,
            const char *state)
{
  GActionGroup *actions = vouch_server_menu_get_actions (fixture->menu);
  g_autoptr(GVariant) value = g_action_group_get_action_state (actions, "use");

  g_assert_cmpint (g_action_group_get_action_enabled (actions, "use"), ==, enabled);
  g_assert_cmpstr (g_variant_get_string (value, NULL), ==, state);
}

/* One server is not listed. Two servers are listed, and the one in use is marked. */
static void
test_listed (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *label = NULL;
  const char *origin;

  assert_count (fixture, 0);
  assert_use (fixture, TRUE, "");
  origin = connect_setup (fixture);
  label = g_strdup_printf ("\u2068%s\u2069 (\u2068Beeper\u2069)", origin);
  assert_count (fixture, 2);
  assert_item (fixture, 0, label, origin);
  assert_item (fixture, 1, "\u2068@a__b:x\u2069 (\u2068Other\u2069)", OTHER);
  assert_use (fixture, TRUE, origin);

  vouch_setup_disconnect (fixture->setup);
  assert_count (fixture, 2);
  assert_use (fixture, TRUE, "");
  write_settings (fixture, "[]");
  assert_count (fixture, 0);
}

/* Servers with the same account are shown with their addresses. Long texts are cut. */
static void
test_labels (Fixture       *fixture,
             gconstpointer  data)
{
  write_settings (fixture, "[('" OTHER "', '', 0, 'B', '@a:x'),"
                           " ('http://127.0.0.1:3', '', 0, 'B', '@a:x'),"
                           " ('http://127.0.0.1:4', '', 0, '', '@a:x'),"
                           " ('http://127.0.0.1:5', '', 0,"
                           "  'abcdefghijklmnopqrstuvwxyz', 'abcdefghijklmnopqrstuvwxyz1234567')]");
  assert_item (fixture, 0, "\u2068" OTHER "\u2069 (\u2068B\u2069)", OTHER);
  assert_item (fixture, 1, "\u2068http://127.0.0.1:3\u2069 (\u2068B\u2069)", "http://127.0.0.1:3");
  assert_item (fixture, 2, "\u2068@a:x\u2069 (\u2068Beeper\u2069)", "http://127.0.0.1:4");
  assert_item (fixture, 3, "\u2068abcdefghijklmnopqrstuvwxyz123456…\u2069 "
                           "(\u2068abcdefghijklmnopqrstuvwx…\u2069)", "http://127.0.0.1:5");
}

/* The server in use is not chosen again. No server is chosen while a verb runs, because its reply
 * may contain a token. */
static void
test_chosen (Fixture       *fixture,
             gconstpointer  data)
{
  GActionGroup *actions = vouch_server_menu_get_actions (fixture->menu);
  const char *origin = connect_setup (fixture);

  g_action_group_activate_action (actions, "use", g_variant_new_string (origin));
  g_assert_cmpstr (fixture->chosen->str, ==, "");
  vouch_setup_send_code (fixture->setup, "me@example.org");
  assert_use (fixture, FALSE, origin);
  g_action_group_activate_action (actions, "use", g_variant_new_string (OTHER));
  g_assert_cmpstr (fixture->chosen->str, ==, "");
  wait_step (fixture, VOUCH_STEP_CODE);
  assert_use (fixture, TRUE, origin);
  g_action_group_activate_action (actions, "use", g_variant_new_string (OTHER));
  g_assert_cmpstr (fixture->chosen->str, ==, OTHER " ");

  /* A server can be left while it is being connected to. */
  vouch_setup_disconnect (fixture->setup);
  vouch_setup_connect_address (fixture->setup, origin, NULL);
  g_assert_true (vouch_setup_get_busy (fixture->setup));
  assert_use (fixture, TRUE, "");
}

/* A server that refused the token and does not answer any more can be left. */
static void
test_lost (Fixture       *fixture,
           gconstpointer  data)
{
  const char *origin = vouch_practice_server_get_base_url (fixture->server);

  vouch_practice_account_jump (fixture->account, VOUCH_PRACTICE_READY);
  vouch_practice_account_add_token (fixture->account, "own");
  vouch_setup_connect_address (fixture->setup, origin, NULL);
  wait_step (fixture, VOUCH_STEP_AUTHORIZE);
  vouch_setup_use_token (fixture->setup, "own");
  wait_step (fixture, VOUCH_STEP_READY);

  g_assert_true (vouch_practice_server_add_fault (fixture->server, "/v1/app/setup=status:401",
                                                  NULL));
  g_assert_true (vouch_practice_server_add_fault (fixture->server, "/v1/app/setup=reset*ever",
                                                  NULL));
  vouch_setup_poll_now (fixture->setup);
  WAIT_UNTIL (vouch_setup_get_connection_error (fixture->setup) != NULL);
  assert_use (fixture, TRUE, origin);
}

#define ADD(path, function) \
  g_test_add ("/server-menu/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("two-servers/are-listed-and-one-is-marked", test_listed);
  ADD ("same-account/address-tells-apart", test_labels);
  ADD ("verb-runs/no-server-can-be-chosen", test_chosen);
  ADD ("beeper-is-silent-after-401/another-can-be-chosen", test_lost);
  return g_test_run ();
}
