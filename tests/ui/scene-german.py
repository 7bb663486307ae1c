#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way in another language."""
import detours
from accessible import ROLES
from acts import WORDS, speak
from stage import play, scene
from tour import walk


def check(app, step, _window):
    """Not a text of ours is in English, and nothing that can be used is without a name."""
    english = [node.name for node in app.search(
        accept=lambda node: node.role in ROLES['label'] | ROLES['button'])
               if WORDS.get(node.name, node.name) != node.name]
    assert not english, f'{step}: not translated: {english}'
    nameless = app.audit()
    assert not nameless, f'{step}: without a name: {nameless}'


@scene
def whole_way_is_in_german(stage):
    """The whole way."""
    speak('de')
    walk(stage, check, **stage.use_language('de'))


@scene
def detours_are_in_german(stage):
    """What is not as usual."""
    speak('de')
    detours.walk(stage, check, **stage.use_language('de'))


if __name__ == '__main__':
    play()
