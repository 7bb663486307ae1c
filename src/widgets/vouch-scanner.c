/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-scanner"

#include "vouch-scanner.h"

#include "vouch-camera-access.h"
#include "vouch-camera-list.h"
#include "vouch-camera-permission.h"
#include "vouch-camera.h"
#include "vouch-code-watcher.h"
#include "vouch-property.h"

#define ASKING_TIMEOUT_MS 2000

struct _VouchScanner
{
  GObject parent_instance;

  /* owned */
  VouchCameraList   *list;
  VouchCamera       *camera;
  VouchCodeWatcher  *watcher;
  GCancellable      *cancellable;   /* NULL when off */
  GError            *problem;       /* nullable */
  char              *preferred;     /* nullable */

  VouchScannerState  state;
  guint              asking;        /* source, while asking */
  gboolean           has_own_camera;
};

G_DEFINE_FINAL_TYPE (VouchScanner, vouch_scanner, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STATE,
  PROP_PROBLEM,
  PROP_HINT,
  PROP_CAMERAS,
  PROP_DEVICE,
  PROP_OTHER,
  N_PROPS
};

enum {
  FRAME,
  CODE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* @problem: (transfer full) (nullable) */
static void
set_state (VouchScanner      *self,
           VouchScannerState  state,
           GError            *problem)
{
  gboolean problem_changed = problem != NULL || self->problem != NULL;

  if (state != VOUCH_SCANNER_ASKING)
    g_clear_handle_id (&self->asking, g_source_remove);
  g_clear_error (&self->problem);
  self->problem = problem;
  if (problem_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);

  if (state == self->state && !problem_changed)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OTHER]);
}

static void
on_watcher_hint_changed (VouchScanner *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HINT]);
}

static void
on_watcher_code (VouchScanner *self,
                 GBytes       *code)
{
  g_signal_emit (self, signals[CODE], 0, code);
}

static void
on_camera_frame (VouchScanner     *self,
                 VouchCameraFrame *frame)
{
  g_signal_emit (self, signals[FRAME], 0, frame);
  if (self->cancellable != NULL)
    vouch_code_watcher_watch (self->watcher, frame);
}

static void
use_preferred (VouchScanner *self)
{
  VouchCameraDevice *device = vouch_camera_list_choose (self->list, self->preferred);

  if (device != NULL)
    vouch_camera_start (self->camera, device);
  else
    set_state (self, VOUCH_SCANNER_FAILED,
               g_error_new_literal (VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NONE_FOUND,
                                    "There is no camera"));
}

/* A camera that is plugged in replaces one that was unplugged. */
static gboolean
goes_on_with_another (VouchScanner *self,
                      const GError *problem)
{
  VouchCameraDevice *device = vouch_camera_list_choose (self->list, self->preferred);

  if (!g_error_matches (problem, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_UNPLUGGED) ||
      device == NULL || device == vouch_camera_get_device (self->camera))
    return FALSE;

  vouch_camera_start (self->camera, device);
  return TRUE;
}

static void
on_camera_state_changed (VouchScanner *self)
{
  const GError *problem = vouch_camera_get_problem (self->camera);

  if (self->cancellable == NULL || goes_on_with_another (self, problem))
    return;

  switch (vouch_camera_get_state (self->camera))
    {
    case VOUCH_CAMERA_OFF:
      break;
    case VOUCH_CAMERA_STARTING:
      set_state (self, VOUCH_SCANNER_STARTING, NULL);
      break;
    case VOUCH_CAMERA_PLAYING:
      set_state (self, VOUCH_SCANNER_SCANNING, NULL);
      break;
    case VOUCH_CAMERA_STALLED:
    case VOUCH_CAMERA_FAILED:
    default:
      set_state (self, VOUCH_SCANNER_FAILED, g_error_copy (problem));
    }
}

static void
on_camera_device_changed (VouchScanner *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DEVICE]);
}

static void
on_camera_sight_changed (VouchScanner *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OTHER]);
}

/* A camera that is plugged in while there was none is started at once. */
static void
on_cameras_changed (VouchScanner *self,
                    guint         position,
                    guint         removed,
                    guint         added)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OTHER]);
  if (self->state == VOUCH_SCANNER_FAILED && added > 0 &&
      (g_error_matches (self->problem, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_NONE_FOUND) ||
          g_error_matches (self->problem, VOUCH_CAMERA_ERROR, VOUCH_CAMERA_ERROR_UNPLUGGED)))
    use_preferred (self);
}

static void
on_list_start_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VouchScanner) self = user_data;
  GError *error = NULL;

  if (vouch_camera_list_start_finish (self->list, result, &error))
    use_preferred (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_error_free (error);
  else
    set_state (self, VOUCH_SCANNER_FAILED, error);
}

static void
on_access_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VouchScanner) self = user_data;
  g_autoptr(GUnixFDList) remote = NULL;
  GError *error = NULL;

  if (!vouch_camera_access_ask_finish (result, &remote, &error))
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_error_free (error);
      else
        set_state (self, VOUCH_SCANNER_FAILED, error);
      return;
    }

  set_state (self, VOUCH_SCANNER_STARTING, NULL);
  vouch_camera_list_start_async (self->list, remote, self->cancellable, on_list_start_ready,
                                 g_object_ref (self));
}

static gboolean
on_asking_timeout (gpointer user_data)
{
  VouchScanner *self = user_data;

  self->asking = 0;
  set_state (self, VOUCH_SCANNER_WAITING, NULL);
  return G_SOURCE_REMOVE;
}

static void
on_permission_check_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  g_autoptr(VouchScanner) self = user_data;
  g_autoptr(GError) error = NULL;

  if (vouch_camera_permission_check_finish (result, &error))
    vouch_scanner_start (self);
}

static void
vouch_scanner_dispose (GObject *object)
{
  VouchScanner *self = VOUCH_SCANNER (object);

  if (self->camera != NULL)
    vouch_scanner_stop (self);
  g_clear_object (&self->camera);
  g_clear_object (&self->list);
  g_clear_object (&self->watcher);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->preferred, g_free);

  G_OBJECT_CLASS (vouch_scanner_parent_class)->dispose (object);
}

static void
vouch_scanner_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  VouchScanner *self = VOUCH_SCANNER (object);

  switch (property_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    case PROP_HINT:
      g_value_set_int (value, vouch_code_watcher_get_hint (self->watcher));
      break;
    case PROP_CAMERAS:
      g_value_set_object (value, self->list);
      break;
    case PROP_DEVICE:
      g_value_set_object (value, vouch_camera_get_device (self->camera));
      break;
    case PROP_OTHER:
      g_value_set_object (value, vouch_scanner_get_other (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_scanner_class_init (VouchScannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->dispose = vouch_scanner_dispose;
  object_class->get_property = vouch_scanner_get_property;

  properties[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, VOUCH_SCANNER_OFF,
                                             VOUCH_SCANNER_FAILED, VOUCH_SCANNER_OFF, flags);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_HINT] = g_param_spec_int ("hint", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_CAMERAS] = g_param_spec_object ("cameras", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_DEVICE] = g_param_spec_object ("device", NULL, NULL, VOUCH_TYPE_CAMERA_DEVICE,
                                                 flags);
  properties[PROP_OTHER] = g_param_spec_object ("other", NULL, NULL, VOUCH_TYPE_CAMERA_DEVICE,
                                                flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[FRAME] = g_signal_new ("frame", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, VOUCH_TYPE_CAMERA_FRAME);
  signals[CODE] = g_signal_new ("code", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BYTES);
}

static void
vouch_scanner_init (VouchScanner *self)
{
  self->list = vouch_camera_list_new ();
  self->camera = vouch_camera_new ();
  self->watcher = vouch_code_watcher_new ();
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (on_cameras_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watcher, "notify::hint", G_CALLBACK (on_watcher_hint_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watcher, "code", G_CALLBACK (on_watcher_code), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "frame", G_CALLBACK (on_camera_frame), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "notify::state", G_CALLBACK (on_camera_state_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "notify::sight", G_CALLBACK (on_camera_sight_changed),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->camera, "notify::device", G_CALLBACK (on_camera_device_changed),
                           self, G_CONNECT_SWAPPED);
}

VouchScanner *
vouch_scanner_new (void)
{
  return g_object_new (VOUCH_TYPE_SCANNER, NULL);
}

void
vouch_scanner_add_camera (VouchScanner      *self,
                          VouchCameraDevice *device)
{
  g_return_if_fail (VOUCH_IS_SCANNER (self));

  vouch_camera_list_add (self->list, device);
  self->has_own_camera = TRUE;
}

void
vouch_scanner_prefer (VouchScanner *self,
                      const char   *id)
{
  g_return_if_fail (VOUCH_IS_SCANNER (self));

  g_free (self->preferred);
  self->preferred = g_strdup (id);
}

/* Also tries again. Where permission is needed: only on a click of the user. */
void
vouch_scanner_start (VouchScanner *self)
{
  g_return_if_fail (VOUCH_IS_SCANNER (self));

  vouch_scanner_stop (self);
  self->cancellable = g_cancellable_new ();
  if (self->has_own_camera)
    {
      use_preferred (self);
      return;
    }

  set_state (self, VOUCH_SCANNER_ASKING, NULL);
  self->asking = g_timeout_add (ASKING_TIMEOUT_MS, on_asking_timeout, self);
  vouch_camera_access_ask_async (self->cancellable, on_access_ready, g_object_ref (self));
}

/* Starts if there will be no question, because permission was given before or is not needed. Else
 * it stays off until the user has been told and clicks. */
void
vouch_scanner_start_unasked (VouchScanner *self)
{
  g_return_if_fail (VOUCH_IS_SCANNER (self));

  vouch_scanner_stop (self);
  if (self->has_own_camera || vouch_camera_access_was_granted ())
    {
      vouch_scanner_start (self);
      return;
    }

  self->cancellable = g_cancellable_new ();
  vouch_camera_permission_check_async (self->cancellable, on_permission_check_ready,
                                       g_object_ref (self));
}

void
vouch_scanner_stop (VouchScanner *self)
{
  g_return_if_fail (VOUCH_IS_SCANNER (self));

  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  vouch_camera_stop (self->camera);
  vouch_camera_list_stop (self->list);
  vouch_code_watcher_reset (self->watcher);
  set_state (self, VOUCH_SCANNER_OFF, NULL);
}

void
vouch_scanner_use (VouchScanner      *self,
                   VouchCameraDevice *device)
{
  g_return_if_fail (VOUCH_IS_SCANNER (self));
  g_return_if_fail (VOUCH_IS_CAMERA_DEVICE (device));

  if (self->cancellable != NULL && device != vouch_camera_get_device (self->camera))
    vouch_camera_start (self->camera, device);
}

void
vouch_scanner_forget_code (VouchScanner *self)
{
  g_return_if_fail (VOUCH_IS_SCANNER (self));

  vouch_code_watcher_forget_code (self->watcher);
}

VouchScannerState
vouch_scanner_get_state (VouchScanner *self)
{
  g_return_val_if_fail (VOUCH_IS_SCANNER (self), VOUCH_SCANNER_OFF);

  return self->state;
}

const GError *
vouch_scanner_get_problem (VouchScanner *self)
{
  g_return_val_if_fail (VOUCH_IS_SCANNER (self), NULL);

  return self->problem;
}

VouchQrHint
vouch_scanner_get_hint (VouchScanner *self)
{
  g_return_val_if_fail (VOUCH_IS_SCANNER (self), VOUCH_QR_HINT_NONE);

  return vouch_code_watcher_get_hint (self->watcher);
}

GListModel *
vouch_scanner_get_cameras (VouchScanner *self)
{
  g_return_val_if_fail (VOUCH_IS_SCANNER (self), NULL);

  return G_LIST_MODEL (self->list);
}

VouchCameraDevice *
vouch_scanner_get_device (VouchScanner *self)
{
  g_return_val_if_fail (VOUCH_IS_SCANNER (self), NULL);

  return vouch_camera_get_device (self->camera);
}

VouchCameraDevice *
vouch_scanner_get_other (VouchScanner *self)
{
  g_return_val_if_fail (VOUCH_IS_SCANNER (self), NULL);

  if (self->state != VOUCH_SCANNER_SCANNING ||
      vouch_camera_get_sight (self->camera) == VOUCH_CAMERA_SIGHT_FINE)
    return NULL;
  return vouch_camera_list_choose_other (self->list, vouch_camera_get_device (self->camera));
}

VouchCameraSight
vouch_scanner_get_sight (VouchScanner *self)
{
  g_return_val_if_fail (VOUCH_IS_SCANNER (self), VOUCH_CAMERA_SIGHT_FINE);

  return vouch_camera_get_sight (self->camera);
}
