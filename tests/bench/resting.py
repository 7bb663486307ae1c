# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts how often the program wakes up while its window is hidden and nothing happens."""
import time
from pathlib import Path

from acts import see
from stage import TOKEN, Stage
from waiting import wait_for

SETTLE_S = 20
MEASURE_S = 180
SAMPLE_S = 0.1
APART_S = 0.5     # what follows sooner belongs to the same wake-up


def count_switches(process_id):
    """How often any of its threads has gone to sleep so far."""
    total = 0
    for status in Path(f'/proc/{process_id}/task').glob('*/status'):
        try:
            text = status.read_text(encoding='ascii')
        except (FileNotFoundError, ProcessLookupError):
            continue        # a thread that has ended
        total += int(text.partition('\nvoluntary_ctxt_switches:')[2].split()[0])
    return total


def count_wakes(process_id):
    """Wake-ups a minute."""
    wakes = 0
    previous = count_switches(process_id)
    last = 0
    end = time.monotonic() + MEASURE_S
    while time.monotonic() < end:
        time.sleep(SAMPLE_S)
        switches = count_switches(process_id)
        if switches != previous:
            if time.monotonic() - last > APART_S:
                wakes += 1
            last = time.monotonic()
        previous = switches
    return wakes * 60 / MEASURE_S


def measure_resting():
    """With the window closed, a Beeper that is ready, and no events from it."""
    stage = Stage('bench-resting')
    try:
        stage.remember(allow_background='true')
        server = stage.start_server('--state', 'ready', '--token', TOKEN,
                                    '--fault', 'GET /v1/ws=status:404*ever')
        app = stage.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN)
        see(app, 'ready')
        app.click('Close')
        wait_for(lambda: not app.read().children, 'the window to go')
        time.sleep(SETTLE_S)
        return count_wakes(app.process.pid)
    finally:
        stage.end()
