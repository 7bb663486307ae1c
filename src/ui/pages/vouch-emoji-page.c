/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-emoji-page"

#include "vouch-emoji-page.h"

#include <glib/gi18n.h>

#include "vouch-aside-layout.h"
#include "vouch-compat.h"
#include "vouch-countdown.h"
#include "vouch-emoji-grid.h"
#include "vouch-emoji-tile.h"
#include "vouch-language-name.h"
#include "vouch-nothing-there.h"
#include "vouch-notice.h"
#include "vouch-phone-scene.h"
#include "vouch-repairs.h"
#include "vouch-sas.h"
#include "vouch-spinner.h"

typedef enum {
  LOOK_ALL,         /* at all, and nothing was said about them */
  LOOK_ONE,         /* at one alone */
  LOOK_SAME,        /* at all; the user has called each of them the same */
  LOOK_DIFFERENT,   /* at all; the user has called one of them different */
} Look;

/* The user confirms the identity of the other device, so nothing may answer by accident. The focus
 * starts on the emoji and not on a button, so that an accidental Enter or Space does nothing. There
 * is no default button. Escape goes back and never answers. The buttons are one Tab away.
 *
 * "One by One" answers nothing either. It leads back to all seven, where the answer is a button
 * with its delay, as it was hidden meanwhile. */
struct _VouchEmojiPage
{
  VouchVerificationPage parent_instance;

  /* owned */
  VouchSas              sas;         /* the emoji and numbers on screen */
  gboolean              shown;       /* "sas" has something to compare */
  Look                  look;
  guint                 one;         /* index of the one of LOOK_ONE and LOOK_DIFFERENT */
  gint64                answered_at; /* when "Same" or "Different" was pressed last */
  gint64                announced;   /* the time left that was told last, in seconds */

  /* template */
  GtkWidget            *coming;
  GtkWidget            *spinner;
  GtkWidget            *all;
  VouchEmojiGrid       *grid;
  VouchPhoneScene      *scene;
  GtkWidget            *raw;
  GtkLabel             *raw_label;
  GtkWidget            *numbers;
  GtkLabel             *numbers_label;
  GtkWidget            *languages;
  GtkDropDown          *language_list;
  GtkLabel             *words_label;
  GtkWidget            *single;
  VouchEmojiTile       *tile;
  GtkLabel             *time_label;
  GtkLabel             *doubt_label;
  GtkWidget            *match_button;
  GtkWidget            *mismatch_button;
  GtkWidget            *one_button;
  GtkWidget            *same_button;
  GtkWidget            *different_button;
  GtkWidget            *all_button;
  GtkWidget            *cancel_button;
};

G_DEFINE_FINAL_TYPE (VouchEmojiPage, vouch_emoji_page, VOUCH_TYPE_VERIFICATION_PAGE)

G_STATIC_ASSERT (VOUCH_EMOJI_GRID_SIZE == VOUCH_SAS_EMOJI_COUNT);
G_STATIC_ASSERT (VOUCH_PHONE_SCENE_EMOJI_COUNT == VOUCH_SAS_EMOJI_COUNT);

#define EMOJI_LIFETIME 60   /* seconds; Matrix clients give up after this time without an answer */
#define LAST_SECONDS   30   /* only then the time left is shown */
#define FEW_SECONDS    10

static const char *
get_word (VouchEmojiPage *self,
          guint           index)
{
  guint selected = gtk_drop_down_get_selected (self->language_list);
  guint8 number = self->sas.emoji[index];

  if (selected == GTK_INVALID_LIST_POSITION)
    return vouch_sas_get_word (number);
  return vouch_sas_get_word_in (number, vouch_sas_get_languages ()[selected]);
}

static void
show_single (VouchEmojiPage *self)
{
  if (!self->sas.has_emoji)
    return;
  vouch_emoji_tile_set_place (self->tile, self->one + 1);
  vouch_emoji_tile_set (self->tile, vouch_sas_get_emoji (self->sas.emoji[self->one])->emoji,
                        get_word (self, self->one));
}

/* The words in one line are for reading them out to each other, and for copying them. */
static void
show_words (VouchEmojiPage *self)
{
  const char *glyphs[VOUCH_SAS_EMOJI_COUNT + 1] = { NULL };
  g_autoptr(GString) line = g_string_new (NULL);

  if (!self->sas.has_emoji)
    return;

  for (guint i = 0; i < VOUCH_SAS_EMOJI_COUNT; i++)
    {
      glyphs[i] = vouch_sas_get_emoji (self->sas.emoji[i])->emoji;
      vouch_emoji_grid_set_tile (self->grid, i, glyphs[i], get_word (self, i));
      g_string_append_printf (line, "%s%s", i > 0 ? ", " : "", get_word (self, i));
    }
  vouch_phone_scene_set_emoji (self->scene, glyphs);
  gtk_label_set_label (self->words_label, line->str);
  show_single (self);
}

/* Returns: (transfer full): the digits one by one, as a screen reader is to say them */
static char *
spell_numbers (VouchEmojiPage *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < VOUCH_SAS_NUMBER_COUNT; i++)
    {
      g_autofree char *digits = g_strdup_printf ("%u", self->sas.decimals[i]);

      g_string_append (text, i > 0 ? "," : "");
      for (const char *digit = digits; *digit != '\0'; digit++)
        g_string_append_printf (text, "%s%c", text->len > 0 ? " " : "", *digit);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Returns: (transfer full) (nullable) */
static char *
name_numbers (VouchEmojiPage *self)
{
  g_autofree char *spelt = NULL;
  g_autoptr(GString) name = NULL;

  if (!self->sas.has_decimals)
    return NULL;
  spelt = spell_numbers (self);
  /* Translators: read out by screen readers: {numbers} are digits, such as "5 0 0 8, 1 5 4 7". */
  name = g_string_new (_("Numbers: {numbers}"));
  g_string_replace (name, "{numbers}", spelt, 1);
  return g_string_free (g_steal_pointer (&name), FALSE);
}

/* Returns: what there is to look at, on which the focus starts */
static GtkWidget *
choose_first_focus (VouchEmojiPage *self)
{
  if (!self->shown)
    return self->spinner;
  if (self->look == LOOK_ONE)
    return GTK_WIDGET (self->tile);
  if (self->sas.has_emoji)
    return GTK_WIDGET (self->grid);
  return gtk_widget_get_visible (self->raw) ? self->raw : self->numbers;
}

static void
append_sentence (GString    *text,
                 const char *sentence)
{
  if (sentence != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", sentence);
}

/* A screen reader says the description of what has the focus first: the warning, if there is one,
 * and with the grid all that there is to compare. */
static void
describe_first_focus (VouchEmojiPage *self)
{
  GtkWidget *first = choose_first_focus (self);
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GString) words = g_string_new (NULL);
  g_autofree char *numbers = name_numbers (self);

  if (gtk_widget_get_visible (GTK_WIDGET (self->doubt_label)))
    append_sentence (text, gtk_label_get_label (self->doubt_label));
  if (first == GTK_WIDGET (self->grid))
    {
      for (guint i = 0; i < VOUCH_SAS_EMOJI_COUNT; i++)
        g_string_append_printf (words, "%s%u %s", i > 0 ? ", " : "", i + 1, get_word (self, i));
      g_string_append (words, numbers != NULL ? "." : "");
      append_sentence (text, words->str);
      append_sentence (text, numbers);
    }
  if (text->len > 0)
    vouch_set_accessible_text (first, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str);
}

/* The numbers keep their order and run from left to right in every language, as on the other
 * device. */
static void
show_numbers (VouchEmojiPage    *self,
              VouchVerification *verification)
{
  const char *raw = vouch_verification_get_decimals (verification);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (self->sas.has_decimals)
    text = g_strdup_printf ("\u2066%u  %u  %u\u2069",
                            self->sas.decimals[0], self->sas.decimals[1], self->sas.decimals[2]);
  else if (raw != NULL)
    text = g_strdup_printf ("\u2066%s\u2069", raw);

  gtk_label_set_label (self->numbers_label, text != NULL ? text : "");
  name = name_numbers (self);
  vouch_set_accessible_text (GTK_WIDGET (self->numbers_label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                             name != NULL ? name : text);
  vouch_set_accessible_text (self->numbers, GTK_ACCESSIBLE_PROPERTY_LABEL,
                             name != NULL ? name : text);
  gtk_widget_set_visible (self->numbers, text != NULL);
  gtk_widget_set_focusable (self->numbers, !self->sas.has_emoji);
}

/* Shows the reason why "They Match" is not offered. */
static void
show_doubt (VouchEmojiPage    *self,
            VouchVerification *verification)
{
  const char *text = _("Vouch cannot read all that Beeper sent to compare, so you may not see all "
                       "of it. Do not continue: update Vouch, or use your recovery key.");

  if (vouch_verification_get_sas_changed (verification))
    text = _("This changed while it was on the screen. Do not continue: someone may be trying to "
             "read your messages.");
  else if (self->sas.disagree)
    text = _("The numbers that Beeper sent do not belong to these emoji. Do not continue: someone "
             "may be trying to read your messages.");

  gtk_widget_set_visible (GTK_WIDGET (self->doubt_label), self->shown && !self->sas.certain);
  if (g_str_equal (gtk_label_get_label (self->doubt_label), text))
    return;
  gtk_label_set_label (self->doubt_label, text);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->doubt_label)))
    vouch_announce (GTK_WIDGET (self), text);
}

static void
show_emoji (VouchEmojiPage    *self,
            VouchVerification *verification)
{
  const VouchSas *sas = vouch_verification_get_sas (verification);
  const char *raw = vouch_verification_get_emoji (verification);

  /* The answers so far were about other emoji. */
  if (memcmp (self->sas.emoji, sas->emoji, sizeof sas->emoji) != 0 || !sas->certain)
    self->look = LOOK_ALL;
  self->sas = *sas;
  self->shown = raw != NULL || vouch_verification_get_decimals (verification) != NULL;

  show_words (self);
  show_numbers (self, verification);
  gtk_label_set_label (self->raw_label, raw != NULL ? raw : "");
  vouch_set_accessible_text (self->raw, GTK_ACCESSIBLE_PROPERTY_LABEL, raw);
  gtk_widget_set_visible (GTK_WIDGET (self->grid), self->sas.has_emoji);
  gtk_widget_set_visible (GTK_WIDGET (self->scene), self->sas.has_emoji);
  gtk_widget_set_visible (self->languages, self->sas.has_emoji);
  gtk_widget_set_visible (self->raw, raw != NULL && !self->sas.has_emoji);
  show_doubt (self, verification);
}

/* Returns: (transfer full): what the user said about all seven, and what that leads to */
static char *
describe_answer (VouchEmojiPage *self)
{
  g_autoptr(GString) text = NULL;
  g_autofree char *place = NULL;

  if (self->look == LOOK_SAME)
    return g_strdup (_("All seven were the same? Then press They Match."));
  place = g_strdup_printf ("%u", self->one + 1);
  /* Translators: {number} is the place of an emoji, {word} its name, such as "Robot". */
  text = g_string_new (_("Number {number}, {word}, is different on the other screen? Then press "
                         "They Don't Match."));
  g_string_replace (text, "{number}", place, 1);
  g_string_replace (text, "{word}", get_word (self, self->one), 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
choose_description (VouchEmojiPage *self)
{
  VouchVerificationPage *page = VOUCH_VERIFICATION_PAGE (self);

  /* Translators: {device} is the name of a device. */
  if (!self->shown)
    return vouch_verification_page_say (
      page,
      _("The pictures are on their way. If your other device, {device}, asks you to continue, "
        "do."),
      _("The pictures are on their way. If your other device asks you to continue, do."));
  if (self->look == LOOK_SAME || self->look == LOOK_DIFFERENT)
    return describe_answer (self);
  if (self->look == LOOK_ONE)
    return vouch_verification_page_say (
      page,
      _("Look at {device}. Is this one the same there, in this place?"),
      _("Look at your other device. Is this one the same there, in this place?"));
  if (!self->sas.has_emoji)
    return vouch_verification_page_say (
      page,
      _("Look at your other device, {device}. Is all of this the same there, in this order?"),
      _("Look at your other device. Is all of this the same there, in this order?"));
  return vouch_verification_page_say (
    page,
    _("Look at your other device, {device}. Are all seven the same, in this order? Go by the "
      "words: the drawings can differ a little."),
    _("Look at your other device. Are all seven the same, in this order? Go by the words: the "
      "drawings can differ a little."));
}

/* The pictures that Vouch does not know are emoji, too. */
static const char *
choose_title (VouchEmojiPage *self)
{
  if (!self->shown)
    return _("Preparing the Emoji");
  if (gtk_widget_get_visible (GTK_WIDGET (self->grid)) || gtk_widget_get_visible (self->raw))
    return _("Compare the Emoji");
  return _("Compare the Numbers");
}

static void
describe (VouchEmojiPage *self)
{
  g_autofree char *description = choose_description (self);
  /* Translators: which of the seven emoji is on screen: "3 of 7". */
  g_autofree char *place = g_strdup_printf (_("%u of %u"), self->one + 1,
                                            VOUCH_SAS_EMOJI_COUNT);

  if (self->look == LOOK_ONE)
    vouch_page_set_title (VOUCH_PAGE (self), place);
  else
    vouch_page_set_title (VOUCH_PAGE (self),
                          choose_title (self));
  vouch_page_set_description (VOUCH_PAGE (self), description);
}

static void
choose_buttons (VouchEmojiPage    *self,
                VouchVerification *verification)
{
  VouchActions actions = vouch_verification_get_actions (verification);
  gboolean can_confirm = (actions & VOUCH_ACTION_CONFIRM_SAS) != 0;
  gboolean can_cancel = (actions & VOUCH_ACTION_CANCEL) != 0;
  gboolean can_match = self->shown && can_confirm && self->sas.certain;
  gboolean alone = self->look == LOOK_ONE;

  gtk_widget_set_visible (self->match_button, can_match && !alone);
  /* The button has to be there: the delay of both answers is its delay. */
  vouch_set_css_class (self->match_button, "suggested-action", self->look != LOOK_DIFFERENT);
  gtk_widget_set_visible (self->mismatch_button,
                          self->shown && (can_confirm || can_cancel) && !alone);
  gtk_widget_set_visible (self->one_button, can_match && self->sas.has_emoji && !alone);
  gtk_widget_set_visible (self->same_button, alone);
  gtk_widget_set_visible (self->different_button, alone);
  gtk_widget_set_visible (self->all_button, alone);
  gtk_widget_set_visible (self->cancel_button, !self->shown && can_cancel);
}

/* In microseconds. */
static gint64
get_time_left (VouchEmojiPage *self)
{
  VouchVerification *verification =
    vouch_verification_page_get_verification (VOUCH_VERIFICATION_PAGE (self));
  gint64 start = verification != NULL ? vouch_verification_get_emoji_at (verification) : 0;

  return start != 0 ? vouch_countdown_get_left (start, EMOJI_LIFETIME) : G_MAXINT64;
}

/* The time is shown only when little of it is left, and told twice. */
static void
update_time (VouchEmojiPage *self)
{
  gint64 left = get_time_left (self);
  /* Translators: {time} is a time such as 0:25. */
  g_autofree char *line = vouch_countdown_say (_("Time left to answer on both devices: {time}"),
                                               left);
  gboolean late = self->shown && left <= LAST_SECONDS * G_USEC_PER_SEC;
  gint64 due = left <= FEW_SECONDS * G_USEC_PER_SEC ? FEW_SECONDS : LAST_SECONDS;

  gtk_label_set_label (self->time_label,
                       left > 0 ? line : _("Time is up. If it stops, just start again."));
  gtk_widget_set_visible (GTK_WIDGET (self->time_label), late);
  if (!late)
    self->announced = 0;
  else if (self->announced != due && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->announced = due;
      vouch_announce (GTK_WIDGET (self), gtk_label_get_label (self->time_label));
    }
}

/* Shows what belongs to the emoji and to how they are looked at. */
static void
update (VouchEmojiPage *self)
{
  VouchVerification *verification =
    vouch_verification_page_get_verification (VOUCH_VERIFICATION_PAGE (self));
  gboolean alone = self->look == LOOK_ONE;

  gtk_widget_set_visible (self->coming, !self->shown);
  gtk_widget_set_visible (self->all, self->shown && !alone);
  gtk_widget_set_visible (self->single, self->shown && alone);
  g_object_set (self, "first-focus", choose_first_focus (self), NULL);
  describe (self);
  describe_first_focus (self);
  choose_buttons (self, verification);
  update_time (self);
}

static void
vouch_emoji_page_update (VouchVerificationPage *page,
                         VouchVerification     *verification)
{
  VouchEmojiPage *self = VOUCH_EMOJI_PAGE (page);
  gboolean was_shown = self->shown;
  Look look = self->look;

  show_emoji (self, verification);
  update (self);

  /* A screen reader reads the grid. No button gets the focus by itself. */
  if ((self->shown != was_shown || self->look != look) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_page_focus_first (VOUCH_PAGE (self));
}

static void
vouch_emoji_page_tick (VouchPage *page)
{
  VOUCH_PAGE_CLASS (vouch_emoji_page_parent_class)->tick (page);
  update_time (VOUCH_EMOJI_PAGE (page));
}

/* The second click of a double click was not about the emoji that came with the first one. */
static gboolean
is_too_soon (VouchEmojiPage *self)
{
  gint64 now = g_get_monotonic_time ();
  gint64 before = self->answered_at;
  int double_click;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)),
                "gtk-double-click-time", &double_click, NULL);
  self->answered_at = now;
  return now - before < double_click * (gint64) 1000;
}

static void
look_at (VouchEmojiPage *self,
         Look            look,
         guint           one)
{
  self->look = look;
  self->one = one;
  show_single (self);
  update (self);
}

static void
on_one_by_one (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VouchEmojiPage *self = VOUCH_EMOJI_PAGE (widget);

  self->answered_at = g_get_monotonic_time ();
  look_at (self, LOOK_ONE, 0);
  vouch_page_focus_first (VOUCH_PAGE (self));
}

static void
on_all (GtkWidget  *widget,
        const char *action_name,
        GVariant   *parameter)
{
  VouchEmojiPage *self = VOUCH_EMOJI_PAGE (widget);

  look_at (self, LOOK_ALL, 0);
  vouch_page_focus_first (VOUCH_PAGE (self));
}

static void
on_same (GtkWidget  *widget,
         const char *action_name,
         GVariant   *parameter)
{
  VouchEmojiPage *self = VOUCH_EMOJI_PAGE (widget);

  if (self->look != LOOK_ONE || is_too_soon (self))
    return;
  if (self->one == VOUCH_SAS_EMOJI_COUNT - 1)
    {
      look_at (self, LOOK_SAME, 0);
      vouch_page_focus_first (VOUCH_PAGE (self));
      return;
    }
  look_at (self, LOOK_ONE, self->one + 1);
  vouch_announce (widget, get_word (self, self->one));
}

/* Answers nothing: see the struct. */
static void
on_different (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VouchEmojiPage *self = VOUCH_EMOJI_PAGE (widget);

  if (self->look != LOOK_ONE || is_too_soon (self))
    return;
  look_at (self, LOOK_DIFFERENT, self->one);
  vouch_emoji_grid_focus_tile (self->grid, self->one);
}

static void
on_language_list_notify_selected (VouchEmojiPage *self)
{
  show_words (self);
  if (self->shown)
    {
      describe (self);
      describe_first_focus (self);
    }
}

static void
fill_languages (VouchEmojiPage *self)
{
  const char * const *languages = vouch_sas_get_languages ();
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  guint own = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; languages[i] != NULL; i++)
    {
      gtk_string_list_append (list, vouch_language_name_look_up (languages[i]));
      if (g_str_equal (languages[i], vouch_sas_get_language ()))
        own = i;
    }

  /* The focus is on a button inside of the GtkDropDown, to which GTK gives no accessible name. */
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_first_child (GTK_WIDGET (self->language_list))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Language of the words"), -1);
  gtk_drop_down_set_model (self->language_list, G_LIST_MODEL (list));
  gtk_drop_down_set_selected (self->language_list, own);
}

static void
vouch_emoji_page_class_init (VouchEmojiPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  VOUCH_VERIFICATION_PAGE_CLASS (klass)->update = vouch_emoji_page_update;
  VOUCH_PAGE_CLASS (klass)->tick = vouch_emoji_page_tick;

  gtk_widget_class_install_action (widget_class, "emoji.one-by-one", NULL, on_one_by_one);
  gtk_widget_class_install_action (widget_class, "emoji.all", NULL, on_all);
  gtk_widget_class_install_action (widget_class, "emoji.same", NULL, on_same);
  gtk_widget_class_install_action (widget_class, "emoji.different", NULL, on_different);

  g_type_ensure (VOUCH_TYPE_ASIDE_LAYOUT);
  g_type_ensure (VOUCH_TYPE_EMOJI_GRID);
  g_type_ensure (VOUCH_TYPE_EMOJI_TILE);
  g_type_ensure (VOUCH_TYPE_NOTHING_THERE);
  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_PHONE_SCENE);
  g_type_ensure (VOUCH_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-emoji-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, coming);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, all);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, grid);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, scene);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, raw);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, raw_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, numbers);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, numbers_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, languages);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, language_list);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, words_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, single);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, tile);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, time_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, doubt_label);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, match_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, mismatch_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, one_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, same_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, different_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, all_button);
  gtk_widget_class_bind_template_child (widget_class, VouchEmojiPage, cancel_button);
  gtk_widget_class_bind_template_callback (widget_class, on_language_list_notify_selected);
}

static void
vouch_emoji_page_init (VouchEmojiPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_languages (self);
}
