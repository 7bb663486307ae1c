/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The texts about a verification that ended without success. The strings are translated and
 * static. */
typedef struct {
  const char *title;
  const char *text;
  const char *advice;   /* (nullable): what to check or do next */
  const char *rare;     /* (nullable): the cause that is worst, and not likely */
  gboolean    unsafe;   /* a warning: no button for another try */
  gboolean    known;    /* the text says what the code means: a reason in words adds nothing */
} VouchStoppedText;

/* Finds the texts for a cancel code (api.md 8). They do not contain the code itself.
 *
 * @text: (out)
 * @code: (nullable): the code of the verification; NULL: none was given */
void vouch_stopped_text_look_up (VouchStoppedText *text,
                                 const char       *code);

G_END_DECLS
