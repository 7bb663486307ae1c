/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-scan-pane"

#include "vouch-scan-pane.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-notice.h"
#include "vouch-picture-intake.h"
#include "vouch-scan-text.h"
#include "vouch-scanner.h"
#include "vouch-settings.h"
#include "vouch-spinner.h"
#include "vouch-viewfinder.h"
#include "vouch-wrap-layout.h"

struct _VouchScanPane
{
  GtkBox              parent_instance;

  /* owned */
  VouchScanner       *scanner;
  VouchPictureIntake *pictures;
  GSettings          *settings;      /* (nullable) */
  char               *verdict;       /* (nullable): a sentence about the code in view */

  guint               follow_id;     /* idle source that selects the scanner's camera in the list */

  /* borrowed: of the window */
  GtkEventController *paste_shortcut;

  /* template */
  GtkWidget          *question;
  GtkWidget          *stage;
  VouchViewfinder    *viewfinder;
  VouchSpinner       *spinner;
  GtkLabel           *hint_label;
  VouchNotice        *doctor;
  GtkWidget          *camera_box;
  GtkDropDown        *camera_list;
};

G_DEFINE_FINAL_TYPE (VouchScanPane, vouch_scan_pane, GTK_TYPE_BOX)

enum {
  CODE,
  PICTURE_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const char *
get_hint (VouchScanPane *self)
{
  VouchQrHint hint = vouch_scanner_get_hint (self->scanner);

  if (self->verdict != NULL)
    return self->verdict;

  switch (vouch_scanner_get_state (self->scanner))
    {
    case VOUCH_SCANNER_WAITING:
      return _("Your desktop has not answered yet whether to allow the camera. Its question may be "
               "behind this window. You can also go on without the camera.");
    case VOUCH_SCANNER_ASKING:
    case VOUCH_SCANNER_STARTING:
      return _("Starting the camera…");
    case VOUCH_SCANNER_SCANNING:
      return vouch_scan_text_for_hint (hint != VOUCH_QR_HINT_NONE ? hint : VOUCH_QR_HINT_NO_CODE);
    case VOUCH_SCANNER_OFF:
    case VOUCH_SCANNER_FAILED:
    default:
      return "";
    }
}

static gboolean
is_seen (VouchScanPane *self)
{
  switch (vouch_scanner_get_hint (self->scanner))
    {
    case VOUCH_QR_HINT_TOO_FAR:
    case VOUCH_QR_HINT_HOLD_STILL:
    case VOUCH_QR_HINT_UNFOCUSED:
      return TRUE;
    case VOUCH_QR_HINT_NONE:
    case VOUCH_QR_HINT_NO_CODE:
    case VOUCH_QR_HINT_TOO_DARK:
    case VOUCH_QR_HINT_GLARE:
      break;
    }
  return self->verdict != NULL;
}

static void
update_hint (VouchScanPane *self)
{
  const char *hint = get_hint (self);

  if (g_strcmp0 (hint, gtk_label_get_label (self->hint_label)) != 0 && *hint != '\0' &&
      gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_announce (GTK_WIDGET (self), hint);
  gtk_label_set_label (self->hint_label, hint);
  vouch_viewfinder_set_seen (self->viewfinder, is_seen (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->viewfinder),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint,
                                  -1);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), *hint != '\0');
}

static void
update_doctor (VouchScanPane *self,
               gboolean       failed)
{
  if (!failed)
    {
      vouch_notice_set_text (self->doctor, NULL);
      return;
    }

  vouch_notice_set_text (self->doctor,
                         vouch_scan_text_for_camera (vouch_scanner_get_problem (self->scanner)));
  vouch_notice_set_button (self->doctor, _("_Try Again"), "scan.start");
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self->doctor));
}

static void
update_state (VouchScanPane *self)
{
  VouchScannerState state = vouch_scanner_get_state (self->scanner);
  gboolean waiting = state == VOUCH_SCANNER_ASKING || state == VOUCH_SCANNER_WAITING ||
                     state == VOUCH_SCANNER_STARTING;

  gtk_widget_set_visible (self->question, state == VOUCH_SCANNER_OFF);
  gtk_widget_set_visible (self->stage, waiting || state == VOUCH_SCANNER_SCANNING);
  vouch_spinner_set_spinning (self->spinner, waiting);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  state == VOUCH_SCANNER_WAITING
                                  ? _("Waiting for your desktop's answer")
                                  : _("Starting the camera…"),
                                  -1);
  if (state != VOUCH_SCANNER_SCANNING)
    vouch_viewfinder_set_frame (self->viewfinder, NULL);
  update_doctor (self, state == VOUCH_SCANNER_FAILED);
  update_hint (self);
}

static void
update_other (VouchScanPane *self)
{
  VouchCameraDevice *other = vouch_scanner_get_other (self->scanner);
  g_autofree char *text = NULL;

  if (vouch_scanner_get_state (self->scanner) != VOUCH_SCANNER_SCANNING)
    return;

  if (other != NULL)
    text = vouch_scan_text_for_sight (vouch_scanner_get_sight (self->scanner),
                                      vouch_camera_device_get_name (other));
  vouch_notice_set_button (self->doctor, _("_Switch Camera"), "scan.use-other");
  vouch_notice_set_text (self->doctor, text);
}

/* A hint means that the code has left the view, or is hard to read. The verdict is removed then. */
static void
on_hint_changed (VouchScanPane *self)
{
  if (vouch_scanner_get_hint (self->scanner) != VOUCH_QR_HINT_NONE)
    g_clear_pointer (&self->verdict, g_free);
  update_hint (self);
}

static void
on_scanner_frame (VouchScanPane    *self,
                  VouchCameraFrame *frame)
{
  vouch_viewfinder_set_frame (self->viewfinder, frame);
}

static void
on_scanner_code (VouchScanPane *self,
                 GBytes        *code)
{
  gboolean is_taken;

  g_signal_emit (self, signals[CODE], 0, code, FALSE, &is_taken);
}

static void
follow_device (VouchScanPane *self)
{
  GListModel *cameras = vouch_scanner_get_cameras (self->scanner);
  VouchCameraDevice *device = vouch_scanner_get_device (self->scanner);
  guint n_cameras = g_list_model_get_n_items (cameras);

  gtk_widget_set_visible (self->camera_box, n_cameras > 1);
  vouch_viewfinder_set_mirrored (self->viewfinder,
                                 device == NULL || vouch_camera_device_get_front (device));
  for (guint i = 0; i < n_cameras; i++)
    {
      g_autoptr(VouchCameraDevice) camera = g_list_model_get_item (cameras, i);

      if (camera == device)
        gtk_drop_down_set_selected (self->camera_list, i);
    }
}

static gboolean
on_follow_idle (gpointer user_data)
{
  VouchScanPane *self = user_data;

  follow_device (self);
  self->follow_id = 0;
  return G_SOURCE_REMOVE;
}

/* The list is updated in an idle handler, because GtkDropDown may hear of new cameras later than
 * this pane. Until then its selection is not a choice of the user. */
static void
queue_follow_device (VouchScanPane *self)
{
  if (self->follow_id == 0)
    self->follow_id = g_idle_add_full (G_PRIORITY_DEFAULT, on_follow_idle, self, NULL);
}

/* The chosen camera is preferred by the next scan, too. */
static void
use_device (VouchScanPane     *self,
            VouchCameraDevice *device)
{
  const char *id = vouch_camera_device_get_id (device);

  vouch_scanner_prefer (self->scanner, id);
  vouch_scanner_use (self->scanner, device);
  if (self->settings != NULL)
    vouch_settings_set (self->settings, VOUCH_SETTINGS_CAMERA, g_variant_new_string (id));
}

static void
on_camera_list_selected_item_changed (VouchScanPane *self)
{
  VouchCameraDevice *device = gtk_drop_down_get_selected_item (self->camera_list);

  if (self->follow_id == 0 && device != NULL && device != vouch_scanner_get_device (self->scanner))
    use_device (self, device);
}

static void
on_picture_begun (VouchScanPane *self)
{
  vouch_scan_pane_say (self, _("Looking for a code in the picture…"));
}

static gboolean
on_picture_code (VouchScanPane *self,
                 GBytes        *code)
{
  gboolean is_taken = FALSE;

  vouch_scan_pane_say (self, NULL);
  g_signal_emit (self, signals[CODE], 0, code, TRUE, &is_taken);
  return is_taken;
}

static void
on_picture_failed (VouchScanPane *self,
                   const GError  *error)
{
  vouch_scan_pane_say (self, NULL);
  g_signal_emit (self, signals[PICTURE_FAILED], 0, error);
}

static void
open_picture (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  vouch_picture_intake_open (VOUCH_SCAN_PANE (widget)->pictures);
}

static void
paste_picture (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  vouch_picture_intake_paste (VOUCH_SCAN_PANE (widget)->pictures);
}

static void
start (GtkWidget  *widget,
       const char *action_name,
       GVariant   *parameter)
{
  vouch_scanner_start (VOUCH_SCAN_PANE (widget)->scanner);
}

static void
use_other (GtkWidget  *widget,
           const char *action_name,
           GVariant   *parameter)
{
  VouchScanPane *self = VOUCH_SCAN_PANE (widget);
  VouchCameraDevice *other = vouch_scanner_get_other (self->scanner);

  if (other != NULL)
    use_device (self, other);
}

static gboolean
on_paste_pressed (GtkWidget *window,
                  GVariant  *arguments,
                  gpointer   user_data)
{
  return gtk_widget_get_mapped (user_data) &&
         gtk_widget_activate_action (user_data, "scan.paste-picture", NULL);
}

/* Ctrl+V is for the whole window: the focus may be on a button outside of the pane. */
static void
accept_paste (VouchScanPane *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                      gtk_callback_action_new (on_paste_pressed, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), controller);
  self->paste_shortcut = controller;
}

static void
refuse_paste (VouchScanPane *self)
{
  gtk_widget_remove_controller (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                                g_steal_pointer (&self->paste_shortcut));
}

static void
vouch_scan_pane_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_scan_pane_parent_class)->root (widget);

  accept_paste (VOUCH_SCAN_PANE (widget));
  vouch_picture_intake_accept_drops (VOUCH_SCAN_PANE (widget)->pictures);
}

static void
vouch_scan_pane_unroot (GtkWidget *widget)
{
  refuse_paste (VOUCH_SCAN_PANE (widget));
  vouch_picture_intake_refuse_drops (VOUCH_SCAN_PANE (widget)->pictures);

  GTK_WIDGET_CLASS (vouch_scan_pane_parent_class)->unroot (widget);
}

static void
vouch_scan_pane_map (GtkWidget *widget)
{
  VouchScanPane *self = VOUCH_SCAN_PANE (widget);

  GTK_WIDGET_CLASS (vouch_scan_pane_parent_class)->map (widget);

  vouch_scanner_start_unasked (self->scanner);
}

static void
vouch_scan_pane_unmap (GtkWidget *widget)
{
  VouchScanPane *self = VOUCH_SCAN_PANE (widget);

  vouch_scanner_stop (self->scanner);
  vouch_picture_intake_cancel (self->pictures);

  GTK_WIDGET_CLASS (vouch_scan_pane_parent_class)->unmap (widget);
}

static void
vouch_scan_pane_dispose (GObject *object)
{
  VouchScanPane *self = VOUCH_SCAN_PANE (object);

  g_clear_handle_id (&self->follow_id, g_source_remove);
  g_clear_object (&self->pictures);
  g_clear_object (&self->scanner);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->verdict, g_free);

  G_OBJECT_CLASS (vouch_scan_pane_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (VOUCH_TYPE_CAMERA_DEVICE);
  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_SPINNER);
  g_type_ensure (VOUCH_TYPE_VIEWFINDER);
  g_type_ensure (VOUCH_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-scan-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchScanPane, question);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPane, stage);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPane, viewfinder);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPane, spinner);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPane, hint_label);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPane, doctor);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPane, camera_box);
  gtk_widget_class_bind_template_child (widget_class, VouchScanPane, camera_list);
  gtk_widget_class_bind_template_callback (widget_class, on_camera_list_selected_item_changed);
}

static void
vouch_scan_pane_class_init (VouchScanPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_scan_pane_dispose;
  widget_class->root = vouch_scan_pane_root;
  widget_class->unroot = vouch_scan_pane_unroot;
  widget_class->map = vouch_scan_pane_map;
  widget_class->unmap = vouch_scan_pane_unmap;

  signals[CODE] = g_signal_new ("code", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                g_signal_accumulator_true_handled, NULL, NULL,
                                G_TYPE_BOOLEAN, 2, G_TYPE_BYTES, G_TYPE_BOOLEAN);
  signals[PICTURE_FAILED] = g_signal_new ("picture-failed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_ERROR);

  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "scan.start", NULL, start);
  gtk_widget_class_install_action (widget_class, "scan.use-other", NULL, use_other);
  gtk_widget_class_install_action (widget_class, "scan.open-picture", NULL, open_picture);
  gtk_widget_class_install_action (widget_class, "scan.paste-picture", NULL, paste_picture);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                       "scan.paste-picture", NULL);
}

static void
take_pictures (VouchScanPane *self)
{
  self->pictures = vouch_picture_intake_new (GTK_WIDGET (self));
  g_signal_connect_object (self->pictures, "begun", G_CALLBACK (on_picture_begun), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pictures, "code", G_CALLBACK (on_picture_code), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pictures, "failed", G_CALLBACK (on_picture_failed), self,
                           G_CONNECT_SWAPPED);
}

static void
prefer_last_camera (VouchScanPane *self)
{
  g_autofree char *id = NULL;

  self->settings = vouch_settings_open ();
  if (self->settings == NULL)
    return;

  id = g_settings_get_string (self->settings, VOUCH_SETTINGS_CAMERA);
  vouch_scanner_prefer (self->scanner, id);
}

static void
vouch_scan_pane_init (VouchScanPane *self)
{
  GListModel *cameras;

  gtk_widget_init_template (GTK_WIDGET (self));

  self->scanner = vouch_scanner_new ();
  cameras = vouch_scanner_get_cameras (self->scanner);
  prefer_last_camera (self);
  take_pictures (self);
  g_signal_connect_object (cameras, "items-changed", G_CALLBACK (queue_follow_device), self,
                           G_CONNECT_SWAPPED);
  gtk_drop_down_set_model (self->camera_list, cameras);
  g_signal_connect_object (self->scanner, "notify::state", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scanner, "notify::hint", G_CALLBACK (on_hint_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scanner, "notify::other", G_CALLBACK (update_other), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scanner, "notify::device", G_CALLBACK (queue_follow_device), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scanner, "frame", G_CALLBACK (on_scanner_frame), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scanner, "code", G_CALLBACK (on_scanner_code), self,
                           G_CONNECT_SWAPPED);
  update_state (self);
}

void
vouch_scan_pane_say (VouchScanPane *self,
                     const char    *text)
{
  g_return_if_fail (VOUCH_IS_SCAN_PANE (self));

  g_free (self->verdict);
  self->verdict = g_strdup (text);
  update_hint (self);
}

void
vouch_scan_pane_look_again (VouchScanPane *self)
{
  g_return_if_fail (VOUCH_IS_SCAN_PANE (self));

  vouch_scan_pane_say (self, NULL);
  vouch_scanner_forget_code (self->scanner);
}

void
vouch_scan_pane_set_camera (VouchScanPane     *self,
                            VouchCameraDevice *camera)
{
  g_return_if_fail (VOUCH_IS_SCAN_PANE (self));

  if (camera != NULL)
    vouch_scanner_add_camera (self->scanner, camera);
}
