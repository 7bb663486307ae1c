#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse, and without an assistive technology that clicks."""
import re

from acts import ADDRESS, ask_phone, see, type_address
from clipboard import read_clipboard
from stage import CODE_EXISTING, play, scene
from waiting import wait_for


def wait_for_text(app, name, text):
    """Until what was typed is where the page has put the keyboard: GTK 4.8 does not tell where."""
    entry = app.find_entry(name)
    wait_for(lambda: entry.text == text, f'{text!r} to arrive in {name!r}')


@scene
def keyboard_alone_leads_to_the_end(stage):
    """From the first start to the end."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    app.type('somebody@example.org')
    wait_for_text(app, 'Email address', 'somebody@example.org')
    app.press('Return')
    see(app, 'code')
    app.type(CODE_EXISTING)
    see(app, 'verify')
    app.press('Return', on='Use My Phone')
    see(app, 'waiting')
    server.press('accept')
    app.find('Compare Emoji', 'button', seconds=20, sensitive=True)
    app.press_until('Compare Emoji')
    app.press('Return', on='Compare Emoji')
    app.find('They Match', 'button', seconds=20, sensitive=True)
    app.press_until('They Match')
    app.press('Return', on='They Match')
    see(app, 'finishing')
    server.press('match')
    see(app, 'ready', seconds=30)


@scene
def shortcuts_do_what_they_say(stage):
    """Those of the shortcuts window, pressed one after the other."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    app.press('ctrl+question')
    for name in ('Go back', 'Open the main menu', 'Show help', 'Copy the problem report',
                 'Show keyboard shortcuts', 'Close the window', 'Quit',
                 'Paste a picture of the code'):
        app.find(name)
    app.press('Escape')
    app.wait_gone('Copy the problem report')
    app.press('ctrl+shift+r')
    app.find(re.compile('^Report copied'))
    assert 'Step: verify' in read_clipboard(), 'that is not the report'
    app.press('F10')
    app.find('About Vouch')
    app.press('Escape')
    app.wait_gone('About Vouch')
    app.wait_gone(re.compile('^Report copied'))   # Escape dismisses a toast first
    for keys in ('alt+Left', 'Escape'):
        app.click('Use Recovery Key')
        see(app, 'recovery')
        app.press(keys)
        see(app, 'verify')
    ask_phone(app)
    server.press('accept')
    app.click('My Phone Shows a Square Code', seconds=20)
    see(app, 'scan')
    app.press('ctrl+v')
    app.find(re.compile('^There is no picture to paste'))
    app.press('ctrl+q')
    wait_for(lambda: app.process.poll() == 0, 'the program to end')
    for keys in ('ctrl+w', 'ctrl+q'):
        _, app = stage.start_signed_in()
        ask_phone(app)
        app.press(keys)
        wait_for(lambda: app.process.poll() == 0, f'the program to end by {keys}')


def connect_elsewhere(app, server, other):
    """To the other Beeper while the first one is away, so that it has to be found anew."""
    server.stop()
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    app.wait_gone('Connect', 'button')
    type_address(app, other.base_url)
    see(app, 'email')
    server.start()


@scene
def enter_connects_to_the_first_beeper(stage):
    """One goes on with the first Beeper that is listed, unless one has begun to type."""
    server, other = stage.start_server(), stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    app.press('Return', on='Connect')
    see(app, 'email')

    server.stop()
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    app.wait_gone('Connect', 'button')
    app.press('ctrl+l')
    app.type('http:')
    wait_for_text(app, ADDRESS, 'http:')
    server.start()
    app.find('Connect', 'button', seconds=20)
    app.type(other.base_url.removeprefix('http:'))
    app.press('Return')
    see(app, 'email')
    assert other.read_log(), 'what was typed did not arrive'

    connect_elsewhere(app, server, other)
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    app.press('Return', on='Connect')
    see(app, 'email')

    connect_elsewhere(app, server, other)
    server.stop()
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    app.wait_gone('Connect', 'button')
    app.wait_focused('Get Beeper')
    app.press_until('Practice Without Beeper')
    server.start()
    app.find('Connect', 'button', seconds=20)
    app.wait_focused('Practice Without Beeper')


@scene
def alt_left_and_escape_go_back(stage):
    """Alt+Left and Escape go back; Escape never means that the emoji differ."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    app.type('somebody@example.org')
    wait_for_text(app, 'Email address', 'somebody@example.org')
    app.press('Return')
    see(app, 'code')
    app.press('alt+Left')
    see(app, 'email')


if __name__ == '__main__':
    play()
