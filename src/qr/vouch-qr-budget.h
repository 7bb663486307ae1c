/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The work that may still be done on a frame. Its unit is about a nanosecond of one core; steps are
 * charged by the pixels and modules that they visit, so that the same frame always gets as far. */
typedef struct {
  gint64 left;
} VouchQrBudget;

/* Returns: FALSE when less is left: then the step must not be taken */
static inline gboolean
vouch_qr_budget_spend (VouchQrBudget *self,
                       gint64         work)
{
  if (work > self->left)
    return FALSE;
  self->left -= work;
  return TRUE;
}

G_END_DECLS
