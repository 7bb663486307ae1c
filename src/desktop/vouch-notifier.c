/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-notifier"

#include "vouch-notifier.h"

#include <glib/gi18n.h>

#define NOTIFICATION_ID "step"
#define SECOND_TRY_MS   1000

/* There is at most one notification: a new step replaces or withdraws it. */
struct _VouchNotifier
{
  GObject parent_instance;

  /* borrowed: the application owns the notifier */
  GApplication *application;

  /* owned */
  VouchSetup   *setup;

  VouchStep     step;
  guint         second_try;
  gboolean      attended;
  gboolean      sent;
};

G_DEFINE_FINAL_TYPE (VouchNotifier, vouch_notifier, G_TYPE_OBJECT)

static const struct {
  VouchStep   step;
  const char *title;
  const char *body;
} texts[] = {
  { VOUCH_STEP_INCOMING, N_("Another device wants you to confirm it"),
    N_("Accept only if you just started this yourself.") },
  { VOUCH_STEP_SHOW_CODE, N_("Your phone has answered"), N_("Continue in Vouch.") },
  { VOUCH_STEP_CHOOSE, N_("Your phone has answered"), N_("Continue in Vouch.") },
  { VOUCH_STEP_CONFIRM_SCAN, N_("Did it work on the phone?"),
    N_("Check for a check mark.") },
  { VOUCH_STEP_EMOJI, N_("Compare the emoji"),
    N_("Check that both devices show the same ones.") },
  { VOUCH_STEP_STOPPED, N_("That didn't work yet"), N_("See what to do.") },
  { VOUCH_STEP_RECOVERY, N_("Recovery key needed"),
    N_("It unlocks your older messages.") },
  { VOUCH_STEP_READY, N_("Beeper is ready"), N_("This computer is set up.") },
  { VOUCH_STEP_AUTHORIZE, N_("Beeper needs your permission again"),
    N_("Until then you are not told about requests.") },
};

/* READY is news only after a step that leads to it. AUTHORIZE is no news right after CONNECT: there
 * was no access before. */
static gboolean
is_news (VouchStep before,
         VouchStep after)
{
  if (after == VOUCH_STEP_AUTHORIZE && before == VOUCH_STEP_CONNECT)
    return FALSE;
  if (after != VOUCH_STEP_READY)
    return before != after;
  return before == VOUCH_STEP_PREPARING || before == VOUCH_STEP_FINISHING ||
         before == VOUCH_STEP_SYNC;
}

gboolean
vouch_notifier_describe (VouchStep    before,
                         VouchStep    after,
                         const char **title,
                         const char **body)
{
  if (!is_news (before, after))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (texts[i].step == after)
      {
        *title = _(texts[i].title);
        *body = _(texts[i].body);
        return TRUE;
      }
  return FALSE;
}

static void
on_second_try (gpointer user_data)
{
  VouchNotifier *self = user_data;

  self->second_try = 0;
  if (!self->sent)
    g_application_withdraw_notification (self->application, NOTIFICATION_ID);
}

/* GLib cannot withdraw a notification that the desktop has not confirmed yet, and reports no error.
 * So it is withdrawn again a second later. */
static void
withdraw (VouchNotifier *self)
{
  if (!self->sent)
    return;
  self->sent = FALSE;
  g_application_withdraw_notification (self->application, NOTIFICATION_ID);
  g_clear_handle_id (&self->second_try, g_source_remove);
  self->second_try = g_timeout_add_once (SECOND_TRY_MS, on_second_try, self);
}

/* A click shows the window for the real Beeper, with the step, also while practice is on screen. */
static void
on_setup_notify_step (VouchSetup    *setup,
                      GParamSpec    *pspec,
                      VouchNotifier *self)
{
  g_autoptr(GNotification) notification = NULL;
  VouchStep before = self->step;
  const char *title;
  const char *body;

  self->step = vouch_setup_get_step (setup);
  if (self->attended || !vouch_notifier_describe (before, self->step, &title, &body))
    {
      withdraw (self);
      return;
    }
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show");
  g_application_send_notification (self->application, NOTIFICATION_ID, notification);
  self->sent = TRUE;
}

static void
vouch_notifier_dispose (GObject *object)
{
  VouchNotifier *self = VOUCH_NOTIFIER (object);

  withdraw (self);
  g_clear_handle_id (&self->second_try, g_source_remove);
  g_clear_object (&self->setup);

  G_OBJECT_CLASS (vouch_notifier_parent_class)->dispose (object);
}

static void
vouch_notifier_class_init (VouchNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_notifier_dispose;
}

static void
vouch_notifier_init (VouchNotifier *self)
{
}

VouchNotifier *
vouch_notifier_new (GApplication *application,
                    VouchSetup   *setup)
{
  VouchNotifier *self = g_object_new (VOUCH_TYPE_NOTIFIER, NULL);

  self->application = application;
  self->setup = g_object_ref (setup);
  self->step = vouch_setup_get_step (setup);
  g_signal_connect_object (setup, "notify::step", G_CALLBACK (on_setup_notify_step), self, 0);
  return self;
}

void
vouch_notifier_set_attended (VouchNotifier *self,
                             gboolean       attended)
{
  g_return_if_fail (VOUCH_IS_NOTIFIER (self));

  self->attended = attended;
  if (attended)
    withdraw (self);
}
