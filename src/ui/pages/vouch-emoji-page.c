/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-emoji-page"

#include "vouch-emoji-page.h"

#include <glib/gi18n.h>

#include "vouch-countdown.h"
#include "vouch-emoji-grid.h"
#include "vouch-language-name.h"
#include "vouch-notice.h"
#include "vouch-sas.h"

/* The user confirms the identity of the other device, so nothing may answer by accident. The focus
 * starts on the emoji and not on a button, so that an accidental Enter or Space does nothing. There
 * is no default button. Escape goes back and never answers. The buttons are one Tab away. */
struct _VouchEmojiPage
{
  VouchVerificationPage parent_instance;

  /* owned */
  VouchSas              sas;     /* the emoji and numbers on screen */
  gboolean              shown;   /* "sas" has something to compare */

  /* template */
  GtkWidget            *spinner;
  GtkWidget            *hint_label;
  VouchEmojiGrid       *grid;
  GtkLabel             *raw_label;
  GtkLabel             *numbers_label;
  GtkWidget            *languages;
  GtkDropDown          *language_list;
  GtkLabel             *time_label;
  GtkLabel             *doubt_label;
  GtkWidget            *match_button;
  GtkWidget            *mismatch_button;
  GtkWidget            *cancel_button;
};

G_DEFINE_FINAL_TYPE (VouchEmojiPage, vouch_emoji_page, VOUCH_TYPE_VERIFICATION_PAGE)

G_STATIC_ASSERT (VOUCH_EMOJI_GRID_SIZE == VOUCH_SAS_EMOJI_COUNT);

#define EMOJI_LIFETIME 60   /* seconds; Matrix clients give up after this time without an answer */

static void
show_words (VouchEmojiPage *self)
{
  guint selected = gtk_drop_down_get_selected (self->language_list);
  const char *language = NULL;

  if (!self->sas.has_emoji)
    return;

  if (selected != GTK_INVALID_LIST_POSITION)
    language = vouch_sas_get_languages ()[selected];

  for (guint i = 0; i < VOUCH_SAS_EMOJI_COUNT; i++)
    {
      guint8 number = self->sas.emoji[i];

      vouch_emoji_grid_set_tile (self->grid, i,
                                 vouch_sas_get_emoji (number)->emoji,
                                 language != NULL
                                 ? vouch_sas_get_word_in (number, language)
                                 : vouch_sas_get_word (number));
    }
}

/* The numbers keep their order and run from left to right in every language, as on the other
 * device. */
static void
show_numbers (VouchEmojiPage    *self,
              VouchVerification *verification)
{
  const char *raw = vouch_verification_get_decimals (verification);
  g_autofree char *text = NULL;

  if (self->sas.has_decimals)
    text = g_strdup_printf ("\u2066%u  %u  %u\u2069",
                            self->sas.decimals[0], self->sas.decimals[1], self->sas.decimals[2]);
  else if (raw != NULL)
    text = g_strdup_printf ("\u2066%s\u2069", raw);

  gtk_label_set_label (self->numbers_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->numbers_label), text != NULL);
}

/* Shows the reason why "They Match" is not offered. */
static void
show_doubt (VouchEmojiPage    *self,
            VouchVerification *verification)
{
  const char *text = _("Vouch cannot read all that Beeper sent to compare, so you may not see all "
                       "of it. Do not continue: update Vouch, or use your recovery key.");

  if (vouch_verification_get_sas_changed (verification))
    text = _("This changed while it was on the screen. Do not continue: somebody may be trying to "
             "read along.");
  else if (self->sas.disagree)
    text = _("The numbers that Beeper sent do not belong to these emoji. Do not continue: somebody "
             "may be trying to read along.");

  gtk_label_set_label (self->doubt_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->doubt_label), self->shown && !self->sas.certain);
}

static void
show_emoji (VouchEmojiPage    *self,
            VouchVerification *verification)
{
  const char *raw = vouch_verification_get_emoji (verification);

  self->sas = *vouch_verification_get_sas (verification);
  self->shown = raw != NULL || vouch_verification_get_decimals (verification) != NULL;

  show_words (self);
  show_numbers (self, verification);
  gtk_label_set_label (self->raw_label, raw != NULL ? raw : "");

  gtk_widget_set_visible (self->spinner, !self->shown);
  gtk_widget_set_visible (self->hint_label, !self->shown);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), self->sas.has_emoji);
  gtk_widget_set_visible (self->languages, self->sas.has_emoji);
  gtk_widget_set_visible (GTK_WIDGET (self->raw_label), raw != NULL && !self->sas.has_emoji);
  show_doubt (self, verification);
}

static void
describe (VouchEmojiPage *self)
{
  VouchVerificationPage *page = VOUCH_VERIFICATION_PAGE (self);
  g_autofree char *description = NULL;

  /* Translators: {device} is the name of a device. */
  if (!self->shown)
    description = vouch_verification_page_say (
      page,
      _("Both devices are working them out. {device} should say the same now, or ask you to "
        "continue."),
      _("Both devices are working them out. Your other device should say the same now, or ask "
        "you to continue."));
  else
    description = vouch_verification_page_say (
      page,
      _("Does {device} show the same, in the same order?"),
      _("Does your other device show the same, in the same order?"));

  vouch_page_set_title (VOUCH_PAGE (self),
                        self->shown ? _("Compare the Emoji") : _("Preparing the Emoji"));
  vouch_page_set_description (VOUCH_PAGE (self), description);
}

static void
choose_buttons (VouchEmojiPage    *self,
                VouchVerification *verification)
{
  VouchActions actions = vouch_verification_get_actions (verification);
  gboolean can_confirm = (actions & VOUCH_ACTION_CONFIRM_SAS) != 0;
  gboolean can_cancel = (actions & VOUCH_ACTION_CANCEL) != 0;

  gtk_widget_set_visible (self->match_button,
                          self->shown && can_confirm && self->sas.certain);
  gtk_widget_set_visible (self->mismatch_button, self->shown && (can_confirm || can_cancel));
  gtk_widget_set_visible (self->cancel_button, !self->shown && can_cancel);
}

static void
update_time (VouchEmojiPage *self)
{
  VouchVerification *verification =
    vouch_verification_page_get_verification (VOUCH_VERIFICATION_PAGE (self));
  gint64 start = verification != NULL ? vouch_verification_get_emoji_at (verification) : 0;
  gint64 left = vouch_countdown_get_left (start, EMOJI_LIFETIME);
  /* Translators: {time} is a time such as 0:45. */
  g_autofree char *line = vouch_countdown_say (_("Time left to answer on both devices: {time}"),
                                               left);

  gtk_label_set_label (self->time_label,
                       left > 0 ? line : _("The time is up. It may end at any moment."));
  gtk_widget_set_visible (GTK_WIDGET (self->time_label), self->shown && start != 0);
}

static void
vouch_emoji_page_update (VouchVerificationPage *page,
                         VouchVerification     *verification)
{
  VouchEmojiPage *self = VOUCH_EMOJI_PAGE (page);
  gboolean was_shown = self->shown;

  show_emoji (self, verification);
  describe (self);
  choose_buttons (self, verification);
  update_time (self);

  if (self->shown == was_shown)
    return;

  /* A screen reader reads the grid. No button gets the focus by itself. */
  g_object_set (self, "first-focus", self->shown ? GTK_WIDGET (self->grid) : self->spinner, NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_page_focus_first (VOUCH_PAGE (self));
}

static void
vouch_emoji_page_tick (VouchPage *page)
{
  VOUCH_PAGE_CLASS (vouch_emoji_page_parent_class)->tick (page);
  update_time (VOUCH_EMOJI_PAGE (page));
}

static void
on_language_list_notify_selected (VouchEmojiPage *self)
{
  show_words (self);
}

static void
fill_languages (VouchEmojiPage *self)
{
  const char * const *languages = vouch_sas_get_languages ();
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  int own = vouch_language_name_match (languages, g_get_language_names ());

  for (gsize i = 0; languages[i] != NULL; i++)
    gtk_string_list_append (list, vouch_language_name_look_up (languages[i]));

  if (own < 0)
    own = vouch_language_name_match (languages, (const char * const[]) { "en", NULL });

  /* The focus is on a button inside of the GtkDropDown, to which GTK gives no accessible name. */
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->language_list))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Language of the words"), -1);
  gtk_drop_down_set_model (self->language_list, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->language_list,
                              own >= 0 ? (guint) own : GTK_INVALID_LIST_POSITION);
}

static void
vouch_emoji_page_class_init (VouchEmojiPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_emoji_page_update;
  VOUCH_PAGE_CLASS (klass)->tick = vouch_emoji_page_tick;

  g_type_ensure (VOUCH_TYPE_EMOJI_GRID);
  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-emoji-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, grid);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, raw_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, numbers_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, languages);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, language_list);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, time_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, doubt_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, match_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, mismatch_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_language_list_notify_selected);
}

static void
vouch_emoji_page_init (VouchEmojiPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_languages (self);
}
