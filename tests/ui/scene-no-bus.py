#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop without a session bus, with a dead one, and with half of what hangs on it.

Without the bus there is no accessibility tree to look into: these scenes type, and read at the
practice server what came of it.
"""
import os
import subprocess

from gi.repository import Gio

from driver import run_tool, send_keys
from stage import CODE_EXISTING, VOUCH, play, scene
from waiting import wait_for

NOWHERE = 'unix:path=/nowhere/bus'


def find_accessibility_bus():
    """The desktop's: once it runs, the display announces it, too."""
    address = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        'org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
        Gio.DBusCallFlags.NONE, -1, None)[0]
    wait_for(lambda: address in run_tool('xprop', '-root', '-notype', 'AT_SPI_BUS'),
             'the display to announce it')
    return address


def is_asked(server, request):
    """Whether the program has sent that."""
    return any(line.startswith(request) for line in server.read_log().split('\n'))


def type_into_focus(text):
    """The first field of each page has the keyboard."""
    run_tool('xdotool', 'type', '--delay', '20', '--', text)


def walk(stage, **variables):
    """From the first page to the verification, by keyboard; then the window is closed."""
    server = stage.start_server()
    environment = {**os.environ, **stage.list_variables(), 'BEEPER_BASE_URL': server.base_url}
    environment.pop('DBUS_SESSION_BUS_ADDRESS')
    environment.pop('AT_SPI_BUS_ADDRESS', None)
    environment.update(variables)
    with open(stage.folder / 'vouch.log', 'wb') as log:
        process = subprocess.Popen((VOUCH,), env=environment, stdout=log, stderr=log,
                                   stdin=subprocess.DEVNULL)
    try:
        follow(process, server)
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def follow(process, server):
    """The steps; each is seen at the server before the next."""
    def wait(request):
        def look():
            assert process.poll() is None, f'the program ended with {process.returncode}'
            return is_asked(server, request)

        wait_for(look, request, 20)

    def find_window():
        assert process.poll() is None, f'the program ended with {process.returncode}'
        return subprocess.run(('xdotool', 'search', '--onlyvisible', '--pid', str(process.pid),
                               '--name', '^Vouch$'), check=False, capture_output=True,
                              text=True).stdout.split()

    window = wait_for(find_window, 'the window', 20)[-1]
    run_tool('xdotool', 'windowactivate', '--sync', window)
    wait('GET /v1/app/setup 200')
    submit(server, 'somebody@example.org', 'POST /v1/app/setup/email', process)
    submit(server, CODE_EXISTING, 'POST /v1/app/setup/response', process)
    submit(server, '', 'POST /v1/app/setup/verifications', process)
    server.press('accept')
    server.press('compare')
    send_keys('alt+F4')
    wait_for(lambda: process.poll() is not None, 'the program to end')
    assert process.returncode == 0, f'the program ended with {process.returncode}'


def submit(server, text, request, process):
    """Types until it was sent: a page may still be on its way, and has no keyboard then."""
    def attempt():
        assert process.poll() is None, f'the program ended with {process.returncode}'
        if is_asked(server, request):
            return True
        send_keys('ctrl+a', 'BackSpace')
        if text:
            type_into_focus(text)
        send_keys('Return')
        try:
            return wait_for(lambda: is_asked(server, request), request, 2)
        except AssertionError:
            return False

    wait_for(attempt, request, 20)


@scene
def without_a_bus_vouch_works(stage):
    """Nothing names one."""
    walk(stage, DBUS_SESSION_BUS_ADDRESS='disabled:')


@scene
def with_a_dead_bus_vouch_works(stage):
    """The address of the bus is set, and nothing listens there."""
    walk(stage, DBUS_SESSION_BUS_ADDRESS=NOWHERE)


@scene
def with_an_accessibility_bus_alone_vouch_works(stage):
    """The display, or the environment, tells of a screen reader's bus beside a dead one."""
    walk(stage, DBUS_SESSION_BUS_ADDRESS=NOWHERE, AT_SPI_BUS_ADDRESS=find_accessibility_bus())
    walk(stage, DBUS_SESSION_BUS_ADDRESS=NOWHERE)


if __name__ == '__main__':
    play()
