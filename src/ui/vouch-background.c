/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-background"

#include "vouch-background.h"

#include <glib/gi18n.h>

#include "vouch-background-access.h"
#include "vouch-compat.h"
#include "vouch-property.h"
#include "vouch-settings.h"

/* Holds the application without a window. VouchSetup does the watching. */
struct _VouchBackground
{
  GObject parent_instance;

  /* borrowed: the application owns this object */
  GtkApplication *application;

  /* owned */
  GSettings      *settings;   /* nullable */
  VouchSetup     *setup;      /* nullable */

  gboolean        wanted;
  gboolean        leaving;
  gboolean        active;
};

G_DEFINE_FINAL_TYPE (VouchBackground, vouch_background, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_WANTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Without a server there is nothing to watch, and the program ends with its window. A running verb
 * is always waited for, because its reply can contain a token or a key that is sent only once. An
 * attempt to connect is not waited for. */
static gboolean
is_needed (VouchBackground *self)
{
  if (self->setup == NULL)
    return FALSE;
  if (vouch_setup_get_acting (self->setup))
    return TRUE;
  return self->wanted && !self->leaving && vouch_setup_get_server (self->setup) != NULL;
}

static void
update_active (VouchBackground *self)
{
  gboolean active = is_needed (self);

  if (self->active == active)
    return;
  self->active = active;
  if (active)
    g_application_hold (G_APPLICATION (self->application));
  else
    g_application_release (G_APPLICATION (self->application));
}

static void
remember (VouchBackground *self,
          gboolean         allowed)
{
  if (self->settings != NULL)
    vouch_settings_set (self->settings, VOUCH_SETTINGS_ALLOW_BACKGROUND,
                        g_variant_new_boolean (allowed));
}

static void
store_wanted (VouchBackground *self,
              gboolean         wanted)
{
  self->wanted = wanted;
  update_active (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WANTED]);
}

/* The setting is changed by this program or by another one. */
static void
on_allow_background_changed (VouchBackground *self)
{
  gboolean allowed = g_settings_get_boolean (self->settings, VOUCH_SETTINGS_ALLOW_BACKGROUND);

  if (self->wanted != allowed)
    store_wanted (self, allowed);
}

/* If the user has closed the window meanwhile, the program ends and shows nothing. */
static void
tell_refusal (VouchBackground *self,
              const GError    *error)
{
  GtkWindow *window = gtk_application_get_active_window (self->application);
  const char *text;

  if (window == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    text = _("Your desktop does not let Vouch run in the background. You can change this in "
             "Settings → Apps → Vouch.");
  else
    text = _("Your desktop did not answer. Try again later.");
  vouch_tell (GTK_WIDGET (window), _("Vouch Cannot Notify You When Closed"), text);
}

static void
on_ask_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(VouchBackground) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean allowed = vouch_background_access_ask_finish (result, &error);

  if (!self->wanted)   /* the user has turned it off meanwhile */
    return;
  if (allowed)
    {
      remember (self, TRUE);
      return;
    }
  g_debug ("Not allowed: %s", error->message);
  store_wanted (self, FALSE);
  tell_refusal (self, error);
}

static void
set_wanted (VouchBackground *self,
            gboolean         wanted)
{
  if (self->wanted == wanted)
    return;
  store_wanted (self, wanted);
  if (wanted)
    /* Translators: the desktop shows it when it asks whether Vouch may run in the background */
    vouch_background_access_ask_async (_("To tell you when another device wants you to confirm "
                                         "it, even with the window closed."),
                                       on_ask_ready, g_object_ref (self));
  else
    remember (self, FALSE);
}

static void
vouch_background_dispose (GObject *object)
{
  VouchBackground *self = VOUCH_BACKGROUND (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (vouch_background_parent_class)->dispose (object);
}

static void
vouch_background_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_WANTED:
      g_value_set_boolean (value, VOUCH_BACKGROUND (object)->wanted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_background_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_WANTED:
      set_wanted (VOUCH_BACKGROUND (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_background_class_init (VouchBackgroundClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = vouch_background_dispose;
  object_class->get_property = vouch_background_get_property;
  object_class->set_property = vouch_background_set_property;

  properties[PROP_WANTED] =
    g_param_spec_boolean ("wanted", NULL, NULL, FALSE, VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_background_init (VouchBackground *self)
{
}

VouchBackground *
vouch_background_new (GtkApplication *application,
                      GSettings      *settings)
{
  VouchBackground *self = g_object_new (VOUCH_TYPE_BACKGROUND, NULL);

  self->application = application;
  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      self->wanted = g_settings_get_boolean (settings, VOUCH_SETTINGS_ALLOW_BACKGROUND);
      g_signal_connect_object (settings, "changed::" VOUCH_SETTINGS_ALLOW_BACKGROUND,
                               G_CALLBACK (on_allow_background_changed), self,
                               G_CONNECT_SWAPPED);
    }
  return self;
}

void
vouch_background_set_setup (VouchBackground *self,
                            VouchSetup      *setup)
{
  g_return_if_fail (VOUCH_IS_BACKGROUND (self));

  if (self->setup != NULL)
    g_signal_handlers_disconnect_by_func (self->setup, update_active, self);
  g_set_object (&self->setup, setup);
  if (setup != NULL)
    {
      g_signal_connect_object (setup, "notify::server",
                               G_CALLBACK (update_active), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (setup, "notify::acting",
                               G_CALLBACK (update_active), self, G_CONNECT_SWAPPED);
    }
  update_active (self);
}

void
vouch_background_set_leaving (VouchBackground *self,
                              gboolean         leaving)
{
  g_return_if_fail (VOUCH_IS_BACKGROUND (self));

  self->leaving = leaving;
  update_active (self);
}

gboolean
vouch_background_get_active (VouchBackground *self)
{
  g_return_val_if_fail (VOUCH_IS_BACKGROUND (self), FALSE);

  return self->active;
}
