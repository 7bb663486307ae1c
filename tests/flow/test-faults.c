/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"

#include <string.h>

/* Every request that a person can cause × everything that can go wrong with it: she hears of it, it was
 * asked once, looking goes on, and the next try works. */

static void
reach_email (Flow *flow)
{
  flow_connect (flow);
  flow_wait_step (flow, VOUCH_STEP_EMAIL);
  flow_wait_idle (flow);
}

static void
reach_code_of (Flow       *flow,
               const char *address)
{
  reach_email (flow);
  vouch_setup_send_code (flow->setup, address);
  flow_wait_step (flow, VOUCH_STEP_CODE);
  flow_wait_idle (flow);
}

static void
reach_code (Flow *flow)
{
  reach_code_of (flow, "me@example.org");
}

static void
reach_register (Flow *flow)
{
  reach_code_of (flow, "new@example.org");
  vouch_setup_submit_code (flow->setup, "654321");
  flow_wait_step (flow, VOUCH_STEP_REGISTER);
  flow_wait_idle (flow);
}

static void
reach_recovery (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RECOVERY);
}

static void
reach_reset (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_RESET);
}

static void
reach_save_key (Flow *flow)
{
  reach_reset (flow);
  vouch_setup_create_key (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_SAVE_KEY);
  flow_wait_idle (flow);
}

static void
reach_incoming (Flow *flow)
{
  flow_sign_in (flow);
  g_assert_true (vouch_practice_account_phone_start (flow->account));
  flow_wait_step (flow, VOUCH_STEP_INCOMING);
}

static void
reach_waiting (Flow *flow)
{
  flow_sign_in (flow);
  vouch_setup_request_verification (flow->setup);
  flow_wait_step (flow, VOUCH_STEP_WAITING);
  flow_wait_idle (flow);
}

static void
reach_scan (Flow *flow)
{
  flow_begin_verification (flow);
  g_assert_true (vouch_practice_account_phone_show_code (flow->account));
  vouch_setup_choose (flow->setup, VOUCH_INTENT_SCAN);
}

static void
reach_confirm_scan (Flow *flow)
{
  g_autoptr(GBytes) code = NULL;

  flow_begin_verification (flow);
  code = g_bytes_ref (vouch_practice_account_get_computer_code (flow->account));
  g_assert_true (vouch_practice_account_phone_scan (flow->account, code, NULL));
  flow_wait_step (flow, VOUCH_STEP_CONFIRM_SCAN);
}

static void
send_code (Flow *flow)
{
  vouch_setup_send_code (flow->setup, "me@example.org");
}

static void
submit_code (Flow *flow)
{
  vouch_setup_submit_code (flow->setup, "123456");
}

static void
register_account (Flow *flow)
{
  vouch_setup_register (flow->setup, "somebody");
}

static void
unlock (Flow *flow)
{
  vouch_setup_unlock (flow->setup, VOUCH_PRACTICE_RECOVERY_KEY);
}

static void
create_key (Flow *flow)
{
  vouch_setup_create_key (flow->setup);
}

static void
confirm_key (Flow *flow)
{
  vouch_setup_confirm_key (flow->setup);
}

static void
request (Flow *flow)
{
  vouch_setup_request_verification (flow->setup);
}

static void
accept_request (Flow *flow)
{
  vouch_setup_accept (flow->setup, flow_get_id (flow));
}

static void
cancel (Flow *flow)
{
  vouch_setup_cancel (flow->setup, flow_get_id (flow));
}

static void
submit_scan (Flow *flow)
{
  GBytes *code = vouch_practice_account_get_phone_code (flow->account);

  if (code != NULL)
    vouch_setup_submit_scan (flow->setup, flow_get_id (flow), code);
}

static void
confirm_scanned (Flow *flow)
{
  vouch_setup_confirm_scanned (flow->setup, flow_get_id (flow));
}

static void
start_emoji (Flow *flow)
{
  vouch_setup_start_emoji (flow->setup, flow_get_id (flow));
}

static void
confirm_emoji (Flow *flow)
{
  vouch_setup_confirm_emoji (flow->setup, flow_get_id (flow));
}

static const struct {
  const char *path;      /* after /v1/app/setup, as the log has it */
  void      (*reach) (Flow *flow);
  void      (*act) (Flow *flow);
  VouchStep   here;      /* where the person is when acting */
  VouchStep   next;      /* where it leads when all is well */
  gboolean    scans;     /* may be tried in a second form when refused (api.md 6) */
} deeds[] = {
  { "/start", reach_email, send_code, VOUCH_STEP_EMAIL, VOUCH_STEP_CODE },
  { "/email", reach_email, send_code, VOUCH_STEP_EMAIL, VOUCH_STEP_CODE },
  { "/response", reach_code, submit_code, VOUCH_STEP_CODE, VOUCH_STEP_VERIFY },
  { "/register", reach_register, register_account, VOUCH_STEP_REGISTER, VOUCH_STEP_RESET },
  { "/verification/recovery-key", reach_recovery, unlock, VOUCH_STEP_RECOVERY, VOUCH_STEP_READY },
  { "/verification/recovery-key/reset", reach_reset, create_key, VOUCH_STEP_RESET,
    VOUCH_STEP_SAVE_KEY },
  { "/verification/recovery-key/reset/confirm", reach_save_key, confirm_key, VOUCH_STEP_SAVE_KEY,
    VOUCH_STEP_READY },
  { "/verifications", flow_sign_in, request, VOUCH_STEP_VERIFY, VOUCH_STEP_WAITING },
  { "/verifications/{id}/accept", reach_incoming, accept_request, VOUCH_STEP_INCOMING,
    VOUCH_STEP_SHOW_CODE },
  { "/verifications/{id}/cancel", reach_waiting, cancel, VOUCH_STEP_WAITING, VOUCH_STEP_STOPPED },
  { "/verifications/qr/scan", reach_scan, submit_scan, VOUCH_STEP_SCAN, VOUCH_STEP_FINISHING,
    TRUE },
  { "/verifications/{id}/qr/confirm-scanned", reach_confirm_scan, confirm_scanned,
    VOUCH_STEP_CONFIRM_SCAN, VOUCH_STEP_READY },
  { "/verifications/{id}/sas/start", flow_begin_verification, start_emoji, VOUCH_STEP_SHOW_CODE,
    VOUCH_STEP_EMOJI },
  { "/verifications/{id}/sas/confirm", flow_compare, confirm_emoji, VOUCH_STEP_EMOJI,
    VOUCH_STEP_FINISHING },
};

/* Hanging is left to the tests of the client: it takes its time-outs, half a minute each. */
static const char * const lost[] = {
  "reset", "garbage", "html", "empty", "deep", "redirect", "status:400", "status:401", "status:403",
  "status:404", "status:409", "status:410", "status:422", "status:429", "status:429:1",
  "status:500", "status:502", "status:503:1",
};
/* The request was carried out, and nobody was told. */
static const char * const done[] = {
  "after-reset", "cut", "truncated", "huge", "wrong-types", "nulls", "after-empty",
  "after-garbage", "after-status:500",
};

static guint
count_posts (Flow       *flow,
             const char *path)
{
  g_autofree char *part = g_strdup_printf ("POST /v1/app/setup%s ", path);

  return flow_count_log (flow, part);
}

static void
strike (Flow       *flow,
        const char *method,
        const char *path,
        const char *fault)
{
  g_autofree char *pattern = g_strdup (path);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  char *id = strstr (pattern, "{id}");

  if (id != NULL)
    memmove (id + 1, id + 4, strlen (id + 4) + 1);
  if (id != NULL)
    *id = '*';
  text = g_strdup_printf ("%s /v1/app/setup%s=%s", method, pattern, fault);
  vouch_practice_server_add_fault (flow->server, text, &error);
  g_assert_no_error (error);
}

/* One deed that fails in one way. */
static void
play (gsize       deed,
      const char *fault,
      gboolean    carried_out)
{
  Flow flow = { NULL };
  gboolean still_here;
  guint before;

  g_test_message ("%s", fault);
  flow_set_up (&flow, NULL);
  deeds[deed].reach (&flow);
  g_assert_cmpint (vouch_setup_get_step (flow.setup), ==, deeds[deed].here);
  before = count_posts (&flow, deeds[deed].path);
  strike (&flow, "POST", deeds[deed].path, fault);
  deeds[deed].act (&flow);
  flow_wait_idle (&flow);

  g_assert_cmpuint (flow_count_log (&flow, "fault="), ==, 1);
  if (!deeds[deed].scans)
    g_assert_cmpuint (count_posts (&flow, deeds[deed].path), ==, before + 1);
  flow_wait_trouble (&flow, FALSE);
  still_here = vouch_setup_get_step (flow.setup) == deeds[deed].here;
  /* A conflict only means that the state has moved on, which the next look shows. */
  if (still_here && strcmp (fault, "status:409") != 0)
    g_assert_nonnull (vouch_setup_get_problem (flow.setup));
  if (still_here && !carried_out)
    {
      flow_wait_idle (&flow);
      deeds[deed].act (&flow);
      flow_wait_step (&flow, deeds[deed].next);
    }
  flow_tear_down (&flow, NULL);
}

static void
test_deed (gconstpointer data)
{
  gsize deed = GPOINTER_TO_SIZE (data);

  for (gsize i = 0; i < G_N_ELEMENTS (lost); i++)
    play (deed, lost[i], FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (done); i++)
    play (deed, done[i], TRUE);
}

/* While Beeper does not answer the page stays as it is, and the trouble goes away by itself. */
static void
look_badly (void      (*reach) (Flow *flow),
            const char *fault)
{
  g_autofree char *for_ever = g_strconcat (fault, "*ever", NULL);
  Flow flow = { NULL };
  VouchStep step;

  g_test_message ("%s", fault);
  flow_set_up (&flow, NULL);
  reach (&flow);
  flow_wait_idle (&flow);
  step = vouch_setup_get_step (flow.setup);
  strike (&flow, "GET", "", for_ever);
  vouch_setup_look_again (flow.setup);
  flow_wait_trouble (&flow, TRUE);
  g_assert_cmpint (vouch_setup_get_step (flow.setup), ==, step);
  vouch_practice_server_clear_faults (flow.server);
  vouch_setup_look_again (flow.setup);
  flow_wait_trouble (&flow, FALSE);
  g_assert_cmpint (vouch_setup_get_step (flow.setup), ==, step);
  flow_tear_down (&flow, NULL);
}

static void
test_looking (void)
{
  static void (* const places[]) (Flow *flow) = { reach_email, reach_code, flow_sign_in,
                                                  reach_waiting, flow_compare };
  static const char * const faults[] = {
    "reset", "cut", "truncated", "garbage", "html", "empty", "deep", "redirect", "huge",
    "wrong-types", "nulls", "status:400", "status:403", "status:409", "status:422",
    "status:500", "status:502", "status:503",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (faults); j++)
      look_badly (places[i], faults[j]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (deeds); i++)
    {
      g_autofree char *path = g_strconcat ("/faults", deeds[i].path, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_deed);
    }
  g_test_add_func ("/faults/looking", test_looking);
  return g_test_run ();
}
