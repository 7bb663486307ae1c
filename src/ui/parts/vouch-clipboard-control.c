/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-clipboard-control"

#include "vouch-clipboard-hint.h"

#include <string.h>
#include <unistd.h>

#include "vouch-secret.h"

#ifdef GDK_WINDOWING_WAYLAND
#include <gdk/wayland/gdkwayland.h>
#include <wayland-client.h>

/* The protocol wlr-data-control-unstable-v1, version 1, as wayland-scanner would write it */

static const struct wl_interface source_interface, offer_interface, device_interface;

static const struct wl_interface *no_types[] = { NULL, NULL };
static const struct wl_interface *source_types[] = { &source_interface };
static const struct wl_interface *offer_types[] = { &offer_interface };
static const struct wl_interface *device_types[] = { &device_interface, &wl_seat_interface };

static const struct wl_message manager_requests[] = {
  { "create_data_source", "n", source_types },
  { "get_data_device", "no", device_types },
  { "destroy", "", no_types },
};
static const struct wl_message device_requests[] = {
  { "set_selection", "?o", source_types },
  { "destroy", "", no_types },
};
static const struct wl_message device_events[] = {
  { "data_offer", "n", offer_types },
  { "selection", "?o", offer_types },
  { "finished", "", no_types },
};
static const struct wl_message source_requests[] = {
  { "offer", "s", no_types },
  { "destroy", "", no_types },
};
static const struct wl_message source_events[] = {
  { "send", "sh", no_types },
  { "cancelled", "", no_types },
};
static const struct wl_message offer_requests[] = {
  { "receive", "sh", no_types },
  { "destroy", "", no_types },
};
static const struct wl_message offer_events[] = {
  { "offer", "s", no_types },
};

enum { MANAGER_CREATE_DATA_SOURCE, MANAGER_GET_DATA_DEVICE, MANAGER_DESTROY };
enum { DEVICE_SET_SELECTION, DEVICE_DESTROY };
enum { SOURCE_OFFER, SOURCE_DESTROY };
enum { OFFER_RECEIVE, OFFER_DESTROY };

static const struct wl_interface manager_interface = {
  "zwlr_data_control_manager_v1", 1, G_N_ELEMENTS (manager_requests), manager_requests, 0, NULL,
};
static const struct wl_interface device_interface = {
  "zwlr_data_control_device_v1", 1, G_N_ELEMENTS (device_requests), device_requests,
  G_N_ELEMENTS (device_events), device_events,
};
static const struct wl_interface source_interface = {
  "zwlr_data_control_source_v1", 1, G_N_ELEMENTS (source_requests), source_requests,
  G_N_ELEMENTS (source_events), source_events,
};
static const struct wl_interface offer_interface = {
  "zwlr_data_control_offer_v1", 1, G_N_ELEMENTS (offer_requests), offer_requests,
  G_N_ELEMENTS (offer_events), offer_events,
};

struct _VouchClipboardControl
{
  /* owned */
  struct wl_proxy *manager;
  struct wl_proxy *device;
  struct wl_proxy *source;    /* (nullable): NULL: other content is in the clipboard */
  char            *text;      /* secret; "" after vouch_clipboard_control_blank() */

  /* borrowed */
  struct wl_display *display;
};

static void
destroy (struct wl_proxy **proxy,
         guint             request)
{
  if (*proxy == NULL)
    return;
  wl_proxy_marshal (*proxy, request);
  wl_proxy_destroy (*proxy);
  *proxy = NULL;
}

/* The pipe has room for the whole text, so write() does not block. GSocket has turned SIGPIPE
 * off. */
static void
on_send (void            *data,
         struct wl_proxy *source,
         const char      *type,
         int              fd)
{
  VouchClipboardControl *self = data;
  gboolean hint = strcmp (type, VOUCH_CLIPBOARD_HINT_TYPE) == 0;
  const char *text = hint ? VOUCH_CLIPBOARD_HINT : self->text;

  if (source == self->source && write (fd, text, strlen (text)) < 0)
    g_debug ("Nobody waits for the clipboard any more");
  close (fd);
}

static void
on_cancelled (void            *data,
              struct wl_proxy *source)
{
  VouchClipboardControl *self = data;

  if (source == self->source)
    destroy (&self->source, SOURCE_DESTROY);
}

static const struct {
  void (*send)      (void *data, struct wl_proxy *source, const char *type, int fd);
  void (*cancelled) (void *data, struct wl_proxy *source);
} source_listener = { on_send, on_cancelled };

/* GDK handles the offers of other programs. */
static void
on_data_offer (void            *data,
               struct wl_proxy *device,
               struct wl_proxy *offer)
{
  destroy (&offer, OFFER_DESTROY);
}

static void
on_selection (void            *data,
              struct wl_proxy *device,
              struct wl_proxy *offer)
{
}

static void
on_finished (void            *data,
             struct wl_proxy *device)
{
}

static const struct {
  void (*data_offer) (void *data, struct wl_proxy *device, struct wl_proxy *offer);
  void (*selection)  (void *data, struct wl_proxy *device, struct wl_proxy *offer);
  void (*finished)   (void *data, struct wl_proxy *device);
} device_listener = { on_data_offer, on_selection, on_finished };

static void
on_global (void               *data,
           struct wl_registry *registry,
           uint32_t            name,
           const char         *interface,
           uint32_t            version)
{
  VouchClipboardControl *self = data;

  if (self->manager == NULL && strcmp (interface, manager_interface.name) == 0)
    self->manager = wl_registry_bind (registry, name, &manager_interface, 1);
}

static void
on_global_remove (void               *data,
                  struct wl_registry *registry,
                  uint32_t            name)
{
}

static const struct wl_registry_listener registry_listener = { on_global, on_global_remove };

/* Looks for the protocol with one round trip on a queue of its own. Events for GDK stay in the
 * queues of GDK. */
static void
find_manager (VouchClipboardControl *self)
{
  struct wl_event_queue *queue = wl_display_create_queue (self->display);
  struct wl_display *wrapper = wl_proxy_create_wrapper (self->display);
  struct wl_registry *registry;

  wl_proxy_set_queue ((struct wl_proxy *) wrapper, queue);
  registry = wl_display_get_registry (wrapper);
  wl_registry_add_listener (registry, &registry_listener, self);
  wl_display_roundtrip_queue (self->display, queue);
  if (self->manager != NULL)
    wl_proxy_set_queue (self->manager, NULL);
  wl_registry_destroy (registry);
  wl_proxy_wrapper_destroy (wrapper);
  wl_event_queue_destroy (queue);
}

static void
offer_text (VouchClipboardControl *self,
            gboolean               hint)
{
  static const char * const types[] = {
    "text/plain;charset=utf-8", "text/plain", "UTF8_STRING", VOUCH_CLIPBOARD_HINT_TYPE,
  };
  struct wl_proxy *before = self->source;

  self->source = wl_proxy_marshal_constructor (self->manager, MANAGER_CREATE_DATA_SOURCE,
                                               &source_interface, NULL);
  wl_proxy_add_listener (self->source, (void (**) (void)) &source_listener, self);
  for (gsize i = 0; i < G_N_ELEMENTS (types) - (hint ? 0 : 1); i++)
    wl_proxy_marshal (self->source, SOURCE_OFFER, types[i]);
  wl_proxy_marshal (self->device, DEVICE_SET_SELECTION, self->source);
  destroy (&before, SOURCE_DESTROY);
  wl_display_flush (self->display);
}

VouchClipboardControl *
vouch_clipboard_control_new (GdkDisplay *display,
                             const char *text)
{
  VouchClipboardControl *self = NULL;
  GdkSeat *seat = gdk_display_get_default_seat (display);

  if (!GDK_IS_WAYLAND_DISPLAY (display) || seat == NULL)
    return NULL;

  self = g_new0 (VouchClipboardControl, 1);
  self->display = gdk_wayland_display_get_wl_display (display);
  self->text = vouch_secret_dup (text);
  find_manager (self);
  if (self->manager == NULL)
    {
      vouch_clipboard_control_free (self);
      return NULL;
    }
  self->device = wl_proxy_marshal_constructor (self->manager, MANAGER_GET_DATA_DEVICE,
                                               &device_interface, NULL,
                                               gdk_wayland_seat_get_wl_seat (seat));
  wl_proxy_add_listener (self->device, (void (**) (void)) &device_listener, self);
  offer_text (self, TRUE);
  return self;
}

void
vouch_clipboard_control_blank (VouchClipboardControl *self)
{
  if (self->source == NULL || *self->text == '\0')
    return;
  vouch_secret_set (&self->text, "");
  offer_text (self, FALSE);
}

gboolean
vouch_clipboard_control_holds (VouchClipboardControl *self)
{
  return self->source != NULL;
}

void
vouch_clipboard_control_free (VouchClipboardControl *self)
{
  destroy (&self->source, SOURCE_DESTROY);
  destroy (&self->device, DEVICE_DESTROY);
  destroy (&self->manager, MANAGER_DESTROY);
  wl_display_flush (self->display);
  vouch_secret_free (self->text);
  g_free (self);
}

#else

VouchClipboardControl *
vouch_clipboard_control_new (GdkDisplay *display,
                             const char *text)
{
  return NULL;
}

void
vouch_clipboard_control_blank (VouchClipboardControl *self)
{
}

gboolean
vouch_clipboard_control_holds (VouchClipboardControl *self)
{
  return FALSE;
}

void
vouch_clipboard_control_free (VouchClipboardControl *self)
{
}

#endif
