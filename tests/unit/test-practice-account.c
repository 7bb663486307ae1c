/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-practice-verification.h"
#include "wait.h"

#include <string.h>


static const char * const verification_states[] = {
  "requested", "agreed", "sas-ready", "qr-scanned", "done", "cancelled", "failed",
};

static const char * const phone_states[] = {
  "idle", "asked", "asking", "choosing", "showing", "has-scanned", "was-scanned", "emoji-coming",
  "emoji", "waiting", "done", "stopped",
};

static VouchPracticeAccount *
make_account (VouchPracticeState state)
{
  VouchPracticeAccount *account = vouch_practice_account_new (42);

  vouch_practice_account_hurry (account);
  vouch_practice_account_jump (account, state);
  return account;
}

static void
wait_for_state (VouchPracticeAccount *account,
                VouchPracticeState    state)
{
  WAIT_UNTIL (vouch_practice_account_get_state (account) == state);
}

static void
wait_for_phone (VouchPracticeAccount *account,
                VouchPhoneState       state)
{
  WAIT_UNTIL (vouch_practice_account_get_phone_state (account) == state);
}

static gboolean
phone_scan_bytes (VouchPracticeAccount *account,
                  GBytes               *code)
{
  g_autoptr(GBytes) nothing = g_bytes_new_static ("MATRIX", 6);
  g_autoptr(GError) error = NULL;
  gboolean scanned = vouch_practice_account_phone_scan (account, code != NULL ? code : nothing,
                                                        &error);

  g_assert_true (scanned == (error == NULL));
  return scanned;
}

/* Scans the code of the computer with one bit of a key or of the id changed. */
static gboolean
phone_scan_changed (VouchPracticeAccount *account,
                    gsize                 offset)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (vouch_practice_account_get_computer_code (account),
                                          &length);
  g_autofree guint8 *copy = g_memdup2 (bytes, length);
  g_autoptr(GBytes) code = NULL;

  copy[offset] ^= 1;
  code = g_bytes_new (copy, length);
  return phone_scan_bytes (account, code);
}

static gboolean
act_on_phone (VouchPracticeAccount *account,
              const char           *word)
{
  if (g_str_equal (word, "p:accept"))
    return vouch_practice_account_phone_accept (account);
  if (g_str_equal (word, "p:decline"))
    return vouch_practice_account_phone_decline (account);
  if (g_str_equal (word, "p:start"))
    return vouch_practice_account_phone_start (account);
  if (g_str_equal (word, "p:show"))
    return vouch_practice_account_phone_show_code (account);
  if (g_str_equal (word, "p:compare"))
    return vouch_practice_account_phone_compare (account);
  if (g_str_equal (word, "p:match"))
    return vouch_practice_account_phone_match (account);
  if (g_str_equal (word, "p:mismatch"))
    return vouch_practice_account_phone_mismatch (account);
  if (g_str_equal (word, "p:confirm"))
    return vouch_practice_account_phone_confirm (account);
  if (g_str_equal (word, "p:scan"))
    return phone_scan_bytes (account, vouch_practice_account_get_computer_code (account));
  if (g_str_equal (word, "p:scan-own"))
    return phone_scan_bytes (account, vouch_practice_account_get_phone_code (account));
  if (g_str_equal (word, "p:scan-other-id"))
    return phone_scan_changed (account, 12);
  if (g_str_equal (word, "p:scan-other-key"))
    return phone_scan_changed (account, 60);
  g_assert_not_reached ();
}

static gboolean
scan_bytes (VouchPracticeVerification  *verification,
            GBytes                     *code,
            GError                    **error)
{
  g_autoptr(GBytes) nothing = g_bytes_new_static ("MATRIX", 6);

  return vouch_practice_verification_scan (verification, code != NULL ? code : nothing, error);
}

static gboolean
act_on_computer (VouchPracticeAccount  *account,
                 const char            *word,
                 GError               **error)
{
  VouchPracticeVerification *verification = vouch_practice_account_get_verification (account);

  if (g_str_equal (word, "request"))
    return vouch_practice_account_request (account, error);
  g_assert_nonnull (verification);
  if (g_str_equal (word, "accept"))
    return vouch_practice_verification_accept (verification, error);
  if (g_str_equal (word, "cancel"))
    return vouch_practice_verification_cancel (verification, NULL, NULL, error);
  if (g_str_equal (word, "sas"))
    return vouch_practice_verification_start_sas (verification, error);
  if (g_str_equal (word, "match"))
    return vouch_practice_verification_confirm_sas (verification, error);
  if (g_str_equal (word, "confirm"))
    return vouch_practice_verification_confirm_scan (verification, error);
  if (g_str_equal (word, "scan"))
    return scan_bytes (verification, vouch_practice_account_get_phone_code (account), error);
  if (g_str_equal (word, "scan-own"))
    return scan_bytes (verification, vouch_practice_account_get_computer_code (account), error);
  g_assert_not_reached ();
}

static void
play_word (VouchPracticeAccount *account,
           const char           *word)
{
  VouchPracticeVerification *verification = vouch_practice_account_get_verification (account);

  if (g_str_equal (word, "emoji-come"))
    wait_for_phone (account, VOUCH_PHONE_EMOJI);
  else if (*word == '=')
    {
      guint state = vouch_practice_verification_get_state (verification);

      g_assert_cmpstr (verification_states[state], ==, word + 1);
    }
  else if (*word == '@')
    {
      guint state = vouch_practice_account_get_phone_state (account);

      g_assert_cmpstr (phone_states[state], ==, word + 1);
    }
  else
    {
      g_autoptr(GError) error = NULL;
      gboolean refused = *word == '!';
      const char *act = word + refused;
      gboolean done;

      done = g_str_has_prefix (act, "p:") ? act_on_phone (account, act)
                                          : act_on_computer (account, act, &error);
      if (done == refused)
        g_error ("%s: %s", word, error != NULL ? error->message : "not as expected");
    }
}

/* Each line is a whole verification: the actions of the computer and (p:) of the phone. "!": must
 * be refused; "=": the state of the computer; "@": the screen of the phone. */
static const struct {
  const char *name;
  const char *script;
  const char *stop_code;
} scripts[] = {
  { "emoji", "request =requested @asked !accept !sas !match !scan-own p:accept =agreed @choosing "
             "!p:accept !p:match sas @emoji-coming =agreed !sas !p:scan !p:show emoji-come "
             "=sas-ready match =sas-ready !match p:match =done @done !cancel !p:decline", NULL },
  { "emoji, phone begins and is first", "request p:accept p:compare !sas emoji-come p:match "
                                        "@waiting !p:match match =done", NULL },
  { "phone scans", "request p:accept !p:scan-own !p:scan-other-id =agreed p:scan @has-scanned "
                   "=qr-scanned !match confirm =done", NULL },
  { "computer scans", "request p:accept p:show @showing !scan-own scan =qr-scanned @was-scanned "
                      "!confirm p:confirm =done", NULL },
  { "incoming", "p:start =requested @asking !p:start !request accept =agreed !accept sas "
                "emoji-come match p:match =done", NULL },
  { "asked twice", "request request =requested p:accept !request", NULL },
  { "cancelled here", "request cancel =cancelled @stopped !cancel !p:accept", "m.user" },
  { "declined", "request p:decline =cancelled", "m.user" },
  { "incoming declined", "p:start cancel =cancelled @stopped", "m.user" },
  { "incoming withdrawn", "p:start p:decline =cancelled", "m.user" },
  { "no match on the phone", "request p:accept sas emoji-come p:mismatch =cancelled",
    "m.mismatched_sas" },
  { "no check mark", "request p:accept p:show scan p:decline =cancelled", "m.user" },
  { "other keys", "request p:accept p:scan-other-key =cancelled", "m.key_mismatch" },
  { "again after a stop", "request cancel request =requested p:accept =agreed", NULL },
};

static void
test_script (gconstpointer data)
{
  gsize index = GPOINTER_TO_SIZE (data);
  g_auto(GStrv) words = g_strsplit (scripts[index].script, " ", -1);

  for (guint ready = 0; ready < 2; ready++)
    {
      VouchPracticeAccount *account = make_account (ready ? VOUCH_PRACTICE_READY
                                                          : VOUCH_PRACTICE_NEEDS_VERIFICATION);

      for (guint i = 0; words[i] != NULL; i++)
        play_word (account, words[i]);
      g_assert_cmpstr (vouch_practice_account_get_stop_code (account), ==,
                       scripts[index].stop_code);
      if (vouch_practice_account_get_phone_state (account) == VOUCH_PHONE_DONE)
        wait_for_state (account, VOUCH_PRACTICE_READY);
      g_assert_finalize_object (account);
    }
}

static void
test_new_account (void)
{
  VouchPracticeAccount *account = vouch_practice_account_new (7);
  g_autoptr(GError) error = NULL;
  g_autofree char *request_id = NULL;
  g_autofree char *key = NULL;
  const char *lead_token;

  vouch_practice_account_hurry (account);
  request_id = g_strdup (vouch_practice_account_start (account, &error));
  g_assert_no_error (error);
  g_assert_true (vouch_practice_account_mail (account, request_id, "new@example.org", &error));
  g_assert_cmpstr (vouch_practice_account_get_mail_code (account), ==, "654321");
  g_assert_cmpint (vouch_practice_account_answer (account, request_id, "654321", &error), ==,
                   VOUCH_PRACTICE_ANSWER_REGISTER);
  /* The code may be sent again. */
  g_assert_cmpint (vouch_practice_account_answer (account, request_id, "654321", &error), ==,
                   VOUCH_PRACTICE_ANSWER_REGISTER);
  lead_token = vouch_practice_account_get_lead_token (account);
  g_assert_false (vouch_practice_account_register (account, request_id, lead_token, "taken",
                                                   &error));
  g_assert_error (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_USERNAME_TAKEN);
  g_clear_error (&error);
  g_assert_false (vouch_practice_account_register (account, request_id, lead_token, "a b", &error));
  g_assert_error (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (vouch_practice_account_register (account, request_id, lead_token, "me", &error));
  g_assert_null (vouch_practice_account_get_mail_code (account));
  wait_for_state (account, VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP);
  g_assert_cmpint (vouch_practice_account_get_key_made (account), ==, 0);

  g_assert_false (vouch_practice_account_confirm_key (account, VOUCH_PRACTICE_RECOVERY_KEY,
                                                      &error));
  g_assert_error (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT);
  g_clear_error (&error);
  key = g_strdup (vouch_practice_account_reset_key (account, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (vouch_practice_account_confirm_key (account, key, &error));
  wait_for_state (account, VOUCH_PRACTICE_READY);
  g_assert_true (vouch_practice_account_get_key_saved (account));
  g_assert_cmpint (vouch_practice_account_get_key_made (account), >, 0);
  g_assert_finalize_object (account);
}

static void
test_codes (void)
{
  VouchPracticeAccount *account = vouch_practice_account_new (7);
  g_autofree char *old_id = g_strdup (vouch_practice_account_start (account, NULL));
  const char *id = vouch_practice_account_start (account, NULL);
  const struct {
    const char *id;
    const char *code;
    int         error;
  } cases[] = {
    { old_id, "123456", VOUCH_PRACTICE_ERROR_NOT_FOUND },
    { id, "000000", VOUCH_PRACTICE_ERROR_WRONG_CODE },
    { id, "", VOUCH_PRACTICE_ERROR_WRONG_CODE },
    { id, "123456", VOUCH_PRACTICE_ERROR_CODE_EXPIRED },
  };

  g_assert_true (vouch_practice_account_mail (account, id, "me@example.org", NULL));
  g_assert_cmpstr (vouch_practice_account_get_mail_code (account), ==, "123456");
  vouch_practice_account_expire_codes (account);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (vouch_practice_account_answer (account, cases[i].id, cases[i].code, &error),
                       ==, VOUCH_PRACTICE_ANSWER_REFUSED);
      g_assert_error (error, VOUCH_PRACTICE_ERROR, cases[i].error);
    }
  g_assert_true (vouch_practice_account_mail (account, id, "me@example.org", NULL));
  g_assert_cmpint (vouch_practice_account_answer (account, id, "123456", NULL), ==,
                   VOUCH_PRACTICE_ANSWER_SIGNED_IN);
  g_assert_null (vouch_practice_account_start (account, NULL));
  g_assert_finalize_object (account);
}

static void
test_recovery_key (void)
{
  VouchPracticeAccount *account = make_account (VOUCH_PRACTICE_NEEDS_VERIFICATION);
  g_autoptr(GError) error = NULL;
  g_autofree char *fresh = NULL;

  g_assert_false (vouch_practice_account_unlock (account, VOUCH_PRACTICE_OLDER_KEY, &error));
  g_assert_error (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_KEY_REFUSED);
  g_clear_error (&error);
  g_assert_true (vouch_practice_account_unlock (account, VOUCH_PRACTICE_RECOVERY_KEY, &error));
  wait_for_state (account, VOUCH_PRACTICE_READY);

  /* The old key is valid until the new one is confirmed. */
  fresh = g_strdup (vouch_practice_account_reset_key (account, NULL, &error));
  g_assert_true (vouch_practice_account_unlock (account, VOUCH_PRACTICE_RECOVERY_KEY, &error));
  g_assert_true (vouch_practice_account_confirm_key (account, fresh, &error));
  g_assert_false (vouch_practice_account_unlock (account, VOUCH_PRACTICE_RECOVERY_KEY, &error));
  g_clear_error (&error);
  g_assert_true (vouch_practice_account_unlock (account, fresh, &error));
  g_assert_finalize_object (account);
}

static void
test_withheld_secrets (void)
{
  VouchPracticeAccount *account = make_account (VOUCH_PRACTICE_NEEDS_VERIFICATION);
  g_auto(GStrv) words = g_strsplit ("request p:accept sas emoji-come match p:match =done", " ", -1);

  g_object_set (account, "withhold-secrets", TRUE, NULL);
  for (guint i = 0; words[i] != NULL; i++)
    play_word (account, words[i]);
  wait_for_state (account, VOUCH_PRACTICE_NEEDS_SECRETS);
  g_assert_null (vouch_practice_account_get_verification (account));
  g_assert_true (vouch_practice_account_unlock (account, VOUCH_PRACTICE_RECOVERY_KEY, NULL));
  wait_for_state (account, VOUCH_PRACTICE_READY);
  g_assert_finalize_object (account);
}

/* A jump cancels the effects of a finished verification. */
static void
test_jump (void)
{
  VouchPracticeAccount *account = make_account (VOUCH_PRACTICE_NEEDS_VERIFICATION);
  g_auto(GStrv) words = g_strsplit ("request p:accept p:scan confirm =done", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    play_word (account, words[i]);
  vouch_practice_account_jump (account, VOUCH_PRACTICE_NEEDS_VERIFICATION);
  g_assert_null (vouch_practice_account_get_verification (account));
  wait_run_for (100);
  g_assert_cmpint (vouch_practice_account_get_state (account), ==,
                   VOUCH_PRACTICE_NEEDS_VERIFICATION);
  g_assert_finalize_object (account);
}

static void
test_lifetimes (void)
{
  static const char * const ways[] = { "request", "request p:accept", "p:start",
                                       "request p:accept sas emoji-come match" };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      VouchPracticeAccount *account = make_account (VOUCH_PRACTICE_NEEDS_VERIFICATION);
      g_auto(GStrv) words = g_strsplit (ways[i], " ", -1);

      g_object_set (account, "request-lifetime", i < 3 ? 60 : 5000, "emoji-lifetime", 60, NULL);
      for (guint j = 0; words[j] != NULL; j++)
        play_word (account, words[j]);
      wait_for_phone (account, VOUCH_PHONE_STOPPED);
      g_assert_cmpstr (vouch_practice_account_get_stop_code (account), ==, "m.timeout");
      g_assert_finalize_object (account);
    }
}

static void
test_tampered (void)
{
  VouchPracticeAccount *account = make_account (VOUCH_PRACTICE_NEEDS_VERIFICATION);
  const guint8 *ours;

  g_object_set (account, "tampered", TRUE, "without-codes", TRUE, NULL);
  play_word (account, "request");
  play_word (account, "p:accept");
  g_assert_null (vouch_practice_account_get_computer_code (account));
  play_word (account, "!p:show");
  play_word (account, "sas");
  play_word (account, "emoji-come");
  ours = vouch_practice_verification_get_emoji (vouch_practice_account_get_verification (account));
  g_assert_cmpint (memcmp (ours, vouch_practice_account_get_emoji (account),
                           VOUCH_PRACTICE_N_EMOJI), !=, 0);
  g_assert_finalize_object (account);
}

/* The layout of api.md 6. A computer that does not trust the master key yet has mode 2. */
static void
test_code_bytes (void)
{
  static const struct {
    VouchPracticeState state;
    guint8             computer_mode;
    guint8             phone_mode;
  } cases[] = {
    { VOUCH_PRACTICE_NEEDS_VERIFICATION, 2, 1 },
    { VOUCH_PRACTICE_READY, 1, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchPracticeAccount *account = make_account (cases[i].state);
      const guint8 *ours, *theirs;
      gsize length;

      play_word (account, "request");
      play_word (account, "p:accept");
      play_word (account, "p:show");
      theirs = g_bytes_get_data (vouch_practice_account_get_phone_code (account), &length);
      g_assert_cmpuint (length, ==, 122);
      ours = g_bytes_get_data (vouch_practice_account_get_computer_code (account), &length);
      g_assert_cmpuint (length, ==, 122);
      g_assert_cmpmem (ours, 7, "MATRIX\x02", 7);
      g_assert_cmpuint (ours[7], ==, cases[i].computer_mode);
      g_assert_cmpuint (theirs[7], ==, cases[i].phone_mode);
      g_assert_cmpmem (ours + 8, 2, "\0\x20", 2);
      g_assert_cmpmem (ours + 10, 32, theirs + 10, 32);
      /* Both codes have the same two keys in reverse order. Each has its own secret. */
      g_assert_cmpmem (ours + 42, 32, theirs + 74, 32);
      g_assert_cmpmem (ours + 74, 32, theirs + 42, 32);
      g_assert_cmpint (memcmp (ours + 106, theirs + 106, 16), !=, 0);
      g_assert_finalize_object (account);
    }
}

static void
test_seed (void)
{
  g_autoptr(VouchPracticeAccount) one = vouch_practice_account_new (5);
  g_autoptr(VouchPracticeAccount) same = vouch_practice_account_new (5);
  g_autoptr(VouchPracticeAccount) other = vouch_practice_account_new (6);

  g_assert_cmpstr (vouch_practice_account_start (one, NULL), ==,
                   vouch_practice_account_start (same, NULL));
  g_assert_cmpstr (vouch_practice_account_get_device_id (one), !=,
                   vouch_practice_account_get_device_id (other));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *path = g_strconcat ("/practice-account/", scripts[i].name,
                                             "/goes-by-its-script", NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_script);
    }
  g_test_add_func ("/practice-account/new-address/account-is-made", test_new_account);
  g_test_add_func ("/practice-account/wrong-or-old-codes/are-refused", test_codes);
  g_test_add_func ("/practice-account/right-key/unlocks", test_recovery_key);
  g_test_add_func ("/practice-account/secrets-withheld/key-is-needed", test_withheld_secrets);
  g_test_add_func ("/practice-account/jumped/earlier-end-does-not-come", test_jump);
  g_test_add_func ("/practice-account/time-runs-out/verification-stops", test_lifetimes);
  g_test_add_func ("/practice-account/tampered/emoji-differ", test_tampered);
  g_test_add_func ("/practice-account/trust-of-the-computer/gives-the-mode-of-its-code",
                   test_code_bytes);
  g_test_add_func ("/practice-account/same-seed/same-account", test_seed);
  return g_test_run ();
}
