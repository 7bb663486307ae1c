/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-authorize-page"

#include "vouch-authorize-page.h"

#include <glib/gi18n.h>

#include "vouch-browser-access.h"
#include "vouch-clock.h"
#include "vouch-compat.h"
#include "vouch-countdown.h"
#include "vouch-entry.h"
#include "vouch-error.h"
#include "vouch-input.h"
#include "vouch-problem-text.h"
#include "vouch-secret-buffer.h"
#include "vouch-secret.h"
#include "vouch-spinner.h"
#include "vouch-steps.h"

struct _VouchAuthorizePage
{
  VouchPage           parent_instance;

  /* owned */
  VouchBrowserAccess *access;
  gint64              visited_at;   /* when the browser opened the page; 0: not yet */

  /* borrowed */
  VouchSecretBuffer  *token;        /* of token_row */

  /* template */
  GtkEditable        *token_row;
  GtkWidget          *browser_button;
  GtkWidget          *waiting_box;
  GtkWidget          *stop_button;
  VouchSpinner       *waiting_spinner;
  GtkLabel           *waiting_label;
  GtkLabel           *time_label;
  GtkWidget          *show_button;
  GtkWidget          *token_button;
  AdwExpanderRow     *code_expander;
  VouchSteps         *browser_steps;
  GtkWidget          *code_steps;
  GtkWidget          *server_label;
};

#define BROWSER_PATIENCE 600   /* seconds, of VouchAuthorizer */
#define SHOW_BEEPER "beeper://focus"

G_DEFINE_FINAL_TYPE (VouchAuthorizePage, vouch_authorize_page, VOUCH_TYPE_PAGE)

static void
use_token (VouchAuthorizePage *self)
{
  vouch_autosecret char *token = vouch_input_token (vouch_secret_buffer_get_secret (self->token));

  if (!vouch_page_get_idle (VOUCH_PAGE (self)))
    return;

  if (token == NULL)
    vouch_page_show_problem (VOUCH_PAGE (self),
                             _("That is not the access code: it has no spaces, and only plain "
                               "letters. Copy it again."),
                             TRUE);
  else if (*token == '\0')
    vouch_page_show_problem (VOUCH_PAGE (self), _("Paste the access code first."), TRUE);
  else
    vouch_setup_use_token (vouch_page_get_setup (VOUCH_PAGE (self)), token);
}

/* A problem with the code is shown at the entry, which must be visible then. */
static void
on_token_marked (VouchAuthorizePage *self)
{
  if (vouch_entry_is_marked (GTK_WIDGET (self->token_row)))
    adw_expander_row_set_expanded (self->code_expander, TRUE);
}

static void
on_use_token (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  use_token (VOUCH_AUTHORIZE_PAGE (widget));
}

static void
try_other (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  vouch_setup_try_other_access (vouch_page_get_setup (VOUCH_PAGE (widget)));
}

static void
ask_browser (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  VouchAuthorizePage *self = VOUCH_AUTHORIZE_PAGE (widget);
  VouchAuthorizerTexts texts = {
    /* Translators: the code of your language, as web pages give it: "de", "pt-BR" */
    .language = _("en"),
    .title = "Vouch",
    .done = _("Done. You can close this tab and return to Vouch."),
    .refused = _("Vouch did not get your permission. You can close this tab and return to Vouch."),
  };

  vouch_page_show_problem (VOUCH_PAGE (self), NULL, FALSE);
  vouch_browser_access_start (self->access, &texts);
}

static void
stop_browser (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  vouch_browser_access_stop (VOUCH_AUTHORIZE_PAGE (widget)->access);
}

/* Beeper asks in its own window, which may be behind other windows. */
static void
show_beeper (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  vouch_open_link (widget, SHOW_BEEPER);
}

static VouchServer *
get_server (VouchAuthorizePage *self)
{
  return vouch_setup_get_server (vouch_page_get_setup (VOUCH_PAGE (self)));
}

/* Beeper Server has no window in which it could ask. The user must paste a token. */
static gboolean
can_ask (VouchAuthorizePage *self)
{
  return get_server (self) == NULL || !vouch_server_get_is_server (get_server (self));
}

/* The browser is started when Beeper has said which page to open. Nothing is asked before that. */
static void
update_waiting (VouchAuthorizePage *self)
{
  gboolean visited = self->visited_at != 0;

  vouch_steps_set_done (self->browser_steps, visited ? 1 : -1);
  gtk_label_set_label (self->waiting_label,
                       visited
                       ? _("Waiting for your answer to Beeper's question")
                       : _("Asking Beeper which page to open in your browser…"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->waiting_spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  visited ? _("Waiting for your answer to Beeper's question")
                                          : _("Asking Beeper…"),
                                  -1);
  gtk_widget_set_visible (self->show_button, visited && get_server (self) != NULL &&
                                             vouch_server_get_local (get_server (self)));
}

static void
follow_product (VouchAuthorizePage *self)
{
  if (can_ask (self))
    return;
  vouch_page_set_description (VOUCH_PAGE (self),
                              _("This is Beeper Server. It has no window in which it could ask "
                                "you, so Vouch needs an access code."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->code_expander),
                                 _("Where is the access code?"));
  adw_expander_row_set_expanded (self->code_expander, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->browser_steps), FALSE);
  gtk_widget_set_visible (self->code_steps, FALSE);
  gtk_widget_set_visible (self->server_label, TRUE);
  gtk_widget_add_css_class (self->token_button, "suggested-action");
  g_object_set (self, "first-focus", self->token_row, NULL);
}

static void
update_time (VouchAuthorizePage *self)
{
  gint64 left = vouch_countdown_get_left (self->visited_at, BROWSER_PATIENCE);
  /* Translators: {time} is a time such as 9:05. */
  g_autofree char *line = vouch_countdown_say (_("Time left: {time}"), left);

  gtk_label_set_label (self->time_label, line);
  gtk_widget_set_visible (GTK_WIDGET (self->time_label), left > 0);
}

static void
on_visit (VouchAuthorizePage *self,
          const char         *url)
{
  self->visited_at = vouch_clock_get_time ();
  update_time (self);
  update_waiting (self);
  vouch_open_link (GTK_WIDGET (self), url);
}

static void
update_running (VouchAuthorizePage *self)
{
  gboolean running = self->access != NULL && vouch_browser_access_get_running (self->access);

  if (!running)
    {
      self->visited_at = 0;
      update_time (self);
      update_waiting (self);
    }
  gtk_widget_set_visible (self->browser_button, !running && can_ask (self));
  gtk_widget_set_visible (self->waiting_box, running);
  gtk_widget_set_visible (self->stop_button, running);
  vouch_spinner_set_spinning (self->waiting_spinner, running);
  if (can_ask (self))
    gtk_widget_grab_focus (running ? self->stop_button : self->browser_button);
}

static char *
describe_browser_problem (const GError *problem)
{
  if (g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_TIMED_OUT))
    return g_strdup (_("No answer came in time. Try again, or use an access code."));
  if (vouch_error_get_status (problem) == 404)
    return g_strdup (_("This Beeper cannot ask in the browser. Use an access code."));
  /* The reason of Beeper is shown, too. For example, a Beeper that does not accept Vouch as a
   * client names the redirect addresses that it accepts. */
  if (g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_REJECTED) ||
      g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_UNAUTHORIZED))
    return vouch_problem_add_reason (problem,
                                     _("Access was not allowed. Press Allow in Browser again, "
                                       "and choose Approve there."));
  return vouch_problem_text (problem, VOUCH_STEP_PREPARING);
}

static void
on_browser_problem (VouchAuthorizePage *self)
{
  const GError *problem = vouch_browser_access_get_problem (self->access);
  g_autofree char *text = problem != NULL ? describe_browser_problem (problem) : NULL;

  vouch_page_show_problem (VOUCH_PAGE (self), text, FALSE);
}

static void
vouch_authorize_page_tick (VouchPage *page)
{
  update_time (VOUCH_AUTHORIZE_PAGE (page));
}

static void
vouch_authorize_page_constructed (GObject *object)
{
  VouchAuthorizePage *self = VOUCH_AUTHORIZE_PAGE (object);

  G_OBJECT_CLASS (vouch_authorize_page_parent_class)->constructed (object);

  self->access = vouch_browser_access_new (vouch_page_get_setup (VOUCH_PAGE (self)));
  g_signal_connect_object (self->access, "visit",
                           G_CALLBACK (on_visit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->access, "notify::running",
                           G_CALLBACK (update_running), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->access, "notify::problem",
                           G_CALLBACK (on_browser_problem), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (self->browser_button, can_ask (self));
  follow_product (self);
  update_waiting (self);
}

/* A late answer of the browser must not be used, and the token must not stay in memory. */
static void
vouch_authorize_page_unroot (GtkWidget *widget)
{
  VouchAuthorizePage *self = VOUCH_AUTHORIZE_PAGE (widget);

  vouch_browser_access_stop (self->access);
  gtk_editable_set_text (self->token_row, "");
  GTK_WIDGET_CLASS (vouch_authorize_page_parent_class)->unroot (widget);
}

static void
vouch_authorize_page_dispose (GObject *object)
{
  VouchAuthorizePage *self = VOUCH_AUTHORIZE_PAGE (object);

  g_clear_object (&self->access);
  G_OBJECT_CLASS (vouch_authorize_page_parent_class)->dispose (object);
}

static void
vouch_authorize_page_class_init (VouchAuthorizePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = vouch_authorize_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = vouch_authorize_page_dispose;
  widget_class->unroot = vouch_authorize_page_unroot;
  page_class->tick = vouch_authorize_page_tick;

  g_type_ensure (VOUCH_TYPE_SPINNER);
  g_type_ensure (VOUCH_TYPE_STEPS);
  g_type_ensure (VOUCH_TYPE_STEPS_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-authorize-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, token_row);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, browser_button);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, waiting_spinner);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, time_label);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, show_button);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, token_button);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, code_expander);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, browser_steps);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, code_steps);
  gtk_widget_class_bind_template_child (widget_class, VouchAuthorizePage, server_label);
  gtk_widget_class_bind_template_callback (widget_class, on_token_marked);
  gtk_widget_class_bind_template_callback (widget_class, use_token);
  vouch_page_class_install_action (page_class, "authorize.use-token", NULL, on_use_token);
  vouch_page_class_install_action (page_class, "authorize.try-other", NULL, try_other);
  vouch_page_class_install_action (page_class, "authorize.ask-browser", NULL, ask_browser);
  gtk_widget_class_install_action (widget_class, "authorize.stop-browser", NULL, stop_browser);
  gtk_widget_class_install_action (widget_class, "authorize.show-beeper", NULL, show_beeper);
}

static void
vouch_authorize_page_init (VouchAuthorizePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->token = vouch_secret_buffer_install (self->token_row);
}
