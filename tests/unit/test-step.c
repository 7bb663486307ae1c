/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-step.h"

/* The table of ux.md ("shown when"), read from the top: the first row that fits names the screen.
 * Every combination of a session, a verification, what may be done and what the person chose is
 * held against it. */

#define SESSION(name) (1 << VOUCH_SESSION_##name)
#define STATE(name)   (1 << VOUCH_VERIFICATION_##name)
#define INTENT(name)  (1 << VOUCH_INTENT_##name)
#define ANY           (~0)
#define NONE          (1 << 30)   /* no verification */

#define VERIFYING_SESSIONS (SESSION (NEEDS_VERIFICATION) | SESSION (NEEDS_SECRETS) | \
                            SESSION (NEEDS_FIRST_SYNC) | SESSION (READY))

typedef enum { EITHER, NO, YES } Tri;

typedef struct {
  int       sessions;
  int       states;
  Tri       incoming;
  guint     with;      /* actions that are there */
  guint     without;   /* actions that are not */
  Tri       qr;
  Tri       sas;
  int       intents;
  VouchStep step;
} Row;

static const Row rows[] = {
  /* Beyond these sessions a left-over verification says nothing, and "done" is the session's to
   * tell. */
  { SESSION (NEEDS_LOGIN), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_EMAIL },
  { SESSION (INITIALIZING) | SESSION (UNKNOWN), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_PREPARING },
  { SESSION (NEEDS_CROSS_SIGNING_SETUP), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_RESET },

  { VERIFYING_SESSIONS, STATE (CANCELLED) | STATE (ERROR), 0, 0, 0, 0, 0, ANY, VOUCH_STEP_STOPPED },
  { SESSION (NEEDS_VERIFICATION), STATE (DONE), 0, 0, 0, 0, 0, ANY, VOUCH_STEP_FINISHING },

  { VERIFYING_SESSIONS, STATE (REQUESTED), NO, 0, 0, 0, 0, ANY, VOUCH_STEP_WAITING },
  { VERIFYING_SESSIONS, STATE (REQUESTED), YES, VOUCH_ACTION_ACCEPT, 0, 0, 0, ANY,
    VOUCH_STEP_INCOMING },
  { VERIFYING_SESSIONS, STATE (REQUESTED), YES, 0, VOUCH_ACTION_ACCEPT, 0, 0, ANY,
    VOUCH_STEP_FINISHING },

  { VERIFYING_SESSIONS, STATE (READY), 0, 0, 0, 0, YES, ANY, VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (READY), 0, 0, 0, 0, 0, INTENT (EMOJI), VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (READY), 0, 0, 0, 0, 0, INTENT (SCAN), VOUCH_STEP_SCAN },
  { VERIFYING_SESSIONS, STATE (READY), 0, 0, 0, YES, 0, ANY, VOUCH_STEP_SHOW_CODE },
  { VERIFYING_SESSIONS, STATE (READY), 0, 0, 0, NO, 0, ANY, VOUCH_STEP_CHOOSE },

  { VERIFYING_SESSIONS, STATE (SAS_READY), 0, 0, 0, 0, 0, INTENT (CONFIRMED),
    VOUCH_STEP_FINISHING },
  { VERIFYING_SESSIONS, STATE (SAS_READY), 0, 0, 0, 0, NO, ANY, VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (SAS_READY), 0, VOUCH_ACTION_CONFIRM_SAS, 0, 0, YES, ANY,
    VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (SAS_READY), 0, 0, VOUCH_ACTION_CONFIRM_SAS, 0, YES, ANY,
    VOUCH_STEP_FINISHING },

  { VERIFYING_SESSIONS, STATE (QR_SCANNED), 0, 0, 0, 0, 0, INTENT (CONFIRMED),
    VOUCH_STEP_FINISHING },
  { VERIFYING_SESSIONS, STATE (QR_SCANNED), 0, VOUCH_ACTION_CONFIRM_SCAN, 0, 0, 0, ANY,
    VOUCH_STEP_CONFIRM_SCAN },
  { VERIFYING_SESSIONS, STATE (QR_SCANNED), 0, 0, VOUCH_ACTION_CONFIRM_SCAN, 0, 0, ANY,
    VOUCH_STEP_FINISHING },

  /* A word that is not known: what may be done decides. */
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, VOUCH_ACTION_ACCEPT, 0, 0, 0, ANY,
    VOUCH_STEP_INCOMING },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, VOUCH_ACTION_CONFIRM_SCAN, 0, 0, 0,
    INTENT (CONFIRMED), VOUCH_STEP_FINISHING },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, VOUCH_ACTION_CONFIRM_SCAN, 0, 0, 0, ANY,
    VOUCH_STEP_CONFIRM_SCAN },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, VOUCH_ACTION_CONFIRM_SAS, 0, 0, 0,
    INTENT (CONFIRMED), VOUCH_STEP_FINISHING },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, VOUCH_ACTION_CONFIRM_SAS, 0, 0, 0, ANY,
    VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, 0, VOUCH_ACTION_START_SAS, NO, 0, ANY,
    VOUCH_STEP_FINISHING },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, 0, 0, 0, YES, ANY, VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, 0, 0, 0, 0, INTENT (EMOJI), VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, 0, 0, 0, 0, INTENT (SCAN), VOUCH_STEP_SCAN },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, 0, 0, YES, 0, ANY, VOUCH_STEP_SHOW_CODE },
  { VERIFYING_SESSIONS, STATE (UNKNOWN), 0, 0, 0, NO, 0, ANY, VOUCH_STEP_CHOOSE },

  /* No verification, or one that is done and no longer holds the screen. */
  { SESSION (NEEDS_VERIFICATION), ANY, 0, 0, 0, 0, 0, INTENT (RECOVERY), VOUCH_STEP_RECOVERY },
  { SESSION (NEEDS_VERIFICATION), ANY, 0, 0, 0, 0, 0, INTENT (RESET), VOUCH_STEP_RESET },
  { SESSION (NEEDS_VERIFICATION), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_VERIFY },
  { SESSION (NEEDS_SECRETS), ANY, 0, 0, 0, 0, 0, INTENT (RESET), VOUCH_STEP_RESET },
  { SESSION (NEEDS_SECRETS), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_PREPARING },
  { SESSION (NEEDS_FIRST_SYNC), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_SYNC },
  { SESSION (READY), ANY, 0, 0, 0, 0, 0, INTENT (RECOVERY), VOUCH_STEP_RECOVERY },
  { SESSION (READY), ANY, 0, 0, 0, 0, 0, INTENT (RESET), VOUCH_STEP_RESET },
  { SESSION (READY), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_READY },
};

static gboolean
fits_tri (Tri      tri,
          gboolean value)
{
  return tri == EITHER || (tri == YES) == !!value;
}

static gboolean
fits (const Row            *row,
      const VouchSituation *situation)
{
  int state = situation->verifying ? 1 << situation->verification : NONE;

  return (row->sessions & (1 << situation->session)) != 0 && (row->states & state) != 0 &&
         (row->intents & (1 << situation->intent)) != 0 &&
         fits_tri (row->incoming, situation->incoming) &&
         (situation->actions & row->with) == row->with &&
         (situation->actions & row->without) == 0 && fits_tri (row->qr, situation->has_qr) &&
         fits_tri (row->sas, situation->has_sas);
}

static void
check (const VouchSituation *situation,
       guint                 uses[G_N_ELEMENTS (rows)])
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      VouchStep step;

      if (!fits (&rows[i], situation))
        continue;
      step = vouch_step_choose (situation);
      if (step != rows[i].step)
        g_error ("row %" G_GSIZE_FORMAT ": %s, not %s (session %d, verification %d, actions %x, "
                 "intent %d)",
                 i, vouch_step_get_name (step), vouch_step_get_name (rows[i].step),
                 situation->session, situation->verification, situation->actions,
                 situation->intent);
      uses[i]++;
      return;
    }
  g_assert_not_reached ();
}

static void
check_verifications (VouchSituation *situation,
                     guint           uses[G_N_ELEMENTS (rows)])
{
  situation->verifying = FALSE;
  check (situation, uses);

  situation->verifying = TRUE;
  for (int state = VOUCH_VERIFICATION_UNKNOWN; state <= VOUCH_VERIFICATION_ERROR; state++)
    for (guint actions = 0; actions < 1 << 5; actions++)
      for (guint flags = 0; flags < 1 << 3; flags++)
        {
          situation->verification = state;
          situation->actions = actions;
          situation->incoming = (flags & 1) != 0;
          situation->has_qr = (flags & 2) != 0;
          situation->has_sas = (flags & 4) != 0;
          check (situation, uses);
        }
}

static void
test_every_combination (void)
{
  guint uses[G_N_ELEMENTS (rows)] = { 0 };

  for (int session = VOUCH_SESSION_UNKNOWN; session <= VOUCH_SESSION_READY; session++)
    for (int intent = VOUCH_INTENT_NONE; intent <= VOUCH_INTENT_RESET; intent++)
      {
        VouchSituation situation = {
          .connected = TRUE,
          .session = session,
          .intent = intent,
          .methods = VOUCH_METHOD_QR | VOUCH_METHOD_SAS,
        };

        check_verifications (&situation, uses);
      }

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (uses[i] == 0)
      g_error ("row %" G_GSIZE_FORMAT " is never reached", i);
}

static void
test_before_the_session (void)
{
  static const struct {
    VouchSituation situation;
    VouchStep      step;
  } cases[] = {
    { { .connected = FALSE, .session = VOUCH_SESSION_READY }, VOUCH_STEP_CONNECT },
    { { .connected = FALSE, .needs_token = TRUE }, VOUCH_STEP_CONNECT },
    { { .connected = TRUE, .needs_token = TRUE, .session = VOUCH_SESSION_READY },
      VOUCH_STEP_AUTHORIZE },
    { { .connected = TRUE, .needs_token = TRUE, .unsaved_key = TRUE }, VOUCH_STEP_AUTHORIZE },
    { { .connected = TRUE, .unsaved_key = TRUE, .session = VOUCH_SESSION_READY,
        .verifying = TRUE, .verification = VOUCH_VERIFICATION_REQUESTED },
      VOUCH_STEP_SAVE_KEY },
    { { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_LOGIN, .sign_in = VOUCH_SIGN_IN_EMAIL },
      VOUCH_STEP_EMAIL },
    { { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_LOGIN, .sign_in = VOUCH_SIGN_IN_CODE },
      VOUCH_STEP_CODE },
    { { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_LOGIN,
        .sign_in = VOUCH_SIGN_IN_REGISTER },
      VOUCH_STEP_REGISTER },
    { { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_SECRETS, .secrets_overdue = TRUE },
      VOUCH_STEP_RECOVERY },
    { { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_SECRETS, .secrets_overdue = TRUE,
        .intent = VOUCH_INTENT_RESET },
      VOUCH_STEP_RESET },
    /* Nobody can scan what the other device does not show. */
    { { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .verifying = TRUE,
        .verification = VOUCH_VERIFICATION_READY, .methods = VOUCH_METHOD_SAS,
        .intent = VOUCH_INTENT_SCAN },
      VOUCH_STEP_CHOOSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (vouch_step_get_name (vouch_step_choose (&cases[i].situation)), ==,
                     vouch_step_get_name (cases[i].step));
}

static void
test_names (void)
{
  g_assert_cmpstr (vouch_step_get_name (VOUCH_STEP_CONNECT), ==, "connect");
  g_assert_cmpstr (vouch_step_get_name (VOUCH_STEP_SHOW_CODE), ==, "show-code");
  g_assert_null (vouch_step_get_name ((VouchStep) 999));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/step/every-combination", test_every_combination);
  g_test_add_func ("/step/before-the-session", test_before_the_session);
  g_test_add_func ("/step/names", test_names);
  return g_test_run ();
}
