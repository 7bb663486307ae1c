#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks the Flatpak manifest: what it may ask of the desktop, and that every source is pinned.

usage: check-manifest.py MANIFEST APPLICATION_ID
"""
import json
import re
import sys
from pathlib import Path

MEMBERS = {'id', 'runtime', 'runtime-version', 'sdk', 'command', 'finish-args', 'cleanup',
           'modules'}
# The camera, the keyring, notifications and running in the background use portals. No folder of the
# user is needed.
PERMISSIONS = {'--share=network', '--share=ipc', '--socket=wayland', '--socket=fallback-x11',
               '--device=dri'}
# What the runtimes of GNOME lack, or had not before 51 (libportal). One that is installed where the
# manifest is tried hides that it is missing.
LIBRARIES = ['libportal', 'libqrencode', 'zbar']
# Nobody calls these from outside of a sandbox: what the modules are built with, what is for a
# terminal, and in libexec the simulated Beeper for tests of other programs.
CLEANED = {'/include', '/lib/pkgconfig', '/libexec', '/share/bash-completion', '/share/doc',
           '/share/man', '/share/zsh', '*.a', '*.la'}
PINS = {'git': ('commit', re.compile(r'[0-9a-f]{40}')),
        'archive': ('sha256', re.compile(r'[0-9a-f]{64}')),
        'file': ('sha256', re.compile(r'[0-9a-f]{64}'))}
LOCAL_TYPES = {'script', 'shell', 'patch'}


def check_source(module, source, own):
    """Yields what is wrong with one source of a module."""
    kind = source.get('type')
    if kind == 'dir':
        if not own:
            yield f'{module}: only the program itself comes from a folder'
    elif kind in PINS:
        member, pattern = PINS[kind]
        if not pattern.fullmatch(source.get(member, '')):
            yield f'{module}: {source.get("url")} is not pinned by {member}'
        if not source.get('url', '').startswith('https://'):
            yield f'{module}: {source.get("url")} is not fetched over https'
        if 'branch' in source:
            yield f'{module}: a branch is no pin'
    elif kind not in LOCAL_TYPES:
        yield f'{module}: sources of type {kind!r} are not expected'


def check(manifest, application_id):
    """Yields what is wrong."""
    if manifest.get('id') != application_id:
        yield f'the id is {manifest.get("id")!r}'
    for name in sorted(set(manifest) ^ MEMBERS):
        yield f'member {name!r} is missing or not expected'
    if not re.fullmatch(r'\d+', manifest.get('runtime-version', '')):
        yield 'the runtime is not a released one'
    permissions = set(manifest.get('finish-args', ()))
    for permission in sorted(permissions - PERMISSIONS):
        yield f'{permission} is more than the program needs'
    if '--share=network' not in permissions:
        yield 'without the network there is no Beeper to talk to'
    for path in sorted(CLEANED - set(manifest.get('cleanup', ()))):
        yield f'{path} is not cleaned up'
    modules = manifest.get('modules', [])
    names = [module.get('name') for module in modules]
    if len(names) != len(set(names)) or names[-1:] != [manifest.get('command')]:
        yield 'each module once, the program last'
    for name in LIBRARIES:
        if name not in names:
            yield f'{name} is not in every runtime, and is no module'
    for module in modules:
        if not module.get('sources'):
            yield f'{module.get("name")}: no sources'
        for source in module.get('sources', ()):
            yield from check_source(module['name'], source, module is modules[-1])


def main():
    """Exits with failure if anything is wrong."""
    manifest = json.loads(Path(sys.argv[1]).read_text(encoding='utf-8'))
    problems = list(check(manifest, sys.argv[2]))
    print('\n'.join(problems))
    sys.exit(bool(problems))


if __name__ == '__main__':
    main()
