# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A program of another user of this computer, in Beeper's place: it writes down all that it hears.

Its answers are those of "beeper" (one that is not signed in), or "refuse" (401 to all but the
question who it is).
"""
import json
import subprocess
import sys
from pathlib import Path

from waiting import wait_for

# Nobody: the user that owns nothing (nobody of Debian, Fedora and Arch).
USER = 65534

# It may read none of our files.
PROGRAM = Path(__file__).with_name('server.py').read_text(encoding='utf-8') + r'''
import json
import signal

INFO = {"app": {"bundle_id": "com.automattic.beeper.server", "name": "Strange Beeper",
                "version": "1"}}
SESSION = {"state": "needs-login", "e2ee": {}}
HOST, PORT, ANSWER = sys.argv[1:]


class Heard:
    def __init__(self, stream):
        self.stream = stream
        self.close = stream.close

    def read(self, size):
        return self.write_down(self.stream.read(size))

    def readline(self, size=-1):
        return self.write_down(self.stream.readline(size))

    def write_down(self, data):
        sys.stdout.write(data.decode("latin-1"))
        sys.stdout.flush()
        return data


class Listener(Handler):
    def setup(self):
        print("CONNECTION", flush=True)
        super().setup()
        self.rfile = Heard(self.rfile)


class Stranger(Server):
    handler = Listener

    def answer(self, method, path, headers, body):
        status = 200 if ANSWER == "beeper" or path == "/v1/info" else 401
        text = json.dumps(INFO if path == "/v1/info" else SESSION).encode()
        return status, {"Content-Type": "application/json"}, text


print(json.dumps({"port": Stranger(HOST, int(PORT)).port}), flush=True)
signal.pause()
'''


class Stranger:
    """One that runs. Ended by the stage, like a server."""

    def __init__(self, stage, port=0, host='127.0.0.1', answer='beeper', user=USER):
        self.log = stage.folder / f'stranger-{len(stage.servers)}.log'
        command = (sys.executable, '-c', PROGRAM, host, str(port), answer)
        if user != 0:
            command = ('setpriv', f'--reuid={user}', f'--regid={user}', '--clear-groups', *command)
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen(command, stdout=log, stdin=subprocess.DEVNULL, cwd='/',
                                            stderr=subprocess.DEVNULL)
        stage.servers.append(self)
        self.port = json.loads(wait_for(self._read_first_line, 'the stranger to listen'))['port']

    def _read_first_line(self):
        assert self.process.poll() is None, f'the stranger ended with {self.process.returncode}'
        line, end, _ = self.log.read_text(encoding='utf-8').partition('\n')
        return line if end else None

    @property
    def base_url(self):
        """Where it listens."""
        return f'http://127.0.0.1:{self.port}'

    def stop(self):
        """Ends it."""
        self.process.terminate()
        self.process.wait()

    def count(self):
        """How many connections came."""
        return self.log.read_text(encoding='utf-8').count('CONNECTION')

    def read_heard(self):
        """All that was said to it."""
        lines = self.log.read_text(encoding='utf-8').split('\n')[1:]
        return '\n'.join(line for line in lines if line != 'CONNECTION').strip()

    def assert_left_alone(self, times=1):
        """Vouch came, more than once if need be, and went without a word."""
        before = self.count()
        wait_for(lambda: self.count() >= before + times, 'a connection to the stranger', seconds=30)
        assert not self.read_heard(), f'the stranger heard: {self.read_heard()}'


def find_port_to_search():
    """A free one of those on which Vouch looks for Beeper."""
    listening = {int(line.split()[1].rpartition(':')[2], 16)
                 for table in ('tcp', 'tcp6')
                 for line in Path('/proc/net', table).read_text().splitlines()[1:]}
    return next(port for port in range(23373, 23393) if port not in listening)
