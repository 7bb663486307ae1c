#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks which functions of glibc the programs call: all have to be in a list that says what they are.

So a function that another C library does not have is noticed here, and not by those who build there.

usage: check-libc.py NM LIST PROGRAM...
"""
import re
import subprocess
import sys
from pathlib import Path

SKIPPED = 77


def find_functions(nm, program):
    """The functions, as the source calls them: "__read_chk" is read, "open64" is open."""
    text = subprocess.run([nm, '--dynamic', '--undefined-only', program],
                          stdout=subprocess.PIPE, check=True, text=True).stdout
    for name in re.findall(r' (\w+)@+GLIBC_', text):
        yield re.sub(r'^(?:__)?(?:isoc\d\d_)?(.*?)(?:64)?(?:_chk|_2)?$', r'\1', name)


def main():
    """Prints what is not in the list."""
    nm, path, *programs = sys.argv[1:]
    lines = Path(path).read_text(encoding='utf-8').splitlines()
    known = {name for line in lines if not line.startswith('#') for name in line.split()}
    found = {name for program in programs for name in find_functions(nm, program)}
    if not found:
        print('not a glibc: nothing to compare')
        sys.exit(SKIPPED)
    unknown = sorted(found - known)
    if unknown:
        print(f'{path}: not listed: {" ".join(unknown)}')
    sys.exit(bool(unknown))


if __name__ == '__main__':
    main()
