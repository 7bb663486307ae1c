#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Notifications while the window is not active, and clicks on them."""
from acts import ask_phone, choose_emoji, see
from announced import Notifications, click, is_active, look_away
from stage import play, scene
from waiting import wait_for


@scene
def visible_window_sends_none(stage):
    """Who sees the page needs no notification of it."""
    told = Notifications()
    server, app = stage.start_signed_in()
    see(app, 'verify')
    wait_for(lambda: is_active(app), 'the window to be active')
    server.press('start')
    see(app, 'incoming-first')
    app.click("Don't Allow")
    app.wait_gone('Did You Start This on Your Phone?')
    assert not told.read(), f'there was {told.read()}'


@scene
def clicked_request_brings_the_window_back(stage):
    """The window comes back, and shows what the notification was about."""
    told = Notifications()
    server, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    look_away(app)
    server.press('start')
    number = told.wait_open('Another device wants you to confirm it')
    click(number)
    wait_for(lambda: is_active(app), 'the window to come back')
    see(app, 'incoming')
    told.wait_none()


@scene
def ended_request_is_withdrawn(stage):
    """What no longer holds is withdrawn."""
    told = Notifications()
    server, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    look_away(app)
    server.press('start')
    told.wait_open('Another device wants you to confirm it')
    server.press('stop')
    wait_for(lambda: 'Another device wants you to confirm it' not in told.get_open().values(),
             'the notification to be withdrawn')


@scene
def each_step_that_needs_the_user_sends_one(stage):
    """One notification each time the user is needed, and one when all is ready."""
    told = Notifications()
    server, app = stage.start_signed_in()
    ask_phone(app)
    look_away(app)
    server.press('accept')
    click(told.wait_open('Your phone has answered'))
    wait_for(lambda: is_active(app), 'the window to come back')
    told.wait_none()
    choose_emoji(app)
    app.click('They Match')
    see(app, 'finishing')
    look_away(app)
    server.press('match')
    told.wait_open('Beeper is ready')
    app.activate()
    see(app, 'ready')
    told.wait_none()


if __name__ == '__main__':
    play()
