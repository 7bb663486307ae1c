/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-picture-intake"

#include "vouch-picture-intake.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-picture-reader.h"

struct _VouchPictureIntake
{
  GObject             parent_instance;

  /* owned */
  GCancellable       *reading;       /* (nullable): a picture is being read */

  /* borrowed */
  GtkWidget          *widget;
  GtkEventController *drop_target;   /* (nullable): of the window */
};

G_DEFINE_FINAL_TYPE (VouchPictureIntake, vouch_picture_intake, G_TYPE_OBJECT)

enum {
  BEGUN,
  CODE,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A picture may have several codes. The handler returns TRUE for the code that is wanted. */
static void
offer_codes (VouchPictureIntake *self,
             GPtrArray          *codes)
{
  gboolean is_taken = FALSE;

  for (guint i = 0; i < codes->len && !is_taken; i++)
    g_signal_emit (self, signals[CODE], 0, g_ptr_array_index (codes, i), &is_taken);
}

static void
on_picture_read_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(VouchPictureIntake) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) codes = vouch_picture_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->reading);
  if (codes != NULL)
    offer_codes (self, codes);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static GCancellable *
begin (VouchPictureIntake *self)
{
  vouch_picture_intake_cancel (self);
  self->reading = g_cancellable_new ();
  g_signal_emit (self, signals[BEGUN], 0);
  return self->reading;
}

static void
on_choose_file_ready (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr(VouchPictureIntake) self = user_data;
  g_autoptr(GFile) file = vouch_choose_file_finish (GTK_WIDGET (source), result);

  if (file != NULL)
    vouch_picture_read_file_async (file, begin (self), on_picture_read_ready, g_object_ref (self));
}

static gboolean
on_drop (VouchPictureIntake *self,
         GdkDrop            *drop)
{
  if (!gtk_widget_get_mapped (self->widget))
    return FALSE;

  vouch_picture_read_drop_async (drop, begin (self), on_picture_read_ready, g_object_ref (self));
  return TRUE;
}

static void
vouch_picture_intake_dispose (GObject *object)
{
  VouchPictureIntake *self = VOUCH_PICTURE_INTAKE (object);

  vouch_picture_intake_cancel (self);

  G_OBJECT_CLASS (vouch_picture_intake_parent_class)->dispose (object);
}

static void
vouch_picture_intake_class_init (VouchPictureIntakeClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_picture_intake_dispose;

  signals[BEGUN] = g_signal_new ("begun", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[CODE] = g_signal_new ("code", type, G_SIGNAL_RUN_LAST, 0,
                                g_signal_accumulator_true_handled, NULL, NULL,
                                G_TYPE_BOOLEAN, 1, G_TYPE_BYTES);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
vouch_picture_intake_init (VouchPictureIntake *self)
{
}

VouchPictureIntake *
vouch_picture_intake_new (GtkWidget *widget)
{
  VouchPictureIntake *self;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  self = g_object_new (VOUCH_TYPE_PICTURE_INTAKE, NULL);
  self->widget = widget;
  return self;
}

/* Asks the user to choose a file. */
void
vouch_picture_intake_open (VouchPictureIntake *self)
{
  g_autoptr(GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) pictures = gtk_file_filter_new ();
  g_autoptr(GtkFileFilter) all = gtk_file_filter_new ();

  g_return_if_fail (VOUCH_IS_PICTURE_INTAKE (self));

  gtk_file_filter_set_name (pictures, _("Pictures"));
  gtk_file_filter_add_mime_type (pictures, "image/*");
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, pictures);
  g_list_store_append (filters, all);
  vouch_choose_file_async (self->widget, _("Open a Picture of the Code"), G_LIST_MODEL (filters),
                           on_choose_file_ready, g_object_ref (self));
}

void
vouch_picture_intake_paste (VouchPictureIntake *self)
{
  g_return_if_fail (VOUCH_IS_PICTURE_INTAKE (self));

  vouch_picture_read_clipboard_async (gtk_widget_get_clipboard (self->widget), begin (self),
                                      on_picture_read_ready, g_object_ref (self));
}

/* Cancels the picture that is being read. */
void
vouch_picture_intake_cancel (VouchPictureIntake *self)
{
  g_return_if_fail (VOUCH_IS_PICTURE_INTAKE (self));

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* The drop target is the whole window, so that the user need not aim. */
void
vouch_picture_intake_accept_drops (VouchPictureIntake *self)
{
  GtkDropTargetAsync *target;

  g_return_if_fail (VOUCH_IS_PICTURE_INTAKE (self));
  g_return_if_fail (self->drop_target == NULL);

  target = gtk_drop_target_async_new (vouch_picture_get_formats (), GDK_ACTION_COPY);
  g_signal_connect_object (target, "drop", G_CALLBACK (on_drop), self, G_CONNECT_SWAPPED);
  self->drop_target = GTK_EVENT_CONTROLLER (target);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (self->widget)), self->drop_target);
}

void
vouch_picture_intake_refuse_drops (VouchPictureIntake *self)
{
  g_return_if_fail (VOUCH_IS_PICTURE_INTAKE (self));

  if (self->drop_target != NULL)
    gtk_widget_remove_controller (GTK_WIDGET (gtk_widget_get_root (self->widget)),
                                  self->drop_target);
  self->drop_target = NULL;
}
