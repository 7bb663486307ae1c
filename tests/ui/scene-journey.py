#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes: the user sees how far she is."""
import re

from acts import ask_phone, choose_managing, say, see, sign_in
from stage import play, scene
from stranger import find_port_to_search
from waiting import wait_for


@scene
def every_stop_is_passed(stage):
    """From the first page to the last one, the strip in the header bar moves on."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    app.find('Step 2 of 4: Sign In')
    sign_in(app)
    see(app, 'verify')
    app.find('Step 3 of 4: Confirm')
    server.set(sync_time=600000)
    ask_phone(app)
    server.press('accept')
    app.click(say('Compare Emoji'), seconds=20)
    app.click(say('They Match'), seconds=20)
    server.press('match')
    see(app, 'sync')
    app.find('Step 4 of 4: Load')
    server.control('jump', {'state': 'ready'})
    see(app, 'ready')
    app.find('All done')


@scene
def another_device_is_no_stop(stage):
    """What a computer that is set up does is not on the way, and the header has no strip."""
    _, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    app.find('All done')
    choose_managing(app, 'Confirm Another Device')
    see(app, 'waiting')
    app.wait_gone('All done')
    assert not app.exists('Step 3 of 4: Confirm')


@scene
def what_is_ahead_is_said_once(stage):
    """At the very first start, and Beeper is found meanwhile."""
    stage.remember(welcomed='false')
    app = stage.start_vouch()
    see(app, 'welcome')
    app.find('Step 1 of 4: Find')
    app.find(re.compile('^Your phone with Beeper'))
    app.press('Return', on="I'm Ready")
    see(app, 'connect')
    app.quit()
    see(stage.start_vouch(), 'connect')


@scene
def beeper_is_found_behind_what_is_ahead(stage):
    """It is looked for meanwhile, and used only once she is ready."""
    stage.remember(welcomed='false')
    server = stage.start_server('--port', str(find_port_to_search()))
    app = stage.start_vouch(BEEPER_BASE_URL='')
    see(app, 'welcome')
    wait_for(lambda: '/v1/info 200' in server.read_log(), 'the search to find it')
    assert '/v1/app/setup' not in server.read_log(), 'it is used before she is ready'
    app.press('Return', on="I'm Ready")
    see(app, 'email')


@scene
def who_names_an_address_knows_what_is_ahead(stage):
    """A Beeper that was given is used at once."""
    stage.remember(welcomed='false')
    app = stage.start_vouch(server=stage.start_server())
    see(app, 'email')


if __name__ == '__main__':
    play()
