/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-authorizer.h"

G_BEGIN_DECLS

/* For tests: how long the browser may take. */
void vouch_authorizer_set_patience (VouchAuthorizer *self,
                                    guint            timeout_ms);

G_END_DECLS
