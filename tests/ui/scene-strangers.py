#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Another user of the same computer listens where Beeper should: nothing is said to it."""
import os
import re
import sys

from acts import ask_for_code, see, type_access_code, type_address
from clipboard import read_clipboard
from installed import NEVER_ANSWERS, PROGRESS, Home, open_beeper
from stage import TOKEN, play, scene, skip_unless_possible
from stranger import Stranger, find_port_to_search
from waiting import wait_for

IN_ITS_PLACE = "Another user of this computer answers in Beeper's place. Trying again…"
QUESTION = "Connect to Another User's Beeper?"
NOTHING = re.compile('^(Vouch found no Beeper|Beeper is not running) on this computer')
# A view of /proc in which there is nothing but processes.
HIDE_TABLES = ('unshare', '--mount', 'sh', '-c',
               'mount -t proc -o subset=pid proc /proc && exec "$@"', 'sh')
SILENT = re.compile('^The Beeper you used last does not answer')


def answer(app, button):
    """The question whether another user's Beeper is meant."""
    app.find(QUESTION)
    app.click(button, 'button')
    app.wait_gone(QUESTION)


def connect(app, address):
    """By hand."""
    see(app, 'connect')
    type_address(app, address)


@scene
def stranger_on_the_port_hears_nothing(stage):
    """Beeper ends while it is used, and another user takes its port: a look carries the token, and
    unlocking the recovery key. Beeper comes back, and all goes on."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    app.click('Use Recovery Key')
    see(app, 'recovery')
    server.stop()
    stranger = Stranger(stage, server.port)
    app.find(IN_ITS_PLACE, seconds=40)
    stranger.assert_left_alone(2)
    app.type('EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d', into='Recovery key')
    app.click('Unlock')
    app.find(re.compile('^Another user of this computer answers at this address'))
    stranger.assert_left_alone()
    stranger.stop()
    server.start()
    app.wait_gone(IN_ITS_PLACE, seconds=40)


@scene
def stranger_while_signing_in_hears_nothing(stage):
    """The same with the mail address and the code."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    server.stop()
    stranger = Stranger(stage, server.port, answer='refuse')
    app.type('me@example.org', into='Email address')
    app.click('Send Code')
    app.find(re.compile('^Another user of this computer answers at this address'))
    stranger.assert_left_alone()


@scene
def stranger_in_the_search_is_not_offered(stage):
    """The only one that answers is no Beeper."""
    stranger = Stranger(stage, find_port_to_search())
    app = stage.start_vouch(BEEPER_ACCESS_TOKEN=TOKEN)
    see(app, 'connect')
    app.find(NOTHING)
    stranger.assert_left_alone(2)
    assert not app.exists('Connect', 'button'), 'it is offered'
    app.find(NOTHING)


@scene
def stranger_faster_than_beeper_hears_nothing(stage):
    """Another program answers before the Beeper that was opened."""
    home = Home(stage)
    home.install(NEVER_ANSWERS)
    app = home.start_vouch(BEEPER_BASE_URL='')
    app.find(NOTHING)
    stranger = Stranger(stage, find_port_to_search())
    open_beeper(app)
    stranger.assert_left_alone(3)
    app.find(PROGRESS)
    stage.start_server('--port', str(find_port_to_search()))
    see(app, 'email')
    home.end()
    assert not stranger.read_heard()


@scene
def stranger_at_the_last_address_hears_nothing(stage):
    """At the address that was used last there is no Beeper now. Its token stays here."""
    server = stage.start_server('--state', 'ready', '--token', TOKEN,
                                '--port', str(find_port_to_search()))
    app = stage.start_vouch()
    see(app, 'authorize')
    type_access_code(app, TOKEN)
    see(app, 'ready')
    app.quit()
    server.stop()
    stranger = Stranger(stage, server.port, answer='refuse')
    app = stage.start_vouch()
    app.find(SILENT)
    stranger.assert_left_alone(2)
    assert not app.exists(QUESTION), 'it is asked about'


@scene
def stranger_is_asked_about_until_forgotten(stage):
    """A Beeper Server with a user of its own is asked about once, until the access is forgotten."""
    stranger = Stranger(stage)
    app = stage.start_vouch()
    connect(app, stranger.base_url)
    answer(app, 'Cancel')
    assert stranger.count() == 1 and not stranger.read_heard(), stranger.read_heard()
    app.click('Use This Address', 'button')
    app.find(QUESTION)
    answer(app, 'Connect Anyway')
    see(app, 'email')
    assert 'GET /v1/info' in stranger.read_heard()
    app.quit()

    app = stage.start_vouch()
    see(app, 'email')
    app.choose_menu_item("Remove Vouch's Permission")
    app.click('Remove', 'button')
    wait_for(lambda: '2,' not in read_known(stage), 'the consent to go')
    app.quit()

    heard = stranger.read_heard()
    app = stage.start_vouch()
    see(app, 'connect')
    app.find(SILENT)
    assert stranger.read_heard() == heard, 'it is spoken to'
    app.quit()

    app = stage.start_vouch('--server', stranger.base_url)
    answer(app, 'Cancel')
    assert stranger.read_heard() == heard, 'it is spoken to'


def read_known(stage):
    """The settings."""
    path = stage.home / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
    return path.read_text(encoding='utf-8')


@scene
def stranger_beside_beeper_hears_nothing(stage):
    """One name, two addresses: at one of them is Beeper, at the other another user."""
    server = stage.start_server('--state', 'ready', '--token', TOKEN)
    stranger = Stranger(stage, server.port, '::1')
    app = stage.start_vouch(BEEPER_ACCESS_TOKEN=TOKEN)
    connect(app, f'localhost:{server.port}')
    wait_for(lambda: app.exists(QUESTION) or not app.exists('Find Beeper'), 'an end')
    assert not stranger.read_heard(), stranger.read_heard()


@scene
def silent_kernel_does_not_stop_beeper(stage):
    """Where it does not tell who listens, a Beeper works all the same, and the report says it."""
    skip_unless_possible(HIDE_TABLES, '/proc can not be mounted anew here')
    server = stage.start_server()
    app = stage.start_vouch(server=server, before=HIDE_TABLES)
    ask_for_code(app)
    app.choose_menu_item('Copy Problem Report')
    wait_for(lambda: 'Owners of local connections: not known' in (read_clipboard() or ''),
             'the report')


if __name__ == '__main__':
    if os.geteuid() != 0:
        print('1..0 # SKIP a second user is needed, and only root can start its programs')
        sys.exit(0)
    play()
