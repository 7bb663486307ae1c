# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a GTK program like a user: finds widgets by their text, clicks, types and reads.

Runs inside the desktop of desktop.py, with its window manager.
"""
import os
import re
import subprocess

from gi.repository import GLib

from accessible import (ACCESSIBLE, ACTION, CLICKS, COMPONENT, EDITABLE, ROLES, TEXT, Bus, Node,
                        read_tree)
from waiting import PATIENCE, Overdue, wait_for

CLICKABLE = set().union(*(ROLES[name] for name in (
    'button', 'check', 'combo', 'entry', 'link', 'menuitem', 'row', 'toggle'))) | {37, 85}
# The phone of practice mode, which is inside the window and counts as one of its own.
SCREENS_INSIDE = {'Pretend Phone'}
PORTAL = 'xdg-desktop-portal-gtk'
STILL = 3     # looks at the screen that have to show the same: a fading window pauses at times
SHOWN_STATES = ('FOCUSED', 'CHECKED', 'PRESSED', 'SELECTED', 'INVALID', 'INVALID_ENTRY')

# The codes of the keys from F1 on.
FUNCTION_KEYS = (*range(67, 77), 95, 96)


def run_tool(*command, check=True):
    """What a helper program prints. One that asks about a window that may have gone needs no
    success."""
    return subprocess.run(command, check=check, capture_output=True, text=True).stdout


def find_code(key):
    """The key as it is to be asked for: those with an F by their codes, with which the newest xdotool
    would press Alt, too."""
    return re.sub(r'\bF(\d+)$', lambda match: str(FUNCTION_KEYS[int(match[1]) - 1]), key)


def send_keys(*keys):
    """Real keys, into whatever has the keyboard. Where there is an App, press() waits for it first."""
    run_tool('xdotool', 'key', '--delay', '8', *map(find_code, keys))


def pops_up(x_window):
    """Whether it is a menu or the like, which no window manager looks after: one that was open
    before may have been called withdrawn."""
    state = run_tool('xprop', '-id', x_window, 'WM_STATE', check=False)
    return re.search('window state: (Normal|Iconic)', state) is None


def has_keyboard(x_window):
    """Whether keys go there."""
    return run_tool('xdotool', 'getwindowfocus', check=False).strip() == x_window


def find_screen(node):
    """The phone of practice mode that the widget is in, else its window."""
    inside = node
    while inside.parent and inside.name not in SCREENS_INSIDE:
        inside = inside.parent
    return inside if inside.name in SCREENS_INSIDE else node.window


def matches(node, name):
    """Whether the widget has this name, tooltip, or label with its mnemonic."""
    if hasattr(name, 'search'):
        return bool(name.search(node.name) or name.search(node.description))
    # GTK 4.8 names a button with a mnemonic twice: "Send _Code Send Code". In Japanese it is "(_S)".
    plain = re.sub(r'\(_?[A-Z]\)', '', node.name).replace('_', '', 1)
    return name in (node.name, node.description, plain) or plain == f'{name} {name}'


class App:
    """One running program."""

    bus = None

    def __init__(self, owner, path, process_id, process=None):
        self.owner = owner
        self.path = path
        self.process_id = process_id
        self.process = process

    # Start and end

    @classmethod
    def launch(cls, command, seconds=20, **keywords):
        """Starts a program and waits until it shows a window."""
        process = subprocess.Popen(command, **keywords)
        return cls.attach(lambda number, name: number == process.pid, seconds, process)

    @classmethod
    def attach(cls, is_wanted, seconds=20, process=None):
        """Waits for a program that runs already."""
        cls.bus = cls.bus or Bus()

        def look():
            if process and process.poll() is not None:
                raise Overdue(f'{process.args[0]} ended with {process.returncode} '
                              'before it showed a window')
            try:
                for owner, path, number in cls.bus.find_applications():
                    name = cls.bus.get_property(owner, path, ACCESSIBLE, 'Name')
                    if is_wanted(number, name) and cls.bus.get_property(
                            owner, path, ACCESSIBLE, 'ChildCount') > 0:
                        return cls(owner, path, number, process)
            except GLib.Error:
                return None
            return None

        return wait_for(look, 'the window of the program', seconds)

    def check_alive(self):
        """Raises if the program has ended by itself."""
        if self.process and self.process.poll() is not None:
            raise Overdue(f'the program has ended with {self.process.returncode}')

    def kill(self):
        """SIGKILL: what a crash or a power cut leaves behind."""
        self.process.kill()
        self.process.wait()

    def quit(self, seconds=5):
        """Ends it in order, the hard way if it does not follow. Returns its exit status."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                self.kill()
        return self.process.returncode

    # Find

    def read(self):
        """The tree as it is now; its root."""
        return read_tree(self.bus, self.owner, self.path)

    def search(self, name=None, role=None, *, window=None, sensitive=None, accept=None):
        """Yields the visible widgets that fit.

        name: the exact name, tooltip or label, or a compiled pattern. role: a key of ROLES.
        window: title of the window, or name of the phone, that it must be in. accept: a function
        that has the last word.
        """
        for node in self.read().walk():
            if role is not None and node.role not in ROLES[role]:
                continue
            if name is not None and not matches(node, name):
                continue
            if sensitive is not None and node.sensitive != sensitive:
                continue
            if window is not None and find_screen(node).name != window:
                continue
            if accept is not None and not accept(node):
                continue
            if node.visible:
                yield node

    def exists(self, name=None, role=None, **keywords):
        """Whether there is one now."""
        return next(self.search(name, role, **keywords), None) is not None

    def find(self, name=None, role=None, *, seconds=10, **keywords):
        """Waits for one that fits."""
        def look():
            self.check_alive()
            return next(self.search(name, role, **keywords), None)

        return wait_for(look, f'{role or "something"} named {name!r} {keywords or ""}', seconds)

    def wait_gone(self, name=None, role=None, *, seconds=10, **keywords):
        """Waits until none fits."""
        wait_for(lambda: not self.exists(name, role, **keywords), f'{name!r} to go', seconds)

    def find_entry(self, name, **keywords):
        """A field to write in."""
        return self.find(name, accept=lambda node: node.editable, **keywords)

    def find_file_chooser(self, title):
        """The program that shows the window for files of this title: newer GTK leaves that to the
        portal."""
        def look():
            self.check_alive()
            if self.exists(title):
                return self
            try:
                for owner, path, number in self.bus.find_applications():
                    if self.bus.get_property(owner, path, ACCESSIBLE, 'Name') == PORTAL:
                        portal = App(owner, path, number)
                        return portal if portal.exists(title) else None
            except GLib.Error:
                return None     # a program has just gone
            return None

        return wait_for(look, f'a window for files titled {title!r}')

    # Act

    def click(self, name, role=None, *, mouse=False, **keywords):
        """Clicks what is so called, once it can be clicked."""
        if role is None:
            keywords.setdefault('accept', lambda node: node.role in CLICKABLE)
        keywords.setdefault('sensitive', True)
        self.click_node(self.find(name, role, **keywords), mouse=mouse)

    def click_node(self, node, *, mouse=False):
        """By its action, or that of a near child (menu buttons), else with the mouse."""
        if not mouse:
            if node.act(*CLICKS):
                return
            for child in node.walk():
                if (child is not node and child.depth <= node.depth + 3
                        and child.role in ROLES['button'] | ROLES['check']
                        and child.act('click', 'toggle')):
                    return
        self.click_mouse(node)

    def click_mouse(self, node, count=1):
        """A real click into the middle, which may first have to be scrolled to."""
        self.scroll_to(node)
        left, top, width, height = self.find_on_screen(node)
        run_tool('xdotool', 'mousemove', str(left + width // 2), str(top + height // 2), 'click',
                 '--repeat', str(count), '--delay', '60', '1')

    def scroll_to(self, node):
        """Turns the wheel until the middle of it is inside what scrolls it."""
        def is_in_sight():
            _, top, _, height = node.extents
            _, start, _, length = node.scroller.extents
            return start <= top + height // 2 < start + length

        def turn():
            if not is_in_sight():
                wheel = '5' if node.extents[1] > node.scroller.extents[1] else '4'
                run_tool('xdotool', 'click', wheel)
            return is_in_sight()

        if not is_in_sight():
            left, top, width, height = self.find_on_screen(node.scroller)
            run_tool('xdotool', 'mousemove', str(left + width // 2), str(top + height // 2))
            wait_for(turn, f'{node} to be in sight')

    def scroll_to_top(self, title=None):
        """Turns the wheel back, at the edge of the window, where nothing is to be hovered over."""
        x_window = self.find_x_window(title)
        x, y, _, height = self.get_geometry(x_window)
        left, _, top, bottom = self.get_shadow(x_window)
        run_tool('xdotool', 'mousemove', str(x + left + 3),
                 str(y + (top + height - bottom) // 2), 'click', '--repeat', '40', '--delay', '4',
                 '4')

    def activate(self, title=None):
        """Brings a window to the front and gives it the keyboard."""
        run_tool('xdotool', 'windowactivate', '--sync', self.find_x_window(title))

    def focus(self, node):
        """Gives it the keyboard, and waits until it keeps it: a menu that closes late takes it back.
        GTK gives none to an entry, which has to be clicked."""
        same = 0

        def is_kept():
            nonlocal same
            same = same + 1 if self.is_focused(node) else 0
            return same >= STILL

        if not node.window.refresh().has_state('ACTIVE'):
            self.activate(node.window.name)
        if not node.ask(COMPONENT, 'GrabFocus', default=(False,))[0]:
            self.reach(node)
        try:
            wait_for(is_kept, 'the focus', 1)
        except Overdue:
            self.reach(node)

    def is_focused(self, node):
        """Whether it has the keyboard, or what is inside it. GTK 4.8 does not tell that an entry has:
        nothing else has then."""
        if node.focused:
            return True
        holder = self.get_focused()
        if holder is None:
            return node.editable
        while holder.parent and holder.path != node.path:
            holder = holder.parent
        return holder.path == node.path

    def reach(self, node):
        """Gives it the keyboard as a user does."""
        self.click_mouse(node)

    def set_text(self, name, text, **keywords):
        """Writes a text at once, without keys. A hidden entry shows bullets instead, and that of a
        key other spaces."""
        node = self.find_entry(name, **keywords)
        self.focus(node)
        node.ask(EDITABLE, 'SetTextContents', GLib.Variant('(s)', (text,)))
        wait_for(lambda: len(node.text) == len(text) and (
            node.hidden or node.text.replace('\u2005', ' ') == text), f'the text in {name!r}', 3)

    def type(self, text, into=None, *, keys=(), **keywords):
        """Types with real keys, replacing what was there, and waits until the keys have arrived."""
        node = None
        if into is not None:
            node = self.find_entry(into, **keywords)
            self.clear(node, into)
        self.wait_for_keyboard()
        for part in re.findall(r'[\x20-\x7e]+|[^\x20-\x7e]+', text):
            if part.isascii():
                self.send_text(part)
            else:
                self.insert(node, part)
        if node is not None and not keys:
            # What is whole may go by itself, and the page with it.
            wait_for(lambda: len(node.text) >= len(text) or node.gone, f'the keys in {into!r}', 3)
        if keys:
            self.send_keys(*([keys] if isinstance(keys, str) else keys))

    def send_text(self, text):
        """The real keys of a text, into whatever has the keyboard."""
        run_tool('xdotool', 'type', '--delay', '5', '--', text)

    def send_keys(self, *keys):
        """Real keys, into whatever has the keyboard."""
        send_keys(*keys)

    def clear(self, node, name):
        """Gives it the keyboard, and empties it."""
        def look():
            self.focus(node)
            if node.text:
                self.press('ctrl+a', 'BackSpace')
            return not node.text

        wait_for(look, f'{name!r} to be empty', 3)

    def insert(self, node, text):
        """What no key of this keyboard gives goes in at the caret."""
        caret = self.bus.get_property(self.owner, node.path, TEXT, 'CaretOffset')
        node.ask(EDITABLE, 'InsertText', GLib.Variant('(isi)', (caret, text, len(text))))
        node.ask(TEXT, 'SetCaretOffset', GLib.Variant('(i)', (caret + len(text),)))

    def choose_menu_item(self, item, menu='Main Menu'):
        """Opens a menu and takes one of its items. The menu takes the keyboard until it has gone."""
        self.click(menu)
        self.click(item, 'menuitem')
        self.wait_gone(item, 'menuitem')

    def press(self, *keys, on=None):
        """Real keys: 'Tab', 'alt+Left', 'Return'. They wait until its newest window has the keyboard,
        and where they are meant for one widget, until that has it."""
        self.wait_for_keyboard()
        if on is not None:
            self.wait_focused(on)
        self.send_keys(*keys)

    def press_until(self, name, key='Tab', *, window=None, limit=30):
        """Presses a key until the widget of that name has the keyboard, in that window where one is
        given. Each key is waited for: one that is still on its way would move the keyboard on
        afterwards."""
        node = self.get_focused()
        for _ in range(limit):
            if node is not None and matches(node, name) and (
                    window is None or find_screen(node).name == window):
                return node
            node = self.press_and_follow(key, node)
        raise Overdue(f'{limit} × {key} did not lead to {name!r}')

    def press_and_follow(self, key, before):
        """Presses a key that moves the keyboard away from a node, and waits until it has. Returns the
        node that has it then."""
        after = None

        def has_moved():
            nonlocal after
            after = self.get_focused()
            return (after and after.path) != (before and before.path)

        self.press(key)
        try:
            wait_for(has_moved, 'the keyboard to move', 3)
        except Overdue:
            pass        # from one entry to another: GTK 4.8 tells of neither
        return after

    def wait_for_keyboard(self):
        """Until its newest window has the keyboard: one that it has opened may not be there yet. GTK
        4.8 does not tell which dialog is active."""
        def look():
            self.check_alive()
            there = [window for window in self.list_x_windows() if not pops_up(window)]
            shown = [window for window in self.read().children if window.visible]
            return there and len(there) == len(shown) and has_keyboard(there[-1])

        wait_for(look, 'the keyboard')

    def wait_focused(self, name):
        """Until the widget of that name has the keyboard. Each page puts it where one goes on."""
        def look():
            node = self.get_focused()
            return node is not None and matches(node, name)

        wait_for(look, f'the keyboard to be on {name!r}')

    def get_focused(self):
        """The widget with the keyboard, or None."""
        return next((node for node in self.read().walk()
                     if node.has_state('FOCUSED') and node.visible), None)

    # Look

    def list_x_windows(self, pattern='.+'):
        """Its X windows on screen, the newest one last."""
        return run_tool('xdotool', 'search', '--onlyvisible', '--all', '--pid',
                        str(self.process_id), '--name', pattern, check=False).split()

    def find_x_window(self, title=None):
        """The X window with this title: the newest one if there are several. The list is cut short
        while another window goes: a question that was answered."""
        pattern = f'^{re.escape(title)}$' if title else '.+'

        def look():
            return [window for window in self.list_x_windows(pattern) if not pops_up(window)]

        return wait_for(look, f'a window titled {title!r} on screen')[-1]

    def list_popups(self):
        """The X windows of menus and the like that are open."""
        return [window for window in self.list_x_windows() if pops_up(window)]

    def get_geometry(self, x_window):
        """(x, y, width, height) on the screen, with the shadow."""
        values = dict(line.split('=') for line in run_tool(
            'xdotool', 'getwindowgeometry', '--shell', x_window).split())
        return tuple(int(values[key]) for key in ('X', 'Y', 'WIDTH', 'HEIGHT'))

    def get_shadow(self, x_window):
        """(left, right, top, bottom) of what the window draws around itself."""
        text = run_tool('xprop', '-id', x_window, '-notype', '_GTK_FRAME_EXTENTS')
        numbers = [int(part) for part in re.findall(r'\d+', text.partition('=')[2])]
        return numbers if len(numbers) == 4 else [0, 0, 0, 0]

    def find_on_screen(self, node):
        """(x, y, width, height) of a widget on the screen."""
        x_window = self.find_x_window(node.window.name or None)
        window_x, window_y, _, _ = self.get_geometry(x_window)
        left, _, top, _ = self.get_shadow(x_window)
        node_x, node_y, width, height = node.extents
        return window_x + left + node_x, window_y + top + node_y, width, height

    def resize(self, width, height, title=None):
        """Makes the window's content so large."""
        x_window = self.find_x_window(title)
        left, right, top, bottom = self.get_shadow(x_window)
        wanted = (width + left + right, height + top + bottom)
        run_tool('xdotool', 'windowsize', x_window, str(wanted[0]), str(wanted[1]))
        wait_for(lambda: self.get_geometry(x_window)[2:] == wanted, f'{width} × {height}', 3)

    def take_picture(self, path, title=None):
        """The window as it is seen: with round corners, shadow and what pops up over it; or the
        phone inside it."""
        if title in SCREENS_INSIDE:
            take_picture(path)      # painted whole: what was resized has its new place then
            x, y, width, height = self.find_on_screen(self.find(title))
            take_picture(path, '-crop', f'{width}x{height}+{x}+{y}', '+repage')
            return
        if not any(window.has_state('ACTIVE') for window in self.read().children
                   if title in (None, window.name)):
            self.activate(title)
        places = [self.get_geometry(window)
                  for window in (self.find_x_window(title), *self.list_popups())]
        left, top = (max(0, min(place[i] for place in places)) for i in (0, 1))
        right, bottom = (max(place[i] + place[i + 2] for place in places) for i in (0, 1))
        take_picture(path, '-crop', f'{right - left}x{bottom - top}+{left}+{top}', '+repage')

    def describe(self):
        """The visible tree as text: goes with every failure."""
        nodes = list(self.read().walk())
        extents = self.bus.call_many([
            (self.owner, node.path, COMPONENT, 'GetExtents', GLib.Variant('(u)', (1,)))
            for node in nodes])
        lines = []
        for node, extent in zip(nodes, extents):
            if extent and not any(extent[0][2:]) and node.depth > 1:
                continue
            parts = [f'{"  " * node.depth}{node.role_name} {node.name!r}']
            if node.description not in ('', node.name):
                parts.append(f'description={node.description!r}')
            if node.editable:
                parts.append(f'text={node.text!r}')
            parts += [state for state in SHOWN_STATES if node.has_state(state)]
            if not node.sensitive:
                parts.append('INSENSITIVE')
            if extent:
                parts.append(str(extent[0]))
            lines.append(' '.join(parts))
        return '\n'.join(lines)

    def audit(self):
        """Visible widgets that can be used and have neither name nor tooltip to be called by."""
        usable = ROLES['button'] | ROLES['check'] | ROLES['entry'] | ROLES['combo']
        return [node for node in self.search(
            accept=lambda node: node.role in usable or node.editable)
                if re.match(r'((Gtk|Adw)[A-Z]\w+)?$', node.name) and not node.description]


def wait_still(grab):
    """Waits until what this function takes of the screen stays the same."""
    previous, same = b'', 0

    def is_still():
        nonlocal previous, same
        picture = grab()
        same = same + 1 if picture == previous else 0
        previous = picture
        return same >= STILL

    try:
        wait_for(is_still, 'the screen to be still', 3 / PATIENCE)
    except Overdue:
        pass        # something on it turns


def take_picture(path, *options):
    """The whole screen, or what the options cut out of it, once it is painted."""
    def grab():
        return subprocess.run(('import', '-window', 'root', *options, 'rgb:-'), check=True,
                              capture_output=True).stdout

    wait_still(grab)
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    run_tool('import', '-window', 'root', '-quality', '10', *options, str(path))
