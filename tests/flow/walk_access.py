# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks what gives access to a Beeper that is signed in already, and its live events.

Usage: walk_access.py PROGRAM [unittest options]
"""

import base64
import hashlib
import sys
import unittest
import urllib.parse

import shapes
from beeper import Beeper
from practice import Server, wait_for
from socket_client import Events

PROGRAM = None
REDIRECT = 'http://127.0.0.1:54321/done'
VERIFIER = 'a-verifier-of-at-least-forty-three-characters-00'
FORM = {'Content-Type': 'application/x-www-form-urlencoded'}


def challenge(verifier):
    """S256 of RFC 7636."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b'=').decode()


class SignedIn(unittest.TestCase):
    """A Beeper that is ready, with one token that counts."""

    state = 'ready'

    def setUp(self):
        options = ('--state', self.state) if self.state else ()
        self.server = Server(PROGRAM, '--fast', '--token', 'first', *options)
        self.addCleanup(self.server.stop)
        self.beeper = Beeper(self.server)

    def register(self):
        """Registers a client; returns its id."""
        reply = self.server.request('POST', '/oauth/register', {
            'client_name': 'Walk', 'grant_types': ['authorization_code'],
            'response_types': ['code'], 'redirect_uris': [REDIRECT], 'scope': 'read write',
            'token_endpoint_auth_method': 'none'})
        self.assertEqual(reply.status, 201)
        return reply.json['client_id']

    def authorize(self, client, **changes):
        """Where the browser would be sent, as (status, query)."""
        query = {'client_id': client, 'redirect_uri': REDIRECT, 'response_type': 'code',
                 'code_challenge': challenge(VERIFIER), 'code_challenge_method': 'S256',
                 'scope': 'read write', 'state': 'a state & more', **changes}
        reply = self.server.request('GET', '/oauth/authorize?' + urllib.parse.urlencode(query))
        location = reply.headers['Location']
        if location is None:
            shapes.check(reply.json, {'error': str, 'error_description': str})
            return reply.status, {}
        self.assertTrue(location.startswith(REDIRECT + '?'))
        return reply.status, dict(urllib.parse.parse_qsl(urllib.parse.urlparse(location).query))

    def exchange(self, client, code, **changes):
        """Asks for a token."""
        form = {'grant_type': 'authorization_code', 'code': code, 'client_id': client,
                'redirect_uri': REDIRECT, 'code_verifier': VERIFIER, **changes}
        return self.server.request('POST', '/oauth/token', urllib.parse.urlencode(form).encode(),
                                   headers=FORM)

    def upgrade(self, token):
        """The status of an attempt to listen."""
        events = Events(self.server.port, token)
        events.close()
        return events.status


class Authorizing(SignedIn):
    """OAuth 2 with PKCE."""

    def test_metadata(self):
        reply = self.server.request('GET', '/.well-known/oauth-authorization-server')
        self.assertEqual(reply.json['code_challenge_methods_supported'], ['S256'])
        info = self.server.request('GET', '/v1/info').json
        for name, url in info['endpoints']['oauth'].items():
            self.assertEqual(reply.json[name], url)

    def test_token(self):
        client = self.register()
        status, query = self.authorize(client)
        self.assertEqual((status, query['state']), (302, 'a state & more'))
        reply = self.exchange(client, query['code'])
        shapes.check(reply.json, {'access_token': str, 'token_type': str, 'scope': str})
        self.beeper.refused(401, 'session')
        self.server.token = reply.json['access_token']
        self.assertEqual(self.beeper.session()['state'], 'ready')
        # A code counts once.
        self.assertEqual(self.exchange(client, query['code']).json['error'], 'invalid_grant')
        revoked = self.server.request('POST', '/oauth/revoke',
                                      b'token=' + self.server.token.encode(), headers=FORM)
        self.assertEqual(revoked.status, 200)
        self.beeper.refused(401, 'session')

    def test_consent(self):
        client = self.register()
        self.server.control('settings', {'consent': 'refused'})
        status, query = self.authorize(client)
        self.assertEqual((status, query),
                         (302, {'error': 'access_denied', 'state': 'a state & more'}))
        self.server.control('settings', {'consent': 'forged'})
        query = self.authorize(client)[1]
        self.assertNotEqual(query['state'], 'a state & more')
        self.assertEqual(self.exchange(client, query['code']).json['error'], 'invalid_grant')
        self.server.control('settings', {'consent': 'given'})
        self.assertEqual(self.exchange(client, self.authorize(client)[1]['code']).status, 200)

    def test_refusals(self):
        client = self.register()
        self.assertEqual(self.authorize('unknown')[0], 400)
        self.assertEqual(self.authorize(client, redirect_uri='http://127.0.0.1:1/')[0], 400)
        for change in ({'response_type': 'token'}, {'code_challenge_method': 'plain'}):
            self.assertIn('error', self.authorize(client, **change)[1])
        for change in ({'code_verifier': 'other'}, {'client_id': 'other'},
                       {'redirect_uri': 'http://127.0.0.1:1/'}, {'grant_type': 'password'}):
            code = self.authorize(client)[1]['code']
            reply = self.exchange(client, code, **change)
            self.assertEqual(reply.status, 400)
            shapes.check(reply.json, {'error': str, 'error_description': str})
        for uris in ([], ['https://example.org/'], [REDIRECT, REDIRECT], 'x', [7]):
            reply = self.server.request('POST', '/oauth/register', {'redirect_uris': uris})
            self.assertEqual(reply.status, 400, uris)


class Products(unittest.TestCase):
    """Several Beepers beside each other."""

    def test_products(self):
        for product, bundle in (('desktop', 'com.automattic.beeper.desktop'),
                                ('nightly', 'com.automattic.beeper.desktop.nightly'),
                                ('server', 'com.automattic.beeper.server')):
            server = Server(PROGRAM, '--product', product, '--username', product, '--token', 'one',
                            '--state', 'ready')
            self.addCleanup(server.stop)
            info = server.request('GET', '/v1/info').json
            shapes.check(info, shapes.INFO)
            self.assertEqual(info['app']['bundle_id'], bundle)
            server.token = 'one'
            self.assertEqual(Beeper(server).session()['matrix']['userID'],
                             f'@{product}:beeper.com')


class NotSignedIn(SignedIn):
    """Before sign-in no token is issued."""

    state = None

    def test_denied(self):
        self.assertEqual(self.authorize(self.register())[1]['error'], 'access_denied')

    def test_no_events(self):
        self.assertEqual(self.upgrade('other'), 401)


class Live(SignedIn):
    """The WebSocket."""

    SUBSCRIBE = {'type': 'subscriptions.set', 'requestID': '1', 'chatIDs': [],
                 'app': {'state': True}}

    def test_token_is_needed(self):
        for token in (None, 'other'):
            self.assertEqual(self.upgrade(token), 401)
        reply = self.server.request('GET', '/v1/ws', token='first')
        self.assertEqual(reply.status, 400)

    def test_changes(self):
        events = Events(self.server.port, 'first')
        self.addCleanup(events.close)
        self.assertEqual(events.status, 101)
        self.assertEqual(events.receive()['type'], 'ready')
        events.send(self.SUBSCRIBE)
        self.assertEqual(events.receive()['requestID'], '1')
        self.server.phone('start')
        self.assertEqual(events.receive()['type'], 'app.state.updated')

    def test_nonsense(self):
        events = Events(self.server.port, 'first')
        self.addCleanup(events.close)
        events.receive()
        for text in ('', 'x', '[]', '{}', '{"type":7}', '{"type":{},"requestID":[]}',
                     '{"type":"subscriptions.set","app":[]}',
                     '{"type":"subscriptions.set","app":{"state":"yes"}}', '[' * 2000):
            events.send(text)
            self.assertEqual(events.receive()['code'], 'INVALID_PAYLOAD', text)
        self.server.control('settings', {'old-events': True})
        events.send(self.SUBSCRIBE)
        self.assertEqual(events.receive()['code'], 'INVALID_PAYLOAD')

    def test_listeners_leave(self):
        events = [Events(self.server.port, 'first') for _ in range(5)]
        self.listeners(5)
        for connection in events:
            connection.close()
        self.listeners(0)

    def listeners(self, count):
        """Waits until so many listen."""
        wait_for(lambda: self.server.control('state')['computer']['listeners'] == count, count)


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
