#!/bin/sh
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Builds the Flatpak from what is committed here, and lets tests/flatpak drive it in its sandbox.
# Flathub need not be at hand: a bare Debian in a folder, made by debootstrap, stands in for the
# runtime of GNOME, with the libraries of that and without those which it lacks, and the archives
# of Debian for the sources of the modules. Everything is in that folder, which can simply be
# deleted; no Flatpak of this system is seen or touched.
#
# usage: sh build-aux/check-flatpak.sh [--root FOLDER] [--mirror URL] [sid|trixie] [SCENE...]
#
# sid has the libraries of the newest runtime, trixie older ones than the runtime before it. The
# folder is vouch/flatpak-sid or vouch/flatpak-trixie in the cache of the user, the mirror the one
# that apt uses here.
set -eu

root=
mirror=
while [ $# -ge 2 ]; do
  case "$1" in
    --root) root=$2 ;;
    --mirror) mirror=$2 ;;
    *) break ;;
  esac
  shift 2
done
suite=${1:-sid}
[ $# = 0 ] || shift
cd "$(dirname "$0")/.."
newest=$(sed -n 's/.*"runtime-version": "\(.*\)".*/\1/p' flatpak/*.json)
case "$suite" in
  sid) version=$newest ;;
  trixie) version=$((newest - 1)) ;;
  *) sed -n 's/^# usage: /usage: /p' "$0" >&2; exit 2 ;;
esac
root=$(realpath -m "${root:-${XDG_CACHE_HOME:-$HOME/.cache}/vouch/flatpak-$suite}")

if [ "$(id -u)" != 0 ]; then
  echo "This needs root, to make a system in a folder and to run in it: put sudo before it." >&2
  exit 1
fi
. build-aux/packages.sh
if [ -z "${VOUCH_APART-}" ]; then
  install_packages build test newest flatpak
  # Mounts and processes of its own, which end with it.
  exec env VOUCH_APART=1 unshare --mount --pid --mount-proc --fork --kill-child \
    sh build-aux/check-flatpak.sh --root "$root" --mirror "$mirror" "$suite" "$@"
fi
. build-aux/debian-root.sh

export FLATPAK_USER_DIR="$root/user"
system=$root/system
archives=$system/srv/archives
runtime=$root/runtime

# The folder of a Sdk or a Platform, whose /usr is that of the system. A Platform builds nothing.
make_runtime() {
  files=$runtime/files
  rm -rf "$runtime"
  mkdir -p "$runtime"
  cp -al "$system/usr" "$files"
  cp -a "$system/etc" "$files/etc"
  rm -rf "$files/share/doc" "$files/share/man"
  [ "$1" = Sdk ] || rm -rf "$files/include" "$files"/lib/*/pkgconfig "$files/share/pkgconfig" \
    "$files/lib/gcc" "$files/libexec/gcc" "$files/bin/ninja" "$files/bin/meson"
  triplet=$(basename "$files"/lib/*-linux-gnu)
  mkdir -p "$files/lib/$triplet/GL" "$files/cache"
  # flatpak-builder asked for an older program before 1.3, and gives files the names that it knew.
  if [ ! -e "$files/bin/appstream-compose" ]; then
    sed 's/^    //' > "$files/bin/appstream-compose" <<\COMPOSE
    #!/bin/sh
    for id; do :; done
    mkdir -p /app/share/metainfo
    cp "/app/share/appdata/$id.appdata.xml" "/app/share/metainfo/$id.metainfo.xml"
    exec appstreamcli compose --no-net --prefix=/ --origin=flatpak --result-root=/app \
      --data-dir=/app/share/app-info/xmls --icons-dir=/app/share/app-info/icons/flatpak \
      --components="$id" /app
COMPOSE
    chmod 755 "$files/bin/appstream-compose"
  fi
  cat > "$runtime/metadata" <<METADATA
[Runtime]
name=org.gnome.$1
runtime=org.gnome.Platform/$architecture/$version
sdk=org.gnome.Sdk/$architecture/$version

[Environment]
PKG_CONFIG_PATH=/app/lib/pkgconfig:/app/share/pkgconfig:/usr/lib/$triplet/pkgconfig:/usr/share/pkgconfig
XDG_DATA_DIRS=/app/share:/usr/share:/usr/share/runtime/share:/run/host/user-share:/run/host/share
METADATA
  flatpak build-export --runtime --files=files --disable-fsync "$root/repository" "$runtime" \
    "$version"
  rm -rf "$runtime"
}

architecture=$(flatpak --default-arch)
make_root "$suite" "$system" "$mirror"
enter_root "$system"
if [ ! -e "$root/repository/is-complete-$version" ]; then
  # The modules in the manifest have the versions of trixie.
  echo "deb-src ${mirror:-$(find_mirror)} trixie main" \
    > "$system/etc/apt/sources.list.d/modules.list"
  update_root "$system"
  # shellcheck disable=SC2046
  inside "$system" / apt-get install -y --no-install-recommends $(packages_for apt-runtime)
  for library in libportal libqrencode zbar; do
    ! inside "$system" / pkg-config --exists $library ||
      { echo "$library is there, which the runtime of GNOME lacks." >&2; exit 1; }
  done
  rm -rf "$archives"
  mkdir -p "$archives"
  inside "$system" /srv/archives apt-get source --download-only --tar-only \
    libportal/trixie qrencode/trixie zbar/trixie
  # Nothing is compressed in a repository of this mode.
  ostree --repo="$root/repository" init --mode=bare-user-only
  make_runtime Sdk
  make_runtime Platform
  flatpak --user remote-add --if-not-exists --no-gpg-verify stand-in "$root/repository"
  flatpak --user install -y --noninteractive --or-update stand-in "org.gnome.Sdk//$version" \
    "org.gnome.Platform//$version"
  touch "$root/repository/is-complete-$version"
fi

[ -z "$(git status --porcelain)" ] || echo "What is not committed here is not looked at."
rm -rf "$root/clone"
git clone --quiet --no-hardlinks . "$root/clone"
manifest=$root/$(basename flatpak/*.json)
python3 tests/flatpak/stand-in-manifest.py flatpak/*.json "$version" "$archives" "$root/clone" \
  > "$manifest"
flatpak-builder --user --install --force-clean --disable-download --disable-updates \
  --disable-rofiles-fuse --default-branch=test --state-dir="$root/state" "$root/build" "$manifest"

# What the scenes need beside the sandbox.
configure build
ninja -C build src/practice/vouch-practice-server
echo "In the sandbox, on a runtime made of Debian $suite:"
tests/flatpak/scene-sandbox.py "$@"
