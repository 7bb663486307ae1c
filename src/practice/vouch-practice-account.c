/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-account"

#include "vouch-practice-account-private.h"

#include "vouch-property.h"

/* The account as an object: its settings and its way from state to state. What the two devices do
 * with it is in the files that are named after this one. */

G_DEFINE_FINAL_TYPE (VouchPracticeAccount, vouch_practice_account, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_SEED,
  PROP_CODE_EXISTING,
  PROP_CODE_NEW,
  PROP_DEVICE_NAME,
  PROP_USERNAME,
  PROP_OTHER_USER,
  PROP_EMOJI_TEXT,
  PROP_NUMBERS_TEXT,
  PROP_FIRST_FLAG,
  PROP_FIRST_TIME = PROP_FIRST_FLAG + VOUCH_PRACTICE_N_FLAGS,
  N_PROPS = PROP_FIRST_TIME + VOUCH_PRACTICE_N_TIMES,
};

enum {
  CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static const char * const flag_names[VOUCH_PRACTICE_N_FLAGS] = {
  [VOUCH_PRACTICE_FLAG_WITHHOLD_SECRETS] = "withhold-secrets",
  [VOUCH_PRACTICE_FLAG_TAMPERED] = "tampered",
  [VOUCH_PRACTICE_FLAG_WITHOUT_CODES] = "without-codes",
  [VOUCH_PRACTICE_FLAG_EAGER_EMOJI] = "eager-emoji",
  [VOUCH_PRACTICE_FLAG_LEGACY] = "legacy",
  [VOUCH_PRACTICE_FLAG_ENDLESS_INITIALIZING] = "endless-initializing",
  [VOUCH_PRACTICE_FLAG_ENDLESS_SYNC] = "endless-sync",
  [VOUCH_PRACTICE_FLAG_WITHOUT_CANCEL] = "without-cancel",
};

/* @hurried: 0 where the time is a lifetime, which hurrying leaves alone. */
static const struct {
  const char *name;
  guint       usual;
  guint       hurried;
} times[VOUCH_PRACTICE_N_TIMES] = {
  [VOUCH_PRACTICE_TIME_INITIALIZING] = { "initializing-time", 1000, 40 },
  [VOUCH_PRACTICE_TIME_EMOJI_DELAY]  = { "emoji-delay", 800, 30 },
  [VOUCH_PRACTICE_TIME_SETTLING]     = { "settling-time", 800, 30 },
  [VOUCH_PRACTICE_TIME_SECRETS]      = { "secrets-time", 1200, 40 },
  [VOUCH_PRACTICE_TIME_SYNC]         = { "sync-time", 4000, 50 },
  [VOUCH_PRACTICE_TIME_PHONE]        = { "phone-delay", 600, 20 },
  [VOUCH_PRACTICE_TIME_REQUEST]      = { "request-lifetime", 10 * 60 * 1000, 0 },
  [VOUCH_PRACTICE_TIME_EMOJI]        = { "emoji-lifetime", 60 * 1000, 0 },
  [VOUCH_PRACTICE_TIME_CODE]         = { "code-lifetime", 10 * 60 * 1000, 0 },
};

#define DEVICE_LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

void
vouch_practice_account_emit_changed (VouchPracticeAccount *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_time_passed (gpointer user_data)
{
  VouchPracticeAccount *self = user_data;
  VouchPracticeState next;

  self->state_source = 0;
  switch (self->state)
    {
    case VOUCH_PRACTICE_INITIALIZING:
      next = self->is_new || self->flags[VOUCH_PRACTICE_FLAG_LEGACY]
               ? VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP
               : VOUCH_PRACTICE_NEEDS_VERIFICATION;
      break;
    case VOUCH_PRACTICE_NEEDS_SECRETS:
      next = VOUCH_PRACTICE_NEEDS_FIRST_SYNC;
      break;
    case VOUCH_PRACTICE_NEEDS_FIRST_SYNC:
      next = VOUCH_PRACTICE_READY;
      break;
    case VOUCH_PRACTICE_NEEDS_LOGIN:
    case VOUCH_PRACTICE_NEEDS_CROSS_SIGNING_SETUP:
    case VOUCH_PRACTICE_NEEDS_VERIFICATION:
    case VOUCH_PRACTICE_READY:
    default:
      g_return_if_reached ();
    }
  vouch_practice_account_advance (self, next);
}

void
vouch_practice_account_advance (VouchPracticeAccount *self,
                                VouchPracticeState    state)
{
  guint wait = 0;

  g_clear_handle_id (&self->state_source, g_source_remove);
  self->state = state;
  if (state == VOUCH_PRACTICE_INITIALIZING)
    wait = self->times[VOUCH_PRACTICE_TIME_INITIALIZING];
  else if (state == VOUCH_PRACTICE_NEEDS_SECRETS &&
           !self->flags[VOUCH_PRACTICE_FLAG_WITHHOLD_SECRETS])
    wait = self->times[VOUCH_PRACTICE_TIME_SECRETS];
  else if (state == VOUCH_PRACTICE_NEEDS_FIRST_SYNC &&
           !self->flags[VOUCH_PRACTICE_FLAG_ENDLESS_SYNC])
    wait = self->times[VOUCH_PRACTICE_TIME_SYNC];
  if (wait > 0)
    self->state_source = g_timeout_add_once (wait, on_time_passed, self);
  vouch_practice_account_emit_changed (self);
}

static void
vouch_practice_account_get_property (GObject    *object,
                                     guint       property_id,
                                     GValue     *value,
                                     GParamSpec *pspec)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_SEED:
      g_value_set_uint (value, self->seed);
      break;
    case PROP_CODE_EXISTING:
      g_value_set_string (value, self->code_existing);
      break;
    case PROP_CODE_NEW:
      g_value_set_string (value, self->code_new);
      break;
    case PROP_DEVICE_NAME:
      g_value_set_string (value, self->phone_name);
      break;
    case PROP_USERNAME:
      g_value_set_string (value, self->username);
      break;
    case PROP_OTHER_USER:
      g_value_set_string (value, self->other_user);
      break;
    case PROP_EMOJI_TEXT:
      g_value_set_string (value, self->emoji_text);
      break;
    case PROP_NUMBERS_TEXT:
      g_value_set_string (value, self->numbers_text);
      break;
    default:
      if (property_id < PROP_FIRST_FLAG || property_id >= N_PROPS)
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      else if (property_id < PROP_FIRST_TIME)
        g_value_set_boolean (value, self->flags[property_id - PROP_FIRST_FLAG]);
      else
        g_value_set_uint (value, self->times[property_id - PROP_FIRST_TIME]);
    }
}

/* A state that was endless goes on from here, and one that goes on stops. */
static void
set_flag (VouchPracticeAccount *self,
          guint                 flag,
          gboolean              value,
          GParamSpec           *pspec)
{
  if (vouch_property_set (self, &self->flags[flag], value, pspec) &&
      (flag == VOUCH_PRACTICE_FLAG_ENDLESS_INITIALIZING ||
       flag == VOUCH_PRACTICE_FLAG_ENDLESS_SYNC))
    vouch_practice_account_advance (self, self->state);
}

static void
vouch_practice_account_set_property (GObject      *object,
                                     guint         property_id,
                                     const GValue *value,
                                     GParamSpec   *pspec)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  switch (property_id)
    {
    case PROP_SEED:
      self->seed = g_value_get_uint (value);
      break;
    case PROP_CODE_EXISTING:
      vouch_property_set_string (self, &self->code_existing, g_value_get_string (value), pspec);
      break;
    case PROP_CODE_NEW:
      vouch_property_set_string (self, &self->code_new, g_value_get_string (value), pspec);
      break;
    case PROP_DEVICE_NAME:
      vouch_property_set_string (self, &self->phone_name, g_value_get_string (value), pspec);
      break;
    case PROP_USERNAME:
      vouch_property_set_string (self, &self->username, g_value_get_string (value), pspec);
      break;
    case PROP_OTHER_USER:
      vouch_property_set_string (self, &self->other_user, g_value_get_string (value), pspec);
      break;
    case PROP_EMOJI_TEXT:
      vouch_property_set_string (self, &self->emoji_text, g_value_get_string (value), pspec);
      break;
    case PROP_NUMBERS_TEXT:
      vouch_property_set_string (self, &self->numbers_text, g_value_get_string (value), pspec);
      break;
    default:
      if (property_id < PROP_FIRST_FLAG || property_id >= N_PROPS)
        G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      else if (property_id < PROP_FIRST_TIME)
        set_flag (self, property_id - PROP_FIRST_FLAG, g_value_get_boolean (value), pspec);
      else
        vouch_property_set (self, &self->times[property_id - PROP_FIRST_TIME],
                            g_value_get_uint (value), pspec);
    }
}

static void
vouch_practice_account_constructed (GObject *object)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  G_OBJECT_CLASS (vouch_practice_account_parent_class)->constructed (object);

  self->random = self->seed != 0 ? g_rand_new_with_seed (self->seed) : g_rand_new ();
  self->sign_in = vouch_practice_sign_in_new (self->random);
  vouch_practice_key_fill (self->random, self->master_key, VOUCH_PRACTICE_KEY_SIZE);
  vouch_practice_key_fill (self->random, self->computer_key, VOUCH_PRACTICE_KEY_SIZE);
  vouch_practice_key_fill (self->random, self->phone_key, VOUCH_PRACTICE_KEY_SIZE);
  self->device_id = vouch_practice_key_word (self->random, DEVICE_LETTERS, 10);
  self->phone_id = vouch_practice_key_word (self->random, DEVICE_LETTERS, 10);
}

static void
vouch_practice_account_dispose (GObject *object)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  g_clear_handle_id (&self->state_source, g_source_remove);
  g_clear_handle_id (&self->settling_source, g_source_remove);
  if (self->verification != NULL)
    g_signal_handlers_disconnect_by_data (self->verification, self);
  g_clear_object (&self->verification);

  G_OBJECT_CLASS (vouch_practice_account_parent_class)->dispose (object);
}

static void
vouch_practice_account_finalize (GObject *object)
{
  VouchPracticeAccount *self = VOUCH_PRACTICE_ACCOUNT (object);

  vouch_practice_sign_in_free (self->sign_in);
  g_rand_free (self->random);
  g_hash_table_unref (self->tokens);
  g_free (self->code_existing);
  g_free (self->code_new);
  g_free (self->phone_name);
  g_free (self->other_user);
  g_free (self->emoji_text);
  g_free (self->numbers_text);
  g_free (self->username);
  g_free (self->device_id);
  g_free (self->phone_id);
  g_free (self->user_id);
  g_free (self->key);
  g_free (self->pending_key);

  G_OBJECT_CLASS (vouch_practice_account_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = VOUCH_PARAM_READWRITE;

  properties[PROP_SEED] = g_param_spec_uint ("seed", NULL, NULL, 0, G_MAXUINT32, 0,
                                             VOUCH_PARAM_CONSTRUCT_READABLE);
  properties[PROP_CODE_EXISTING] = g_param_spec_string ("code-existing", NULL, NULL, NULL, flags);
  properties[PROP_CODE_NEW] = g_param_spec_string ("code-new", NULL, NULL, NULL, flags);
  properties[PROP_DEVICE_NAME] = g_param_spec_string ("device-name", NULL, NULL, NULL, flags);
  properties[PROP_USERNAME] = g_param_spec_string ("username", NULL, NULL, NULL, flags);
  properties[PROP_OTHER_USER] = g_param_spec_string ("other-user", NULL, NULL, NULL, flags);
  properties[PROP_EMOJI_TEXT] = g_param_spec_string ("emoji-text", NULL, NULL, NULL, flags);
  properties[PROP_NUMBERS_TEXT] = g_param_spec_string ("numbers-text", NULL, NULL, NULL, flags);
  for (guint i = 0; i < VOUCH_PRACTICE_N_FLAGS; i++)
    properties[PROP_FIRST_FLAG + i] =
      g_param_spec_boolean (flag_names[i], NULL, NULL, FALSE, flags);
  for (guint i = 0; i < VOUCH_PRACTICE_N_TIMES; i++)
    properties[PROP_FIRST_TIME + i] =
      g_param_spec_uint (times[i].name, NULL, NULL, 1, G_MAXUINT, times[i].usual, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_practice_account_class_init (VouchPracticeAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_practice_account_get_property;
  object_class->set_property = vouch_practice_account_set_property;
  object_class->constructed = vouch_practice_account_constructed;
  object_class->dispose = vouch_practice_account_dispose;
  object_class->finalize = vouch_practice_account_finalize;
  install_properties (object_class);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
vouch_practice_account_init (VouchPracticeAccount *self)
{
  self->tokens = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->code_existing = g_strdup ("123456");
  self->code_new = g_strdup ("654321");
  self->phone_name = g_strdup ("Pixel Phone");
  self->username = g_strdup ("practice");
  for (guint i = 0; i < VOUCH_PRACTICE_N_TIMES; i++)
    self->times[i] = times[i].usual;
}

VouchPracticeAccount *
vouch_practice_account_new (guint32 seed)
{
  return g_object_new (VOUCH_TYPE_PRACTICE_ACCOUNT, "seed", seed, NULL);
}

void
vouch_practice_account_hurry (VouchPracticeAccount *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_ACCOUNT (self));

  for (guint i = 0; i < VOUCH_PRACTICE_N_TIMES; i++)
    if (times[i].hurried != 0)
      vouch_property_set (self, &self->times[i], times[i].hurried,
                          properties[PROP_FIRST_TIME + i]);
}
