# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for services of the desktop on the session bus: portals, keyring, systemd."""
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent


@contextmanager
def stand_in(*command):
    """One of the stand-ins, for as long as the block runs."""
    with subprocess.Popen((sys.executable, HERE / command[0], *command[1:]),
                          stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == 'ready\n', f'{command[0]} cannot take its place'
            yield process
        finally:
            process.terminate()


def build_request(invocation):
    """The object path of a question to a portal: of who asks, and of a token in the options, which
    come last (org.freedesktop.portal.Request)."""
    token = invocation.get_parameters().unpack()[-1]['handle_token']
    sender = invocation.get_sender()[1:].replace('.', '_')
    return f'/org/freedesktop/portal/desktop/request/{sender}/{token}'
