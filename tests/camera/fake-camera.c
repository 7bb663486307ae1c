/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A camera of PipeWire without a kernel module, which PipeWire does not distinguish from a real
 * one. It shows a picture from a file, a PGM (P5) of the camera's size. To change the picture,
 * rename another file over it. SIGTERM unplugs the camera, and SIGSTOP makes it hang. Prints
 * "ready" when it can be used. With "infrared" it has no colours.
 * usage: fake-camera FILE.pgm WIDTH HEIGHT NAME DESCRIPTION [infrared] */
#include <pipewire/pipewire.h>
#include <signal.h>
#include <spa/param/video/format-utils.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define FRAMES_A_SECOND 30
#define NANOSECONDS     1000000000

typedef struct {
  struct pw_main_loop *loop;
  struct pw_stream    *stream;
  struct spa_source   *timer;
  const char          *path;
  struct timespec      changed;    /* when the picture was last written */
  unsigned char       *picture;    /* YUY2 or GRAY8 */
  uint32_t             depth;      /* bytes a pixel */
  uint32_t             width;
  uint32_t             height;
  bool                 announced;
} Camera;

/* YUY2 has two colour values between the brightness values. These are the colours of a warm
 * light. */
static void
take_row (Camera              *camera,
          uint32_t             y,
          const unsigned char *grey)
{
  unsigned char *row = camera->picture + (size_t) y * camera->width * camera->depth;

  if (camera->depth == 1)
    {
      memcpy (row, grey, camera->width);
      return;
    }
  for (uint32_t x = 0; x < camera->width; x++)
    {
      row[2 * x] = (unsigned char) (16 + grey[x] * 219 / 255);
      row[2 * x + 1] = x % 2 == 0 ? 120 : 140;
    }
}

static void
read_picture (Camera *camera,
              FILE   *file)
{
  uint32_t width, height, maximum;
  unsigned char *grey = malloc (camera->width);

  if (fscanf (file, "P5 %u %u %u", &width, &height, &maximum) == 3 && maximum == 255 &&
      width == camera->width && height == camera->height && fgetc (file) != EOF)
    for (uint32_t y = 0; y < height && fread (grey, 1, width, file) == width; y++)
      take_row (camera, y, grey);
  free (grey);
}

static void
look_at_file (Camera *camera)
{
  struct stat status;
  FILE *file;

  if (stat (camera->path, &status) != 0 ||
      (status.st_mtim.tv_sec == camera->changed.tv_sec &&
          status.st_mtim.tv_nsec == camera->changed.tv_nsec))
    return;

  file = fopen (camera->path, "rb");
  if (file == NULL)
    return;

  camera->changed = status.st_mtim;
  read_picture (camera, file);
  fclose (file);
}

static void
on_process (void *data)
{
  Camera *camera = data;
  struct pw_buffer *buffer = pw_stream_dequeue_buffer (camera->stream);
  size_t size = (size_t) camera->width * camera->height * camera->depth;
  struct spa_data *plane;

  if (buffer == NULL)
    return;

  plane = &buffer->buffer->datas[0];
  look_at_file (camera);
  if (plane->data != NULL && plane->maxsize >= size)
    {
      memcpy (plane->data, camera->picture, size);
      plane->chunk->offset = 0;
      plane->chunk->size = (uint32_t) size;
      plane->chunk->stride = (int32_t) (camera->width * camera->depth);
      plane->chunk->flags = 0;
    }
  pw_stream_queue_buffer (camera->stream, buffer);
}

/* The camera is its own clock: each of these requests makes PipeWire call on_process (). */
static void
on_timer (void     *data,
          uint64_t  expirations)
{
  pw_stream_trigger_process (((Camera *) data)->stream);
}

static void
set_running (Camera *camera,
             bool    running)
{
  struct timespec first = { 0, running ? 1 : 0 };
  struct timespec interval = { 0, running ? NANOSECONDS / FRAMES_A_SECOND : 0 };

  pw_loop_update_timer (pw_main_loop_get_loop (camera->loop), camera->timer, &first, &interval,
                        false);
}

static void
on_state_changed (void                 *data,
                  enum pw_stream_state  old,
                  enum pw_stream_state  state,
                  const char           *error)
{
  Camera *camera = data;

  if (state == PW_STREAM_STATE_ERROR || state == PW_STREAM_STATE_UNCONNECTED)
    pw_main_loop_quit (camera->loop);
  else
    set_running (camera, state == PW_STREAM_STATE_STREAMING);

  if (state == PW_STREAM_STATE_PAUSED && !camera->announced)
    {
      camera->announced = true;
      puts ("ready");
      fflush (stdout);
    }
}

/* The format is settled, so the size of a buffer is known. */
static void
on_param_changed (void                 *data,
                  uint32_t              id,
                  const struct spa_pod *param)
{
  Camera *camera = data;
  uint8_t room[512];
  struct spa_pod_builder builder = SPA_POD_BUILDER_INIT (room, sizeof room);
  const struct spa_pod *buffers;
  int32_t stride = (int32_t) (camera->width * camera->depth);

  if (param == NULL || id != SPA_PARAM_Format)
    return;

  buffers = spa_pod_builder_add_object (&builder, SPA_TYPE_OBJECT_ParamBuffers, SPA_PARAM_Buffers,
                                        SPA_PARAM_BUFFERS_buffers,
                                        SPA_POD_CHOICE_RANGE_Int (8, 2, 16),
                                        SPA_PARAM_BUFFERS_blocks, SPA_POD_Int (1),
                                        SPA_PARAM_BUFFERS_size,
                                        SPA_POD_Int (stride * (int32_t) camera->height),
                                        SPA_PARAM_BUFFERS_stride, SPA_POD_Int (stride),
                                        SPA_PARAM_BUFFERS_dataType,
                                        SPA_POD_CHOICE_FLAGS_Int (1 << SPA_DATA_MemFd));
  pw_stream_update_params (camera->stream, &buffers, 1);
}

static const struct pw_stream_events events = {
  PW_VERSION_STREAM_EVENTS,
  .process = on_process,
  .state_changed = on_state_changed,
  .param_changed = on_param_changed,
};

static int
plug_in (Camera *camera)
{
  uint8_t room[512];
  struct spa_pod_builder builder = SPA_POD_BUILDER_INIT (room, sizeof room);
  const struct spa_pod *format;
  struct spa_rectangle size = { camera->width, camera->height };
  struct spa_fraction rate = { FRAMES_A_SECOND, 1 };

  format = spa_pod_builder_add_object (&builder, SPA_TYPE_OBJECT_Format, SPA_PARAM_EnumFormat,
                                       SPA_FORMAT_mediaType, SPA_POD_Id (SPA_MEDIA_TYPE_video),
                                       SPA_FORMAT_mediaSubtype, SPA_POD_Id (SPA_MEDIA_SUBTYPE_raw),
                                       SPA_FORMAT_VIDEO_format,
                                       SPA_POD_Id (camera->depth == 1 ? SPA_VIDEO_FORMAT_GRAY8
                                                                      : SPA_VIDEO_FORMAT_YUY2),
                                       SPA_FORMAT_VIDEO_size, SPA_POD_Rectangle (&size),
                                       SPA_FORMAT_VIDEO_framerate, SPA_POD_Fraction (&rate));
  return pw_stream_connect (camera->stream, PW_DIRECTION_OUTPUT, PW_ID_ANY,
                            PW_STREAM_FLAG_DRIVER | PW_STREAM_FLAG_MAP_BUFFERS, &format, 1);
}

static void
on_signal (void *data,
           int   number)
{
  pw_main_loop_quit (((Camera *) data)->loop);
}

static struct pw_properties *
describe (const char *name,
          const char *description)
{
  return pw_properties_new (PW_KEY_MEDIA_CLASS, "Video/Source",
                            PW_KEY_MEDIA_ROLE, "Camera",
                            PW_KEY_NODE_NAME, name,
                            PW_KEY_NODE_DESCRIPTION, description,
                            NULL);
}

int
main (int    argc,
      char **argv)
{
  Camera camera = { 0 };
  struct pw_loop *loop;

  if (argc != 6 && argc != 7)
    {
      fputs ("usage: fake-camera FILE.pgm WIDTH HEIGHT NAME DESCRIPTION [infrared]\n", stderr);
      return 2;
    }

  camera.path = argv[1];
  camera.depth = argc == 7 ? 1 : 2;
  camera.width = (uint32_t) atoi (argv[2]) & ~3u;
  camera.height = (uint32_t) atoi (argv[3]);
  camera.picture = calloc (camera.height, (size_t) camera.width * camera.depth);
  pw_init (NULL, NULL);
  camera.loop = pw_main_loop_new (NULL);
  loop = pw_main_loop_get_loop (camera.loop);
  pw_loop_add_signal (loop, SIGINT, on_signal, &camera);
  pw_loop_add_signal (loop, SIGTERM, on_signal, &camera);
  camera.timer = pw_loop_add_timer (loop, on_timer, &camera);
  camera.stream = pw_stream_new_simple (loop, argv[4], describe (argv[4], argv[5]), &events,
                                        &camera);
  if (plug_in (&camera) < 0)
    return 1;

  pw_main_loop_run (camera.loop);
  pw_stream_destroy (camera.stream);
  pw_main_loop_destroy (camera.loop);
  pw_deinit ();
  free (camera.picture);
  return 0;
}
