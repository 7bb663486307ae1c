/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-control"

#include "vouch-practice-server-private.h"

#include "vouch-practice-emoji.h"

/* What /practice/state says: what a person would see on both screens. */

static const char * const phone_states[] = {
  [VOUCH_PHONE_IDLE] = "idle",
  [VOUCH_PHONE_ASKED] = "asked",
  [VOUCH_PHONE_ASKING] = "asking",
  [VOUCH_PHONE_CHOOSING] = "choosing",
  [VOUCH_PHONE_SHOWING_CODE] = "showing-code",
  [VOUCH_PHONE_HAS_SCANNED] = "has-scanned",
  [VOUCH_PHONE_WAS_SCANNED] = "was-scanned",
  [VOUCH_PHONE_EMOJI_COMING] = "emoji-coming",
  [VOUCH_PHONE_EMOJI] = "emoji",
  [VOUCH_PHONE_WAITING] = "waiting",
  [VOUCH_PHONE_DONE] = "done",
  [VOUCH_PHONE_STOPPED] = "stopped",
};

static const struct {
  VouchPhoneActions  action;
  const char        *name;
} phone_actions[] = {
  { VOUCH_PHONE_CAN_ACCEPT, "accept" },
  { VOUCH_PHONE_CAN_DECLINE, "decline" },
  { VOUCH_PHONE_CAN_START, "start" },
  { VOUCH_PHONE_CAN_SHOW_CODE, "show-code" },
  { VOUCH_PHONE_CAN_SCAN, "scan" },
  { VOUCH_PHONE_CAN_COMPARE, "compare" },
  { VOUCH_PHONE_CAN_MATCH, "match" },
  { VOUCH_PHONE_CAN_MISMATCH, "mismatch" },
  { VOUCH_PHONE_CAN_CONFIRM, "confirm" },
};

static void
add_code (JsonObject        *object,
          GBytes            *code,
          VouchPracticeForm  form)
{
  g_autofree char *data = NULL;

  if (code == NULL)
    return;
  data = vouch_practice_wire_encode (code, form);
  json_object_set_string_member (object, "code", data);
}

static void
add_emoji (JsonObject           *object,
           VouchPracticeAccount *account)
{
  const guint8 *emoji = vouch_practice_account_get_emoji (account);
  g_autofree char *emoji_text = NULL;
  g_autofree char *decimals_text = NULL;

  if (emoji == NULL)
    return;
  emoji_text = vouch_practice_emoji_format (emoji);
  decimals_text =
    vouch_practice_decimals_format (vouch_practice_account_get_decimals (account));
  json_object_set_string_member (object, "emojis", emoji_text);
  json_object_set_string_member (object, "decimals", decimals_text);
}

static JsonObject *
describe_phone (VouchPracticeServer *self)
{
  VouchPracticeAccount *account = self->account;
  VouchPhoneActions actions = vouch_practice_account_get_phone_actions (account);
  const char *stop_code = vouch_practice_account_get_stop_code (account);
  JsonObject *phone = json_object_new ();
  JsonArray *names = json_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (phone_actions); i++)
    if (actions & phone_actions[i].action)
      json_array_add_string_element (names, phone_actions[i].name);
  json_object_set_string_member (phone, "name", vouch_practice_account_get_phone_name (account));
  json_object_set_string_member (phone, "state",
                                 phone_states[vouch_practice_account_get_phone_state (account)]);
  json_object_set_array_member (phone, "actions", names);
  add_emoji (phone, account);
  add_code (phone, vouch_practice_account_get_phone_code (account), self->form);
  if (stop_code != NULL)
    json_object_set_string_member (phone, "stopCode", stop_code);
  return phone;
}

static JsonObject *
describe_computer (VouchPracticeServer *self)
{
  JsonObject *computer = json_object_new ();

  json_object_set_string_member (computer, "state",
                                 vouch_practice_wire_state_name (self->account));
  json_object_set_int_member (computer, "listeners", vouch_practice_events_count (self->events));
  json_object_set_boolean_member (computer, "asks",
                                  vouch_practice_oauth_get_window_asks (self->oauth));
  add_code (computer, vouch_practice_account_get_computer_code (self->account), self->form);
  return computer;
}

JsonObject *
vouch_practice_control_describe (VouchPracticeServer *self)
{
  const char *address = vouch_practice_account_get_mail_address (self->account);
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "computer", describe_computer (self));
  json_object_set_object_member (object, "phone", describe_phone (self));
  if (address != NULL)
    {
      JsonObject *mail = json_object_new ();

      json_object_set_string_member (mail, "address", address);
      json_object_set_string_member (mail, "code",
                                     vouch_practice_account_get_mail_code (self->account));
      json_object_set_object_member (object, "mail", mail);
    }
  return object;
}
