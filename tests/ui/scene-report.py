#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Problem reports, and what nobody may find in them, in the log or in what the program prints."""
import re

import gi

gi.require_version('Secret', '1')

from gi.repository import Secret  # pylint: disable=wrong-import-position

from acts import TITLES, ask_for_code, ask_phone, choose_emoji, confirm_on_both, see
from clipboard import read_clipboard
from stage import play, scene
from waiting import wait_for

TITLES.update({
    'recovery': 'Enter Your Recovery Key',
    'reset': 'Create a New Recovery Key?',
    'save-key': 'Save Your Recovery Key',
})
ADDRESS = 'quiet.otter@hidden-mail.example'
CODE = '739164'
WRONG_CODE = '000000'
OLDER_KEY = 'EsU2 Sjn7 d89a yZRX cVMH xunH th2u Bpo5 w1hh 6E1d vSHw zXhn'
CONSENT = 'I understand that I will be signed out of my chat networks'
HOST = 'hidden-host.localhost'
WHOLE_KEY = re.compile(r'^(\w{4}\s){11}\w{4}$')


def copy_report(app, step):
    """Takes it from the menu, once it is about this step."""
    def look():
        text = read_clipboard() or ''
        return text if f'\nStep: {step}' in text else None

    app.choose_menu_item('Copy Problem Report')
    return wait_for(look, f'the report about {step}')


def read_token():
    """What the program has put into the keyring."""
    items = Secret.password_search_sync(
        None, {'kind': 'access-token'}, Secret.SearchFlags.ALL | Secret.SearchFlags.LOAD_SECRETS)
    assert len(items) == 1, f'{len(items)} tokens are in the keyring'
    return items[0].retrieve_secret_sync().get_text()


def spell_key(key):
    """A recovery key, its compact form, and its groups in pairs: shorter ones occur by chance."""
    groups = key.split()
    return [' '.join(groups), ''.join(groups), *(' '.join(groups[i:i + 2]) for i in range(len(groups) - 1))]


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


def search(where, text, secrets):
    """Fails with the lines of a text that give a secret away."""
    found = [line for line in text.split('\n') if any(secret in line for secret in secrets)]
    assert not found, f'{where} gives away: {found}'


def try_older_key(app):
    """One that Beeper does not take; then back."""
    see(app, 'verify')
    app.click('Use Recovery Key')
    see(app, 'recovery')
    app.set_text('Recovery key', OLDER_KEY)
    app.click('Unlock')
    wait_for(lambda: app.find_entry('Recovery key').invalid, 'the key to be marked')


def make_key(app):
    """A new key; it is on screen."""
    app.click('Create a New Recovery Key')
    see(app, 'reset')
    app.click_node(app.find(CONSENT, 'check'))
    app.click('Create New Key')
    see(app, 'save-key')
    return app.find(accept=lambda node: WHOLE_KEY.match(node.name)).name


@scene
def nothing_is_given_away(stage):
    """The whole way at full debug level, by a host name; then everything that was written of it."""
    server = stage.start_server('--code-existing', CODE)
    app = stage.start_vouch(BEEPER_BASE_URL=f'http://{HOST}:{server.port}', G_MESSAGES_DEBUG='all')
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
    secrets = [server.control('GET', 'state')['computer']['code']]
    reports.append(copy_report(app, 'show-code'))
    choose_emoji(app)
    secrets += list_verification_secrets(server)
    reports.append(copy_report(app, 'emoji'))
    confirm_on_both(app, server)

    secrets += spell_key(make_key(app))
    reports.append(copy_report(app, 'save-key'))
    secrets += list_secrets(server, read_token())
    written = (stage.folder / 'vouch-0.log').read_text(encoding='utf-8')
    assert 'vouch-setup-DEBUG' in written, 'nothing was logged'
    assert len(set(secrets)) > 40 and min(map(len, secrets)) > 0, f'these are too few: {secrets}'
    search('the log', written, secrets)
    for report in reports:
        search('a report', report, secrets)


if __name__ == '__main__':
    play()
