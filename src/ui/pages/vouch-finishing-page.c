/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-finishing-page"

#include "vouch-finishing-page.h"

#include <glib/gi18n.h>

#include "vouch-notice.h"
#include "vouch-phone-scene.h"
#include "vouch-sas.h"
#include "vouch-spinner.h"
#include "vouch-steps.h"

struct _VouchFinishingPage
{
  VouchVerificationPage parent_instance;

  /* template */
  VouchPhoneScene      *scene;
  VouchSteps           *steps;
  GtkWidget            *waiting_box;
  GtkWidget            *spinner;
  GtkLabel             *waiting_label;
  GtkLabel             *hint_label;
};

G_DEFINE_FINAL_TYPE (VouchFinishingPage, vouch_finishing_page, VOUCH_TYPE_VERIFICATION_PAGE)

/* Translators: in what follows, {device} is the name of a device. */
static char *
describe (VouchVerificationPage  *page,
          VouchVerificationState  state)
{
  switch (state)
    {
    case VOUCH_VERIFICATION_DONE:
      return g_strdup (_("Both devices agree. This takes a moment more."));
    case VOUCH_VERIFICATION_SAS_READY:
    case VOUCH_VERIFICATION_QR_SCANNED:
      return vouch_verification_page_say (page,
                                          _("Almost done. Confirm on your other device, {device}, "
                                            "too."),
                                          _("Almost done. Confirm on your other device too."));
    default:
      return vouch_verification_page_say (page,
                                          _("Look at your other device, {device}: it shows what "
                                            "to do next."),
                                          _("Look at your other device: it shows what to do "
                                            "next."));
    }
}

static void
show_emoji_steps (VouchFinishingPage *self)
{
  g_autofree char *there =
    vouch_verification_page_say_markup (VOUCH_VERIFICATION_PAGE (self),
                                        _("Press <b>They Match</b> on {device}, too."),
                                        _("Press <b>They Match</b> on your other device, too."));
  const char *texts[] = { _("You pressed <b>They Match</b> here."), there, NULL };

  vouch_steps_set_texts (self->steps, texts);
  vouch_steps_set_done (self->steps, 1);
}

static void
show_scan_steps (VouchFinishingPage *self)
{
  g_autofree char *look =
    vouch_verification_page_say_markup (VOUCH_VERIFICATION_PAGE (self),
                                        _("Unlock {device} and look at Beeper."),
                                        _("Unlock your other device and look at Beeper."));
  const char *texts[] = { look, _("It asks whether the code was scanned. Confirm it there."),
                          NULL };

  vouch_steps_set_texts (self->steps, texts);
  vouch_steps_set_done (self->steps, 0);
}

/* The phone shows the emoji that were on this screen just now, with what is to be pressed there. */
static void
show_scene (VouchFinishingPage     *self,
            VouchVerification      *verification,
            VouchVerificationState  state)
{
  const VouchSas *sas = vouch_verification_get_sas (verification);
  const char *glyphs[VOUCH_SAS_EMOJI_COUNT + 1] = { NULL };

  for (guint i = 0; sas->has_emoji && i < VOUCH_SAS_EMOJI_COUNT; i++)
    glyphs[i] = vouch_sas_get_emoji (sas->emoji[i])->emoji;
  vouch_phone_scene_set_emoji (self->scene, sas->has_emoji ? glyphs : NULL);
  vouch_phone_scene_set_press_label (self->scene,
                                     state == VOUCH_VERIFICATION_SAS_READY ? NULL : "");
  vouch_phone_scene_set_state (self->scene,
                               state == VOUCH_VERIFICATION_DONE ? VOUCH_PHONE_SCENE_DONE
                               : state == VOUCH_VERIFICATION_SAS_READY ? VOUCH_PHONE_SCENE_EMOJI
                               : VOUCH_PHONE_SCENE_ASKS);
}

/* Returns: the state; DONE also when the other device has scanned the code and the user has
 * confirmed it: then nothing is left to be done on either. */
static VouchVerificationState
get_state (VouchVerificationPage *page,
           VouchVerification     *verification)
{
  VouchVerificationState state = vouch_verification_get_state (verification);

  if (state == VOUCH_VERIFICATION_QR_SCANNED &&
      vouch_setup_get_intent (vouch_page_get_setup (VOUCH_PAGE (page))) == VOUCH_INTENT_CONFIRMED)
    return VOUCH_VERIFICATION_DONE;
  return state;
}

static void
vouch_finishing_page_update (VouchVerificationPage *page,
                             VouchVerification     *verification)
{
  VouchFinishingPage *self = VOUCH_FINISHING_PAGE (page);
  VouchVerificationState state = get_state (page, verification);
  gboolean done = state == VOUCH_VERIFICATION_DONE;
  gboolean has_steps = state == VOUCH_VERIFICATION_SAS_READY ||
                       state == VOUCH_VERIFICATION_QR_SCANNED;
  g_autofree char *description = describe (page, state);

  if (state == VOUCH_VERIFICATION_SAS_READY)
    show_emoji_steps (self);
  else if (has_steps)
    show_scan_steps (self);
  gtk_widget_set_visible (GTK_WIDGET (self->steps), has_steps);
  show_scene (self, verification, state);

  vouch_page_set_title (VOUCH_PAGE (page),
                        done ? _("Almost Done") : _("Now Confirm on Your Phone"));
  vouch_page_set_description (VOUCH_PAGE (page), description);
  g_object_set (self,
                "first-focus", has_steps ? GTK_WIDGET (self->steps) : self->waiting_box,
                NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  done ? _("Waiting for Beeper")
                                       : _("Waiting for your other device"),
                                  -1);
  gtk_label_set_label (self->waiting_label,
                       done ? _("Waiting for Beeper…") : _("Waiting for your answer there…"));
  gtk_label_set_label (self->hint_label,
                       done
                       ? _("This usually takes a few seconds. If nothing happens, leave both "
                           "devices on and online for a minute.")
                       : _("Nothing happens? Unlock the phone and look at Beeper."));
}

static void
vouch_finishing_page_class_init (VouchFinishingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_finishing_page_update;

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_PHONE_SCENE);
  g_type_ensure (VOUCH_TYPE_SPINNER);
  g_type_ensure (VOUCH_TYPE_STEPS);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-finishing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchFinishingPage, scene);
  gtk_widget_class_bind_template_child (widget_class, VouchFinishingPage, steps);
  gtk_widget_class_bind_template_child (widget_class, VouchFinishingPage, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, VouchFinishingPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, VouchFinishingPage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, VouchFinishingPage, hint_label);
}

static void
vouch_finishing_page_init (VouchFinishingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
