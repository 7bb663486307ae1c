# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The screens beside the way of tour.py: what is shown where Beeper, its certificate, or the desktop
is not as in practice mode. Each is given to on_screen: the program, a name, the window's title."""
import re
from pathlib import Path

from acts import ask_phone, make_key, say, see, type_access_code, type_address, type_end
from installed import FAILS, NEVER_ANSWERS, Home
from standins import stand_in
from stage import TOKEN

CERTIFICATES = Path(__file__).resolve().parent.parent / 'data' / 'tls'
MAIN = 'Vouch'
SILENT = 'Beeper is open but not ready yet. Look at its window: it may be asking something. Vouch ' \
         'continues when it is ready.'


def read_help(stage, on_screen, **variables):
    """What is ahead, at the very first start, and the first aid of a step with a phone."""
    stage.remember(welcomed='false')
    app = stage.start_vouch(**variables)
    see(app, 'welcome')
    on_screen(app, 'welcome', MAIN)
    app.quit()
    stage.remember(welcomed='true')

    _, app = stage.start_signed_in(**variables)
    ask_phone(app)
    app.activate(MAIN)
    app.press('F1')
    app.find(say('Nothing There? Check These'))
    on_screen(app, 'first-aid', 'Help')
    app.click(say('It says that it stopped'), 'button')
    app.find(say('End It Here, Too'), 'button')
    on_screen(app, 'first-aid-answer', 'Help')
    app.quit()


def start_beeper(stage, on_screen, patient=False, **variables):
    """It is installed: it may not run, it is starting, it says nothing, or it cannot start."""
    home = Home(stage)
    program = home.install(NEVER_ANSWERS, 'Beeper-4.1.AppImage', 0o644)
    app = home.start_vouch(**variables)
    see(app, 'connect')
    app.click(say('Open Beeper'))
    app.find(say('Allow and Open'), 'button')
    on_screen(app, 'connect-not-allowed', MAIN)
    app.click(say('Allow and Open'))
    app.find(re.compile(say('Waiting for Beeper')))
    on_screen(app, 'connect-starting', MAIN)
    if patient:
        app.find(say(SILENT), seconds=35)
        on_screen(app, 'connect-silent', MAIN)
    home.end()
    program.write_text(FAILS)
    app.click(say('Show Beeper' if patient else 'Open Beeper'))
    app.find(re.compile('FUSE'))
    on_screen(app, 'connect-not-started', MAIN)
    app.quit()


def ask_about_address(app, address):
    """By hand; for an address elsewhere there is a question."""
    see(app, 'connect')
    type_address(app, address)


def be_asked(stage, on_screen, **variables):
    """An unknown certificate, another one in its place, and plain HTTP."""
    server = stage.start_server('--tls', str(CERTIFICATES / 'one.pem'))
    address = server.base_url
    app = stage.start_vouch(**variables)
    ask_about_address(app, address)
    app.find(say('Connect to a Computer That Vouch Cannot Check?'))
    on_screen(app, 'question-certificate', MAIN)
    app.click(say('Fingerprint Matches'), 'button')
    see(app, 'email')
    app.choose_menu_item(say('Use Another Beeper…'), say('Main Menu'))

    server.stop()
    server.options = (*server.options[:-1], str(CERTIFICATES / 'other.pem'))
    server.start()
    ask_about_address(app, address)
    app.find(say('Is This Still the Same Computer?'))
    on_screen(app, 'question-changed', MAIN)
    app.click(say('Cancel'), 'button')

    ask_about_address(app, stage.start_server().base_url.replace('127.0.0.1', '0.0.0.0'))
    app.find(say('Connect Without Protection?'))
    on_screen(app, 'question-plain', MAIN)
    app.quit()


def be_let_in(stage, on_screen, **variables):
    """In the browser, which takes its time or says no; and by a token."""
    server = stage.start_server('--state', 'ready', '--token', TOKEN,
                                '--fault', '/oauth/register=after-hang')
    app = stage.start_vouch(server=server, **variables)
    see(app, 'authorize')
    app.click(say('Allow in Browser'))
    app.find(say('Cancel'), 'button')
    on_screen(app, 'authorize-asking', MAIN)
    app.click(say('Cancel'))
    server.control('fault', {'fault': '/oauth/register=status:403'})
    app.click(say('Allow in Browser'))
    refusal = say('Access was not allowed. Press Allow in Browser again, and choose Approve there.')
    app.find(re.compile(f'^{re.escape(refusal)}\n\n.*:\nThis is practice.$'))
    on_screen(app, 'authorize-refused', MAIN)
    type_access_code(app, 'not-a-token')
    app.find(say('That access code did not work. Copy all of it and try again.'))
    on_screen(app, 'authorize-wrong-token', MAIN)
    app.quit()


def be_left_with_key(stage, on_screen, **variables):
    """Beeper does not confirm the new key."""
    server, app = stage.start_signed_in(**variables)
    see(app, 'verify')
    app.click(say("I Don't Have Either"))
    key = make_key(app)
    server.control('fault', {'fault': 'POST */confirm=status:409*ever'})
    type_end(app, key)
    app.find(say('Go On Without This Key'), 'button')
    on_screen(app, 'save-key-refused', MAIN)
    app.click(say('Go On Without This Key'))
    app.find(say('Go On Without This Key?'))
    on_screen(app, 'question-key', MAIN)
    app.click(say('Go On Without It'))
    see(app, 'verify')
    app.quit()


def know_several(stage, on_screen, **variables):
    """The menu of a user with two Beepers, and the switch for watching when the desktop refuses."""
    servers = [stage.start_server('--state', 'ready', '--token', TOKEN, '--username', name)
               for name in ('ada', 'grace')]
    known = ', '.join(f"('{server.base_url}', '', 0, 'Beeper Desktop', '@{name}:beeper.com')"
                      for server, name in zip(servers, ('ada', 'grace')))
    stage.remember(known_servers=f'[{known}]')
    app = stage.start_vouch(BEEPER_ACCESS_TOKEN=TOKEN, **variables)
    see(app, 'ready')
    app.click(say('Main Menu'))
    app.find(re.compile('@grace'), 'menuitem')
    on_screen(app, 'menu', MAIN)
    app.press('Escape')
    app.wait_gone(re.compile('@grace'), 'menuitem')
    with stand_in('background-portal.py', 'refuse'):
        app.choose_menu_item(say('Notify Me When Closed'), say('Main Menu'))
        app.find(say('Vouch Cannot Notify You When Closed'))
        on_screen(app, 'watch-refused', MAIN)
        app.press('Escape')
        app.wait_gone(say('Vouch Cannot Notify You When Closed'))
    app.choose_menu_item(say('Use Another Beeper…'), say('Main Menu'))
    app.find(say('Connect'), 'button')
    on_screen(app, 'connect-known', MAIN)
    app.quit()


def walk(stage, on_screen, patient=False, **variables):
    """All of them; who is patient waits half a minute for one more."""
    read_help(stage, on_screen, **variables)
    start_beeper(stage, on_screen, patient, **variables)
    be_asked(stage, on_screen, **variables)
    be_let_in(stage, on_screen, **variables)
    be_left_with_key(stage, on_screen, **variables)
    know_several(stage, on_screen, **variables)
