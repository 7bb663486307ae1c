/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "mutate.h"
#include "reply-list.h"
#include "vouch-error.h"
#include "vouch-json.h"
#include "vouch-reply.h"
#include "vouch-secret.h"
#include "vouch-shape.h"

#include <string.h>

#define MAX_SEED_SIZE 4096

static const char * const tokens[] = {
  "{", "}", "[", "]", ":", ",", "\"", "\\", "\\\"", "\\\\", "\\u0000", "\\ud83d", "\\udc36", "\\u",
  "null", "true", "false", "-", "1e999", "0.1", "-0", "99999999999999999999", "\"state\"", "\"id\"",
  "\"session\"", "\"verification\"", "\"e2ee\"", "{}", "[]", "\xef\xb7\x90", "\xff", "\xed\xa0\x80",
  "/*", "*/", "//", "'", "var ", "\n", "\x7f", "[[[[[[[[[[[[[[[[", "{\"a\":{\"a\":{\"a\":{\"a\":",
};

/* What Vouch makes of it; its secrets are taken out once. */
static void
check_reply (VouchReply *reply)
{
  vouch_autosecret char *token G_GNUC_UNUSED = vouch_reply_steal_token (reply);
  vouch_autosecret char *lead_token G_GNUC_UNUSED = vouch_reply_steal_lead_token (reply);
  vouch_autosecret char *key G_GNUC_UNUSED = vouch_reply_steal_recovery_key (reply);
  const VouchVerificationReply *verification = vouch_reply_get_verification (reply);
  const VouchSessionReply *session = vouch_reply_get_session (reply);
  const char *account = vouch_reply_get_account (reply);

  g_assert_null (vouch_reply_steal_token (reply));
  g_assert_null (vouch_reply_steal_lead_token (reply));
  g_assert_null (vouch_reply_steal_recovery_key (reply));
  g_assert_true (account == NULL || g_utf8_validate (account, -1, NULL));
  if (session != NULL && session->device_id != NULL)
    g_assert_true (g_utf8_validate (session->device_id, -1, NULL));
  if (verification != NULL && verification->error_reason != NULL)
    g_assert_true (g_utf8_validate (verification->error_reason, -1, NULL));
}

static void
check_shapes (JsonObject *object)
{
  static const VouchShape * const shapes[] = {
    vouch_shape_info, vouch_shape_verification, vouch_shape_list, vouch_shape_signed_in,
    vouch_shape_verification_reply, vouch_shape_new_key, vouch_shape_session_reply,
    vouch_shape_registration, vouch_shape_start,
  };
  gboolean is_session = vouch_shape_check (object, vouch_shape_session, NULL);
  gboolean fits = vouch_shape_check_sign_in (object, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      g_autoptr(GError) error = NULL;

      if (vouch_shape_check (object, shapes[i], &error))
        fits = fits || i > 2;
      else
        g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
    }
  if (is_session || fits)
    {
      g_autoptr(VouchReply) reply = is_session ? vouch_reply_new_session (object)
                                               : vouch_reply_new (object);

      check_reply (reply);
    }
}

static void
read_members (JsonObject *object)
{
  g_autoptr(GList) members = json_object_get_members (object);

  for (GList *link = members; link != NULL; link = link->next)
    {
      const char *text = vouch_json_get_string (object, link->data);
      g_auto(GStrv) strings G_GNUC_UNUSED = vouch_json_dup_strings (object, link->data);

      g_assert_true (text == NULL || g_utf8_validate (text, -1, NULL));
      vouch_json_get_boolean (object, link->data);
      vouch_json_get_number (object, link->data);
      if (vouch_json_get_object (object, link->data) != NULL)
        read_members (vouch_json_get_object (object, link->data));
    }
}

/* json-glib writes large doubles as "1e+300.0" and "inf", which no parser accepts. */
static gboolean
has_odd_number (GBytes *bytes)
{
  const char *text = g_bytes_get_data (bytes, NULL);
  gsize length = g_bytes_get_size (bytes);

  return g_strstr_len (text, length, "e+") != NULL || g_strstr_len (text, length, "inf") != NULL ||
         g_strstr_len (text, length, "e-") != NULL;
}

/* JSON that was read can be written and read again. */
static void
try_reply (const char *text,
           gsize       length)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(GBytes) written = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = vouch_json_parse (bytes, &error);
  g_autoptr(JsonObject) again = NULL;

  g_assert_true ((object == NULL) == (error != NULL));
  if (object == NULL)
    {
      g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
      return;
    }
  check_shapes (object);
  read_members (object);
  written = vouch_json_to_bytes (object);
  again = vouch_json_parse (written, NULL);
  if (again == NULL)
    g_assert_true (has_odd_number (written));
}

static void
fuzz_reply (void)
{
  g_autoptr(GPtrArray) replies = reply_list_load ();
  g_autofree MutateSeed *seeds = g_new0 (MutateSeed, replies->len);

  for (guint i = 0; i < replies->len; i++)
    {
      const ReplyCase *reply = g_ptr_array_index (replies, i);

      seeds[i].text = g_bytes_get_data (reply->body, &seeds[i].length);
      seeds[i].length = MIN (seeds[i].length, MAX_SEED_SIZE);
    }
  mutate_all (seeds, replies->len, tokens, G_N_ELEMENTS (tokens), try_reply);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fuzz/mutated-replies/do-no-harm", fuzz_reply);
  return g_test_run ();
}
