/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-error.h"
#include "vouch-qr-payload.h"
#include "vouch-recovery-key.h"
#include "vouch-secret.h"

/* The part of VouchSetup that does what the person says. A verb is a row that says when it is
 * allowed and what its answer means, and one request (a POST is never repeated). It begins, and
 * ends by taking in the reply or the error. */

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

/* A reply is taken in between begin_ending () and finish_ending (). All notifications wait for
 * finish_ending (), "busy" among them: what listeners read, and what they ask for next, is about
 * the same reply. */
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
            VouchReply  *reply,
            VouchIntent  intent)
{
  if (reply != NULL && vouch_reply_get_session (reply) != NULL)
    vouch_setup_apply_reply (self, reply, intent);
  else
    vouch_setup_poll (self);
}

static void
end_with_intent (VouchSetup  *self,
                 VouchReply  *reply,
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

/* Every error, a 401 too, is about what was sent (api.md 2), unless it turns out that the access is
 * lost, or only to read.
 *
 * @error: (transfer full) (nullable) */
static void
end_with_input (VouchSetup *self,
                VouchReply *reply,
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
                 VouchReply *reply,
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

/* Whether @id, which the user saw when deciding, is still the verification that is meant. */
static gboolean
is_current (VouchSetup *self,
            const char *id)
{
  return self->verification != NULL &&
         g_strcmp0 (vouch_verification_get_id (self->verification), id) == 0;
}

/* Whether @action is possible there (api.md 1). With another person nothing is but to cancel. */
static gboolean
can_act (VouchSetup   *self,
         VouchActions  action)
{
  return self->verification != NULL &&
         (vouch_verification_get_actions (self->verification) & action) != 0 &&
         (action == VOUCH_ACTION_CANCEL || !vouch_setup_get_foreign (self));
}

/* One verb under way. */
struct _VouchVerbCall
{
  VouchSetup      *self;   /* owned */
  const VouchVerb *verb;
};

VouchVerbCall *
vouch_setup_begin_verb (VouchSetup      *self,
                        const VouchVerb *verb)
{
  VouchVerbCall *call;

  if ((verb->step != VOUCH_STEP_CONNECT && self->step != verb->step) ||
      (verb->action != 0 && !can_act (self, verb->action)) || !vouch_setup_begin (self))
    return NULL;

  call = g_new0 (VouchVerbCall, 1);
  call->self = g_object_ref (self);
  call->verb = verb;
  return call;
}

/* The same on the verification that the user saw when deciding. */
static VouchVerbCall *
begin_on (VouchSetup      *self,
          const VouchVerb *verb,
          const char      *id)
{
  return is_current (self, id) ? vouch_setup_begin_verb (self, verb) : NULL;
}

/* 409 on a verification: the state moved on, and the poll that comes next shows where (api.md
 * 2). */
static void
forgive_conflict (GError **error)
{
  if (g_error_matches (*error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT))
    g_clear_error (error);
}

/* Takes in the last answer of a verb. @call: (transfer full); @error: (transfer full) (nullable) */
static void
end_verb (VouchVerbCall *call,
          VouchReply    *reply,
          GError        *error)
{
  g_autoptr(VouchSetup) self = call->self;
  const VouchVerb *verb = call->verb;

  g_free (call);
  if (vouch_setup_was_left (&error))
    return;

  if (verb->take != NULL && verb->take (self, reply))
    return;
  if (verb->blames == VOUCH_BLAME_STATE)
    forgive_conflict (&error);
  if (verb->blames == VOUCH_BLAME_INPUT)
    end_with_input (self, reply, error);
  else
    end_with_intent (self, reply, error, verb->intent);
  vouch_setup_poll (self);
}

void
vouch_setup_on_verb_ready (GObject      *source,
                           GAsyncResult *result,
                           gpointer      user_data)
{
  VouchVerbCall *call = user_data;
  const VouchVerb *verb = call->verb;
  g_autoptr(VouchReply) reply = NULL;
  GError *error = NULL;

  reply = verb->finish != NULL ? verb->finish (source, result, &error)
                               : vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  end_verb (call, reply, error);
}

/* Verifying */

static const VouchVerb request_verification = { .blames = VOUCH_BLAME_STATE };

void
vouch_setup_request_verification (VouchSetup *self)
{
  VouchVerbCall *call;
  gboolean login;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  self->interruptions = 0;
  login = !vouch_session_get_verified (self->session);
  call = vouch_setup_begin_verb (self, &request_verification);
  if (call != NULL)
    vouch_client_request_verification_async (self->client, login ? "login" : "device", NULL,
                                             self->cancellable, vouch_setup_on_verb_ready, call);
}

static const VouchVerb accept_request = {
  .action = VOUCH_ACTION_ACCEPT,
  .blames = VOUCH_BLAME_STATE,
};

void
vouch_setup_accept (VouchSetup *self,
                    const char *id)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &accept_request, id);
  if (call == NULL)
    return;
  self->interruptions = 0;
  vouch_client_accept_verification_async (self->client, id, self->cancellable,
                                          vouch_setup_on_verb_ready, call);
}

static const VouchVerb cancel_verification = {
  .action = VOUCH_ACTION_CANCEL,
  .blames = VOUCH_BLAME_STATE,
};

void
vouch_setup_cancel (VouchSetup *self,
                    const char *id)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &cancel_verification, id);
  if (call != NULL)
    vouch_client_cancel_verification_async (self->client, id, NULL, self->cancellable,
                                            vouch_setup_on_verb_ready, call);
}

static const VouchVerb start_emoji = {
  .action = VOUCH_ACTION_START_SAS,
  .blames = VOUCH_BLAME_STATE,
  .intent = VOUCH_INTENT_EMOJI,
};

void
vouch_setup_start_emoji (VouchSetup *self,
                         const char *id)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &start_emoji, id);
  if (call != NULL)
    vouch_client_start_sas_async (self->client, id, self->cancellable, vouch_setup_on_verb_ready,
                                  call);
}

static const VouchVerb confirm_emoji = {
  .step = VOUCH_STEP_EMOJI,
  .action = VOUCH_ACTION_CONFIRM_SAS,
  .blames = VOUCH_BLAME_STATE,
  .intent = VOUCH_INTENT_CONFIRMED,
};

void
vouch_setup_confirm_emoji (VouchSetup *self,
                           const char *id)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!is_current (self, id) || !vouch_verification_get_sas (self->verification)->certain)
    return;
  call = begin_on (self, &confirm_emoji, id);
  if (call != NULL)
    vouch_client_confirm_sas_async (self->client, id, self->cancellable, vouch_setup_on_verb_ready,
                                    call);
}

static void
stop_here (VouchSetup *self)
{
  g_free (self->rejected_id);
  self->rejected_id = g_strdup (vouch_verification_get_id (self->verification));
}

/* The answer counts here, whatever became of the request. */
static gboolean
take_rejection (VouchSetup *self,
                VouchReply *reply)
{
  if (self->verification != NULL)
    stop_here (self);
  return FALSE;
}

static const VouchVerb reject_emoji = {
  .action = VOUCH_ACTION_CANCEL,
  .blames = VOUCH_BLAME_STATE,
  .take = take_rejection,
};

void
vouch_setup_reject_emoji (VouchSetup *self,
                          const char *id)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &reject_emoji, id);
  if (call != NULL)
    {
      vouch_client_cancel_verification_async (self->client, id, "m.mismatched_sas",
                                              self->cancellable, vouch_setup_on_verb_ready, call);
    }
  else if (self->step == VOUCH_STEP_EMOJI && !vouch_setup_get_busy (self) && is_current (self, id))
    {
      stop_here (self);
      vouch_setup_update (self);
    }
}

static const VouchVerb confirm_scanned = {
  .step = VOUCH_STEP_CONFIRM_SCAN,
  .action = VOUCH_ACTION_CONFIRM_SCAN,
  .blames = VOUCH_BLAME_STATE,
  .intent = VOUCH_INTENT_CONFIRMED,
};

void
vouch_setup_confirm_scanned (VouchSetup *self,
                             const char *id)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &confirm_scanned, id);
  if (call != NULL)
    vouch_client_confirm_scanned_async (self->client, id, self->cancellable,
                                        vouch_setup_on_verb_ready, call);
}

/* A scan, and whether the other way of writing it is left to try. */
typedef struct {
  VouchVerbCall *call;      /* owned until the last try has ended it */
  GBytes        *payload;   /* owned */
  gboolean       again;
} Scan;

static void
scan_free (Scan *scan)
{
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
  g_autoptr(VouchReply) reply = NULL;
  GError *error = NULL;
  guint status;

  reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  status = vouch_error_get_status (error);
  if (scan->again && (status == 400 || status == 422))
    {
      g_clear_error (&error);
      scan->again = FALSE;
      send_scan (g_steal_pointer (&scan), VOUCH_QR_FORM_BASE64_UNPADDED);
      return;
    }
  end_verb (g_steal_pointer (&scan->call), reply, error);
}

static void
send_scan (Scan        *scan,
           VouchQrForm  form)
{
  g_autofree char *data = vouch_qr_payload_to_wire (scan->payload, form);
  VouchSetup *self = scan->call->self;

  vouch_client_scan_qr_async (self->client, data, self->cancellable, on_scan_ready, scan);
}

static const VouchVerb submit_scan = {
  .step = VOUCH_STEP_SCAN,
  .blames = VOUCH_BLAME_STATE,
};

void
vouch_setup_submit_scan (VouchSetup *self,
                         const char *id,
                         GBytes     *payload)
{
  VouchQrForm form = VOUCH_QR_FORM_UNKNOWN;
  VouchVerbCall *call;
  const char *own;
  Scan *scan;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (payload != NULL);

  call = begin_on (self, &submit_scan, id);
  if (call == NULL)
    return;

  own = vouch_verification_get_qr_data (self->verification);
  if (own != NULL)
    g_bytes_unref (vouch_qr_payload_from_wire (own, &form));
  scan = g_new0 (Scan, 1);
  scan->call = call;
  scan->payload = vouch_qr_payload_repair (payload);
  scan->again = TRUE;
  send_scan (scan, form);
}

/* Recovery keys */

static VouchReply *
finish_key_reset (GObject       *source,
                  GAsyncResult  *result,
                  GError       **error)
{
  return vouch_key_reset_finish (VOUCH_KEY_RESET (source), result, error);
}

static const VouchVerb unlock = { .blames = VOUCH_BLAME_INPUT };

void
vouch_setup_unlock (VouchSetup *self,
                    const char *recovery_key)
{
  vouch_autosecret char *key = NULL;
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (recovery_key != NULL);

  call = vouch_setup_begin_verb (self, &unlock);
  if (call == NULL)
    return;
  key = vouch_recovery_key_to_send (recovery_key);
  vouch_client_send_recovery_key_async (self->client, key, self->cancellable,
                                        vouch_setup_on_verb_ready, call);
}

static const VouchVerb create_key = {
  .step = VOUCH_STEP_RESET,
  .finish = finish_key_reset,
};

void
vouch_setup_create_key (VouchSetup *self,
                        gboolean    consented)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!consented && !vouch_setup_get_first_key (self))
    return;
  call = vouch_setup_begin_verb (self, &create_key);
  if (call != NULL)
    vouch_key_reset_create_async (self->key_reset, self->client,
                                  vouch_session_get_user_id (self->session), self->cancellable,
                                  vouch_setup_on_verb_ready, call);
}

static gboolean
take_confirmation (VouchSetup *self,
                   VouchReply *reply)
{
  if (reply != NULL)
    vouch_setup_forget_registration (self);
  return FALSE;
}

static const VouchVerb confirm_key = {
  .step = VOUCH_STEP_SAVE_KEY,
  .blames = VOUCH_BLAME_INPUT,
  .finish = finish_key_reset,
  .take = take_confirmation,
};

void
vouch_setup_confirm_key (VouchSetup *self)
{
  VouchVerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = vouch_setup_begin_verb (self, &confirm_key);
  if (call != NULL)
    vouch_key_reset_confirm_async (self->key_reset, self->client, self->cancellable,
                                   vouch_setup_on_verb_ready, call);
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
