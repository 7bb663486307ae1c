/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-browser-access"

#include "vouch-browser-access.h"

#include "vouch-property.h"
#include "vouch-secret.h"

struct _VouchBrowserAccess
{
  GObject          parent_instance;

  /* owned */
  VouchSetup      *setup;
  VouchAuthorizer *authorizer;    /* (nullable): NULL while nothing runs */
  GCancellable    *cancellable;   /* (nullable): of the run */
  GError          *problem;
};

G_DEFINE_FINAL_TYPE (VouchBrowserAccess, vouch_browser_access, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_RUNNING,
  PROP_PROBLEM,
  N_PROPS
};

enum {
  VISIT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
take_problem (VouchBrowserAccess *self,
              GError             *problem)
{
  if (self->problem == NULL && problem == NULL)
    return;
  g_clear_error (&self->problem);
  self->problem = problem;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROBLEM]);
}

static void
end_run (VouchBrowserAccess *self)
{
  g_clear_object (&self->cancellable);
  g_clear_object (&self->authorizer);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
on_visit (VouchBrowserAccess *self,
          const char         *url)
{
  g_signal_emit (self, signals[VISIT], 0, url);
}

static void
on_run_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VouchBrowserAccess) self = user_data;
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *token =
    vouch_authorizer_run_finish (VOUCH_AUTHORIZER (source), result, &error);

  /* The run was stopped, and perhaps another one has begun. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      VOUCH_AUTHORIZER (source) != self->authorizer)
    return;

  end_run (self);
  if (token != NULL)
    vouch_setup_use_token (self->setup, token);
  else
    take_problem (self, g_steal_pointer (&error));
}

static void
vouch_browser_access_dispose (GObject *object)
{
  VouchBrowserAccess *self = VOUCH_BROWSER_ACCESS (object);

  vouch_browser_access_stop (self);
  g_clear_object (&self->setup);
  g_clear_error (&self->problem);
  G_OBJECT_CLASS (vouch_browser_access_parent_class)->dispose (object);
}

static void
vouch_browser_access_get_property (GObject    *object,
                                   guint       property_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  VouchBrowserAccess *self = VOUCH_BROWSER_ACCESS (object);

  switch (property_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, vouch_browser_access_get_running (self));
      break;
    case PROP_PROBLEM:
      g_value_set_boxed (value, self->problem);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_browser_access_class_init (VouchBrowserAccessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READABLE;

  object_class->dispose = vouch_browser_access_dispose;
  object_class->get_property = vouch_browser_access_get_property;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);
  properties[PROP_PROBLEM] = g_param_spec_boxed ("problem", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[VISIT] = g_signal_new ("visit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                 NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vouch_browser_access_init (VouchBrowserAccess *self)
{
}

/* A run stops when the server in use changes: its token is for the old server only. */
VouchBrowserAccess *
vouch_browser_access_new (VouchSetup *setup)
{
  VouchBrowserAccess *self = g_object_new (VOUCH_TYPE_BROWSER_ACCESS, NULL);

  self->setup = g_object_ref (setup);
  g_signal_connect_object (setup, "notify::server", G_CALLBACK (vouch_browser_access_stop), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gboolean
vouch_browser_access_get_running (VouchBrowserAccess *self)
{
  g_return_val_if_fail (VOUCH_IS_BROWSER_ACCESS (self), FALSE);
  return self->authorizer != NULL;
}

const GError *
vouch_browser_access_get_problem (VouchBrowserAccess *self)
{
  g_return_val_if_fail (VOUCH_IS_BROWSER_ACCESS (self), NULL);
  return self->problem;
}

void
vouch_browser_access_start (VouchBrowserAccess         *self,
                            const VouchAuthorizerTexts *texts)
{
  VouchServer *server;

  g_return_if_fail (VOUCH_IS_BROWSER_ACCESS (self));
  g_return_if_fail (texts != NULL);

  server = vouch_setup_get_server (self->setup);
  if (self->authorizer != NULL || server == NULL)
    return;

  take_problem (self, NULL);
  self->authorizer = vouch_authorizer_new (server);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (self->authorizer, "visit", G_CALLBACK (on_visit), self,
                           G_CONNECT_SWAPPED);
  vouch_authorizer_run_async (self->authorizer, texts, self->cancellable, on_run_ready,
                              g_object_ref (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

void
vouch_browser_access_stop (VouchBrowserAccess *self)
{
  g_return_if_fail (VOUCH_IS_BROWSER_ACCESS (self));

  if (self->authorizer == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  end_run (self);
}
