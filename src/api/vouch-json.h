/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Typed readers for the objects of a server. The getters never raise a critical: a member that is
 * missing, null or of another type reads as NULL, FALSE or 0. Results are borrowed from @object.
 * vouch-shape checks the shape of a reply once, when it arrives. */

/* json-glib cuts a string at \u0000. vouch_json_parse() puts this noncharacter (U+FDD0) in its
 * place, and vouch_json_to_bytes() writes it back as \u0000. */
#define VOUCH_JSON_NUL "\xef\xb7\x90"

/* Nesting beyond this is refused before json-glib, which recurses, sees it. */
#define VOUCH_JSON_MAX_DEPTH 64

/* More is refused before json-glib sees it. Names that collide in its hash table cost a comparison
 * with each other name of the same object. */
#define VOUCH_JSON_MAX_MEMBERS 128    /* of one object */
#define VOUCH_JSON_MAX_VALUES  8192   /* of the whole text */

JsonObject *vouch_json_parse       (GBytes      *bytes,
                                    GError     **error);
GBytes     *vouch_json_to_bytes    (JsonObject  *object);

const char *vouch_json_get_string  (JsonObject  *object,
                                    const char  *member);
gboolean    vouch_json_get_boolean (JsonObject  *object,
                                    const char  *member);
double      vouch_json_get_number  (JsonObject  *object,
                                    const char  *member);
JsonObject *vouch_json_get_object  (JsonObject  *object,
                                    const char  *member);
JsonArray  *vouch_json_get_array   (JsonObject  *object,
                                    const char  *member);
/* The strings of an array of strings, others left out; never NULL. */
GStrv       vouch_json_dup_strings (JsonObject  *object,
                                    const char  *member);
/* A copy of a secret string member (NULL if there is none); the original is wiped in place. */
char       *vouch_json_steal_secret (JsonObject *object,
                                     const char *member);

G_END_DECLS
