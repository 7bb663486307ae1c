#!/usr/bin/python3
# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A Secret Service without a keyring: one has to be made first, by a prompt that never comes up.

Prints "ready" as soon as it has the name, which nobody else may have.
"""
from gi.repository import Gio, GLib

NAME = 'org.freedesktop.secrets'
ROOT = '/org/freedesktop/secrets'
PROMPT = ROOT + '/prompt/p1'
SESSION = ROOT + '/session/s1'
SERVICE_XML = '''<node><interface name="org.freedesktop.Secret.Service">
<method name="OpenSession"><arg type="s" direction="in"/><arg type="v" direction="in"/>
<arg type="v" direction="out"/><arg type="o" direction="out"/></method>
<method name="CreateCollection"><arg type="a{sv}" direction="in"/><arg type="s" direction="in"/>
<arg type="o" direction="out"/><arg type="o" direction="out"/></method>
<method name="SearchItems"><arg type="a{ss}" direction="in"/><arg type="ao" direction="out"/>
<arg type="ao" direction="out"/></method>
<method name="Unlock"><arg type="ao" direction="in"/><arg type="ao" direction="out"/>
<arg type="o" direction="out"/></method>
<method name="ReadAlias"><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
<property name="Collections" type="ao" access="read"/></interface></node>'''
PROMPT_XML = '''<node><interface name="org.freedesktop.Secret.Prompt">
<method name="Prompt"><arg type="s" direction="in"/></method><method name="Dismiss"/>
<signal name="Completed"><arg type="b"/><arg type="v"/></signal></interface></node>'''


def answer(_bus, _sender, _path, _interface, method, arguments, invocation):
    """What the service says: there is nothing, and whatever changes that takes a prompt."""
    replies = {
        'OpenSession': ('(vo)', (GLib.Variant('s', ''), SESSION)),
        'SearchItems': ('(aoao)', ([], [])),
        'ReadAlias': ('(o)', ('/',)),
        'CreateCollection': ('(oo)', ('/', PROMPT)),
        'Unlock': ('(aoo)', ([], PROMPT)),
    }
    if method == 'OpenSession' and arguments.unpack()[0] != 'plain':
        invocation.return_dbus_error('org.freedesktop.DBus.Error.NotSupported', 'plain only')
    else:
        invocation.return_value(GLib.Variant(*replies[method]))


def swallow(_bus, _sender, _path, _interface, _method, _arguments, invocation):
    """The prompt is said to come, and does not."""
    invocation.return_value(None)


def read_property(*_arguments):
    """There is no collection."""
    return GLib.Variant('ao', [])


def main():
    """Until it is ended."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    for path, xml, handler in ((ROOT, SERVICE_XML, answer), (PROMPT, PROMPT_XML, swallow)):
        bus.register_object(path, Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0], handler,
                            read_property, None)
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE,
                                   lambda *_: print('ready', flush=True), None)
    GLib.MainLoop().run()


if __name__ == '__main__':
    main()
