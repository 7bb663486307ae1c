#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Confirming is deliberate: a click that was meant for something else confirms nothing."""
import re

from acts import CONSENT, choose_managing, reach_emoji, see, type_address
from driver import run_tool
from robot import Robot
from stage import HERE, play, scene
from waiting import wait_for

CERTIFICATES = HERE.parent / 'data' / 'tls'

KEY = 'EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d'
STRANGER = '@somebody.with.quite.a.long.name:another.example.org'
SUGGESTED = ('Use My Phone', 'Accept', 'Compare Emoji', 'They Match', 'Yes, It Does',
             'Create New Key', 'Fingerprint Matches')


def check(robot, question, *requests):
    """The robot answers the question, but not within a second. It was made before the question
    came. Returns its answer."""
    request, seconds, clicks = robot.run(question, *requests)
    print(f'# {request}: {clicks} clicks in {seconds:.2f} s', flush=True)
    assert request != requests[0] or seconds >= 1, \
        f'{request} was sent {seconds:.2f} s after the question came'
    return request


@scene
def robot_does_not_confirm_emoji(stage):
    """From the first page on. Where the button of the page before was, the one that says no may be:
    then it plays again in a window of another size."""
    server, app = stage.start_signed_in('--auto-phone')
    for height in (720, 800, 880, 960):
        app.resize(520, height)
        robot = Robot(app, server, *SUGGESTED)
        if check(robot, 'They Match', 'sas/confirm', 'm.mismatched_sas') == 'sas/confirm':
            return
        see(app, 'unsafe')
        server.control('jump', {'state': 'needs-verification'})
        server.control('log/clear')
        app.click('Back', 'button', accept=lambda node: not node.description)
        see(app, 'verify')
    raise AssertionError('it always met the button that says no')


@scene
def robot_does_not_accept_a_request(stage):
    """Somebody asks while the robot clicks on something else."""
    server, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    robot = Robot(app, server, 'Accept')
    server.press('start')
    check(robot, 'Accept', '/accept')


@scene
def robot_does_not_confirm_a_scan(stage):
    """The phone has scanned the code of this computer."""
    server, app = stage.start_signed_in()
    robot = Robot(app, server, 'Use My Phone', 'Yes, It Does')
    robot.run('Use My Phone', 'POST /v1/app/setup/verifications 200')
    server.press('accept')
    see(app, 'show-code')
    server.press('scan')
    check(robot, 'Yes, It Does', 'confirm-scanned')


@scene
def robot_does_not_reset(stage):
    """The consent is given at once; the button still waits."""
    server, app = stage.start_signed_in(state='ready')
    see(app, 'ready')
    robot = Robot(app, server, 'Create New Key')
    choose_managing(app, 'Create a New Recovery Key')
    app.click(CONSENT, 'check')
    check(robot, 'Create New Key', 'recovery-key/reset')


@scene
def robot_does_not_trust_a_certificate(stage):
    """No request is sent to a server whose certificate the user has not trusted yet."""
    server = stage.start_server('--tls', str(CERTIFICATES / 'one.pem'))
    app = stage.start_vouch()
    see(app, 'connect')
    robot = Robot(app, server, 'Fingerprint Matches')
    type_address(app, server.base_url)
    check(robot, 'Connect to a Computer That Vouch Cannot Check?', '/v1/app/setup')


@scene
def question_changed_under_the_click_is_not_answered(stage):
    """Between press and release it becomes another question."""
    server, app = stage.start_signed_in()
    reach_emoji(app, server)
    button = app.find('They Match', 'button', sensitive=True)
    left, top, width, height = app.find_on_screen(button)
    run_tool('xdotool', 'mousemove', str(left + width // 2), str(top + height // 2),
             'mousedown', '1')
    server.set(device_name='Another Phone')
    wait_for(lambda: not button.refresh().sensitive, 'the button to wait')
    wait_for(lambda: button.refresh().sensitive, 'the button to have waited')
    run_tool('xdotool', 'mouseup', '1')
    looks = server.read_log().count('GET /v1/app/setup 200')
    wait_for(lambda: server.read_log().count('GET /v1/app/setup 200') > looks, 'the next look')
    assert 'sas/confirm' not in server.read_log(), 'what came meanwhile was confirmed'
    run_tool('xdotool', 'click', '1')
    see(app, 'finishing')


@scene
def window_is_left_and_focus_comes_back(stage):
    """The focus is again where it was when the window has been left and the delay is over."""
    server, app = stage.start_signed_in()
    reach_emoji(app, server)
    button = app.find('They Match', 'button', sensitive=True)
    app.press_until('They Match')
    window = app.find_x_window('Vouch')
    run_tool('xdotool', 'windowminimize', '--sync', window)
    run_tool('xdotool', 'windowactivate', window)
    wait_for(lambda: not button.refresh().sensitive, 'the button to wait')
    app.find('They Match', 'button', sensitive=True, accept=lambda node: node.focused)
    app.press('Return', on='They Match')
    see(app, 'finishing')


@scene
def request_while_typing_changes_nothing(stage):
    """Neither the page nor the focus nor what was typed goes; Space and Enter accept nothing."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    app.click('Use Recovery Key')
    see(app, 'recovery')
    app.type(KEY[:20], into='Recovery key')
    server.press('start')
    app.find('Show Request', 'button')
    app.type(KEY[20:])
    app.press('Return')
    see(app, 'ready', seconds=30)
    assert '/accept' not in server.read_log(), 'a key accepted the request'


@scene
def request_is_shown_on_a_click(stage):
    """Who asks is on its page, and the focus is not on the button that accepts."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    app.click('Use Recovery Key')
    see(app, 'recovery')
    server.press('start')
    app.click('Show Request')
    see(app, 'incoming-first')
    app.find('Pixel Phone')
    app.find('Accept', 'button', sensitive=True)
    app.press('space', 'Return')
    app.click("Don't Allow")
    app.wait_gone('Did You Start This on Your Phone?')
    assert '/accept' not in server.read_log(), 'a key accepted the request'


@scene
def another_person_asks_and_can_only_be_declined(stage):
    """The whole user id, and nothing to agree to."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    server.set(other_user=STRANGER)
    server.press('start')
    app.find('Another Person Is Asking')
    app.find(STRANGER)
    assert not app.exists('Accept', 'button'), 'it can be accepted'
    app.click('Decline')
    app.wait_gone('Another Person Is Asking')
    assert '/accept' not in server.read_log()


@scene
def changed_emoji_cannot_be_confirmed(stage):
    """What has changed once can not be confirmed; saying no works where Beeper offers no cancel."""
    server, app = stage.start_signed_in()
    server.set(without_cancel=True)
    reach_emoji(app, server)
    server.set(emoji_text='🐶🐱🦁🐎🦄🐷🐘', numbers_text='1001 2065 2553')
    app.wait_gone('They Match', 'button')
    app.find(re.compile('changed while it was on the screen'))
    app.click("They Don't Match")
    see(app, 'unsafe')
    assert 'sas/confirm' not in server.read_log() and '/cancel' not in server.read_log()


if __name__ == '__main__':
    play()
