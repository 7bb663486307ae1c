#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A translation that nobody can read: all texts in Arabic letters, of about the same length.

usage: pseudo.py CATALOG.mo OUTPUT.mo

It takes the texts from a real translation's catalog. Placeholders, markup, mnemonics and names of
products stay as they are, as they would in Arabic.
"""
import gettext
import re
import struct
import sys
from pathlib import Path

LETTERS = str.maketrans('abcdefghijklmnopqrstuvwxyz?,;',
                        'ابكدعفغهيجقلمنوتخرسطحثشصىز؟،؛')
KEPT = re.compile(r'%(?:\d+\$)?[-+#0-9.]*[a-zA-Z%]'          # %s, %2$u, %02d, %B
                  r'|<[^>]*>|&\w+;|\{\w+\}|\w+://\S+'
                  r'|\b(?:Beeper|Vouch|WhatsApp|Signal|Telegram|AppImage|FUSE|iPhone|Android)\b')
HEADER = ('Content-Type: text/plain; charset=UTF-8\n'
          'Plural-Forms: nplurals=2; plural=(n != 1);\nLanguage: ar\n')


def translate(text):
    """The same in Arabic letters."""
    parts, end = [], 0
    for match in KEPT.finditer(text):
        parts += [text[end:match.start()].lower().translate(LETTERS), match.group()]
        end = match.end()
    return ''.join(parts) + text[end:].lower().translate(LETTERS)


def strip_context(key):
    """The text of a message id."""
    return key.rpartition('\x04')[2]


def read_texts(path):
    """The message ids, with their context, of a catalog: those without and with a plural."""
    with open(path, 'rb') as file:
        catalog = gettext.GNUTranslations(file)._catalog  # the class has no way to list them
    singulars = {key for key in catalog if isinstance(key, str) and key}
    # The key of a plural is (id, form). The second id is not told; the first one serves for both.
    plurals = {key[0] for key in catalog if isinstance(key, tuple)}
    return singulars, plurals


def write_catalog(source, target):
    """Makes the catalog: the format is that of gettext, see "The Format of GNU MO Files"."""
    singulars, plurals = read_texts(source)
    entries = {'': HEADER, **{key: translate(strip_context(key)) for key in singulars}}
    for key in plurals:
        entries[f'{key}\0{strip_context(key)}'] = '\0'.join(2 * [translate(strip_context(key))])
    ids = [key.encode() for key in sorted(entries, key=str.encode)]
    texts = [entries[key.decode()].encode() for key in ids]
    place = 28 + 16 * len(ids)
    tables = []
    for strings in (ids, texts):
        for string in strings:
            tables.append(struct.pack('<II', len(string), place))
            place += len(string) + 1
    target = Path(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(struct.pack('<7I', 0x950412de, 0, len(ids), 28, 28 + 8 * len(ids), 0, 0)
                       + b''.join(tables) + b''.join(string + b'\0' for string in ids + texts))


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    write_catalog(sys.argv[1], sys.argv[2])
