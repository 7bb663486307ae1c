#!/bin/sh
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# From a fresh clone to Vouch on the screen: installs what is missing, builds, opens practice mode,
# in which nothing is real. Without a display the tour of all screens is run under a virtual
# one, and a picture of each is left in _tour/.
#
# usage: sh build-aux/try.sh [--tour]
set -eu
cd "$(dirname "$0")/.."
. build-aux/packages.sh

tour=false
if [ "${1-}" = --tour ] || [ -z "${DISPLAY-}${WAYLAND_DISPLAY-}" ]; then
  tour=true
fi

if $tour; then
  install_packages build test
else
  install_packages build
fi
echo "Building in build/"
configure build
ninja -C build
use_build

if $tour; then
  [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}" ] ||
    echo "There is no display here: the practice tour is run under a virtual one."
  rm -rf _tour
  /usr/bin/python3 tests/ui/tour.py --output _tour
  echo "A picture of each screen is in $PWD/_tour"
else
  echo "Opening practice mode: nothing in it is real"
  exec build/src/vouch --practice
fi
