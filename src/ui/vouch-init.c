/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-init"

#include "vouch-init.h"

#include "vouch-journal.h"
#include "vouch-resources.h"

void
vouch_init (void)
{
  vouch_journal_start ();
  vouch_register_resource ();
}
