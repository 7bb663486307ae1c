#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scanning the phone's code with a camera that PipeWire takes for real, through the portal."""
import re
import subprocess
import sys
from pathlib import Path

from acts import ask_phone, choose_file, see, use_picture
from driver import take_picture
from stage import TOKEN, play, scene
from waiting import wait_for
from webcam import (Webcam, answer_beforehand, answer_question, draw_code, get_computer_code,
                    get_phone_code, skip_without, stop_service)

SCAN = 'Scan the Other Device'
OFFER_PICTURE = Path(__file__).resolve().parent / 'offer-picture.py'


def begin_scan(stage, *options):
    """(server, program) where the scan page has just appeared."""
    server, app = stage.start_signed_in(*options)
    ask_phone(app)
    server.press('accept')
    app.click('My Phone Shows a Square Code')
    app.find(SCAN)
    return server, app


def find_text(app, text, seconds=10):
    """Waits for a label that holds this."""
    app.find(accept=lambda node: text in node.name, seconds=seconds)


def finish(app, server):
    """From the scan to the end: nothing is left to do but to say yes on the phone."""
    see(app, 'finishing', seconds=20)
    server.press('confirm')
    see(app, 'ready')


@scene
def scanned_code_leads_to_ready(stage):
    """By itself but for the clicks, and submitted once."""
    answer_beforehand('yes')
    with Webcam(stage) as webcam:
        server, app = begin_scan(stage)
        find_text(app, 'Hold the code up')
        webcam.show_code(get_phone_code(server))
        finish(app, server)
    assert server.read_log().count('/qr/scan') == 1, server.read_log()


@scene
def camera_is_asked_for_on_a_click(stage):
    """The page explains first. A no is no end, and a no that was kept is explained."""
    answer_beforehand(None)
    with Webcam(stage) as webcam:
        server, app = begin_scan(stage)
        find_text(app, 'A question may appear')
        webcam.show_code(get_phone_code(server))
        app.click('Turn On Camera')
        answer_question('Deny Access')
        find_text(app, 'was not allowed to use the camera')
        app.click('Try Again')
        find_text(app, 'The camera was refused earlier')
        answer_beforehand(None)
        app.click('Try Again')
        answer_question('Grant Access')
        finish(app, server)


@scene
def refused_camera_leaves_other_ways(stage):
    """And the other ways stay open."""
    answer_beforehand('no')
    with Webcam(stage):
        _, app = begin_scan(stage)
        find_text(app, 'The camera was refused earlier')
        app.find('Try Again', 'button')
        app.click('Show a Code Instead')
        see(app, 'show-code')


@scene
def camera_comes_and_is_used(stage):
    """No permission is asked for without a camera."""
    answer_beforehand('yes')
    server, app = begin_scan(stage)
    find_text(app, 'No camera was found')
    with Webcam(stage) as webcam:
        webcam.show_code(get_phone_code(server))
        if app.exists('Try Again', 'button'):
            app.click('Try Again')
        finish(app, server)


@scene
def unplugged_camera_goes_on_when_back(stage):
    """Scanning goes on by itself."""
    answer_beforehand('yes')
    server, app = begin_scan_with(stage)
    find_text(app, 'The camera was unplugged')
    with Webcam(stage) as webcam:
        find_text(app, 'Hold the code up')
        webcam.show_code(get_phone_code(server))
        finish(app, server)


def begin_scan_with(stage):
    """A scan whose camera is pulled out."""
    with Webcam(stage):
        server, app = begin_scan(stage)
        find_text(app, 'Hold the code up')
    return server, app


@scene
def hanging_camera_is_said_until_it_goes_on(stage):
    """No frame for two seconds is said; the next frame takes it back."""
    answer_beforehand('yes')
    with Webcam(stage) as webcam:
        server, app = begin_scan(stage)
        find_text(app, 'Hold the code up')
        webcam.hang()
        find_text(app, 'has stopped sending pictures')
        webcam.go_on()
        webcam.show_code(get_phone_code(server))
        finish(app, server)


@scene
def other_cameras_can_be_chosen(stage):
    """The list begins with the one in use: that is the last on newer PipeWire, the first on older."""
    answer_beforehand('yes')
    with Webcam(stage) as webcam, Webcam(stage, 'second', 'Second Camera') as second:
        others = {'Built-in Camera': ('Second Camera', second),
                  'Second Camera': ('Built-in Camera', webcam)}
        server, app = begin_scan(stage)
        name, other = others[app.find(accept=lambda node: node.name in others).name]
        # GTK 4.8 reads its label twice
        app.focus(app.find(re.compile('^Camera( Camera)?$'), 'combo'))
        app.press('space')
        app.find(name)
        app.press('Down', 'Return')
        other.show_code(get_phone_code(server))
        finish(app, server)


@scene
def infrared_camera_is_passed_over(stage):
    """It is for signing in by face: the one that sees colours is used."""
    answer_beforehand('yes')
    with (Webcam(stage, 'infrared', 'Infrared Camera', 'infrared') as infrared,
          Webcam(stage) as webcam):
        infrared.show_black()
        server, app = begin_scan(stage)
        webcam.show_code(get_phone_code(server))
        finish(app, server)


@scene
def black_picture_proposes_another_camera(stage):
    """Another camera is proposed by its name, and remembered."""
    answer_beforehand('yes')
    with Webcam(stage) as webcam, Webcam(stage, 'second', 'Second Camera') as second:
        webcam.show_black()
        server, app = begin_scan(stage)
        find_text(app, 'The picture stays black')
        find_text(app, 'Second Camera')
        second.show_code(get_phone_code(server))
        app.click('Switch Camera')
        finish(app, server)
    settings = (stage.home / 'config/glib-2.0/settings/keyfile').read_text('utf-8')
    assert "camera='second'" in settings, settings


@scene
def grey_picture_proposes_another_camera(stage):
    """The infrared camera was used last: it is used again, and the other one proposed."""
    answer_beforehand('yes')
    stage.remember(camera="'infrared'")
    with Webcam(stage, 'infrared', 'Infrared Camera', 'infrared'), Webcam(stage):
        _, app = begin_scan(stage)
        find_text(app, 'The picture has no colors')
        app.click('Switch Camera')
        app.wait_gone('Switch Camera')
        find_text(app, 'Hold the code up')


@scene
def unwanted_codes_are_not_submitted(stage):
    """Each is told apart, none is submitted."""
    answer_beforehand('yes')
    with Webcam(stage) as webcam:
        server, app = begin_scan(stage)
        code = get_phone_code(server)
        for data, text in (
                (b'https://example.org/', 'a code of another kind'),
                (get_computer_code(server), 'the code of this computer'),
                (code[:10] + bytes(byte ^ 1 for byte in code[10:42]) + code[42:], 'an earlier try'),
                (code[:7] + b'\x03' + code[8:], 'for signing in'),
                (code[:7] + b'\x00' + code[8:], 'another person')):
            webcam.show_code(data)
            find_text(app, text)
        assert '/qr/scan' not in server.read_log(), 'a wrong code was submitted'
        webcam.show_code(code)
        finish(app, server)


def open_picture(app, path):
    """Through the file chooser, by keyboard."""
    use_picture(app, 'Open Picture…')
    choose_file(app, 'Open a Picture of the Code', 'Open', path)


@scene
def files_without_a_code_have_their_sentence(stage):
    """Files that are no picture of a code have their sentence, and the page goes on working."""
    answer_beforehand('no')
    server, app = begin_scan(stage)
    code = get_phone_code(server)
    folder = stage.home / 'pictures'
    folder.mkdir()
    draw_code(folder / 'code.png', code)
    (folder / 'cut.png').write_bytes((folder / 'code.png').read_bytes()[:300])
    (folder / 'drawing.svg').write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', 'ascii')
    (folder / 'painting.xcf').write_bytes(b'gimp xcf file' + bytes(100))
    (folder / 'diary.png').write_text('Dear diary,\n', 'ascii')
    for name, options in (('huge.png', ('-size', '8000x6250', 'xc:gray')),
                          ('empty.jpg', ('-size', '640x480', 'xc:gray')),
                          ('moving.gif', ('-size', '9x9', 'xc:red', 'xc:blue'))):
        subprocess.run(('convert', *options, folder / name), check=True)

    for name, text in (('cut.png', 'is damaged'), ('drawing.svg', 'is a drawing'),
                       ('painting.xcf', 'cannot open pictures of this kind'),
                       ('diary.png', 'is not a picture'), ('huge.png', 'is too large'),
                       ('empty.jpg', 'No code was found in this picture'),
                       ('moving.gif', 'found in this animation')):
        open_picture(app, folder / name)
        find_text(app, text)
    use_picture(app, 'Paste Picture')
    find_text(app, 'There is no picture to paste')
    # A poster beside the phone comes first, and is not what was meant.
    subprocess.run(('qrencode', '-s', '8', '-o', folder / 'poster.png', 'https://example.org/menu'),
                   check=True)
    subprocess.run(('convert', folder / 'poster.png', folder / 'code.png', '-gravity', 'center',
                    '+append', folder / 'several.png'), check=True)
    open_picture(app, folder / 'several.png')
    finish(app, server)


def read_brightness(picture, left, top, width, height):
    """The mean of a part of a picture, 0 to 1."""
    return float(subprocess.run(
        ('convert', picture, '-crop', f'{width}x{height}+{left}+{top}', '+repage', '-format',
         '%[fx:mean]', 'info:'), check=True, capture_output=True, text=True).stdout)


@scene
def preview_is_mirrored(stage):
    """The left of the camera's picture is on the right of the user who faces the camera."""
    answer_beforehand('yes')
    with Webcam(stage) as webcam:
        webcam.show('-fill', 'white', '-draw', 'rectangle 0,0 639,719', '-fill', 'black', '-draw',
                    'rectangle 640,0 1279,719')
        _, app = begin_scan(stage)
        find_text(app, 'Hold the code up')
        left, top, width, height = app.find_on_screen(app.find('What the camera sees'))
        picture = stage.folder / 'mirror.png'
        half = width // 2 - 20
        wait_for(lambda: take_picture(picture) or
                 read_brightness(picture, left + width - half, top, half, height) > .8,
                 'the bright half on the right')
        assert read_brightness(picture, left, top, half, height) < .2, 'not mirrored'


@scene
def pasted_picture_is_read(stage):
    """A screenshot of the phone that came by another way."""
    answer_beforehand('no')
    server, app = begin_scan(stage)
    draw_code(stage.home / 'code.png', get_phone_code(server))
    with subprocess.Popen((sys.executable, OFFER_PICTURE, stage.home / 'code.png'),
                          stdout=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout.readline() == 'ready\n', 'no clipboard'
            use_picture(app, 'Paste Picture')
            finish(app, server)
        finally:
            other.terminate()


@scene
def missing_plug_in_is_named(stage):
    """The sentence names what to install."""
    answer_beforehand('yes')
    server = stage.start_server('--state', 'needs-verification', '--token', TOKEN)
    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN,
                            GST_PLUGIN_SYSTEM_PATH_1_0='/nonexistent',
                            GST_REGISTRY_1_0=str(stage.home / 'registry'))
    with Webcam(stage):
        ask_phone(app)
        server.press('accept')
        app.click('My Phone Shows a Square Code')
        find_text(app, 'gstreamer1.0-pipewire')
        app.find('Try Again', 'button')


@scene
def stopped_pipewire_is_said(stage):
    """Last, for it does not come back."""
    answer_beforehand('yes')
    with Webcam(stage):
        _, app = begin_scan(stage)
        find_text(app, 'Hold the code up')
        stop_service('pipewire')
        find_text(app, 'The camera service is not running')
        app.click('Try Again')
        find_text(app, 'The camera service is not running')
        app.find('Compare Emoji', 'button', sensitive=True)


if __name__ == '__main__':
    skip_without('pipewire', 'wireplumber', 'qrencode', 'convert')
    play('--pipewire')
