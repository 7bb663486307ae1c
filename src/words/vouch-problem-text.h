/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-step.h"

G_BEGIN_DECLS

/* From what went wrong to the sentence that the person reads: what happened, and what to do. Pure.
 * Where Beeper gives a reason, that is quoted after it, as plain text, and clipped.
 *
 * @error: of #VOUCH_ERROR; anything else reads as "something went wrong"
 * @step: the screen on which it happened
 * Returns: (transfer full): translated plain text */
char     *vouch_problem_text       (const GError *error,
                                    VouchStep     step);
/* The same for the banner: what is wrong with looking, while Vouch tries again by itself. */
char     *vouch_trouble_text       (const GError *error);
/* @text, of the caller, with the reason that Beeper gives quoted after it.
 *
 * Returns: (transfer full): translated plain text */
char     *vouch_problem_add_reason (const GError *error,
                                    const char   *text);
/* The same for a reason that is fit to be shown.
 *
 * @reason: (nullable) */
char     *vouch_problem_quote      (const char   *text,
                                    const char   *reason);
/* Whether it is what was typed that was not accepted, rather than the way there. */
gboolean  vouch_problem_is_input   (const GError *error,
                                    VouchStep     step);

G_END_DECLS
