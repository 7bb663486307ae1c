/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-scan-page"

#include "vouch-scan-page.h"

#include <glib/gi18n.h>

#include "vouch-notice.h"
#include "vouch-qr-payload.h"
#include "vouch-scan-pane.h"
#include "vouch-scan-text.h"

struct _VouchScanPage
{
  VouchVerificationPage  parent_instance;

  /* owned */
  GBytes                *submitted;   /* (nullable): the code that was sent to Beeper */
  GBytes                *waiting;     /* (nullable): sent when the running verb has ended */

  /* template */
  VouchScanPane         *pane;
  VouchNotice           *notice;
  GtkWidget             *show_code_button;
};

G_DEFINE_FINAL_TYPE (VouchScanPage, vouch_scan_page, VOUCH_TYPE_VERIFICATION_PAGE)

static VouchVerification *
get_verification (VouchScanPage *self)
{
  return vouch_verification_page_get_verification (VOUCH_VERIFICATION_PAGE (self));
}

static VouchQrKind
explain (VouchScanPage *self,
         GBytes        *code)
{
  VouchVerification *verification = get_verification (self);
  const char *data = vouch_verification_get_qr_data (verification);
  g_autoptr(GBytes) own = data != NULL ? vouch_qr_payload_from_wire (data, NULL) : NULL;

  return vouch_qr_payload_explain (code, own, vouch_verification_get_id (verification));
}

/* A code is sent once. A code that Beeper refused is not sent again until the user asks for it. */
static void
submit (VouchScanPage *self,
        GBytes        *code)
{
  if (self->submitted != NULL && g_bytes_equal (code, self->submitted))
    return;

  vouch_scan_pane_say (self->pane, _("The code was read. Handing it to Beeper…"));
  if (!vouch_page_get_idle (VOUCH_PAGE (self)))
    {
      g_clear_pointer (&self->waiting, g_bytes_unref);
      self->waiting = g_bytes_ref (code);
      return;
    }

  g_clear_pointer (&self->submitted, g_bytes_unref);
  self->submitted = g_bytes_ref (code);
  vouch_setup_submit_scan (vouch_page_get_setup (VOUCH_PAGE (self)),
                           vouch_verification_get_id (get_verification (self)), code);
}

static gboolean
on_pane_code (VouchScanPage *self,
              GBytes        *code,
              gboolean       from_picture)
{
  VouchQrKind kind;

  if (get_verification (self) == NULL)
    return FALSE;

  kind = explain (self, code);
  if (kind == VOUCH_QR_VERIFICATION)
    {
      vouch_page_show_problem (VOUCH_PAGE (self), NULL, FALSE);
      submit (self, code);
    }
  else if (from_picture)
    {
      vouch_notice_set_button (self->notice, NULL, NULL);
      vouch_page_show_problem (VOUCH_PAGE (self), vouch_scan_text_for_code (kind), FALSE);
    }
  else
    vouch_scan_pane_say (self->pane, vouch_scan_text_for_code (kind));
  return kind == VOUCH_QR_VERIFICATION;
}

static void
on_pane_picture_failed (VouchScanPage *self,
                        const GError  *error)
{
  vouch_notice_set_button (self->notice, NULL, NULL);
  vouch_page_show_problem (VOUCH_PAGE (self), vouch_scan_text_for_picture (error), FALSE);
}

static void
look_again (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  VouchScanPage *self = VOUCH_SCAN_PAGE (widget);

  vouch_page_show_problem (VOUCH_PAGE (self), NULL, FALSE);
  g_clear_pointer (&self->submitted, g_bytes_unref);
  vouch_scan_pane_look_again (self->pane);
}

static void
on_notify_idle (VouchScanPage *self)
{
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));
  g_autoptr(GBytes) waiting = NULL;

  if (!vouch_page_get_idle (VOUCH_PAGE (self)))
    return;

  waiting = g_steal_pointer (&self->waiting);
  if (waiting != NULL && get_verification (self) != NULL)
    submit (self, waiting);
  else if (vouch_setup_get_problem (setup) != NULL &&
           vouch_setup_get_problem_step (setup) == VOUCH_STEP_SCAN)
    {
      vouch_notice_set_button (self->notice, _("_Try Again"), "scan.look-again");
      vouch_scan_pane_say (self->pane, NULL);
    }
}

static void
vouch_scan_page_update (VouchVerificationPage *page,
                        VouchVerification     *verification)
{
  VouchScanPage *self = VOUCH_SCAN_PAGE (page);
  g_autofree char *description = vouch_verification_page_say (
    page,
    /* Translators: {device} is the name of a device. */
    _("On {device}, show the code, and hold it up to the camera of this computer."),
    _("On your other device, show the code, and hold it up to the camera of this computer."));

  vouch_page_set_description (VOUCH_PAGE (page), description);
  gtk_widget_set_visible (self->show_code_button,
                          vouch_verification_get_qr_data (verification) != NULL);
}

/* In practice mode a simulated camera of this program sees the phone. */
static void
vouch_scan_page_constructed (GObject *object)
{
  VouchScanPage *self = VOUCH_SCAN_PAGE (object);
  VouchContext *context = vouch_page_get_context (VOUCH_PAGE (self));

  G_OBJECT_CLASS (vouch_scan_page_parent_class)->constructed (object);
  vouch_scan_pane_set_camera (self->pane, vouch_context_get_camera (context));
}

static void
vouch_scan_page_dispose (GObject *object)
{
  VouchScanPage *self = VOUCH_SCAN_PAGE (object);

  g_clear_pointer (&self->submitted, g_bytes_unref);
  g_clear_pointer (&self->waiting, g_bytes_unref);

  G_OBJECT_CLASS (vouch_scan_page_parent_class)->dispose (object);
}

static void
vouch_scan_page_class_init (VouchScanPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = vouch_scan_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = vouch_scan_page_dispose;
  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_scan_page_update;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_SCAN_PANE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-scan-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchScanPage, pane);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPage, notice);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPage, show_code_button);
  gtk_widget_class_bind_template_callback (widget_class, on_notify_idle);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_code);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_picture_failed);
  gtk_widget_class_install_action (widget_class, "scan.look-again", NULL, look_again);
}

static void
vouch_scan_page_init (VouchScanPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
