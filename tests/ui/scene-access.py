#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Beeper that is signed in already: access in the browser, by token, and given up again. And one
elsewhere that cannot prove who it is."""
import re
import signal
import sys
from pathlib import Path

from acts import see, type_access_code, type_address
from driver import STILL
from leaks import read_token
from memory import search_memory
from stage import FAKE_CLOCK, TOKEN, play, scene
from waiting import wait_for

HERE = Path(__file__).resolve().parent
CERTIFICATES = HERE.parent / 'data' / 'tls'
NARROW = (360, 600)
WIDE = (520, 720)
READ_ONLY_TOKEN = 'a-token-that-may-only-read-4b1d'
ONLY_LOOK = re.compile('^This access code lets Vouch look at Beeper, but not change anything')
WRONG_TOKEN = 'f3b1-not-a-token-that-counts-9c2e'
BROWSER = """[Desktop Entry]
Type=Application
Name=Browser
Exec={python} -c "import sys, urllib.request; urllib.request.urlopen(sys.argv[1])" %u
MimeType=x-scheme-handler/http;
"""


# One that asks again as long as the page only waits for Beeper's own window.
PATIENT = (
    "import sys, time, urllib.request\n"
    "while '/oauth/' in urllib.request.urlopen(sys.argv[1]).url:\n"
    "    time.sleep(0.1)\n")


def install_browser(stage, script=None):
    """One whose person says yes at once."""
    folder = stage.home / 'data' / 'applications'
    folder.mkdir(parents=True)
    text = BROWSER.format(python=sys.executable)
    if script is not None:
        (stage.home / 'browser.py').write_text(script)
        text = text.replace(text[text.index('-c "'):text.index(' %u')],
                            str(stage.home / 'browser.py'))
    (folder / 'browser.desktop').write_text(text)
    (stage.home / 'config' / 'mimeapps.list').write_text(
        '[Default Applications]\nx-scheme-handler/http=browser.desktop\n')


@scene
def user_allows_in_the_browser_and_is_ready(stage):
    """A click, and all goes on by itself."""
    install_browser(stage)
    app = stage.start_vouch(server=stage.start_server('--state', 'ready'))
    see(app, 'authorize')
    app.click('Allow in Browser')
    see(app, 'ready')


@scene
def browser_page_waits_and_window_of_beeper_asks(stage):
    """The page in the browser only waits: Beeper's own window asks, and the page here says so."""
    install_browser(stage, PATIENT)
    server = stage.start_server('--state', 'ready', '--consent', 'window')
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    app.click('Allow in Browser')
    app.find("Waiting for your answer to Beeper's question", 'label')
    app.find(re.compile('its own window, choose Approve'))
    app.find('Show Beeper', 'button')
    wait_for(lambda: server.control('state')['computer']['asks'], 'the window to ask')
    app.take_picture(stage.folder / 'asking.png', 'Vouch')
    server.control('window/decline')
    app.find(re.compile('^Access was not allowed'))
    app.click('Allow in Browser')
    wait_for(lambda: server.control('state')['computer']['asks'], 'the window to ask')
    server.control('window/approve')
    see(app, 'ready')


@scene
def server_has_no_window_and_only_a_code_is_offered(stage):
    """Nothing could be answered there: only a code is offered, with where to find one."""
    server = stage.start_server('--product', 'server', '--state', 'ready', '--token', TOKEN,
                                '--consent', 'window')
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    app.find(re.compile('^This is Beeper Server. It has no window'))
    app.find(re.compile('~/.beeper/targets'))
    assert not app.exists('Allow in Browser'), 'it cannot ask, and that is offered'
    app.take_picture(stage.folder / 'server.png', 'Vouch')
    type_access_code(app, TOKEN)
    see(app, 'ready')


@scene
def read_only_token_stays_and_is_explained(stage):
    """It stays, and one sentence says what is missing: nothing goes round in a circle."""
    server = stage.start_server('--state', 'needs-verification', '--without-introspection',
                                '--read-only-token', READ_ONLY_TOKEN, '--token', TOKEN)
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    type_access_code(app, READ_ONLY_TOKEN)
    for count in (1, 2):
        see(app, 'verify')
        app.click('Use My Phone')
        app.find(ONLY_LOOK)
        wait_for(lambda count=count: server.read_log().count('verifications 401') == count,
                 'the answer to the verb')
        see(app, 'verify')
    app.take_picture(stage.folder / 'read-only.png', 'Vouch')
    app.click('Use Another Access Code')
    see(app, 'authorize')
    app.click('Back')
    see(app, 'verify')
    app.click('Use My Phone')
    app.find(ONLY_LOOK)
    app.click('Use Another Access Code')
    see(app, 'authorize')
    type_access_code(app, WRONG_TOKEN)
    app.find(re.compile('That access code did not work'))
    type_access_code(app, TOKEN)
    see(app, 'verify')
    app.click('Use My Phone')
    see(app, 'waiting')


@scene
def read_only_token_is_told_before_use(stage):
    """Where Beeper tells what a code may do, Use Access Code says it at once."""
    server = stage.start_server('--state', 'ready', '--read-only-token', READ_ONLY_TOKEN,
                                '--token', TOKEN)
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    type_access_code(app, READ_ONLY_TOKEN)
    app.find(ONLY_LOOK)
    app.take_picture(stage.folder / 'asked.png', 'Vouch')
    assert 'bearer' not in server.read_log(), 'the code was used all the same'
    type_access_code(app, TOKEN)
    see(app, 'ready')


@scene
def browser_not_offered_and_token_is_a_way(stage):
    """One true sentence, and the token is still a way."""
    server = stage.start_server('--state', 'ready', '--token', TOKEN,
                                '--fault', '/oauth/*=status:404*ever')
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    app.click('Allow in Browser')
    app.find(re.compile('cannot ask in the browser'))
    type_access_code(app, TOKEN)
    see(app, 'ready')


@scene
def browser_refuses_or_is_silent_and_next_try_works(stage):
    """One true sentence each time, and the next try may go well. In the middle of the second one the
    computer sleeps for longer than the browser has."""
    install_browser(stage)
    server = stage.start_server('--state', 'ready')
    app = stage.start_vouch(server=server, LD_PRELOAD=str(FAKE_CLOCK), FAKE_CLOCK_SLEEP='610')
    see(app, 'authorize')
    server.set(consent='refused')
    app.click('Allow in Browser')
    app.find(re.compile('^Access was not allowed'))
    server.set(consent='forged')
    app.click('Allow in Browser')
    app.find(re.compile('^Time left'))
    assert not app.exists(re.compile('^Access was not allowed')), 'the last answer stands still'
    app.process.send_signal(signal.SIGUSR1)
    app.find(re.compile('^No answer came in time'))
    assert not app.exists(re.compile('^Time left')), 'time still runs'
    server.set(consent='given')
    app.click('Allow in Browser')
    see(app, 'ready')


@scene
def beeper_names_no_page_and_none_is_opened(stage):
    """No page was opened yet, so the text does not say that Beeper asks."""
    server = stage.start_server('--state', 'ready', '--fault', 'POST /oauth/register=hang*ever')
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    app.click('Allow in Browser')
    app.find('Asking Beeper which page to open in your browser…')
    assert not app.exists(re.compile('opens in your browser')), 'nothing opens'
    assert not app.exists('Show Beeper', 'button'), 'there is no question to show'
    app.click('Cancel')
    app.find('Allow in Browser', 'button')


@scene
def browser_never_opens_and_time_is_counted_down(stage):
    """The time left is shown. Without a browser the user can choose another way."""
    app = stage.start_vouch(server=stage.start_server('--state', 'ready', '--token', TOKEN))
    see(app, 'authorize')
    app.click('Allow in Browser')
    app.find(re.compile(r'^Time left: \W*(10:00|9:5\d)'))
    app.click('Cancel')
    app.find('Allow in Browser', 'button')
    assert not app.exists(re.compile('^Time left')), 'time still runs'
    type_access_code(app, TOKEN)
    see(app, 'ready')


@scene
def wrong_token_is_refused_and_right_one_counts_until_forgotten(stage):
    """A wrong token is refused in words; a right one counts until it is forgotten."""
    server = stage.start_server('--state', 'ready', '--token', TOKEN)
    app = stage.start_vouch(server=server)
    see(app, 'authorize')
    type_access_code(app, '')
    app.find(re.compile('Paste the access code first'))
    type_access_code(app, 'another-token')
    app.find(re.compile('That access code did not work'))
    type_access_code(app, TOKEN)
    see(app, 'ready')

    app.choose_menu_item("Remove Vouch's Permission")
    app.click('Remove', 'button')
    see(app, 'authorize')
    wait_for(lambda: server.ask('GET', '/v1/app/setup', token=TOKEN)[0] == 401,
             'the token to be withdrawn')
    assert not read_token(server.base_url), 'the token is in the keyring still'


@scene
def hidden_token_leaves_no_trace(stage):
    """Hidden, it is bullets for a screen reader, too; used, it leaves neither memory nor log of it."""
    server = stage.start_server('--state', 'ready', '--token', TOKEN)
    app = stage.start_vouch(server=server, G_MESSAGES_DEBUG='all')
    see(app, 'authorize')
    type_access_code(app, WRONG_TOKEN, keys=())
    entry = app.find_entry('Access code')
    assert entry.hidden, 'hidden, and yet it can be read'
    app.press('Tab', 'space')
    wait_for(lambda: entry.text == WRONG_TOKEN, 'the token to be shown', 3)
    assert search_memory(app.process_id, WRONG_TOKEN.encode()) > 0, 'the search itself fails'
    app.click('Use Access Code')
    app.find(re.compile('That access code did not work'))
    type_access_code(app, TOKEN)
    see(app, 'ready')
    wait_for(lambda: search_memory(app.process_id, WRONG_TOKEN.encode()) == 0,
             'the token to leave the memory')
    log = (stage.folder / 'vouch-0.log').read_text(encoding='utf-8', errors='replace')
    assert WRONG_TOKEN not in log and TOKEN not in log, 'a token is in the log'


@scene
def unproven_certificate_is_asked_about_once(stage):
    """The certificate is a question once; then it is remembered."""
    server = stage.start_server('--tls', str(CERTIFICATES / 'one.pem'))
    address = server.base_url
    app = stage.start_vouch()
    see(app, 'connect')
    type_address(app, address)
    app.find('Connect to a Computer That Vouch Cannot Check?')
    app.click('Fingerprint Matches', 'button')
    see(app, 'email')
    app.quit()
    see(stage.start_vouch(), 'email')


def wait_for_no(app, narrow):
    """Until Enter means no, in a question in such a window, or in one of its own that is smaller, and
    goes on to mean it."""
    same = 0

    def look():
        nonlocal same
        focused = app.get_focused()
        right = (focused is not None and focused.name == 'Cancel'
                 and (focused.window.extents[2] <= NARROW[0]) == narrow)
        same = same + 1 if right else 0
        return same > STILL

    wait_for(look, 'the focus on the safe answer')


@scene
def question_in_a_narrow_window_is_answered_no_by_enter(stage):
    """There the answers stand one above the other, and Enter still answers no."""
    server = stage.start_server('--tls', str(CERTIFICATES / 'one.pem'))
    address = server.base_url
    app = stage.start_vouch()
    see(app, 'connect')
    for first, then in ((NARROW, NARROW), (WIDE, NARROW), (NARROW, WIDE)):
        app.resize(*first)
        type_address(app, address)
        app.find('Connect to a Computer That Vouch Cannot Check?')
        wait_for_no(app, first == NARROW)
        app.resize(*then, 'Vouch')
        wait_for_no(app, then == NARROW)
        app.press('Return', on='Cancel')
        app.wait_gone('Connect to a Computer That Vouch Cannot Check?')
        see(app, 'connect')


if __name__ == '__main__':
    play()
