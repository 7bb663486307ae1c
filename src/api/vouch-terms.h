/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * VouchConsents:
 * @VOUCH_CONSENT_PLAIN_HTTP: that what goes to another computer is not encrypted
 * @VOUCH_CONSENT_OTHER_USER: that another user of this computer listens there
 *
 * What the user agreed to at one address.
 */
typedef enum {
  VOUCH_CONSENT_NONE       = 0,
  VOUCH_CONSENT_PLAIN_HTTP = 1 << 0,
  VOUCH_CONSENT_OTHER_USER = 1 << 1,
} VouchConsents;

/**
 * VouchTerms:
 *
 * The terms on which the user connects to one address: the consents, the certificate, and the
 * account whose token is tried first. Immutable; a boxed type with a reference count.
 *
 * Each function but ref and unref takes NULL for terms of which nothing is agreed to. The main
 * thread only.
 */
typedef struct _VouchTerms VouchTerms;

#define VOUCH_TYPE_TERMS (vouch_terms_get_type ())
GType         vouch_terms_get_type        (void);

/* @fingerprint: (nullable): exactly the certificate with this one is taken, whatever else is wrong
 * with it, and no other, also where the system would trust it
 * @account: (nullable): preferred where the token store has several for the server */
VouchTerms   *vouch_terms_new             (VouchConsents     consents,
                                           const char       *fingerprint,
                                           const char       *account);
VouchTerms   *vouch_terms_ref             (VouchTerms       *self);
void          vouch_terms_unref           (VouchTerms       *self);
/* The same terms, to which @consents are added. @fingerprint: (nullable): replaces the one before.
 * Returns: (transfer full) */
VouchTerms   *vouch_terms_agree           (const VouchTerms *self,
                                           VouchConsents     consents,
                                           const char       *fingerprint);

VouchConsents vouch_terms_get_consents    (const VouchTerms *self);
/* (nullable) */
const char   *vouch_terms_get_fingerprint (const VouchTerms *self);
/* (nullable) */
const char   *vouch_terms_get_account     (const VouchTerms *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchTerms, vouch_terms_unref)

G_END_DECLS
