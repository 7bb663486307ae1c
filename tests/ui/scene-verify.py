#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Verifications that end otherwise, and those that the other device begins."""
import re
import signal

from acts import ask_phone, choose_emoji, confirm_on_both, reach_emoji, see
from between import Between
from stage import FAKE_CLOCK, TOKEN, play, scene
from waiting import wait_for


@scene
def no_match_here_is_told_to_beeper(stage):
    """Beeper hears why, and there is no one-click retry."""
    server, app = stage.start_signed_in()
    reach_emoji(app, server)
    app.click("They Don't Match")
    see(app, 'unsafe')
    assert 'm.mismatched_sas' in server.read_log(), 'Beeper was not told why'
    assert not app.exists('Try Again', 'button'), 'a retry is one click away'


@scene
def no_match_on_the_phone_is_warned_of(stage):
    """The warning is the same on both devices."""
    server, app = stage.start_signed_in()
    reach_emoji(app, server)
    server.press('mismatch')
    see(app, 'unsafe')
    assert not app.exists('Try Again', 'button'), 'a retry is one click away'


@scene
def warning_leads_on_after_three_checks(stage):
    """No one-click retry, and no dead end either."""
    server, app = stage.start_signed_in()
    reach_emoji(app, server)
    app.click("They Don't Match", sensitive=True)
    see(app, 'unsafe')
    for text in ('Both devices show', 'No other attempt', 'I am on my own'):
        assert not app.exists('Start Over', 'button', sensitive=True), 'too early'
        app.click(re.compile(f'^{text}'), 'check')
    app.click('Start Over', sensitive=True)
    see(app, 'waiting')


@scene
def declined_request_can_be_sent_again(stage):
    """Stopped, with a way on: the second time it works."""
    server, app = stage.start_signed_in()
    ask_phone(app)
    server.press('decline')
    see(app, 'stopped')
    app.click('Try Again')
    see(app, 'waiting')
    server.press('accept')
    choose_emoji(app)
    confirm_on_both(app, server)


@scene
def phone_cancels_and_nothing_is_wrong(stage):
    """Nothing is wrong, and nothing was trusted."""
    server, app = stage.start_signed_in()
    reach_emoji(app, server)
    server.press('decline')
    see(app, 'stopped')
    app.click('Back', 'button', accept=lambda node: not node.description)
    see(app, 'verify')


@scene
def sleep_counts_as_waiting(stage):
    """The other device's time goes by as well, its end is shown, and asking again is possible."""
    _, app = stage.start_signed_in(LD_PRELOAD=str(FAKE_CLOCK), FAKE_CLOCK_SLEEP='540')
    ask_phone(app)
    assert not app.exists(re.compile('^Time left')), 'time presses'
    assert not app.exists('Send Again', 'button'), 'too early to ask again'
    app.process.send_signal(signal.SIGUSR1)
    app.find(re.compile(r'^Time left: \W*(1:00|0:5)'), seconds=5)
    app.find('Nothing There?', 'button')
    app.click('Send Again')
    app.wait_gone(re.compile('^Time left'))


@scene
def unanswered_request_times_out(stage):
    """The other device does not answer."""
    _, app = stage.start_signed_in('--request-lifetime', '2')
    ask_phone(app)
    see(app, 'stopped')
    app.find('Try Again', 'button')


@scene
def cancelling_goes_back_and_is_heard(stage):
    """Back where one came from, and the phone hears of it."""
    server, app = stage.start_signed_in()
    ask_phone(app)
    app.click('Cancel')
    app.wait_gone('Look at Your Phone')
    assert '/cancel' in server.read_log(), 'Beeper was not told'


@scene
def incoming_request_is_declined_on_a_click(stage):
    """Only if you started this."""
    server, app = stage.start_signed_in()
    server.press('start')
    see(app, 'incoming-first')
    app.click("Don't Allow")
    app.wait_gone('Did You Start This on Your Phone?')
    wait_for(lambda: server.read_phone()['state'] == 'stopped', 'the phone to hear of it')


@scene
def incoming_request_is_accepted_and_compared(stage):
    """The phone began; both compare."""
    server, app = stage.start_signed_in()
    server.press('start')
    see(app, 'incoming-first')
    app.click('Accept')
    choose_emoji(app)
    confirm_on_both(app, server)


@scene
def code_goes_and_the_page_stays(stage):
    """Where only the code is taken back, the same page goes on, with the focus where it was."""
    hidden = False

    def change(_path, reply):
        if hidden and reply.get('verification'):
            reply['verification'].pop('qr', None)

    server = stage.start_server('--state', 'needs-verification', '--token', TOKEN)
    app = stage.start_vouch(BEEPER_BASE_URL=Between(server, change).base_url,
                            BEEPER_ACCESS_TOKEN=TOKEN)
    ask_phone(app)
    server.press('accept')
    see(app, 'show-code')
    app.wait_for_keyboard()
    app.press_until('Cancel')
    hidden = True
    app.find('Choose How to Continue')
    focused = app.get_focused()
    assert focused and focused.name.endswith('Cancel'), f'the focus is on {focused}'
    hidden = False
    see(app, 'show-code')


@scene
def phone_starts_emoji_and_they_come(stage):
    """They come by themselves when the other side starts them."""
    server, app = stage.start_signed_in()
    ask_phone(app)
    server.press('accept')
    server.press('compare')
    app.find('They Match', 'button', seconds=20)
    confirm_on_both(app, server)


if __name__ == '__main__':
    play()
