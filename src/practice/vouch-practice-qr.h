/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "vouch-practice-keys.h"

G_BEGIN_DECLS

/* The content of a code (Matrix specification, "QR code format"). */
typedef enum {
  VOUCH_PRACTICE_QR_TRUSTS = 1,       /* its own account, and it trusts the master key */
  VOUCH_PRACTICE_QR_NOT_YET = 2,      /* its own account, without trust in the master key yet */
} VouchPracticeQrMode;

/* A scanned code, compared with the expected one. */
typedef enum {
  VOUCH_PRACTICE_QR_SAME,
  VOUCH_PRACTICE_QR_OTHER_KEYS,       /* of this verification, but not its keys or secret */
  VOUCH_PRACTICE_QR_OTHER_REQUEST,    /* of another verification */
  VOUCH_PRACTICE_QR_FOREIGN,          /* no verification code */
} VouchPracticeQrVerdict;

/* @first, @second: keys of VOUCH_PRACTICE_KEY_SIZE bytes. */
GBytes                 *vouch_practice_qr_build (VouchPracticeQrMode  mode,
                                                 const char          *id,
                                                 const guint8        *first,
                                                 const guint8        *second,
                                                 GRand               *random);
VouchPracticeQrVerdict  vouch_practice_qr_judge (GBytes              *scanned,
                                                 GBytes              *expected);

G_END_DECLS
