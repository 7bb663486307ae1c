/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures the time from the bytes of a reply to its step: parsing, checking, updating the session,
 * choosing the step. Prints the median in microseconds. */

#include "vouch-json.h"
#include "vouch-session.h"
#include "vouch-shape.h"
#include "vouch-step.h"

#include <stdlib.h>

#define ROUNDS 2001

/* Two different replies, so that each round changes something */
static const char *replies[] = {
  "{\"session\":{\"state\":\"needs-verification\",\"e2ee\":{\"crossSigning\":true,"
  "\"firstSyncDone\":false,\"hasBackedUpRecoveryKey\":true,\"initialized\":true,\"keyBackup\":true,"
  "\"secretStorage\":true,\"verified\":false,\"secrets\":{\"masterKey\":false,"
  "\"megolmBackupKey\":false,\"recoveryKey\":false,\"selfSigningKey\":false,"
  "\"userSigningKey\":false}},\"matrix\":{\"deviceID\":\"ABCDEFGHIJ\",\"homeserver\":"
  "\"https://matrix.example.org\",\"userID\":\"@somebody:example.org\"}},\"verification\":{"
  "\"id\":\"0123456789abcdef0123456789abcdef\",\"direction\":\"incoming\",\"purpose\":\"login\","
  "\"methods\":[\"qr\",\"sas\"],\"state\":\"ready\","
  "\"availableActions\":[\"cancel\",\"sas.start\"],"
  "\"otherDevice\":{\"id\":\"KLMNOPQRST\",\"name\":\"Phone\"}}}",
  "{\"session\":{\"state\":\"needs-verification\",\"e2ee\":{\"crossSigning\":true,"
  "\"firstSyncDone\":false,\"hasBackedUpRecoveryKey\":true,\"initialized\":true,\"keyBackup\":true,"
  "\"secretStorage\":true,\"verified\":false,\"secrets\":{\"masterKey\":false,"
  "\"megolmBackupKey\":false,\"recoveryKey\":false,\"selfSigningKey\":false,"
  "\"userSigningKey\":false}},\"matrix\":{\"deviceID\":\"ABCDEFGHIJ\",\"homeserver\":"
  "\"https://matrix.example.org\",\"userID\":\"@somebody:example.org\"}},\"verification\":{"
  "\"id\":\"0123456789abcdef0123456789abcdef\",\"direction\":\"incoming\",\"purpose\":\"login\","
  "\"methods\":[\"qr\",\"sas\"],\"state\":\"sas_ready\",\"availableActions\":[\"cancel\","
  "\"sas.confirm\"],\"otherDevice\":{\"id\":\"KLMNOPQRST\",\"name\":\"Phone\"},\"sas\":{"
  "\"emojis\":\"🐶 🐱 🦁 🐎 🦄 🐷 🐘\",\"decimals\":\"1001 2034 3456\"}}}",
};

static VouchStep
read_reply (VouchSession *session,
            GBytes       *bytes)
{
  g_autoptr(JsonObject) object = NULL;
  g_autoptr(VouchReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  VouchVerification *verification;
  VouchSituation situation = { .connected = TRUE };

  object = vouch_json_parse (bytes, &error);
  g_assert_no_error (error);
  vouch_shape_check (object, vouch_shape_verification_reply, &error);
  g_assert_no_error (error);
  reply = vouch_reply_new (object);
  vouch_session_update (session, reply);

  verification = vouch_session_get_verification (session);
  situation.session = vouch_session_get_state (session);
  situation.verifying = TRUE;
  situation.verification = vouch_verification_get_state (verification);
  situation.incoming = vouch_verification_get_incoming (verification);
  situation.actions = vouch_verification_get_actions (verification);
  situation.methods = vouch_verification_get_methods (verification);
  situation.has_qr = vouch_verification_get_qr_data (verification) != NULL;
  situation.has_sas = vouch_verification_get_emoji (verification) != NULL;
  return vouch_step_choose (&situation);
}

static int
compare_times (const void *a,
               const void *b)
{
  const double *x = a, *y = b;

  return (*x > *y) - (*x < *y);
}

int
main (void)
{
  g_autoptr(VouchSession) session = vouch_session_new ();
  g_autoptr(GBytes) first = g_bytes_new_static (replies[0], strlen (replies[0]));
  g_autoptr(GBytes) second = g_bytes_new_static (replies[1], strlen (replies[1]));
  g_autoptr(GTimer) timer = g_timer_new ();
  double times[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    {
      VouchStep step;

      g_timer_start (timer);
      step = read_reply (session, i % 2 == 0 ? first : second);
      times[i] = g_timer_elapsed (timer, NULL) * 1e6;
      g_assert_cmpint (step, ==, i % 2 == 0 ? VOUCH_STEP_CHOOSE : VOUCH_STEP_EMOJI);
    }
  qsort (times, ROUNDS, sizeof times[0], compare_times);
  g_print ("%.1f\n", times[ROUNDS / 2]);
  return EXIT_SUCCESS;
}
