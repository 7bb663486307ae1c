/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireServer:
 *
 * A server for tests on a free port of 127.0.0.1 that answers each request with the bytes it was
 * told, right or wrong, and keeps the requests. It works on sockets, not on SoupServer, because
 * most of what it plays is no proper HTTP.
 */
typedef struct _WireServer WireServer;

typedef enum {
  WIRE_ANSWER,    /* the bytes, then close */
  WIRE_HANG,      /* the bytes, then nothing, and do not close */
  WIRE_TRICKLE,   /* the bytes, one each 20 ms */
  WIRE_RESET,     /* the bytes, then reset the connection */
} WireManner;

WireServer *wire_server_new           (void);
/* On a given port; NULL when it is taken. */
WireServer *wire_server_new_on_port   (guint16      port);
/* On another address of this computer; NULL when that has none such, or the port is taken. */
WireServer *wire_server_new_on        (const char  *host,
                                       guint16      port);
void        wire_server_free          (WireServer  *self);
guint16     wire_server_get_port      (WireServer  *self);
/* "http://127.0.0.1:PORT", or with the host that was given */
const char *wire_server_get_origin    (WireServer  *self);

/* What every request gets from now on. */
void        wire_server_play          (WireServer  *self,
                                       WireManner   manner,
                                       const char  *bytes,
                                       gssize       length);
/* A whole reply with a JSON body. @headers: (nullable): more lines, each with its \r\n */
void        wire_server_play_json     (WireServer  *self,
                                       guint        status,
                                       const char  *headers,
                                       const char  *json);

/* How many connections sent something, and what they sent; the text lives as long as the server. */
guint       wire_server_count         (WireServer  *self);
const char *wire_server_get_request   (WireServer  *self,
                                       guint        index);
void        wire_server_forget        (WireServer  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireServer, wire_server_free)

G_END_DECLS
