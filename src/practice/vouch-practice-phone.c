/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-phone"

#include "vouch-practice-phone.h"

#include <glib/gi18n.h>

#include "vouch-emoji-grid.h"
#include "vouch-practice-lens.h"
#include "vouch-practice-phone-text.h"
#include "vouch-practice-resources.h"
#include "vouch-property.h"
#include "vouch-qr-paintable.h"
#include "vouch-repairs.h"
#include "vouch-sas.h"

/* The names of the emoji are those of the model, so that both windows have the language of the user
 * as two real devices would. */
struct _VouchPracticePhone
{
  AdwWindow             parent_instance;

  /* owned */
  VouchPracticeAccount *account;
  VouchQrPaintable     *paintable;
  GCancellable         *cancellable;   /* of a frame that is being scanned */
  guint                 scan_timer;
  guint                 looks_left;    /* 0: the camera is off */
  gboolean              scan_failed;   /* the last scan found no code of the computer's */

  /* borrowed */
  GtkWidget            *computer;

  /* template */
  GtkWidget            *mail;
  GtkLabel             *mail_label;
  GtkLabel             *code_label;
  GtkImage             *icon;
  GtkLabel             *title_label;
  GtkLabel             *text_label;
  GtkPicture           *view;
  GtkPicture           *code;
  VouchEmojiGrid       *grid;
  GtkLabel             *numbers_label;
};

G_DEFINE_FINAL_TYPE (VouchPracticePhone, vouch_practice_phone, ADW_TYPE_WINDOW)

enum
{
  PROP_ACCOUNT = 1,
  PROP_COMPUTER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define LOOKS             20    /* frames that are read before the phone gives up */
#define LOOK_INTERVAL_MS 400

static void start_scan (VouchPracticePhone *self);
static void update     (VouchPracticePhone *self);

/* Each button of the template, its flag and its action. The button of the camera is handled
 * apart. */
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
};

static GtkWidget *
get_button (VouchPracticePhone *self,
            gsize               index)
{
  return GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (self), VOUCH_TYPE_PRACTICE_PHONE,
                                                    buttons[index].id));
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

static void
show_mail (VouchPracticePhone *self)
{
  const char *address = vouch_practice_account_get_mail_address (self->account);
  const char *code = vouch_practice_account_get_mail_code (self->account);
  g_autofree char *line = NULL;

  gtk_widget_set_visible (self->mail, code != NULL);
  if (code == NULL)
    return;

  /* Translators: %s is a mail address. */
  line = g_strdup_printf (_("Mail to %s. Your sign-in code:"), address != NULL ? address : "");
  gtk_label_set_label (self->mail_label, line);
  gtk_label_set_label (self->code_label, code);
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
      text.title = _("Scanning…");
      text.text = _("The camera looks at the other window. If “{computer}” shows its code, it is "
                    "read.");
    }
  else if (self->scan_failed)
    {
      text.title = _("No Code Found");
      text.text = _("There was no code of “{computer}” in the other window. Let it show one, or "
                    "compare emoji.");
    }

  line = g_string_new (text.text);
  g_string_replace (line, "{computer}",
                    vouch_practice_account_get_computer_name (self->account), 0);
  gtk_label_set_label (self->title_label, text.title);
  gtk_label_set_label (self->text_label, line->str);
  gtk_image_set_from_icon_name (self->icon, text.icon_name);
  gtk_widget_set_visible (GTK_WIDGET (self->icon),
                          *text.icon_name != '\0' && self->looks_left == 0);
}

static void
show_code (VouchPracticePhone *self)
{
  GBytes *payload = vouch_practice_account_get_phone_code (self->account);
  g_autoptr(VouchQrCode) code = payload != NULL ? vouch_qr_code_new (payload) : NULL;

  vouch_qr_paintable_set_code (self->paintable, code);
  gtk_widget_set_visible (GTK_WIDGET (self->code), code != NULL);
}

static void
show_emoji (VouchPracticePhone *self)
{
  const guint8 *emoji = vouch_practice_account_get_emoji (self->account);
  const guint16 *decimals = vouch_practice_account_get_decimals (self->account);
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

static void
show_buttons (VouchPracticePhone *self)
{
  VouchPhoneActions actions = vouch_practice_account_get_phone_actions (self->account);

  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_set_visible (get_button (self, i),
                            (actions & buttons[i].needs) != 0 &&
                            (buttons[i].press != NULL || self->looks_left == 0));
}

static void
update (VouchPracticePhone *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->view), self->looks_left > 0);
  show_mail (self);
  show_text (self, vouch_practice_account_get_phone_state (self->account));
  show_code (self);
  show_emoji (self);
  show_buttons (self);
}

static void
on_account_changed (VouchPracticePhone *self)
{
  if ((vouch_practice_account_get_phone_actions (self->account) & VOUCH_PHONE_CAN_SCAN) == 0)
    {
      stop_scan (self);
      self->scan_failed = FALSE;
    }
  update (self);
}

static void
vouch_practice_phone_constructed (GObject *object)
{
  VouchPracticePhone *self = VOUCH_PRACTICE_PHONE (object);

  G_OBJECT_CLASS (vouch_practice_phone_parent_class)->constructed (object);

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
    case PROP_ACCOUNT:
      self->account = g_value_dup_object (value);
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
  g_clear_object (&self->account);
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

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/vouchapp/Vouch/practice/vouch-practice-phone.ui");
  gtk_widget_class_bind_template_callback (widget_class, vouch_leave_settings);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, mail);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, mail_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, code_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, icon);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, title_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, text_label);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, view);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, code);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, grid);
  gtk_widget_class_bind_template_child (widget_class, VouchPracticePhone, numbers_label);
  gtk_widget_class_bind_template_callback (widget_class, on_button_clicked);
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_widget_class_bind_template_child_full (widget_class, buttons[i].id, FALSE, 0);
}

static void
vouch_practice_phone_class_init (VouchPracticePhoneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = VOUCH_PARAM_CONSTRUCT;

  object_class->constructed = vouch_practice_phone_constructed;
  object_class->set_property = vouch_practice_phone_set_property;
  object_class->dispose = vouch_practice_phone_dispose;

  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, VOUCH_TYPE_PRACTICE_ACCOUNT, once);
  properties[PROP_COMPUTER] =
    g_param_spec_object ("computer", NULL, NULL, GTK_TYPE_WIDGET, once);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
vouch_practice_phone_init (VouchPracticePhone *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_name_buttons (GTK_WIDGET (self));

  self->paintable = vouch_qr_paintable_new ();
  g_object_bind_property (self->code, "scale-factor", self->paintable, "scale",
                          G_BINDING_SYNC_CREATE);
  gtk_picture_set_paintable (self->code, GDK_PAINTABLE (self->paintable));
}

GtkWidget *
vouch_practice_phone_new (VouchPracticeAccount *account,
                          GtkWidget            *computer)
{
  return g_object_new (VOUCH_TYPE_PRACTICE_PHONE,
                       "account", account,
                       "computer", computer,
                       NULL);
}
