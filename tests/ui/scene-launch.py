#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Beeper is installed and does not run: opening it, waiting for it, and what can go wrong."""
import re

from acts import ADDRESS, see, type_address
from clipboard import read_clipboard
from installed import ANSWERS, CRASHES, DESKTOP_FILE, ENDS, FAILS, NEVER_ANSWERS, PROGRESS, Home, open_beeper
from leaks import search
from standins import stand_in
from stage import SERVER, TOKEN, play, scene
from waiting import wait_for

@scene
def opened_beeper_answers_and_page_moves_on(stage):
    """Progress is shown, the page moves on by itself, and Beeper is no child of Vouch."""
    home = Home(stage)
    home.install(ANSWERS)
    app = home.start_vouch(BEEPER_ACCESS_TOKEN=TOKEN)
    open_beeper(app)
    app.find(PROGRESS)
    app.find(re.compile('^Beeper is starting'))
    assert not app.exists('Open Beeper'), 'it can be opened twice'
    wait_for(lambda: app.get_focused() and PROGRESS.search(app.get_focused().name),
             'the focus on the progress')
    home.answer()
    see(app, 'email')

    search('the environment', home.read('environment'), [TOKEN, 'BEEPER_ACCESS_TOKEN'])
    strange = [path for path in re.findall(' -> (.*)', home.read('files'))
               if path != '/dev/null' and not path.startswith(str(home.folder))]
    assert not strange, f'Beeper shares files with Vouch: {strange}'
    app.quit()
    assert home.is_running(), 'Beeper ended with Vouch'
    home.end()


@scene
def opened_beeper_fails_and_is_said(stage):
    """Ended at once: said at once. The next try is a new one."""
    home = Home(stage)
    program = home.install(FAILS)
    app = home.start_vouch()
    open_beeper(app)
    notice = app.find(re.compile('one more part of the system .FUSE.'), seconds=5)
    assert not app.exists(PROGRESS), 'it still waits'
    again = 'Open Beeper'
    if app.exists('Copy Command'):      # where it is known
        again = 'Try Again'
        app.click('Copy Command')
        app.find('Copied')
        assert read_clipboard() and read_clipboard() in notice.name, 'it is another command'
    program.write_text(ANSWERS.format(server=SERVER, port=home.port))
    app.click(again)
    app.find(PROGRESS)
    assert not app.exists(re.compile('FUSE')), 'the old failure stays'
    home.answer()
    see(app, 'email')
    home.end()


@scene
def opened_beeper_ends_and_is_said(stage):
    """A crash, and an end without a failure: both are said at once, and neither is about FUSE."""
    home = Home(stage)
    program = home.install(CRASHES)
    app = home.start_vouch()
    open_beeper(app)
    app.find(re.compile('Beeper crashed while it was starting'), seconds=5)
    program.write_text(ENDS)
    app.click('Open Beeper')
    app.find(re.compile('Beeper closed right after it was opened'), seconds=5)
    assert not app.exists(re.compile('crashed|FUSE')), 'the old failure stays'
    assert not app.exists(PROGRESS), 'it still waits'
    stage.start_server('--port', str(home.port))
    see(app, 'email')


@scene
def opened_beeper_stays_silent_and_is_said(stage):
    """A text comes after half a minute. Beeper can still answer, and an entry keeps the focus."""
    home = Home(stage)
    home.install(NEVER_ANSWERS)
    app = home.start_vouch()
    open_beeper(app)
    app.find(PROGRESS)
    assert not app.exists('Beeper is on another computer'), 'it asks for another one meanwhile'
    app.find(re.compile('is open but not ready yet'), seconds=35)
    type_address(app, 'beeper.example.org', keys=())
    app.type(':23373')
    wait_for(lambda: app.find_entry(ADDRESS).text == 'beeper.example.org:23373',
             'the keys to go on into the entry')
    app.find('Show Beeper', 'button', sensitive=True)
    home.end()
    server = stage.start_server('--port', str(home.port))
    app.find('Connect', 'button')
    app.wait_gone(re.compile('is open but not ready yet'))
    app.click('Connect')
    see(app, 'email')
    server.stop()


@scene
def file_that_may_not_run_is_asked_about(stage):
    """As a browser saves it. Asked before anything is changed, and by its name."""
    home = Home(stage)
    program = home.install(ANSWERS, 'Beeper-4.1.AppImage', 0o644)
    app = home.start_vouch()
    open_beeper(app)
    app.find(re.compile(r'(?s)this computer does not let it run yet.*~/Beeper-4\.1\.AppImage'))
    assert program.stat().st_mode & 0o777 == 0o644
    assert not (home.folder / 'started').exists()
    assert not app.exists('Open Beeper'), 'two buttons for the same'
    assert app.find('Allow and Open', 'button').name == 'Allow and Open', 'it is read out twice'
    home.answer()
    app.click('Allow and Open')
    see(app, 'email')
    assert program.stat().st_mode & 0o777 == 0o744
    home.end()


@scene
def file_that_others_can_change_is_asked_about(stage):
    """Not started without a question that names the file. Cancel, Enter, and a click that was on its
    way start nothing; each consent is for one start."""
    home = Home(stage)
    home.install(NEVER_ANSWERS, mode=0o757)
    app = home.start_vouch()
    for answer in ('Return', 'Escape'):
        open_beeper(app)
        assert not app.find('Open Anyway', 'button').sensitive, 'it can be clicked at once'
        app.find('Open This Beeper?')
        app.find(re.compile(r'(?s)may have changed this file.*~/Applications/Beeper-4\.1\.App'))
        app.press(answer, on='Cancel')
        app.wait_gone('Open This Beeper?')
        wait_for(lambda: app.find('Open Beeper', 'button').focused, 'the focus to come back')
        assert not app.exists(PROGRESS), 'it waits for what was not started'
    assert not (home.folder / 'started').exists(), 'it was started all the same'

    open_beeper(app)
    app.click('Open Anyway')
    app.find(PROGRESS)
    home.end()
    (home.folder / 'started').unlink()
    app.find(re.compile('Beeper crashed'))
    app.click('Open Beeper')
    app.click('Cancel')
    app.wait_gone('Open This Beeper?')
    assert not (home.folder / 'started').exists(), 'it was started a second time'


@scene
def file_in_a_folder_of_others_is_asked_about(stage):
    """What lies in a folder of others is neither run nor made to run without the question, which goes
    when a Beeper answers meanwhile."""
    home = Home(stage)
    program = home.install(ANSWERS, mode=0o644)
    program.parent.chmod(0o777)
    app = home.start_vouch()
    open_beeper(app)
    app.click('Allow and Open')
    app.click('Cancel')
    app.wait_gone('Open This Beeper?')
    assert program.stat().st_mode & 0o777 == 0o644, 'it may run now'
    open_beeper(app)
    app.click('Allow and Open')
    app.click('Open Anyway')
    home.answer()
    see(app, 'email')
    assert program.stat().st_mode & 0o777 == 0o744
    home.end()
    app.quit()

    (home.folder / 'started').unlink()
    app = home.start_vouch()
    open_beeper(app)
    app.find('Open This Beeper?')
    server = stage.start_server('--port', str(home.port))
    app.wait_gone('Open This Beeper?', seconds=20)
    see(app, 'email')
    assert not (home.folder / 'started').exists(), 'it was started without an answer'
    server.stop()


@scene
def wait_for_opened_beeper_is_cancelled(stage):
    """Cancel ends the wait and not Beeper; what can be pressed next has the keyboard."""
    home = Home(stage)
    home.install(NEVER_ANSWERS)
    app = home.start_vouch()
    open_beeper(app)
    app.find('Up to 30 seconds')
    app.click('Cancel')
    app.wait_gone(PROGRESS)
    wait_for(lambda: app.find('Open Beeper', 'button').focused, 'the focus on Open Beeper')
    assert home.is_running(), 'Beeper was ended'
    home.end()


@scene
def sandbox_does_not_say_that_beeper_is_missing(stage):
    """Programs and downloads of this computer cannot be seen there: how to open it is said instead."""
    home = Home(stage)
    app = home.start_vouch(BEEPER_BASE_URL='', SNAP='/snap/vouch/1')
    app.find(re.compile('^No Beeper answers on this computer. Open it from your list of programs'))
    app.click('Get Beeper')
    app.find(re.compile('Open Beeper on this computer, and wait until you see its window'))
    assert not app.exists(re.compile('Vouch found no Beeper|Allow and Open')), 'how does it know?'


@scene
def beeper_that_is_downloaded_is_offered(stage):
    """Nothing is installed: the download page opens, and what the browser saves is offered as soon as
    it is there."""
    home = Home(stage)
    app = home.start_vouch(BEEPER_BASE_URL='')
    app.find(re.compile('^Vouch found no Beeper on this computer'))
    wait_for(lambda: app.find('Get Beeper', 'button').focused, 'the focus on Get Beeper')
    app.click('Get Beeper')
    app.find('Copy Address', 'button')      # there is no browser here
    app.find(re.compile('Wait for the download'))
    partial = home.install(NEVER_ANSWERS, 'Downloads/Beeper-4.2.AppImage.part', 0o644)
    assert not app.exists('Allow and Open'), 'it is offered half'
    partial.rename(partial.with_suffix(''))
    app.click('Allow and Open')
    app.find(PROGRESS)
    home.end()


@scene
def beeper_installed_meanwhile_is_offered(stage):
    """The button appears when the user comes back after installing Beeper."""
    home = Home(stage)
    app = home.start_vouch(G_MESSAGES_DEBUG='vouch-beeper-start')
    wait_for(lambda: 'Beeper is not installed' in (stage.folder / 'vouch-0.log').read_text(),
             'the first look')
    see(app, 'connect')
    app.find(re.compile(rf'127\.0\.0\.1:{home.port}\W+No Beeper found at this address'))
    app.choose_menu_item('About Vouch')
    app.find('The Vouch authors')
    program = home.install(ANSWERS, 'programs/beeper')
    folder = stage.home / 'data' / 'applications'
    folder.mkdir(parents=True)
    (folder / 'appimagekit-1.desktop').write_text(DESKTOP_FILE.format(program=program))
    assert not app.exists('Open Beeper'), 'it is offered before it is there'
    app.press('Escape')
    open_beeper(app)
    app.find(PROGRESS)
    home.answer()
    see(app, 'email')
    home.end()


@scene
def stopped_server_is_started(stage):
    """Beeper Server as a stopped unit of this user: started on a click, then waited for."""
    home = Home(stage)
    unit = 'beeper-profile-home.service'
    with stand_in('systemd.py', unit, 'start', 'sleep', '600') as systemd:
        app = home.start_vouch()
        app.click('Start Beeper Server')
        app.find(PROGRESS)
        assert systemd.stdout.readline() == f'{unit}\n'
        server = stage.start_server('--port', str(home.port))
        see(app, 'email')
    server.stop()
    app.choose_menu_item('Use Another Beeper…')
    see(app, 'connect')
    app.find(re.compile('is not running|No Beeper found'))
    app.wait_gone('Start Beeper Server')    # there is no systemd now


@scene
def server_does_not_start_and_is_said(stage):
    """Systemd refuses; the server ends at once: both are said, and can be tried again."""
    home = Home(stage)
    app = home.start_vouch()
    for outcome in 'refuse', 'end':
        with stand_in('systemd.py', 'beeper-server.service', outcome) as systemd:
            app.click('Start Beeper Server')
            systemd.stdout.readline()   # the old answer has gone by then
            app.find(re.compile('Beeper Server could not be started.*\n.*journalctl --user -u '
                                'beeper-server.service'))
            assert not app.exists(PROGRESS), 'it still waits'
            app.find('Start Beeper Server', 'button', sensitive=True)
        app.wait_gone('Start Beeper Server')


@scene
def opened_beeper_wins_over_one_elsewhere(stage):
    """Who opens the one that is here is not sent back to the one that was left."""
    server = stage.start_server()
    home = Home(stage)
    home.install(NEVER_ANSWERS)
    app = home.start_vouch(BEEPER_BASE_URL='')
    see(app, 'connect')
    type_address(app, f'http://elsewhere.localhost:{server.port}')
    app.click('Connect Anyway')
    see(app, 'email')
    app.choose_menu_item('Use Another Beeper…')
    app.find('Beeper is running on another computer.')
    open_beeper(app)
    app.find('Beeper is starting. Vouch continues when it is ready.')
    before = server.read_log().count('GET /v1/info')
    wait_for(lambda: server.read_log().count('GET /v1/info') > before + 3, 'some more searches')
    app.find(PROGRESS)
    app.click('Connect')
    see(app, 'email')
    home.end()


@scene
def opened_when_ready_waits_for_nothing(stage):
    """There is nothing to wait for; a failure is said all the same."""
    home = Home(stage)
    program = home.install(NEVER_ANSWERS)
    _, app = stage.start_signed_in(state='ready', HOME=str(home.folder))
    see(app, 'ready')
    app.click('Open Beeper')
    home.end()
    assert not app.exists(PROGRESS), 'it waits for what has answered'
    program.write_text(FAILS)
    app.click('Open Beeper')
    app.find(re.compile('one more part of the system'))


if __name__ == '__main__':
    play()
