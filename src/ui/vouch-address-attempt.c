/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-address-attempt"

#include "vouch-address-attempt.h"

#include "vouch-compat.h"
#include "vouch-consent.h"
#include "vouch-error.h"

struct _VouchAddressAttempt
{
  GObject            parent_instance;

  /* owned */
  VouchSetup        *setup;
  VouchKnownServers *known;     /* (nullable) */
  char              *address;   /* the last one, as it was typed */
  VouchTerms        *terms;     /* (nullable): there */

  /* borrowed */
  GtkWidget         *parent;

  gboolean           stopped;
};

G_DEFINE_FINAL_TYPE (VouchAddressAttempt, vouch_address_attempt, G_TYPE_OBJECT)

/* What the person is asked. Another address may be wanted before the answer comes. */
typedef struct {
  VouchAddressAttempt *self;          /* owned */
  char                *address;       /* owned */
  char                *fingerprint;   /* owned (nullable): the question is about a certificate */
  VouchConsents        consent;       /* else what it is about */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question->address);
  g_free (question->fingerprint);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
on_consent_ready (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  VouchAddressAttempt *self = question->self;
  VouchTerms *terms;

  if (!vouch_ask_finish (GTK_WIDGET (source), result) || self->stopped ||
      g_strcmp0 (self->address, question->address) != 0)
    return;
  terms = vouch_terms_agree (self->terms, question->consent, question->fingerprint);
  g_clear_pointer (&self->terms, vouch_terms_unref);
  self->terms = terms;
  vouch_setup_connect_address (self->setup, self->address, self->terms);
}

static void
on_problem_changed (VouchAddressAttempt *self)
{
  const GError *problem = vouch_setup_get_problem (self->setup);
  g_autoptr(VouchTerms) known = NULL;
  Question *question;

  if (self->address == NULL || self->stopped || !vouch_consent_is_needed (problem))
    return;

  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->address = g_strdup (self->address);
  question->fingerprint = g_strdup (vouch_error_get_fingerprint (problem));
  question->consent = vouch_consent_get (problem);
  known = vouch_known_servers_dup_terms (self->known, self->address);
  vouch_consent_ask_async (self->parent, self->address, problem,
                           vouch_terms_get_fingerprint (known), on_consent_ready, question);
}

/* From here on a problem is about what is connected, and no longer about an address. */
static void
on_server_changed (VouchAddressAttempt *self)
{
  if (vouch_setup_get_server (self->setup) != NULL)
    g_clear_pointer (&self->address, g_free);
}

static void
vouch_address_attempt_finalize (GObject *object)
{
  VouchAddressAttempt *self = VOUCH_ADDRESS_ATTEMPT (object);

  g_object_unref (self->setup);
  g_clear_object (&self->known);
  g_free (self->address);
  g_clear_pointer (&self->terms, vouch_terms_unref);
  G_OBJECT_CLASS (vouch_address_attempt_parent_class)->finalize (object);
}

static void
vouch_address_attempt_class_init (VouchAddressAttemptClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_address_attempt_finalize;
}

static void
vouch_address_attempt_init (VouchAddressAttempt *self)
{
}

VouchAddressAttempt *
vouch_address_attempt_new (VouchSetup        *setup,
                           VouchKnownServers *known,
                           GtkWidget         *parent)
{
  VouchAddressAttempt *self = g_object_new (VOUCH_TYPE_ADDRESS_ATTEMPT, NULL);

  self->setup = g_object_ref (setup);
  g_set_object (&self->known, known);
  self->parent = parent;
  g_signal_connect_object (setup, "notify::problem",
                           G_CALLBACK (on_problem_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::server",
                           G_CALLBACK (on_server_changed), self, G_CONNECT_SWAPPED);
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
  g_clear_pointer (&self->terms, vouch_terms_unref);
  self->terms = vouch_known_servers_dup_terms (self->known, address);
  vouch_setup_connect_address (self->setup, self->address, self->terms);
}

void
vouch_address_attempt_stop (VouchAddressAttempt *self)
{
  g_return_if_fail (VOUCH_IS_ADDRESS_ATTEMPT (self));
  self->stopped = TRUE;
}
