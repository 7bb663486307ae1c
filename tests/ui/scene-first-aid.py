#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenes: the sheet that helps with the step on screen."""
import re

from acts import ask_phone, say, see
from clipboard import read_clipboard
from stage import TOKEN, play, scene
from waiting import wait_for

HEADING = re.compile('^(What Helps Here|Nothing There. Check These)$')


def open_sheet(app):
    """By the key."""
    app.activate('Vouch')
    app.press('F1')
    app.find(HEADING)


@scene
def likely_causes_are_listed_and_escape_closes(stage):
    """The first cause has the keyboard; the page behind stays as it is."""
    _, app = stage.start_signed_in()
    ask_phone(app)
    open_sheet(app)
    wait_for(lambda: app.find(
        'Is Beeper open on the phone?\nOpen it there, and wait a moment.').has_state('FOCUSED'),
        'the first cause to have the focus')
    app.press('Escape')
    app.wait_gone(HEADING)
    see(app, 'waiting')


@scene
def sight_leads_to_the_fitting_page(stage):
    """The phone wants emoji, Vouch shows a code: she presses what the phone shows."""
    server, app = stage.start_signed_in()
    ask_phone(app)
    open_sheet(app)
    app.click('A question', 'button')
    app.find('That is right: press Accept there. Then this page moves on.')
    server.press('accept')
    app.wait_gone(HEADING)
    see(app, 'show-code')
    open_sheet(app)
    app.click('Emoji', 'button', window='Help')
    app.wait_gone(HEADING)
    see(app, 'emoji')
    assert '/sas/start' in server.read_log(), 'nothing was started'


@scene
def stopped_phone_is_followed_on_a_click_only(stage):
    """Looking ends nothing; the button does, and it is in sight."""
    server, app = stage.start_signed_in()
    ask_phone(app)
    open_sheet(app)
    app.click('It says that it stopped', 'button')
    wait_for(lambda: app.find('End It Here, Too', 'button').is_wholly_in_sight(),
             'the answer to be in sight')
    assert '/cancel' not in server.read_log(), 'looking ended it'
    app.click('End It Here, Too')
    see(app, 'stopped')
    assert '/cancel' in server.read_log(), 'Beeper was not told'


@scene
def without_a_phone_the_key_is_asked_for(stage):
    """Only where the key helps."""
    _, app = stage.start_signed_in()
    see(app, 'verify')
    open_sheet(app)
    app.click('I have no phone at hand')
    see(app, 'recovery')
    app.wait_gone(HEADING)
    open_sheet(app)
    assert not app.exists('I have no phone at hand'), 'she is there already'


@scene
def card_is_copied_for_a_helper(stage):
    """It says where she is, and no secret."""
    _, app = stage.start_signed_in()
    ask_phone(app)
    open_sheet(app)
    app.click('Copy', window='Help')
    wait_for(lambda: (read_clipboard() or '').startswith('Vouch '), 'the card')
    card = read_clipboard()
    assert f"Step 3 of 4: {say('Look at Your Phone')}" in card, card
    assert 'On this page for less than a minute' in card, card
    assert TOKEN not in card and '@' not in card, card


if __name__ == '__main__':
    play()
