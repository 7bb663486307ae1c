/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The flags of properties. An object notifies by itself, so that an unchanged value is not
 * notified. */
#define VOUCH_PARAM_READABLE \
  (G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)
#define VOUCH_PARAM_WRITABLE \
  (G_PARAM_WRITABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS)
#define VOUCH_PARAM_READWRITE \
  (G_PARAM_WRITABLE | VOUCH_PARAM_READABLE)
#define VOUCH_PARAM_CONSTRUCT \
  (G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS)
#define VOUCH_PARAM_CONSTRUCT_READABLE \
  (G_PARAM_READABLE | VOUCH_PARAM_CONSTRUCT)

/* Setters for properties. If *@field and @value differ, each stores @value in *@field, notifies
 * @pspec and returns TRUE. */

/* For numbers, booleans and enums. */
#define vouch_property_set(object, field, value, pspec)                         \
  ({                                                                            \
    __typeof__ (*(field)) property_value_ = (value);                            \
    gboolean property_differs_ = *(field) != property_value_;                   \
    *(field) = property_value_;                                                 \
    if (property_differs_)                                                      \
      g_object_notify_by_pspec (G_OBJECT (object), (pspec));                    \
    property_differs_;                                                          \
  })

/* Takes a reference. */
#define vouch_property_set_object(object, field, value, pspec)                  \
  ({                                                                            \
    gboolean property_differs_ = g_set_object ((field), (value));               \
    if (property_differs_)                                                      \
      g_object_notify_by_pspec (G_OBJECT (object), (pspec));                    \
    property_differs_;                                                          \
  })

/* @value: (nullable): copied */
static inline gboolean
vouch_property_set_string (gpointer      object,
                           char        **field,
                           const char   *value,
                           GParamSpec   *pspec)
{
  if (g_strcmp0 (*field, value) == 0)
    return FALSE;
  g_free (*field);
  *field = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (object), pspec);
  return TRUE;
}

G_END_DECLS
