/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-first-aid-text.h"
#include "vouch-model-enums.h"

#define EVERY_VARIANT \
  (VOUCH_FIRST_AID_FIRST_KEY | VOUCH_FIRST_AID_FOREIGN | VOUCH_FIRST_AID_SERVER)

static void
check_causes (VouchStep            step,
              VouchFirstAidVariant variant)
{
  guint count = 0;
  const VouchFirstAidCause *causes = vouch_first_aid_list_causes (step, variant, &count);

  g_test_message ("%s", vouch_step_get_name (step));
  g_assert_cmpuint (count, >=, 4);
  g_assert_cmpuint (count, <=, 6);
  for (guint i = 0; i < count; i++)
    {
      g_assert_false (g_str_has_suffix (causes[i].cause, "."));
      g_assert_true (g_str_has_suffix (causes[i].advice, "."));
    }
}

static void
test_causes (void)
{
  g_autoptr(GEnumClass) steps = g_type_class_ref (VOUCH_TYPE_STEP);

  for (int step = steps->minimum; step <= steps->maximum; step++)
    {
      check_causes (step, 0);
      check_causes (step, EVERY_VARIANT);
    }
}

static void
check_not_named (VouchStep            step,
                 VouchFirstAidVariant variant,
                 const char          *words)
{
  guint count = 0;
  const VouchFirstAidCause *causes = vouch_first_aid_list_causes (step, variant, &count);

  for (guint i = 0; i < count; i++)
    if (strstr (causes[i].advice, words) != NULL)
      g_error ("\"%s\" is named for %s: %s", words, vouch_step_get_name (step), causes[i].advice);
}

/* No help names what its page does not have. */
static void
test_variants (void)
{
  check_not_named (VOUCH_STEP_RESET, VOUCH_FIRST_AID_FIRST_KEY, "Create New Key");
  check_not_named (VOUCH_STEP_INCOMING, VOUCH_FIRST_AID_FOREIGN, "Accept");
  check_not_named (VOUCH_STEP_INCOMING, VOUCH_FIRST_AID_FOREIGN, "Don't Allow");
  check_not_named (VOUCH_STEP_INCOMING, 0, "Decline");
  check_not_named (VOUCH_STEP_AUTHORIZE, VOUCH_FIRST_AID_SERVER, "Browser");
  check_not_named (VOUCH_STEP_CHOOSE, 0, "scan");
}

/* Only what Beeper offers now is done, whatever the phone shows. */
static void
test_verbs (void)
{
  static const VouchActions needed[] = {
    [VOUCH_FIRST_AID_NOTHING] = 0,
    [VOUCH_FIRST_AID_SHOW_CODE] = 0,
    [VOUCH_FIRST_AID_START_EMOJI] = VOUCH_ACTION_START_SAS,
    [VOUCH_FIRST_AID_CANCEL] = VOUCH_ACTION_CANCEL,
  };
  g_autoptr(GEnumClass) steps = g_type_class_ref (VOUCH_TYPE_STEP);

  for (int step = steps->minimum; step <= steps->maximum; step++)
    for (int sight = 0; vouch_first_aid_has_phone (step) && sight < VOUCH_N_SIGHTS; sight++)
      for (guint actions = 0; actions < 1 << 5; actions++)
        for (int has_qr = 0; has_qr < 2; has_qr++)
          {
            VouchFirstAidVerb verb;

            g_assert_nonnull (vouch_first_aid_answer (step, sight, actions, has_qr, &verb));
            g_assert_cmpint (actions & needed[verb], ==, needed[verb]);
            g_assert_true (verb != VOUCH_FIRST_AID_SHOW_CODE || has_qr);
          }
}

static void
test_answers (void)
{
  static const struct {
    VouchStep         step;
    VouchSight        sight;
    VouchActions      actions;
    gboolean          has_qr;
    VouchFirstAidVerb verb;
  } cases[] = {
    { VOUCH_STEP_WAITING, VOUCH_SIGHT_ASKS, VOUCH_ACTION_CANCEL, FALSE, VOUCH_FIRST_AID_NOTHING },
    { VOUCH_STEP_WAITING, VOUCH_SIGHT_STOPPED, VOUCH_ACTION_CANCEL, FALSE,
      VOUCH_FIRST_AID_CANCEL },
    { VOUCH_STEP_SHOW_CODE, VOUCH_SIGHT_EMOJI, VOUCH_ACTION_START_SAS, TRUE,
      VOUCH_FIRST_AID_START_EMOJI },
    { VOUCH_STEP_SHOW_CODE, VOUCH_SIGHT_CAMERA, VOUCH_ACTION_START_SAS, TRUE,
      VOUCH_FIRST_AID_NOTHING },
    { VOUCH_STEP_SCAN, VOUCH_SIGHT_CAMERA, 0, TRUE, VOUCH_FIRST_AID_SHOW_CODE },
    { VOUCH_STEP_EMOJI, VOUCH_SIGHT_EMOJI, VOUCH_ACTION_CONFIRM_SAS, FALSE,
      VOUCH_FIRST_AID_NOTHING },
    { VOUCH_STEP_CONFIRM_SCAN, VOUCH_SIGHT_CHECK_MARK, VOUCH_ACTION_CONFIRM_SCAN, FALSE,
      VOUCH_FIRST_AID_NOTHING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchFirstAidVerb verb;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      vouch_first_aid_answer (cases[i].step, cases[i].sight, cases[i].actions, cases[i].has_qr,
                              &verb);
      g_assert_cmpint (verb, ==, cases[i].verb);
    }
}

/* "Accept" is said only where the question is sure to be ours. */
static void
test_questions (void)
{
  static const struct {
    VouchStep     step;
    VouchActions  actions;
    const char   *answer;
  } cases[] = {
    { VOUCH_STEP_WAITING, VOUCH_ACTION_CANCEL,
      "That is right: press Accept there. Then this page moves on." },
    { VOUCH_STEP_SHOW_CODE, VOUCH_ACTION_START_SAS,
      "If it is a new question that you did not start, say no." },
    { VOUCH_STEP_CHOOSE, VOUCH_ACTION_START_SAS,
      "If it is a new question that you did not start, say no." },
    { VOUCH_STEP_SCAN, VOUCH_ACTION_START_SAS,
      "If it is a new question that you did not start, say no." },
    { VOUCH_STEP_CONFIRM_SCAN, VOUCH_ACTION_CONFIRM_SCAN,
      "Answer it there. Press Yes, It Does only when the phone shows a check mark." },
    { VOUCH_STEP_EMOJI, VOUCH_ACTION_CANCEL,
      "Press Accept there, and look at the phone again." },
    { VOUCH_STEP_EMOJI, VOUCH_ACTION_CANCEL | VOUCH_ACTION_CONFIRM_SAS,
      "Compare all seven first. Answer there only if they are the same." },
    { VOUCH_STEP_FINISHING, VOUCH_ACTION_CANCEL,
      "Look whether it names what you just did, and confirm it there." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchFirstAidVerb verb;

      g_assert_cmpstr (vouch_first_aid_answer (cases[i].step, VOUCH_SIGHT_ASKS, cases[i].actions,
                                               FALSE, &verb), ==, cases[i].answer);
      g_assert_cmpint (verb, ==, VOUCH_FIRST_AID_NOTHING);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/first-aid-text/every-step/has-four-to-six-causes", test_causes);
  g_test_add_func ("/first-aid-text/variant/names-only-what-is-there", test_variants);
  g_test_add_func ("/first-aid-text/every-sight/verb-is-possible", test_verbs);
  g_test_add_func ("/first-aid-text/sight/leads-to-its-verb", test_answers);
  g_test_add_func ("/first-aid-text/question/is-accepted-only-if-ours", test_questions);
  return g_test_run ();
}
