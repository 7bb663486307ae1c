# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Between Vouch and its Beeper: another address, a path, compression, a changed reply."""
import gzip
import http.client
import json

from server import Server

HOP_BY_HOP = ('connection', 'content-length', 'host', 'transfer-encoding', 'upgrade')


def leave_out_hops(headers):
    """Those that are for the receiver of the whole."""
    return {name: value for name, value in headers.items() if name.lower() not in HOP_BY_HOP}


class Between(Server):
    """Passes on requests below the prefix, and compresses the replies without being asked to.
    change(path, reply) may alter a reply that is JSON, in place."""

    def __init__(self, beeper, change=None, host='127.0.0.1', prefix='', compresses=False):
        self.beeper = beeper
        self.change = change
        self.prefix = prefix
        self.compresses = compresses
        self.sent = []      # (path, object)
        super().__init__(host)

    def answer(self, method, path, headers, body):
        if not path.startswith(self.prefix + '/'):
            return 404, {}, b''
        if body:
            self.note(path, headers, body)
        connection = http.client.HTTPConnection('127.0.0.1', self.beeper.port, timeout=60)
        connection.request(method, path.removeprefix(self.prefix), body or None,
                           leave_out_hops(headers))
        response = connection.getresponse()
        text = response.read()
        connection.close()
        headers = leave_out_hops(response.headers)
        if self.change is not None and response.status == 200:
            reply = json.loads(text)
            self.change(path, reply)
            text = json.dumps(reply).encode()
        if self.compresses and text:
            text = gzip.compress(text)
            headers['Content-Encoding'] = 'gzip'
        return response.status, headers, text

    def note(self, path, headers, body):
        """Keeps what is sent as JSON."""
        if headers.get_content_type() == 'application/json':
            self.sent.append((path, json.loads(body)))

    def heard(self, end, member):
        """What was sent as a member to the paths that end so, in turn."""
        return [body[member] for path, body in self.sent if path.endswith(end) and member in body]
