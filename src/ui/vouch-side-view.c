/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-side-view"

#include "vouch-side-view.h"

#include "vouch-drawing.h"
#include "vouch-property.h"

struct _VouchSideView
{
  GtkWidget  parent_instance;

  /* owned: our children */
  GtkWidget *content;       /* nullable */
  GtkWidget *side;          /* nullable */

  gboolean   folded;
  gboolean   side_shown;
  guint      fold_tick;     /* "folded" and "side-shown" have yet to be notified */
};

G_DEFINE_FINAL_TYPE (VouchSideView, vouch_side_view, GTK_TYPE_WIDGET)

enum {
  PROP_0,
  PROP_CONTENT,
  PROP_SIDE,
  PROP_FOLDED,
  PROP_SIDE_SHOWN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Large text needs more room; at twice the size the pages need one and a half times as much. */
#define ROOM_FOR_BOTH      760
#define LARGEST_GROWTH     1.5
#define SMALLEST_SIDE      320
#define LARGEST_SIDE       420
#define SHARE_OF_SIDE     0.38

static double
get_growth (VouchSideView *self)
{
  return MIN (vouch_drawing_get_text_scale (GTK_WIDGET (self)), LARGEST_GROWTH);
}

static gboolean
has_focus_inside (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
set_in_sight (GtkWidget *widget,
              gboolean   in_sight)
{
  if (widget == NULL)
    return;
  gtk_widget_set_can_focus (widget, in_sight);
  gtk_accessible_update_state (GTK_ACCESSIBLE (widget),
                               GTK_ACCESSIBLE_STATE_HIDDEN, !in_sight,
                               -1);
}

static void
update_sight (VouchSideView *self)
{
  gboolean one = self->folded && self->side != NULL;

  set_in_sight (self->content, !one || !self->side_shown);
  set_in_sight (self->side, !one || self->side_shown);
}

static gboolean
on_fold_tick (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  VOUCH_SIDE_VIEW (widget)->fold_tick = 0;
  g_object_notify_by_pspec (G_OBJECT (widget), properties[PROP_FOLDED]);
  g_object_notify_by_pspec (G_OBJECT (widget), properties[PROP_SIDE_SHOWN]);
  return G_SOURCE_REMOVE;
}

/* Who listens may change sizes, which is too late while sizes are given out. The focus stays where
 * it is: what has it is shown. */
static void
set_folded (VouchSideView *self,
            gboolean       folded)
{
  if (folded == self->folded)
    return;

  self->folded = folded;
  if (folded && self->side != NULL && has_focus_inside (self->side))
    self->side_shown = TRUE;
  update_sight (self);
  if (self->fold_tick == 0)
    self->fold_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_fold_tick, NULL, NULL);
}

static void
measure_child (GtkWidget      *child,
               GtkOrientation  orientation,
               int            *minimum,
               int            *natural)
{
  *minimum = *natural = 0;
  if (child != NULL)
    gtk_widget_measure (child, orientation, -1, minimum, natural, NULL, NULL);
}

/* It must fit with one of the two, so that the window can become as narrow. */
static void
vouch_side_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  VouchSideView *self = VOUCH_SIDE_VIEW (widget);
  int content_minimum, content_natural, side_minimum, side_natural;

  measure_child (self->content, orientation, &content_minimum, &content_natural);
  measure_child (self->side, orientation, &side_minimum, &side_natural);
  *minimum = MAX (content_minimum, side_minimum);
  *natural = MAX (content_natural, side_natural);
}

static void
place (GtkWidget *child,
       int        x,
       int        width,
       int        height)
{
  if (child != NULL)
    gtk_widget_size_allocate (child, &(GtkAllocation) { x, 0, width, height }, -1);
}

/* What is out of sight lies beside the window. */
static void
vouch_side_view_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  VouchSideView *self = VOUCH_SIDE_VIEW (widget);
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int side_width;

  if (self->side == NULL)
    {
      place (self->content, 0, width, height);
      return;
    }

  set_folded (self, width < vouch_side_view_get_room_for_both (self));
  if (self->folded)
    {
      int away = mirrored ? -width : width;

      place (self->content, self->side_shown ? -away : 0, width, height);
      place (self->side, self->side_shown ? 0 : away, width, height);
      return;
    }

  side_width = (int) CLAMP (SHARE_OF_SIDE * width,
                            SMALLEST_SIDE * get_growth (self), LARGEST_SIDE * get_growth (self));
  place (self->content, mirrored ? side_width : 0, width - side_width, height);
  place (self->side, mirrored ? 0 : width - side_width, side_width, height);
}

static void
vouch_side_view_dispose (GObject *object)
{
  VouchSideView *self = VOUCH_SIDE_VIEW (object);

  if (self->fold_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->fold_tick);
  self->fold_tick = 0;
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_pointer (&self->side, gtk_widget_unparent);

  G_OBJECT_CLASS (vouch_side_view_parent_class)->dispose (object);
}

static void
vouch_side_view_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  VouchSideView *self = VOUCH_SIDE_VIEW (object);

  switch (property_id)
    {
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_SIDE:
      g_value_set_object (value, self->side);
      break;
    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;
    case PROP_SIDE_SHOWN:
      g_value_set_boolean (value, self->side_shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_side_view_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  VouchSideView *self = VOUCH_SIDE_VIEW (object);

  switch (property_id)
    {
    case PROP_CONTENT:
      vouch_side_view_set_content (self, g_value_get_object (value));
      break;
    case PROP_SIDE:
      vouch_side_view_set_side (self, g_value_get_object (value));
      break;
    case PROP_SIDE_SHOWN:
      vouch_side_view_set_side_shown (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_side_view_class_init (VouchSideViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = vouch_side_view_dispose;
  object_class->get_property = vouch_side_view_get_property;
  object_class->set_property = vouch_side_view_set_property;
  widget_class->measure = vouch_side_view_measure;
  widget_class->size_allocate = vouch_side_view_size_allocate;

  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET,
                                                  VOUCH_PARAM_READWRITE);
  properties[PROP_SIDE] = g_param_spec_object ("side", NULL, NULL, GTK_TYPE_WIDGET,
                                               VOUCH_PARAM_READWRITE);
  properties[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                                  VOUCH_PARAM_READABLE);
  properties[PROP_SIDE_SHOWN] = g_param_spec_boolean ("side-shown", NULL, NULL, FALSE,
                                                      VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "side-view");
}

static void
vouch_side_view_init (VouchSideView *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

static void
replace (VouchSideView  *self,
         GtkWidget     **child,
         GtkWidget      *widget,
         GParamSpec     *pspec)
{
  if (*child == widget)
    return;

  g_clear_pointer (child, gtk_widget_unparent);
  *child = widget;
  if (widget != NULL)
    gtk_widget_set_parent (widget, GTK_WIDGET (self));
  update_sight (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

void
vouch_side_view_set_content (VouchSideView *self,
                             GtkWidget     *widget)
{
  g_return_if_fail (VOUCH_IS_SIDE_VIEW (self));
  g_return_if_fail (widget == NULL || GTK_IS_WIDGET (widget));

  replace (self, &self->content, widget, properties[PROP_CONTENT]);
}

void
vouch_side_view_set_side (VouchSideView *self,
                          GtkWidget     *widget)
{
  g_return_if_fail (VOUCH_IS_SIDE_VIEW (self));
  g_return_if_fail (widget == NULL || GTK_IS_WIDGET (widget));

  replace (self, &self->side, widget, properties[PROP_SIDE]);
}

int
vouch_side_view_get_room_for_both (VouchSideView *self)
{
  g_return_val_if_fail (VOUCH_IS_SIDE_VIEW (self), 0);

  return (int) (ROOM_FOR_BOTH * get_growth (self));
}

gboolean
vouch_side_view_get_folded (VouchSideView *self)
{
  g_return_val_if_fail (VOUCH_IS_SIDE_VIEW (self), FALSE);

  return self->folded;
}

gboolean
vouch_side_view_get_side_shown (VouchSideView *self)
{
  g_return_val_if_fail (VOUCH_IS_SIDE_VIEW (self), FALSE);

  return self->side_shown;
}

void
vouch_side_view_set_side_shown (VouchSideView *self,
                                gboolean       shown)
{
  g_return_if_fail (VOUCH_IS_SIDE_VIEW (self));

  if (!vouch_property_set (self, &self->side_shown, shown, properties[PROP_SIDE_SHOWN]))
    return;
  update_sight (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}
