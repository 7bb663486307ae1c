/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-access.h"
#include "vouch-client.h"
#include "vouch-events.h"
#include "vouch-new-accounts.h"
#include "vouch-poller.h"
#include "vouch-setup.h"

G_BEGIN_DECLS

/* How far this server has come. */
typedef enum {
  VOUCH_CONNECTION_NONE,         /* no server */
  VOUCH_CONNECTION_OPENING,      /* no session was read yet */
  VOUCH_CONNECTION_LOCKED_OUT,   /* it is signed in, and no token counts */
  VOUCH_CONNECTION_OPEN,
} VouchConnectionState;

/* What VouchSetup is busy with. A verb begins only in NONE. */
typedef enum {
  VOUCH_ACTIVITY_NONE,
  VOUCH_ACTIVITY_VERB,     /* the person's; its reply can bring a secret that is given only once */
  VOUCH_ACTIVITY_LOOKING,  /* who answers, which token counts, and what is stored for the account */
} VouchActivity;

/* What VouchSetup is made of, for its files and tests: vouch-setup.c (the object), -situation
 * (which step it is), -connect (to a server, and away from it), -look (what it says), -access (how
 * it comes and goes), -verbs and -sign-in (what the person does). */
struct _VouchSetup
{
  GObject parent_instance;

  /* owned */
  VouchTokenStore   *store;
  VouchAccess       *access;
  VouchServer       *server;
  VouchClient       *client;
  VouchEvents       *events;           /* as long as there is a client */
  VouchPoller       *poller;           /* the same */
  VouchSession      *session;
  VouchVerification *verification;     /* the session's, or the one that has just ended */
  VouchSignIn       *sign_in;
  VouchKeyReset     *key_reset;
  VouchNewAccounts  *new_accounts;
  GCancellable      *cancellable;      /* of all that runs for this server */
  GError            *problem;
  GError            *trouble;
  char              *dismissed_id;     /* a stopped verification that the person has put away */
  char              *request_id;       /* (nullable): the last incoming request */
  char              *announced_id;     /* (nullable): one that did not take the page */
  char              *rejected_id;      /* (nullable): one whose emoji were said not to match */

  VouchStep          step;
  VouchStep          problem_step;
  VouchIntent        intent;
  guint              situation_mark;   /* what the intent was about */
  guint              interruptions;    /* requests that took the page since the user wanted one */
  VouchConnectionState connection;
  VouchActivity      activity;         /* "busy" is any but NONE */
  gboolean           visible;
  gboolean           request_waiting;
  gboolean           could_go_back;    /* as last told */
  gboolean           overdue;          /* as last told */
  guint              deadline_timer;   /* to update when the situation changes by age alone */
};

/* vouch-setup.c: these store, and notify what changed. */
void     vouch_setup_store_step     (VouchSetup   *self,
                                     VouchStep     step);
void     vouch_setup_store_overdue  (VouchSetup   *self,
                                     gboolean      overdue);
void     vouch_setup_store_intent   (VouchSetup   *self,
                                     VouchIntent   intent);
void     vouch_setup_set_activity   (VouchSetup   *self,
                                     VouchActivity activity);
/* @error: (transfer full) (nullable) */
void     vouch_setup_take_problem   (VouchSetup   *self,
                                     GError       *error);
void     vouch_setup_take_trouble   (VouchSetup   *self,
                                     GError       *error);
/* Whether a request is announced: stored, and notified, by vouch_setup_update(). */
void     vouch_setup_store_request_waiting (VouchSetup *self,
                                     gboolean      waiting);
void     vouch_setup_set_server     (VouchSetup   *self,
                                     VouchServer  *server);
void     vouch_setup_set_verification (VouchSetup *self,
                                     VouchVerification *verification);
/* Soon, if a server is in use. */
void     vouch_setup_poll           (VouchSetup   *self);

/* vouch-setup-situation.c */
/* A new recovery key of the account that is signed in. */
gboolean vouch_setup_has_unsaved_key (VouchSetup  *self);
/* Looks at everything anew and lets the window follow. */
void     vouch_setup_update         (VouchSetup   *self);
void     vouch_setup_set_intent     (VouchSetup   *self,
                                     VouchIntent   intent);
/* Puts a stopped verification away. */
void     vouch_setup_dismiss        (VouchSetup   *self);

/* vouch-setup-connect.c */
/* The first look failed: there is no page yet that it could leave as it is, so the person chooses
 * again and reads why. @error: (transfer full) */
void     vouch_setup_fail_connecting (VouchSetup  *self,
                                     GError       *error);

/* vouch-setup-look.c */
/* Begins to follow the server that is in use. */
void     vouch_setup_follow_server  (VouchSetup   *self);
/* @intent: what is meant from then on, or NONE */
void     vouch_setup_apply_reply    (VouchSetup   *self,
                                     VouchReply   *reply,
                                     VouchIntent   intent);

/* The account has keys now: from here on a new one costs something. */
void     vouch_setup_forget_registration (VouchSetup *self);

/* vouch-setup-access.c */
/* Takes the token that should count here, and looks with it. */
void     vouch_setup_find_token     (VouchSetup   *self);
/* Ends LOOKING: what was looked for has come, and is taken in. */
void     vouch_setup_end_looking    (VouchSetup   *self);
void     vouch_setup_lose_access    (VouchSetup   *self);
/* A verb ended with 401, which is no proof that the access is lost (api.md 3): finds out, before
 * "busy" ends. @key_error: (transfer full) (nullable): what the problem is if it was about the key
 * that was sent; NULL if none was */
void     vouch_setup_doubt_access   (VouchSetup   *self,
                                     GError       *key_error);
/* Ends a verb whose reply has signed in. */
void     vouch_setup_take_token     (VouchSetup   *self,
                                     const char   *token,
                                     VouchReply   *reply);

/* vouch-setup-verbs.c */
/* What the failure of a verb does apart from its sentence on the page (api.md 2). */
typedef enum {
  VOUCH_BLAME_ACCESS,   /* a 401 is about the token */
  VOUCH_BLAME_STATE,    /* that too; a 409 means that the state moved on, and is no problem */
  VOUCH_BLAME_INPUT,    /* every error, a 401 too, is about what was sent */
} VouchBlame;

/* Something that the person does, and Beeper is asked for. */
typedef struct {
  VouchStep     step;     /* the only one in which it is allowed; CONNECT: in any */
  VouchActions  action;   /* that Beeper must offer for the verification; 0: none */
  VouchBlame    blames;
  VouchIntent   intent;   /* what its success means, or NONE */
  /* (nullable): of what was called; NULL: vouch_client_call_finish() */
  VouchReply * (*finish) (GObject       *source,
                          GAsyncResult  *result,
                          GError       **error);
  /* (nullable): what else the answer means, before it is taken in. @reply: NULL after an error.
   * Returns: TRUE: the verb goes on, and what goes on ends it */
  gboolean     (*take)   (VouchSetup    *self,
                          VouchReply    *reply);
} VouchVerb;

typedef struct _VouchVerbCall VouchVerbCall;

/* Returns: (nullable): to be given to vouch_setup_on_verb_ready() as user data; NULL: it is not
 * allowed now, or another verb runs */
VouchVerbCall *vouch_setup_begin_verb (VouchSetup *self,
                                     const VouchVerb *verb);
void     vouch_setup_on_verb_ready  (GObject      *source,
                                     GAsyncResult *result,
                                     gpointer      user_data);
/* Begins one that needs more than one request. FALSE: another verb runs, or there is no server; do
 * nothing then. */
gboolean vouch_setup_begin          (VouchSetup   *self);
/* @error: (transfer full) (nullable); @reply: (nullable) */
void     vouch_setup_end            (VouchSetup   *self,
                                     VouchReply   *reply,
                                     GError       *error);
/* The same, where a 401 is about a token that was only tried. @error: (transfer full) */
void     vouch_setup_end_with_problem (VouchSetup *self,
                                     GError       *error);
/* TRUE, and *@error cleared: the server was left meanwhile; touch nothing. */
gboolean vouch_setup_was_left       (GError      **error);

G_END_DECLS
