# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Beeper that is installed in a user's home and does not run."""
import os
import re
import signal
import socket

from acts import say, see
from stage import SERVER
from waiting import wait_for

STARTED = """#!/bin/sh
echo $$ > "$HOME/started"
env > "$HOME/environment"
ls -l /proc/$$/fd > "$HOME/files"
"""
ANSWERS = STARTED + 'until [ -e "$HOME/answer" ]; do sleep 0.1; done\n' \
                    'exec {server} --port {port} --fast\n'
FAILS = STARTED + 'echo "dlopen(): error loading libfuse.so.2" >&2\nexit 127\n'
CRASHES = STARTED + 'kill -ABRT $$\n'
ENDS = STARTED + 'exit 0\n'
NEVER_ANSWERS = STARTED + 'exec sleep 60\n'
DESKTOP_FILE = """[Desktop Entry]
Type=Application
Name=Beeper
Exec={program} %U
StartupWMClass=Beeper
"""
PROGRESS = re.compile(r'^Waiting for Beeper')


class Home:
    """Where this person keeps Beeper, and the address at which it will answer."""

    def __init__(self, stage):
        self.folder = stage.home / 'person'
        self.folder.mkdir()
        self.stage = stage
        with socket.socket() as probe:
            probe.bind(('127.0.0.1', 0))
            self.port = probe.getsockname()[1]

    def install(self, text, name='Applications/Beeper-4.1.AppImage', mode=0o755):
        """A program in the place of Beeper."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.format(server=SERVER, port=self.port))
        path.chmod(mode)
        return path

    def start_vouch(self, **variables):
        """The program, for this person. It looks for Beeper at that address only."""
        variables.setdefault('BEEPER_BASE_URL', f'http://127.0.0.1:{self.port}')
        return self.stage.start_vouch(HOME=str(self.folder), **variables)

    def read(self, name):
        """What the program in the place of Beeper wrote down, once it has."""
        path = self.folder / name
        wait_for(lambda: path.exists() and path.stat().st_size, f'{name} of the program')
        return path.read_text()

    def is_running(self):
        """Whether what was opened still does."""
        return os.path.exists(f'/proc/{self.read("started").strip()}/exe')

    def answer(self):
        """From now on what was opened, or will be, answers."""
        (self.folder / 'answer').touch()

    def end(self):
        """Ends it: Vouch does not."""
        os.kill(int(self.read('started')), signal.SIGTERM)


def open_beeper(app):
    """Opens Beeper by a real click. That also ends the first connection without a click."""
    see(app, 'connect')
    app.activate()
    app.click(say('Open Beeper'), mouse=True)
