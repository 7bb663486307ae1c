/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-page-table"

#include "vouch-page-table.h"

#include "vouch-authorize-page.h"
#include "vouch-choose-page.h"
#include "vouch-code-page.h"
#include "vouch-confirm-scan-page.h"
#include "vouch-connect-page.h"
#include "vouch-email-page.h"
#include "vouch-emoji-page.h"
#include "vouch-finishing-page.h"
#include "vouch-incoming-page.h"
#include "vouch-preparing-page.h"
#include "vouch-ready-page.h"
#include "vouch-recovery-page.h"
#include "vouch-register-page.h"
#include "vouch-reset-page.h"
#include "vouch-save-key-page.h"
#include "vouch-scan-page.h"
#include "vouch-stopped-page.h"
#include "vouch-sync-page.h"
#include "vouch-verify-page.h"
#include "vouch-waiting-page.h"
#include "vouch-welcome-page.h"

/* The switch has no "default", so the compiler reports a step without a page. */
static GType
get_page_type (VouchStep step)
{
  switch (step)
    {
    case VOUCH_STEP_WELCOME:
      return VOUCH_TYPE_WELCOME_PAGE;
    case VOUCH_STEP_CONNECT:
      return VOUCH_TYPE_CONNECT_PAGE;
    case VOUCH_STEP_AUTHORIZE:
      return VOUCH_TYPE_AUTHORIZE_PAGE;
    case VOUCH_STEP_EMAIL:
      return VOUCH_TYPE_EMAIL_PAGE;
    case VOUCH_STEP_CODE:
      return VOUCH_TYPE_CODE_PAGE;
    case VOUCH_STEP_REGISTER:
      return VOUCH_TYPE_REGISTER_PAGE;
    case VOUCH_STEP_PREPARING:
      return VOUCH_TYPE_PREPARING_PAGE;
    case VOUCH_STEP_VERIFY:
      return VOUCH_TYPE_VERIFY_PAGE;
    case VOUCH_STEP_WAITING:
      return VOUCH_TYPE_WAITING_PAGE;
    case VOUCH_STEP_INCOMING:
      return VOUCH_TYPE_INCOMING_PAGE;
    case VOUCH_STEP_SHOW_CODE:
    case VOUCH_STEP_CHOOSE:
      return VOUCH_TYPE_CHOOSE_PAGE;
    case VOUCH_STEP_SCAN:
      return VOUCH_TYPE_SCAN_PAGE;
    case VOUCH_STEP_CONFIRM_SCAN:
      return VOUCH_TYPE_CONFIRM_SCAN_PAGE;
    case VOUCH_STEP_EMOJI:
      return VOUCH_TYPE_EMOJI_PAGE;
    case VOUCH_STEP_FINISHING:
      return VOUCH_TYPE_FINISHING_PAGE;
    case VOUCH_STEP_STOPPED:
      return VOUCH_TYPE_STOPPED_PAGE;
    case VOUCH_STEP_RECOVERY:
      return VOUCH_TYPE_RECOVERY_PAGE;
    case VOUCH_STEP_RESET:
      return VOUCH_TYPE_RESET_PAGE;
    case VOUCH_STEP_SAVE_KEY:
      return VOUCH_TYPE_SAVE_KEY_PAGE;
    case VOUCH_STEP_SYNC:
      return VOUCH_TYPE_SYNC_PAGE;
    case VOUCH_STEP_READY:
      return VOUCH_TYPE_READY_PAGE;
    }
  return G_TYPE_INVALID;
}

VouchPage *
vouch_page_table_build (VouchStep     step,
                        VouchContext *context)
{
  GType type = get_page_type (step);

  g_return_val_if_fail (type != G_TYPE_INVALID, NULL);

  return g_object_new (type, "context", context, "step", step, NULL);
}

gboolean
vouch_page_table_keep (VouchPage *page,
                       VouchStep  step)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (page), FALSE);

  if (G_OBJECT_TYPE (page) != get_page_type (step))
    return FALSE;
  g_object_set (page, "step", step, NULL);
  return TRUE;
}
