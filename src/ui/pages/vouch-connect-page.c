/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-connect-page"

#include "vouch-connect-page.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-consent.h"
#include "vouch-entry.h"
#include "vouch-error.h"
#include "vouch-input.h"
#include "vouch-notice.h"
#include "vouch-problem-text.h"
#include "vouch-repairs.h"
#include "vouch-search-text.h"
#include "vouch-server-row.h"
#include "vouch-start-pane.h"
#include "vouch-steps.h"
#include "vouch-steps-row.h"

#define DOWNLOAD_PAGE "https://www.beeper.com/download"
#define SEARCH_SECONDS 3   /* from the end of a search to the start of the next one */

struct _VouchConnectPage
{
  VouchPage               parent_instance;

  /* owned */
  guint                   start_id;     /* idle source of the first search, after the first frame */
  guint                   seconds;      /* until the next search */
  gboolean                searched;     /* a search has ended */
  gboolean                used;         /* the user has pressed something in the page */

  /* borrowed: of the context */
  VouchFinder            *finder;
  VouchRememberedServers *remembered;   /* (nullable) */
  VouchConnector         *connector;
  VouchBeeperStart       *launcher;     /* (nullable) */

  /* template */
  VouchStartPane         *start_pane;
  VouchNotice            *search_notice;
  GtkListBox             *server_list;
  GtkWidget              *get_steps;
  VouchStepsRow          *last_step;
  GtkWidget              *elsewhere_group;
  AdwExpanderRow         *elsewhere_row;
  GtkEditable            *address_row;
  VouchNotice            *notice;
  GtkWidget              *open_button;
  GtkWidget              *server_button;
  GtkWidget              *get_button;
  GtkWidget              *stop_button;
  GtkWidget              *practice_button;
};

G_DEFINE_FINAL_TYPE (VouchConnectPage, vouch_connect_page, VOUCH_TYPE_PAGE)

static gboolean
has_found (VouchConnectPage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->finder)) > 0;
}

static VouchBeeperProcess
get_process (VouchConnectPage *self)
{
  return self->launcher != NULL ? vouch_beeper_start_get_process (self->launcher)
                                : VOUCH_BEEPER_PROCESS_UNKNOWN;
}

static gboolean
is_watching (VouchConnectPage *self)
{
  return self->launcher != NULL && vouch_beeper_start_get_watching (self->launcher) &&
         !has_found (self);
}

/* Returns: whether this computer has no Beeper: none answers, runs, or was found in its folders. An
 * address on another computer that must be used is not replaced. */
static gboolean
is_missing (VouchConnectPage *self)
{
  const char *forced = vouch_finder_get_forced (self->finder);
  VouchBeeperProcess process = get_process (self);

  return self->searched && !has_found (self) && self->launcher != NULL &&
         vouch_beeper_start_get_missing (self->launcher) &&
         vouch_beeper_start_get_unit (self->launcher) == NULL &&
         process != VOUCH_BEEPER_PROCESS_DESKTOP && process != VOUCH_BEEPER_PROCESS_SERVER &&
         (forced == NULL || vouch_server_origin_is_local (forced));
}

/* Returns: whether a Beeper that was not found is missing. A sandbox hides processes, programs and
 * downloads. */
static gboolean
can_see_programs (VouchConnectPage *self)
{
  return get_process (self) != VOUCH_BEEPER_PROCESS_UNKNOWN;
}

/* Returns: whether a notice says what the user has just tried */
static gboolean
is_explained (VouchConnectPage *self)
{
  VouchBeeperPhase phase = self->launcher != NULL ? vouch_beeper_start_get_phase (self->launcher)
                                                  : VOUCH_BEEPER_PHASE_IDLE;

  return vouch_notice_get_text (self->notice) != NULL ||
         (phase != VOUCH_BEEPER_PHASE_IDLE && phase != VOUCH_BEEPER_PHASE_WAITING);
}

/* Returns: (transfer full) (nullable) */
static char *
describe (VouchConnectPage *self)
{
  gboolean waiting = vouch_connector_get_waiting (self->connector);

  if (!waiting && !has_found (self) && is_explained (self))
    return NULL;
  if (!waiting && is_watching (self))
    return g_strdup (_("Beeper's download page opens in your browser."));
  if (!waiting && is_missing (self) && can_see_programs (self) &&
      vouch_finder_get_error (self->finder) == NULL)
    return g_strdup (_("Vouch found no Beeper on this computer. Get it first, and Vouch helps you "
                       "set it up."));
  return vouch_search_text (self->finder, self->searched, waiting, get_process (self));
}

/* An error of an address that was given from outside stands in the notice, other results of the
 * search in the paragraph. */
static void
update_text (VouchConnectPage *self)
{
  g_autofree char *text = describe (self);
  gboolean problem = !vouch_connector_get_waiting (self->connector) && !has_found (self) &&
                     !is_watching (self) && vouch_finder_get_forced (self->finder) != NULL &&
                     vouch_finder_get_error (self->finder) != NULL;
  const char *said = problem ? text : NULL;

  vouch_page_set_description (VOUCH_PAGE (self), problem ? NULL : text);
  if (g_strcmp0 (said, vouch_notice_get_text (self->search_notice)) != 0)
    vouch_notice_set_text (self->search_notice, said);
}

static void
update_content (VouchConnectPage *self)
{
  gboolean waiting = vouch_connector_get_waiting (self->connector);
  gboolean found = has_found (self);
  gboolean can_open = gtk_widget_get_sensitive (self->open_button);
  gboolean helps = vouch_start_pane_get_helps (self->start_pane);
  gboolean opened = self->launcher != NULL &&
                    vouch_beeper_start_get_phase (self->launcher) == VOUCH_BEEPER_PHASE_SILENT;

  update_text (self);
  vouch_steps_row_set_text (self->last_step, can_see_programs (self)
      ? _("Come back here. Vouch shows what has arrived; press <b>Allow and Open</b>.")
      : _("Open Beeper on this computer, and wait until you see its window. Vouch finds it within "
          "a few seconds."));
  gtk_widget_set_visible (GTK_WIDGET (self->server_list), found);
  gtk_widget_set_visible (self->get_steps, is_watching (self) && !waiting);
  gtk_widget_set_visible (self->elsewhere_group, !waiting);
  gtk_widget_set_visible (self->get_button, is_missing (self) && !waiting);
  if (!waiting && gtk_widget_is_focus (self->stop_button))
    gtk_root_set_focus (gtk_widget_get_root (self->stop_button), NULL);
  gtk_widget_set_visible (self->stop_button, waiting);
  gtk_button_set_label (GTK_BUTTON (self->open_button), helps ? _("_Try Again")
                                                        : opened ? _("_Show Beeper")
                                                                 : _("_Open Beeper"));
  vouch_name_buttons (self->open_button);
  vouch_set_css_class (self->open_button, "suggested-action", !found && !helps);
  vouch_set_css_class (self->server_button, "suggested-action", !found && !can_open);
  vouch_set_css_class (self->get_button, "suggested-action", !is_watching (self));
}

/* Returns: (nullable): what the user probably presses next */
static GtkWidget *
choose_focus (VouchConnectPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->server_list, 0);
  GtkWidget *buttons[] = { self->open_button, self->server_button, self->get_button,
                           self->stop_button, self->practice_button };

  if (row != NULL)
    return vouch_server_row_get_button (VOUCH_SERVER_ROW (row));
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (gtk_widget_get_visible (buttons[i]) && gtk_widget_get_sensitive (buttons[i]))
      return buttons[i];
  return NULL;
}

/* If the user has not used the page yet, the focus moves at once, because it would be surprising
 * later. */
static void
update (VouchConnectPage *self)
{
  GtkWidget *before;
  GtkWidget *focus;

  if (self->connector == NULL)   /* the template is being built */
    return;
  update_content (self);
  g_object_get (self, "first-focus", &before, NULL);
  focus = choose_focus (self);
  g_object_set (self, "first-focus", focus, NULL);
  if (focus != before && !self->used && gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_page_focus_first (VOUCH_PAGE (self));
  else
    vouch_page_keep_focus (VOUCH_PAGE (self));
  g_clear_object (&before);
}

static void
on_phase_changed (VouchConnectPage *self)
{
  self->used = TRUE;
  if (vouch_connector_get_waiting (self->connector))
    vouch_page_show_problem (VOUCH_PAGE (self), NULL, FALSE);
  update (self);
}

static void
on_searching_changed (VouchConnectPage *self)
{
  if (!vouch_finder_get_searching (self->finder))
    self->searched = TRUE;
  update (self);
  if (!vouch_finder_get_searching (self->finder) && self->launcher != NULL && !has_found (self))
    vouch_beeper_start_check (self->launcher);
}

static void
search (VouchConnectPage *self)
{
  self->seconds = SEARCH_SECONDS;
  vouch_finder_search (self->finder);
}

static gboolean
on_first_frame_drawn (gpointer user_data)
{
  VouchConnectPage *self = user_data;

  self->start_id = 0;
  search (self);
  return G_SOURCE_REMOVE;
}

/* Starts a search every second, also while another one runs: the ports of this computer answer
 * within a second, and an address on another computer may not answer. A search that asks only the
 * forced address is not restarted. */
static void
search_impatiently (VouchConnectPage *self)
{
  if (!vouch_finder_get_searching (self->finder) || vouch_finder_get_forced (self->finder) == NULL)
    search (self);
}

static void
vouch_connect_page_tick (VouchPage *page)
{
  VouchConnectPage *self = VOUCH_CONNECT_PAGE (page);

  if (self->start_id != 0 || !vouch_page_get_idle (page))
    return;

  if (vouch_connector_get_waiting (self->connector))
    search_impatiently (self);
  else if (vouch_finder_get_searching (self->finder))
    return;
  else if (self->seconds > 0)
    self->seconds--;
  else
    search (self);
}

static void
use_server (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  VouchConnectPage *self = VOUCH_CONNECT_PAGE (widget);

  vouch_connector_use_server (self->connector, g_variant_get_string (parameter, NULL));
}

static void
use_address (VouchConnectPage *self)
{
  g_autofree char *address = vouch_input_address (gtk_editable_get_text (self->address_row));

  if (!vouch_page_get_idle (VOUCH_PAGE (self)))
    return;

  if (*address == '\0')
    vouch_page_show_problem (VOUCH_PAGE (self), _("Enter the address of a Beeper first."), TRUE);
  else
    vouch_connector_use_address (self->connector, address);
}

/* The handler also runs while the template is built, before there is a connector. */
static void
on_address_changed (VouchConnectPage *self)
{
  if (self->connector != NULL)
    vouch_connector_note_typing (self->connector);
}

static void
show_address (VouchConnectPage *self)
{
  adw_expander_row_set_expanded (self->elsewhere_row, TRUE);
}

/* A problem with the address is shown at the entry, which must be visible then. */
static void
on_address_marked (VouchConnectPage *self)
{
  if (vouch_entry_is_marked (GTK_WIDGET (self->address_row)))
    show_address (self);
}

static void
enter_address (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VouchConnectPage *self = VOUCH_CONNECT_PAGE (widget);

  show_address (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
}

/* The file that the browser saves is offered by VouchStartPane. */
static void
get_beeper (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  vouch_beeper_start_watch (VOUCH_CONNECT_PAGE (widget)->launcher);
  vouch_open_link (widget, DOWNLOAD_PAGE);
}

static void
stop_waiting (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  vouch_beeper_start_stop (VOUCH_CONNECT_PAGE (widget)->launcher);
}

static void
on_use_address (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  use_address (VOUCH_CONNECT_PAGE (widget));
}

/* VouchConnector asks the user about problems that a consent can solve. */
static char *
vouch_connect_page_describe_problem (VouchPage    *page,
                                     const GError *problem)
{
  if (vouch_consent_get (problem) != VOUCH_CONSENT_NONE)
    return NULL;
  return vouch_problem_text (problem, VOUCH_STEP_CONNECT);
}

static gboolean
on_input (VouchConnectPage *self,
          GdkEvent         *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if (type == GDK_BUTTON_PRESS || type == GDK_TOUCH_BEGIN || type == GDK_KEY_PRESS)
    {
      self->used = TRUE;
      vouch_connector_note_input (self->connector);
    }
  return GDK_EVENT_PROPAGATE;
}

/* Proposes the address that was used last, if it is on another computer. Vouch may not have
 * connected to it without a click, because it may not answer. */
static void
propose_address (VouchConnectPage *self)
{
  g_autofree char *address = vouch_connector_dup_address (self->connector);

  if (address != NULL && vouch_finder_get_forced (self->finder) == NULL &&
      !vouch_server_origin_is_local (address))
    {
      gtk_editable_set_text (self->address_row, address);
      show_address (self);
    }
}

static GtkWidget *
build_row (gpointer item,
           gpointer user_data)
{
  VouchConnectPage *self = user_data;
  g_autoptr(VouchTerms) terms =
    vouch_remembered_servers_dup_terms (self->remembered, vouch_server_get_origin (item));

  return vouch_server_row_new (item, vouch_terms_get_account (terms));
}

static void
read_context (VouchConnectPage *self)
{
  VouchContext *context = vouch_page_get_context (VOUCH_PAGE (self));

  self->finder = vouch_context_get_finder (context);
  self->remembered = vouch_context_get_remembered (context);
  self->connector = vouch_context_get_connector (context);
  self->launcher = vouch_context_get_launcher (context);
}

static void
follow_launcher (VouchConnectPage *self)
{
  g_signal_connect_object (self->launcher, "notify::phase",
                           G_CALLBACK (on_phase_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->launcher, "notify::process",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->launcher, "notify::missing",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->launcher, "notify::watching",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
vouch_connect_page_constructed (GObject *object)
{
  VouchConnectPage *self = VOUCH_CONNECT_PAGE (object);

  G_OBJECT_CLASS (vouch_connect_page_parent_class)->constructed (object);

  read_context (self);
  gtk_list_box_bind_model (self->server_list, G_LIST_MODEL (self->finder), build_row, self, NULL);
  g_signal_connect_object (self->finder, "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "notify::searching",
                           G_CALLBACK (on_searching_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->finder, "notify::error",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  if (self->launcher != NULL)
    follow_launcher (self);
  propose_address (self);
  update (self);
  self->start_id = g_idle_add_full (G_PRIORITY_LOW, on_first_frame_drawn, self, NULL);
}

static void
vouch_connect_page_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_connect_page_parent_class)->root (widget);
  vouch_connector_set_parent (VOUCH_CONNECT_PAGE (widget)->connector, widget);
}

static void
vouch_connect_page_unroot (GtkWidget *widget)
{
  VouchConnectPage *self = VOUCH_CONNECT_PAGE (widget);

  vouch_connector_set_parent (self->connector, NULL);
  if (self->launcher != NULL)
    g_signal_handlers_disconnect_by_data (self->launcher, self);
  GTK_WIDGET_CLASS (vouch_connect_page_parent_class)->unroot (widget);
}

static void
vouch_connect_page_dispose (GObject *object)
{
  VouchConnectPage *self = VOUCH_CONNECT_PAGE (object);

  g_clear_handle_id (&self->start_id, g_source_remove);
  if (self->launcher != NULL)
    vouch_beeper_start_unwatch (self->launcher);
  G_OBJECT_CLASS (vouch_connect_page_parent_class)->dispose (object);
}

static void
vouch_connect_page_class_init (VouchConnectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  object_class->constructed = vouch_connect_page_constructed;
  object_class->dispose = vouch_connect_page_dispose;
  widget_class->root = vouch_connect_page_root;
  widget_class->unroot = vouch_connect_page_unroot;
  page_class->describe_problem = vouch_connect_page_describe_problem;
  page_class->tick = vouch_connect_page_tick;

  g_type_ensure (VOUCH_TYPE_START_PANE);
  g_type_ensure (VOUCH_TYPE_STEPS);
  g_type_ensure (VOUCH_TYPE_STEPS_ROW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-connect-page.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, start_pane);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, search_notice);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, server_list);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, get_steps);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, last_step);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, elsewhere_group);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, elsewhere_row);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, address_row);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, notice);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, server_button);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, get_button);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, stop_button);
  gtk_widget_class_bind_template_child (widget_class, VouchConnectPage, practice_button);
  gtk_widget_class_bind_template_callback (widget_class, on_address_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_address_marked);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, use_address);
  vouch_page_class_install_action (page_class, "connect.use-server", "s", use_server);
  vouch_page_class_install_action (page_class, "connect.use-address", NULL, on_use_address);
  gtk_widget_class_install_action (widget_class, "connect.enter-address", NULL, enter_address);
  gtk_widget_class_install_action (widget_class, "connect.get-beeper", NULL, get_beeper);
  gtk_widget_class_install_action (widget_class, "connect.stop-waiting", NULL, stop_waiting);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK,
                                       "connect.enter-address", NULL);
}

static void
vouch_connect_page_init (VouchConnectPage *self)
{
  GtkEventController *watcher = gtk_event_controller_legacy_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (watcher, GTK_PHASE_CAPTURE);
  g_signal_connect_object (watcher, "event", G_CALLBACK (on_input), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), watcher);
}
