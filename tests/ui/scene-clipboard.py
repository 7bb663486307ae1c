#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A recovery key in the clipboard: what managers are told of it, and that it goes again."""
import contextlib
import signal
import subprocess
import sys
from pathlib import Path

from acts import choose_managing, make_key
from clipboard import list_x_targets, read_clipboard, read_x_target
from stage import FAKE_CLOCK, TOKEN, play, scene
from waiting import wait_for

HINT = 'x-kde-passwordManagerHint'
MANAGER = Path(__file__).with_name('insistent-manager.py')
OTHER = Path(__file__).with_name('offer-picture.py')
PATIENCE = '61'     # seconds that a signal lets pass


def copy_key(stage, **variables):
    """The program with a new key, which it has put into the clipboard; and the key."""
    server = stage.start_server('--state', 'ready', '--token', TOKEN)
    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN, LD_PRELOAD=str(FAKE_CLOCK),
                            FAKE_CLOCK_ADVANCE=PATIENCE, **variables)
    choose_managing(app, 'Create a New Recovery Key')
    key = make_key(app)
    app.click('Copy')
    return app, key


def hear(said, word):
    """Until the manager says it."""
    while said.readline() != f'{word}\n':
        pass


@contextlib.contextmanager
def manager(*options):
    """One that knows no marks, while it runs; what it says."""
    with subprocess.Popen((sys.executable, MANAGER, *options), stdout=subprocess.PIPE,
                          text=True) as process:
        try:
            hear(process.stdout, 'ready')
            yield process.stdout
        finally:
            process.terminate()


@scene
def copied_key_is_marked_as_secret(stage):
    """KDE's history and others ask for a type that GTK itself does not answer for."""
    _, key = copy_key(stage)
    wait_for(lambda: read_clipboard() == key, 'the key in the clipboard')
    assert HINT in list_x_targets(), list_x_targets()
    assert read_x_target(HINT) == b'secret', read_x_target(HINT)
    assert read_x_target('UTF8_STRING').decode() == key
    assert read_x_target('x-something-else') is None


@scene
def copied_key_is_gone_after_a_minute(stage):
    """And when the program ends the desktop does not bring it back."""
    app, key = copy_key(stage)
    wait_for(lambda: read_clipboard() == key, 'the key in the clipboard')
    app.process.send_signal(signal.SIGUSR2)
    wait_for(lambda: not read_clipboard(), 'the key to leave the clipboard')
    assert read_x_target(HINT) is None, 'an empty text is marked as a secret'
    app.kill()
    wait_for(lambda: not read_clipboard(), 'nothing to come back')


@scene
def copied_key_is_gone_with_the_program(stage):
    """A window that closes takes the key along."""
    app, key = copy_key(stage)
    wait_for(lambda: read_clipboard() == key, 'the key in the clipboard')
    app.click('Close')
    app.click('Close Anyway')
    wait_for(lambda: app.process.poll() is not None, 'the program to end')
    wait_for(lambda: not read_clipboard(), 'the key to leave the clipboard')


@scene
def clipboard_managers_do_not_bring_the_key_back(stage):
    """Neither one that fills an empty clipboard, nor one that has taken it over."""
    for options in ((), ('--take-over',)):
        with manager(*options) as said:
            app, key = copy_key(stage)
            hear(said, 'set' if options else 'kept')
            wait_for(lambda: read_clipboard() == key, 'the key in the clipboard')  # pylint: disable=cell-var-from-loop
            app.process.send_signal(signal.SIGUSR2)
            if not options:
                hear(said, 'set')
            wait_for(lambda: not (read_clipboard() or '').strip(), 'the key to leave')
            app.quit()


@scene
def other_copied_text_stays(stage):
    """The minute is the key's only."""
    picture = stage.home / 'other.png'
    picture.write_bytes(b'something else')
    app, key = copy_key(stage)
    wait_for(lambda: read_clipboard() == key, 'the key in the clipboard')
    with subprocess.Popen((sys.executable, OTHER, picture), stdout=subprocess.PIPE,
                          text=True) as other:
        try:
            assert other.stdout.readline() == 'ready\n', 'no clipboard'
            wait_for(lambda: read_x_target('image/png') == b'something else', 'the other')
            app.process.send_signal(signal.SIGUSR2)
            app.type('x', into='Last four characters')      # and so the signal is through
            assert read_x_target('image/png') == b'something else', 'it was taken out'
        finally:
            other.terminate()


def paste(compositor, *options):
    """What a clipboard manager of Wayland reads."""
    return compositor.run('wl-paste', '--no-newline', *options, check=False,
                          stderr=subprocess.DEVNULL).decode()


@scene
def copied_key_is_marked_as_secret_on_wayland(stage):
    """The same by the protocol that KDE's history uses."""
    server, app = stage.start_signed_in(state='ready')
    choose_managing(app, 'Create a New Recovery Key')
    key = make_key(app)
    app.kill()      # the rest is without a mouse
    compositor = stage.start_compositor()
    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN, LD_PRELOAD=str(FAKE_CLOCK),
                            FAKE_CLOCK_ADVANCE=PATIENCE)
    app.click('Copy')
    wait_for(lambda: paste(compositor) == key, 'the key in the clipboard')
    types = paste(compositor, '--list-types').split()
    assert HINT in types, types
    assert paste(compositor, '--type', HINT) == 'secret'
    app.process.send_signal(signal.SIGUSR2)
    wait_for(lambda: not paste(compositor), 'the key to leave the clipboard')
    assert HINT not in paste(compositor, '--list-types').split()


if __name__ == '__main__':
    play()
