/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-wire"

#include "vouch-practice-wire.h"

#include "vouch-practice-verification.h"

/* The account as JSON. */

#define HOMESERVER "https://matrix.beeper.com/"

static const char * const state_names[] = {
  [VOUCH_PRACTICE_NEEDS_LOGIN] = "needs-login",
  [VOUCH_PRACTICE_INITIALIZING] = "initializing",
  [VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP] = "needs-cross-signing-setup",
  [VOUCH_PRACTICE_NEEDS_VERIFICATION] = "needs-verification",
  [VOUCH_PRACTICE_NEEDS_SECRETS] = "needs-secrets",
  [VOUCH_PRACTICE_NEEDS_FIRST_SYNC] = "needs-first-sync",
  [VOUCH_PRACTICE_READY] = "ready",
};

static const char * const verification_names[] = {
  [VOUCH_PRACTICE_REQUESTED] = "requested",
  [VOUCH_PRACTICE_AGREED] = "ready",
  [VOUCH_PRACTICE_SAS_READY] = "sas_ready",
  [VOUCH_PRACTICE_QR_SCANNED] = "qr_scanned",
  [VOUCH_PRACTICE_DONE] = "done",
  [VOUCH_PRACTICE_CANCELLED] = "cancelled",
  [VOUCH_PRACTICE_FAILED] = "error",
};

static const struct {
  VouchPracticeActions  action;
  const char           *name;
} action_names[] = {
  { VOUCH_PRACTICE_CAN_ACCEPT, "accept" },
  { VOUCH_PRACTICE_CAN_CANCEL, "cancel" },
  { VOUCH_PRACTICE_CAN_CONFIRM_SCAN, "qr.confirmScanned" },
  { VOUCH_PRACTICE_CAN_START_SAS, "sas.start" },
  { VOUCH_PRACTICE_CAN_CONFIRM_SAS, "sas.confirm" },
};

const char *
vouch_practice_wire_state_name (VouchPracticeAccount *account)
{
  if (vouch_practice_account_is_initializing (account))
    return state_names[VOUCH_PRACTICE_INITIALIZING];
  return state_names[vouch_practice_account_get_state (account)];
}

gboolean
vouch_practice_wire_find_state (const char         *name,
                                VouchPracticeState *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (name, state_names[i]) == 0)
      {
        *state = i;
        return TRUE;
      }
  return FALSE;
}

static JsonObject *
make_secrets (gboolean here)
{
  static const char * const names[] = {
    "masterKey", "megolmBackupKey", "recoveryKey", "selfSigningKey", "userSigningKey",
  };
  JsonObject *secrets = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    json_object_set_boolean_member (secrets, names[i], here);
  return secrets;
}

static JsonObject *
make_e2ee (VouchPracticeAccount *account)
{
  VouchPracticeState state = vouch_practice_account_get_state (account);
  gint64 key_made = vouch_practice_account_get_key_made (account);
  gboolean has_identity = state >= VOUCH_PRACTICE_NEEDS_VERIFICATION;
  gboolean has_secrets = state >= VOUCH_PRACTICE_NEEDS_FIRST_SYNC;
  JsonObject *e2ee = json_object_new ();

  json_object_set_boolean_member (e2ee, "crossSigning", has_identity);
  json_object_set_boolean_member (e2ee, "firstSyncDone", state == VOUCH_PRACTICE_READY);
  json_object_set_boolean_member (e2ee, "hasBackedUpRecoveryKey",
                                  has_identity && vouch_practice_account_get_key_saved (account));
  json_object_set_boolean_member (e2ee, "initialized",
                                  state != VOUCH_PRACTICE_NEEDS_LOGIN &&
                                  !vouch_practice_account_is_initializing (account));
  json_object_set_boolean_member (e2ee, "keyBackup", has_secrets);
  json_object_set_boolean_member (e2ee, "secretStorage", has_identity);
  json_object_set_boolean_member (e2ee, "verified", state >= VOUCH_PRACTICE_NEEDS_SECRETS);
  json_object_set_object_member (e2ee, "secrets", make_secrets (has_secrets));
  if (has_identity && key_made != 0)
    json_object_set_int_member (e2ee, "recoveryKeyGeneratedAt", key_made);
  return e2ee;
}

static JsonObject *
make_matrix (VouchPracticeAccount *account)
{
  JsonObject *matrix = json_object_new ();

  json_object_set_string_member (matrix, "deviceID",
                                 vouch_practice_account_get_device_id (account));
  json_object_set_string_member (matrix, "homeserver", HOMESERVER);
  json_object_set_string_member (matrix, "userID", vouch_practice_account_get_user_id (account));
  return matrix;
}

JsonObject *
vouch_practice_wire_session (VouchPracticeAccount *account,
                             VouchPracticeForm     form)
{
  VouchPracticeVerification *verification = vouch_practice_account_get_verification (account);
  JsonObject *session = json_object_new ();

  json_object_set_string_member (session, "state", vouch_practice_wire_state_name (account));
  json_object_set_object_member (session, "e2ee", make_e2ee (account));
  if (vouch_practice_account_get_user_id (account) != NULL)
    json_object_set_object_member (session, "matrix", make_matrix (account));
  if (verification != NULL)
    json_object_set_object_member (session, "verification",
                                   vouch_practice_wire_verification (account, verification, form));
  return session;
}

JsonObject *
vouch_practice_wire_signed_in (VouchPracticeAccount *account,
                               VouchPracticeForm     form)
{
  JsonObject *reply = json_object_new ();
  JsonObject *matrix = make_matrix (account);

  json_object_set_string_member (matrix, "accessToken",
                                 vouch_practice_account_issue_token (account));
  json_object_set_object_member (reply, "matrix", matrix);
  json_object_set_object_member (reply, "session", vouch_practice_wire_session (account, form));
  return reply;
}

static JsonArray *
make_actions (VouchPracticeAccount      *account,
              VouchPracticeVerification *verification)
{
  VouchPracticeActions actions = vouch_practice_verification_get_actions (verification);
  JsonArray *array = json_array_new ();
  gboolean without_cancel;

  g_object_get (account, "without-cancel", &without_cancel, NULL);
  if (without_cancel)
    actions &= ~VOUCH_PRACTICE_CAN_CANCEL;

  for (gsize i = 0; i < G_N_ELEMENTS (action_names); i++)
    if (actions & action_names[i].action)
      json_array_add_string_element (array, action_names[i].name);
  return array;
}

static JsonArray *
make_methods (VouchPracticeVerification *verification)
{
  JsonArray *array = json_array_new ();

  if (vouch_practice_verification_get_has_codes (verification))
    json_array_add_string_element (array, "qr");
  json_array_add_string_element (array, "sas");
  return array;
}

/* The other device is not known before it has answered. */
static void
add_other_side (JsonObject                *object,
                VouchPracticeAccount      *account,
                VouchPracticeVerification *verification)
{
  g_autofree char *other_user = NULL;

  g_object_get (account, "other-user", &other_user, NULL);
  if (other_user == NULL)
    other_user = g_strdup (vouch_practice_account_get_user_id (account));
  json_object_set_string_member (object, "otherUserID", other_user);
  if (vouch_practice_verification_get_has_peer (verification))
    {
      JsonObject *device = json_object_new ();

      json_object_set_string_member (device, "id", vouch_practice_account_get_phone_id (account));
      json_object_set_string_member (device, "name",
                                     vouch_practice_account_get_phone_name (account));
      json_object_set_object_member (object, "otherDevice", device);
    }
}

static void
add_sas (JsonObject                *object,
         VouchPracticeAccount      *account,
         VouchPracticeVerification *verification)
{
  g_autofree char *emoji = NULL;
  g_autofree char *numbers = NULL;
  JsonObject *sas = json_object_new ();

  g_object_get (account, "emoji-text", &emoji, "numbers-text", &numbers, NULL);
  if (emoji == NULL)
    emoji = vouch_practice_emoji_format (vouch_practice_verification_get_emoji (verification));
  if (numbers == NULL)
    numbers =
      vouch_practice_decimals_format (vouch_practice_verification_get_decimals (verification));
  json_object_set_string_member (sas, "emojis", emoji);
  json_object_set_string_member (sas, "decimals", numbers);
  json_object_set_object_member (object, "sas", sas);
}

static void
add_ways (JsonObject                *object,
          VouchPracticeAccount      *account,
          VouchPracticeVerification *verification,
          VouchPracticeForm          form)
{
  GBytes *code = vouch_practice_verification_get_computer_code (verification);

  if (code != NULL)
    {
      g_autofree char *data = vouch_practice_wire_encode (code, form);
      JsonObject *qr = json_object_new ();

      json_object_set_string_member (qr, "data", data);
      json_object_set_object_member (object, "qr", qr);
    }
  if (vouch_practice_verification_get_emoji (verification) != NULL)
    add_sas (object, account, verification);
}

static void
add_ending (JsonObject                *object,
            VouchPracticeVerification *verification)
{
  JsonObject *ending;

  if (vouch_practice_verification_get_stop_code (verification) == NULL)
    return;
  ending = json_object_new ();
  json_object_set_string_member (ending, "code",
                                 vouch_practice_verification_get_stop_code (verification));
  json_object_set_string_member (ending, "reason",
                                 vouch_practice_verification_get_stop_reason (verification));
  json_object_set_object_member (object, "error", ending);
}

JsonObject *
vouch_practice_wire_verification (VouchPracticeAccount      *account,
                                  VouchPracticeVerification *verification,
                                  VouchPracticeForm          form)
{
  JsonObject *object = json_object_new ();
  gboolean incoming = vouch_practice_verification_get_incoming (verification);
  gboolean for_login = vouch_practice_verification_get_for_login (verification);

  json_object_set_string_member (object, "id", vouch_practice_verification_get_id (verification));
  json_object_set_string_member (object, "direction", incoming ? "incoming" : "outgoing");
  json_object_set_string_member (object, "purpose", for_login ? "login" : "device");
  json_object_set_string_member (object, "state",
    verification_names[vouch_practice_verification_get_state (verification)]);
  json_object_set_array_member (object, "methods", make_methods (verification));
  json_object_set_array_member (object, "availableActions",
    make_actions (account, verification));
  add_other_side (object, account, verification);
  add_ways (object, account, verification, form);
  add_ending (object, verification);
  return object;
}

JsonObject *
vouch_practice_wire_envelope (const char *code,
                              const char *message)
{
  JsonObject *envelope = json_object_new ();

  json_object_set_string_member (envelope, "message", message);
  json_object_set_string_member (envelope, "code", code);
  return envelope;
}
