#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every step on Wayland, at the scales of today's screens: without a warning, by the keyboard alone
where a key is pressed, and with a code that is exact in the pixels of the screen."""
import subprocess

import gi

gi.require_version('Gtk', '4.0')

from gi.repository import Gtk  # pylint: disable=wrong-import-position

from acts import say  # pylint: disable=wrong-import-position
from driver import find_screen  # pylint: disable=wrong-import-position
from stage import play, scene  # pylint: disable=wrong-import-position
from tour import MAIN, PHONE, Tour, walk_elsewhere  # pylint: disable=wrong-import-position
from waiting import Overdue, wait_for  # pylint: disable=wrong-import-position
from wayland import NEEDED  # pylint: disable=wrong-import-position
from webcam import read_codes, skip_without  # pylint: disable=wrong-import-position

CODE = 'The code of this computer, for your other device to scan'
FINDER = 7              # modules at each side of a corner of a code
BLACK, WHITE = 0, 255
# Before GTK 4.12 a program is drawn at the next whole scale, and the compositor makes that smaller.
KNOWS_FRACTIONS = Gtk.MINOR_VERSION >= 12


class Shot:
    """The pixels of a part of a picture."""

    def __init__(self, picture, extents, scale):
        x, y, width, height = (round(length * scale) for length in extents)
        self.width = width
        self.pixels = subprocess.run(
            ('convert', picture, '-crop', f'{width}x{height}+{x}+{y}', '+repage', '-colorspace',
             'Gray', '-depth', '8', 'gray:-'), check=True, capture_output=True).stdout
        assert len(self.pixels) == width * height, 'it is not all on the screen'

    def get_row(self, y):
        """One row."""
        return self.pixels[y * self.width:(y + 1) * self.width]

    def cut_code(self):
        """The rows of the code, from the first to the last dark pixel, and one pixel around."""
        rows = [self.get_row(y) for y in range(len(self.pixels) // self.width)]
        dark = [[x for x, pixel in enumerate(row) if pixel < 128] for row in rows]
        top, *_, bottom = (y for y, places in enumerate(dark) if places)
        left = min(places[0] for places in dark if places)
        right = max(places[-1] for places in dark if places)
        return [row[left - 1:right + 2] for row in rows[top - 1:bottom + 2]]


def check_code(app, picture, scale):
    """It can be read, and each of its modules is so many whole pixels of the screen."""
    assert read_codes(picture).startswith(b'MATRIX'), 'the code cannot be read'
    code = Shot(picture, app.find(CODE).extents, scale).cut_code()
    grey = sum(len(row) - row.count(BLACK) - row.count(WHITE) for row in code)
    finder = len(code[1][1:].partition(b'\xff')[0])
    print(f'# scale {scale}: {grey} of {sum(map(len, code))} pixels are grey, '
          f'{finder / FINDER:g} pixels a module', flush=True)
    if KNOWS_FRACTIONS or scale == int(scale):
        assert grey == 0, f'{grey} grey pixels in the code'
        assert finder % FINDER == 0, f'{finder / FINDER} pixels a module'


def get_path(node):
    """Where it is; None for none."""
    return node and node.path


def check_keyboard(app, step):
    """Tab leads on from where the page has the keyboard, and Shift+Tab back. More than once where the
    page has just changed, and has put the keyboard elsewhere."""
    def go_there_and_back():
        start = app.get_focused()
        there = app.press_and_follow('Tab', start)
        back = app.press_and_follow('shift+Tab', there)
        return get_path(start) == get_path(back) != get_path(there)

    wait_for(go_there_and_back, f'Tab to lead on and back on {step!r}', 30)


def check_phone(app):
    """Tab leads into the phone."""
    node = app.get_focused()
    for _ in range(30):
        if node is not None and find_screen(node).name == say(PHONE):
            return
        node = app.press_and_follow('Tab', node)
    raise Overdue('Tab did not lead into the phone')


class KeyboardTour(Tour):
    """The phone is worked by keys."""

    def press_phone(self, button):
        self.app.find(say(button), 'button', window=say(PHONE), sensitive=True, seconds=20)
        self.app.press_until(say(button), window=say(PHONE))
        self.app.press('space')


def walk(stage, scale):
    """Every step."""
    def look(app, step, window):
        if window == PHONE:
            check_phone(app)
        else:
            check_keyboard(app, step)
        if step == 'show-code':
            picture = stage.folder / 'code.png'
            app.take_picture(picture)
            check_code(app, picture, scale)

    stage.start_compositor(scale)
    app = stage.start_vouch(BEEPER_BASE_URL='http://127.0.0.1:9')
    KeyboardTour(app, look).walk()
    app.quit()
    walk_elsewhere(stage, look)


@scene
def every_step_at_scale_1(stage):
    """As the desktop of old."""
    walk(stage, 1)


@scene
def every_step_at_scale_1_25(stage):
    """A laptop's."""
    walk(stage, 1.25)


@scene
def every_step_at_scale_2(stage):
    """A dense screen's."""
    walk(stage, 2)


if __name__ == '__main__':
    skip_without('zbarimg', *NEEDED)
    play()
