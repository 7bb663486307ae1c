/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-socket-owner.h"

#include <string.h>

/* The rest of a row after its addresses, with user and inode as parameters */
#define TAIL(user, inode) \
  " 00000000:00000000 00:00000000 00000000 " user " 0 " inode " 1 0000000056907bd8 100 0 0 10 0\n"
#define LISTENS(address, user)   "  0: " address " 00000000:0000 0A" TAIL (user, "4711")
#define LISTENS_6(address, user) \
  "  0: " address " 00000000000000000000000000000000:0000 0A" TAIL (user, "4711")
#define HAS(server, client, user, inode) "  1: " server " " client " 01" TAIL (user, inode)
#define HEAD "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n"

/* Port 23373 is 5B4D, and the client's port 40000 is 9C40. The addresses have the byte order of a
 * little-endian machine. */
#define HERE     "0100007F:5B4D"
#define CLIENT   "0100007F:9C40"
#define ANY      "00000000:5B4D"
#define HERE_6   "00000000000000000000000001000000:5B4D"
#define CLIENT_6 "00000000000000000000000001000000:9C40"
#define ANY_6    "00000000000000000000000000000000:5B4D"
#define MAPPED   "0000000000000000FFFF00000100007F:5B4D"
#define MAPPED_CLIENT "0000000000000000FFFF00000100007F:9C40"

#define ME      "1000"
#define SHE     "1001"
#define ROOT    "0"
#define UNKNOWN VOUCH_SOCKET_OWNER_UNKNOWN
#define TRUSTED VOUCH_SOCKET_OWNER_TRUSTED
#define OTHER   VOUCH_SOCKET_OWNER_OTHER

static const struct {
  const char      *label;
  const char      *server;
  const char      *tcp;
  const char      *tcp6;
  VouchSocketOwner owner;
} cases[] = {
  { "mine", "127.0.0.1", LISTENS (HERE, ME), "", TRUSTED },
  { "root's", "127.0.0.1", LISTENS (HERE, ROOT), "", TRUSTED },
  { "another's", "127.0.0.1", LISTENS (HERE, SHE), "", OTHER },
  { "not listed", "127.0.0.1", LISTENS ("0100007F:5B4E", SHE), "", UNKNOWN },
  { "at another address", "127.0.0.1", LISTENS ("0200007F:5B4D", SHE), "", UNKNOWN },
  { "nothing", "127.0.0.1", "", "", UNKNOWN },

  { "mine at all addresses", "127.0.0.1", LISTENS (ANY, ME), "", TRUSTED },
  { "another's at all addresses", "127.0.0.1", LISTENS (ANY, SHE), "", OTHER },
  { "another's at all, for both families", "127.0.0.1", "", LISTENS_6 (ANY_6, SHE), OTHER },
  { "mine at all, for both families", "127.0.0.1", "", LISTENS_6 (ANY_6, ME), TRUSTED },
  { "the closest counts", "127.0.0.1", LISTENS (ANY, SHE) LISTENS (HERE, ME), "", TRUSTED },
  { "the closest is another's", "127.0.0.1", LISTENS (HERE, SHE) LISTENS (ANY, ME), "", OTHER },
  { "the own family is closer", "127.0.0.1", LISTENS (ANY, ME), LISTENS_6 (ANY_6, SHE), TRUSTED },
  { "two of one port", "127.0.0.1", LISTENS (HERE, ME) LISTENS (HERE, SHE), "", OTHER },

  { "taken by me", "127.0.0.1", LISTENS (HERE, ME) HAS (HERE, CLIENT, ME, "5"), "", TRUSTED },
  { "taken by another, listener gone", "127.0.0.1", HAS (HERE, CLIENT, SHE, "5"), "", OTHER },
  { "taken by another, listener mine", "127.0.0.1",
    HAS (HERE, CLIENT, SHE, "5") LISTENS (HERE, ME), "", OTHER },
  { "taken by me, listener another's", "127.0.0.1",
    LISTENS (HERE, SHE) HAS (HERE, CLIENT, ME, "5"), "", OTHER },
  { "not taken yet is not root's", "127.0.0.1",
    LISTENS (HERE, SHE) HAS (HERE, CLIENT, ROOT, "0"), "", OTHER },
  { "not taken yet alone says nothing", "127.0.0.1", HAS (HERE, CLIENT, ROOT, "0"), "", UNKNOWN },
  { "another connection", "127.0.0.1",
    LISTENS (HERE, ME) HAS (HERE, "0100007F:9C41", SHE, "5"), "", TRUSTED },
  { "our own end", "127.0.0.1", LISTENS (HERE, SHE) HAS (CLIENT, HERE, ME, "5"), "", OTHER },
  { "taken by a socket of both families", "127.0.0.1", "",
    HAS (MAPPED, MAPPED_CLIENT, SHE, "5"), OTHER },

  { "IPv6, mine", "::1", "", LISTENS_6 (HERE_6, ME), TRUSTED },
  { "IPv6, another's", "::1", LISTENS (HERE, ME), LISTENS_6 (HERE_6, SHE), OTHER },
  { "IPv6, another's at all addresses", "::1", LISTENS (ANY, ME), LISTENS_6 (ANY_6, SHE), OTHER },
  { "IPv6, taken by another", "::1", "", HAS (HERE_6, CLIENT_6, SHE, "5"), OTHER },
  { "IPv6, IPv4 alone", "::1", LISTENS (HERE, SHE), "", UNKNOWN },

  { "senseless", "127.0.0.1", "0: :5B4D :\n:5B4D \n 0: 01:5B4D 0:0 0A\n\n\n:5B4D ", ":5B4D ",
    UNKNOWN },
  { "cut off", "127.0.0.1", "  0: 0100007F:5B4D 00000000:0000 0A 00000000:00000000 00:0", "",
    UNKNOWN },
};

static void
test_judge (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GSocketAddress) server = g_inet_socket_address_new_from_string (cases[i].server,
                                                                                23373);
      g_autoptr(GSocketAddress) client = g_inet_socket_address_new_from_string (cases[i].server,
                                                                                40000);
      g_autofree char *tcp = g_strconcat (HEAD, cases[i].tcp, NULL);
      const char * const tables[] = { tcp, cases[i].tcp6, NULL };

      g_test_message ("%s", cases[i].label);
      g_assert_cmpint (vouch_socket_owner_judge (tables, G_INET_SOCKET_ADDRESS (server),
                                                 G_INET_SOCKET_ADDRESS (client), 1000),
                       ==, cases[i].owner);
    }
}

/* A long table is read quickly, because it can contain many connections of others. */
static void
test_long (void)
{
  g_autoptr(GString) tcp = g_string_new (HEAD);
  g_autoptr(GSocketAddress) server = g_inet_socket_address_new_from_string ("127.0.0.1", 23373);
  g_autoptr(GSocketAddress) client = g_inet_socket_address_new_from_string ("127.0.0.1", 40000);
  const char *tables[] = { NULL, NULL };
  gint64 start;

  for (guint i = 0; i < 50000; i++)
    g_string_append (tcp, HAS ("0100007F:1234", "0100007F:5B4C", SHE, "5"));
  g_string_append (tcp, LISTENS (HERE, SHE));
  tables[0] = tcp->str;
  start = g_get_monotonic_time ();
  g_assert_cmpint (vouch_socket_owner_judge (tables, G_INET_SOCKET_ADDRESS (server),
                                             G_INET_SOCKET_ADDRESS (client), 1000),
                   ==, OTHER);
  g_test_message ("%" G_GINT64_FORMAT " us", g_get_monotonic_time () - start);
}

/* The kernel of this computer, where it offers the table: the socket of this test is its own. */
static void
test_kernel (void)
{
  g_autoptr(GSocketListener) listener = g_socket_listener_new ();
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) connection = NULL;
  g_autoptr(GSocketAddress) near = NULL;
  g_autoptr(GSocketAddress) far = NULL;
  g_autoptr(GError) error = NULL;
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, &error);

  g_assert_no_error (error);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, &error);
  g_assert_no_error (error);
  near = g_socket_connection_get_local_address (connection, NULL);
  far = g_socket_connection_get_remote_address (connection, NULL);
  g_assert_cmpint (vouch_socket_owner_ask (G_INET_SOCKET_ADDRESS (far),
                                           G_INET_SOCKET_ADDRESS (near)),
                   ==, vouch_socket_owner_can_ask () ? TRUSTED : UNKNOWN);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN)
    {
      g_test_add_func ("/socket-owner/tables-of-the-kernel/tell-the-owner", test_judge);
      g_test_add_func ("/socket-owner/long-table/costs-a-glance", test_long);
    }
  g_test_add_func ("/socket-owner/own-socket/is-known-as-ours", test_kernel);
  return g_test_run ();
}
