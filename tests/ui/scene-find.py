#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where Beeper is: what runs here without answering, and the addresses that people have."""
import re
import shutil
import subprocess

from acts import ADDRESS, ask_for_code, see, type_address
from between import Between
from installed import Home
from stage import CODE_EXISTING, play, scene
from waiting import wait_for

SILENT = re.compile('^This address did not answer')
NAMED = re.compile('user name or password in this address')


def run_beeper(home, name):
    """A process that has the name of Beeper's, and answers nothing."""
    program = home.folder / name
    program.symlink_to(shutil.which('sleep'))
    return subprocess.Popen((program, '600'))


@scene
def beeper_without_its_switch_is_named(stage):
    """It says which Beeper runs, and what to do there; once it has ended, it says that, too."""
    home = Home(stage)
    desktop = run_beeper(home, 'beepertexts')
    app = home.start_vouch()
    app.find(re.compile('^Beeper is running, but does not let Vouch in yet.*Allow connections'))
    desktop.terminate()
    desktop.wait()
    app.find(re.compile('No Beeper found at this address'))

    server = run_beeper(home, 'beeper-server')
    app.find(re.compile('^Beeper Server is running, but does not answer'))
    server.terminate()
    server.wait()


@scene
def beeper_on_ipv6_only_is_found(stage):
    """One that listens on ::1 alone, by what is given and by what is typed."""
    server = stage.start_server()
    between = Between(server, host='::1')
    app = stage.start_vouch('--server', f'http://127.0.0.1:{between.port}')
    see(app, 'email')
    app.choose_menu_item('Use Another Beeper…')
    type_address(app, f'LOCALHOST:{between.port}/v1/info')
    see(app, 'email')
    between.stop()


@scene
def whole_row_of_a_beeper_can_be_clicked(stage):
    """Not only its button."""
    server = stage.start_server()
    app = stage.start_vouch(server=server)
    see(app, 'email')
    app.choose_menu_item('Use Another Beeper…')
    app.click_mouse(app.find(server.base_url, 'label'))
    see(app, 'email')


@scene
def silent_address_is_not_called_beeper(stage):
    """Who answers at an address is not Beeper before it has said so."""
    server = stage.start_server('--fault', '/v1/info=hang*ever')
    app = stage.start_vouch(BEEPER_BASE_URL='')
    see(app, 'connect')
    type_address(app, f'127.0.0.1:{server.port}')

    def is_asked():
        """That lasts ten seconds, in which a busy machine may not have come to look."""
        if app.exists(SILENT):
            app.click('Use This Address')
        return app.exists('Checking this address…')

    wait_for(is_asked, 'the address to be asked')
    assert not app.exists('Asking Beeper…'), 'it is called Beeper'


@scene
def too_old_beeper_is_told(stage):
    """One that is found only there, and cannot be set up, is not nothing."""
    server = stage.start_server('--fault', '/v1/app/*=status:404*ever')
    between = Between(server, host='::1')
    app = stage.start_vouch(BEEPER_BASE_URL=f'http://localhost:{between.port}/')
    app.find(re.compile('This version of Beeper is too old'))
    between.stop()


@scene
def beeper_behind_a_proxy_signs_in(stage):
    """Below a path, and compressed; signing in goes through it."""
    server = stage.start_server()
    between = Between(server, prefix='/chat', compresses=True)
    app = stage.start_vouch(BEEPER_BASE_URL='')
    see(app, 'connect')
    type_address(app, f'http://127.0.0.1:{between.port}/chat/v1/info')
    ask_for_code(app)
    app.type(CODE_EXISTING, into='Sign-in code')
    see(app, 'verify')
    between.stop()


@scene
def user_name_in_the_address_is_refused(stage):
    """Nothing is sent, nothing is lost, and it says what to leave out."""
    home = Home(stage)
    app = home.start_vouch()
    see(app, 'connect')
    type_address(app, 'me@example.org')
    app.find(NAMED)
    wait_for(lambda: app.find_entry(ADDRESS).invalid, 'the address to be marked')
    assert app.find_entry(ADDRESS).text == 'me@example.org'


if __name__ == '__main__':
    play()
