/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-steps"

#include "vouch-steps.h"

#include "vouch-compat.h"
#include "vouch-nothing-there.h"
#include "vouch-property.h"
#include "vouch-setup.h"

struct _VouchSteps
{
  GtkBox             parent_instance;

  int                done;

  /* borrowed: our children */
  GtkBox            *list;
  VouchNothingThere *nothing_there;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (VouchSteps, vouch_steps, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum {
  PROP_0,
  PROP_DONE,
  PROP_SETUP,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static VouchStepsRowState
choose_state (VouchSteps *self,
              int         index)
{
  if (index < self->done)
    return VOUCH_STEPS_ROW_DONE;
  return index == self->done ? VOUCH_STEPS_ROW_CURRENT : VOUCH_STEPS_ROW_OPEN;
}

static void
place_rows (VouchSteps *self)
{
  GtkWidget *first = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  guint count = 0;
  int index = 0;

  for (GtkWidget *row = first; row != NULL; row = gtk_widget_get_next_sibling (row))
    count += gtk_widget_get_visible (row);
  for (GtkWidget *row = first; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      {
        vouch_steps_row_place (VOUCH_STEPS_ROW (row), (guint) index + 1, count,
                               choose_state (self, index));
        index++;
      }
}

static void
append_row (VouchSteps *self,
            GtkWidget  *row)
{
  gtk_box_append (self->list, row);
  g_signal_connect_object (row, "notify::visible", G_CALLBACK (place_rows), self,
                           G_CONNECT_SWAPPED);
}

static void
vouch_steps_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VouchSteps *self = VOUCH_STEPS (object);

  switch (property_id)
    {
    case PROP_DONE:
      g_value_set_int (value, self->done);
      break;
    case PROP_SETUP:
      g_object_get_property (G_OBJECT (self->nothing_there), "setup", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_steps_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  VouchSteps *self = VOUCH_STEPS (object);

  switch (property_id)
    {
    case PROP_DONE:
      vouch_steps_set_done (self, g_value_get_int (value));
      break;
    case PROP_SETUP:
      g_object_set_property (G_OBJECT (self->nothing_there), "setup", value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_steps_class_init (VouchStepsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_steps_get_property;
  object_class->set_property = vouch_steps_set_property;

  properties[PROP_DONE] = g_param_spec_int ("done", NULL, NULL, -1, G_MAXINT, 0,
                                            VOUCH_PARAM_READWRITE);
  properties[PROP_SETUP] = g_param_spec_object ("setup", NULL, NULL, VOUCH_TYPE_SETUP,
                                                VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (VOUCH_TYPE_STEPS_ROW);
}

static void
vouch_steps_init (VouchSteps *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->list = g_object_new (GTK_TYPE_BOX,
                             "accessible-role", GTK_ACCESSIBLE_ROLE_LIST,
                             "orientation", GTK_ORIENTATION_VERTICAL,
                             "spacing", 12,
                             NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
  self->nothing_there = VOUCH_NOTHING_THERE (vouch_nothing_there_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self), "steps");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->nothing_there));
}

static void
vouch_steps_add_child (GtkBuildable *buildable,
                       GtkBuilder   *builder,
                       GObject      *child,
                       const char   *type)
{
  VouchSteps *self = VOUCH_STEPS (buildable);

  if (!VOUCH_IS_STEPS_ROW (child))
    {
      parent_buildable->add_child (buildable, builder, child, type);
      return;
    }
  append_row (self, GTK_WIDGET (child));
  place_rows (self);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = vouch_steps_add_child;
}

GtkWidget *
vouch_steps_new (void)
{
  return g_object_new (VOUCH_TYPE_STEPS, NULL);
}

void
vouch_steps_set_texts (VouchSteps         *self,
                       const char * const *texts)
{
  GtkWidget *row;

  g_return_if_fail (VOUCH_IS_STEPS (self));
  g_return_if_fail (texts != NULL);

  row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  for (; *texts != NULL; texts++)
    {
      if (row == NULL)
        {
          row = vouch_steps_row_new ();
          append_row (self, row);
        }
      vouch_steps_row_set_text (VOUCH_STEPS_ROW (row), *texts);
      row = gtk_widget_get_next_sibling (row);
    }
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (self->list, row);
      row = next;
    }
  place_rows (self);
}

/* Says what is to be done now, or what was done last. */
static void
announce (VouchSteps *self)
{
  int index = 0;
  const char *name = NULL;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));
       row != NULL && index <= self->done; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      {
        name = vouch_steps_row_get_name (VOUCH_STEPS_ROW (row));
        index++;
      }
  if (name != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_announce (GTK_WIDGET (self), name);
}

int
vouch_steps_get_done (VouchSteps *self)
{
  g_return_val_if_fail (VOUCH_IS_STEPS (self), 0);
  return self->done;
}

void
vouch_steps_set_done (VouchSteps *self,
                      int         done)
{
  g_return_if_fail (VOUCH_IS_STEPS (self));

  if (!vouch_property_set (self, &self->done, done, properties[PROP_DONE]))
    return;
  place_rows (self);
  announce (self);
  vouch_nothing_there_restart (self->nothing_there);
}
