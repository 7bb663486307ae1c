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

char *
vouch_secret_take_variable (const char *name)
{
  char *value = (char *) g_getenv (name);
  char *copy = value != NULL && *value != '\0' ? vouch_secret_dup (value) : NULL;

  if (value != NULL)
    explicit_bzero (value, strlen (value));
  g_unsetenv (name);
  return copy;
}

typedef struct {
  char  *data;    /* owned */
  gsize  length;
} SecretBytes;

static void
secret_bytes_free (gpointer data)
{
  SecretBytes *secret = data;

  explicit_bzero (secret->data, secret->length);
  g_free (secret->data);
  g_free (secret);
}

GBytes *
vouch_secret_take_bytes (char  *data,
                         gsize  length)
{
  SecretBytes *secret = g_new (SecretBytes, 1);

  secret->data = data;
  secret->length = length;
  return g_bytes_new_with_free_func (data, length, secret_bytes_free, secret);
}
