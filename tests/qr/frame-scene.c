/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "frame-scene.h"

#include <math.h>

/* The scene before the lens: a room with objects, a phone, and on its screen the code on a white
 * card. It is painted in linear light, so that later steps can add light. */

/* Samples along each side of a pixel where the screen has detail. */
#define SAMPLES 3

/* The phone around a code of 1: the screen, and around it the body. */
#define SCREEN_X .62f
#define SCREEN_TOP -.95f
#define SCREEN_BOTTOM 1.15f
#define BODY .05f

/* The focal length of a common webcam, in widths of the picture. */
#define FOCAL 1.05f

typedef struct {
  float rows[3][3];  /* from pixels to modules */
  float focal;
  float centre_x;
  float centre_y;
  float lens;        /* scaled to pixels squared */
} Camera;

void
frame_canvas_init (FrameCanvas *canvas,
                   int          width,
                   int          height)
{
  canvas->width = width;
  canvas->height = height;
  canvas->light = g_new (float, (gsize) width * (gsize) height);
}

void
frame_canvas_clear (FrameCanvas *canvas)
{
  g_clear_pointer (&canvas->light, g_free);
}

static float
uniform (GRand *random,
         float  from,
         float  to)
{
  return (float) g_rand_double_range (random, from, to);
}

/* An object, such as a shelf, a window, a book or a face: a box or a disc, with or without a
 * pattern */
static void
paint_thing (FrameCanvas *canvas,
             GRand       *random,
             float        room)
{
  float width = (float) canvas->width;
  float x = uniform (random, -.1f, 1) * width;
  float y = uniform (random, -.1f, 1) * (float) canvas->height;
  float size_x = uniform (random, .02f, .3f) * width;
  float size_y = uniform (random, .02f, .3f) * width;
  float light = room * powf (uniform (random, .05f, 1), 2);
  float other = light * uniform (random, .2f, 1.5f);
  int period = g_rand_int_range (random, 4, 40);
  int pattern = g_rand_int_range (random, 0, 6);
  gboolean disc = g_rand_boolean (random);

  for (int j = MAX (0, (int) y); j < MIN (canvas->height, (int) (y + size_y)); j++)
    for (int i = MAX (0, (int) x); i < MIN (canvas->width, (int) (x + size_x)); i++)
      {
        float u = ((float) i - x) / size_x * 2 - 1;
        float v = ((float) j - y) / size_y * 2 - 1;
        gboolean odd = pattern == 0 ? (i / period) & 1
                       : pattern == 1 ? (j / period) & 1
                       : pattern == 2 ? ((i / period) ^ (j / period)) & 1
                       : pattern == 3 ? (i * 7919 / period + j * 104729 / period) % 5 == 0
                       : FALSE;

        if (disc && u * u + v * v > 1)
          continue;
        canvas->light[(gsize) j * (gsize) canvas->width + (gsize) i] = odd ? other : light;
      }
}

static void
paint_room (FrameCanvas *canvas,
            GRand       *random,
            float        room)
{
  float left = room * uniform (random, .1f, .7f);
  float right = room * uniform (random, .1f, .7f);
  int n_things = g_rand_int_range (random, 10, 45);

  for (int y = 0; y < canvas->height; y++)
    for (int x = 0; x < canvas->width; x++)
      canvas->light[(gsize) y * (gsize) canvas->width + (gsize) x] =
        left + (right - left) * (float) x / (float) canvas->width;
  for (int i = 0; i < n_things; i++)
    paint_thing (canvas, random, room);
}

static void
invert (float        from[3][3],
        float        to[3][3])
{
  float determinant = 0;

  for (int i = 0; i < 3; i++)
    determinant += from[0][i] * (from[1][(i + 1) % 3] * from[2][(i + 2) % 3]
                                 - from[1][(i + 2) % 3] * from[2][(i + 1) % 3]);
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++)
      to[j][i] = (from[(i + 1) % 3][(j + 1) % 3] * from[(i + 2) % 3][(j + 2) % 3]
                  - from[(i + 1) % 3][(j + 2) % 3] * from[(i + 2) % 3][(j + 1) % 3])
                 / determinant;
}

/* A pinhole camera: the screen is turned, moved away until a module has its size, and moved aside.
 * The inverse maps a pixel to the screen. */
static Camera
make_camera (const FrameScene  *scene,
             const FrameCanvas *canvas,
             float              modules)
{
  const float degrees = (float) G_PI / 180;
  float cy = cosf (scene->yaw * degrees), sy = sinf (scene->yaw * degrees);
  float cp = cosf (scene->pitch * degrees), sp = sinf (scene->pitch * degrees);
  float cr = cosf (scene->roll * degrees), sr = sinf (scene->roll * degrees);
  float focal = FOCAL * (float) canvas->width;
  float distance = focal / scene->module;
  float mirror = scene->mirrored ? -1 : 1;
  float first[3] = { mirror * (cr * cy - sr * sp * sy), mirror * (sr * cy + cr * sp * sy),
                     mirror * (-cp * sy) };
  float second[3] = { -sr * cp, cr * cp, sp };
  float place[3] = { scene->x * (float) canvas->width / 2 / scene->module,
                     scene->y * (float) canvas->height / 2 / scene->module, distance };
  float half = modules / 2;
  float forward[3][3];
  Camera camera = { { { 0 } }, focal, (float) canvas->width / 2, (float) canvas->height / 2, 0 };

  for (int i = 0; i < 3; i++)
    {
      float factor = i < 2 ? focal : 1;

      forward[i][0] = factor * first[i];
      forward[i][1] = factor * second[i];
      forward[i][2] = factor * (place[i] - half * (first[i] + second[i]));
    }
  invert (forward, camera.rows);
  camera.lens = scene->lens / (camera.centre_x * camera.centre_x
                               + camera.centre_y * camera.centre_y);
  return camera;
}

/* Returns: FALSE if the pixel does not hit the plane of the screen */
static gboolean
look (const Camera *camera,
      float         x,
      float         y,
      float        *u,
      float        *v)
{
  float from_x = x - camera->centre_x;
  float from_y = y - camera->centre_y;
  float stretch = 1 + camera->lens * (from_x * from_x + from_y * from_y);
  float ray[3] = { from_x * stretch, from_y * stretch, 1 };
  float point[3];

  for (int i = 0; i < 3; i++)
    {
      const float *row = camera->rows[i];

      point[i] = row[0] * ray[0] + row[1] * ray[1] + row[2] * ray[2];
    }
  *u = point[0] / point[2];
  *v = point[1] / point[2];
  return point[2] > 0;
}

/* Returns: the light of the phone at a point, 0 to 1, or a negative number outside of the phone.
 * The code is at 0 to @modules. */
static float
look_at_phone (const FrameScene *scene,
               float             modules,
               float             u,
               float             v)
{
  float x = u / modules - .5f;
  float y = v / modules - .5f;
  float border = scene->border / modules;

  if (fabsf (x) > SCREEN_X + BODY || y < SCREEN_TOP - BODY || y > SCREEN_BOTTOM + BODY)
    return -1;
  if (fabsf (x) > SCREEN_X || y < SCREEN_TOP || y > SCREEN_BOTTOM)
    return .02f;
  if (scene->code != NULL && u >= 0 && v >= 0 && u < modules && v < modules)
    return vouch_qr_code_get_module (scene->code, (guint) u, (guint) v) != scene->inverted ? 0 : 1;
  if (scene->code != NULL && fabsf (x) < .5f + border && fabsf (y) < .5f + border)
    return scene->inverted ? 0 : 1;
  /* a title, lines of text and a button around the card */
  if (y < -.72f && y > -.8f && fabsf (x) < .35f)
    return sinf (x * 140) > .2f ? .1f : .85f;
  if (y > .68f && y < .92f && fabsf (x) < .5f && fmodf (y, .06f) < .03f)
    return sinf (x * 170 + floorf (y * 16) * 5) > .1f ? .2f : .85f;
  if (scene->code == NULL && fabsf (y) < .5f && fabsf (x) < .5f)
    return sinf (x * 40) * sinf (y * 56 + x * 9) > 0 ? .3f : .9f;
  return scene->surround;
}

/* Returns: the mean of the samples of a pixel; negative outside of the phone */
static float
look_through_pixel (const FrameScene *scene,
                    const Camera     *camera,
                    float             modules,
                    int               x,
                    int               y)
{
  float sum = 0;
  int inside = 0;
  float u, v;

  for (int i = 0; i < SAMPLES * SAMPLES; i++)
    {
      float sample_x = (float) x + ((float) (i % SAMPLES) + .5f) / SAMPLES;
      float sample_y = (float) y + ((float) (i / SAMPLES) + .5f) / SAMPLES;
      float shown;

      if (!look (camera, sample_x, sample_y, &u, &v))
        return -1;
      shown = look_at_phone (scene, modules, u, v);
      if (shown < 0)
        {
          if (i == 0)
            return -1;
          continue;
        }
      sum += (scene->black + (scene->white - scene->black) * shown)
             * (1 + scene->slope * (u / modules - .5f));
      inside++;
    }
  return sum / (float) inside;
}

void
frame_scene_paint (const FrameScene *scene,
                   FrameCanvas      *canvas,
                   GRand            *random)
{
  float modules = scene->code != NULL ? (float) vouch_qr_code_get_width (scene->code) : 41;
  Camera camera = make_camera (scene, canvas, modules);

  paint_room (canvas, random, scene->room);
  for (int y = 0; y < canvas->height; y++)
    for (int x = 0; x < canvas->width; x++)
      {
        float light = look_through_pixel (scene, &camera, modules, x, y);

        if (light >= 0)
          canvas->light[(gsize) y * (gsize) canvas->width + (gsize) x] = light;
      }
}
