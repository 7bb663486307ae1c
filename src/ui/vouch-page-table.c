/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-page-table"

#include "vouch-page-table.h"

#include "vouch-authorize-page.h"
#include "vouch-choose-page.h"
#include "vouch-code-page.h"
#include "vouch-confirm-scan-page.h"
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
#include "vouch-show-code-page.h"
#include "vouch-stopped-page.h"
#include "vouch-sync-page.h"
#include "vouch-verify-page.h"
#include "vouch-waiting-page.h"

/* One line a step, in the order of the enum. */
static GType (*const types[]) (void) = {
  [VOUCH_STEP_AUTHORIZE] = vouch_authorize_page_get_type,
  [VOUCH_STEP_EMAIL] = vouch_email_page_get_type,
  [VOUCH_STEP_CODE] = vouch_code_page_get_type,
  [VOUCH_STEP_REGISTER] = vouch_register_page_get_type,
  [VOUCH_STEP_PREPARING] = vouch_preparing_page_get_type,
  [VOUCH_STEP_VERIFY] = vouch_verify_page_get_type,
  [VOUCH_STEP_WAITING] = vouch_waiting_page_get_type,
  [VOUCH_STEP_INCOMING] = vouch_incoming_page_get_type,
  [VOUCH_STEP_SHOW_CODE] = vouch_show_code_page_get_type,
  [VOUCH_STEP_CHOOSE] = vouch_choose_page_get_type,
  [VOUCH_STEP_SCAN] = vouch_scan_page_get_type,
  [VOUCH_STEP_CONFIRM_SCAN] = vouch_confirm_scan_page_get_type,
  [VOUCH_STEP_EMOJI] = vouch_emoji_page_get_type,
  [VOUCH_STEP_FINISHING] = vouch_finishing_page_get_type,
  [VOUCH_STEP_STOPPED] = vouch_stopped_page_get_type,
  [VOUCH_STEP_RECOVERY] = vouch_recovery_page_get_type,
  [VOUCH_STEP_RESET] = vouch_reset_page_get_type,
  [VOUCH_STEP_SAVE_KEY] = vouch_save_key_page_get_type,
  [VOUCH_STEP_SYNC] = vouch_sync_page_get_type,
  [VOUCH_STEP_READY] = vouch_ready_page_get_type,
};

G_STATIC_ASSERT (G_N_ELEMENTS (types) == VOUCH_STEP_READY + 1);

VouchPage *
vouch_page_table_build (VouchStep   step,
                        VouchSetup *setup)
{
  g_return_val_if_fail (step < G_N_ELEMENTS (types) && types[step] != NULL, NULL);

  return g_object_new (types[step] (), "setup", setup, "step", step, NULL);
}
