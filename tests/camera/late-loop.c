/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* PipeWire's main-loop thread on a busy computer. Linked with a test, this replaces the function of
 * the C library, and waits 30 ms between an event and its handling. */
#include <stdbool.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LOOP_NAME "pipewire-main-l"   /* the kernel cuts names to this length */

static bool
is_loop_of_pipewire (void)
{
  char name[16] = "";

  return prctl (PR_GET_NAME, name) == 0 && strcmp (name, LOOP_NAME) == 0;
}

int
epoll_wait (int                 fd,
            struct epoll_event *events,
            int                 n_events,
            int                 timeout)
{
  int result = (int) syscall (SYS_epoll_pwait, fd, events, n_events, timeout, NULL, 0);

  if (is_loop_of_pipewire ())
    nanosleep (&(struct timespec) { .tv_nsec = 30 * 1000 * 1000 }, NULL);
  return result;
}
