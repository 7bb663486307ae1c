#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery keys: entered, made, lost in the middle and found again, and gone from memory."""
import re

from acts import (CONSENT, ask_to_register, fill_in_registration, read_new_key, see,
                  sign_in_and_see, type_end)
from memory import search_memory
from stage import play, scene
from waiting import wait_for

KEY = 'EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d'
OLDER_KEY = 'EsU2 Sjn7 d89a yZRX cVMH xunH th2u Bpo5 w1hh 6E1d vSHw zXhn'


def read_key(app):
    """The key as the page shows it, without spaces."""
    return ''.join(read_new_key(app).split())


def enter(app, key):
    """Puts a key into the entry and asks to unlock with it."""
    app.set_text('Recovery key', key)
    app.click('Unlock')


def make_key(app):
    """From the reset page, with consent where it is asked for."""
    box = next(app.search(CONSENT, 'check'), None)
    if box is not None:
        assert not app.find('Create New Key', 'button').sensitive, 'no consent was needed'
        app.click_node(box)
    app.click('Create New Key' if box is not None else 'Create Key')
    see(app, 'save-key')
    return read_key(app)


def finish(app, key):
    """Types the key's end and goes on."""
    assert not app.find('Finish', 'button').sensitive, 'the end of the key was not asked for'
    type_end(app, key)


@scene
def wrong_keys_are_refused_and_the_right_one_opens(stage):
    """A wrong key and an older one are refused and stay; the right one opens."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'verify')
    app.click('Use Recovery Key')
    see(app, 'recovery')
    enter(app, OLDER_KEY)
    entry = app.find_entry('Recovery key')
    wait_for(lambda: entry.invalid, 'the entry to be marked')
    assert entry.text.split() == OLDER_KEY.split(), 'the entry did not stay, to be looked at'
    enter(app, KEY)
    see(app, 'ready', seconds=30)
    log = server.read_log()
    assert 'EsTc' not in log and log.count('POST /v1/app/setup/verification/recovery-key ') == 2


@scene
def mistyped_key_is_coached_and_can_be_sent(stage):
    """Advice never blocks."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'verify')
    app.click('Use Recovery Key')
    app.set_text('Recovery key', 'EsTc LW2K')
    app.find(re.compile('8 of 48 characters'), 'label')
    app.set_text('Recovery key', KEY.replace('LW2K', 'LW2L'))
    app.find(re.compile('One character is wrong'), 'label')
    app.click('Unlock')
    entry = app.find_entry('Recovery key')
    wait_for(lambda: entry.invalid, 'the entry to be marked')


@scene
def new_key_survives_a_crash(stage):
    """Killed between making and confirming: the same key is there again."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    sign_in_and_see(app, 'verify')
    app.click("I Don't Have Either")
    see(app, 'reset')
    assert 'recovery-key' not in server.read_log(), 'something was done before consent'
    key = make_key(app)
    app.kill()
    app = stage.start_vouch(server=server)
    see(app, 'save-key')
    assert read_key(app) == key, 'another key came back'
    finish(app, key)
    see(app, 'ready', seconds=30)
    app.kill()
    see(stage.start_vouch(server=server), 'ready')


@scene
def first_key_of_a_new_account_leaves_no_trace(stage):
    """Without warnings; and afterwards neither memory nor a log holds the key."""
    server = stage.start_server()
    app = stage.start_vouch(server=server, G_MESSAGES_DEBUG='all')
    ask_to_register(app)
    fill_in_registration(app, 'somebodynew')
    app.click('Create Account')
    see(app, 'first-key')
    key = make_key(app)
    grouped = ' '.join(key[at:at + 4] for at in range(0, 48, 4))
    forms = [key.encode(), grouped.encode(), key[:24].encode(), grouped[20:39].encode()]
    assert any(search_memory(app.process.pid, form) for form in forms), 'the search is blind'
    finish(app, key)
    see(app, 'ready', seconds=30)
    wait_for(lambda: not any(search_memory(app.process.pid, form) for form in forms),
             'the key to leave the memory')
    logs = list(stage.folder.glob('*.log'))
    assert len(logs) >= 2, f'Vouch and its server write a log each, and there are {logs}'
    for path in logs:
        text = path.read_text(encoding='utf-8', errors='replace')
        assert key not in text and grouped not in text, f'the key is in {path.name}'


play()
