# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The memory of a running program: how much there is, and what stands in it."""
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


def keep_areas(process_id, path):
    """Writes down what the memory of the program consists of, to compare it later."""
    path.write_text((Path('/proc') / str(process_id) / 'smaps').read_text(encoding='utf-8'),
                    encoding='utf-8')


def read_memory(process_id):
    """KiB that this program has written to, and no other program shares."""
    lines = (Path('/proc') / str(process_id) / 'smaps_rollup').read_text(encoding='utf-8')
    return sum(int(line.split()[1]) for line in lines.splitlines()
               if line.startswith('Private_Dirty'))
