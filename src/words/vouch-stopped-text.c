/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-stopped-text"

#include "vouch-stopped-text.h"

#include <glib/gi18n.h>

/* The reasons for which a verification ends. The codes are those of the Matrix specification ("Key
 * verification framework", m.key.verification.cancel). */
typedef struct {
  const char *code;
  gboolean    unsafe;
  const char *text;
  const char *advice;
  const char *rare;
} Reason;

#define UNSAFE_ADVICE \
  N_("Before you try again, check that both devices show the same account, that no other attempt " \
     "is open on the phone, and that you are on your own network.")
#define UNSAFE_RARE \
  N_("Only rarely, someone is trying to read your messages. They did not get in.")

static const Reason reasons[] = {
  { "m.user", FALSE,
    N_("It was cancelled here or on the phone. Nothing is lost."), NULL },
  { "m.timeout", FALSE,
    N_("Time ran out. Nothing is lost."),
    N_("Have your phone or other device in your hand, unlocked and with Beeper open. Then try "
       "again.") },
  { "m.accepted", FALSE,
    N_("You continued on another of your devices. Nothing is wrong."), NULL },
  { "m.unknown_method", FALSE,
    N_("Your other device cannot do it this way. Nothing is lost."),
    N_("Update Beeper there, or use your recovery key.") },
  { "m.unknown_transaction", FALSE,
    N_("The two devices got mixed up. Nothing is lost."),
    N_("Start again on one of them only.") },
  { "m.unexpected_message", FALSE,
    N_("The two devices got mixed up. This can happen when both start at once."),
    N_("Start again on one of them only.") },
  { "m.invalid_message", FALSE,
    N_("The two devices got mixed up. Nothing is lost."),
    N_("Start again on one of them only.") },
  { "m.mismatched_sas", TRUE,
    N_("Good that you looked. Nothing was let in, and nothing is lost.\n\nThe emoji were "
       "different. Usually that means that two attempts were mixed up."),
    UNSAFE_ADVICE, UNSAFE_RARE },
  { "m.key_mismatch", TRUE,
    N_("It was stopped in time. Nothing was let in, and nothing is lost.\n\nThe other device is "
       "not the one that was expected. Usually that means that two attempts were mixed up."),
    UNSAFE_ADVICE, UNSAFE_RARE },
  { "m.mismatched_commitment", TRUE,
    N_("It was stopped in time. Nothing was let in, and nothing is lost.\n\nThe two devices "
       "did not agree on a secret. Usually that means that two attempts were mixed up."),
    UNSAFE_ADVICE, UNSAFE_RARE },
  { "m.user_mismatch", TRUE,
    N_("It was stopped in time. Nothing was let in, and nothing is lost.\n\nThe other device "
       "belongs to someone else."),
    UNSAFE_ADVICE, NULL },
};

/* "gone" is for no code: Beeper does not say how the verification ended. "other" is for an unknown
 * code: an error of Beeper. */
static const Reason gone = {
  NULL, FALSE, N_("It stopped before it was finished. Nothing is lost."), NULL
};
static const Reason other = {
  NULL, FALSE, N_("Beeper had a problem and stopped. Nothing is lost."), NULL
};

static const Reason *
find_reason (const char *code)
{
  if (code == NULL || *code == '\0')
    return &gone;

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].code, code))
      return &reasons[i];

  return &other;
}

void
vouch_stopped_text_look_up (VouchStoppedText *text,
                            const char       *code)
{
  const Reason *reason = find_reason (code);

  g_return_if_fail (text != NULL);

  text->title = reason->unsafe ? _("This May Not Be Safe") : _("That Didn't Work Yet");
  text->text = _(reason->text);
  text->advice = reason->advice != NULL ? _(reason->advice) : NULL;
  text->rare = reason->rare != NULL ? _(reason->rare) : NULL;
  text->unsafe = reason->unsafe;
  text->known = reason != &gone && reason != &other;
}
