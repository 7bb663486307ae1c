/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-client"

#include "vouch-client-private.h"

#include "vouch-body.h"

/* The calls of VouchClient: their endpoints and bodies. */

void
vouch_client_get_info_async (VouchClient         *self,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  vouch_client_call_async (self, VOUCH_ENDPOINT_INFO, NULL, NULL, cancellable, callback, user_data);
}

void
vouch_client_get_session_async (VouchClient         *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  vouch_client_call_async (self, VOUCH_ENDPOINT_SESSION, NULL, NULL, cancellable, callback,
                           user_data);
}

void
vouch_client_start_async (VouchClient         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  vouch_client_call_async (self, VOUCH_ENDPOINT_START, NULL, NULL, cancellable, callback,
                           user_data);
}

void
vouch_client_send_email_async (VouchClient         *self,
                               const char          *request_id,
                               const char          *email,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (request_id != NULL);
  g_return_if_fail (email != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_EMAIL, NULL,
                           vouch_body_new ("email", email, "setupRequestID", request_id, NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_submit_code_async (VouchClient         *self,
                                const char          *request_id,
                                const char          *code,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (request_id != NULL);
  g_return_if_fail (code != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_CODE, NULL,
                           vouch_body_new ("response", code, "setupRequestID", request_id, NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_register_async (VouchClient         *self,
                             const char          *request_id,
                             const char          *lead_token,
                             const char          *username,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (request_id != NULL);
  g_return_if_fail (lead_token != NULL);
  g_return_if_fail (username != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_REGISTER, NULL,
                           vouch_body_new ("acceptTerms", vouch_body_true,
                                           "leadToken", lead_token,
                                           "setupRequestID", request_id,
                                           "username", username,
                                           NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_send_recovery_key_async (VouchClient         *self,
                                      const char          *recovery_key,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (recovery_key != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_KEY, NULL,
                           vouch_body_new ("recoveryKey", recovery_key, NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_reset_recovery_key_async (VouchClient         *self,
                                       const char          *existing_key,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  vouch_client_call_async (self, VOUCH_ENDPOINT_KEY_RESET, NULL,
                           vouch_body_new ("existingRecoveryKey", existing_key, NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_confirm_recovery_key_async (VouchClient         *self,
                                         const char          *recovery_key,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  g_return_if_fail (recovery_key != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_KEY_CONFIRM, NULL,
                           vouch_body_new ("recoveryKey", recovery_key, NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_list_verifications_async (VouchClient         *self,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  vouch_client_call_async (self, VOUCH_ENDPOINT_LIST, NULL, NULL, cancellable, callback, user_data);
}

void
vouch_client_request_verification_async (VouchClient         *self,
                                         const char          *purpose,
                                         const char          *user_id,
                                         GCancellable        *cancellable,
                                         GAsyncReadyCallback  callback,
                                         gpointer             user_data)
{
  vouch_client_call_async (self, VOUCH_ENDPOINT_REQUEST, NULL,
                           vouch_body_new ("purpose", purpose, "userID", user_id, NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_get_verification_async (VouchClient         *self,
                                     const char          *id,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_return_if_fail (id != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_VERIFICATION, id, NULL, cancellable, callback,
                           user_data);
}

void
vouch_client_accept_verification_async (VouchClient         *self,
                                        const char          *id,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_return_if_fail (id != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_ACCEPT, id, NULL, cancellable, callback, user_data);
}

void
vouch_client_cancel_verification_async (VouchClient         *self,
                                        const char          *id,
                                        const char          *code,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_return_if_fail (id != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_CANCEL, id,
                           vouch_body_new ("code", code, NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_scan_qr_async (VouchClient         *self,
                            const char          *data,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_return_if_fail (data != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_SCAN, NULL,
                           vouch_body_new ("data", data, NULL),
                           cancellable, callback, user_data);
}

void
vouch_client_confirm_scanned_async (VouchClient         *self,
                                    const char          *id,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (id != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_CONFIRM_SCANNED, id, NULL,
                           cancellable, callback, user_data);
}

void
vouch_client_start_sas_async (VouchClient         *self,
                              const char          *id,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (id != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_START_SAS, id, NULL, cancellable, callback,
                           user_data);
}

void
vouch_client_confirm_sas_async (VouchClient         *self,
                                const char          *id,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (id != NULL);

  vouch_client_call_async (self, VOUCH_ENDPOINT_CONFIRM_SAS, id, NULL, cancellable, callback,
                           user_data);
}
