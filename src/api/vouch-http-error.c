/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-http"

#include "vouch-http.h"

#include "vouch-echo.h"
#include "vouch-error.h"
#include "vouch-json.h"

#include <string.h>

/* Turns the failure of an exchange into a VouchError. */

#define MAX_RETRY_AFTER (24 * 60 * 60)
#define MAX_LOGGED_CODE 48

static VouchError
code_for_io_error (int code)
{
  switch (code)
    {
    case G_IO_ERROR_TIMED_OUT:
      return VOUCH_ERROR_TIMED_OUT;
    case G_IO_ERROR_HOST_NOT_FOUND:
      return VOUCH_ERROR_NO_SUCH_HOST;
    case G_IO_ERROR_INVALID_DATA:
      return VOUCH_ERROR_MALFORMED;
    default:
      return VOUCH_ERROR_UNREACHABLE;
    }
}

static VouchError
code_for_session_error (int code)
{
  if (code == SOUP_SESSION_ERROR_PARSING || code == SOUP_SESSION_ERROR_ENCODING)
    return VOUCH_ERROR_MALFORMED;
  return VOUCH_ERROR_UNREACHABLE;
}

GError *
vouch_http_error_translate (const char   *call,
                            const GError *error)
{
  VouchError code = VOUCH_ERROR_UNREACHABLE;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return vouch_error_new_refused (call);
  if (error->domain == G_IO_ERROR)
    code = code_for_io_error (error->code);
  else if (error->domain == SOUP_SESSION_ERROR)
    code = code_for_session_error (error->code);
  else if (error->domain == G_RESOLVER_ERROR)
    code = VOUCH_ERROR_NO_SUCH_HOST;
  else if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    code = VOUCH_ERROR_TLS;

  return g_error_new (VOUCH_ERROR, code, "%s: %s %d", call,
                      g_quark_to_string (error->domain), error->code);
}

/* NULL when missing or not understood. */
static GDateTime *
read_date (SoupMessageHeaders *headers,
           const char         *name)
{
  const char *value = soup_message_headers_get_one (headers, name);

  return value != NULL ? soup_date_time_new_from_http_string (value) : NULL;
}

/* Seconds or an HTTP date (RFC 9110, 10.2.3); 0 when missing or not understood. A date is by the
 * clock of the server, which need not agree with ours. */
static guint
read_retry_after (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *value = soup_message_headers_get_one (headers, "Retry-After");
  g_autoptr(GDateTime) date = NULL;
  g_autoptr(GDateTime) now = NULL;
  guint64 seconds;

  if (value == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (value, 10, 0, G_MAXUINT64, &seconds, NULL))
    return MIN (seconds, MAX_RETRY_AFTER);

  date = read_date (headers, "Retry-After");
  if (date == NULL)
    return 0;
  now = read_date (headers, "Date");
  if (now == NULL)
    now = g_date_time_new_now_utc ();
  return CLAMP (g_date_time_difference (date, now) / G_TIME_SPAN_SECOND + 1, 0, MAX_RETRY_AFTER);
}

/* A word for machines, the phrase of the status, or the code once more, in any case, tells the
 * person nothing. */
static gboolean
is_reason (const char *text,
           guint       status,
           const char *code)
{
  /* libsoup has no phrase for this one. */
  const char *phrase = status == 429 ? "Too Many Requests" : soup_status_get_phrase (status);

  if (text == NULL || *text == '\0')
    return FALSE;
  if (strchr (text, ' ') == NULL && strchr (text, '_') != NULL)
    return FALSE;
  return g_ascii_strcasecmp (text, phrase) != 0 &&
         (code == NULL || g_ascii_strcasecmp (text, code) != 0);
}

/* api.md 2: `message`, else `error_description`, else `error`, or its `message` if it is an
 * object. */
static const char *
find_reason (JsonObject *reply,
             guint       status)
{
  JsonObject *inner = vouch_json_get_object (reply, "error");
  const char *code = vouch_json_get_string (reply, "code");
  const char *texts[] = {
    vouch_json_get_string (reply, "message"),
    vouch_json_get_string (reply, "error_description"),
    vouch_json_get_string (reply, "error"),
    vouch_json_get_string (inner, "message"),
  };

  if (code == NULL)
    code = vouch_json_get_string (inner, "code");
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (is_reason (texts[i], status, code))
      return texts[i];
  return NULL;
}

/* The codes of Beeper are not published, so the log has them. A text with digits, spaces or an @
 * may be a secret that the server repeats, and stays out of the log. */
static const char *
get_loggable_code (JsonObject *reply)
{
  const char *code = vouch_json_get_string (reply, "code");

  if (code == NULL || strlen (code) > MAX_LOGGED_CODE ||
      strspn (code, G_CSET_a_2_z G_CSET_A_2_Z "_.-") != strlen (code))
    return "-";
  return code;
}

GError *
vouch_http_error_for_reply (const char  *call,
                            SoupMessage *message,
                            GBytes      *sent,
                            GBytes      *body)
{
  g_autoptr(JsonObject) reply = vouch_json_parse (body, NULL);
  guint status = soup_message_get_status (message);
  const char *reason = find_reason (reply, status);

  g_debug ("%s: HTTP %u, code %s", call, status, get_loggable_code (reply));
  if (reason != NULL && vouch_echo_is_secret (reason, message, sent))
    reason = NULL;
  return vouch_error_new_http (call, status, read_retry_after (message), reason);
}
