/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-recovery-key.h"
#include "vouch-step.h"

G_BEGIN_DECLS

/* Describes the error of a verb to the user: what happened, and what to do. A message of Beeper is
 * quoted after that, as plain text, clipped. Pure.
 *
 * @error: of #VOUCH_ERROR; for other domains the text is "Something went wrong"
 * @step: the step in which it happened
 * Returns: (transfer full): translated plain text */
char     *vouch_problem_text       (const GError *error,
                                    VouchStep     step);
/* Describes why a recovery key did not work. A key whose parity is right is not called mistyped.
 *
 * @error: as above
 * @advice: the check of the key that was sent
 * Returns: (transfer full): translated plain text */
char     *vouch_problem_key_text   (const GError           *error,
                                    VouchRecoveryKeyAdvice  advice);
/* Describes the error of a poll, for the banner. Vouch polls again by itself.
 *
 * @error: as above
 * Returns: (transfer full): translated plain text */
char     *vouch_connection_error_text (const GError *error);
/* Quotes the message of Beeper after a text.
 *
 * @text: translated
 * Returns: (transfer full): translated plain text */
char     *vouch_problem_add_reason (const GError *error,
                                    const char   *text);
/* Quotes a reason after a text.
 *
 * @text: translated
 * @reason: (nullable): fit to be shown
 * Returns: (transfer full): translated plain text */
char     *vouch_problem_quote      (const char   *text,
                                    const char   *reason);
/* Returns: whether the error is about the user's input, and not about the connection */
gboolean  vouch_problem_is_input   (const GError *error,
                                    VouchStep     step);
/* Returns: whether the user can do little about the error, so that the problem report is offered */
gboolean  vouch_problem_needs_report (const GError *error);

G_END_DECLS
