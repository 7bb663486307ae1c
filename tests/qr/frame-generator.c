/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-generator.h"

#include "frame-optics.h"
#include "frame-scene.h"

#include <math.h>

/* Frames like those of a webcam that sees a phone with a code. Each kind has a mild base and one
 * kind of disturbance. The last few kinds mix them. */

/* Lengths in pixels are for a frame of this height. */
#define USUAL_HEIGHT 720.f

typedef struct {
  FrameScene   scene;
  FrameOptics  optics;
  GRand       *random;  /* borrowed */
} Shot;

static float
uniform (Shot  *shot,
         float  from,
         float  to)
{
  return (float) g_rand_double_range (shot->random, from, to);
}

/* Returns: a number between -@limit and @limit */
static float
either (Shot  *shot,
        float  limit)
{
  return uniform (shot, -limit, limit);
}

static gboolean
now_and_then (Shot  *shot,
              float  share)
{
  return uniform (shot, 0, 1) < share;
}

static void
set_base (Shot *shot)
{
  FrameScene *scene = &shot->scene;
  FrameOptics *optics = &shot->optics;

  scene->module = uniform (shot, 4.5f, 8);
  scene->yaw = either (shot, 8);
  scene->pitch = either (shot, 8);
  scene->roll = either (shot, 6);
  scene->x = either (shot, .25f);
  scene->y = either (shot, .12f);
  scene->lens = uniform (shot, 0, .02f);
  scene->white = uniform (shot, .5f, .85f);
  scene->black = scene->white * uniform (shot, .01f, .06f);
  scene->room = uniform (shot, .1f, .8f);
  scene->slope = either (shot, .1f);
  scene->border = VOUCH_QR_CODE_BORDER;
  scene->surround = .85f;
  optics->defocus = uniform (shot, .5f, 1);
  optics->motion = uniform (shot, 0, .6f);
  optics->motion_angle = uniform (shot, 0, 180);
  optics->exposure = 1;
  optics->shot_noise = uniform (shot, .005f, .015f);
  optics->read_noise = uniform (shot, .001f, .004f);
  optics->jpeg_quality = g_rand_int_range (shot->random, 80, 98);
}

static void
set_rotation (Shot *shot)
{
  shot->scene.roll = uniform (shot, 0, 360);
}

static void
set_perspective (Shot *shot)
{
  gboolean upright = g_rand_boolean (shot->random);
  float sign = g_rand_boolean (shot->random) ? 1 : -1;

  *(upright ? &shot->scene.yaw : &shot->scene.pitch) = sign * uniform (shot, 20, 50);
  shot->scene.roll = either (shot, 20);
}

static void
set_inverted (Shot *shot)
{
  shot->scene.inverted = TRUE;
}

static void
set_mirrored (Shot *shot)
{
  shot->scene.mirrored = TRUE;
}

static void
set_small (Shot *shot)
{
  shot->scene.module = uniform (shot, 1.7f, 3);
}

static void
set_large (Shot *shot)
{
  shot->scene.module = uniform (shot, 9, 13);
  shot->scene.x = either (shot, .1f);
  shot->scene.y = either (shot, .03f);
}

static void
set_unfocused (Shot *shot)
{
  shot->optics.defocus = shot->scene.module * uniform (shot, .4f, .95f);
}

static void
set_motion (Shot *shot)
{
  shot->optics.motion = shot->scene.module * uniform (shot, .6f, 1.7f);
}

static void
set_noise (Shot *shot)
{
  shot->scene.module = uniform (shot, 2.8f, 7);
  shot->scene.white = uniform (shot, .3f, .7f);
  shot->scene.black = shot->scene.white * uniform (shot, .02f, .2f);
  shot->optics.shot_noise = uniform (shot, .08f, .26f);
  shot->optics.read_noise = uniform (shot, .02f, .07f);
  shot->optics.jpeg_quality = g_rand_int_range (shot->random, 50, 90);
}

static void
set_dark (Shot *shot)
{
  shot->optics.exposure = uniform (shot, .01f, .08f);
}

/* The screen is so bright, and so blurred, that its light covers dark modules. */
static void
set_bright (Shot *shot)
{
  shot->optics.exposure = uniform (shot, 3, 14);
  shot->optics.defocus = shot->scene.module * uniform (shot, .25f, .6f);
}

static void
set_low_contrast (Shot *shot)
{
  shot->scene.white = uniform (shot, .08f, .5f);
  shot->scene.black = shot->scene.white * uniform (shot, .55f, .85f);
}

static void
set_glare (Shot *shot)
{
  shot->optics.glare = uniform (shot, .3f, 3);
  shot->optics.glare_x = shot->scene.x + either (shot, .3f);
  shot->optics.glare_y = shot->scene.y + either (shot, .4f);
  shot->optics.glare_radius = uniform (shot, .02f, .1f);
}

static void
set_uneven (Shot *shot)
{
  shot->scene.slope = (g_rand_boolean (shot->random) ? 1 : -1) * uniform (shot, .8f, 1.7f);
  shot->scene.black = shot->scene.white * uniform (shot, .05f, .3f);
}

static void
set_lens (Shot *shot)
{
  shot->scene.module = uniform (shot, 3, 7);
  shot->scene.lens = uniform (shot, .15f, .45f);
  shot->scene.x = either (shot, .55f);
  shot->scene.y = either (shot, .35f);
}

static void
set_borderless (Shot *shot)
{
  shot->scene.module = uniform (shot, 3, 7.5f);
  shot->scene.border = (float) g_rand_int_range (shot->random, 0, 2);
  shot->scene.surround = uniform (shot, 0, .3f);
}

static void
set_compressed (Shot *shot)
{
  shot->optics.jpeg_quality = g_rand_int_range (shot->random, 8, 35);
}

/* A scene at a desk: a little of each disturbance, most of it mild */
static void
set_realistic (Shot *shot)
{
  FrameScene *scene = &shot->scene;
  FrameOptics *optics = &shot->optics;

  scene->module = uniform (shot, 2.6f, 8);
  scene->yaw = either (shot, 25);
  scene->pitch = either (shot, 25);
  scene->roll = either (shot, 25);
  scene->x = either (shot, .4f);
  scene->y = either (shot, .2f);
  scene->lens = uniform (shot, 0, .08f);
  scene->black = scene->white * uniform (shot, .02f, .35f);
  scene->slope = either (shot, .6f);
  scene->inverted = now_and_then (shot, .08f);
  optics->defocus = scene->module * uniform (shot, .1f, .55f);
  optics->motion = scene->module * uniform (shot, 0, .6f);
  optics->exposure = uniform (shot, .2f, 2.5f);
  optics->shot_noise = uniform (shot, .005f, .03f);
  optics->read_noise = uniform (shot, .001f, .006f);
  optics->jpeg_quality = g_rand_int_range (shot->random, 50, 97);
  if (now_and_then (shot, .2f))
    {
      set_glare (shot);
      optics->glare /= 2;
    }
}

/* The same scene, but harder to read */
static void
set_hard (Shot *shot)
{
  set_realistic (shot);
  shot->scene.module = uniform (shot, 2, 6);
  shot->optics.defocus *= 1.5f;
  shot->optics.shot_noise *= 2;
  shot->optics.exposure *= .5f;
}

static const struct {
  const char *name;
  void      (*set) (Shot *shot);  /* NULL: the base as it is */
} kinds[N_FRAME_KINDS] = {
  [FRAME_CLEAN] = { "clean", NULL },
  [FRAME_ROTATION] = { "rotation", set_rotation },
  [FRAME_PERSPECTIVE] = { "perspective", set_perspective },
  [FRAME_INVERTED] = { "inverted", set_inverted },
  [FRAME_MIRRORED] = { "mirrored", set_mirrored },
  [FRAME_SMALL] = { "small", set_small },
  [FRAME_LARGE] = { "large", set_large },
  [FRAME_UNFOCUSED] = { "unfocused", set_unfocused },
  [FRAME_MOTION] = { "motion", set_motion },
  [FRAME_NOISE] = { "noise", set_noise },
  [FRAME_DARK] = { "dark", set_dark },
  [FRAME_BRIGHT] = { "bright", set_bright },
  [FRAME_LOW_CONTRAST] = { "low-contrast", set_low_contrast },
  [FRAME_GLARE] = { "glare", set_glare },
  [FRAME_UNEVEN] = { "uneven", set_uneven },
  [FRAME_LENS] = { "lens", set_lens },
  [FRAME_COMPRESSED] = { "compressed", set_compressed },
  [FRAME_REALISTIC] = { "realistic", set_realistic },
  [FRAME_HARD] = { "hard", set_hard },
  [FRAME_BORDERLESS] = { "borderless", set_borderless },
  [FRAME_EMPTY] = { "empty", NULL },
};

const char *
frame_kind_get_name (FrameKind kind)
{
  return kinds[kind].name;
}

/* A payload with the layout of a verification code (Matrix specification, "QR code
 * verification") */
GBytes *
frame_make_payload (GRand *random)
{
  guint id_length = (guint) g_rand_int_range (random, 20, 47);
  guint rest = 64 + (guint) g_rand_int_range (random, 8, 33);
  GByteArray *payload = g_byte_array_new ();
  guint8 header[] = { 'M', 'A', 'T', 'R', 'I', 'X', 2, 0, 0, (guint8) id_length };

  header[7] = (guint8) g_rand_int_range (random, 0, 3);
  g_byte_array_append (payload, header, sizeof header);
  for (guint i = 0; i < id_length; i++)
    {
      guint8 letter = (guint8) g_rand_int_range (random, 'A', 'z' + 1);

      g_byte_array_append (payload, &letter, 1);
    }
  for (guint i = 0; i < rest; i++)
    {
      guint8 byte = (guint8) g_rand_int_range (random, 0, 256);

      g_byte_array_append (payload, &byte, 1);
    }
  return g_byte_array_free_to_bytes (payload);
}

/* Scales all lengths that are given in pixels of the usual height. */
static void
adapt_to_height (Shot  *shot,
                 guint  height)
{
  float factor = (float) height / USUAL_HEIGHT;

  shot->scene.module *= factor;
  shot->optics.defocus *= factor;
  shot->optics.motion *= factor;
}

/* The sum of slow waves of different lengths and random phases */
static float
swing (guint number,
       float seconds,
       float start)
{
  return sinf ((float) number / 30 / seconds * 2 * (float) G_PI + start);
}

static void
move (Shot  *shot,
      guint  number)
{
  float start = uniform (shot, 0, 6);

  shot->scene.x += .03f * swing (number, 1.3f, start);
  shot->scene.y += .03f * swing (number, .9f, 2 * start);
  shot->scene.roll += 3 * swing (number, 1.1f, 3 * start);
  shot->scene.yaw += 4 * swing (number, 1.7f, 4 * start);
  shot->scene.module *= 1 + .04f * swing (number, 2.1f, 5 * start);
  shot->optics.defocus *= 1 + .4f * swing (number, 1.5f, 6 * start);
  shot->optics.motion *= 1 + .6f * swing (number, .5f, 7 * start);
  shot->optics.glare_x += .05f * swing (number, 1.2f, 8 * start);
}

static void
make_frame (Frame     *frame,
            FrameKind  kind,
            guint32    seed,
            guint      height,
            gboolean   moving,
            guint      number)
{
  static const guint heights[] = { 480, 720, 1080 };
  const guint32 seeds[] = { (guint32) kind, seed };
  g_autoptr(GRand) random = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  g_autoptr(VouchQrCode) code = NULL;
  g_auto(FrameCanvas) canvas = { 0 };
  Shot shot = { .random = random };

  frame->height = heights[g_rand_int_range (random, 0, G_N_ELEMENTS (heights))];
  if (height != 0)
    frame->height = height;
  frame->width = frame->height == 480 ? 640 : frame->height * 16 / 9;
  frame->payload = NULL;

  if (kind != FRAME_EMPTY)
    {
      frame->payload = frame_make_payload (random);
      code = vouch_qr_code_new (frame->payload);
    }
  set_base (&shot);
  if (kinds[kind].set != NULL)
    kinds[kind].set (&shot);
  if (moving)
    move (&shot, number);
  adapt_to_height (&shot, frame->height);
  shot.scene.code = code;

  frame_canvas_init (&canvas, (int) frame->width, (int) frame->height);
  frame_scene_paint (&shot.scene, &canvas, random);
  if (moving)
    g_rand_set_seed (random, seed + number);
  frame->pixels = frame_optics_develop (&shot.optics, &canvas, random);
}

void
frame_init (Frame     *frame,
            FrameKind  kind,
            guint32    seed,
            guint      height)
{
  make_frame (frame, kind, seed, height, FALSE, 0);
}

void
frame_init_moving (Frame     *frame,
                   FrameKind  kind,
                   guint32    seed,
                   guint      height,
                   guint      number)
{
  make_frame (frame, kind, seed, height, TRUE, number);
}

void
frame_clear (Frame *frame)
{
  g_clear_pointer (&frame->pixels, g_free);
  g_clear_pointer (&frame->payload, g_bytes_unref);
}
