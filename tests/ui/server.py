# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""An HTTP server in a thread, for tests that stand in the place of Beeper or before it.

It needs nothing of the other files here: the text of this one is the beginning of a program that
another user runs (stranger.py).
"""
import socket
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """Reads whole requests, and sends what the server answers."""
    protocol_version = 'HTTP/1.1'

    def handle_request(self):
        """One request."""
        body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
        status, headers, text = self.server.answer(self.command, self.path, self.headers, body)
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header('Content-Length', str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_POST = handle_request

    def log_message(self, *_arguments):
        """Says nothing: TAP goes to the same place."""


class Server(ThreadingHTTPServer):
    """Listens on a free port of the host, or on one that is given, until it is stopped."""
    daemon_threads = True
    handler = Handler

    def __init__(self, host='127.0.0.1', port=0):
        self.address_family = socket.AF_INET6 if ':' in host else socket.AF_INET
        super().__init__((host, port), self.handler)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def answer(self, method, path, headers, body):
        """(status, headers, body) of the reply; in a thread of the connection."""
        raise NotImplementedError

    @property
    def base_url(self):
        """Where it listens."""
        return f'http://127.0.0.1:{self.port}'

    def stop(self):
        """Takes no connection from now on."""
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        """The program may hang up at any time. Everything else is a fault of the test."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)
