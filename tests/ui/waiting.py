# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way in which tests wait: until something holds, with a deadline, never for a while."""
import os
import time

# Stretches every deadline: 4 under AddressSanitizer, 10 under valgrind.
PATIENCE = float(os.environ.get('VOUCH_UI_PATIENCE', '1'))
INTERVAL = 0.03


class Overdue(AssertionError):
    """What was waited for did not come."""


def wait_for(condition, what, seconds=10):
    """Asks until the condition gives something true, and returns that."""
    deadline = time.monotonic() + seconds * PATIENCE
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise Overdue(f'waited {seconds * PATIENCE:g} s in vain for {what}')
        time.sleep(INTERVAL)
