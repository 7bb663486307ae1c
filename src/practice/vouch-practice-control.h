/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-server.h"

G_BEGIN_DECLS

/* The endpoints below /practice/ that steer a server and its phone; README.md of this folder lists
 * them. A VouchPracticeHandler. Returns: (transfer full) */
VouchPracticeReply *vouch_practice_control_answer (VouchPracticeServer *server,
                                                   const char          *method,
                                                   const char          *path,
                                                   GBytes              *body);

G_END_DECLS
