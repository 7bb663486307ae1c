/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-list.h"

#include "vouch-client-private.h"
#include "vouch-qr-payload.h"
#include "wait.h"

/* Each request of a verb with each fault of a reply. Conditions: the user reads a problem or the
 * state has changed, a POST is sent once, and the verb can succeed later. With --verbose the log
 * has the table. */

typedef struct {
  const char *path;                   /* as in the log, and as the pattern of the fault */
  VouchStep   origin;
  VouchStep   goal;
  void      (*prepare) (Flow *flow);
  void      (*act)     (Flow *flow);
} Verb;

static void
prepare_email (Flow *flow)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
}

static void
act_email (Flow *flow)
{
  vouch_setup_send_code (flow->setup, "me@example.org");
}

static void
prepare_code (Flow *flow)
{
  prepare_email (flow);
  act_email (flow);
  flow_wait_step (flow, VOUCH_STEP_CODE);
}

static void
act_code (Flow *flow)
{
  vouch_setup_submit_code (flow->setup, "123456");
}

static void
prepare_register (Flow *flow)
{
  prepare_code (flow);
  flow_wait_idle (flow);
  vouch_setup_submit_code (flow->setup, "654321");
  flow_wait_step (flow, VOUCH_STEP_REGISTER);
}

static void
act_register (Flow *flow)
{
  vouch_setup_register (flow->setup, "somebody");
}

static void
act_request (Flow *flow)
{
  vouch_setup_request_verification (flow->setup);
}

static void
prepare_incoming (Flow *flow)
{
  flow_sign_in (flow);
  g_assert_true (vouch_practice_account_phone_start (flow->account));
  flow_wait_step (flow, VOUCH_STEP_INCOMING);
}

static void
act_accept (Flow *flow)
{
  vouch_setup_accept (flow->setup, flow_get_id (flow));
}

static void
act_cancel (Flow *flow)
{
  vouch_setup_cancel (flow->setup, flow_get_id (flow));
}

static void
act_start_emoji (Flow *flow)
{
  vouch_setup_start_emoji (flow->setup, flow_get_id (flow));
}

static void
act_confirm_emoji (Flow *flow)
{
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
}

static void
prepare_scanned (Flow *flow)
{
  g_autoptr(GBytes) shown = NULL;

  flow_begin_verification (flow);
  shown = vouch_qr_payload_from_wire (
    vouch_verification_get_qr_data (vouch_setup_get_verification (flow->setup)), NULL);
  g_assert_true (vouch_practice_account_phone_scan (flow->account, shown, NULL));
  flow_wait_step (flow, VOUCH_STEP_CONFIRM_SCAN);
}

static void
act_confirm_scanned (Flow *flow)
{
  vouch_setup_confirm_scanned (flow->setup, flow_get_id (flow));
}

static void
prepare_scan (Flow *flow)
{
  flow_begin_verification (flow);
  g_assert_true (vouch_practice_account_phone_show_code (flow->account));
  vouch_setup_choose (flow->setup, VOUCH_INTENT_SCAN);
  flow_wait_step (flow, VOUCH_STEP_SCAN);
}

static void
act_scan (Flow *flow)
{
  GBytes *code = vouch_practice_account_get_phone_code (flow->account);

  if (code != NULL)   /* otherwise the code was scanned */
    vouch_setup_submit_scan (flow->setup, flow_get_id (flow), code);
}

static void
prepare_recovery (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
}

static void
act_unlock (Flow *flow)
{
  vouch_setup_unlock (flow->setup, VOUCH_PRACTICE_RECOVERY_KEY);
}

static void
prepare_reset (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
}

static void
act_create_key (Flow *flow)
{
  vouch_setup_create_key (flow->setup, TRUE);
}

static void
prepare_save_key (Flow *flow)
{
  prepare_reset (flow);
  act_create_key (flow);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
}

static void
act_confirm_key (Flow *flow)
{
  vouch_setup_confirm_key (flow->setup);
}

#define VERIFICATIONS "/v1/app/setup/verifications"
#define KEYS          "/v1/app/setup/verification/recovery-key"

static const Verb verbs[] = {
  { "/v1/app/setup/start", VOUCH_STEP_EMAIL, VOUCH_STEP_CODE, prepare_email, act_email },
  { "/v1/app/setup/email", VOUCH_STEP_EMAIL, VOUCH_STEP_CODE, prepare_email, act_email },
  { "/v1/app/setup/response", VOUCH_STEP_CODE, VOUCH_STEP_VERIFY, prepare_code, act_code },
  { "/v1/app/setup/register", VOUCH_STEP_REGISTER, VOUCH_STEP_RESET, prepare_register,
    act_register },
  { VERIFICATIONS, VOUCH_STEP_VERIFY, VOUCH_STEP_WAITING, flow_sign_in, act_request },
  { VERIFICATIONS "/{id}/accept", VOUCH_STEP_INCOMING, VOUCH_STEP_SHOW_CODE, prepare_incoming,
    act_accept },
  { VERIFICATIONS "/{id}/cancel", VOUCH_STEP_INCOMING, VOUCH_STEP_STOPPED, prepare_incoming,
    act_cancel },
  { VERIFICATIONS "/{id}/sas/start", VOUCH_STEP_SHOW_CODE, VOUCH_STEP_EMOJI,
    flow_begin_verification, act_start_emoji },
  { VERIFICATIONS "/{id}/sas/confirm", VOUCH_STEP_EMOJI, VOUCH_STEP_FINISHING, flow_compare,
    act_confirm_emoji },
  { VERIFICATIONS "/qr/scan", VOUCH_STEP_SCAN, VOUCH_STEP_FINISHING, prepare_scan, act_scan },
  { VERIFICATIONS "/{id}/qr/confirm-scanned", VOUCH_STEP_CONFIRM_SCAN, VOUCH_STEP_READY,
    prepare_scanned, act_confirm_scanned },
  { KEYS, VOUCH_STEP_RECOVERY, VOUCH_STEP_READY, prepare_recovery, act_unlock },
  { KEYS "/reset", VOUCH_STEP_RESET, VOUCH_STEP_SAVE_KEY, prepare_reset, act_create_key },
  { KEYS "/reset/confirm", VOUCH_STEP_SAVE_KEY, VOUCH_STEP_READY, prepare_save_key,
    act_confirm_key },
};

static char *
make_pattern (const Verb *verb)
{
  g_auto(GStrv) parts = g_strsplit (verb->path, "{id}", 2);
  g_autofree char *path = g_strjoinv ("*", parts);

  return g_strconcat ("POST ", path, NULL);
}

/* The log has a POST as "POST PATH STATUS …". */
static guint
count_posts (Flow       *flow,
             const Verb *verb)
{
  g_autofree char *request = make_pattern (verb);
  g_autofree char *line = g_strconcat (request, " *", NULL);
  const char * const *log = vouch_practice_server_get_log (flow->server);
  guint count = 0;

  for (guint i = 0; log[i] != NULL; i++)
    if (g_pattern_match_simple (line, log[i]))
      count++;
  return count;
}

/* Notes the problem that the verb set, even if the next poll clears it. */
static void
on_problem (VouchSetup *setup,
            GParamSpec *pspec,
            int        *told)
{
  const GError *problem = vouch_setup_get_problem (setup);

  if (problem != NULL)
    *told = problem->code;
}

/* Returns: whether a reply is accepted whatever its body is (api.md 1) */
static gboolean
promises_nothing (const Verb *verb)
{
  return g_str_has_suffix (verb->path, "/email");
}

/* Returns: the expected code, or FAULT_UNTOLD if the next state explains all: the verb is obsolete
 * (409). A 401 while polls succeed is about a read-only token. test-problem-text.c checks that each
 * code has a sentence on every screen. */
static int
get_expected (const Verb  *verb,
              const Fault *fault)
{
  gboolean recovers = g_str_equal (verb->path, KEYS) ||
                      g_str_equal (verb->path, KEYS "/reset/confirm");
  gboolean signs_in = verb->origin == VOUCH_STEP_EMAIL || verb->origin == VOUCH_STEP_CODE ||
                      verb->origin == VOUCH_STEP_REGISTER;

  if (fault->code == VOUCH_ERROR_UNAUTHORIZED && !signs_in && !recovers)
    return VOUCH_ERROR_READ_ONLY;
  if (fault->code == VOUCH_ERROR_CONFLICT && g_str_has_prefix (verb->path, VERIFICATIONS))
    return FAULT_UNTOLD;
  if (promises_nothing (verb) && g_strcmp0 (fault->kind, "huge") != 0 &&
      (fault->code == VOUCH_ERROR_MALFORMED || g_str_equal (fault->kind, "slow") ||
       g_str_equal (fault->kind, "cut")))
    return FAULT_UNTOLD;
  return fault->code;
}

static void
check_told (Flow        *flow,
            const Verb  *verb,
            const Fault *fault,
            int          told)
{
  VouchStep step = vouch_setup_get_step (flow->setup);

  g_assert_cmpint (told, ==, get_expected (verb, fault));
  if (told != FAULT_UNTOLD)
    g_assert_true (vouch_setup_get_problem (flow->setup) != NULL || step != verb->origin);
}

/* Only a scan is sent again, in another form (api.md 6). */
static void
check_sent_once (Flow        *flow,
                 const Verb  *verb,
                 const Fault *fault)
{
  guint expected = g_str_equal (fault->kind, "refused") ? 0 : 1;

  if (g_str_has_suffix (verb->path, "/scan") &&
      (g_str_equal (fault->kind, "status:400") || g_str_equal (fault->kind, "status:422")))
    expected = 2;
  if (count_posts (flow, verb) != expected)
    g_error ("POST %s with %s was sent %u times", verb->path, fault->kind,
             count_posts (flow, verb));
}

static gboolean
has_arrived (Flow       *flow,
             const Verb *verb)
{
  VouchStep step = vouch_setup_get_step (flow->setup);

  /* A lost reply may have contained the token. Beeper is signed in then, and Vouch asks for
   * access. */
  return step == verb->goal || step == VOUCH_STEP_AUTHORIZE || step == VOUCH_STEP_READY;
}

/* The verb has succeeded and the next poll shows it, or the verb succeeds when it is repeated. */
static void
check_way_on (Flow       *flow,
              const Verb *verb)
{
  gint64 end = wait_get_end ();
  guint looks = flow_count_log (flow, "GET /v1/app/setup 200");
  gboolean asked_again = FALSE;

  vouch_setup_poll_now (flow->setup);
  while (!has_arrived (flow, verb))
    {
      if (!asked_again && flow_count_log (flow, "GET /v1/app/setup 200") > looks &&
          vouch_setup_get_step (flow->setup) == verb->origin)
        {
          verb->act (flow);
          asked_again = vouch_setup_get_busy (flow->setup);
        }
      if (!wait_turn (end))
        g_error ("POST %s: no way on from %s", verb->path,
                 vouch_step_get_name (vouch_setup_get_step (flow->setup)));
    }
}

static void
test_cell (Flow          *flow,
           const Fault   *fault,
           gconstpointer  data)
{
  const Verb *verb = data;
  g_autofree char *pattern = make_pattern (verb);
  int told = FAULT_UNTOLD;

  verb->prepare (flow);
  flow_wait_idle (flow);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, verb->origin);
  vouch_practice_server_clear_log (flow->server);
  g_signal_connect (flow->setup, "notify::problem", G_CALLBACK (on_problem), &told);
  fault_strike (flow, pattern, fault, FALSE);

  verb->act (flow);
  flow_wait_idle (flow);
  fault_print (pattern, fault, told, vouch_setup_get_step (flow->setup));
  check_told (flow, verb, fault, told);
  check_sent_once (flow, verb, fault);
  fault_clear (flow, fault);
  check_way_on (flow, verb);
  g_signal_handlers_disconnect_by_data (flow->setup, &told);
}

static void
test_verb (Flow          *flow,
           gconstpointer  data)
{
  fault_for_each (flow, test_cell, data);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *path = g_strdup_printf ("/faults%s/each-fault-has-a-way-on", verbs[i].path);

      g_test_add (path, Flow, &verbs[i], flow_set_up, test_verb, flow_tear_down);
    }
  return g_test_run ();
}
