/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-access"

#include "vouch-camera-access.h"

#include "vouch-camera-finder.h"
#include "vouch-camera-permission.h"
#include "vouch-camera-remote.h"

#include <libportal/portal.h>

#define PORTAL_NAME      "org.freedesktop.portal.Desktop"
#define PORTAL_PATH      "/org/freedesktop/portal/desktop"
#define CAMERA_INTERFACE "org.freedesktop.portal.Camera"

/* A portal that has to be started first takes a second or two on a slow disk. */
#define REPLY_TIMEOUT_MS 10000

/* A refusal within this time is an answer of the past that the portal stored. Only a sandbox needs
 * the time to tell. */
#define HUMAN_REACTION_US (300 * 1000)

/* One question on its way. */
typedef struct {
  GDBusConnection *connection;    /* owned */
  XdpPortal       *portal;        /* owned */
  guint            watch;
  gint64           asked_at;
  gboolean         is_answered;   /* the answer is stored: there will be no question */
} Question;

/* The connections of this process: the one that the user allowed, and our own. They are kept, so
 * that the user is not asked again and all cameras are found on the same connection. */
static GUnixFDList *allowed;   /* owned, nullable */
static GUnixFDList *direct;    /* owned, nullable */

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_handle_id (&question->watch, g_bus_unwatch_name);
  g_clear_object (&question->connection);
  g_clear_object (&question->portal);
  g_free (question);
}

/* Returns: (nullable): our own connection; NULL when PipeWire does not run */
static GUnixFDList *
get_direct (void)
{
  if (direct != NULL && !vouch_camera_remote_is_alive (direct))
    g_clear_object (&direct);
  if (direct == NULL)
    direct = vouch_camera_remote_open ();
  return direct;
}

/* Outside a sandbox every program can open a camera: the press of the button is consent enough. */
static void
return_without_portal (GTask *task)
{
  GUnixFDList *remote;

  if (vouch_camera_permission_is_sandboxed ())
    {
      g_task_return_new_error (task, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_SERVICE,
                               "There is no camera portal");
      return;
    }

  remote = get_direct ();
  g_task_return_pointer (task, remote != NULL ? g_object_ref (remote) : NULL, g_object_unref);
}

static void
on_open_remote_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GUnixFDList) descriptors = NULL;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  reply = g_dbus_connection_call_with_unix_fd_list_finish (G_DBUS_CONNECTION (source), &descriptors,
                                                           result, &error);
  if (reply == NULL || descriptors == NULL || g_unix_fd_list_get_length (descriptors) == 0)
    {
      g_debug ("The portal opened no connection: %s", error ? error->message : "no descriptor");
      g_task_return_new_error (task, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_SERVICE,
                               "The portal opened no connection to the cameras");
      return;
    }

  g_set_object (&allowed, descriptors);
  g_task_return_pointer (task, g_steal_pointer (&descriptors), g_object_unref);
}

static void
open_remote (GTask *task)
{
  Question *question = g_task_get_task_data (task);

  g_dbus_connection_call_with_unix_fd_list (question->connection, PORTAL_NAME, PORTAL_PATH,
                                            CAMERA_INTERFACE, "OpenPipeWireRemote",
                                            g_variant_new_parsed ("(@a{sv} {},)"),
                                            G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE,
                                            REPLY_TIMEOUT_MS, NULL, NULL,
                                            on_open_remote_ready, g_object_ref (task));
}

static void
on_access_camera_ready (GObject      *source,
                        GAsyncResult *result,
                        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Question *question = g_task_get_task_data (task);
  gint64 waited = g_get_monotonic_time () - question->asked_at;
  gboolean granted = xdp_portal_access_camera_finish (XDP_PORTAL (source), result, &error);

  if (g_task_get_completed (task))   /* the portal had gone away meanwhile */
    return;
  g_clear_handle_id (&question->watch, g_bus_unwatch_name);
  if (granted)
    open_remote (task);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_task_return_new_error (task, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_FAILED,
                             "The portal could not ask: %s", error->message);
  else if (question->is_answered ||
           (vouch_camera_permission_is_sandboxed () && waited < HUMAN_REACTION_US))
    g_task_return_new_error (task, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_BLOCKED,
                             "The portal refused without asking");
  else
    g_task_return_new_error (task, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_REFUSED,
                             "The person refused");
}

/* libportal waits for ever for a portal that has crashed. */
static void
on_portal_vanished (GDBusConnection *connection,
                    const char      *name,
                    gpointer         user_data)
{
  GTask *task = user_data;
  Question *question = g_task_get_task_data (task);

  g_clear_handle_id (&question->watch, g_bus_unwatch_name);
  g_task_return_new_error (task, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_SERVICE,
                           "The portal went away while it asked");
}

/* The question is never cancelled. The portal would store the end of the page as a refusal, and
 * libportal uses freed memory if it is cancelled before the portal took the question. */
static void
on_permission_check_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Question *question = g_task_get_task_data (task);

  question->is_answered = vouch_camera_permission_check_finish (result, NULL);
  question->portal = xdp_portal_new ();   /* cannot fail: the bus is there */
  question->watch = g_bus_watch_name_on_connection (question->connection, PORTAL_NAME,
                                                    G_BUS_NAME_WATCHER_FLAGS_NONE, NULL,
                                                    on_portal_vanished, task, NULL);
  question->asked_at = g_get_monotonic_time ();
  xdp_portal_access_camera (question->portal, NULL, XDP_CAMERA_FLAG_NONE, NULL,
                            on_access_camera_ready, g_object_ref (task));
}

static void
ask_portal (GTask *task)
{
  vouch_camera_permission_check_async (NULL, on_permission_check_ready, g_object_ref (task));
}

static void
on_look_for_cameras_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    ask_portal (task);
  else
    g_task_return_error (task, error);
}

static void
look_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  VouchCameraFinder *finder = vouch_camera_finder_get (task_data, &error);
  GList *devices = finder != NULL ? vouch_camera_finder_get_devices (finder) : NULL;

  if (finder == NULL)
    g_task_return_error (task, error);
  else if (devices != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_new_error (task, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NONE_FOUND,
                             "There is no camera");
  g_list_free_full (devices, gst_object_unref);
}

static void
look_for_cameras (GTask *task)
{
  g_autoptr(GTask) search = g_task_new (NULL, NULL, on_look_for_cameras_ready, g_object_ref (task));

  g_task_set_task_data (search, g_object_ref (direct), g_object_unref);
  g_task_run_in_thread (search, look_in_thread);
}

static void
on_camera_present_ready (GObject      *source,
                         GAsyncResult *result,
                         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GVariant) value = NULL;
  g_autoptr(GError) error = NULL;

  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);
  if (reply == NULL)
    {
      g_debug ("No camera portal: %s", error->message);
      return_without_portal (task);
      return;
    }

  /* The portal counts cameras only when it starts. A question without a camera would be a nuisance,
   * so outside a sandbox we count again. */
  g_variant_get (reply, "(v)", &value);
  if (vouch_camera_permission_is_sandboxed () ||
      (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value)))
    ask_portal (task);
  else if (get_direct () == NULL)
    return_without_portal (task);   /* the portal may miss a camera that we find */
  else
    look_for_cameras (task);
}

static void
on_bus_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  Question *question = g_task_get_task_data (task);

  question->connection = g_bus_get_finish (result, &error);
  if (question->connection == NULL)
    {
      g_debug ("No session bus: %s", error->message);
      return_without_portal (task);
      return;
    }

  g_dbus_connection_call (question->connection, PORTAL_NAME, PORTAL_PATH,
                          "org.freedesktop.DBus.Properties", "Get",
                          g_variant_new ("(ss)", CAMERA_INTERFACE, "IsCameraPresent"),
                          G_VARIANT_TYPE ("(v)"), G_DBUS_CALL_FLAGS_NONE, REPLY_TIMEOUT_MS, NULL,
                          on_camera_present_ready, g_object_ref (task));
}

static gboolean
is_still_allowed (void)
{
  if (allowed != NULL && !vouch_camera_remote_is_alive (allowed))
    g_clear_object (&allowed);
  return allowed != NULL;
}

/**
 * vouch_camera_access_ask_async:
 *
 * Asks for permission, which may show a dialog and take any time: only on a click. Cancelling ends
 * the call; the dialog stays.
 */
void
vouch_camera_access_ask_async (GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, vouch_camera_access_ask_async);
  g_task_set_task_data (task, g_new0 (Question, 1), question_free);
  if (is_still_allowed ())
    g_task_return_pointer (task, g_object_ref (allowed), g_object_unref);
  else
    g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus_ready, g_object_ref (task));
}

/**
 * vouch_camera_access_ask_finish:
 * @remote: (out) (transfer full) (nullable): the connection to PipeWire on which the cameras are,
 *   or %NULL when there is no portal: look for them directly
 *
 * Returns: %TRUE when cameras may be used; else an error of #VouchCameraError or "cancelled"
 */
gboolean
vouch_camera_access_ask_finish (GAsyncResult  *result,
                                GUnixFDList  **remote,
                                GError       **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);
  g_return_val_if_fail (remote != NULL, FALSE);

  *remote = g_task_propagate_pointer (G_TASK (result), &failure);
  if (failure == NULL)
    return TRUE;

  g_propagate_error (error, failure);
  return FALSE;
}

/**
 * vouch_camera_access_was_granted:
 *
 * Returns: whether the user has said yes since the start of this program: then asking again shows
 *   no dialog
 */
gboolean
vouch_camera_access_was_granted (void)
{
  return is_still_allowed ();
}
