/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchWrapLayout:
 *
 * Children side by side in the middle, and in more lines where one has no room for all.
 *
 * Properties:
 * - "homogeneous": (default FALSE): all are equally wide and fill the line
 */
#define VOUCH_TYPE_WRAP_LAYOUT (vouch_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (VouchWrapLayout, vouch_wrap_layout, VOUCH, WRAP_LAYOUT, GtkLayoutManager)

G_END_DECLS
