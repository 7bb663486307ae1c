#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop whose windows for files, printing and links never come: its portals take each question,
and give no answer.

Takes the place of the portal that runs. Prints "ready", then each method that was called.
usage: silent-portal.py [refuse]: says instead that it cannot
"""
import os
import sys

from gi.repository import Gio, GLib

from standins import build_request

PATH = '/org/freedesktop/portal/desktop'
INTERFACES = """
<node>
  <interface name="org.freedesktop.portal.FileChooser">
    <method name="OpenFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="SaveFile">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.Print">
    <method name="PreparePrint">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
  <interface name="org.freedesktop.portal.OpenURI">
    <method name="OpenURI">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
</node>
"""


def main():
    """Until it is ended."""
    portals = Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces
    refuse = sys.argv[1:] == ['refuse']

    def on_call(_connection, _sender, _path, _interface, method, _arguments, invocation):
        print(method, flush=True)
        if refuse:
            invocation.return_dbus_error('org.freedesktop.portal.Error.Failed', 'it cannot')
            return
        invocation.return_value(GLib.Variant('(o)', (build_request(invocation),)))

    def on_bus_acquired(connection, _name):
        for interface in portals:
            connection.register_object(PATH, interface, on_call, lambda *_: GLib.Variant('u', 3))

    Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.portal.Desktop',
                     Gio.BusNameOwnerFlags.REPLACE, on_bus_acquired,
                     lambda *_: print('ready', flush=True), lambda *_: os._exit(1))
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
