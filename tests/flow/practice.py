# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts vouch-practice-server and speaks HTTP to it. Nothing but the standard library."""

import http.client
import json
import ssl
import subprocess
import time
import urllib.parse

DEADLINE = 10
PREFIX = '/v1/app/setup'


class Reply:
    """One reply: status, headers, the raw body, and the body as JSON (None when it is empty)."""

    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.raw = response.read()
        self.json = json.loads(self.raw) if self.raw else None


class Server:
    """The executable as a process of its own, started with some options.

    log: the file that its standard error is appended to; without one it is the caller's.
    """

    def __init__(self, program, *options, log=None):
        self.program = program
        self.options = options
        self.errors = log
        self.process = None
        self.port = 0
        self.token = None
        self.start()

    @property
    def base_url(self):
        """Where it listens."""
        return f'{"https" if "--tls" in self.options else "http"}://127.0.0.1:{self.port}'

    def start(self):
        """Starts it; after a stop, on the same port as before."""
        command = (self.program, '--port', str(self.port), *self.options)
        errors = open(self.errors, 'ab') if self.errors else None
        try:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL,
                                            stdout=subprocess.PIPE, stderr=errors, text=True)
        finally:
            if errors:
                errors.close()
        line = self.process.stdout.readline()
        if not line:
            raise AssertionError(f'the practice server ended with {self.process.wait()}')
        self.port = json.loads(line)['port']

    def stop(self):
        """Ends it, and it has to end well. From now on nothing answers on its port."""
        self.process.terminate()
        code = self.process.wait(DEADLINE)
        self.process.stdout.close()
        assert code == 0, f'the server ended with {code}'

    def connect(self):
        """A connection for one request."""
        if '--tls' in self.options:
            return http.client.HTTPSConnection('127.0.0.1', self.port, timeout=DEADLINE,
                                               context=ssl._create_unverified_context())
        return http.client.HTTPConnection('127.0.0.1', self.port, timeout=DEADLINE)

    def request(self, method, path, body=None, headers=None, token=None):
        """Sends one request; body is JSON, or bytes that go as they are."""
        headers = dict(headers or {})
        if body is not None and not isinstance(body, bytes):
            body = json.dumps(body).encode()
            headers.setdefault('Content-Type', 'application/json')
        token = self.token if token is None else token
        if token:
            headers.setdefault('Authorization', 'Bearer ' + token)
        connection = self.connect()
        try:
            connection.putrequest(method, path)
            for name, value in headers.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader('Content-Length', str(len(body)))
            elif method == 'POST':
                connection.putheader('Content-Length', '0')
            connection.endheaders(body)
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def control(self, path, body=None):
        """One of the endpoints below /practice/; POST unless it only reads."""
        method = 'GET' if path in ('state', 'log') else 'POST'
        reply = self.request(method, '/practice/' + path, body, token='')
        assert reply.status == 200, (path, reply.status, reply.raw)
        return reply.json

    def log(self):
        """What was asked so far."""
        return self.control('log')['lines']

    def phone(self, button, body=None):
        """Presses a button of the phone."""
        return self.control('phone/' + button, body)


def quote(identifier):
    """An id as one segment of a path."""
    return urllib.parse.quote(identifier, safe='')


def wait_for(question, what):
    """Asks until the answer is true, for at most DEADLINE seconds; returns the answer."""
    end = time.monotonic() + DEADLINE
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.01)
    raise AssertionError(f'waited in vain for {what}')
