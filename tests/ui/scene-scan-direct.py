#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scanning where there is no portal: the camera is found and used directly."""
import re

from acts import ask_phone, see
from standins import stand_in
from stage import play, scene
from webcam import Webcam, get_phone_code, skip_without

@scene
def without_a_portal_a_click_suffices(stage):
    """A click is all that it takes."""
    with stand_in('no-portal.py'), Webcam(stage) as webcam:
        server, app = stage.start_signed_in()
        ask_phone(app)
        server.press('accept')
        app.click('My Phone Shows a Square Code')
        app.click('Turn On Camera')
        webcam.show_code(get_phone_code(server))
        see(app, 'finishing')
        server.press('confirm')
        see(app, 'ready')


@scene
def portal_crashes_and_page_stays(stage):
    """In the moment of the question. What was freed is overwritten, so that it shows if used."""
    with stand_in('broken-camera-portal.py'), Webcam(stage):
        server, app = stage.start_signed_in(MALLOC_PERTURB_='165')
        ask_phone(app)
        server.press('accept')
        app.click('My Phone Shows a Square Code')
        app.click('Turn On Camera')
        app.find(re.compile('^The camera service is not running'))
        app.click('Compare Emoji')
        see(app, 'emoji')


@scene
def portal_is_silent_and_is_said(stage):
    """A question that is not answered is said, and the other ways stay open."""
    with stand_in('broken-camera-portal.py', 'silent'), Webcam(stage):
        server, app = stage.start_signed_in()
        ask_phone(app)
        server.press('accept')
        app.click('My Phone Shows a Square Code')
        app.click('Turn On Camera')
        app.find(re.compile('^Your desktop has not answered yet'))
        app.click('Compare Emoji')
        see(app, 'emoji')


if __name__ == '__main__':
    skip_without('pipewire', 'wireplumber', 'qrencode', 'convert')
    play('--pipewire')
