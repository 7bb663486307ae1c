# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks all endpoints of vouch-practice-server in several stories.

Usage: walk.py PROGRAM [unittest options]
"""

import base64
import re
import sys
import unittest

import shapes
from beeper import (ENDPOINTS, KEY, OLDER_KEY, Beeper, check_actions, check_envelope)
from practice import PREFIX, Server, wait_for

PROGRAM = None


class Story(unittest.TestCase):
    """A server of its own for each story, quick and the same every time."""

    options = ()

    def setUp(self):
        self.server = Server(PROGRAM, '--fast', '--seed', '11', *self.options)
        self.addCleanup(self.server.stop)
        self.beeper = Beeper(self.server)

    def finish(self, identifier):
        """After the last confirmation: the rest comes by itself."""
        ready = self.beeper.wait('ready')
        self.assertTrue(ready['e2ee']['verified'] and ready['e2ee']['firstSyncDone'])
        self.assertTrue(all(ready['e2ee']['secrets'].values()))
        self.assertNotIn('verification', ready)
        self.beeper.refused(404, 'get', identifier=identifier)
        self.assertEqual(self.beeper.call('list'), {'items': []})


class Existing(Story):
    """Somebody who has a Beeper account and another device."""

    def test_emoji(self):
        self.assertEqual(self.beeper.session()['state'], 'needs-login')
        self.beeper.sign_in()
        identifier = self.beeper.request()
        verification = self.beeper.wait_verification(identifier, 'ready')
        check_actions(verification, 'outgoing', 'ready', 'cancel', 'sas.start')
        self.assertEqual(verification['purpose'], 'login')
        self.assertEqual(len(self.beeper.call('list')['items']), 1)
        verification = self.beeper.call('sas-start', identifier=identifier)['verification']
        self.assertNotIn('sas', verification)
        verification = self.beeper.wait_verification(identifier, 'sas_ready')
        check_actions(verification, 'outgoing', 'sas_ready', 'cancel', 'sas.confirm')
        phone = self.server.control('state')['phone']
        self.assertEqual(verification['sas']['emojis'], phone['emojis'])
        self.assertEqual(verification['sas']['decimals'], phone['decimals'])
        self.assertRegex(verification['sas']['decimals'], r'^\d{4} \d{4} \d{4}$')
        verification = self.beeper.call('sas-confirm', identifier=identifier)['verification']
        check_actions(verification, 'outgoing', 'sas_ready', 'cancel')
        self.server.phone('match')
        self.finish(identifier)

    def test_phone_scans(self):
        self.beeper.sign_in()
        identifier = self.beeper.request({'purpose': 'login'})
        code = self.beeper.wait_verification(identifier, 'ready')['qr']['data']
        payload = base64.b64decode(code, validate=True)
        self.assertEqual(len(payload), 122)
        self.assertEqual(payload[:10], b'MATRIX\x02\x02\x00\x20')
        self.assertEqual(payload[10:42].decode(), identifier)
        self.server.phone('scan', {'data': code})
        verification = self.beeper.wait_verification(identifier, 'qr_scanned')
        check_actions(verification, 'outgoing', 'qr_scanned', 'cancel', 'qr.confirmScanned')
        self.beeper.call('confirm-scanned', identifier=identifier)
        self.finish(identifier)

    def test_computer_scans(self):
        self.beeper.sign_in()
        identifier = self.beeper.request()
        self.server.phone('show-code')
        state = self.server.control('state')
        verification = self.beeper.call('get', identifier=identifier)['verification']
        foreign = [state['computer']['code'], 'nonsense', '', 'QUJD',
                   base64.b64encode(b'MATRIX\x02\x01\x00\x20' + b'x' * 112).decode(),
                   state['phone']['code'][:-4]]
        for data in foreign:
            self.beeper.refused(422, 'scan', {'data': data})
        self.assertEqual(self.beeper.call('get', identifier=identifier)['verification'],
                         verification)
        verification = self.beeper.call('scan', {'data': state['phone']['code']})['verification']
        check_actions(verification, 'outgoing', 'qr_scanned', 'cancel')
        self.beeper.refused(409, 'confirm-scanned', identifier=identifier)
        self.server.phone('confirm')
        self.finish(identifier)

    def test_incoming(self):
        self.beeper.sign_in()
        self.server.phone('start')
        verification = self.beeper.session()['verification']
        check_actions(verification, 'incoming', 'requested', 'accept', 'cancel')
        self.assertEqual(verification['otherDevice']['name'], 'Pixel Phone')
        identifier = verification['id']
        self.beeper.refused(409, 'request', {})
        verification = self.beeper.call('accept', identifier=identifier)['verification']
        check_actions(verification, 'incoming', 'ready', 'cancel', 'sas.start')
        # The other side may start first: the emoji come by themselves.
        self.server.phone('compare')
        self.beeper.wait_verification(identifier, 'sas_ready')
        self.server.phone('match')
        self.beeper.call('sas-confirm', identifier=identifier)
        self.finish(identifier)
        # And the other way round once all is ready.
        self.server.phone('start')
        verification = self.beeper.session()['verification']
        self.assertEqual(verification['purpose'], 'device')
        self.beeper.call('cancel', {}, verification['id'])
        self.assertEqual(self.server.control('state')['phone']['stopCode'], 'm.user')

    def test_another_device(self):
        self.beeper.sign_in()
        self.beeper.call('recovery-key', {'recoveryKey': KEY})
        self.beeper.wait('ready')
        identifier = self.beeper.request({'purpose': 'device'})
        payload = base64.b64decode(self.beeper.wait_verification(identifier, 'ready')['qr']['data'])
        self.assertEqual(payload[7], 1)

    def test_stops(self):
        self.beeper.sign_in()
        stops = [({}, 'm.user'), ({'code': 'm.mismatched_sas', 'reason': 'They differ'},
                                  'm.mismatched_sas')]
        for body, code in stops:
            identifier = self.beeper.request()
            verification = self.beeper.call('cancel', body, identifier)['verification']
            check_actions(verification, 'outgoing', 'cancelled')
            self.assertEqual(verification['error']['code'], code)
            # The session still has the outcome, although the verification itself is gone.
            self.assertEqual(self.beeper.session()['verification'], verification)
            self.assertEqual(self.beeper.call('list'), {'items': []})
            self.beeper.refused(404, 'get', identifier=identifier)
            self.beeper.refused(409, 'cancel', {}, identifier)
        self.assertTrue(any('cancel 200' in line and 'code=m.mismatched_sas' in line
                            for line in self.server.log()))

    def test_stops_of_the_phone(self):
        self.beeper.sign_in()
        self.beeper.call('request', {})
        self.server.phone('decline')
        self.assertEqual(self.beeper.session()['verification']['error']['code'], 'm.user')
        self.beeper.call('request', {})
        self.server.phone('stop', {'code': 'm.accepted'})
        self.assertEqual(self.beeper.session()['verification']['error']['code'], 'm.accepted')
        self.beeper.call('request', {})
        self.server.phone('stop', {'code': 'com.beeper.internal', 'broken': True})
        self.assertEqual(self.beeper.session()['verification']['state'], 'error')
        self.beeper.call('request', {})
        self.server.control('expire')
        self.assertEqual(self.beeper.session()['verification']['error']['code'], 'm.timeout')

    def test_recovery_key(self):
        self.beeper.sign_in()
        for key in (OLDER_KEY, KEY[:-1] + 'e', '', 'hello'):
            self.beeper.refused(422, 'recovery-key', {'recoveryKey': key})
        self.beeper.call('recovery-key', {'recoveryKey': KEY.replace(' ', '')})
        self.beeper.wait('ready')

    def test_reset(self):
        self.beeper.sign_in()
        made = self.beeper.session()['e2ee']['recoveryKeyGeneratedAt']
        self.beeper.refused(409, 'confirm-reset', {'recoveryKey': KEY})
        self.beeper.refused(422, 'reset', {'existingRecoveryKey': OLDER_KEY})
        first = self.beeper.call('reset', {'existingRecoveryKey': KEY})['recoveryKey']
        second = self.beeper.call('reset', {})['recoveryKey']
        self.assertRegex(second, r'^Es[STU]\w( \w{4}){11}$')
        self.assertEqual(self.beeper.session()['state'], 'needs-verification')
        for key in (first, KEY, second.replace(' ', '')):
            self.beeper.refused(422, 'confirm-reset', {'recoveryKey': key})
        self.beeper.call('confirm-reset', {'recoveryKey': second})
        ready = self.beeper.wait('ready')
        self.assertGreater(ready['e2ee']['recoveryKeyGeneratedAt'], made)
        self.beeper.refused(422, 'recovery-key', {'recoveryKey': KEY})
        self.beeper.call('recovery-key', {'recoveryKey': second})


class SigningIn(Story):
    """Codes and usernames."""

    options = ('--code-existing', '777777', '--code-new', '888888')

    def test_wrong_codes(self):
        old = self.beeper.begin()
        new = self.beeper.begin()
        self.beeper.refused(404, 'response', {'response': '777777', 'setupRequestID': old})
        for code in ('000000', '123456', '', '77 77 77'):
            self.beeper.refused(403, 'response', {'response': code, 'setupRequestID': new})
        self.beeper.refused(404, 'email', {'email': 'me@example.org', 'setupRequestID': old})
        self.beeper.refused(422, 'email', {'email': 'nobody', 'setupRequestID': new})
        self.server.control('expire', {'what': 'code'})
        self.beeper.refused(403, 'response', {'response': '777777', 'setupRequestID': new})
        self.beeper.sign_in('777777')
        self.beeper.refused(409, 'start')

    def test_new_account(self):
        identifier = self.beeper.begin('new@example.org')
        self.assertEqual(self.server.control('state')['mail'],
                         {'address': 'new@example.org', 'code': '888888'})
        answer = {'response': '888888', 'setupRequestID': identifier}
        lead = self.beeper.call('response', answer)['leadToken']
        self.assertEqual(self.beeper.call('response', answer)['leadToken'], lead)
        form = {'acceptTerms': True, 'leadToken': lead, 'setupRequestID': identifier,
                'username': 'taken'}
        self.assertIn('taken', self.beeper.refused(409, 'register', form)['message'])
        for change in ({'username': ''}, {'username': 'a b'}, {'username': 'Ä'},
                       {'username': 'fine', 'acceptTerms': False}):
            self.beeper.refused(422, 'register', {**form, **change})
        self.beeper.refused(404, 'register', {**form, 'username': 'fine', 'leadToken': 'other'})
        reply = self.beeper.call('register', {**form, 'username': 'fine'})
        self.server.token = reply['matrix']['accessToken']
        self.assertEqual(reply['matrix']['userID'], '@fine:beeper.com')
        session = self.beeper.wait('needs-cross-signing-setup')
        self.assertNotIn('recoveryKeyGeneratedAt', session['e2ee'])
        self.beeper.refused(409, 'request', {})
        key = self.beeper.call('reset', {})['recoveryKey']
        self.beeper.call('confirm-reset', {'recoveryKey': key})
        ready = self.beeper.wait('ready')
        self.assertIn('recoveryKeyGeneratedAt', ready['e2ee'])


class Rules(Story):
    """What holds for every endpoint."""

    PUBLIC = ('session', 'start', 'email', 'response', 'register')

    def test_tokens(self):
        for signed_in in (False, True):
            if signed_in:
                self.beeper.sign_in()
            good, self.server.token = self.server.token, None
            for name in ENDPOINTS:
                if name in self.PUBLIC and not (signed_in and name == 'session'):
                    continue
                for token in ('', 'practice_wrong'):
                    self.beeper.refused(401, name, identifier='x', token=token)
            for header in ('Basic eDp5', 'Bearer', 'Bearer '):
                self.beeper.refused(401, 'list', headers={'Authorization': header})
            self.server.token = good
        self.server.control('expire', {'what': 'tokens'})
        self.beeper.refused(401, 'session')

    def test_paths(self):
        self.beeper.sign_in()
        for name, (method, _, _) in ENDPOINTS.items():
            if '{id}' in ENDPOINTS[name][1]:
                for identifier in ('unknown', 'a/b', '..', '%', 'ä', 'qr'):
                    self.beeper.refused(404, name, identifier=identifier)
            other = self.server.request('PUT' if method == 'POST' else 'DELETE',
                                        PREFIX + ENDPOINTS[name][1])
            self.assertEqual(other.status, 404)
            check_envelope(other)
        for path in ('/', '/v1', '/v1/app/setup/', '/v1/app/setup/nothing', '/v1/app/setupp'):
            reply = self.server.request('GET', path)
            self.assertEqual(reply.status, 404, path)
            check_envelope(reply)

    def test_bodies(self):
        bad = (b'{', b'[]', b'"x"', b'null', b'\xff', b'{"a":\xc3\x28}', b'{' * 4000,
               b'{"a":' + b'[' * 4000)
        needs = {'email': ('email', 'setupRequestID'), 'response': ('response', 'setupRequestID'),
                 'register': ('username', 'leadToken', 'setupRequestID', 'acceptTerms'),
                 'recovery-key': ('recoveryKey',), 'confirm-reset': ('recoveryKey',),
                 'scan': ('data',)}
        json_type = {'Content-Type': 'application/json'}
        for signed_in in (False, True):
            if signed_in:
                self.beeper.sign_in()
            for name, (method, _, _) in ENDPOINTS.items():
                if method == 'GET' or (name in self.PUBLIC) == signed_in:
                    continue
                for body in bad:
                    self.beeper.refused(400, name, body, 'x', headers=json_type)
                for members in (needs.get(name, ()),):
                    for missing in members:
                        body = {member: 'x' for member in members if member != missing}
                        self.beeper.refused(400, name, body)
                        self.beeper.refused(400, name, {**body, missing: 7})
                        self.beeper.refused(400, name, {**body, missing: None})

    def test_types(self):
        self.beeper.sign_in()
        for name in ENDPOINTS:
            for kind in ('text/plain', 'application/x-www-form-urlencoded', 'application/jsonx'):
                body = None if ENDPOINTS[name][0] == 'GET' else b'{}'
                self.beeper.refused(400, name, body, 'x', headers={'Content-Type': kind})
        for kind in ('application/json; charset=utf-8', 'Application/JSON'):
            reply = self.beeper.send('request', b'{}', headers={'Content-Type': kind})
            self.assertEqual(reply.status, 200)

    def test_not_now(self):
        self.beeper.sign_in()
        identifier = self.beeper.call('request', {})['verification']['id']
        for name in ('accept', 'confirm-scanned', 'sas-start', 'sas-confirm'):
            self.beeper.refused(409, name, identifier=identifier)
        self.server.phone('accept')
        for name in ('accept', 'confirm-scanned', 'sas-confirm'):
            self.beeper.refused(409, name, identifier=identifier)
        self.beeper.refused(409, 'request', {})
        self.beeper.refused(400, 'request', {'purpose': 'other'})
        self.beeper.refused(422, 'request', {'userID': '@other:beeper.com'})

    def test_info(self):
        reply = self.server.request('GET', '/v1/info')
        shapes.check(reply.json, shapes.INFO, 'info')
        self.assertEqual(reply.json['app']['bundle_id'], 'com.automattic.beeper.desktop')
        self.assertEqual(reply.json['server']['port'], self.server.port)
        base = f'http://127.0.0.1:{self.server.port}'
        self.assertEqual(reply.json['server']['base_url'], base)
        for url in reply.json['endpoints']['oauth'].values():
            self.assertTrue(url.startswith(base + '/oauth/'))

    def test_log_is_clean(self):
        self.beeper.sign_in()
        identifier = self.beeper.request()
        self.server.request('GET', '/v1/elsewhere?code=geheim')
        self.beeper.refused(422, 'recovery-key', {'recoveryKey': OLDER_KEY})
        self.server.control('fault', {'fault': '*=reset'})
        with self.assertRaises(ConnectionResetError):
            self.beeper.send('get', identifier=identifier)
        self.beeper.call('get', identifier=identifier)
        log = '\n'.join(self.server.log())
        for secret in (self.server.token, identifier, '123456', 'example', OLDER_KEY, 'geheim'):
            self.assertNotIn(secret, log)


class AutoPhone(Story):
    """The other device acts by itself."""

    options = ('--auto-phone',)

    def test_emoji(self):
        self.beeper.sign_in()
        identifier = self.beeper.call('request', {})['verification']['id']
        self.beeper.wait_verification(identifier, 'ready')
        self.beeper.call('sas-start', identifier=identifier)
        self.beeper.wait_verification(identifier, 'sas_ready')
        self.beeper.call('sas-confirm', identifier=identifier)
        self.finish(identifier)

    def test_scan(self):
        self.beeper.sign_in()
        identifier = self.beeper.call('request', {})['verification']['id']
        self.beeper.wait_verification(identifier, 'ready')
        code = wait_for(lambda: self.server.control('state')['phone'].get('code'), 'a code')
        self.beeper.call('scan', {'data': code})
        self.finish(identifier)


class Forms(Story):
    """Codes in every form that a string can give them."""

    def test_forms(self):
        self.beeper.sign_in()
        forms = {'base64': r'^[A-Za-z0-9+/]+=$', 'unpadded': r'^[A-Za-z0-9+/]+$',
                 'url-safe': r'^[A-Za-z0-9_-]+$', 'hex': r'^([0-9a-f]{2})+$',
                 'latin1': r'^MATRIX\x02\x02\x00 '}
        for form, pattern in forms.items():
            self.server.control('settings', {'form': form})
            identifier = self.beeper.request()
            self.server.phone('show-code')
            data = self.beeper.call('get', identifier=identifier)['verification']['qr']['data']
            self.assertTrue(re.match(pattern, data), form)
            code = self.server.control('state')['phone']['code']
            self.beeper.call('scan', {'data': code})
            self.beeper.call('cancel', {}, identifier)


class ShortLives(Story):
    """Requests that run out, secrets that do not come, a phone without codes."""

    options = ('--state', 'needs-verification', '--token', 'let-me-in', '--request-lifetime', '1',
               '--withhold-secrets', '--without-codes')

    def test_times_out(self):
        self.server.token = 'let-me-in'
        self.beeper.call('request', {})
        verification = wait_for(
            lambda: 'error' in self.beeper.session()['verification'] and
            self.beeper.session()['verification'], 'the end')
        self.assertEqual(verification['error']['code'], 'm.timeout')

    def test_secrets(self):
        self.server.token = 'let-me-in'
        identifier = self.beeper.request()
        verification = self.beeper.call('sas-start', identifier=identifier)['verification']
        self.assertEqual(verification['methods'], ['sas'])
        self.beeper.wait_verification(identifier, 'sas_ready')
        self.server.phone('match')
        self.beeper.call('sas-confirm', identifier=identifier)
        session = self.beeper.wait('needs-secrets')
        self.assertFalse(any(session['e2ee']['secrets'].values()))
        self.beeper.call('recovery-key', {'recoveryKey': KEY})
        self.beeper.wait('ready')


def tearDownModule():
    """A whole walk has been everywhere."""
    if len(sys.argv) == 1:
        assert Beeper.walked == set(ENDPOINTS), set(ENDPOINTS) - Beeper.walked


if __name__ == '__main__':
    PROGRAM = sys.argv.pop(1)
    unittest.main(verbosity=2)
