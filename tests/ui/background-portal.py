#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Background portal that allows or refuses programs without a window.

usage: background-portal.py allow|refuse|dismiss|crash

Takes the place of the portal that runs. Prints "ready", then the reason of each question that it
has answered. "refuse": the desktop refuses; "dismiss": the user does.
"""
import os
import sys

from gi.repository import Gio, GLib

from standins import build_request

NAME = 'org.freedesktop.portal.Desktop'
INTERFACES = """
<node>
  <interface name="org.freedesktop.portal.Background">
    <method name="RequestBackground">
      <arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
    <property name="version" type="u" access="read"/>
  </interface>
</node>
"""
ANSWERS = {'allow': (0, {'background': GLib.Variant('b', True)}),
           'refuse': (0, {'background': GLib.Variant('b', False)}),
           'dismiss': (1, {})}


def on_call(connection, sender, _path, _interface, _method, arguments, invocation):
    """Takes the question, and gives the answer in the way of all portals: by a signal."""
    options = arguments.unpack()[1]
    request = build_request(invocation)
    invocation.return_value(GLib.Variant('(o)', (request,)))
    if sys.argv[1] == 'crash':
        connection.flush_sync()
        os._exit(1)
    connection.emit_signal(sender, request, 'org.freedesktop.portal.Request', 'Response',
                           GLib.Variant('(ua{sv})', ANSWERS[sys.argv[1]]))
    connection.flush_sync()
    print(options['reason'], flush=True)


def main():
    """Until it is ended."""
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
    loop = GLib.MainLoop()

    def on_bus_acquired(connection, _name):
        connection.register_object('/org/freedesktop/portal/desktop', node.interfaces[0], on_call,
                                   lambda *_: GLib.Variant('u', 1))

    Gio.bus_own_name(Gio.BusType.SESSION, NAME, Gio.BusNameOwnerFlags.REPLACE, on_bus_acquired,
                     lambda *_: print('ready', flush=True), lambda *_: loop.quit())
    loop.run()


if __name__ == '__main__':
    main()
