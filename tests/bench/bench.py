#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the times that a user notices, against targets. build-aux/bench.sh builds and calls it.

usage: bench.py BUILD_DIR [--json]

Only ratios within one run mean anything: first frame and memory are set against those of a bare
libadwaita window that is started in turn with the program.
"""
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / 'tests' / 'ui'))

ROUNDS = 9
SETTLE_MS = 800
INTERVAL_MS = 1000     # of polling while a verification is active


def measure_start(build):
    """Medians of interleaved starts, after one of each that warms the caches."""
    programs = {'bare': build / 'tests' / 'bench' / 'bare-window', 'vouch': build / 'src' / 'vouch'}
    frames = {name: [] for name in programs}
    memory = {name: [] for name in programs}
    for number in range(ROUNDS + 1):
        for name, program in programs.items():
            line = subprocess.run(
                (build / 'tests' / 'bench' / 'first-frame', str(SETTLE_MS), program), check=True,
                capture_output=True, text=True).stdout
            frame, dirty = line.split()
            if number > 0:
                frames[name].append(float(frame))
                memory[name].append(int(dirty) / 1024)
    return ({name: statistics.median(values) for name, values in frames.items()},
            {name: statistics.median(values) for name, values in memory.items()})


def measure_change():
    """From a press on the phone until the screen shows it: the slowest of five, milliseconds."""
    from acts import TITLES, ask_phone, see, sign_in_and_see
    from stage import Stage

    stage = Stage('bench')
    try:
        server = stage.start_server()
        app = stage.start_vouch(server=server)
        sign_in_and_see(app, 'verify')
        delays = []
        for _ in range(5):
            ask_phone(app)
            started = time.monotonic()
            server.press('decline')
            see(app, 'stopped')
            delays.append((time.monotonic() - started) * 1000)
            app.click('Back')
            app.find(TITLES['verify'])
        return max(delays)
    finally:
        stage.end()


def measure_camera(build):
    """The rows about scanning, where a camera can be had."""
    from scanning import measure_scanning

    if not (build / 'tests' / 'camera' / 'fake-camera').exists():
        return []
    share, turn = measure_scanning()
    return [make_row('scanning, 720p at 30 a second, of a core', share, '%', 50),
            make_row('scanning, longest turn of the main loop', turn, 'ms', 16)]


def make_row(name, value, unit, target):
    """One line of the table."""
    return {'name': name, 'value': round(value, 2), 'unit': unit, 'target': target,
            'met': value <= target}


def measure(build):
    """All rows."""
    from resting import measure_resting

    frames, memory = measure_start(build)
    step = float(subprocess.run((build / 'tests' / 'bench' / 'bench-step',), check=True,
                                capture_output=True, text=True).stdout)
    return [
        make_row('first frame, vouch / bare window', frames['vouch'] / frames['bare'], '×', 1.15),
        make_row('private dirty memory, vouch / bare window', memory['vouch'] / memory['bare'],
                 '×', 1.20),
        make_row('reply to step', step, 'µs', 50),
        make_row('change on the phone to screen, polling', measure_change(), 'ms',
                 INTERVAL_MS),
        make_row('wake-ups a minute, window closed, no events', measure_resting(), '', 2),
        *measure_camera(build),
    ], {'first_frame_ms': frames, 'private_dirty_mb': memory}


def measure_codes(build):
    """The table of code reading, where its program is built; None where it is not."""
    program = build / 'tests' / 'bench' / 'bench-qr'
    if not program.exists():
        return None
    return json.loads(subprocess.run((program, '--json'), check=True, capture_output=True,
                                     text=True).stdout)


def main():
    """In a desktop of its own."""
    build = Path(sys.argv[1]).resolve()
    if 'DESKTOP_DIR' not in os.environ:
        os.execv(sys.executable, (sys.executable, ROOT / 'tests' / 'ui' / 'desktop.py',
                                  '--window-manager', '--keyring', '--pipewire', '--',
                                  sys.executable, *sys.argv))
    os.environ['VOUCH_BUILD_DIR'] = str(build)
    os.environ['GSETTINGS_SCHEMA_DIR'] = str(build / 'data')
    rows, detail = measure(build)
    codes = measure_codes(build)
    if '--json' in sys.argv:
        print(json.dumps({'rows': rows, 'detail': detail, 'codes': codes}, indent=2))
        return
    for row in rows:
        print(f'{row["name"]:<44} {row["value"]:>9.2f} {row["unit"]:<3}'
              f' target {row["target"]:g} {"met" if row["met"] else "MISSED"}')
    for name, values in detail.items():
        print(f'  {name}: ' + ', '.join(f'{key} {value:.1f}' for key, value in values.items()))
    if codes is not None:
        print_codes(codes)


def print_codes(codes):
    """Prints the hits of each reader for each kind of disturbance, and the time of a frame."""
    print(f'{"":<14}' + ''.join(f'{reader:>11}' for reader in codes))
    for kind in next(iter(codes.values())):
        print(f'{kind:<14}' + ''.join(f'{values[kind]:>11.1f}' for values in codes.values()))


if __name__ == '__main__':
    main()
