/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * VouchPairLayout:
 *
 * Places children of equal rank: beside each other and equally wide where each gets at least 300
 * pixels (more with larger text), else below each other. Room that is left over goes to those that
 * expand.
 *
 * Property: "beside" (boolean, read only): whether they are beside each other.
 */
#define VOUCH_TYPE_PAIR_LAYOUT (vouch_pair_layout_get_type ())
G_DECLARE_FINAL_TYPE (VouchPairLayout, vouch_pair_layout, VOUCH, PAIR_LAYOUT, GtkLayoutManager)

G_END_DECLS
