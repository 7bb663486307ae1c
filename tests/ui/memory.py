# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for a secret in the memory of a running program."""
from pathlib import Path


def search_memory(process_id, secret):
    """How many times these bytes stand in what the program can write to."""
    count = 0
    process = Path('/proc') / str(process_id)
    with open(process / 'mem', 'rb', buffering=0) as memory:
        for line in (process / 'maps').read_text(encoding='utf-8').splitlines():
            area, rights = line.split()[:2]
            if not rights.startswith('rw'):
                continue
            start, end = (int(part, 16) for part in area.split('-'))
            try:
                memory.seek(start)
                count += memory.read(end - start).count(secret)
            except OSError:
                continue
    return count
