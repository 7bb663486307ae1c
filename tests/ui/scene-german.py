#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way in another language."""
from accessible import ROLES
from acts import WORDS, speak
from stage import play, scene
from tour import walk


@scene
def in_german(stage):
    """Not a text of ours is in English."""
    speak('de')

    def check(app, step, window):
        english = [node.name for node in app.search(
            accept=lambda node: node.role in ROLES['label'] | ROLES['button'])
                   if WORDS.get(node.name, node.name) != node.name]
        assert not english, f'{step}: not translated: {english}'

    walk(stage, check, **stage.use_language('de'))


if __name__ == '__main__':
    play()
