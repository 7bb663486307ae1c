/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-context"

#include "vouch-context.h"

#include "vouch-property.h"

struct _VouchContext
{
  GObject                 parent_instance;

  /* owned */
  VouchSetup             *setup;
  VouchFinder            *finder;
  VouchConnector         *connector;
  VouchRememberedServers *remembered;   /* (nullable) */
  VouchBeeperStart       *launcher;     /* (nullable) */
  VouchCameraDevice      *camera;       /* (nullable) */

  gboolean                practice;
};

G_DEFINE_FINAL_TYPE (VouchContext, vouch_context, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_LAUNCHER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
vouch_context_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_LAUNCHER:
      g_value_set_object (value, VOUCH_CONTEXT (object)->launcher);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_context_finalize (GObject *object)
{
  VouchContext *self = VOUCH_CONTEXT (object);

  g_clear_object (&self->connector);
  g_clear_object (&self->setup);
  g_clear_object (&self->finder);
  g_clear_object (&self->remembered);
  g_clear_object (&self->launcher);
  g_clear_object (&self->camera);
  G_OBJECT_CLASS (vouch_context_parent_class)->finalize (object);
}

static void
vouch_context_class_init (VouchContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_context_get_property;
  object_class->finalize = vouch_context_finalize;

  properties[PROP_LAUNCHER] = g_param_spec_object ("launcher", NULL, NULL, VOUCH_TYPE_BEEPER_START,
                                                   VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_context_init (VouchContext *self)
{
}

VouchContext *
vouch_context_new (VouchSetup             *setup,
                   VouchFinder            *finder,
                   VouchRememberedServers *remembered,
                   VouchBeeperStart       *launcher)
{
  VouchContext *self;

  g_return_val_if_fail (VOUCH_IS_SETUP (setup), NULL);
  g_return_val_if_fail (VOUCH_IS_FINDER (finder), NULL);

  self = g_object_new (VOUCH_TYPE_CONTEXT, NULL);
  self->setup = g_object_ref (setup);
  self->finder = g_object_ref (finder);
  g_set_object (&self->remembered, remembered);
  g_set_object (&self->launcher, launcher);
  self->connector = vouch_connector_new (setup, finder, remembered, launcher);
  return self;
}

VouchContext *
vouch_context_new_practice (VouchSetup        *setup,
                            VouchFinder       *finder,
                            VouchCameraDevice *camera)
{
  VouchContext *self = vouch_context_new (setup, finder, NULL, NULL);

  g_set_object (&self->camera, camera);
  self->practice = TRUE;
  return self;
}

VouchSetup *
vouch_context_get_setup (VouchContext *self)
{
  g_return_val_if_fail (VOUCH_IS_CONTEXT (self), NULL);

  return self->setup;
}

VouchFinder *
vouch_context_get_finder (VouchContext *self)
{
  g_return_val_if_fail (VOUCH_IS_CONTEXT (self), NULL);

  return self->finder;
}

VouchConnector *
vouch_context_get_connector (VouchContext *self)
{
  g_return_val_if_fail (VOUCH_IS_CONTEXT (self), NULL);

  return self->connector;
}

VouchRememberedServers *
vouch_context_get_remembered (VouchContext *self)
{
  g_return_val_if_fail (VOUCH_IS_CONTEXT (self), NULL);

  return self->remembered;
}

VouchBeeperStart *
vouch_context_get_launcher (VouchContext *self)
{
  g_return_val_if_fail (VOUCH_IS_CONTEXT (self), NULL);

  return self->launcher;
}

VouchCameraDevice *
vouch_context_get_camera (VouchContext *self)
{
  g_return_val_if_fail (VOUCH_IS_CONTEXT (self), NULL);

  return self->camera;
}

gboolean
vouch_context_get_practice (VouchContext *self)
{
  g_return_val_if_fail (VOUCH_IS_CONTEXT (self), FALSE);

  return self->practice;
}
