/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-qr-hint"

#include "vouch-qr-hint.h"

/* From the appearance of a code to a hint for the user. */

/* Below this size a module is lost between pixels. */
#define MODULE_MIN 2.3f

/* More than this is beyond what the code's redundancy replaces. */
#define WASHED_MAX .05f

#define LIGHT_MIN 50.f
#define CONTRAST_MIN 24.f

/* A blur of half a module's deviation mixes each with all of its neighbours. */
#define BLUR_MAX .45f

/* A hand that shakes blurs in one direction, a lens in all of them. */
#define STROKE 1.35f

/* Parts of the picture of this size hold modules of both kinds. */
#define BLOCK 20

static int
find_quantile (const guint *counts,
               guint        share_of_total)
{
  guint sum = 0;
  int grey = 0;

  while (grey < 255 && (sum += counts[grey]) < share_of_total)
    grey++;
  return grey;
}

static gboolean
is_washed (const VouchQrImage *image,
           int                 left,
           int                 top,
           int                 light,
           int                 contrast)
{
  int lightest = 0, darkest = 255;

  for (int y = top; y < top + BLOCK; y++)
    for (int x = left; x < left + BLOCK; x++)
      {
        int grey = vouch_qr_image_row (image, y)[x];

        lightest = MAX (lightest, grey);
        darkest = MIN (darkest, grey);
      }
  return darkest > light - contrast / 4 && lightest - darkest < contrast / 3;
}

/**
 * vouch_qr_sight_measure:
 * @straight: a straightened code
 * @border: pixels around it
 *
 * Fills in light, dark and washed.
 */
void
vouch_qr_sight_measure (VouchQrSight       *self,
                        const VouchQrImage *straight,
                        int                 border)
{
  int first = border;
  int last = MIN (straight->width, straight->height) - border;
  guint counts[256] = { 0 };
  guint total = 0;
  int n_blocks = 0;
  int n_washed = 0;

  for (int y = first; y < last; y++)
    for (int x = first; x < last; x++, total++)
      counts[vouch_qr_image_row (straight, y)[x]]++;
  self->dark = (float) find_quantile (counts, total / 8);
  /* Not the very lightest: that may be the lamp, and not the screen. */
  self->light = (float) find_quantile (counts, total * 3 / 4);

  for (int y = first; y + BLOCK <= last; y += BLOCK)
    for (int x = first; x + BLOCK <= last; x += BLOCK)
      {
        n_blocks++;
        n_washed += is_washed (straight, x, y, (int) self->light, (int) (self->light - self->dark));
      }
  self->washed = n_blocks > 0 ? (float) n_washed / (float) n_blocks : 0;
}

/* The most likely reason first: a code that is too small looks blurred as well, and so on. */
VouchQrHint
vouch_qr_hint_for_sight (const VouchQrSight *sight)
{
  if (sight->module < MODULE_MIN)
    return VOUCH_QR_HINT_TOO_FAR;
  if (sight->washed > WASHED_MAX)
    return VOUCH_QR_HINT_GLARE;
  if (sight->light < LIGHT_MIN || sight->light - sight->dark < CONTRAST_MIN)
    return VOUCH_QR_HINT_TOO_DARK;
  if (sight->widest > BLUR_MAX)
    return sight->widest > STROKE * sight->narrowest ? VOUCH_QR_HINT_HOLD_STILL
                                                     : VOUCH_QR_HINT_UNFOCUSED;
  return VOUCH_QR_HINT_NONE;
}
