# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Searches texts and the keyring for secrets."""
import gi

gi.require_version('Secret', '1')

from gi.repository import Secret  # pylint: disable=wrong-import-position


def read_token(audience):
    """The token for this Beeper that the program has put into the keyring, or None."""
    items = Secret.password_search_sync(
        None, {'kind': 'access-token', 'audience': audience},
        Secret.SearchFlags.ALL | Secret.SearchFlags.LOAD_SECRETS)
    return items[0].retrieve_secret_sync().get_text() if items else None


def search(where, text, secrets):
    """Fails with the lines of a text that give a secret away."""
    found = [line for line in text.split('\n') if any(secret in line for secret in secrets)]
    assert not found, f'{where} gives away: {found}'
