#!/bin/sh
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What check.sh says, and the tour of all screens, on other libraries than those of this system: in
# a bare Debian in a folder, made by debootstrap or brought up to date, from a clean clone of what is
# committed here. Nothing stays mounted or running: the folder can simply be deleted.
#
# usage: sh build-aux/check-newest.sh [OPTION...] [bookworm|trixie|sid] [COMMAND...]
#
#   --plain         check.sh --plain: nothing is built twice
#   --root FOLDER   where it is, instead of vouch/trixie (or its like) in the cache of the user
#   --mirror URL    of Debian, instead of the one that apt uses here
#   COMMAND         what is run instead, in the clone as it is, say meson test -C build pin
set -eu

root=
mirror=
plain=
while [ $# -ge 1 ]; do
  case "$1" in
    --plain) plain=--plain; shift ;;
    --root) root=$2; shift 2 ;;
    --mirror) mirror=$2; shift 2 ;;
    *) break ;;
  esac
done
suite=${1:-trixie}
[ $# = 0 ] || shift
case "$suite" in
  bookworm | trixie | sid) ;;
  *) sed -n 's/^# usage: /usage: /p' "$0" >&2; exit 2 ;;
esac
root=$(realpath -m "${root:-${XDG_CACHE_HOME:-$HOME/.cache}/vouch/$suite}")

cd "$(dirname "$0")/.."
if [ "$(id -u)" != 0 ]; then
  echo "This needs root, to make a system in a folder and to run in it: put sudo before it." >&2
  exit 1
fi
if [ -z "${VOUCH_APART-}" ]; then
  . build-aux/packages.sh
  install_packages newest
  # Mounts and processes of its own, which end with it.
  exec env VOUCH_APART=1 unshare --mount --pid --fork --kill-child \
    sh build-aux/check-newest.sh $plain --root "$root" --mirror "$mirror" "$suite" "$@"
fi

. build-aux/debian-root.sh

make_root "$suite" "$root" "$mirror"
enter_root "$root"

if [ $# = 0 ] || [ ! -d "$root/srv/vouch" ]; then
  echo "Bringing Debian $suite in $root up to date"
  update_root "$root"

  [ -z "$(git status --porcelain)" ] || echo "What is not committed here is not looked at."
  rm -rf "$root/srv/vouch"
  git clone --quiet --no-hardlinks . "$root/srv/vouch"
fi
if [ $# -gt 0 ]; then
  inside "$root" /srv/vouch "$@"
  exit
fi

check=passed
tour=passed
# shellcheck disable=SC2086
inside "$root" /srv/vouch sh build-aux/check.sh $plain || check=failed
inside "$root" /srv/vouch sh build-aux/try.sh --tour || tour=failed
echo "Debian $suite, GTK $(inside "$root" / pkg-config --modversion gtk4): check $check, tour $tour" \
  "(pictures in $root/srv/vouch/_tour)"
[ "$check $tour" = 'passed passed' ]
