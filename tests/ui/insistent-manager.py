#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A clipboard manager that knows no marks: an empty clipboard gets back what was there before.

usage: insistent-manager.py [--take-over]   and takes over what others put there
"""
import os
import sys

import gi

gi.require_versions({'Gdk': '4.0', 'Gtk': '4.0'})

from gi.repository import Gdk, GLib, Gtk  # pylint: disable=wrong-import-position


class Manager:
    """Remembers one text."""

    def __init__(self, take_over):
        Gtk.init()
        self.take_over = take_over
        self.kept = None
        self.clipboard = Gdk.Display.open(os.environ['DISPLAY']).get_clipboard()
        self.clipboard.connect('changed', self.on_changed)

    def on_changed(self, clipboard):
        """Somebody else has put something there, or taken it away."""
        if not clipboard.is_local():
            clipboard.read_text_async(None, self.on_text_read)

    def on_text_read(self, clipboard, result):
        """Keeps it, or puts back what it kept."""
        try:
            text = clipboard.read_text_finish(result)
        except GLib.Error:
            text = None
        if text:
            self.kept = text
            print('kept', flush=True)
        if self.kept and (self.take_over or not text):
            clipboard.set(self.kept)
            print('set', flush=True)


if __name__ == '__main__':
    MANAGER = Manager('--take-over' in sys.argv)
    GLib.idle_add(lambda: print('ready', flush=True))
    GLib.MainLoop().run()
