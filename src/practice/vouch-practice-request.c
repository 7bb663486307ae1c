/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-request"

#include "vouch-practice-request.h"

void
vouch_practice_request_clear (VouchPracticeRequest *request)
{
  g_clear_pointer (&request->id, g_free);
  g_clear_pointer (&request->body, json_object_unref);
  g_clear_pointer (&request->reply, json_object_unref);
  g_clear_pointer (&request->fact, g_free);
}

gboolean
vouch_practice_request_may_string (VouchPracticeRequest  *request,
                                   const char            *member,
                                   const char           **text,
                                   GError               **error)
{
  JsonNode *node = json_object_get_member (request->body, member);

  *text = NULL;
  if (node == NULL)
    return TRUE;
  if (json_node_get_value_type (node) != G_TYPE_STRING)
    {
      g_set_error (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_BAD_REQUEST,
                   "%s must be a string.", member);
      return FALSE;
    }
  *text = json_node_get_string (node);
  return TRUE;
}

const char *
vouch_practice_request_need_string (VouchPracticeRequest  *request,
                                    const char            *member,
                                    GError               **error)
{
  const char *text;

  if (vouch_practice_request_may_string (request, member, &text, error) && text == NULL)
    g_set_error (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_BAD_REQUEST,
                 "%s is missing.", member);
  return text;
}

gboolean
vouch_practice_request_tell (VouchPracticeRequest *request)
{
  request->reply = json_object_new ();
  json_object_set_object_member (request->reply, "session",
                                 vouch_practice_wire_session (request->account, request->form));
  return TRUE;
}
