/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* ThreadSanitizer sees the locks of pthread. GLib has locks of its own (a futex), counts references
 * in libraries that are not instrumented, and hands work to threads and main loops behind such
 * locks: without this file, all that two threads do in turn looks like a race. Linked with a test,
 * these functions replace those of GLib, call them, and say what comes before what: no more than
 * GLib promises. */
#include <dlfcn.h>
#include <glib-object.h>

void __tsan_acquire (void *address);
void __tsan_release (void *address);

#define REAL(function) \
  G_GNUC_EXTENSION ({ \
    static __typeof__ (function) *real; \
    if (real == NULL) \
      real = (__typeof__ (real)) dlsym (RTLD_NEXT, #function); \
    real; \
  })

/* Locks */

void
g_mutex_lock (GMutex *mutex)
{
  REAL (g_mutex_lock) (mutex);
  __tsan_acquire (mutex);
}

gboolean
g_mutex_trylock (GMutex *mutex)
{
  gboolean locked = REAL (g_mutex_trylock) (mutex);

  if (locked)
    __tsan_acquire (mutex);
  return locked;
}

void
g_mutex_unlock (GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_mutex_unlock) (mutex);
}

void
g_cond_wait (GCond  *cond,
             GMutex *mutex)
{
  __tsan_release (mutex);
  REAL (g_cond_wait) (cond, mutex);
  __tsan_acquire (mutex);
}

gboolean
g_cond_wait_until (GCond  *cond,
                   GMutex *mutex,
                   gint64  end)
{
  gboolean signalled;

  __tsan_release (mutex);
  signalled = REAL (g_cond_wait_until) (cond, mutex, end);
  __tsan_acquire (mutex);
  return signalled;
}

/* Counted references: whoever drops the last one comes after all who dropped theirs. */

gpointer
(g_object_ref) (gpointer object)
{
  __tsan_acquire (object);
  return REAL (g_object_ref) (object);
}

void
g_object_unref (gpointer object)
{
  __tsan_release (object);
  __tsan_acquire (object);
  REAL (g_object_unref) (object);
}

void
g_bytes_unref (GBytes *bytes)
{
  if (bytes == NULL)
    return;
  __tsan_release (bytes);
  __tsan_acquire (bytes);
  REAL (g_bytes_unref) (bytes);
}

void
g_atomic_rc_box_release_full (gpointer       box,
                              GDestroyNotify clear)
{
  __tsan_release (box);
  __tsan_acquire (box);
  REAL (g_atomic_rc_box_release_full) (box, clear);
}

/* A main loop calls what was attached to it, after it was attached. */

typedef struct {
  gint           count;
  GSourceFunc    function;
  gpointer       data;
  GDestroyNotify destroy;   /* nullable */
} Callback;

static void
callback_ref (gpointer data)
{
  Callback *callback = data;

  g_atomic_int_inc (&callback->count);
}

static void
callback_unref (gpointer data)
{
  Callback *callback = data;

  if (!g_atomic_int_dec_and_test (&callback->count))
    return;
  if (callback->destroy != NULL)
    callback->destroy (callback->data);
  g_free (callback);
}

/* Called by the main loop before it calls the function */
static void
callback_get (gpointer     data,
              GSource     *source,
              GSourceFunc *function,
              gpointer    *function_data)
{
  Callback *callback = data;

  __tsan_acquire (source);
  *function = callback->function;
  *function_data = callback->data;
}

void
g_source_set_callback (GSource        *source,
                       GSourceFunc     function,
                       gpointer        data,
                       GDestroyNotify  destroy)
{
  static GSourceCallbackFuncs functions = { callback_ref, callback_unref, callback_get };
  Callback *callback = g_new (Callback, 1);

  *callback = (Callback) { 1, function, data, destroy };
  g_source_set_callback_indirect (source, callback, &functions);
}

guint
g_source_attach (GSource      *source,
                 GMainContext *context)
{
  __tsan_release (source);
  return REAL (g_source_attach) (source, context);
}

/* A thread of a pool does what was pushed, after it was pushed. */

typedef struct {
  GFunc    function;
  gpointer data;
} Work;

static void
work (gpointer item,
      gpointer data)
{
  Work *self = data;

  __tsan_acquire (item);
  self->function (item, self->data);
}

/* Pools live as long as the process, and so do these. */
static Work *
work_new (GFunc    function,
          gpointer data)
{
  Work *self = g_new (Work, 1);

  *self = (Work) { function, data };
  return self;
}

GThreadPool *
g_thread_pool_new (GFunc     function,
                   gpointer  data,
                   gint      n_threads,
                   gboolean  exclusive,
                   GError  **error)
{
  return REAL (g_thread_pool_new) (work, work_new (function, data), n_threads, exclusive, error);
}

GThreadPool *
g_thread_pool_new_full (GFunc           function,
                        gpointer        data,
                        GDestroyNotify  item_free,
                        gint            n_threads,
                        gboolean        exclusive,
                        GError        **error)
{
  return REAL (g_thread_pool_new_full) (work, work_new (function, data), item_free, n_threads,
                                        exclusive, error);
}

gboolean
g_thread_pool_push (GThreadPool  *pool,
                    gpointer      item,
                    GError      **error)
{
  __tsan_release (item);
  return REAL (g_thread_pool_push) (pool, item, error);
}
