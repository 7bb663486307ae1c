/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-journey"

#include "vouch-journey.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "vouch-model-enums.h"
#include "vouch-property.h"
#include "vouch-repairs.h"

#define N_STOPS     4
#define FILL_TIME   250   /* milliseconds */
#define NAME_GAP    12
#define DOT_GAP     14
#define DOT_GAP_MIN  6
#define LINE_WIDTH   2

typedef struct {
  GtkWidget *dot;
  GtkWidget *name;
} Stop;

struct _VouchJourney
{
  GtkWidget     parent_instance;

  /* owned */
  VouchStop     stop;
  AdwAnimation *filling;   /* of "reached" */
  double        reached;   /* how far the line is filled: 0 is the first stop, 3 the last one */

  /* borrowed: our children */
  GtkWidget    *line;
  GtkWidget    *filled_line;
  Stop          stops[N_STOPS];
  GtkWidget    *summary;   /* instead of the names: "Confirm, 3 of 4" */
  GtkWidget    *count;     /* instead of the summary: "3 of 4" */
  GtkWidget    *title;     /* instead of all */
};

G_DEFINE_FINAL_TYPE (VouchJourney, vouch_journey, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_STOP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static const char *
get_name (VouchStop stop)
{
  switch (stop)
    {
    case VOUCH_STOP_FIND:
      /* Translators: one of four stops in the title bar: Beeper is looked for. Keep it short. */
      return C_("journey", "Find");
    case VOUCH_STOP_SIGN_IN:
      /* Translators: one of four stops in the title bar. Keep it short. */
      return C_("journey", "Sign In");
    case VOUCH_STOP_CONFIRM:
      /* Translators: one of four stops in the title bar: that it is you. Keep it short. */
      return C_("journey", "Confirm");
    case VOUCH_STOP_LOAD:
      /* Translators: one of four stops in the title bar: the messages. Keep it short. */
      return C_("journey", "Load");
    case VOUCH_STOP_DONE:
      return C_("journey", "All done");
    case VOUCH_STOP_NONE:
      break;
    }
  return NULL;
}

/* Returns: the place of a stop, from 0; N_STOPS for VOUCH_STOP_DONE */
static int
get_place (VouchStop stop)
{
  return (int) stop - VOUCH_STOP_FIND;
}

/* Returns: (transfer full): "Confirm, 3 of 4" */
static char *
fill_in (const char *format,
         VouchStop   stop,
         const char *name)
{
  g_autoptr(GString) text = g_string_new (format);
  g_autofree char *number = g_strdup_printf ("%d", get_place (stop) + 1);
  g_autofree char *count = g_strdup_printf ("%d", N_STOPS);

    g_string_replace (text, "{number}", number, 1);
  g_string_replace (text, "{count}", count, 1);
  g_string_replace (text, "{stop}", name, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update_accessible (VouchJourney *self)
{
  g_autofree char *text = vouch_journey_describe_stop (self->stop, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : "Vouch",
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                  (double) MAX (get_place (self->stop), 0),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text != NULL ? text : "",
                                  -1);
}

static void
update_stops (VouchJourney *self)
{
  int place = get_place (self->stop);
  g_autofree char *summary = NULL;
  g_autofree char *count = NULL;

  for (int i = 0; i < N_STOPS; i++)
    {
      Stop *stop = &self->stops[i];

      gtk_image_set_from_icon_name (GTK_IMAGE (stop->dot),
                                    i < place ? "object-select-symbolic" : NULL);
      vouch_set_css_class (stop->dot, "done", i < place);
      vouch_set_css_class (stop->dot, "current", i == place);
      vouch_set_css_class (stop->name, "current", i == place);
    }
  if (place >= 0 && place < N_STOPS)
    {
      /* Translators: where the user is, such as "Confirm, 3 of 4". */
      summary = fill_in (_("{stop}, {number} of {count}"), self->stop, get_name (self->stop));
      /* Translators: where the user is, where more has no room: "3 of 4". */
      count = fill_in (_("{number} of {count}"), self->stop, "");
    }
  else
    summary = g_strdup (get_name (self->stop));
  gtk_label_set_label (GTK_LABEL (self->summary), summary);
  gtk_label_set_label (GTK_LABEL (self->count), count != NULL ? count : summary);
  update_accessible (self);
}

static void
set_reached (double   reached,
             gpointer user_data)
{
  VouchJourney *self = user_data;

  self->reached = reached;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* The animation ends at once while the widget is not on screen or the user wants none. */
static void
fill_line (VouchJourney *self)
{
  adw_timed_animation_set_value_from (ADW_TIMED_ANIMATION (self->filling), self->reached);
  adw_timed_animation_set_value_to (ADW_TIMED_ANIMATION (self->filling),
                                    CLAMP (get_place (self->stop), 0, N_STOPS - 1));
  adw_animation_play (self->filling);
}

static int
measure_width (GtkWidget *widget,
               gboolean   natural)
{
  int minimum_width;
  int natural_width;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum_width, &natural_width,
                      NULL, NULL);
  return natural ? natural_width : minimum_width;
}

static int
measure_height (GtkWidget *widget)
{
  int height;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  return height;
}

static int
get_dots_width (VouchJourney *self,
                int           gap)
{
  return N_STOPS * measure_width (self->stops[0].dot, TRUE) + (N_STOPS - 1) * gap;
}

/* Columns are equally wide, so that the line has stops at equal distances. */
static int
get_names_width (VouchJourney *self)
{
  int column = 0;

  for (gsize i = 0; i < N_STOPS; i++)
    column = MAX (column, measure_width (self->stops[i].name, TRUE));
  return N_STOPS * (column + NAME_GAP);
}

static void
vouch_journey_measure (GtkWidget      *widget,
                       GtkOrientation  orientation,
                       int             for_size,
                       int            *minimum,
                       int            *natural,
                       int            *minimum_baseline,
                       int            *natural_baseline)
{
  VouchJourney *self = VOUCH_JOURNEY (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *natural = *minimum = MAX (measure_height (self->stops[0].dot) +
                               measure_height (self->summary),
                               measure_height (self->title));
  else if (self->stop == VOUCH_STOP_NONE)
    *natural = *minimum = measure_width (self->title, TRUE);
  else
    {
      *minimum = MAX (get_dots_width (self, DOT_GAP_MIN), measure_width (self->count, FALSE));
      *natural = MAX (get_names_width (self), measure_width (self->summary, TRUE));
    }
}

static void
allocate (GtkWidget *child,
          int        x,
          int        y,
          int        width,
          int        height)
{
  const GtkAllocation allocation = { x, y, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

/* Allocates the line from the middle of one dot to that of another one. */
static void
allocate_line (GtkWidget *line,
               int        from,
               int        to,
               int        y)
{
  gtk_widget_set_child_visible (line, from != to);
  if (from != to)
    allocate (line, MIN (from, to), y - LINE_WIDTH / 2, ABS (to - from), LINE_WIDTH);
}

/* @column: the distance of two stops
 * @first: the middle of the first dot; the others are right of it, or left in right-to-left */
static void
allocate_stops (VouchJourney *self,
                int           first,
                int           column,
                int           top)
{
  int direction = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  int dot = measure_width (self->stops[0].dot, TRUE);
  int height = measure_height (self->stops[0].dot);
  int middle = top + height / 2;

  allocate_line (self->line, first, first + direction * column * (N_STOPS - 1), middle);
  allocate_line (self->filled_line, first, first + (int) (direction * column * self->reached),
                 middle);
  for (int i = 0; i < N_STOPS; i++)
    {
      Stop *stop = &self->stops[i];
      int x = first + direction * column * i;

      allocate (stop->dot, x - dot / 2, top, dot, height);
      if (gtk_widget_get_child_visible (stop->name))
        allocate (stop->name, x - column / 2, top + height, column,
                  measure_height (stop->name));
    }
}

/* Shows the names, else one label: the longest that fits.
 * Returns: (nullable): that label */
static GtkWidget *
show_parts (VouchJourney *self,
            int           width)
{
  gboolean on_the_way = self->stop != VOUCH_STOP_NONE;
  gboolean named = width >= get_names_width (self);
  gboolean summed_up = width >= measure_width (self->summary, TRUE);

  for (gsize i = 0; i < N_STOPS; i++)
    {
      gtk_widget_set_child_visible (self->stops[i].dot, on_the_way);
      gtk_widget_set_child_visible (self->stops[i].name, on_the_way && named);
    }
  gtk_widget_set_child_visible (self->line, on_the_way);
  gtk_widget_set_child_visible (self->filled_line, on_the_way);
  gtk_widget_set_child_visible (self->summary, on_the_way && !named && summed_up);
  gtk_widget_set_child_visible (self->count, on_the_way && !named && !summed_up);
  gtk_widget_set_child_visible (self->title, !on_the_way);
  if (!on_the_way || named)
    return NULL;
  return summed_up ? self->summary : self->count;
}

static void
vouch_journey_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  VouchJourney *self = VOUCH_JOURNEY (widget);
  GtkWidget *label = show_parts (self, width);
  int dot_height = measure_height (self->stops[0].dot);
  int label_height = measure_height (self->summary);
  int top = MAX (height - dot_height - label_height, 0) / 2;
  int column = get_names_width (self) / N_STOPS;
  int half;

  if (self->stop == VOUCH_STOP_NONE)
    {
      allocate (self->title, 0, 0, width, height);
      return;
    }
  if (label != NULL)
    {
      allocate (label, 0, top + dot_height, width, label_height);
      column = measure_width (self->stops[0].dot, TRUE) +
               (width >= get_dots_width (self, DOT_GAP) ? DOT_GAP : DOT_GAP_MIN);
    }
  half = column * (N_STOPS - 1) / 2;
  allocate_stops (self, gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? width / 2 + half
                                                                             : width / 2 - half,
                  column, top);
}

static void
vouch_journey_get_property (GObject    *object,
                            guint       property_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_STOP:
      g_value_set_enum (value, VOUCH_JOURNEY (object)->stop);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_journey_set_property (GObject      *object,
                            guint         property_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_STOP:
      vouch_journey_set_stop (VOUCH_JOURNEY (object), g_value_get_enum (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_journey_dispose (GObject *object)
{
  VouchJourney *self = VOUCH_JOURNEY (object);
  GtkWidget *child;

  g_clear_object (&self->filling);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (vouch_journey_parent_class)->dispose (object);
}

static void
vouch_journey_class_init (VouchJourneyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = vouch_journey_get_property;
  object_class->set_property = vouch_journey_set_property;
  object_class->dispose = vouch_journey_dispose;
  widget_class->measure = vouch_journey_measure;
  widget_class->size_allocate = vouch_journey_size_allocate;

  properties[PROP_STOP] = g_param_spec_enum ("stop", NULL, NULL, VOUCH_TYPE_STOP, VOUCH_STOP_NONE,
                                             VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
  gtk_widget_class_set_css_name (widget_class, "journey");
}

/* The journey speaks for its parts. */
static GtkWidget *
add_part (VouchJourney *self,
          GType         type,
          const char   *css_class)
{
  GtkWidget *part = g_object_new (type, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (part, css_class);
  gtk_widget_set_parent (part, GTK_WIDGET (self));
  return part;
}

static void
vouch_journey_init (VouchJourney *self)
{
  self->line = add_part (self, GTK_TYPE_BOX, "line");
  self->filled_line = add_part (self, GTK_TYPE_BOX, "line");
  gtk_widget_add_css_class (self->filled_line, "filled");
  for (int i = 0; i < N_STOPS; i++)
    {
      self->stops[i].dot = add_part (self, GTK_TYPE_IMAGE, "dot");
      self->stops[i].name = add_part (self, GTK_TYPE_LABEL, "name");
      gtk_label_set_label (GTK_LABEL (self->stops[i].name), get_name (VOUCH_STOP_FIND + i));
    }
  self->summary = add_part (self, GTK_TYPE_LABEL, "name");
  gtk_widget_add_css_class (self->summary, "current");
  self->count = add_part (self, GTK_TYPE_LABEL, "name");
  gtk_widget_add_css_class (self->count, "current");
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_END);
  self->title = add_part (self, GTK_TYPE_LABEL, "title");
  gtk_label_set_label (GTK_LABEL (self->title), "Vouch");

  self->filling = adw_timed_animation_new (GTK_WIDGET (self), 0, 0, FILL_TIME,
                                           adw_callback_animation_target_new (set_reached, self,
                                                                              NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) N_STOPS,
                                  -1);
  update_stops (self);
}

void
vouch_journey_set_stop (VouchJourney *self,
                        VouchStop     stop)
{
  g_return_if_fail (VOUCH_IS_JOURNEY (self));

  if (!vouch_property_set (self, &self->stop, stop, properties[PROP_STOP]))
    return;
  update_stops (self);
  fill_line (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

char *
vouch_journey_describe_stop (VouchStop   stop,
                             const char *title)
{
  const char *name = title != NULL ? title : get_name (stop);

  if (stop == VOUCH_STOP_NONE || stop == VOUCH_STOP_DONE)
    return g_strdup (name);
  /* Translators: where the user is, such as "Step 3 of 4: Confirm". */
  return fill_in (_("Step {number} of {count}: {stop}"), stop, name);
}
