/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-first-aid"

#include "vouch-first-aid.h"

#include <glib/gi18n.h>

#include "vouch-clock.h"
#include "vouch-compat.h"
#include "vouch-desktop-wait.h"
#include "vouch-first-aid-text.h"
#include "vouch-journey.h"
#include "vouch-phone-scene.h"
#include "vouch-repairs.h"
#include "vouch-ticker.h"

#define HELP_ADDRESS "https://help.beeper.com"
#define SCENE_WIDTH  96
#define WIDTH       480
#define HEIGHT      640

struct _VouchFirstAid
{
  AdwWindow          parent_instance;

  /* owned */
  VouchSetup        *setup;
  char              *title;    /* of the page */
  gint64             since;    /* a vouch_clock_get_time() */
  VouchTicker       *ticker;
  char              *ended;    /* (nullable): the verification that "first-aid.end" cancels */

  /* template */
  GtkListBox        *causes;
  GtkWidget         *sights_box;
  GtkFlowBox        *sights;
  GtkLabel          *heading_label;
  GtkWidget         *answer_box;
  GtkLabel          *answer_label;
  GtkWidget         *answer_button;
  GtkWidget         *key_list;
  GtkLabel          *card_label;
  AdwToastOverlay   *toasts;
};

G_DEFINE_FINAL_TYPE (VouchFirstAid, vouch_first_aid, ADW_TYPE_WINDOW)

static GtkWidget *
build_label (const char *text,
             const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "label", text,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
add_cause (VouchFirstAid            *self,
           const VouchFirstAidCause *cause)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *name = g_strdup_printf ("%s\n%s", _(cause->cause), _(cause->advice));

  gtk_widget_add_css_class (row, "cause");
  gtk_box_append (GTK_BOX (box), build_label (_(cause->cause), "heading"));
  gtk_box_append (GTK_BOX (box), build_label (_(cause->advice), NULL));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (self->causes, row);
}

static VouchFirstAidVariant
get_variant (VouchSetup *setup)
{
  VouchServer *server = vouch_setup_get_server (setup);
  VouchFirstAidVariant variant = 0;

  if (vouch_setup_get_first_key (setup))
    variant |= VOUCH_FIRST_AID_FIRST_KEY;
  if (vouch_setup_get_foreign (setup))
    variant |= VOUCH_FIRST_AID_FOREIGN;
  if (server != NULL && vouch_server_get_is_server (server))
    variant |= VOUCH_FIRST_AID_SERVER;
  return variant;
}

static void
add_causes (VouchFirstAid *self)
{
  guint count = 0;
  const VouchFirstAidCause *causes =
    vouch_first_aid_list_causes (vouch_setup_get_step (self->setup), get_variant (self->setup),
                                 &count);

  for (guint i = 0; i < count; i++)
    add_cause (self, &causes[i]);
}

static VouchPhoneSceneState
get_scene (VouchSight sight)
{
  switch (sight)
    {
    case VOUCH_SIGHT_NOTHING:
      return VOUCH_PHONE_SCENE_OFF;
    case VOUCH_SIGHT_ASKS:
      return VOUCH_PHONE_SCENE_ASKS;
    case VOUCH_SIGHT_CAMERA:
      return VOUCH_PHONE_SCENE_CAMERA;
    case VOUCH_SIGHT_EMOJI:
      return VOUCH_PHONE_SCENE_EMOJI;
    case VOUCH_SIGHT_CHECK_MARK:
      return VOUCH_PHONE_SCENE_DONE;
    case VOUCH_SIGHT_STOPPED:
      return VOUCH_PHONE_SCENE_STOPPED;
    }
  return VOUCH_PHONE_SCENE_OFF;
}

static void
add_sight (VouchFirstAid *self,
           VouchSight     sight)
{
  const char *name = vouch_first_aid_name_sight (sight);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scene = vouch_phone_scene_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *label = build_label (name, NULL);

  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD);
  vouch_phone_scene_set_state (VOUCH_PHONE_SCENE (scene), get_scene (sight));
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_xalign (GTK_LABEL (label), .5);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), SCENE_WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), scene);
  gtk_box_append (GTK_BOX (box), clamp);
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "sight");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "i", (int) sight);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "first-aid.see");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_flow_box_append (self->sights, button);
  /* The button takes the focus, and not the cell around it. */
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
run_verb (VouchFirstAid     *self,
          VouchFirstAidVerb  verb,
          const char        *id)
{
  switch (verb)
    {
    case VOUCH_FIRST_AID_NOTHING:
    case VOUCH_FIRST_AID_CANCEL:   /* by its button */
      break;
    case VOUCH_FIRST_AID_SHOW_CODE:
      vouch_setup_choose (self->setup, VOUCH_INTENT_NONE);
      break;
    case VOUCH_FIRST_AID_START_EMOJI:
      vouch_setup_start_emoji (self->setup, id);
      break;
    }
}

/* What shows another page is done at once. What ends something has a button. */
static void
activate_see (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VouchFirstAid *self = VOUCH_FIRST_AID (widget);
  VouchVerification *verification = vouch_setup_get_verification (self->setup);
  VouchFirstAidVerb verb;
  const char *answer, *id;

  if (verification == NULL)
    return;
  id = vouch_verification_get_id (verification);
  answer = vouch_first_aid_answer (vouch_setup_get_step (self->setup),
                                   (VouchSight) g_variant_get_int32 (parameter),
                                   vouch_verification_get_actions (verification),
                                   vouch_verification_get_qr_data (verification) != NULL,
                                   &verb);
  gtk_label_set_label (self->answer_label, answer);
  gtk_widget_remove_css_class (GTK_WIDGET (self->answer_label), "heading");
  gtk_widget_set_css_classes (self->answer_box, (const char *[]) { "card", "helper", NULL });
  g_free (self->ended);
  self->ended = verb == VOUCH_FIRST_AID_CANCEL ? g_strdup (id) : NULL;
  gtk_widget_set_visible (self->answer_button, self->ended != NULL);
  vouch_scroll_into_sight (self->answer_box);
  vouch_announce (widget, answer);
  run_verb (self, verb, id);
}

static void
activate_end (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  VouchFirstAid *self = VOUCH_FIRST_AID (widget);

  vouch_setup_cancel (self->setup, self->ended);
}

static void
activate_use_key (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  vouch_setup_choose (VOUCH_FIRST_AID (widget)->setup, VOUCH_INTENT_RECOVERY);
}

/* Returns: whether "Use Recovery Key" leads to the key from this step */
static gboolean
can_use_key (VouchFirstAid *self)
{
  VouchStep step = vouch_setup_get_step (self->setup);

  return !vouch_session_get_verified (vouch_setup_get_session (self->setup)) &&
         (step == VOUCH_STEP_VERIFY || step == VOUCH_STEP_WAITING || step == VOUCH_STEP_STOPPED);
}

/* Returns: (transfer full) */
static char *
describe_age (VouchFirstAid *self)
{
  gint64 minutes = (vouch_clock_get_time () - self->since) / (60 * G_USEC_PER_SEC);

  if (minutes < 1)
    return g_strdup (_("On this page for less than a minute"));
  return g_strdup_printf (ngettext ("On this page for %d minute",
                                    "On this page for %d minutes", (gulong) minutes),
                          (int) minutes);
}

/* Returns: (transfer full): what a helper asks first; no secret, no account */
static char *
describe_situation (VouchFirstAid *self)
{
  VouchVerification *verification = vouch_setup_get_verification (self->setup);
  const char *device = verification != NULL ? vouch_verification_get_device_name (verification)
                                            : NULL;
  VouchStop stop = VOUCH_STOP_NONE;
  g_autofree char *place = NULL;
  g_autofree char *age = describe_age (self);
  GString *text = g_string_new ("Vouch " VOUCH_VERSION "\n");

  g_object_get (self->setup, "stop", &stop, NULL);
  place = vouch_journey_describe_stop (stop, self->title);
  g_string_append_printf (text, "%s\n%s", place, age);
  if (device != NULL && *device != '\0')
    {
      g_autofree char *isolated = g_strdup_printf ("\u2068%s\u2069", device);

      g_string_append_c (text, '\n');
      /* Translators: %s is the name of a device. */
      g_string_append_printf (text, _("Other device: %s"), isolated);
    }
  return g_string_free (text, FALSE);
}

static void
update_card (VouchFirstAid *self)
{
  g_autofree char *text = describe_situation (self);

  if (g_strcmp0 (text, gtk_label_get_label (self->card_label)) != 0)
    gtk_label_set_label (self->card_label, text);
}

static void
show_toast (GtkWidget  *widget,
            const char *action_name,
            GVariant   *parameter)
{
  adw_toast_overlay_add_toast (VOUCH_FIRST_AID (widget)->toasts,
                               adw_toast_new (g_variant_get_string (parameter, NULL)));
}

static void
activate_copy (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  g_autofree char *text = describe_situation (VOUCH_FIRST_AID (widget));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
activate_open_help (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  vouch_open_link (GTK_WIDGET (VOUCH_FIRST_AID (widget)->causes), HELP_ADDRESS);
}

/* The page is another one now, and this help is not about it. */
static void
on_notify_step (VouchFirstAid *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

/* While one verb runs, VouchSetup takes no other one. */
static void
update_actions (VouchFirstAid *self)
{
  gboolean idle = !vouch_setup_get_busy (self->setup);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "first-aid.see", idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "first-aid.end", idle);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "first-aid.use-key", idle);
}

/* The page behind the sheet shows it. */
static void
on_notify_problem (VouchFirstAid *self)
{
  if (vouch_setup_get_problem (self->setup) != NULL)
    gtk_window_close (GTK_WINDOW (self));
}

static void
vouch_first_aid_dispose (GObject *object)
{
  VouchFirstAid *self = VOUCH_FIRST_AID (object);

  g_clear_object (&self->ticker);
  g_clear_object (&self->setup);
  G_OBJECT_CLASS (vouch_first_aid_parent_class)->dispose (object);
}

static void
vouch_first_aid_finalize (GObject *object)
{
  g_free (VOUCH_FIRST_AID (object)->ended);
  g_free (VOUCH_FIRST_AID (object)->title);
  G_OBJECT_CLASS (vouch_first_aid_parent_class)->finalize (object);
}

static void
vouch_first_aid_class_init (VouchFirstAidClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_first_aid_dispose;
  G_OBJECT_CLASS (klass)->finalize = vouch_first_aid_finalize;

  g_type_ensure (VOUCH_TYPE_DESKTOP_WAIT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-first-aid.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, causes);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, sights_box);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, sights);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, answer_label);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, answer_box);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, heading_label);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, answer_button);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, key_list);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, card_label);
  gtk_widget_class_bind_template_child (widget_class, VouchFirstAid, toasts);
  gtk_widget_class_bind_template_callback (widget_class, vouch_leave_settings);
  gtk_widget_class_install_action (widget_class, "first-aid.see", "i", activate_see);
  gtk_widget_class_install_action (widget_class, "first-aid.end", NULL, activate_end);
  gtk_widget_class_install_action (widget_class, "first-aid.use-key", NULL, activate_use_key);
  gtk_widget_class_install_action (widget_class, "first-aid.copy", NULL, activate_copy);
  gtk_widget_class_install_action (widget_class, "first-aid.open-help", NULL, activate_open_help);
  gtk_widget_class_install_action (widget_class, "win.toast", "s", show_toast);
}

/* Before anything in the window hears the key: a toast would take it. */
static void
close_on_escape (GtkWidget *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (self, controller);
}

static void
vouch_first_aid_init (VouchFirstAid *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  close_on_escape (GTK_WIDGET (self));
}

/* Fills the sheet for the step that is on screen. */
static void
fill (VouchFirstAid *self)
{
  gboolean has_phone = vouch_first_aid_has_phone (vouch_setup_get_step (self->setup));

  if (vouch_setup_get_step (self->setup) == VOUCH_STEP_WAITING)
    gtk_label_set_label (self->heading_label, _("Nothing There? Check These"));
  add_causes (self);
  gtk_widget_set_visible (self->sights_box, has_phone);
  for (int sight = 0; has_phone && sight < VOUCH_N_SIGHTS; sight++)
    add_sight (self, sight);
  gtk_widget_set_visible (self->key_list, can_use_key (self));
  update_card (self);
  vouch_name_buttons (GTK_WIDGET (self));
  vouch_wrap_buttons (GTK_WIDGET (self));
  vouch_repair_labels (GTK_WIDGET (self));
}

GtkWindow *
vouch_first_aid_new (GtkWindow  *parent,
                     VouchSetup *setup,
                     const char *title,
                     gint64      since)
{
  VouchFirstAid *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent), NULL);
  g_return_val_if_fail (VOUCH_IS_SETUP (setup), NULL);

  self = g_object_new (VOUCH_TYPE_FIRST_AID,
                       "transient-for", parent,
                       "default-width", MIN (WIDTH, gtk_widget_get_width (GTK_WIDGET (parent))),
                       "default-height", MIN (HEIGHT, gtk_widget_get_height (GTK_WIDGET (parent))),
                       NULL);
  self->setup = g_object_ref (setup);
  self->title = g_strdup (title);
  self->since = since;
  fill (self);
  self->ticker = vouch_ticker_new (GTK_WIDGET (self), setup);
  g_signal_connect_object (self->ticker, "tick", G_CALLBACK (update_card), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::step", G_CALLBACK (on_notify_step), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::problem", G_CALLBACK (on_notify_problem), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (setup, "notify::busy", G_CALLBACK (update_actions), self,
                           G_CONNECT_SWAPPED);
  update_actions (self);
  gtk_widget_grab_focus (gtk_widget_get_first_child (GTK_WIDGET (self->causes)));
  gtk_window_set_focus_visible (GTK_WINDOW (self), FALSE);   /* a row is no button to press */
  return GTK_WINDOW (self);
}
