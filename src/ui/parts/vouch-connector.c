/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-connector"

#include "vouch-connector.h"

#include "vouch-compat.h"
#include "vouch-consent.h"
#include "vouch-error.h"

#define SINGLE_MS 1000   /* the user can choose another server meanwhile */

/* The cases in which Vouch connects without a click */
typedef enum {
  TAKES_NOTHING = 0,
  TAKES_FIRST   = 1 << 0,   /* until the user acts */
  TAKES_OPENED  = 1 << 1,   /* the user opened Beeper, and did nothing else since */
} Takes;

struct _VouchConnector
{
  GObject                 parent_instance;

  /* owned */
  VouchSetup             *setup;
  VouchFinder            *finder;
  VouchRememberedServers *remembered;   /* (nullable) */
  VouchBeeperStart       *launcher;     /* (nullable) */
  char                   *address;      /* (nullable): of the running attempt, as it was typed */
  VouchTerms             *terms;        /* (nullable): of the running attempt */
  guint                   single_id;    /* timeout that connects to the single server */

  /* borrowed */
  GtkWidget              *parent;       /* (nullable) */

  Takes                   takes;
  VouchAttempt            attempt;
  guint                   number;       /* of the attempt */
};

G_DEFINE_FINAL_TYPE (VouchConnector, vouch_connector, G_TYPE_OBJECT)

/* Attempts */

/* An open question. Another attempt may begin before it is answered. */
typedef struct {
  VouchConnector *self;          /* owned */
  guint           number;        /* of the attempt */
  char           *fingerprint;   /* owned (nullable): the question is about a certificate */
  VouchConsents   consent;       /* the question is about this if there is no fingerprint */
} Question;

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question->fingerprint);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static void
end_attempt (VouchConnector *self,
             VouchAttempt    how)
{
  if (self->attempt != VOUCH_ATTEMPT_RUNS)
    return;
  self->attempt = how;
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->terms, vouch_terms_unref);
}

static void
agree (VouchConnector *self,
       VouchConsents   consents,
       const char     *fingerprint)
{
  VouchTerms *terms = vouch_terms_agree (self->terms, consents, fingerprint);

  g_clear_pointer (&self->terms, vouch_terms_unref);
  self->terms = terms;
}

static void
on_ask_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(Question) question = user_data;
  VouchConnector *self = question->self;
  gboolean yes = vouch_ask_finish (GTK_WIDGET (source), result);
  g_autofree char *address = NULL;

  if (question->number != self->number || self->attempt != VOUCH_ATTEMPT_RUNS)
    return;
  if (!yes)
    {
      end_attempt (self, VOUCH_ATTEMPT_DECLINED);
      return;
    }
  agree (self, question->consent, question->fingerprint);
  address = g_strdup (self->address);
  vouch_setup_connect_address (self->setup, address, self->terms);
}

static void
ask (VouchConnector *self,
     const GError   *problem)
{
  g_autoptr(VouchTerms) remembered =
    vouch_remembered_servers_dup_terms (self->remembered, self->address);
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->number = self->number;
  question->fingerprint = g_strdup (vouch_error_get_fingerprint (problem));
  question->consent = vouch_consent_get (problem);
  vouch_consent_ask_async (self->parent, self->address, problem,
                           vouch_terms_get_fingerprint (remembered), on_ask_ready, question);
}

static void
on_problem_changed (VouchConnector *self)
{
  const GError *problem = vouch_setup_get_problem (self->setup);

  if (self->attempt != VOUCH_ATTEMPT_RUNS || problem == NULL)
    return;
  if (vouch_consent_is_needed (problem))
    ask (self, problem);
  else
    end_attempt (self, VOUCH_ATTEMPT_FAILED);
}

/* The attempt ends when the setup has a server. A later problem is about the server, and not about
 * the address. */
static void
on_server_changed (VouchConnector *self)
{
  if (vouch_setup_get_server (self->setup) != NULL)
    end_attempt (self, VOUCH_ATTEMPT_CONNECTED);
}

/* The user has chosen a server, or the page has gone. */
static void
end_choice (VouchConnector *self)
{
  vouch_connector_note_input (self);
  vouch_connector_note_typing (self);
  end_attempt (self, VOUCH_ATTEMPT_REPLACED);
}

static void
choose (VouchConnector *self)
{
  end_choice (self);
  if (self->launcher != NULL)
    vouch_beeper_start_stop (self->launcher);
}

static void
connect_to (VouchConnector *self,
            VouchServer    *server)
{
  g_autoptr(VouchTerms) remembered =
    vouch_remembered_servers_dup_terms (self->remembered, vouch_server_get_origin (server));

  choose (self);
  vouch_setup_connect (self->setup, server, vouch_terms_get_account (remembered));
}

/* Connecting without a click */

static gboolean
on_single_waited (gpointer user_data)
{
  VouchConnector *self = user_data;
  g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (self->finder), 0);

  self->single_id = 0;
  if (server != NULL)
    connect_to (self, server);
  return G_SOURCE_REMOVE;
}

/* Returns: whether Vouch may connect to the single server without a click. If the server that was
 * used last is on another computer and does not answer, a server of this computer that was never
 * used may belong to another person. */
static gboolean
is_meant (VouchConnector *self,
          VouchServer    *server,
          const char     *last)
{
  g_autoptr(VouchRememberedServer) remembered = NULL;

  if (self->remembered == NULL || last == NULL || vouch_server_origin_is_local (last))
    return TRUE;
  remembered = vouch_remembered_servers_find (self->remembered, vouch_server_get_origin (server));
  return remembered != NULL;
}

static void
take_single (VouchConnector *self,
             const char     *last)
{
  g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (self->finder), 0);

  if (self->single_id == 0 && is_meant (self, server, last))
    self->single_id = g_timeout_add (SINGLE_MS, on_single_waited, self);
}

/* Returns: whether the error of the finder is a question to the user. A program of another user at
 * a remembered address is ignored. At an address that must be used, it is a question. */
static gboolean
is_question (VouchConnector *self)
{
  const GError *error = vouch_finder_get_error (self->finder);

  return vouch_consent_is_needed (error) &&
         (vouch_consent_get (error) != VOUCH_CONSENT_OTHER_USER ||
             vouch_finder_get_forced (self->finder) != NULL);
}

static void
take_first (VouchConnector *self)
{
  g_autofree char *address = NULL;
  VouchServer *preferred = vouch_finder_get_preferred (self->finder);
  gboolean searching = vouch_finder_get_searching (self->finder);
  guint found = g_list_model_get_n_items (G_LIST_MODEL (self->finder));

  if (self->parent == NULL || !(self->takes & TAKES_FIRST))
    return;

  address = vouch_connector_dup_address (self);
  if (preferred != NULL)
    connect_to (self, preferred);
  else if (address != NULL && is_question (self))
    vouch_connector_use_address (self, address);
  else if (!searching && found == 1)
    take_single (self, address);
  else if (found != 1)
    g_clear_handle_id (&self->single_id, g_source_remove);
}

/* Only a server of this computer can be the Beeper that the user opened. If the user has done
 * something else since, the wait for that Beeper ends. */
static void
take_opened (VouchConnector *self,
             VouchServer    *server)
{
  VouchBeeperPhase phase;

  if (self->launcher == NULL ||
      !vouch_server_origin_is_local (vouch_server_get_origin (server)))
    return;

  phase = vouch_beeper_start_get_phase (self->launcher);
  if (self->takes & TAKES_OPENED)
    connect_to (self, server);
  else if (phase == VOUCH_BEEPER_PHASE_WAITING || phase == VOUCH_BEEPER_PHASE_SILENT)
    vouch_beeper_start_stop (self->launcher);
}

static void
on_servers_changed (VouchConnector *self,
                    guint           position,
                    guint           removed,
                    guint           added)
{
  if (self->parent != NULL && added > removed)
    {
      g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (self->finder), position);

      take_opened (self, server);
    }
  take_first (self);
}

static void
on_phase_changed (VouchConnector *self)
{
  if (self->parent != NULL && vouch_connector_get_waiting (self))
    self->takes |= TAKES_OPENED;
}

static void
vouch_connector_dispose (GObject *object)
{
  VouchConnector *self = VOUCH_CONNECTOR (object);

  vouch_connector_set_parent (self, NULL);
  g_clear_object (&self->setup);
  g_clear_object (&self->finder);
  g_clear_object (&self->remembered);
  g_clear_object (&self->launcher);
  G_OBJECT_CLASS (vouch_connector_parent_class)->dispose (object);
}

static void
vouch_connector_class_init (VouchConnectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = vouch_connector_dispose;
}

static void
vouch_connector_init (VouchConnector *self)
{
}

/* A connection can change the finder, so the other handlers of its signals must run first. */
static void
follow (VouchConnector *self)
{
  GConnectFlags after = G_CONNECT_SWAPPED | G_CONNECT_AFTER;

  g_signal_connect_object (self->finder, "items-changed",
                           G_CALLBACK (on_servers_changed), self, after);
  g_signal_connect_object (self->finder, "notify::searching",
                           G_CALLBACK (take_first), self, after);
  g_signal_connect_object (self->finder, "notify::error",
                           G_CALLBACK (take_first), self, after);
  g_signal_connect_object (self->setup, "notify::problem",
                           G_CALLBACK (on_problem_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->setup, "notify::server",
                           G_CALLBACK (on_server_changed), self, G_CONNECT_SWAPPED);
  if (self->launcher != NULL)
    g_signal_connect_object (self->launcher, "notify::phase",
                             G_CALLBACK (on_phase_changed), self, G_CONNECT_SWAPPED);
}

VouchConnector *
vouch_connector_new (VouchSetup             *setup,
                     VouchFinder            *finder,
                     VouchRememberedServers *remembered,
                     VouchBeeperStart       *launcher)
{
  VouchConnector *self = g_object_new (VOUCH_TYPE_CONNECTOR, NULL);

  self->setup = g_object_ref (setup);
  self->finder = g_object_ref (finder);
  g_set_object (&self->remembered, remembered);
  g_set_object (&self->launcher, launcher);
  if (vouch_setup_get_step (setup) <= VOUCH_STEP_CONNECT)
    self->takes = TAKES_FIRST;
  follow (self);
  return self;
}

void
vouch_connector_set_parent (VouchConnector *self,
                            GtkWidget      *parent)
{
  g_return_if_fail (VOUCH_IS_CONNECTOR (self));

  self->parent = parent;
  if (parent == NULL)
    end_choice (self);
}

void
vouch_connector_use_server (VouchConnector *self,
                            const char     *origin)
{
  g_return_if_fail (VOUCH_IS_CONNECTOR (self));
  g_return_if_fail (origin != NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->finder)); i++)
    {
      g_autoptr(VouchServer) server = g_list_model_get_item (G_LIST_MODEL (self->finder), i);

      if (!g_str_equal (vouch_server_get_origin (server), origin))
        continue;
      connect_to (self, server);
      return;
    }
}

gboolean
vouch_connector_use_address (VouchConnector *self,
                             const char     *address)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTOR (self), FALSE);
  g_return_val_if_fail (address != NULL, FALSE);

  if (self->parent == NULL || vouch_setup_get_busy (self->setup))
    return FALSE;

  choose (self);
  self->attempt = VOUCH_ATTEMPT_RUNS;
  self->number++;
  self->address = g_strdup (address);
  self->terms = vouch_remembered_servers_dup_terms (self->remembered, address);
  vouch_setup_connect_address (self->setup, address, self->terms);
  return TRUE;
}

VouchAttempt
vouch_connector_get_attempt (VouchConnector *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTOR (self), VOUCH_ATTEMPT_NONE);

  return self->attempt;
}

char *
vouch_connector_dup_address (VouchConnector *self)
{
  g_autoptr(GPtrArray) servers = NULL;
  const char *forced;

  g_return_val_if_fail (VOUCH_IS_CONNECTOR (self), NULL);

  forced = vouch_finder_get_forced (self->finder);
  if (forced != NULL)
    return g_strdup (forced);
  if (self->remembered != NULL)
    servers = vouch_remembered_servers_list (self->remembered);
  if (servers == NULL || servers->len == 0)
    return NULL;
  return g_strdup (((VouchRememberedServer *) g_ptr_array_index (servers, 0))->origin);
}

gboolean
vouch_connector_get_waiting (VouchConnector *self)
{
  g_return_val_if_fail (VOUCH_IS_CONNECTOR (self), FALSE);

  return self->launcher != NULL &&
         vouch_beeper_start_get_phase (self->launcher) == VOUCH_BEEPER_PHASE_WAITING;
}

void
vouch_connector_note_input (VouchConnector *self)
{
  g_return_if_fail (VOUCH_IS_CONNECTOR (self));

  self->takes &= ~TAKES_FIRST;
  g_clear_handle_id (&self->single_id, g_source_remove);
}

void
vouch_connector_note_typing (VouchConnector *self)
{
  g_return_if_fail (VOUCH_IS_CONNECTOR (self));

  self->takes &= ~TAKES_OPENED;
}
