# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who clicks without reading: every 100 ms, where the suggested button is or was."""
import subprocess
import threading
import time

from driver import CLICKABLE, matches
from waiting import INTERVAL, PATIENCE, Overdue

CLICK_INTERVAL = 0.1


class Robot:
    """Clicks with the mouse, and notes when it saw a question and when it had answered."""

    def __init__(self, app, server, *buttons):
        self.app = app
        self.server = server
        self.buttons = buttons
        self.place = None
        self.clicks = 0
        self.made = time.monotonic()    # before any question that it is asked about
        self.ends = threading.Event()

    def click(self, tool):
        """Clicks until it is over, while run() looks where."""
        while not self.ends.wait(CLICK_INTERVAL):
            if self.place is not None:
                tool.stdin.write('mousemove {} {} click 1\n'.format(*self.place))
                tool.stdin.flush()
                self.clicks += 1

    def look(self):
        """Finds the first of its buttons, whether it can be clicked or not. If there is none now,
        the place stays where it was."""
        node = next(self.app.search(accept=lambda node: node.role in CLICKABLE and any(
            matches(node, name) for name in self.buttons)), None)
        if node is None:
            return
        try:
            left, top, width, height = self.app.find_on_screen(node)
            self.place = (left + width // 2, top + height // 2)
        except (Overdue, TypeError, subprocess.CalledProcessError):
            pass    # its window went in this moment

    def watch(self, question, requests, seconds):
        """Until the server has got one of the requests. Returns that, the most seconds that can
        have gone by since the question was not on screen yet, and the clicks in that time. An
        answered question goes before the server has got the answer."""
        asked, clicks, seen = self.made, self.clicks, False
        deadline = time.monotonic() + seconds * PATIENCE
        while True:
            started, before = time.monotonic(), self.clicks
            is_there = self.app.exists(question)
            log = self.server.read_log()
            answer = next((request for request in requests if request in log), None)
            if answer is not None:
                return answer, time.monotonic() - asked, self.clicks - clicks
            seen = seen or is_there
            if not seen:
                asked, clicks = started, before
            if started > deadline:
                raise Overdue(f'none of {requests} was sent in {seconds} s')
            self.look()
            time.sleep(INTERVAL)

    def run(self, question, *requests, seconds=30):
        """Clicks until the server has got one of the requests; see watch()."""
        self.ends.clear()
        with subprocess.Popen(('xdotool', '-'), stdin=subprocess.PIPE, text=True) as tool:
            thread = threading.Thread(target=self.click, args=(tool,))
            thread.start()
            try:
                return self.watch(question, requests, seconds)
            finally:
                self.ends.set()
                thread.join()
                tool.stdin.close()
