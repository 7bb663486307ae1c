/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gio/gunixfdlist.h>

#include "vouch-camera-device.h"
#include "vouch-camera-error.h"

G_BEGIN_DECLS

/**
 * VouchCameraList:
 *
 * The cameras that may be used, as a #GListModel of #VouchCameraDevice: those that were added by
 * hand first, then, once started, those that are plugged in, as they come and go.
 */
#define VOUCH_TYPE_CAMERA_LIST (vouch_camera_list_get_type ())
G_DECLARE_FINAL_TYPE (VouchCameraList, vouch_camera_list, VOUCH, CAMERA_LIST, GObject)

VouchCameraList   *vouch_camera_list_new          (void);
void               vouch_camera_list_add          (VouchCameraList      *self,
                                                   VouchCameraDevice    *device);
void               vouch_camera_list_start_async  (VouchCameraList      *self,
                                                   GUnixFDList          *remote,
                                                   GCancellable         *cancellable,
                                                   GAsyncReadyCallback   callback,
                                                   gpointer              user_data);
gboolean           vouch_camera_list_start_finish (VouchCameraList      *self,
                                                   GAsyncResult         *result,
                                                   GError              **error);
void               vouch_camera_list_stop         (VouchCameraList      *self);
VouchCameraDevice *vouch_camera_list_choose       (VouchCameraList      *self,
                                                   const char           *id);
VouchCameraDevice *vouch_camera_list_choose_other (VouchCameraList      *self,
                                                   VouchCameraDevice    *device);

G_END_DECLS
