# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What scanning costs: processor time, and how long the main loop works at a stretch."""
import os
import time
from pathlib import Path

from gi.repository import Gio

SECONDS = 10
PAUSE = 0.004
NAME = 'io.github.vouchapp.Vouch'
PATH = '/io/github/vouchapp/Vouch'


def read_processor_seconds(process_id):
    """What a process has used so far."""
    fields = Path(f'/proc/{process_id}/stat').read_text('ascii').rpartition(')')[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')


def read_main_thread(process_id):
    """Milliseconds that the main thread has had a processor."""
    path = Path(f'/proc/{process_id}/task/{process_id}/schedstat')
    return int(path.read_text('ascii').split()[0]) / 1e6


def ask_main_loop(bus, process_id):
    """Milliseconds that the main loop works before it answers: it lists its actions there, and
    nowhere else. What other programs take of the processor meanwhile is not its fault."""
    started = time.monotonic()
    worked = read_main_thread(process_id)
    bus.call_sync(NAME, PATH, 'org.gtk.Actions', 'List', None, None, 0, 10000, None)
    return min(read_main_thread(process_id) - worked, (time.monotonic() - started) * 1000)


def watch(process_id):
    """(share of a core in percent, longest turn in milliseconds) over some seconds."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    turns = []
    used = read_processor_seconds(process_id)
    started = time.monotonic()
    while time.monotonic() - started < SECONDS:
        turns.append(ask_main_loop(bus, process_id))
        time.sleep(PAUSE)
    used = read_processor_seconds(process_id) - used
    return 100 * used / (time.monotonic() - started), max(turns)


def measure_scanning():
    """A camera of 1280×720 at 30 frames a second and no code in view: (percent, milliseconds)."""
    from acts import ask_phone
    from stage import Stage
    from webcam import Webcam, answer_beforehand

    stage = Stage('bench-scan')
    answer_beforehand('yes')
    try:
        with Webcam(stage) as webcam:
            webcam.show('plasma:grey60-grey40')
            server, app = stage.start_signed_in()
            ask_phone(app)
            server.press('accept')
            app.click('My Phone Shows a Square Code')
            app.find(accept=lambda node: 'Hold the code' in node.name)
            return watch(app.process_id)
    finally:
        stage.end()
