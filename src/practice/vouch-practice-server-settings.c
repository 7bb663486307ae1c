/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-server"

#include "vouch-practice-server-private.h"

/* What can be set and read from outside. */

void
vouch_practice_server_stop (VouchPracticeServer *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  if (self->http == NULL)
    return;
  vouch_practice_events_close (self->events);
  soup_server_disconnect (self->http);
  g_clear_object (&self->http);
}

guint16
vouch_practice_server_get_port (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), 0);

  return self->port;
}

const char *
vouch_practice_server_get_base_url (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), NULL);

  return self->base_url;
}

gboolean
vouch_practice_server_add_fault (VouchPracticeServer  *self,
                                 const char           *text,
                                 GError              **error)
{
  VouchPracticeFault *fault;

  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  fault = vouch_practice_fault_parse (text, error);
  if (fault == NULL)
    return FALSE;
  g_ptr_array_add (self->faults, fault);
  return TRUE;
}

void
vouch_practice_server_clear_faults (VouchPracticeServer *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  g_ptr_array_set_size (self->faults, 0);
}

const char * const *
vouch_practice_server_get_log (VouchPracticeServer *self)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), NULL);

  return (const char * const *) self->log->pdata;
}

void
vouch_practice_server_clear_log (VouchPracticeServer *self)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  g_ptr_array_set_size (self->log, 0);
  g_ptr_array_add (self->log, NULL);
}

void
vouch_practice_server_set_auto_phone (VouchPracticeServer *self,
                                      gboolean             automatic)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  if (automatic == (self->auto_phone != NULL))
    return;
  g_clear_object (&self->auto_phone);
  if (automatic)
    self->auto_phone = vouch_practice_auto_phone_new (self->account);
}

void
vouch_practice_server_set_prints_log (VouchPracticeServer *self,
                                      gboolean             prints)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  self->prints_log = prints;
}

void
vouch_practice_server_set_old_events (VouchPracticeServer *self,
                                      gboolean             old)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  vouch_practice_events_set_old (self->events, old);
}

void
vouch_practice_server_set_capital_codes (VouchPracticeServer *self,
                                         gboolean             capital)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  self->capital_codes = capital;
}

void
vouch_practice_server_set_without_introspection (VouchPracticeServer *self,
                                                 gboolean             without)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  vouch_practice_oauth_set_introspects (self->oauth, !without);
}

void
vouch_practice_server_set_ping_interval (VouchPracticeServer *self,
                                         guint                milliseconds)
{
  g_return_if_fail (VOUCH_IS_PRACTICE_SERVER (self));

  vouch_practice_events_set_ping_interval (self->events, milliseconds);
}

gboolean
vouch_practice_server_set_form (VouchPracticeServer *self,
                                const char          *name)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  if (!vouch_practice_wire_find_form (name, &self->form))
    return FALSE;
  vouch_practice_events_set_form (self->events, self->form);
  return TRUE;
}

gboolean
vouch_practice_server_set_consent (VouchPracticeServer *self,
                                   const char          *name)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  return vouch_practice_oauth_set_consent (self->oauth, name);
}

gboolean
vouch_practice_server_set_product (VouchPracticeServer *self,
                                   const char          *name)
{
  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  return vouch_practice_info_find_product (name, &self->product);
}

gboolean
vouch_practice_server_set_certificate (VouchPracticeServer  *self,
                                       const char           *pem_file,
                                       GError              **error)
{
  GTlsCertificate *certificate;

  g_return_val_if_fail (VOUCH_IS_PRACTICE_SERVER (self), FALSE);

  certificate = g_tls_certificate_new_from_file (pem_file, error);
  if (certificate == NULL)
    return FALSE;
  g_clear_object (&self->certificate);
  self->certificate = certificate;
  return TRUE;
}
