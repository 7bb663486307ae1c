/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a scanned code turned out to be (api.md 6). */
typedef enum {
  VOUCH_QR_FOREIGN,          /* no Matrix code at all */
  VOUCH_QR_VERIFICATION,     /* the other device's, for the active verification: to be submitted */
  VOUCH_QR_OWN,              /* our own screen */
  VOUCH_QR_OLD,              /* a verification code with another id */
  VOUCH_QR_OTHER_PERSON,     /* mode 0: for verifying somebody else */
  VOUCH_QR_SIGN_IN,          /* mode 3 or 4: a sign-in code */
  VOUCH_QR_DAMAGED,          /* begins like one and does not parse */
} VouchQrKind;

/* How the bytes sit in the wire's string; remembered per session so that we write as the server
 * does. */
typedef enum {
  VOUCH_QR_FORM_UNKNOWN,
  VOUCH_QR_FORM_BASE64,
  VOUCH_QR_FORM_BASE64_UNPADDED,
  VOUCH_QR_FORM_BASE64URL,
  VOUCH_QR_FORM_BASE64URL_UNPADDED,
  VOUCH_QR_FORM_LATIN1,
  VOUCH_QR_FORM_HEX,
  VOUCH_QR_FORM_OPAQUE,
} VouchQrForm;

/* Reads qr.data. Returns: (transfer full): the bytes to draw; opaque text as its UTF-8. @form:
 * (out) (optional) */
GBytes      *vouch_qr_payload_from_wire (const char  *data,
                                         VouchQrForm *form);
/* Writes data for qr/scan. @form: the server's; UNKNOWN and OPAQUE mean padded standard base64. */
char        *vouch_qr_payload_to_wire   (GBytes      *payload,
                                         VouchQrForm  form);
/* A code with ECI 3 comes out of the decoder as UTF-8 of its bytes. Returns: (transfer full): the
 * bytes as they were in the code, @scanned itself if nothing is amiss. What is submitted goes
 * through here; vouch_qr_payload_explain() does it by itself. */
GBytes      *vouch_qr_payload_repair    (GBytes      *scanned);
/* Explains what was scanned. @own: our own code's payload, or NULL when the server gave none: then
 * any device code with a plausible mode counts as the active verification's unless its id differs
 * from @id. */
VouchQrKind  vouch_qr_payload_explain   (GBytes      *scanned,
                                         GBytes      *own,
                                         const char  *id);

G_END_DECLS
