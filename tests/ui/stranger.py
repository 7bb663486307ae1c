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

PROGRAM = r'''
import json, socketserver, sys

INFO = {"app": {"bundle_id": "com.automattic.beeper.server", "name": "Strange Beeper",
                "version": "1"}}
SESSION = {"state": "needs-login", "e2ee": {}}
host, port, answer = sys.argv[1], int(sys.argv[2]), sys.argv[3]


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        while True:
            head = b""
            while not head.endswith(b"\r\n\r\n"):
                line = self.rfile.readline()
                if not line:
                    return
                sys.stdout.write(line.decode("latin-1"))
                head += line
            sys.stdout.flush()
            length = [int(line.split(b":")[1]) for line in head.lower().split(b"\r\n")
                      if line.startswith(b"content-length:")]
            if length:
                print(self.rfile.read(length[0]).decode("latin-1"), flush=True)
            self.reply(head.split(b" ")[1].decode())

    def reply(self, path):
        status = "200 OK" if answer == "beeper" or path == "/v1/info" else "401 Unauthorized"
        body = json.dumps(INFO if path == "/v1/info" else SESSION).encode()
        self.wfile.write(b"HTTP/1.1 %s\r\nContent-Type: application/json\r\n"
                         b"Content-Length: %d\r\n\r\n" % (status.encode(), len(body)) + body)


class Server(socketserver.ThreadingTCPServer):
    address_family = socketserver.socket.AF_INET6 if ":" in host else socketserver.socket.AF_INET
    allow_reuse_address = True
    daemon_threads = True

    def process_request(self, request, client_address):
        print("CONNECTION", flush=True)
        super().process_request(request, client_address)


with Server((host, port), Handler) as server:
    print(json.dumps({"port": server.server_address[1]}), flush=True)
    server.serve_forever()
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
