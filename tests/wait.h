/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Waiting in tests: the main loop of the default context runs until a condition holds. The
 * condition is checked after each turn of the loop and at least every 50 ms, so it may depend on
 * another thread or process. */

/* Fails the test if @condition does not hold within WAIT_PATIENCE. */
#define WAIT_UNTIL(condition) WAIT_REPEATING ((void) 0, condition)

/* Like WAIT_UNTIL(); @action is executed before each turn of the loop. */
#define WAIT_REPEATING(action, condition) \
  G_STMT_START \
    { \
      gint64 wait_end = wait_get_end (); \
      while (!(condition)) \
        { \
          action; \
          if (!wait_turn (wait_end)) \
            g_error ("%s: waited in vain until %s", G_STRLOC, #condition); \
        } \
    } \
  G_STMT_END

/* Whether @condition holds before @milliseconds have passed. It returns as soon as the condition
 * holds. */
#define WAIT_WITHIN(milliseconds, condition) \
  G_GNUC_EXTENSION ({ \
    gint64 wait_end = g_get_monotonic_time () + (milliseconds) * G_TIME_SPAN_MILLISECOND; \
    gboolean wait_holds; \
    while (!(wait_holds = (condition)) && wait_turn (wait_end)) \
      ; \
    wait_holds; \
  })

/* Long enough for a busy machine. It is longer than the longest back-off of VouchScheduler (36 s),
 * and shorter than the pace of a hidden window (60 s): the next poll at that pace must not hide
 * that a poll is missing. */
#define WAIT_PATIENCE (50 * G_TIME_SPAN_SECOND)

/* For loops with a message of their own. wait_turn() runs one turn of the main loop, which sleeps
 * for 50 ms at most. After @end it returns FALSE without a turn.
 * @end: in the time of g_get_monotonic_time(); wait_get_end() is WAIT_PATIENCE from now */
gint64   wait_get_end     (void);
gboolean wait_turn        (gint64         end);

/* Runs the main loop until it would sleep. */
void     wait_run_pending (void);
/* Runs the main loop for @milliseconds, to check that nothing happens. */
void     wait_run_for     (guint          milliseconds);

/* A GAsyncReadyCallback that stores a reference to the result.
 * @slot: a GAsyncResult ** */
void     wait_on_ready    (GObject       *source,
                           GAsyncResult  *result,
                           gpointer       slot);
/* Waits until the slot of wait_on_ready() is filled. The caller owns the result. */
void     wait_for_result  (GAsyncResult **slot);

G_END_DECLS
