/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchPictureIntake:
 *
 * Reads pictures of codes for a widget: from a file that the user chooses, the clipboard, or a drop
 * anywhere in the window. A new picture cancels the one before.
 *
 * Signals: "begun" (a picture is being read); then "code" (GBytes) for each code in it until a
 * handler returns TRUE for the code that is wanted, or "failed" (GError of VouchPictureError),
 * unless it was cancelled.
 */
#define VOUCH_TYPE_PICTURE_INTAKE (vouch_picture_intake_get_type ())
G_DECLARE_FINAL_TYPE (VouchPictureIntake, vouch_picture_intake, VOUCH, PICTURE_INTAKE, GObject)

/* @widget: the owner; borrowed, must outlive the intake */
VouchPictureIntake *vouch_picture_intake_new            (GtkWidget          *widget);
void                vouch_picture_intake_open           (VouchPictureIntake *self);
void                vouch_picture_intake_paste          (VouchPictureIntake *self);
void                vouch_picture_intake_cancel         (VouchPictureIntake *self);
/* To be called between root () and unroot () of the widget */
void                vouch_picture_intake_accept_drops   (VouchPictureIntake *self);
void                vouch_picture_intake_refuse_drops   (VouchPictureIntake *self);

G_END_DECLS
