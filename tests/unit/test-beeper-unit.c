/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-beeper-unit.h"
#include "wait.h"

static const char interfaces[] =
  "<node><interface name='org.freedesktop.systemd1.Manager'>"
  "  <method name='ListUnitFilesByPatterns'><arg type='as' direction='in'/>"
  "    <arg type='as' direction='in'/><arg type='a(ss)' direction='out'/></method>"
  "  <method name='ListUnitsByPatterns'><arg type='as' direction='in'/>"
  "    <arg type='as' direction='in'/><arg type='a(ssssssouso)' direction='out'/></method>"
  "</interface></node>";

/* The replies of systemd, as text of GVariant, and the unit that is found */
typedef struct {
  const char *files;
  const char *units;
  const char *found;
} Case;

#define UNIT(name, state, job) \
  "('" name "', '', 'loaded', '" state "', '', '', '/', " job ", '', '/')"

static const Case cases[] = {
  { "[]", "[]", NULL },
  { "[('/u/beeper-server.service', 'disabled')]", "[]", "beeper-server.service" },
  { "[('/u/beeper-server.service', 'disabled')]", "[" UNIT ("beeper-server.service", "failed", "0")
    "]", "beeper-server.service" },
  { "[('/u/beeper-server.service', 'static')]", "[" UNIT ("beeper-server.service", "active", "0")
    "]", NULL },
  { "[('/u/beeper-server.service', 'static')]",
    "[" UNIT ("beeper-server.service", "activating", "0") "]", NULL },
  { "[('/u/beeper-server.service', 'static')]",
    "[" UNIT ("beeper-server.service", "inactive", "7") "]", NULL },
  { "[('/u/beeper-server.service', 'masked'), ('/u/beeper-profile-a.service', 'bad')]", "[]",
    NULL },
  { "[('/u/beeper-server.service', 'masked-runtime')]", "[]", NULL },
  { "[('/u/beeper-profile-x@.service', 'static')]", "[]", NULL },
  { "[('/u/beeper-server.service', 'disabled'), ('/u/beeper-profile-b.service', 'disabled'),"
    " ('/u/beeper-profile-a.service', 'disabled')]", "[]", "beeper-profile-a.service" },
  { "[('/u/beeper-profile-a.service', 'disabled'), ('/u/beeper-server.service', 'enabled')]", "[]",
    "beeper-server.service" },
};

/* Answers like systemd. */
static void
on_call (GDBusConnection       *connection,
         const char            *sender,
         const char            *path,
         const char            *interface,
         const char            *method,
         GVariant              *arguments,
         GDBusMethodInvocation *invocation,
         gpointer               user_data)
{
  const Case **now = user_data;
  gboolean files = g_str_equal (method, "ListUnitFilesByPatterns");
  g_autoptr(GVariant) list = NULL;

  list = g_variant_parse (G_VARIANT_TYPE (files ? "a(ss)" : "a(ssssssouso)"),
                          files ? (*now)->files : (*now)->units, NULL, NULL, NULL);
  g_dbus_method_invocation_return_value (invocation, g_variant_new_tuple (&list, 1));
}

/* Owns the name of systemd on the session bus of this test. */
static void
serve (GDBusConnection *bus,
       const Case     **now)
{
  static const GDBusInterfaceVTable table = { .method_call = on_call };
  g_autoptr(GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (interfaces, NULL);
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  g_dbus_connection_register_object (bus, "/org/freedesktop/systemd1", node->interfaces[0], &table,
                                     now, NULL, &error);
  g_assert_no_error (error);
  reply = g_dbus_connection_call_sync (bus, "org.freedesktop.DBus", "/", "org.freedesktop.DBus",
                                       "RequestName",
                                       g_variant_new ("(su)", "org.freedesktop.systemd1", 0), NULL,
                                       G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
  g_assert_no_error (error);
}

static char *
find (void)
{
  g_autoptr(GAsyncResult) result = NULL;

  vouch_beeper_unit_find_async (wait_on_ready, &result);
  wait_for_result (&result);
  return vouch_beeper_unit_find_finish (result);
}

static void
test_find (void)
{
  GTestDBus *daemon = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_autoptr(GDBusConnection) bus = NULL;
  const Case *now = cases;

  g_test_dbus_up (daemon);
  bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL);
  g_assert_nonnull (bus);
  g_assert_null (find ());
  serve (bus, &now);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = NULL;

      now = &cases[i];
      found = find ();
      g_assert_cmpstr (found, ==, cases[i].found);
    }
  g_clear_object (&bus);
  g_test_dbus_down (daemon);
  g_object_unref (daemon);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/beeper-unit/units-of-systemd/beeper-is-found", test_find);
  return g_test_run ();
}
