/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-error.h"
#include "vouch-qr-payload.h"
#include "vouch-recovery-key.h"
#include "vouch-secret.h"

/* The part of VouchSetup that does what the person says. Each verb begins, makes its one request (a
 * POST is never repeated), and ends by taking in the reply or the error. */

gboolean
vouch_setup_begin (VouchSetup *self)
{
  if (vouch_setup_get_busy (self) || self->client == NULL)
    return FALSE;

  vouch_setup_take_problem (self, NULL);
  vouch_poller_pause (self->poller);
  vouch_poller_poll_now (self->poller);
  vouch_setup_set_activity (self, VOUCH_ACTIVITY_VERB);
  return TRUE;
}

static gboolean
is_about_access (VouchSetup   *self,
                 const GError *error)
{
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED) &&
         vouch_client_has_token (self->client);
}

/* What a failed verb means beside its sentence on screen (api.md 2). */
static void
fail (VouchSetup *self,
      GError     *error)
{
  gboolean signing_in = vouch_session_get_state (self->session) == VOUCH_SESSION_NEEDS_LOGIN;

  vouch_setup_poll (self);
  if (is_about_access (self, error) && !signing_in)
    {
      g_clear_error (&error);
      vouch_setup_doubt_access (self, NULL);
    }
  else
    vouch_setup_take_problem (self, error);
}

/* Between these two a reply is taken in. "busy" ends after that, and listeners hear of all of it at
 * once: what they read and what they ask for next is about the same reply. */
static void
begin_ending (VouchSetup *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  vouch_poller_resume (self->poller);
}

static void
finish_ending (VouchSetup *self)
{
  vouch_setup_update (self);
  if (self->activity == VOUCH_ACTIVITY_VERB)
    vouch_setup_set_activity (self, VOUCH_ACTIVITY_NONE);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
take_reply (VouchSetup  *self,
            JsonObject  *reply,
            VouchIntent  intent)
{
  if (reply != NULL && json_object_has_member (reply, "session"))
    vouch_setup_apply_reply (self, reply, intent);
  else
    vouch_setup_poll (self);
}

static void
end_with_intent (VouchSetup  *self,
                 JsonObject  *reply,
                 GError      *error,
                 VouchIntent  intent)
{
  begin_ending (self);
  if (error != NULL)
    fail (self, error);
  else
    take_reply (self, reply, intent);
  finish_ending (self);
}

/* For verbs whose every error, a 401 too, is about the key that was sent (api.md 2), unless it turns
 * out that the access is lost, or only to read.
 *
 * @error: (transfer full) (nullable) */
static void
end_with_key (VouchSetup *self,
              JsonObject *reply,
              GError     *error)
{
  begin_ending (self);
  take_reply (self, reply, VOUCH_INTENT_NONE);
  if (is_about_access (self, error))
    vouch_setup_doubt_access (self, error);
  else
    vouch_setup_take_problem (self, error);
  finish_ending (self);
}

void
vouch_setup_end_with_problem (VouchSetup *self,
                              GError     *error)
{
  begin_ending (self);
  vouch_setup_take_problem (self, error);
  finish_ending (self);
}

void
vouch_setup_end (VouchSetup *self,
                 JsonObject *reply,
                 GError     *error)
{
  end_with_intent (self, reply, error, VOUCH_INTENT_NONE);
}

gboolean
vouch_setup_was_left (GError **error)
{
  if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_clear_error (error);
  return TRUE;
}

/* Verifying */

/* Whether @id, which the user saw when deciding, is still the verification that is meant. */
static gboolean
is_current (VouchSetup *self,
            const char *id)
{
  return self->verification != NULL &&
         g_strcmp0 (vouch_verification_get_id (self->verification), id) == 0;
}

/* ... and whether @action is possible there (api.md 1). With another person nothing is but to
 * cancel. */
static gboolean
begin_verification (VouchSetup   *self,
                    const char   *id,
                    VouchActions  action)
{
  return is_current (self, id) &&
         (vouch_verification_get_actions (self->verification) & action) != 0 &&
         (action == VOUCH_ACTION_CANCEL || !vouch_setup_get_foreign (self)) &&
         vouch_setup_begin (self);
}

/* A verb that is answered by {session, verification?}, and the intent that its success means. */
typedef struct {
  VouchSetup  *self;     /* owned */
  VouchIntent  intent;
} Verb;

static Verb *
verb_new (VouchSetup  *self,
          VouchIntent  intent)
{
  Verb *verb = g_new0 (Verb, 1);

  verb->self = g_object_ref (self);
  verb->intent = intent;
  return verb;
}

/* 409 on a verification: the state moved on, and the look that comes next shows where (api.md
 * 2). */
static void
forgive_conflict (GError **error)
{
  if (g_error_matches (*error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT))
    g_clear_error (error);
}

static void
on_verb_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autofree Verb *verb = user_data;
  g_autoptr(VouchSetup) self = verb->self;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  forgive_conflict (&error);
  end_with_intent (self, reply, error, verb->intent);
  vouch_setup_poll (self);
}

void
vouch_setup_request_verification (VouchSetup *self)
{
  gboolean login;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  self->interruptions = 0;
  login = !vouch_session_get_verified (self->session);
  if (vouch_setup_begin (self))
    vouch_client_request_verification (self->client, login ? "login" : "device", NULL,
                                       self->cancellable, on_verb_ready,
                                       verb_new (self, VOUCH_INTENT_NONE));
}

void
vouch_setup_accept (VouchSetup *self,
                    const char *id)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!begin_verification (self, id, VOUCH_ACTION_ACCEPT))
    return;
  self->interruptions = 0;
  vouch_client_accept_verification (self->client, id, self->cancellable, on_verb_ready,
                                    verb_new (self, VOUCH_INTENT_NONE));
}

void
vouch_setup_cancel (VouchSetup *self,
                    const char *id)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (begin_verification (self, id, VOUCH_ACTION_CANCEL))
    vouch_client_cancel_verification (self->client, id, NULL, self->cancellable, on_verb_ready,
                                      verb_new (self, VOUCH_INTENT_NONE));
}

void
vouch_setup_start_emoji (VouchSetup *self,
                         const char *id)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (begin_verification (self, id, VOUCH_ACTION_START_SAS))
    vouch_client_start_sas (self->client, id, self->cancellable, on_verb_ready,
                            verb_new (self, VOUCH_INTENT_EMOJI));
}

void
vouch_setup_confirm_emoji (VouchSetup *self,
                           const char *id)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->step == VOUCH_STEP_EMOJI && is_current (self, id) &&
      vouch_verification_get_sas (self->verification)->certain &&
      begin_verification (self, id, VOUCH_ACTION_CONFIRM_SAS))
    vouch_client_confirm_sas (self->client, id, self->cancellable, on_verb_ready,
                              verb_new (self, VOUCH_INTENT_CONFIRMED));
}

static void
stop_here (VouchSetup *self)
{
  g_free (self->rejected_id);
  self->rejected_id = g_strdup (vouch_verification_get_id (self->verification));
}

/* The answer counts here, whatever became of the request. */
static void
on_reject_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (self->verification != NULL)
    stop_here (self);
  forgive_conflict (&error);
  vouch_setup_end (self, reply, error);
  vouch_setup_poll (self);
}

void
vouch_setup_reject_emoji (VouchSetup *self,
                          const char *id)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (begin_verification (self, id, VOUCH_ACTION_CANCEL))
    {
      vouch_client_cancel_verification (self->client, id, "m.mismatched_sas", self->cancellable,
                                        on_reject_ready, g_object_ref (self));
    }
  else if (self->step == VOUCH_STEP_EMOJI && !vouch_setup_get_busy (self) && is_current (self, id))
    {
      stop_here (self);
      vouch_setup_update (self);
    }
}

void
vouch_setup_confirm_scanned (VouchSetup *self,
                             const char *id)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->step == VOUCH_STEP_CONFIRM_SCAN &&
      begin_verification (self, id, VOUCH_ACTION_CONFIRM_SCAN))
    vouch_client_confirm_scanned (self->client, id, self->cancellable, on_verb_ready,
                                  verb_new (self, VOUCH_INTENT_CONFIRMED));
}

/* A scan, and whether the other way of writing it is left to try. */
typedef struct {
  VouchSetup *self;      /* owned */
  GBytes     *payload;   /* owned */
  gboolean    again;
} Scan;

static void
scan_free (Scan *scan)
{
  g_object_unref (scan->self);
  g_bytes_unref (scan->payload);
  g_free (scan);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scan, scan_free)

static void send_scan (Scan        *scan,
                       VouchQrForm  form);

/* How the bytes are written into "data" is not published: if the likely form is refused, one more
 * is tried, and only then (api.md 6). */
static void
on_scan_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(Scan) scan = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;
  guint status;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  status = vouch_error_get_status (error);
  if (scan->again && (status == 400 || status == 422))
    {
      g_clear_error (&error);
      scan->again = FALSE;
      send_scan (g_steal_pointer (&scan), VOUCH_QR_FORM_BASE64_UNPADDED);
      return;
    }
  forgive_conflict (&error);
  vouch_setup_end (scan->self, reply, error);
  vouch_setup_poll (scan->self);
}

static void
send_scan (Scan        *scan,
           VouchQrForm  form)
{
  g_autofree char *data = vouch_qr_payload_to_wire (scan->payload, form);

  vouch_client_scan_qr (scan->self->client, data, scan->self->cancellable, on_scan_ready, scan);
}

void
vouch_setup_submit_scan (VouchSetup *self,
                         const char *id,
                         GBytes     *payload)
{
  VouchQrForm form = VOUCH_QR_FORM_UNKNOWN;
  const char *own;
  Scan *scan;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (payload != NULL);

  if (self->step != VOUCH_STEP_SCAN || !is_current (self, id) || !vouch_setup_begin (self))
    return;

  own = vouch_verification_get_qr_data (self->verification);
  if (own != NULL)
    g_bytes_unref (vouch_qr_payload_from_wire (own, &form));
  scan = g_new0 (Scan, 1);
  scan->self = g_object_ref (self);
  scan->payload = vouch_qr_payload_repair (payload);
  scan->again = TRUE;
  send_scan (scan, form);
}

/* Recovery keys */

static void
on_unlock_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  end_with_key (self, reply, error);
  vouch_setup_poll (self);
}

void
vouch_setup_unlock (VouchSetup *self,
                    const char *recovery_key)
{
  vouch_autosecret char *key = NULL;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (recovery_key != NULL);

  if (!vouch_setup_begin (self))
    return;

  key = vouch_recovery_key_to_send (recovery_key);
  vouch_client_send_recovery_key (self->client, key, self->cancellable, on_unlock_ready,
                                  g_object_ref (self));
}

static void
on_create_key_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = vouch_key_reset_finish (VOUCH_KEY_RESET (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  vouch_setup_end (self, reply, error);
}

void
vouch_setup_create_key (VouchSetup *self,
                        gboolean    consented)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->step == VOUCH_STEP_RESET && (consented || vouch_setup_get_first_key (self)) &&
      vouch_setup_begin (self))
    vouch_key_reset_create (self->key_reset, self->client,
                            vouch_session_get_user_id (self->session), self->cancellable,
                            on_create_key_ready, g_object_ref (self));
}

/* Whether Beeper has answered, and with anything but yes: asking again need not help. */
static gboolean
is_verdict (const GError *error)
{
  return g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_REJECTED) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_REDIRECTED) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_MALFORMED) ||
         g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_SERVER);
}

static void
on_confirm_key_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(JsonObject) reply = NULL;
  GError *error = NULL;

  reply = vouch_key_reset_finish (VOUCH_KEY_RESET (source), result, &error);
  if (vouch_setup_was_left (&error))
    return;

  if (reply != NULL)
    vouch_setup_forget_registration (self);
  end_with_key (self, reply, error);
}

void
vouch_setup_confirm_key (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->step == VOUCH_STEP_SAVE_KEY && vouch_setup_begin (self))
    vouch_key_reset_confirm (self->key_reset, self->client, self->cancellable,
                             on_confirm_key_ready, g_object_ref (self));
}

gboolean
vouch_setup_get_key_refused (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);

  return self->step == VOUCH_STEP_SAVE_KEY && !vouch_setup_get_busy (self) &&
         is_verdict (self->problem);
}

void
vouch_setup_leave_key (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_setup_get_key_refused (self))
    vouch_key_reset_forget (self->key_reset);
}

/* What the person would rather see */

void
vouch_setup_choose (VouchSetup  *self,
                    VouchIntent  intent)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_setup_get_busy (self))
    return;
  if (self->step == VOUCH_STEP_STOPPED)
    vouch_setup_dismiss (self);
  vouch_setup_set_intent (self, intent);
}

void
vouch_setup_go_back (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!vouch_setup_get_can_go_back (self))
    return;

  vouch_setup_take_problem (self, NULL);
  switch (self->step)
    {
    case VOUCH_STEP_AUTHORIZE:
      if (self->connection == VOUCH_CONNECTION_LOCKED_OUT)
        vouch_setup_disconnect (self);
      else
        vouch_setup_set_intent (self, VOUCH_INTENT_NONE);
      break;
    case VOUCH_STEP_CODE:
    case VOUCH_STEP_REGISTER:
      vouch_sign_in_start_over (self->sign_in);
      vouch_setup_update (self);
      break;
    case VOUCH_STEP_INCOMING:
    case VOUCH_STEP_STOPPED:
      vouch_setup_dismiss (self);
      break;
    default:
      vouch_setup_set_intent (self, VOUCH_INTENT_NONE);
    }
}
