/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-step.h"

G_BEGIN_DECLS

/* What helps when a step does not move on. Pure, and translated. */

/* One likely cause, and what to do about it. */
typedef struct {
  const char *cause;    /* as the user would say it */
  const char *advice;
} VouchFirstAidCause;

/* Where the page of a step has other buttons than usual. */
typedef enum {
  VOUCH_FIRST_AID_FIRST_KEY = 1 << 0,   /* %VOUCH_STEP_RESET destroys nothing */
  VOUCH_FIRST_AID_FOREIGN = 1 << 1,     /* %VOUCH_STEP_INCOMING: another person asks */
  VOUCH_FIRST_AID_SERVER = 1 << 2,      /* %VOUCH_STEP_AUTHORIZE: Beeper Server cannot ask */
} VouchFirstAidVariant;

/* @variant: all that is true
 * @count: (out)
 * Returns: (transfer none): texts that are not translated yet: use gettext() */
const VouchFirstAidCause *vouch_first_aid_list_causes (VouchStep             step,
                                                       VouchFirstAidVariant  variant,
                                                       guint                *count);

/* What the user sees on the phone. */
typedef enum {
  VOUCH_SIGHT_NOTHING,
  VOUCH_SIGHT_ASKS,
  VOUCH_SIGHT_CAMERA,
  VOUCH_SIGHT_EMOJI,
  VOUCH_SIGHT_CHECK_MARK,
  VOUCH_SIGHT_STOPPED,
} VouchSight;

#define VOUCH_N_SIGHTS (VOUCH_SIGHT_STOPPED + 1)

/* What Vouch can do about it. */
typedef enum {
  VOUCH_FIRST_AID_NOTHING,
  VOUCH_FIRST_AID_SHOW_CODE,     /* vouch_setup_choose() */
  VOUCH_FIRST_AID_START_EMOJI,   /* vouch_setup_start_emoji() */
  VOUCH_FIRST_AID_CANCEL,        /* vouch_setup_cancel() */
} VouchFirstAidVerb;

/* Returns: whether the step waits for a phone, or for what the user does with one */
gboolean    vouch_first_aid_has_phone   (VouchStep          step);
/* Returns: (transfer none): the sight in the user's words; translated */
const char *vouch_first_aid_name_sight  (VouchSight         sight);
/* @actions: of the verification
 * @has_qr: there is a code to show
 * @verb: (out): what helps and is possible. Never one that confirms anything
 * Returns: (transfer none): what to do; translated */
const char *vouch_first_aid_answer      (VouchStep          step,
                                         VouchSight         sight,
                                         VouchActions       actions,
                                         gboolean           has_qr,
                                         VouchFirstAidVerb *verb);

G_END_DECLS
