/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchPoint:
 *
 * A picture with a heading and a sentence beside it: one of several things to know. It cannot be
 * pressed and does not look as if it could.
 *
 * Properties: "icon-name", "heading" and "text" (strings, nullable; the texts are plain).
 */
#define VOUCH_TYPE_POINT (vouch_point_get_type ())
G_DECLARE_FINAL_TYPE (VouchPoint, vouch_point, VOUCH, POINT, GtkGrid)

G_END_DECLS
