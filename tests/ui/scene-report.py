#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Problem reports. Neither they nor the log nor the output of the program contain secrets."""
import re
import sys
from urllib.parse import parse_qs, urlsplit

from acts import (CONNECTION_ERROR, ask_for_code, ask_phone, choose_emoji, choose_managing,
                  confirm_on_both, make_key, see)
from clipboard import read_clipboard
from leaks import read_token, search
from stage import play, scene
from waiting import wait_for

ADDRESS = 'quiet.otter@hidden-mail.example'
CODE = '739164'
WRONG_CODE = '000000'
OLDER_KEY = 'EsU2 Sjn7 d89a yZRX cVMH xunH th2u Bpo5 w1hh 6E1d vSHw zXhn'
GAPS = (' ', '\u2005')   # as a key is written, and as the entry shows it
HOST = 'hidden-host.localhost'
BROWSER = """import os, sys, urllib.request
target, url = sys.argv[1:]
with urllib.request.urlopen(url) as page, open(target + '.part', 'wb') as file:
    file.write(page.geturl().encode() + b'\\n' + page.read())
os.rename(target + '.part', target)
"""
LAUNCHER = """[Desktop Entry]
Type=Application
Name=Browser
Exec={python} {script} {page} %u
MimeType=x-scheme-handler/http;
"""
DEFAULTS = """[Default Applications]
x-scheme-handler/http=browser.desktop
"""


def copy_report(app, step, wanted=''):
    """Takes it from the menu, once it is about this step and holds what is wanted."""
    def look():
        text = read_clipboard() or ''
        return text if f'\nStep: {step}' in text and wanted in text else None

    app.choose_menu_item('Copy Problem Report')
    return wait_for(look, f'the report about {step}')


def spell_key(key):
    """A recovery key, its compact form, and its groups in pairs: shorter ones occur by chance."""
    groups = key.split()
    pairs = zip(groups, groups[1:])
    return [' '.join(groups), ''.join(groups), *(gap.join(pair) for pair in pairs for gap in GAPS)]


def list_secrets(server, token):
    """What may be found nowhere, of what is known once the program is signed in."""
    matrix = server.ask('GET', '/v1/app/setup', token=token)[1]['matrix']
    return [ADDRESS, ADDRESS.partition('@')[0], CODE, WRONG_CODE, HOST, token,
            matrix['userID'], matrix['deviceID'], *spell_key(OLDER_KEY)]


def list_verification_secrets(server):
    """What both devices show; numbers in pairs, since single ones occur by chance."""
    phone = server.read_phone()
    first, second, third = re.findall(r'\d{4}', phone['decimals'])
    return [*phone['emojis'].replace('\ufe0f', '').split(),
            *(f'{one}{gap}{other}' for one, other in ((first, second), (second, third))
              for gap in (' ', '-', ', '))]


def try_older_key(app):
    """One that Beeper does not take; then back."""
    see(app, 'verify')
    app.click('Use Recovery Key')
    see(app, 'recovery')
    app.set_text('Recovery key', OLDER_KEY)
    app.click('Unlock')
    wait_for(lambda: app.find_entry('Recovery key').invalid, 'the key to be marked')


def install_browser(stage):
    """What opens links in this scene's home. It writes down the page that it ends at."""
    script = stage.home / 'browser.py'
    launchers = stage.home / 'data' / 'applications'
    launchers.mkdir(parents=True)
    script.write_text(BROWSER, encoding='utf-8')
    (launchers / 'browser.desktop').write_text(
        LAUNCHER.format(python=sys.executable, script=script, page=stage.home / 'page'),
        encoding='utf-8')
    (stage.home / 'config' / 'mimeapps.list').write_text(DEFAULTS, encoding='utf-8')
    return stage.home / 'page'


@scene
def logs_and_report_have_no_secrets(stage):
    """The whole way at full debug level, by a host name; then everything that was written of it."""
    server = stage.start_server('--code-existing', CODE)
    origin = f'http://{HOST}:{server.port}'
    app = stage.start_vouch(BEEPER_BASE_URL=origin, G_MESSAGES_DEBUG='all')
    app.click('Connect Anyway')
    ask_for_code(app, ADDRESS)
    app.type(WRONG_CODE, into='Sign-in code')
    wait_for(lambda: app.find_entry('Sign-in code').invalid, 'the code to be marked')
    reports = [copy_report(app, 'code')]
    app.type(CODE, into='Sign-in code')
    try_older_key(app)
    reports.append(copy_report(app, 'recovery'))
    app.click('Back')

    ask_phone(app)
    server.press('accept')
    see(app, 'show-code')
    secrets = [server.control('state')['computer']['code']]
    reports.append(copy_report(app, 'show-code'))
    choose_emoji(app)
    secrets += list_verification_secrets(server)
    reports.append(copy_report(app, 'emoji'))
    confirm_on_both(app, server)

    choose_managing(app, 'Create a New Recovery Key')
    secrets += spell_key(make_key(app))
    reports.append(copy_report(app, 'save-key'))
    secrets += list_secrets(server, read_token(origin))
    server.stop()
    app.find(CONNECTION_ERROR, seconds=30)
    reports.append(copy_report(app, 'save-key', 'Connection error: '))
    written = (stage.folder / 'vouch-0.log').read_text(encoding='utf-8')
    assert ' vouch-setup-DEBUG' in written, 'nothing was logged'
    assert len(set(secrets)) > 40 and min(map(len, secrets)) > 0, f'these are too few: {secrets}'
    # GIO names the host of a connection that fails; to the one who has asked for GIO's messages.
    search('the log', written, [secret for secret in secrets if secret != HOST])
    search('our log', '\n'.join(re.findall(r'.* vouch.*', written)), secrets)
    for report in reports:
        search('a report', report, secrets)


@scene
def browser_access_leaves_no_secrets(stage):
    """Neither what went there and back, nor the token that came of it."""
    page = install_browser(stage)
    server = stage.start_server('--state', 'needs-verification')
    app = stage.start_vouch(server=server, G_MESSAGES_DEBUG='all')
    see(app, 'authorize')
    app.click('Allow in Browser')
    see(app, 'verify')
    wait_for(page.exists, 'the page that the browser ends at')
    url, _, text = page.read_text(encoding='utf-8').partition('\n')
    assert 'You can close this tab' in text, f'the page says {text}'
    query = parse_qs(urlsplit(url).query)
    secrets = [read_token(server.base_url), query['code'][0], query['state'][0]]
    search('the report', copy_report(app, 'verify'), secrets)
    search('the log', (stage.folder / 'vouch-0.log').read_text(encoding='utf-8'), secrets)


if __name__ == '__main__':
    play()
