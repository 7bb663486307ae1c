#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs tests in a locale that is made for them: run-in-locale.py LOCALE LIBRARY PROGRAM...

What goes on the wire, into a file or into a decision is the same everywhere: the Turkish i, the
Lithuanian dots, Arabic digits, the calendars of Iran and Thailand."""
import os
import subprocess
import sys
import tempfile


def main(locale, library, *programs):
    """Returns how many programs failed."""
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        name = locale if locale == 'C' else f'{locale}.UTF-8'
        if locale != 'C':
            # It warns about most locales, and ends with 1 then.
            subprocess.run(('localedef', '-i', locale, '-f', 'UTF-8', f'{folder}/{name}'),
                           check=False, stderr=subprocess.DEVNULL)
        environment = {**os.environ, 'LOCPATH': folder, 'LC_ALL': name, 'LANGUAGE': 'C',
                       'LD_PRELOAD': library}
        for program in programs:
            done = subprocess.run((program, '--tap'), env=environment, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, check=False)
            if done.returncode != 0:
                sys.stdout.buffer.write(done.stdout)
                print(f'{os.path.basename(program)} failed in {name}')
                failed += 1
    return failed


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
