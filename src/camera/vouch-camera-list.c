/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-list"

#include "vouch-camera-list.h"

#include "vouch-camera-device-private.h"
#include "vouch-camera-finder.h"

struct _VouchCameraList
{
  GObject parent_instance;

  GPtrArray         *devices;   /* owned: VouchCameraDevice */
  guint              n_added;   /* how many of them were added by hand */
  GUnixFDList       *remote;    /* owned, nullable: the connection of the finder */
  VouchCameraFinder *finder;    /* borrowed: NULL unless started */
  GstBus            *bus;       /* owned: the finder's, NULL unless started */
};

static void vouch_camera_list_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchCameraList, vouch_camera_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      vouch_camera_list_iface_init))

static GType
vouch_camera_list_get_item_type (GListModel *model)
{
  return VOUCH_TYPE_CAMERA_DEVICE;
}

static guint
vouch_camera_list_get_n_items (GListModel *model)
{
  return VOUCH_CAMERA_LIST (model)->devices->len;
}

static gpointer
vouch_camera_list_get_item (GListModel *model,
                            guint       position)
{
  GPtrArray *devices = VOUCH_CAMERA_LIST (model)->devices;

  return position < devices->len ? g_object_ref (g_ptr_array_index (devices, position)) : NULL;
}

static void
vouch_camera_list_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = vouch_camera_list_get_item_type;
  iface->get_n_items = vouch_camera_list_get_n_items;
  iface->get_item = vouch_camera_list_get_item;
}

static gboolean
has_device (VouchCameraList *self,
            GstDevice       *device)
{
  for (guint i = self->n_added; i < self->devices->len; i++)
    if (vouch_camera_device_is (g_ptr_array_index (self->devices, i), device))
      return TRUE;
  return FALSE;
}

static gboolean
is_among (VouchCameraDevice *camera,
          GList             *devices)
{
  for (GList *item = devices; item != NULL; item = item->next)
    if (vouch_camera_device_is (camera, item->data))
      return TRUE;
  return FALSE;
}

static void
remove_at (VouchCameraList *self,
           guint            position)
{
  g_autoptr(VouchCameraDevice) device = g_object_ref (g_ptr_array_index (self->devices, position));

  g_ptr_array_remove_index (self->devices, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  vouch_camera_device_mark_gone (device);
}

/* Messages also report changes from before the connection of the signal: the finder has the current
 * state. */
static void
catch_up (VouchCameraList *self)
{
  GList *devices = vouch_camera_finder_get_devices (self->finder);

  for (guint i = self->devices->len; i > self->n_added; i--)
    if (!is_among (g_ptr_array_index (self->devices, i - 1), devices))
      remove_at (self, i - 1);

  for (GList *item = devices; item != NULL; item = item->next)
    if (!has_device (self, item->data))
      {
        g_ptr_array_add (self->devices, vouch_camera_device_new (item->data, self->remote));
        g_list_model_items_changed (G_LIST_MODEL (self), self->devices->len - 1, 0, 1);
      }
  g_list_free_full (devices, gst_object_unref);
}

static void
follow (VouchCameraList   *self,
        VouchCameraFinder *finder,
        GUnixFDList       *remote)
{
  g_set_object (&self->remote, remote);
  self->finder = finder;
  self->bus = vouch_camera_finder_get_bus (finder);
  gst_bus_add_signal_watch (self->bus);
  g_signal_connect_object (self->bus, "message", G_CALLBACK (catch_up), self, G_CONNECT_SWAPPED);
  catch_up (self);
}

static void
find_in_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  GError *error = NULL;
  VouchCameraFinder *finder = vouch_camera_finder_get (task_data, &error);

  if (finder != NULL)
    g_task_return_pointer (task, finder, NULL);
  else
    g_task_return_error (task, error);
}

static void
on_find_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  VouchCameraFinder *finder = g_task_propagate_pointer (G_TASK (result), &error);

  if (finder != NULL)
    g_task_return_pointer (task, finder, NULL);
  else
    g_task_return_error (task, error);
}

static void
vouch_camera_list_dispose (GObject *object)
{
  VouchCameraList *self = VOUCH_CAMERA_LIST (object);

  vouch_camera_list_stop (self);

  G_OBJECT_CLASS (vouch_camera_list_parent_class)->dispose (object);
}

static void
vouch_camera_list_finalize (GObject *object)
{
  VouchCameraList *self = VOUCH_CAMERA_LIST (object);

  g_ptr_array_unref (self->devices);

  G_OBJECT_CLASS (vouch_camera_list_parent_class)->finalize (object);
}

static void
vouch_camera_list_class_init (VouchCameraListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_camera_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_camera_list_finalize;
}

static void
vouch_camera_list_init (VouchCameraList *self)
{
  self->devices = g_ptr_array_new_with_free_func (g_object_unref);
}

VouchCameraList *
vouch_camera_list_new (void)
{
  return g_object_new (VOUCH_TYPE_CAMERA_LIST, NULL);
}

/* A camera that is always there. */
void
vouch_camera_list_add (VouchCameraList   *self,
                       VouchCameraDevice *device)
{
  g_return_if_fail (VOUCH_IS_CAMERA_LIST (self));
  g_return_if_fail (VOUCH_IS_CAMERA_DEVICE (device));

  g_ptr_array_insert (self->devices, self->n_added, g_object_ref (device));
  self->n_added++;
  g_list_model_items_changed (G_LIST_MODEL (self), self->n_added - 1, 0, 1);
}

/**
 * vouch_camera_list_start_async:
 * @remote: (nullable): the connection that came with the permission
 *
 * Looks for cameras, and goes on looking until it is stopped.
 */
void
vouch_camera_list_start_async (VouchCameraList     *self,
                               GUnixFDList         *remote,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GTask) search = NULL;

  g_return_if_fail (VOUCH_IS_CAMERA_LIST (self));

  vouch_camera_list_stop (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, vouch_camera_list_start_async);
  if (remote != NULL)
    g_task_set_task_data (task, g_object_ref (remote), g_object_unref);

  /* A task of its own: the thread may drop its last reference, which must not be the last one of
   * the list. */
  search = g_task_new (NULL, NULL, on_find_ready, g_object_ref (task));
  if (remote != NULL)
    g_task_set_task_data (search, g_object_ref (remote), g_object_unref);
  g_task_run_in_thread (search, find_in_thread);
}

/**
 * vouch_camera_list_start_finish:
 *
 * Returns: whether it looks for cameras now; there may be none yet. Else an error of
 *   #VouchCameraError or G_IO_ERROR_CANCELLED.
 */
gboolean
vouch_camera_list_start_finish (VouchCameraList  *self,
                                GAsyncResult     *result,
                                GError          **error)
{
  VouchCameraFinder *finder;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  finder = g_task_propagate_pointer (G_TASK (result), error);
  if (finder == NULL)
    return FALSE;

  follow (self, finder, g_task_get_task_data (G_TASK (result)));
  if (self->remote != NULL || self->devices->len > 0)
    return TRUE;

  vouch_camera_list_stop (self);
  g_set_error_literal (error, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NO_SERVICE,
                       "PipeWire does not run, and the kernel knows no camera");
  return FALSE;
}

/* Forgets the cameras that were found. */
void
vouch_camera_list_stop (VouchCameraList *self)
{
  g_return_if_fail (VOUCH_IS_CAMERA_LIST (self));

  if (self->bus != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->bus, self);
      gst_bus_remove_signal_watch (self->bus);
    }
  gst_clear_object (&self->bus);
  self->finder = NULL;
  while (self->devices->len > self->n_added)
    remove_at (self, self->devices->len - 1);
  g_clear_object (&self->remote);
}

/**
 * vouch_camera_list_choose:
 * @id: (nullable): the camera that was used last
 *
 * Returns: (transfer none) (nullable): that one, else the first that sees colours, else the first;
 *   %NULL when there is none
 */
VouchCameraDevice *
vouch_camera_list_choose (VouchCameraList *self,
                          const char      *id)
{
  g_return_val_if_fail (VOUCH_IS_CAMERA_LIST (self), NULL);

  for (guint i = 0; i < self->devices->len; i++)
    {
      VouchCameraDevice *device = g_ptr_array_index (self->devices, i);

      if (g_strcmp0 (vouch_camera_device_get_id (device), id) == 0)
        return device;
    }
  return vouch_camera_list_choose_other (self, NULL);
}

/**
 * vouch_camera_list_choose_other:
 * @device: (nullable): one that is not wanted
 *
 * Returns: (transfer none) (nullable): the first other that sees colours, else the first other;
 *   %NULL when there is none
 */
VouchCameraDevice *
vouch_camera_list_choose_other (VouchCameraList   *self,
                                VouchCameraDevice *device)
{
  VouchCameraDevice *first = NULL;

  g_return_val_if_fail (VOUCH_IS_CAMERA_LIST (self), NULL);

  for (guint i = 0; i < self->devices->len; i++)
    {
      VouchCameraDevice *other = g_ptr_array_index (self->devices, i);

      if (other == device)
        continue;
      if (vouch_camera_device_sees_colour (other))
        return other;
      if (first == NULL)
        first = other;
    }
  return first;
}
