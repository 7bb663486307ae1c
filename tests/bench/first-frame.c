/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Measures the start of any X11 program from outside: the time until pixels of its first window
 * reach the server, and the private memory that it has written by then.
 *
 * usage: first-frame SETTLE_MS COMMAND...
 * prints: milliseconds to the first frame, kilobytes of private dirty memory after settling */

#include <X11/Xlib.h>
#include <X11/extensions/Xdamage.h>

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define DEADLINE_MS 30000.0
#define SMALLEST_WINDOW 100   /* pixels; a smaller window is a helper window of the toolkit */

static double
get_now_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static long
read_private_dirty_kb (pid_t child)
{
  static const char key[] = "Private_Dirty:";
  char path[64], line[256];
  long value = -1;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%d/smaps_rollup", (int) child);
  file = fopen (path, "r");
  if (file == NULL)
    return -1;
  while (value < 0 && fgets (line, sizeof line, file) != NULL)
    if (strncmp (line, key, strlen (key)) == 0)
      value = atol (line + strlen (key));
  fclose (file);
  return value;
}

/* A window may have been destroyed meanwhile. */
static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  return 0;
}

static int
is_program_window (Display *display,
                   Window   window)
{
  XWindowAttributes attributes;

  return XGetWindowAttributes (display, window, &attributes) &&
         attributes.width >= SMALLEST_WINDOW && attributes.height >= SMALLEST_WINDOW;
}

/* Returns: milliseconds from the start until the first damage event (XDamage) of the first real
 * window, or -1 */
static double
wait_for_frame (Display *display,
                int      damage_event,
                double   started)
{
  Window watched = None;

  while (get_now_ms () - started < DEADLINE_MS)
    {
      struct pollfd descriptor = { ConnectionNumber (display), POLLIN, 0 };

      while (XPending (display) > 0)
        {
          XEvent event;

          XNextEvent (display, &event);
          if (event.type == MapNotify && !event.xmap.override_redirect && watched == None &&
              is_program_window (display, event.xmap.window))
            {
              watched = event.xmap.window;
              XDamageCreate (display, watched, XDamageReportNonEmpty);
            }
          else if (event.type == damage_event + XDamageNotify &&
                   ((XDamageNotifyEvent *) &event)->drawable == watched)
            {
              return get_now_ms () - started;
            }
        }
      XFlush (display);
      poll (&descriptor, 1, 10);
    }
  return -1;
}

static void
end_child (pid_t child)
{
  kill (child, SIGTERM);
  for (int i = 0; i < 100; i++)
    {
      if (waitpid (child, NULL, WNOHANG) == child)
        return;
      poll (NULL, 0, 20);
    }
  kill (child, SIGKILL);
  waitpid (child, NULL, 0);
}

int
main (int    argc,
      char **argv)
{
  int damage_event, damage_error;
  Display *display;
  double started, frame;
  pid_t child;

  if (argc < 3)
    {
      fprintf (stderr, "usage: first-frame SETTLE_MS COMMAND...\n");
      return 2;
    }
  display = XOpenDisplay (NULL);
  if (display == NULL || !XDamageQueryExtension (display, &damage_event, &damage_error))
    {
      fprintf (stderr, "first-frame: no X11 display with the damage extension\n");
      return 1;
    }
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  started = get_now_ms ();
  child = fork ();
  if (child == 0)
    {
      execvp (argv[2], argv + 2);
      fprintf (stderr, "first-frame: %s: %s\n", argv[2], strerror (errno));
      _exit (127);
    }

  frame = wait_for_frame (display, damage_event, started);
  poll (NULL, 0, atoi (argv[1]));
  printf ("%.1f %ld\n", frame, read_private_dirty_kb (child));
  end_child (child);
  return frame < 0;
}
