#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Practice mode, with its phone, on every screen: what it says, and who could not use it."""
import re
import sys

from acts import CONNECTION_ERROR, TITLES, ask_for_code, ask_phone, see
from announced import Notifications, click
from driver import pops_up, run_tool
from stage import APPLICATION_ID, play, scene, skip_unless_possible
from tour import MAIN, NOTHING_REAL, PHONE, SIZE_WITH_PHONE, Tour, resize_back, walk

NARROW = (360, 640)
NARROW_BUT_HIGH = (600, 860)
PRACTICE_KEY = re.compile(r'^(\w{4} ){11}\w{4}$')


# In a network of its own: the only port there is is taken, and stays so in the program that follows.
TAKE_PORTS = """import os, socket, sys
with open('/proc/sys/net/ipv4/ip_local_port_range', 'w') as ports:
    ports.write('60000 60000')
taken = socket.create_server(('127.0.0.1', 60000))
taken.set_inheritable(True)
os.execvp(sys.argv[1], sys.argv[1:])
"""


def check_tree(app, step, window):
    """What a screen reader gets: a page that is named by its heading, and names (but of plain text)
    without marks that a braille display would show."""
    nodes = [node for node in app.read().walk() if node.window.name == window]
    marked = [node for node in nodes if node.role_name not in ('label', 'alert')
              and re.search('[\u2066-\u2069]', node.name)]
    assert not marked, f'{step}: marks of direction in names: {marked}'
    if window == MAIN:
        headings = {node.name for node in nodes if node.role_name == 'heading' and node.visible}
        assert headings, f'{step}: no heading'
        assert any(node.role_name in ('panel', 'group') and node.name in headings
                   for node in nodes), f'{step}: the page is not named by {headings}'


def audit(app, step, window):
    """It fits into the smallest window that has to do, and every control has a name."""
    if window == MAIN:
        app.resize(360, 600, window)
        resize_back(app)
    check_tree(app, step, window)
    nameless = app.audit()
    assert not nameless, f'{step}: without a name: {nameless}'


@scene
def every_screen_can_be_told(stage):
    """With nothing but what is on screen."""
    walk(stage, audit)


@scene
def option_starts_practice(stage):
    """vouch --practice goes straight there, and quitting ends it."""
    app = stage.start_vouch('--practice')
    Tour(app, audit).sign_in()
    see(app, 'verify')
    app.activate(MAIN)
    app.press('ctrl+q')
    assert app.process.wait(10) == 0, f'it ended with {app.process.returncode}'


def start(stage):
    """(program, tour) of vouch --practice."""
    app = stage.start_vouch('--practice')
    return app, Tour(app, lambda *unused: None)


def list_windows(app):
    """Its windows on screen, without menus."""
    return [window for window in app.list_x_windows() if not pops_up(window)]


def turn(app, switch):
    """One of the switches in the drawer of the phone."""
    app.click('Try This', 'button', window=PHONE)
    app.click(switch, 'check', window=PHONE)
    app.click('Back to the Phone', window=PHONE)


@scene
def phone_is_beside_the_page_or_in_its_place(stage):
    """A wide window has both; a narrow one has a button to switch, and no second window."""
    app, tour = start(stage)
    see(app, 'email')
    app.find('Your Phone', 'heading', window=PHONE)
    assert not app.exists('Show the Pretend Phone'), 'there is nothing to switch'
    app.resize(*NARROW, MAIN)
    app.wait_gone('Your Phone')
    app.type('somebody@example.org', into='Email address')
    app.click('Send Code')
    see(app, 'code')
    app.click('Show the Pretend Phone')
    app.wait_gone(TITLES['code'], window=MAIN)
    code = tour.read_code()
    app.click('Show Vouch')
    app.wait_gone('Your Phone')
    app.type(code, into='Sign-in code')
    see(app, 'verify')
    app.resize(*SIZE_WITH_PHONE, MAIN)
    app.find('Your Phone', 'heading', window=PHONE)


@scene
def narrow_phone_scans_the_page_that_it_covers(stage):
    """The page goes on out of sight: its code is read, and what it asks then is there."""
    app, tour = start(stage)
    tour.sign_in()
    ask_phone(app)
    app.resize(*NARROW_BUT_HIGH, MAIN)
    app.click('Show the Pretend Phone')
    tour.press_phone('Accept')
    tour.press_phone('Scan the Computer')
    app.find('Code Scanned', window=PHONE, seconds=20)
    app.click('Show Vouch')
    see(app, 'confirm-scan')


@scene
def ending_practice_leads_back(stage):
    """The window that was there before is there again, as it was left, and it is the only one."""
    app = stage.start_vouch(BEEPER_BASE_URL='http://127.0.0.1:9')
    see(app, 'connect')
    app.click('Practice Without Beeper')
    app.find(NOTHING_REAL)
    app.wait_gone(TITLES['connect'])
    ask_for_code(app)
    app.click('End Practice')
    see(app, 'connect')
    app.wait_gone(NOTHING_REAL)
    app.click('Practice Without Beeper')
    see(app, 'email')
    app.press('ctrl+q')
    assert app.process.wait(10) == 0, f'it ended with {app.process.returncode}'


@scene
def practice_is_never_beside_the_real_thing(stage):
    """One window, whoever asks for which: practice, until a notification is about the real one."""
    told = Notifications()
    server, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    for _ in range(2):
        run_tool('gapplication', 'action', APPLICATION_ID, 'practice')
        see(app, 'email')
        assert len(list_windows(app)) == 1, 'there are two'
    app.type('somebody@example.org', into='Email address')
    run_tool('gapplication', 'launch', APPLICATION_ID)
    assert app.find_entry('Email address').text == 'somebody@example.org', 'practice began anew'
    assert len(list_windows(app)) == 1, 'the real one is beside it'
    server.press('start')
    click(told.wait_open('Another device wants you to confirm it'))
    see(app, 'incoming')
    app.wait_gone(NOTHING_REAL)
    assert len(list_windows(app)) == 1, 'practice is beside it'


@scene
def ending_practice_alone_ends_the_program(stage):
    """There is nothing to lead back to after vouch --practice."""
    app, _ = start(stage)
    app.click('End Practice')
    assert app.process.wait(10) == 0, f'it ended with {app.process.returncode}'


@scene
def email_is_said_to_be_on_the_phone(stage):
    """And a wrong code in it can be tried."""
    app, tour = start(stage)
    ask_for_code(app)
    app.find(re.compile('The pretend phone shows the email'))
    right = tour.read_code()
    turn(app, 'The email has a wrong code')
    app.type(tour.read_code(), into='Sign-in code')
    app.find(re.compile('That code did not work'))
    turn(app, 'The email has a wrong code')
    app.type(right, into='Sign-in code')
    see(app, 'verify')


@scene
def new_account_can_be_tried(stage):
    """With the address in the notes of the phone."""
    app, tour = start(stage)
    app.click('Try This', 'button', window=PHONE)
    note = app.find(re.compile('new@example.org'), window=PHONE)
    app.click('Back to the Phone', window=PHONE)
    ask_for_code(app, re.search(r'\S+@\S+\.org', note.name).group())
    app.type(tour.read_code(), into='Sign-in code')
    see(app, 'register')


@scene
def recovery_key_can_be_tried(stage):
    """With the key in the notes of the phone."""
    app, tour = start(stage)
    tour.sign_in()
    see(app, 'verify')
    app.click('Try This', 'button', window=PHONE)
    key = app.find(PRACTICE_KEY, 'label', window=PHONE).name
    app.click('Use Recovery Key')
    see(app, 'recovery')
    app.type(key, into='Recovery key')
    app.click('Unlock')
    see(app, 'practice-ready')


@scene
def what_goes_wrong_can_be_tried(stage):
    """A silent phone, one that cannot scan, emoji that differ, and a lost connection."""
    app, tour = start(stage)
    tour.sign_in()
    see(app, 'verify')
    for switch in ('The phone stays silent', 'No scan button', 'The emoji differ'):
        turn(app, switch)
    ask_phone(app)
    app.find('Your Phone', 'heading', window=PHONE)
    assert not app.exists('Accept', 'button', window=PHONE), 'a silent phone asks'
    turn(app, 'The phone stays silent')
    tour.press_phone('Accept')
    see(app, 'choose')
    assert not app.exists('Scan the Computer', window=PHONE), 'it cannot scan'
    tour.press_phone('Compare Emoji')
    app.find('They Match', 'button', window=MAIN, seconds=20)
    there, here = ([node.name for node in app.search(re.compile(r'^\d, '), window=window)]
                   for window in (PHONE, MAIN))
    assert len(there) == len(here) == 7 and there != here, f'{there} and {here}'
    turn(app, 'The connection is lost')
    app.find(CONNECTION_ERROR, seconds=20)
    turn(app, 'The connection is lost')
    app.wait_gone(CONNECTION_ERROR, seconds=20)


@scene
def phone_says_done_where_a_real_one_does(stage):
    """What has ended is put away, and never declined."""
    app, tour = start(stage)
    tour.sign_in()
    ask_phone(app)
    tour.press_phone('Accept')
    tour.press_phone('Scan the Computer')
    app.find('Code Scanned', window=PHONE, seconds=20)
    assert not app.exists('Decline', window=PHONE)
    tour.press_phone('Done')
    app.find('Your Phone', 'heading', window=PHONE)
    app.click('Yes, It Does', window=MAIN)
    app.find('It Worked', 'heading', window=PHONE, seconds=20)
    see(app, 'practice-ready')


@scene
def practice_cannot_start_and_is_said(stage):
    """No port can be opened on this computer: it is said."""
    alone = ('unshare', '--net', sys.executable, '-c', TAKE_PORTS)
    skip_unless_possible(alone, 'only root can have a network of its own')
    app = stage.start_vouch(before=alone)
    app.click('Practice Without Beeper')
    app.find('Practice Could Not Start')
    app.press('Escape')
    app.wait_gone('Practice Could Not Start')
    app.find('Practice Without Beeper', 'button', sensitive=True)


if __name__ == '__main__':
    play()
