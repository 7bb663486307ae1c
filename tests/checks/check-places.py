#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that each value of an enum, and each verb, stands in all places that list them.

Only the places that neither the compiler nor another test checks: see "Where a change belongs" in
HACKING.md.

usage: check-places.py SOURCE_ROOT
"""
import re
import sys
from pathlib import Path

# The header and the enum; values that stand nowhere else; a file and what stands there for each
# value, where {name} is VOUCH_STEP_SHOW_CODE, {nick} is show-code.
PLACES = (
    ('src/model/vouch-step.h', 'VouchStep', (), (
        ('docs/ux.md', '\n| `{nick}` |'),
        ('tests/ui/acts.py', "\n    '{nick}': '"),
        ('tests/unit/test-step.c', '{name}'),
    )),
    ('src/api/vouch-reply.h', 'VouchSessionState', ('unknown',), (
        ('docs/api.md', '`{nick}`'),
        ('src/practice/vouch-practice-wire.c', '"{nick}"'),
        ('tests/unit/test-session.c', '{{ "{nick}", {name} }}'),
    )),
    ('src/api/vouch-error.h', 'VouchError', (), (
        ('src/api/vouch-error.h', ' * @{name}: '),
        ('src/words/vouch-problem-text.c', '{name}'),
    )),
)


# Their requests meet every fault by another way: test-fault-access.c, and "cancel".
VERBS_WITHOUT_FAULTS = ('use_token', 'forget_access', 'reject_emoji')


def check_verbs(root):
    """Yields the verbs of VouchSetup that are not tried on every fault."""
    source = (root / 'src/model/vouch-setup.c').read_text(encoding='utf-8')
    tests = (root / 'tests/flow/test-faults.c').read_text(encoding='utf-8')
    rows = re.findall(r'^static const Verb (\w+) =', source, re.M)
    assert rows, 'no verbs are found'
    for row in rows:
        begin = re.search(r'begin_(?:verb|on) \(self, &' + row + r'\b', source)
        if begin is None:
            yield f'src/model/vouch-setup.c: {row} is never begun'
            continue
        function = re.findall(r'^(vouch_setup_\w+) \(', source[:begin.start()], re.M)[-1]
        if row not in VERBS_WITHOUT_FAULTS and f'{function} (' not in tests:
            yield f'tests/flow/test-faults.c: {function} () is missing'


def read_values(header, enum):
    """The names of an enum, and what they have in common."""
    body = re.search(r'typedef enum \{([^}]*)\} ' + enum + ';', header)[1]
    prefix = re.sub(r'(?<!^)([A-Z])', r'_\1', enum.removesuffix('State')).upper() + '_'
    return prefix, re.findall(r'^\s*(' + prefix + r'\w+)', body, re.M)


def check(root):
    """Yields what is missing."""
    for header, enum, nowhere, places in PLACES:
        prefix, names = read_values((root / header).read_text(encoding='utf-8'), enum)
        for path, form in places:
            text = (root / path).read_text(encoding='utf-8')
            for name in names:
                nick = name.removeprefix(prefix).lower().replace('_', '-')
                place = form.format(name=name, nick=nick)
                found = re.search(re.escape(place) + ('' if place[-1:] in '`"\'|}: ' else r'\b'), text)
                if nick not in nowhere and found is None:
                    yield f'{path}: {place.strip()} of {enum} is missing'


def main():
    """Prints all that is missing."""
    root = Path(sys.argv[1])
    faults = [*check(root), *check_verbs(root)]
    print('\n'.join(faults))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
