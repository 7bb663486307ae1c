#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring that the desktop has locked meanwhile, and its own dialog that asks to unlock it."""
import os
import re
import signal

from gi.repository import Gio, GLib

from acts import see, sign_in, type_access_code
from driver import App
from leaks import read_token
from standins import stand_in
from stage import TOKEN, play, scene
from waiting import wait_for

WAITING = re.compile("^Waiting for the computer's password store")
PASSWORD = b'test'       # of the keyring; desktop.py made it
SERVICE = 'org.freedesktop.secrets'
ROOT = '/org/freedesktop/secrets'
KEYRING = ROOT + '/collection/login'


def ask_keyring(bus, method, arguments):
    """One call to the Secret Service, or to what gnome-keyring has beside it."""
    interface, member = method.rsplit('.', 1)
    return bus.call_sync(SERVICE, ROOT, interface, member, arguments, None,
                         Gio.DBusCallFlags.NONE, -1, None)


def unlock_keyring():
    """As when somebody logs in: without a dialog."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    _, session = ask_keyring(bus, 'org.freedesktop.Secret.Service.OpenSession',
                             GLib.Variant('(sv)', ('plain', GLib.Variant('s', ''))))
    ask_keyring(
        bus, 'org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.UnlockWithMasterPassword',
        GLib.Variant('(o(oayays))', (KEYRING, (session, b'', PASSWORD, 'text/plain'))))


def lock_keyring():
    """As when the desktop locks itself."""
    ask_keyring(Gio.bus_get_sync(Gio.BusType.SESSION), 'org.freedesktop.Secret.Service.Lock',
                GLib.Variant('(ao)', ([KEYRING],)))


def end_keyring():
    """The desktop's own; no scene after this one can have it."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def ask_bus(method):
        return bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus',
                             'org.freedesktop.DBus', method, GLib.Variant('(s)', (SERVICE,)), None,
                             Gio.DBusCallFlags.NONE, -1, None)[0]

    os.kill(ask_bus('GetConnectionUnixProcessID'), signal.SIGTERM)
    wait_for(lambda: not ask_bus('NameHasOwner'), 'the keyring to end')


def refuse():
    """In the desktop's dialog, once it has come."""
    dialog = App.attach(lambda _number, name: name == 'gcr-prompter')
    button = dialog.find('Cancel', 'button', sensitive=True)
    dialog.click_node(button)
    wait_for(lambda: all(node.path != button.path for node in dialog.search('Cancel', 'button')),
             'the dialog to go')


def start_with_locked_token(stage):
    """The program connects to a Beeper whose token it cannot read without the user."""
    unlock_keyring()
    server = stage.start_server('--state', 'ready', '--token', TOKEN)
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    type_access_code(app, TOKEN)
    see(app, 'ready')
    app.quit()
    assert read_token(server.base_url) == TOKEN, 'the token is not in the keyring'
    lock_keyring()
    return stage.start_vouch(server=server)


@scene
def keyring_refuses_and_token_is_asked_for(stage):
    """Who says no is not kept waiting: without the token, and without keeping the next one."""
    app = start_with_locked_token(stage)
    refuse()
    see(app, 'authorize', 10)
    type_access_code(app, TOKEN)
    refuse()
    see(app, 'ready', 10)
    refuse()    # to file it under its account


@scene
def prompt_is_unanswered_and_vouch_goes_on(stage):
    """The dialog is not answered. Vouch continues after a minute. The dialog is dismissed late."""
    app = start_with_locked_token(stage)
    app.find(WAITING)
    see(app, 'authorize', 70)
    app.wait_gone(WAITING)
    refuse()
    see(app, 'authorize')


@scene
def user_declines_to_wait_and_is_not_asked_again(stage):
    """Who does not want to be asked goes on at once, and is not asked again."""
    app = start_with_locked_token(stage)
    app.find(WAITING)
    app.find('Waiting for the password store…')
    app.click('Continue Without It')
    see(app, 'authorize')
    app.wait_gone(WAITING)
    refuse()
    type_access_code(app, TOKEN)
    see(app, 'ready')
    app.find(re.compile("^Vouch keeps its permission only until you close Vouch"))


@scene
def keyring_is_silent_while_signing_in_and_vouch_goes_on(stage):
    """A keyring that wants to be made first, at the worst moment: the code has been taken."""
    end_keyring()
    with stand_in('silent-keyring.py'):
        # libsecret 0.20 warns when the service goes while its prompt stands
        app = stage.start_vouch(server=stage.start_server(), G_DEBUG='')
        see(app, 'email')
        sign_in(app)
        app.find(WAITING)
        app.click('Continue Without It')
        see(app, 'verify')
        app.quit()


if __name__ == '__main__':
    play()
