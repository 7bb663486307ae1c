/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-choose-page"

#include "vouch-choose-page.h"

#include <glib/gi18n.h>

#include "vouch-clock.h"
#include "vouch-countdown.h"
#include "vouch-notice.h"
#include "vouch-pair-layout.h"
#include "vouch-phone-scene.h"
#include "vouch-qr-paintable.h"
#include "vouch-qr-payload.h"
#include "vouch-repairs.h"

struct _VouchChoosePage
{
  VouchVerificationPage parent_instance;

  /* owned */
  VouchQrPaintable     *paintable;
  char                 *data;        /* (nullable): the code in the paintable, as Beeper sent it */
  gint64                start;       /* a vouch_clock_get_time(); 0: not on screen yet */

  /* template */
  GtkLayoutManager     *layout;
  GtkWidget            *code;
  GtkPicture           *picture;
  GtkWidget            *emoji;
  GtkWidget            *scene;
  GtkWidget            *emoji_label;
  GtkWidget            *hint_label;
  GtkWidget            *emoji_button;
};

G_DEFINE_FINAL_TYPE (VouchChoosePage, vouch_choose_page, VOUCH_TYPE_VERIFICATION_PAGE)

#define SCAN_PATIENCE 30   /* seconds */

static void
show_code (VouchChoosePage *self,
           const char      *data)
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
  gtk_widget_set_visible (self->code, code != NULL);
}

static gboolean
shows_code (VouchChoosePage *self)
{
  return gtk_widget_get_visible (self->code);
}

/* Where the code is, each way has its own sentence, below it. If this computer offers no way, the
 * user chooses on the other device. */
static char *
describe (VouchChoosePage *self,
          gboolean         emoji,
          gboolean         scan)
{
  VouchVerificationPage *page = VOUCH_VERIFICATION_PAGE (self);

  if (shows_code (self))
    return NULL;
  /* Translators: {device} is the name of a device. */
  if (emoji)
    return vouch_verification_page_say (
      page,
      _("Your other device, {device}, is ready. Both screens will show seven small pictures. You "
        "check that they are the same."),
      _("Your other device is ready. Both screens will show seven small pictures. You check that "
        "they are the same."));
  if (scan)
    return vouch_verification_page_say (
      page,
      _("Your other device, {device}, is ready. Let this computer's camera see the code that it "
        "shows."),
      _("Your other device is ready. Let this computer's camera see the code that it shows."));
  return vouch_verification_page_say (
    page,
    _("Look at your other device, {device}, and choose there how to continue."),
    _("Look at your other device, and choose there how to continue."));
}

/* Emoji are suggested where nothing else can be done here, and after a while without a scan: no
 * phone app of Beeper is known to scan. */
static void
update_suggestion (VouchChoosePage *self)
{
  gboolean late = self->start != 0 &&
                  vouch_countdown_get_left (self->start, SCAN_PATIENCE) == 0;

  vouch_set_css_class (self->emoji_button, "suggested-action", late || !shows_code (self));
}

/* Below the code there is no room for the phone. */
static void
update_scene (VouchChoosePage *self)
{
  gboolean beside;

  g_object_get (self->layout, "beside", &beside, NULL);
  gtk_widget_set_visible (self->scene, beside || !shows_code (self));
}

static const char *
choose_title (VouchChoosePage *self,
              gboolean         emoji,
              gboolean         scan)
{
  if (!shows_code (self))
    return emoji && !scan ? _("Ready to Compare Emoji") : _("Choose How to Continue");
  return emoji ? _("Compare Emoji or Scan") : _("Scan This Code");
}

static void
vouch_choose_page_update (VouchVerificationPage *page,
                          VouchVerification     *verification)
{
  VouchChoosePage *self = VOUCH_CHOOSE_PAGE (page);
  gboolean emoji = (vouch_verification_get_actions (verification) & VOUCH_ACTION_START_SAS) != 0;
  gboolean scan = (vouch_verification_get_methods (verification) & VOUCH_METHOD_QR) != 0;
  g_autofree char *description = NULL;

  show_code (self, vouch_verification_get_qr_data (verification));
  description = describe (self, emoji, scan);
  vouch_page_set_title (VOUCH_PAGE (page), choose_title (self, emoji, scan));
  vouch_page_set_description (VOUCH_PAGE (page), description);
  gtk_widget_set_visible (self->emoji, emoji);
  gtk_widget_set_visible (self->emoji_label, shows_code (self));
  gtk_widget_set_visible (self->hint_label, emoji && shows_code (self));
  gtk_widget_set_focusable (GTK_WIDGET (self->picture), !emoji);
  g_object_set (self, "first-focus", emoji ? self->emoji_button : GTK_WIDGET (self->picture), NULL);
  if (shows_code (self))
    vouch_set_accessible_text (self->emoji_button, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                               _("Both screens show seven small pictures. You check that they are "
                                 "the same."));
  update_scene (self);
  update_suggestion (self);
}

static void
vouch_choose_page_tick (VouchPage *page)
{
  VouchChoosePage *self = VOUCH_CHOOSE_PAGE (page);

  VOUCH_PAGE_CLASS (vouch_choose_page_parent_class)->tick (page);
  if (self->start == 0)
    self->start = vouch_clock_get_time ();
  update_suggestion (self);
}

static void
vouch_choose_page_dispose (GObject *object)
{
  VouchChoosePage *self = VOUCH_CHOOSE_PAGE (object);

  g_clear_object (&self->paintable);

  G_OBJECT_CLASS (vouch_choose_page_parent_class)->dispose (object);
}

static void
vouch_choose_page_finalize (GObject *object)
{
  VouchChoosePage *self = VOUCH_CHOOSE_PAGE (object);

  g_free (self->data);

  G_OBJECT_CLASS (vouch_choose_page_parent_class)->finalize (object);
}

static void
vouch_choose_page_class_init (VouchChoosePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_choose_page_dispose;
  object_class->finalize = vouch_choose_page_finalize;
  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_choose_page_update;
  VOUCH_PAGE_CLASS (klass)->tick = vouch_choose_page_tick;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_PAIR_LAYOUT);
  g_type_ensure (VOUCH_TYPE_PHONE_SCENE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-choose-page.ui");
  gtk_widget_class_bind_template_callback (widget_class, update_scene);
  gtk_widget_class_bind_template_child (widget_class, VouchChoosePage, layout);
  gtk_widget_class_bind_template_child (widget_class, VouchChoosePage, code);
  gtk_widget_class_bind_template_child (widget_class, VouchChoosePage, picture);
  gtk_widget_class_bind_template_child (widget_class, VouchChoosePage, emoji);
  gtk_widget_class_bind_template_child (widget_class, VouchChoosePage, scene);
  gtk_widget_class_bind_template_child (widget_class, VouchChoosePage, emoji_label);
  gtk_widget_class_bind_template_child (widget_class, VouchChoosePage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, VouchChoosePage, emoji_button);
}

static void
vouch_choose_page_init (VouchChoosePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->paintable = vouch_qr_paintable_new ();
  vouch_qr_paintable_follow (self->paintable, self->picture);
}
