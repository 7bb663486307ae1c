/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-camera-frame.h"
#include "vouch-qr-reader.h"

G_BEGIN_DECLS

/**
 * VouchCodeWatcher:
 *
 * Watches a stream of frames for codes. One frame at a time is with the reader, on a thread; those
 * that come meanwhile are left out, the newest wins.
 *
 * Properties: "hint" (#VouchQrHint as an int, read only: what several frames in a row agree on).
 *
 * Signals: "code" (GBytes): once for as long as the same code stays in view.
 */
#define VOUCH_TYPE_CODE_WATCHER (vouch_code_watcher_get_type ())
G_DECLARE_FINAL_TYPE (VouchCodeWatcher, vouch_code_watcher, VOUCH, CODE_WATCHER, GObject)

VouchCodeWatcher *vouch_code_watcher_new         (void);
void              vouch_code_watcher_watch       (VouchCodeWatcher *self,
                                                  VouchCameraFrame *frame);
/* The code in view counts as a new one. */
void              vouch_code_watcher_forget_code (VouchCodeWatcher *self);
/* The stream has ended: its pending frames are dropped. */
void              vouch_code_watcher_reset       (VouchCodeWatcher *self);
VouchQrHint       vouch_code_watcher_get_hint    (VouchCodeWatcher *self);

G_END_DECLS
