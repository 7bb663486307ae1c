#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a test of an AddressSanitizer build and fails it for a leak of ours only.

A leak is ours when a frame of its stack other than main() lies in a source file of this project:
libraries keep things of their own for ever, and LeakSanitizer cannot tell the two apart.

usage: run.py COMMAND...
"""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
LEAK = re.compile(r'^(?:Direct|Indirect) leak of [^\n]*\n(?:\s+#\d+ [^\n]*\n)+', re.MULTILINE)
FRAME = re.compile(r' in (?P<function>\S+) (?P<file>\S+\.[ch]):\d+')


def is_ours(leak, folder):
    """Whether one of the frames is in the project's sources."""
    for frame in FRAME.finditer(leak):
        path = os.path.normpath(os.path.join(folder, frame['file']))
        if frame['function'] != 'main' and path.startswith((f'{ROOT}/src/', f'{ROOT}/tests/')):
            return True
    return False


def main():
    """Other errors than leaks abort the test by themselves."""
    with tempfile.TemporaryDirectory(prefix='vouch-leaks-') as folder:
        environment = {
            **os.environ,
            'G_SLICE': 'always-malloc',
            'ASAN_OPTIONS': 'detect_leaks=1:fast_unwind_on_malloc=0:malloc_context_size=25:'
                            'detect_stack_use_after_return=1:abort_on_error=1:exitcode=0:'
                            f'log_path={folder}/log',
            'LSAN_OPTIONS': f'suppressions={HERE}/suppressions:print_suppressions=0:exitcode=0',
            'UBSAN_OPTIONS': 'print_stacktrace=1:halt_on_error=1:abort_on_error=1',
        }
        status = subprocess.run(sys.argv[1:], env=environment, check=False).returncode
        for path in Path(folder).iterdir():
            text = path.read_text(errors='replace')
            leaks = LEAK.findall(text)
            for leak in leaks:
                if is_ours(leak, os.environ.get('VOUCH_BUILD_DIR', os.getcwd())):
                    print(leak, file=sys.stderr)
                    status = status or 1
            if 'ERROR: AddressSanitizer' in text or 'runtime error:' in text:
                print(text, file=sys.stderr)
                status = status or 1
    sys.exit(status if status >= 0 else 128 - status)


if __name__ == '__main__':
    main()
