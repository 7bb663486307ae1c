#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Installs with DESTDIR and checks what lies there: these files, with these modes, and no other.

Caches of the desktop must not be written there, and nothing outside.

usage: check-install.py MESON BUILD_ROOT LIST NAME=FOLDER...
"""
import subprocess
import sys
import tempfile
from pathlib import Path

# With an option of its own; the tests in it change too often for a list.
IGNORED = 'installed-tests'


def read_list(path, folders):
    """The files that are expected, and their modes."""
    lines = [line.split() for line in path.read_text(encoding='utf-8').splitlines()
             if line and not line.startswith('#')]
    return {name.format(**folders): mode for mode, name in lines}


def install(meson, build, folder):
    """The files that are installed, and their modes."""
    subprocess.run([meson, 'install', '-C', build, '--no-rebuild', '--quiet', '--destdir', folder],
                   check=True)
    return {f'/{path.relative_to(folder)}': f'{path.stat().st_mode & 0o777:o}'
            for path in Path(folder).rglob('*') if path.is_file() and IGNORED not in path.parts}


def main():
    """Prints all differences."""
    meson, build, path, *folders = sys.argv[1:]
    expected = read_list(Path(path), dict(folder.split('=', 1) for folder in folders))
    with tempfile.TemporaryDirectory() as folder:
        found = install(meson, build, folder)
    faults = [f'{name}: {expected.get(name, "no file")} is expected, not '
              f'{found.get(name, "no file")}'
              for name in sorted({*expected, *found}) if expected.get(name) != found.get(name)]
    print('\n'.join(faults))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
