/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-error.h"
#include "vouch-json.h"
#include "vouch-shape.h"

#include <string.h>

#define SESSION "{\"state\":\"needs-login\",\"e2ee\":{}}"
#define VERIFICATION "{\"id\":\"v\",\"state\":\"ready\",\"direction\":\"outgoing\"," \
                     "\"availableActions\":[],\"methods\":[]}"
#define MATRIX "{\"accessToken\":\"t\",\"deviceID\":\"D\",\"homeserver\":\"h\",\"userID\":\"u\"}"

typedef struct {
  const VouchShape *shape;   /* NULL: the reply to a sign-in code */
  const char       *json;
  const char       *path;    /* of the wrong member; NULL: the shape is right */
} Case;

static void
check_case (const Case *test)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (test->json, strlen (test->json));
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonObject) object = vouch_json_parse (bytes, &error);
  g_autofree char *start = g_strdup_printf ("Member %s ", test->path);
  gboolean good;

  g_assert_no_error (error);
  g_test_message ("%s", test->json);
  good = test->shape != NULL ? vouch_shape_check (object, test->shape, &error)
                             : vouch_shape_check_sign_in (object, &error);
  g_assert_true (good == (test->path == NULL));
  if (good)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED);
  g_assert_true (g_str_has_prefix (error->message, start));
}

static void
test_session (void)
{
  static const Case cases[] = {
    { vouch_shape_session, SESSION },
    { vouch_shape_session, "{\"state\":\"brand-new\",\"e2ee\":{\"more\":1},\"more\":[]}" },
    { vouch_shape_session, "{}", "state" },
    { vouch_shape_session, "{\"state\":null,\"e2ee\":{}}", "state" },
    { vouch_shape_session, "{\"state\":1,\"e2ee\":{}}", "state" },
    { vouch_shape_session, "{\"state\":{},\"e2ee\":{}}", "state" },
    { vouch_shape_session, "{\"state\":\"ready\"}", "e2ee" },
    { vouch_shape_session, "{\"state\":\"ready\",\"e2ee\":[]}", "e2ee" },
    { vouch_shape_session, "{\"state\":\"ready\",\"e2ee\":true}", "e2ee" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{\"verified\":\"yes\"}}", "e2ee.verified" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{\"verified\":1}}", "e2ee.verified" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{\"verified\":null}}" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{\"secrets\":[]}}", "e2ee.secrets" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{\"secrets\":{\"masterKey\":\"\"}}}",
      "e2ee.secrets.masterKey" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{\"recoveryKeyGeneratedAt\":1.7e12}}" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{\"recoveryKeyGeneratedAt\":\"now\"}}",
      "e2ee.recoveryKeyGeneratedAt" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{},\"matrix\":{\"userID\":7}}",
      "matrix.userID" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{},\"verification\":null}" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{},\"verification\":" VERIFICATION "}" },
    { vouch_shape_session, "{\"state\":\"x\",\"e2ee\":{},\"verification\":{}}", "verification.id" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

/* A whole verification with one member replaced by null and by each wrong type */
static void
test_verification (void)
{
  static const struct {
    const char *member;
    char        type;       /* s, o, a */
    gboolean    required;
  } members[] = {
    { "id", 's', TRUE },          { "state", 's', TRUE },
    { "direction", 's', TRUE },   { "availableActions", 'a', TRUE },
    { "methods", 'a', TRUE },     { "purpose", 's', FALSE },
    { "otherDevice", 'o', FALSE }, { "otherUserID", 's', FALSE },
    { "qr", 'o', FALSE },         { "sas", 'o', FALSE },
    { "error", 'o', FALSE },      { "unknown", '?', FALSE },
  };
  static const struct {
    char        type;
    const char *json;
  } values[] = {
    { 's', "\"text\"" }, { 'o', "{}" }, { 'a', "[]" }, { 'a', "[1,null,{}]" }, { 'n', "1" },
    { 'n', "1.5" }, { 'b', "true" }, { '0', "null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (values); k++)
      {
        /* json-glib uses the last of several members with the same name. */
        g_autofree char *json = g_strdup_printf ("%.*s,\"%s\":%s}",
                                                 (int) strlen (VERIFICATION) - 1, VERIFICATION,
                                                 members[i].member, values[k].json);
        gboolean good = members[i].type == '?' || members[i].type == values[k].type ||
                        (values[k].type == '0' && !members[i].required);

        check_case (&(Case) { vouch_shape_verification, json, good ? NULL : members[i].member });
      }
}

static void
test_replies (void)
{
  static const Case cases[] = {
    { vouch_shape_nothing, "{\"anything\":1}" },
    { vouch_shape_start, "{\"setupRequestID\":\"r\",\"signInMethods\":[\"email\"]}" },
    { vouch_shape_start, "{\"setupRequestID\":\"r\"}" },
    { vouch_shape_start, "{\"signInMethods\":[]}", "setupRequestID" },
    { vouch_shape_start, "{\"setupRequestID\":\"r\",\"signInMethods\":\"email\"}",
      "signInMethods" },
    { vouch_shape_session_reply, "{\"session\":" SESSION "}" },
    { vouch_shape_session_reply, SESSION, "session" },
    { vouch_shape_new_key, "{\"recoveryKey\":\"k\",\"session\":" SESSION "}" },
    { vouch_shape_new_key, "{\"session\":" SESSION "}", "recoveryKey" },
    { vouch_shape_list, "{\"items\":[]}" },
    { vouch_shape_list, "{\"items\":[" VERIFICATION "," VERIFICATION "]}" },
    { vouch_shape_list, "{\"items\":[" VERIFICATION ",{}]}", "items[1].id" },
    { vouch_shape_list, "{\"items\":[null]}", "items[0]" },
    { vouch_shape_list, "{\"items\":{}}", "items" },
    { vouch_shape_list, "{}", "items" },
    { vouch_shape_verification_reply, "{\"session\":" SESSION "}" },
    { vouch_shape_verification_reply,
      "{\"session\":" SESSION ",\"verification\":" VERIFICATION "}" },
    { vouch_shape_verification_reply, "{\"verification\":" VERIFICATION "}", "session" },
    { vouch_shape_verification_reply,
      "{\"session\":{\"state\":\"x\",\"e2ee\":{},\"verification\":{\"id\":{}}}}",
      "session.verification.id" },
    { vouch_shape_info, "{\"app\":{\"bundle_id\":\"b\"}}" },
    { vouch_shape_info, "{\"app\":{\"bundle_id\":\"b\"},\"server\":{\"port\":\"x\"}}" },
    { vouch_shape_info, "{\"app\":{}}", "app.bundle_id" },
    { vouch_shape_info, "{\"app\":{\"bundle_id\":\"b\"},\"endpoints\":{\"ws_events\":1}}",
      "endpoints.ws_events" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

static void
test_sign_in (void)
{
  static const Case cases[] = {
    { NULL, "{\"matrix\":" MATRIX ",\"session\":" SESSION "}" },
    { NULL, "{\"matrix\":" MATRIX "}" },
    { NULL, "{\"matrix\":{\"accessToken\":\"t\"},\"session\":7}" },
    { NULL, "{\"matrix\":{},\"session\":" SESSION "}", "matrix.accessToken" },
    { NULL, "{\"matrix\":\"token\"}", "matrix" },
    { NULL, "{\"registrationRequired\":true,\"leadToken\":\"l\",\"setupRequestID\":\"r\"}" },
    { NULL, "{\"registrationRequired\":true,\"leadToken\":\"l\",\"setupRequestID\":\"r\","
            "\"matrix\":null,\"copy\":{\"title\":\"T\"},\"usernameSuggestions\":[\"a\"]}" },
    { NULL, "{\"registrationRequired\":true,\"setupRequestID\":\"r\"}", "leadToken" },
    { NULL, "{\"registrationRequired\":true,\"leadToken\":\"l\"}", "setupRequestID" },
    { NULL, "{\"registrationRequired\":true,\"leadToken\":\"l\",\"setupRequestID\":\"r\","
            "\"copy\":{\"title\":1}}", "copy.title" },
    { NULL, "{\"registrationRequired\":false,\"leadToken\":\"l\",\"setupRequestID\":\"r\"}",
      "matrix" },
    { NULL, "{\"waitingList\":true}", "registrationRequired" },
    { NULL, "{}", "registrationRequired" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (&cases[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shape/session-of-wrong-shape/names-the-member", test_session);
  g_test_add_func ("/shape/verification-of-wrong-shape/names-the-member", test_verification);
  g_test_add_func ("/shape/replies-of-wrong-shape/name-the-member", test_replies);
  g_test_add_func ("/shape/sign-in-of-wrong-shape/names-the-member", test_sign_in);
  return g_test_run ();
}
