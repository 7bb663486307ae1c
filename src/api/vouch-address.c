/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-address"

#include "vouch-error.h"
#include "vouch-input.h"
#include "vouch-server.h"

#include <string.h>

/* Parses a typed address to an origin. Part of VouchServer. */

#define HTTPS_PORT 443
#define THIS_COMPUTER "127.0.0.1"
/* Of a segment of a path (RFC 3986, 3.3), and what is escaped already. */
#define SEGMENT_CHARACTERS "!$&'()*+,;=:@%"

static gboolean
fail (GError     **error,
      const char  *problem)
{
  g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_BAD_ADDRESS, "The address %s", problem);
  return FALSE;
}

/* Whether it begins with a number that is no host but can be a port. */
static gboolean
is_port (const char *address)
{
  gsize digits = strspn (address, G_CSET_DIGITS);

  return digits > 0 && digits <= 5 && (address[digits] == '\0' || address[digits] == '/');
}

/* Ready for a URI parser: with a scheme, and an IPv6 address that stands alone in brackets. */
static char *
complete (const char *address)
{
  g_autoptr(GInetAddress) inet = NULL;

  if (strstr (address, "://") != NULL)
    return g_strdup (address);
  if (is_port (address))
    return g_strdup_printf ("none://:%s", address);
  inet = g_inet_address_new_from_string (address);
  if (inet != NULL && g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6)
    return g_strdup_printf ("none://[%s]", address);
  return g_strdup_printf ("none://%s", address);
}

/* ASCII only: GLib lowers letters by the locale, and a Turkish I becomes no i. */
static char *
fold_host (const char *url)
{
  const char *host = strstr (url, "://") + strlen ("://");
  gsize length = strcspn (host, "/?#");
  g_autofree char *folded = g_utf8_casefold (host, (gssize) length);

  return g_strdup_printf ("%.*s%s%s", (int) (host - url), url, folded, host + length);
}

/* RFC 1123 names, after IDN; the underscore is seen in home networks. A last label of digits
 * would be read as a number of an IPv4 address by some resolvers, so it is no name. */
static gboolean
is_host_name (const char *host)
{
  g_auto(GStrv) labels = g_strsplit (host, ".", -1);
  guint count = g_strv_length (labels);

  if (strlen (host) > 253 || count == 0)
    return FALSE;
  if (count > 1 && *labels[count - 1] == '\0')   /* a root dot */
    count--;
  for (guint i = 0; i < count; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > 63 || labels[i][0] == '-' || labels[i][length - 1] == '-' ||
          strspn (labels[i], G_CSET_a_2_z G_CSET_DIGITS "-_") != length)
        return FALSE;
    }
  return !g_ascii_isdigit (*labels[count - 1]);
}

/* "localhost" is one address, the one that is asked first: a resolver has two for it, and would
 * take whichever answers sooner.
 * Returns: the host as it stands in an origin, IPv6 in brackets, or NULL. */
static char *
normalize_host (const char *host)
{
  g_autoptr(GInetAddress) inet = g_inet_address_new_from_string (host);
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;

  if (inet != NULL)
    {
      g_autofree char *text = g_inet_address_to_string (inet);

      if (g_inet_address_get_family (inet) == G_SOCKET_FAMILY_IPV6)
        return g_strdup_printf ("[%s]", text);
      return g_steal_pointer (&text);
    }
  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return NULL;
  lower = g_ascii_strdown (ascii, -1);
  if (g_str_equal (lower, "localhost") || g_str_equal (lower, "localhost."))
    return g_strdup (THIS_COMPUTER);
  return is_host_name (lower) ? g_steal_pointer (&lower) : NULL;
}

static gboolean
is_local_host (const char *host)
{
  g_autoptr(GInetAddress) inet = g_inet_address_new_from_string (host);

  return g_str_equal (host, "localhost") || (inet != NULL && g_inet_address_get_is_loopback (inet));
}

static gboolean
check_scheme (const char  *scheme,
              GError     **error)
{
  if (g_str_equal (scheme, "none") || g_str_equal (scheme, "http") || g_str_equal (scheme, "https"))
    return TRUE;
  return fail (error, "has a scheme other than http and https");
}

/* The start of the path of the API. The rest was copied with the address. */
static gboolean
is_api_root (const char *segment)
{
  static const char * const roots[] = { "v0", "v1", "oauth", ".well-known" };

  for (gsize i = 0; i < G_N_ELEMENTS (roots); i++)
    if (g_ascii_strcasecmp (segment, roots[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Refuses an encoded slash or a backslash: programs differ about where such a segment ends. */
static gboolean
is_possible_segment (const char *segment)
{
  g_autofree char *plain = g_uri_unescape_string (segment, "/");

  return plain != NULL && strchr (plain, '\\') == NULL;
}

/* Returns: the path of a proxy below which Beeper is, "" or "/some/path"; NULL when it is no path.
 * The parser has resolved dots before. */
static char *
normalize_path (const char *path)
{
  g_auto(GStrv) segments = g_strsplit (path, "/", -1);
  g_autoptr(GString) prefix = g_string_new (NULL);

  for (guint i = 0; segments[i] != NULL && !is_api_root (segments[i]); i++)
    {
      if (!is_possible_segment (segments[i]))
        return NULL;
      if (*segments[i] == '\0')
        continue;
      g_string_append_c (prefix, '/');
      g_string_append_uri_escaped (prefix, segments[i], SEGMENT_CHARACTERS, FALSE);
    }
  return g_string_free (g_steal_pointer (&prefix), FALSE);
}

/* The defaults: https and the port of Beeper, plain http on this computer; a whole https URL has
 * its own port, as in a browser. */
static char *
build_origin (const char *scheme,
              const char *host,
              int         port,
              const char *path)
{
  g_autofree char *bare = g_str_has_prefix (host, "[") ? g_strndup (host + 1, strlen (host) - 2)
                                                       : g_strdup (host);

  if (port < 0)
    port = g_str_equal (scheme, "https") ? HTTPS_PORT : VOUCH_SERVER_FIRST_PORT;
  if (g_str_equal (scheme, "none"))
    scheme = is_local_host (bare) ? "http" : "https";
  if (port == HTTPS_PORT && g_str_equal (scheme, "https"))
    return g_strdup_printf ("%s://%s%s", scheme, host, path);
  return g_strdup_printf ("%s://%s:%d%s", scheme, host, port, path);
}

static GUri *
parse_uri (const char  *address,
           GError     **error)
{
  g_autofree char *stripped = NULL;
  g_autofree char *completed = NULL;
  g_autofree char *folded = NULL;
  g_autoptr(GUri) uri = NULL;

  if (!g_utf8_validate (address, -1, NULL))
    return fail (error, "is not text"), NULL;
  stripped = vouch_input_address (address);
  if (*stripped == '\0')
    return fail (error, "is empty"), NULL;
  completed = complete (stripped);
  folded = fold_host (completed);
  uri = g_uri_parse (folded, G_URI_FLAGS_HAS_PASSWORD | G_URI_FLAGS_ENCODED_PATH, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return fail (error, "cannot be read"), NULL;
  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error (error, VOUCH_ERROR, VOUCH_ERROR_NAMED_ADDRESS,
                   "The address holds a name or password");
      return NULL;
    }
  if (!check_scheme (g_uri_get_scheme (uri), error))
    return NULL;
  return g_steal_pointer (&uri);
}

char *
vouch_server_parse_address (const char  *address,
                            GError     **error)
{
  g_autoptr(GUri) uri = NULL;
  g_autofree char *host = NULL;
  g_autofree char *path = NULL;
  int port;

  g_return_val_if_fail (address != NULL, NULL);

  uri = parse_uri (address, error);
  if (uri == NULL)
    return NULL;
  port = g_uri_get_port (uri);
  if (*g_uri_get_host (uri) == '\0' && port > 0)
    host = g_strdup (THIS_COMPUTER);
  else
    host = normalize_host (g_uri_get_host (uri));
  if (host == NULL)
    return fail (error, "has no possible host"), NULL;
  if (port == 0)
    return fail (error, "has no possible port"), NULL;
  path = normalize_path (g_uri_get_path (uri));
  if (path == NULL)
    return fail (error, "has no possible path"), NULL;
  return build_origin (g_uri_get_scheme (uri), host, port, path);
}

char *
vouch_server_resolve_url (const char *origin,
                          const char *said)
{
  g_autoptr(GUri) base = g_uri_parse (origin, G_URI_FLAGS_ENCODED, NULL);
  g_autoptr(GUri) uri = said != NULL ? g_uri_parse (said, G_URI_FLAGS_ENCODED, NULL) : NULL;
  const char *path = uri != NULL ? g_uri_get_path (uri) : "";
  const char *prefix = base != NULL ? g_uri_get_path (base) : "";

  if (*path != '/')
    return NULL;
  /* A server behind a proxy may or may not put the path of the proxy into its URLs. */
  if (g_str_has_prefix (path, prefix) && path[strlen (prefix)] == '/')
    path += strlen (prefix);
  return g_strconcat (origin, path, NULL);
}

gboolean
vouch_server_origin_is_local (const char *origin)
{
  g_autoptr(GUri) uri = origin != NULL ? g_uri_parse (origin, G_URI_FLAGS_NONE, NULL) : NULL;

  return uri != NULL && g_uri_get_host (uri) != NULL && is_local_host (g_uri_get_host (uri));
}
