/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Internal to api: the shapes of the replies of api.md, as tables.
 *
 * Members that are not in a table are ignored. Null counts as absent. A member of a table may be
 * absent unless it is required, but has to be of its type. */
typedef enum {
  VOUCH_SHAPE_STRING,
  VOUCH_SHAPE_BOOLEAN,
  VOUCH_SHAPE_NUMBER,
  VOUCH_SHAPE_OBJECT,   /* with @nested: of that shape */
  VOUCH_SHAPE_ARRAY,    /* with @nested: of objects of that shape */
} VouchShapeType;

typedef struct _VouchShape VouchShape;

/* One member; a shape is an array of them that ends with a NULL name. */
struct _VouchShape
{
  const char       *name;
  VouchShapeType    type;
  gboolean          required;
  const VouchShape *nested;   /* (nullable) */
};

extern const VouchShape vouch_shape_session[];
extern const VouchShape vouch_shape_verification[];

/* The replies, named after their calls in VouchClient. */
extern const VouchShape vouch_shape_info[];
extern const VouchShape vouch_shape_nothing[];
extern const VouchShape vouch_shape_start[];
extern const VouchShape vouch_shape_signed_in[];
extern const VouchShape vouch_shape_registration[];
extern const VouchShape vouch_shape_session_reply[];
extern const VouchShape vouch_shape_new_key[];
extern const VouchShape vouch_shape_list[];
extern const VouchShape vouch_shape_verification_reply[];

gboolean vouch_shape_check         (JsonObject        *object,
                                    const VouchShape  *shape,
                                    GError           **error);
/* The reply to a sign-in code is one of two: signed in, or a registration to complete. */
gboolean vouch_shape_check_sign_in (JsonObject        *object,
                                    GError           **error);

G_END_DECLS
