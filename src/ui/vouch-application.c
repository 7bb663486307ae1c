/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-application"

#include "vouch-application.h"

#include <glib/gi18n.h>

#include "vouch-background.h"
#include "vouch-beeper-start.h"
#include "vouch-compat.h"
#include "vouch-notifier.h"
#include "vouch-practice-start.h"
#include "vouch-secret.h"
#include "vouch-settings.h"
#include "vouch-window.h"

#define ICONS "/io/github/vouchapp/Vouch/icons"

/* The application creates the objects and connects them. It is the only code that starts practice
 * mode. */
struct _VouchApplication
{
  AdwApplication          parent_instance;

  /* owned */
  GSettings              *settings;   /* (nullable): NULL: Vouch is not installed */
  VouchSetup             *setup;      /* created with the real window; outlives it */
  VouchFinder            *finder;
  VouchRememberedServers *remembered;
  VouchNotifier          *notifier;
  VouchBackground        *background;
  VouchBeeperStart       *launcher;
  char                   *token;      /* secret: BEEPER_ACCESS_TOKEN */
  char                   *server;     /* the value of --server */
  gboolean                practice;   /* --practice: there is no real window */
};

G_DEFINE_FINAL_TYPE (VouchApplication, vouch_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "practice", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_("Practice with a pretend Beeper and phone"), NULL },
  { "server", 0, 0, G_OPTION_ARG_STRING, NULL,
    N_("Use the Beeper at this address"), N_("URL") },
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL,
    N_("Print the version and exit"), NULL },
  G_OPTION_ENTRY_NULL
};

/* The token of the environment may be sent to a Beeper whose address was given or used before, but
 * not to a Beeper that a search found. */
static void
trust_addresses (VouchApplication *self)
{
  g_autoptr(GPtrArray) servers = vouch_remembered_servers_list (self->remembered);

  if (vouch_finder_get_forced (self->finder) != NULL)
    vouch_setup_trust_address (self->setup, vouch_finder_get_forced (self->finder));
  for (guint i = 0; i < servers->len; i++)
    vouch_setup_trust_address (self->setup,
                               ((VouchRememberedServer *) g_ptr_array_index (servers, i))->origin);
}

/* The finder first asks the server that was used last. */
static void
on_remembered_changed (VouchRememberedServers *remembered,
                       VouchFinder            *finder)
{
  g_autoptr(GPtrArray) servers = vouch_remembered_servers_list (remembered);
  const VouchRememberedServer *last = servers->len > 0 ? g_ptr_array_index (servers, 0) : NULL;

  if (last != NULL)
    vouch_finder_remember (finder, last->origin, last->terms);
}

/* The window that practice hides is still the active one until GTK is told of another one. */
static void
update_attended (VouchApplication *self,
                 GParamSpec       *pspec,
                 GtkWindow        *window)
{
  vouch_notifier_set_attended (self->notifier,
                               gtk_window_is_active (window) &&
                               gtk_widget_get_visible (GTK_WIDGET (window)));
}

static void
drop_setup (VouchApplication *self)
{
  vouch_background_set_setup (self->background, NULL);
  g_clear_object (&self->notifier);
  g_clear_object (&self->setup);
  g_clear_object (&self->finder);
  g_clear_object (&self->remembered);
}

static void
on_new_user_changed (VouchApplication *self)
{
  vouch_settings_set (self->settings, VOUCH_SETTINGS_WELCOMED, g_variant_new_boolean (TRUE));
}

/* Whoever names an address, or has used Vouch before, knows what is ahead. What cannot be
 * remembered is not said at each start. */
static void
welcome (VouchApplication *self)
{
  g_autoptr(GPtrArray) servers = vouch_remembered_servers_list (self->remembered);

  if (self->settings == NULL || servers->len > 0 ||
      vouch_finder_get_forced (self->finder) != NULL ||
      g_settings_get_boolean (self->settings, VOUCH_SETTINGS_WELCOMED))
    return;
  vouch_setup_set_new_user (self->setup, TRUE);
  g_signal_connect_object (self->setup, "notify::new-user",
                           G_CALLBACK (on_new_user_changed), self, G_CONNECT_SWAPPED);
}

static void
make_setup (VouchApplication *self)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_keyring ();
  g_autofree char *state_directory = g_build_filename (g_get_user_state_dir (), "vouch", NULL);

  self->finder = vouch_finder_new (self->server);
  self->setup = vouch_setup_new (store, state_directory, self->token);
  self->remembered = vouch_remembered_servers_new (self->settings, self->setup);
  vouch_remembered_servers_ignore (self->remembered, vouch_finder_get_forced (self->finder));
  g_signal_connect_object (self->remembered, "changed", G_CALLBACK (on_remembered_changed),
                           self->finder, 0);
  on_remembered_changed (self->remembered, self->finder);
  trust_addresses (self);
  welcome (self);
  self->notifier = vouch_notifier_new (G_APPLICATION (self), self->setup);
  vouch_background_set_setup (self->background, self->setup);
}

/* The user can cancel Quit in the question of a page. Closing the window after that is not Quit. */
static gboolean
on_window_close_request (VouchApplication *self)
{
  vouch_background_set_leaving (self->background, FALSE);
  return FALSE;
}

static void
on_window_destroy (VouchApplication *self,
                   GtkWidget        *window)
{
  g_signal_handlers_disconnect_by_data (window, self);
  vouch_notifier_set_attended (self->notifier, FALSE);
  if (!vouch_background_get_active (self->background))
    drop_setup (self);
}

static void
make_window (VouchApplication *self)
{
  g_autoptr(VouchContext) context = NULL;
  GtkWidget *window;

  if (self->setup == NULL)
    make_setup (self);
  context = vouch_context_new (self->setup, self->finder, self->remembered, self->launcher);
  window = vouch_window_new (GTK_APPLICATION (self), context);
  g_signal_connect_object (window, "notify::is-active",
                           G_CALLBACK (update_attended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::visible",
                           G_CALLBACK (update_attended), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "close-request",
                           G_CALLBACK (on_window_close_request), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "destroy",
                           G_CALLBACK (on_window_destroy), self, G_CONNECT_SWAPPED);
}

/* Returns: (nullable): the window for the real Beeper, or that of practice */
static GtkWindow *
find_window (VouchApplication *self,
             gboolean          practice)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (VOUCH_IS_WINDOW (l->data) &&
        vouch_context_get_practice (vouch_window_get_context (l->data)) == practice)
      return l->data;
  return NULL;
}

/* With Quit it may have gone before practice ends. */
static void
show_again (GtkWindow *real)
{
  if (gtk_window_get_application (real) != NULL)
    gtk_window_present (real);
}

/* The window for the real Beeper waits out of sight: two windows that look the same would be
 * confused. It comes back as it was when practice ends. */
static void
practise_instead_of (GtkWindow *real,
                     GtkWindow *window)
{
  g_signal_connect_object (window, "destroy", G_CALLBACK (show_again), real, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (real), FALSE);
}

static void
start_practice (VouchApplication *self)
{
  g_autoptr(GError) error = NULL;
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  GtkWindow *real = find_window (self, FALSE);
  GtkWindow *window = vouch_practice_start (GTK_APPLICATION (self), &error);

  if (window != NULL)
    {
      gtk_window_present (window);
      if (real != NULL)
        practise_instead_of (real, window);
    }
  else if (active != NULL)
    vouch_tell (GTK_WIDGET (active), _("Practice Could Not Start"),
                _("Practice mode needs a pretend Beeper on this computer, and the system does not "
                  "let it start. Restart the computer, then try again."));
  else
    g_printerr ("%s\n", error->message);
}

/* Shows the window for the real Beeper. Practice ends: nothing in it is real. */
static void
show_real (VouchApplication *self)
{
  GtkWindow *practice = find_window (self, TRUE);

  if (find_window (self, FALSE) == NULL)
    make_window (self);
  if (practice != NULL)
    gtk_window_destroy (practice);
  gtk_window_present (find_window (self, FALSE));
}

/* Practice is the window on screen while it lasts: the other one would look the same beside it. */
static void
vouch_application_activate (GApplication *application)
{
  VouchApplication *self = VOUCH_APPLICATION (application);
  GtkWindow *practice = find_window (self, TRUE);

  if (practice != NULL)
    gtk_window_present (practice);
  else if (self->practice)
    start_practice (self);
  else
    show_real (self);
}

/* Connects the existing window to another Beeper, unless the setup is busy.
 *
 * Returns: the exit status of the calling process */
static int
use_for_this_run (VouchApplication        *self,
                  GApplicationCommandLine *command_line,
                  const char              *server)
{
  if (!vouch_window_use_address (VOUCH_WINDOW (find_window (self, FALSE)), server))
    {
      g_application_command_line_printerr (command_line, "%s\n",
                                           _("Vouch is busy. Try again in a moment."));
      return 1;
    }
  vouch_remembered_servers_ignore (self->remembered, server);
  return 0;
}

static int
vouch_application_command_line (GApplication            *application,
                                GApplicationCommandLine *command_line)
{
  VouchApplication *self = VOUCH_APPLICATION (application);
  GVariantDict *values = g_application_command_line_get_options_dict (command_line);
  gboolean running = self->setup != NULL;
  const char *server = NULL;

  g_variant_dict_lookup (values, "server", "&s", &server);
  if (!running)
    {
      g_free (self->server);
      self->server = g_strdup (server);
    }
  if (server != NULL && !self->practice)
    show_real (self);
  else
    g_application_activate (application);
  if (running && server != NULL)
    return use_for_this_run (self, command_line, server);
  return 0;
}

static int
vouch_application_handle_local_options (GApplication *application,
                                        GVariantDict *values)
{
  VouchApplication *self = VOUCH_APPLICATION (application);

  if (g_variant_dict_contains (values, "version"))
    {
      g_print ("Vouch %s\n", VOUCH_VERSION);
      return 0;
    }

  self->practice = g_variant_dict_contains (values, "practice");
  if (self->practice)
    g_application_set_flags (application,
                             g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

static void
practice (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkWindow *window = find_window (user_data, TRUE);

  if (window != NULL)
    gtk_window_present (window);
  else
    start_practice (user_data);
}

/* A notification is about the real Beeper. */
static void
show (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  show_real (user_data);
}

/* Each window may ask a question before it closes, and may close another window, too. */
static gboolean
close_windows (gpointer user_data)
{
  VouchApplication *self = user_data;
  g_autolist(GtkWindow) windows =
    g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  for (GList *l = windows; l != NULL; l = l->next)
    g_object_ref (l->data);
  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
  vouch_background_set_leaving (self->background, TRUE);
  return G_SOURCE_REMOVE;
}

/* Not while the key is handled: see vouch_close_soon(). */
static void
quit (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       user_data)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, close_windows, g_object_ref (user_data), g_object_unref);
}

static void
add_background_switch (VouchApplication *self)
{
  g_autoptr(GPropertyAction) action = NULL;

  self->settings = vouch_settings_open ();
  self->background = vouch_background_new (GTK_APPLICATION (self), self->settings);
  action = g_property_action_new ("watch-when-closed", self->background, "wanted");
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
load_style (AdwStyleManager *manager,
            GParamSpec      *pspec,
            GtkCssProvider  *style)
{
  gtk_css_provider_load_from_resource (style, adw_style_manager_get_high_contrast (manager)
                                              ? "/io/github/vouchapp/Vouch/style-hc.css"
                                              : "/io/github/vouchapp/Vouch/style.css");
}

static void
add_style (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  g_autoptr(GtkCssProvider) style = gtk_css_provider_new ();

  load_style (manager, NULL, style);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (load_style), style, 0);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* For the icons that the desktop's theme does not have. GTK reads the theme again after this. */
static void
add_missing_icons (void)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_auto(GStrv) files = g_resources_enumerate_children (ICONS "/scalable/actions",
                                                        G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    {
      g_autofree char *name = g_strndup (files[i], strcspn (files[i], "."));

      if (!gtk_icon_theme_has_icon (theme, name))
        {
          gtk_icon_theme_add_resource_path (theme, ICONS);
          return;
        }
    }
}

static void
vouch_application_startup (GApplication *application)
{
  VouchApplication *self = VOUCH_APPLICATION (application);
  static const GActionEntry actions[] = {
    { .name = "practice", .activate = practice },
    { .name = "show", .activate = show },
    { .name = "quit", .activate = quit },
  };

  G_APPLICATION_CLASS (vouch_application_parent_class)->startup (application);

  add_style ();
  add_missing_icons ();
  gtk_window_set_default_icon_name (VOUCH_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  add_background_switch (self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit",
                                         (const char *[]) { "<Control>q", NULL });
  vouch_beeper_start_look (self->launcher);
}

/* Drops the setup before the parent class shuts down: a notification can still be withdrawn
 * then. */
static void
vouch_application_shutdown (GApplication *application)
{
  drop_setup (VOUCH_APPLICATION (application));
  G_APPLICATION_CLASS (vouch_application_parent_class)->shutdown (application);
}

static void
vouch_application_finalize (GObject *object)
{
  VouchApplication *self = VOUCH_APPLICATION (object);

  g_clear_object (&self->background);
  g_clear_object (&self->settings);
  g_clear_object (&self->launcher);
  vouch_secret_free (self->token);
  g_free (self->server);
  G_OBJECT_CLASS (vouch_application_parent_class)->finalize (object);
}

static void
vouch_application_class_init (VouchApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = vouch_application_finalize;
  application_class->startup = vouch_application_startup;
  application_class->shutdown = vouch_application_shutdown;
  application_class->activate = vouch_application_activate;
  application_class->command_line = vouch_application_command_line;
  application_class->handle_local_options = vouch_application_handle_local_options;
}

static void
vouch_application_init (VouchApplication *self)
{
  self->launcher = vouch_beeper_start_new ();
  g_application_add_main_option_entries (G_APPLICATION (self), options);
}

/* Without a resource path, GTK uses the icon theme that one of its threads has read. With a
 * resource path, GTK also searches for icons there and reads the whole theme again before the
 * window can be shown. That takes a tenth of the start: see add_missing_icons (). */
GApplication *
vouch_application_new (const char *token)
{
  VouchApplication *self = g_object_new (VOUCH_TYPE_APPLICATION,
                                         "application-id", VOUCH_APPLICATION_ID,
                                         "flags", G_APPLICATION_HANDLES_COMMAND_LINE,
                                         "resource-base-path", NULL,
                                         NULL);

  self->token = vouch_secret_dup (token);
  return G_APPLICATION (self);
}
