/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "json-text.h"
#include "vouch-session.h"

static void
update (VouchSession *session,
        const char   *text)
{
  g_autoptr(JsonObject) object = parse_json (text);
  g_autoptr(VouchReply) reply = vouch_reply_new_session (object);

  vouch_session_update (session, reply);
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           GString    *log)
{
  g_string_append_printf (log, "%s ", pspec->name);
}

static void
test_updates_in_place (void)
{
  g_autoptr(VouchSession) session = vouch_session_new ();
  g_autoptr(GString) log = g_string_new (NULL);
  const char *ready =
    "{'state':'ready','e2ee':{'verified':true,'keyBackup':true,'secrets':{'masterKey':true,"
    "'megolmBackupKey':true,'recoveryKey':true,'selfSigningKey':true,'userSigningKey':true},"
    "'recoveryKeyGeneratedAt':1700000000000},'matrix':{'userID':'@a:b','deviceID':'D'}}";
  g_autofree char *json = g_strdelimit (g_strdup (ready), "'", '"');
  gboolean has_secrets = FALSE;

  g_signal_connect (session, "notify", G_CALLBACK (on_notify), log);
  update (session, json);
  g_assert_cmpint (vouch_session_get_state (session), ==, VOUCH_SESSION_READY);
  g_assert_true (vouch_session_get_verified (session));
  g_object_get (session, "has-secrets", &has_secrets, NULL);
  g_assert_true (has_secrets);
  g_assert_false (vouch_session_get_first_sync_done (session));
  g_assert_cmpint (vouch_session_get_recovery_key_made (session), ==, 1700000000);
  g_assert_cmpstr (vouch_session_get_user_id (session), ==, "@a:b");
  g_assert_nonnull (strstr (log->str, "state"));

  g_string_truncate (log, 0);
  update (session, json);
  g_assert_cmpstr (log->str, ==, "");

  vouch_session_clear (session);
  g_assert_false (vouch_session_get_known (session));
  g_assert_null (vouch_session_get_user_id (session));
  g_assert_cmpint (vouch_session_get_state (session), ==, VOUCH_SESSION_UNKNOWN);
}

static void
test_states (void)
{
  static const struct {
    const char        *word;
    VouchSessionState  state;
  } cases[] = {
    { "needs-login", VOUCH_SESSION_NEEDS_LOGIN },
    { "initializing", VOUCH_SESSION_INITIALIZING },
    { "needs-cross-signing-setup", VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP },
    { "needs-verification", VOUCH_SESSION_NEEDS_VERIFICATION },
    { "needs-secrets", VOUCH_SESSION_NEEDS_SECRETS },
    { "needs-first-sync", VOUCH_SESSION_NEEDS_FIRST_SYNC },
    { "ready", VOUCH_SESSION_READY },
    { "needs-a-holiday", VOUCH_SESSION_UNKNOWN },
    { "", VOUCH_SESSION_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VouchSession) session = vouch_session_new ();
      g_autofree char *json = g_strdup_printf ("{\"state\":\"%s\",\"e2ee\":{}}", cases[i].word);

      update (session, json);
      g_assert_cmpint (vouch_session_get_state (session), ==, cases[i].state);
      g_assert_true (vouch_session_get_known (session));
    }
}

#define VERIFICATION(id, rest) \
  "{\"state\":\"needs-verification\",\"e2ee\":{},\"verification\":{\"id\":\"" id "\"," rest "}}"

static void
test_verification (void)
{
  g_autoptr(VouchSession) session = vouch_session_new ();
  VouchVerification *first;

  update (session, VERIFICATION ("a", "\"state\":\"requested\",\"direction\":\"outgoing\","
                                      "\"availableActions\":[\"cancel\",\"dance\"]"));
  first = vouch_session_get_verification (session);
  g_assert_cmpint (vouch_verification_get_state (first), ==, VOUCH_VERIFICATION_REQUESTED);
  g_assert_cmpint (vouch_verification_get_actions (first), ==, VOUCH_ACTION_CANCEL);
  g_assert_false (vouch_verification_get_incoming (first));
  g_assert_cmpint (vouch_verification_get_requested_at (first), >, 0);

  update (session,
          VERIFICATION ("a", "\"state\":\"sas_ready\",\"direction\":\"outgoing\","
                             "\"availableActions\":[\"sas.confirm\",\"cancel\"],"
                             "\"methods\":[\"qr\",\"sas\"],\"otherDevice\":{\"id\":\"X\","
                             "\"name\":\" Pho\\u202ene\\n\"},\"qr\":{\"data\":\"TUFU\"},"
                             "\"sas\":{\"emojis\":[{\"emoji\":\"🐶\",\"name\":\"Dog\"},\"🐱\"],"
                             "\"decimals\":[1234,5678,1000]}"));
  g_assert_true (vouch_session_get_verification (session) == first);
  g_assert_cmpstr (vouch_verification_get_emoji (first), ==, "🐶 🐱");
  g_assert_cmpstr (vouch_verification_get_decimals (first), ==, "1234 5678 1000");
  g_assert_cmpstr (vouch_verification_get_device_name (first), ==, "Phone");
  g_assert_cmpstr (vouch_verification_get_qr_data (first), ==, "TUFU");
  g_assert_cmpint (vouch_verification_get_methods (first), ==,
                   VOUCH_METHOD_QR | VOUCH_METHOD_SAS);
  g_assert_cmpint (vouch_verification_get_emoji_at (first), >, 0);

  update (session, VERIFICATION ("b", "\"state\":\"cancelled\",\"direction\":\"incoming\","
                                      "\"availableActions\":[],\"error\":{\"code\":\"m.user\"}"));
  g_assert_false (vouch_session_get_verification (session) == first);
  g_assert_true (vouch_verification_is_over (vouch_session_get_verification (session)));
  g_assert_cmpstr (
    vouch_verification_get_error_code (vouch_session_get_verification (session)), ==, "m.user");

  update (session, "{\"state\":\"ready\",\"e2ee\":{}}");
  g_assert_null (vouch_session_get_verification (session));
}

/* Types that the shape check refuses must not crash either. */
static void
test_odd_types (void)
{
  g_autoptr(VouchSession) session = vouch_session_new ();

  update (session, "{\"state\":[],\"e2ee\":{\"verified\":\"yes\",\"secrets\":7,"
                   "\"recoveryKeyGeneratedAt\":-5},\"matrix\":[],\"verification\":{\"id\":\"x\","
                   "\"availableActions\":{},\"methods\":[1,null,{}],\"sas\":{\"emojis\":{},"
                   "\"decimals\":[[[1]],null,true,\"x\"]},\"qr\":\"no\"}}");
  g_assert_cmpint (vouch_session_get_state (session), ==, VOUCH_SESSION_UNKNOWN);
  g_assert_false (vouch_session_get_verified (session));
  g_assert_cmpint (vouch_session_get_recovery_key_made (session), ==, 0);
  /* Emoji that were not understood are kept as U+FFFD. */
  g_assert_cmpstr (vouch_verification_get_emoji (vouch_session_get_verification (session)), ==,
                   "\ufffd");
  g_assert_false (vouch_verification_get_sas (vouch_session_get_verification (session))->certain);
}

static void
test_recovery_key_made (void)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const struct {
    gint64 said;
    gint64 made;
  } cases[] = {
    { 0, 0 }, { -5, 0 }, { 1700000000, 1700000000 }, { 1700000000000, 1700000000 },
    { now, now }, { now + 3600, now + 3600 },   /* clocks may differ a little */
    { now + 30 * 86400, 0 }, { (now + 30 * 86400) * 1000, 0 }, { G_MAXINT64, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VouchSession) session = vouch_session_new ();
      g_autofree char *json = NULL;

      json = g_strdup_printf ("{\"e2ee\":{\"recoveryKeyGeneratedAt\":%" G_GINT64_FORMAT "}}",
                              cases[i].said);
      update (session, json);
      g_assert_cmpint (vouch_session_get_recovery_key_made (session), ==, cases[i].made);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/session/new-reply/only-changes-notify", test_updates_in_place);
  g_test_add_func ("/session/words-of-beeper/become-states", test_states);
  g_test_add_func ("/session/another-verification/replaces-the-object", test_verification);
  g_test_add_func ("/session/odd-types/do-no-harm", test_odd_types);
  g_test_add_func ("/session/times-of-beeper/are-read-if-likely", test_recovery_key_made);
  return g_test_run ();
}
