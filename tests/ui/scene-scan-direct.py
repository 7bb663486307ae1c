#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scanning where there is no portal: the camera is found and used directly."""
import subprocess
import sys
from pathlib import Path

from acts import ask_phone, see
from stage import play, scene
from webcam import Webcam, get_phone_code, skip_without

NO_PORTAL = Path(__file__).resolve().parent / 'no-portal.py'


@scene
def without_a_portal(stage):
    """A click is all that it takes."""
    with subprocess.Popen((sys.executable, NO_PORTAL), stdout=subprocess.PIPE, text=True) as names:
        assert names.stdout.readline() == 'ready\n', 'a portal runs already'
        with Webcam(stage) as webcam:
            server, app = stage.start_signed_in()
            ask_phone(app)
            server.press('accept')
            app.click('Scan With This Computer')
            app.click('Camera')
            webcam.show_code(get_phone_code(server))
            see(app, 'finishing')
            server.press('confirm')
            see(app, 'ready')
        names.terminate()


if __name__ == '__main__':
    skip_without('pipewire', 'wireplumber', 'qrencode', 'convert')
    play('--pipewire')
