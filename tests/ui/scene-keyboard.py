#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Without a mouse, and without an assistive technology that clicks."""
from acts import see
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
    run_tool('xdotool', 'type', '--delay', '5', text)
    if into is not None:
        entry = app.find_entry(into)
        wait_for(lambda: entry.text == text, f'{text!r} to arrive in {into!r}')


@scene
def keyboard_only(stage):
    """From the first start to the end."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    type_blindly(app, 'somebody@example.org', 'Email address')
    press('Return')
    see(app, 'code')
    type_blindly(app, CODE_EXISTING)
    see(app, 'verify')
    wait_focused(app, 'Use Another Device')
    press('Return')
    see(app, 'waiting')
    server.press('accept')
    app.find('Compare Emoji', 'button', seconds=20)
    app.press_until('Compare Emoji')
    press('Return')
    app.find('They Match', 'button', seconds=20)
    app.press_until('They Match')
    press('Return')
    see(app, 'finishing')
    server.press('match')
    see(app, 'ready', seconds=30)


@scene
def back_and_escape(stage):
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
