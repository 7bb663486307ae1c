# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where scenes are played: the real program, the practice server beside it, a home for each scene.

A scene is a function with @scene that is given a Stage. A file of scenes ends with play(), which
runs them one after the other in a throw-away desktop and says how it went as TAP. Of a scene that
fails, pictures, the tree and all logs are kept under failures/ in the build directory.

usage of a file of scenes: scene-NAME.py [SCENE...]
"""
import os
import re
import shutil
import subprocess
import sys
import time
import traceback
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / 'flow'))

import practice
from desktop import find_missing
from waiting import wait_for

try:
    from driver import App, take_picture
    from wayland import Compositor
except ImportError:
    App = None

HERE = Path(__file__).resolve().parent
BUILD = Path(os.environ.get('VOUCH_BUILD_DIR', HERE.parent.parent / 'build'))
VOUCH = BUILD / 'src' / 'vouch'
FAKE_CLOCK = BUILD / 'tests' / 'clock' / 'libfake-clock.so'
SERVER = BUILD / 'src' / 'practice' / 'vouch-practice-server'
FAILURES = BUILD / 'tests' / 'ui' / 'failures'
CODE_EXISTING = '111111'
CODE_NEW = '222222'
TOKEN = 'a-token-for-scenes'
APPLICATION_ID = 'io.github.vouchapp.Vouch'

# What libraries say of themselves, and nothing is to be seen of.
FOREIGN_WARNINGS = re.compile(
    # GTK 4.24 on X11, of a second window
    r'gdk_frame_timings_submitted\(\) called on submitted frame'
    # GTK 4.20, of a portal that has fewer interfaces than those of its day, as our stand-ins have
    r'|Cannot get portal org\.freedesktop\.\S+ version'
    r'|Creating a portal monitor failed: .*No such interface')

# Locales that are not called after their language alone, as "de_DE" is.
LOCALES = {'ar': 'ar_EG', 'ca': 'ca_ES', 'cs': 'cs_CZ', 'fa': 'fa_IR', 'he': 'he_IL', 'ja': 'ja_JP',
           'pt_BR': 'pt_BR', 'sv': 'sv_SE', 'uk': 'uk_UA', 'zh_CN': 'zh_CN'}

SCENES = []


def scene(function):
    """Marks a function as a scene."""
    SCENES.append(function)
    return function


class Skipped(Exception):
    """The scene cannot be played here."""


def skip_unless_possible(before, reason):
    """Ends the scene as skipped where this command, that start_vouch() is to be given, does not
    work."""
    if subprocess.run((*before, 'true'), stderr=subprocess.DEVNULL, check=False).returncode != 0:
        raise Skipped(reason)


class Server(practice.Server):
    """The practice server, as scenes speak to it."""

    def ask(self, method, path, body=None, token=None):
        """(status, reply) of one request, past the program."""
        reply = self.request(method, path, body, token=token or '')
        return reply.status, reply.json

    def press(self, button):
        """One of the phone's buttons, as soon as it offers it."""
        wait_for(lambda: self.ask('POST', f'/practice/phone/{button}')[0] == 200,
                 f'the phone to offer {button!r}')

    def read_phone(self):
        """What the phone shows."""
        return self.control('state')['phone']

    def set(self, **settings):
        """Properties of the account: set(sync_time=600000)."""
        self.control('settings',
                     {name.replace('_', '-'): value for name, value in settings.items()})

    def read_log(self):
        """What was asked so far, oldest first, a line each."""
        return '\n'.join(self.log())


class Stage:
    """What one scene works with."""

    def __init__(self, name):
        self.folder = FAILURES / name
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.home = Path(os.environ['DESKTOP_DIR']) / name
        shutil.copytree(Path(os.environ['XDG_CONFIG_HOME']), self.home / 'config')
        self.compositor = None
        self.servers = []
        self.apps = []

    def start_compositor(self, scale=1):
        """From now on the program is started in a Wayland compositor, at this scale."""
        self.compositor = Compositor(self.folder, scale)
        return self.compositor

    def start_server(self, *options):
        """The practice server, quick, with the codes that scenes know."""
        server = Server(SERVER, '--fast', '--code-existing', CODE_EXISTING,
                        '--code-new', CODE_NEW, *options,
                        log=self.folder / f'server-{len(self.servers)}.log')
        self.servers.append(server)
        return server

    def list_variables(self):
        """What the program needs of its environment to be at home in this scene."""
        return {
            'G_DEBUG': 'fatal-criticals',
            'GSETTINGS_SCHEMA_DIR': str(BUILD / 'data'), 'VOUCH_LOCALE_DIR': str(BUILD / 'po'),
            'XDG_CONFIG_HOME': str(self.home / 'config'), 'XDG_DATA_HOME': str(self.home / 'data'),
            'XDG_STATE_HOME': str(self.home / 'state'), 'XDG_CACHE_HOME': str(self.home / 'cache')}

    def remember(self, **values):
        """Settings as the program has left them: remember(allow_background='true')."""
        with open(self.home / 'config' / 'glib-2.0' / 'settings' / 'keyfile', 'a',
                  encoding='utf-8') as settings:
            settings.write('\n[io/github/vouchapp/Vouch]\n')
            settings.writelines(f'{name.replace("_", "-")}={value}\n'
                                for name, value in values.items())

    def start_vouch(self, *arguments, server=None, before=(), **variables):
        """The program, in this scene's home, with the server as its Beeper. "before" is a command
        that becomes the program."""
        environment = {**os.environ, **self.list_variables(), **variables}
        if server is not None:
            environment['BEEPER_BASE_URL'] = server.base_url
        with open(self.folder / f'vouch-{len(self.apps)}.log', 'wb') as log:
            app = (self.compositor or App).launch(
                (*before, VOUCH, *arguments), env=environment, stdout=log, stderr=log,
                stdin=subprocess.DEVNULL)
        self.apps.append(app)
        return app

    def start_signed_in(self, *options, state='needs-verification', **variables):
        """Server and program where signing in is behind them; the program is told the token."""
        server = self.start_server('--state', state, '--token', TOKEN, *options)
        return server, self.start_vouch(server=server, BEEPER_ACCESS_TOKEN=TOKEN,
                                        **variables)

    def use_language(self, language):
        """The variables under which programs speak it, whatever locales are installed here."""
        locale = LOCALES.get(language, f'{language}_{language.upper()}')
        name = f'{locale}.UTF-8'
        folder = self.home / 'locales'
        folder.mkdir()
        subprocess.run(('localedef', '-i', locale, '-f', 'UTF-8', folder / name),
                       check=True, stderr=subprocess.DEVNULL)
        return {'LOCPATH': str(folder), 'LC_ALL': name, 'LANGUAGE': language}

    def end(self):
        """Ends everything. Raises if the program did not end well, or has warned."""
        for app in self.apps:
            app.quit()
        for server in self.servers:
            if server.process.poll() is None:
                server.stop()
        if self.compositor:
            self.compositor.stop()
        for app in self.apps:
            if app.process.returncode < 0 and -app.process.returncode not in (9, 15):
                raise AssertionError(f'the program died of signal {-app.process.returncode}')
        for log in self.folder.glob('vouch*.log'):
            for line in log.read_text(encoding='utf-8', errors='replace').splitlines():
                if 'WARNING **' in line and not FOREIGN_WARNINGS.search(line):
                    raise AssertionError(f'the program warned: {line}')

    def keep_evidence(self):
        """Pictures and trees of what there is to see."""
        if self.compositor:
            self.compositor.take_picture(self.folder / 'wayland.png')
        take_picture(self.folder / 'screen.png')
        for number, app in enumerate(self.apps):
            if app.process.poll() is None:
                (self.folder / f'tree-{number}.txt').write_text(app.describe(), encoding='utf-8')


def play_one(number, function):
    """Plays one scene and prints its line. Returns whether it went well."""
    name = function.__name__
    stage = Stage(f'{Path(sys.argv[0]).stem}-{name}')
    started = time.monotonic()
    failure = skipped = None
    try:
        function(stage)
    except Skipped as reason:
        skipped = reason
    except Exception:
        failure = traceback.format_exc()
        try:
            stage.keep_evidence()
        except Exception:
            failure += traceback.format_exc()
    try:
        stage.end()
    except AssertionError:
        failure = (failure or '') + traceback.format_exc()
    label = name.replace('_', ' ')
    remark = f'SKIP {skipped}' if skipped else f'{time.monotonic() - started:.1f} s'
    print(f'{"not ok" if failure else "ok"} {number} - {label} # {remark}', flush=True)
    if failure:
        for line in failure.rstrip().split('\n'):
            print('#', line)
        print(f'# see {stage.folder}', flush=True)
    else:
        shutil.rmtree(stage.folder, ignore_errors=True)
    return failure is None


def enter_desktop(*options):
    """Runs the program that calls this by itself again inside a desktop, unless it is in one."""
    if 'DESKTOP_DIR' in os.environ:
        return
    missing = find_missing('gnome-keyring-daemon', window_manager=True)
    if App is None:
        missing.append('python3-gi')
    if missing:
        print('1..0 # SKIP no virtual desktop here, not installed:', ', '.join(missing))
        sys.exit(0)
    os.execv(sys.executable, (sys.executable, HERE / 'desktop.py', '--window-manager', '--keyring',
                              *options, '--', sys.executable, *sys.argv))


def play(*desktop_options):
    """Runs the file's scenes."""
    strange = set(sys.argv[1:]) - {function.__name__ for function in SCENES}
    if strange:
        sys.exit(f'no such scene: {", ".join(sorted(strange))}')
    enter_desktop(*desktop_options)
    wanted = [function for function in SCENES
              if not sys.argv[1:] or function.__name__ in sys.argv[1:]]
    print(f'1..{len(wanted)}', flush=True)
    results = [play_one(number, function) for number, function in enumerate(wanted, 1)]
    sys.exit(0 if all(results) else 1)
