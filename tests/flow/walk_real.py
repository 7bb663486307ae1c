# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks what people saw of running Beepers, and what the documentation does not say.

Usage: walk_real.py PROGRAM [unittest options]
"""

import json
import sys
import unittest

import walk_access
from beeper import KEY, Beeper, check_actions
from practice import Server, wait_for
from socket_client import Events

PROGRAM = None
SUBSCRIBE = {'type': 'subscriptions.set', 'chatIDs': [], 'app': {'state': True}}
POSTS = ('request', 'accept', 'cancel', 'scan', 'confirm-scanned', 'sas-start', 'sas-confirm',
         'recovery-key', 'reset', 'confirm-reset')


class Real(unittest.TestCase):
    """One server a test, started as the test wants it."""

    def start(self, *options):
        """A client of a server that takes the token "first"."""
        server = Server(PROGRAM, '--fast', '--token', 'first', *options)
        self.addCleanup(server.stop)
        server.token = 'first'
        return Beeper(server)

    def compare(self, beeper):
        """Verifies by emoji."""
        identifier = beeper.request()
        beeper.call('sas-start', identifier=identifier)
        beeper.wait_verification(identifier, 'sas_ready')
        beeper.server.phone('match')
        beeper.call('sas-confirm', identifier=identifier)


class Tokens(Real):
    """One that may only read."""

    def check(self, beeper, token):
        """GET counts, POST does not."""
        beeper.server.token = token
        beeper.session()
        beeper.call('list')
        events = Events(beeper.server.port, token)
        events.close()
        self.assertEqual(events.status, 101)
        for name in POSTS:
            refusal = beeper.refused(401, name, identifier='x')
            self.assertEqual(refusal['code'], 'unauthorized')

    def introspect(self, beeper, token):
        """What the server says about it."""
        return beeper.server.request('POST', '/oauth/introspect', b'token=' + token.encode(),
                                     headers=walk_access.FORM, token='')

    def test_option(self):
        beeper = self.start('--state', 'ready', '--read-only-token', 'reads')
        self.check(beeper, 'reads')
        self.assertIn('POST /v1/app/setup/verifications 401 bearer=read-only', beeper.server.log())
        beeper.server.token = 'first'
        beeper.call('request', {})

    def test_control(self):
        beeper = self.start('--state', 'ready')
        beeper.server.control('token', {'token': 'later', 'read-only': True})
        self.check(beeper, 'later')

    def test_introspection(self):
        beeper = self.start('--state', 'ready', '--read-only-token', 'reads')
        for token, said in (('first', {'active': True, 'scope': 'read write'}),
                            ('reads', {'active': True, 'scope': 'read'}),
                            ('other', {'active': False})):
            self.assertEqual(self.introspect(beeper, token).json, said)
        beeper.server.control('settings', {'without-introspection': True})
        self.assertEqual(self.introspect(beeper, 'first').status, 404)
        metadata = beeper.server.request('GET', '/.well-known/oauth-authorization-server').json
        self.assertNotIn('introspection_endpoint', metadata)
        beeper = self.start('--without-introspection')
        self.assertEqual(self.introspect(beeper, 'first').status, 404)


class Consent(walk_access.SignedIn):
    """What comes of asking in the browser."""

    def test_read_only(self):
        client = self.register()
        self.server.control('settings', {'consent': 'read-only'})
        reply = self.exchange(client, self.authorize(client)[1]['code'])
        self.assertEqual(reply.json['scope'], 'read')
        self.server.token = reply.json['access_token']
        self.beeper.session()
        self.beeper.refused(401, 'request', {})

    def waits(self, client):
        """Whether the browser's page only waits; otherwise where it is sent."""
        status, query = self.authorize_page(client)
        return status == 200 or query

    def authorize_page(self, client):
        """As authorize(), where there may be a page."""
        try:
            return self.authorize(client)
        except json.JSONDecodeError:
            return 200, {}

    def test_window(self):
        self.server.control('settings', {'consent': 'window'})
        for answer, said in (('approve', 'code'), ('decline', 'error')):
            client = self.register()
            refused = self.server.request('POST', '/practice/window/' + answer)
            self.assertEqual(refused.status, 409)
            for _ in range(3):
                self.assertIs(self.waits(client), True)
            self.assertTrue(self.server.control('state')['computer']['asks'])
            self.server.control('window/' + answer)
            self.assertFalse(self.server.control('state')['computer']['asks'])
            self.assertEqual(set(self.waits(client)), {said, 'state'})


class States(Real):
    """States that do not end, and one that is not what it seems."""

    def test_initializing(self):
        """Behind it all goes on, and what "e2ee" says goes with it."""
        for change in (False, True):
            beeper = self.start('--state', 'needs-verification',
                                *(() if change else ('--endless-initializing',)))
            if change:
                beeper.server.control('settings', {'endless-initializing': True})
            before = beeper.session()
            self.assertEqual(before['state'], 'initializing')
            self.assertFalse(before['e2ee']['initialized'])
            self.assertFalse(before['e2ee']['verified'])
            self.compare(beeper)
            wait_for(lambda beeper=beeper: beeper.session()['e2ee']['firstSyncDone'], 'all of it')
            after = beeper.session()
            self.assertEqual(after['state'], 'initializing')
            self.assertTrue(after['e2ee']['verified'])
            self.assertEqual(beeper.server.control('state')['computer']['state'], 'initializing')
            beeper.server.control('settings', {'endless-initializing': False})
            beeper.wait('ready')

    def test_first_sync(self):
        beeper = self.start('--state', 'needs-verification', '--endless-sync')
        self.compare(beeper)
        session = beeper.wait('needs-first-sync')
        self.assertTrue(session['e2ee']['verified'])
        self.assertFalse(session['e2ee']['firstSyncDone'])
        beeper.server.control('settings', {'endless-sync': False})
        beeper.wait('ready')
        beeper.server.control('settings', {'endless-sync': True})
        beeper.server.control('jump', {'state': 'needs-first-sync'})
        self.assertEqual(beeper.session()['state'], 'needs-first-sync')

    def test_legacy(self):
        """An existing account: it has a key, and another device that can verify this one."""
        for way in ('sign in', 'jump', 'setting'):
            options = {'sign in': ('--legacy',), 'setting': (),
                       'jump': ('--legacy', '--state', 'needs-cross-signing-setup')}[way]
            beeper = self.start(*options)
            if way == 'setting':
                beeper.server.control('settings', {'legacy': True})
            if way != 'jump':
                identifier = beeper.begin()
                reply = beeper.call('response', {'response': '123456',
                                                 'setupRequestID': identifier})
                beeper.server.token = reply['matrix']['accessToken']
            self.assertFalse(beeper.wait('needs-cross-signing-setup')['e2ee']['crossSigning'])
            if way == 'jump':
                beeper.call('recovery-key', {'recoveryKey': KEY})
            else:
                self.compare(beeper)
            beeper.wait('ready')


class Verifying(Real):
    """The other device, and ids."""

    def test_eager_emoji(self):
        for change in (False, True):
            beeper = self.start('--state', 'needs-verification',
                                *(() if change else ('--eager-emoji',)))
            if change:
                beeper.server.control('settings', {'eager-emoji': True})
            identifier = beeper.request()
            verification = beeper.wait_verification(identifier, 'sas_ready')
            check_actions(verification, 'outgoing', 'sas_ready', 'cancel', 'sas.confirm')
            beeper.call('cancel', {}, identifier)
            beeper.server.phone('start')
            identifier = beeper.session()['verification']['id']
            beeper.call('accept', identifier=identifier)
            beeper.wait_verification(identifier, 'sas_ready')

    def test_active_is_no_id(self):
        beeper = self.start('--state', 'needs-verification')
        identifier = beeper.request()
        beeper.call('sas-start', identifier=identifier)
        beeper.wait_verification(identifier, 'sas_ready')
        beeper.refused(409, 'sas-confirm', identifier='active')
        beeper.refused(409, 'cancel', {}, identifier='active')
        beeper.call('sas-confirm', identifier=identifier)


class Errors(Real):
    """Words in capitals."""

    def test_capitals(self):
        beeper = self.start('--state', 'needs-verification')
        cases = (('recovery-key', {}, 400, 'VALIDATION_ERROR', 'bad_request', 400),
                 ('request', {'userID': 'x'}, 400, 'VALIDATION_ERROR', 'validation_error', 422),
                 ('accept', {}, 404, 'NOT_FOUND', 'not_found', 404),
                 ('start', None, 409, 'CONFLICT', 'conflict', 409))
        for name, body, _, _, code, status in cases:
            self.assertEqual(beeper.refused(status, name, body, 'x')['code'], code)
        beeper.server.control('settings', {'capital-codes': True})
        for name, body, status, code, _, _ in cases:
            self.assertEqual(beeper.refused(status, name, body, 'x')['code'], code)
        self.assertEqual(beeper.refused(401, 'list', token='x')['code'], 'unauthorized')
        message = beeper.refused(400, 'request', {'userID': ''})['message']
        self.assertEqual(message, 'String must contain at least 1 character(s)')
        beeper = self.start('--capital-codes')
        self.assertEqual(beeper.refused(404, 'email', {'email': 'a@b.c', 'setupRequestID': 'x'}),
                         {'code': 'NOT_FOUND', 'message': 'This sign-in request is unknown or was '
                                                          'replaced by a newer one.'})


class Live(Real):
    """The frame that is known, and the life sign."""

    def test_first_frame(self):
        """The state comes at once, without a change, and is counted from 1 for each connection."""
        beeper = self.start('--state', 'ready')
        for _ in range(2):
            events = Events(beeper.server.port, 'first')
            self.addCleanup(events.close)
            self.assertEqual(events.receive()['type'], 'ready')
            events.send(SUBSCRIBE)
            self.assertEqual(events.receive()['type'], 'subscriptions.updated')
            frame = events.receive()
            self.assertEqual((frame['type'], frame['seq']), ('app.state.updated', 1))
            self.assertEqual(frame['appState'], beeper.session())
            beeper.server.phone('start')
            frame = events.receive()
            self.assertEqual((frame['seq'], frame['appState']), (2, beeper.session()))
            beeper.server.phone('decline')

    def test_ping(self):
        beeper = self.start('--state', 'ready', '--ping-interval', '1000')
        events = Events(beeper.server.port, 'first')
        self.addCleanup(events.close)
        for _ in range(2):
            payload = events.wait_for_ping()
            events.pong(payload)
        beeper = self.start('--state', 'ready', '--ping-interval', '0')
        events = Events(beeper.server.port, 'first')
        self.addCleanup(events.close)
        beeper.server.control('settings', {'ping-interval': 1000})
        events.wait_for_ping()


if __name__ == '__main__':
    PROGRAM = walk_access.PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
