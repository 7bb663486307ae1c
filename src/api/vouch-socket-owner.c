/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-peer"

#include "vouch-socket-owner.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define LISTEN       0x0a   /* TCP_LISTEN of the kernel */
#define ADDRESS_SIZE 16
#define MAX_LINE     512    /* bytes; a row of tcp6 has less than 200 */

static const char * const table_paths[] = { "/proc/net/tcp", "/proc/net/tcp6", NULL };

/* IPv4 as the IPv6 address that stands for it (RFC 4291, 2.5.5.2): both tables list such
 * connections. */
typedef struct {
  guint8 address[ADDRESS_SIZE];
  guint  port;
} End;

/* One row of a table. */
typedef struct {
  End           local;
  End           remote;
  guint         state;
  guint         user;
  unsigned long inode;   /* 0: no process has the socket, and the user says nothing */
} Row;

/* The result of the rows that were read. */
typedef struct {
  End      server;
  End      client;
  guint    user;
  guint    rank;       /* of the listener that was found; 0 for none */
  gboolean listener_trusted;
  gboolean accepted;   /* a process has the other end of the connection */
  gboolean accepted_trusted;
} Search;

static const guint8 mapped_prefix[12] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };
static const guint8 any_address[ADDRESS_SIZE];
static const guint8 any_mapped[ADDRESS_SIZE] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff };

static void
set_address (End          *end,
             const guint8 *bytes,
             gsize         size)
{
  if (size == ADDRESS_SIZE)
    {
      memcpy (end->address, bytes, size);
      return;
    }
  memcpy (end->address, mapped_prefix, sizeof mapped_prefix);
  memcpy (end->address + sizeof mapped_prefix, bytes, size);
}

static void
read_end (End                *end,
          GInetSocketAddress *socket_address)
{
  GInetAddress *address = g_inet_socket_address_get_address (socket_address);

  set_address (end, g_inet_address_to_bytes (address), g_inet_address_get_native_size (address));
  end->port = g_inet_socket_address_get_port (socket_address);
}

static gboolean
is_same_end (const End *a,
             const End *b)
{
  return a->port == b->port && memcmp (a->address, b->address, ADDRESS_SIZE) == 0;
}

/* The kernel writes an address as numbers of 32 bits in the byte order of the machine. */
static gboolean
parse_address (End        *end,
               const char *hex)
{
  guint8 bytes[ADDRESS_SIZE];
  gsize words = strlen (hex) / 8;

  if (strlen (hex) % 8 != 0 || (words != 1 && words != 4))
    return FALSE;
  for (gsize i = 0; i < words; i++)
    {
      char word[9] = "";
      guint32 value;

      memcpy (word, hex + 8 * i, 8);
      value = (guint32) g_ascii_strtoull (word, NULL, 16);
      memcpy (bytes + 4 * i, &value, 4);
    }
  set_address (end, bytes, 4 * words);
  return TRUE;
}

static gboolean
parse_row (Row        *row,
           const char *line)
{
  char local[33], remote[33];

  return sscanf (line,
                 " %*d: %32[0-9A-Fa-f]:%x %32[0-9A-Fa-f]:%x %x %*x:%*x %*x:%*x %*x %u %*d %lu",
                 local, &row->local.port, remote, &row->remote.port, &row->state, &row->user,
                 &row->inode) == 7 &&
         parse_address (&row->local, local) && parse_address (&row->remote, remote);
}

/* How well a listener fits the address that was connected to: the kernel gives the connection to
 * the one that fits best (inet_lookup_listener of Linux). Returns: 0 when it does not. */
static guint
rank_listener (const Search *search,
               const End    *listener)
{
  gboolean mapped = memcmp (search->server.address, any_mapped, sizeof mapped_prefix) == 0;

  if (listener->port != search->server.port)
    return 0;
  if (memcmp (listener->address, search->server.address, ADDRESS_SIZE) == 0)
    return 3;
  if (mapped && memcmp (listener->address, any_mapped, ADDRESS_SIZE) == 0)
    return 2;
  return memcmp (listener->address, any_address, ADDRESS_SIZE) == 0 ? 1 : 0;
}

static void
take_listener (Search    *search,
               const Row *row,
               gboolean   trusted)
{
  guint rank = rank_listener (search, &row->local);

  if (rank == 0 || rank < search->rank)
    return;
  search->listener_trusted = trusted && (rank > search->rank || search->listener_trusted);
  search->rank = rank;
}

static void
take_row (Search    *search,
          const Row *row)
{
  gboolean trusted = row->user == search->user || row->user == 0;

  if (row->state == LISTEN)
    take_listener (search, row, trusted);
  else if (row->inode != 0 && is_same_end (&row->local, &search->server) &&
           is_same_end (&row->remote, &search->client))
    {
      search->accepted = TRUE;
      search->accepted_trusted = trusted;
    }
}

/* A row matters if it is of a listener at the server's port, or has both ports. The others, of
 * which there can be thousands, are not parsed. */
static gboolean
can_matter (const char *row,
            const char *server_port,
            const char *client_port)
{
  return strstr (row, server_port) != NULL &&
         (strstr (row, " 0A ") != NULL || strstr (row, client_port) != NULL);
}

/* Rows are copied one by one: sscanf () and strlen () would read the rest of the table for each. */
static void
take_table (Search     *search,
            const char *table)
{
  g_autofree char *server_port = g_strdup_printf (":%04X ", search->server.port);
  g_autofree char *client_port = g_strdup_printf (":%04X ", search->client.port);

  while (*table != '\0')
    {
      gsize length = strcspn (table, "\n");
      char line[MAX_LINE] = "";
      Row row = { 0 };

      memcpy (line, table, MIN (length, sizeof line - 1));
      if (can_matter (line, server_port, client_port) && parse_row (&row, line))
        take_row (search, &row);
      table += length + (table[length] == '\n' ? 1 : 0);
    }
}

VouchSocketOwner
vouch_socket_owner_judge (const char * const *tables,
                          GInetSocketAddress *server,
                          GInetSocketAddress *client,
                          guint               user)
{
  Search search = { .user = user };

  read_end (&search.server, server);
  read_end (&search.client, client);
  for (guint i = 0; tables[i] != NULL; i++)
    take_table (&search, tables[i]);

  if (search.rank == 0 && !search.accepted)
    return VOUCH_SOCKET_OWNER_UNKNOWN;
  if ((search.rank > 0 && !search.listener_trusted) ||
      (search.accepted && !search.accepted_trusted))
    return VOUCH_SOCKET_OWNER_OTHER;
  return VOUCH_SOCKET_OWNER_TRUSTED;
}

VouchSocketOwner
vouch_socket_owner_ask (GInetSocketAddress *server,
                        GInetSocketAddress *client)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) tables = NULL;

  for (guint i = 0; table_paths[i] != NULL; i++)
    {
      g_autofree char *table = NULL;

      if (g_file_get_contents (table_paths[i], &table, NULL, NULL))
        g_strv_builder_add (builder, table);
    }
  tables = g_strv_builder_end (builder);
  return vouch_socket_owner_judge ((const char * const *) tables, server, client, geteuid ());
}

gboolean
vouch_socket_owner_can_ask (void)
{
  return access (table_paths[0], R_OK) == 0 || access (table_paths[1], R_OK) == 0;
}
