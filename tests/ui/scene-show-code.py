#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our code on the screen, read off a picture of the window by a reader that is not ours."""
from acts import ask_phone, see
from stage import TOKEN, play, scene
from webcam import get_computer_code, read_codes, skip_without


def show(stage, **variables):
    """The window with the code, and the bytes that are in it."""
    server = stage.start_server('--state', 'needs-verification', '--token', TOKEN)
    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN, **variables)
    ask_phone(app)
    server.press('accept')
    see(app, 'show-code')
    return app, get_computer_code(server)


def check(stage, name, app, code):
    """Byte for byte."""
    picture = stage.folder / f'{name}.png'
    app.take_picture(picture)
    read = read_codes(picture)
    assert read.removesuffix(b'\n') == code.removesuffix(b'\n'), f'{name}: read {len(read)} bytes'


@scene
def code_is_read_in_light_and_narrow(stage):
    """As it opens, at 360 pixels, and large."""
    app, code = show(stage)
    check(stage, 'usual', app, code)
    for width, height in ((360, 640), (900, 900)):
        app.resize(width, height)
        check(stage, f'{width}', app, code)


@scene
def code_is_read_in_dark(stage):
    """Black on white all the same."""
    app, code = show(stage, ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    check(stage, 'dark', app, code)


@scene
def code_is_read_at_high_density(stage):
    """Two device pixels to each of ours."""
    app, code = show(stage, GDK_SCALE='2')
    check(stage, 'double', app, code)


@scene
def code_is_read_in_dark_at_high_density(stage):
    """Both."""
    app, code = show(stage, GDK_SCALE='2', ADW_DEBUG_COLOR_SCHEME='prefer-dark')
    check(stage, 'dark-double', app, code)


if __name__ == '__main__':
    skip_without('zbarimg')
    play('--size', '2560x2048')
