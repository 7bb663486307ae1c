/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  VOUCH_STEPS_ROW_OPEN,      /* not its turn yet, or nobody knows */
  VOUCH_STEPS_ROW_CURRENT,   /* what to do now */
  VOUCH_STEPS_ROW_DONE,
} VouchStepsRowState;

/**
 * VouchStepsRow:
 *
 * One row of #VouchSteps: a circled number, which becomes a check mark, and a sentence. A screen
 * reader gets both as one name.
 *
 * Property: "text": the sentence in Pango markup, with <b> around the names of buttons. What is
 * inserted into it must be escaped.
 */
#define VOUCH_TYPE_STEPS_ROW (vouch_steps_row_get_type ())
G_DECLARE_FINAL_TYPE (VouchStepsRow, vouch_steps_row, VOUCH, STEPS_ROW, GtkGrid)

GtkWidget  *vouch_steps_row_new      (void);
void        vouch_steps_row_set_text (VouchStepsRow      *self,
                                      const char         *text);
/* @number: from 1
 * @count: of all rows */
void        vouch_steps_row_place    (VouchStepsRow      *self,
                                      guint               number,
                                      guint               count,
                                      VouchStepsRowState  state);
/* Returns: (transfer none): what a screen reader says */
const char *vouch_steps_row_get_name (VouchStepsRow      *self);

G_END_DECLS
