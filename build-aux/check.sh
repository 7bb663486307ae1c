#!/bin/sh
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Everything that must hold before a change lands: installs what is missing, builds with warnings as
# errors, runs every test without a display, then those of the models again under AddressSanitizer.
# Touches the network only to install.
#
# usage: sh build-aux/check.sh
set -eu
cd "$(dirname "$0")/.."
. build-aux/packages.sh

install_packages build test
status=0

# Scenes wait so many times longer before they give up: the machine may be slow and busy.
export VOUCH_UI_PATIENCE="${VOUCH_UI_PATIENCE:-4}"

echo "Building in build/"
configure build -Dwerror=true
ninja -C build
meson test -C build --no-rebuild --print-errorlogs || status=1

echo "Building in build-asan/, with AddressSanitizer"
configure build-asan -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false
ninja -C build-asan
meson test -C build-asan --no-rebuild --print-errorlogs --setup leaks || status=1

/usr/bin/python3 build-aux/count-results.py \
  build/meson-logs/testlog.json build-asan/meson-logs/testlog-leaks.json || status=1
exit $status
