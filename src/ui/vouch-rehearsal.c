/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-rehearsal"

#include "vouch-rehearsal.h"

#include "vouch-practice-camera.h"
#include "vouch-practice-phone.h"
#include "vouch-practice-server.h"
#include "vouch-repairs.h"
#include "vouch-window.h"

/* What lies behind the two windows of one practice. */
typedef struct {
  VouchPracticeAccount *account;   /* owned */
  VouchPracticeServer  *server;    /* owned */
  GtkWidget            *phone;     /* owned: it may be closed first */
} Rehearsal;

static void
rehearsal_free (Rehearsal *rehearsal)
{
  if (rehearsal->server != NULL)
    vouch_practice_server_stop (rehearsal->server);
  g_clear_object (&rehearsal->server);
  g_clear_object (&rehearsal->account);
  g_clear_object (&rehearsal->phone);
  g_free (rehearsal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Rehearsal, rehearsal_free)

static void
on_window_destroy (GtkWidget *window,
                   Rehearsal *rehearsal)
{
  gtk_window_destroy (GTK_WINDOW (rehearsal->phone));
  rehearsal_free (rehearsal);
}

static GtkWidget *
open_window (GtkApplication *application,
             const char     *address)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchFinder) finder = vouch_finder_new (address);

  return vouch_window_new (application, setup, finder, NULL, NULL, TRUE);
}

GtkWindow *
vouch_rehearsal_start (GtkApplication  *application,
                       GError         **error)
{
  g_autoptr(Rehearsal) rehearsal = g_new0 (Rehearsal, 1);
  g_autoptr(VouchCameraDevice) camera = NULL;
  GtkWidget *window;

  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);

  rehearsal->account = vouch_practice_account_new (0);
  rehearsal->server = vouch_practice_server_new (rehearsal->account);
  if (!vouch_practice_server_start (rehearsal->server, 0, error))
    return NULL;

  window = open_window (application, vouch_practice_server_get_base_url (rehearsal->server));
  camera = vouch_practice_camera_new (rehearsal->account);
  vouch_window_set_camera (VOUCH_WINDOW (window), camera);
  rehearsal->phone = g_object_ref (vouch_practice_phone_new (rehearsal->account, window));
  vouch_name_buttons (rehearsal->phone);
  gtk_window_set_application (GTK_WINDOW (rehearsal->phone), application);
  gtk_window_present (GTK_WINDOW (rehearsal->phone));
  g_signal_connect (window, "destroy",
                    G_CALLBACK (on_window_destroy), g_steal_pointer (&rehearsal));
  return GTK_WINDOW (window);
}
