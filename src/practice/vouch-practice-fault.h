/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The kinds of faulty replies. README.md of this folder describes each. */
typedef enum {
  VOUCH_PRACTICE_FAULT_RESET,
  VOUCH_PRACTICE_FAULT_CUT,
  VOUCH_PRACTICE_FAULT_HANG,
  VOUCH_PRACTICE_FAULT_TRUNCATED,
  VOUCH_PRACTICE_FAULT_SLOW,
  VOUCH_PRACTICE_FAULT_LATE,
  VOUCH_PRACTICE_FAULT_GARBAGE,
  VOUCH_PRACTICE_FAULT_HTML,
  VOUCH_PRACTICE_FAULT_EMPTY,
  VOUCH_PRACTICE_FAULT_REDIRECT,
  VOUCH_PRACTICE_FAULT_WRONG_TYPES,
  VOUCH_PRACTICE_FAULT_NULLS,
  VOUCH_PRACTICE_FAULT_HUGE,
  VOUCH_PRACTICE_FAULT_DEEP,
  VOUCH_PRACTICE_FAULT_STATUS,
} VouchPracticeFaultKind;

/* One rule: its requests, their fault, and how often it still counts. */
typedef struct {
  VouchPracticeFaultKind  kind;
  gboolean                afterwards;    /* the request is carried out before */
  guint                   left;          /* G_MAXUINT: for ever */
  guint                   status;        /* of VOUCH_PRACTICE_FAULT_STATUS */
  guint                   delay;         /* of VOUCH_PRACTICE_FAULT_LATE, in milliseconds */
  /* owned */
  char                   *method;        /* NULL for any */
  GPatternSpec           *path;
  char                   *retry_after;   /* NULL without one */
  char                   *reason;        /* the message of the envelope; NULL for the usual one */
  char                   *name;          /* the kind as it was written, for the log */
} VouchPracticeFault;

/* @text: "[METHOD ]PATH=[after-]KIND[*N]" */
VouchPracticeFault *vouch_practice_fault_parse (const char          *text,
                                                GError             **error);
void                vouch_practice_fault_free  (VouchPracticeFault  *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchPracticeFault, vouch_practice_fault_free)

/* Returns: whether the rule is for this request; if so, it counts down */
gboolean            vouch_practice_fault_take  (VouchPracticeFault  *self,
                                                const char          *method,
                                                const char          *path);

G_END_DECLS
