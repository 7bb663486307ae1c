/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-clipboard"

#include "vouch-key-clipboard.h"

#include <string.h>

#include "vouch-clipboard-hint.h"
#include "vouch-clock.h"
#include "vouch-secret.h"

#define PATIENCE     60   /* seconds in which the user can paste the key */
#define AFTERMATH    10   /* seconds in which a clipboard manager can restore the key */
#define FAREWELL    500   /* milliseconds for clipboard managers, when the program ends */
#define MAX_RETURNS   3   /* removals, after which a manager may keep the key */

/* A key in the clipboard. After it was removed, the clipboard is watched for some time. */
typedef struct
{
  /* owned */
  GdkClipboard          *clipboard;
  GdkContentProvider    *content;      /* (nullable) */
  VouchClipboardControl *control;      /* (nullable): used instead of "content" */
  char                  *key;          /* secret; NULL after the end */
  GCancellable          *cancellable;
  gulong                 hint;
  gulong                 changed;
  gulong                 shutdown;
  guint                  timer;
  guint                  returns;

  /* borrowed */
  GApplication          *application;  /* (nullable): outlives every Stay */
} Stay;

static Stay *current;   /* there is only one clipboard */

static GdkContentProvider *
provide_text (const char *text)
{
  char *copy = vouch_secret_dup (text);
  g_autoptr(GBytes) bytes = g_bytes_new_with_free_func (copy, strlen (copy),
                                                        (GDestroyNotify) vouch_secret_free, copy);

  return gdk_content_provider_new_for_bytes ("text/plain;charset=utf-8", bytes);
}

static GdkContentProvider *
provide_key (const char *key)
{
  g_autoptr(GBytes) hint = g_bytes_new_static (VOUCH_CLIPBOARD_HINT,
                                               strlen (VOUCH_CLIPBOARD_HINT));
  GdkContentProvider *providers[] = {
    provide_text (key),
    gdk_content_provider_new_for_bytes (VOUCH_CLIPBOARD_HINT_TYPE, hint),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

/* Sets an empty text and not an empty clipboard: managers restore the old content of an empty
 * clipboard, and mutter does so when the program ends. Some managers also replace an empty text, so
 * the next removal sets a space. */
static void
put_nothing (Stay *stay)
{
  g_autoptr(GdkContentProvider) nothing = provide_text (stay->returns > 0 ? " " : "");

  gdk_clipboard_set_content (stay->clipboard, nothing);
}

static gboolean
is_ours (Stay *stay)
{
  return stay->content != NULL && gdk_clipboard_get_content (stay->clipboard) == stay->content;
}

static void
on_read_text_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  vouch_autosecret char *text =
    gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  Stay *stay = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (text == NULL || g_strcmp0 (text, stay->key) != 0 || stay->returns >= MAX_RETURNS)
    return;
  stay->returns++;
  put_nothing (stay);
}

/* Removes the key also if another program owns the clipboard: a clipboard manager can have taken
 * the key over or restored it. Any other content stays. */
static void
take_out (Stay *stay)
{
  if (is_ours (stay))
    put_nothing (stay);
  else if (stay->control != NULL && vouch_clipboard_control_holds (stay->control))
    vouch_clipboard_control_blank (stay->control);
  else if (!gdk_clipboard_is_local (stay->clipboard))
    gdk_clipboard_read_text_async (stay->clipboard, stay->cancellable, on_read_text_ready, stay);
}

/* "control" is kept, because it has to send the empty text. */
static void
end_stay (Stay *stay)
{
  g_clear_handle_id (&stay->timer, g_source_remove);
  g_clear_signal_handler (&stay->shutdown, stay->application);
  g_clear_signal_handler (&stay->changed, stay->clipboard);
  vouch_clipboard_hint_stop (stay->hint);
  stay->hint = 0;
  g_cancellable_cancel (stay->cancellable);
  g_clear_object (&stay->content);
  g_clear_pointer (&stay->key, vouch_secret_free);
}

static void
free_stay (Stay *stay)
{
  end_stay (stay);
  g_clear_pointer (&stay->control, vouch_clipboard_control_free);
  g_object_unref (stay->cancellable);
  g_object_unref (stay->clipboard);
  g_free (stay);
}

static gboolean
on_aftermath_over (gpointer user_data)
{
  Stay *stay = user_data;

  stay->timer = 0;
  end_stay (stay);
  return G_SOURCE_REMOVE;
}

static void
on_clipboard_changed (GdkClipboard *clipboard,
                      Stay         *stay)
{
  take_out (stay);
}

static gboolean
on_patience_over (gpointer user_data)
{
  Stay *stay = user_data;

  take_out (stay);
  stay->changed = g_signal_connect (stay->clipboard, "changed", G_CALLBACK (on_clipboard_changed),
                                    stay);
  stay->timer = vouch_clock_add_timeout (AFTERMATH * 1000, on_aftermath_over, stay);
  return G_SOURCE_REMOVE;
}

static void
on_farewell_over (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
}

/* A clipboard manager keeps the content that it read last. That is the key until it has read the
 * empty text. */
static void
let_managers_read (void)
{
  gboolean over = FALSE;

  g_timeout_add_once (FAREWELL, on_farewell_over, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* This runs before GTK hands the clipboard over to a clipboard manager. */
static void
on_application_shutdown (GApplication *application,
                         Stay         *stay)
{
  if (is_ours (stay))
    {
      put_nothing (stay);
      let_managers_read ();
    }
  g_clear_pointer (&current, free_stay);
}

void
vouch_key_clipboard_copy (GdkClipboard *clipboard,
                          const char   *key)
{
  Stay *stay;

  g_return_if_fail (GDK_IS_CLIPBOARD (clipboard));
  g_return_if_fail (key != NULL);

  g_clear_pointer (&current, free_stay);
  current = stay = g_new0 (Stay, 1);
  stay->clipboard = g_object_ref (clipboard);
  stay->cancellable = g_cancellable_new ();
  stay->key = vouch_secret_dup (key);
  stay->application = g_application_get_default ();
  if (stay->application != NULL)
    stay->shutdown = g_signal_connect (stay->application, "shutdown",
                                       G_CALLBACK (on_application_shutdown), stay);
  stay->timer = vouch_clock_add_timeout (PATIENCE * 1000, on_patience_over, stay);

  stay->control = vouch_clipboard_control_new (gdk_clipboard_get_display (clipboard), key);
  if (stay->control != NULL)
    return;
  stay->content = provide_key (key);
  stay->hint = vouch_clipboard_hint_answer (clipboard, stay->content);
  gdk_clipboard_set_content (clipboard, stay->content);
}
