/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchPictureIntake:
 *
 * The ways in which a person hands a picture of a code to a widget: a file that is chosen, the
 * clipboard, a drop anywhere in the window. The newest picture is the one that counts.
 *
 * Signals: "begun": one is being looked at; then "code" (GBytes) for each code in it until a
 * handler returns TRUE for the one that was meant, or "failed" (GError of VouchPictureError),
 * unless it was cancelled.
 */
#define VOUCH_TYPE_PICTURE_INTAKE (vouch_picture_intake_get_type ())
G_DECLARE_FINAL_TYPE (VouchPictureIntake, vouch_picture_intake, VOUCH, PICTURE_INTAKE, GObject)

/* @widget: the owner; borrowed, outlives it */
VouchPictureIntake *vouch_picture_intake_new            (GtkWidget          *widget);
void                vouch_picture_intake_open           (VouchPictureIntake *self);
void                vouch_picture_intake_paste          (VouchPictureIntake *self);
void                vouch_picture_intake_cancel         (VouchPictureIntake *self);
/* Between the root () and the unroot () of the widget. */
void                vouch_picture_intake_accept_drops   (VouchPictureIntake *self);
void                vouch_picture_intake_refuse_drops   (VouchPictureIntake *self);

G_END_DECLS
