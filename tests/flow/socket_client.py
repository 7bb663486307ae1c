# Copyright (C) The Vouch authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The little of RFC 6455 that live events need."""

import base64
import json
import os
import socket
import struct

from practice import DEADLINE


class Events:
    """A WebSocket to /v1/ws; status says how the upgrade went."""

    def __init__(self, port, token=None):
        self.socket = socket.create_connection(('127.0.0.1', port), DEADLINE)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = ['GET /v1/ws HTTP/1.1', f'Host: 127.0.0.1:{port}', 'Upgrade: websocket',
                 'Connection: Upgrade', 'Sec-WebSocket-Version: 13', f'Sec-WebSocket-Key: {key}']
        if token:
            lines.append(f'Authorization: Bearer {token}')
        self.socket.sendall(('\r\n'.join(lines) + '\r\n\r\n').encode())
        self.stream = self.socket.makefile('rb')
        self.status = int(self.stream.readline().split()[1])
        while self.stream.readline() not in (b'\r\n', b''):
            pass

    def close(self):
        """Goes away without a farewell."""
        self.stream.close()
        self.socket.close()

    def send(self, text):
        """Sends a text frame."""
        self.send_frame(0x81, text.encode() if isinstance(text, str) else json.dumps(text).encode())

    def pong(self, payload):
        """Answers a ping."""
        self.send_frame(0x8a, payload)

    def send_frame(self, head, payload):
        """A client has to mask what it sends."""
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[i % 4] for i, byte in enumerate(payload))
        length = len(payload)
        head = bytes([head, 0x80 | length]) if length < 126 else \
            bytes([head, 0xfe]) + struct.pack('>H', length)
        self.socket.sendall(head + mask + masked)

    def wait_for_ping(self):
        """The payload of the next ping; other frames before it are dropped."""
        while True:
            opcode, payload = self.read_frame()
            if opcode == 9:
                return payload

    def receive(self):
        """The next text frame as JSON; None when the server closes."""
        opcode, payload = self.read_frame()
        return None if opcode == 8 else json.loads(payload)

    def read_frame(self):
        """The next frame: its opcode and payload."""
        first, second = self.stream.read(2)
        length = second & 0x7f
        if length == 126:
            length = struct.unpack('>H', self.stream.read(2))[0]
        return first & 0x0f, self.stream.read(length)
