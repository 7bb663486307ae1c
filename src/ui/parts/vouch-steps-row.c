/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-steps-row"

#include "vouch-steps-row.h"

#include <glib/gi18n.h>

#include "vouch-property.h"
#include "vouch-repairs.h"

/* Not a GtkBox, for the reason that is told of VouchPoint. */
struct _VouchStepsRow
{
  GtkGrid             parent_instance;

  /* owned */
  char               *text;    /* (nullable): markup */
  char               *name;
  guint               number;  /* 0: not placed yet */
  guint               count;
  VouchStepsRowState  state;

  /* borrowed: parts of the row */
  GtkWidget          *number_label;
  GtkWidget          *check_mark;
  GtkWidget          *sentence;
};

G_DEFINE_FINAL_TYPE (VouchStepsRow, vouch_steps_row, GTK_TYPE_GRID)

enum {
  PROP_0,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Returns: (transfer full): the sentence as a screen reader says it */
static char *
strip_markup (const char *markup)
{
  char *plain = NULL;

  if (!pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL))
    return g_strdup (markup);
  return plain;
}

static const char *
get_name_format (VouchStepsRowState state)
{
  switch (state)
    {
    case VOUCH_STEPS_ROW_CURRENT:
      /* Translators: read out by screen readers: {text} is a sentence such as "Press Accept". */
      return _("Step {number} of {count}, current: {text}");
    case VOUCH_STEPS_ROW_DONE:
      /* Translators: read out by screen readers: {text} is a sentence such as "Press Accept". */
      return _("Step {number} of {count}, done: {text}");
    case VOUCH_STEPS_ROW_OPEN:
      break;
    }
  /* Translators: read out by screen readers: {text} is a sentence such as "Press Accept". */
  return _("Step {number} of {count}: {text}");
}

static void
update_name (VouchStepsRow *self)
{
  g_autoptr(GString) name = g_string_new (get_name_format (self->state));
  g_autofree char *number = g_strdup_printf ("%u", self->number);
  g_autofree char *count = g_strdup_printf ("%u", self->count);
  g_autofree char *text = strip_markup (self->text != NULL ? self->text : "");

  g_string_replace (name, "{number}", number, 1);
  g_string_replace (name, "{count}", count, 1);
  g_string_replace (name, "{text}", text, 1);
  g_free (self->name);
  self->name = g_string_free (g_steal_pointer (&name), FALSE);
  vouch_set_accessible_text (GTK_WIDGET (self), GTK_ACCESSIBLE_PROPERTY_LABEL, self->name);
}

static void
vouch_steps_row_get_property (GObject    *object,
                              guint       property_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, VOUCH_STEPS_ROW (object)->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_steps_row_set_property (GObject      *object,
                              guint         property_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_TEXT:
      vouch_steps_row_set_text (VOUCH_STEPS_ROW (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_steps_row_finalize (GObject *object)
{
  VouchStepsRow *self = VOUCH_STEPS_ROW (object);

  g_free (self->text);
  g_free (self->name);
  G_OBJECT_CLASS (vouch_steps_row_parent_class)->finalize (object);
}

static void
vouch_steps_row_class_init (VouchStepsRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = vouch_steps_row_get_property;
  object_class->set_property = vouch_steps_row_set_property;
  object_class->finalize = vouch_steps_row_finalize;

  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

/* The row speaks for its parts, so that nothing is read out twice. */
static GtkWidget *
add_part (VouchStepsRow *self,
          GType          type,
          int            column,
          const char    *css_class)
{
  GtkWidget *part = g_object_new (type,
                                  "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                  "valign", GTK_ALIGN_START,
                                  NULL);

  gtk_widget_add_css_class (part, css_class);
  gtk_grid_attach (GTK_GRID (self), part, column, 0, 1, 1);
  return part;
}

static void
vouch_steps_row_init (VouchStepsRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "step");
  gtk_grid_set_column_spacing (GTK_GRID (self), 12);
  self->number_label = add_part (self, GTK_TYPE_LABEL, 0, "sign");
  self->check_mark = add_part (self, GTK_TYPE_IMAGE, 1, "sign");
  gtk_image_set_from_icon_name (GTK_IMAGE (self->check_mark), "object-select-symbolic");
  gtk_widget_set_visible (self->check_mark, FALSE);

  self->sentence = add_part (self, GTK_TYPE_LABEL, 2, "sentence");
  g_object_set (self->sentence,
                "use-markup", TRUE,
                "wrap", TRUE,
                "wrap-mode", PANGO_WRAP_WORD_CHAR,
                "xalign", 0.0,
                "hexpand", TRUE,
                NULL);
  vouch_repair_labels (self->sentence);
}

GtkWidget *
vouch_steps_row_new (void)
{
  return g_object_new (VOUCH_TYPE_STEPS_ROW, NULL);
}

void
vouch_steps_row_set_text (VouchStepsRow *self,
                          const char    *text)
{
  g_return_if_fail (VOUCH_IS_STEPS_ROW (self));

  if (!vouch_property_set_string (self, &self->text, text, properties[PROP_TEXT]))
    return;
  gtk_label_set_label (GTK_LABEL (self->sentence), text != NULL ? text : "");
  update_name (self);
}

void
vouch_steps_row_place (VouchStepsRow      *self,
                       guint               number,
                       guint               count,
                       VouchStepsRowState  state)
{
  g_autofree char *text = g_strdup_printf ("%u", number);
  gboolean done = state == VOUCH_STEPS_ROW_DONE;

  g_return_if_fail (VOUCH_IS_STEPS_ROW (self));

  self->number = number;
  self->count = count;
  self->state = state;
  gtk_label_set_label (GTK_LABEL (self->number_label), text);
  gtk_widget_set_visible (self->number_label, !done);
  gtk_widget_set_visible (self->check_mark, done);
  vouch_set_css_class (GTK_WIDGET (self), "done", done);
  vouch_set_css_class (GTK_WIDGET (self), "current", state == VOUCH_STEPS_ROW_CURRENT);
  update_name (self);
}

const char *
vouch_steps_row_get_name (VouchStepsRow *self)
{
  g_return_val_if_fail (VOUCH_IS_STEPS_ROW (self), NULL);
  return self->name;
}
