/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-start-pane"

#include "vouch-start-pane.h"

#include <glib/gi18n.h>

#include "vouch-beeper-start.h"
#include "vouch-compat.h"
#include "vouch-fuse.h"
#include "vouch-notice.h"
#include "vouch-plain-text.h"
#include "vouch-property.h"

struct _VouchStartPane
{
  GtkBox            parent_instance;

  /* owned */
  VouchBeeperStart *launcher;   /* (nullable) */

  gboolean          helps;

  /* template */
  GtkProgressBar   *bar;
  GtkLabel         *patience_label;
  VouchNotice      *notice;
};

G_DEFINE_FINAL_TYPE (VouchStartPane, vouch_start_pane, GTK_TYPE_BOX)

enum {
  PROP_0,
  PROP_LAUNCHER,
  PROP_HELPS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Returns: (transfer full): the path with "~" for the home folder, as plain text */
static char *
describe_file (const char *path)
{
  const char *home = g_get_home_dir ();
  gboolean below = g_str_has_prefix (path, home) && path[strlen (home)] == G_DIR_SEPARATOR;
  g_autofree char *name = g_filename_display_name (below ? path + strlen (home) : path);
  g_autofree char *full = g_strconcat (below ? "~" : "", name, NULL);
  g_autofree char *plain = vouch_plain_text (full, 100);

  /* An isolate keeps the path in one piece within a sentence that runs from right to left. */
  return g_strdup_printf ("\u2066%s\u2069", plain);
}

static char *
describe_forbidden (const char *appimage)
{
  g_autofree char *file = describe_file (appimage);

  /* Translators: %s is a file with its folder, such as ~/Downloads/Beeper-4.1.AppImage */
  return g_strdup_printf (_("Beeper was downloaded, but this computer does not let it run yet. If "
                            "you or your helper got it from beeper.com, allow it. If you are "
                            "not sure, ask your helper first.\n\n%s"), file);
}

/* The command has a line of its own, so that it can be read out. */
static char *
describe_unmounted (void)
{
  const char *command = vouch_fuse_get_command ();

  if (command == NULL)
    return g_strdup (_("Beeper needs one more part of the system (FUSE) to start. Your helper "
                       "can install it. If it is there already, download Beeper again."));
  /* Translators: %s is a command. */
  return g_strdup_printf (_("Beeper needs one more part of the system (FUSE) to start. Ask your "
                            "helper: this command in a terminal installs it.\n\n"
                            "\u2066%s\u2069\n\nThen press Try Again. If that does not help, "
                            "download Beeper again."), command);
}

/* The journalctl command has a line of its own, so that it can be copied. */
static char *
describe_failed_unit (const char *unit)
{
  g_autofree char *plain = vouch_plain_text (unit, 100);

  return g_strdup_printf ("%s\n\u2066journalctl --user -u %s\u2069",
                          _("Beeper Server could not be started. This command in a terminal shows "
                            "why:"), plain);
}

/* Returns: (nullable): the sentence for a phase of a systemd unit */
static char *
describe_unit_phase (VouchBeeperPhase  phase,
                     const char       *unit)
{
  if (phase == VOUCH_BEEPER_PHASE_FAILED)
    return describe_failed_unit (unit);
  if (phase == VOUCH_BEEPER_PHASE_SILENT)
    return g_strdup (_("Beeper Server has started but is not ready. Vouch keeps looking for it. "
                       "If it uses another port, enter that as the address, like :23400."));
  return NULL;
}

/* Returns: (nullable): the sentence for a phase of a program */
static char *
describe_phase (VouchStartPane *self)
{
  const char *appimage = vouch_beeper_start_get_appimage (self->launcher);

  switch (vouch_beeper_start_get_phase (self->launcher))
    {
    case VOUCH_BEEPER_PHASE_SILENT:
      return g_strdup (_("Beeper is open but not ready yet. Look at its window: it may be asking "
                         "something. Vouch continues when it is ready."));
    case VOUCH_BEEPER_PHASE_UNMOUNTED:
      return describe_unmounted ();
    case VOUCH_BEEPER_PHASE_CRASHED:
      return g_strdup (_("Beeper crashed while it was starting. Open it again. If it crashes "
                         "again, restart the computer, or install Beeper again."));
    case VOUCH_BEEPER_PHASE_ENDED:
      return g_strdup (_("Beeper closed right after it was opened. Try it from your list of "
                         "programs: it may say there what it needs."));
    case VOUCH_BEEPER_PHASE_FAILED:
      return g_strdup (_("Beeper could not be started. Try it from your list of programs. If it "
                         "does not start there either, install it again."));
    case VOUCH_BEEPER_PHASE_FORBIDDEN:
      return describe_forbidden (appimage);
    case VOUCH_BEEPER_PHASE_EXPOSED:
    case VOUCH_BEEPER_PHASE_IDLE:
    case VOUCH_BEEPER_PHASE_WAITING:
    default:
      return NULL;
    }
}

static void
on_ask_ready (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  VouchStartPane *self = VOUCH_START_PANE (source);
  g_autofree char *asked_about = user_data;
  gboolean yes = vouch_ask_finish (GTK_WIDGET (self), result);

  if (self->launcher == NULL ||
      vouch_beeper_start_get_phase (self->launcher) != VOUCH_BEEPER_PHASE_EXPOSED)
    return;
  if (yes && g_strcmp0 (vouch_beeper_start_get_exposed (self->launcher), asked_about) == 0)
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.trust-beeper", NULL);
      return;
    }
  vouch_beeper_start_stop (self->launcher);
}

/* Asks over the pane, which must be visible for that. The question is closed with the pane. */
static void
ask_exposed (VouchStartPane *self)
{
  const char *path = vouch_beeper_start_get_exposed (self->launcher);
  g_autofree char *file = describe_file (path);
  g_autofree char *body = NULL;

  /* Translators: %s is a file with its folder, such as ~/Downloads/Beeper-4.1.AppImage */
  body = g_strdup_printf (_("Other users of this computer may have changed this file, and a "
                            "changed Beeper could read your messages. Open it only if you trust "
                            "them:\n\n%s"), file);
  vouch_ask_async (GTK_WIDGET (self), _("Open This Beeper?"), body, _("_Open Anyway"),
                   on_ask_ready, g_strdup (path));
}

/* Moves the focus, so that a screen reader reads the part. A GtkText that is being typed in keeps
 * the focus. */
static void
take_focus (VouchStartPane *self,
            GtkWidget      *part)
{
  if (!GTK_IS_TEXT (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)))))
    gtk_widget_grab_focus (part);
}

/* GTK moves the focus from a widget that is hidden to any other. Without a focus, the page chooses
 * it. */
static void
release_focus (VouchStartPane *self)
{
  if (gtk_widget_is_focus (GTK_WIDGET (self->bar)))
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
}

static void
update_button (VouchStartPane   *self,
               VouchBeeperPhase  phase)
{
  gboolean unmounted = phase == VOUCH_BEEPER_PHASE_UNMOUNTED && vouch_fuse_get_command () != NULL;

  if (phase == VOUCH_BEEPER_PHASE_FORBIDDEN)
    vouch_notice_set_button (self->notice, _("_Allow and Open"), "win.allow-beeper");
  else if (unmounted)
    vouch_notice_set_button (self->notice, _("_Copy Command"), "start.copy-command");
  else
    vouch_notice_set_button (self->notice, NULL, NULL);
  vouch_property_set (self, &self->helps, unmounted, properties[PROP_HELPS]);
}

static void
update_phase (VouchStartPane *self)
{
  VouchBeeperPhase phase = vouch_beeper_start_get_phase (self->launcher);
  gboolean exposed = phase == VOUCH_BEEPER_PHASE_EXPOSED;
  gboolean waiting = phase == VOUCH_BEEPER_PHASE_WAITING;
  const char *unit = vouch_beeper_start_get_started_unit (self->launcher);
  g_autofree char *text = unit != NULL ? describe_unit_phase (phase, unit) : describe_phase (self);

  update_button (self, phase);
  vouch_notice_set_text (self->notice, text);
  if (!exposed && !waiting)
    release_focus (self);
  if (!exposed)   /* behind the question the bar does not move */
    gtk_widget_set_visible (GTK_WIDGET (self->bar), waiting);
  gtk_widget_set_visible (GTK_WIDGET (self), waiting || exposed || text != NULL);
  if (exposed)
    ask_exposed (self);
  else if (waiting)
    take_focus (self, GTK_WIDGET (self->bar));
  else if (text != NULL)
    take_focus (self, GTK_WIDGET (self->notice));
}

static void
update_seconds (VouchStartPane *self)
{
  guint seconds = vouch_beeper_start_get_seconds (self->launcher);
  guint patience = vouch_beeper_start_get_patience (self->launcher);
  g_autofree char *text = g_strdup_printf (ngettext ("Up to %u second", "Up to %u seconds",
                                                     patience),
                                           patience);

  gtk_progress_bar_set_fraction (self->bar, 1.0 - (double) seconds / patience);
  gtk_label_set_label (self->patience_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text,
                                  -1);
}

static void
copy_command (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), vouch_fuse_get_command ());
  gtk_widget_activate_action (widget, "win.toast", "s", _("Copied"));
}

static void
set_launcher (VouchStartPane   *self,
              VouchBeeperStart *launcher)
{
  if (!g_set_object (&self->launcher, launcher) || launcher == NULL)
    return;
  g_signal_connect_object (launcher, "notify::phase",
                           G_CALLBACK (update_phase), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (launcher, "notify::seconds",
                           G_CALLBACK (update_seconds), self, G_CONNECT_SWAPPED);
}

static void
vouch_start_pane_get_property (GObject    *object,
                               guint       property_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_HELPS:
      g_value_set_boolean (value, vouch_start_pane_get_helps (VOUCH_START_PANE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_start_pane_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VouchStartPane *self = VOUCH_START_PANE (object);

  switch (property_id)
    {
    case PROP_LAUNCHER:
      set_launcher (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_start_pane_unroot (GtkWidget *widget)
{
  VouchStartPane *self = VOUCH_START_PANE (widget);

  if (self->launcher != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->launcher, self);
      vouch_beeper_start_stop (self->launcher);
    }
  g_clear_object (&self->launcher);
  GTK_WIDGET_CLASS (vouch_start_pane_parent_class)->unroot (widget);
}

static void
vouch_start_pane_dispose (GObject *object)
{
  g_clear_object (&VOUCH_START_PANE (object)->launcher);
  G_OBJECT_CLASS (vouch_start_pane_parent_class)->dispose (object);
}

static void
vouch_start_pane_class_init (VouchStartPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = vouch_start_pane_get_property;
  object_class->set_property = vouch_start_pane_set_property;
  object_class->dispose = vouch_start_pane_dispose;
  widget_class->unroot = vouch_start_pane_unroot;

  properties[PROP_LAUNCHER] = g_param_spec_object ("launcher", NULL, NULL, VOUCH_TYPE_BEEPER_START,
                                                   VOUCH_PARAM_WRITABLE);
  properties[PROP_HELPS] = g_param_spec_boolean ("helps", NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VOUCH_TYPE_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-start-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, VouchStartPane, bar);
  gtk_widget_class_bind_template_child (widget_class, VouchStartPane, patience_label);
  gtk_widget_class_bind_template_child (widget_class, VouchStartPane, notice);
  gtk_widget_class_install_action (widget_class, "start.copy-command", NULL, copy_command);
}

static void
vouch_start_pane_init (VouchStartPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  vouch_notice_suggest_button (self->notice);
}

gboolean
vouch_start_pane_get_helps (VouchStartPane *self)
{
  g_return_val_if_fail (VOUCH_IS_START_PANE (self), FALSE);
  return self->helps;
}
