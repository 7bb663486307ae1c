/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-beeper-start"

#include "vouch-beeper-start.h"

#include "vouch-beeper-launcher.h"
#include "vouch-beeper-unit.h"
#include "vouch-desktop-enums.h"
#include "vouch-download-watch.h"
#include "vouch-property.h"

#include <sys/wait.h>

#define AT_ONCE     (2 * G_USEC_PER_SEC)
#define LAST_SIGNAL 64   /* signal(7) */

struct _VouchBeeperStart
{
  GObject            parent_instance;

  /* owned */
  GCancellable      *opening;     /* while a program is looked for, or a unit is started */
  GCancellable      *looking;     /* (nullable): of the look that counts */
  GAppLaunchContext *context;     /* (nullable): for that program */
  VouchDownloadWatch *watch;      /* (nullable): downloads are watched */
  char              *appimage;
  char              *unit;        /* (nullable): of Beeper Server, that could be started */
  char              *started;     /* (nullable): the unit that was started */
  char              *exposed;
  char              *trusted;     /* (nullable): an exposed file that the user trusts */

  VouchBeeperPhase   phase;
  VouchBeeperProcess process;
  guint              patience;
  guint              seconds;
  guint              timer;       /* source, while waiting */
  guint              look_id;     /* source: until the search begins */
  gint64             started_at;  /* monotonic time of the start of the child */
  GPid               child;       /* 0: none, or its end does not matter */
  gboolean           ended;       /* the child ended at once */
  gboolean           checking;    /* VouchBeeperProcess is being read */
  gboolean           allowing;    /* the user allowed the AppImage to run */
  gboolean           installed;
  gboolean           missing;     /* looked for and not found */
};

G_DEFINE_FINAL_TYPE (VouchBeeperStart, vouch_beeper_start, G_TYPE_OBJECT)

enum {
  PROP_0,
  PROP_INSTALLED,
  PROP_MISSING,
  PROP_WATCHING,
  PROP_PHASE,
  PROP_PROCESS,
  PROP_UNIT,
  PROP_SECONDS,
  PROP_PATIENCE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_phase (VouchBeeperStart *self,
           VouchBeeperPhase  phase)
{
  if (phase != VOUCH_BEEPER_PHASE_WAITING)
    g_clear_handle_id (&self->timer, g_source_remove);
  vouch_property_set (self, &self->phase, phase, properties[PROP_PHASE]);
}

static gboolean
on_second (gpointer user_data)
{
  VouchBeeperStart *self = user_data;

  vouch_property_set (self, &self->seconds, self->seconds - 1, properties[PROP_SECONDS]);
  if (self->seconds > 0)
    return G_SOURCE_CONTINUE;

  self->timer = 0;
  set_phase (self, VOUCH_BEEPER_PHASE_SILENT);
  return G_SOURCE_REMOVE;
}

static void
begin_waiting (VouchBeeperStart *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds (1, on_second, self);
  vouch_property_set (self, &self->seconds, self->patience, properties[PROP_SECONDS]);
  set_phase (self, VOUCH_BEEPER_PHASE_WAITING);
}

/* A shell exits with 128 plus the signal that ended its command. The runtime of an AppImage exits
 * with 127 when it cannot mount its contents, and so does a child that cannot execute the file. */
static VouchBeeperPhase
judge_failure (VouchBeeperStart *self,
               int               status)
{
  int code = WIFEXITED (status) ? WEXITSTATUS (status) : 0;

  if (WIFSIGNALED (status) || (code > 128 && code <= 128 + LAST_SIGNAL))
    return VOUCH_BEEPER_PHASE_CRASHED;
  if (self->appimage != NULL && code == 127)
    return VOUCH_BEEPER_PHASE_UNMOUNTED;
  return VOUCH_BEEPER_PHASE_FAILED;
}

/* A second Beeper passes control to the first one and ends. The first one cannot answer while
 * "Allow connections" is off. */
static void
on_ended_look_ready (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr(VouchBeeperStart) self = user_data;

  if (vouch_beeper_process_look_finish (result) == VOUCH_BEEPER_PROCESS_NONE &&
      self->phase == VOUCH_BEEPER_PHASE_WAITING && self->ended)
    set_phase (self, VOUCH_BEEPER_PHASE_ENDED);
}

/* A failure before the end of the wait is always reported. An exit without a failure matters only
 * if it comes at once and no Beeper runs then: a script may have started one in the background. */
static void
on_child_exited (GPid     pid,
                 int      status,
                 gpointer user_data)
{
  VouchBeeperStart *self = user_data;
  gint64 lived = g_get_monotonic_time () - self->started_at;

  if (pid != self->child)
    return;
  self->child = 0;
  if (lived < self->patience * G_USEC_PER_SEC && !g_spawn_check_wait_status (status, NULL))
    set_phase (self, judge_failure (self, status));
  else if (lived < AT_ONCE && self->phase == VOUCH_BEEPER_PHASE_WAITING)
    {
      self->ended = TRUE;
      vouch_beeper_process_look_async (on_ended_look_ready, g_object_ref (self));
    }
}

static void
launch (VouchBeeperStart *self,
        GAppInfo         *info)
{
  g_autoptr(GError) error = NULL;
  GPid pid;

  if (!vouch_beeper_launcher_launch (info, self->context, &pid, &error))
    {
      g_debug ("Beeper cannot be started: %s", error->message);
      set_phase (self, self->appimage != NULL ? VOUCH_BEEPER_PHASE_UNMOUNTED
                                              : VOUCH_BEEPER_PHASE_FAILED);
      return;
    }
  self->child = pid;
  self->started_at = g_get_monotonic_time ();
  if (pid != 0)
    g_child_watch_add_full (G_PRIORITY_DEFAULT, pid, on_child_exited,
                            g_object_ref (self), g_object_unref);
}

static void
set_watch (VouchBeeperStart   *self,
           VouchDownloadWatch *watch)
{
  if (g_set_object (&self->watch, watch))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WATCHING]);
}

static void
take_program (VouchBeeperStart         *self,
              const VouchBeeperProgram *program)
{
  gboolean installed = program != NULL;

  g_debug ("Beeper is %s", installed ? "installed" : "not installed");
  g_free (self->appimage);
  self->appimage = installed ? g_strdup (program->appimage) : NULL;
  g_free (self->exposed);
  self->exposed = installed ? g_strdup (program->exposed) : NULL;
  if (installed)
    set_watch (self, NULL);
  vouch_property_set (self, &self->missing, !installed, properties[PROP_MISSING]);
  vouch_property_set (self, &self->installed, installed, properties[PROP_INSTALLED]);
}

/* A download that was waited for is offered, unless the user has begun something else. */
static void
on_look_ready (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VouchBeeperStart) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VouchBeeperProgram) program = vouch_beeper_launcher_find_finish (result, &error);
  gboolean watched = self->watch != NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  take_program (self, program);
  if (watched && program != NULL && program->info == NULL && self->opening == NULL &&
      self->phase != VOUCH_BEEPER_PHASE_WAITING)
    set_phase (self, VOUCH_BEEPER_PHASE_FORBIDDEN);
}

static void
end_look (VouchBeeperStart *self)
{
  g_cancellable_cancel (self->looking);
  g_clear_object (&self->looking);
}

/* Looks run in threads, so an earlier one can end later. Only the last one counts. */
static void
begin_look (VouchBeeperStart *self)
{
  end_look (self);
  self->looking = g_cancellable_new ();
  vouch_beeper_launcher_find_async (NULL, self->looking, on_look_ready, g_object_ref (self));
}

static gboolean
on_time_to_look (gpointer user_data)
{
  VouchBeeperStart *self = user_data;

  self->look_id = 0;
  begin_look (self);
  return G_SOURCE_REMOVE;
}

static void
on_look_to_open_ready (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr(VouchBeeperStart) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(VouchBeeperProgram) program = vouch_beeper_launcher_find_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->opening);
  take_program (self, program);
  if (program != NULL && program->info == NULL && !self->allowing)
    set_phase (self, VOUCH_BEEPER_PHASE_FORBIDDEN);
  else if (self->exposed != NULL && g_strcmp0 (self->exposed, self->trusted) != 0)
    set_phase (self, VOUCH_BEEPER_PHASE_EXPOSED);
  else if (program != NULL && program->info != NULL)
    launch (self, program->info);
  else
    set_phase (self, VOUCH_BEEPER_PHASE_FAILED);
  g_clear_object (&self->context);
}

/* If the unit that was started can be started again, it has ended. */
static void
on_unit_found (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(VouchBeeperStart) self = user_data;
  g_autofree char *unit = vouch_beeper_unit_find_finish (result);

  self->checking = FALSE;
  if (unit != NULL && g_strcmp0 (unit, self->started) == 0 && self->opening == NULL &&
      self->phase == VOUCH_BEEPER_PHASE_WAITING)
    set_phase (self, VOUCH_BEEPER_PHASE_FAILED);
  vouch_property_set_string (self, &self->unit, unit, properties[PROP_UNIT]);
}

static void
on_check_ready (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(VouchBeeperStart) self = user_data;
  VouchBeeperProcess process = vouch_beeper_process_look_finish (result);

  vouch_beeper_unit_find_async (on_unit_found, g_object_ref (self));
  vouch_property_set (self, &self->process, process, properties[PROP_PROCESS]);
}

static void
on_unit_ordered (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(VouchBeeperStart) self = user_data;
  g_autoptr(GError) error = NULL;
  gboolean ordered = vouch_beeper_unit_start_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_clear_object (&self->opening);
  if (ordered)
    return;
  g_debug ("Beeper Server cannot be started: %s", error->message);
  set_phase (self, VOUCH_BEEPER_PHASE_FAILED);
}

static void
look_and_open (VouchBeeperStart  *self,
               GAppLaunchContext *context,
               gboolean           allowing,
               const char        *trusted,
               gboolean           wait)
{
  g_autofree char *allow = allowing ? g_strdup (self->appimage) : NULL;

  if (self->opening != NULL)
    return;

  vouch_beeper_start_stop (self);
  end_look (self);
  g_set_object (&self->context, context);
  self->allowing = allowing;
  g_free (self->trusted);
  self->trusted = g_strdup (trusted);
  self->opening = g_cancellable_new ();
  vouch_beeper_launcher_find_async (allow, self->opening, on_look_to_open_ready,
                                    g_object_ref (self));
  if (wait)
    begin_waiting (self);
}

static void
vouch_beeper_start_get_property (GObject    *object,
                                 guint       property_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  VouchBeeperStart *self = VOUCH_BEEPER_START (object);

  switch (property_id)
    {
    case PROP_INSTALLED:
      g_value_set_boolean (value, self->installed);
      break;
    case PROP_MISSING:
      g_value_set_boolean (value, self->missing);
      break;
    case PROP_WATCHING:
      g_value_set_boolean (value, self->watch != NULL);
      break;
    case PROP_PHASE:
      g_value_set_enum (value, self->phase);
      break;
    case PROP_PROCESS:
      g_value_set_enum (value, self->process);
      break;
    case PROP_UNIT:
      g_value_set_string (value, self->unit);
      break;
    case PROP_SECONDS:
      g_value_set_uint (value, self->seconds);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_beeper_start_set_property (GObject      *object,
                                 guint         property_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  VouchBeeperStart *self = VOUCH_BEEPER_START (object);

  switch (property_id)
    {
    case PROP_PATIENCE:
      self->patience = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_beeper_start_finalize (GObject *object)
{
  VouchBeeperStart *self = VOUCH_BEEPER_START (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_object (&self->opening);
  g_clear_object (&self->looking);
  g_clear_object (&self->context);
  g_clear_object (&self->watch);
  g_free (self->appimage);
  g_free (self->unit);
  g_free (self->started);
  g_free (self->exposed);
  g_free (self->trusted);
  G_OBJECT_CLASS (vouch_beeper_start_parent_class)->finalize (object);
}

static void
vouch_beeper_start_class_init (VouchBeeperStartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = VOUCH_PARAM_READABLE;

  object_class->get_property = vouch_beeper_start_get_property;
  object_class->set_property = vouch_beeper_start_set_property;
  object_class->finalize = vouch_beeper_start_finalize;

  properties[PROP_INSTALLED] = g_param_spec_boolean ("installed", NULL, NULL, FALSE, read);
  properties[PROP_MISSING] = g_param_spec_boolean ("missing", NULL, NULL, FALSE, read);
  properties[PROP_WATCHING] = g_param_spec_boolean ("watching", NULL, NULL, FALSE, read);
  properties[PROP_PHASE] = g_param_spec_enum ("phase", NULL, NULL, VOUCH_TYPE_BEEPER_PHASE,
                                              VOUCH_BEEPER_PHASE_IDLE, read);
  properties[PROP_PROCESS] = g_param_spec_enum ("process", NULL, NULL, VOUCH_TYPE_BEEPER_PROCESS,
                                                VOUCH_BEEPER_PROCESS_UNKNOWN, read);
  properties[PROP_UNIT] = g_param_spec_string ("unit", NULL, NULL, NULL, read);
  properties[PROP_SECONDS] = g_param_spec_uint ("seconds", NULL, NULL, 0, G_MAXUINT, 0, read);
  properties[PROP_PATIENCE] = g_param_spec_uint ("patience", NULL, NULL, 1, G_MAXUINT, 30,
                                                 VOUCH_PARAM_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_beeper_start_init (VouchBeeperStart *self)
{
}

VouchBeeperStart *
vouch_beeper_start_new (void)
{
  return g_object_new (VOUCH_TYPE_BEEPER_START, NULL);
}

void
vouch_beeper_start_look (VouchBeeperStart *self)
{
  g_return_if_fail (VOUCH_IS_BEEPER_START (self));

  if (!self->installed && self->look_id == 0)
    self->look_id = g_timeout_add_seconds (1, on_time_to_look, self);
}

void
vouch_beeper_start_watch (VouchBeeperStart *self)
{
  g_autoptr(VouchDownloadWatch) watch = NULL;

  g_return_if_fail (VOUCH_IS_BEEPER_START (self));

  if (self->installed || self->watch != NULL)
    return;
  watch = vouch_download_watch_new ();
  g_signal_connect_object (watch, "arrived", G_CALLBACK (begin_look), self, G_CONNECT_SWAPPED);
  set_watch (self, watch);
}

void
vouch_beeper_start_unwatch (VouchBeeperStart *self)
{
  g_return_if_fail (VOUCH_IS_BEEPER_START (self));
  set_watch (self, NULL);
}

void
vouch_beeper_start_check (VouchBeeperStart *self)
{
  g_return_if_fail (VOUCH_IS_BEEPER_START (self));

  if (self->checking)
    return;
  self->checking = TRUE;
  vouch_beeper_process_look_async (on_check_ready, g_object_ref (self));
}

void
vouch_beeper_start_open (VouchBeeperStart  *self,
                         GAppLaunchContext *context,
                         gboolean           wait)
{
  g_return_if_fail (VOUCH_IS_BEEPER_START (self));
  look_and_open (self, context, FALSE, NULL, wait);
}

void
vouch_beeper_start_allow (VouchBeeperStart  *self,
                          GAppLaunchContext *context,
                          gboolean           wait)
{
  g_return_if_fail (VOUCH_IS_BEEPER_START (self));

  /* The user is asked about the exposed file first: consent to run a file is no consent to trust
   * it. */
  if (self->exposed != NULL)
    set_phase (self, VOUCH_BEEPER_PHASE_EXPOSED);
  else
    look_and_open (self, context, TRUE, NULL, wait);
}

void
vouch_beeper_start_trust (VouchBeeperStart  *self,
                          GAppLaunchContext *context,
                          gboolean           wait)
{
  g_return_if_fail (VOUCH_IS_BEEPER_START (self));
  look_and_open (self, context, TRUE, self->exposed, wait);
}

void
vouch_beeper_start_open_server (VouchBeeperStart *self)
{
  g_return_if_fail (VOUCH_IS_BEEPER_START (self));

  if (self->unit == NULL || self->opening != NULL)
    return;

  vouch_beeper_start_stop (self);
  self->started = g_strdup (self->unit);
  self->opening = g_cancellable_new ();
  vouch_beeper_unit_start_async (self->started, self->opening, on_unit_ordered,
                                 g_object_ref (self));
  begin_waiting (self);
}

void
vouch_beeper_start_stop (VouchBeeperStart *self)
{
  g_return_if_fail (VOUCH_IS_BEEPER_START (self));

  g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  g_clear_pointer (&self->started, g_free);
  self->child = 0;
  self->ended = FALSE;
  set_phase (self, VOUCH_BEEPER_PHASE_IDLE);
}

VouchBeeperProcess
vouch_beeper_start_get_process (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), VOUCH_BEEPER_PROCESS_UNKNOWN);
  return self->process;
}

gboolean
vouch_beeper_start_get_installed (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), FALSE);
  return self->installed;
}

gboolean
vouch_beeper_start_get_missing (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), FALSE);
  return self->missing;
}

gboolean
vouch_beeper_start_get_watching (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), FALSE);
  return self->watch != NULL;
}

VouchBeeperPhase
vouch_beeper_start_get_phase (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), VOUCH_BEEPER_PHASE_IDLE);
  return self->phase;
}

guint
vouch_beeper_start_get_seconds (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), 0);
  return self->seconds;
}

guint
vouch_beeper_start_get_patience (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), 0);
  return self->patience;
}

const char *
vouch_beeper_start_get_appimage (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), NULL);
  return self->appimage;
}

const char *
vouch_beeper_start_get_unit (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), NULL);
  return self->unit;
}

const char *
vouch_beeper_start_get_started_unit (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), NULL);
  return self->started;
}

const char *
vouch_beeper_start_get_exposed (VouchBeeperStart *self)
{
  g_return_val_if_fail (VOUCH_IS_BEEPER_START (self), NULL);
  return self->exposed;
}
