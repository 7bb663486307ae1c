/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-control"

#include "vouch-practice-control.h"

#include <string.h>

#include "vouch-practice-emoji.h"
#include "vouch-practice-verification.h"
#include "vouch-practice-wire.h"

/* The endpoints that control the server and its phone; README.md of this folder lists them. They
 * reply {} on success, and the usual envelope on an error. */

/* /practice/state: both screens, as a user would see them. */

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
  VouchPracticeAccount *account = vouch_practice_server_get_account (self);
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
  add_code (phone, vouch_practice_account_get_phone_code (account),
            vouch_practice_server_get_form (self));
  if (stop_code != NULL)
    json_object_set_string_member (phone, "stopCode", stop_code);
  return phone;
}

static JsonObject *
describe_computer (VouchPracticeServer *self)
{
  VouchPracticeAccount *account = vouch_practice_server_get_account (self);
  VouchPracticeOauth *oauth = vouch_practice_server_get_oauth (self);
  JsonObject *computer = json_object_new ();

  json_object_set_string_member (computer, "state", vouch_practice_wire_state_name (account));
  json_object_set_int_member (computer, "listeners",
                              vouch_practice_server_count_listeners (self));
  json_object_set_boolean_member (computer, "asks", vouch_practice_oauth_get_window_asks (oauth));
  add_code (computer, vouch_practice_account_get_computer_code (account),
            vouch_practice_server_get_form (self));
  return computer;
}

static JsonObject *
describe (VouchPracticeServer *self)
{
  VouchPracticeAccount *account = vouch_practice_server_get_account (self);
  const char *address = vouch_practice_account_get_mail_address (account);
  JsonObject *object = json_object_new ();

  json_object_set_object_member (object, "computer", describe_computer (self));
  json_object_set_object_member (object, "phone", describe_phone (self));
  if (address != NULL)
    {
      JsonObject *mail = json_object_new ();

      json_object_set_string_member (mail, "address", address);
      json_object_set_string_member (mail, "code", vouch_practice_account_get_mail_code (account));
      json_object_set_object_member (object, "mail", mail);
    }
  return object;
}

/* One request while it is answered. */
typedef struct {
  VouchPracticeServer  *server;    /* borrowed */
  VouchPracticeAccount *account;   /* borrowed */
  JsonObject           *body;      /* owned; never NULL */
  JsonObject           *reply;     /* owned; NULL for an empty one */
} Control;

static gboolean
refuse (GError     **error,
        const char  *message)
{
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_BAD_REQUEST, message);
  return FALSE;
}

static gboolean
check_pressed (gboolean   pressed,
               GError   **error)
{
  if (!pressed)
    g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                         "The phone does not offer that now.");
  return pressed;
}

static VouchPracticeVerification *
need_active (Control  *control,
             GError  **error)
{
  VouchPracticeVerification *verification =
    vouch_practice_account_get_verification (control->account);

  if (verification != NULL && !vouch_practice_verification_is_over (verification))
    return verification;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "No verification is running.");
  return NULL;
}

static gboolean
get_log (Control  *control,
         GError  **error)
{
  const char * const *log = vouch_practice_server_get_log (control->server);
  JsonArray *lines = json_array_new ();

  for (guint i = 0; log[i] != NULL; i++)
    json_array_add_string_element (lines, log[i]);
  control->reply = json_object_new ();
  json_object_set_array_member (control->reply, "lines", lines);
  return TRUE;
}

static gboolean
clear_log (Control  *control,
           GError  **error)
{
  vouch_practice_server_clear_log (control->server);
  return TRUE;
}

static gboolean
add_fault (Control  *control,
           GError  **error)
{
  const char *text = vouch_practice_wire_get_string (control->body, "fault");

  if (text == NULL || !vouch_practice_server_add_fault (control->server, text, NULL))
    return refuse (error, "fault must be \"[METHOD ]PATH=[after-]KIND[*N]\".");
  return TRUE;
}

static gboolean
clear_faults (Control  *control,
              GError  **error)
{
  vouch_practice_server_clear_faults (control->server);
  return TRUE;
}

static gboolean
expire (Control  *control,
        GError  **error)
{
  const char *what = vouch_practice_wire_get_string (control->body, "what");
  VouchPracticeVerification *verification;

  if (g_strcmp0 (what, "code") == 0)
    {
      vouch_practice_account_expire_codes (control->account);
      return TRUE;
    }
  if (g_strcmp0 (what, "tokens") == 0)
    {
      vouch_practice_account_withdraw_token (control->account, NULL);
      return TRUE;
    }
  if (what != NULL && strcmp (what, "request") != 0)
    return refuse (error, "what must be request, code or tokens.");
  verification = need_active (control, error);
  if (verification != NULL)
    vouch_practice_verification_stop (verification, VOUCH_PRACTICE_CANCELLED, "m.timeout", NULL);
  return verification != NULL;
}

/* Ends the verification from outside: with a code of another device, or a fault. */
static gboolean
stop (Control  *control,
      GError  **error)
{
  VouchPracticeVerification *verification = need_active (control, error);
  const char *code = vouch_practice_wire_get_string (control->body, "code");
  gboolean broken = vouch_practice_wire_get_boolean (control->body, "broken", FALSE);

  if (verification == NULL)
    return FALSE;
  vouch_practice_verification_stop (verification,
                                    broken ? VOUCH_PRACTICE_FAILED : VOUCH_PRACTICE_CANCELLED,
                                    code != NULL ? code : "m.user",
                                    vouch_practice_wire_get_string (control->body, "reason"));
  return TRUE;
}

static gboolean
set_automatic (Control  *control,
               GError  **error)
{
  vouch_practice_server_set_auto_phone (control->server,
                                        vouch_practice_wire_get_boolean (control->body, "on",
                                                                         TRUE));
  return TRUE;
}

static gboolean
jump (Control  *control,
      GError  **error)
{
  const char *name = vouch_practice_wire_get_string (control->body, "state");
  VouchPracticeState state;

  if (!vouch_practice_wire_find_state (name, &state))
    return refuse (error, "state must be a state of a session.");
  vouch_practice_account_jump (control->account, state);
  return TRUE;
}

static gboolean
add_token (Control  *control,
           GError  **error)
{
  const char *token = vouch_practice_wire_get_string (control->body, "token");

  if (token == NULL || *token == '\0')
    return refuse (error, "token must be a string.");
  if (vouch_practice_wire_get_boolean (control->body, "read-only", FALSE))
    vouch_practice_account_add_read_only_token (control->account, token);
  else
    vouch_practice_account_add_token (control->account, token);
  return TRUE;
}

static const struct {
  const char *name;
  void      (*set) (VouchPracticeServer *, gboolean);
} switches[] = {
  { "old-events", vouch_practice_server_set_old_events },
  { "capital-codes", vouch_practice_server_set_capital_codes },
  { "without-introspection", vouch_practice_server_set_without_introspection },
};

/* One property of the account, or one of the server's own settings. */
static gboolean
apply_setting (Control     *control,
               const char  *name,
               JsonNode    *node,
               GError     **error)
{
  GObject *account = G_OBJECT (control->account);
  GParamSpec *pspec = g_object_class_find_property (G_OBJECT_GET_CLASS (account), name);
  g_auto(GValue) given = G_VALUE_INIT;
  g_auto(GValue) value = G_VALUE_INIT;

  if (strcmp (name, "form") == 0 && json_node_get_value_type (node) == G_TYPE_STRING)
    return vouch_practice_server_set_form (control->server, json_node_get_string (node)) ||
           refuse (error, "There is no such form.");
  if (strcmp (name, "consent") == 0 && json_node_get_value_type (node) == G_TYPE_STRING)
    return vouch_practice_server_set_consent (control->server, json_node_get_string (node)) ||
           refuse (error, "There is no such consent.");
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    if (strcmp (name, switches[i].name) == 0 && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
      {
        switches[i].set (control->server, json_node_get_boolean (node));
        return TRUE;
      }
  if (strcmp (name, "ping-interval") == 0 && json_node_get_value_type (node) == G_TYPE_INT64)
    {
      vouch_practice_server_set_ping_interval (control->server,
                                               CLAMP (json_node_get_int (node), 0, G_MAXINT));
      return TRUE;
    }
  if (pspec == NULL || !JSON_NODE_HOLDS_VALUE (node) || pspec->flags & G_PARAM_CONSTRUCT_ONLY)
    return refuse (error, "There is no such setting.");
  json_node_get_value (node, &given);
  g_value_init (&value, pspec->value_type);
  if (!g_value_type_transformable (G_VALUE_TYPE (&given), pspec->value_type) ||
      !g_value_transform (&given, &value))
    return refuse (error, "The setting is of another type.");
  g_object_set_property (account, name, &value);
  return TRUE;
}

static gboolean
apply_settings (Control  *control,
                GError  **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, control->body);
  while (json_object_iter_next (&iter, &name, &node))
    if (!apply_setting (control, name, node, error))
      return FALSE;
  return TRUE;
}

/* Answers the question in the window of Beeper. */
static gboolean
answer_window (Control   *control,
               gboolean   approved,
               GError   **error)
{
  VouchPracticeOauth *oauth = vouch_practice_server_get_oauth (control->server);

  if (vouch_practice_oauth_answer_window (oauth, approved))
    return TRUE;
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                       "The window asks nothing now.");
  return FALSE;
}

static gboolean
approve (Control  *control,
         GError  **error)
{
  return answer_window (control, TRUE, error);
}

static gboolean
decline (Control  *control,
         GError  **error)
{
  return answer_window (control, FALSE, error);
}

static gboolean
clear (Control  *control,
       GError  **error)
{
  vouch_practice_account_clear (control->account);
  return TRUE;
}

static gboolean
get_state (Control  *control,
           GError  **error)
{
  control->reply = describe (control->server);
  return TRUE;
}

static gboolean
phone_start (Control  *control,
             GError  **error)
{
  return check_pressed (vouch_practice_account_phone_start (control->account), error);
}

/* Scans "data" of the body, in the form of the wire; without it, the code of the computer. */
static gboolean
phone_scan (Control  *control,
            GError  **error)
{
  VouchPracticeAccount *account = control->account;
  const char *data = vouch_practice_wire_get_string (control->body, "data");
  GBytes *offered = vouch_practice_account_get_computer_code (account);
  g_autoptr(GBytes) payload = NULL;

  if (data != NULL)
    payload = vouch_practice_wire_decode (data, vouch_practice_server_get_form (control->server));
  else if (offered != NULL)
    payload = g_bytes_ref (offered);
  if (payload == NULL)
    return check_pressed (FALSE, error);
  return vouch_practice_account_phone_scan (account, payload, error);
}

static const struct {
  const char *name;
  gboolean  (*press) (VouchPracticeAccount *);
} buttons[] = {
  { "accept", vouch_practice_account_phone_accept },
  { "decline", vouch_practice_account_phone_decline },
  { "show-code", vouch_practice_account_phone_show_code },
  { "compare", vouch_practice_account_phone_compare },
  { "match", vouch_practice_account_phone_match },
  { "mismatch", vouch_practice_account_phone_mismatch },
  { "confirm", vouch_practice_account_phone_confirm },
};

static const struct {
  const char *method;
  const char *path;
  gboolean  (*handle) (Control *, GError **);
} controls[] = {
  { "GET", "/practice/state", get_state },
  { "GET", "/practice/log", get_log },
  { "POST", "/practice/log/clear", clear_log },
  { "POST", "/practice/fault", add_fault },
  { "POST", "/practice/fault/clear", clear_faults },
  { "POST", "/practice/expire", expire },
  { "POST", "/practice/jump", jump },
  { "POST", "/practice/clear", clear },
  { "POST", "/practice/token", add_token },
  { "POST", "/practice/settings", apply_settings },
  { "POST", "/practice/window/approve", approve },
  { "POST", "/practice/window/decline", decline },
  { "POST", "/practice/auto-phone", set_automatic },
  { "POST", "/practice/phone/start", phone_start },
  { "POST", "/practice/phone/scan", phone_scan },
  { "POST", "/practice/phone/stop", stop },
};

static gboolean
act (Control     *control,
     const char  *method,
     const char  *path,
     GError     **error)
{
  const char *button = g_str_has_prefix (path, "/practice/phone/")
                         ? path + strlen ("/practice/phone/") : "";

  for (gsize i = 0; i < G_N_ELEMENTS (controls); i++)
    if (strcmp (method, controls[i].method) == 0 && strcmp (path, controls[i].path) == 0)
      return controls[i].handle (control, error);
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (strcmp (method, "POST") == 0 && strcmp (button, buttons[i].name) == 0)
      return check_pressed (buttons[i].press (control->account), error);
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_NOT_FOUND,
                       "There is nothing here.");
  return FALSE;
}

VouchPracticeReply *
vouch_practice_control_answer (VouchPracticeServer *self,
                               const char          *method,
                               const char          *path,
                               GBytes              *body)
{
  Control control = { .server = self, .account = vouch_practice_server_get_account (self) };
  g_autoptr(GError) error = NULL;
  VouchPracticeReply *reply;

  control.body = g_bytes_get_size (body) > 0 ? vouch_practice_wire_parse (body, &error)
                                             : json_object_new ();
  if (control.body != NULL && act (&control, method, path, &error))
    reply = vouch_practice_reply_new_json (200, control.reply != NULL ? control.reply
                                                                      : json_object_new ());
  else
    reply = vouch_practice_reply_new_error (error, FALSE);
  g_clear_pointer (&control.body, json_object_unref);
  return reply;
}
