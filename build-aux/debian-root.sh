# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by the scripts beside it: a bare Debian in a folder, in which commands are run. Mounts are
# left to the caller, who has a namespace of its own for them.

# The mirror of Debian that apt uses here; on another system one that always answers.
find_mirror() {
  found=$(apt-get indextargets --format '$(ORIGIN) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null |
    sed -n '/security/d; s/^Debian //p' | head -n 1)
  echo "${found:-http://deb.debian.org/debian}"
}

# Makes it, unless it is there: make_root SUITE FOLDER [MIRROR]
make_root() {
  [ ! -d "$2" ] || return 0
  echo "Making Debian $1 in $2"
  rm -rf "$2.part"
  mkdir -p "$2.part"
  debootstrap --variant=minbase "$1" "$2.part" "${3:-$(find_mirror)}"
  # No service is started in it, and a mirror may have stood still for a while.
  printf '#!/bin/sh\nexit 101\n' > "$2.part/usr/sbin/policy-rc.d"
  chmod +x "$2.part/usr/sbin/policy-rc.d"
  echo 'Acquire::Check-Valid-Until "false";' > "$2.part/etc/apt/apt.conf.d/vouch"
  mv "$2.part" "$2"
}

# Mounts what programs need in it: enter_root FOLDER
enter_root() {
  mount -t proc proc "$1/proc"
  mount --rbind /dev "$1/dev"
  mount -t tmpfs tmpfs "$1/tmp"
}

# Runs a command in it: inside FOLDER DIRECTORY COMMAND...
inside() {
  folder=$1
  directory=$2
  shift 2
  env -i HOME=/root LC_ALL=C.UTF-8 TERM="${TERM:-dumb}" DEBIAN_FRONTEND=noninteractive \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    ${http_proxy:+http_proxy="$http_proxy"} \
    ${VOUCH_UI_PATIENCE:+VOUCH_UI_PATIENCE="$VOUCH_UI_PATIENCE"} \
    chroot "$folder" env -C "$directory" "$@"
}

# Brings it up to date: update_root FOLDER
update_root() {
  cp -L /etc/resolv.conf "$1/etc/resolv.conf"
  inside "$1" / apt-get update
  inside "$1" / apt-get dist-upgrade -y --no-install-recommends
}
