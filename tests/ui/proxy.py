# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands between the program and a practice server: another address, a path, compression."""
import gzip
import http.client
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    """Hands one request on, and its reply back."""
    protocol_version = 'HTTP/1.1'

    def answer(self):
        """404 for what is not below the path. Compresses though nobody asks for it."""
        prefix, port, compresses = self.server.terms
        if not self.path.startswith(prefix + '/'):
            self.send_error(404)
            return
        body = self.rfile.read(int(self.headers.get('Content-Length', 0)))
        connection = http.client.HTTPConnection('127.0.0.1', port, timeout=20)
        headers = {name: self.headers[name] for name in ('Authorization', 'Content-Type')
                   if name in self.headers}
        connection.request(self.command, self.path[len(prefix):], body or None, headers)
        response = connection.getresponse()
        text = response.read()
        connection.close()
        self.send_response(response.status)
        if compresses and text:
            text = gzip.compress(text)
            self.send_header('Content-Encoding', 'gzip')
        self.send_header('Content-Type', 'application/json')
        if response.status != 204:
            self.send_header('Content-Length', str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = answer
    do_POST = answer

    def log_message(self, *_arguments):
        """Says nothing."""


class Proxy(ThreadingHTTPServer):
    """Listens on a free port of the host, or on one that is given, until it is stopped."""
    daemon_threads = True

    def __init__(self, server, host='127.0.0.1', prefix='', compresses=False):
        self.address_family = socket.AF_INET6 if ':' in host else socket.AF_INET
        self.terms = (prefix, server.port, compresses)
        super().__init__((host, 0), Handler)
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def stop(self):
        """Nothing answers from now on."""
        self.shutdown()
        self.server_close()
