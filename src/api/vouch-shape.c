/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-shape"

#include "vouch-shape.h"

#include "vouch-error.h"
#include "vouch-json.h"

#define REQUIRED TRUE
#define OPTIONAL FALSE

static const VouchShape secrets_shape[] = {
  { "masterKey",        VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "megolmBackupKey",  VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "recoveryKey",      VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "selfSigningKey",   VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "userSigningKey",   VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { NULL }
};

static const VouchShape e2ee_shape[] = {
  { "crossSigning",           VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "firstSyncDone",          VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "hasBackedUpRecoveryKey", VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "initialized",            VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "keyBackup",              VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "secretStorage",          VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "verified",               VOUCH_SHAPE_BOOLEAN, OPTIONAL },
  { "secrets",                VOUCH_SHAPE_OBJECT,  OPTIONAL, secrets_shape },
  { "recoveryKeyGeneratedAt", VOUCH_SHAPE_NUMBER,  OPTIONAL },
  { NULL }
};

static const VouchShape account_shape[] = {
  { "deviceID",   VOUCH_SHAPE_STRING, OPTIONAL },
  { "homeserver", VOUCH_SHAPE_STRING, OPTIONAL },
  { "userID",     VOUCH_SHAPE_STRING, OPTIONAL },
  { NULL }
};

static const VouchShape device_shape[] = {
  { "id",   VOUCH_SHAPE_STRING, OPTIONAL },
  { "name", VOUCH_SHAPE_STRING, OPTIONAL },
  { NULL }
};

static const VouchShape qr_shape[] = {
  { "data", VOUCH_SHAPE_STRING, OPTIONAL },
  { NULL }
};

static const VouchShape ending_shape[] = {
  { "code",   VOUCH_SHAPE_STRING, OPTIONAL },
  { "reason", VOUCH_SHAPE_STRING, OPTIONAL },
  { NULL }
};

const VouchShape vouch_shape_verification[] = {
  { "id",               VOUCH_SHAPE_STRING, REQUIRED },
  { "state",            VOUCH_SHAPE_STRING, REQUIRED },
  { "direction",        VOUCH_SHAPE_STRING, REQUIRED },
  { "availableActions", VOUCH_SHAPE_ARRAY,  REQUIRED },
  { "methods",          VOUCH_SHAPE_ARRAY,  REQUIRED },
  { "purpose",          VOUCH_SHAPE_STRING, OPTIONAL },
  { "otherDevice",      VOUCH_SHAPE_OBJECT, OPTIONAL, device_shape },
  { "otherUserID",      VOUCH_SHAPE_STRING, OPTIONAL },
  { "qr",               VOUCH_SHAPE_OBJECT, OPTIONAL, qr_shape },
  /* The format of emojis and decimals is not published: VouchReply takes any. */
  { "sas",              VOUCH_SHAPE_OBJECT, OPTIONAL },
  { "error",            VOUCH_SHAPE_OBJECT, OPTIONAL, ending_shape },
  { NULL }
};

const VouchShape vouch_shape_session[] = {
  { "state",        VOUCH_SHAPE_STRING, REQUIRED },
  { "e2ee",         VOUCH_SHAPE_OBJECT, REQUIRED, e2ee_shape },
  { "matrix",       VOUCH_SHAPE_OBJECT, OPTIONAL, account_shape },
  { "verification", VOUCH_SHAPE_OBJECT, OPTIONAL, vouch_shape_verification },
  { NULL }
};

static const VouchShape app_shape[] = {
  { "name",      VOUCH_SHAPE_STRING, OPTIONAL },
  { "version",   VOUCH_SHAPE_STRING, OPTIONAL },
  { "bundle_id", VOUCH_SHAPE_STRING, REQUIRED },
  { NULL }
};

static const VouchShape endpoints_shape[] = {
  { "ws_events", VOUCH_SHAPE_STRING, OPTIONAL },
  { NULL }
};

const VouchShape vouch_shape_info[] = {
  { "app",       VOUCH_SHAPE_OBJECT, REQUIRED, app_shape },
  { "endpoints", VOUCH_SHAPE_OBJECT, OPTIONAL, endpoints_shape },
  { NULL }
};

const VouchShape vouch_shape_nothing[] = {
  { NULL }
};

const VouchShape vouch_shape_start[] = {
  { "setupRequestID", VOUCH_SHAPE_STRING, REQUIRED },
  { "signInMethods",  VOUCH_SHAPE_ARRAY,  OPTIONAL },
  { NULL }
};

/* Tokens and new keys are given only once, so no other fault of their replies may lose them. */
static const VouchShape access_shape[] = {
  { "accessToken", VOUCH_SHAPE_STRING, REQUIRED },
  { NULL }
};

const VouchShape vouch_shape_signed_in[] = {
  { "matrix", VOUCH_SHAPE_OBJECT, REQUIRED, access_shape },
  { NULL }
};

static const VouchShape copy_shape[] = {
  { "title",               VOUCH_SHAPE_STRING, OPTIONAL },
  { "terms",               VOUCH_SHAPE_STRING, OPTIONAL },
  { "submit",              VOUCH_SHAPE_STRING, OPTIONAL },
  { "usernamePlaceholder", VOUCH_SHAPE_STRING, OPTIONAL },
  { NULL }
};

const VouchShape vouch_shape_registration[] = {
  { "registrationRequired", VOUCH_SHAPE_BOOLEAN, REQUIRED },
  { "leadToken",            VOUCH_SHAPE_STRING,  REQUIRED },
  { "setupRequestID",       VOUCH_SHAPE_STRING,  REQUIRED },
  { "copy",                 VOUCH_SHAPE_OBJECT,  OPTIONAL, copy_shape },
  { "usernameSuggestions",  VOUCH_SHAPE_ARRAY,   OPTIONAL },
  { NULL }
};

const VouchShape vouch_shape_session_reply[] = {
  { "session", VOUCH_SHAPE_OBJECT, REQUIRED, vouch_shape_session },
  { NULL }
};

const VouchShape vouch_shape_new_key[] = {
  { "recoveryKey", VOUCH_SHAPE_STRING, REQUIRED },
  { NULL }
};

const VouchShape vouch_shape_list[] = {
  { "items", VOUCH_SHAPE_ARRAY, REQUIRED, vouch_shape_verification },
  { NULL }
};

const VouchShape vouch_shape_verification_reply[] = {
  { "session",      VOUCH_SHAPE_OBJECT, REQUIRED, vouch_shape_session },
  { "verification", VOUCH_SHAPE_OBJECT, OPTIONAL, vouch_shape_verification },
  { NULL }
};

static gboolean
has_type (JsonNode       *node,
          VouchShapeType  type)
{
  GType value_type = G_TYPE_INVALID;

  if (JSON_NODE_HOLDS_VALUE (node))
    value_type = json_node_get_value_type (node);
  switch (type)
    {
    case VOUCH_SHAPE_STRING:
      return value_type == G_TYPE_STRING;
    case VOUCH_SHAPE_BOOLEAN:
      return value_type == G_TYPE_BOOLEAN;
    case VOUCH_SHAPE_NUMBER:
      return value_type == G_TYPE_INT64 || value_type == G_TYPE_DOUBLE;
    case VOUCH_SHAPE_OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);
    case VOUCH_SHAPE_ARRAY:
      return JSON_NODE_HOLDS_ARRAY (node);
    default:
      g_assert_not_reached ();
    }
}

/* The member that is checked; its path is written out only for a fault. */
typedef struct _Place Place;
struct _Place
{
  const Place *outer;   /* borrowed (nullable) */
  const char  *name;    /* of a member, from the tables; NULL for an element */
  guint        index;   /* of an element */
};

static void
write_path (GString     *path,
            const Place *place)
{
  if (place->outer != NULL)
    write_path (path, place->outer);
  if (place->name == NULL)
    g_string_append_printf (path, "[%u]", place->index);
  else
    g_string_append_printf (path, place->outer != NULL ? ".%s" : "%s", place->name);
}

/* The path has names of the tables and numbers only, and no text of the server. */
static gboolean
fail (const Place  *place,
      const char   *problem,
      GError      **error)
{
  g_autoptr(GString) path = g_string_new (NULL);

  write_path (path, place);
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED, "Member %s %s", path->str, problem);
  return FALSE;
}

static gboolean check_members (JsonObject        *object,
                               const VouchShape  *shape,
                               const Place       *outer,
                               GError           **error);

static gboolean
check_elements (JsonArray         *array,
                const VouchShape  *shape,
                const Place       *outer,
                GError           **error)
{
  guint length = json_array_get_length (array);

  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      Place place = { .outer = outer, .index = i };

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fail (&place, "has another type", error);
      if (!check_members (json_node_get_object (node), shape, &place, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_member (JsonObject        *object,
              const VouchShape  *member,
              const Place       *outer,
              GError           **error)
{
  JsonNode *node = json_object_get_member (object, member->name);
  Place place = { .outer = outer, .name = member->name };

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return !member->required || fail (&place, "is missing", error);
  if (!has_type (node, member->type))
    return fail (&place, "has another type", error);
  if (member->nested == NULL)
    return TRUE;
  if (member->type == VOUCH_SHAPE_ARRAY)
    return check_elements (json_node_get_array (node), member->nested, &place, error);
  return check_members (json_node_get_object (node), member->nested, &place, error);
}

static gboolean
check_members (JsonObject        *object,
               const VouchShape  *shape,
               const Place       *outer,
               GError           **error)
{
  for (const VouchShape *member = shape; member->name != NULL; member++)
    if (!check_member (object, member, outer, error))
      return FALSE;
  return TRUE;
}

gboolean
vouch_shape_check (JsonObject        *object,
                   const VouchShape  *shape,
                   GError           **error)
{
  return check_members (object, shape, NULL, error);
}

gboolean
vouch_shape_check_sign_in (JsonObject  *object,
                           GError     **error)
{
  JsonNode *matrix = json_object_get_member (object, "matrix");
  Place place = { .name = "matrix" };

  if (matrix != NULL && !JSON_NODE_HOLDS_NULL (matrix))
    return vouch_shape_check (object, vouch_shape_signed_in, error);
  if (!vouch_shape_check (object, vouch_shape_registration, error))
    return FALSE;
  if (vouch_json_get_boolean (object, "registrationRequired"))
    return TRUE;
  return fail (&place, "is missing, and no registration is required", error);
}
