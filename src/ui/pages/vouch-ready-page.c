/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-ready-page"

#include "vouch-ready-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "vouch-check-row.h"
#include "vouch-notice.h"
#include "vouch-point.h"
#include "vouch-repairs.h"
#include "vouch-start-pane.h"
#include "vouch-tick.h"

struct _VouchReadyPage
{
  VouchPage       parent_instance;

  /* template */
  VouchStartPane *start_pane;
  VouchPoint     *place_point;
  GtkWidget      *started_row;
  GtkWidget      *not_kept_label;
  GtkWidget      *open_button;
  GtkWidget      *done_button;
  GtkWidget      *create_key_row;
};

G_DEFINE_FINAL_TYPE (VouchReadyPage, vouch_ready_page, VOUCH_TYPE_PAGE)

#define LONGEST_NAME 30

static gboolean
is_elsewhere (VouchServer *server)
{
  return server != NULL && !vouch_server_get_local (server);
}

static char *
name_backup (VouchReadyPage *self,
             gboolean        backed_up)
{
  return g_strdup (backed_up ? _("Messages are backed up") : _("Messages are not backed up yet"));
}

static char *
name_key (VouchReadyPage *self,
          gboolean        saved)
{
  return g_strdup (saved ? _("You have a recovery key")
                         : _("Do you know where your recovery key is?"));
}

/* The text does not advise to make another key when the key was not confirmed as saved: a new key
 * can sign the user out of chat networks. */
static char *
describe_key (VouchReadyPage *self,
              gboolean        saved,
              gint64          made)
{
  g_autoptr(GDateTime) time = made > 0 ? g_date_time_new_from_unix_local (made) : NULL;
  /* Translators: a date, as in "1 June 2024"; see strftime(3) */
  g_autofree char *date = time != NULL ? g_date_time_format (time, _("%-e %B %Y")) : NULL;

  if (date != NULL && saved)
    /* Translators: %s is a date */
    return g_strdup_printf (_("You told Beeper that you saved it. Made on %s."), date);
  if (date != NULL)
    /* Translators: %s is a date */
    return g_strdup_printf (_("Made on %s. If you have it written down, you are fine."), date);
  return g_strdup (saved ? _("You told Beeper that you saved it.")
                         : _("If you have it written down, you are fine."));
}

/* Where Beeper cannot be opened from here, closing Vouch is what is left to do. */
static void
update_buttons (VouchReadyPage *self,
                gboolean        can_open)
{
  gboolean helps = vouch_start_pane_get_helps (self->start_pane);

  gtk_widget_set_visible (self->open_button, can_open);
  vouch_set_css_class (self->open_button, "suggested-action", !helps);
  vouch_set_css_class (self->done_button, "suggested-action", !can_open);
  vouch_set_css_class (self->done_button, "pill", !can_open);
  vouch_set_css_class (self->done_button, "flat", can_open);
  g_object_set (self, "first-focus", can_open ? self->open_button : self->done_button, NULL);
}

/* Returns: (nullable): where the messages are if Vouch cannot open that Beeper */
static const char *
describe_place (VouchServer *server)
{
  if (is_elsewhere (server))
    return _("In Beeper on that computer, and on your phone.");
  if (server != NULL && vouch_server_get_is_server (server))
    return _("In the programs that use your Beeper Server, and on your phone. It has no window of "
             "its own.");
  return _("Open Beeper from your list of apps: your messages are there.");
}

/* The Beeper of this computer is not the one that was set up on another one. */
static void
update_place (VouchReadyPage *self)
{
  VouchContext *context = vouch_page_get_context (VOUCH_PAGE (self));
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));
  VouchBeeperStart *launcher;
  gboolean elsewhere, installed;

  if (context == NULL || setup == NULL)   /* the template is being built */
    return;
  launcher = vouch_context_get_launcher (context);
  elsewhere = is_elsewhere (vouch_setup_get_server (setup));
  installed = launcher != NULL && vouch_beeper_start_get_installed (launcher) && !elsewhere;

  update_buttons (self, !elsewhere && gtk_widget_get_sensitive (self->open_button));
  g_object_set (self->place_point, "text", describe_place (vouch_setup_get_server (setup)), NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->place_point),
                          !installed && !vouch_page_get_practice (VOUCH_PAGE (self)));
}

/* In practice mode nothing is meant to be kept. */
static void
update_not_kept (VouchReadyPage *self)
{
  gboolean kept = vouch_setup_get_tokens_kept (vouch_page_get_setup (VOUCH_PAGE (self)));

  gtk_widget_set_visible (self->not_kept_label,
                          !kept && !vouch_page_get_practice (VOUCH_PAGE (self)));
}

/* Returns: (transfer full) (nullable): "ada" of "@ada:beeper.com" */
static char *
get_name (VouchSession *session)
{
  const char *user_id = vouch_session_get_user_id (session);
  const char *colon = user_id != NULL ? strchr (user_id, ':') : NULL;

  if (colon == NULL || *user_id != '@' || colon - user_id > LONGEST_NAME)
    return NULL;
  return g_strndup (user_id + 1, (gsize) (colon - user_id - 1));
}

/* Some Beepers report for ever that they are starting, although they work. */
static void
update_certainty (VouchReadyPage *self)
{
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));
  VouchSession *session = vouch_setup_get_session (setup);
  gboolean certain = vouch_session_get_state (session) == VOUCH_SESSION_READY;
  gboolean practice = vouch_page_get_practice (VOUCH_PAGE (self));
  g_autofree char *name = get_name (session);
  g_autofree char *text = NULL;

  if (practice)
    text = g_strdup (_("That was the whole way. Beeper itself is not set up yet: end practice, "
                       "and begin for real."));
  else if (!certain)
    text = g_strdup (_("All is confirmed and your messages are loaded, but Beeper still says that "
                       "it is starting. Open Beeper: if your chats are there, you are done."));
  else if (is_elsewhere (vouch_setup_get_server (setup)))
    /* Translators: %s is the address of a computer */
    text = g_strdup_printf (_("Beeper on \u2066%s\u2069 now shows your messages."),
                            vouch_server_get_address (vouch_setup_get_server (setup)));
  else if (name != NULL)
    /* Translators: %s is the name of the user's account */
    text = g_strdup_printf (_("Welcome, \u2068%s\u2069. You can read and write your messages on "
                              "this computer."), name);
  else
    text = g_strdup (_("You can read and write your messages on this computer."));
  gtk_widget_set_visible (self->started_row, !certain);
  gtk_widget_set_visible (self->create_key_row, certain);
  vouch_page_set_title (VOUCH_PAGE (self),
                        practice ? _("Practice Finished") : _("You're All Set"));
  vouch_page_set_description (VOUCH_PAGE (self), text);
  gtk_button_set_label (GTK_BUTTON (self->done_button),
                        practice ? _("_End Practice") : _("_Done"));
  gtk_widget_set_tooltip_text (self->done_button, practice ? NULL : _("Closes Vouch"));
  vouch_name_buttons (self->done_button);
}

static void
vouch_ready_page_constructed (GObject *object)
{
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (object));

  G_OBJECT_CLASS (vouch_ready_page_parent_class)->constructed (object);
  g_signal_connect_object (setup, "notify::tokens-kept",
                           G_CALLBACK (update_not_kept), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (vouch_setup_get_session (setup), "notify::state",
                           G_CALLBACK (update_certainty), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (vouch_setup_get_session (setup), "notify::user-id",
                           G_CALLBACK (update_certainty), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::server",
                           G_CALLBACK (update_place), object, G_CONNECT_SWAPPED);
  update_place (VOUCH_READY_PAGE (object));
  update_not_kept (VOUCH_READY_PAGE (object));
  update_certainty (VOUCH_READY_PAGE (object));
}

static void
create_key (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_RESET);
}

static void
vouch_ready_page_class_init (VouchReadyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = vouch_ready_page_constructed;

  g_type_ensure (VOUCH_TYPE_CHECK_ROW);
  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_POINT);
  g_type_ensure (VOUCH_TYPE_START_PANE);
  g_type_ensure (VOUCH_TYPE_TICK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-ready-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, start_pane);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, place_point);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, started_row);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, not_kept_label);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, done_button);
  gtk_widget_class_bind_template_child (widget_class, VouchReadyPage, create_key_row);
  gtk_widget_class_bind_template_callback (widget_class, update_place);
  gtk_widget_class_bind_template_callback (widget_class, vouch_page_name_confirmed);
  gtk_widget_class_bind_template_callback (widget_class, name_backup);
  gtk_widget_class_bind_template_callback (widget_class, name_key);
  gtk_widget_class_bind_template_callback (widget_class, describe_key);
  vouch_page_class_install_action (page_class, "ready.create-key", NULL, create_key);
}

static void
vouch_ready_page_init (VouchReadyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
