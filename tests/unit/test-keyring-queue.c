/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-keyring-queue.h"

#include "vouch-keyring.h"
#include "vouch-secret.h"
#include "wait.h"

#include <string.h>

#define SHORT 50   /* milliseconds */

/* VouchKeyringQueue, with a keyring that answers when the test tells it to */

typedef struct {
  VouchKeyringQueue *queue;
  GString           *log;       /* requests that reached the keyring, (outcomes), callbacks */
  GQueue             pending;   /* of GTask: requests that the keyring did not answer yet */
} Fixture;

static Fixture *keyring;

/* The simulated keyring: see "wrapped" in meson.build */

void     __wrap_vouch_keyring_save_async    (const VouchStoredSecret  *about,
                                             GAsyncReadyCallback       callback,
                                             gpointer                  user_data);
gboolean __wrap_vouch_keyring_save_finish   (GAsyncResult             *result,
                                             GError                  **error);
void     __wrap_vouch_keyring_remove_async  (const VouchStoredSecret  *about,
                                             GAsyncReadyCallback       callback,
                                             gpointer                  user_data);
gboolean __wrap_vouch_keyring_remove_finish (GAsyncResult             *result,
                                             GError                  **error);
void     __wrap_vouch_keyring_load_async    (const VouchStoredSecret  *about,
                                             GAsyncReadyCallback       callback,
                                             gpointer                  user_data);
char    *__wrap_vouch_keyring_load_finish   (GAsyncResult             *result,
                                             GError                  **error);
void     __wrap_vouch_keyring_list_async    (const VouchStoredSecret  *about,
                                             GAsyncReadyCallback       callback,
                                             gpointer                  user_data);
char   **__wrap_vouch_keyring_list_finish   (GAsyncResult             *result,
                                             GError                  **error);

static void
add_pending (const char              *name,
             const VouchStoredSecret *about,
             GAsyncReadyCallback      callback,
             gpointer                 user_data)
{
  g_string_append_printf (keyring->log, "%s %s%s%s. ", name, about->account,
                          about->secret != NULL ? "=" : "",
                          about->secret != NULL ? about->secret : "");
  g_queue_push_tail (&keyring->pending, g_task_new (NULL, NULL, callback, user_data));
}

void
__wrap_vouch_keyring_save_async (const VouchStoredSecret *about,
                                 GAsyncReadyCallback      callback,
                                 gpointer                 user_data)
{
  add_pending ("save", about, callback, user_data);
}

gboolean
__wrap_vouch_keyring_save_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
__wrap_vouch_keyring_remove_async (const VouchStoredSecret *about,
                                   GAsyncReadyCallback      callback,
                                   gpointer                 user_data)
{
  add_pending ("remove", about, callback, user_data);
}

gboolean
__wrap_vouch_keyring_remove_finish (GAsyncResult  *result,
                                    GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
__wrap_vouch_keyring_load_async (const VouchStoredSecret *about,
                                 GAsyncReadyCallback      callback,
                                 gpointer                 user_data)
{
  add_pending ("load", about, callback, user_data);
}

char *
__wrap_vouch_keyring_load_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error) ? vouch_secret_dup ("found") : NULL;
}

void
__wrap_vouch_keyring_list_async (const VouchStoredSecret *about,
                                 GAsyncReadyCallback      callback,
                                 gpointer                 user_data)
{
  add_pending ("list", about, callback, user_data);
}

char **
__wrap_vouch_keyring_list_finish (GAsyncResult  *result,
                                  GError       **error)
{
  return g_strsplit (g_task_propagate_boolean (G_TASK (result), error) ? "@a:x @b:x" : "", " ", -1);
}

/* Answers the oldest pending request. */
static void
answer (Fixture  *fixture,
        gboolean  granted)
{
  g_autoptr(GTask) task = g_queue_pop_head (&fixture->pending);

  g_assert_nonnull (task);
  if (granted)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "No");
  wait_run_pending ();
}

/* The log of the test */

static const char *
describe (const GError *error)
{
  if (error == NULL)
    return "done";
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return "timed-out";
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? "cancelled" : "refused";
}

static void
on_outcome (VouchKeyringQueue       *queue,
            VouchKeyringCall         call,
            const VouchStoredSecret *about,
            const GError            *error,
            Fixture                 *fixture)
{
  static const char * const names[] = { "save", "remove", "load", "list" };

  g_string_append_printf (fixture->log, "(%s %s: %s) ", names[call],
                          about->secret != NULL ? about->secret : "-", describe (error));
}

static void
on_notify_asking (VouchKeyringQueue *queue,
                  GParamSpec        *pspec,
                  Fixture           *fixture)
{
  g_string_append (fixture->log, vouch_keyring_queue_get_asking (queue) ? "asking " : "silent ");
}

static void
on_write_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean done = vouch_keyring_queue_write_finish (VOUCH_KEYRING_QUEUE (source), result, &error);

  g_assert_true (done == (error == NULL));
  g_string_append_printf (keyring->log, "%s:%s. ", (char *) user_data, describe (error));
}

static void
on_load_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *secret =
    vouch_keyring_queue_load_finish (VOUCH_KEYRING_QUEUE (source), result, &error);

  g_string_append_printf (keyring->log, "%s:%s. ", (char *) user_data,
                          error != NULL ? describe (error) : secret);
}

static void
on_list_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) accounts = vouch_keyring_queue_list_finish (VOUCH_KEYRING_QUEUE (source), result,
                                                            &error);
  g_autofree char *text = accounts != NULL ? g_strjoinv ("+", accounts) : NULL;

  g_string_append_printf (keyring->log, "%s:%s. ", (char *) user_data,
                          error != NULL ? describe (error) : text);
}

static void
assert_log (Fixture    *fixture,
            const char *expected)
{
  wait_run_pending ();
  g_strchomp (fixture->log->str);
  g_assert_cmpstr (fixture->log->str, ==, expected);
  g_string_truncate (fixture->log, 0);
}

/* @name: of the request in the log; NULL: the request has no callback */
static void
ask (Fixture          *fixture,
     VouchKeyringCall  call,
     const char       *account,
     const char       *secret,
     GCancellable     *cancellable,
     const char       *name)
{
  const GAsyncReadyCallback callbacks[] = {
    on_write_ready, on_write_ready, on_load_ready, on_list_ready
  };
  g_autoptr(VouchStoredSecret) about = vouch_stored_secret_new ("http://127.0.0.1:1", account,
                                                                "kind", secret);

  vouch_keyring_queue_ask_async (fixture->queue, call, about, name != NULL, cancellable,
                                 name != NULL ? callbacks[call] : NULL, (gpointer) name);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  keyring = fixture;
  fixture->log = g_string_new (NULL);
  g_queue_init (&fixture->pending);
  fixture->queue = vouch_keyring_queue_new ();
  g_signal_connect (fixture->queue, "outcome", G_CALLBACK (on_outcome), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_true (g_queue_is_empty (&fixture->pending));
  g_assert_finalize_object (fixture->queue);
  g_string_free (fixture->log, TRUE);
}

static void
wait_for_silence (Fixture *fixture)
{
  WAIT_UNTIL (!vouch_keyring_queue_get_asking (fixture->queue));
}

static void
test_one_at_a_time (Fixture       *fixture,
                    gconstpointer  user_data)
{
  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "one", NULL, "first");
  ask (fixture, VOUCH_KEYRING_REMOVE, "@a:x", NULL, NULL, "second");
  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "two", NULL, "third");
  assert_log (fixture, "save @a:x=one.");
  answer (fixture, TRUE);
  assert_log (fixture, "(save one: done) remove @a:x. first:done.");
  answer (fixture, FALSE);
  assert_log (fixture, "(remove -: refused) save @a:x=two. second:refused.");
  answer (fixture, TRUE);
  assert_log (fixture, "(save two: done) third:done.");
}

static void
test_other_entries (Fixture       *fixture,
                    gconstpointer  user_data)
{
  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "one", NULL, "first");
  ask (fixture, VOUCH_KEYRING_REMOVE, "@b:x", NULL, NULL, "second");
  ask (fixture, VOUCH_KEYRING_LOAD, "@a:x", NULL, NULL, "third");
  ask (fixture, VOUCH_KEYRING_LIST, NULL, NULL, NULL, "fourth");
  assert_log (fixture, "save @a:x=one. remove @b:x. load @a:x. list .");
  answer (fixture, FALSE);
  answer (fixture, TRUE);
  assert_log (fixture, "(save one: refused) first:refused. (remove -: done) second:done.");
  answer (fixture, TRUE);
  answer (fixture, TRUE);
  assert_log (fixture, "(load found: done) third:found. (list -: done) fourth:@a:x+@b:x.");
}

static void
test_is_writing (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr(VouchStoredSecret) about = vouch_stored_secret_new ("http://127.0.0.1:1", "@a:x",
                                                                "kind", NULL);

  ask (fixture, VOUCH_KEYRING_LOAD, "@a:x", NULL, NULL, "first");
  g_assert_false (vouch_keyring_queue_is_writing (fixture->queue, about));
  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "one", NULL, "second");
  g_assert_true (vouch_keyring_queue_is_writing (fixture->queue, about));
  answer (fixture, TRUE);
  answer (fixture, TRUE);
  g_assert_false (vouch_keyring_queue_is_writing (fixture->queue, about));
}

static void
test_timeout (Fixture       *fixture,
              gconstpointer  user_data)
{
  vouch_keyring_queue_set_timeout (fixture->queue, SHORT);
  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "one", NULL, "first");
  wait_for_silence (fixture);
  assert_log (fixture, "save @a:x=one. (save one: timed-out) first:timed-out.");

  /* The late answer */
  answer (fixture, TRUE);
  assert_log (fixture, "(save one: done)");

  ask (fixture, VOUCH_KEYRING_LOAD, "@a:x", NULL, NULL, "second");
  ask (fixture, VOUCH_KEYRING_LIST, "@a:x", NULL, NULL, "third");
  wait_for_silence (fixture);
  assert_log (fixture, "load @a:x. list @a:x. (load -: timed-out) second:timed-out. "
                       "(list -: timed-out) third:timed-out.");
  answer (fixture, TRUE);
  answer (fixture, FALSE);
  assert_log (fixture, "(load found: done) (list -: refused)");
}

/* The removal is sent when the prompt of the save is answered, even after the time-out of the
 * save. */
static void
test_behind_timeout (Fixture       *fixture,
                     gconstpointer  user_data)
{
  vouch_keyring_queue_set_timeout (fixture->queue, SHORT);
  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "one", NULL, "first");
  wait_for_silence (fixture);
  vouch_keyring_queue_set_timeout (fixture->queue, G_MAXINT);
  assert_log (fixture, "save @a:x=one. (save one: timed-out) first:timed-out.");
  ask (fixture, VOUCH_KEYRING_REMOVE, "@a:x", NULL, NULL, "second");
  assert_log (fixture, "(remove -: timed-out) second:timed-out.");
  answer (fixture, TRUE);
  assert_log (fixture, "(save one: done) remove @a:x.");
  answer (fixture, TRUE);
  assert_log (fixture, "(remove -: done)");
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();

  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "one", cancellable, "first");
  ask (fixture, VOUCH_KEYRING_SAVE, "@b:x", "two", cancellable, "second");
  assert_log (fixture, "save @a:x=one. save @b:x=two.");
  answer (fixture, TRUE);
  assert_log (fixture, "(save one: done) first:done.");
  g_cancellable_cancel (cancellable);
  assert_log (fixture, "second:cancelled.");
  answer (fixture, TRUE);
  assert_log (fixture, "(save two: done)");
}

static void
test_asking (Fixture       *fixture,
             gconstpointer  user_data)
{
  g_signal_connect (fixture->queue, "notify::asking", G_CALLBACK (on_notify_asking), fixture);
  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "one", NULL, NULL);
  ask (fixture, VOUCH_KEYRING_SAVE, "@b:x", "two", NULL, "first");
  ask (fixture, VOUCH_KEYRING_LOAD, "@c:x", NULL, NULL, "second");
  assert_log (fixture, "save @a:x=one. asking save @b:x=two. load @c:x.");
  vouch_keyring_queue_time_out_all (fixture->queue);
  assert_log (fixture, "(save two: timed-out) silent (load -: timed-out) first:timed-out. "
                       "second:timed-out.");
  answer (fixture, TRUE);
  answer (fixture, TRUE);
  answer (fixture, FALSE);
  assert_log (fixture, "(save one: done) (save two: done) (load -: refused)");
}

/* A pending request holds a reference to the queue, so that the write behind it is sent. */
static void
test_left_alone (Fixture       *fixture,
                 gconstpointer  user_data)
{
  VouchKeyringQueue *queue = fixture->queue;

  ask (fixture, VOUCH_KEYRING_SAVE, "@a:x", "one", NULL, NULL);
  ask (fixture, VOUCH_KEYRING_REMOVE, "@a:x", NULL, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (queue), (gpointer *) &queue);
  g_object_unref (fixture->queue);
  answer (fixture, TRUE);
  assert_log (fixture, "save @a:x=one. (save one: done) remove @a:x.");
  answer (fixture, TRUE);
  assert_log (fixture, "(remove -: done)");
  g_assert_null (queue);
  fixture->queue = vouch_keyring_queue_new ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/keyring-queue/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("same-entry/requests-take-turns", test_one_at_a_time);
  ADD ("other-entries/requests-run-together", test_other_entries);
  ADD ("save-is-pending/is-writing", test_is_writing);
  ADD ("keyring-is-silent/times-out-and-late-answer-counts", test_timeout);
  ADD ("save-timed-out/removal-is-sent-after-it", test_behind_timeout);
  ADD ("caller-cancels/request-goes-on", test_cancelled);
  ADD ("prompt-is-awaited/asking-is-told", test_asking);
  ADD ("queue-is-dropped/pending-write-is-sent", test_left_alone);
#undef ADD
  return g_test_run ();
}
