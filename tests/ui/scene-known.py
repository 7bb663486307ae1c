#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several Beepers: the menu changes between them, and what is agreed to at one counts there only."""
import json
import os
import re
import subprocess
from pathlib import Path

from acts import ask_for_code, see, type_access_code, type_address
from leaks import read_token
from stage import BUILD, TOKEN, VOUCH, play, scene
from stranger import find_port_to_search
from waiting import wait_for

CERTIFICATES = Path(__file__).resolve().parent.parent / 'data' / 'tls'
ONE = re.compile('@one:')
TWO = re.compile('@two:')


def see_account(app, name):
    """The page of the end greets the account by its name."""
    app.find(re.compile(rf'^Welcome, \W*{name}\b'), seconds=20)


def token_of(name):
    """What counts at the Beeper of this account, and nowhere else."""
    return f'a-token-of-{name}'


def start_beeper(stage, name, *options):
    """One that is signed in to the account of that name."""
    return stage.start_server('--state', 'ready', '--token', token_of(name), '--username', name,
                              *options)


def connect(app, address):
    """By hand."""
    see(app, 'connect')
    type_address(app, address)


def allow(app, name):
    """With the token that counts there."""
    see(app, 'authorize')
    type_access_code(app, token_of(name))
    see(app, 'ready')


def choose(app, name):
    """From the main menu."""
    app.choose_menu_item(name)


def choose_with_keys(app, name):
    """The same without a mouse."""
    app.press('F10')
    app.find(name, 'menuitem')
    app.press_until(name, 'Down')
    app.press('Return', on=name)


def see_current(app, name):
    """That the menu marks it, and nothing else."""
    app.click('Main Menu')
    app.find(name, 'menuitem', accept=lambda node: node.checked)
    listed = list(app.search(re.compile('@'), 'menuitem'))
    assert sum(node.checked for node in listed) == 1, [node.name for node in listed]
    app.press('Escape')
    app.wait_gone(name, 'menuitem')


def start_with_two(stage, first, second):
    """The program after both were used, at the second."""
    app = stage.start_vouch()
    connect(app, first)
    allow(app, 'one')
    app.click('Main Menu')
    app.find('Help', 'menuitem')
    assert not app.exists(ONE, 'menuitem'), 'one Beeper is no choice'
    app.press('Escape')
    app.choose_menu_item('Use Another Beeper…')
    connect(app, second)
    allow(app, 'two')
    return app


@scene
def two_beepers_keep_their_tokens_apart(stage):
    """Each keeps its token, from one start to the next; neither ever sees the other's."""
    one = start_beeper(stage, 'one')
    two = start_beeper(stage, 'two', '--product', 'server')
    app = start_with_two(stage, one.base_url, two.base_url)
    choose(app, ONE)
    see_account(app, 'one')
    see_current(app, ONE)
    app.quit()

    app = stage.start_vouch()
    see_account(app, 'one')
    choose_with_keys(app, TWO)
    see_account(app, 'two')
    for server in (one, two):
        assert 'bearer=bad' not in server.read_log(), 'a token went astray'

    two.stop()
    choose(app, ONE)
    see_account(app, 'one')
    choose(app, TWO)
    see(app, 'connect')
    app.find(re.compile('No Beeper found|does not answer'))
    choose(app, ONE)
    see_account(app, 'one')


@scene
def changed_certificate_is_warned_of(stage):
    """It warns of each that is known, not only of the last; and no token of the one who was there
    is sent, whatever is agreed to."""
    one = start_beeper(stage, 'one')
    two = start_beeper(stage, 'two', '--log', '--tls', str(CERTIFICATES / 'one.pem'))
    address = two.base_url
    app = stage.start_vouch()
    connect(app, address)
    app.find('Connect to a Computer That Vouch Cannot Check?')
    app.click('Fingerprint Matches', 'button')
    allow(app, 'two')
    app.choose_menu_item('Use Another Beeper…')
    connect(app, one.base_url)
    allow(app, 'one')
    choose(app, TWO)
    see_account(app, 'two')
    choose(app, ONE)
    see_account(app, 'one')

    two.stop()
    two.options = tuple(option.replace('one.pem', 'other.pem') for option in two.options)
    two.errors = stage.folder / 'other.log'
    two.start()
    choose(app, TWO)
    app.find('Is This Still the Same Computer?')
    app.click('Cancel', 'button')
    see(app, 'connect')
    assert not two.errors.read_text(encoding='utf-8'), 'something was sent'

    choose(app, TWO)
    app.find('Is This Still the Same Computer?')
    app.click('Fingerprint Matches', 'button')
    see(app, 'authorize')
    assert 'bearer' not in two.errors.read_text(encoding='utf-8'), 'a token was sent'
    app.quit()

    two.stop()
    two.options = tuple(option.replace('other.pem', 'one.pem') for option in two.options)
    two.start()
    app = stage.start_vouch()
    app.find('Is This Still the Same Computer?')
    app.click('Fingerprint Matches', 'button')
    see_account(app, 'two')


@scene
def plain_http_is_agreed_to_once(stage):
    """Agreed to once for this address, until the access is forgotten."""
    server = start_beeper(stage, 'one')
    # No name of this computer, by which it would be safe, and yet it leads here.
    address = server.base_url.replace('127.0.0.1', '0.0.0.0')
    app = stage.start_vouch()
    connect(app, address)
    app.find('Connect Without Protection?')
    app.click('Connect Anyway', 'button')
    allow(app, 'one')
    app.quit()

    app = stage.start_vouch()
    see(app, 'ready')
    app.find('The other computer is confirmed')
    app.choose_menu_item("Remove Vouch's Permission")
    app.click('Remove', 'button')
    see(app, 'authorize')
    wait_for(lambda: not read_token(address), 'the token to go')
    app.quit()

    app = stage.start_vouch()
    app.find('Connect Without Protection?')
    app.click('Cancel', 'button')
    see(app, 'connect')


def start_again(server):
    """The person starts the program once more, with another Beeper for this run."""
    return subprocess.run((VOUCH, '--server', server.base_url), check=False, timeout=20,
                          stderr=subprocess.PIPE, text=True, env={
                              **os.environ, 'GSETTINGS_SCHEMA_DIR': str(BUILD / 'data')})


@scene
def another_start_is_told_of_the_first(stage):
    """What runs is not given up for it, and it says so. What is used for one run is not known."""
    one = stage.start_server()
    two = start_beeper(stage, 'two')
    app = stage.start_vouch('--server', one.base_url)
    ask_for_code(app)
    one.control('fault', {'fault': 'POST /v1/app/setup/response=late:3000'})
    app.type('111111', into='Sign-in code')
    wait_for(lambda: '/setup/response' in one.read_log(), 'the code to be sent')
    again = start_again(two)
    assert again.returncode == 1, again
    assert 'busy' in again.stderr, again
    see(app, 'verify')
    assert not two.read_log(), f'it went there all the same: {two.read_log()}'

    assert start_again(two).returncode == 0
    see(app, 'authorize')
    app.quit()
    for server in (one, two):
        settings = stage.home / 'config' / 'glib-2.0' / 'settings' / 'keyfile'
        assert server.base_url not in settings.read_text(encoding='utf-8'), 'it is remembered'



@scene
def token_of_environment_is_not_kept(stage):
    """A token from the environment stays with the program, and goes to a Beeper that was used before
    or is typed, and not to one that was found."""
    server = stage.start_server('--state', 'ready', '--token', TOKEN,
                                '--port', str(find_port_to_search()))
    app = stage.start_vouch(BEEPER_ACCESS_TOKEN=TOKEN)
    see(app, 'authorize')
    assert 'bearer' not in server.read_log(), 'it was sent to what was found'
    process = Path('/proc', str(app.process.pid))
    assert TOKEN.encode() not in (process / 'environ').read_bytes(), 'it is in the environment'
    options = json.loads((BUILD / 'meson-info' / 'intro-buildoptions.json').read_text())
    if not next(option['value'] for option in options if option['name'] == 'debug'):
        assert re.search(r'Max core file size +[01] ', (process / 'limits').read_text())
    app.choose_menu_item('Use Another Beeper…')
    connect(app, server.base_url)
    see(app, 'ready')
    app.quit()

    app = stage.start_vouch(BEEPER_ACCESS_TOKEN=TOKEN)
    see(app, 'ready')


if __name__ == '__main__':
    play()
