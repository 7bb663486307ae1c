/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The clocks of the kernel, on a computer that can be sent to sleep at will. This replaces
 * functions of the C library, in a test that is linked with it or in a program that preloads it.
 * Preloaded, it sleeps for FAKE_CLOCK_SLEEP seconds with each SIGUSR1, and skips FAKE_CLOCK_ADVANCE
 * seconds awake with each SIGUSR2. */
#include "fake-clock.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <time.h>
#include <unistd.h>

#define MAX_TIMERS 64

static struct {
  int       fd;      /* the number may belong to another file by now; setting the time then fails */
  clockid_t clock;
} timers[MAX_TIMERS];

static volatile guint slept;   /* seconds */
static volatile guint passed;  /* seconds awake */

int
clock_gettime (clockid_t        clock,
               struct timespec *time)
{
  int result = (int) syscall (SYS_clock_gettime, clock, time);

  if (result == 0 && clock == CLOCK_BOOTTIME)
    time->tv_sec += slept + passed;
  if (result == 0 && clock == CLOCK_MONOTONIC)
    time->tv_sec += passed;
  return result;
}

int
timerfd_create (int clock,
                int flags)
{
  int fd = (int) syscall (SYS_timerfd_create, clock, flags);

  for (gsize i = 0; fd >= 0 && i < MAX_TIMERS; i++)
    if (timers[i].fd == fd || timers[i].fd == 0)
      {
        timers[i].fd = fd;
        timers[i].clock = clock;
        break;
      }
  return fd;
}

static gboolean
waits_for_jump (int fd)
{
  struct itimerspec left;

  for (gsize i = 0; i < MAX_TIMERS && timers[i].fd != 0; i++)
    if (timers[i].fd == fd && timers[i].clock == CLOCK_REALTIME)
      return timerfd_gettime (fd, &left) == 0;
  return FALSE;
}

/* The kernel reports a jump of the clock by an error. */
ssize_t
read (int     fd,
      void   *buffer,
      size_t  length)
{
  ssize_t result = syscall (SYS_read, fd, buffer, length);

  if (result < 0 || !waits_for_jump (fd))
    return result;
  errno = ECANCELED;
  return -1;
}

/* A timer that is due within @seconds is due now. A timer that waits for a jump of the clock is
 * woken. */
static void
wake (int       fd,
      clockid_t clock,
      guint     seconds)
{
  struct itimerspec left = { 0 };

  if (clock == CLOCK_BOOTTIME)
    {
      timerfd_gettime (fd, &left);
      if (left.it_value.tv_sec == 0 && left.it_value.tv_nsec == 0)
        return;
    }
  if (left.it_value.tv_sec < (time_t) seconds)
    left.it_value = (struct timespec) { .tv_nsec = 1 };
  else
    left.it_value.tv_sec -= seconds;
  timerfd_settime (fd, 0, &left, NULL);
}

static void
wake_all (guint seconds)
{
  for (gsize i = 0; i < MAX_TIMERS && timers[i].fd != 0; i++)
    wake (timers[i].fd, timers[i].clock, seconds);
}

void
fake_clock_sleep (guint seconds)
{
  slept += seconds;
  wake_all (seconds);
}

void
fake_clock_advance (guint seconds)
{
  passed += seconds;
  wake_all (seconds);
}

static void
on_sleep (int number)
{
  fake_clock_sleep ((guint) atoi (getenv ("FAKE_CLOCK_SLEEP")));
}

static void
on_advance (int number)
{
  fake_clock_advance ((guint) atoi (getenv ("FAKE_CLOCK_ADVANCE")));
}

static void __attribute__ ((constructor))
listen_to_signals (void)
{
  if (getenv ("FAKE_CLOCK_SLEEP") != NULL)
    signal (SIGUSR1, on_sleep);
  if (getenv ("FAKE_CLOCK_ADVANCE") != NULL)
    signal (SIGUSR2, on_advance);
}
