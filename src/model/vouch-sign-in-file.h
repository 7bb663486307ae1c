/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* How long a started sign-in can be picked up again, in seconds. */
#define VOUCH_SIGN_IN_FILE_LIFETIME (15 * 60)

/* The small 0600 file that lets a sign-in go on after a crash: origin, request id, mail address,
 * time and the registration's texts. It holds no secret. What cannot be written or read is as if it
 * were not there. */
void        vouch_sign_in_file_write  (const char *directory,
                                       const char *origin,
                                       const char *request_id,
                                       const char *email,
                                       JsonObject *registration);
typedef enum {
  VOUCH_SIGN_IN_FILE_FRESH,
  VOUCH_SIGN_IN_FILE_OLD,      /* and removed now */
  VOUCH_SIGN_IN_FILE_FUTURE,   /* the clock was set back: written anew, or it never gets old */
} VouchSignInFileAge;

/* Returns: (transfer full) (nullable): members requestID, email and, maybe, registration; NULL when
 * there is none for @origin. */
JsonObject *vouch_sign_in_file_read   (const char         *directory,
                                       const char         *origin,
                                       VouchSignInFileAge *age);
void        vouch_sign_in_file_remove (const char *directory);

G_END_DECLS
