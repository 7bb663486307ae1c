# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later

_vouch_practice_server()
{
  local word=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]} words

  # "=" is a word of its own.
  if [[ $word == = ]]; then
    word=
  elif [[ $option == = ]]; then
    option=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  case $option in
    --consent) words='given read-only refused forged window' ;;
    --form) words='base64 unpadded url-safe hex latin1' ;;
    --product) words='desktop nightly server' ;;
    --state) words='initializing needs-cross-signing-setup needs-verification needs-secrets
      needs-first-sync ready' ;;
    --tls)
      compopt -o filenames
      COMPREPLY=($(compgen -f -- "$word"))
      return ;;
    *) words='-p --port= --code-existing= --code-new= --auto-phone --fault= --fast --state= --token=
      --read-only-token= --consent= --without-introspection --legacy --endless-initializing
      --endless-sync --eager-emoji --capital-codes --ping-interval= --request-lifetime= --seed=
      --form= --withhold-secrets --without-codes --product= --username= --tls= --log -h --help' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
  [[ ${COMPREPLY-} != *= ]] || compopt -o nospace
}

complete -F _vouch_practice_server vouch-practice-server
