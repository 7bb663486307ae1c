#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks what a compiler does not say about C sources: see "Style" in HACKING.md.

usage: check-style.py SOURCE_ROOT
"""
import re
import sys
import unicodedata
from pathlib import Path

COLUMNS = 100
# Does by hand what others are told to take from it
EXEMPT = 'vouch-property.h'
HEADER = re.compile(r'/\* Copyright \(C\) The Vouch authors\n'
                    r' \* SPDX-License-Identifier: GPL-3\.0-or-later( AND [\w.-]+)? \*/\n')
RULES = (
    (re.compile(r'\t'), 'a tab'),
    (re.compile(r'\s$'), 'white space at the end'),
    (re.compile(r'^\s+(&&|\|\|) '), 'the operator belongs to the end of the line before'),
    (re.compile(r'^struct _\w+ \{$'), 'the brace belongs to the next line'),
    (re.compile(r'\bN_PROPERTIES\b'), 'it is called N_PROPS'),
    (re.compile(r'\bG_PARAM_(READ|WRIT|STATIC|EXPLICIT)'), 'vouch-property.h has these flags'),
    (re.compile(r'<glib/gi18n-lib\.h>'), 'gi18n.h is the one for an application'),
    (re.compile(r'^\s*//'), 'a comment of C++'),
    (re.compile(r'\b(if|for|while|switch)\('), 'a space is missing before the parenthesis'),
)
# Rules for several lines
BLOCKS = (
    (re.compile(r'^ +if \(([\w>-]+) == (\w+)\)\n +return;\n+ +\1 = \2;\n +g_object_notify',
                re.MULTILINE), 'vouch_property_set () does this'),
    (re.compile(r'^ +g_free \((\*?[\w>-]+)\);\n +\1 = g_strdup \(\w+\);\n +g_object_notify',
                re.MULTILINE), 'vouch_property_set_string () does this'),
)
# In src an object is connected by g_signal_connect_object (), so that its handlers end with it.
SIGNALS = ((re.compile(r'\bg_signal_connect(_swapped \(| \([^;]*, self\);)'),
            'g_signal_connect_object () ends with the object'),)


def measure(line):
    """The columns that it takes: marks stand above or below their letters."""
    return sum(unicodedata.category(letter) not in ('Mn', 'Me', 'Cf') for letter in line)


def check(path, blocks):
    """Yields what is wrong: the number of the line, and why."""
    text = path.read_text(encoding='utf-8')
    lines = text.split('\n')
    if not HEADER.match(text):
        yield 1, 'it begins with the copyright and the licence'
    if lines[-1] or not lines[-2]:
        yield len(lines), 'it ends with one line break'
    for number, line in enumerate(lines, 1):
        if measure(line) > COLUMNS:
            yield number, f'{measure(line)} columns'
        for pattern, fault in RULES:
            if pattern.search(line) and path.name != EXEMPT:
                yield number, fault
    for pattern, fault in blocks:
        for match in pattern.finditer(text):
            if path.name != EXEMPT:
                yield text.count('\n', 0, match.start()) + 1, fault


def main():
    """Prints all faults."""
    root = Path(sys.argv[1])
    faults = [f'{path.relative_to(root)}:{number}: {fault}'
              for folder in ('src', 'tests')
              for path in sorted((root / folder).rglob('*.[ch]'))
              for number, fault in check(path, BLOCKS + SIGNALS if folder == 'src' else BLOCKS)]
    print('\n'.join(faults))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
