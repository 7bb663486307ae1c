/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A line of tests/data/broken-replies.txt, which describes its format */
typedef struct {
  /* owned */
  char   *name;
  char   *call;
  char   *member;      /* (nullable): text that the error must contain */
  GBytes *body;
  gboolean tolerated;
} ReplyCase;

/* Returns: (transfer full) (element-type ReplyCase) */
GPtrArray *reply_list_load (void);

G_END_DECLS
