/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is said about a verification that ended without success. The strings are translated and
 * static. */
typedef struct {
  const char *title;
  const char *text;
  const char *advice;   /* what to check or do next, or NULL */
  gboolean    unsafe;   /* somebody may be in between: a warning, and no one-click retry */
} VouchStoppedText;

void vouch_stopped_text_look_up (VouchStoppedText *text,
                                 const char       *code);

G_END_DECLS
