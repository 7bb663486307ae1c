#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the logs of several runs of meson test. The last line is "N passed, N failed".

usage: count-results.py TESTLOG.json...
"""
import json
import re
import sys

PASSED = {'OK', 'EXPECTEDFAIL'}
# A plan of no tests without a reason: the program knows none by the name that it was given.
NOTHING = re.compile(r'^1\.\.0\s*$', re.MULTILINE)


def main():
    """Prints what was skipped or failed by name, then the sum."""
    counts = {'passed': 0, 'failed': 0}
    for path in sys.argv[1:]:
        with open(path, encoding='utf-8') as log:
            for line in log:
                test = json.loads(line)
                result = test['result']
                if result == 'SKIP' and NOTHING.search(test.get('stdout') or ''):
                    result = 'NO TEST'
                if result == 'SKIP':
                    print(f'skipped: {test["name"]}')
                    continue
                if result not in PASSED:
                    print(f'{result.lower()}: {test["name"]} ({path})')
                counts['passed' if result in PASSED else 'failed'] += 1
    print(f'{counts["passed"]} passed, {counts["failed"]} failed')
    sys.exit(counts['failed'] > 0 or counts['passed'] == 0)


if __name__ == '__main__':
    main()
