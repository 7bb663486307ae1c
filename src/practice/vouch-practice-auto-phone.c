/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-auto-phone"

#include "vouch-practice-auto-phone.h"

#include "vouch-practice-verification.h"

/* Presses the phone's buttons by itself. */
struct _VouchPracticeAutoPhone
{
  GObject parent_instance;

  /* owned */
  VouchPracticeAccount *account;

  guint                 source;
};

G_DEFINE_FINAL_TYPE (VouchPracticeAutoPhone, vouch_practice_auto_phone, G_TYPE_OBJECT)

/* Returns: 0 while no button is to be pressed */
static VouchPhoneActions
choose_button (VouchPracticeAutoPhone *self)
{
  VouchPracticeVerification *verification =
    vouch_practice_account_get_verification (self->account);
  VouchPhoneActions actions = vouch_practice_account_get_phone_actions (self->account);

  if (actions & (VOUCH_PHONE_CAN_ACCEPT | VOUCH_PHONE_CAN_SHOW_CODE | VOUCH_PHONE_CAN_CONFIRM))
    return actions & (VOUCH_PHONE_CAN_ACCEPT | VOUCH_PHONE_CAN_SHOW_CODE | VOUCH_PHONE_CAN_CONFIRM);
  if ((actions & VOUCH_PHONE_CAN_MATCH) && verification != NULL &&
      (vouch_practice_verification_get_actions (verification) &
       VOUCH_PRACTICE_CAN_CONFIRM_SAS) == 0)
    return VOUCH_PHONE_CAN_MATCH;
  return 0;
}

static void
on_delay_over (gpointer user_data)
{
  VouchPracticeAutoPhone *self = user_data;
  VouchPracticeVerification *verification =
    vouch_practice_account_get_verification (self->account);
  VouchPhoneActions button = choose_button (self);

  self->source = 0;
  if (button != 0 && verification != NULL)
    vouch_practice_verification_phone_press (verification, button);
}

static void
on_account_changed (VouchPracticeAccount *account,
                    gpointer              user_data)
{
  VouchPracticeAutoPhone *self = user_data;

  guint delay;

  if (self->source != 0 || choose_button (self) == 0)
    return;
  g_object_get (account, "phone-delay", &delay, NULL);
  self->source = g_timeout_add_once (delay, on_delay_over, self);
}

static void
vouch_practice_auto_phone_dispose (GObject *object)
{
  VouchPracticeAutoPhone *self = VOUCH_PRACTICE_AUTO_PHONE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  if (self->account != NULL)
    g_signal_handlers_disconnect_by_data (self->account, self);
  g_clear_object (&self->account);

  G_OBJECT_CLASS (vouch_practice_auto_phone_parent_class)->dispose (object);
}

static void
vouch_practice_auto_phone_class_init (VouchPracticeAutoPhoneClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_practice_auto_phone_dispose;
}

static void
vouch_practice_auto_phone_init (VouchPracticeAutoPhone *self)
{
}

VouchPracticeAutoPhone *
vouch_practice_auto_phone_new (VouchPracticeAccount *account)
{
  VouchPracticeAutoPhone *self = g_object_new (VOUCH_TYPE_PRACTICE_AUTO_PHONE, NULL);

  self->account = g_object_ref (account);
  g_signal_connect_object (account, "changed", G_CALLBACK (on_account_changed), self, 0);
  on_account_changed (account, self);
  return self;
}
