/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

#include "vouch-practice-account.h"

G_BEGIN_DECLS

/* The account as JSON: exactly the members that the API documents, optional ones only with a value.
 * All results are (transfer full). */

/* The form of the bytes of a code in a string. The form of Beeper is not published. */
typedef enum {
  VOUCH_PRACTICE_FORM_BASE64,
  VOUCH_PRACTICE_FORM_UNPADDED,
  VOUCH_PRACTICE_FORM_URL_SAFE,
  VOUCH_PRACTICE_FORM_HEX,
  VOUCH_PRACTICE_FORM_LATIN1,
} VouchPracticeForm;

JsonObject *vouch_practice_wire_session       (VouchPracticeAccount       *account,
                                               VouchPracticeForm           form);
/* {matrix, session} with a new access token, which is sent only once. */
JsonObject *vouch_practice_wire_signed_in     (VouchPracticeAccount       *account,
                                               VouchPracticeForm           form);
JsonObject *vouch_practice_wire_verification  (VouchPracticeAccount       *account,
                                               VouchPracticeVerification  *verification,
                                               VouchPracticeForm           form);
JsonObject *vouch_practice_wire_envelope      (const char                 *code,
                                               const char                 *message);
/* The words of the API: of a state, and the state of a word. */
const char *vouch_practice_wire_state_name    (VouchPracticeAccount       *account);
gboolean    vouch_practice_wire_find_state    (const char                 *name,
                                               VouchPracticeState         *state);

/* Prints and parses JSON. A NUL in a string, which json-glib cannot hold, is U+E000 inside. */
char       *vouch_practice_wire_print         (JsonObject                 *object);
JsonObject *vouch_practice_wire_parse         (GBytes                     *text,
                                               GError                    **error);

/* Returns: NULL, or @fallback, without a member of that type: the getters of json-glib raise a
 * critical then */
const char *vouch_practice_wire_get_string    (JsonObject                 *object,
                                               const char                 *member);
gboolean    vouch_practice_wire_get_boolean   (JsonObject                 *object,
                                               const char                 *member,
                                               gboolean                    fallback);

char       *vouch_practice_wire_encode        (GBytes                     *code,
                                               VouchPracticeForm           form);
/* Returns: NULL when @text does not have exactly that form */
GBytes     *vouch_practice_wire_decode        (const char                 *text,
                                               VouchPracticeForm           form);
gboolean    vouch_practice_wire_find_form     (const char                 *name,
                                               VouchPracticeForm          *form);

G_END_DECLS
