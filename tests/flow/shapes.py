# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The exact types of every reply, written down from the API's description and from nothing else."""


class Optional:
    """A member that may be missing."""

    def __init__(self, shape):
        self.shape = shape


class OneOf:
    """One of a few words."""

    def __init__(self, *words):
        self.words = words


SECRETS = {name: bool for name in
           ('masterKey', 'megolmBackupKey', 'recoveryKey', 'selfSigningKey', 'userSigningKey')}

E2EE = {
    'crossSigning': bool,
    'firstSyncDone': bool,
    'hasBackedUpRecoveryKey': bool,
    'initialized': bool,
    'keyBackup': bool,
    'secretStorage': bool,
    'verified': bool,
    'secrets': SECRETS,
    'recoveryKeyGeneratedAt': Optional(int),
}

VERIFICATION = {
    'id': str,
    'direction': OneOf('incoming', 'outgoing'),
    'purpose': OneOf('login', 'device'),
    'state': OneOf('requested', 'ready', 'sas_ready', 'qr_scanned', 'done', 'cancelled', 'error'),
    'methods': [OneOf('qr', 'sas')],
    'availableActions': [OneOf('accept', 'cancel', 'qr.confirmScanned', 'sas.start',
                               'sas.confirm')],
    'otherDevice': Optional({'id': str, 'name': Optional(str)}),
    'otherUserID': Optional(str),
    'qr': Optional({'data': str}),
    'sas': Optional({'emojis': str, 'decimals': Optional(str)}),
    'error': Optional({'code': str, 'reason': str}),
}

SESSION = {
    'state': OneOf('needs-login', 'initializing', 'needs-cross-signing-setup',
                   'needs-verification', 'needs-secrets', 'needs-first-sync', 'ready'),
    'e2ee': E2EE,
    'matrix': Optional({'deviceID': str, 'homeserver': str, 'userID': str}),
    'verification': Optional(VERIFICATION),
}

START = {'setupRequestID': str, 'signInMethods': [str]}
SIGNED_IN = {
    'matrix': {'accessToken': str, 'deviceID': str, 'homeserver': str, 'userID': str},
    'session': SESSION,
}
REGISTRATION = {
    'registrationRequired': OneOf(True),
    'copy': {'title': str, 'terms': str, 'submit': str, 'usernamePlaceholder': str},
    'leadToken': str,
    'setupRequestID': str,
    'usernameSuggestions': Optional([str]),
}
SESSION_REPLY = {'session': SESSION}
NEW_KEY = {'recoveryKey': str, 'session': SESSION}
VERIFICATION_REPLY = {'session': SESSION, 'verification': Optional(VERIFICATION)}
LIST = {'items': [VERIFICATION]}
ENVELOPE = {'message': str, 'code': str}
INFO = {
    'app': {'name': str, 'version': str, 'bundle_id': str},
    'platform': {'os': str, 'arch': str},
    'server': {'status': str, 'base_url': str, 'port': int, 'hostname': str,
               'remote_access': bool},
    'endpoints': {
        'spec': str,
        'ws_events': str,
        'oauth': {'authorization_endpoint': str, 'token_endpoint': str,
                  'registration_endpoint': str, 'revocation_endpoint': str,
                  'introspection_endpoint': Optional(str)},
    },
}


def check(value, shape, where='reply'):
    """Fails unless value has exactly this shape: no member too many, missing or of another type."""
    if isinstance(shape, Optional):
        shape = shape.shape
    if isinstance(shape, OneOf):
        assert any(value is word or (isinstance(word, str) and value == word)
                   for word in shape.words), f'{where} is {value!r}'
    elif isinstance(shape, dict):
        assert isinstance(value, dict), f'{where} is no object'
        unknown = set(value) - set(shape)
        assert not unknown, f'{where} has {sorted(unknown)} too many'
        for name, inner in shape.items():
            if name in value:
                check(value[name], inner, f'{where}.{name}')
            else:
                assert isinstance(inner, Optional), f'{where}.{name} is missing'
    elif isinstance(shape, list):
        assert isinstance(value, list), f'{where} is no array'
        for index, item in enumerate(value):
            check(item, shape[0], f'{where}[{index}]')
    else:
        # bool is an int in Python, but a number is no boolean in JSON.
        assert type(value) is shape, f'{where} is {type(value).__name__}'
