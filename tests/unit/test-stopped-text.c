/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-countdown.h"
#include "vouch-language-name.h"
#include "vouch-stopped-text.h"

#include <string.h>

/* Each code of the Matrix specification has its own text. Other codes share texts. */
static void
test_reasons (void)
{
  static const struct {
    const char *code;
    gboolean    unsafe;
    const char *says;
  } cases[] = {
    { NULL, FALSE, "before it was finished" },
    { "", FALSE, "before it was finished" },
    { "m.user", FALSE, "cancelled here or on the phone" },
    { "m.timeout", FALSE, "Time ran out" },
    { "m.accepted", FALSE, "another of your devices" },
    { "m.unknown_method", FALSE, "cannot do it this way" },
    { "m.unknown_transaction", FALSE, "mixed up" },
    { "m.unexpected_message", FALSE, "both start at once" },
    { "m.invalid_message", FALSE, "mixed up" },
    { "m.mismatched_sas", TRUE, "Good that you looked" },
    { "m.key_mismatch", TRUE, "not the one that was expected" },
    { "m.mismatched_commitment", TRUE, "agree on a secret" },
    { "m.user_mismatch", TRUE, "someone else" },
    { "com.beeper.internal", FALSE, "Beeper had a problem" },
    { "m.mismatched_sas ", FALSE, "Beeper had a problem" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchStoppedText text;

      vouch_stopped_text_look_up (&text, cases[i].code);
      g_assert_cmpint (text.unsafe, ==, cases[i].unsafe);
      g_assert_cmpstr (text.title, ==,
                       cases[i].unsafe ? "This May Not Be Safe" : "That Didn't Work Yet");
      g_assert_nonnull (strstr (text.text, cases[i].says));
      /* A warning must say what the user can check. */
      if (text.unsafe)
        {
          g_assert_nonnull (text.advice);
          g_assert_nonnull (strstr (text.text, "nothing is lost"));
        }
      if (cases[i].code != NULL && *cases[i].code != '\0')
        g_assert_null (strstr (text.text, cases[i].code));
    }
}

static void
test_countdown (void)
{
  static const struct {
    gint64      left;
    const char *text;
  } cases[] = {
    { 600 * G_USEC_PER_SEC, "in \u206610:00\u2069." },
    { 600 * G_USEC_PER_SEC - 1, "in \u206610:00\u2069." },
    { 599 * G_USEC_PER_SEC, "in \u20669:59\u2069." },
    { 61 * G_USEC_PER_SEC, "in \u20661:01\u2069." },
    { 1, "in \u20660:01\u2069." },
    { 0, "in \u20660:00\u2069." },
    { -5, "in \u20660:00\u2069." },
  };
  gint64 now = g_get_monotonic_time ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = vouch_countdown_say ("in {time}.", cases[i].left);

      g_assert_cmpstr (text, ==, cases[i].text);
    }

  g_assert_cmpint (vouch_countdown_get_left (0, 60), ==, 0);
  g_assert_cmpint (vouch_countdown_get_left (now - 61 * G_USEC_PER_SEC, 60), ==, 0);
  g_assert_cmpint (vouch_countdown_get_left (now, 60), >, 0);
}

static void
test_language_names (void)
{
  g_assert_cmpstr (vouch_language_name_look_up ("de"), ==, "Deutsch");
  g_assert_cmpstr (vouch_language_name_look_up ("zh-hans"), ==, "简体中文");
  g_assert_cmpstr (vouch_language_name_look_up ("xx"), ==, "xx");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stopped-text/every-code-of-matrix/has-its-words", test_reasons);
  g_test_add_func ("/countdown/time-left/is-said-in-minutes", test_countdown);
  g_test_add_func ("/language-name/code-in-any-form/is-known", test_language_names);
  return g_test_run ();
}
