# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Actions of the user that many scenes need, by the words on screen."""
import gettext
import re

from driver import SCREENS_INSIDE
from stage import BUILD, CODE_EXISTING, CODE_NEW
from waiting import Overdue, wait_for

# The fixed title of each screen.
TITLES = {
    'welcome': 'Before You Start',
    'connect': 'Find Beeper',
    'email': 'Sign In to Beeper',
    'code': 'Check Your Email',
    'register': 'New to Beeper?',
    'preparing': 'Getting Beeper Ready',
    'verify': 'Confirm That It\'s You',
    'waiting': 'Look at Your Phone',
    'incoming': 'Let Another Device Read Your Messages?',
    'incoming-first': 'Did You Start This on Your Phone?',
    'show-code': 'Compare Emoji or Scan',
    'choose': 'Ready to Compare Emoji',
    'emoji': 'Compare the Emoji',
    'finishing': 'Now Confirm on Your Phone',
    'stopped': 'That Didn\'t Work Yet',
    'unsafe': 'This May Not Be Safe',
    'sync': 'Loading Your Messages',
    'ready': 'You\'re All Set',
    'practice-ready': 'Practice Finished',
    'authorize': 'Allow Vouch to Help',
    'scan': 'Scan the Other Device',
    'confirm-scan': 'Does Your Other Device Show a Check Mark?',
    'recovery': 'Enter Your Recovery Key',
    'reset': 'Create a New Recovery Key?',
    'first-key': 'Create Your Recovery Key',
    'save-key': 'Save Your Recovery Key',
}
TERMS = 'I agree to the Terms of Use and have read the Privacy Policy'
ADDRESS = 'Address of the other computer'
CONSENT = 'I understand that I will be signed out of my chat networks'
NEW_KEY = re.compile(r'^(\w{4}\s){11}\w{4}$')
CONNECTION_ERROR = 'Beeper is not answering. Trying again…'

WORDS = {}


def strip(text):
    """A message id as it is read: without context and mnemonic, which Japanese has as "(_S)"."""
    return re.sub(r'\(_[A-Z]\)|_', '', text.rpartition('\x04')[2], count=1)


def speak(language, folder=BUILD / 'po'):
    """From now on the program is expected to speak this language. Returns all that it can say."""
    path = folder / language / 'LC_MESSAGES' / 'vouch.mo'
    with open(path, 'rb') as file:
        catalog = gettext.GNUTranslations(file)._catalog  # the class has no way to list them
    WORDS.update((strip(key), strip(text)) for key, text in catalog.items()
                 if isinstance(key, str) and key and text)
    SCREENS_INSIDE.add(say('Pretend Phone'))
    return WORDS


def say(text):
    """A fixed text in the language that the program speaks."""
    return WORDS.get(text, text)


def see(app, step, seconds=20):
    """Waits for a screen."""
    return app.find(say(TITLES[step]), seconds=seconds)


def close_window(app):
    """The person closes it: the program goes on without it, or ends."""
    app.click('Close')
    wait_for(lambda: app.process.poll() is not None or not app.read().children,
             'the window to go')


def open_row(app, title, entry):
    """Opens the row in which something is entered. A page that is just laid out anew lets the click
    go beside it."""
    def look():
        return app.exists(say(entry), accept=lambda node: node.editable)

    def click():
        if not look():
            app.click_mouse(app.find(say(title), 'label'))
        try:
            wait_for(look, f'{title!r} to open', 2)
        except Overdue:
            return False
        return True

    wait_for(click, f'{entry!r} below {title!r}', 20)


def type_address(app, address, keys=('Return',)):
    """The address of a Beeper on another computer."""
    open_row(app, 'Beeper is on another computer', ADDRESS)
    app.type(address, into=say(ADDRESS), keys=keys)


def type_access_code(app, code, keys=('Return',)):
    """The other way where Beeper is signed in."""
    open_row(app, 'Use an access code instead', 'Access code')
    app.type(code, into=say('Access code'), keys=keys)


def ask_for_code(app, email='somebody@example.org'):
    """From the first screen to the one that wants the code."""
    see(app, 'email')
    app.type(email, into=say('Email address'))
    app.click(say('Send Code'))
    see(app, 'code')


def sign_in(app, code=CODE_EXISTING):
    """From the first screen until the account is known. Six digits submit by themselves."""
    ask_for_code(app)
    app.type(code, into=say('Sign-in code'))


def sign_in_and_see(app, step):
    """Signs in to the account that exists; it needs verifying."""
    sign_in(app)
    see(app, step)


def ask_to_register(app):
    """To the form of a new account."""
    sign_in(app, CODE_NEW)
    app.find_entry(say('Username'), seconds=20)


def fill_in_registration(app, username):
    """A name and the consent; the button is called as the server wants."""
    app.type(username, into=say('Username'))
    box = app.find(say(TERMS), 'check')
    if not box.checked:
        app.click_node(box)


def read_new_key(app):
    """The key, in one line: shown, read, and hidden again."""
    app.click(say('Show Key'))
    key = app.find(NEW_KEY, 'label').name.replace('\n', ' ')
    app.click(say('Hide Key'))
    app.wait_gone(NEW_KEY, 'label')
    return key


def make_key(app):
    """From the page that warns to the new key, which is returned."""
    see(app, 'reset')
    app.click(say(CONSENT), 'check')
    app.click(say('Create New Key'))
    see(app, 'save-key')
    return read_new_key(app)


def choose_managing(app, what):
    """One of the things on the last page that are not everyday."""
    app.click(say('Manage'))
    app.click(say(what))


def use_picture(app, button):
    """Instead of the camera."""
    if not app.exists(say(button), 'button'):
        app.click(say('No camera? Use a picture'))
    app.click(say(button))


def choose_file(app, title, button, path):
    """In the window for files of this title, by keyboard: one that is there, or a new one."""
    chooser = app.find_file_chooser(title)
    chooser.activate(title)     # a desktop may think that another program's window is in the way
    chooser.press('ctrl+l', 'ctrl+a')
    chooser.type(str(path))
    chooser.click(button, 'button')
    wait_for(lambda: not chooser.exists(title), f'{title!r} to close')


def type_end(app, key):
    """Proves that it is written down."""
    app.type(key[-4:], into=say('Last four characters'))
    app.click(say('Finish'))


def ask_phone(app):
    """To the screen that waits for the other device."""
    see(app, 'verify')
    app.click(say('Use My Phone'))
    see(app, 'waiting')


def choose_emoji(app):
    """Once the other device has accepted: with a code on screen, or a plain choice."""
    app.click(say('Compare Emoji'), seconds=20)
    see(app, 'emoji')
    app.find(say('They Match'), 'button', seconds=20)


def reach_emoji(app, server):
    """From the verify screen to the emoji, with the phone's help."""
    ask_phone(app)
    server.press('accept')
    choose_emoji(app)


def confirm_on_both(app, server):
    """From the emoji to the end."""
    app.click(say('They Match'))
    see(app, 'finishing')
    server.press('match')
    see(app, 'ready', seconds=30)
