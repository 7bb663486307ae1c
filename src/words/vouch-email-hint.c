/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-email-hint"

#include "vouch-email-hint.h"

#include <string.h>

#include "vouch-input.h"

static const char * const domains[] = {
  "gmail.com", "googlemail.com", "hotmail.com", "outlook.com", "live.com", "msn.com", "icloud.com",
  "me.com", "mac.com", "yahoo.com", "aol.com", "proton.me", "protonmail.com", "pm.me", "gmx.de",
  "gmx.net", "gmx.com", "web.de", "mail.com", "fastmail.com", "hey.com", "zoho.com", "yandex.ru",
  "mail.ru", "qq.com", "163.com", "comcast.net", "verizon.net", "orange.fr", "t-online.de",
};

/* Endings that do not exist, and the endings that were meant. */
static const struct {
  const char *wrong;
  const char *right;
} endings[] = {
  { ".con", ".com" }, { ".cmo", ".com" }, { ".ocm", ".com" }, { ".comm", ".com" },
  { ".vom", ".com" }, { ".xom", ".com" }, { ".nte", ".net" }, { ".ogr", ".org" },
};

/* Returns: whether @a and @b differ by one added, missing or changed letter, or by two neighbouring
 * letters that are swapped. */
static gboolean
is_one_slip_away (const char *a,
                  const char *b)
{
  while (*a != '\0' && *a == *b)
    {
      a++;
      b++;
    }
  if (*a == '\0' || *b == '\0')
    return strlen (a) + strlen (b) == 1;
  return strcmp (a + 1, b) == 0 ||
         strcmp (a, b + 1) == 0 ||
         strcmp (a + 1, b + 1) == 0 ||
         (a[0] == b[1] && a[1] == b[0] && strcmp (a + 2, b + 2) == 0);
}

static char *
repair_domain (const char *domain)
{
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (strcmp (domain, domains[i]) == 0)
      return NULL;

  /* The first letter must match, because it is rarely the wrong one. Short domains are skipped,
   * because similar ones exist ("we.com"). */
  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    if (strlen (domains[i]) > 7 && domain[0] == domains[i][0] &&
        is_one_slip_away (domain, domains[i]))
      return g_strdup (domains[i]);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (domain, endings[i].wrong))
      return g_strdup_printf ("%.*s%s", (int) (strlen (domain) - strlen (endings[i].wrong)), domain,
                              endings[i].right);
  return NULL;
}

char *
vouch_email_hint (const char *email)
{
  g_autofree char *clean = vouch_input_email (email);
  const char *at = strrchr (clean, '@');
  g_autofree char *domain = NULL;
  g_autofree char *repaired = NULL;

  if (at == NULL || at == clean)
    return NULL;

  domain = g_ascii_strdown (at + 1, -1);
  repaired = repair_domain (domain);
  if (repaired == NULL)
    return NULL;
  return g_strdup_printf ("%.*s@%s", (int) (at - clean), clean, repaired);
}
