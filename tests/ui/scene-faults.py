#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Beeper that goes away, comes back, or talks nonsense."""
import re

from acts import TITLES, CONNECTION_ERROR, see
from broken import BrokenServer, read_broken_replies
from clipboard import read_clipboard
from stage import CODE_EXISTING, TOKEN, play, scene
from waiting import wait_for

OUT_OF_DATE = 'Your client is out of date. Download the latest version of Beeper from beeper.com.'
LOCKED = 'Too many sign-ins from this account today. Try again tomorrow.'
CANNOT_UNDERSTAND = re.compile("^Vouch does not understand Beeper's answer|"
                               '^Something at this address answers, but not the way Beeper')


@scene
def server_stops_and_banner_stays_until_it_is_back(stage):
    """A banner over the page as it was, that goes by itself."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    server.stop()
    app.find(CONNECTION_ERROR, seconds=30)
    see(app, 'verify')
    server.start()
    app.wait_gone(CONNECTION_ERROR, seconds=60)
    see(app, 'verify')


@scene
def broken_session_keeps_the_first_page(stage):
    """At the first look: the first page stays and says why."""
    server = BrokenServer()
    server.get_reply = b''
    app = stage.start_vouch(server=server)
    for name, body in read_broken_replies('session'):
        app.find('Connect', 'button', seconds=20, sensitive=True)
        server.get_reply = body
        seen = server.count
        app.click('Connect')
        wait_for(lambda seen=seen: server.count > seen, f'the reply: {name}')
        app.find(CANNOT_UNDERSTAND)
        assert app.exists(TITLES['connect']), f'the page went away: {name}'
    server.stop()


@scene
def broken_answer_keeps_the_page(stage):
    """To something that was asked for: the page stays and says what went wrong."""
    server = BrokenServer()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    app.type('somebody@example.org', into='Email address')
    for name, body in (*read_broken_replies('start'), *read_broken_replies('session')):
        server.post_reply = body
        seen = server.count
        app.click('Send Code', seconds=20)
        wait_for(lambda seen=seen: server.count > seen, f'the reply: {name}')
        app.find(CANNOT_UNDERSTAND)
        assert app.exists(TITLES['email']), f'the page went away: {name}'
    server.stop()


@scene
def error_of_beeper_offers_the_report(stage):
    """Where she can do little: a button in the notice copies it; with the problem the button goes."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    server.control('fault', {'fault': 'POST /v1/app/setup/email=status:500'})
    app.type('somebody@example.org', into='Email address')
    app.click('Send Code')
    app.find(re.compile('^Something went wrong in Beeper'))
    app.click('Copy Problem Report', 'button')
    app.find('Report copied. Paste it into a message to your helper')
    wait_for(lambda: 'Step: email' in (read_clipboard() or ''), 'the report in the clipboard')
    app.click('Send Code')
    see(app, 'code')
    app.click('Use Another Address')
    see(app, 'email')
    assert not app.exists('Copy Problem Report', 'button'), 'the button stayed'


@scene
def first_poll_is_too_soon_and_waits(stage):
    """Who is asked to wait a little waits by himself, and reads for how long."""
    server = stage.start_server('--state', 'needs-verification', '--token', TOKEN,
                                '--fault', 'GET /v1/app/setup=status:429:3')
    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN)
    app.find(re.compile('^Beeper is busy and asks to wait 3 seconds. Trying again then…'))
    app.find('Connect', 'button', sensitive=True)
    see(app, 'verify')


@scene
def absurd_pause_does_not_hold_up_a_click(stage):
    """An action of the user runs at once, however long a pause Beeper asks for."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    server.control('fault', {'fault': 'GET /v1/app/setup=status:429:9999999999'})
    app.find(re.compile('^Beeper is busy and asks to wait 24 hours. Trying again every minute…'),
             seconds=20)
    app.click('Use My Phone')
    see(app, 'waiting')
    server.press('accept')
    app.find('Compare Emoji', 'button')


@scene
def reason_of_beeper_follows_the_sentence(stage):
    """What Beeper says about a refusal is read after the sentence of Vouch: waiting would not help."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    server.control('fault', {'fault': f'POST /v1/app/setup/email=status:429;{OUT_OF_DATE}'})
    app.type('somebody@example.org', into='Email address')
    app.click('Send Code')
    app.find(f'Beeper does not accept this for now.\n\nBeeper says:\n{OUT_OF_DATE}')
    app.click('Send Code')
    see(app, 'code')
    server.control('fault', {'fault': f'POST */response=status:403;{LOCKED}'})
    app.type(CODE_EXISTING, into='Sign-in code')
    app.find(re.compile(f'^That code did not work.*\n\nBeeper says:\n{LOCKED}$'))
    server.control('fault', {'fault':
                                     f'POST */response=status:403;{CODE_EXISTING} is too old'})
    app.click('Continue')
    app.find(re.compile('^That code did not work.*send a new one.$'))
    assert not app.exists(re.compile('too old'))


@scene
def reason_of_a_failed_poll_is_in_the_banner(stage):
    """The banner quotes it, too, and still fits into the window."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    server.control('fault', {'fault': f'GET /v1/app/setup=status:403;{OUT_OF_DATE}*ever'})
    app.find(re.compile(f'\n\nBeeper says:\n{OUT_OF_DATE}$'), seconds=20)
    see(app, 'verify')
    server.control('fault/clear')
    app.wait_gone(re.compile('Beeper says'), seconds=20)


if __name__ == '__main__':
    play()
