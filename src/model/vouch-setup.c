/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-setup"

#include "vouch-setup-private.h"

#include "vouch-model-enums.h"
#include "vouch-property.h"

/* The one place that knows what is going on. This file holds the object: what is known, and telling
 * those who listen that it changed. */
G_DEFINE_FINAL_TYPE (VouchSetup, vouch_setup, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_STEP,
  PROP_SERVER,
  PROP_SESSION,
  PROP_VERIFICATION,
  PROP_SIGN_IN,
  PROP_KEY_RESET,
  PROP_INTENT,
  PROP_BUSY,
  PROP_WAITS_FOR,
  PROP_PROBLEM,
  PROP_PROBLEM_STEP,
  PROP_TROUBLE,
  PROP_OVERDUE,
  PROP_CAN_GO_BACK,
  PROP_TOKENS_KEPT,
  PROP_OTHER_ACCESS,
  PROP_REQUEST_WAITING,
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
update_can_go_back (VouchSetup *self)
{
  gboolean can_go_back = vouch_setup_get_can_go_back (self);

  if (self->could_go_back == can_go_back)
    return;
  self->could_go_back = can_go_back;
  notify (self, PROP_CAN_GO_BACK);
}

void
vouch_setup_store_step (VouchSetup *self,
                        VouchStep   step)
{
  if (self->step != step)
    {
      g_debug ("step %s", vouch_step_get_name (step));
      self->step = step;
      notify (self, PROP_STEP);
      if (self->problem != NULL && self->problem_step != step)
        vouch_setup_take_problem (self, NULL);
    }
  update_can_go_back (self);
}

void
vouch_setup_store_overdue (VouchSetup *self,
                           gboolean    overdue)
{
  if (self->overdue == overdue)
    return;
  self->overdue = overdue;
  notify (self, PROP_OVERDUE);
}

void
vouch_setup_store_intent (VouchSetup  *self,
                          VouchIntent  intent)
{
  if (self->intent == intent)
    return;
  self->intent = intent;
  notify (self, PROP_INTENT);
}

void
vouch_setup_store_request_waiting (VouchSetup *self,
                                   gboolean    waiting)
{
  if (self->request_waiting == waiting)
    return;
  self->request_waiting = waiting;
  notify (self, PROP_REQUEST_WAITING);
}

void
vouch_setup_set_activity (VouchSetup    *self,
                          VouchActivity  activity)
{
  gboolean was_busy = vouch_setup_get_busy (self);

  self->activity = activity;
  if (was_busy == vouch_setup_get_busy (self))
    return;
  notify (self, PROP_BUSY);
  notify (self, PROP_WAITS_FOR);
  update_can_go_back (self);
}

void
vouch_setup_take_problem (VouchSetup *self,
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

void
vouch_setup_take_trouble (VouchSetup *self,
                          GError     *error)
{
  if (self->trouble == NULL && error == NULL)
    return;
  if (error != NULL)
    g_debug ("trouble: %s", error->message);
  g_clear_error (&self->trouble);
  self->trouble = error;
  notify (self, PROP_TROUBLE);
}

void
vouch_setup_set_server (VouchSetup  *self,
                        VouchServer *server)
{
  if (g_set_object (&self->server, server))
    notify (self, PROP_SERVER);
}

void
vouch_setup_set_verification (VouchSetup        *self,
                              VouchVerification *verification)
{
  if (g_set_object (&self->verification, verification))
    notify (self, PROP_VERIFICATION);
}

void
vouch_setup_poll (VouchSetup *self)
{
  if (self->poller != NULL)
    vouch_poller_poll (self->poller);
}

static void
on_store_notify_persistent (VouchTokenStore *store,
                            GParamSpec      *pspec,
                            VouchSetup      *self)
{
  notify (self, PROP_TOKENS_KEPT);
}

static void
on_store_notify_asking (VouchTokenStore *store,
                        GParamSpec      *pspec,
                        VouchSetup      *self)
{
  if (vouch_setup_get_busy (self))
    notify (self, PROP_WAITS_FOR);
}

/* Events hear of it once a session was read with it. */
static void
on_access_notify_token (VouchAccess *access,
                        GParamSpec  *pspec,
                        VouchSetup  *self)
{
  if (self->client == NULL)
    return;
  vouch_client_set_token (self->client, vouch_access_get_token (access));
  vouch_events_set_token (self->events, NULL);
}

static void
on_access_notify_has_others (VouchAccess *access,
                             GParamSpec  *pspec,
                             VouchSetup  *self)
{
  notify (self, PROP_OTHER_ACCESS);
}

static void
on_key_reset_notify_key (VouchKeyReset *key_reset,
                         GParamSpec    *pspec,
                         VouchSetup    *self)
{
  /* What Beeper said was about the last one. */
  if (self->problem_step == VOUCH_STEP_SAVE_KEY)
    vouch_setup_take_problem (self, NULL);
  /* While the setup is busy, what it waits for says what the state is, and comes in a moment. */
  if (!vouch_setup_get_busy (self))
    vouch_setup_update (self);
}

static void
vouch_setup_dispose (GObject *object)
{
  VouchSetup *self = VOUCH_SETUP (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->deadline_timer, g_source_remove);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->poller);
  g_clear_object (&self->events);
  g_clear_object (&self->client);
  g_clear_object (&self->server);
  g_clear_object (&self->verification);
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

  g_free (self->dismissed_id);
  g_free (self->rejected_id);
  g_free (self->request_id);
  g_free (self->announced_id);
  g_clear_error (&self->problem);
  g_clear_error (&self->trouble);

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
    case PROP_SERVER:
      g_value_set_object (value, self->server);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_VERIFICATION:
      g_value_set_object (value, self->verification);
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
      g_value_set_boolean (value, vouch_setup_get_busy (self));
      break;
    case PROP_WAITS_FOR:
      g_value_set_enum (value, vouch_setup_get_waits_for (self));
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    case PROP_PROBLEM_STEP:
      g_value_set_enum (value, self->problem_step);
      break;
    case PROP_TROUBLE:
      g_value_set_boxed (value, self->trouble);
      break;
    case PROP_OVERDUE:
      g_value_set_boolean (value, self->overdue);
      break;
    case PROP_CAN_GO_BACK:
      g_value_set_boolean (value, vouch_setup_get_can_go_back (self));
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
  properties[PROP_WAITS_FOR] = g_param_spec_enum ("waits-for", NULL, NULL, VOUCH_TYPE_WAIT,
                                                  VOUCH_WAIT_NOTHING, flags);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_PROBLEM_STEP] = g_param_spec_enum ("problem-step", NULL, NULL, VOUCH_TYPE_STEP,
                                                     VOUCH_STEP_CONNECT, flags);
  properties[PROP_TROUBLE] = g_param_spec_boxed ("trouble", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_OVERDUE] = g_param_spec_boolean ("overdue", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, flags);
  properties[PROP_OTHER_ACCESS] = g_param_spec_boolean ("other-access", NULL, NULL, FALSE, flags);
  properties[PROP_TOKENS_KEPT] = g_param_spec_boolean ("tokens-kept", NULL, NULL, TRUE, flags);
  properties[PROP_REQUEST_WAITING] =
    g_param_spec_boolean ("request-waiting", NULL, NULL, FALSE, flags);
  properties[PROP_VISIBLE] =
    g_param_spec_boolean ("visible", NULL, NULL, FALSE, VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_setup_init (VouchSetup *self)
{
  self->session = vouch_session_new ();
  self->cancellable = g_cancellable_new ();
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
                           self, 0);
  g_signal_connect_object (store, "notify::asking", G_CALLBACK (on_store_notify_asking), self, 0);
  g_signal_connect_object (self->access, "notify::token", G_CALLBACK (on_access_notify_token), self,
                           0);
  g_signal_connect_object (self->access, "notify::has-others",
                           G_CALLBACK (on_access_notify_has_others), self, 0);
  g_signal_connect_object (self->key_reset, "notify::key", G_CALLBACK (on_key_reset_notify_key),
                           self, 0);
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
  return self->server;
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
  return self->verification;
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
  return self->activity != VOUCH_ACTIVITY_NONE;
}

VouchWait
vouch_setup_get_waits_for (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), VOUCH_WAIT_NOTHING);

  if (!vouch_setup_get_busy (self))
    return VOUCH_WAIT_NOTHING;
  return vouch_token_store_get_asking (self->store) ? VOUCH_WAIT_KEYRING : VOUCH_WAIT_BEEPER;
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
  return self->activity == VOUCH_ACTIVITY_VERB;
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
vouch_setup_get_trouble (VouchSetup *self)
{
  g_return_val_if_fail (VOUCH_IS_SETUP (self), NULL);
  return self->trouble;
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
vouch_setup_set_visible (VouchSetup *self,
                         gboolean    visible)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->visible == visible)
    return;
  self->visible = visible;
  notify (self, PROP_VISIBLE);
  vouch_setup_update (self);
  if (visible)
    vouch_setup_look_again (self);
}

void
vouch_setup_look_again (VouchSetup *self)
{
  g_return_if_fail (VOUCH_IS_SETUP (self));

  if (self->client == NULL)
    return;
  vouch_poller_poll_now (self->poller);
  vouch_events_retry (self->events);
}
