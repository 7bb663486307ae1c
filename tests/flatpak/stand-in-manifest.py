#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints a manifest whose sources are all on this computer: nothing has to be fetched from elsewhere.

A git source becomes the archive of that version that Debian has (NAME_VERSION.orig.tar.*), and it is
an error if there is none of just this version. The program comes from a clone.

usage: stand-in-manifest.py MANIFEST RUNTIME_VERSION FOLDER_OF_ARCHIVES CLONE
"""
import json
import sys
from pathlib import Path

DEBIAN_NAMES = {'libqrencode': 'qrencode'}


def find_archive(folder, module, source):
    """The archive that stands in for a git source."""
    name = DEBIAN_NAMES.get(module, module)
    version = source['tag'].removeprefix('v')
    found = [path for path in folder.glob(f'{name}_{version}.orig.tar.*') if path.suffix != '.asc']
    if len(found) != 1:
        sys.exit(f'{folder} has {len(found)} archives of {name} {version}')
    return {'type': 'archive', 'path': str(found[0])}


def main():
    """Fails if a source has no stand-in."""
    manifest = json.loads(Path(sys.argv[1]).read_text(encoding='utf-8'))
    manifest['runtime-version'] = sys.argv[2]
    manifest['build-options'] = {'libdir': '/app/lib'}      # as without a /usr/lib64
    folder = Path(sys.argv[3])
    for module in manifest['modules']:
        module['sources'] = [find_archive(folder, module['name'], source)
                             if source['type'] == 'git' else source
                             for source in module['sources']]
    manifest['modules'][-1]['sources'] = [{'type': 'dir', 'path': sys.argv[4]}]
    print(json.dumps(manifest, indent=2))


if __name__ == '__main__':
    main()
