#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice mode, with both windows, on every screen: what it says, and who could not use it."""
from acts import see
from driver import press
from stage import play, scene
from tour import MAIN, Tour, walk


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
def started_with_the_option(stage):
    """vouch --practice goes straight there, and quitting closes both windows."""
    app = stage.start_vouch('--practice')
    Tour(app, audit).sign_in()
    see(app, 'verify')
    app.activate(MAIN)
    press('ctrl+q')
    assert app.process.wait(10) == 0, f'it ended with {app.process.returncode}'


if __name__ == '__main__':
    play()
