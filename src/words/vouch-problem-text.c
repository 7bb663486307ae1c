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
  N_("That code did not work. Use the code from the newest email, or send a new one.")
#define NAME_REFUSED \
  N_("That username cannot be used. Try another one.")
#define KEY_REFUSED \
  N_("This recovery key did not work. Check it letter by letter. It may also be an older one.")
#define TOKEN_REFUSED \
  N_("That access code did not work. Copy all of it and try again.")
#define SAVE_KEY_REFUSED \
  N_("Beeper did not accept this key. Press Finish to try again. If it fails again, go on " \
     "without this key: your messages are safe, and you can create another key later.")

#define UNKNOWN \
  N_("Something went wrong. Try again. If it happens again, send your helper the problem report.")

#define REFUSED_LOOK \
  N_("Beeper does not tell Vouch what it is doing. Trying again…")

/* The first row that matches is used. Rows for one step stand before rows for any step. */
static const Row rows[] = {
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_UNREACHABLE,
    N_("No Beeper found at this address. Is the address right, and is Beeper running there?") },
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_TIMED_OUT,
    N_("This address did not answer. Check the address, or ask your helper about a firewall.") },
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_REDIRECTED,
    N_("This address sends Vouch on to another one. If you trust that one, enter it instead.") },
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_SERVER,
    N_("Something at this address answers, but only with an error. Check the address, or try again "
       "in a moment.") },
  { VOUCH_STEP_CONNECT, VOUCH_ERROR_MALFORMED,
    N_("Something at this address answers, but not the way Beeper does. Check the address, or "
       "update Beeper.") },

  { VOUCH_STEP_AUTHORIZE, VOUCH_ERROR_UNAUTHORIZED, TOKEN_REFUSED },
  { VOUCH_STEP_AUTHORIZE, VOUCH_ERROR_REJECTED, TOKEN_REFUSED },

  { VOUCH_STEP_EMAIL, VOUCH_ERROR_REJECTED,
    N_("Beeper did not accept this email address. Check it for typing mistakes.") },

  { VOUCH_STEP_CODE, VOUCH_ERROR_REJECTED, CODE_REFUSED },
  { VOUCH_STEP_CODE, VOUCH_ERROR_UNAUTHORIZED, CODE_REFUSED },
  { VOUCH_STEP_CODE, VOUCH_ERROR_CONFLICT, CODE_REFUSED },
  { VOUCH_STEP_CODE, VOUCH_ERROR_MALFORMED,
    N_("The code was right, but Beeper could not sign in. Open the Beeper app to see why.") },

  { VOUCH_STEP_REGISTER, VOUCH_ERROR_REJECTED, NAME_REFUSED },
  { VOUCH_STEP_REGISTER, VOUCH_ERROR_CONFLICT, NAME_REFUSED },

  { VOUCH_STEP_RECOVERY, VOUCH_ERROR_REJECTED, KEY_REFUSED },
  { VOUCH_STEP_RECOVERY, VOUCH_ERROR_UNAUTHORIZED, KEY_REFUSED },
  { VOUCH_STEP_RECOVERY, VOUCH_ERROR_CONFLICT, KEY_REFUSED },

  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_REJECTED, SAVE_KEY_REFUSED },
  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_CONFLICT, SAVE_KEY_REFUSED },
  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_UNAUTHORIZED, SAVE_KEY_REFUSED },
  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_MALFORMED,
    N_("Beeper may not have accepted this key. Press Finish to try again. If it fails again, go on "
       "without this key: your messages are safe, and you can create another key later.") },
  { VOUCH_STEP_SAVE_KEY, VOUCH_ERROR_SERVER,
    N_("Something went wrong in Beeper. Try again in a moment, or continue without this key.") },

  { ANY_STEP, VOUCH_ERROR_UNREACHABLE,
    N_("Beeper could not be reached. Check that it is running, then try again.") },
  { ANY_STEP, VOUCH_ERROR_NO_SUCH_HOST,
    N_("No computer with this name was found. Check the address and the network.") },
  { ANY_STEP, VOUCH_ERROR_TIMED_OUT,
    N_("Beeper did not answer in time. Check that it is running, then try again.") },
  { ANY_STEP, VOUCH_ERROR_TLS,
    N_("Vouch could not check that this is the right computer, so it sent nothing. Check the "
       "address.") },
  { ANY_STEP, VOUCH_ERROR_INSECURE,
    N_("The connection to this computer is not protected, so Vouch sent nothing.") },
  { ANY_STEP, VOUCH_ERROR_OTHER_USER,
    N_("Another user of this computer answers at this address, so Vouch sent nothing.") },
  { ANY_STEP, VOUCH_ERROR_BAD_ADDRESS,
    N_("This is not an address. It should look like 192.168.1.20, or like "
       "https://beeper.example.org.") },
  { ANY_STEP, VOUCH_ERROR_NAMED_ADDRESS,
    N_("There is a user name or password in this address. Leave out everything up to the @. Is it "
       "your email address? Beeper asks for that later.") },
  { ANY_STEP, VOUCH_ERROR_NOT_BEEPER,
    N_("Something at this address answers, but it is not Beeper. Check the address.") },
  { ANY_STEP, VOUCH_ERROR_TOO_OLD,
    N_("This version of Beeper is too old. Update Beeper, then try again.") },
  { ANY_STEP, VOUCH_ERROR_MALFORMED,
    N_("Vouch does not understand Beeper's answer. Update Beeper first, then Vouch. If that does "
       "not help, send your helper the problem report.") },
  { ANY_STEP, VOUCH_ERROR_REDIRECTED,
    N_("Beeper sends Vouch on to another address, and Vouch does not follow. Check the address.") },
  { ANY_STEP, VOUCH_ERROR_UNAUTHORIZED,
    N_("Beeper needs your permission again.") },
  { ANY_STEP, VOUCH_ERROR_READ_ONLY,
    N_("This access code lets Vouch look at Beeper, but not change anything. In Beeper, make a new "
       "one with “Allow sensitive actions” turned on.") },
  { ANY_STEP, VOUCH_ERROR_REJECTED,
    N_("Beeper did not accept this. Try again, or choose another way.") },
  { ANY_STEP, VOUCH_ERROR_CONFLICT,
    N_("This has changed. Check what is shown now, then try again.") },
  { ANY_STEP, VOUCH_ERROR_SERVER,
    N_("Something went wrong in Beeper. Try again in a moment.") },
};

static const Row connection_error_rows[] = {
  { ANY_STEP, VOUCH_ERROR_UNREACHABLE, N_("Beeper is not answering. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_TIMED_OUT, N_("Beeper is not answering. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_NO_SUCH_HOST, N_("Beeper is not answering. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_TLS,
    N_("Vouch cannot check that this is the right computer. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_OTHER_USER,
    N_("Another user of this computer answers in Beeper's place. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_MALFORMED,
    N_("Vouch does not understand Beeper's answer. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_NOT_BEEPER,
    N_("Something else answers in Beeper's place. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_REDIRECTED,
    N_("Something else answers in Beeper's place. Trying again…") },
  { ANY_STEP, VOUCH_ERROR_SERVER, N_("Something went wrong in Beeper. Trying again…") },
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
        return g_strdup_printf (_("This address asks Vouch to wait. Wait %s, then try again."),
                                duration);
      /* Translators: the placeholder is a time such as "30 seconds" or "2 hours" */
      return g_strdup_printf (_("Too many tries. Wait %s, then try again."), duration);
    }
  if (reason != NULL)
    return g_strdup (_("Beeper does not accept this for now."));
  if (step == VOUCH_STEP_CONNECT)
    return g_strdup (_("This address asks Vouch to wait. Wait a moment, then try again."));
  return g_strdup (_("Too many tries. Wait a moment, then try again."));
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
    text = g_strdup (row != NULL ? _(row->text) : _(UNKNOWN));
  return vouch_problem_add_reason (error, text);
}

char *
vouch_problem_key_text (const GError           *error,
                        VouchRecoveryKeyAdvice  advice)
{
  const char *text;

  g_return_val_if_fail (error != NULL, NULL);

  if (!vouch_problem_is_input (error, VOUCH_STEP_RECOVERY))
    return vouch_problem_text (error, VOUCH_STEP_RECOVERY);
  text = advice == VOUCH_RECOVERY_KEY_COMPLETE
         ? _("This is a recovery key, but not the one for this account, or an older one.")
         : _("That is not a recovery key. Check it letter by letter.");
  return vouch_problem_add_reason (error, text);
}

/* VouchScheduler polls again after 60 s at the latest. */
static char *
describe_pause (guint seconds)
{
  g_autofree char *duration = NULL;

  if (seconds == 0)
    return g_strdup (_("Beeper is busy. Trying again…"));
  duration = format_duration (seconds);
  if (seconds <= 60)
    /* Translators: the placeholder is a time such as "45 seconds" */
    return g_strdup_printf (_("Beeper is busy and asks to wait %s. Trying again then…"), duration);
  /* Translators: the placeholder is a time such as "5 minutes" or "2 hours" */
  return g_strdup_printf (_("Beeper is busy and asks to wait %s. Trying again every minute…"),
                          duration);
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

gboolean
vouch_problem_needs_report (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  return error->domain != VOUCH_ERROR || error->code == VOUCH_ERROR_MALFORMED ||
         error->code == VOUCH_ERROR_SERVER;
}
