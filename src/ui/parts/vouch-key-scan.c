/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-scan"

#include "vouch-key-scan.h"

#include <glib/gi18n.h>

#include "vouch-desktop-wait.h"
#include "vouch-notice.h"
#include "vouch-recovery-key.h"
#include "vouch-repairs.h"
#include "vouch-scan-pane.h"
#include "vouch-scan-text.h"
#include "vouch-secret.h"

struct _VouchKeyScan
{
  AdwWindow      parent_instance;

  /* template */
  VouchScanPane *pane;
  VouchNotice   *notice;
};

G_DEFINE_FINAL_TYPE (VouchKeyScan, vouch_key_scan, ADW_TYPE_WINDOW)

enum
{
  FOUND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
on_pane_code (VouchKeyScan *self,
              GBytes       *code,
              gboolean      from_picture)
{
  vouch_autosecret char *key =
    vouch_recovery_key_find (g_bytes_get_data (code, NULL), (gssize) g_bytes_get_size (code));

  if (key != NULL)
    {
      g_signal_emit (self, signals[FOUND], 0, key);
      gtk_window_close (GTK_WINDOW (self));
    }
  else if (from_picture)
    vouch_notice_set_text (self->notice, _("That code is no recovery key. Try another picture."));
  else
    vouch_scan_pane_say (self->pane, _("That code is no recovery key."));
  return key != NULL;
}

static void
on_pane_picture_failed (VouchKeyScan *self,
                        const GError *error)
{
  vouch_notice_set_text (self->notice, vouch_scan_text_for_picture (error));
}

static void
vouch_key_scan_class_init (VouchKeyScanClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[FOUND] = g_signal_new ("found", VOUCH_TYPE_KEY_SCAN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_STRING | G_SIGNAL_TYPE_STATIC_SCOPE);

  g_type_ensure (VOUCH_TYPE_DESKTOP_WAIT);
  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_SCAN_PANE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/ui/vouch-key-scan.ui");
  gtk_widget_class_bind_template_callback (widget_class, vouch_leave_settings);
  gtk_widget_class_bind_template_child (widget_class, VouchKeyScan, pane);
  gtk_widget_class_bind_template_child (widget_class, VouchKeyScan, notice);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_code);
  gtk_widget_class_bind_template_callback (widget_class, on_pane_picture_failed);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
vouch_key_scan_init (VouchKeyScan *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_name_buttons (GTK_WIDGET (self));
}

GtkWidget *
vouch_key_scan_new (GtkWindow         *parent,
                    VouchCameraDevice *camera)
{
  VouchKeyScan *self = g_object_new (VOUCH_TYPE_KEY_SCAN, "transient-for", parent, NULL);

  if (camera != NULL)
    vouch_scan_pane_set_camera (self->pane, camera);
  return GTK_WIDGET (self);
}
