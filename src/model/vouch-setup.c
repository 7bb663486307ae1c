/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup.h"

#include "vouch-connection.h"
#include "vouch-error.h"
#include "vouch-model-enums.h"
#include "vouch-model-testing.h"
#include "vouch-new-accounts.h"
#include "vouch-property.h"
#include "vouch-qr-payload.h"
#include "vouch-recovery-key.h"
#include "vouch-secret.h"
#include "vouch-verification-tracker.h"

/* How the error of a verb is handled, apart from its text on the page (api.md 2). */
typedef enum {
  BLAME_ACCESS,        /* 401: the token is checked */
  BLAME_STATE,         /* the same; 409: the state moved on, which is no problem */
  BLAME_INPUT,         /* the input was refused; 401: that too, if the token is valid */
  BLAME_CREDENTIALS,   /* the code or token that was sent was refused */
} Blame;

/* A verb: a request for the user. */
typedef struct {
  const char   *name;     /* for the log */
  VouchStep     step;     /* the only step that allows it; WELCOME: any step */
  VouchActions  action;   /* that Beeper must offer for the verification, or 0 */
  Blame         blame;
  VouchIntent   intent;   /* set after success, or NONE */
  gboolean      locked_out;   /* allowed also while LOCKED_OUT */
  /* (nullable): finishes the call; NULL: vouch_client_call_finish() */
  VouchReply * (*finish) (GObject       *source,
                          GAsyncResult  *result,
                          GError       **error);
  /* (nullable): handles other parts of the answer before the reply is applied.
   *
   * @reply: (nullable): NULL after an error
   * Returns: TRUE if the verb continues, and accept_reply() will end it */
  gboolean     (*take)   (VouchSetup    *self,
                          VouchReply    *reply);
} Verb;

struct _VouchSetup
{
  GObject parent_instance;

  /* owned */
  VouchTokenStore          *store;
  VouchAccess              *access;
  VouchConnection          *connection;   /* (nullable): to the server in use */
  VouchSession             *session;
  VouchVerificationTracker *tracker;
  VouchSignIn              *sign_in;
  VouchKeyReset            *key_reset;
  VouchNewAccounts         *new_accounts;
  GError                   *problem;

  /* "busy" is TRUE while one of these is set, or while the connection is busy. */
  GCancellable             *probe;        /* owned (nullable): of vouch_server_probe_async() */
  const Verb               *verb;         /* (nullable): the verb that runs */
  VouchReply               *arriving;     /* owned (nullable): to be applied next */

  VouchIntent               intent;
  guint                     intent_mark;  /* the situation in which the intent was set */
  VouchStep                 problem_step;
  gboolean                  new_user;
  gboolean                  visible;
  guint                     deadline_timer;   /* calls commit() when an age changes the situation */

  /* Values of properties, as set by commit(). */
  VouchStep                 step;
  VouchStop                 stop;
  VouchWait                 waits_for;
  gboolean                  busy;
  gboolean                  acting;
  gboolean                  can_go_back;
  gboolean                  overdue;
  gboolean                  request_waiting;
};

G_DEFINE_FINAL_TYPE (VouchSetup, vouch_setup, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STEP,
  PROP_STOP,
  PROP_SERVER,
  PROP_SESSION,
  PROP_VERIFICATION,
  PROP_SIGN_IN,
  PROP_KEY_RESET,
  PROP_INTENT,
  PROP_BUSY,
  PROP_ACTING,
  PROP_WAITS_FOR,
  PROP_PROBLEM,
  PROP_PROBLEM_STEP,
  PROP_CONNECTION_ERROR,
  PROP_OVERDUE,
  PROP_CAN_GO_BACK,
  PROP_TOKENS_KEPT,
  PROP_OTHER_ACCESS,
  PROP_REQUEST_WAITING,
  PROP_NEW_USER,
  PROP_VISIBLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
notify (VouchSetup *self,
        guint       property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_intent (VouchSetup  *self,
            VouchIntent  intent)
{
  vouch_property_set (self, &self->intent, intent, properties[PROP_INTENT]);
}

/* @error: (transfer full) (nullable) */
static void
take_problem (VouchSetup *self,
              GError     *error)
{
  if (self->problem == NULL && error == NULL)
    return;
  if (error != NULL)
    g_debug ("problem at %s: %s", vouch_step_get_name (self->step), error->message);
  g_clear_error (&self->problem);
  self->problem = error;
  self->problem_step = self->step;
  notify (self, PROP_PROBLEM_STEP);
  notify (self, PROP_PROBLEM);
}

/* The situation, and the properties that are computed from it */

static const char *
get_account (VouchSetup *self)
{
  return vouch_session_get_user_id (self->session);
}

/* These three need a connection. */
static VouchClient *
get_client (VouchSetup *self)
{
  return vouch_connection_get_client (self->connection);
}

static GCancellable *
get_cancellable (VouchSetup *self)
{
  return vouch_connection_get_cancellable (self->connection);
}

static const char *
get_audience (VouchSetup *self)
{
  return vouch_connection_get_audience (self->connection);
}

/* Without a connection nothing has been read, either. */
static VouchConnectionState
get_state (VouchSetup *self)
{
  return self->connection != NULL ? vouch_connection_get_state (self->connection)
                                  : VOUCH_CONNECTION_OPENING;
}

/* Returns: whether the account that is signed in has an unconfirmed key. */
static gboolean
has_unsaved_key (VouchSetup *self)
{
  return vouch_key_reset_has_key (self->key_reset, get_account (self));
}

static gboolean
is_registered_here (VouchSetup *self)
{
  return self->connection != NULL &&
         vouch_new_accounts_contains (self->new_accounts, get_audience (self),
                                      get_account (self));
}

static VouchSituation
describe_situation (VouchSetup *self)
{
  VouchSituation situation = {
    .new_user = self->new_user,
    .connected = get_state (self) != VOUCH_CONNECTION_OPENING,
    .needs_token = get_state (self) == VOUCH_CONNECTION_LOCKED_OUT,
    .unsaved_key = has_unsaved_key (self),
    .registered_here = is_registered_here (self),
    .sign_in = vouch_sign_in_get_phase (self->sign_in),
    .session = vouch_session_get_state (self->session),
    .session_age = vouch_session_get_state_age (self->session),
    .signed_in = get_account (self) != NULL,
    .verified = vouch_session_get_verified (self->session),
    .synced = vouch_session_get_first_sync_done (self->session),
    .intent = self->intent,
  };

  vouch_verification_tracker_describe (self->tracker, get_account (self), &situation);
  return situation;
}

/* Hashes the parts of the situation for which an intent is valid: the session, the verification,
 * and whether there is an unconfirmed key. The intent ends when they change. */
static guint
compute_mark (VouchSetup           *self,
              const VouchSituation *situation)
{
  guint mark = situation->session * 2 + situation->unsaved_key;
  VouchVerification *verification = vouch_verification_tracker_get_verification (self->tracker);

  if (situation->verifying)
    mark = (mark * 31 + situation->verification) * 31 +
           g_str_hash (vouch_verification_get_id (verification)) + 1;
  return mark;
}

static void commit (VouchSetup *self);

static void
on_deadline (gpointer user_data)
{
  VouchSetup *self = user_data;

  self->deadline_timer = 0;
  commit (self);
}

/* @milliseconds: until an age changes the situation; -1: never */
static void
set_deadline (VouchSetup *self,
              gint64      milliseconds)
{
  g_clear_handle_id (&self->deadline_timer, g_source_remove);
  if (milliseconds >= 0)
    self->deadline_timer = g_timeout_add_once ((guint) milliseconds + 1, on_deadline, self);
}

static void
commit_step (VouchSetup *self,
             VouchStep   step)
{
  if (!vouch_property_set (self, &self->step, step, properties[PROP_STEP]))
    return;
  g_debug ("step %s", vouch_step_get_name (step));
  if (self->problem != NULL && self->problem_step != step)
    take_problem (self, NULL);
}

static void
commit_situation (VouchSetup *self,
                  gboolean    busy)
{
  gboolean announced = vouch_verification_tracker_note_request (self->tracker, self->step);
  VouchSituation situation = describe_situation (self);
  guint mark = compute_mark (self, &situation);

  /* A request that is only announced changes neither the page nor the intent. */
  if (announced)
    self->intent_mark = mark;
  if (self->intent_mark != mark)
    {
      set_intent (self, VOUCH_INTENT_NONE);
      situation.intent = VOUCH_INTENT_NONE;
    }
  commit_step (self, vouch_step_choose (&situation));
  vouch_property_set (self, &self->stop, vouch_step_get_stop (&situation), properties[PROP_STOP]);
  vouch_property_set (self, &self->request_waiting,
                      !situation.needs_token &&
                      vouch_verification_tracker_has_request (self->tracker),
                      properties[PROP_REQUEST_WAITING]);
  vouch_property_set (self, &self->overdue, vouch_step_is_overdue (&situation),
                      properties[PROP_OVERDUE]);
  vouch_property_set (self, &self->can_go_back, !busy && vouch_step_can_go_back (&situation),
                      properties[PROP_CAN_GO_BACK]);
  set_deadline (self, vouch_step_get_deadline (&situation));
  if (self->connection != NULL)
    vouch_connection_set_pace (self->connection,
                               busy && !situation.connected
                               ? VOUCH_PACE_STOPPED
                               : vouch_step_choose_pace (&situation, self->visible));
}

static gboolean
is_busy (VouchSetup *self)
{
  return self->probe != NULL || self->verb != NULL || self->arriving != NULL ||
         (self->connection != NULL && vouch_connection_get_busy (self->connection));
}

/* Computes the properties from the situation, and notifies all changes together. To be called after
 * each change. While the connection is SEARCHING the step does not change. */
static void
commit (VouchSetup *self)
{
  gboolean busy = is_busy (self);
  VouchWait waits_for = VOUCH_WAIT_NOTHING;

  g_object_freeze_notify (G_OBJECT (self));
  if (get_state (self) != VOUCH_CONNECTION_SEARCHING)
    commit_situation (self, busy);
  else
    vouch_property_set (self, &self->can_go_back, FALSE, properties[PROP_CAN_GO_BACK]);
  if (busy)
    waits_for = vouch_token_store_get_asking (self->store) ? VOUCH_WAIT_KEYRING : VOUCH_WAIT_BEEPER;
  vouch_property_set (self, &self->waits_for, waits_for, properties[PROP_WAITS_FOR]);
  vouch_property_set (self, &self->busy, busy, properties[PROP_BUSY]);
  vouch_property_set (self, &self->acting,
                      self->verb != NULL && get_state (self) != VOUCH_CONNECTION_SEARCHING,
                      properties[PROP_ACTING]);
  g_object_thaw_notify (G_OBJECT (self));
}

/* Sets an intent for the situation as it is now. */
static void
apply_intent (VouchSetup  *self,
              VouchIntent  intent)
{
  VouchSituation situation = describe_situation (self);

  self->intent_mark = compute_mark (self, &situation);
  set_intent (self, intent);
  commit (self);
}

/* Returns: whether a request was cancelled because its server was left. The callback must do
 * nothing then. Clears that error. */
static gboolean
was_left (GError **error)
{
  if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  g_clear_error (error);
  return TRUE;
}

/* Replies. accept_reply() is the only function that accepts a session, from a poll or from a
 * verb. */

static void
end_verb (VouchSetup *self)
{
  self->verb = NULL;
  vouch_connection_resume (self->connection);
  vouch_connection_poll_now (self->connection);
}

/* Ends the running verb.
 *
 * @problem: (transfer full) (nullable) */
static void
end_with_problem (VouchSetup *self,
                  GError     *problem)
{
  g_object_freeze_notify (G_OBJECT (self));
  take_problem (self, problem);
  end_verb (self);
  commit (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The account has keys now, so a new key is no longer without consequences. */
static void
forget_registration (VouchSetup *self)
{
  vouch_new_accounts_remove (self->new_accounts, get_audience (self), get_account (self));
}

/* In each of these states the account has keys. */
static void
follow_registration (VouchSetup *self)
{
  switch (vouch_session_get_state (self->session))
    {
    case VOUCH_SESSION_NEEDS_VERIFICATION:
    case VOUCH_SESSION_NEEDS_SECRETS:
    case VOUCH_SESSION_NEEDS_FIRST_SYNC:
    case VOUCH_SESSION_READY:
      forget_registration (self);
      break;
    case VOUCH_SESSION_UNKNOWN:
    case VOUCH_SESSION_NEEDS_LOGIN:
    case VOUCH_SESSION_INITIALIZING:
    case VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP:
      break;
    }
}

/* Beeper may have confirmed the key although its answer was lost. */
static void
settle_confirmation (VouchSetup *self)
{
  VouchSessionState state = vouch_session_get_state (self->session);
  gboolean saved = vouch_session_get_recovery_key_saved (self->session);

  if (has_unsaved_key (self))
    vouch_key_reset_settle (self->key_reset,
                            saved ? vouch_session_get_recovery_key_made (self->session) : -1,
                            state == VOUCH_SESSION_NEEDS_FIRST_SYNC ||
                            state == VOUCH_SESSION_READY);
}

/* @before: (nullable): NULL when the last reply had no user id */
static gboolean
is_other_account (VouchSetup *self,
                  const char *before)
{
  const char *now = get_account (self);

  return before != NULL && now != NULL && !g_str_equal (before, now);
}

/* Applies the reply, and ends the verb that brought it. */
static void
apply_arriving (VouchSetup *self)
{
  g_autoptr(VouchReply) reply = g_steal_pointer (&self->arriving);
  g_autoptr(VouchConnection) connection = g_object_ref (self->connection);
  g_autofree char *before = g_strdup (get_account (self));
  VouchIntent intent = self->verb != NULL ? self->verb->intent : VOUCH_INTENT_NONE;

  g_object_freeze_notify (G_OBJECT (self));
  g_object_freeze_notify (G_OBJECT (connection));
  vouch_session_update (self->session, reply);
  vouch_connection_confirm (self->connection, get_account (self));
  if (vouch_verification_tracker_follow (self->tracker, self->session))
    vouch_connection_get_verification (
      self->connection, vouch_verification_get_id (vouch_setup_get_verification (self)));
  follow_registration (self);
  settle_confirmation (self);
  if (self->verb != NULL)
    end_verb (self);
  /* An intent, and a consent that belongs to it, was for the account before. */
  if (is_other_account (self, before))
    set_intent (self, VOUCH_INTENT_NONE);
  if (intent != VOUCH_INTENT_NONE)
    apply_intent (self, intent);
  else
    commit (self);
  g_object_thaw_notify (G_OBJECT (connection));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_resume_key_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(GError) error = NULL;

  vouch_key_reset_resume_finish (VOUCH_KEY_RESET (source), result, &error);
  if (was_left (&error))
    return;

  vouch_connection_resume (self->connection);
  apply_arriving (self);
}

/* Accepts a session. If its account is another one, first loads the unconfirmed key of that
 * account, because the page SAVE_KEY comes before all others. Until then the page does not change.
 *
 * Ends the running verb, if there is one. */
static void
accept_reply (VouchSetup *self,
              VouchReply *reply)
{
  const VouchSessionReply *session = vouch_reply_get_session (reply);
  const char *audience = get_audience (self);

  if (session == NULL)
    {
      end_with_problem (self, NULL);
      return;
    }
  g_set_object (&self->arriving, reply);
  if (vouch_key_reset_is_for (self->key_reset, audience, session->user_id))
    {
      apply_arriving (self);
      return;
    }
  vouch_connection_pause (self->connection);
  commit (self);
  vouch_key_reset_resume_async (self->key_reset, audience, session->user_id,
                                get_cancellable (self), on_resume_key_ready, g_object_ref (self));
}

static void
on_connection_session (VouchSetup *self,
                       VouchReply *reply)
{
  accept_reply (self, reply);
}

static void
on_connection_verification (VouchSetup *self,
                            VouchReply *reply)
{
  vouch_verification_tracker_apply_end (self->tracker, self->session, reply);
  commit (self);
}

/* Connecting and leaving */

static void
leave_server (VouchSetup *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->probe != NULL)
    g_cancellable_cancel (self->probe);
  g_clear_object (&self->probe);
  if (self->connection != NULL)
    {
      g_object_run_dispose (G_OBJECT (self->connection));
      g_clear_object (&self->connection);
      notify (self, PROP_SERVER);
      notify (self, PROP_CONNECTION_ERROR);
    }
  self->verb = NULL;
  g_clear_object (&self->arriving);
  vouch_verification_tracker_clear (self->tracker);
  vouch_session_clear (self->session);
  vouch_key_reset_clear (self->key_reset);
  set_intent (self, VOUCH_INTENT_NONE);
  commit (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* The first session could not be read. There is no page yet that could stay, so the user returns to
 * CONNECT and sees the problem there. */
static void
on_connection_failed (VouchSetup   *self,
                      const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));
  leave_server (self);
  take_problem (self, g_error_copy (error));
  g_object_thaw_notify (G_OBJECT (self));
}

/* While LOCKED_OUT, Beeper can get another account: session and verification are no longer
 * known. */
static void
on_connection_notify_state (VouchSetup *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (get_state (self) == VOUCH_CONNECTION_LOCKED_OUT)
    {
      vouch_verification_tracker_drop (self->tracker);
      vouch_session_clear (self->session);
    }
  commit (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_connection_notify_error (VouchSetup *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  notify (self, PROP_CONNECTION_ERROR);
  commit (self);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_load_lead_token_ready (GObject      *source,
                          GAsyncResult *result,
                          gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *lead_token =
    vouch_token_store_load_finish (VOUCH_TOKEN_STORE (source), result, &error);

  if (was_left (&error))
    return;

  vouch_sign_in_resume (self->sign_in, get_audience (self), lead_token);
  vouch_connection_open (self->connection);
}

void
vouch_setup_connect (VouchSetup  *self,
                     VouchServer *server,
                     const char  *account)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (VOUCH_IS_SERVER (server));

  if (is_busy (self))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  leave_server (self);
  take_problem (self, NULL);
  self->connection = vouch_connection_new (server, self->access, account);
  g_signal_connect_object (self->connection, "session", G_CALLBACK (on_connection_session), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "verification",
                           G_CALLBACK (on_connection_verification), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "failed", G_CALLBACK (on_connection_failed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "notify::state",
                           G_CALLBACK (on_connection_notify_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connection, "notify::error",
                           G_CALLBACK (on_connection_notify_error), self, G_CONNECT_SWAPPED);
  notify (self, PROP_SERVER);
  commit (self);
  /* A registration of an earlier run continues: it needs its lead token. */
  vouch_token_store_load_async (self->store, get_audience (self), NULL, VOUCH_SECRET_LEAD_TOKEN,
                                get_cancellable (self), on_load_lead_token_ready,
                                g_object_ref (self));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
on_probe_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(VouchServer) server = NULL;
  GError *error = NULL;

  server = vouch_server_probe_finish (result, &error);
  if (was_left (&error))
    return;

  g_object_freeze_notify (G_OBJECT (self));
  g_clear_object (&self->probe);
  if (server != NULL)
    vouch_setup_connect (self, server, vouch_terms_get_account (vouch_server_get_terms (server)));
  else
    take_problem (self, error);
  commit (self);
  g_object_thaw_notify (G_OBJECT (self));
}

void
vouch_setup_connect_address (VouchSetup *self,
                             const char *address,
                             VouchTerms *terms)
{
  g_autofree char *origin = NULL;
  GError *error = NULL;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (address != NULL);

  if (is_busy (self))
    return;

  /* A connection that is not busy can still be open or opening. */
  leave_server (self);
  take_problem (self, NULL);
  origin = vouch_server_parse_address (address, &error);
  if (origin == NULL)
    {
      take_problem (self, error);
      return;
    }
  vouch_access_trust_origin (self->access, origin);
  self->probe = g_cancellable_new ();
  commit (self);
  vouch_server_probe_async (origin, terms, VOUCH_SERVER_PROBE_TIMEOUT, self->probe,
                            on_probe_ready, g_object_ref (self));
}

void
vouch_setup_disconnect (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_setup_get_acting (self))
    return;
  take_problem (self, NULL);
  leave_server (self);
}

void
vouch_setup_trust_address (VouchSetup *self,
                           const char *address)
{
  g_autofree char *origin = NULL;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (address != NULL);

  origin = vouch_server_parse_address (address, NULL);
  if (origin != NULL)
    vouch_access_trust_origin (self->access, origin);
}

void
vouch_setup_try_other_access (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (is_busy (self) || !vouch_access_get_has_others (self->access))
    return;
  take_problem (self, NULL);
  vouch_connection_try_other_token (self->connection);
}

/* Verbs. Each has a row (Verb) and sends one request. No POST is repeated but that of submit_scan
 * (api.md 2, 6). A verb ends when its reply was applied, or when its error was handled. */

/* A running verb. */
typedef struct {
  VouchSetup *self;   /* owned */
  const Verb *verb;
} VerbCall;

/* Begins a verb.
 *
 * Returns: (transfer full) (nullable): for on_verb_ready(); NULL if the verb is not allowed now, or
 *   another one runs */
static VerbCall *
begin_verb (VouchSetup *self,
            const Verb *verb)
{
  VerbCall *call;

  if (self->connection == NULL || is_busy (self) ||
      (get_state (self) != VOUCH_CONNECTION_OPEN && !verb->locked_out) ||
      (verb->step != VOUCH_STEP_WELCOME && self->step != verb->step) ||
      (verb->action != 0 &&
       !vouch_verification_tracker_can (self->tracker, verb->action, get_account (self))))
    return NULL;

  g_debug ("verb %s", verb->name);
  g_object_freeze_notify (G_OBJECT (self));
  take_problem (self, NULL);
  vouch_connection_pause (self->connection);
  self->verb = verb;
  commit (self);
  g_object_thaw_notify (G_OBJECT (self));

  call = g_new0 (VerbCall, 1);
  call->self = g_object_ref (self);
  call->verb = verb;
  return call;
}

/* As begin_verb(), for the verification that the user saw. */
static VerbCall *
begin_on (VouchSetup *self,
          const Verb *verb,
          const char *id)
{
  return vouch_verification_tracker_is_current (self->tracker, id) ? begin_verb (self, verb) : NULL;
}

/* A verb that got 401, while the token is checked. */
typedef struct {
  VouchSetup *self;      /* owned */
  GError     *refusal;   /* owned; the error of the verb */
} Refusal;

static void
refusal_free (Refusal *refusal)
{
  g_object_unref (refusal->self);
  g_error_free (refusal->refusal);
  g_free (refusal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Refusal, refusal_free)

static void
on_doubt_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(Refusal) refusal = user_data;
  VouchSetup *self = refusal->self;
  GError *error = NULL;

  vouch_connection_doubt_finish (result, &error);
  if (was_left (&error))
    return;

  if (g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    g_clear_error (&error);   /* the state of the connection shows it */
  else if (error == NULL && self->verb->blame == BLAME_INPUT)
    error = g_error_copy (refusal->refusal);
  else if (error == NULL)
    error = g_error_new_literal (VOUCH_ERROR, VOUCH_ERROR_READ_ONLY,
                                 "The token counts, and not for this");
  end_with_problem (self, error);
}

/* A 401 to a verb does not prove that access is lost (api.md 3).
 *
 * @error: (transfer full) */
static void
doubt_access (VouchSetup *self,
              GError     *error)
{
  Refusal *refusal = g_new0 (Refusal, 1);

  refusal->self = g_object_ref (self);
  refusal->refusal = error;
  vouch_connection_doubt_async (self->connection, on_doubt_ready, refusal);
}

/* @error: (transfer full) */
static void
fail_verb (VouchSetup *self,
           GError     *error)
{
  gboolean refused = g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED) &&
                     vouch_client_has_token (get_client (self));

  if (refused && self->verb->blame != BLAME_CREDENTIALS)
    {
      doubt_access (self, error);
      return;
    }
  /* 409: the next poll shows the new state (api.md 2). */
  if (self->verb->blame == BLAME_STATE &&
      g_error_matches (error, VOUCH_ERROR, VOUCH_ERROR_CONFLICT))
    g_clear_error (&error);
  end_with_problem (self, error);
}

/* Handles the last answer of a verb.
 *
 * @call: (transfer full)
 * @reply: (nullable)
 * @error: (transfer full) (nullable) */
static void
complete_verb (VerbCall   *call,
               VouchReply *reply,
               GError     *error)
{
  g_autoptr(VouchSetup) self = call->self;
  const Verb *verb = call->verb;

  g_free (call);
  if (was_left (&error))
    return;

  if (verb->take != NULL && verb->take (self, reply))
    return;
  if (error != NULL)
    fail_verb (self, error);
  else if (reply != NULL)
    accept_reply (self, reply);
  else
    end_with_problem (self, NULL);
}

static void
on_verb_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  VerbCall *call = user_data;
  g_autoptr(VouchReply) reply = NULL;
  GError *error = NULL;

  if (call->verb->finish != NULL)
    reply = call->verb->finish (source, result, &error);
  else
    reply = vouch_client_call_finish (VOUCH_CLIENT (source), result, &error);
  complete_verb (call, reply, error);
}

/* Finishing calls, and handling parts of their answers */

static VouchReply *
finish_sign_in (GObject       *source,
                GAsyncResult  *result,
                GError       **error)
{
  return vouch_sign_in_finish (VOUCH_SIGN_IN (source), result, error);
}

/* Saves the lead token, so that the registration can continue after a restart. */
static void
keep_lead_token (VouchSetup *self,
                 const char *lead_token)
{
  vouch_token_store_save_async (self->store, get_audience (self), NULL, VOUCH_SECRET_LEAD_TOKEN,
                                lead_token, NULL, NULL, NULL);
}

static void
end_sign_in (VouchSetup *self)
{
  vouch_sign_in_start_over (self->sign_in);
  vouch_token_store_remove_async (self->store, get_audience (self), NULL, VOUCH_SECRET_LEAD_TOKEN,
                                  NULL, NULL, NULL);
}

static void
on_store_token_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(VouchSetup) self = user_data;
  g_autoptr(VouchReply) reply = NULL;
  GError *error = NULL;

  vouch_access_finish (VOUCH_ACCESS (source), result, &error);
  if (was_left (&error))
    return;

  reply = g_steal_pointer (&self->arriving);
  end_sign_in (self);
  accept_reply (self, reply);
}

/* Saves the token of a sign-in before anything else is done with the reply, because Beeper gives it
 * only once (api.md 3). A reply without a token can begin a registration. */
static gboolean
take_sign_in (VouchSetup *self,
              VouchReply *reply)
{
  vouch_autosecret char *token = reply != NULL ? vouch_reply_steal_token (reply) : NULL;
  const char *lead_token = vouch_sign_in_get_lead_token (self->sign_in);

  if (token != NULL)
    {
      g_set_object (&self->arriving, reply);
      vouch_access_store_async (self->access, token, vouch_reply_get_account (reply),
                                get_cancellable (self), on_store_token_ready, g_object_ref (self));
      return TRUE;
    }
  if (reply != NULL && lead_token != NULL)
    keep_lead_token (self, lead_token);
  return FALSE;
}

/* Remembers the registration before the token is saved. After a crash between the two the account
 * must not count as an old one. */
static gboolean
take_registration (VouchSetup *self,
                   VouchReply *reply)
{
  if (reply != NULL)
    vouch_new_accounts_add (self->new_accounts, get_audience (self),
                            vouch_reply_get_account (reply));
  return take_sign_in (self, reply);
}

static VouchReply *
finish_token (GObject       *source,
              GAsyncResult  *result,
              GError       **error)
{
  return vouch_connection_try_token_finish (result, error);
}

static gboolean
take_token (VouchSetup *self,
            VouchReply *reply)
{
  if (reply == NULL)
    return FALSE;
  if (self->intent == VOUCH_INTENT_ACCESS)
    set_intent (self, VOUCH_INTENT_NONE);
  end_sign_in (self);
  return FALSE;
}

static VouchReply *
finish_forget (GObject       *source,
               GAsyncResult  *result,
               GError       **error)
{
  vouch_access_finish (VOUCH_ACCESS (source), result, error);
  return NULL;
}

/* The emoji count as rejected, even if the request fails. */
static gboolean
take_rejection (VouchSetup *self,
                VouchReply *reply)
{
  if (vouch_setup_get_verification (self) != NULL)
    vouch_verification_tracker_reject (self->tracker);
  return FALSE;
}

static VouchReply *
finish_key_reset (GObject       *source,
                  GAsyncResult  *result,
                  GError       **error)
{
  return vouch_key_reset_finish (VOUCH_KEY_RESET (source), result, error);
}

static gboolean
take_confirmation (VouchSetup *self,
                   VouchReply *reply)
{
  if (reply != NULL)
    forget_registration (self);
  return FALSE;
}

/* The table of verbs */
static const Verb send_code = {
  "send-code", .blame = BLAME_CREDENTIALS, .finish = finish_sign_in,
};
static const Verb submit_code = {
  "submit-code", VOUCH_STEP_CODE, .blame = BLAME_CREDENTIALS,
  .finish = finish_sign_in, .take = take_sign_in,
};
static const Verb register_account = {
  "register", VOUCH_STEP_REGISTER, .blame = BLAME_CREDENTIALS,
  .finish = finish_sign_in, .take = take_registration,
};
static const Verb use_token = {
  "use-token", .blame = BLAME_CREDENTIALS, .locked_out = TRUE,
  .finish = finish_token, .take = take_token,
};
static const Verb forget_access = {
  "forget-access", .blame = BLAME_ACCESS, .locked_out = TRUE, .finish = finish_forget,
};
static const Verb request_verification = {
  "request-verification", .blame = BLAME_STATE,
};
static const Verb accept_request = {
  "accept", .action = VOUCH_ACTION_ACCEPT, .blame = BLAME_STATE,
};
static const Verb cancel_verification = {
  "cancel", .action = VOUCH_ACTION_CANCEL, .blame = BLAME_STATE,
};
static const Verb start_emoji = {
  "start-emoji", .action = VOUCH_ACTION_START_SAS, .blame = BLAME_STATE,
  .intent = VOUCH_INTENT_EMOJI,
};
static const Verb confirm_emoji = {
  "confirm-emoji", VOUCH_STEP_EMOJI, VOUCH_ACTION_CONFIRM_SAS, BLAME_STATE,
  VOUCH_INTENT_CONFIRMED,
};
static const Verb reject_emoji = {
  "reject-emoji", .action = VOUCH_ACTION_CANCEL, .blame = BLAME_STATE, .take = take_rejection,
};
static const Verb submit_scan = {
  "submit-scan", VOUCH_STEP_SCAN, .blame = BLAME_STATE,
};
static const Verb confirm_scanned = {
  "confirm-scanned", VOUCH_STEP_CONFIRM_SCAN, VOUCH_ACTION_CONFIRM_SCAN, BLAME_STATE,
  VOUCH_INTENT_CONFIRMED,
};
static const Verb unlock = {
  "unlock", .blame = BLAME_INPUT,
};
static const Verb create_key = {
  "create-key", VOUCH_STEP_RESET, .blame = BLAME_ACCESS, .finish = finish_key_reset,
};
static const Verb confirm_key = {
  "confirm-key", VOUCH_STEP_SAVE_KEY, .blame = BLAME_INPUT,
  .finish = finish_key_reset, .take = take_confirmation,
};

void
vouch_setup_send_code (VouchSetup *self,
                       const char *email)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (email != NULL);

  call = begin_verb (self, &send_code);
  if (call != NULL)
    vouch_sign_in_send_code_async (self->sign_in, get_client (self), email, get_cancellable (self),
                                   on_verb_ready, call);
}

void
vouch_setup_send_new_code (VouchSetup *self)
{
  const char *email;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  email = vouch_sign_in_get_email (self->sign_in);
  if (email != NULL)
    vouch_setup_send_code (self, email);
}

void
vouch_setup_submit_code (VouchSetup *self,
                         const char *code)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (code != NULL);

  call = begin_verb (self, &submit_code);
  if (call != NULL)
    vouch_sign_in_submit_code_async (self->sign_in, get_client (self), code,
                                     get_cancellable (self), on_verb_ready, call);
}

void
vouch_setup_register (VouchSetup *self,
                      const char *username)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (username != NULL);

  call = begin_verb (self, &register_account);
  if (call != NULL)
    vouch_sign_in_register_async (self->sign_in, get_client (self), username,
                                  get_cancellable (self), on_verb_ready, call);
}

void
vouch_setup_use_token (VouchSetup *self,
                       const char *token)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (token != NULL);

  call = begin_verb (self, &use_token);
  if (call != NULL)
    vouch_connection_try_token_async (self->connection, token, on_verb_ready, call);
}

/* The verb ends when all tokens are forgotten. A token that is entered before would be forgotten,
 * too. */
void
vouch_setup_forget_access (VouchSetup *self)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_verb (self, &forget_access);
  if (call != NULL)
    vouch_access_forget_async (self->access, vouch_connection_get_server (self->connection),
                               get_account (self), get_cancellable (self), on_verb_ready, call);
}

void
vouch_setup_request_verification (VouchSetup *self)
{
  VerbCall *call;
  gboolean login;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  vouch_verification_tracker_allow_requests (self->tracker);
  login = !vouch_session_get_verified (self->session);
  call = begin_verb (self, &request_verification);
  if (call != NULL)
    vouch_client_request_verification_async (get_client (self), login ? "login" : "device", NULL,
                                             get_cancellable (self), on_verb_ready, call);
}

void
vouch_setup_accept (VouchSetup *self,
                    const char *id)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &accept_request, id);
  if (call == NULL)
    return;
  vouch_verification_tracker_allow_requests (self->tracker);
  vouch_client_accept_verification_async (get_client (self), id, get_cancellable (self),
                                          on_verb_ready, call);
}

void
vouch_setup_cancel (VouchSetup *self,
                    const char *id)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &cancel_verification, id);
  if (call != NULL)
    vouch_client_cancel_verification_async (get_client (self), id, NULL, get_cancellable (self),
                                            on_verb_ready, call);
}

void
vouch_setup_start_emoji (VouchSetup *self,
                         const char *id)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &start_emoji, id);
  if (call != NULL)
    vouch_client_start_sas_async (get_client (self), id, get_cancellable (self), on_verb_ready,
                                  call);
}

void
vouch_setup_confirm_emoji (VouchSetup *self,
                           const char *id)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!vouch_verification_tracker_is_current (self->tracker, id) ||
      !vouch_verification_get_sas (vouch_setup_get_verification (self))->certain)
    return;
  call = begin_on (self, &confirm_emoji, id);
  if (call != NULL)
    vouch_client_confirm_sas_async (get_client (self), id, get_cancellable (self), on_verb_ready,
                                    call);
}

void
vouch_setup_reject_emoji (VouchSetup *self,
                          const char *id)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &reject_emoji, id);
  if (call != NULL)
    {
      vouch_client_cancel_verification_async (get_client (self), id, "m.mismatched_sas",
                                              get_cancellable (self), on_verb_ready, call);
    }
  else if (self->step == VOUCH_STEP_EMOJI && !is_busy (self) &&
           vouch_verification_tracker_is_current (self->tracker, id))
    {
      vouch_verification_tracker_reject (self->tracker);
      commit (self);
    }
}

void
vouch_setup_confirm_scanned (VouchSetup *self,
                             const char *id)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_on (self, &confirm_scanned, id);
  if (call != NULL)
    vouch_client_confirm_scanned_async (get_client (self), id, get_cancellable (self),
                                        on_verb_ready, call);
}

/* A scan, and whether another encoding can be tried. */
typedef struct {
  VerbCall *call;      /* owned until the last request was answered */
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

/* The encoding of "data" is not published. If the likely one is refused, one more is tried
 * (api.md 6). */
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
  complete_verb (g_steal_pointer (&scan->call), reply, error);
}

static void
send_scan (Scan        *scan,
           VouchQrForm  form)
{
  g_autofree char *data = vouch_qr_payload_to_wire (scan->payload, form);
  VouchSetup *self = scan->call->self;

  vouch_client_scan_qr_async (get_client (self), data, get_cancellable (self), on_scan_ready, scan);
}

void
vouch_setup_submit_scan (VouchSetup *self,
                         const char *id,
                         GBytes     *payload)
{
  VouchQrForm form = VOUCH_QR_FORM_UNKNOWN;
  VerbCall *call;
  const char *own;
  Scan *scan;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (payload != NULL);

  call = begin_on (self, &submit_scan, id);
  if (call == NULL)
    return;

  own = vouch_verification_get_qr_data (vouch_setup_get_verification (self));
  if (own != NULL)
    g_bytes_unref (vouch_qr_payload_from_wire (own, &form));
  scan = g_new0 (Scan, 1);
  scan->call = call;
  scan->payload = vouch_qr_payload_repair (payload);
  scan->again = TRUE;
  send_scan (scan, form);
}

void
vouch_setup_unlock (VouchSetup *self,
                    const char *recovery_key)
{
  vouch_autosecret char *key = NULL;
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));
  g_return_if_fail (recovery_key != NULL);

  call = begin_verb (self, &unlock);
  if (call == NULL)
    return;
  key = vouch_recovery_key_to_send (recovery_key);
  vouch_client_send_recovery_key_async (get_client (self), key, get_cancellable (self),
                                        on_verb_ready, call);
}

void
vouch_setup_create_key (VouchSetup *self,
                        gboolean    consented)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!consented && !vouch_setup_get_first_key (self))
    return;
  call = begin_verb (self, &create_key);
  if (call != NULL)
    vouch_key_reset_create_async (self->key_reset, get_client (self),
                                  get_account (self), get_cancellable (self),
                                  on_verb_ready, call);
}

void
vouch_setup_confirm_key (VouchSetup *self)
{
  VerbCall *call;

  g_return_if_fail (VOUCH_IS_SETUP (self));

  call = begin_verb (self, &confirm_key);
  if (call != NULL)
    vouch_key_reset_confirm_async (self->key_reset, get_client (self), get_cancellable (self),
                                   on_verb_ready, call);
}

/* Returns: whether Beeper answered and did not confirm. To try again need not help. */
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

  return self->step == VOUCH_STEP_SAVE_KEY && !is_busy (self) &&
         is_verdict (self->problem);
}

void
vouch_setup_leave_key (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_setup_get_key_refused (self))
    vouch_key_reset_forget (self->key_reset);
}

/* Intents */

/* Dismisses the verification. */
static void
dismiss (VouchSetup *self)
{
  vouch_verification_tracker_dismiss (self->tracker);
  commit (self);
}

void
vouch_setup_show_request (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!self->request_waiting || is_busy (self))
    return;
  vouch_verification_tracker_show_request (self->tracker);
  apply_intent (self, VOUCH_INTENT_NONE);
}

void
vouch_setup_choose (VouchSetup  *self,
                    VouchIntent  intent)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (is_busy (self))
    return;
  if (self->step == VOUCH_STEP_STOPPED)
    dismiss (self);
  apply_intent (self, intent);
}

void
vouch_setup_go_back (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!self->can_go_back)
    return;

  take_problem (self, NULL);
  switch (self->step)
    {
    case VOUCH_STEP_AUTHORIZE:
      if (get_state (self) == VOUCH_CONNECTION_LOCKED_OUT)
        vouch_setup_disconnect (self);
      else
        apply_intent (self, VOUCH_INTENT_NONE);
      break;
    case VOUCH_STEP_CODE:
    case VOUCH_STEP_REGISTER:
      vouch_sign_in_start_over (self->sign_in);
      commit (self);
      break;
    case VOUCH_STEP_INCOMING:
    case VOUCH_STEP_STOPPED:
      dismiss (self);
      break;
    default:
      apply_intent (self, VOUCH_INTENT_NONE);
    }
}

/* The object */

static void
on_store_notify_persistent (VouchSetup *self)
{
  notify (self, PROP_TOKENS_KEPT);
}

static void
on_access_notify_has_others (VouchSetup *self)
{
  notify (self, PROP_OTHER_ACCESS);
}

static void
on_tracker_notify_verification (VouchSetup *self)
{
  notify (self, PROP_VERIFICATION);
}

static void
on_key_reset_notify_has_key (VouchSetup *self)
{
  /* The problem was about the key before. */
  if (self->problem_step == VOUCH_STEP_SAVE_KEY)
    take_problem (self, NULL);
  /* While busy, commit() will be called by the callback that is waited for. */
  if (!is_busy (self))
    commit (self);
}

static void
vouch_setup_dispose (GObject *object)
{
  VouchSetup *self = VOUCH_SETUP (object);

  if (self->probe != NULL)
    g_cancellable_cancel (self->probe);
  if (self->connection != NULL)
    g_object_run_dispose (G_OBJECT (self->connection));
  g_clear_handle_id (&self->deadline_timer, g_source_remove);
  g_clear_object (&self->probe);
  g_clear_object (&self->connection);
  g_clear_object (&self->arriving);
  g_clear_object (&self->tracker);
  g_clear_object (&self->session);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->key_reset);
  g_clear_object (&self->new_accounts);
  g_clear_object (&self->access);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (vouch_setup_parent_class)->dispose (object);
}

static void
vouch_setup_finalize (GObject *object)
{
  VouchSetup *self = VOUCH_SETUP (object);

  g_clear_error (&self->problem);

  G_OBJECT_CLASS (vouch_setup_parent_class)->finalize (object);
}

static void
vouch_setup_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VouchSetup *self = VOUCH_SETUP (object);

  switch (property_id)
    {
    case PROP_STEP:
      g_value_set_enum (value, self->step);
      break;
    case PROP_STOP:
      g_value_set_enum (value, self->stop);
      break;
    case PROP_SERVER:
      g_value_set_object (value, vouch_setup_get_server (self));
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_VERIFICATION:
      g_value_set_object (value, vouch_setup_get_verification (self));
      break;
    case PROP_SIGN_IN:
      g_value_set_object (value, self->sign_in);
      break;
    case PROP_KEY_RESET:
      g_value_set_object (value, self->key_reset);
      break;
    case PROP_INTENT:
      g_value_set_enum (value, self->intent);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_ACTING:
      g_value_set_boolean (value, self->acting);
      break;
    case PROP_WAITS_FOR:
      g_value_set_enum (value, self->waits_for);
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    case PROP_PROBLEM_STEP:
      g_value_set_enum (value, self->problem_step);
      break;
    case PROP_CONNECTION_ERROR:
      g_value_set_boxed (value, vouch_setup_get_connection_error (self));
      break;
    case PROP_OVERDUE:
      g_value_set_boolean (value, self->overdue);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, self->can_go_back);
      break;
    case PROP_OTHER_ACCESS:
      g_value_set_boolean (value, vouch_setup_get_other_access (self));
      break;
    case PROP_TOKENS_KEPT:
      g_value_set_boolean (value, vouch_setup_get_tokens_kept (self));
      break;
    case PROP_REQUEST_WAITING:
      g_value_set_boolean (value, self->request_waiting);
      break;
    case PROP_NEW_USER:
      g_value_set_boolean (value, self->new_user);
      break;
    case PROP_VISIBLE:
      g_value_set_boolean (value, self->visible);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_setup_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  VouchSetup *self = VOUCH_SETUP (object);

  switch (property_id)
    {
    case PROP_NEW_USER:
      vouch_setup_set_new_user (self, g_value_get_boolean (value));
      break;
    case PROP_VISIBLE:
      vouch_setup_set_visible (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_setup_class_init (VouchSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->dispose = vouch_setup_dispose;
  object_class->finalize = vouch_setup_finalize;
  object_class->get_property = vouch_setup_get_property;
  object_class->set_property = vouch_setup_set_property;

  properties[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, VOUCH_TYPE_STEP,
                                             VOUCH_STEP_CONNECT, flags);
  properties[PROP_STOP] = g_param_spec_enum ("stop", NULL, NULL, VOUCH_TYPE_STOP,
                                             VOUCH_STOP_FIND, flags);
  properties[PROP_SERVER] = g_param_spec_object ("server", NULL, NULL, VOUCH_TYPE_SERVER, flags);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, VOUCH_TYPE_SESSION, flags);
  properties[PROP_VERIFICATION] =
    g_param_spec_object ("verification", NULL, NULL, VOUCH_TYPE_VERIFICATION, flags);
  properties[PROP_SIGN_IN] =
    g_param_spec_object ("sign-in", NULL, NULL, VOUCH_TYPE_SIGN_IN, flags);
  properties[PROP_KEY_RESET] =
    g_param_spec_object ("key-reset", NULL, NULL, VOUCH_TYPE_KEY_RESET, flags);
  properties[PROP_INTENT] = g_param_spec_enum ("intent", NULL, NULL, VOUCH_TYPE_INTENT,
                                               VOUCH_INTENT_NONE, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_ACTING] = g_param_spec_boolean ("acting", NULL, NULL, FALSE, flags);
  properties[PROP_WAITS_FOR] = g_param_spec_enum ("waits-for", NULL, NULL, VOUCH_TYPE_WAIT,
                                                  VOUCH_WAIT_NOTHING, flags);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_PROBLEM_STEP] = g_param_spec_enum ("problem-step", NULL, NULL, VOUCH_TYPE_STEP,
                                                     VOUCH_STEP_CONNECT, flags);
  properties[PROP_CONNECTION_ERROR] =
    g_param_spec_boxed ("connection-error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_OVERDUE] = g_param_spec_boolean ("overdue", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  properties[PROP_OTHER_ACCESS] = g_param_spec_boolean ("other-access", NULL, NULL, FALSE, flags);
  properties[PROP_TOKENS_KEPT] = g_param_spec_boolean ("tokens-kept", NULL, NULL, TRUE, flags);
  properties[PROP_REQUEST_WAITING] =
    g_param_spec_boolean ("request-waiting", NULL, NULL, FALSE, flags);
  properties[PROP_NEW_USER] =
    g_param_spec_boolean ("new-user", NULL, NULL, FALSE, VOUCH_PARAM_READWRITE);
  properties[PROP_VISIBLE] =
    g_param_spec_boolean ("visible", NULL, NULL, FALSE, VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_setup_init (VouchSetup *self)
{
  self->step = VOUCH_STEP_CONNECT;
  self->problem_step = VOUCH_STEP_CONNECT;
  self->stop = VOUCH_STOP_FIND;
  self->session = vouch_session_new ();
  self->tracker = vouch_verification_tracker_new ();
}

VouchSetup *
vouch_setup_new (VouchTokenStore *store,
                 const char      *state_directory,
                 const char      *token)
{
  VouchSetup *self;

  g_return_val_if_fail (VOUCH_IS_TOKEN_STORE (store), NULL);

  self = g_object_new (VOUCH_TYPE_SETUP, NULL);
  self->store = g_object_ref (store);
  self->sign_in = vouch_sign_in_new (state_directory);
  self->key_reset = vouch_key_reset_new (store);
  self->new_accounts = vouch_new_accounts_new (state_directory);
  self->access = vouch_access_new (store, token);
  g_signal_connect_object (store, "notify::persistent", G_CALLBACK (on_store_notify_persistent),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (store, "notify::asking", G_CALLBACK (commit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->access, "notify::has-others",
                           G_CALLBACK (on_access_notify_has_others), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tracker, "notify::verification",
                           G_CALLBACK (on_tracker_notify_verification), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->key_reset, "notify::has-key",
                           G_CALLBACK (on_key_reset_notify_has_key), self, G_CONNECT_SWAPPED);
  return self;
}

VouchStep
vouch_setup_get_step (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), VOUCH_STEP_CONNECT);
  return self->step;
}

VouchServer *
vouch_setup_get_server (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);
  return self->connection != NULL ? vouch_connection_get_server (self->connection) : NULL;
}

VouchSession *
vouch_setup_get_session (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);
  return self->session;
}

VouchVerification *
vouch_setup_get_verification (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);
  return vouch_verification_tracker_get_verification (self->tracker);
}

VouchSignIn *
vouch_setup_get_sign_in (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);
  return self->sign_in;
}

VouchKeyReset *
vouch_setup_get_key_reset (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);
  return self->key_reset;
}

VouchIntent
vouch_setup_get_intent (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), VOUCH_INTENT_NONE);
  return self->intent;
}

gboolean
vouch_setup_get_busy (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);
  return self->busy;
}

VouchWait
vouch_setup_get_waits_for (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), VOUCH_WAIT_NOTHING);
  return self->waits_for;
}

void
vouch_setup_decline_keyring (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  vouch_token_store_decline (self->store);
}

gboolean
vouch_setup_get_acting (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);
  return self->acting;
}

const GError *
vouch_setup_get_problem (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);
  return self->problem;
}

VouchStep
vouch_setup_get_problem_step (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), VOUCH_STEP_CONNECT);
  return self->problem_step;
}

const GError *
vouch_setup_get_connection_error (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);
  return self->connection != NULL ? vouch_connection_get_error (self->connection) : NULL;
}

gboolean
vouch_setup_get_tokens_kept (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);
  return vouch_token_store_get_persistent (self->store);
}

gboolean
vouch_setup_get_request_waiting (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);
  return self->request_waiting;
}

gboolean
vouch_setup_get_other_access (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);
  return vouch_access_get_has_others (self->access);
}

gboolean
vouch_setup_get_visible (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);
  return self->visible;
}

void
vouch_setup_set_new_user (VouchSetup *self,
                          gboolean    new_user)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (vouch_property_set (self, &self->new_user, new_user, properties[PROP_NEW_USER]))
    commit (self);
}

void
vouch_setup_set_visible (VouchSetup *self,
                         gboolean    visible)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (!vouch_property_set (self, &self->visible, visible, properties[PROP_VISIBLE]))
    return;
  commit (self);
  if (visible)
    vouch_setup_poll_now (self);
}

void
vouch_setup_poll_now (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->connection != NULL)
    vouch_connection_retry (self->connection);
}

gboolean
vouch_setup_get_can_go_back (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);
  return self->can_go_back;
}

gboolean
vouch_setup_get_first_key (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);

  return vouch_session_get_state (self->session) == VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP &&
         is_registered_here (self);
}

gboolean
vouch_setup_get_foreign (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), FALSE);

  return vouch_verification_tracker_is_foreign (self->tracker, get_account (self));
}

const char *
vouch_setup_get_stop_code (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);

  return vouch_verification_tracker_get_stop_code (self->tracker);
}

const char *
vouch_setup_get_stop_reason (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);

  return vouch_verification_tracker_get_stop_reason (self->tracker);
}

VouchConnection *
vouch_setup_get_connection (VouchSetup *self)
{
  return self->connection;
}

VouchAccess *
vouch_setup_get_access (VouchSetup *self)
{
  return self->access;
}

VouchVerificationTracker *
vouch_setup_get_tracker (VouchSetup *self)
{
  return self->tracker;
}
