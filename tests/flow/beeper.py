# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The endpoints as calls that check every reply against its exact shape."""

import shapes
from practice import PREFIX, quote, wait_for

KEY = 'EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d'
OLDER_KEY = 'EsU2 Sjn7 d89a yZRX cVMH xunH th2u Bpo5 w1hh 6E1d vSHw zXhn'

# Name of the call: method, path, shape of a good reply (None: no body).
ENDPOINTS = {
    'session': ('GET', '', shapes.SESSION),
    'start': ('POST', '/start', shapes.START),
    'email': ('POST', '/email', None),
    'response': ('POST', '/response', None),
    'register': ('POST', '/register', shapes.SIGNED_IN),
    'recovery-key': ('POST', '/verification/recovery-key', shapes.SESSION_REPLY),
    'reset': ('POST', '/verification/recovery-key/reset', shapes.NEW_KEY),
    'confirm-reset': ('POST', '/verification/recovery-key/reset/confirm', shapes.SESSION_REPLY),
    'list': ('GET', '/verifications', shapes.LIST),
    'request': ('POST', '/verifications', shapes.VERIFICATION_REPLY),
    'get': ('GET', '/verifications/{id}', shapes.VERIFICATION_REPLY),
    'accept': ('POST', '/verifications/{id}/accept', shapes.VERIFICATION_REPLY),
    'cancel': ('POST', '/verifications/{id}/cancel', shapes.VERIFICATION_REPLY),
    'scan': ('POST', '/verifications/qr/scan', shapes.VERIFICATION_REPLY),
    'confirm-scanned': ('POST', '/verifications/{id}/qr/confirm-scanned',
                        shapes.VERIFICATION_REPLY),
    'sas-start': ('POST', '/verifications/{id}/sas/start', shapes.VERIFICATION_REPLY),
    'sas-confirm': ('POST', '/verifications/{id}/sas/confirm', shapes.VERIFICATION_REPLY),
}

DECLARED = {400, 401, 403, 404, 409, 422, 429, 500, 502}


class Beeper:
    """A client of one server."""

    # The names of all calls that succeeded, of all clients.
    walked = set()

    def __init__(self, server):
        self.server = server

    def send(self, name, body=None, identifier=None, **extra):
        """The reply as it is."""
        method, path, _ = ENDPOINTS[name]
        if identifier is not None:
            path = path.replace('{id}', quote(identifier))
        return self.server.request(method, PREFIX + path, body, **extra)

    def call(self, name, body=None, identifier=None):
        """The JSON of a call that has to succeed."""
        reply = self.send(name, body, identifier)
        shape = ENDPOINTS[name][2]
        if name == 'email':
            assert reply.status == 204 and reply.raw == b'', (name, reply.status, reply.raw)
        else:
            assert reply.status == 200, (name, reply.status, reply.raw)
            if name == 'response':
                shape = shapes.SIGNED_IN if 'matrix' in reply.json else shapes.REGISTRATION
            check_type(reply)
            shapes.check(reply.json, shape, name)
        self.walked.add(name)
        return reply.json

    def refused(self, status, name, body=None, identifier=None, **extra):
        """The envelope of a call that has to be refused with this status."""
        reply = self.send(name, body, identifier, **extra)
        assert reply.status == status, (name, reply.status, reply.raw)
        check_envelope(reply)
        return reply.json

    def session(self):
        """The session now."""
        return self.call('session')

    def wait(self, state):
        """Waits until the session has this state."""
        return wait_for(lambda: self.match_session(state), state)

    def match_session(self, state):
        """The session, if it has this state."""
        session = self.session()
        return session if session['state'] == state else None

    def wait_verification(self, identifier, state):
        """Waits until the verification has this state, looking at it alone."""
        def look():
            verification = self.call('get', identifier=identifier)['verification']
            return verification if verification['state'] == state else None
        return wait_for(look, state)

    def begin(self, address='me@example.org'):
        """Has a code mailed; returns the request's id."""
        identifier = self.call('start')['setupRequestID']
        self.call('email', {'email': address, 'setupRequestID': identifier})
        return identifier

    def sign_in(self, code='123456'):
        """Signs in to the existing account, up to needs-verification."""
        identifier = self.begin()
        reply = self.call('response', {'response': code, 'setupRequestID': identifier})
        self.server.token = reply['matrix']['accessToken']
        self.wait('needs-verification')

    def request(self, body=None):
        """Asks for a verification that the phone accepts; returns its id."""
        verification = self.call('request', {} if body is None else body)['verification']
        check_actions(verification, 'outgoing', 'requested', 'cancel')
        self.server.phone('accept')
        return verification['id']


def check_type(reply):
    """JSON says that it is JSON."""
    assert reply.headers.get_content_type() == 'application/json', reply.headers['Content-Type']


def check_envelope(reply):
    """A refusal has a declared status and the flat envelope."""
    assert reply.status in DECLARED, reply.status
    check_type(reply)
    shapes.check(reply.json, shapes.ENVELOPE, 'envelope')
    assert reply.json['message'] and reply.json['code']


def check_actions(verification, direction, state, *actions):
    """Where a verification stands and what may be done."""
    seen = (verification['direction'], verification['state'],
            sorted(verification['availableActions']))
    assert seen == (direction, state, sorted(actions)), seen
