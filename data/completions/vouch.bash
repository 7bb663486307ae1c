# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later

_vouch()
{
  COMPREPLY=($(compgen -W '--practice --server= --version -h --help --help-all
    --help-gapplication' -- "${COMP_WORDS[COMP_CWORD]}"))
  [[ ${COMPREPLY-} != *= ]] || compopt -o nospace
}

complete -F _vouch vouch
