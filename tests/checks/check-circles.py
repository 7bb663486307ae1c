#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that calls between the files of a room run in one direction only.

usage: check-circles.py NM LIBRARY...

A file calls another one when its object has an undefined symbol that the other one defines, in the
same static library.
"""
import re
import subprocess
import sys
from pathlib import Path

LINE = re.compile(r'.*?([^/:]+)\.o: *[0-9a-f]* +([A-Za-z]) (\S+)$')


def read_calls(nm, library):
    """For each file of the library: the files that it calls, with the symbols."""
    output = subprocess.run([nm, '--print-file-name', library], check=True, capture_output=True,
                            text=True).stdout
    symbols = [match.groups() for match in map(LINE.match, output.splitlines()) if match]
    owners = {symbol: file for file, kind, symbol in symbols if kind in 'BCDRTVW'}
    calls = {file: {} for file, _, _ in symbols}
    for file, kind, symbol in symbols:
        owner = owners.get(symbol, file)
        if kind == 'U' and owner != file:
            calls[file].setdefault(owner, set()).add(symbol)
    return calls


def find_circle(calls):
    """The files of one circle, in the order of their calls; empty without one."""
    done = set()

    def follow(file, way):
        if file in way:
            return way[way.index(file):]
        if file in done:
            return []
        for other in sorted(calls[file]):
            circle = follow(other, [*way, file])
            if circle:
                return circle
        done.add(file)
        return []

    return next(filter(None, (follow(file, []) for file in sorted(calls))), [])


def main():
    """Prints one circle of each library that has one."""
    nm, *libraries = sys.argv[1:]
    failed = False
    for library in libraries:
        calls = read_calls(nm, library)
        assert any(calls.values()), f'{library}: no calls are found'
        circle = find_circle(calls)
        for file, other in zip(circle, circle[1:] + circle[:1]):
            print(f'{Path(library).name}: {file} calls {other}: '
                  f'{", ".join(sorted(calls[file][other]))}')
        failed = failed or bool(circle)
    sys.exit(failed)


if __name__ == '__main__':
    main()
