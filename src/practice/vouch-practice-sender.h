/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-practice-fault.h"
#include "vouch-practice-reply.h"

G_BEGIN_DECLS

/* Sends @reply as it is. */
void     vouch_practice_sender_send        (SoupServerMessage        *message,
                                            VouchPracticeReply       *reply);
/* Whether the request is carried out before its reply is made faulty. */
gboolean vouch_practice_sender_needs_reply (const VouchPracticeFault *fault);
/* Makes @reply faulty as @fault says, and sends it.
 *
 * @reply: NULL unless vouch_practice_sender_needs_reply ()
 * @elsewhere: where redirects lead */
void     vouch_practice_sender_send_faulty (SoupServerMessage        *message,
                                            VouchPracticeReply       *reply,
                                            const VouchPracticeFault *fault,
                                            const char               *elsewhere);

G_END_DECLS
