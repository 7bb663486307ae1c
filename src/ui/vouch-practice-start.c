/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-practice-start"

#include "vouch-practice-start.h"

#include <glib/gi18n.h>

#include "vouch-practice-camera.h"
#include "vouch-practice-phone.h"
#include "vouch-practice-server.h"
#include "vouch-window.h"

/* Ends when its window is destroyed */
typedef struct {
  VouchPracticeAccount *account;   /* owned */
  VouchPracticeServer  *server;    /* owned */
} Practice;

static void
practice_free (Practice *practice)
{
  if (practice->server != NULL)
    vouch_practice_server_stop (practice->server);
  g_clear_object (&practice->server);
  g_clear_object (&practice->account);
  g_free (practice);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Practice, practice_free)

static void
on_window_destroy (GtkWidget *window,
                   Practice  *practice)
{
  practice_free (practice);
}

static GtkWidget *
open_window (GtkApplication *application,
             Practice       *practice)
{
  const char *address = vouch_practice_server_get_base_url (practice->server);
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new (address);
  g_autoptr(VouchCameraDevice) camera = vouch_practice_camera_new (practice->account);
  g_autoptr(VouchContext) context = vouch_context_new_practice (setup, finder, camera);
  VouchWindow *window = VOUCH_WINDOW (vouch_window_new (application, context));

  vouch_window_add_phone (window, vouch_practice_phone_new (practice->server,
                                                            vouch_window_get_screen (window)));
  return GTK_WIDGET (window);
}

GtkWindow *
vouch_practice_start (GtkApplication  *application,
                      GError         **error)
{
  g_autoptr(Practice) practice = g_new0 (Practice, 1);
  GtkWidget *window;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  practice->account = vouch_practice_account_new (0);
  g_object_set (practice->account, "device-name", _("Pretend Phone"), NULL);
  practice->server = vouch_practice_server_new (practice->account);
  if (!vouch_practice_server_start (practice->server, 0, error))
    return NULL;

  window = open_window (application, practice);
  g_signal_connect (window, "destroy",
                    G_CALLBACK (on_window_destroy), g_steal_pointer (&practice));
  return GTK_WINDOW (window);
}
