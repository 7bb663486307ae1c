/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-access.h"
#include "vouch-secret.h"
#include "wait.h"

#define ORIGIN "http://127.0.0.1:23373"
#define OTHER  "http://127.0.0.1:23374"

typedef struct {
  VouchTokenStore *store;
  VouchAccess     *access;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  override)
{
  fixture->store = vouch_token_store_new_memory ();
  fixture->access = vouch_access_new (fixture->store, override);
  vouch_access_enter (fixture->access, ORIGIN, ORIGIN, NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->access);
  g_assert_finalize_object (fixture->store);
}

/* Waits for an asynchronous call. */
static void
finish (Fixture       *fixture,
        GAsyncResult **result)
{
  g_autoptr(GError) error = NULL;

  wait_for_result (result);
  g_assert_true (vouch_access_finish (fixture->access, *result, &error));
  g_assert_no_error (error);
  g_clear_object (result);
}

static void
store (Fixture    *fixture,
       const char *token,
       const char *account)
{
  GAsyncResult *result = NULL;

  vouch_access_store_async (fixture->access, token, account, NULL, wait_on_ready, &result);
  finish (fixture, &result);
}

static void
find (Fixture    *fixture,
      const char *expected)
{
  GAsyncResult *result = NULL;

  vouch_access_find_async (fixture->access, NULL, wait_on_ready, &result);
  finish (fixture, &result);
  g_assert_cmpstr (vouch_access_get_token (fixture->access), ==, expected);
}

static void
find_other (Fixture    *fixture,
            const char *expected)
{
  GAsyncResult *result = NULL;

  vouch_access_find_other_async (fixture->access, NULL, wait_on_ready, &result);
  finish (fixture, &result);
  g_assert_cmpstr (vouch_access_get_token (fixture->access), ==, expected);
}

static void
refuse (Fixture  *fixture,
        gboolean  others)
{
  GAsyncResult *result = NULL;

  vouch_access_refuse_async (fixture->access, NULL, wait_on_ready, &result);
  finish (fixture, &result);
  g_assert_null (vouch_access_get_token (fixture->access));
  g_assert_cmpint (vouch_access_get_has_others (fixture->access), ==, others);
}

static void
forget (Fixture    *fixture,
        const char *account)
{
  g_autoptr(VouchServer) server = g_object_new (VOUCH_TYPE_SERVER, "origin", ORIGIN, NULL);
  GAsyncResult *result = NULL;

  vouch_access_forget_async (fixture->access, server, account, NULL, wait_on_ready, &result);
  finish (fixture, &result);
  g_assert_null (vouch_access_get_token (fixture->access));
}

/* Leaves the server and enters it again. */
static void
reenter (Fixture    *fixture,
         const char *origin,
         const char *preferred)
{
  vouch_access_leave (fixture->access);
  g_assert_null (vouch_access_get_token (fixture->access));
  vouch_access_enter (fixture->access, origin, origin, preferred);
}

static void
test_choice (Fixture       *fixture,
             gconstpointer  data)
{
  find (fixture, NULL);
  store (fixture, "one", "@a:x");
  store (fixture, "two", "@b:x");
  reenter (fixture, ORIGIN, NULL);
  find (fixture, "two");   /* the token that was saved last */
  g_assert_cmpstr (vouch_access_get_account (fixture->access), ==, "@b:x");
  reenter (fixture, ORIGIN, "@a:x");
  find (fixture, "one");
  reenter (fixture, ORIGIN, "@c:x");
  find (fixture, "two");
  reenter (fixture, OTHER, NULL);
  find (fixture, NULL);
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  store (fixture, "one", "@a:x");
  store (fixture, "two", "@b:x");
  refuse (fixture, TRUE);
  find (fixture, NULL);         /* another token is used only on request */
  find_other (fixture, "one");
  refuse (fixture, FALSE);
  find_other (fixture, NULL);
  store (fixture, "three", "@b:x");   /* a new token is not refused yet */
  reenter (fixture, ORIGIN, NULL);
  find (fixture, "three");
  vouch_access_confirm (fixture->access, "@b:x");
  find_other (fixture, "three");
  g_assert_false (vouch_access_get_has_others (fixture->access));
}

static void
test_confirmed_account (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *long_account = g_strnfill (300, 'a');

  store (fixture, "one", NULL);
  g_assert_cmpstr (vouch_access_get_account (fixture->access), ==, "");
  vouch_access_confirm (fixture->access, NULL);
  vouch_access_confirm (fixture->access, "");
  vouch_access_confirm (fixture->access, long_account);
  g_assert_cmpstr (vouch_access_get_account (fixture->access), ==, "");
  vouch_access_confirm (fixture->access, "@a:x");
  g_assert_cmpstr (vouch_access_get_account (fixture->access), ==, "@a:x");
  reenter (fixture, ORIGIN, NULL);
  find (fixture, "one");
  g_assert_cmpstr (vouch_access_get_account (fixture->access), ==, "@a:x");
  vouch_access_remove_stored (fixture->access);
  g_assert_cmpstr (vouch_access_get_token (fixture->access), ==, "one");
  find (fixture, NULL);
}

/* The token of the environment is used for its server, and for no other one. */
static void
test_override (Fixture       *fixture,
               gconstpointer  data)
{
  store (fixture, "one", "@a:x");
  find (fixture, "one");
  vouch_access_trust_origin (fixture->access, ORIGIN);
  vouch_access_trust_origin (fixture->access, OTHER);
  find (fixture, data);
  g_assert_null (vouch_access_get_account (fixture->access));
  reenter (fixture, OTHER, NULL);
  find (fixture, NULL);
  reenter (fixture, ORIGIN, NULL);
  find (fixture, data);
  refuse (fixture, TRUE);
  find (fixture, "one");
}

static void
test_forget (Fixture       *fixture,
             gconstpointer  data)
{
  store (fixture, "one", "@a:x");
  store (fixture, "two", "@b:x");
  forget (fixture, NULL);
  find (fixture, "one");
  vouch_access_set_token (fixture->access, NULL, NULL);
  store (fixture, "two", "@b:x");
  vouch_access_set_token (fixture->access, NULL, NULL);
  forget (fixture, "@a:x");
  find (fixture, "two");
  store (fixture, "one", "@a:x");
  vouch_access_set_token (fixture->access, NULL, NULL);
  forget (fixture, NULL);   /* the account is not known */
  find (fixture, NULL);
}

#define ADD(name, override, function) \
  g_test_add ("/access/" name, Fixture, override, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("accounts-with-tokens/last-saved-or-preferred-one-counts", NULL, test_choice);
  ADD ("refused-tokens/others-are-tried-once", NULL, test_refusals);
  ADD ("account-is-confirmed/token-is-kept-under-it", NULL, test_confirmed_account);
  ADD ("token-of-environment/goes-to-its-server-only", "from the environment", test_override);
  ADD ("one-is-forgotten/others-stay", NULL, test_forget);
  return g_test_run ();
}
