#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that no icon depends on the icon theme of the desktop.

Themes drop icons from release to release, and GTK then draws the picture of a missing image. So an
icon that is used in src is either one of ours (src/ui/icons), or in GTK's library itself, in the
oldest GTK as in the newest. The second half is asked of the GTK that is installed here.

usage: check-icons.py SOURCE_ROOT
"""
import ctypes
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

IN_GTK = {
    'dialog-password-symbolic',
    'dialog-question-symbolic',
    'dialog-warning-symbolic',
    'document-save-symbolic',
    'edit-copy-symbolic',
    'go-down-symbolic',
    'go-next-symbolic',
    'go-previous-symbolic',
    'go-up-symbolic',
    'media-playback-pause-symbolic',
    'object-select-symbolic',
    'open-menu-symbolic',
    'printer-symbolic',
    'system-search-symbolic',
    'user-trash-symbolic',
}
NAME = re.compile(r'[">]([a-z0-9]+(?:-[a-z0-9]+)*-symbolic)["<]')
FOLDER = '/io/github/vouchapp/Vouch/icons/scalable/actions'


def read_used(root):
    """The names in sources and templates, each with a file that uses it."""
    return {name: path.relative_to(root)
            for path in (root / 'src').rglob('*') if path.suffix in ('.c', '.h', '.ui')
            for name in NAME.findall(path.read_text(encoding='utf-8'))}


def read_ours(root):
    """The icons in the resource of the program, and the files that they are made from."""
    document = ElementTree.parse(root / 'src' / 'ui' / 'vouch.gresource.xml')
    return {Path(file.get('alias')).stem: root / 'src' / 'ui' / file.text
            for folder in document.iter('gresource') if folder.get('prefix') == FOLDER
            for file in folder.iter('file')}


def list_resources(gio, folder):
    """The names of all files below a folder of the resources that the loaded libraries have."""
    children = gio.g_resources_enumerate_children(folder.encode(), 0, None)
    for child in children or ():
        if child is None:
            return
        name = child.decode()
        if name.endswith('/'):
            yield from list_resources(gio, folder + name)
        else:
            yield name


def read_gtk():
    """The icons in GTK's library, as this machine has it."""
    ctypes.CDLL('libgtk-4.so.1').gtk_init_check()   # no matter whether there is a display
    gio = ctypes.CDLL('libgio-2.0.so.0')
    gio.g_resources_enumerate_children.argtypes = (ctypes.c_char_p, ctypes.c_int, ctypes.c_void_p)
    gio.g_resources_enumerate_children.restype = ctypes.POINTER(ctypes.c_char_p)
    return {name.split('.')[0] for name in list_resources(gio, '/org/gtk/libgtk/icons/')}


def find_faults(root):
    used = read_used(root)
    ours = read_ours(root)
    assert used and ours, 'no icons are found'
    for name in sorted(set(used) - set(ours) - IN_GTK):
        yield f'{used[name]}: {name} is neither in src/ui/icons nor in GTK'
    for name in sorted((set(ours) | IN_GTK) - set(used)):
        yield f'{name} is not used'
    for name in sorted(set(ours) & IN_GTK):
        yield f'{name} is in GTK already'
    for name, path in ours.items():
        if not path.is_file():
            yield f'{name} has no file'
    for name in sorted(IN_GTK - read_gtk()):
        yield f'{name} is not in the GTK of this machine'


def main():
    faults = list(find_faults(Path(sys.argv[1])))
    for fault in faults:
        print(fault)
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
