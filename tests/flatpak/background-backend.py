#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The part of a desktop behind the Background portal, which GNOME Shell has and a bare one lacks.

Prints "ready". The portal itself is the real one, and decides who may.
"""
from gi.repository import Gio, GLib

INTERFACES = """
<node>
  <interface name="org.freedesktop.impl.portal.Background">
    <method name="GetAppState"><arg type="a{sv}" direction="out"/></method>
    <method name="NotifyBackground">
      <arg type="o" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="u" direction="out"/><arg type="a{sv}" direction="out"/>
    </method>
    <method name="EnableAutostart">
      <arg type="s" direction="in"/><arg type="b" direction="in"/><arg type="as" direction="in"/>
      <arg type="u" direction="in"/><arg type="b" direction="out"/>
    </method>
    <signal name="RunningApplicationsChanged"/>
  </interface>
</node>
"""
ANSWERS = {'GetAppState': GLib.Variant('(a{sv})', ({},)),
           'NotifyBackground': GLib.Variant('(ua{sv})', (0, {})),
           'EnableAutostart': GLib.Variant('(b)', (False,))}


def on_call(_connection, _sender, _path, _interface, method, _arguments, invocation):
    """No program is known to be in the background, and none starts by itself."""
    invocation.return_value(ANSWERS[method])


def main():
    """Until it is ended."""
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)

    def on_bus_acquired(connection, _name):
        connection.register_object('/org/freedesktop/portal/desktop', node.interfaces[0], on_call)

    Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.impl.portal.desktop.vouchtest', 0,
                     on_bus_acquired, lambda *_: print('ready', flush=True), None)
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
