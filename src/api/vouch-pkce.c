/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-pkce"

#include "vouch-pkce.h"

#include <string.h>
#include <unistd.h>

#define SIZE 32

/* Base64 of RFC 4648, 5, without padding. */
static char *
encode (const guint8 *bytes,
        gsize         length)
{
  char *text = g_base64_encode (bytes, length);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

char *
vouch_pkce_random (void)
{
  guint8 bytes[SIZE];
  char *text;

  /* It fails only on kernels that have no random numbers at all: nothing is safe there. */
  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("There are no random numbers on this system");
  text = encode (bytes, sizeof bytes);
  explicit_bzero (bytes, sizeof bytes);
  return text;
}

char *
vouch_pkce_challenge (const char *verifier)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 digest[SIZE];
  gsize length = sizeof digest;

  g_checksum_update (checksum, (const guchar *) verifier, -1);
  g_checksum_get_digest (checksum, digest, &length);
  return encode (digest, length);
}
