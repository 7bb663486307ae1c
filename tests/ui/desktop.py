#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A throw-away desktop: display, session bus, accessibility, home, and on request the rest.

usage: desktop.py [--size WxH] [--window-manager] [--keyring] [--pipewire] [--dark]
                  [--font NAME] [--contrast] [--scale FACTOR] -- COMMAND...

Runs COMMAND in it and exits with its status. Nothing of the real session is seen or touched, any
number can run at once, and every process that was started in it is ended with it. DESKTOP_DIR names
its directory, DESKTOP_DIR/log holds what its parts say.
"""
import argparse
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from waiting import Overdue, wait_for

HERE = Path(__file__).resolve().parent
# GNOME's own no longer manages X11 from version 49 on.
WINDOW_MANAGERS = (('mutter', '--x11'), ('metacity',), ('xfwm4',), ('openbox',))
SET_PARENT_DEATH_SIGNAL = 1
SET_CHILD_SUBREAPER = 36
NEEDED = ('Xvfb', 'dbus-daemon', 'xdotool', 'xprop', 'import')

# Keys do not repeat: on a busy machine a helper program may be late with letting one go.
GTK_SETTINGS = """[Settings]
gtk-font-name={font}
gtk-icon-theme-name=Adwaita
gtk-cursor-blink=false
gtk-enable-animations=false
"""
DESKTOP_SETTINGS = """[org/gnome/desktop/interface]
color-scheme='{scheme}'
font-name='{font}'
enable-animations=false
text-scaling-factor={scale}
toolkit-accessibility=true
[org/gnome/desktop/a11y/interface]
high-contrast={contrast}
[org/gnome/desktop/peripherals/keyboard]
repeat=false
[org/gnome/desktop/background]
picture-options='none'
primary-color='#77767b'
color-shading-type='solid'
[org/gnome/mutter]
center-new-windows=true
[io/github/vouchapp/Vouch]
welcomed=true
"""


def control_process(option, value):
    """prctl(2), which Python does not wrap."""
    ctypes.CDLL(None).prctl(option, value, 0, 0, 0)


@cache
def find_window_manager():
    """The command of the first one that is there, or None."""
    for name, *options in WINDOW_MANAGERS:
        if shutil.which(name) and all(option in subprocess.run(
                (name, '--help'), check=False, capture_output=True, text=True).stdout
                                      for option in options):
            return (name, *options)
    return None


def find_missing(*extra, window_manager=False):
    """The names of the programs that a desktop needs and that are not installed."""
    missing = [name for name in (*NEEDED, *extra) if shutil.which(name) is None]
    if window_manager and find_window_manager() is None:
        missing.append(' or '.join(' '.join(command) for command in WINDOW_MANAGERS))
    return missing


def succeeds(*command):
    """Whether a command ends well; what it prints is dropped."""
    return subprocess.run(command, check=False, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


def owns_name(name):
    """Whether somebody on the session bus does."""
    return succeeds('gdbus', 'call', '--session', '--dest', 'org.freedesktop.DBus',
                    '--object-path', '/org/freedesktop/DBus',
                    '--method', 'org.freedesktop.DBus.GetNameOwner', name)


class Desktop:
    """The processes and directories of one throw-away desktop; a context manager."""

    def __init__(self, options):
        self.options = options
        self.directory = Path(tempfile.mkdtemp(prefix='vouch-desktop-'))
        self.environment = {}
        self.processes = []

    def __enter__(self):
        control_process(SET_CHILD_SUBREAPER, 1)
        try:
            self.make_home()
            self.start_display()
            self.start_bus()
            self.start_notifications()
            if self.options.window_manager:
                self.start_window_manager()
            if self.options.pipewire:
                self.start_pipewire()
            if self.options.keyring:
                self.start_keyring()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *unused):
        for process in reversed(self.processes):
            process.terminate()
        for process in reversed(self.processes):
            try:
                process.wait(3)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.end_orphans()
        mounted = self.directory / 'run' / 'doc'
        if mounted.exists():
            succeeds('fusermount3', '-uzq', str(mounted))
        shutil.rmtree(self.directory, ignore_errors=True)

    def end_orphans(self):
        """Ends what the bus has activated: as the subreaper we are its parent now."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            try:
                wait_for(lambda sent=number: not self.signal_orphans(sent), 'what is left over', 2)
                return
            except Overdue:
                continue

    def signal_orphans(self, number):
        """Whether there was still somebody to signal."""
        children = Path(f'/proc/self/task/{os.getpid()}/children').read_text('ascii').split()
        for child in children:
            os.kill(int(child), number)
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return False
        return bool(children)

    def make_home(self):
        """Directories, settings and environment."""
        base = self.directory
        for name in ('run', 'home', 'config', 'data', 'cache', 'state', 'log'):
            (base / name).mkdir()
        (base / 'run').chmod(0o700)
        font = self.options.font
        for name in ('gtk-3.0', 'gtk-4.0'):
            folder = base / 'config' / name
            folder.mkdir()
            (folder / 'settings.ini').write_text(GTK_SETTINGS.format(font=font), encoding='utf-8')
        folder = base / 'config' / 'glib-2.0' / 'settings'
        folder.mkdir(parents=True)
        scheme = 'prefer-dark' if self.options.dark else 'default'
        (folder / 'keyfile').write_text(
            DESKTOP_SETTINGS.format(scheme=scheme, font=font, scale=self.options.scale,
                                    contrast=str(self.options.contrast).lower()),
            encoding='utf-8')
        for name in ('DBUS_SESSION_BUS_ADDRESS', 'WAYLAND_DISPLAY', 'DISPLAY', 'XAUTHORITY',
                     'AT_SPI_BUS_ADDRESS'):
            os.environ.pop(name, None)
        self.environment = {
            **os.environ,
            'DESKTOP_DIR': str(base), 'HOME': str(base / 'home'),
            'XDG_RUNTIME_DIR': str(base / 'run'), 'XDG_CONFIG_HOME': str(base / 'config'),
            'XDG_DATA_HOME': str(base / 'data'), 'XDG_CACHE_HOME': str(base / 'cache'),
            'XDG_STATE_HOME': str(base / 'state'), 'PIPEWIRE_RUNTIME_DIR': str(base / 'run'),
            'XDG_CURRENT_DESKTOP': 'GNOME', 'XDG_SESSION_TYPE': 'x11', 'GDK_BACKEND': 'x11',
            'LIBGL_ALWAYS_SOFTWARE': '1', 'GSK_RENDERER': 'cairo', 'GSETTINGS_BACKEND': 'keyfile',
            'GIO_USE_VFS': 'local', 'LC_ALL': os.environ.get('LC_ALL', 'C.UTF-8'),
            'DBUS_SESSION_BUS_ADDRESS': f'unix:path={base}/run/bus',
        }
        os.environ.update(self.environment)

    def spawn(self, *command, log=None, **keywords):
        """Starts one part of the desktop, with a log of its own. Only what is tested dies of a
        warning."""
        environment = {name: value for name, value in self.environment.items() if name != 'G_DEBUG'}
        with open(self.directory / 'log' / f'{log or command[0]}.log', 'wb') as file:
            process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                preexec_fn=lambda: control_process(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM),
                **keywords)
        self.processes.append(process)
        return process

    def start_display(self):
        """Xvfb picks a free display number by itself and writes it into a pipe."""
        reader, writer = os.pipe()
        self.spawn('Xvfb', '-displayfd', str(writer), '-screen', '0', f'{self.options.size}x24',
                   '-nolisten', 'tcp', '-noreset', pass_fds=(writer,))
        os.close(writer)
        with os.fdopen(reader, encoding='ascii') as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Overdue('the desktop did not come up: no display')
        os.environ['DISPLAY'] = self.environment['DISPLAY'] = f':{number}'
        if self.options.scale != 1:
            self.scale_text()

    def scale_text(self):
        """As the settings of GNOME do. Without their daemon GTK reads the resources of X."""
        subprocess.run(('xprop', '-root', '-format', 'RESOURCE_MANAGER', '8s',
                        '-set', 'RESOURCE_MANAGER', f'Xft.dpi:\t{96 * self.options.scale:g}\n'),
                       check=True)

    def start_bus(self):
        """Accessibility, portals and secrets are started by the bus when they are asked for."""
        self.spawn('dbus-daemon', '--session', '--nofork', '--nopidfile',
                   '--address=' + self.environment['DBUS_SESSION_BUS_ADDRESS'])
        wait_for((self.directory / 'run' / 'bus').is_socket, 'the session bus')

    def start_notifications(self):
        """GLib warns where there is no notification service."""
        self.spawn(sys.executable, str(HERE / 'notifications.py'), log='notifications')
        wait_for(lambda: owns_name('org.freedesktop.Notifications'), 'the notification service')

    def start_window_manager(self):
        """Focus, typing, shadows and round corners need one."""
        self.spawn(*find_window_manager())
        wait_for(lambda: b'window id' in subprocess.run(
            ('xprop', '-root', '_NET_SUPPORTING_WM_CHECK'), check=False,
            capture_output=True).stdout, 'the window manager')

    def start_pipewire(self):
        """For cameras."""
        self.spawn('pipewire')
        wait_for((self.directory / 'run' / 'pipewire-0').is_socket, 'PipeWire')
        self.spawn('wireplumber')
        wait_for(lambda: b'WirePlumber' in subprocess.run(
            ('pw-cli', 'ls', 'Client'), check=False, capture_output=True).stdout,
            'WirePlumber')

    def start_keyring(self):
        """An unlocked one; in the foreground, so that it is ours to end."""
        (self.directory / 'data' / 'keyrings').mkdir()
        with open(self.directory / 'log' / 'gnome-keyring-daemon.log', 'wb') as log:
            process = subprocess.Popen(
                ('gnome-keyring-daemon', '--foreground', '--unlock', '--components=secrets'),
                env=self.environment, stdin=subprocess.PIPE, stdout=log, stderr=log)
        self.processes.append(process)
        process.stdin.write(b'test')
        process.stdin.close()
        wait_for(lambda: owns_name('org.freedesktop.secrets'), 'the keyring')


def parse_arguments():
    """The options, and the command after them."""
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--size', default='1280x1024')
    parser.add_argument('--window-manager', action='store_true')
    parser.add_argument('--keyring', action='store_true')
    parser.add_argument('--pipewire', action='store_true')
    parser.add_argument('--dark', action='store_true')
    parser.add_argument('--font', default='Cantarell 11')
    parser.add_argument('--contrast', action='store_true', help='high contrast')
    parser.add_argument('--scale', type=float, default=1.0, help='of all text')
    parser.add_argument('command', nargs='+')
    return parser.parse_args()


def main():
    """Runs the command in a desktop of its own."""
    options = parse_arguments()
    missing = find_missing(*(['gnome-keyring-daemon'] if options.keyring else []),
                           *(['pipewire', 'wireplumber'] if options.pipewire else []),
                           window_manager=options.window_manager)
    if missing:
        sys.exit('no virtual desktop here, not installed: ' + ', '.join(missing))
    signal.signal(signal.SIGTERM, lambda *unused: sys.exit(143))
    with Desktop(options) as desktop:
        process = subprocess.Popen(options.command, env=desktop.environment)
        try:
            status = process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise
    sys.exit(status if status >= 0 else 128 - status)


if __name__ == '__main__':
    main()
