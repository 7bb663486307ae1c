#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through every screen in practice mode and takes a picture of each.

usage: tour.py --output FOLDER [--dark] [--contrast] [--scale FACTOR] [--size WIDTHxHEIGHT]
               [--language CODE | --rtl]

Pictures are named by their place and step: 01-connect.png, 02-email.png … Of a page that does not
fit, the top is shown. All of them together are contact-sheet.png.

--scale is that of text. --rtl is a translation into Arabic letters that nobody can read (see
pseudo.py), from right to left.
"""
import argparse
import os
import re
from pathlib import Path

import detours
from acts import ask_phone, ask_to_register, choose_managing, make_key, say, see, speak, type_end
from driver import run_tool
from fonts import has_font
from pseudo import write_catalog
from stage import BUILD, Stage, enter_desktop
from waiting import Overdue

PHONE = 'Pretend Phone'
MAIN = 'Vouch'
USUAL_SIZE = (520, 720)
SIZE_WITH_PHONE = (900, 720)
NOTHING_REAL = 'Practice: nothing here is real'
CODE = re.compile(r'\b(\d{3}) ?(\d{3})\b')


def resize_back(app, scale=1):
    """To the size that the window has at the start: in practice there is room for the phone."""
    size = SIZE_WITH_PHONE if app.exists(say(NOTHING_REAL)) else USUAL_SIZE
    app.resize(*(round(scale * length) for length in size), MAIN)


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
        """The phone inside the window."""
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
        self.show('verify')
        self.app.click(say('Use Recovery Key'))
        self.show('recovery')
        self.go_back()
        self.app.click(say("I Don't Have Either"))
        self.show('reset')
        self.go_back()

    def go_back(self):
        """By the arrow in the header bar."""
        self.app.click(say('Back'), window=MAIN)
        see(self.app, 'verify')

    def be_declined(self):
        """The phone says no."""
        self.app.click(say('Use My Phone'))
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
        self.app.click(say('My Phone Shows a Square Code'), window=MAIN)
        self.show('scan')
        self.app.click(say('Compare Emoji'), window=MAIN)
        self.app.find(say('They Match'), 'button', window=MAIN, seconds=20)
        self.show('emoji')
        self.show_phone('phone-emoji')
        self.app.click(say('They Match'), window=MAIN)
        self.show('finishing')
        self.press_phone('They Match')
        self.show('practice-ready')

    def make_key(self):
        """A new recovery key, with consent."""
        choose_managing(self.app, 'Create a New Recovery Key')
        key = make_key(self.app)
        self.show('save-key')
        type_end(self.app, key)
        see(self.app, 'practice-ready')

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
    """The screens that the account of practice mode never shows, or not for long enough, by the
    server beside it."""
    for step, option, state in (('preparing', '--endless-initializing', 'needs-verification'),
                                ('sync', '--endless-sync', 'needs-first-sync')):
        _, app = stage.start_signed_in(option, state=state, **variables)
        Tour(app, on_screen).show(step)
        app.quit()

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


def parse_size(text):
    """WIDTHxHEIGHT"""
    width, height = text.split('x')
    return int(width), int(height)


def parse_arguments():
    """The options."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--output', required=True, type=Path)
    parser.add_argument('--dark', action='store_true')
    parser.add_argument('--contrast', action='store_true', help='high contrast')
    parser.add_argument('--scale', type=float, default=1.0, help='of all text')
    parser.add_argument('--size', type=parse_size, default=USUAL_SIZE)
    parser.add_argument('--language')
    parser.add_argument('--rtl', action='store_true', help='a pseudo-Arabic, right to left')
    return parser.parse_args()


def choose_language(options, stage):
    """The variables under which the program speaks it."""
    if options.rtl:
        folder = BUILD / 'tests' / 'pseudo'
        write_catalog(BUILD / 'po' / 'de' / 'LC_MESSAGES' / 'vouch.mo',
                      folder / 'ar' / 'LC_MESSAGES' / 'vouch.mo')
        speak('ar', folder)
        return {**stage.use_language('ar'), 'VOUCH_LOCALE_DIR': str(folder)}
    if options.language:
        speak(options.language)
        return stage.use_language(options.language)
    return {}


class Album:
    """The pictures of one tour; in a folder of their own."""

    def __init__(self, options):
        self.folder = options.output
        self.size = options.size
        self.scale = options.scale
        self.pictures = []

    def take(self, app, step, window):
        """One more."""
        path = self.folder / f'{len(self.pictures) + 1:02}-{step}.png'
        if window == MAIN:
            app.resize(*self.size, window)
            if not app.list_popups():
                app.scroll_to_top(window)
        app.take_picture(path, say(window))
        if window == MAIN:
            # In the smallest window the mouse cannot reach what is scrolled away.
            resize_back(app, self.scale)
        self.pictures.append(path)
        print(path, flush=True)

    def resize(self, app, step):
        """To the size of the pictures, or as near as the page lets it be."""
        try:
            app.resize(*self.size, MAIN)
        except Overdue as reason:
            print(f'{step}: {reason}', flush=True)

    def lay_out(self):
        """All of them on one sheet."""
        font = run_tool('fc-match', '-f', '%{file}', 'Cantarell')
        run_tool('montage', '-font', font, '-background', '#c0c0c0', '-label', '%t',
                 *map(str, self.pictures), '-tile', '8x', '-geometry', '300x420>+6+6',
                 str(self.folder / 'contact-sheet.png'))


def list_desktop_options(options):
    """What the desktop is told."""
    large = max(1, options.scale)
    return (*(['--dark'] if options.dark else []), *(['--contrast'] if options.contrast else []),
            '--scale', str(options.scale), '--size', f'{round(1280 * large)}x{round(1024 * large)}')


def check_font(language):
    """Ends where no font has the letters of a language: its pictures would show boxes."""
    if language and not has_font(language):
        raise SystemExit(f'No font here has the letters of "{language}". Install one that has, such '
                         'as Noto Sans, then run this again.')


def main():
    """In a desktop of its own."""
    options = parse_arguments()
    check_font(options.language)
    os.environ.setdefault('VOUCH_UI_PATIENCE', '4')     # for what enter_desktop() starts
    enter_desktop(*list_desktop_options(options))
    stage = Stage('tour')
    album = Album(options)
    try:
        variables = choose_language(options, stage)
        walk(stage, album.take, **variables)
        detours.walk(stage, album.take, patient=True, **variables)
        print(f'{len(album.pictures)} screens')
    except AssertionError:
        stage.keep_evidence()
        raise
    finally:
        if album.pictures:
            album.lay_out()
        stage.end()


if __name__ == '__main__':
    main()
