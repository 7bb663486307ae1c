/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-clock"

#include "vouch-clock.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

/* A timer of the kernel's, as a source. */
typedef struct {
  int         fd;
  GSourceFunc function;
  gpointer    user_data;   /* borrowed */
} Timer;

static void
timer_free (gpointer data)
{
  Timer *timer = data;

  close (timer->fd);
  g_free (timer);
}

/* The error ECANCELED tells that the clock was set. */
static gboolean
on_expired (int          fd,
            GIOCondition condition,
            gpointer     user_data)
{
  Timer *timer = user_data;
  guint64 times;

  if (read (fd, &times, sizeof times) < 0 && errno != ECANCELED)
    return G_SOURCE_CONTINUE;
  return timer->function (timer->user_data);
}

/* 0 where there is no such timer. */
static guint
add_timer (clockid_t                clock,
           int                      flags,
           const struct itimerspec *expiry,
           GSourceFunc              function,
           gpointer                 user_data)
{
  int fd = timerfd_create (clock, TFD_NONBLOCK | TFD_CLOEXEC);
  Timer *timer;

  if (fd < 0)
    return 0;
  if (timerfd_settime (fd, flags, expiry, NULL) != 0)
    {
      close (fd);
      return 0;
    }
  timer = g_new0 (Timer, 1);
  timer->fd = fd;
  timer->function = function;
  timer->user_data = user_data;
  return g_unix_fd_add_full (G_PRIORITY_DEFAULT, fd, G_IO_IN, on_expired, timer, timer_free);
}

gint64
vouch_clock_get_time (void)
{
  struct timespec time;

  if (clock_gettime (CLOCK_BOOTTIME, &time) != 0)
    return g_get_monotonic_time ();
  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

guint
vouch_clock_add_timeout (guint       milliseconds,
                         GSourceFunc function,
                         gpointer    user_data)
{
  struct itimerspec expiry = {
    .it_value.tv_sec = milliseconds / 1000,
    .it_value.tv_nsec = milliseconds % 1000 * 1000000L + 1,   /* zero would stop the timer */
  };
  guint id = add_timer (CLOCK_BOOTTIME, 0, &expiry, function, user_data);

  return id != 0 ? id : g_timeout_add (milliseconds, function, user_data);
}

/* A timer that never expires. It is cancelled when the wall clock jumps, which happens when the
 * clock is set and when the computer wakes. */
guint
vouch_clock_add_jump (GSourceFunc function,
                      gpointer    user_data)
{
  struct itimerspec never = { .it_value.tv_sec = G_MAXLONG };

  return add_timer (CLOCK_REALTIME, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &never, function,
                    user_data);
}
