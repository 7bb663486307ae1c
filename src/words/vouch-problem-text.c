/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-problem-text"

#include "vouch-problem-text.h"

#include <glib/gi18n.h>

#include "vouch-error.h"
#include "vouch-plain-text.h"

#define ANY_STEP -1
#define SERVER_MESSAGE_LENGTH 200

typedef struct {
  int         step;
  VouchError  code;
  const char *text;
} Row;

#define CODE_REFUSED \
  N_("The code was not accepted. Check it against the newest mail, or have a new one sent.")
#define NAME_REFUSED \
  N_("This username was not accepted. Try another one.")
#define KEY_REFUSED \
  N_("This recovery key was not accepted. It may be mistyped, or it may be an older one.")
#define TOKEN_REFUSED \
  N_("This access token was not accepted. Check that all of it was copied.")

#define REFUSED_LOOK \
  N_("Beeper does not say how things stand. Trying again…")

/* The first row that matches is used. Rows for one step stand before rows for any step. */
static const Row rows[] = {
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_UNREACHABLE,
    N_("Nothing answers at this address. Check the address, and that Beeper is running there.") },
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_TIMED_OUT,
    N_("No answer came from this address in time. Check the address, and that no firewall stands "
       "in the way.") },
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_REDIRECTED,
    N_("This address points to another one, and Vouch does not follow. Enter the other one if you "
       "trust it.") },
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_SERVER,
    N_("Something answers at this address, but only with an error. Try again in a moment, or check "
       "the address.") },
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_MALFORMED,
    N_("Something answers at this address, but not as Beeper does. Check the address, or update "
       "Beeper.") },

  { VOUCH_STEP_AUTHORIZE, VOUCH_ERROR_UNAUTHORIZED, TOKEN_REFUSED },
  { VOUCH_STEP_AUTHORIZE, VOUCH_ERROR_REJECTED, TOKEN_REFUSED },

  { VOUCH_STEP_EMAIL, VOUCH_ERROR_REJECTED,
    N_("Beeper did not accept this email address. Check it for typing mistakes.") },

  { VOUCH_STEP_CODE, VOUCH_ERROR_REJECTED, CODE_REFUSED },
  { VOUCH_STEP_CODE, VOUCH_ERROR_UNAUTHORIZED, CODE_REFUSED },
  { VOUCH_STEP_CODE, VOUCH_ERROR_CONFLICT, CODE_REFUSED },
  { VOUCH_STEP_CODE, VOUCH_ERROR_MALFORMED,
    N_("Beeper took the code but did not sign in. Perhaps this account is not open yet: try again "
       "in the Beeper app.") },

  { VOUCH_STEP_REGISTER, VOUCH_ERROR_REJECTED, NAME_REFUSED },
  { VOUCH_STEP_REGISTER, VOUCH_ERROR_CONFLICT, NAME_REFUSED },

  { VOUCH_STEP_RECOVERY, VOUCH_ERROR_REJECTED, KEY_REFUSED },
  { VOUCH_STEP_RECOVERY, VOUCH_ERROR_UNAUTHORIZED, KEY_REFUSED },
  { VOUCH_STEP_RECOVERY, VOUCH_ERROR_CONFLICT, KEY_REFUSED },

  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_REJECTED,
    N_("Beeper did not confirm this key. Try again, or go on without it.") },
  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_CONFLICT,
    N_("Beeper does not wait for this key any more. Try again, or go on without it.") },
  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_UNAUTHORIZED,
    N_("Beeper does not let this key be confirmed. Try again, or go on without it.") },
  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_MALFORMED,
    N_("Beeper's answer does not tell whether it took this key. Try again, or go on without it.") },
  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_SERVER,
    N_("Beeper has a problem of its own. Try again in a moment, or go on without this key.") },

  { ANY_STEP, VOUCH_ERROR_UNREACHABLE,
    N_("Beeper could not be reached. Check that it is running, then try again.") },
  { ANY_STEP, VOUCH_ERROR_NO_SUCH_HOST,
    N_("There is no computer of this name. Check the address and the network.") },
  { ANY_STEP, VOUCH_ERROR_TIMED_OUT,
    N_("Beeper did not answer in time. Check that it is running, then try again.") },
  { ANY_STEP, VOUCH_ERROR_TLS,
    N_("The computer at this address could not prove who it is, so nothing was sent to it. Check "
       "the address.") },
  { ANY_STEP, VOUCH_ERROR_INSECURE,
    N_("The connection to this computer is not encrypted, so nothing was sent to it.") },
  { ANY_STEP, VOUCH_ERROR_OTHER_USER,
    N_("Another user of this computer answers at this address, so nothing was sent.") },
  { ANY_STEP, VOUCH_ERROR_BAD_ADDRESS,
    N_("This is not an address. It should look like 192.168.1.20, or like "
       "https://beeper.example.org.") },
  { ANY_STEP, VOUCH_ERROR_NAMED_ADDRESS,
    N_("There is a user name or password in this address. Leave out everything up to the @. If "
       "this is your email address: Beeper asks for it later.") },
  { ANY_STEP, VOUCH_ERROR_NOT_BEEPER,
    N_("Something answers at this address, but it is not Beeper. Check the address.") },
  { ANY_STEP, VOUCH_ERROR_TOO_OLD,
    N_("This Beeper is too old to be set up from here. Update Beeper, then try again.") },
  { ANY_STEP, VOUCH_ERROR_MALFORMED,
    N_("Vouch does not understand Beeper's answer. Update Beeper and Vouch, then try again.") },
  { ANY_STEP, VOUCH_ERROR_REDIRECTED,
    N_("Beeper's answer points to another address, and Vouch does not follow. Check the server "
       "address.") },
  { ANY_STEP, VOUCH_ERROR_UNAUTHORIZED,
    N_("Beeper no longer lets this computer in. Allow access once more.") },
  { ANY_STEP, VOUCH_ERROR_READ_ONLY,
    N_("This access code lets Vouch look at Beeper, but not change anything. In Beeper, make a new "
       "one with “Allow sensitive actions” turned on.") },
  { ANY_STEP, VOUCH_ERROR_REJECTED,
    N_("Beeper did not accept this. Try again, or choose another way.") },
  { ANY_STEP, VOUCH_ERROR_CONFLICT,
    N_("Something changed in the meantime. Look at what is shown now, then try again.") },
  { ANY_STEP, VOUCH_ERROR_SERVER,
    N_("Beeper has a problem of its own. Try again in a moment.") },
};

static const Row connection_error_rows[] = {
  { ANY_STEP, VOUCH_ERROR_UNREACHABLE, N_("Beeper is not answering. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_TIMED_OUT, N_("Beeper is not answering. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_NO_SUCH_HOST, N_("Beeper is not answering. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_TLS, N_("Beeper could not prove who it is. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_OTHER_USER,
    N_("Another user of this computer answers in Beeper's place. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_MALFORMED, N_("Beeper's answer cannot be understood. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_NOT_BEEPER,
    N_("Something else answers in Beeper's place. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_REDIRECTED,
    N_("Something else answers in Beeper's place. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_SERVER, N_("Beeper has a problem of its own. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_REJECTED, REFUSED_LOOK },
  { ANY_STEP, VOUCH_ERROR_CONFLICT, REFUSED_LOOK },
};

static const Row *
find_row (const Row    *table,
          gsize         length,
          const GError *error,
          VouchStep     step)
{
  if (error->domain != VOUCH_ERROR)
    return NULL;

  for (gsize i = 0; i < length; i++)
    if ((table[i].step == ANY_STEP || table[i].step == (int) step) &&
        table[i].code == (VouchError) error->code)
      return &table[i];
  return NULL;
}

/* Returns: whether the answer came from a Beeper, so that its message can be quoted. */
static gboolean
comes_from_beeper (const GError *error)
{
  switch ((VouchError) error->code)
    {
    case VOUCH_ERROR_UNAUTHORIZED:
    case VOUCH_ERROR_REJECTED:
    case VOUCH_ERROR_CONFLICT:
    case VOUCH_ERROR_RATE_LIMITED:
    case VOUCH_ERROR_SERVER:
    case VOUCH_ERROR_TOO_OLD:
      return error->domain == VOUCH_ERROR;
    default:
      return FALSE;
    }
}

static char *
get_reason (const GError *error)
{
  if (!comes_from_beeper (error))
    return NULL;
  return vouch_plain_text (vouch_error_get_server_message (error), SERVER_MESSAGE_LENGTH);
}

char *
vouch_problem_add_reason (const GError *error,
                          const char   *text)
{
  g_autofree char *reason = NULL;

  g_return_val_if_fail (error != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  reason = get_reason (error);
  return vouch_problem_quote (text, reason);
}

char *
vouch_problem_quote (const char *text,
                     const char *reason)
{
  g_return_val_if_fail (text != NULL, NULL);

  if (reason == NULL)
    return g_strdup (text);
  /* Translators: the first is a sentence of Vouch, the second what Beeper itself says about it.
   * Each stands on lines of its own. */
  return g_strdup_printf (_("%s\n\nBeeper says:\n%s"), text, reason);
}

/* Rounds up, in a unit that is easy to imagine. */
static char *
format_duration (guint seconds)
{
  guint minutes = (seconds + 59) / 60;
  guint hours = (minutes + 59) / 60;

  if (seconds < 120)
    return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);
  if (minutes < 120)
    return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
  return g_strdup_printf (ngettext ("%u hour", "%u hours", hours), hours);
}

/* To wait need not help, as the error can have another reason: Beeper's message is preferred to the
 * advice to wait. */
static char *
describe_rate_limit (const GError *error,
                     VouchStep     step)
{
  guint seconds = vouch_error_get_retry_after (error);
  g_autofree char *reason = get_reason (error);
  g_autofree char *duration = NULL;

  if (seconds > 0)
    {
      duration = format_duration (seconds);
      if (step == VOUCH_STEP_CONNECT)
        /* Translators: the placeholder is a time such as "30 seconds" or "2 hours" */
        return g_strdup_printf (_("What answers at this address asks for a pause. Wait %s, then "
                                  "try again."), duration);
      /* Translators: the placeholder is a time such as "30 seconds" or "2 hours" */
      return g_strdup_printf (_("That was too often. Wait %s, then try again."), duration);
    }
  if (reason != NULL)
    return g_strdup (_("Beeper does not accept this for now."));
  if (step == VOUCH_STEP_CONNECT)
    return g_strdup (_("What answers at this address asks for a pause. Wait a moment, then try "
                       "again."));
  return g_strdup (_("That was too often. Wait a moment, then try again."));
}

char *
vouch_problem_text (const GError *error,
                    VouchStep     step)
{
  g_autofree char *text = NULL;
  const Row *row;

  g_return_val_if_fail (error != NULL, NULL);

  row = find_row (rows, G_N_ELEMENTS (rows), error, step);
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_RATE_LIMITED))
    text = describe_rate_limit (error, step);
  else
    text = g_strdup (row != NULL ? _(row->text) : _("Something went wrong. Try again."));
  return vouch_problem_add_reason (error, text);
}

/* VouchScheduler polls again after 60 s at the latest. */
static char *
describe_pause (guint seconds)
{
  g_autofree char *duration = NULL;

  if (seconds == 0)
    return g_strdup (_("Beeper asks for a pause. Trying again…"));
  duration = format_duration (seconds);
  if (seconds <= 60)
    /* Translators: the placeholder is a time such as "45 seconds" */
    return g_strdup_printf (_("Beeper asks for a pause of %s. Trying again then…"), duration);
  /* Translators: the placeholder is a time such as "5 minutes" or "2 hours" */
  return g_strdup_printf (_("Beeper asks for a pause of %s. Trying again every minute…"), duration);
}

char *
vouch_connection_error_text (const GError *error)
{
  g_autofree char *text = NULL;
  const Row *row;

  g_return_val_if_fail (error != NULL, NULL);

  row = find_row (connection_error_rows, G_N_ELEMENTS (connection_error_rows), error,
                  VOUCH_STEP_CONNECT);
  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_RATE_LIMITED))
    text = describe_pause (vouch_error_get_retry_after (error));
  else if (row != NULL)
    text = g_strdup (_(row->text));
  else
    return vouch_problem_text (error, VOUCH_STEP_PREPARING);
  return vouch_problem_add_reason (error, text);
}

gboolean
vouch_problem_is_input (const GError *error,
                        VouchStep     step)
{
  g_return_val_if_fail (error != NULL, FALSE);

  if (error->domain != VOUCH_ERROR)
    return FALSE;

  switch (step)
    {
    case VOUCH_STEP_EMAIL:
      return error->code == VOUCH_ERROR_REJECTED;
    case VOUCH_STEP_REGISTER:
      return error->code == VOUCH_ERROR_REJECTED || error->code == VOUCH_ERROR_CONFLICT;
    case VOUCH_STEP_AUTHORIZE:
      return error->code == VOUCH_ERROR_REJECTED || error->code == VOUCH_ERROR_CONFLICT ||
             error->code == VOUCH_ERROR_UNAUTHORIZED || error->code == VOUCH_ERROR_READ_ONLY;
    case VOUCH_STEP_CODE:
    case VOUCH_STEP_RECOVERY:
      return error->code == VOUCH_ERROR_REJECTED || error->code == VOUCH_ERROR_CONFLICT ||
             error->code == VOUCH_ERROR_UNAUTHORIZED;
    case VOUCH_STEP_CONNECT:
      return error->code == VOUCH_ERROR_BAD_ADDRESS || error->code == VOUCH_ERROR_NAMED_ADDRESS ||
             error->code == VOUCH_ERROR_NO_SUCH_HOST;
    default:
      return FALSE;
    }
}
