#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that a translation is complete: every text that the sources hold now, and none unsure. Its
texts have the markup of the originals.

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


def run(*command, **keywords):
    """What a gettext tool prints."""
    return subprocess.run(command, check=True, capture_output=True, text=True, **keywords).stdout


def find_markup(text):
    """The tags of a text: a tag that is torn blanks the whole sentence."""
    return sorted(re.findall('</?b>|<a [^>]*>|</a>', text))


def check_markup(catalog):
    """Yields the texts of a compiled translation that lost their markup."""
    with open(catalog, 'rb') as file:
        texts = gettext.GNUTranslations(file)._catalog  # pylint: disable=protected-access
    for original, text in texts.items():
        if isinstance(original, str) and find_markup(original) != find_markup(text):
            yield text


def main():
    """Prints the texts that are missing."""
    root = Path(sys.argv[1])
    translation = root / 'po' / f'{sys.argv[2]}.po'
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / 'vouch.pot'
        merged = Path(folder) / 'merged.po'
        run('xgettext', '--files-from=po/POTFILES', '--from-code=UTF-8', '--output', template,
            *(f'--keyword={keyword}' for keyword in KEYWORDS), cwd=root)
        run('msgmerge', '--no-fuzzy-matching', '--output-file', merged, translation, template)
        missing = run('msgattrib', '--untranslated', '--no-wrap', merged)
    unsure = run('msgattrib', '--only-fuzzy', '--no-obsolete', '--no-wrap', translation)
    with tempfile.NamedTemporaryFile() as catalog:
        run('msgfmt', '--check', '--output-file', catalog.name, translation)
        torn = list(check_markup(catalog.name))
    if torn:
        print(f'{translation.name}: the markup differs:', *torn, sep='\n')
        sys.exit(1)
    for text in (missing, unsure):
        if 'msgid "' in text.replace('msgid ""\nmsgstr ""', '', 1):
            print(text)
            print(f'{translation.name} is not complete: the texts above are untranslated or unsure')
            sys.exit(1)


if __name__ == '__main__':
    main()
