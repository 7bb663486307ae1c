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

from acts import TERMS, TITLES, say, see, speak
from stage import Stage, enter_desktop

PHONE = 'Practice Phone'
MAIN = 'Vouch'
CODE_NEW = '654321'
CODE = re.compile(r'\b(\d{3}) ?(\d{3})\b')


class Tour:
    """The way through practice mode; calls back on each screen."""

    def __init__(self, app, on_screen):
        self.app = app
        self.on_screen = on_screen

    def show(self, step, seconds=30):
        """Waits for a screen, then lets it be looked at."""
        see(self.app, step, seconds=seconds)
        self.on_screen(step, MAIN)

    def show_phone(self, name):
        """The other window."""
        self.on_screen(name, PHONE)

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

    def sign_in(self, code=None):
        """By mail: with its code, or another one."""
        self.show('email')
        self.app.type('somebody@example.org', into=say('Email address'))
        self.app.click(say('Send Code'))
        self.show('code')
        self.show_phone('phone-mail')
        self.app.type(code or self.read_code(), into=say('Sign-in code'))

    def verify(self):
        """By emoji, with the phone in hand."""
        self.show('preparing')
        self.show('verify')
        self.app.click(say('Use Another Device'))
        self.show('waiting')
        self.show_phone('phone-asked')
        self.press_phone('Accept')
        self.app.find(say('Compare Emoji'), 'button', window=MAIN, seconds=20)
        step = 'show-code' if self.app.exists(say(TITLES['show-code'])) else 'choose'
        self.show(step)
        self.app.click(say('Compare Emoji'), window=MAIN)
        self.app.find(say('They Match'), 'button', window=MAIN, seconds=20)
        self.show('emoji')
        self.show_phone('phone-emoji')

    def finish(self):
        """Both say yes."""
        self.app.click(say('They Match'), window=MAIN)
        self.show('finishing')
        self.press_phone('They Match')
        self.show('sync')
        self.show('ready')

    def stop(self):
        """What is shown when it does not work out."""
        self.press_phone('Start Verification')
        self.show('incoming')
        self.app.click(say('Accept'), window=MAIN)
        self.app.click(say('Compare Emoji'), window=MAIN, seconds=20)
        self.app.click(say("They Don't Match"), window=MAIN, seconds=20)
        self.show('unsafe')

    def register(self):
        """A new account: practice has a code for that, too."""
        self.sign_in(CODE_NEW)
        self.app.find(say(TERMS), seconds=20)
        self.on_screen('register', MAIN)

    def walk(self):
        """All of it, for an account that exists."""
        self.begin()
        self.sign_in()
        self.verify()
        self.finish()
        self.stop()


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

    def take_picture(step, window):
        nonlocal count
        count += 1
        path = options.output / f'{count:02}-{step}.png'
        if options.size and window == MAIN:
            app.resize(*(int(part) for part in options.size.split('x')), window)
        app.take_picture(path, say(window))
        print(path, flush=True)

    app = stage.start_vouch(BEEPER_BASE_URL='http://127.0.0.1:9', **variables)
    try:
        Tour(app, take_picture).walk()
    except AssertionError:
        stage.keep_evidence()
        raise
    finally:
        stage.end()


if __name__ == '__main__':
    main()
