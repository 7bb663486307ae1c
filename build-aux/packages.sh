# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Sourced by the scripts beside it: installs what is missing, and only then touches the network.
#
# usage: install_packages [build] [test] [bench] [coverage] [valgrind] [newest] [flatpak]

packages_for() {
  case "$1" in
    apt-build)
      echo gcc libc6-dev meson ninja-build pkg-config gettext git python3 \
        libgtk-4-dev libadwaita-1-dev libsoup-3.0-dev libjson-glib-dev libsecret-1-dev \
        libqrencode-dev libzbar-dev libportal-dev libgstreamer1.0-dev \
        libgstreamer-plugins-base1.0-dev gstreamer1.0-plugins-base gstreamer1.0-plugins-good \
        gstreamer1.0-pipewire glib-networking adwaita-icon-theme fonts-noto-color-emoji \
        librsvg2-common libv4l-dev desktop-file-utils appstream libxml2-utils ;;
    apt-test)
      echo ca-certificates xvfb mutter metacity x11-utils xdotool imagemagick python3-gi \
        at-spi2-core dbus libglib2.0-bin fonts-cantarell fonts-noto-core fonts-wqy-microhei \
        fontconfig locales gnome-keyring pipewire wireplumber libpipewire-0.3-dev \
        xdg-desktop-portal xdg-desktop-portal-gtk qrencode zbar-tools libx11-dev libxdamage-dev \
        sway grim wtype wl-clipboard mandoc ;;
    apt-coverage | dnf-coverage | pacman-coverage) echo gcovr ;;
    apt-valgrind | dnf-valgrind | pacman-valgrind) echo valgrind ;;
    apt-bench) echo g++ libzxing-dev ;;
    apt-newest) echo debootstrap ;;
    apt-flatpak | dnf-flatpak | pacman-flatpak) echo flatpak flatpak-builder ostree elfutils ;;
    apt-runtime)   # what the runtime of GNOME has of what the program needs, and to build modules
      echo gcc g++ libc6-dev meson ninja-build cmake make autoconf automake libtool \
        autopoint pkg-config gettext python3 file xz-utils bzip2 libgtk-4-dev libadwaita-1-dev \
        libsoup-3.0-dev libjson-glib-dev libsecret-1-dev libgstreamer1.0-dev \
        libgstreamer-plugins-base1.0-dev gstreamer1.0-plugins-base gstreamer1.0-plugins-good \
        gstreamer1.0-pipewire glib-networking adwaita-icon-theme fonts-noto-color-emoji \
        fonts-cantarell librsvg2-common dconf-gsettings-backend gsettings-desktop-schemas \
        desktop-file-utils appstream appstream-compose ca-certificates ;;
    dnf-build)
      echo gcc meson ninja-build pkgconf-pkg-config gettext git python3 gtk4-devel \
        libadwaita-devel libsoup3-devel json-glib-devel libsecret-devel qrencode-devel zbar-devel \
        libportal-devel gstreamer1-devel gstreamer1-plugins-base-devel gstreamer1-plugins-base \
        gstreamer1-plugins-good pipewire-gstreamer glib-networking adwaita-icon-theme \
        google-noto-color-emoji-fonts librsvg2 desktop-file-utils appstream libxml2 ;;
    dnf-test)
      echo xorg-x11-server-Xvfb metacity xprop xdotool ImageMagick python3-gobject-base \
        at-spi2-core dbus-daemon glib2 glibc-locale-source abattis-cantarell-fonts \
        google-noto-sans-fonts gnome-keyring pipewire wireplumber pipewire-devel pipewire-utils \
        xdg-desktop-portal xdg-desktop-portal-gtk qrencode zbar libasan libubsan libtsan libX11-devel \
        libXdamage-devel sway grim wtype wl-clipboard mandoc ;;
    dnf-bench) echo gcc-c++ zxing-cpp-devel ;;
    dnf-newest) echo debootstrap debian-keyring ;;
    pacman-build)
      echo gcc meson ninja pkgconf gettext git python gtk4 glib2-devel libadwaita libsoup3 \
        json-glib libsecret qrencode zbar libportal gstreamer gst-plugins-base gst-plugins-good \
        gst-plugin-pipewire glib-networking adwaita-icon-theme noto-fonts-emoji \
        librsvg desktop-file-utils appstream libxml2 ;;
    pacman-test)
      echo xorg-server-xvfb metacity xorg-xprop xdotool imagemagick python-gobject at-spi2-core \
        dbus glib2 cantarell-fonts noto-fonts gnome-keyring pipewire wireplumber \
        xdg-desktop-portal xdg-desktop-portal-gtk libx11 libxdamage sway grim wtype wl-clipboard ;;
    pacman-bench) echo zxing-cpp ;;
    pacman-newest) echo debootstrap debian-archive-keyring ;;
  esac
}

# Prints those of its arguments that are not installed. Asks the local database only.
find_missing() {
  manager=$1
  shift
  case "$manager" in
    apt)
      for package; do
        [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
          echo "$package"
      done ;;
    dnf)
      for package; do
        rpm -q --whatprovides "$package" >/dev/null 2>&1 || echo "$package"
      done ;;
    pacman)
      pacman -T "$@" || true ;;
  esac
}

# With sudo where we are not root, and never silently.
as_root() {
  if [ "$(id -u)" != 0 ]; then
    set -- sudo "$@"
  fi
  echo "+ $*"
  "$@"
}

install_packages() {
  manager=
  for candidate in apt:apt-get dnf:dnf pacman:pacman; do
    if command -v "${candidate#*:}" >/dev/null 2>&1; then
      manager=${candidate%%:*}
      break
    fi
  done
  if [ -z "$manager" ]; then
    echo "No apt, dnf or pacman here: install these yourself, under the names of your system:"
    for group; do packages_for "apt-$group"; done
    return 0
  fi

  wanted=$(for group; do packages_for "$manager-$group"; done)
  # shellcheck disable=SC2086
  missing=$(find_missing "$manager" $wanted | tr '\n' ' ')
  [ -n "${missing% }" ] || return 0

  echo "Installing with $manager: $missing"
  # shellcheck disable=SC2086
  case "$manager" in
    apt)
      as_root apt-get update
      as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $missing ;;
    dnf) as_root dnf install -y $missing ;;
    pacman) as_root pacman -S --needed --noconfirm $missing ;;
  esac
}

# Configures a build directory once, and with the same options again only where that is needed.
configure() {
  directory=$1
  shift
  if [ -f "$directory/build.ninja" ]; then
    meson configure "$directory" "$@"
  else
    meson setup "$directory" "$@"
  fi
}

# For runs from the build directory.
use_build() {
  export GSETTINGS_SCHEMA_DIR="$PWD/build/data"
  export VOUCH_LOCALE_DIR="$PWD/build/po"
  export XDG_DATA_DIRS="$PWD/data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}"
}
