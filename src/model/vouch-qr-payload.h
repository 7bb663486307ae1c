/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The kind of a scanned code (api.md 6). */
typedef enum {
  VOUCH_QR_FOREIGN,          /* no Matrix code */
  VOUCH_QR_VERIFICATION,     /* shown by the other device, for the active verification */
  VOUCH_QR_OWN,              /* shown by this computer */
  VOUCH_QR_OLD,              /* a verification code with another id */
  VOUCH_QR_OTHER_PERSON,     /* mode 0: to verify another person */
  VOUCH_QR_SIGN_IN,          /* mode 3 or 4: a sign-in code */
  VOUCH_QR_DAMAGED,          /* starts like a Matrix code and does not parse */
} VouchQrKind;

/* The encoding of the bytes in the JSON strings of the API (api.md 6). Vouch writes in the encoding
 * that the server used. */
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

/* Decodes "qr.data" of a reply. Opaque text is returned as its UTF-8 bytes. Pure.
 *
 * @form: (out) (optional)
 * Returns: (transfer full): the bytes of the QR code */
GBytes      *vouch_qr_payload_from_wire (const char  *data,
                                         VouchQrForm *form);
/* Encodes "data" of the request qr/scan. Pure.
 *
 * @form: as the server used; UNKNOWN and OPAQUE mean padded standard base64
 * Returns: (transfer full) */
char        *vouch_qr_payload_to_wire   (GBytes      *payload,
                                         VouchQrForm  form);
/* Some decoders return a code with ECI 3 as if its bytes were Latin-1 text in UTF-8. To be called
 * before a payload is submitted; vouch_qr_payload_explain() calls it itself. Pure.
 *
 * Returns: (transfer full): the original bytes; @scanned itself if it needs no repair */
GBytes      *vouch_qr_payload_repair    (GBytes      *scanned);
/* Classifies a scanned code. Pure.
 *
 * @own: (nullable): the payload of this computer's own code. Without it every well-formed code with
 *   the mode 1 or 2 counts as that of the active verification, unless its id differs from @id.
 * @id: (nullable): the id of the active verification */
VouchQrKind  vouch_qr_payload_explain   (GBytes      *scanned,
                                         GBytes      *own,
                                         const char  *id);

G_END_DECLS
