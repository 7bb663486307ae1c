#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scanning practised without a camera: the practice camera sees the practice phone."""
from acts import see
from stage import play, scene
from tour import Tour


def reach_scan(stage):
    """(program, tour) on the scan page."""
    app = stage.start_vouch('--practice')
    tour = Tour(app, lambda *unused: None)
    tour.sign_in()
    see(app, 'verify')
    app.click('Use My Phone')
    tour.press_phone('Accept')
    app.click('My Phone Shows a Square Code')
    see(app, 'scan')
    return app, tour


@scene
def practice_phone_is_scanned_by_itself(stage):
    """No permission is asked for, and the page moves on by itself."""
    app, tour = reach_scan(stage)
    app.find('What the camera sees')
    tour.press_phone('Show Code')
    see(app, 'finishing')
    tour.press_phone('Yes, It Was')
    see(app, 'practice-ready')


@scene
def camera_goes_off_and_on_with_its_page(stage):
    """The camera goes off and on with its page."""
    app, tour = reach_scan(stage)
    for _ in range(3):
        app.find('What the camera sees')
        app.click('Show a Code Instead')
        see(app, 'show-code')
        app.click('My Phone Shows a Square Code')
        see(app, 'scan')
    tour.press_phone('Show Code')
    see(app, 'finishing')


if __name__ == '__main__':
    play()
