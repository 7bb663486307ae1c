/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-report"

#include "vouch-report.h"

#include <adwaita.h>

#include "vouch-beeper-process.h"
#include "vouch-journal.h"
#include "vouch-api-enums.h"
#include "vouch-plain-text.h"
#include "vouch-socket-owner.h"

#define PORTAL_PATIENCE 1000   /* milliseconds */
#define MAX_SERVER_TEXT 40

static void
append_environment (GString *text)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *desktop = g_getenv ("XDG_CURRENT_DESKTOP");
  const char *display = g_getenv ("XDG_SESSION_TYPE");

  g_string_append_printf (text, "Vouch %s\n", VOUCH_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u, libadwaita %u.%u.%u, GLib %u.%u.%u\n",
                          gtk_get_major_version (), gtk_get_minor_version (),
                          gtk_get_micro_version (), adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version (), glib_major_version,
                          glib_minor_version, glib_micro_version);
  g_string_append_printf (text, "System: %s\n", system != NULL ? system : "not known");
  g_string_append_printf (text, "Desktop: %s on %s%s\n", desktop != NULL ? desktop : "not known",
                          display != NULL ? display : "not known",
                          g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? ", in a Flatpak"
                                                                             : "");
  g_string_append_printf (text, "Language: %s\n", g_get_language_names ()[0]);
  g_string_append_printf (text, "Owners of local connections: %s\n",
                          vouch_socket_owner_can_ask () ? "known" : "not known");
}

/* Messages of Vouch's own errors are English and contain no text of a server or of the user. */
static void
append_error (GString      *text,
              const char   *label,
              const GError *error)
{
  if (error != NULL)
    g_string_append_printf (text, "%s: %s %d, %s\n", label, g_quark_to_string (error->domain),
                            error->code, error->message);
}

static void
append_server (GString     *text,
               VouchServer *server)
{
  g_autofree char *product = vouch_plain_text (vouch_server_get_product (server), MAX_SERVER_TEXT);
  g_autofree char *version = vouch_plain_text (vouch_server_get_version (server), MAX_SERVER_TEXT);

  g_string_append_printf (text, "Server: %s %s, %s, %s\n", product != NULL ? product : "unnamed",
                          version != NULL ? version : "of no version",
                          vouch_server_get_is_server (server) ? "a server" : "not a server",
                          vouch_server_get_local (server) ? "on this computer" : "elsewhere");
}

/* Writes the state and the seven booleans of e2ee, which contradict each other on some Beepers
 * (api.md 1). */
static void
append_session (GString      *text,
                VouchSession *session)
{
  static const char * const facts[] = {
    "initialized", "cross-signing", "verified", "secret-storage", "key-backup",
    "recovery-key-saved", "first-sync-done",
  };
  g_autofree char *state = g_enum_to_string (VOUCH_TYPE_SESSION_STATE,
                                             vouch_session_get_state (session));

  g_string_append_printf (text, "State: %s for %d s\nEncryption:", state,
                          (int) (vouch_session_get_state_age (session) / 1000));
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      gboolean is_so = FALSE;

      g_object_get (session, facts[i], &is_so, NULL);
      g_string_append_printf (text, " %s %s%s", facts[i], is_so ? "yes" : "no",
                              i + 1 < G_N_ELEMENTS (facts) ? "," : "\n");
    }
}

/* Reports a process of the same user. The names of other processes are not reported. */
static void
append_process (GString *text)
{
  static const char * const words[] = {
    [VOUCH_BEEPER_PROCESS_UNKNOWN] = "not known",
    [VOUCH_BEEPER_PROCESS_NONE] = "none",
    [VOUCH_BEEPER_PROCESS_DESKTOP] = "Beeper Desktop",
    [VOUCH_BEEPER_PROCESS_SERVER] = "Beeper Server",
  };

  g_string_append_printf (text, "Beeper process: %s\n", words[vouch_beeper_process_look ("/proc")]);
}

static void
append_setup (GString    *text,
              VouchSetup *setup)
{
  VouchServer *server = vouch_setup_get_server (setup);
  VouchSession *session = vouch_setup_get_session (setup);

  if (server != NULL)
    append_server (text, server);
  g_string_append_printf (text, "Step: %s%s\n",
                          vouch_step_get_name (vouch_setup_get_step (setup)),
                          vouch_setup_get_busy (setup) ? ", busy" : "");
  if (vouch_session_get_known (session))
    append_session (text, session);
  append_error (text, "Problem", vouch_setup_get_problem (setup));
  append_error (text, "Connection error", vouch_setup_get_connection_error (setup));
}

/* @reply: (nullable): the result of org.freedesktop.DBus.Properties.GetAll */
static void
append_portal (GString  *text,
               GVariant *reply)
{
  g_autoptr(GVariant) values = NULL;
  guint32 version = 0;
  gboolean present = FALSE;

  if (reply == NULL)
    {
      g_string_append (text, "Camera portal: no answer\n");
      return;
    }
  values = g_variant_get_child_value (reply, 0);
  g_variant_lookup (values, "version", "u", &version);
  g_variant_lookup (values, "IsCameraPresent", "b", &present);
  g_string_append_printf (text, "Camera portal: version %u, camera %s\n", version,
                          present ? "present" : "not present");
}

static void
finish_text (GTask    *task,
             GVariant *portal)
{
  g_autofree char *events = vouch_journal_format ();
  GString *text = g_task_get_task_data (task);

  append_portal (text, portal);
  g_string_append_printf (text, "\nLast events:\n%s", events);
  g_task_return_pointer (task, g_strdup (text->str), g_free);
}

static void
on_portal_ready (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GVariant) reply =
    g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);

  finish_text (task, reply);
}

static void
on_bus_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus == NULL)
    {
      finish_text (task, NULL);
      return;
    }
  g_dbus_connection_call (bus, "org.freedesktop.portal.Desktop",
                          "/org/freedesktop/portal/desktop", "org.freedesktop.DBus.Properties",
                          "GetAll", g_variant_new ("(s)", "org.freedesktop.portal.Camera"),
                          G_VARIANT_TYPE ("(a{sv})"), G_DBUS_CALL_FLAGS_NONE, PORTAL_PATIENCE,
                          g_task_get_cancellable (task), on_portal_ready, g_object_ref (task));
}

static void
free_text (gpointer data)
{
  g_string_free (data, TRUE);
}

void
vouch_report_build_async (VouchSetup          *setup,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (setup, cancellable, callback, user_data);
  GString *text = g_string_new (NULL);

  g_task_set_source_tag (task, vouch_report_build_async);
  append_environment (text);
  append_process (text);
  append_setup (text, setup);
  g_task_set_task_data (task, text, free_text);
  g_bus_get (G_BUS_TYPE_SESSION, cancellable, on_bus_ready, g_steal_pointer (&task));
}

char *
vouch_report_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
