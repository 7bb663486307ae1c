/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sign-in-file"

#include "vouch-sign-in-file.h"

#include "vouch-file.h"
#include "vouch-json.h"

#include <glib/gstdio.h>

#define FILE_NAME "sign-in.json"
#define MAX_SIZE  65536   /* bytes; a larger one is not ours */

static char *
build_path (const char *directory)
{
  return g_build_filename (directory, FILE_NAME, NULL);
}

void
vouch_sign_in_file_write (const char *directory,
                          const char *origin,
                          const char *request_id,
                          const char *email,
                          JsonObject *registration)
{
  g_autofree char *path = build_path (directory);
  g_autoptr(JsonObject) object = json_object_new ();
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GError) error = NULL;

  json_object_set_string_member (object, "origin", origin);
  json_object_set_string_member (object, "requestID", request_id);
  json_object_set_string_member (object, "email", email);
  json_object_set_int_member (object, "time", g_get_real_time () / G_USEC_PER_SEC);
  if (registration != NULL)
    json_object_set_object_member (object, "registration", json_object_ref (registration));
  bytes = vouch_json_to_bytes (object);

  g_mkdir_with_parents (directory, 0700);
  if (!vouch_file_replace (path, bytes, &error))
    g_debug ("The sign-in cannot be picked up after a crash: %s %d",
             g_quark_to_string (error->domain), error->code);
}

static gboolean
is_whole (JsonObject *object)
{
  return vouch_json_get_string (object, "origin") != NULL &&
         vouch_json_get_string (object, "requestID") != NULL &&
         vouch_json_get_string (object, "email") != NULL;
}

static VouchSignInFileAge
compute_age (JsonObject *object)
{
  double seconds = (double) (g_get_real_time () / G_USEC_PER_SEC) -
                   vouch_json_get_number (object, "time");

  if (seconds < 0)
    return VOUCH_SIGN_IN_FILE_FUTURE;
  return seconds < VOUCH_SIGN_IN_FILE_LIFETIME ? VOUCH_SIGN_IN_FILE_FRESH : VOUCH_SIGN_IN_FILE_OLD;
}

JsonObject *
vouch_sign_in_file_read (const char         *directory,
                         const char         *origin,
                         VouchSignInFileAge *age)
{
  g_autofree char *path = build_path (directory);
  g_autoptr(GBytes) bytes = vouch_file_read (path, MAX_SIZE);
  g_autoptr(JsonObject) object = bytes != NULL ? vouch_json_parse (bytes, NULL) : NULL;

  if (object == NULL || !is_whole (object))
    {
      vouch_sign_in_file_remove (directory);
      return NULL;
    }
  /* Another Beeper's sign-in may still be picked up there. */
  if (g_strcmp0 (vouch_json_get_string (object, "origin"), origin) != 0)
    return NULL;

  *age = compute_age (object);
  if (*age == VOUCH_SIGN_IN_FILE_OLD)
    vouch_sign_in_file_remove (directory);
  return g_steal_pointer (&object);
}

void
vouch_sign_in_file_remove (const char *directory)
{
  g_autofree char *path = build_path (directory);

  g_unlink (path);
}
