/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-reply.h"

G_BEGIN_DECLS

/* How long a started sign-in can be picked up again, in seconds. */
#define VOUCH_SIGN_IN_FILE_LIFETIME (15 * 60)

typedef enum {
  VOUCH_SIGN_IN_FILE_FRESH,
  VOUCH_SIGN_IN_FILE_OLD,      /* and removed now */
  VOUCH_SIGN_IN_FILE_FUTURE,   /* the clock was set back: written anew, or it never gets old */
} VouchSignInFileAge;

/**
 * VouchSignInFile:
 *
 * A small file that lets a sign-in go on after a crash: origin, request id, mail address, time and
 * the registration's texts. It holds no secret, and only its owner can read it (0600). A file that
 * cannot be written or read is as if it were not there.
 */
typedef struct {
  VouchSignInFileAge  age;
  char               *request_id;
  char               *email;
  VouchRegistration  *registration;   /* (nullable): the sign-in has come so far */
} VouchSignInFile;

/* @registration: (nullable) */
void             vouch_sign_in_file_write  (const char              *directory,
                                            const char              *origin,
                                            const char              *request_id,
                                            const char              *email,
                                            const VouchRegistration *registration);
/* Returns: (transfer full) (nullable): NULL when there is none for @origin */
VouchSignInFile *vouch_sign_in_file_read   (const char              *directory,
                                            const char              *origin);
void             vouch_sign_in_file_remove (const char              *directory);
void             vouch_sign_in_file_free   (VouchSignInFile         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchSignInFile, vouch_sign_in_file_free)

G_END_DECLS
