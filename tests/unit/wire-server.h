/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * WireServer:
 *
 * A server for tests on a free port of 127.0.0.1. It answers each request with the given bytes,
 * right or wrong, and keeps the requests. It uses sockets and not SoupServer, because most of its
 * replies are not valid HTTP.
 */
typedef struct _WireServer WireServer;

typedef enum {
  WIRE_ANSWER,    /* the bytes, then close */
  WIRE_HANG,      /* the bytes, then nothing, and do not close */
  WIRE_TRICKLE,   /* the bytes, one each 20 ms */
  WIRE_RESET,     /* the bytes, then reset the connection */
} WireManner;

WireServer *wire_server_new           (void);
/* On a given port; NULL: the port is in use */
WireServer *wire_server_new_on_port   (guint16      port);
/* On another address of this computer; NULL: there is no such address, or the port is in use */
WireServer *wire_server_new_on        (const char  *host,
                                       guint16      port);
void        wire_server_free          (WireServer  *self);
guint16     wire_server_get_port      (WireServer  *self);
/* "http://127.0.0.1:PORT", or with the given host */
const char *wire_server_get_origin    (WireServer  *self);

/* Sets the reply to all later requests. */
void        wire_server_play          (WireServer  *self,
                                       WireManner   manner,
                                       const char  *bytes,
                                       gssize       length);
/* Sets a complete reply with a JSON body. @headers: (nullable): more lines, each with \r\n */
void        wire_server_play_json     (WireServer  *self,
                                       guint        status,
                                       const char  *headers,
                                       const char  *json);

/* The number of connections that sent a request, and their requests. The text is valid as long as
 * the server. */
guint       wire_server_count         (WireServer  *self);
const char *wire_server_get_request   (WireServer  *self,
                                       guint        index);
void        wire_server_forget        (WireServer  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WireServer, wire_server_free)

G_END_DECLS
