/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-clipboard"

#include "vouch-key-clipboard.h"

#include <string.h>

#include "vouch-clock.h"
#include "vouch-secret.h"

#define PATIENCE 60   /* seconds: enough to paste it somewhere */

/* Clipboard managers that know this type (KDE's, and others since) do not keep what has it. */
#define HINT_TYPE "x-kde-passwordManagerHint"
#define HINT      "secret"

typedef struct
{
  GdkClipboard       *clipboard;   /* owned */
  GdkContentProvider *content;     /* owned */
  GApplication       *application; /* borrowed: outlives every stay; NULL without one */
  gulong              shutdown;
  guint               timer;
} Stay;

static void
end_stay (Stay *stay)
{
  g_clear_handle_id (&stay->timer, g_source_remove);
  g_clear_signal_handler (&stay->shutdown, stay->application);

  if (gdk_clipboard_get_content (stay->clipboard) == stay->content)
    gdk_clipboard_set_content (stay->clipboard, NULL);

  g_object_unref (stay->content);
  g_object_unref (stay->clipboard);
  g_free (stay);
}

static gboolean
on_timeout (gpointer user_data)
{
  Stay *stay = user_data;

  stay->timer = 0;
  end_stay (stay);
  return G_SOURCE_REMOVE;
}

/* Before GTK hands the clipboard over to whoever keeps it after us. */
static void
on_application_shutdown (GApplication *application,
                         Stay         *stay)
{
  end_stay (stay);
}

static GdkContentProvider *
provide (const char *key)
{
  char *copy = vouch_secret_dup (key);
  g_autoptr(GBytes) text = g_bytes_new_with_free_func (copy, strlen (copy),
                                                       (GDestroyNotify) vouch_secret_free, copy);
  g_autoptr(GBytes) hint = g_bytes_new_static (HINT, strlen (HINT));
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", text),
    gdk_content_provider_new_for_bytes (HINT_TYPE, hint),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

void
vouch_key_clipboard_copy (GdkClipboard *clipboard,
                          const char   *key)
{
  Stay *stay;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));
  g_return_if_fail (key != NULL);

  stay = g_new0 (Stay, 1);
  stay->clipboard = g_object_ref (clipboard);
  stay->content = provide (key);
  stay->application = g_application_get_default ();
  if (stay->application != NULL)
    stay->shutdown = g_signal_connect (stay->application, "shutdown",
                                       G_CALLBACK (on_application_shutdown), stay);
  stay->timer = vouch_clock_add_timeout (PATIENCE * 1000, on_timeout, stay);

  gdk_clipboard_set_content (clipboard, stay->content);
}
