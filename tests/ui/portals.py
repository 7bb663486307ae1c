# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for the desktop's portals."""
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent


@contextmanager
def portal(*command):
    """One of the stand-ins for the desktop's portals, for as long as the block runs."""
    with subprocess.Popen((sys.executable, HERE / command[0], *command[1:]),
                          stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout.readline() == 'ready\n', 'a portal runs already'
            yield process
        finally:
            process.terminate()
