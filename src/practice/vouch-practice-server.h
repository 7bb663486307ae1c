/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-account.h"
#include "vouch-practice-oauth.h"
#include "vouch-practice-reply.h"
#include "vouch-practice-wire.h"

G_BEGIN_DECLS

/**
 * VouchPracticeServer:
 *
 * A VouchPracticeAccount behind HTTP on 127.0.0.1: the endpoints, replies and refusals of a running
 * Beeper, with faults on demand and a log of the requests. README.md of this folder lists the ways
 * to control it.
 */
#define VOUCH_TYPE_PRACTICE_SERVER (vouch_practice_server_get_type ())
G_DECLARE_FINAL_TYPE (VouchPracticeServer, vouch_practice_server, VOUCH, PRACTICE_SERVER, GObject)

VouchPracticeServer  *vouch_practice_server_new          (VouchPracticeAccount  *account);
/* @port: 0 for any free port */
gboolean              vouch_practice_server_start        (VouchPracticeServer   *self,
                                                          guint16                port,
                                                          GError               **error);
/* Closes every connection. vouch_practice_server_start() can follow, on the same port, too. */
void                  vouch_practice_server_stop         (VouchPracticeServer   *self);
guint16               vouch_practice_server_get_port     (VouchPracticeServer   *self);
/* "http://127.0.0.1:PORT" */
const char           *vouch_practice_server_get_base_url (VouchPracticeServer   *self);

/* @text: "PATH=KIND*N", see README.md. */
gboolean              vouch_practice_server_add_fault    (VouchPracticeServer   *self,
                                                          const char            *text,
                                                          GError               **error);
void                  vouch_practice_server_clear_faults (VouchPracticeServer   *self);

/* Returns: the last 5,000 requests, the oldest first, without secrets: "POST /v1/app/setup/email
 * 204" */
const char * const   *vouch_practice_server_get_log      (VouchPracticeServer   *self);
void                  vouch_practice_server_clear_log    (VouchPracticeServer   *self);

/* Settings: the other device acts by itself; the log goes to stderr, too; live events are answered
 * as by a Beeper without them; errors have their code in capitals, as on newer paths of Beeper;
 * tokens cannot be introspected, as before Beeper 4.2.557; the interval of pings of live events (0:
 * never); the form of codes ("base64", "unpadded", "url-safe", "hex", "latin1"); the outcome of
 * asking for access in the browser ("given", "read-only", "refused", "forged", "window"); the
 * product ("desktop", "nightly", "server"). FALSE for another word. */
void                  vouch_practice_server_set_auto_phone (VouchPracticeServer *self,
                                                            gboolean             automatic);
void                  vouch_practice_server_set_prints_log (VouchPracticeServer *self,
                                                            gboolean             prints);
void                  vouch_practice_server_set_old_events (VouchPracticeServer *self,
                                                            gboolean             old);
void                  vouch_practice_server_set_capital_codes (VouchPracticeServer *self,
                                                            gboolean             capital);
void                  vouch_practice_server_set_without_introspection (VouchPracticeServer *self,
                                                            gboolean             without);
void                  vouch_practice_server_set_ping_interval (VouchPracticeServer *self,
                                                            guint                milliseconds);
gboolean              vouch_practice_server_set_form       (VouchPracticeServer *self,
                                                            const char          *name);
gboolean              vouch_practice_server_set_consent    (VouchPracticeServer *self,
                                                            const char          *name);
gboolean              vouch_practice_server_set_product    (VouchPracticeServer *self,
                                                            const char          *name);
/* Uses https from the next start on. @pem_file: certificate and key */
gboolean              vouch_practice_server_set_certificate (VouchPracticeServer *self,
                                                             const char          *pem_file,
                                                             GError             **error);

/* Answers requests that are none of Beeper's. Returns: (transfer full) */
typedef VouchPracticeReply * (*VouchPracticeHandler) (VouchPracticeServer *server,
                                                      const char          *method,
                                                      const char          *path,
                                                      GBytes              *body);

/* The handler of requests below /practice/: vouch_practice_control_answer(). Without it nothing is
 * there. */
void                  vouch_practice_server_set_control    (VouchPracticeServer  *self,
                                                            VouchPracticeHandler  control);
/* For it; all are borrowed. */
VouchPracticeAccount *vouch_practice_server_get_account    (VouchPracticeServer  *self);
VouchPracticeOauth   *vouch_practice_server_get_oauth      (VouchPracticeServer  *self);
VouchPracticeForm     vouch_practice_server_get_form       (VouchPracticeServer  *self);
/* Returns: the number of connections that subscribed */
guint                 vouch_practice_server_count_listeners (VouchPracticeServer *self);

G_END_DECLS
