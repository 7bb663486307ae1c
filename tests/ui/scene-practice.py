#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice mode, with both windows, on every screen: what it says, and who could not use it."""
from stage import play, scene
from tour import Tour


def audit(app, step):
    """Every control has a name."""
    nameless = app.audit()
    assert not nameless, f'{step}: without a name: {nameless}'


@scene
def every_screen_can_be_told(stage):
    """With nothing but what is on screen."""
    app = stage.start_vouch(BEEPER_BASE_URL='http://127.0.0.1:9')
    Tour(app, lambda step, window: audit(app, step)).walk()


@scene
def started_with_the_option(stage):
    """vouch --practice, and a new account."""
    app = stage.start_vouch('--practice')
    Tour(app, lambda step, window: audit(app, step)).register()


if __name__ == '__main__':
    play()
