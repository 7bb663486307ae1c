#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop whose windows do not come: for files, for printing, and the browser."""
import re
import select
import signal

from acts import ask_phone, make_key, see
from clipboard import read_clipboard
from standins import stand_in
from stage import TOKEN, play, scene
from waiting import PATIENCE, wait_for

# As in a sandbox: Vouch, GTK and GLib ask the portals for all of it.
PORTALS = {'SNAP': '/snap/vouch/1', 'GTK_USE_PORTAL': '1', 'GIO_USE_PORTALS': '1',
           'GDK_DEBUG': 'portals', 'GIO_USE_NETWORK_MONITOR': 'base'}
WAITS = re.compile('^Waiting for the window for files')
PRINTS = re.compile('^Waiting for the window for printing')
BROWSES = re.compile('^Waiting for the browser to open')
FAILED = re.compile('^No browser opened. Copy the address')
WITHOUT = 'Continue Without It'


def show_key(stage):
    """The program where a new key is to be saved."""
    _, app = stage.start_signed_in(**PORTALS)
    see(app, 'verify')
    app.click("I Don't Have Either")
    make_key(app)
    return app


def check_alive(app):
    """The page takes clicks. With the mouse: a grab would keep those away, and nothing else."""
    app.click('Copy', mouse=True)
    app.find(re.compile('^Copied'))


def hear(process, *methods):
    """What the portal was asked, in this order."""
    for method in methods:
        assert select.select([process.stdout], [], [], 10)[0], f'the portal does not hear {method}'
        line = process.stdout.readline().strip()
        assert line == method, (line, method)


@scene
def saving_hangs_and_page_goes_on(stage):
    """The page goes on, and the question can be asked again."""
    with stand_in('silent-portal.py') as process:
        app = show_key(stage)
        app.click('Save…', mouse=True)
        hear(process, 'SaveFile')
        assert not app.exists(WAITS), 'too early'
        app.find(WAITS)
        app.take_picture(stage.folder / 'saving.png', 'Vouch')
        check_alive(app)
        app.click('Save…', mouse=True)
        hear(process, 'SaveFile')
        app.wait_gone(WAITS)
        app.find(WAITS)
        app.click(WITHOUT, mouse=True)
        app.wait_gone(WAITS)
        check_alive(app)


@scene
def portal_hangs_while_saving_and_page_goes_on(stage):
    """It does not even take the question."""
    with stand_in('silent-portal.py') as process:
        app = show_key(stage)
        process.send_signal(signal.SIGSTOP)
        app.click('Save…', mouse=True)
        app.find(WAITS)
        check_alive(app)
        app.click(WITHOUT, mouse=True)
        app.wait_gone(WAITS)
        process.send_signal(signal.SIGCONT)


@scene
def printing_hangs_and_page_goes_on(stage):
    """The same."""
    with stand_in('silent-portal.py') as process:
        app = show_key(stage)
        app.click('Print…', mouse=True)
        hear(process, 'PreparePrint')
        app.find(PRINTS)
        check_alive(app)
        app.click(WITHOUT, mouse=True)
        app.wait_gone(PRINTS)
        assert not app.exists(re.compile('^Printing did not work')), 'that is what the user chose'


@scene
def portal_hangs_while_printing_and_page_goes_on(stage):
    """GTK would wait for it, and with it the whole program."""
    with stand_in('silent-portal.py') as process:
        app = show_key(stage)
        process.send_signal(signal.SIGSTOP)
        app.click('Print…', mouse=True)
        app.find(PRINTS, seconds=5)
        check_alive(app)
        app.click(WITHOUT, mouse=True)
        app.wait_gone(PRINTS)
        process.send_signal(signal.SIGCONT)


@scene
def opening_a_key_hangs_and_it_can_be_typed(stage):
    """The key can be typed all the same; a page that goes takes its question with it."""
    with stand_in('silent-portal.py') as process:
        _, app = stage.start_signed_in(**PORTALS)
        see(app, 'verify')
        app.click('Use Recovery Key')
        see(app, 'recovery')
        app.click('Open File…', mouse=True)
        hear(process, 'OpenFile')
        app.find(WAITS)
        app.focus(app.find_entry('Recovery key'))
        app.press('E', 's')
        app.find(re.compile('2 of 48 characters'))
        app.press('Escape')
        see(app, 'verify')
        app.wait_gone(WAITS)


@scene
def opening_a_picture_hangs_and_window_goes_on(stage):
    """In the window that scans a printed key, which is one of its own."""
    with stand_in('silent-portal.py') as process:
        _, app = stage.start_signed_in(**PORTALS)
        see(app, 'verify')
        app.click('Use Recovery Key')
        app.click('Scan a Printed Key')
        app.click('No camera? Use a picture')
        app.click('Open Picture…', mouse=True)
        hear(process, 'OpenFile')
        app.find(WAITS)
        app.click(WITHOUT, mouse=True)
        app.wait_gone(WAITS)
        app.press('Escape')
        app.wait_gone('Open Picture…', 'button')


@scene
def window_has_come_and_no_wait_is_said(stage):
    """It is in sight: nothing is said of a wait, and nothing when it has gone."""
    _, app = stage.start_signed_in()
    see(app, 'verify')
    app.click('Use Recovery Key')
    app.click('Open File…', mouse=True)
    chooser = app.find_file_chooser('Open Recovery Key')
    chooser.activate('Open Recovery Key')
    wait_for_nothing(app, WAITS)
    chooser.press('Escape')
    chooser.wait_gone('Open Recovery Key')
    wait_for_nothing(app, WAITS)


def wait_for_nothing(app, pattern):
    """Three seconds in which it does not appear, also for who has patience."""
    try:
        app.find(pattern, seconds=3 / PATIENCE)
    except Exception:  # pylint: disable=broad-except
        return
    raise AssertionError(f'{pattern.pattern} is said')


@scene
def browser_hangs_and_address_is_offered(stage):
    """The address is at hand for another browser."""
    with stand_in('silent-portal.py') as process:
        server = stage.start_server('--state', 'ready')
        app = stage.start_vouch(server=server, **PORTALS)
        see(app, 'authorize')
        app.click('Allow in Browser')
        hear(process, 'OpenURI')
        app.find(BROWSES)
        app.take_picture(stage.folder / 'browser.png', 'Vouch')
        app.click('Copy Address')
        wait_for(lambda: (read_clipboard() or '').startswith(
            f'{server.base_url}/oauth/authorize?'), 'the address in the clipboard')
        app.click(WITHOUT)
        app.wait_gone(BROWSES)


@scene
def portal_hangs_while_opening_and_address_is_offered(stage):
    """GLib would wait for it, and with it the whole program."""
    with stand_in('silent-portal.py') as process:
        app = stage.start_vouch(server=stage.start_server('--state', 'ready'), **PORTALS)
        see(app, 'authorize')
        process.send_signal(signal.SIGSTOP)
        app.click('Allow in Browser')
        app.find(BROWSES, seconds=5)
        app.click('Cancel')
        app.find('Allow in Browser', 'button')
        process.send_signal(signal.SIGCONT)


@scene
def browser_fails_and_is_said(stage):
    """It is said at once, until it is dismissed, and the address opens in another one."""
    with stand_in('silent-portal.py', 'refuse') as process:
        server = stage.start_server('--state', 'ready', '--token', TOKEN)
        app = stage.start_vouch(server=server, **PORTALS)
        see(app, 'authorize')
        app.click('Allow in Browser')
        hear(process, 'OpenURI')
        app.find(FAILED)
        app.take_picture(stage.folder / 'failed.png', 'Vouch')
        app.find('Copy Address', 'button')
        app.click('Show Beeper')
        app.find(re.compile("^Beeper's window could not be shown"))
        assert not app.exists('Copy Address', 'button'), 'of what?'
        app.click('Dismiss')
        app.wait_gone('Dismiss')


@scene
def help_without_a_browser_is_said(stage):
    """Nothing is installed that opens a page, and there is no portal to ask."""
    _, app = stage.start_signed_in()
    see(app, 'verify')
    app.press('F1')
    app.click("Beeper's Help")
    app.find(FAILED)
    app.click('Copy Address')
    wait_for(lambda: read_clipboard() == 'https://help.beeper.com', 'the address')
    app.click('Dismiss')
    app.wait_gone(FAILED)
    app.press('Escape')
    app.wait_gone("Beeper's Help")
    ask_phone(app)


if __name__ == '__main__':
    play()
