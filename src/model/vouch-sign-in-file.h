/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-reply.h"

G_BEGIN_DECLS

/* How long a sign-in can be resumed, in seconds. */
#define VOUCH_SIGN_IN_FILE_LIFETIME (15 * 60)

typedef enum {
  VOUCH_SIGN_IN_FILE_FRESH,
  VOUCH_SIGN_IN_FILE_OLD,      /* removed by the call */
  VOUCH_SIGN_IN_FILE_FUTURE,   /* the clock was set back: the file must be written again */
} VouchSignInFileAge;

/**
 * VouchSignInFile:
 *
 * A file (0600, without secrets) with which a sign-in can go on after a crash: origin, request id,
 * email address, time, and the texts of the registration. A file that cannot be written or read
 * counts as missing. The functions block while the disk is used. The main thread only.
 */
typedef struct {
  VouchSignInFileAge  age;
  char               *request_id;
  char               *email;
  VouchRegistration  *registration;   /* (nullable): NULL: no registration was required yet */
} VouchSignInFile;

/* @registration: (nullable) */
void             vouch_sign_in_file_write  (const char              *directory,
                                            const char              *origin,
                                            const char              *request_id,
                                            const char              *email,
                                            const VouchRegistration *registration);
/* Returns: (transfer full) (nullable): NULL when there is no file for @origin */
VouchSignInFile *vouch_sign_in_file_read   (const char              *directory,
                                            const char              *origin);
void             vouch_sign_in_file_remove (const char              *directory);
void             vouch_sign_in_file_free   (VouchSignInFile         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchSignInFile, vouch_sign_in_file_free)

G_END_DECLS
