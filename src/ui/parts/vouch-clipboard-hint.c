/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-clipboard-hint"

#include "vouch-clipboard-hint.h"

#ifdef GDK_WINDOWING_X11
#include <gdk/x11/gdkx.h>
#include <string.h>

static void
answer (XSelectionRequestEvent *request)
{
  Atom property = request->property != None ? request->property : request->target;
  XSelectionEvent notice = {
    .type = SelectionNotify, .display = request->display, .requestor = request->requestor,
    .selection = request->selection, .target = request->target, .property = property,
    .time = request->time,
  };

  XChangeProperty (request->display, request->requestor, property, request->target, 8,
                   PropModeReplace, (const guchar *) VOUCH_CLIPBOARD_HINT,
                   (int) strlen (VOUCH_CLIPBOARD_HINT));
  XSendEvent (request->display, request->requestor, False, NoEventMask, (XEvent *) &notice);
}

/* Answers in an emission hook. The handler of GDK runs first and refuses the request, because it
 * does not find the event in its own list. */
static gboolean
on_xevent (GSignalInvocationHint *hint,
           guint                  n_values,
           const GValue          *values,
           gpointer               content)
{
  GdkDisplay *display = g_value_get_object (&values[0]);
  XEvent *event = g_value_get_pointer (&values[1]);

  if (event->type != SelectionRequest ||
      gdk_clipboard_get_content (gdk_display_get_clipboard (display)) != content ||
      event->xselectionrequest.selection !=
        gdk_x11_get_xatom_by_name_for_display (display, "CLIPBOARD") ||
      event->xselectionrequest.target !=
        gdk_x11_get_xatom_by_name_for_display (display, VOUCH_CLIPBOARD_HINT_TYPE))
    return TRUE;

  gdk_x11_display_error_trap_push (display);   /* the requestor may have gone */
  answer (&event->xselectionrequest);
  gdk_x11_display_error_trap_pop_ignored (display);
  event->type = 0;
  return TRUE;
}

static guint
get_signal (void)
{
  return g_signal_lookup ("xevent", GDK_TYPE_X11_DISPLAY);
}
#endif

gulong
vouch_clipboard_hint_answer (GdkClipboard       *clipboard,
                             GdkContentProvider *content)
{
#ifdef GDK_WINDOWING_X11
  if (GDK_IS_X11_DISPLAY (gdk_clipboard_get_display (clipboard)))
    return g_signal_add_emission_hook (get_signal (), 0, on_xevent, content, NULL);
#endif
  return 0;
}

void
vouch_clipboard_hint_stop (gulong id)
{
#ifdef GDK_WINDOWING_X11
  if (id != 0)
    g_signal_remove_emission_hook (get_signal (), id);
#endif
}
