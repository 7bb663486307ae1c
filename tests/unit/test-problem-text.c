/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-api-enums.h"
#include "vouch-error.h"
#include "vouch-model-enums.h"
#include "vouch-problem-text.h"

#define BIDI_OVERRIDE "\xe2\x80\xae"

#define CODE_REFUSED \
  "That code did not work. Use the code from the newest email, or send a new one."
#define OTHER_KEY "This is a recovery key, but not the one for this account, or an older one."
#define NO_KEY "That is not a recovery key. Check it letter by letter."
#define SERVER_PROBLEM "Something went wrong in Beeper. Try again in a moment."
#define NAME_REFUSED "That username cannot be used. Try another one."
#define ACCESS_LOST "Beeper needs your permission again."
#define KEY_REFUSED \
  "This recovery key did not work. Check it letter by letter. It may also be an older one."
#define TOKEN_REFUSED "That access code did not work. Copy all of it and try again."
#define NOT_NOW "Beeper does not accept this for now."
#define REDIRECTED \
  "Beeper sends Vouch on to another address, and Vouch does not follow. Check the address."
#define SAYS(text) "\n\nBeeper says:\n" text
#define ZOD "String must contain at least 1 character(s)"
#define MOVED_ON "This has changed. Check what is shown now, then try again."

/* The sentence for an error on a screen */
static void
test_sentences (void)
{
  static const struct {
    VouchStep   step;
    guint       status;
    const char *message;
    const char *text;
    gboolean    input;
  } cases[] = {
    { VOUCH_STEP_CODE, 400, NULL, CODE_REFUSED, TRUE },
    { VOUCH_STEP_CODE, 401, "Old", CODE_REFUSED SAYS ("Old"), TRUE },
    { VOUCH_STEP_CODE, 403, NULL, CODE_REFUSED, TRUE },
    { VOUCH_STEP_CODE, 404, NULL, CODE_REFUSED, TRUE },
    { VOUCH_STEP_CODE, 410, NULL, CODE_REFUSED, TRUE },
    { VOUCH_STEP_CODE, 422, NULL, CODE_REFUSED, TRUE },
    { VOUCH_STEP_CODE, 500, NULL, SERVER_PROBLEM, FALSE },
    { VOUCH_STEP_CODE, 500, "Oops", SERVER_PROBLEM SAYS ("Oops"), FALSE },
    { VOUCH_STEP_CODE, 400, ZOD, CODE_REFUSED SAYS (ZOD), TRUE },
    { VOUCH_STEP_CODE, 403, "Too many. Try again tomorrow.",
      CODE_REFUSED SAYS ("Too many. Try again tomorrow."), TRUE },
    { VOUCH_STEP_REGISTER, 422, NULL, NAME_REFUSED, TRUE },
    { VOUCH_STEP_REGISTER, 409, "Taken", NAME_REFUSED SAYS ("Taken"), TRUE },
    { VOUCH_STEP_REGISTER, 400, "<b>no</b>", NAME_REFUSED SAYS ("<b>no</b>"), TRUE },
    { VOUCH_STEP_REGISTER, 400, ZOD, NAME_REFUSED SAYS (ZOD), TRUE },
    { VOUCH_STEP_REGISTER, 400, BIDI_OVERRIDE "no\n\x01way", NAME_REFUSED SAYS ("no way"), TRUE },
    { VOUCH_STEP_REGISTER, 400, "\n\t " BIDI_OVERRIDE, NAME_REFUSED, TRUE },
    { VOUCH_STEP_REGISTER, 401, "x", ACCESS_LOST SAYS ("x"), FALSE },
    { VOUCH_STEP_RECOVERY, 403, "x", KEY_REFUSED SAYS ("x"), TRUE },
    { VOUCH_STEP_RECOVERY, 429, "Locked for 24 hours.", NOT_NOW SAYS ("Locked for 24 hours."),
      FALSE },
    { VOUCH_STEP_AUTHORIZE, 401, NULL, TOKEN_REFUSED, TRUE },
    { VOUCH_STEP_EMAIL, 429, "Out of date.", NOT_NOW SAYS ("Out of date."), FALSE },
    { VOUCH_STEP_EMAIL, 429, "\n", "Too many tries. Wait a moment, then try again.", FALSE },
    { VOUCH_STEP_VERIFY, 409, NULL, MOVED_ON, FALSE },
    { VOUCH_STEP_VERIFY, 409, "Busy elsewhere", MOVED_ON SAYS ("Busy elsewhere"), FALSE },
    { VOUCH_STEP_SCAN, 302, "Elsewhere", REDIRECTED, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = vouch_error_new_http ("POST /x", cases[i].status, 0,
                                                      cases[i].message);
      g_autofree char *text = vouch_problem_text (error, cases[i].step);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpint (vouch_problem_is_input (error, cases[i].step), ==, cases[i].input);
    }
}

static void
test_waiting (void)
{
  static const struct {
    guint       seconds;
    const char *problem;
    const char *banner;
  } cases[] = {
    { 0, "a moment", "Beeper is busy. Trying again…" },
    { 1, "1 second",
      "Beeper is busy and asks to wait 1 second. Trying again then…" },
    { 30, "30 seconds",
      "Beeper is busy and asks to wait 30 seconds. Trying again then…" },
    { 60, "60 seconds",
      "Beeper is busy and asks to wait 60 seconds. Trying again then…" },
    { 119, "119 seconds",
      "Beeper is busy and asks to wait 119 seconds. Trying again every minute…" },
    { 120, "2 minutes",
      "Beeper is busy and asks to wait 2 minutes. Trying again every minute…" },
    { 121, "3 minutes",
      "Beeper is busy and asks to wait 3 minutes. Trying again every minute…" },
    { 7140, "119 minutes",
      "Beeper is busy and asks to wait 119 minutes. Trying again every minute…" },
    { 7141, "2 hours",
      "Beeper is busy and asks to wait 2 hours. Trying again every minute…" },
    { 86400, "24 hours",
      "Beeper is busy and asks to wait 24 hours. Trying again every minute…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = vouch_error_new_http ("POST /x", 429, cases[i].seconds, NULL);
      g_autofree char *text = vouch_problem_text (error, VOUCH_STEP_EMAIL);
      g_autofree char *banner = vouch_connection_error_text (error);
      g_autofree char *expected = g_strdup_printf ("Too many tries. Wait %s, then try again.",
                                                   cases[i].problem);

      g_assert_cmpstr (text, ==, expected);
      g_assert_cmpstr (banner, ==, cases[i].banner);
    }
}

/* On each page and in the banner, the reason of Beeper follows a sentence of Vouch, for each
 * status. The reason is clipped. Text of another server is not called Beeper's. */
static void
test_reasons (void)
{
  static const guint statuses[] = { 400, 401, 403, 404, 409, 410, 422, 429, 500, 502, 503 };
  g_autofree char *endless = g_strnfill (5000, 'x');

  for (int step = VOUCH_STEP_CONNECT; step <= VOUCH_STEP_READY; step++)
    for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
      for (guint seconds = 0; seconds <= 90; seconds += 45)
        {
          g_autoptr(GError) error = vouch_error_new_http ("POST /x", statuses[i], seconds, "Why");
          g_autoptr(GError) long_error = vouch_error_new_http ("POST /x", statuses[i], seconds,
                                                               endless);
          g_autofree char *text = vouch_problem_text (error, step);
          g_autofree char *banner = vouch_connection_error_text (error);
          g_autofree char *long_text = vouch_problem_text (long_error, step);

          g_assert_true (g_str_has_suffix (text, "." SAYS ("Why")));
          g_assert_true (g_str_has_suffix (banner, SAYS ("Why")));
          g_assert_false (g_str_has_prefix (banner, " "));
          g_assert_cmpuint (strlen (long_text), <, 400);
        }
}

static void
test_reason_of_stranger (void)
{
  g_autoptr(GError) error = vouch_error_new_http ("GET /v1/info", 403, 0, "Why");
  g_autofree char *text = NULL;

  error->code = VOUCH_ERROR_NOT_BEEPER;
  text = vouch_problem_text (error, VOUCH_STEP_CONNECT);
  g_assert_null (strstr (text, "Why"));
}

/* The server at an address that was just typed may not be Beeper. */
static void
test_error_of_stranger (void)
{
  static const struct {
    guint       status;
    guint       seconds;
    const char *text;
  } cases[] = {
    { 502, 0, "Something at this address answers, but only with an error. Check the address, or "
              "try again in a moment." },
    { 429, 0, "This address asks Vouch to wait. Wait a moment, then try again." },
    { 429, 30, "This address asks Vouch to wait. Wait 30 seconds, then try again." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = vouch_error_new_http ("GET /v1/info", cases[i].status,
                                                      cases[i].seconds, NULL);
      g_autofree char *text = vouch_problem_text (error, VOUCH_STEP_CONNECT);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static gboolean
is_refused_key (int code,
                int step)
{
  return step == VOUCH_STEP_SAVE_KEY &&
         (code == VOUCH_ERROR_REJECTED || code == VOUCH_ERROR_CONFLICT ||
          code == VOUCH_ERROR_UNAUTHORIZED);
}

/* Each code has its own sentence on each screen, and none is "something went wrong". A key that
 * Beeper refuses to confirm has one sentence for all refusals: the user does the same. */
static void
test_every_code (void)
{
  g_autoptr(GEnumClass) steps = g_type_class_ref (VOUCH_TYPE_STEP);
  g_autoptr(GEnumClass) codes = g_type_class_ref (VOUCH_TYPE_ERROR);

  for (int step = steps->minimum; step <= steps->maximum; step++)
    {
      g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (int code = codes->minimum; code <= codes->maximum; code++)
        {
          g_autoptr(GError) error = g_error_new_literal (VOUCH_ERROR, code, "secret in the log");
          g_autofree char *text = vouch_problem_text (error, step);
          g_autofree char *banner = vouch_connection_error_text (error);

          g_assert_false (g_str_has_prefix (text, "Something went wrong. "));
          g_assert_null (strstr (text, "secret"));
          g_assert_null (strstr (banner, "secret"));
          if (!vouch_problem_is_input (error, step) && !is_refused_key (code, step))
            g_assert_true (g_hash_table_add (seen, g_steal_pointer (&text)));
        }
    }
}

static void
test_connection_error (void)
{
  static const VouchError silent[] = {
    VOUCH_ERROR_UNREACHABLE, VOUCH_ERROR_TIMED_OUT, VOUCH_ERROR_NO_SUCH_HOST,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (silent); i++)
    {
      g_autoptr(GError) error = g_error_new_literal (VOUCH_ERROR, (int) silent[i], "no");
      g_autofree char *text = vouch_connection_error_text (error);

      g_assert_cmpstr (text, ==, "Beeper is not answering. Trying again…");
    }
}

static void
test_foreign (void)
{
  g_autoptr(GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "/home/me: no");
  g_autofree char *text = vouch_problem_text (error, VOUCH_STEP_CODE);

  g_assert_cmpstr (text, ==, "Something went wrong. Try again. If it happens again, send your "
                             "helper the problem report.");
  g_assert_false (vouch_problem_is_input (error, VOUCH_STEP_CODE));
}

/* The parity of the key that was sent tells a foreign key from a slip. */
static void
test_keys (void)
{
  static const struct {
    guint                  status;
    VouchRecoveryKeyAdvice advice;
    const char            *text;
  } cases[] = {
    { 403, VOUCH_RECOVERY_KEY_COMPLETE, OTHER_KEY SAYS ("x") },
    { 401, VOUCH_RECOVERY_KEY_COMPLETE, OTHER_KEY SAYS ("x") },
    { 409, VOUCH_RECOVERY_KEY_COMPLETE, OTHER_KEY SAYS ("x") },
    { 400, VOUCH_RECOVERY_KEY_MISTYPED, NO_KEY SAYS ("x") },
    { 400, VOUCH_RECOVERY_KEY_WRONG_KIND, NO_KEY SAYS ("x") },
    { 400, VOUCH_RECOVERY_KEY_INCOMPLETE, NO_KEY SAYS ("x") },
    { 500, VOUCH_RECOVERY_KEY_COMPLETE, SERVER_PROBLEM SAYS ("x") },
    { 500, VOUCH_RECOVERY_KEY_MISTYPED, SERVER_PROBLEM SAYS ("x") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = vouch_error_new_http ("POST /x", cases[i].status, 0, "x");
      g_autofree char *text = vouch_problem_key_text (error, cases[i].advice);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_report (void)
{
  g_autoptr(GEnumClass) codes = g_type_class_ref (VOUCH_TYPE_ERROR);
  g_autoptr(GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

  g_assert_true (vouch_problem_needs_report (foreign));
  for (int code = codes->minimum; code <= codes->maximum; code++)
    {
      g_autoptr(GError) error = g_error_new_literal (VOUCH_ERROR, code, "no");

      g_assert_cmpint (vouch_problem_needs_report (error), ==,
                       code == VOUCH_ERROR_MALFORMED || code == VOUCH_ERROR_SERVER);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/problem-text/error-on-a-page/has-its-sentence", test_sentences);
  g_test_add_func ("/problem-text/pause-asked-for/is-said", test_waiting);
  g_test_add_func ("/problem-text/beeper-gives-a-reason/stands-after-ours", test_reasons);
  g_test_add_func ("/problem-text/stranger-gives-a-reason/is-not-shown", test_reason_of_stranger);
  g_test_add_func ("/problem-text/address-just-typed/is-not-called-beeper", test_error_of_stranger);
  g_test_add_func ("/problem-text/every-code-on-every-page/has-a-sentence-of-its-own",
                   test_every_code);
  g_test_add_func ("/problem-text/beeper-is-silent/is-said-so", test_connection_error);
  g_test_add_func ("/problem-text/error-of-a-library/is-said-in-general", test_foreign);
  g_test_add_func ("/problem-text/key-is-refused/foreign-key-is-not-called-mistyped", test_keys);
  g_test_add_func ("/problem-text/user-can-do-little/report-is-offered", test_report);
  return g_test_run ();
}
