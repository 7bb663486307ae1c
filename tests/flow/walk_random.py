# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sends thousands of requests to vouch-practice-server in random order.

Whatever comes first, every reply is either exactly of its shape or a refusal with the envelope, and
the server lives. Usage: walk_random.py PROGRAM [SEED|random [STEPS]]
"""

import random
import sys

import shapes
from beeper import DECLARED, ENDPOINTS, KEY, OLDER_KEY, Beeper
from practice import Server

BUTTONS = ('accept', 'decline', 'start', 'show-code', 'scan', 'compare', 'match', 'mismatch',
           'confirm', 'stop')
STATES = ('needs-login', 'initializing', 'needs-cross-signing-setup', 'needs-verification',
          'needs-secrets', 'needs-first-sync', 'ready')
WORDS = ('', 'x', '123456', '654321', '000000', 'taken', 'free', 'me@example.org', KEY, OLDER_KEY,
         'm.user', 'login', 'device', '\0', '\ud83d', 'ä' * 300, True, 7, None, [], {})
MEMBERS = ('email', 'setupRequestID', 'response', 'acceptTerms', 'leadToken', 'username',
           'recoveryKey', 'existingRecoveryKey', 'purpose', 'userID', 'code', 'reason', 'data')


class Walk:
    """One walk; what the server said before is what it hears later."""

    def __init__(self, server, seed):
        self.random = random.Random(seed)
        self.server = server
        self.beeper = Beeper(server)
        self.known = {'acceptTerms': [True], 'recoveryKey': [KEY, OLDER_KEY],
                      'response': ['123456', '654321'], 'email': ['me@example.org'],
                      'username': ['somebody']}
        self.ids = ['x']
        self.good = 0

    def learn(self, value):
        """Remembers each string under the name of its member."""
        if isinstance(value, dict):
            for name, inner in value.items():
                if isinstance(inner, str):
                    self.known.setdefault(name, []).append(inner)
                self.learn(inner)
            if 'availableActions' in value:
                self.ids.append(value['id'])
            if 'accessToken' in value:
                self.server.token = value['accessToken']
        elif isinstance(value, list):
            for inner in value:
                self.learn(inner)

    def body(self):
        """Mostly what makes sense, now and then nonsense."""
        body = {}
        for name in MEMBERS:
            if self.random.random() < 0.9 and name in self.known:
                body[name] = self.random.choice(self.known[name][-3:])
            elif self.random.random() < 0.1:
                body[name] = self.random.choice(WORDS)
        return body

    def call(self):
        """One of the endpoints, with what may or may not be right."""
        name = self.random.choice(list(ENDPOINTS))
        method, _, shape = ENDPOINTS[name]
        body = self.body() if method == 'POST' and self.random.random() < 0.9 else None
        reply = self.beeper.send(name, body, self.random.choice(self.ids[-2:]))
        if reply.status == 200:
            self.good += 1
            if name == 'response':
                shape = shapes.SIGNED_IN if 'matrix' in reply.json else shapes.REGISTRATION
            shapes.check(reply.json, shape, name)
            self.learn(reply.json)
        elif reply.status == 204:
            assert name == 'email' and not reply.raw
        else:
            assert reply.status in DECLARED, (name, reply.status)
            shapes.check(reply.json, shapes.ENVELOPE, name)

    def control(self):
        """Something happens to the account or on the phone."""
        chance = self.random.random()
        if chance < 0.9:
            path, body = 'phone/' + self.random.choice(BUTTONS), None
        elif chance < 0.95:
            path, body = 'jump', {'state': self.random.choice(STATES)}
        elif chance < 0.98:
            path, body = 'settings', {'form': self.random.choice(('base64', 'hex', 'latin1'))}
        else:
            path, body = 'expire', {'what': self.random.choice(('code', 'request', 'tokens'))}
        reply = self.server.request('POST', '/practice/' + path, body, token='')
        assert reply.status in (200, 400, 409, 422), (path, reply.status)
        state = self.server.control('state')
        if 'code' in state['phone']:
            self.known.setdefault('data', []).append(state['phone']['code'])
        # A token that is lost must not end the walk at the door.
        self.server.control('token', {'token': 'spare'})
        self.server.token = 'spare'

    def step(self):
        """One thing or another."""
        if self.random.random() < 0.6:
            self.call()
        else:
            self.control()


def main(program, seed=1, steps=3000):
    """Walks, and says how to walk the same way again."""
    seed = str(random.randrange(1000000)) if seed == 'random' else str(seed)
    print(f'seed {seed}', flush=True)
    server = Server(program, '--fast', '--seed', seed)
    walk = Walk(server, seed)
    index = 0
    try:
        for index in range(int(steps)):
            walk.step()
    except Exception:
        print(f'seed {seed}, step {index}', file=sys.stderr)
        raise
    finally:
        server.stop()
    print(f'{steps} steps, {walk.good} calls that did something')
    assert walk.good > int(steps) / 20


if __name__ == '__main__':
    main(*sys.argv[1:])
