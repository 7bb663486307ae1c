#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that po/POTFILES lists exactly the files that hold something to translate, sorted.

usage: check-potfiles.py SOURCE_ROOT
"""
import re
import sys
from pathlib import Path

CALL = re.compile(r'\b(?:_|N_|C_|NC_|Q_|ngettext|dngettext|g_dngettext|g_dpgettext2?|gettext)'
                  r'\s*\(\s*(?:NULL,\s*|GETTEXT_PACKAGE,\s*)?"')
COMMENT = re.compile(r'/\*.*?\*/|//[^\n]*', re.DOTALL)
ATTRIBUTE = re.compile(r'\btranslatable="(?:yes|true|1)"')


def is_translatable(path):
    """Whether xgettext would find a text in this file."""
    if path.suffix in ('.c', '.h'):
        code = COMMENT.sub('', path.read_text(encoding='utf-8'))
        macros = re.sub(r'(?m)^#\s*define.*$', '', code)
        return CALL.search(macros) is not None
    if path.suffix == '.ui':
        return ATTRIBUTE.search(path.read_text(encoding='utf-8')) is not None
    return path.name.endswith(('.desktop.in', '.metainfo.xml.in'))


def main():
    root = Path(sys.argv[1])
    lines = (root / 'po' / 'POTFILES').read_text(encoding='utf-8').split('\n')
    listed = [line for line in lines if line and not line.startswith('#')]
    found = sorted(
        str(path.relative_to(root))
        for folder in ('data', 'src')
        for path in (root / folder).rglob('*')
        if path.is_file() and is_translatable(path))

    for name in sorted(set(found) - set(listed)):
        print(f'{name}: has texts to translate, and po/POTFILES does not list it')
    for name in sorted(set(listed) - set(found)):
        print(f'{name}: in po/POTFILES, and has no text to translate')
    if listed != sorted(listed) or len(listed) != len(set(listed)):
        print('po/POTFILES is not sorted, or names a file twice')
    sys.exit(listed != found)


if __name__ == '__main__':
    main()
