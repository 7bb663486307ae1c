#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the Flatpak manifest of a release: that of the work tree, with a tag as the source.

Flathub takes no folder, and wants both the tag and its commit.

usage: release-manifest.py TAG
"""
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / 'flatpak' / 'io.github.vouchapp.Vouch.json'
REPOSITORY = 'https://github.com/vouchapp/Vouch.git'


def main():
    """Fails if there is no such tag."""
    tag = sys.argv[1]
    commit = subprocess.run(['git', '-C', ROOT, 'rev-parse', '--verify', f'refs/tags/{tag}^{{commit}}'],
                            stdout=subprocess.PIPE, check=True, text=True).stdout.strip()
    manifest = json.loads(MANIFEST.read_text(encoding='utf-8'))
    manifest['modules'][-1]['sources'] = [
        {'type': 'git', 'url': REPOSITORY, 'tag': tag, 'commit': commit}]
    print(json.dumps(manifest, indent=2))


if __name__ == '__main__':
    main()
