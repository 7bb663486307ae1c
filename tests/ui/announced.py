# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The notifications that the desktop has got, and clicks of the user on them."""
import json
import os
from pathlib import Path

from driver import run_tool
from waiting import wait_for

LOG = Path(os.environ.get('DESKTOP_DIR', '/')) / 'log' / 'notifications.log'


class Notifications:
    """What the notification service has been told since this was made."""

    def __init__(self):
        self.start = LOG.stat().st_size

    def read(self):
        """All of it, oldest first."""
        with open(LOG, encoding='utf-8') as log:
            log.seek(self.start)
            return [json.loads(line) for line in log if line.endswith('\n')]

    def get_open(self):
        """Those that are still there: titles by id."""
        there = {}
        for event in self.read():
            if 'shown' in event:
                there[event['shown']] = event['title']
            else:
                there.pop(event['closed'], None)
        return there

    def wait_open(self, title):
        """Waits until just this one is there. Returns its id."""
        wait_for(lambda: list(self.get_open().values()) == [title], f'the notification {title!r}')
        return next(iter(self.get_open()))

    def wait_none(self):
        """Waits until all have been withdrawn."""
        wait_for(lambda: not self.get_open(), 'the notifications to be withdrawn')


def is_active(app):
    """Whether its window has the keyboard."""
    return any(window.has_state('ACTIVE') for window in app.read().children)


def look_away(app):
    """The window goes out of sight, as when other work is done."""
    run_tool('xdotool', 'windowminimize', app.find_x_window())
    wait_for(lambda: not is_active(app), 'the window to be left')


def click(number):
    """The person clicks a notification."""
    run_tool('gdbus', 'call', '--session', '--dest', 'org.freedesktop.Notifications',
             '--object-path', '/org/freedesktop/Notifications',
             '--method', 'io.github.vouchapp.Person.Click', str(number))
