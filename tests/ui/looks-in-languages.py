#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks at every screen in two of the languages, others each day; in narrow windows, with large text.

usage: looks-in-languages.py PROGRAM LINGUAS LOCALE_FOLDER

VOUCH_LANGUAGES chooses others: "all", or their codes: "ar ja". Languages without a font here are
left out, and named.
"""
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from fonts import has_font

EACH_DAY = 2
DAY = 24 * 60 * 60


def choose_languages(languages):
    """Those that are looked at now."""
    wanted = os.environ.get('VOUCH_LANGUAGES', '')
    if wanted == 'all':
        return languages
    if wanted:
        return wanted.split()
    first = int(time.time() / DAY) * EACH_DAY
    return [languages[(first + i) % len(languages)]
            for i in range(min(EACH_DAY, len(languages)))]


def look(program, folder, language):
    """Prints what is wrong in one language; whether all is well."""
    done = subprocess.run((program, '--tap', '-k'), check=False, capture_output=True,
                          encoding='utf-8', errors='replace',
                          env={**os.environ, 'LANGUAGE': language, 'VOUCH_LOCALE_DIR': folder})
    if done.returncode == 0:
        print(f'{language}: no fault', flush=True)
        return True
    print(f'{language}: ended with {done.returncode}')
    for line in (done.stdout + done.stderr).splitlines():
        if not re.match(r'ok |# .*-(DEBUG|INFO): |# (Start|End) of ', line):
            print(line)
    return False


def main(program, linguas, folder):
    """Returns 1 if some language has a fault."""
    languages = choose_languages(sorted(Path(linguas).read_text(encoding='utf-8').split()))
    drawn = [language for language in languages if has_font(language)]
    for language in sorted(set(languages) - set(drawn)):
        print(f'{language}: not looked at, no font here has its letters')
    return 0 if all([look(program, folder, language) for language in drawn]) else 1


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
