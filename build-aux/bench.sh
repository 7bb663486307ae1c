#!/bin/sh
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What Vouch costs: first frame and memory against a bare window built beside it, the way from a
# reply to its step, and from a change on the phone to the screen.
#
# usage: sh build-aux/bench.sh [--json]
set -eu
cd "$(dirname "$0")/.."
. build-aux/packages.sh

{
  install_packages build test bench
  configure build -Dwerror=true
  ninja -C build all tests/bench/bare-window tests/bench/bench-qr tests/bench/bench-step \
    tests/bench/first-frame
} >&2
exec /usr/bin/python3 tests/bench/bench.py build "$@"
