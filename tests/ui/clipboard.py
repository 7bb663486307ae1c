# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads the text that the user would paste."""
import ctypes
import os

import gi

gi.require_versions({'Gdk': '4.0', 'Gtk': '4.0'})

from gi.repository import Gdk, GLib, Gtk  # pylint: disable=wrong-import-position


def read_clipboard():
    """The text on the clipboard, or None when there is none."""
    Gtk.init()      # GTK insists, also where only its clipboard is wanted
    display = Gdk.Display.open(os.environ['DISPLAY'])
    answers = []

    def on_ready(clipboard, result):
        try:
            answers.append(clipboard.read_text_finish(result))
        except GLib.Error:
            answers.append(None)

    display.get_clipboard().read_text_async(None, on_ready)
    while not answers:
        GLib.MainContext.default().iteration(True)
    display.close()
    return answers[0]


class SelectionEvent(ctypes.Structure):
    """XSelectionEvent(3)."""
    _fields_ = [('type', ctypes.c_int), ('serial', ctypes.c_ulong), ('send_event', ctypes.c_int),
                ('display', ctypes.c_void_p), ('requestor', ctypes.c_ulong),
                ('selection', ctypes.c_ulong), ('target', ctypes.c_ulong),
                ('property', ctypes.c_ulong), ('time', ctypes.c_ulong)]


class Event(ctypes.Union):
    """XEvent(3)."""
    _fields_ = [('selection', SelectionEvent), ('room', ctypes.c_long * 24)]


SELECTION_NOTIFY = 31


def load_xlib():
    """Xlib, with the types of what is called here."""
    xlib = ctypes.CDLL('libX11.so.6')
    for name, result, arguments in (
            ('XOpenDisplay', ctypes.c_void_p, 'p'), ('XDefaultRootWindow', ctypes.c_ulong, 'p'),
            ('XInternAtom', ctypes.c_ulong, 'psi'), ('XGetAtomName', ctypes.c_void_p, 'pl'),
            ('XCreateSimpleWindow', ctypes.c_ulong, 'pliiiiill'),
            ('XConvertSelection', ctypes.c_int, 'plllll'), ('XNextEvent', ctypes.c_int, 'pp'),
            ('XGetWindowProperty', ctypes.c_int, 'pllLLilppppp'),
            ('XCloseDisplay', ctypes.c_int, 'p')):
        kinds = {'p': ctypes.c_void_p, 's': ctypes.c_char_p, 'i': ctypes.c_int,
                 'l': ctypes.c_ulong, 'L': ctypes.c_long}
        function = getattr(xlib, name)
        function.restype = result
        function.argtypes = [kinds[letter] for letter in arguments]
    return xlib


def read_x_target(target, decode=False):
    """What the owner of the clipboard answers for any name, also one that is no MIME type; None when
    it refuses. decode: as the names of atoms."""
    xlib = load_xlib()
    display = xlib.XOpenDisplay(None)
    window = xlib.XCreateSimpleWindow(display, xlib.XDefaultRootWindow(display), 0, 0, 1, 1, 0, 0,
                                      0)
    place = xlib.XInternAtom(display, b'VOUCH_TEST', 0)
    xlib.XConvertSelection(display, xlib.XInternAtom(display, b'CLIPBOARD', 0),
                           xlib.XInternAtom(display, target.encode(), 0), place, window, 0)
    event = Event()
    while event.selection.type != SELECTION_NOTIFY:
        xlib.XNextEvent(display, ctypes.byref(event))
    answer = None
    if event.selection.property != 0:
        kind, left, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
        size, data = ctypes.c_int(), ctypes.c_void_p()
        xlib.XGetWindowProperty(display, window, place, 0, 4096, 0, 0, ctypes.byref(kind),
                                ctypes.byref(size), ctypes.byref(count), ctypes.byref(left),
                                ctypes.byref(data))
        if decode:
            atoms = ctypes.cast(data, ctypes.POINTER(ctypes.c_ulong))[:count.value]
            answer = [ctypes.string_at(xlib.XGetAtomName(display, atom)).decode()
                      for atom in atoms]
        else:
            answer = ctypes.string_at(data, count.value)
    xlib.XCloseDisplay(display)
    return answer


def list_x_targets():
    """The names of what the owner of the clipboard offers."""
    return read_x_target('TARGETS', decode=True)
