/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-verification.h"

G_BEGIN_DECLS

/* Both ends of one verification. Each end has its own view of the same few facts, so the facts are
 * kept and the views are worked out when somebody asks. */
struct _VouchPracticeVerification
{
  GObject parent_instance;

  VouchPracticeVerificationState state;
  gboolean  incoming;
  gboolean  for_login;
  gboolean  has_codes;
  gboolean  has_peer;
  gboolean  eager_emoji;
  gboolean  phone_shows_code;
  gboolean  phone_scanned;
  gboolean  sas_started;
  gboolean  computer_confirmed;
  gboolean  phone_confirmed;

  guint8    emoji[VOUCH_PRACTICE_N_EMOJI];
  guint16   decimals[VOUCH_PRACTICE_N_DECIMALS];
  guint8    phone_emoji[VOUCH_PRACTICE_N_EMOJI];
  guint16   phone_decimals[VOUCH_PRACTICE_N_DECIMALS];

  guint     emoji_delay;
  guint     emoji_lifetime;
  guint     expiry_source;
  guint     emoji_source;
  guint     eager_source;

  /* owned */
  char     *id;
  GBytes   *computer_code;
  GBytes   *phone_code;
  char     *stop_code;
  char     *stop_reason;
};

/* A code belongs to the time between agreeing and choosing a way. */
static inline gboolean
vouch_practice_verification_codes_count (VouchPracticeVerification *self)
{
  return self->has_codes && self->state == VOUCH_PRACTICE_AGREED && !self->sas_started;
}

G_END_DECLS
