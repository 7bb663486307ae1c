#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that a translation is complete: every text that the sources hold now, and none unsure. Its
texts have the markup, the placeholders, the mnemonic and the line breaks of the originals.

usage: check-translation.py SOURCE_ROOT LANGUAGE
"""
import gettext
import re
import subprocess
import sys
import tempfile
from pathlib import Path

KEYWORDS = ('_', 'N_', 'C_:1c,2', 'NC_:1c,2', 'g_dngettext:2,3', 'ngettext:1,2',
            'g_dpgettext2:2c,3')
DATE = '%-e %B %Y'      # each language has its own order
# What has to be in both texts. A tag that is torn blanks the whole sentence.
PARTS = {
    'markup': r'</?b>|<a [^>]*>|</a>',
    'placeholders': r'%[sdu]|\{[a-z]+\}|[\u2066-\u2069]',
    'mnemonic': r'_(?=\w)',
    'line breaks': r'\n',
    'dots at the end': r'…$',
}


def run(*command, **keywords):
    """What a gettext tool prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True, **keywords).stdout


def find_differences(original, text):
    """The names of the parts that the two texts do not share."""
    return [name for name, pattern in PARTS.items()
            if sorted(re.findall(pattern, original)) != sorted(re.findall(pattern, text))]


def check_parts(catalog):
    """Yields a line for each text of a compiled translation that lost a part of the original."""
    with open(catalog, 'rb') as file:
        texts = gettext.GNUTranslations(file)._catalog  # pylint: disable=protected-access
    for original, text in texts.items():
        # One of several plural forms need not have the number.
        if isinstance(original, str) and original not in ('', DATE):
            for name in find_differences(original.rpartition('\x04')[2], text):
                yield f'{name}: {original!r}: {text!r}'


def find_missing(root, translation):
    """What the sources hold and the translation does not, as gettext prints it."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / 'vouch.pot'
        merged = Path(folder) / 'merged.po'
        run('xgettext', '--files-from=po/POTFILES', '--from-code=UTF-8', '--output', template,
            *(f'--keyword={keyword}' for keyword in KEYWORDS), cwd=root)
        run('msgmerge', '--no-fuzzy-matching', '--output-file', merged, translation, template)
        return run('msgattrib', '--untranslated', '--no-wrap', merged)


def main():
    """Prints the texts that are missing or torn."""
    root = Path(sys.argv[1])
    translation = root / 'po' / f'{sys.argv[2]}.po'
    with tempfile.NamedTemporaryFile() as catalog:
        run('msgfmt', '--check', '--output-file', catalog.name, translation)
        torn = list(check_parts(catalog.name))
    if torn:
        print(f'{translation.name}: these differ from the original:', *torn, sep='\n')
        sys.exit(1)
    unsure = run('msgattrib', '--only-fuzzy', '--no-obsolete', '--no-wrap', translation)
    for text in (find_missing(root, translation), unsure):
        if 'msgid "' in text.replace('msgid ""\nmsgstr ""', '', 1):
            print(text)
            print(f'{translation.name} is not complete: the texts above are untranslated or unsure')
            sys.exit(1)


if __name__ == '__main__':
    main()
