/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow.h"

G_BEGIN_DECLS

/* Everything that can go wrong with a reply (issue 5), and the code that it is known by. */
typedef struct {
  const char *kind;   /* of the practice server; "refused" is nobody at the port */
  VouchError  code;
} Fault;

extern const Fault fault_list[];
extern const gsize fault_list_length;

/* @request: "POST /v1/app/…", with * for what differs. */
void fault_strike (Flow        *flow,
                   const char  *request,
                   const Fault *fault,
                   gboolean     for_ever);
/* All goes well again. */
void fault_clear  (Flow        *flow,
                   const Fault *fault);
/* A test of one fault after the other, each from the start. */
void fault_for_each (Flow          *flow,
                     void         (*test_cell) (Flow          *flow,
                                                const Fault   *fault,
                                                gconstpointer  data),
                     gconstpointer  data);
/* Whether nothing comes: only a time-out ends it. */
gboolean fault_is_silent (const Fault *fault);
/* A hang is a hang, also after 0.3 s. Every other reply has all the time that a busy computer may
 * need. fault_strike() and fault_clear() do this by themselves, once there is a client.
 *
 * @fault: (nullable) */
void fault_choose_timeouts (Flow        *flow,
                            const Fault *fault);

/* One line of the table. @told: the VouchError that the person read about, or FAULT_UNTOLD. */
#define FAULT_UNTOLD -1
void fault_print  (const char  *request,
                   const Fault *fault,
                   int          told,
                   VouchStep    step);

G_END_DECLS
