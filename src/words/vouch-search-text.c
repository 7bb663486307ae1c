/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-search-text"

#include "vouch-search-text.h"

#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-problem-text.h"

/* Returns: whether no usable Beeper answers at the address that was given or used last. */
static gboolean
is_silent (const GError *error)
{
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNREACHABLE) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_OTHER_USER);
}

/* The text of VOUCH_STEP_CONNECT says "this address", and the page does not show one. So the
 * address is put before it. */
static char *
describe_error (const GError *error,
                const char   *origin)
{
  g_autofree char *text = vouch_problem_text (error, VOUCH_STEP_CONNECT);

  if (origin == NULL)
    return g_steal_pointer (&text);
  return g_strdup_printf ("\u2066%s\u2069\n%s", origin, text);
}

/* A Beeper that runs and does not answer accepts no connections: "Allow connections" is off by
 * default (api.md 4). */
static char *
describe_process (VouchBeeperProcess process)
{
  switch (process)
    {
    case VOUCH_BEEPER_PROCESS_DESKTOP:
      return g_strdup (_("Beeper is running, but does not let Vouch in yet. In Beeper, open "
                         "Settings, then Integrations (older versions: Developers), and turn on "
                         "Allow connections. Turn on Start API on launch there, too: then it stays "
                         "on."));
    case VOUCH_BEEPER_PROCESS_SERVER:
      return g_strdup (_("Beeper Server is running, but does not answer. It may still be starting. "
                         "If it uses another port, enter that as the address, like :23400."));
    case VOUCH_BEEPER_PROCESS_NONE:
      return g_strdup (_("Beeper is not running on this computer. Open it, and Vouch "
                         "continues."));
    case VOUCH_BEEPER_PROCESS_UNKNOWN:
      break;
    }
  return g_strdup (_("No Beeper answers on this computer. Open it from your list of programs, and "
                     "Vouch continues. If it is open already, go to its Settings, then "
                     "Integrations (older versions: Developers), and turn on Allow connections."));
}

/* Returns: whether the process explains why no Beeper answers at @origin. */
static gboolean
explains (VouchBeeperProcess  process,
          const char         *origin)
{
  return vouch_server_origin_is_local (origin) &&
         (process == VOUCH_BEEPER_PROCESS_DESKTOP || process == VOUCH_BEEPER_PROCESS_SERVER);
}

/* The error of the search is about the address that was given or used last. */
static char *
describe_nothing (VouchFinder        *finder,
                  gboolean            searched,
                  VouchBeeperProcess  process)
{
  const GError *error = vouch_finder_get_error (finder);
  const char *origin = vouch_finder_get_error_origin (finder);
  const char *forced = vouch_finder_get_forced (finder);

  if (is_silent (error) && explains (process, origin))
    return describe_process (process);
  if (is_silent (error) && forced == NULL)
    return g_strdup (_("The Beeper you used last does not answer. Start it, and Vouch continues."));
  if (error != NULL)
    return describe_error (error, origin);
  if (!searched && forced != NULL && !vouch_server_origin_is_local (forced))
    /* Translators: %s is an address */
    return g_strdup_printf (_("Looking for Beeper at \u2066%s\u2069…"), forced);
  if (!searched)
    return g_strdup (_("Looking for Beeper on this computer…"));
  return describe_process (process);
}

char *
vouch_search_text (VouchFinder        *finder,
                   gboolean            searched,
                   gboolean            waiting,
                   VouchBeeperProcess  process)
{
  guint found = g_list_model_get_n_items (G_LIST_MODEL (finder));

  /* A Beeper that is starting comes first: the user waits for it, and not for one found earlier. */
  if (waiting)
    return g_strdup (_("Beeper is starting. Vouch continues when it is ready."));
  if (found > 1)
    return g_strdup (_("There is more than one Beeper. Choose which to set up."));
  if (found == 1 && is_silent (vouch_finder_get_error (finder)))
    return g_strdup (_("The Beeper you used last does not answer. Another one does."));
  if (found == 1 && vouch_finder_has_local (finder))
    return g_strdup (_("Beeper is running on this computer."));
  if (found == 1)
    return g_strdup (_("Beeper is running on another computer."));
  return describe_nothing (finder, searched, process);
}
