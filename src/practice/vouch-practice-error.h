/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The reasons for which a simulated Beeper refuses a request. Messages are English, as those of a
 * real one. */
typedef enum {
  VOUCH_PRACTICE_ERROR_BAD_REQUEST,        /* 400 */
  VOUCH_PRACTICE_ERROR_UNSUPPORTED_TYPE,   /* 400: the body is not JSON */
  VOUCH_PRACTICE_ERROR_UNAUTHORIZED,       /* 401 */
  VOUCH_PRACTICE_ERROR_WRONG_CODE,         /* 403: of the mail */
  VOUCH_PRACTICE_ERROR_CODE_EXPIRED,       /* 403 */
  VOUCH_PRACTICE_ERROR_NOT_FOUND,          /* 404 */
  VOUCH_PRACTICE_ERROR_CONFLICT,           /* 409: not now */
  VOUCH_PRACTICE_ERROR_USERNAME_TAKEN,     /* 409 */
  VOUCH_PRACTICE_ERROR_INVALID,            /* 422 */
  VOUCH_PRACTICE_ERROR_KEY_REFUSED,        /* 422 */
  VOUCH_PRACTICE_ERROR_CODE_UNREADABLE,    /* 422: no verification code, or another's */
  VOUCH_PRACTICE_ERROR_INTERNAL,           /* 500 */
} VouchPracticeError;

#define VOUCH_PRACTICE_ERROR (vouch_practice_error_quark ())
GQuark      vouch_practice_error_quark      (void);

/* A refusal on the wire: the HTTP status, the word in the "code" of the envelope, and the message
 * in place of that of the error (NULL: that of the error). */
typedef struct {
  guint       status;
  const char *code;
  const char *message;
} VouchPracticeRefusal;

/* @newer: with words in capitals, and the messages of the program that checks bodies there; 500 for
 * an error of another domain. */
const VouchPracticeRefusal *vouch_practice_error_get_refusal (const GError *error,
                                                              gboolean      newer);

G_END_DECLS
