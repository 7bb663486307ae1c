/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-error.h"
#include "vouch-model-testing.h"
#include "vouch-practice-server.h"

G_BEGIN_DECLS

/* A VouchSetup and the practice server that it uses, in one process and one main loop */
typedef struct {
  VouchPracticeAccount *account;
  VouchPracticeServer  *server;
  VouchTokenStore      *store;
  VouchSetup           *setup;
  char                 *state_directory;
} Flow;

/* For g_test_add(): creates all objects, and connects to no server. The simulated waits of the
 * account are short. A change of the account makes the setup poll at once, as an event would. */
void        flow_set_up            (Flow                  *flow,
                                    gconstpointer          data);
void        flow_tear_down         (Flow                  *flow,
                                    gconstpointer          data);
#define FLOW_ADD(path, function) \
  g_test_add (path, Flow, NULL, flow_set_up, function, flow_tear_down)

/* From now on the setup learns of changes only by polling. */
void        flow_stop_poking       (Flow                  *flow);
/* Starts again with a new VouchSetup and the old state directory and store. */
void        flow_restart           (Flow                  *flow);
/* Drops the setup as a killed program would: it waits for nothing and sends nothing. */
void        flow_kill              (Flow                  *flow);

/* Waits. A failure (see wait.h) prints the step. */
void        flow_wait_step         (Flow                  *flow,
                                    VouchStep              step);
void        flow_wait_problem      (Flow                  *flow,
                                    VouchError             code);
void        flow_wait_connection_error (Flow              *flow,
                                    gboolean               wanted);
void        flow_wait_idle         (Flow                  *flow);
void        flow_wait_phone        (Flow                  *flow,
                                    VouchPhoneState        state);

/* Appends the name of each step from now on, followed by a space, until @steps is disconnected from
 * the setup. */
void        flow_record_steps      (Flow                  *flow,
                                    GString               *steps);

/* The beginnings of many tests */
void        flow_connect           (Flow                  *flow);
/* With an existing account: to the step verify; to show-code or choose; to emoji, with emoji */
void        flow_sign_in           (Flow                  *flow);
void        flow_begin_verification (Flow                 *flow);
void        flow_compare           (Flow                  *flow);
/* From verify or ready to save-key */
void        flow_make_key          (Flow                  *flow);
/* Returns: (transfer none) (nullable): of the server in use */
VouchClient *flow_get_client       (Flow                  *flow);
VouchEvents *flow_get_events       (Flow                  *flow);
/* Returns: (transfer none): the id of the verification */
const char *flow_get_id            (Flow                  *flow);
/* Returns: (transfer none) (nullable): the recovery key that is to be saved */
const char *flow_get_new_key       (Flow                  *flow);
guint       flow_count_log         (Flow                  *flow,
                                    const char            *part);

G_END_DECLS
