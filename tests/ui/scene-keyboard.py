#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse, and without an assistive technology that clicks."""
import re

from acts import ADDRESS, ask_phone, see, type_address
from clipboard import read_clipboard
from driver import matches, press, run_tool
from stage import CODE_EXISTING, play, scene
from waiting import wait_for


def wait_focused(app, name):
    """Each page puts the keyboard where one goes on."""
    def look():
        node = app.get_focused()
        return node is not None and matches(node, name)

    wait_for(look, f'the keyboard to be on {name!r}')


def type_blindly(app, text, into=None):
    """Into what has the keyboard: GTK 4.8 does not tell which entry that is."""
    app.wait_for_keyboard()
    run_tool('xdotool', 'type', '--delay', '5', text)
    if into is not None:
        entry = app.find_entry(into)
        wait_for(lambda: entry.text == text, f'{text!r} to arrive in {into!r}')


@scene
def keyboard_alone_leads_to_the_end(stage):
    """From the first start to the end."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    type_blindly(app, 'somebody@example.org', 'Email address')
    press('Return')
    see(app, 'code')
    type_blindly(app, CODE_EXISTING)
    see(app, 'verify')
    wait_focused(app, 'Use My Phone')
    press('Return')
    see(app, 'waiting')
    server.press('accept')
    app.find('Compare Emoji', 'button', seconds=20, sensitive=True)
    app.press_until('Compare Emoji')
    press('Return')
    app.find('They Match', 'button', seconds=20, sensitive=True)
    app.press_until('They Match')
    press('Return')
    see(app, 'finishing')
    server.press('match')
    see(app, 'ready', seconds=30)


@scene
def shortcuts_do_what_they_say(stage):
    """Those of the shortcuts window, pressed one after the other."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    app.wait_for_keyboard()
    press('ctrl+question')
    for name in ('Go back', 'Open the main menu', 'Show help', 'Copy the problem report',
                 'Show keyboard shortcuts', 'Close the window', 'Quit',
                 'Paste a picture of the code'):
        app.find(name)
    press('Escape')
    app.wait_gone('Copy the problem report')
    press('ctrl+shift+r')
    app.find(re.compile('^Report copied'))
    assert 'Step: verify' in read_clipboard(), 'that is not the report'
    press('F10')
    app.find('About Vouch')
    press('Escape')
    app.wait_gone('About Vouch')
    app.wait_gone(re.compile('^Report copied'))   # Escape dismisses a toast first
    for keys in ('alt+Left', 'Escape'):
        app.click('Use Recovery Key')
        see(app, 'recovery')
        app.wait_for_keyboard()
        press(keys)
        see(app, 'verify')
    ask_phone(app)
    server.press('accept')
    app.click('My Phone Shows a Square Code', seconds=20)
    see(app, 'scan')
    app.wait_for_keyboard()
    press('ctrl+v')
    app.find(re.compile('^There is no picture to paste'))
    press('ctrl+q')
    wait_for(lambda: app.process.poll() == 0, 'the program to end')
    for keys in ('ctrl+w', 'ctrl+q'):
        _, app = stage.start_signed_in()
        ask_phone(app)
        app.wait_for_keyboard()
        press(keys)
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
    wait_focused(app, 'Connect')
    press('Return')
    see(app, 'email')

    server.stop()
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    app.wait_gone('Connect', 'button')
    press('ctrl+l')
    type_blindly(app, 'http:', ADDRESS)
    server.start()
    app.find('Connect', 'button', seconds=20)
    type_blindly(app, other.base_url.removeprefix('http:'))
    press('Return')
    see(app, 'email')
    assert other.read_log(), 'what was typed did not arrive'

    connect_elsewhere(app, server, other)
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    wait_focused(app, 'Connect')
    press('Return')
    see(app, 'email')

    connect_elsewhere(app, server, other)
    server.stop()
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    app.wait_gone('Connect', 'button')
    wait_focused(app, 'Get Beeper')
    app.press_until('Practice Without Beeper')
    server.start()
    app.find('Connect', 'button', seconds=20)
    wait_focused(app, 'Practice Without Beeper')


@scene
def alt_left_and_escape_go_back(stage):
    """Alt+Left and Escape go back; Escape never means that the emoji differ."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    type_blindly(app, 'somebody@example.org', 'Email address')
    press('Return')
    see(app, 'code')
    press('alt+Left')
    see(app, 'email')


if __name__ == '__main__':
    play()
