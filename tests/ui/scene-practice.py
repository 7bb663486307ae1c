#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice mode, with both windows, on every screen: what it says, and who could not use it."""
import sys

from acts import see
from driver import press
from stage import play, scene, skip_unless_possible
from tour import MAIN, Tour, walk


# In a network of its own: the only port there is is taken, and stays so in the program that follows.
TAKE_PORTS = """import os, socket, sys
with open('/proc/sys/net/ipv4/ip_local_port_range', 'w') as ports:
    ports.write('60000 60000')
taken = socket.create_server(('127.0.0.1', 60000))
taken.set_inheritable(True)
os.execvp(sys.argv[1], sys.argv[1:])
"""


def audit(app, step, window):
    """It fits into the smallest window that has to do, and every control has a name."""
    if window == MAIN:
        app.resize(360, 600, window)
        app.resize(520, 720, window)
    nameless = app.audit()
    assert not nameless, f'{step}: without a name: {nameless}'


@scene
def every_screen_can_be_told(stage):
    """With nothing but what is on screen."""
    walk(stage, audit)


@scene
def option_starts_practice(stage):
    """vouch --practice goes straight there, and quitting closes both windows."""
    app = stage.start_vouch('--practice')
    Tour(app, audit).sign_in()
    see(app, 'verify')
    app.activate(MAIN)
    press('ctrl+q')
    assert app.process.wait(10) == 0, f'it ended with {app.process.returncode}'


@scene
def practice_cannot_start_and_is_said(stage):
    """No port can be opened on this computer: it is said."""
    alone = ('unshare', '--net', sys.executable, '-c', TAKE_PORTS)
    skip_unless_possible(alone, 'only root can have a network of its own')
    app = stage.start_vouch(before=alone)
    app.click('Practice Without Beeper')
    app.find('Practice Could Not Start')
    press('Escape')
    app.wait_gone('Practice Could Not Start')
    app.find('Practice Without Beeper', 'button', sensitive=True)


if __name__ == '__main__':
    play()
