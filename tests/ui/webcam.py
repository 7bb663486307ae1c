# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Webcams for scenes that scan, what they see, and whether the program may use them."""
import base64
import os
import signal
import subprocess
import sys
from pathlib import Path

from desktop import find_missing
from driver import App
from stage import BUILD
from waiting import wait_for

FAKE_CAMERA = BUILD / 'tests' / 'camera' / 'fake-camera'
SIZE = (1280, 720)
STORE = ('gdbus', 'call', '--session', '--dest', 'org.freedesktop.impl.portal.PermissionStore',
         '--object-path', '/org/freedesktop/impl/portal/PermissionStore', '--method')
STORE_METHODS = 'org.freedesktop.impl.portal.PermissionStore.'


def skip_without(*programs):
    """Ends a file of scenes where it cannot be played."""
    missing = find_missing(*programs)
    if missing:
        print('1..0 # SKIP not installed:', ', '.join(missing))
        sys.exit(0)


def draw_code(path, data, *, module=8):
    """A picture file of a code with exactly these bytes."""
    subprocess.run(('qrencode', '-8', '-l', 'L', '-s', str(module), '-m', '4', '-o', path),
                   input=data, check=True)


class Webcam:
    """A camera node of PipeWire; a context manager."""

    def __init__(self, stage, name='webcam', description='Built-in Camera', *options):
        self.scene = stage.home / f'{name}.pgm'
        self.show_nothing()
        self.process = subprocess.Popen(
            (FAKE_CAMERA, self.scene, *map(str, SIZE), name, description, *options),
            stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True)
        assert self.process.stdout.readline() == 'ready\n', 'no camera'

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.unplug()

    def show(self, *convert):
        """Changes what it sees, at once and as a whole."""
        fresh = self.scene.with_suffix('.new')
        subprocess.run(('convert', '-size', '{}x{}'.format(*SIZE), 'xc:#687078', *convert,
                        '-colorspace', 'Gray', '-depth', '8', f'pgm:{fresh}'), check=True)
        fresh.rename(self.scene)

    def show_nothing(self):
        """An empty room."""
        self.show()

    def show_black(self):
        """A closed cover, or a screen that gives no infrared light."""
        self.show('-fill', '#020202', '-draw', 'color 0,0 reset')

    def show_code(self, data):
        """A code on a screen: turned, a little out of focus, and not quite white."""
        picture = self.scene.with_suffix('.png')
        draw_code(picture, data)
        self.show('(', str(picture), '-alpha', 'off', '-level-colors', '#202020,#d8d8d8', '-filter',
                  'triangle', '-resize', '430x430', '-background', '#687078', '-rotate', '9',
                  '-blur', '0x1.2', ')', '-gravity', 'center', '-composite')

    def hang(self):
        """It is there, and sends no more frames."""
        self.process.send_signal(signal.SIGSTOP)

    def go_on(self):
        """It has thought better of it."""
        self.process.send_signal(signal.SIGCONT)

    def unplug(self):
        """It is gone."""
        if self.process.poll() is None:
            self.go_on()
            self.process.terminate()
            self.process.wait()
        self.process.stdout.close()


def answer_beforehand(answer):
    """What the camera portal answers without asking: 'yes', 'no', or None to let it ask."""
    arguments = (('DeletePermission', 'devices', 'camera', '') if answer is None else
                 ('SetPermission', 'devices', 'true', 'camera', '', f"['{answer}']"))
    subprocess.run((*STORE, STORE_METHODS + arguments[0], *arguments[1:]), check=answer is not None,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def answer_question(button):
    """Presses a button of the portal's dialog."""
    dialog = App.attach(lambda number, name: name == 'xdg-desktop-portal-gtk')
    dialog.click(button)


def read_codes(picture):
    """The bytes of the code in a picture, by a reader that is not ours."""
    return subprocess.run(('zbarimg', '-q', '--raw', '-Sdisable', '-Sqrcode.enable',
                           '-Sqrcode.binary', picture), check=False, capture_output=True).stdout


def get_phone_code(server):
    """Lets the phone show its code. Returns the bytes."""
    server.press('show-code')
    return base64.b64decode(server.control('state')['phone']['code'])


def get_computer_code(server):
    """The bytes that the computer should show."""
    return base64.b64decode(server.control('state')['computer']['code'])


def find_desktop_process(name):
    """One of the processes of this throw-away desktop, by its name; the desktop is our parent."""
    children = Path(f'/proc/{os.getppid()}/task/{os.getppid()}/children').read_text('ascii').split()
    return next((int(child) for child in children
                 if Path(f'/proc/{child}/comm').read_text('ascii').strip() == name), None)


def stop_service(name):
    """Ends a part of the desktop, and waits until it has gone."""
    number = find_desktop_process(name)
    os.kill(number, signal.SIGTERM)
    wait_for(lambda: Path(f'/proc/{number}/stat').read_text('ascii').split()[2] == 'Z',
             f'the end of {name}')
