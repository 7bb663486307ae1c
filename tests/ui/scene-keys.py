#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recovery keys as they are typed, pasted, hidden, saved and closed upon."""
import re
import stat

from acts import (CONSENT, NEW_KEY, choose_file, choose_managing, make_key, read_new_key, see,
                  type_end)
from between import Between
from clipboard import read_clipboard
from driver import run_tool
from memory import search_memory
from stage import TOKEN, play, scene
from waiting import wait_for

KEY = 'EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d'
SHOWN = KEY.replace(' ', '\u2005')     # as the entry puts it in groups
ENTER = 'Enter Your Recovery Key'
SAVE = 'Save Your Recovery Key'
WITHOUT = 'Go On Without This Key'


def open_entry(app):
    """From the verify screen to the entry."""
    see(app, 'verify')
    app.click('Use Recovery Key')
    app.find(ENTER)
    app.focus(app.find_entry('Recovery key'))


def peek(app):
    """Shows what is in the entry, and returns it."""
    entry = app.find_entry('Recovery key')
    app.press('Tab')
    wait_for(lambda: entry.hidden, 'the key to be hidden', 3)
    app.press('space')
    wait_for(lambda: not entry.hidden, 'the key to be shown', 3)
    return entry.text


def create_key(app):
    """From the verify screen over the consent to the new key."""
    see(app, 'verify')
    app.click("I Don't Have Either")
    return make_key(app)


def save_key(stage, app):
    """Into a new file, whose path is returned."""
    path = stage.home / 'kept.txt'
    app.click('Save…')
    choose_file(app, 'Save Recovery Key', 'Save', path)
    wait_for(path.exists, 'the file')    # there is none before it is whole
    return path


def finish(app, key):
    """The key counts."""
    type_end(app, key)
    app.wait_gone(SAVE)


@scene
def typo_is_coached_and_can_be_sent(stage):
    """The coach sees it, and Beeper is asked all the same; the end put right, it opens."""
    server, app = stage.start_signed_in()
    open_entry(app)
    app.type(KEY[:-1])
    app.find(re.compile('47 of 48 characters'))
    app.type('e')
    app.find(re.compile('One character is wrong'))
    app.click('Unlock')
    app.find(re.compile('That is not a recovery key'))
    assert server.read_log().count('/recovery-key 4') == 1, server.read_log()
    app.press('End', 'BackSpace')
    app.type('d')
    app.find(re.compile('Complete. Press'))
    app.click('Unlock')
    app.wait_gone(ENTER)
    assert server.read_log().count('/recovery-key 200') == 1, server.read_log()


@scene
def typed_key_is_grouped(stage):
    """Typed without spaces, corrected in the middle; a passphrase stays as it is."""
    _, app = stage.start_signed_in()
    open_entry(app)
    app.type('EsTcLW2KPG')
    app.press('Home', 'Right', 'Right', 'Right')
    app.type('xy')
    app.press('BackSpace', 'Delete', 'End', 'BackSpace', 'BackSpace', 'BackSpace')
    assert peek(app) == 'EsTx\u2005LW2', 'the cursor got lost'
    app.set_text('Recovery key', 'correct horse battery')


@scene
def pasted_key_is_found_in_its_text(stage):
    """What people paste: words, quotes, dashes, line breaks."""
    _, app = stage.start_signed_in()
    open_entry(app)
    entry = app.find_entry('Recovery key')
    app.insert(entry, 'Recovery key:\n “' + KEY.replace(' ', '-', 3).replace(' ', '\n', 3) + '”\n')
    app.find(re.compile('Complete. Press'))
    assert peek(app) == SHOWN


@scene
def phrases_go_out_as_typed(stage):
    """Also those that begin like a key, and what is almost one."""
    between = Between(stage.start_server('--state', 'needs-verification', '--token', TOKEN))
    app = stage.start_vouch(BEEPER_BASE_URL=between.base_url, BEEPER_ACCESS_TOKEN=TOKEN)
    open_entry(app)
    phrases = ['Esta es mi clave secreta', 'EsTonia', "EsTo ist 'kein' Key", 'EsTcLW2KPG',
               KEY[:-1], KEY[:-1] + 'e', 'zu\u00a0hause - \u201aan der\u2018 Spree']
    for count, phrase in enumerate(phrases, 1):
        app.set_text('Recovery key', '')
        if phrase.isascii():
            app.type(phrase, into='Recovery key')
        else:
            app.set_text('Recovery key', phrase)
        app.click('Unlock')
        wait_for(lambda: len(between.heard('/recovery-key', 'recoveryKey')) == count,  # pylint: disable=cell-var-from-loop
                 'the key to be sent')
        app.find(re.compile('That is not a recovery key'))
    heard = between.heard('/recovery-key', 'recoveryKey')
    assert heard == phrases, heard


@scene
def picture_of_the_sheet_is_read(stage):
    """Read by the same reader as any code; another code is told to be none."""
    _, app = stage.start_signed_in()
    open_entry(app)
    picture = stage.home / 'sheet.png'
    run_tool('qrencode', '-8', '-o', str(picture), KEY)
    app.click('Open File…')
    choose_file(app, 'Open Recovery Key', 'Open', picture)
    app.find(re.compile('Complete. Press'))
    app.wait_for_keyboard()
    entry = app.find_entry('Recovery key')
    assert entry.hidden, 'it is shown, and she has not typed it'
    app.click('Scan a Printed Key')
    app.find('Turn On Camera', 'button')
    app.press('Escape')
    app.wait_gone('Turn On Camera', 'button')


@scene
def entered_key_hides_when_she_looks_away(stage):
    """Whether it was typed or shown by the button. It stays so until she types on."""
    _, app = stage.start_signed_in()
    other = stage.start_vouch('--practice')
    see(other, 'email')
    app.activate()
    open_entry(app)
    app.type(KEY[:17])
    entry = app.find_entry('Recovery key')
    wait_for(lambda: entry.text == KEY[:17], 'the key to be read while it is typed')
    other.activate()
    wait_for(lambda: entry.hidden, 'the key to be hidden')
    app.activate()
    app.wait_for_keyboard()
    assert entry.hidden, 'it is shown by coming back'
    app.type(KEY[17:])
    wait_for(lambda: entry.text == SHOWN, 'the key to be read again')
    assert peek(app) == SHOWN
    other.activate()
    wait_for(lambda: entry.hidden, 'the shown key to be hidden')


@scene
def entered_key_leaves_no_trace(stage):
    """Neither the entered key, seen or unseen, nor a word of it in the log."""
    server = stage.start_server('--state', 'needs-verification', '--token', TOKEN)
    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN, G_MESSAGES_DEBUG='all')
    open_entry(app)
    app.type(KEY)
    app.find(re.compile('Complete. Press'))
    assert app.find_entry('Recovery key').text == SHOWN, 'it is hidden while it is typed'
    assert peek(app) == SHOWN
    assert search_memory(app.process_id, SHOWN[5:30].encode()) > 0, 'the search itself fails'
    app.click('Unlock')
    app.wait_gone(ENTER)
    for key in (SHOWN, KEY.replace(' ', '')):
        wait_for(lambda: search_memory(app.process_id, key[5:30].encode()) == 0,  # pylint: disable=cell-var-from-loop
                 'the key to leave the memory', 10)
    log = (stage.folder / 'vouch-0.log').read_text(encoding='utf-8', errors='replace')
    assert KEY[5:14] not in log and KEY.replace(' ', '')[4:12] not in log, 'the key is in the log'


@scene
def new_key_needs_consent(stage):
    """Nothing is asked of Beeper before; the file is for its owner only."""
    server, app = stage.start_signed_in()
    see(app, 'verify')
    app.click("I Don't Have Either")
    app.find('Create a New Recovery Key?')
    assert not app.find('Create New Key', 'button').sensitive, 'no consent, and yet a button'
    assert '/reset' not in server.read_log()
    app.click(CONSENT, 'check')
    app.click('Create New Key')
    app.find(SAVE, seconds=20)
    key = read_new_key(app)

    path = save_key(stage, app)
    assert key[:19] in path.read_text(encoding='utf-8'), 'the key is not in the file'
    assert stat.S_IMODE(path.stat().st_mode) == 0o600, oct(path.stat().st_mode)

    assert not app.find('Finish', 'button').sensitive
    finish(app, key)
    assert '/reset/confirm 200' in server.read_log(), server.read_log()
    wait_for(lambda: search_memory(app.process_id, key[20:39].encode()) == 0,
             'the key to leave the memory', 10)


def find_key(app, key):
    """Where a screen reader comes across any part of the key, in whatever form."""
    groups = key.split()
    return [node for node in app.read().walk() for text in (node.name, node.description, node.text)
            if any(group in text for group in groups)]


@scene
def new_key_is_hidden_until_shown(stage):
    """Neither seen nor read out before the click, nor after the next one; it can be kept without being
    shown. A page that comes again hides it again."""
    server = stage.start_server('--state', 'needs-verification', '--token', TOKEN)
    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN)
    see(app, 'verify')
    app.click("I Don't Have Either")
    see(app, 'reset')
    app.click(CONSENT, 'check')
    app.click('Create New Key')
    see(app, 'save-key')
    app.find('The recovery key is hidden', 'label')
    app.click('Copy')
    app.find(re.compile('^Copied'))
    key = read_clipboard()
    assert re.fullmatch(r'(\w{4} ){11}\w{4}', key), key
    path = save_key(stage, app)
    assert key[:19] in path.read_text(encoding='utf-8'), 'the key is not in the file'
    assert not find_key(app, key), 'it can be read before it is shown'

    app.press_until('Show Key')
    app.press('space', on='Show Key')
    app.find(NEW_KEY, 'label')
    assert find_key(app, key), 'the search itself fails'
    assert app.find('Hide Key', 'button').name == 'Hide Key', 'it is read out twice'
    assert app.find('Hide Key', 'button').focused, 'the focus was lost'
    assert not app.exists('The recovery key is hidden'), 'what is shown is called hidden'
    app.press('space')
    app.find('The recovery key is hidden', 'label')
    assert not find_key(app, key), 'it can be read after it was hidden'
    assert app.find('Show Key', 'button').name == 'Show Key', 'it is read out twice'

    app.click('Show Key')
    app.find(NEW_KEY, 'label')
    app.kill()
    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN)
    see(app, 'save-key')
    app.find('The recovery key is hidden', 'label')
    assert not find_key(app, key), 'it is shown at once after a restart'
    finish(app, key)


@scene
def key_of_another_form_is_kept_to_the_letter(stage):
    """A key that is not of the usual form is shown, copied and saved as Beeper gave it."""
    for key in ('ab12-cd34-ef56-gh78', "tulip 'n' rose-9#Kd=2mQ", '<b>&amp; %s</b> ' + 'x' * 60):
        def change(path, reply, key=key):
            if path.endswith('/reset'):
                reply['recoveryKey'] = key

        between = Between(stage.start_server('--state', 'ready', '--token', TOKEN), change)
        app = stage.start_vouch(BEEPER_BASE_URL=between.base_url, BEEPER_ACCESS_TOKEN=TOKEN)
        choose_managing(app, 'Create a New Recovery Key')
        app.find('Create a New Recovery Key?')
        app.click(CONSENT, 'check')
        app.click('Create New Key')
        app.find(SAVE, seconds=20)
        app.click('Show Key')
        app.find(key, 'label')
        app.click('Copy')
        app.find(re.compile('^Copied'))
        assert read_clipboard() == key
        path = save_key(stage, app)
        assert f'\n\n{key}\n\n' in path.read_text(encoding='utf-8')
        path.unlink()
        type_end(app, key)
        wait_for(lambda: between.heard('/confirm', 'recoveryKey') == [key],  # pylint: disable=cell-var-from-loop
                 'the key to be confirmed to the letter')
        app.quit()


@scene
def refused_key_can_be_left(stage):
    """Where Beeper does not confirm the key there is a way on, and it asks."""
    server, app = stage.start_signed_in()
    key = create_key(app)
    server.control('fault', {'fault': 'POST */confirm=status:409*ever'})
    assert not app.exists(WITHOUT, 'button'), 'offered before Beeper was asked'
    type_end(app, key)
    app.find(re.compile('^Beeper did not accept this key'))
    app.click(WITHOUT)
    app.find('Go On Without This Key?')
    app.press('Escape')
    app.wait_gone('Go On Without This Key?')
    app.find(SAVE)
    app.click(WITHOUT)
    app.click('Go On Without It')
    see(app, 'verify')
    app.quit()

    app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN)
    see(app, 'verify')
    server.control('fault/clear')
    finish(app, create_key(app))


@scene
def closing_with_an_unsaved_key_asks(stage):
    """And stays, unless one insists."""
    _, app = stage.start_signed_in()
    create_key(app)
    app.press('alt+F4')
    app.find('Close Before the Key Is Saved?')
    app.press('Escape')
    app.wait_gone('Close Before the Key Is Saved?')
    app.find(SAVE)
    app.press('alt+F4')
    app.click('Close Anyway')
    wait_for(lambda: app.process.poll() is not None, 'the program to end')


if __name__ == '__main__':
    play()
