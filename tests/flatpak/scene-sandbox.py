#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in its Flatpak, where portals stand between it and the desktop.

build-aux/check-flatpak.sh builds and installs that Flatpak, and runs this. The portals are the real
ones. Only what a bare desktop has not is a stand-in: a browser, and GNOME's part of the Background
portal.

usage: scene-sandbox.py [SCENE...], with FLATPAK_USER_DIR
"""
import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / 'ui'))

from acts import close_window, confirm_on_both, reach_emoji, see, sign_in_and_see
from announced import Notifications, click
from driver import App, run_tool
from stage import APPLICATION_ID, TOKEN, play, scene
from standins import stand_in
from waiting import wait_for
from webcam import skip_without

PORTALS = Path('/usr/share/xdg-desktop-portal/portals')
BACKEND = """[portal]
DBusName=org.freedesktop.impl.portal.desktop.vouchtest
Interfaces=org.freedesktop.impl.portal.Background;
UseIn=gnome
"""
# The person in it says yes at once.
BROWSER = """[Desktop Entry]
Type=Application
Name=Browser
Exec={python} -c "import sys, urllib.request; urllib.request.urlopen(sys.argv[1])" %u
MimeType=x-scheme-handler/http;
"""
# Of the throw-away desktop, and not what a sandbox would find.
NOT_INSIDE = ('GSETTINGS_BACKEND', 'GIO_USE_VFS')


class Sandboxed(App):
    """The program in its sandbox, where its windows cannot name the process that they are of."""

    def list_x_windows(self, pattern='.+'):
        """By the name of the program instead."""
        return [window for window in run_tool('xdotool', 'search', '--onlyvisible', '--name',
                                              pattern, check=False).split()
                if '"vouch"' in run_tool('xprop', '-id', window, 'WM_CLASS', check=False)]


def prepare():
    """What the desktop is to know before it starts: the Flatpak, and all its portals."""
    flatpak = Path(os.environ['FLATPAK_USER_DIR'])
    os.environ['XDG_DATA_DIRS'] = f'{flatpak}/exports/share:/usr/local/share:/usr/share'
    folder = flatpak.parent / 'portals'
    folder.mkdir(exist_ok=True)
    for path in PORTALS.glob('*.portal'):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / 'vouchtest.portal').write_text(BACKEND, 'ascii')
    os.environ['XDG_DESKTOP_PORTAL_DIR'] = str(folder)


def start_vouch(stage, server, *arguments, **variables):
    """The installed Flatpak, in this scene's home, with the server as its Beeper."""
    environment = {name: value for name, value in os.environ.items() if name not in NOT_INSIDE}
    environment.update(HOME=str(stage.home), G_DEBUG='fatal-criticals', **variables)
    if server is not None:
        environment['BEEPER_BASE_URL'] = server.base_url
    with open(stage.folder / f'vouch-{len(stage.apps)}.log', 'wb') as log:
        process = subprocess.Popen(
            ('flatpak', 'run', '--user', '--die-with-parent', APPLICATION_ID, *arguments),
            env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    app = Sandboxed.attach(lambda _number, name: name == 'vouch', 30, process)
    stage.apps.append(app)
    return app


def install_browser():
    """On the desktop, where the portal looks."""
    folder = Path(os.environ['XDG_DATA_HOME']) / 'applications'
    folder.mkdir(exist_ok=True)
    (folder / 'browser.desktop').write_text(BROWSER.format(python=sys.executable), 'utf-8')
    (Path(os.environ['XDG_CONFIG_HOME']) / 'mimeapps.list').write_text(
        '[Default Applications]\nx-scheme-handler/http=browser.desktop\n', 'utf-8')


@scene
def emoji_lead_from_first_start_to_ready(stage):
    """And what Vouch needs for the next start is kept, where only the sandbox can read it."""
    server = stage.start_server()
    app = start_vouch(stage, server)
    sign_in_and_see(app, 'verify')
    reach_emoji(app, server)
    app.take_picture(stage.folder / 'emoji.png', 'Vouch')
    confirm_on_both(app, server)
    app.press('ctrl+q')
    app.process.wait(20)

    kept = list((stage.home / '.var/app' / APPLICATION_ID).rglob('*.keyring'))
    assert len(kept) == 1, f'the Secret portal was not used: {kept}'
    app = start_vouch(stage, server)
    see(app, 'ready')


@scene
def closed_window_watches_and_notifies(stage):
    """The Background portal allows it; a click on the notification brings the window back."""
    told = Notifications()
    server = stage.start_server('--state', 'ready', '--token', TOKEN)
    with stand_in(HERE / 'background-backend.py'):
        app = start_vouch(stage, server, BEEPER_ACCESS_TOKEN=TOKEN)
        see(app, 'ready')
        app.choose_menu_item('Notify Me When Closed')
        app.click('Main Menu')
        assert app.find('Notify Me When Closed').checked, 'the desktop does not let it'
        app.press('Escape')
        app.wait_gone('Notify Me When Closed')
        close_window(app)
        server.press('start')
        click(told.wait_open('Another device wants you to confirm it'))
        see(app, 'incoming')
        told.wait_none()


@scene
def access_is_allowed_in_the_browser(stage):
    """That of the desktop, outside; the answer comes back into the sandbox."""
    install_browser()
    server = stage.start_server('--state', 'ready')
    app = start_vouch(stage, server)
    see(app, 'authorize')
    app.click('Allow in Browser')
    see(app, 'ready')
    assert '/oauth/authorize' in server.read_log(), server.read_log()


@scene
def beeper_that_is_not_open_is_not_called_missing(stage):
    """The sandbox sees no program of the computer: it says how to open Beeper."""
    app = start_vouch(stage, None)
    see(app, 'welcome')
    app.click("I'm Ready")
    app.find(re.compile('^No Beeper answers on this computer. Open it from your list of programs'))
    app.take_picture(stage.folder / 'connect.png', 'Vouch')
    assert not app.exists('Open Beeper', 'button'), 'it cannot be opened from here'


if __name__ == '__main__':
    if 'FLATPAK_USER_DIR' not in os.environ:
        print('1..0 # SKIP no Flatpak to test: sh build-aux/check-flatpak.sh')
        sys.exit(0)
    prepare()
    skip_without('flatpak')
    play()
