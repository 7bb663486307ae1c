/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The states of a session (api.md 1); any other word reads as UNKNOWN and is treated as waiting. */
typedef enum {
  VOUCH_SESSION_UNKNOWN,
  VOUCH_SESSION_NEEDS_LOGIN,
  VOUCH_SESSION_INITIALIZING,
  VOUCH_SESSION_NEEDS_CROSS_SIGNING_SETUP,
  VOUCH_SESSION_NEEDS_VERIFICATION,
  VOUCH_SESSION_NEEDS_SECRETS,
  VOUCH_SESSION_NEEDS_FIRST_SYNC,
  VOUCH_SESSION_READY,
} VouchSessionState;

/* The booleans of "e2ee" in a session. */
typedef enum {
  VOUCH_FACT_VERIFIED           = 1 << 0,
  VOUCH_FACT_CROSS_SIGNING      = 1 << 1,
  VOUCH_FACT_KEY_BACKUP         = 1 << 2,
  VOUCH_FACT_SECRET_STORAGE     = 1 << 3,
  VOUCH_FACT_FIRST_SYNC_DONE    = 1 << 4,
  VOUCH_FACT_RECOVERY_KEY_SAVED = 1 << 5,
  VOUCH_FACT_INITIALIZED        = 1 << 6,
  VOUCH_FACT_HAS_SECRETS        = 1 << 7,   /* all five secrets are here */
} VouchSessionFacts;

/* The states of a verification (api.md 1); a word that is not known there reads as UNKNOWN. */
typedef enum {
  VOUCH_VERIFICATION_UNKNOWN,
  VOUCH_VERIFICATION_REQUESTED,
  VOUCH_VERIFICATION_READY,
  VOUCH_VERIFICATION_SAS_READY,
  VOUCH_VERIFICATION_QR_SCANNED,
  VOUCH_VERIFICATION_DONE,
  VOUCH_VERIFICATION_CANCELLED,
  VOUCH_VERIFICATION_ERROR,
} VouchVerificationState;

/* The actions that a verification allows now. Buttons depend on these alone. */
typedef enum {
  VOUCH_ACTION_ACCEPT       = 1 << 0,
  VOUCH_ACTION_CANCEL       = 1 << 1,
  VOUCH_ACTION_CONFIRM_SCAN = 1 << 2,   /* qr.confirmScanned */
  VOUCH_ACTION_START_SAS    = 1 << 3,   /* sas.start */
  VOUCH_ACTION_CONFIRM_SAS  = 1 << 4,   /* sas.confirm */
} VouchActions;

typedef enum {
  VOUCH_METHOD_QR  = 1 << 0,
  VOUCH_METHOD_SAS = 1 << 1,
} VouchMethods;

/* The session in a reply. Strings are fit to be shown, clipped, and NULL where they are missing. */
typedef struct {
  VouchSessionState  state;
  VouchSessionFacts  facts;
  char              *user_id;
  char              *device_id;
  gint64             recovery_key_made;   /* Unix time in seconds; 0: missing */
} VouchSessionReply;

/* A verification in a reply. Strings are as the wire has them unless said otherwise, and NULL where
 * they are missing. */
typedef struct {
  VouchVerificationState  state;
  VouchActions            actions;
  VouchMethods            methods;
  gboolean                incoming;
  gboolean                for_login;      /* purpose "login" */
  char                   *id;
  char                   *device_name;    /* of the other device; fit to be shown */
  char                   *other_user;
  char                   *qr_data;
  char                   *emoji;          /* api.md 7: lists are joined by spaces */
  char                   *decimals;       /* the same */
  char                   *error_code;
  char                   *error_reason;   /* fit to be shown; NULL for a word for machines */
} VouchVerificationReply;

/* The texts of a registration that is required. All are fit to be shown and clipped, NULL where
 * nothing is said; "suggestions" is never NULL. */
typedef struct {
  char  *title;
  char  *terms;
  char  *placeholder;
  GStrv  suggestions;
} VouchRegistration;

/* @suggestions: (nullable). Returns: (transfer full) */
VouchRegistration *vouch_registration_new  (const char               *title,
                                            const char               *terms,
                                            const char               *placeholder,
                                            const char * const       *suggestions);
VouchRegistration *vouch_registration_copy (const VouchRegistration  *self);
void               vouch_registration_free (VouchRegistration        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (VouchRegistration, vouch_registration_free)

/**
 * VouchReply:
 *
 * The answer of an endpoint of VouchClient, read into types. Its parts never change, but each
 * secret can be taken out once. A secret that stays in it is wiped with the reply; in the JSON text
 * it is wiped as soon as the reply is made.
 */
#define VOUCH_TYPE_REPLY (vouch_reply_get_type ())
G_DECLARE_FINAL_TYPE (VouchReply, vouch_reply, VOUCH, REPLY, GObject)

/* @object: whose shape has been checked (VouchShape) */
VouchReply                   *vouch_reply_new                (JsonObject *object);
/* The reply of GET /v1/app/setup, which is the session itself. */
VouchReply                   *vouch_reply_new_session        (JsonObject *session);

/* (nullable): NULL: the reply says nothing about the session. Borrowed. */
const VouchSessionReply      *vouch_reply_get_session        (VouchReply *self);
/* (nullable): the reply's own, else the session's. Borrowed. */
const VouchVerificationReply *vouch_reply_get_verification   (VouchReply *self);
/* (nullable): NULL: no registration is required. Borrowed. */
const VouchRegistration      *vouch_reply_get_registration   (VouchReply *self);
/* (nullable): which user id the reply is about: of the sign-in, else of the session. */
const char                   *vouch_reply_get_account        (VouchReply *self);
/* (nullable): which sign-in the next request has to name. */
const char                   *vouch_reply_get_request_id     (VouchReply *self);
/* The JSON of a reply that has none of the above: GET /v1/info, which VouchServer reads. */
JsonObject                   *vouch_reply_get_json           (VouchReply *self);

/* Returns: (transfer full) (nullable): a secret, for vouch_secret_free(); NULL when the reply has
 * none, or when it was taken before */
char                         *vouch_reply_steal_token        (VouchReply *self);
char                         *vouch_reply_steal_lead_token   (VouchReply *self);
char                         *vouch_reply_steal_recovery_key (VouchReply *self);

G_END_DECLS
