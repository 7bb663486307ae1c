/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-api-enums.h"
#include "vouch-model-enums.h"
#include "vouch-step.h"

/* The table of ux.md ("shown when"), from the top: the first matching row gives the screen. Each
 * combination of a session, a verification, their ages, the available actions and the intent is
 * checked. */

#define SESSION(name) (1 << VOUCH_SESSION_##name)
#define STATE(name)   (1 << VOUCH_VERIFICATION_##name)
#define INTENT(name)  (1 << VOUCH_INTENT_##name)
#define ANY           (~0)
#define NONE          (1 << 30)   /* no verification */

#define STARTING_SESSIONS  (SESSION (INITIALIZING) | SESSION (UNKNOWN))
#define VERIFYING_SESSIONS (STARTING_SESSIONS | SESSION (NEEDS_CROSS_SIGNING_SETUP) | \
                            SESSION (NEEDS_VERIFICATION) | SESSION (NEEDS_SECRETS) | \
                            SESSION (NEEDS_FIRST_SYNC) | SESSION (READY))
#define FRESH (1 << 0)    /* age of the session's state, milliseconds: 0 */
#define LATE  (1 << 1)    /* 30000 */
#define STALE (1 << 2)    /* 600000 */

typedef enum { EITHER, NO, YES } Tri;

/* The account as the session reports it */
enum {
  NOBODY = 1 << 0,       /* not signed in */
  UNVERIFIED = 1 << 1,   /* signed in */
  UNSYNCED = 1 << 2,     /* verified, first sync not done */
  COMPLETE = 1 << 3,     /* verified and synchronised */
};
#define TRUSTED   (UNSYNCED | COMPLETE)
#define UNTRUSTED (NOBODY | UNVERIFIED)

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
  /* 0: any */
  int       accounts;
  int       ages;
  Tri       settled;      /* the verification's state is as old as that of the session */
  Tri       registered;   /* by this Vouch */
} Row;

static const Row rows[] = {
  { ANY, ANY, 0, 0, 0, 0, 0, INTENT (ACCESS), VOUCH_STEP_AUTHORIZE },

  /* In these sessions an old verification is ignored. */
  { SESSION (NEEDS_LOGIN), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_EMAIL },
  { SESSION (NEEDS_CROSS_SIGNING_SETUP), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_RESET,
    .registered = YES },

  { VERIFYING_SESSIONS, STATE (CANCELLED) | STATE (ERROR), 0, 0, 0, 0, 0, ANY, VOUCH_STEP_STOPPED },
  /* After "done" the session decides, but Vouch does not wait for ever. */
  { SESSION (NEEDS_VERIFICATION), STATE (DONE), 0, 0, 0, 0, 0, ANY, VOUCH_STEP_FINISHING,
    .settled = NO },
  { STARTING_SESSIONS | SESSION (NEEDS_CROSS_SIGNING_SETUP), STATE (DONE), 0, 0, 0, 0, 0, ANY,
    VOUCH_STEP_FINISHING, .accounts = UNTRUSTED, .settled = NO },

  { VERIFYING_SESSIONS, STATE (REQUESTED), NO, 0, 0, 0, 0, INTENT (RECOVERY), VOUCH_STEP_RECOVERY,
    .accounts = UNTRUSTED },
  { VERIFYING_SESSIONS, STATE (REQUESTED), NO, 0, 0, 0, 0, ANY, VOUCH_STEP_WAITING },
  { VERIFYING_SESSIONS, STATE (REQUESTED), YES, VOUCH_ACTION_ACCEPT, 0, 0, 0, ANY,
    VOUCH_STEP_INCOMING },
  { VERIFYING_SESSIONS, STATE (REQUESTED), YES, 0, VOUCH_ACTION_ACCEPT, 0, 0, ANY,
    VOUCH_STEP_FINISHING },

  { VERIFYING_SESSIONS, STATE (READY), 0, 0, 0, 0, YES, ANY, VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (READY), 0, 0, 0, 0, 0, INTENT (EMOJI), VOUCH_STEP_EMOJI },
  { VERIFYING_SESSIONS, STATE (READY), 0, 0, 0, 0, 0, INTENT (SCAN), VOUCH_STEP_SCAN },
  /* The other device starts the emoji within milliseconds after it accepted, so no other page is
   * shown before. */
  { VERIFYING_SESSIONS, STATE (READY), NO, 0, 0, 0, 0, ANY, VOUCH_STEP_WAITING, .settled = NO },
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

  /* In an unknown state the available actions decide. */
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

  /* There is no verification, or one that is done and not shown any more. */
  { SESSION (NEEDS_VERIFICATION), ANY, 0, 0, 0, 0, 0, INTENT (RECOVERY), VOUCH_STEP_RECOVERY },
  { SESSION (NEEDS_VERIFICATION), ANY, 0, 0, 0, 0, 0, INTENT (RESET), VOUCH_STEP_RESET },
  { SESSION (NEEDS_VERIFICATION), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_VERIFY },
  { SESSION (NEEDS_CROSS_SIGNING_SETUP), ANY, 0, 0, 0, 0, 0, INTENT (RECOVERY),
    VOUCH_STEP_RECOVERY },
  { SESSION (NEEDS_CROSS_SIGNING_SETUP), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_RESET },
  { STARTING_SESSIONS, ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_PREPARING, .ages = FRESH },
  { STARTING_SESSIONS, ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_READY, .accounts = COMPLETE },
  { STARTING_SESSIONS, ANY, 0, 0, 0, 0, 0, INTENT (RECOVERY), VOUCH_STEP_RECOVERY,
    .accounts = UNVERIFIED },
  { STARTING_SESSIONS, ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_VERIFY, .accounts = UNVERIFIED },
  { STARTING_SESSIONS, ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_PREPARING },
  { SESSION (NEEDS_SECRETS), ANY, 0, 0, 0, 0, 0, INTENT (RESET), VOUCH_STEP_RESET },
  { SESSION (NEEDS_SECRETS), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_PREPARING, .ages = FRESH },
  { SESSION (NEEDS_SECRETS), ANY, 0, 0, 0, 0, 0, ANY, VOUCH_STEP_RECOVERY },
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
fits_mask (int mask,
           int value)
{
  return mask == 0 || (mask & value) != 0;
}

static int
get_account (const VouchSituation *situation)
{
  if (!situation->signed_in)
    return NOBODY;
  if (!situation->verified)
    return UNVERIFIED;
  return situation->synced ? COMPLETE : UNSYNCED;
}

static int
get_age (const VouchSituation *situation)
{
  return situation->session_age == 0 ? FRESH : situation->session_age < 600000 ? LATE : STALE;
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
         fits_tri (row->sas, situation->has_sas) &&
         fits_mask (row->accounts, get_account (situation)) &&
         fits_mask (row->ages, get_age (situation)) &&
         fits_tri (row->settled, situation->verification_age > 0) &&
         fits_tri (row->registered, situation->registered_here);
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
  g_autoptr(GEnumClass) states = g_type_class_ref (VOUCH_TYPE_VERIFICATION_STATE);

  situation->verifying = FALSE;
  check (situation, uses);

  situation->verifying = TRUE;
  for (int state = states->minimum; state <= states->maximum; state++)
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

/* @kind: one of all combinations of account, ages and origin */
static void
describe_account (VouchSituation *situation,
                  guint           kind)
{
  static const guint ages[] = { 0, 30000, 600000 };

  situation->signed_in = kind % 4 > 0;
  situation->verified = kind % 4 > 1;
  situation->synced = kind % 4 > 2;
  situation->registered_here = kind / 4 % 2;
  situation->session_age = ages[kind / 8 % G_N_ELEMENTS (ages)];
  situation->verification_age = kind / 24 % 2 == 0 ? 0 : 30000;
}

#define N_ACCOUNT_KINDS 48

static void
test_every_combination (void)
{
  guint uses[G_N_ELEMENTS (rows)] = { 0 };
  g_autoptr(GEnumClass) sessions = g_type_class_ref (VOUCH_TYPE_SESSION_STATE);
  g_autoptr(GEnumClass) intents = g_type_class_ref (VOUCH_TYPE_INTENT);

  for (int session = sessions->minimum; session <= sessions->maximum; session++)
    for (int intent = intents->minimum; intent <= intents->maximum; intent++)
      for (guint kind = 0; kind < N_ACCOUNT_KINDS; kind++)
        {
          VouchSituation situation = {
            .connected = TRUE,
            .session = session,
            .intent = intent,
            .methods = VOUCH_METHOD_QR | VOUCH_METHOD_SAS,
          };

          describe_account (&situation, kind);
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
    { { .new_user = TRUE }, VOUCH_STEP_WELCOME },
    { { .new_user = TRUE, .connected = TRUE, .session = VOUCH_SESSION_NEEDS_LOGIN },
      VOUCH_STEP_EMAIL },
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
    /* A scan needs a code on the other device. */
    { { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .verifying = TRUE,
        .verification = VOUCH_VERIFICATION_READY, .methods = VOUCH_METHOD_SAS,
        .verification_age = 30000, .intent = VOUCH_INTENT_SCAN },
      VOUCH_STEP_CHOOSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (vouch_step_get_name (vouch_step_choose (&cases[i].situation)), ==,
                     vouch_step_get_name (cases[i].step));
}

/* Each age at which a step or a pace changes, and one millisecond less */
static void
test_ages (void)
{
  static const struct {
    VouchSessionState session;
    guint             age;
    gint64            deadline;
    VouchStep         step;
    gboolean          overdue;
    VouchPace         pace;     /* of a window that is seen */
    VouchPace         hidden;
  } cases[] = {
    { VOUCH_SESSION_INITIALIZING, 0, 30000, VOUCH_STEP_PREPARING, FALSE,
      VOUCH_PACE_STARTING, VOUCH_PACE_STARTING },
    { VOUCH_SESSION_INITIALIZING, 29999, 1, VOUCH_STEP_PREPARING, FALSE,
      VOUCH_PACE_STARTING, VOUCH_PACE_STARTING },
    { VOUCH_SESSION_INITIALIZING, 30000, 90000, VOUCH_STEP_PREPARING, TRUE,
      VOUCH_PACE_STARTING, VOUCH_PACE_STARTING },
    { VOUCH_SESSION_INITIALIZING, 120000, -1, VOUCH_STEP_PREPARING, TRUE,
      VOUCH_PACE_IDLE, VOUCH_PACE_HIDDEN },
    { VOUCH_SESSION_UNKNOWN, 30000, 90000, VOUCH_STEP_PREPARING, TRUE,
      VOUCH_PACE_STARTING, VOUCH_PACE_STARTING },
    { VOUCH_SESSION_NEEDS_SECRETS, 0, 10000, VOUCH_STEP_PREPARING, FALSE,
      VOUCH_PACE_STARTING, VOUCH_PACE_STARTING },
    { VOUCH_SESSION_NEEDS_SECRETS, 9999, 1, VOUCH_STEP_PREPARING, FALSE,
      VOUCH_PACE_STARTING, VOUCH_PACE_STARTING },
    { VOUCH_SESSION_NEEDS_SECRETS, 10000, -1, VOUCH_STEP_RECOVERY, FALSE,
      VOUCH_PACE_STARTING, VOUCH_PACE_HIDDEN },
    { VOUCH_SESSION_NEEDS_FIRST_SYNC, 599999, 1, VOUCH_STEP_SYNC, FALSE,
      VOUCH_PACE_SYNCING, VOUCH_PACE_SYNCING },
    { VOUCH_SESSION_NEEDS_FIRST_SYNC, 600000, -1, VOUCH_STEP_SYNC, TRUE,
      VOUCH_PACE_SYNCING, VOUCH_PACE_SYNCING },
    { VOUCH_SESSION_READY, 0, -1, VOUCH_STEP_READY, FALSE,
      VOUCH_PACE_IDLE, VOUCH_PACE_HIDDEN },
    { VOUCH_SESSION_NEEDS_VERIFICATION, 600000, -1, VOUCH_STEP_VERIFY, FALSE,
      VOUCH_PACE_IDLE, VOUCH_PACE_HIDDEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchSituation situation = {
        .connected = TRUE,
        .session = cases[i].session,
        .session_age = cases[i].age,
      };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (vouch_step_choose (&situation), ==, cases[i].step);
      g_assert_cmpint (vouch_step_is_overdue (&situation), ==, cases[i].overdue);
      g_assert_cmpint (vouch_step_get_deadline (&situation), ==, cases[i].deadline);
      g_assert_cmpint (vouch_step_choose_pace (&situation, TRUE), ==, cases[i].pace);
      g_assert_cmpint (vouch_step_choose_pace (&situation, FALSE), ==, cases[i].hidden);
    }
}

static void
test_verification_ages (void)
{
  static const struct {
    VouchVerificationState state;
    gboolean               incoming;
    guint                  age;
    gint64                 deadline;
    VouchStep              step;
  } cases[] = {
    { VOUCH_VERIFICATION_REQUESTED, FALSE, 0, -1, VOUCH_STEP_WAITING },
    { VOUCH_VERIFICATION_READY, FALSE, 0, 1500, VOUCH_STEP_WAITING },
    { VOUCH_VERIFICATION_READY, FALSE, 1499, 1, VOUCH_STEP_WAITING },
    { VOUCH_VERIFICATION_READY, FALSE, 1500, -1, VOUCH_STEP_CHOOSE },
    { VOUCH_VERIFICATION_READY, TRUE, 0, -1, VOUCH_STEP_CHOOSE },
    { VOUCH_VERIFICATION_DONE, FALSE, 29999, 1, VOUCH_STEP_FINISHING },
    { VOUCH_VERIFICATION_DONE, FALSE, 30000, -1, VOUCH_STEP_VERIFY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      VouchSituation situation = {
        .connected = TRUE,
        .session = VOUCH_SESSION_NEEDS_VERIFICATION,
        .verifying = TRUE,
        .verification = cases[i].state,
        .incoming = cases[i].incoming,
        .verification_age = cases[i].age,
      };

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (vouch_step_choose (&situation), ==, cases[i].step);
      g_assert_cmpint (vouch_step_get_deadline (&situation), ==, cases[i].deadline);
    }
}

static void
test_names (void)
{
  g_assert_cmpstr (vouch_step_get_name (VOUCH_STEP_CONNECT), ==, "connect");
  g_assert_cmpstr (vouch_step_get_name (VOUCH_STEP_SHOW_CODE), ==, "show-code");
  g_assert_null (vouch_step_get_name ((VouchStep) 999));
}

/* A verification with another person, in each state and with each action */
static void
test_foreign (void)
{
  for (VouchVerificationState state = VOUCH_VERIFICATION_UNKNOWN;
       state <= VOUCH_VERIFICATION_ERROR; state++)
    {
      VouchSituation situation = {
        .connected = TRUE,
        .session = VOUCH_SESSION_NEEDS_VERIFICATION,
        .verifying = TRUE,
        .verification = state,
        .foreign = TRUE,
        .actions = VOUCH_ACTION_ACCEPT | VOUCH_ACTION_CONFIRM_SAS | VOUCH_ACTION_CONFIRM_SCAN,
        .has_qr = TRUE,
        .has_sas = TRUE,
      };
      VouchStep step = vouch_step_choose (&situation);

      if (state == VOUCH_VERIFICATION_DONE)
        g_assert_cmpint (step, ==, VOUCH_STEP_FINISHING);
      else if (state == VOUCH_VERIFICATION_CANCELLED || state == VOUCH_VERIFICATION_ERROR)
        g_assert_cmpint (step, ==, VOUCH_STEP_STOPPED);
      else
        g_assert_cmpint (step, ==, VOUCH_STEP_INCOMING);
    }
}

/* The way of a computer that is set up for the first time, and what is not on it */
static void
test_stops (void)
{
  static const struct {
    VouchStop      stop;
    VouchStep      step;
    VouchSituation situation;
  } cases[] = {
    { VOUCH_STOP_FIND, VOUCH_STEP_WELCOME, { .new_user = TRUE } },
    { VOUCH_STOP_FIND, VOUCH_STEP_CONNECT, { .session = VOUCH_SESSION_READY } },
    { VOUCH_STOP_SIGN_IN, VOUCH_STEP_AUTHORIZE,
      { .connected = TRUE, .needs_token = TRUE, .session = VOUCH_SESSION_READY } },
    { VOUCH_STOP_SIGN_IN, VOUCH_STEP_AUTHORIZE,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .signed_in = TRUE,
        .intent = VOUCH_INTENT_ACCESS } },
    { VOUCH_STOP_SIGN_IN, VOUCH_STEP_EMAIL,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_LOGIN } },
    { VOUCH_STOP_SIGN_IN, VOUCH_STEP_CODE,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_LOGIN,
        .sign_in = VOUCH_SIGN_IN_CODE } },
    { VOUCH_STOP_SIGN_IN, VOUCH_STEP_REGISTER,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_LOGIN,
        .sign_in = VOUCH_SIGN_IN_REGISTER } },
    { VOUCH_STOP_SIGN_IN, VOUCH_STEP_PREPARING,
      { .connected = TRUE, .session = VOUCH_SESSION_INITIALIZING } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_PREPARING,
      { .connected = TRUE, .session = VOUCH_SESSION_INITIALIZING, .signed_in = TRUE } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_VERIFY,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .signed_in = TRUE } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_WAITING,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .signed_in = TRUE,
        .verifying = TRUE, .verification = VOUCH_VERIFICATION_REQUESTED } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_INCOMING,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .signed_in = TRUE,
        .verifying = TRUE, .verification = VOUCH_VERIFICATION_REQUESTED, .incoming = TRUE,
        .actions = VOUCH_ACTION_ACCEPT } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_STOPPED,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .signed_in = TRUE,
        .verifying = TRUE, .verification = VOUCH_VERIFICATION_CANCELLED } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_RECOVERY,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .signed_in = TRUE,
        .intent = VOUCH_INTENT_RECOVERY } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_RESET,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP,
        .signed_in = TRUE } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_SAVE_KEY,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_FIRST_SYNC, .signed_in = TRUE,
        .verified = TRUE, .unsaved_key = TRUE } },
    /* The other device hands over the keys; it may be asked again for them. */
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_PREPARING,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_SECRETS, .signed_in = TRUE,
        .verified = TRUE } },
    { VOUCH_STOP_CONFIRM, VOUCH_STEP_WAITING,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_SECRETS, .signed_in = TRUE,
        .verified = TRUE, .verifying = TRUE, .verification = VOUCH_VERIFICATION_REQUESTED } },
    { VOUCH_STOP_LOAD, VOUCH_STEP_PREPARING,
      { .connected = TRUE, .session = VOUCH_SESSION_INITIALIZING, .signed_in = TRUE,
        .verified = TRUE } },
    { VOUCH_STOP_LOAD, VOUCH_STEP_SYNC,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_FIRST_SYNC, .signed_in = TRUE,
        .verified = TRUE } },
    { VOUCH_STOP_DONE, VOUCH_STEP_READY,
      { .connected = TRUE, .session = VOUCH_SESSION_READY, .signed_in = TRUE, .verified = TRUE,
        .synced = TRUE } },
    { VOUCH_STOP_DONE, VOUCH_STEP_READY,
      { .connected = TRUE, .session = VOUCH_SESSION_INITIALIZING, .session_age = 30000,
        .signed_in = TRUE, .verified = TRUE, .synced = TRUE } },

    /* Another person, and all that a computer does that is set up */
    { VOUCH_STOP_NONE, VOUCH_STEP_INCOMING,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_VERIFICATION, .signed_in = TRUE,
        .verifying = TRUE, .verification = VOUCH_VERIFICATION_REQUESTED, .foreign = TRUE } },
    { VOUCH_STOP_NONE, VOUCH_STEP_WAITING,
      { .connected = TRUE, .session = VOUCH_SESSION_NEEDS_FIRST_SYNC, .signed_in = TRUE,
        .verified = TRUE, .verifying = TRUE, .verification = VOUCH_VERIFICATION_REQUESTED } },
    { VOUCH_STOP_NONE, VOUCH_STEP_WAITING,
      { .connected = TRUE, .session = VOUCH_SESSION_READY, .signed_in = TRUE, .verified = TRUE,
        .verifying = TRUE, .verification = VOUCH_VERIFICATION_REQUESTED } },
    { VOUCH_STOP_NONE, VOUCH_STEP_PREPARING,
      { .connected = TRUE, .session = VOUCH_SESSION_INITIALIZING, .signed_in = TRUE,
        .verified = TRUE, .synced = TRUE } },
    { VOUCH_STOP_NONE, VOUCH_STEP_RESET,
      { .connected = TRUE, .session = VOUCH_SESSION_READY, .signed_in = TRUE, .verified = TRUE,
        .intent = VOUCH_INTENT_RESET } },
    { VOUCH_STOP_NONE, VOUCH_STEP_RECOVERY,
      { .connected = TRUE, .session = VOUCH_SESSION_READY, .signed_in = TRUE, .verified = TRUE,
        .intent = VOUCH_INTENT_RECOVERY } },
    { VOUCH_STOP_NONE, VOUCH_STEP_SAVE_KEY,
      { .connected = TRUE, .session = VOUCH_SESSION_READY, .signed_in = TRUE, .verified = TRUE,
        .unsaved_key = TRUE } },
    { VOUCH_STOP_NONE, VOUCH_STEP_AUTHORIZE,
      { .connected = TRUE, .session = VOUCH_SESSION_READY, .signed_in = TRUE, .verified = TRUE,
        .intent = VOUCH_INTENT_ACCESS } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (vouch_step_choose (&cases[i].situation), ==, cases[i].step);
      g_assert_cmpint (vouch_step_get_stop (&cases[i].situation), ==, cases[i].stop);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/step/every-situation/has-the-step-of-ux-md", test_every_combination);
  g_test_add_func ("/step/before-the-session/step-is-known", test_before_the_session);
  g_test_add_func ("/step/at-each-age/step-and-deadline-change", test_ages);
  g_test_add_func ("/step/at-each-age-of-a-verification/step-changes", test_verification_ages);
  g_test_add_func ("/step/every-step/has-a-name", test_names);
  g_test_add_func ("/step/verification-of-another-person/cannot-be-confirmed", test_foreign);
  g_test_add_func ("/step/on-the-way/stop-is-known", test_stops);
  return g_test_run ();
}
