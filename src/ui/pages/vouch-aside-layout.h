/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchAsideLayout:
 *
 * The first child gets all the room. The second one only illustrates it: it stands at the end where
 * there are 700 pixels for both (more with larger text), and is not shown otherwise.
 */
#define VOUCH_TYPE_ASIDE_LAYOUT (vouch_aside_layout_get_type ())
G_DECLARE_FINAL_TYPE (VouchAsideLayout, vouch_aside_layout, VOUCH, ASIDE_LAYOUT, GtkLayoutManager)

G_END_DECLS
