#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Signing in, comparing emoji and saving a key where case, digits, direction or letters are others.

What the program says is looked up in its own translations.
"""
import re
from pathlib import Path

from acts import (ask_for_code, ask_phone, choose_emoji, choose_file, choose_managing,
                  confirm_on_both, make_key, say, see, speak, type_end)
from stage import CODE_EXISTING, play, scene
from waiting import wait_for

MODEL = Path(__file__).resolve().parent.parent.parent / 'src' / 'model'
ARABIC = '٠١٢٣٤٥٦٧٨٩'
PERSIAN = '۰۱۲۳۴۵۶۷۸۹'
FULL_WIDTH = '０１２３４５６７８９'


def write_digits(text, digits):
    """As a keyboard with other digits writes it."""
    return text.translate(str.maketrans('0123456789', digits))


def read_emoji_words(language):
    """The names of the 64 emoji in the specification of Matrix, and whether it has them in this
    language: if not, they are the English ones."""
    source = (MODEL / 'vouch-sas-words.c').read_text(encoding='utf-8')
    block = re.search(rf'{{ "{language}", {{(.*?)}} }}', source, re.DOTALL)
    if block:
        words = re.sub(r'\\u([0-9a-f]{4})', lambda match: chr(int(match[1], 16)), block.group(1))
        return set(re.findall('"(.*?)"', words)), True
    english = (MODEL / 'vouch-sas.c').read_text(encoding='utf-8')
    return set(re.findall(r'{ "[^"]+", "([A-Z][\w ]+)" }', english)), False


def check_digits(app):
    """Those of the codes in mails and of the numbers on phones, on the whole screen."""
    others = [node.name for node in app.search()
              if any(letter.isdecimal() and not letter.isascii() for letter in node.name)]
    assert not others, f'two kinds of digits on one screen: {others}'


def check_direction(app, from_right):
    """The menu is at the end of the header bar."""
    left, _, width, _ = app.find(say('Main Menu')).extents
    window = app.find(role='window').extents
    is_left = left + width / 2 < window[2] / 2
    assert is_left == from_right, f'the menu is at {left} of {window[2]}'


def compare_emoji(app, server, language):
    """Each tile says one of the words; the numbers are read out digit by digit."""
    words, own = read_emoji_words(language)
    ask_phone(app)
    server.press('accept')
    choose_emoji(app)
    check_digits(app)
    seen = [node.name[3:] for node in app.search(re.compile('^[1-7], '), 'label')]
    assert len(words) == 64, f'{len(words)} words'
    assert len(seen) == 7 and words.issuperset(seen), f'not words of this language: {seen}'
    if not own:
        app.click(say('Words in Another Language'))
        app.find('English')
    numbers = re.escape(say('Numbers: {numbers}')).replace(r'\{numbers\}', '(.+)')
    spelt = app.find(re.compile(f'^{numbers}$')).name
    told = re.findall('[0-9]', server.read_phone()['decimals'])
    assert re.findall('[0-9]', spelt) == told, f'{spelt} are not {told}'
    confirm_on_both(app, server)


def save_key(stage, app, digits):
    """A new one, in a file, and its end is typed with the digits of this keyboard."""
    choose_managing(app, 'Create a New Recovery Key')
    key = make_key(app)
    check_digits(app)
    path = stage.home / 'kept.txt'
    app.click(say('Save…'))
    choose_file(app, say('Save Recovery Key'), say('Save'), path)
    wait_for(path.exists, 'the file')
    text = path.read_text(encoding='utf-8')
    assert key in ' '.join(text.split()), text
    assert say('Recovery Key for Beeper') in text, text
    assert 'English: recovery key (Recovery Code)' in text, 'not a word for a helper abroad'
    type_end(app, write_digits(key, digits))
    see(app, 'ready')


def go_all_the_way(stage, language, digits='0123456789', from_right=False):
    """From signing in until the key is saved."""
    speak(language)
    server = stage.start_server()
    app = stage.start_vouch(server=server, **stage.use_language(language))
    see(app, 'email')
    check_direction(app, from_right)
    app.type('ISIL@GMIAL.COM', into=say('Email address'))
    app.find(re.compile('ISIL@gmail.com'))
    ask_for_code(app)
    check_digits(app)
    app.type(write_digits(CODE_EXISTING, digits), into=say('Sign-in code'))
    compare_emoji(app, server, language)
    save_key(stage, app, digits)


@scene
def turkish_with_its_two_letters_i(stage):
    """Neither upper nor lower case of the locale decides anything."""
    go_all_the_way(stage, 'tr')


@scene
def persian_with_its_digits(stage):
    """From right to left; what is typed in Persian digits is understood."""
    go_all_the_way(stage, 'fa', PERSIAN, from_right=True)


@scene
def arabic_with_its_digits(stage):
    """From right to left; what is typed in Arabic digits is understood."""
    go_all_the_way(stage, 'ar', ARABIC, from_right=True)


@scene
def japanese_with_full_width_digits(stage):
    """What an input method writes is understood."""
    go_all_the_way(stage, 'ja', FULL_WIDTH)


if __name__ == '__main__':
    play()
