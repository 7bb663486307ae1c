#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The notification service of a throw-away desktop: shows nothing, and prints what it is given.

Each line is a JSON object: {"shown": ID, "title": …, "body": …} or {"closed": ID}. For tests, the
method io.github.vouchapp.Person.Click on the same object is a click on one of them, which goes away
with it.
"""
import json

from gi.repository import Gio, GLib

NAME = 'org.freedesktop.Notifications'
INTERFACES = """
<node>
  <interface name="org.freedesktop.Notifications">
    <method name="GetCapabilities"><arg type="as" direction="out"/></method>
    <method name="GetServerInformation">
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
      <arg type="s" direction="out"/><arg type="s" direction="out"/>
    </method>
    <method name="Notify">
      <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
      <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/>
      <arg type="u" direction="out"/>
    </method>
    <method name="CloseNotification"><arg type="u" direction="in"/></method>
    <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
    <signal name="NotificationClosed"><arg type="u"/><arg type="u"/></signal>
  </interface>
  <interface name="io.github.vouchapp.Person">
    <method name="Click"><arg type="u" direction="in"/></method>
  </interface>
</node>
"""


class Service:
    """Hands out ids."""

    def __init__(self):
        self.count = 0

    def on_call(self, connection, sender, path, interface, method, arguments, invocation):
        """Answers as GNOME does."""
        answer = None
        if method == 'GetCapabilities':
            answer = GLib.Variant('(as)', (['actions', 'body', 'persistence'],))
        elif method == 'GetServerInformation':
            answer = GLib.Variant('(ssss)', ('practice', 'vouch', '1', '1.2'))
        elif method == 'Notify':
            _, replaces, _, title, body, _, _, _ = arguments.unpack()
            if not replaces:
                self.count += 1
            number = replaces or self.count
            print(json.dumps({'shown': number, 'title': title, 'body': body}), flush=True)
            answer = GLib.Variant('(u)', (number,))
        elif method == 'CloseNotification':
            print(json.dumps({'closed': arguments.unpack()[0]}), flush=True)
        elif method == 'Click':
            number = arguments.unpack()[0]
            print(json.dumps({'closed': number}), flush=True)
            for name, values in (('ActionInvoked', GLib.Variant('(us)', (number, 'default'))),
                                 ('NotificationClosed', GLib.Variant('(uu)', (number, 2)))):
                connection.emit_signal(None, path, NAME, name, values)
        invocation.return_value(answer)


def main():
    """Until it is ended."""
    service = Service()
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)

    def on_bus_acquired(connection, _name):
        for interface in node.interfaces:
            connection.register_object('/org/freedesktop/Notifications', interface,
                                       service.on_call)

    Gio.bus_own_name(Gio.BusType.SESSION, NAME, 0, on_bus_acquired, None, None)
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
