/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-address-attempt"

#include "vouch-address-attempt.h"

#include "vouch-compat.h"
#include "vouch-consent.h"
#include "vouch-error.h"
#include "vouch-settings.h"

struct _VouchAddressAttempt {
  GObject       parent_instance;

  /* owned */
  VouchSetup   *setup;
  GCancellable *cancellable;
  char         *address;       /* the last one, as it was typed */
  char         *fingerprint;   /* of its certificate, when that is the question */

  /* borrowed */
  GtkWidget    *parent;
};

G_DEFINE_FINAL_TYPE (VouchAddressAttempt, vouch_address_attempt, G_TYPE_OBJECT)

enum {
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The certificate that was agreed to for this address, if it is the one that was used last. */
static char *
find_known_fingerprint (const char *address)
{
  g_autoptr(GSettings) settings = vouch_settings_open ();
  g_autofree char *origin = vouch_server_parse_address (address, NULL);
  g_autofree char *known = NULL;

  if (settings == NULL)
    return NULL;
  known = g_settings_get_string (settings, VOUCH_SETTINGS_SERVER_ADDRESS);
  if (g_strcmp0 (origin, known) != 0)
    return NULL;
  return g_settings_get_string (settings, VOUCH_SETTINGS_SERVER_FINGERPRINT);
}

static void
on_probe_pinned_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(VouchAddressAttempt) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VouchServer) server = vouch_server_probe_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (server != NULL)
    vouch_setup_connect (self->setup, server);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
connect_pinned (VouchAddressAttempt *self)
{
  g_autofree char *origin = vouch_server_parse_address (self->address, NULL);

  g_return_if_fail (origin != NULL);
  vouch_server_probe_pinned (origin, self->fingerprint, VOUCH_SERVER_PROBE_TIMEOUT,
                             self->cancellable, on_probe_pinned_ready, g_object_ref (self));
}

static void
on_consent_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(VouchAddressAttempt) self = user_data;

  if (!vouch_ask_finish (GTK_WIDGET (source), result)
      || g_cancellable_is_cancelled (self->cancellable))
    return;

  if (self->fingerprint != NULL)
    connect_pinned (self);
  else
    vouch_setup_connect_address (self->setup, self->address, TRUE);
}

static void
on_problem_changed (VouchAddressAttempt *self)
{
  const GError *problem = vouch_setup_get_problem (self->setup);
  g_autofree char *known = NULL;

  if (self->address == NULL || g_cancellable_is_cancelled (self->cancellable)
      || !vouch_consent_is_needed (problem))
    return;

  g_free (self->fingerprint);
  self->fingerprint = g_strdup (vouch_error_get_fingerprint (problem));
  known = self->fingerprint != NULL ? find_known_fingerprint (self->address) : NULL;
  if (known != NULL && g_str_equal (known, self->fingerprint))
    connect_pinned (self);
  else
    vouch_consent_ask (self->parent, self->address, problem, known,
                       on_consent_ready, g_object_ref (self));
}

static void
vouch_address_attempt_finalize (GObject *object)
{
  VouchAddressAttempt *self = VOUCH_ADDRESS_ATTEMPT (object);

  g_object_unref (self->setup);
  g_object_unref (self->cancellable);
  g_free (self->address);
  g_free (self->fingerprint);
  G_OBJECT_CLASS (vouch_address_attempt_parent_class)->finalize (object);
}

static void
vouch_address_attempt_class_init (VouchAddressAttemptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_address_attempt_finalize;

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
vouch_address_attempt_init (VouchAddressAttempt *self)
{
  self->cancellable = g_cancellable_new ();
}

VouchAddressAttempt *
vouch_address_attempt_new (VouchSetup *setup,
                           GtkWidget  *parent)
{
  VouchAddressAttempt *self = g_object_new (VOUCH_TYPE_ADDRESS_ATTEMPT, NULL);

  self->setup = g_object_ref (setup);
  self->parent = parent;
  g_signal_connect_object (setup, "notify::problem",
                           G_CALLBACK (on_problem_changed), self, G_CONNECT_SWAPPED);
  return self;
}

void
vouch_address_attempt_start (VouchAddressAttempt *self,
                             const char          *address)
{
  g_return_if_fail (VOUCH_IS_ADDRESS_ATTEMPT (self));
  g_return_if_fail (address != NULL);

  g_free (self->address);
  self->address = g_strdup (address);
  vouch_setup_connect_address (self->setup, address, FALSE);
}

void
vouch_address_attempt_stop (VouchAddressAttempt *self)
{
  g_return_if_fail (VOUCH_IS_ADDRESS_ATTEMPT (self));
  g_cancellable_cancel (self->cancellable);
}
