# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that each fault of vouch-practice-server goes wrong in the way that it says.

Usage: walk_faults.py PROGRAM [unittest options]
"""

import http.client
import json
import os
import subprocess
import sys
import unittest

import shapes
from practice import PREFIX, Server, wait_for

PROGRAM = None
# What a request does that is never answered is seen after this time, in seconds.
PATIENCE = 0.5


class Faults(unittest.TestCase):
    """A Beeper that is ready, and one fault after the other."""

    def setUp(self):
        self.server = Server(PROGRAM, '--fast', '--state', 'ready', '--token', 'first')
        self.server.token = 'first'
        self.addCleanup(self.server.stop)

    def strike(self, kind, target=PREFIX):
        """Adds a fault for one request."""
        self.server.control('fault', {'fault': f'{target}={kind}'})

    def raw(self, method='GET', path=PREFIX):
        """A request with little patience; returns the response, not read yet."""
        connection = http.client.HTTPConnection('127.0.0.1', self.server.port, timeout=PATIENCE)
        self.addCleanup(connection.close)
        connection.request(method, path, headers={'Authorization': 'Bearer first'})
        return connection.getresponse()

    def raw_later(self):
        """Sends a request that is surely there; returns a function that waits for the response."""
        connection = http.client.HTTPConnection('127.0.0.1', self.server.port, timeout=5)
        self.addCleanup(connection.close)
        connection.request('GET', PREFIX, headers={'Authorization': 'Bearer first'})
        wait_for(lambda: any('late' in line for line in self.server.log()), 'the request')
        return connection.getresponse

    def tearDown(self):
        # Whatever happened, the next request is answered well.
        shapes.check(self.server.request('GET', PREFIX).json, shapes.SESSION)

    def test_reset(self):
        self.strike('reset')
        with self.assertRaises(ConnectionResetError):
            self.raw()

    def test_hang(self):
        self.strike('hang')
        with self.assertRaises(TimeoutError):
            self.raw()

    def test_cut(self):
        self.strike('cut')
        with self.assertRaises((ConnectionResetError, http.client.IncompleteRead)):
            self.raw().read()

    def test_truncated(self):
        self.strike('truncated')
        with self.assertRaises(http.client.IncompleteRead):
            self.raw().read()

    def test_slow(self):
        self.strike('slow')
        response = self.raw()
        self.assertEqual(response.read(2), b'{"')
        response.close()

    def test_late(self):
        self.strike('late:300')
        response = self.raw_later()
        self.server.control('jump', {'state': 'needs-verification'})
        # It says what was true when it was asked.
        self.assertEqual(json.loads(response().read())['state'], 'ready')
        self.assertEqual(self.server.request('GET', PREFIX).json['state'], 'needs-verification')

    def test_not_json(self):
        for kind, start in (('garbage', b'{'), ('html', b'<'), ('empty', b'')):
            self.strike(kind)
            response = self.raw()
            body = response.read()
            self.assertEqual((response.status, body[:1]), (200, start), kind)
            with self.assertRaises(ValueError, msg=kind):
                json.loads(body)

    def test_deep(self):
        # Python 3.14 reads it as well.
        self.strike('deep')
        response = self.raw()
        levels = 50_000
        self.assertEqual((response.status, response.read()),
                         (200, b'{"state":' + b'[' * levels + b']' * levels + b'}'))

    def test_redirect(self):
        self.strike('redirect')
        response = self.raw()
        self.assertEqual(response.status, 307)
        self.assertEqual(response.headers['Location'],
                         f'http://localhost:{self.server.port}/practice/elsewhere')
        self.raw(path='/practice/elsewhere').read()
        self.assertIn('GET /practice/elsewhere 404 bearer=good', self.server.log())

    def test_wrong_members(self):
        for kind, state in (('wrong-types', 7), ('nulls', None)):
            self.strike(kind)
            reply = self.server.request('GET', PREFIX)
            self.assertEqual(reply.json['state'], state)

    def test_huge(self):
        self.strike('huge')
        reply = self.server.request('GET', PREFIX)
        self.assertGreater(len(reply.raw), 2 * 1024 * 1024)
        self.assertEqual(reply.json['state'], 'ready')

    def test_status(self):
        for kind, status, after in (('status:500', 500, None), ('status:429:7', 429, '7'),
                                    ('status:503:Sat, 21 Nov 2026 12:00:00 GMT', 503,
                                     'Sat, 21 Nov 2026 12:00:00 GMT')):
            self.strike(kind)
            reply = self.server.request('GET', PREFIX)
            self.assertEqual((reply.status, reply.headers['Retry-After']), (status, after))
            shapes.check(reply.json, shapes.ENVELOPE)

    def test_reason(self):
        for kind, after in (('status:429;Your client is out of date. Get another: https://a.b', None),
                            ('status:429:7;Your client is out of date. Get another: https://a.b',
                             '7')):
            self.strike(kind)
            reply = self.server.request('GET', PREFIX)
            self.assertEqual((reply.status, reply.headers['Retry-After']), (429, after))
            self.assertEqual(reply.json['message'],
                             'Your client is out of date. Get another: https://a.b')

    def test_afterwards(self):
        path = PREFIX + '/verifications'
        for kind, done in (('reset', False), ('status:500', False), ('after-reset', True)):
            self.strike(kind, 'POST ' + path)
            try:
                self.raw('POST', path).read()
            except ConnectionResetError:
                pass
            session = self.server.request('GET', PREFIX).json
            self.assertEqual('verification' in session, done, kind)

    def test_counts_and_patterns(self):
        self.strike('status:500*2', '/v1/*/setup')
        self.strike('status:502*ever', 'POST *')
        statuses = [self.server.request('GET', PREFIX).status for _ in range(3)]
        self.assertEqual(statuses, [500, 500, 200])
        statuses = [self.server.request('POST', '/any/thing').status for _ in range(3)]
        self.assertEqual(statuses, [502, 502, 502])
        self.server.control('fault/clear')
        self.assertEqual(self.server.request('POST', '/any/thing').status, 404)

    def test_connections_end(self):
        folder = f'/proc/{self.server.process.pid}/fd'
        before = len(os.listdir(folder))
        for _ in range(50):
            self.server.request('GET', '/v1/info')
        # Those that never get an answer end when the client does.
        self.strike('hang*20')
        for _ in range(20):
            connection = http.client.HTTPConnection('127.0.0.1', self.server.port)
            connection.request('GET', PREFIX)
            connection.close()
        wait_for(lambda: len(os.listdir(folder)) <= before + 5, 'the connections to end')
        self.server.control('fault/clear')

    def test_controls_of_other_types(self):
        for path in ('phone/stop', 'phone/scan', 'expire', 'jump', 'token', 'auto-phone'):
            for value in (7, {}, [], None, 'x', True):
                body = dict.fromkeys(('code', 'reason', 'broken', 'data', 'what', 'state', 'token',
                                      'on'), value)
                reply = self.server.request('POST', '/practice/' + path, body)
                self.assertIn(reply.status, (200, 400, 409, 422))

    def test_options(self):
        for options in (['ready'], ['--port', '70000'], ['--state', 'x'], ['--form', 'x'],
                        ['--fault', 'x'], ['--product', 'x'], ['--tls', '/nowhere'],
                        ['--port', str(self.server.port)]):
            ended = subprocess.run([PROGRAM, *options], capture_output=True, timeout=10)
            self.assertEqual((ended.returncode, ended.stdout), (1, b''), options)
            self.assertEqual(ended.stderr.count(b'\n'), 1, options)

    def test_nonsense(self):
        for fault in ('', '=', 'x', '/x=', '=reset', '/x=unknown', '/x=reset*', '/x=reset*0',
                      '/x=reset*-1', '/x=status:', '/x=status:99', '/x=status:abc', '/x=late:',
                      '/x=late:x', 7, None):
            reply = self.server.request('POST', '/practice/fault', {'fault': fault})
            self.assertEqual(reply.status, 400, fault)


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
