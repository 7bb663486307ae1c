#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From the first start to "You're All Set", with the server as a process of its own."""
import re
import signal

from acts import (TERMS, ask_for_code, ask_to_register, confirm_on_both, fill_in_registration,
                  reach_emoji, see, sign_in)
from stage import CODE_EXISTING, play, scene
from waiting import wait_for

SUBMIT = 'Create Account'


@scene
def existing_account_compares_emoji_and_is_ready(stage):
    """The whole spine."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    sign_in(app)
    reach_emoji(app, server)
    confirm_on_both(app, server)
    assert 'sas/confirm' in server.read_log(), 'the emoji were not confirmed to Beeper'


@scene
def wrong_code_can_be_typed_over(stage):
    """It stays in the entry, selected, so that typing replaces it."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_for_code(app)
    app.type('000000', into='Sign-in code')
    entry = app.find_entry('Sign-in code')
    wait_for(lambda: entry.invalid, 'the entry to be marked')
    assert entry.text == '000000', f'the code went: {entry.text!r}'
    app.type(CODE_EXISTING, into='Sign-in code')
    see(app, 'verify')


@scene
def right_code_goes_out_after_the_wrong_one(stage):
    """It goes to Beeper by itself, too, as soon as the answer to the other one has come."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_for_code(app)
    server.process.send_signal(signal.SIGSTOP)
    app.type('000000', into='Sign-in code')
    wait_for(lambda: not app.find('Continue').sensitive, 'the wrong code to be out')
    app.type(CODE_EXISTING, into='Sign-in code')
    server.process.send_signal(signal.SIGCONT)
    see(app, 'verify')


@scene
def taken_name_is_told_and_a_free_one_registers(stage):
    """The form stays, and says what is wrong at the name."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_to_register(app)
    fill_in_registration(app, 'taken')
    app.click(SUBMIT)
    entry = app.find_entry('Username')
    wait_for(lambda: entry.invalid, 'the name to be marked')
    assert entry.text == 'taken', f'the name went: {entry.text!r}'
    fill_in_registration(app, 'somebodynew')
    app.click(SUBMIT)
    app.wait_gone('Username', seconds=20)


@scene
def address_without_account_is_told(stage):
    """Who uses Beeper with another address is told before a second account is made. Both texts open,
    and do not tick the box."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_to_register(app)
    app.find(re.compile(r'^There is no Beeper account for \W*somebody@example\.org\W* yet\.'))
    box = app.find(TERMS, 'check')
    app.click_mouse(app.find(TERMS, 'label'))
    wait_for(lambda: box.checked, 'the box to be ticked by its words')
    app.press_until(TERMS)
    app.press('Tab', 'Return')      # the first link
    app.find('Copy Address', 'button')
    assert box.checked, 'the link unticked it'
    app.click('Use Another Address')
    see(app, 'email')


@scene
def invisible_characters_are_dropped(stage):
    """Zero width, direction and other scripts' digits; a space that can be seen is said."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    app.set_text('Email address', 'some body@example.org')
    app.click('Send Code')
    app.find('There is a space in the email address. Remove it.')
    assert '/setup/email' not in server.read_log(), 'it was sent all the same'
    app.set_text('Email address', '\u202asome\u200bbody\uff20example.org\u202c\u00a0')
    app.click('Send Code')
    see(app, 'code')
    app.find(re.compile('somebody@example.org'))
    app.set_text('Sign-in code', '\ufeff\u0661\u0661\u0661\u2013\u06f1\uff11\u200e1')
    see(app, 'verify')


@scene
def going_back_allows_another_address(stage):
    """Back from the code to the address."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    ask_for_code(app)
    app.click('Use Another Address')
    ask_for_code(app, 'other@example.org')


if __name__ == '__main__':
    play()
