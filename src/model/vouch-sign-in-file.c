/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-sign-in-file"

#include "vouch-sign-in-file.h"

#include "vouch-file.h"
#include "vouch-json.h"

#include <glib/gstdio.h>

#define FILE_NAME "sign-in.json"
#define MAX_SIZE  65536   /* bytes; a larger file is not Vouch's */

static char *
build_path (const char *directory)
{
  return g_build_filename (directory, FILE_NAME, NULL);
}

static JsonObject *
describe_registration (const VouchRegistration *registration)
{
  JsonObject *object = json_object_new ();
  JsonArray *suggestions = json_array_new ();

  json_object_set_string_member (object, "title", registration->title);
  json_object_set_string_member (object, "terms", registration->terms);
  json_object_set_string_member (object, "placeholder", registration->placeholder);
  for (guint i = 0; registration->suggestions[i] != NULL; i++)
    json_array_add_string_element (suggestions, registration->suggestions[i]);
  json_object_set_array_member (object, "suggestions", suggestions);
  return object;
}

static VouchRegistration *
read_registration (JsonObject *object)
{
  g_auto(GStrv) suggestions = NULL;

  if (object == NULL)
    return NULL;
  suggestions = vouch_json_dup_strings (object, "suggestions");
  return vouch_registration_new (vouch_json_get_string (object, "title"),
                                 vouch_json_get_string (object, "terms"),
                                 vouch_json_get_string (object, "placeholder"),
                                 (const char * const *) suggestions);
}

void
vouch_sign_in_file_write (const char              *directory,
                          const char              *origin,
                          const char              *request_id,
                          const char              *email,
                          const VouchRegistration *registration)
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
    json_object_set_object_member (object, "registration", describe_registration (registration));
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

VouchSignInFile *
vouch_sign_in_file_read (const char *directory,
                         const char *origin)
{
  g_autofree char *path = build_path (directory);
  g_autoptr(GBytes) bytes = vouch_file_read (path, MAX_SIZE);
  g_autoptr(JsonObject) object = bytes != NULL ? vouch_json_parse (bytes, NULL) : NULL;
  VouchSignInFile *self;

  if (object == NULL || !is_whole (object))
    {
      vouch_sign_in_file_remove (directory);
      return NULL;
    }
  /* The file belongs to another server, for which it can still be resumed. */
  if (g_strcmp0 (vouch_json_get_string (object, "origin"), origin) != 0)
    return NULL;

  self = g_new0 (VouchSignInFile, 1);
  self->age = compute_age (object);
  self->request_id = g_strdup (vouch_json_get_string (object, "requestID"));
  self->email = g_strdup (vouch_json_get_string (object, "email"));
  self->registration = read_registration (vouch_json_get_object (object, "registration"));
  if (self->age == VOUCH_SIGN_IN_FILE_OLD)
    vouch_sign_in_file_remove (directory);
  return self;
}

void
vouch_sign_in_file_free (VouchSignInFile *self)
{
  g_free (self->request_id);
  g_free (self->email);
  g_clear_pointer (&self->registration, vouch_registration_free);
  g_free (self);
}

void
vouch_sign_in_file_remove (const char *directory)
{
  g_autofree char *path = build_path (directory);

  g_unlink (path);
}
