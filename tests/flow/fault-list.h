/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "flow.h"

G_BEGIN_DECLS

/* The faults of a reply (issue 5), and the error code of each */
typedef struct {
  const char *kind;   /* a fault of the practice server; "refused": no server listens at the port */
  VouchError  code;
} Fault;

extern const Fault fault_list[];
extern const gsize fault_list_length;

/* @request: "POST /v1/app/…", with * for the variable parts */
void fault_strike (Flow        *flow,
                   const char  *request,
                   const Fault *fault,
                   gboolean     for_ever);
/* Ends the fault: the server answers normally again. */
void fault_clear  (Flow        *flow,
                   const Fault *fault);
/* Calls @test_cell for each fault, with a new flow each time. */
void fault_for_each (Flow          *flow,
                     void         (*test_cell) (Flow          *flow,
                                                const Fault   *fault,
                                                gconstpointer  data),
                     gconstpointer  data);
/* Returns: whether only the time-out ends the request */
gboolean fault_is_silent (const Fault *fault);
/* Sets a time-out of 0.3 s if @fault is silent, because a longer wait tests nothing more. Otherwise
 * sets a time-out that is long enough for a busy computer. fault_strike() and fault_clear() call
 * this if there is a client.
 *
 * @fault: (nullable) */
void fault_choose_timeouts (Flow        *flow,
                            const Fault *fault);

/* Prints one line of the table. @told: the VouchError that the user read about, or FAULT_UNTOLD */
#define FAULT_UNTOLD -1
void fault_print  (const char  *request,
                   const Fault *fault,
                   int          told,
                   VouchStep    step);

G_END_DECLS
