/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "vouch-practice-oauth.h"

G_BEGIN_DECLS

/* The products of Beeper. */
typedef enum {
  VOUCH_PRACTICE_PRODUCT_DESKTOP,
  VOUCH_PRACTICE_PRODUCT_NIGHTLY,
  VOUCH_PRACTICE_PRODUCT_SERVER,
} VouchPracticeProduct;

gboolean    vouch_practice_info_find_product (const char           *name,
                                              VouchPracticeProduct *product);
/* The reply of /v1/info at @base_url. Returns: (transfer full) */
JsonObject *vouch_practice_info_describe     (VouchPracticeProduct  product,
                                              VouchPracticeOauth   *oauth,
                                              const char           *base_url,
                                              guint16               port);

G_END_DECLS
