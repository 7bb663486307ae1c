/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-setup"

#include "vouch-practice-setup.h"

#include <string.h>

/* The table of the endpoints, and the checks that they share: path, token and body. Their
 * handlers are in vouch-practice-sign-in-handlers.c and vouch-practice-trust-handlers.c. */

#define PREFIX "/v1/app/setup"
#define BODY_LIMIT 8192

typedef enum {
  TOKEN_NEVER,
  TOKEN_ONCE_SIGNED_IN,
  TOKEN_ALWAYS,
} TokenRule;

static const struct {
  const char  *method;
  const char  *pattern;   /* after PREFIX; {id} is any one segment */
  TokenRule    token_rule;
  gboolean   (*handle) (VouchPracticeRequest *, GError **);
} endpoints[] = {
  { "GET", "", TOKEN_ONCE_SIGNED_IN, vouch_practice_setup_get_session },
  { "POST", "/start", TOKEN_NEVER, vouch_practice_setup_start },
  { "POST", "/email", TOKEN_NEVER, vouch_practice_setup_email },
  { "POST", "/response", TOKEN_NEVER, vouch_practice_setup_response },
  { "POST", "/register", TOKEN_NEVER, vouch_practice_setup_register },
  { "POST", "/verification/recovery-key", TOKEN_ALWAYS, vouch_practice_setup_recovery_key },
  { "POST", "/verification/recovery-key/reset", TOKEN_ALWAYS, vouch_practice_setup_reset },
  { "POST", "/verification/recovery-key/reset/confirm", TOKEN_ALWAYS,
    vouch_practice_setup_confirm_reset },
  { "GET", "/verifications", TOKEN_ALWAYS, vouch_practice_setup_list },
  { "POST", "/verifications", TOKEN_ALWAYS, vouch_practice_setup_request },
  { "POST", "/verifications/qr/scan", TOKEN_ALWAYS, vouch_practice_setup_scan },
  { "GET", "/verifications/{id}", TOKEN_ALWAYS, vouch_practice_setup_get_verification },
  { "POST", "/verifications/{id}/accept", TOKEN_ALWAYS, vouch_practice_setup_accept },
  { "POST", "/verifications/{id}/cancel", TOKEN_ALWAYS, vouch_practice_setup_cancel },
  { "POST", "/verifications/{id}/qr/confirm-scanned", TOKEN_ALWAYS,
    vouch_practice_setup_confirm_scanned },
  { "POST", "/verifications/{id}/sas/start", TOKEN_ALWAYS, vouch_practice_setup_start_sas },
  { "POST", "/verifications/{id}/sas/confirm", TOKEN_ALWAYS, vouch_practice_setup_confirm_sas },
};

/* Compares segment by segment, so that an escaped slash in an id stays in the id. */
static gboolean
match_path (const char  *path,
            const char  *pattern,
            char       **id)
{
  g_autofree char *full = g_strconcat (PREFIX, pattern, NULL);
  g_auto(GStrv) wanted = g_strsplit (full, "/", -1);
  g_auto(GStrv) given = g_strsplit (path, "/", -1);
  g_autofree char *found = NULL;

  if (g_strv_length (wanted) != g_strv_length (given))
    return FALSE;
  for (guint i = 0; wanted[i] != NULL; i++)
    {
      if (strcmp (wanted[i], "{id}") != 0)
        {
          if (strcmp (wanted[i], given[i]) != 0)
            return FALSE;
          continue;
        }
      found = g_uri_unescape_string (given[i], NULL);
      if (found == NULL || *found == '\0')
        return FALSE;
    }
  *id = g_steal_pointer (&found);
  return TRUE;
}

static gboolean
check_token (VouchPracticeRequest  *request,
             TokenRule              rule,
             GError               **error)
{
  gboolean writes = strcmp (request->method, "GET") != 0;
  gboolean signed_in =
    vouch_practice_account_get_state (request->account) != VOUCH_PRACTICE_NEEDS_LOGIN;

  if (rule == TOKEN_NEVER || (rule == TOKEN_ONCE_SIGNED_IN && !signed_in) ||
      vouch_practice_account_may_write (request->account, request->token) ||
      (!writes && vouch_practice_account_takes_token (request->account, request->token)))
    return TRUE;
  /* A running Beeper sends this for a token that may only read, too. */
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_UNAUTHORIZED,
                       request->token == NULL ? "An access token is needed." : "Unauthorized");
  return FALSE;
}

static gboolean
is_json (const char *type)
{
  gsize length = strcspn (type, "; \t");

  return length == strlen ("application/json") &&
         g_ascii_strncasecmp (type, "application/json", length) == 0;
}

/* A missing body counts as an empty object; required members are checked later. */
static gboolean
read_body (VouchPracticeRequest  *request,
           GError               **error)
{
  gsize length = g_bytes_get_size (request->text);

  if ((request->type != NULL || length > 0) &&
      (request->type == NULL || !is_json (request->type)))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_UNSUPPORTED_TYPE,
                           "Only bodies of application/json are understood.");
      return FALSE;
    }
  if (length > BODY_LIMIT)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_BAD_REQUEST,
                           "The body is too long.");
      return FALSE;
    }
  request->body = length > 0 ? vouch_practice_wire_parse (request->text, error)
                             : json_object_new ();
  return request->body != NULL;
}

const char *
vouch_practice_setup_find_pattern (const char *method,
                                   const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      g_autofree char *id = NULL;

      if (strcmp (method, endpoints[i].method) == 0 &&
          match_path (path, endpoints[i].pattern, &id))
        return endpoints[i].pattern;
    }
  return NULL;
}

gboolean
vouch_practice_setup_answer (VouchPracticeRequest  *request,
                             GError               **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (endpoints); i++)
    {
      if (strcmp (request->method, endpoints[i].method) != 0 ||
          !match_path (request->path, endpoints[i].pattern, &request->id))
        continue;
      return check_token (request, endpoints[i].token_rule, error) &&
             read_body (request, error) &&
             endpoints[i].handle (request, error);
    }
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_NOT_FOUND,
                       "There is nothing here.");
  return FALSE;
}
