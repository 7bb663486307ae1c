#!/bin/sh
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Everything that must hold before a change lands: installs what is missing, builds with warnings as
# errors, runs every test without a display, then those of the models again under AddressSanitizer,
# and with clang lets libFuzzer hunt (VOUCH_FUZZ_SECONDS each, 20 without it). Touches the network
# only to install.
#
# usage: sh build-aux/check.sh              all of it
#        sh build-aux/check.sh --plain      the first of it: what needs no second build
#        sh build-aux/check.sh --coverage   instead: how many lines of each room the tests run
#        sh build-aux/check.sh --threads    instead: camera and scanner under ThreadSanitizer
#        sh build-aux/check.sh --valgrind   instead: the models against the practice server in valgrind
set -eu
cd "$(dirname "$0")/.."
. build-aux/packages.sh

status=0

# Scenes wait so many times longer before they give up: the machine may be slow and busy.
export VOUCH_UI_PATIENCE="${VOUCH_UI_PATIENCE:-4}"

count_lines() {
  install_packages build test coverage
  configure build-coverage -Db_coverage=true
  ninja -C build-coverage
  meson test -C build-coverage --no-rebuild --print-errorlogs || status=1
  gcovr --root . --filter src/ --csv build-coverage/coverage.csv build-coverage
  echo "Of each file: build-coverage/coverage.csv. Of each room:"
  awk -F , '
    split($1, path, "/") > 2 { lines[path[2]] += $2; run[path[2]] += $3 }
    END { for (room in lines) printf "%s %.1f %%\n", room, 100 * run[room] / lines[room] }
  ' build-coverage/coverage.csv | sort
}

watch_threads() {
  install_packages build test
  configure build-threads -Dwerror=true -Db_sanitize=thread -Db_lundef=false
  ninja -C build-threads
  meson test -C build-threads --no-rebuild --print-errorlogs --setup threads --suite threads || status=1
}

watch_memory() {
  install_packages build test valgrind
  configure build -Dwerror=true
  ninja -C build
  meson test -C build --no-rebuild --print-errorlogs --setup valgrind --suite flow || status=1
}

case "${1:-}" in
  --coverage) count_lines; exit $status ;;
  --threads) watch_threads; exit $status ;;
  --valgrind) watch_memory; exit $status ;;
esac

install_packages build test

echo "Building in build/"
configure build -Dwerror=true
ninja -C build
meson test -C build --no-rebuild --print-errorlogs || status=1

results=build/meson-logs/testlog.json
if [ "${1:-}" = --plain ]; then
  /usr/bin/python3 build-aux/count-results.py $results || status=1
  exit $status
fi

echo "Building in build-asan/, with AddressSanitizer"
configure build-asan -Dwerror=true -Db_sanitize=address,undefined -Db_lundef=false
ninja -C build-asan
meson test -C build-asan --no-rebuild --print-errorlogs --setup leaks || status=1
results="$results build-asan/meson-logs/testlog-leaks.json"

engine=$(clang -print-runtime-dir 2>/dev/null || true)/libclang_rt.fuzzer_no_main-$(uname -m).a
if [ -e "$engine" ]; then
  echo "Building in build-fuzz/, with libFuzzer"
  (export CC=clang
   configure build-fuzz -Dfuzzing=true -Db_sanitize=address,undefined -Db_lundef=false)
  ninja -C build-fuzz fuzz
  meson test -C build-fuzz --no-rebuild --print-errorlogs --suite fuzz || status=1
  results="$results build-fuzz/meson-logs/testlog.json"
else
  echo "No clang with libFuzzer here: nothing is hunted."
fi

# shellcheck disable=SC2086
/usr/bin/python3 build-aux/count-results.py $results || status=1
exit $status
