/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-background-access"

#include "vouch-background-access.h"

#include <libportal/portal.h>

#define PORTAL_NAME          "org.freedesktop.portal.Desktop"
#define PORTAL_PATH          "/org/freedesktop/portal/desktop"
#define BACKGROUND_INTERFACE "org.freedesktop.portal.Background"

/* On a slow disk it takes a second or two to start a portal. */
#define REPLY_TIMEOUT_MS 10000

/* A request to the portal. */
typedef struct {
  char      *reason;   /* owned */
  XdpPortal *portal;   /* owned */
  guint      watch;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_handle_id (&question->watch, g_bus_unwatch_name);
  g_clear_object (&question->portal);
  g_free (question->reason);
  g_free (question);
}

/* Outside a sandbox a program needs no permission. So a missing portal means "allowed" there. */
static void
return_without_portal (GTask *task)
{
  if (xdp_portal_running_under_sandbox ())
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                             "There is no background portal");
  else
    g_task_return_boolean (task, TRUE);
}

static void
on_request_background_ready (GObject      *source,
                             GAsyncResult *result,
                             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  gboolean granted = xdp_portal_request_background_finish (XDP_PORTAL (source), result, &error);

  if (g_task_get_completed (task))   /* the portal vanished before */
    return;
  if (granted)
    g_task_return_boolean (task, TRUE);
  else if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                             "The desktop refused");
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* libportal would wait for ever for a portal that crashed. */
static void
on_portal_vanished (GDBusConnection *connection,
                    const char      *name,
                    gpointer         user_data)
{
  GTask *task = user_data;

  if (!g_task_get_completed (task))
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE,
                             "The portal went away while it asked");
}

static void
ask_portal (GTask           *task,
            GDBusConnection *connection)
{
  Question *question = g_task_get_task_data (task);

  question->portal = xdp_portal_new ();
  question->watch = g_bus_watch_name_on_connection (connection, PORTAL_NAME,
                                                    G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                                    on_portal_vanished, task, NULL);
  xdp_portal_request_background (question->portal, NULL, question->reason, NULL,
                                 XDP_BACKGROUND_FLAG_NONE, NULL, on_request_background_ready,
                                 g_object_ref (task));
}

/* A desktop can have other portals without the Background portal: its property "version" tells. */
static void
on_get_version_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply != NULL)
    ask_portal (task, G_DBUS_CONNECTION (source));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    {
      g_debug ("No background portal: %s", error->message);
      return_without_portal (task);
    }
}

static void
on_bus_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GDBusConnection) connection = g_bus_get_finish (result, NULL);

  if (connection == NULL)
    return_without_portal (task);
  else
    g_dbus_connection_call (connection, PORTAL_NAME, PORTAL_PATH,
                            "org.freedesktop.DBus.Properties", "Get",
                            g_variant_new ("(ss)", BACKGROUND_INTERFACE, "version"),
                            G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, REPLY_TIMEOUT_MS,
                            NULL, on_get_version_ready, g_object_ref (task));
}

void
vouch_background_access_ask_async (const char          *reason,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->reason = g_strdup (reason);
  g_task_set_source_tag (task, vouch_background_access_ask_async);
  g_task_set_task_data (task, question, question_free);
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_ready, g_object_ref (task));
}

gboolean
vouch_background_access_ask_finish (GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
