/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-window"

#include "vouch-window.h"

#include <glib/gi18n.h>

#include "vouch-desktop-wait.h"
#include "vouch-first-aid.h"
#include "vouch-journey.h"
#include "vouch-page-stack.h"
#include "vouch-problem-text.h"
#include "vouch-property.h"
#include "vouch-repairs.h"
#include "vouch-server-menu.h"
#include "vouch-side-view.h"
#include "vouch-spinner.h"
#include "vouch-window-actions.h"
#include "vouch-wrap-layout.h"

#define WIDTH_WITH_PHONE  900
#define HEIGHT_WITH_PHONE 720

#define KEYRING_PATIENCE_MS 2000   /* a keyring that needs no input of the user answers sooner */

/* The frame around the pages: back button, menu and banners. It also tells the setup whether the
 * window is visible. */
struct _VouchWindow
{
  AdwApplicationWindow  parent_instance;

  /* owned */
  VouchContext         *context;
  VouchWindowActions   *actions;
  VouchServerMenu      *server_menu;       /* nullable */
  VouchPageStack       *pages;
  guint                 spinner_id;
  guint                 keyring_id;

  /* borrowed */
  VouchSetup           *setup;             /* of the context */
  GdkSurface           *watched_surface;   /* (nullable): the surface of the mapped window */

  /* template */
  VouchJourney         *journey;
  GtkMenuButton        *menu_button;
  GtkRevealer          *practice_revealer;
  GtkButton            *phone_button;
  VouchSideView        *side_view;
  GtkWidget            *pages_area;
  GtkRevealer          *connection_error_revealer;
  GtkRevealer          *request_revealer;
  GtkLabel             *connection_error_label;
  AdwToastOverlay      *toasts;
  VouchSpinner         *spinner;
  GtkRevealer          *keyring_revealer;
};

G_DEFINE_FINAL_TYPE (VouchWindow, vouch_window, ADW_TYPE_APPLICATION_WINDOW)

enum {
  PROP_0,
  PROP_CONTEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
update_connection_error (VouchWindow *self)
{
  const GError *error = vouch_setup_get_connection_error (self->setup);

  if (error != NULL)
    {
      g_autofree char *text = vouch_connection_error_text (error);

      gtk_label_set_label (self->connection_error_label, text);
    }
  gtk_revealer_set_reveal_child (self->connection_error_revealer, error != NULL);
}

/* A new request shows a banner. It does not replace the page and does not take the focus. */
static void
update_request (VouchWindow *self)
{
  gtk_revealer_set_reveal_child (self->request_revealer,
                                 vouch_setup_get_request_waiting (self->setup));
}

static void
show_spinner (VouchWindow *self,
              gboolean     spinning)
{
  vouch_spinner_set_spinning (self->spinner, spinning);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), spinning);
}

static gboolean
on_busy_long (gpointer user_data)
{
  VouchWindow *self = user_data;

  self->spinner_id = 0;
  show_spinner (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* The spinner is shown after a second, because it would only flicker before. */
static void
update_busy (VouchWindow *self)
{
  g_clear_handle_id (&self->spinner_id, g_source_remove);
  if (vouch_setup_get_busy (self->setup))
    self->spinner_id = g_timeout_add (1000, on_busy_long, self);
  else
    show_spinner (self, FALSE);
}

static void
name_spinner (VouchWindow *self,
              const char  *name)
{
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->spinner), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

static gboolean
on_keyring_long (gpointer user_data)
{
  VouchWindow *self = user_data;

  self->keyring_id = 0;
  gtk_revealer_set_reveal_child (self->keyring_revealer, TRUE);
  return G_SOURCE_REMOVE;
}

/* A keyring may ask for its password in a window that is hidden, or may not answer at all. */
static void
update_wait (VouchWindow *self)
{
  gboolean keyring = vouch_setup_get_waits_for (self->setup) == VOUCH_WAIT_KEYRING;

  if (keyring)
    name_spinner (self, _("Waiting for the password store…"));
  else if (vouch_setup_get_server (self->setup) == NULL)
    name_spinner (self, _("Checking this address…"));
  else
    name_spinner (self, _("Asking Beeper…"));
  if (!keyring)
    {
      g_clear_handle_id (&self->keyring_id, g_source_remove);
      gtk_revealer_set_reveal_child (self->keyring_revealer, FALSE);
    }
  else if (self->keyring_id == 0 && !gtk_revealer_get_reveal_child (self->keyring_revealer))
    self->keyring_id = g_timeout_add (KEYRING_PATIENCE_MS, on_keyring_long, self);
}

static void
decline_keyring (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  vouch_setup_decline_keyring (VOUCH_WINDOW (widget)->setup);
}

static void
activate_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  vouch_window_actions_activate (VOUCH_WINDOW (widget)->actions, action_name);
}

static void
update_visible (VouchWindow *self)
{
  gboolean visible = self->watched_surface != NULL &&
                     gdk_surface_get_mapped (self->watched_surface) &&
                     !(gdk_toplevel_get_state (GDK_TOPLEVEL (self->watched_surface))
                          & GDK_TOPLEVEL_STATE_MINIMIZED);

  vouch_setup_set_visible (self->setup, visible);
}

/* The state may have changed while the user was elsewhere, for example at the phone. */
static void
on_is_active_changed (VouchWindow *self)
{
  VouchBeeperStart *launcher = vouch_context_get_launcher (self->context);

  if (!gtk_window_is_active (GTK_WINDOW (self)))
    return;
  vouch_setup_poll_now (self->setup);
  if (launcher != NULL)
    vouch_beeper_start_look (launcher);
}

/* The phone of practice mode */

static void
update_phone (VouchWindow *self)
{
  gboolean folded = vouch_side_view_get_folded (self->side_view);

  gtk_widget_set_visible (GTK_WIDGET (self->phone_button), folded);
  gtk_button_set_label (self->phone_button,
                        vouch_side_view_get_side_shown (self->side_view)
                        ? _("Show _Vouch")
                        : _("Show the Pretend _Phone"));
  vouch_name_buttons (GTK_WIDGET (self->phone_button));
  vouch_wrap_buttons (GTK_WIDGET (self->phone_button));
}

static void
switch_phone (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VouchSideView *side_view = VOUCH_WINDOW (widget)->side_view;

  vouch_side_view_set_side_shown (side_view, !vouch_side_view_get_side_shown (side_view));
}

static gboolean
has_screen_for (VouchWindow *self,
                int          width)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));

  for (guint i = 0; i < g_list_model_get_n_items (monitors); i++)
    {
      g_autoptr(GdkMonitor) monitor = g_list_model_get_item (monitors, i);
      GdkRectangle geometry;

      gdk_monitor_get_geometry (monitor, &geometry);
      if (geometry.width < width)
        return FALSE;
    }
  return TRUE;
}

static void
show_toast (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  const char *text = g_variant_get_string (parameter, NULL);
  GtkWidget *label = gtk_label_new (text);
  AdwToast *toast = adw_toast_new (text);

  /* The label of AdwToast is cut in a narrow window. This one has room in each. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 28);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (toast, label);
  adw_toast_set_timeout (toast, 5);   /* seconds: the longest text takes four to read */
  adw_toast_overlay_add_toast (VOUCH_WINDOW (widget)->toasts, toast);
}

static void
show_first_aid (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  VouchWindow *self = VOUCH_WINDOW (widget);
  VouchPage *page = vouch_page_stack_get_page (self->pages);

  gtk_window_present (vouch_first_aid_new (GTK_WINDOW (self), self->setup,
                                           vouch_page_get_title (page),
                                           vouch_page_stack_get_since (self->pages)));
}

static void
vouch_window_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_window_parent_class)->map (widget);
  update_visible (VOUCH_WINDOW (widget));
}

static void
vouch_window_unmap (GtkWidget *widget)
{
  VouchWindow *self = VOUCH_WINDOW (widget);

  GTK_WIDGET_CLASS (vouch_window_parent_class)->unmap (widget);
  vouch_setup_set_visible (self->setup, FALSE);
}

static void
vouch_window_realize (GtkWidget *widget)
{
  VouchWindow *self = VOUCH_WINDOW (widget);

  GTK_WIDGET_CLASS (vouch_window_parent_class)->realize (widget);
  self->watched_surface = gtk_native_get_surface (GTK_NATIVE (self));
  g_signal_connect_object (self->watched_surface, "notify::state",
                           G_CALLBACK (update_visible), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->watched_surface, "notify::mapped",
                           G_CALLBACK (update_visible), self, G_CONNECT_SWAPPED);
}

static void
vouch_window_unrealize (GtkWidget *widget)
{
  VOUCH_WINDOW (widget)->watched_surface = NULL;
  GTK_WIDGET_CLASS (vouch_window_parent_class)->unrealize (widget);
}

static gboolean
vouch_window_close_request (GtkWindow *window)
{
  VouchPage *page = vouch_page_stack_get_page (VOUCH_WINDOW (window)->pages);

  if (page != NULL && vouch_page_close_request (page))
    return TRUE;
  return GTK_WINDOW_CLASS (vouch_window_parent_class)->close_request (window);
}

static void
follow_setup (VouchWindow *self)
{
  static const struct {
    const char *signal;
    void (*update) (VouchWindow *self);
  } followed[] = {
    { "notify::connection-error", update_connection_error },
    { "notify::busy", update_busy },
    { "notify::request-waiting", update_request },
    { "notify::waits-for", update_wait },
    { "notify::server", update_wait },
  };

  for (guint i = 0; i < G_N_ELEMENTS (followed); i++)
    {
      g_signal_connect_object (self->setup, followed[i].signal,
                               G_CALLBACK (followed[i].update), self, G_CONNECT_SWAPPED);
      followed[i].update (self);
    }
}

static void
list_remembered_servers (VouchWindow *self,
                         GMenu       *section)
{
  self->server_menu = vouch_server_menu_new (section, self->setup,
                                             vouch_context_get_remembered (self->context));
  gtk_widget_insert_action_group (GTK_WIDGET (self), VOUCH_SERVER_MENU_PREFIX,
                                  vouch_server_menu_get_actions (self->server_menu));
  g_signal_connect_object (self->server_menu, "chosen",
                           G_CALLBACK (vouch_window_use_address), self, G_CONNECT_SWAPPED);
}

/* Practice mode always ends with its window, so it has no such switch. */
static void
offer_background (VouchWindow *self,
                  GActionMap  *application)
{
  g_autoptr(GSimpleActionGroup) actions = g_simple_action_group_new ();

  g_action_map_add_action (G_ACTION_MAP (actions),
                           g_action_map_lookup_action (application, "watch-when-closed"));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "background", G_ACTION_GROUP (actions));
}

/* All windows share one menu: see vouch-menus.ui */
static GMenu *
get_menu (const char *name)
{
  static GtkBuilder *menus = NULL;

  if (menus == NULL)
    menus = gtk_builder_new_from_resource ("/io/github/vouchapp/Vouch/ui/vouch-menus.ui");
  return G_MENU (gtk_builder_get_object (menus, name));
}

static void
on_application_changed (VouchWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application == NULL)
    return;
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (get_menu ("main-menu")));
  if (vouch_context_get_practice (self->context))
    return;
  list_remembered_servers (self, get_menu ("known-servers"));
  offer_background (self, G_ACTION_MAP (application));
}

static void
vouch_window_constructed (GObject *object)
{
  VouchWindow *self = VOUCH_WINDOW (object);

  G_OBJECT_CLASS (vouch_window_parent_class)->constructed (object);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_is_active_changed), NULL);
  g_signal_connect (self, "notify::application", G_CALLBACK (on_application_changed), NULL);
  self->actions = vouch_window_actions_new (GTK_WIDGET (self), self->context);
  gtk_revealer_set_reveal_child (self->practice_revealer,
                                 vouch_context_get_practice (self->context));
  self->pages = g_object_ref_sink (vouch_page_stack_new (self->context));
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->pages));
  g_object_bind_property (self->setup, "stop", self->journey, "stop", G_BINDING_SYNC_CREATE);
  follow_setup (self);
}

static void
vouch_window_set_property (GObject      *object,
                           guint         property_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  VouchWindow *self = VOUCH_WINDOW (object);

  switch (property_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      self->setup = vouch_context_get_setup (self->context);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_window_dispose (GObject *object)
{
  VouchWindow *self = VOUCH_WINDOW (object);

  g_clear_handle_id (&self->spinner_id, g_source_remove);
  g_clear_handle_id (&self->keyring_id, g_source_remove);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (vouch_window_parent_class)->dispose (object);
}

static void
vouch_window_finalize (GObject *object)
{
  VouchWindow *self = VOUCH_WINDOW (object);

  g_clear_object (&self->server_menu);
  g_clear_object (&self->pages);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (vouch_window_parent_class)->finalize (object);
}

/* The button inside takes the focus, and the GtkMenuButton does not pass its tooltip to it as a
 * name. */
static void
name_menu_button (VouchWindow *self)
{
  GtkWidget *button = GTK_WIDGET (self->menu_button);
  GtkWidget *parts[] = { button, gtk_widget_get_first_child (button) };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (parts[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, _("Main Menu"),
                                    -1);
}

static void
vouch_window_class_init (VouchWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags once = VOUCH_PARAM_CONSTRUCT;

  object_class->constructed = vouch_window_constructed;
  object_class->set_property = vouch_window_set_property;
  object_class->dispose = vouch_window_dispose;
  object_class->finalize = vouch_window_finalize;
  widget_class->map = vouch_window_map;
  widget_class->unmap = vouch_window_unmap;
  widget_class->realize = vouch_window_realize;
  widget_class->unrealize = vouch_window_unrealize;
  GTK_WINDOW_CLASS (klass)->close_request = vouch_window_close_request;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, VOUCH_TYPE_CONTEXT, once);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VOUCH_TYPE_DESKTOP_WAIT);
  g_type_ensure (VOUCH_TYPE_JOURNEY);
  g_type_ensure (VOUCH_TYPE_SIDE_VIEW);
  g_type_ensure (VOUCH_TYPE_SPINNER);
  g_type_ensure (VOUCH_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-window.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, journey);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, practice_revealer);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, phone_button);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, side_view);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, pages_area);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, connection_error_revealer);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, request_revealer);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, connection_error_label);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, VouchWindow, keyring_revealer);
  gtk_widget_class_bind_template_callback (widget_class, update_phone);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", show_toast);
  gtk_widget_class_install_action (widget_class, "win.first-aid", NULL, show_first_aid);
  gtk_widget_class_install_action (widget_class, "win.switch-phone", NULL, switch_phone);
  gtk_widget_class_install_action (widget_class, "win.decline-keyring", NULL, decline_keyring);
  vouch_window_actions_install (widget_class, activate_action);
}

static void
vouch_window_init (VouchWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_menu_button (self);
  vouch_name_buttons (GTK_WIDGET (self->keyring_revealer));
  vouch_name_buttons (GTK_WIDGET (self->practice_revealer));
  vouch_wrap_buttons (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self)));
  vouch_repair_labels (adw_application_window_get_content (ADW_APPLICATION_WINDOW (self)));
  update_phone (self);
}

GtkWidget *
vouch_window_new (GtkApplication *application,
                  VouchContext   *context)
{
  return g_object_new (VOUCH_TYPE_WINDOW, "application", application, "context", context, NULL);
}

gboolean
vouch_window_use_address (VouchWindow *self,
                          const char  *address)
{
  g_return_val_if_fail (VOUCH_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  vouch_setup_set_new_user (self->setup, FALSE);
  /* Without a server the stack shows the connect page, which is the parent that VouchConnector
   * needs for its questions. */
  vouch_setup_disconnect (self->setup);
  return vouch_connector_use_address (vouch_context_get_connector (self->context), address);
}

VouchContext *
vouch_window_get_context (VouchWindow *self)
{
  g_return_val_if_fail (VOUCH_IS_WINDOW (self), NULL);
  return self->context;
}

GtkWidget *
vouch_window_get_screen (VouchWindow *self)
{
  g_return_val_if_fail (VOUCH_IS_WINDOW (self), NULL);

  return self->pages_area;
}

void
vouch_window_add_phone (VouchWindow *self,
                        GtkWidget   *phone)
{
  int width;

  g_return_if_fail (VOUCH_IS_WINDOW (self));
  g_return_if_fail (GTK_IS_WIDGET (phone));

  vouch_side_view_set_side (self->side_view, phone);
  width = MAX (WIDTH_WITH_PHONE, vouch_side_view_get_room_for_both (self->side_view));
  if (has_screen_for (self, width))
    gtk_window_set_default_size (GTK_WINDOW (self), width, HEIGHT_WITH_PHONE);
}
