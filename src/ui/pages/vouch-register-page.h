/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-page.h"

G_BEGIN_DECLS

/**
 * VouchRegisterPage:
 *
 * Asks for the username of a new account and for consent. Most texts are Beeper's.
 */
#define VOUCH_TYPE_REGISTER_PAGE (vouch_register_page_get_type ())
G_DECLARE_FINAL_TYPE (VouchRegisterPage, vouch_register_page, VOUCH, REGISTER_PAGE, VouchPage)

G_END_DECLS
