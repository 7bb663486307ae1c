/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "flow.h"

#include "vouch-qr-payload.h"

static void
test_they_scan_ours (Flow          *flow,
                     gconstpointer  data)
{
  g_autoptr(GBytes) shown = NULL;
  g_autoptr(GError) error = NULL;

  flow_begin_verification (flow);
  shown = vouch_qr_payload_from_wire (
    vouch_verification_get_qr_data (vouch_setup_get_verification (flow->setup)), NULL);
  g_assert_true (vouch_practice_account_phone_scan (flow->account, shown, &error));
  g_assert_no_error (error);
  flow_wait_step (flow, VOUCH_STEP_CONFIRM_SCAN);
  g_assert_cmpuint (flow_count_log (flow, "confirm-scanned"), ==, 0);
  flow_wait_idle (flow);
  vouch_setup_confirm_scanned (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_READY);
}

static void
test_they_do_not_show_success (Flow          *flow,
                               gconstpointer  data)
{
  g_autoptr(GBytes) shown = NULL;

  flow_begin_verification (flow);
  shown = vouch_qr_payload_from_wire (
    vouch_verification_get_qr_data (vouch_setup_get_verification (flow->setup)), NULL);
  g_assert_true (vouch_practice_account_phone_scan (flow->account, shown, NULL));
  flow_wait_step (flow, VOUCH_STEP_CONFIRM_SCAN);
  flow_wait_idle (flow);
  vouch_setup_cancel (flow->setup, flow_get_id (flow));
  flow_wait_step (flow, VOUCH_STEP_STOPPED);
  g_assert_cmpuint (flow_count_log (flow, "confirm-scanned"), ==, 0);
}

static void
scan_theirs (Flow *flow)
{
  g_autoptr(GBytes) theirs = NULL;

  flow_begin_verification (flow);
  g_assert_true (vouch_practice_account_phone_show_code (flow->account));
  theirs = g_bytes_ref (vouch_practice_account_get_phone_code (flow->account));
  vouch_setup_choose (flow->setup, VOUCH_INTENT_SCAN);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_SCAN);
  flow_wait_idle (flow);
  vouch_setup_submit_scan (flow->setup, flow_get_id (flow), theirs);
  flow_wait_step (flow, VOUCH_STEP_FINISHING);
  g_assert_true (vouch_practice_account_phone_confirm (flow->account));
  flow_wait_step (flow, VOUCH_STEP_READY);
  g_assert_cmpuint (flow_count_log (flow, "qr/scan 200"), ==, 1);
}

static void
test_we_scan_theirs (Flow          *flow,
                     gconstpointer  data)
{
  scan_theirs (flow);
}

/* A code is sent in the form that the server itself uses. */
static void
test_forms (Flow          *flow,
            gconstpointer  data)
{
  g_assert_true (vouch_practice_server_set_form (flow->server, data));
  scan_theirs (flow);
}

static void
test_foreign_code (Flow          *flow,
                   gconstpointer  data)
{
  g_autoptr(GBytes) foreign = g_bytes_new_static ("WIFI:S:guest;;", 14);

  flow_begin_verification (flow);
  vouch_setup_choose (flow->setup, VOUCH_INTENT_SCAN);
  flow_wait_idle (flow);
  vouch_setup_submit_scan (flow->setup, flow_get_id (flow), foreign);
  flow_wait_problem (flow, VOUCH_ERROR_REJECTED);
  g_assert_cmpint (vouch_setup_get_step (flow->setup), ==, VOUCH_STEP_SCAN);
  /* The code is sent a second time in another form, and no third time (api.md 6). */
  g_assert_cmpuint (flow_count_log (flow, "qr/scan"), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  static const char * const forms[] = { "base64", "unpadded", "url-safe", "hex", "latin1" };

  g_test_init (&argc, &argv, NULL);
  FLOW_ADD ("/scan/phone-scans-our-code/is-verified", test_they_scan_ours);
  FLOW_ADD ("/scan/phone-shows-no-success/is-cancelled", test_they_do_not_show_success);
  FLOW_ADD ("/scan/we-scan-the-phone/is-verified", test_we_scan_theirs);
  FLOW_ADD ("/scan/foreign-code/is-rejected", test_foreign_code);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autofree char *path = g_strdup_printf ("/scan/code-in-%s/is-verified", forms[i]);

      g_test_add (path, Flow, forms[i], flow_set_up, test_forms, flow_tear_down);
    }
  return g_test_run ();
}
