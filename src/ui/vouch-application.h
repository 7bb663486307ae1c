/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VouchApplication:
 *
 * Reads the command line, the environment and the settings, and creates the window with its
 * objects.
 */
#define VOUCH_TYPE_APPLICATION (vouch_application_get_type ())
G_DECLARE_FINAL_TYPE (VouchApplication, vouch_application, VOUCH, APPLICATION, AdwApplication)

/* @token: (nullable): the value of BEEPER_ACCESS_TOKEN; copied */
GApplication *vouch_application_new (const char *token);

G_END_DECLS
