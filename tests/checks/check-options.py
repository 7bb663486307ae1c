#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks that the manual page and the completions know the options that --help prints, and no more.

An option is written "--port=" where it takes a value.

usage: check-options.py PROGRAM MANUAL BASH_COMPLETION ZSH_COMPLETION
"""
import os
import re
import subprocess
import sys
from pathlib import Path

# Asks a completion as bash does; "=" is a word of its own there.
ASK = """
compopt () { :; }
source "$1"
shift
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
function=$(complete -p "$1" | sed 's/.*-F \\([^ ]*\\).*/\\1/')
$function
printf '%s\\n' "${COMPREPLY[@]}"
"""


def read_help(program):
    """What the program prints, and the options in it."""
    text = subprocess.run([program, '--help'], stdout=subprocess.PIPE, check=True, text=True,
                          env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': 'C'}).stdout
    found = re.findall(r'^  (?:(-\w), )?(--[\w-]+=?)', text, re.M)
    return text, {option for pair in found for option in pair if option}


def read_manual(path):
    """The options of a page in mdoc: ".It Fl p , -port Ns = Ns Ar PORT"."""
    options = set()
    for line in re.findall(r'^\.It Fl (.*)', path.read_text(encoding='utf-8'), re.M):
        names = re.findall(r'(?:^|(?<= ))(-[\w-]+|\w)(?= |$)', line)
        options |= {f'-{name}' + ('=' if name[0] == '-' and ' Ns = Ns ' in line else '')
                    for name in names}
    return options


def ask_bash(path, *words):
    """What the completion offers for the last of these words."""
    reply = subprocess.run(['bash', '-c', ASK, 'bash', path, path.stem, *words],
                           stdout=subprocess.PIPE, check=True, text=True).stdout
    return set(reply.split())


def read_zsh(path):
    """The options, and the words that it offers for some of them."""
    text = path.read_text(encoding='utf-8')
    options = set(re.findall(r"['*){,](--?[\w-]+=?)(?=[\[,}+])", text))
    values = re.findall(r"(--[\w-]+)=\[[^]]*\]:\w+:\(([^)]*)\)", text)
    return options, {option: set(words.split()) for option, words in values}


def check(program, manual, bash, zsh):
    """Yields what is wrong."""
    text, options = read_help(program)
    zsh_options, values = read_zsh(zsh)
    for path, found in ((manual, read_manual(manual)), (bash, ask_bash(bash, '-')),
                        (zsh, zsh_options)):
        for option in sorted(options ^ found):
            yield f'{path.name}: {option} is ' + ('missing' if option in options else 'unknown')
    for option, words in values.items():
        for typed in ((option, ''), (option, '=')):
            if ask_bash(bash, *typed) != words:
                yield f'{bash.name}: other words than {zsh.name} for {" ".join(typed)}'
        for word in sorted(words):
            if not re.search(rf'{option}=.*\b{word}\b', text):
                yield f'{zsh.name}: {option} has no {word}'


def main():
    """Prints all that is wrong."""
    faults = list(check(sys.argv[1], *map(Path, sys.argv[2:])))
    print('\n'.join(faults))
    sys.exit(bool(faults))


if __name__ == '__main__':
    main()
