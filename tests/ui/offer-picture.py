#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts a PNG on the clipboard, as a program does that was asked to copy it, until it is ended.

usage: offer-picture.py FILE.png
"""
import os
import sys
from pathlib import Path

import gi

gi.require_versions({'Gdk': '4.0', 'Gtk': '4.0'})

from gi.repository import Gdk, GLib, Gtk  # pylint: disable=wrong-import-position


def main():
    """Prints "ready" when it can be pasted."""
    Gtk.init()
    display = Gdk.Display.open(os.environ['DISPLAY'])
    picture = GLib.Bytes.new(Path(sys.argv[1]).read_bytes())
    display.get_clipboard().set_content(Gdk.ContentProvider.new_for_bytes('image/png', picture))
    loop = GLib.MainLoop()
    GLib.idle_add(print, 'ready')
    GLib.idle_add(sys.stdout.flush)
    loop.run()


if __name__ == '__main__':
    main()
