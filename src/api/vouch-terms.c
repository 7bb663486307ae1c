/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-terms"

#include "vouch-terms.h"

struct _VouchTerms
{
  char         *fingerprint;   /* owned (nullable) */
  char         *account;       /* owned (nullable) */
  VouchConsents consents;
};

G_DEFINE_BOXED_TYPE (VouchTerms, vouch_terms, vouch_terms_ref, vouch_terms_unref)

VouchTerms *
vouch_terms_new (VouchConsents  consents,
                 const char    *fingerprint,
                 const char    *account)
{
  VouchTerms *self = g_rc_box_new0 (VouchTerms);

  self->consents = consents;
  self->fingerprint = g_strdup (fingerprint);
  self->account = g_strdup (account);
  return self;
}

VouchTerms *
vouch_terms_ref (VouchTerms *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  VouchTerms *self = data;

  g_free (self->fingerprint);
  g_free (self->account);
}

void
vouch_terms_unref (VouchTerms *self)
{
  g_return_if_fail (self != NULL);

  g_rc_box_release_full (self, clear);
}

VouchTerms *
vouch_terms_agree (const VouchTerms *self,
                   VouchConsents     consents,
                   const char       *fingerprint)
{
  return vouch_terms_new (vouch_terms_get_consents (self) | consents,
                          fingerprint != NULL ? fingerprint : vouch_terms_get_fingerprint (self),
                          vouch_terms_get_account (self));
}

VouchConsents
vouch_terms_get_consents (const VouchTerms *self)
{
  return self != NULL ? self->consents : VOUCH_CONSENT_NONE;
}

const char *
vouch_terms_get_fingerprint (const VouchTerms *self)
{
  return self != NULL ? self->fingerprint : NULL;
}

const char *
vouch_terms_get_account (const VouchTerms *self)
{
  return self != NULL ? self->account : NULL;
}
