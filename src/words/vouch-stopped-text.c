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
} Reason;

#define UNSAFE_ADVICE \
  N_("Check on both devices that you are signed in to your own account, and that you use a " \
     "network you trust. Begin again only when you know why this happened.")

static const Reason reasons[] = {
  { "m.user", FALSE,
    N_("It was stopped on one of your devices."), NULL },
  { "m.timeout", FALSE,
    N_("It took too long, so it was ended."),
    N_("Have your other device in your hand, with Beeper open, before you try again.") },
  { "m.accepted", FALSE,
    N_("You continued on another of your devices. Nothing is wrong."), NULL },
  { "m.unknown_method", FALSE,
    N_("Your other device cannot verify this way."),
    N_("Update Beeper there, or use your recovery key.") },
  { "m.unknown_transaction", FALSE,
    N_("The two devices fell out of step."),
    N_("Begin again on one of them only.") },
  { "m.unexpected_message", FALSE,
    N_("The two devices fell out of step. That happens when both begin at once."),
    N_("Begin again on one of them only.") },
  { "m.invalid_message", FALSE,
    N_("The two devices fell out of step."),
    N_("Begin again on one of them only.") },
  { "m.mismatched_sas", TRUE,
    N_("The emoji were not the same on both devices. Somebody may be trying to read along. "
       "Nothing was trusted."),
    UNSAFE_ADVICE },
  { "m.key_mismatch", TRUE,
    N_("The other device is not the one that was expected. Somebody may be trying to read along. "
       "Nothing was trusted."),
    UNSAFE_ADVICE },
  { "m.mismatched_commitment", TRUE,
    N_("The other device changed what it had promised. Somebody may be trying to read along. "
       "Nothing was trusted."),
    UNSAFE_ADVICE },
  { "m.user_mismatch", TRUE,
    N_("The other device belongs to somebody else. Nothing was trusted."),
    UNSAFE_ADVICE },
};

/* "gone" is for no code: Beeper does not say how the verification ended. "other" is for an unknown
 * code: an error of Beeper. */
static const Reason gone = { NULL, FALSE, N_("It ended before it was finished."), NULL };
static const Reason other = { NULL, FALSE, N_("Beeper had a problem and ended it."), NULL };

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

  text->title = reason->unsafe ? _("This May Not Be Safe") : _("Verification Stopped");
  text->text = _(reason->text);
  text->advice = reason->advice != NULL ? _(reason->advice) : NULL;
  text->unsafe = reason->unsafe;
}
