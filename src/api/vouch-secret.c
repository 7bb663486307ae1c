/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-secret"

#include "vouch-secret.h"

#include <string.h>

char *
vouch_secret_dup (const char *secret)
{
  return g_strdup (secret);
}

void
vouch_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

void
vouch_secret_set (char       **field,
                  const char  *secret)
{
  char *copy = vouch_secret_dup (secret);

  vouch_secret_free (*field);
  *field = copy;
}
