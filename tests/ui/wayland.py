# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Wayland compositor without a screen, and the program in it, driven like the one of driver.py.

It has a keyboard and no mouse: what has no action is reached by keys.
"""
import json
import os
import subprocess
import tempfile
from pathlib import Path

from accessible import ACCESSIBLE, Node
from driver import App, wait_still
from waiting import Overdue, wait_for

NEEDED = ('sway', 'swaymsg', 'grim', 'wtype')
SIZE = (1000, 760)      # of the screen in logical pixels, which four times are whole at each scale
CONFIGURATION = """xwayland disable
output HEADLESS-1 mode {width}x{height} scale {scale}
default_border none
"""
NOBODY = 65534
HOUR = '3600000'        # in milliseconds


class Compositor:
    """Sway, with one screen in memory."""

    def __init__(self, folder, scale=1):
        self.scale = scale
        self.logs = folder
        self.folder = tempfile.TemporaryDirectory()
        self.processes = []
        self.variables = {}
        try:
            self.start()
        except BaseException:
            self.stop()
            raise

    def start(self):
        """Sway does not run for root: then it belongs to nobody, and so does the folder of its
        sockets."""
        width, height = (round(length * self.scale) for length in SIZE)
        configuration = Path(self.folder.name) / 'config'
        configuration.write_text(
            CONFIGURATION.format(width=width, height=height, scale=self.scale), encoding='utf-8')
        command = ['sway', '--config', str(configuration)]
        if os.getuid() == 0:
            os.chown(self.folder.name, NOBODY, NOBODY)
            command = ['setpriv', f'--reuid={NOBODY}', f'--regid={NOBODY}', '--clear-groups',
                       *command]
        self.spawn(*command, XDG_RUNTIME_DIR=self.folder.name, WLR_BACKENDS='headless',
                   WLR_LIBINPUT_NO_DEVICES='1', WLR_RENDERER='pixman')
        self.variables = {'GDK_BACKEND': 'wayland',
                          'WAYLAND_DISPLAY': self.wait_for_socket('wayland-*[0-9]'),
                          'SWAYSOCK': self.wait_for_socket('sway-ipc.*.sock')}
        # A keyboard that is there from the start: a program would miss the first keys of a new one.
        self.spawn('wtype', '-s', HOUR, '-k', 'Escape', **self.variables)
        wait_for(lambda: any(device['type'] == 'keyboard' for device in self.ask('get_inputs')),
                 'the keyboard')

    def spawn(self, *command, **variables):
        """Starts a part of it."""
        with open(self.logs / f'{Path(command[0]).name}.log', 'ab') as log:
            self.processes.append(subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={**os.environ, **variables}))

    def wait_for_socket(self, pattern):
        """The path of one of its sockets."""
        def look():
            if self.processes[0].poll() is not None:
                raise Overdue(f'the compositor ended with {self.processes[0].returncode}')
            return next(Path(self.folder.name).glob(pattern), None)

        return str(wait_for(look, f'the compositor to make {pattern}'))

    def stop(self):
        """Ends it; its programs have ended before."""
        for process in reversed(self.processes):
            process.terminate()
            process.wait()
        self.folder.cleanup()

    def run(self, *command, check=True, **keywords):
        """What a program prints that is run in it."""
        return subprocess.run(command, check=check, timeout=60, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, env={**os.environ, **self.variables},
                              **keywords).stdout

    def ask(self, kind):
        """What the compositor knows."""
        return json.loads(self.run('swaymsg', '--raw', '--type', kind))

    def launch(self, command, env, **keywords):
        """Starts a program and waits until it shows a window."""
        app = WaylandApp.launch(command, env={**env, **self.variables}, **keywords)
        app.compositor = self
        return app

    def take_picture(self, path):
        """The whole screen, once it is painted, in device pixels."""
        wait_still(lambda: self.run('grim', '-t', 'ppm', '-'))
        self.run('grim', '-l', '1', str(path))


class WaylandApp(App):
    """One running program in a Compositor."""

    compositor = None

    def list_views(self):
        """Its windows as the compositor knows them, the newest one last."""
        def walk(container):
            if container.get('pid') == self.process_id:
                yield container
            for child in (*container['nodes'], *container['floating_nodes']):
                yield from walk(child)

        return sorted(walk(self.compositor.ask('get_tree')), key=lambda view: view['id'])

    def wait_for_keyboard(self):
        """Until its newest window has the keyboard: one that it has opened may not be there yet."""
        def look():
            self.check_alive()
            views = self.list_views()
            return views and len(views) == self.count_windows() and views[-1]['focused']

        wait_for(look, 'the keyboard')

    def count_windows(self):
        """How many it has, by itself."""
        paths = [path for _, path in self.bus.call(self.owner, self.path, ACCESSIBLE,
                                                   'GetChildren')[0]]
        return sum(Node(self.bus, self.owner, path).visible for path in paths)

    def activate(self, title=None):
        """Gives a window the keyboard."""
        view = [view for view in self.list_views() if title in (None, view['name'])][-1]
        self.compositor.run('swaymsg', f'[con_id={view["id"]}] focus')

    def reach(self, node):
        """By Tab."""
        holder = self.get_focused()
        for _ in range(30):
            if self.is_focused(node):
                return
            holder = self.press_and_follow('Tab', holder)
        raise Overdue(f'Tab did not lead to {node}')

    def click_mouse(self, node, count=1):
        """The keys that do the same."""
        self.reach(node)
        self.press(*['space'] * count)

    def send_text(self, text):
        """As the keys of a keyboard that has just these."""
        self.compositor.run('wtype', '--', text)

    def send_keys(self, *keys):
        """Named as everywhere: 'Tab', 'alt+Left'."""
        arguments = []
        for key in keys:
            # The keyboard has each key for one thing only.
            *modifiers, name = key.replace('shift+Tab', 'shift+ISO_Left_Tab').split('+')
            for modifier in modifiers:
                arguments += ('-M', modifier)
            arguments += ('-k', name)
            for modifier in modifiers:
                arguments += ('-m', modifier)
        self.compositor.run('wtype', *arguments)

    def take_picture(self, path, title=None):
        """The whole screen, on which one window is as large as that."""
        self.compositor.take_picture(path)
