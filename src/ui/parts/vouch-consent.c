/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-consent"

#include "vouch-consent.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-error.h"

#define PAIRS_PER_LINE 8

VouchConsents
vouch_consent_get (const GError *problem)
{
  if (g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_INSECURE))
    return VOUCH_CONSENT_PLAIN_HTTP;
  if (g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_OTHER_USER))
    return VOUCH_CONSENT_OTHER_USER;
  return VOUCH_CONSENT_NONE;
}

gboolean
vouch_consent_is_needed (const GError *problem)
{
  return vouch_consent_get (problem) != VOUCH_CONSENT_NONE ||
         (g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_TLS) &&
             vouch_error_get_fingerprint (problem) != NULL);
}

static void
ask_insecure (GtkWidget           *parent,
              const char          *address,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autofree char *body = NULL;

  /* Translators: %s is an address */
  body = g_strdup_printf (_("The connection to \u2068%s\u2069 is not protected. Others on the same "
                            "network could read your messages and sign in as you. If you are not "
                            "sure, choose Cancel."),
                          address);
  vouch_ask_async (parent, _("Connect Without Protection?"), body, _("_Connect Anyway"),
                   callback, user_data);
}

static void
ask_other_user (GtkWidget           *parent,
                const char          *address,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  g_autofree char *body = NULL;

  /* Translators: %s is an address */
  body = g_strdup_printf (_("Another user of this computer runs the Beeper at \u2068%s\u2069. They "
                            "could read all that you enter and sign in as you. Continue only if "
                            "you know who that is. If you are not sure, choose Cancel."),
                          address);
  vouch_ask_async (parent, _("Connect to Another User's Beeper?"), body, _("_Connect Anyway"),
                   callback, user_data);
}

/* Keeps "http://" on the line of its host, with word joiners (U+2060). */
static char *
join_address (const char *address)
{
  g_autoptr(GString) joined = g_string_new (address);

  g_string_replace (joined, "://", ":\u2060/\u2060/\u2060", 1);
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* Breaks the fingerprint into lines that fit the dialog and are easy to compare. Each is isolated:
 * from right to left, pairs of digits would change places. */
static char *
break_fingerprint (const char *fingerprint)
{
  g_auto(GStrv) pairs = g_strsplit (fingerprint, ":", -1);
  GString *lines = g_string_new ("\u2066");

  for (guint i = 0; pairs[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (lines, i % PAIRS_PER_LINE == 0 ? "\u2069\n\u2066" : " ");
      g_string_append (lines, pairs[i]);
    }
  g_string_append (lines, "\u2069");
  return g_string_free (lines, FALSE);
}

/* Returns: (transfer full): the same as markup, with the fingerprint in letters of one width */
static char *
mark_up_fingerprint (const char *body,
                     const char *lines)
{
  g_autofree char *escaped = g_markup_escape_text (body, -1);
  g_autofree char *marked = g_strconcat ("<tt>", lines, "</tt>", NULL);
  g_autoptr(GString) markup = g_string_new (escaped);

  g_string_replace (markup, lines, marked, 1);
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

static void
ask_certificate (GtkWidget           *parent,
                 const char          *address,
                 const char          *fingerprint,
                 gboolean             changed,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  g_autofree char *lines = break_fingerprint (fingerprint);
  g_autofree char *body = NULL;
  g_autofree char *markup = NULL;

  if (changed)
    /* Translators: the first %s is an address, the second a fingerprint */
    body = g_strdup_printf (_("\u2068%s\u2069 has identified itself differently than before. "
                              "Ask whoever runs it to read you its fingerprint, the letters and "
                              "digits below. If you are not sure, choose Cancel. Continue only if "
                              "it matches:\n\n%s"),
                            address, lines);
  else
    /* Translators: the first %s is an address, the second a fingerprint */
    body = g_strdup_printf (_("Vouch cannot check that \u2068%s\u2069 is the right computer. Ask "
                              "whoever runs it to read you its fingerprint, the letters and digits "
                              "below. If you are not sure, choose Cancel. Continue only if it "
                              "matches:\n\n%s"),
                            address, lines);
  markup = mark_up_fingerprint (body, lines);
  vouch_ask_with_markup_async (parent,
                               changed ? _("Is This Still the Same Computer?")
                                       : _("Connect to a Computer That Vouch Cannot Check?"),
                               markup, _("_Fingerprint Matches"), callback, user_data);
}

void
vouch_consent_ask_async (GtkWidget           *parent,
                         const char          *address,
                         const GError        *problem,
                         const char          *known,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  const char *fingerprint = vouch_error_get_fingerprint (problem);
  g_autofree char *joined = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (vouch_consent_is_needed (problem));

  joined = join_address (address);

  if (vouch_consent_get (problem) == VOUCH_CONSENT_PLAIN_HTTP)
    ask_insecure (parent, joined, callback, user_data);
  else if (vouch_consent_get (problem) == VOUCH_CONSENT_OTHER_USER)
    ask_other_user (parent, joined, callback, user_data);
  else
    ask_certificate (parent, joined, fingerprint,
                     known != NULL && *known != '\0' && !g_str_equal (known, fingerprint),
                     callback, user_data);
}
