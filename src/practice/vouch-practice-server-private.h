/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "vouch-practice-auto-phone.h"
#include "vouch-practice-events.h"
#include "vouch-practice-fault.h"
#include "vouch-practice-info.h"
#include "vouch-practice-oauth.h"
#include "vouch-practice-server.h"
#include "vouch-practice-wire.h"

G_BEGIN_DECLS

struct _VouchPracticeServer
{
  GObject parent_instance;

  /* owned */
  VouchPracticeAccount   *account;
  VouchPracticeOauth     *oauth;
  VouchPracticeEvents    *events;
  VouchPracticeAutoPhone *auto_phone;   /* NULL: the phone waits to be pressed */
  GTlsCertificate        *certificate;  /* NULL: plain http */
  SoupServer             *http;         /* NULL while stopped */
  GPtrArray              *faults;       /* of VouchPracticeFault */
  GPtrArray              *log;          /* of char *, ends with NULL */
  char                   *base_url;

  VouchPracticeForm       form;
  VouchPracticeProduct    product;
  guint16                 port;
  gboolean                prints_log;
  gboolean                capital_codes;
};

/* The endpoints below /practice/, which steer the server. */
VouchPracticeReply *vouch_practice_control_answer (VouchPracticeServer *self,
                                                   const char          *method,
                                                   const char          *path,
                                                   GBytes              *body);
/* What both screens show. Returns: (transfer full) */
JsonObject         *vouch_practice_control_describe (VouchPracticeServer *self);

G_END_DECLS
