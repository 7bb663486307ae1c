#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Camera portal that crashes at the question, before it has said that it takes it.

Takes the place of the portal that runs. Prints "ready".
"""
import os

from gi.repository import Gio, GLib

INTERFACES = """
<node>
  <interface name="org.freedesktop.portal.Camera">
    <method name="AccessCamera"><arg type="a{sv}" direction="in"/></method>
    <property name="IsCameraPresent" type="b" access="read"/>
  </interface>
</node>
"""


def main():
    """Until it is asked."""
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)

    def on_bus_acquired(connection, _name):
        connection.register_object('/org/freedesktop/portal/desktop', node.interfaces[0],
                                   lambda *_: os._exit(1), lambda *_: GLib.Variant('b', True))

    Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.portal.Desktop',
                     Gio.BusNameOwnerFlags.REPLACE, on_bus_acquired,
                     lambda *_: print('ready', flush=True), lambda *_: os._exit(1))
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
