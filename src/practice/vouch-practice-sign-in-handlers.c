/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-setup"

#include "vouch-practice-setup.h"

/* The handlers of the endpoints that need no token: the session, and signing in. */

VOUCH_PRACTICE_HANDLER (get_session)
{
  request->reply = vouch_practice_wire_session (request->account, request->form);
  return TRUE;
}

VOUCH_PRACTICE_HANDLER (start)
{
  const char *request_id = vouch_practice_account_start (request->account, error);
  JsonArray *methods;

  if (request_id == NULL)
    return FALSE;
  methods = json_array_new ();
  json_array_add_string_element (methods, "email");
  request->reply = json_object_new ();
  json_object_set_string_member (request->reply, "setupRequestID", request_id);
  json_object_set_array_member (request->reply, "signInMethods", methods);
  return TRUE;
}

VOUCH_PRACTICE_HANDLER (email)
{
  const char *request_id = vouch_practice_request_need_string (request, "setupRequestID", error);
  const char *address;

  if (request_id == NULL)
    return FALSE;
  address = vouch_practice_request_need_string (request, "email", error);
  return address != NULL &&
         vouch_practice_account_mail (request->account, request_id, address, error);
}

static JsonObject *
make_copy (void)
{
  JsonObject *copy = json_object_new ();

  json_object_set_string_member (copy, "title", "Choose your username");
  json_object_set_string_member (copy, "terms",
                                 "By continuing you agree to the Terms of Use and have read the "
                                 "Privacy Policy.");
  json_object_set_string_member (copy, "submit", "Create account");
  json_object_set_string_member (copy, "usernamePlaceholder", "username");
  return copy;
}

static JsonObject *
make_registration (VouchPracticeAccount *account,
                   const char           *request_id)
{
  JsonObject *reply = json_object_new ();
  JsonArray *suggestions = json_array_new ();
  g_autofree char *suggestion = vouch_practice_account_dup_suggestion (account);
  g_autofree char *second = g_strconcat (suggestion, ".beeper", NULL);

  json_array_add_string_element (suggestions, suggestion);
  json_array_add_string_element (suggestions, second);
  json_object_set_boolean_member (reply, "registrationRequired", TRUE);
  json_object_set_object_member (reply, "copy", make_copy ());
  json_object_set_string_member (reply, "leadToken",
                                 vouch_practice_account_get_lead_token (account));
  json_object_set_string_member (reply, "setupRequestID", request_id);
  json_object_set_array_member (reply, "usernameSuggestions", suggestions);
  return reply;
}

VOUCH_PRACTICE_HANDLER (response)
{
  const char *request_id = vouch_practice_request_need_string (request, "setupRequestID", error);
  const char *code;

  if (request_id == NULL)
    return FALSE;
  code = vouch_practice_request_need_string (request, "response", error);
  if (code == NULL)
    return FALSE;
  switch (vouch_practice_account_answer (request->account, request_id, code, error))
    {
    case VOUCH_PRACTICE_ANSWER_SIGNED_IN:
      request->reply = vouch_practice_wire_signed_in (request->account, request->form);
      return TRUE;
    case VOUCH_PRACTICE_ANSWER_REGISTER:
      request->reply = make_registration (request->account, request_id);
      return TRUE;
    case VOUCH_PRACTICE_ANSWER_REFUSED:
    default:
      return FALSE;
    }
}

static gboolean
check_terms (VouchPracticeRequest  *request,
             GError               **error)
{
  JsonNode *node = json_object_get_member (request->body, "acceptTerms");

  if (node == NULL || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_BAD_REQUEST,
                           "acceptTerms must be true.");
      return FALSE;
    }
  if (!json_node_get_boolean (node))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_INVALID,
                           "The terms have to be accepted.");
      return FALSE;
    }
  return TRUE;
}

VOUCH_PRACTICE_HANDLER (register)
{
  const char *request_id = vouch_practice_request_need_string (request, "setupRequestID", error);
  const char *lead_token, *username;

  if (request_id == NULL)
    return FALSE;
  lead_token = vouch_practice_request_need_string (request, "leadToken", error);
  if (lead_token == NULL)
    return FALSE;
  username = vouch_practice_request_need_string (request, "username", error);
  if (username == NULL || !check_terms (request, error) ||
      !vouch_practice_account_register (request->account, request_id, lead_token, username, error))
    return FALSE;
  request->reply = vouch_practice_wire_signed_in (request->account, request->form);
  return TRUE;
}
