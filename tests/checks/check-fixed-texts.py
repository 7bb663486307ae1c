#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that every fixed text stands in the sources exactly as fixed-texts.txt has it.

usage: check-fixed-texts.py SOURCE_ROOT
"""
import ast
import re
import subprocess
import sys
from pathlib import Path


def read_messages(root):
    """All texts that xgettext finds, as they are read: without mnemonics and links."""
    pot = subprocess.run(
        ['xgettext', '--from-code=UTF-8', '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
         '--no-wrap', '--directory', root, '--files-from', root / 'po' / 'POTFILES',
         '--output', '-'],
        check=True, capture_output=True, text=True).stdout
    return {re.sub('</?a[^>]*>', '', ast.literal_eval(line[len('msgid '):])).replace('_', '', 1)
            for line in pot.split('\n') if line.startswith('msgid "')}


def main():
    root = Path(sys.argv[1])
    lines = Path(__file__).with_name('fixed-texts.txt').read_text(encoding='utf-8').split('\n')
    messages = read_messages(root)
    missing = [line for line in lines
               if line and not line.startswith('#') and line not in messages]
    for text in missing:
        print(f'fixed text not found: {text}')
    sys.exit(bool(missing))


if __name__ == '__main__':
    main()
