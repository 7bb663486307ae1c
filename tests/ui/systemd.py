#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for the user's systemd on the session bus, with one unit of Beeper Server.

usage: systemd.py UNIT start COMMAND [ARGUMENT...]
       systemd.py UNIT end|refuse

"start" runs the command in the place of the unit; with "end", what was started has ended at once;
"refuse" takes no order. Prints "ready", then the name of each unit that was to be started.
"""
import signal
import subprocess
import sys

from gi.repository import Gio, GLib

INTERFACES = """
<node>
  <interface name="org.freedesktop.systemd1.Manager">
    <method name="ListUnitFilesByPatterns">
      <arg type="as" direction="in"/><arg type="as" direction="in"/>
      <arg type="a(ss)" direction="out"/>
    </method>
    <method name="ListUnitsByPatterns">
      <arg type="as" direction="in"/><arg type="as" direction="in"/>
      <arg type="a(ssssssouso)" direction="out"/>
    </method>
    <method name="StartUnit">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="o" direction="out"/>
    </method>
  </interface>
</node>
"""
UNIT, OUTCOME, *COMMAND = sys.argv[1:]
BEEPERS = ['beeper-profile-*.service', 'beeper-server.service']


def main():
    """Until it is ended."""
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACES)
    loop = GLib.MainLoop()
    started = []

    def on_call(_connection, _sender, _path, _interface, method, arguments, invocation):
        if method == 'StartUnit':
            print(arguments.unpack()[0], flush=True)
        if method == 'StartUnit' and OUTCOME == 'refuse':
            invocation.return_dbus_error('org.freedesktop.systemd1.LoadFailed', 'Bad unit file')
        elif method == 'StartUnit':
            if OUTCOME == 'start':
                started.append(subprocess.Popen(COMMAND, stdout=subprocess.DEVNULL))
            invocation.return_value(GLib.Variant('(o)', ('/org/freedesktop/systemd1/job/1',)))
        elif arguments.unpack()[1] != BEEPERS:
            invocation.return_dbus_error('org.example.Strange', 'It asks for other units')
        elif method == 'ListUnitFilesByPatterns':
            files = [('/home/person/.config/systemd/user/' + UNIT, 'disabled')]
            invocation.return_value(GLib.Variant('(a(ss))', (files,)))
        else:
            state = 'active' if started else 'inactive'
            unit = (UNIT, 'Beeper Server', 'loaded', state, state, '', '/', 0, '', '/')
            invocation.return_value(GLib.Variant('(a(ssssssouso))', ([unit],)))

    def on_bus_acquired(connection, _name):
        connection.register_object('/org/freedesktop/systemd1', node.interfaces[0], on_call)

    Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.systemd1',
                     Gio.BusNameOwnerFlags.REPLACE, on_bus_acquired,
                     lambda *_: print('ready', flush=True), lambda *_: loop.quit())
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGTERM, loop.quit)
    loop.run()
    for process in started:
        process.terminate()


if __name__ == '__main__':
    main()
