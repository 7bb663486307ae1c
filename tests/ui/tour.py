#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through every screen in practice mode and takes a picture of each.

usage: tour.py --output FOLDER [--dark] [--size WIDTHxHEIGHT] [--language CODE]

Pictures are named by their place and step: 01-connect.png, 02-email.png …
"""
import argparse
import re
from pathlib import Path

import detours
from acts import ask_phone, ask_to_register, make_key, say, see, speak, type_end
from stage import Stage, enter_desktop

PHONE = 'Practice Phone'
MAIN = 'Vouch'
USUAL_SIZE = (520, 720)
CODE = re.compile(r'\b(\d{3}) ?(\d{3})\b')


class Tour:
    """The way through practice mode; calls back on each screen."""

    def __init__(self, app, on_screen):
        self.app = app
        self.on_screen = on_screen

    def show(self, step, seconds=30):
        """Waits for a screen, then lets it be looked at."""
        see(self.app, step, seconds=seconds)
        self.on_screen(self.app, step, MAIN)

    def show_phone(self, name):
        """The other window."""
        self.on_screen(self.app, name, PHONE)

    def press_phone(self, button):
        """One of the phone's buttons."""
        self.app.click(say(button), window=say(PHONE), seconds=20)

    def read_code(self):
        """The code in the mail that the phone shows."""
        node = self.app.find(CODE, window=say(PHONE), seconds=20)
        return ''.join(CODE.search(node.name).groups())

    def begin(self):
        """The first screen, and from there into practice."""
        self.show('connect')
        self.app.click(say('Practice Without Beeper'))

    def sign_in(self):
        """By mail, with the code that the phone shows."""
        self.show('email')
        self.app.type('somebody@example.org', into=say('Email address'))
        self.app.click(say('Send Code'))
        self.show('code')
        self.show_phone('phone-mail')
        self.app.type(self.read_code(), into=say('Sign-in code'))

    def look_at_ways(self):
        """What else can be chosen where this computer has to be verified, and back again."""
        self.show('preparing')
        self.show('verify')
        self.app.click(say('Use Recovery Key'))
        self.show('recovery')
        self.go_back()
        self.app.click(say('I Have Neither'))
        self.show('reset')
        self.go_back()

    def go_back(self):
        """By the arrow in the header bar."""
        self.app.click(say('Back'), window=MAIN)
        see(self.app, 'verify')

    def be_declined(self):
        """The phone says no."""
        self.app.click(say('Use Another Device'))
        self.show('waiting')
        self.show_phone('phone-asked')
        self.press_phone('Decline')
        self.show('stopped')
        self.app.click(say('Try Again'), window=MAIN)
        see(self.app, 'waiting')

    def verify(self):
        """By emoji, with the phone in hand."""
        self.press_phone('Accept')
        self.show('show-code')
        self.app.click(say('Scan With This Computer'), window=MAIN)
        self.show('scan')
        self.app.click(say('Compare Emoji'), window=MAIN)
        self.app.find(say('They Match'), 'button', window=MAIN, seconds=20)
        self.show('emoji')
        self.show_phone('phone-emoji')
        self.app.click(say('They Match'), window=MAIN)
        self.show('finishing')
        self.press_phone('They Match')
        self.show('sync')
        self.show('ready')

    def make_key(self):
        """A new recovery key, with consent."""
        self.app.click(say('Create a New Recovery Key'))
        key = make_key(self.app)
        self.show('save-key')
        type_end(self.app, key)
        see(self.app, 'ready')

    def be_asked(self):
        """The phone begins, and scans our code."""
        self.press_phone('Start Verification')
        self.show('incoming')
        self.app.click(say('Accept'), window=MAIN)
        see(self.app, 'show-code')
        self.press_phone('Scan the Computer')
        self.show('confirm-scan')
        self.app.click(say('No'), window=MAIN)
        see(self.app, 'stopped')

    def be_warned(self):
        """The emoji differ."""
        self.press_phone('Start Verification')
        see(self.app, 'incoming')
        self.app.click(say('Accept'), window=MAIN)
        self.app.click(say('Compare Emoji'), window=MAIN, seconds=20)
        self.app.click(say("They Don't Match"), window=MAIN, seconds=20)
        self.show('unsafe')

    def walk(self):
        """All of it, for an account that exists."""
        self.begin()
        self.sign_in()
        self.look_at_ways()
        self.be_declined()
        self.verify()
        self.make_key()
        self.be_asked()
        self.be_warned()


def walk_elsewhere(stage, on_screen, **variables):
    """The screens that the account of practice mode never shows, by the server beside it."""
    server = stage.start_server('--state', 'ready')
    app = stage.start_vouch(server=server, **variables)
    Tour(app, on_screen).show('authorize')
    app.quit()

    server, app = stage.start_signed_in('--without-codes', **variables)
    ask_phone(app)
    server.press('accept')
    Tour(app, on_screen).show('choose')
    app.quit()

    app = stage.start_vouch(server=stage.start_server(), **variables)
    ask_to_register(app)
    on_screen(app, 'register', MAIN)
    app.quit()


def walk(stage, on_screen, **variables):
    """Every screen; on_screen is given the program, the step and the window that shows it."""
    app = stage.start_vouch(BEEPER_BASE_URL='http://127.0.0.1:9', **variables)
    Tour(app, on_screen).walk()
    app.quit()
    walk_elsewhere(stage, on_screen, **variables)


def parse_arguments():
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--output', required=True, type=Path)
    parser.add_argument('--dark', action='store_true')
    parser.add_argument('--size')
    parser.add_argument('--language')
    return parser.parse_args()


def main():
    """In a desktop of its own."""
    options = parse_arguments()
    enter_desktop(*(['--dark'] if options.dark else []))
    stage = Stage('tour')
    variables = stage.use_language(options.language) if options.language else {}
    if options.language:
        speak(options.language)
    count = 0

    def take_picture(app, step, window):
        nonlocal count
        count += 1
        path = options.output / f'{count:02}-{step}.png'
        if options.size and window == MAIN:
            app.resize(*(int(part) for part in options.size.split('x')), window)
        app.take_picture(path, say(window))
        if options.size and window == MAIN:
            app.resize(*USUAL_SIZE, window)      # the mouse cannot reach what is scrolled away
        print(path, flush=True)

    try:
        walk(stage, take_picture, **variables)
        detours.walk(stage, take_picture, patient=True, **variables)
        print(f'{count} screens')
    except AssertionError:
        stage.keep_evidence()
        raise
    finally:
        stage.end()


if __name__ == '__main__':
    main()
