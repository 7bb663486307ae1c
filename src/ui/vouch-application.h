/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * VouchApplication:
 *
 * One Vouch: reads the command line, environment and settings, and makes the window with what it
 * needs.
 */
#define VOUCH_TYPE_APPLICATION (vouch_application_get_type ())
G_DECLARE_FINAL_TYPE (VouchApplication, vouch_application, VOUCH, APPLICATION, AdwApplication)

/* @token: (nullable): what BEEPER_ACCESS_TOKEN held; copied */
GApplication *vouch_application_new (const char *token);

G_END_DECLS
