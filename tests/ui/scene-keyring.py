#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring that the desktop has locked meanwhile, and its own dialog that asks to unlock it."""
from gi.repository import Gio, GLib

from acts import see
from driver import App
from leaks import read_token
from stage import TOKEN, play, scene
from waiting import wait_for

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


def refuse():
    """In the desktop's dialog, once it has come."""
    dialog = App.attach(lambda _number, name: name == 'gcr-prompter')
    button = dialog.find('Cancel', 'button', sensitive=True)
    dialog.click_node(button)
    wait_for(lambda: all(node.path != button.path for node in dialog.search('Cancel', 'button')),
             'the dialog to go')


def start_with_locked_token(stage):
    """The program comes back to a Beeper whose token it cannot read without the person."""
    unlock_keyring()
    server = stage.start_server('--state', 'ready', '--token', TOKEN)
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    app.type(TOKEN, into='Access token', keys=('Return',))
    see(app, 'ready')
    app.quit()
    assert read_token(server.base_url) == TOKEN, 'the token is not in the keyring'
    lock_keyring()
    return stage.start_vouch(server=server)


@scene
def refused(stage):
    """Who says no is not kept waiting: without the token, and without keeping the next one."""
    app = start_with_locked_token(stage)
    refuse()
    see(app, 'authorize', 10)
    app.type(TOKEN, into='Access token', keys=('Return',))
    refuse()
    see(app, 'ready', 10)
    refuse()    # to file it under its account


@scene
def unanswered(stage):
    """Nobody is there: after a minute Vouch goes on without. The dialog may be answered late."""
    app = start_with_locked_token(stage)
    see(app, 'authorize', 70)
    refuse()
    see(app, 'authorize')


if __name__ == '__main__':
    play()
