/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-phone"

#include "vouch-practice-phone.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-emoji-grid.h"
#include "vouch-practice-drawer.h"
#include "vouch-practice-frame.h"
#include "vouch-practice-lens.h"
#include "vouch-practice-phone-text.h"
#include "vouch-practice-resources.h"
#include "vouch-property.h"
#include "vouch-qr-paintable.h"
#include "vouch-repairs.h"
#include "vouch-sas.h"
#include "vouch-tick.h"

/* The names of the emoji are those of the model, so that both screens have the language of the user
 * as two real devices would. */
struct _VouchPracticePhone
{
  AdwBin                parent_instance;

  /* owned */
  VouchPracticeServer  *server;
  VouchQrPaintable     *paintable;
  GCancellable         *cancellable;   /* of a frame that is being scanned */
  guint                 scan_timer;
  guint                 looks_left;    /* 0: the camera is off */
  gboolean              scan_failed;   /* the last scan found no code of the computer's */
  guint                 clock_timer;
  VouchPhoneState       put_away;      /* the screen that Done was pressed on; IDLE: none */

  /* borrowed */
  VouchPracticeAccount *account;       /* of the server */
  GtkWidget            *computer;
  VouchPracticeDrawer  *drawer;        /* a child */

  /* template */
  GtkLabel             *clock_label;
  GtkStack             *screens;
  GtkWidget            *drawer_button;
  AdwButtonContent     *drawer_content;
  GtkWidget            *mail;
  GtkLabel             *mail_label;
  GtkLabel             *code_label;
  GtkImage             *icon;
  GtkWidget            *tick;
  GtkLabel             *title_label;
  GtkLabel             *text_label;
  GtkPicture           *view;
  GtkPicture           *code;
  VouchEmojiGrid       *grid;
  GtkLabel             *numbers_label;
};

G_DEFINE_FINAL_TYPE (VouchPracticePhone, vouch_practice_phone, ADW_TYPE_BIN)

enum
{
  PROP_SERVER = 1,
  PROP_COMPUTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define LOOKS             20    /* frames that are read before the phone gives up */
#define LOOK_INTERVAL_MS 400
#define CLOCK_SECONDS      5

/* Always wrong: see README.md */
#define WRONG_CODE "000000"

static void start_scan (VouchPracticePhone *self);
static void update     (VouchPracticePhone *self);

/* Each button of the template, its flag and its action. The buttons of the camera and of Done are
 * handled apart. */
static const struct {
  const char       *id;
  VouchPhoneActions needs;
  gboolean        (*press) (VouchPracticeAccount *account);
} buttons[] = {
  { "accept_button", VOUCH_PHONE_CAN_ACCEPT, vouch_practice_account_phone_accept },
  { "decline_button", VOUCH_PHONE_CAN_DECLINE, vouch_practice_account_phone_decline },
  { "start_button", VOUCH_PHONE_CAN_START, vouch_practice_account_phone_start },
  { "show_button", VOUCH_PHONE_CAN_SHOW_CODE, vouch_practice_account_phone_show_code },
  { "scan_button", VOUCH_PHONE_CAN_SCAN, NULL },
  { "compare_button", VOUCH_PHONE_CAN_COMPARE, vouch_practice_account_phone_compare },
  { "match_button", VOUCH_PHONE_CAN_MATCH, vouch_practice_account_phone_match },
  { "mismatch_button", VOUCH_PHONE_CAN_MISMATCH, vouch_practice_account_phone_mismatch },
  { "confirm_button", VOUCH_PHONE_CAN_CONFIRM, vouch_practice_account_phone_confirm },
  { "cancel_button", VOUCH_PHONE_CAN_DECLINE, vouch_practice_account_phone_decline },
  { "done_button", 0, NULL },
};

static GtkWidget *
get_button (VouchPracticePhone *self,
            gsize               index)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_PRACTICE_PHONE,
                                                    buttons[index].id));
}

static gboolean
is_button (gsize       index,
           const char *id)
{
  return g_str_equal (buttons[index].id, id);
}

/* Back to the start of the phone, until something else happens. */
static void
put_away (VouchPracticePhone *self)
{
  self->put_away = vouch_practice_account_get_phone_state (self->account);
  update (self);
}

static void
on_button_clicked (GtkWidget          *button,
                   VouchPracticePhone *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      if (get_button (self, i) != button)
        continue;
      if (buttons[i].press != NULL)
        buttons[i].press (self->account);
      else if (is_button (i, "done_button"))
        put_away (self);
      else
        start_scan (self);
      return;
    }
}

/* The camera */

static void
stop_scan (VouchPracticePhone *self)
{
  g_clear_handle_id (&self->scan_timer, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->looks_left = 0;
}

static void
submit_scan (VouchPracticePhone *self,
             GBytes             *payload)
{
  g_autoptr(GError) error = NULL;

  stop_scan (self);
  if (!vouch_practice_account_phone_scan (self->account, payload, &error))
    g_debug ("The computer's code was refused: %s", error != NULL ? error->message : "not now");
  self->scan_failed = error != NULL;
  update (self);
}

static void
on_lens_read_ready (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(VouchPracticePhone) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) payload = vouch_practice_lens_read_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->cancellable);
  if (payload != NULL)
    {
      submit_scan (self, payload);
      return;
    }
  if (self->looks_left > 0 && --self->looks_left > 0)
    return;

  stop_scan (self);
  self->scan_failed = TRUE;
  update (self);
}

/* One scan at a time: the next one waits for the one before. */
static gboolean
on_scan_timer (gpointer user_data)
{
  VouchPracticePhone *self = user_data;

  if (self->cancellable == NULL && self->computer != NULL)
    {
      self->cancellable = g_cancellable_new ();
      vouch_practice_lens_read_async (self->computer, self->cancellable, on_lens_read_ready,
                                      g_object_ref (self));
    }
  return G_SOURCE_CONTINUE;
}

static void
start_scan (VouchPracticePhone *self)
{
  stop_scan (self);
  self->scan_failed = FALSE;
  self->looks_left = LOOKS;
  self->scan_timer = g_timeout_add (LOOK_INTERVAL_MS, on_scan_timer, self);
  update (self);
}

/* The screen */

/* Returns: the screen, which is not always that of the account: the phone may be silent, or the
 * screen put away */
static VouchPhoneState
get_shown_state (VouchPracticePhone *self)
{
  VouchPhoneState state = vouch_practice_account_get_phone_state (self->account);

  return vouch_practice_drawer_get_silent (self->drawer) || state == self->put_away
           ? VOUCH_PHONE_IDLE
           : state;
}

static void
show_mail (VouchPracticePhone *self)
{
  const char *address = vouch_practice_account_get_mail_address (self->account);
  const char *code = vouch_practice_account_get_mail_code (self->account);
  g_autofree char *line = NULL;

  gtk_widget_set_visible (self->mail, code != NULL);
  if (code == NULL)
    return;

  /* Translators: %s is an email address. */
  line = g_strdup_printf (_("Email to %s. Your sign-in code:"), address != NULL ? address : "");
  gtk_label_set_label (self->mail_label, line);
  gtk_label_set_label (self->code_label,
                       vouch_practice_drawer_get_wrong_code (self->drawer) ? WRONG_CODE : code);
}

static void
set_title (VouchPracticePhone *self,
           const char         *title)
{
  gboolean changed = !g_str_equal (gtk_label_get_label (self->title_label), title);

  gtk_label_set_label (self->title_label, title);
  if (changed && gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_announce (GTK_WIDGET (self), title);
}

static void
show_picture (VouchPracticePhone *self,
              const char         *name)
{
  gboolean tick = g_str_equal (name, VOUCH_PRACTICE_PHONE_TICK);

  gtk_widget_set_visible (self->tick, tick);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !tick && *name != '\0');
  if (!tick)
    gtk_image_set_from_icon_name (self->icon, name);
}

static void
show_text (VouchPracticePhone *self,
           VouchPhoneState     state)
{
  VouchPracticePhoneText text;
  g_autoptr(GString) line = NULL;

  vouch_practice_phone_text_look_up (&text, state);
  if (self->looks_left > 0)
    {
      text.icon_name = "";
      text.title = _("Scanning…");
      text.text = _("The camera looks at Vouch. If “{computer}” shows its code, it is read.");
    }
  else if (self->scan_failed)
    {
      text.title = _("No Code Found");
      text.text = _("Show the code in Vouch, or compare emoji.");
    }

  line = g_string_new (text.text);
  g_string_replace (line, "{computer}",
                    vouch_practice_account_get_computer_name (self->account), 0);
  set_title (self, text.title);
  gtk_label_set_label (self->text_label, line->str);
  show_picture (self, text.icon_name);
}

static void
show_code (VouchPracticePhone *self,
           VouchPhoneState     state)
{
  GBytes *payload = state == VOUCH_PHONE_IDLE
                      ? NULL
                      : vouch_practice_account_get_phone_code (self->account);
  g_autoptr(VouchQrCode) code = payload != NULL ? vouch_qr_code_new (payload) : NULL;

  vouch_qr_paintable_set_code (self->paintable, code);
  gtk_widget_set_visible (GTK_WIDGET (self->code), code != NULL);
}

static void
show_emoji (VouchPracticePhone *self,
            VouchPhoneState     state)
{
  gboolean idle = state == VOUCH_PHONE_IDLE;
  const guint8 *emoji = idle ? NULL : vouch_practice_account_get_emoji (self->account);
  const guint16 *decimals = idle ? NULL : vouch_practice_account_get_decimals (self->account);
  g_autofree char *numbers = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->grid), emoji != NULL);
  for (guint i = 0; emoji != NULL && i < VOUCH_EMOJI_GRID_SIZE; i++)
    vouch_emoji_grid_set_tile (self->grid, i,
                               vouch_sas_get_emoji (emoji[i])->emoji,
                               vouch_sas_get_word (emoji[i]));

  /* An isolate keeps the numbers in order where text runs from right to left. */
  if (decimals != NULL)
    numbers = g_strdup_printf ("\u2066%u  %u  %u\u2069", decimals[0], decimals[1], decimals[2]);
  gtk_label_set_label (self->numbers_label, numbers != NULL ? numbers : "");
  gtk_widget_set_visible (GTK_WIDGET (self->numbers_label), numbers != NULL);
}

/* A question is declined, and what runs is cancelled. What ends well is only put away: no button
 * that ends everything stands where a real phone says OK. */
static gboolean
is_offered (VouchPracticePhone *self,
            VouchPhoneState     state,
            gsize               index)
{
  VouchPhoneActions actions = vouch_practice_account_get_phone_actions (self->account);

  if (is_button (index, "done_button"))
    return state == VOUCH_PHONE_HAS_SCANNED || state == VOUCH_PHONE_DONE ||
           state == VOUCH_PHONE_STOPPED;
  if ((actions & buttons[index].needs) == 0)
    return FALSE;
  if (state == VOUCH_PHONE_IDLE)
    return buttons[index].needs == VOUCH_PHONE_CAN_START;
  if (is_button (index, "decline_button"))
    return state == VOUCH_PHONE_ASKED;
  if (is_button (index, "cancel_button"))
    return state != VOUCH_PHONE_ASKED;
  return buttons[index].press != NULL || self->looks_left == 0;
}

static void
show_buttons (VouchPracticePhone *self,
              VouchPhoneState     state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_visible (get_button (self, i), is_offered (self, state, i));
}

static void
update (VouchPracticePhone *self)
{
  VouchPhoneState state = get_shown_state (self);

  gtk_widget_set_visible (GTK_WIDGET (self->view), self->looks_left > 0);
  show_mail (self);
  show_text (self, state);
  show_code (self, state);
  show_emoji (self, state);
  show_buttons (self, state);
}

/* The drawer */

static void
show_drawer (VouchPracticePhone *self,
             gboolean            shown)
{
  const char *label = shown ? _("Back to the Phone") : _("Try This");

  gtk_stack_set_visible_child_name (self->screens, shown ? "drawer" : "phone");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->drawer_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  adw_button_content_set_label (self->drawer_content, label);
  adw_button_content_set_icon_name (self->drawer_content,
                                    shown ? "go-down-symbolic" : "go-up-symbolic");
}

static void
switch_drawer (VouchPracticePhone *self)
{
  show_drawer (self, g_strcmp0 (gtk_stack_get_visible_child_name (self->screens), "phone") == 0);
}

/* The clock */

static gboolean
on_clock_timer (gpointer user_data)
{
  VouchPracticePhone *self = user_data;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%H:%M");

  gtk_label_set_label (self->clock_label, time);
  return G_SOURCE_CONTINUE;
}

static void
vouch_practice_phone_map (GtkWidget *widget)
{
  VouchPracticePhone *self = VOUCH_PRACTICE_PHONE (widget);

  on_clock_timer (self);
  self->clock_timer = g_timeout_add_seconds (CLOCK_SECONDS, on_clock_timer, self);
  GTK_WIDGET_CLASS (vouch_practice_phone_parent_class)->map (widget);
}

static void
vouch_practice_phone_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&VOUCH_PRACTICE_PHONE (widget)->clock_timer, g_source_remove);
  GTK_WIDGET_CLASS (vouch_practice_phone_parent_class)->unmap (widget);
}

/* The object */

static void
on_account_changed (VouchPracticePhone *self)
{
  if ((vouch_practice_account_get_phone_actions (self->account) & VOUCH_PHONE_CAN_SCAN) == 0)
    {
      stop_scan (self);
      self->scan_failed = FALSE;
    }
  if (vouch_practice_account_get_phone_state (self->account) != self->put_away)
    self->put_away = VOUCH_PHONE_IDLE;
  update (self);
}

static void
vouch_practice_phone_constructed (GObject *object)
{
  VouchPracticePhone *self = VOUCH_PRACTICE_PHONE (object);

  G_OBJECT_CLASS (vouch_practice_phone_parent_class)->constructed (object);

  self->account = vouch_practice_server_get_account (self->server);
  self->drawer = VOUCH_PRACTICE_DRAWER (vouch_practice_drawer_new (self->server));
  gtk_stack_add_named (self->screens, GTK_WIDGET (self->drawer), "drawer");
  g_signal_connect_object (self->drawer, "notify::silent", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->drawer, "notify::wrong-code", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  show_drawer (self, FALSE);
  if (self->computer != NULL)
    {
      g_autoptr(GdkPaintable) view = gtk_widget_paintable_new (self->computer);

      gtk_picture_set_paintable (self->view, view);
    }
  g_signal_connect_object (self->account, "changed", G_CALLBACK (on_account_changed), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
vouch_practice_phone_set_property (GObject      *object,
                                   guint         property_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  VouchPracticePhone *self = VOUCH_PRACTICE_PHONE (object);

  switch (property_id)
    {
    case PROP_SERVER:
      self->server = g_value_dup_object (value);
      break;
    case PROP_COMPUTER:
      g_set_weak_pointer (&self->computer, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_practice_phone_dispose (GObject *object)
{
  VouchPracticePhone *self = VOUCH_PRACTICE_PHONE (object);

  stop_scan (self);
  g_clear_object (&self->server);
  g_clear_object (&self->paintable);
  g_clear_weak_pointer (&self->computer);

  G_OBJECT_CLASS (vouch_practice_phone_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  /* Registered here and not at start-up: only practice needs it. */
  vouch_practice_register_resource ();
  g_type_ensure (VOUCH_TYPE_EMOJI_GRID);
  g_type_ensure (VOUCH_TYPE_PRACTICE_FRAME);
  g_type_ensure (VOUCH_TYPE_TICK);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/practice/vouch-practice-phone.ui");
  gtk_widget_class_bind_template_callback (widget_class, vouch_leave_settings);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, clock_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, screens);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, drawer_button);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, drawer_content);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, mail);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, mail_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, code_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, icon);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, tick);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, title_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, text_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, view);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, code);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, grid);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, numbers_label);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  gtk_widget_class_bind_template_callback (widget_class, switch_drawer);
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_class_bind_template_child_full (widget_class, buttons[i].id, FALSE, 0);
}

static void
vouch_practice_phone_class_init (VouchPracticePhoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags once = VOUCH_PARAM_CONSTRUCT;

  object_class->constructed = vouch_practice_phone_constructed;
  object_class->set_property = vouch_practice_phone_set_property;
  object_class->dispose = vouch_practice_phone_dispose;
  widget_class->map = vouch_practice_phone_map;
  widget_class->unmap = vouch_practice_phone_unmap;

  properties[PROP_SERVER] =
    g_param_spec_object ("server", NULL, NULL, VOUCH_TYPE_PRACTICE_SERVER, once);
  properties[PROP_COMPUTER] =
    g_param_spec_object ("computer", NULL, NULL, GTK_TYPE_WIDGET, once);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
vouch_practice_phone_init (VouchPracticePhone *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_name_buttons (GTK_WIDGET (self));
  vouch_repair_labels (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Pretend Phone"),
                                  -1);

  self->paintable = vouch_qr_paintable_new ();
  vouch_qr_paintable_follow (self->paintable, self->code);
}

GtkWidget *
vouch_practice_phone_new (VouchPracticeServer *server,
                          GtkWidget           *computer)
{
  return g_object_new (VOUCH_TYPE_PRACTICE_PHONE,
                       "server", server,
                       "computer", computer,
                       NULL);
}
