#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""SIGKILL on every screen: started again, the program shows the right one by itself."""
import json
import re

from acts import (ask_for_code, ask_phone, ask_to_register, confirm_on_both, reach_emoji, see,
                  sign_in_and_see)
from stage import play, scene


def restart(stage, app, server):
    """What a crash or a power cut looks like."""
    app.kill()
    return stage.start_vouch(server=server)


@scene
def killed_at_connect_starts_there(stage):
    """Nothing is known yet."""
    app = stage.start_vouch(BEEPER_BASE_URL='http://127.0.0.1:9')
    see(app, 'connect')
    app = restart(stage, app, None)
    see(app, 'connect')


@scene
def killed_at_email_starts_there(stage):
    """Signing in has not begun."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    see(restart(stage, app, server), 'email')


@scene
def killed_at_code_starts_there(stage):
    """The mail is on its way, and its code still counts."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_for_code(app)
    app = restart(stage, app, server)
    see(app, 'code')
    app.type('111111', into='Sign-in code')
    see(app, 'verify')


@scene
def killed_with_an_old_code_says_so(stage):
    """An hour later: the address is there, and why there is no code to enter."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_for_code(app)
    app.kill()
    path = stage.home / 'state' / 'vouch' / 'sign-in.json'
    kept = json.loads(path.read_text(encoding='utf-8'))
    path.write_text(json.dumps({**kept, 'time': kept['time'] - 3600}), encoding='utf-8')
    app = stage.start_vouch(server=server)
    see(app, 'email')
    app.find(re.compile('^Too much time has passed'))
    app.click('Send Code')
    see(app, 'code')
    app.type('111111', into='Sign-in code')
    see(app, 'verify')


@scene
def killed_at_register_starts_there(stage):
    """The form of a new account."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_to_register(app)
    app = restart(stage, app, server)
    app.find_entry('Username', seconds=20)


@scene
def killed_while_verifying_starts_there(stage):
    """All screens of one verification, one after the other."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'verify')
    app = restart(stage, app, server)
    ask_phone(app)
    app = restart(stage, app, server)
    see(app, 'waiting')
    server.press('accept')
    app.find('Compare Emoji', 'button', seconds=20)
    app = restart(stage, app, server)
    app.click('Compare Emoji', seconds=20)
    app.find('They Match', 'button', seconds=20)
    app = restart(stage, app, server)
    app.find('They Match', 'button', seconds=20)
    confirm_on_both(app, server)
    see(restart(stage, app, server), 'ready')


@scene
def killed_at_finishing_starts_there(stage):
    """Confirmed here, and not yet there."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'verify')
    reach_emoji(app, server)
    app.click('They Match')
    see(app, 'finishing')
    app = restart(stage, app, server)
    see(app, 'finishing')
    server.press('match')
    see(app, 'ready', seconds=30)


@scene
def killed_at_incoming_starts_there(stage):
    """A request that waits for us goes on waiting."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'verify')
    server.press('start')
    see(app, 'incoming-first')
    app = restart(stage, app, server)
    see(app, 'incoming-first')


@scene
def killed_at_stopped_says_why(stage):
    """Beeper still says why."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'verify')
    ask_phone(app)
    server.press('decline')
    see(app, 'stopped')
    see(restart(stage, app, server), 'stopped')


@scene
def killed_at_sync_starts_there(stage):
    """Messages go on loading without the window."""
    server = stage.start_server()
    server.set(sync_time=600000)
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'verify')
    reach_emoji(app, server)
    app.click('They Match')
    see(app, 'finishing')
    server.press('match')
    see(app, 'sync')
    see(restart(stage, app, server), 'sync')


@scene
def killed_at_preparing_starts_there(stage):
    """Beeper takes its time."""
    server = stage.start_server()
    server.set(initializing_time=600000)
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'preparing')
    see(restart(stage, app, server), 'preparing')


if __name__ == '__main__':
    play()
