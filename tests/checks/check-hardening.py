#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that programs are hardened: PIE, full RELRO, no executable stack, no RPATH, and guards of
the stack.

usage: check-hardening.py READELF PROGRAM...
"""
import re
import subprocess
import sys

# What readelf has to say, and what it means
NEEDED = (
    (r'Type: +DYN \(', 'a program at any address (PIE)'),
    (r'^ +GNU_RELRO ', 'tables that become read-only (RELRO)'),
    (r'\((?:BIND_NOW|FLAGS)\).*BIND_NOW|\(FLAGS_1\).*\bNOW\b', 'no late binding'),
    (r'^ +GNU_STACK .* RW +0x', 'a stack that is not executable'),
    (r' __stack_chk_fail\b', 'guards of the stack'),
)


def main():
    """Prints what is missing."""
    readelf, *programs = sys.argv[1:]
    faults = []
    for program in programs:
        text = subprocess.run([readelf, '--wide', '--file-header', '--program-headers', '--dynamic',
                               '--dyn-syms', program],
                              stdout=subprocess.PIPE, check=True, text=True).stdout
        faults += [f'{program}: {meaning} is missing' for pattern, meaning in NEEDED
                   if not re.search(pattern, text, re.M)]
        faults += [f'{program}: {line.strip()}' for line in text.split('\n') if 'PATH)' in line]
    print('\n'.join(faults))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
