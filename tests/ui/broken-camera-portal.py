#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Camera portal that crashes at the question, before it has said that it takes it.

Takes the place of the portal that runs. Prints "ready".
usage: broken-camera-portal.py [silent]: takes the question, and gives no answer
"""
import os
import sys

from gi.repository import Gio, GLib

from standins import build_request

INTERFACES = """
<node>
  <interface name="org.freedesktop.portal.Camera">
    <method name="AccessCamera">
      <arg type="a{sv}" direction="in"/><arg type="o" direction="out"/>
    </method>
    <property name="IsCameraPresent" type="b" access="read"/>
  </interface>
</node>
"""


def take(invocation):
    """The question is taken."""
    invocation.return_value(GLib.Variant('(o)', (build_request(invocation),)))


def main():
    """Until it is asked, or ended."""
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
    silent = sys.argv[1:] == ['silent']

    def on_method_call(*arguments):
        if silent:
            take(arguments[-1])
        else:
            os._exit(1)

    def on_bus_acquired(connection, _name):
        connection.register_object('/org/freedesktop/portal/desktop', node.interfaces[0],
                                   on_method_call, lambda *_: GLib.Variant('b', True))

    Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.portal.Desktop',
                     Gio.BusNameOwnerFlags.REPLACE, on_bus_acquired,
                     lambda *_: print('ready', flush=True), lambda *_: os._exit(1))
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
