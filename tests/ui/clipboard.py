# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person would paste."""
import os

import gi

gi.require_version('Gdk', '4.0')

from gi.repository import Gdk, GLib  # pylint: disable=wrong-import-position


def read_clipboard():
    """The text on the clipboard, or None when there is none."""
    display = Gdk.Display.open(os.environ['DISPLAY'])
    answers = []

    def on_ready(clipboard, result):
        try:
            answers.append(clipboard.read_text_finish(result))
        except GLib.Error:
            answers.append(None)

    display.get_clipboard().read_text_async(None, on_ready)
    while not answers:
        GLib.MainContext.default().iteration(True)
    display.close()
    return answers[0]
