/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-setup"

#include "vouch-practice-setup.h"

#include "vouch-practice-verification.h"

/* The handlers of the endpoints that need a token: recovery keys and verifications. */

VOUCH_PRACTICE_HANDLER (recovery_key)
{
  const char *key = vouch_practice_request_need_string (request, "recoveryKey", error);

  return key != NULL &&
         vouch_practice_account_unlock (request->account, key, error) &&
         vouch_practice_request_tell (request);
}

VOUCH_PRACTICE_HANDLER (reset)
{
  const char *existing_key, *key;

  if (!vouch_practice_request_may_string (request, "existingRecoveryKey", &existing_key, error))
    return FALSE;
  key = vouch_practice_account_reset_key (request->account, existing_key, error);
  if (key == NULL)
    return FALSE;
  vouch_practice_request_tell (request);
  json_object_set_string_member (request->reply, "recoveryKey", key);
  return TRUE;
}

VOUCH_PRACTICE_HANDLER (confirm_reset)
{
  const char *key = vouch_practice_request_need_string (request, "recoveryKey", error);

  return key != NULL &&
         vouch_practice_account_confirm_key (request->account, key, error) &&
         vouch_practice_request_tell (request);
}

/* The reply {session, verification}. */
static gboolean
tell_both (VouchPracticeRequest *request)
{
  VouchPracticeVerification *verification =
    vouch_practice_account_get_verification (request->account);

  vouch_practice_request_tell (request);
  if (verification != NULL)
    json_object_set_object_member (request->reply, "verification",
                                   vouch_practice_wire_verification (request->account,
                                                                     verification,
                                                                     request->form));
  return TRUE;
}

VOUCH_PRACTICE_HANDLER (list)
{
  VouchPracticeVerification *verification =
    vouch_practice_account_get_verification (request->account);
  JsonArray *items = json_array_new ();

  if (verification != NULL && !vouch_practice_verification_is_over (verification))
    json_array_add_object_element (items,
                                   vouch_practice_wire_verification (request->account,
                                                                     verification,
                                                                     request->form));
  request->reply = json_object_new ();
  json_object_set_array_member (request->reply, "items", items);
  return TRUE;
}

static gboolean
check_purpose (VouchPracticeRequest  *request,
               GError               **error)
{
  const char *purpose;

  if (!vouch_practice_request_may_string (request, "purpose", &purpose, error))
    return FALSE;
  if (purpose == NULL)
    return TRUE;
  if (!g_str_equal (purpose, "login") && !g_str_equal (purpose, "device"))
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_BAD_REQUEST,
                           "purpose must be login or device.");
      return FALSE;
    }
  request->fact = g_strconcat ("purpose=", purpose, NULL);
  return TRUE;
}

VOUCH_PRACTICE_HANDLER (request)
{
  const char *user_id;

  if (!check_purpose (request, error) ||
      !vouch_practice_request_may_string (request, "userID", &user_id, error))
    return FALSE;
  if (user_id != NULL &&
      g_strcmp0 (user_id, vouch_practice_account_get_user_id (request->account)) != 0)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_INVALID,
                           "Other people cannot be verified here.");
      return FALSE;
    }
  return vouch_practice_account_request (request->account, error) && tell_both (request);
}

/* The word "active" is no id: a running Beeper answers 409 then. */
static VouchPracticeVerification *
find_verification (VouchPracticeRequest  *request,
                   GError               **error)
{
  VouchPracticeVerification *verification =
    vouch_practice_account_get_verification (request->account);

  if (verification != NULL &&
      g_strcmp0 (request->id, vouch_practice_verification_get_id (verification)) == 0)
    return verification;
  if (g_strcmp0 (request->id, "active") == 0)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CONFLICT,
                           "There is no verification of this id.");
      return NULL;
    }
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_NOT_FOUND,
                       "This verification is unknown or has ended.");
  return NULL;
}

/* A verification that has ended cannot be looked up, though the session still has its outcome. */
VOUCH_PRACTICE_HANDLER (get_verification)
{
  VouchPracticeVerification *verification = find_verification (request, error);

  if (verification == NULL)
    return FALSE;
  if (!vouch_practice_verification_is_over (verification))
    return tell_both (request);
  g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_NOT_FOUND,
                       "This verification has ended.");
  return FALSE;
}

VOUCH_PRACTICE_HANDLER (accept)
{
  VouchPracticeVerification *verification = find_verification (request, error);

  return verification != NULL &&
         vouch_practice_verification_accept (verification, error) &&
         tell_both (request);
}

VOUCH_PRACTICE_HANDLER (cancel)
{
  VouchPracticeVerification *verification = find_verification (request, error);
  const char *code, *reason;

  if (verification == NULL ||
      !vouch_practice_request_may_string (request, "code", &code, error) ||
      !vouch_practice_request_may_string (request, "reason", &reason, error))
    return FALSE;
  request->fact = g_strconcat ("code=", code != NULL ? code : "none", NULL);
  return vouch_practice_verification_cancel (verification, code, reason, error) &&
         tell_both (request);
}

VOUCH_PRACTICE_HANDLER (scan)
{
  VouchPracticeVerification *verification =
    vouch_practice_account_get_verification (request->account);
  const char *data = vouch_practice_request_need_string (request, "data", error);
  g_autoptr(GBytes) payload = NULL;

  if (data == NULL)
    return FALSE;
  payload = vouch_practice_wire_decode (data, request->form);
  if (payload == NULL || verification == NULL)
    {
      g_set_error_literal (error, VOUCH_PRACTICE_ERROR, VOUCH_PRACTICE_ERROR_CODE_UNREADABLE,
                           "This is no verification code, or nothing waits for one.");
      return FALSE;
    }
  return vouch_practice_verification_scan (verification, payload, error) && tell_both (request);
}

VOUCH_PRACTICE_HANDLER (confirm_scanned)
{
  VouchPracticeVerification *verification = find_verification (request, error);

  return verification != NULL &&
         vouch_practice_verification_confirm_scan (verification, error) &&
         tell_both (request);
}

VOUCH_PRACTICE_HANDLER (start_sas)
{
  VouchPracticeVerification *verification = find_verification (request, error);

  return verification != NULL &&
         vouch_practice_verification_start_sas (verification, error) &&
         tell_both (request);
}

VOUCH_PRACTICE_HANDLER (confirm_sas)
{
  VouchPracticeVerification *verification = find_verification (request, error);

  return verification != NULL &&
         vouch_practice_verification_confirm_sas (verification, error) &&
         tell_both (request);
}
