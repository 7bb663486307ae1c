#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes the names of the portals, also from those that run, and answers nothing. Prints "ready"."""
from gi.repository import Gio, GLib

NAMES = ['org.freedesktop.portal.Desktop', 'org.freedesktop.impl.portal.PermissionStore']


def main():
    """Until it is ended."""
    left = set(NAMES)
    loop = GLib.MainLoop()

    def on_owned(_connection, name):
        left.discard(name)
        if not left:
            print('ready', flush=True)

    for name in NAMES:
        Gio.bus_own_name(Gio.BusType.SESSION, name, Gio.BusNameOwnerFlags.REPLACE, None, on_owned,
                         lambda _connection, _name: loop.quit())
    loop.run()


if __name__ == '__main__':
    main()
