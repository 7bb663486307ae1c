#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""All actions in random order, for a long time.

The user clicks any button, the phone acts, replies fail, Beeper ends and starts again, the window
is shown and hidden. When the actions stop, the right page comes by itself. The memory of the
program does not grow.

VOUCH_SOAK_MINUTES in the environment says how long, 30 for the whole of it, and makes the order a
random one. VOUCH_SOAK_SEED plays an order again. Without both it is short, and always the same.
"""
import os
import random
import re
import time

from acts import TITLES, CONNECTION_ERROR, close_window, reach_emoji, type_access_code
from driver import matches, run_tool
from memory import keep_areas, read_memory
from stage import APPLICATION_ID, TOKEN, play, scene
from waiting import Overdue, wait_for

LONG = 'VOUCH_SOAK_MINUTES' in os.environ
MINUTES = float(os.environ.get('VOUCH_SOAK_MINUTES', '0.5'))
SEED = int(os.environ.get('VOUCH_SOAK_SEED', time.time_ns() % 1000000 if LONG else 1))
CHANGES_A_MINUTE = 10000 / 30
ACTIONS_A_ROUND = 120
WARM_UP = 60        # seconds: by then everything has been done once
GROWTH = 1.05       # of the memory after that
REPORT = 60         # seconds between two lines of figures
ROUNDS = 20         # through all pages of CALM, half of them to warm up
SHORT_GROWTH = 1.02

STATES = ('initializing', 'needs-cross-signing-setup', 'needs-verification', 'needs-secrets',
          'needs-first-sync', 'ready')
# The states that the soak calms down in, and what the window shows then.
CALM = {'needs-verification': 'verify', 'ready': 'ready', 'initializing': 'preparing',
        'needs-first-sync': 'sync', 'needs-cross-signing-setup': 'reset'}
PHONE = ('accept', 'decline', 'start', 'show-code', 'scan', 'compare', 'match', 'mismatch',
         'confirm', 'stop')
FAULTS = ('*=reset', '*=cut', '*=truncated', '*=garbage', '*=html', '*=empty', '*=deep',
          '*=redirect', '*=wrong-types', '*=nulls', '*=huge', '*=late:30', '*=late:300*2',
          'POST *=after-reset', '*=status:400', '*=status:401', '*=status:403', '*=status:404',
          '*=status:409', '*=status:422', '*=status:429:1', '*=status:500', '*=status:502*3',
          '*=status:503', '*/v1/ws=status:503')
# The buttons that the user clicks: all that change the page, except for those that open another
# program and for making a key, whose page stays until the key is saved.
BUTTONS = ('Use My Phone', 'Use Recovery Key', "I Don't Have Either", 'Back', 'Cancel', 'Accept',
           'Decline', "Don't Allow", 'Start Over', 'Compare Emoji', 'They Match',
           "They Don't Match", 'Try Again',
           'Yes, It Does', 'No', 'My Phone Shows a Square Code', 'Show a Code Instead',
           "I Don't Have It", 'Unlock', 'Manage', 'Confirm Another Device', 'Create a New Recovery Key')


class Journal:
    """The program's log, read on as it grows."""

    def __init__(self, path):
        self.file = open(path, encoding='utf-8', errors='replace')
        self.part = ''
        self.changes = 0
        self.step = None

    def read(self):
        """Takes in what is new."""
        lines = (self.part + self.file.read()).split('\n')
        self.part = lines.pop()
        for line in lines:
            assert not re.search('CRITICAL|WARNING|ERROR', line), line
            found = re.search(r' step ([a-z-]+)$', line)
            if found:
                self.changes += 1
                self.step = found[1]

    def wait_change(self, seconds):
        """Waits for another page, which a fault may well prevent."""
        before = self.changes

        def has_changed():
            self.read()
            return self.changes != before

        try:
            wait_for(has_changed, 'another page', seconds)
        except Overdue:
            pass


class Soak:
    """One program, one server, and all that happens to them."""

    def __init__(self, stage):
        stage.remember(allow_background='true')
        self.server, self.app = stage.start_signed_in(G_MESSAGES_DEBUG='vouch-setup')
        self.journal = Journal(stage.folder / 'vouch-0.log')
        self.random = random.Random(SEED)
        self.hidden = False
        # Colour glyphs are drawn once and kept: chance may leave that for the last minute.
        reach_emoji(self.app, self.server)
        self.slow_down()

    def slow_down(self):
        """States that pass by themselves would be gone before anybody has seen them."""
        self.server.set(sync_time=600000, initializing_time=600000, secrets_time=600000)

    def ask(self, path, body=None):
        """Steers the practice server. Returns whether that is possible now."""
        return self.server.ask('POST', f'/practice/{path}', body)[0] == 200

    def click(self, name):
        """Clicks it if it is there. Returns whether it was."""
        node = next(self.app.search(name, 'button', sensitive=True), None)
        if node is not None:
            self.app.click_node(node)
        return node is not None

    # What happens

    def jump(self):
        """Beeper changes its state, as if the user acted on the phone."""
        self.ask('jump', {'state': self.random.choice(STATES)})
        self.journal.wait_change(0.3)

    def press_phone(self):
        """One of its buttons, whether it has it now or not."""
        if self.ask(f'phone/{self.random.choice(PHONE)}'):
            self.journal.wait_change(0.3)

    def press_button(self):
        """One of those on the page."""
        there = [node for role in ('button', 'row')
                 for node in self.app.search(role=role, sensitive=True)
                 if any(matches(node, name) for name in BUTTONS)]
        if there:
            self.app.click_node(self.random.choice(there))
            self.journal.wait_change(0.3)

    def go_wrong(self):
        """A reply, or a few."""
        self.ask('fault', {'fault': self.random.choice(FAULTS)})

    def restart_server(self):
        """Beeper ends and starts again. It has forgotten the verification, not the account."""
        self.server.stop()
        self.server.start()
        self.slow_down()

    def show_or_hide(self):
        """The window."""
        if self.hidden:
            self.show()
        else:
            self.hide()

    def hide(self):
        """The person closes the window, and the program watches on if there is what to watch."""
        self.journal.read()
        if self.journal.step == 'connect':
            return
        close_window(self.app)
        self.hidden = True

    def show(self):
        """The window comes back, as when a notification is clicked."""
        run_tool('gapplication', 'launch', APPLICATION_ID)
        wait_for(lambda: self.app.read().children, 'the window to come back')
        self.hidden = False

    def happen(self):
        """Something."""
        action = self.random.choices(
            (self.jump, self.press_phone, self.press_button, self.go_wrong, self.show_or_hide,
             self.restart_server), (50, 25, 6, 2, 1, 0.3))[0]
        if action != self.press_button or not self.hidden:
            action()
        self.journal.read()
        self.app.check_alive()

    # What has to be afterwards

    def help(self):
        """Does what only the user can do now."""
        if self.app.exists('Allow in Browser', sensitive=True):
            type_access_code(self.app, TOKEN)
        elif not self.click('Back') and self.app.exists(TITLES['connect']):
            self.click('Connect')

    def calm_down(self, state):
        """No fault is left: the right page must come, with the help of the user."""
        if not self.hidden:
            self.hide()
        self.ask('fault/clear')
        self.ask('phone/decline')
        self.ask('jump', {'state': state})
        self.show()
        title = TITLES[CALM[state]]

        def is_right():
            self.app.check_alive()
            if self.app.exists(title) and not self.app.exists(CONNECTION_ERROR):
                return True
            try:
                self.help()
            except Overdue:
                pass    # the page has just moved on
            return False

        wait_for(is_right, f'the page {title!r}', 60)
        self.journal.read()


@scene
def random_use_keeps_memory_at_its_level(stage):
    """Everything, for as long as it shall last; a minute after the start memory has its level."""
    print(f'# seed {SEED}', flush=True)
    play_on = Soak(stage)
    start = time.monotonic()
    level, report, seconds = None, 0, 0
    while seconds < MINUTES * 60 or play_on.journal.changes < MINUTES * CHANGES_A_MINUTE:
        for _ in range(ACTIONS_A_ROUND):
            play_on.happen()
        play_on.calm_down(play_on.random.choice(list(CALM)))
        memory = read_memory(play_on.app.process_id)
        seconds = time.monotonic() - start
        if level is None and seconds > WARM_UP:
            level = memory
            keep_areas(play_on.app.process_id, stage.folder / 'memory-level.log')
        if seconds > report:
            report = seconds + REPORT
            print(f'# {seconds:.0f} s: {play_on.journal.changes} changes, {memory} KiB', flush=True)
    print(f'# {seconds:.0f} s: {play_on.journal.changes} changes, {memory} KiB', flush=True)
    keep_areas(play_on.app.process_id, stage.folder / 'memory-end.log')
    assert level is None or memory <= level * GROWTH, f'{memory} KiB after {level} KiB'


@scene
def pages_come_and_go_and_memory_stays_at_its_level(stage):
    """The check of memory without chance, and in short."""
    server, app = stage.start_signed_in()
    server.set(sync_time=600000, initializing_time=600000, secrets_time=600000)
    memory = []
    for _ in range(ROUNDS):
        for state, page in CALM.items():
            server.control('jump', {'state': state})
            app.find(TITLES[page], seconds=20)
        memory.append(read_memory(app.process_id))
    level, end = max(memory[:ROUNDS // 2]), memory[-1]
    print(f'# {level} KiB, then {end} KiB', flush=True)
    assert end <= level * SHORT_GROWTH, f'{end} KiB after {level} KiB: {memory}'


if __name__ == '__main__':
    play()
