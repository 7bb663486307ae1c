/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-camera-scene"

#include "vouch-camera-scene.h"

#include <math.h>
#include <string.h>

#define BORDER 4    /* white modules around the code */

/* Shades as a camera in a living room sees them. */
#define ROOM   96
#define CASE   28
#define SCREEN 52   /* with nothing on it */
#define WHITE  214
#define BLACK  36

#define FOCAL_LENGTH 1.5   /* in heights of the picture */

struct _VouchCameraScene
{
  GObject parent_instance;

  GMutex  lock;      /* for what follows */
  guint   modules;
  GBytes *dark;      /* owned, nullable: modules × modules bytes, 1 is dark */
};

G_DEFINE_FINAL_TYPE (VouchCameraScene, vouch_camera_scene, G_TYPE_OBJECT)

typedef struct {
  double x, y, z;
} Vector;

/* The phone in space: the screen is the square from -0.5 to 0.5 along right and down; the eye is
 * at 0, looking along z. */
typedef struct {
  Vector centre;
  Vector right;
  Vector down;
  Vector normal;
} Pose;

static double
dot (Vector a,
     Vector b)
{
  return a.x * b.x + a.y * b.y + a.z * b.z;
}

static Vector
cross (Vector a,
       Vector b)
{
  return (Vector) { a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x };
}

/* Turns by the three angles that a wrist knows. */
static Vector
turn (Vector v,
      double roll,
      double pitch,
      double yaw)
{
  Vector rolled = { v.x * cos (roll) - v.y * sin (roll), v.x * sin (roll) + v.y * cos (roll), v.z };
  Vector pitched = { rolled.x, rolled.y * cos (pitch) - rolled.z * sin (pitch),
                     rolled.y * sin (pitch) + rolled.z * cos (pitch) };

  return (Vector) { pitched.x * cos (yaw) + pitched.z * sin (yaw), pitched.y,
                    pitched.z * cos (yaw) - pitched.x * sin (yaw) };
}

/* Periods without a common multiple, so that no frame is like another. */
static Pose
find_pose (double seconds)
{
  double roll = 0.12 * sin (seconds * 0.71);
  double pitch = 0.14 + 0.10 * sin (seconds * 0.53 + 1);
  double yaw = 0.24 * sin (seconds * 0.37 + 2);
  Pose pose;

  pose.centre = (Vector) { 0.16 * sin (seconds * 0.83), 0.06 * sin (seconds * 1.13),
                           2.40 + 0.25 * sin (seconds * 0.47) };
  pose.right = turn ((Vector) { 1, 0, 0 }, roll, pitch, yaw);
  pose.down = turn ((Vector) { 0, 1, 0 }, roll, pitch, yaw);
  pose.normal = cross (pose.right, pose.down);
  return pose;
}

/* The shade of the phone at a place on its screen. */
static guint8
get_shade (double        right,
           double        down,
           guint         modules,
           const guint8 *dark)
{
  double side = modules + 2 * BORDER;
  int x, y;

  if (fabs (right) > 0.56 || fabs (down) > 0.95)
    return ROOM;
  if (fabs (right) > 0.5 || fabs (down) > 0.85)
    return CASE;
  if (dark == NULL || fabs (down) > 0.5)
    return SCREEN;

  x = (int) ((right + 0.5) * side) - BORDER;
  y = (int) ((down + 0.5) * side) - BORDER;
  if (x < 0 || y < 0 || x >= (int) modules || y >= (int) modules)
    return WHITE;
  return dark[y * modules + x] ? BLACK : WHITE;
}

/* Follows the ray through each pixel to the plane of the phone. Along a row, what the ray has in
 * common with each direction grows evenly, which leaves one division a pixel. */
static void
paint_row (const Pose   *pose,
           Vector        ray,
           double        step,
           guint         modules,
           const guint8 *dark,
           guint8       *row,
           guint         width)
{
  double distance = dot (pose->normal, pose->centre);
  double right = dot (pose->right, pose->centre);
  double down = dot (pose->down, pose->centre);
  double along_normal = dot (pose->normal, ray);
  double along_right = dot (pose->right, ray);
  double along_down = dot (pose->down, ray);

  for (guint x = 0; x < width; x++)
    {
      double far = distance / along_normal;

      row[x] = get_shade (along_right * far - right, along_down * far - down, modules, dark);
      along_normal += pose->normal.x * step;
      along_right += pose->right.x * step;
      along_down += pose->down.x * step;
    }
}

static void
paint_sharp (const Pose   *pose,
             guint         modules,
             const guint8 *dark,
             guint8       *grey,
             guint         width,
             guint         height,
             gsize         stride)
{
  double step = 1 / (height * FOCAL_LENGTH);

  for (guint y = 0; y < height; y++)
    {
      Vector ray = { -(width / 2.0) * step, (y - height / 2.0) * step, 1 };

      paint_row (pose, ray, step, modules, dark, grey + y * stride, width);
    }
}

/* A lens that is a little out of focus: the mean of three pixels, across and then down. */
static void
soften (guint8 *grey,
        guint   width,
        guint   height,
        gsize   stride)
{
  g_autofree guint8 *above = g_malloc (width);
  g_autofree guint8 *here = g_malloc (width);

  for (guint y = 0; y < height; y++)
    {
      guint8 *row = grey + y * stride;
      guint8 left = row[0];

      for (guint x = 0; x + 1 < width; x++)
        {
          guint8 middle = row[x];

          row[x] = (left + middle + row[x + 1]) / 3;
          left = middle;
        }
    }

  memcpy (above, grey, width);
  for (guint y = 1; y + 1 < height; y++)
    {
      guint8 *row = grey + y * stride;

      memcpy (here, row, width);
      for (guint x = 0; x < width; x++)
        row[x] = (above[x] + here[x] + row[stride + x]) / 3;
      memcpy (above, here, width);
    }
}

static void
vouch_camera_scene_finalize (GObject *object)
{
  VouchCameraScene *self = VOUCH_CAMERA_SCENE (object);

  g_clear_pointer (&self->dark, g_bytes_unref);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (vouch_camera_scene_parent_class)->finalize (object);
}

static void
vouch_camera_scene_class_init (VouchCameraSceneClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_camera_scene_finalize;
}

static void
vouch_camera_scene_init (VouchCameraScene *self)
{
  g_mutex_init (&self->lock);
}

VouchCameraScene *
vouch_camera_scene_new (void)
{
  return g_object_new (VOUCH_TYPE_CAMERA_SCENE, NULL);
}

/**
 * vouch_camera_scene_set_code:
 * @modules: modules in a row, without the border
 * @dark: (nullable): @modules × @modules bytes, row by row, not 0 where dark; %NULL turns the
 *   screen off
 */
void
vouch_camera_scene_set_code (VouchCameraScene *self,
                             guint             modules,
                             GBytes           *dark)
{
  GBytes *old;

  g_return_if_fail (VOUCH_IS_CAMERA_SCENE (self));
  g_return_if_fail (dark == NULL || g_bytes_get_size (dark) == (gsize) modules * modules);

  g_mutex_lock (&self->lock);
  old = self->dark;
  self->dark = dark != NULL ? g_bytes_ref (dark) : NULL;
  self->modules = modules;
  g_mutex_unlock (&self->lock);
  g_clear_pointer (&old, g_bytes_unref);
}

/**
 * vouch_camera_scene_paint:
 * @seconds: since the beginning: the same moment always looks the same
 * @grey: (out): @height rows of @stride bytes
 *
 * Any thread.
 */
void
vouch_camera_scene_paint (VouchCameraScene *self,
                          double            seconds,
                          guint8           *grey,
                          guint             width,
                          guint             height,
                          gsize             stride)
{
  g_autoptr(GBytes) dark = NULL;
  Pose pose = find_pose (seconds);
  guint modules;

  g_return_if_fail (VOUCH_IS_CAMERA_SCENE (self));
  g_return_if_fail (width >= 2 && height >= 2 && stride >= width);

  g_mutex_lock (&self->lock);
  dark = self->dark != NULL ? g_bytes_ref (self->dark) : NULL;
  modules = self->modules;
  g_mutex_unlock (&self->lock);

  paint_sharp (&pose, modules, dark != NULL ? g_bytes_get_data (dark, NULL) : NULL,
               grey, width, height, stride);
  soften (grey, width, height, stride);
}
