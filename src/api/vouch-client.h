/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "vouch-reply.h"
#include "vouch-server.h"

G_BEGIN_DECLS

/**
 * VouchClient:
 *
 * Speaks to one Beeper at one origin: one asynchronous call per endpoint of api.md, and the rules
 * that hold for all of them (time-outs, no redirects, 1 MiB a reply, the bearer only to this
 * origin, no POST sent twice, and, unless the user agreed, plain http only to this computer and
 * nothing to its other users).
 *
 * Every call ends with vouch_client_call_finish(). The main thread only.
 */
#define VOUCH_TYPE_CLIENT (vouch_client_get_type ())
G_DECLARE_FINAL_TYPE (VouchClient, vouch_client, VOUCH, CLIENT, GObject)

/* @origin: scheme, host and port, as vouch_server_get_origin() gives it
 * @terms: (nullable): nothing is agreed to */
VouchClient *vouch_client_new                        (const char          *origin,
                                                      VouchTerms          *terms);
const char  *vouch_client_get_origin                 (VouchClient         *self);
/* Returns: the audience of secrets: the origin, and the certificate where one was agreed to.
 * Another certificate at the same address is another audience, also when the user agrees to it. */
const char  *vouch_client_get_audience               (VouchClient         *self);
/* @token: copied into memory that is wiped; NULL forgets it. */
void         vouch_client_set_token                  (VouchClient         *self,
                                                      const char          *token);
gboolean     vouch_client_has_token                  (VouchClient         *self);

void         vouch_client_get_info_async             (VouchClient         *self,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_get_session_async          (VouchClient         *self,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_start_async                (VouchClient         *self,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_send_email_async           (VouchClient         *self,
                                                      const char          *request_id,
                                                      const char          *email,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_submit_code_async          (VouchClient         *self,
                                                      const char          *request_id,
                                                      const char          *code,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
/* Sends acceptTerms: true, so call it only when the user has ticked the box. */
void         vouch_client_register_async             (VouchClient         *self,
                                                      const char          *request_id,
                                                      const char          *lead_token,
                                                      const char          *username,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_send_recovery_key_async    (VouchClient         *self,
                                                      const char          *recovery_key,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
/* @existing_key: (nullable) */
void         vouch_client_reset_recovery_key_async   (VouchClient         *self,
                                                      const char          *existing_key,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_confirm_recovery_key_async (VouchClient         *self,
                                                      const char          *recovery_key,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_list_verifications_async   (VouchClient         *self,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
/* @purpose: "login", "device" or NULL. @user_id: (nullable) */
void         vouch_client_request_verification_async (VouchClient         *self,
                                                      const char          *purpose,
                                                      const char          *user_id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_get_verification_async     (VouchClient         *self,
                                                      const char          *id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_accept_verification_async  (VouchClient         *self,
                                                      const char          *id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
/* @code: a code of api.md 8, or NULL: the body is then {}. */
void         vouch_client_cancel_verification_async  (VouchClient         *self,
                                                      const char          *id,
                                                      const char          *code,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_scan_qr_async              (VouchClient         *self,
                                                      const char          *data,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_confirm_scanned_async      (VouchClient         *self,
                                                      const char          *id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_start_sas_async            (VouchClient         *self,
                                                      const char          *id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);
void         vouch_client_confirm_sas_async          (VouchClient         *self,
                                                      const char          *id,
                                                      GCancellable        *cancellable,
                                                      GAsyncReadyCallback  callback,
                                                      gpointer             user_data);

/* Returns: (transfer full): the reply, whose shape has been checked, or NULL and an error of
 * VOUCH_ERROR or G_IO_ERROR_CANCELLED. A reply without a body says nothing. */
VouchReply  *vouch_client_call_finish                (VouchClient         *self,
                                                      GAsyncResult        *result,
                                                      GError             **error);

G_END_DECLS
