/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-practice-fault.h"
#include "vouch-practice-reply.h"

G_BEGIN_DECLS

/* Sends @reply as it is. */
void     vouch_practice_damage_none  (SoupServerMessage        *message,
                                      VouchPracticeReply       *reply);
/* Whether the request is carried out at all before its reply goes wrong. */
gboolean vouch_practice_damage_acts  (const VouchPracticeFault *fault);
/* Sends @reply as @fault wants it. @reply: NULL if the request is not carried out. @elsewhere:
 * where redirects lead. */
void     vouch_practice_damage_send  (SoupServerMessage        *message,
                                      VouchPracticeReply       *reply,
                                      const VouchPracticeFault *fault,
                                      const char               *elsewhere);

G_END_DECLS
