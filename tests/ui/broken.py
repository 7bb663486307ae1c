# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A server that says it is Beeper and then answers with what it was told to."""
import json
import re
from pathlib import Path

from server import Server

REPLIES = Path(__file__).resolve().parent.parent / 'data' / 'broken-replies.txt'
NEEDS_LOGIN = {'state': 'needs-login', 'e2ee': {
    'crossSigning': False, 'firstSyncDone': False, 'hasBackedUpRecoveryKey': False,
    'initialized': False, 'keyBackup': False, 'secretStorage': False, 'verified': False,
    'secrets': {'masterKey': False, 'megolmBackupKey': False, 'recoveryKey': False,
                'selfSigningKey': False, 'userSigningKey': False}}}


def decode_body(text):
    """%XX is a byte, %REPEAT(N,TEXT) is N times TEXT."""
    def repeat(match):
        return match[2] * int(match[1])

    body = re.sub(r'%REPEAT\((\d+),([^%]*)\)', repeat, text)
    return re.sub(rb'%([0-9A-F]{2})', lambda match: bytes.fromhex(match[1].decode()),
                  body.encode())


def read_broken_replies(call):
    """Name and body of those that this call of the list must not swallow."""
    replies = []
    for line in REPLIES.read_text(encoding='utf-8').split('\n'):
        if line and not line.startswith('#'):
            name, calls, outcome, body = line.split('|', 3)
            if calls.strip() == call and outcome.strip() != 'ok':
                replies.append((name.strip(), decode_body(body.removeprefix(' '))))
    assert replies, f'no broken replies to {call}'
    return replies


class BrokenServer(Server):
    """Answers /v1/info as Beeper does, GET with one reply, POST with another. Always with 200: what
    is wrong is the body."""

    def __init__(self):
        self.get_reply = json.dumps(NEEDS_LOGIN).encode()
        self.post_reply = b'{}'
        self.count = 0          # of replies that were one of those two
        super().__init__()

    def answer(self, method, path, headers, body):
        text = self.get_reply if method == 'GET' else self.post_reply
        if path == '/v1/info':
            text = json.dumps(self.describe()).encode()
        else:
            self.count += 1
        return 200, {'Content-Type': 'application/json'}, text

    def describe(self):
        """What /v1/info says."""
        return {'app': {'name': 'Beeper', 'version': '4.2.1',
                        'bundle_id': 'com.automattic.beeper.desktop'},
                'platform': {'os': 'linux', 'arch': 'x64'},
                'server': {'status': 'running', 'base_url': self.base_url,
                           'port': self.port, 'hostname': '127.0.0.1',
                           'remote_access': False},
                'endpoints': {'spec': f'{self.base_url}/v1/spec',
                              'ws_events': f'{self.base_url}/v1/ws'}}
