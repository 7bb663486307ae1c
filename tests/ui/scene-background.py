#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Watching with the window closed: who may, who is told, and when the program really ends."""
import os
import re
import subprocess
from pathlib import Path

from acts import (TITLES, ask_for_code, ask_phone, close_window, make_key, see,
                  sign_in_and_see)
from announced import Notifications, click
from desktop import owns_name
from driver import run_tool
from standins import stand_in
from stage import APPLICATION_ID, BUILD, TOKEN, VOUCH, App, play, scene
from waiting import wait_for

SWITCH = 'Notify Me When Closed'
REFUSED = 'Vouch Cannot Notify You When Closed'
REQUEST = 'Another device wants you to confirm it'


def is_on(app):
    """What the menu shows."""
    app.click('Main Menu')
    checked = app.find(SWITCH).checked
    app.press('Escape')
    app.wait_gone(SWITCH)
    return checked


def wait_end(app):
    """Waits until the program has ended well."""
    assert app.process.wait(10) == 0, f'it ended with {app.process.returncode}'


def start_again():
    """The person starts the program while it runs: that one shows its window."""
    subprocess.run((VOUCH,), check=True, timeout=20, env={
        **os.environ, 'GSETTINGS_SCHEMA_DIR': str(BUILD / 'data')})


@scene
def background_is_on_until_turned_off(stage):
    """On: a request is announced, and a click on that leads to it. Off: closing ends it all."""
    told = Notifications()
    with stand_in('background-portal.py', 'allow') as desktop:
        server, app = stage.start_signed_in(state='ready')
        see(app, 'ready')
        assert not is_on(app), 'it is on without a word'
        app.choose_menu_item(SWITCH)
        assert 'another device' in desktop.stdout.readline(), 'the desktop was not told why'
    close_window(app)
    server.press('start')
    click(told.wait_open(REQUEST))
    see(app, 'incoming')
    told.wait_none()
    assert server.read_phone()['state'] == 'asking', 'somebody has answered'
    assert 'POST' not in server.read_log(), f'it did something by itself: {server.read_log()}'
    app.click("Don't Allow")
    app.wait_gone(TITLES['incoming'])
    assert is_on(app), 'it is off again'
    app.choose_menu_item(SWITCH)
    close_window(app)
    wait_end(app)


@scene
def access_ends_and_is_said(stage):
    """Who is no longer let in cannot watch, and says so."""
    told = Notifications()
    stage.remember(allow_background='true')
    server, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    close_window(app)
    server.control('expire', {'what': 'tokens'})
    server.press('start')   # an event, for want of the patience to wait for a look
    click(told.wait_open('Beeper needs your permission again'))
    see(app, 'authorize')


@scene
def turned_off_elsewhere_closing_quits(stage):
    """The setting may be changed by another program. Nothing runs behind a closed window then."""
    stage.remember(allow_background='true')
    _, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    close_window(app)
    assert app.process.poll() is None, 'it does not watch'
    subprocess.run(('gsettings', 'set', APPLICATION_ID, 'allow-background', 'false'), check=True,
                   env={**os.environ, **stage.list_variables()})
    wait_end(app)


@scene
def closed_while_waiting_verification_goes_on(stage):
    """A verification goes on without the window, and is found again where it is."""
    told = Notifications()
    stage.remember(allow_background='true')
    server, app = stage.start_signed_in()
    ask_phone(app)
    close_window(app)
    server.press('accept')
    click(told.wait_open('Your phone has answered'))
    see(app, 'show-code')
    assert '/cancel' not in server.read_log(), 'closing has cancelled it'


@scene
def refused_switch_goes_off(stage):
    """The desktop or the user refuses, or no answer comes: the switch goes off, with a text."""
    no = 'Your desktop does not let Vouch run in the background. You can change this in ' \
         'Settings → Apps → Vouch.'
    silence = 'Your desktop did not answer. Try again later.'
    _, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    for answer, text in (('refuse', no), ('dismiss', no), ('crash', silence)):
        with stand_in('background-portal.py', answer):
            app.choose_menu_item(SWITCH)
            app.find(REFUSED)
            app.find(text)
            app.press('Escape')
            app.wait_gone(REFUSED)
            assert not is_on(app), f'{answer}: it is on all the same'
    close_window(app)
    wait_end(app)


@scene
def without_a_portal_it_works(stage):
    """Nothing forbids it; it is still so the next time, and quitting ends it."""
    told = Notifications()
    with stand_in('no-portal.py'):
        server, app = stage.start_signed_in(state='ready')
        see(app, 'ready')
        app.choose_menu_item(SWITCH)
        close_window(app)
        start_again()
        see(app, 'ready')
        app.activate('Vouch')
        app.press('ctrl+q')
        wait_end(app)
        app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN)
        see(app, 'ready')
        close_window(app)
        server.press('start')
        told.wait_open(REQUEST)
        run_tool('gapplication', 'action', APPLICATION_ID, 'quit')
        wait_end(app)
        told.wait_none()
    assert server.read_phone()['state'] == 'asking', 'the request was answered'


@scene
def closed_with_a_token_on_its_way_it_is_kept(stage):
    """The code counts only once: what it brings is kept, though the window is closed already."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_for_code(app)
    server.control('fault', {'fault': 'POST /v1/app/setup/response=late:2000'})
    app.type('111111', into='Sign-in code')
    wait_for(lambda: '/setup/response' in server.read_log(), 'the code to be sent')
    close_window(app)
    wait_end(app)
    see(stage.start_vouch(server=server), 'verify')


@scene
def unsaved_key_is_asked_about_on_closing(stage):
    """Closing with an unsaved key asks a question. A user who stays has not quit."""
    stage.remember(allow_background='true')
    _, app = stage.start_signed_in(state='needs-cross-signing-setup')
    make_key(app)
    app.activate('Vouch')
    app.press('ctrl+q')
    app.click('Keep Open')
    app.wait_gone('Close Anyway')
    app.click('Close')
    app.click('Close Anyway')
    wait_for(lambda: not app.read().children, 'the window to go')
    start_again()
    see(app, 'save-key')
    app.activate('Vouch')
    app.press('ctrl+q')
    app.click('Close Anyway')
    wait_end(app)


def install_service(stage):
    """What an installation does, so that the bus can start the program that was built."""
    text = (BUILD / 'data' / f'{APPLICATION_ID}.service').read_text(encoding='utf-8')
    variables = ' '.join(f'{name}={value}' for name, value in stage.list_variables().items())
    text, found = re.subn(r'^Exec=.*/vouch ', f'Exec=/usr/bin/env {variables} {VOUCH} ', text,
                          flags=re.MULTILINE)
    assert found == 1, f'the service file starts something else: {text}'
    folder = Path(os.environ['XDG_DATA_HOME']) / 'dbus-1' / 'services'
    folder.mkdir(parents=True)
    (folder / f'{APPLICATION_ID}.service').write_text(text, encoding='utf-8')
    run_tool('gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus',
             '--object-path', '/org/freedesktop/DBus',
             '--method', 'org.freedesktop.DBus.ReloadConfig')


def find_started():
    """The program that the bus has started."""
    return App.attach(lambda _number, name: name == 'vouch')


@scene
def notification_after_a_crash_starts_vouch(stage):
    """A notification is left from a crash: a click on it starts the program, which shows why."""
    told = Notifications()
    server = stage.start_server()
    stage.remember(allow_background='true',
                   known_servers=f"[('{server.base_url}', '', 0, '', '')]")
    app = stage.start_vouch()
    sign_in_and_see(app, 'verify')
    close_window(app)
    server.press('start')
    told.wait_open(REQUEST)
    app.kill()
    install_service(stage)
    # That is what a desktop does at such a click.
    run_tool('gapplication', 'launch', APPLICATION_ID)
    app = find_started()
    see(app, 'incoming-first')
    app.activate('Vouch')
    app.press('ctrl+q')
    wait_for(lambda: not owns_name(APPLICATION_ID), 'the program to end')
    run_tool('gapplication', 'action', APPLICATION_ID, 'practice')
    find_started().find('Practice: nothing here is real')
    run_tool('gapplication', 'action', APPLICATION_ID, 'quit')
    wait_for(lambda: not owns_name(APPLICATION_ID), 'the program to end')


@scene
def without_a_beeper_closing_quits(stage):
    """Neither before there is a Beeper, nor in practice."""
    stage.remember(allow_background='true')
    app = stage.start_vouch(BEEPER_BASE_URL='http://127.0.0.1:9')
    see(app, 'connect')
    close_window(app)
    wait_end(app)
    app = stage.start_vouch('--practice')
    app.find('Practice: nothing here is real')
    app.click('Main Menu')
    app.find('Keyboard Shortcuts')
    assert not app.exists(SWITCH), 'practice offers to go on'
    app.press('Escape')
    app.wait_gone('Keyboard Shortcuts')
    app.click('Close', window='Vouch')
    wait_end(app)


if __name__ == '__main__':
    play()
