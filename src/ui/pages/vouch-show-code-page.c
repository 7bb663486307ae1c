/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-show-code-page"

#include "vouch-show-code-page.h"

#include <glib/gi18n.h>

#include "vouch-notice.h"
#include "vouch-qr-paintable.h"
#include "vouch-qr-payload.h"

struct _VouchShowCodePage
{
  VouchVerificationPage parent_instance;

  /* owned */
  VouchQrPaintable     *paintable;
  char                 *data;        /* the code in the paintable, as Beeper sent it */

  /* template */
  GtkPicture           *picture;
};

G_DEFINE_FINAL_TYPE (VouchShowCodePage, vouch_show_code_page, VOUCH_TYPE_VERIFICATION_PAGE)

static void
show_code (VouchShowCodePage *self,
           const char        *data)
{
  g_autoptr(GBytes) payload = NULL;
  g_autoptr(VouchQrCode) code = NULL;

  if (g_strcmp0 (self->data, data) == 0)
    return;

  g_free (self->data);
  self->data = g_strdup (data);
  if (data != NULL)
    payload = vouch_qr_payload_from_wire (data, NULL);
  if (payload != NULL)
    code = vouch_qr_code_new (payload);

  vouch_qr_paintable_set_code (self->paintable, code);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), code != NULL);
}

static void
vouch_show_code_page_update (VouchVerificationPage *page,
                             VouchVerification     *verification)
{
  gboolean emoji = (vouch_verification_get_actions (verification) & VOUCH_ACTION_START_SAS) != 0;

  vouch_page_set_description (
    VOUCH_PAGE (page),
    emoji
    ? _("Only if your other device offers to scan: choose that there, and point its camera at "
        "this code. If it does not, compare emoji. That is just as safe.")
    : _("Only if your other device offers to scan: choose that there, and point its camera at "
        "this code."));
  show_code (VOUCH_SHOW_CODE_PAGE (page), vouch_verification_get_qr_data (verification));
}

static void
vouch_show_code_page_dispose (GObject *object)
{
  VouchShowCodePage *self = VOUCH_SHOW_CODE_PAGE (object);

  g_clear_object (&self->paintable);

  G_OBJECT_CLASS (vouch_show_code_page_parent_class)->dispose (object);
}

static void
vouch_show_code_page_finalize (GObject *object)
{
  VouchShowCodePage *self = VOUCH_SHOW_CODE_PAGE (object);

  g_free (self->data);

  G_OBJECT_CLASS (vouch_show_code_page_parent_class)->finalize (object);
}

static void
vouch_show_code_page_class_init (VouchShowCodePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_show_code_page_dispose;
  object_class->finalize = vouch_show_code_page_finalize;
  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_show_code_page_update;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-show-code-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchShowCodePage, picture);
}

static void
vouch_show_code_page_init (VouchShowCodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  /* Other pages are centred in the window. This page fills its height, so that the code is
   * large. */
  gtk_widget_set_valign (gtk_widget_get_parent (GTK_WIDGET (self->picture)), GTK_ALIGN_FILL);

  self->paintable = vouch_qr_paintable_new ();
  g_object_bind_property (self->picture, "scale-factor", self->paintable, "scale",
                          G_BINDING_SYNC_CREATE);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (self->paintable));
}
