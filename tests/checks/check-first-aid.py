#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that each button that the first aid names ("press Send Again", "if this page
has Compare Emoji") exists with that label.

usage: check-first-aid.py SOURCE_ROOT
"""
import ast
import re
import subprocess
import sys
from pathlib import Path

TEXTS = 'src/words/vouch-first-aid-text.c'
# Words in capitals, with the small ones that buttons have between them.
BUTTON = re.compile(r"\b(?:[Pp]ress|has:?) "
                    r"([A-Z][\w']*(?:,? (?:[A-Z][\w']*|in(?= [A-Z])|a(?= [A-Z])))*)")


def read_messages(root, files):
    """All texts that xgettext finds in these files."""
    pot = subprocess.run(
        ['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
         '--no-wrap', '--output', '-', *files],
        check=True, capture_output=True, text=True, cwd=root).stdout
    blocks = re.findall(r'^msgid ((?:".*"\n)+)', pot, re.M)
    return {''.join(ast.literal_eval(line) for line in block.splitlines()) for block in blocks}


def main():
    """Prints the names that no button has."""
    root = Path(sys.argv[1])
    files = (root / 'po' / 'POTFILES').read_text(encoding='utf-8').split()
    labels = {text.replace('_', '', 1) for text in
              read_messages(root, [name for name in files if name != TEXTS])}
    named = {name for text in read_messages(root, [TEXTS]) for name in BUTTON.findall(text)}
    assert named, 'no buttons are found'
    missing = sorted(named - labels)
    for name in missing:
        print(f'{TEXTS}: no button is called "{name}"')
    sys.exit(bool(missing))


if __name__ == '__main__':
    main()
