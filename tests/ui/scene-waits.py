#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waits that never end on a Beeper that works, and accounts that are older than they look."""
import re
import signal

from acts import CONSENT, ask_phone, choose_emoji, confirm_on_both, see
from stage import FAKE_CLOCK, play, scene

LATE = re.compile('^This is taking longer than usual.')


def start(stage, *options, advance='30', **variables):
    """Server and program; SIGUSR2 lets so many seconds pass in the program."""
    return stage.start_signed_in(*options, LD_PRELOAD=str(FAKE_CLOCK), FAKE_CLOCK_ADVANCE=advance,
                                 **variables)


def pass_time(app):
    """What the program sees as FAKE_CLOCK_ADVANCE seconds."""
    app.process.send_signal(signal.SIGUSR2)


@scene
def verified_and_initializing_for_ever_is_ready(stage):
    """After half a minute it is as ready as it will be, and says what is not certain."""
    _, app = start(stage, '--endless-initializing', state='ready')
    see(app, 'preparing')
    assert not app.exists('Beeper is still starting'), 'too early'
    pass_time(app)
    see(app, 'ready')
    app.find('Beeper is still starting')
    app.click('Manage')
    app.find('Confirm Another Device', 'row')
    assert not app.exists('Create a New Recovery Key'), 'offers what is not certain'


@scene
def unverified_and_initializing_for_ever_can_verify(stage):
    """The ways that destroy nothing are offered; emoji lead to a computer that is ready."""
    server, app = start(stage, '--endless-initializing')
    see(app, 'preparing')
    pass_time(app)
    see(app, 'verify')
    assert not app.exists("I Don't Have Either", 'button'), 'offers what destroys'
    app.click('Use Recovery Key')
    see(app, 'recovery')
    app.click('Back')
    ask_phone(app)
    server.press('accept')
    choose_emoji(app)
    confirm_on_both(app, server)
    assert 'recovery-key/reset' not in server.read_log()


@scene
def request_while_initializing_is_shown(stage):
    """A verification that is active counts at once."""
    server, app = start(stage, '--endless-initializing')
    see(app, 'preparing')
    server.press('start')
    see(app, 'incoming-first')


@scene
def initializing_without_messages_goes_on_waiting(stage):
    """Nothing certain to go by: the wait goes on, and says that Beeper may work already."""
    _, app = start(stage, '--endless-initializing', '--endless-sync', state='needs-first-sync')
    see(app, 'preparing')
    assert not app.exists(LATE), 'too early'
    pass_time(app)
    app.find(LATE)
    see(app, 'preparing')


@scene
def sync_for_ever_says_it_may_work(stage):
    """Ten minutes are long: Beeper may work already."""
    _, app = start(stage, '--endless-sync', advance='600', state='needs-first-sync')
    see(app, 'sync')
    assert not app.exists(LATE), 'too early'
    pass_time(app)
    app.find(LATE)


@scene
def legacy_account_verifies_before_a_key(stage):
    """No new key before the check mark; another device first, then the old key."""
    server, app = start(stage, '--legacy', state='needs-cross-signing-setup')
    see(app, 'reset')
    create = app.find('Create New Key', 'button')
    assert not create.sensitive, 'a new key is one click away'
    app.click_node(create, mouse=True)
    assert 'recovery-key/reset' not in server.read_log(), 'a key without consent'
    app.click('Use Recovery Key')
    see(app, 'recovery')
    app.click('Back')
    see(app, 'reset')
    app.click('Use My Phone')
    see(app, 'waiting')
    server.press('accept')
    choose_emoji(app)
    confirm_on_both(app, server)
    assert 'recovery-key/reset' not in server.read_log(), 'a key without consent'


@scene
def legacy_account_gets_its_key_once(stage):
    """The check mark is the consent, and the key comes once."""
    server, app = start(stage, '--legacy', state='needs-cross-signing-setup')
    see(app, 'reset')
    app.click(CONSENT, 'check')
    app.click('Create New Key')
    see(app, 'save-key')
    assert server.read_log().count('recovery-key/reset 200') == 1


@scene
def emoji_started_at_once_skip_the_choice(stage):
    """No page between the question and the emoji."""
    server, app = start(stage, '--eager-emoji', G_MESSAGES_DEBUG='vouch-setup')
    ask_phone(app)
    server.press('accept')
    see(app, 'emoji')
    shown = (stage.folder / 'vouch-0.log').read_text(encoding='utf-8')
    assert 'step emoji' in shown and 'step show-code' not in shown and 'step choose' not in shown, 'a page flashed by'


@scene
def unaccepted_request_offers_the_recovery_key(stage):
    """After a minute the recovery key stands beside Send Again."""
    _, app = start(stage, advance='60')
    ask_phone(app)
    assert not app.exists('Use Recovery Key', 'button'), 'too early'
    pass_time(app)
    app.find('Send Again', 'button')
    app.click('Use Recovery Key')
    see(app, 'recovery')
    app.click('Back')
    see(app, 'waiting')


if __name__ == '__main__':
    play()
