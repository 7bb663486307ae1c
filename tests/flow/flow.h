/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-error.h"
#include "vouch-model-testing.h"
#include "vouch-practice-server.h"

G_BEGIN_DECLS

/* A VouchSetup and the practice server that it talks to, in one process and one main loop. */
typedef struct {
  VouchPracticeAccount *account;
  VouchPracticeServer  *server;
  VouchTokenStore      *store;
  VouchSetup           *setup;
  char                 *state_directory;
} Flow;

/* For g_test_add(): everything is made, nothing is connected yet. The account hurries, and a change
 * of it makes the setup look at once, as events would. */
void        flow_set_up            (Flow                  *flow,
                                    gconstpointer          data);
void        flow_tear_down         (Flow                  *flow,
                                    gconstpointer          data);
#define FLOW_ADD(path, function) \
  g_test_add (path, Flow, NULL, flow_set_up, function, flow_tear_down)

/* From here on only polling tells of changes. */
void        flow_stop_poking       (Flow                  *flow);
/* Another start of the program, with what the last one left in the state directory and the
 * store. */
void        flow_restart           (Flow                  *flow);
/* As if killed: nothing is waited for, nothing is said to the server. */
void        flow_kill              (Flow                  *flow);

/* A wait that fails (see wait.h) tells the step. */
void        flow_wait_step         (Flow                  *flow,
                                    VouchStep              step);
void        flow_wait_problem      (Flow                  *flow,
                                    VouchError             code);
void        flow_wait_connection_error (Flow              *flow,
                                    gboolean               wanted);
void        flow_wait_idle         (Flow                  *flow);
void        flow_wait_phone        (Flow                  *flow,
                                    VouchPhoneState        state);

/* Appends the name of each step from now on, and a space, until @steps is disconnected from the
 * setup. */
void        flow_record_steps      (Flow                  *flow,
                                    GString               *steps);

/* Ways that many tests begin with. */
void        flow_connect           (Flow                  *flow);
/* An existing account, to the step verify; … to show-code or choose; … to emoji, with emoji. */
void        flow_sign_in           (Flow                  *flow);
void        flow_begin_verification (Flow                 *flow);
void        flow_compare           (Flow                  *flow);
/* From verify or ready to save-key. */
void        flow_make_key          (Flow                  *flow);
/* Of the server in use, or NULL. */
VouchClient *flow_get_client       (Flow                  *flow);
VouchEvents *flow_get_events       (Flow                  *flow);
/* Of the verification. */
const char *flow_get_id            (Flow                  *flow);
/* The recovery key that is to be saved, or NULL. */
const char *flow_get_new_key       (Flow                  *flow);
guint       flow_count_log         (Flow                  *flow,
                                    const char            *part);

G_END_DECLS
