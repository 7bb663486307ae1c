/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-peer"

#include "vouch-socket-owner.h"

#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define TIME_WAIT    0x06   /* TCP_TIME_WAIT of the kernel */
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

static void
take_socket (Search                     *search,
             const struct inet_diag_msg *reply)
{
  gsize size = reply->idiag_family == AF_INET ? 4 : ADDRESS_SIZE;
  Row row = {
    .local.port = g_ntohs (reply->id.idiag_sport),
    .remote.port = g_ntohs (reply->id.idiag_dport),
    .state = reply->idiag_state,
    .user = reply->idiag_uid,
    .inode = reply->idiag_inode,
  };

  set_address (&row.local, (const guint8 *) reply->id.idiag_src, size);
  set_address (&row.remote, (const guint8 *) reply->id.idiag_dst, size);
  take_row (search, &row);
}

/* Returns: whether the kernel has answered to the end */
static gboolean
take_replies (Search *search,
              int     diag)
{
  while (TRUE)
    {
      union {
        struct nlmsghdr header;
        char            bytes[32768];
      } buffer;
      ssize_t received = recv (diag, &buffer, sizeof buffer, 0);
      unsigned int left = (unsigned int) MAX (received, 0);

      if (received <= 0)
        return FALSE;
      for (struct nlmsghdr *header = &buffer.header; NLMSG_OK (header, left);
           header = NLMSG_NEXT (header, left))
        {
          if (header->nlmsg_type == NLMSG_DONE)
            return TRUE;
          if (header->nlmsg_type != SOCK_DIAG_BY_FAMILY ||
              (header->nlmsg_flags & NLM_F_DUMP_INTR) != 0 ||
              header->nlmsg_len < NLMSG_LENGTH (sizeof (struct inet_diag_msg)))
            return FALSE;
          take_socket (search, NLMSG_DATA (header));
        }
    }
}

static gboolean
take_family (Search *search,
             int     diag,
             guint8  family)
{
  struct {
    struct nlmsghdr         header;
    struct inet_diag_req_v2 request;
  } message = {
    .header.nlmsg_len = sizeof message,
    .header.nlmsg_type = SOCK_DIAG_BY_FAMILY,
    .header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP,
    .request.sdiag_family = family,
    .request.sdiag_protocol = IPPROTO_TCP,
    .request.idiag_states = ~(1u << TIME_WAIT),
    .request.id.idiag_sport = g_htons ((guint16) search->server.port),
  };

  return send (diag, &message, sizeof message, 0) == sizeof message &&
         take_replies (search, diag);
}

/* The kernel gives the sockets at the server's port alone (sock_diag(7)). Its tables have a row for
 * each connection that was closed within a minute, too. Where they are hidden it is not asked
 * either, so that one look tells the report whether owners are known. */
static gboolean
take_sockets (Search *search)
{
  int diag = socket (AF_NETLINK, SOCK_DGRAM | SOCK_CLOEXEC, NETLINK_SOCK_DIAG);
  gboolean taken;

  if (diag < 0)
    return FALSE;
  taken = take_family (search, diag, AF_INET) && take_family (search, diag, AF_INET6);
  close (diag);
  return taken;
}

static void
begin_search (Search             *search,
              GInetSocketAddress *server,
              GInetSocketAddress *client,
              guint               user)
{
  *search = (Search) { .user = user };
  read_end (&search->server, server);
  read_end (&search->client, client);
}

static VouchSocketOwner
conclude (const Search *search)
{
  if (search->rank == 0 && !search->accepted)
    return VOUCH_SOCKET_OWNER_UNKNOWN;
  if ((search->rank > 0 && !search->listener_trusted) ||
      (search->accepted && !search->accepted_trusted))
    return VOUCH_SOCKET_OWNER_OTHER;
  return VOUCH_SOCKET_OWNER_TRUSTED;
}

VouchSocketOwner
vouch_socket_owner_judge (const char * const *tables,
                          GInetSocketAddress *server,
                          GInetSocketAddress *client,
                          guint               user)
{
  Search search;

  begin_search (&search, server, client, user);
  for (guint i = 0; tables[i] != NULL; i++)
    take_table (&search, tables[i]);
  return conclude (&search);
}

VouchSocketOwner
vouch_socket_owner_ask (GInetSocketAddress *server,
                        GInetSocketAddress *client)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) tables = NULL;
  Search search;

  begin_search (&search, server, client, geteuid ());
  if (vouch_socket_owner_can_ask () && take_sockets (&search))
    return conclude (&search);

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
