/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-reply"

#include "vouch-practice-reply.h"

#include <libsoup/soup.h>
#include <string.h>

#include "vouch-practice-error.h"
#include "vouch-practice-wire.h"

VouchPracticeReply *
vouch_practice_reply_new (guint status)
{
  VouchPracticeReply *self = g_new0 (VouchPracticeReply, 1);

  self->status = status;
  return self;
}

VouchPracticeReply *
vouch_practice_reply_new_json (guint       status,
                               JsonObject *object)
{
  g_autoptr(JsonObject) owned = object;
  VouchPracticeReply *self = vouch_practice_reply_new (status);

  self->type = g_strdup ("application/json; charset=utf-8");
  self->body = vouch_practice_wire_print (owned);
  return self;
}

VouchPracticeReply *
vouch_practice_reply_new_error (const GError *error,
                                gboolean      newer)
{
  const VouchPracticeRefusal *refusal = vouch_practice_error_get_refusal (error, newer);
  const char *message = refusal->message != NULL ? refusal->message : error->message;

  return vouch_practice_reply_new_json (refusal->status,
                                        vouch_practice_wire_envelope (refusal->code, message));
}

VouchPracticeReply *
vouch_practice_reply_new_page (const char *page)
{
  VouchPracticeReply *self = vouch_practice_reply_new (200);

  self->type = g_strdup ("text/html; charset=utf-8");
  self->body = g_strdup (page);
  return self;
}

VouchPracticeReply *
vouch_practice_reply_new_oauth (guint       status,
                                const char *code,
                                const char *description)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "error", code);
  json_object_set_string_member (object, "error_description", description);
  return vouch_practice_reply_new_json (status, object);
}

void
vouch_practice_reply_free (VouchPracticeReply *self)
{
  g_free (self->type);
  g_free (self->body);
  g_free (self->location);
  g_free (self->retry_after);
  g_free (self);
}

char *
vouch_practice_reply_print (VouchPracticeReply *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "HTTP/1.1 %u %s\r\nConnection: close\r\n", self->status,
                          soup_status_get_phrase (self->status));
  if (self->type != NULL)
    g_string_append_printf (text, "Content-Type: %s\r\n", self->type);
  if (self->location != NULL)
    g_string_append_printf (text, "Location: %s\r\n", self->location);
  if (self->retry_after != NULL)
    g_string_append_printf (text, "Retry-After: %s\r\n", self->retry_after);
  g_string_append_printf (text, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n%s",
                          self->body != NULL ? strlen (self->body) : 0,
                          self->body != NULL ? self->body : "");
  return g_string_free (text, FALSE);
}
