/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-terms.h"

static void
assert_terms (const VouchTerms *terms,
              VouchConsents     consents,
              const char       *fingerprint,
              const char       *account)
{
  g_assert_cmpuint (vouch_terms_get_consents (terms), ==, consents);
  g_assert_cmpstr (vouch_terms_get_fingerprint (terms), ==, fingerprint);
  g_assert_cmpstr (vouch_terms_get_account (terms), ==, account);
}

static void
test_none (void)
{
  g_autoptr(VouchTerms) agreed = vouch_terms_agree (NULL, VOUCH_CONSENT_OTHER_USER, NULL);

  assert_terms (NULL, VOUCH_CONSENT_NONE, NULL, NULL);
  assert_terms (agreed, VOUCH_CONSENT_OTHER_USER, NULL, NULL);
}

/* A consent is added, a certificate replaces the old one, and the old terms do not change. */
static void
test_agree (void)
{
  g_autoptr(VouchTerms) before = vouch_terms_new (VOUCH_CONSENT_PLAIN_HTTP, "AB", "@me:x");
  g_autoptr(VouchTerms) more = vouch_terms_agree (before, VOUCH_CONSENT_OTHER_USER, NULL);
  g_autoptr(VouchTerms) other = vouch_terms_agree (before, VOUCH_CONSENT_NONE, "CD");

  assert_terms (before, VOUCH_CONSENT_PLAIN_HTTP, "AB", "@me:x");
  assert_terms (more, VOUCH_CONSENT_PLAIN_HTTP | VOUCH_CONSENT_OTHER_USER, "AB", "@me:x");
  assert_terms (other, VOUCH_CONSENT_PLAIN_HTTP, "CD", "@me:x");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/terms/no-terms/agree-to-nothing", test_none);
  g_test_add_func ("/terms/agreed/terms-before-stay", test_agree);
  return g_test_run ();
}
