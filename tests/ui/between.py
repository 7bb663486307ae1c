# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Something between Vouch and its Beeper that hears what is sent, and may change what is answered."""
import http.client
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOP_BY_HOP = ('connection', 'content-length', 'host', 'transfer-encoding')


class Between:
    """change(path, reply) may alter a reply that is JSON, in place."""

    def __init__(self, server, change=None):
        outer = self
        self.sent = []      # (path, object)

        class Handler(BaseHTTPRequestHandler):
            """Hands one request on."""
            protocol_version = 'HTTP/1.1'

            def log_message(self, format, *args):  # pylint: disable=redefined-builtin
                """Says nothing."""

            def pass_on(self):
                """The request as it came, and the answer but for what is changed."""
                body = self.rfile.read(int(self.headers.get('Content-Length') or 0))
                if body:
                    outer.sent.append((self.path, json.loads(body)))
                connection = http.client.HTTPConnection('127.0.0.1', server.port, timeout=60)
                connection.request(self.command, self.path, body or None, {
                    name: value for name, value in self.headers.items()
                    if name.lower() not in HOP_BY_HOP})
                answer = connection.getresponse()
                data = answer.read()
                connection.close()
                if change is not None and answer.status == 200:
                    reply = json.loads(data)
                    change(self.path, reply)
                    data = json.dumps(reply).encode()
                self.send_response_only(answer.status)
                for name, value in answer.getheaders():
                    if name.lower() not in HOP_BY_HOP:
                        self.send_header(name, value)
                self.send_header('Content-Length', str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            do_GET = do_POST = pass_on

        class Quiet(ThreadingHTTPServer):
            """Vouch may hang up at any time."""
            daemon_threads = True

            def handle_error(self, request, client_address):
                """Says nothing."""

        self.http = Quiet(('127.0.0.1', 0), Handler)
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    @property
    def base_url(self):
        """Where it is."""
        return f'http://127.0.0.1:{self.http.server_address[1]}'

    def heard(self, end, member):
        """What was sent as a member to the paths that end so, in turn."""
        return [body[member] for path, body in self.sent if path.endswith(end) and member in body]
