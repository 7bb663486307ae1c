# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The accessibility tree of a program, straight over D-Bus.

libatspi would need ten round trips a widget and goes stale. Here a whole tree is a handful of
pipelined calls, so that it is read anew for each question.
"""
from gi.repository import Gio, GLib

from waiting import PATIENCE

ACCESSIBLE = 'org.a11y.atspi.Accessible'
ACTION = 'org.a11y.atspi.Action'
TEXT = 'org.a11y.atspi.Text'
EDITABLE = 'org.a11y.atspi.EditableText'
COMPONENT = 'org.a11y.atspi.Component'
PROPERTIES = 'org.freedesktop.DBus.Properties'

# Role numbers: the names changed over the years, the numbers did not.
ROLES = {
    'button': {43, 129},
    'check': {7, 44, 62, 130},
    'combo': {11},
    'dialog': {2, 16},
    'entry': {11, 40, 61, 79},
    'heading': {83},
    'image': {25, 26},
    'label': {27, 29, 73, 83, 113, 116},
    'link': {88},
    'list': {31, 97, 98},
    'menuitem': {8, 35, 45},
    'row': {32, 56, 90, 91},
    'toggle': {43, 62},
    'window': {23, 69},
}
ROLE_NAMES = {
    2: 'alert', 7: 'check', 11: 'combo', 16: 'dialog', 20: 'filler', 23: 'frame', 25: 'icon',
    26: 'image', 29: 'label', 31: 'list', 32: 'list item', 33: 'menu', 35: 'menu item', 39: 'panel',
    40: 'password', 43: 'button', 44: 'radio', 48: 'scroll bar', 49: 'scroll pane',
    50: 'separator', 61: 'text', 62: 'toggle', 69: 'window', 75: 'application', 79: 'entry',
    83: 'heading', 88: 'link', 98: 'list box', 99: 'group', 130: 'switch',
}
APPLICATION_ROLE = 75
STATES = {name: number for number, name in enumerate(
    'INVALID ACTIVE ARMED BUSY CHECKED COLLAPSED DEFUNCT EDITABLE ENABLED EXPANDABLE EXPANDED '
    'FOCUSABLE FOCUSED HAS_TOOLTIP HORIZONTAL ICONIFIED MODAL MULTI_LINE MULTISELECTABLE OPAQUE '
    'PRESSED RESIZABLE SELECTABLE SELECTED SENSITIVE SHOWING SINGLE_LINE STALE TRANSIENT VERTICAL '
    'VISIBLE'.split())}
STATES['INVALID_ENTRY'] = 36
CLICKS = ('click', 'toggle', 'press', 'activate', 'clicked')
LABELLED_BY = 2
BULLETS = '●•'      # that of GTK 4.8, and that of GTK 4.24


class Bus:
    """The connection to the accessibility bus."""

    def __init__(self):
        session = Gio.bus_get_sync(Gio.BusType.SESSION)
        address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                    None, None, 0, 10000, None).unpack()[0]
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
            | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)

    def call(self, owner, path, interface, method, arguments=None):
        """One call; raises GLib.Error."""
        return self.connection.call_sync(owner, path, interface, method, arguments, None, 0,
                                         int(4000 * PATIENCE), None).unpack()

    def call_many(self, calls):
        """Many calls at once. Returns their results in order, None where one failed."""
        results = [None] * len(calls)
        left = len(calls)

        def on_ready(connection, result, index):
            nonlocal left
            left -= 1
            try:
                results[index] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass

        for index, (owner, path, interface, method, arguments) in enumerate(calls):
            self.connection.call(owner, path, interface, method, arguments, None, 0,
                                 int(4000 * PATIENCE), None, on_ready, index)
        context = GLib.MainContext.default()
        while left:
            context.iteration(True)
        return results

    def get_property(self, owner, path, interface, name):
        """One property; raises GLib.Error."""
        return self.call(owner, path, PROPERTIES, 'Get',
                         GLib.Variant('(ss)', (interface, name)))[0]

    def find_applications(self):
        """Yields (owner, path, process id) of each program that has said hello."""
        children = self.call('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root',
                             ACCESSIBLE, 'GetChildren')[0]
        for owner, path in children:
            process = self.call('org.freedesktop.DBus', '/org/freedesktop/DBus',
                                'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                                GLib.Variant('(s)', (owner,)))[0]
            yield owner, path, process


class Node:
    """One widget as an assistive technology sees it.

    Name, role, description and states are those of the snapshot that found it; text, extents and
    actions are asked for anew.
    """

    def __init__(self, bus, owner, path, depth=0, parent=None):
        self.bus = bus
        self.owner = owner
        self.path = path
        self.depth = depth
        self.parent = parent
        self.children = []
        self.name = ''
        self.description = ''
        self.role = 0
        self.states = 0
        self.interfaces = ()

    def __repr__(self):
        return f'<{self.role_name} {self.name!r}>'

    def ask(self, interface, method, arguments=None, default=None):
        """A call to the widget; the default if it has gone or cannot."""
        try:
            return self.bus.call(self.owner, self.path, interface, method, arguments)
        except GLib.Error:
            return default

    def refresh(self):
        """Reads everything of this one widget again."""
        properties, role, states, interfaces = self.bus.call_many([
            (self.owner, self.path, PROPERTIES, 'GetAll', GLib.Variant('(s)', (ACCESSIBLE,))),
            (self.owner, self.path, ACCESSIBLE, 'GetRole', None),
            (self.owner, self.path, ACCESSIBLE, 'GetState', None),
            (self.owner, self.path, ACCESSIBLE, 'GetInterfaces', None)])
        if properties:
            self.name = properties[0].get('Name', '')
            self.description = properties[0].get('Description', '')
        if role:
            self.role = role[0]
        if states:
            self.states = states[0][0] | states[0][1] << 32
        if interfaces:
            self.interfaces = tuple(interfaces[0])
        return self

    def has_state(self, name):
        """Whether the state was set when it was last read."""
        return bool(self.states >> STATES[name] & 1)

    @property
    def role_name(self):
        """For people."""
        return ROLE_NAMES.get(self.role, f'role {self.role}')

    @property
    def sensitive(self):
        """Whether it can be used."""
        return self.has_state('SENSITIVE') or self.has_state('ENABLED')

    @property
    def editable(self):
        """Whether it holds text that can be written."""
        return EDITABLE in self.interfaces

    @property
    def checked(self):
        """Whether it is checked or pressed, now."""
        return self.refresh().has_state('CHECKED') or self.has_state('PRESSED')

    @property
    def focused(self):
        """Whether it has the keyboard, now."""
        return self.refresh().has_state('FOCUSED')

    @property
    def invalid(self):
        """Whether what it holds is marked as wrong, now. GTK 4.8 has another name for that."""
        return self.refresh().has_state('INVALID_ENTRY') or self.has_state('INVALID')

    @property
    def text(self):
        """The text in it, now; its name if it holds none."""
        if TEXT not in self.interfaces:
            return self.name
        try:
            count = self.bus.get_property(self.owner, self.path, TEXT, 'CharacterCount')
        except GLib.Error:
            return self.name
        return self.ask(TEXT, 'GetText', GLib.Variant('(ii)', (0, count)), ('',))[0]

    @property
    def gone(self):
        """Whether the program has it no more."""
        return self.ask(ACCESSIBLE, 'GetRole') is None

    @property
    def hidden(self):
        """Whether nothing but bullets is shown of the text in it, now."""
        return not self.text.strip(BULLETS)

    @property
    def extents(self):
        """(x, y, width, height) in its window, without the window's shadow."""
        return self.ask(COMPONENT, 'GetExtents', GLib.Variant('(u)', (1,)), ((0, 0, 0, 0),))[0]

    @property
    def visible(self):
        """What is not shown stays in the tree: it, or what it is in, has nothing for extents."""
        node = self
        while node and node.role != APPLICATION_ROLE:
            _, _, width, height = node.extents
            if width <= 0 or height <= 0:
                return False
            node = node.parent
        return True

    @property
    def actions(self):
        """Names of its actions by index. GetActions gives translated ones: good for counting."""
        if ACTION not in self.interfaces:
            return []
        count = len(self.ask(ACTION, 'GetActions', None, ([],))[0])
        replies = self.bus.call_many([
            (self.owner, self.path, ACTION, 'GetName', GLib.Variant('(i)', (index,)))
            for index in range(count)])
        return [reply[0].lower() if reply else '' for reply in replies]

    @property
    def scroller(self):
        """The innermost scrolled area that it is in, or its window."""
        node = self
        while node.role_name != 'scroll pane' and node is not self.window:
            node = node.parent
        return node

    def is_wholly_in_sight(self):
        """No part of it is scrolled away."""
        _, top, _, height = self.extents
        _, start, _, length = self.scroller.extents
        return start <= top and top + height <= start + length

    @property
    def window(self):
        """The top-level window that it is in."""
        node = self
        while node.parent and node.parent.role != APPLICATION_ROLE:
            node = node.parent
        return node

    def walk(self):
        """It, and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def act(self, *names):
        """Does the first of its actions that has one of these names. Returns whether it did."""
        for index, name in enumerate(self.actions):
            if name in names:
                return bool(self.ask(ACTION, 'DoAction', GLib.Variant('(i)', (index,)),
                                     (False,))[0])
        return False


def read_tree(bus, owner, path):
    """The whole tree: children level by level, then one call for names, roles and states."""
    root = Node(bus, owner, path)
    nodes, level, seen = [root], [root], {path}
    while level:
        replies = bus.call_many([(owner, node.path, ACCESSIBLE, 'GetChildren', None)
                                 for node in level])
        below = []
        for node, reply in zip(level, replies):
            for _, child_path in reply[0] if reply else ():
                if child_path in seen or child_path.endswith('/null'):
                    continue
                seen.add(child_path)
                child = Node(bus, owner, child_path, node.depth + 1, node)
                node.children.append(child)
                below.append(child)
        nodes += below
        level = below
    fill_from_cache(bus, owner, nodes)
    return root


def fill_from_cache(bus, owner, nodes):
    """Names, roles and states of many nodes from one call; what it leaves out one by one."""
    try:
        items = {item[0][1]: item for item in bus.call(
            owner, '/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems')[0]}
    except GLib.Error:
        items = {}
    for node in nodes:
        item = items.get(node.path)
        if item is None:
            node.refresh()
            continue
        node.interfaces = tuple(item[5])
        node.name = item[6] or ''
        node.role = item[7]
        node.description = item[8] or ''
        node.states = item[9][0] | item[9][1] << 32
    name_menu_items(bus, [node for node in nodes
                          if node.role in ROLES['menuitem'] and not node.name])


def name_menu_items(bus, nodes):
    """Newer GTK leaves menu items nameless: their label is a relation to a node off the tree."""
    replies = bus.call_many([(node.owner, node.path, ACCESSIBLE, 'GetRelationSet', None)
                             for node in nodes])
    for node, reply in zip(nodes, replies):
        for kind, targets in reply[0] if reply else ():
            if kind == LABELLED_BY and targets:
                label = Node(bus, node.owner, targets[0][1]).refresh()
                node.name = node.description = label.text
