/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-pin"

#include "vouch-pin.h"

struct _VouchPin
{
  /* owned */
  SoupMessage  *message;
  GCancellable *cancellable;
  char         *wanted;   /* (nullable) */
  char         *seen;     /* (nullable) */

  gboolean      refused;
  gulong        accept_handler;
  gulong        event_handler;
};

/* SHA-256 of the certificate, in pairs of upper-case hex digits: as browsers show it. */
static char *
build_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr(GByteArray) der = NULL;
  g_autofree char *digest = NULL;
  GString *text = g_string_new (NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  digest = g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
  for (const char *at = digest; *at != '\0'; at += 2)
    g_string_append_printf (text, "%s%c%c", text->len > 0 ? ":" : "",
                            g_ascii_toupper (at[0]), g_ascii_toupper (at[1]));
  return g_string_free (text, FALSE);
}

static gboolean
look_at (VouchPin        *pin,
         GTlsCertificate *certificate)
{
  g_clear_pointer (&pin->seen, g_free);
  pin->seen = build_fingerprint (certificate);
  pin->refused = g_strcmp0 (pin->wanted, pin->seen) != 0;
  return !pin->refused;
}

/* Runs only for a certificate that the system does not trust. */
static gboolean
on_accept_certificate (SoupMessage          *message,
                       GTlsCertificate      *certificate,
                       GTlsCertificateFlags  errors,
                       gpointer              user_data)
{
  return look_at (user_data, certificate);
}

/* A certificate that the system trusts is refused, too, when another one was expected. This is the
 * last moment before the request is sent. */
static void
on_network_event (SoupMessage        *message,
                  GSocketClientEvent  event,
                  GIOStream          *connection,
                  gpointer            user_data)
{
  VouchPin *pin = user_data;
  GTlsCertificate *certificate;

  if (event != G_SOCKET_CLIENT_TLS_HANDSHAKED || pin->wanted == NULL)
    return;
  certificate = g_tls_connection_get_peer_certificate (G_TLS_CONNECTION (connection));
  if (certificate != NULL && !look_at (pin, certificate))
    g_cancellable_cancel (pin->cancellable);
}

VouchPin *
vouch_pin_new (SoupMessage  *message,
               const char   *wanted,
               GCancellable *cancellable)
{
  VouchPin *pin = g_new0 (VouchPin, 1);

  pin->message = g_object_ref (message);
  pin->cancellable = g_object_ref (cancellable);
  pin->wanted = g_strdup (wanted);
  pin->accept_handler = g_signal_connect (message, "accept-certificate",
                                          G_CALLBACK (on_accept_certificate), pin);
  pin->event_handler = g_signal_connect (message, "network-event",
                                         G_CALLBACK (on_network_event), pin);
  return pin;
}

void
vouch_pin_free (VouchPin *pin)
{
  g_signal_handler_disconnect (pin->message, pin->accept_handler);
  g_signal_handler_disconnect (pin->message, pin->event_handler);
  g_object_unref (pin->message);
  g_object_unref (pin->cancellable);
  g_free (pin->wanted);
  g_free (pin->seen);
  g_free (pin);
}

const char *
vouch_pin_get_refused (VouchPin *pin)
{
  return pin->refused ? pin->seen : NULL;
}
