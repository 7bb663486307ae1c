/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-point"

#include "vouch-point.h"

#include "vouch-property.h"
#include "vouch-repairs.h"

/* A GtkBox of GTK 4.8 gives the words more width than there is: it asks how wide they are in their
 * height, which of a text in several fonts is a pixel too small. */
struct _VouchPoint
{
  GtkGrid     parent_instance;

  /* owned */
  char       *icon_name;   /* (nullable) */
  char       *heading;     /* (nullable) */
  char       *text;        /* (nullable) */

  /* borrowed: parts of the point */
  GtkWidget  *image;
  GtkWidget  *heading_label;
  GtkWidget  *text_label;
};

G_DEFINE_FINAL_TYPE (VouchPoint, vouch_point, GTK_TYPE_GRID)

enum {
  PROP_0,
  PROP_ICON_NAME,
  PROP_HEADING,
  PROP_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A screen reader is told the heading and the sentence as one. */
static void
show (VouchPoint *self)
{
  g_autofree char *name = g_strdup_printf ("%s\n%s", self->heading != NULL ? self->heading : "",
                                           self->text != NULL ? self->text : "");

  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), self->icon_name);
  gtk_label_set_label (GTK_LABEL (self->heading_label), self->heading);
  gtk_widget_set_visible (self->heading_label, self->heading != NULL);
  gtk_label_set_label (GTK_LABEL (self->text_label), self->text);
  gtk_widget_set_visible (self->text_label, self->text != NULL);
  vouch_set_accessible_text (GTK_WIDGET (self), GTK_ACCESSIBLE_PROPERTY_LABEL, g_strstrip (name));
}

static void
vouch_point_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  VouchPoint *self = VOUCH_POINT (object);

  switch (property_id)
    {
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_HEADING:
      g_value_set_string (value, self->heading);
      break;
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_point_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  VouchPoint *self = VOUCH_POINT (object);
  const char *string = g_value_get_string (value);

  switch (property_id)
    {
    case PROP_ICON_NAME:
      vouch_property_set_string (self, &self->icon_name, string, pspec);
      break;
    case PROP_HEADING:
      vouch_property_set_string (self, &self->heading, string, pspec);
      break;
    case PROP_TEXT:
      vouch_property_set_string (self, &self->text, string, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      return;
    }
  show (self);
}

static void
vouch_point_finalize (GObject *object)
{
  VouchPoint *self = VOUCH_POINT (object);

  g_free (self->icon_name);
  g_free (self->heading);
  g_free (self->text);
  G_OBJECT_CLASS (vouch_point_parent_class)->finalize (object);
}

static void
vouch_point_class_init (VouchPointClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = VOUCH_PARAM_READWRITE;

  object_class->get_property = vouch_point_get_property;
  object_class->set_property = vouch_point_set_property;
  object_class->finalize = vouch_point_finalize;

  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

/* The point speaks for its parts, so that nothing is read out twice. */
static GtkWidget *
build_label (GtkBox *box)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "xalign", 0.0,
                                   NULL);

  gtk_box_append (box, label);
  return label;
}

static void
vouch_point_init (VouchPoint *self)
{
  GtkBox *words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));

  self->image = g_object_new (GTK_TYPE_IMAGE,
                              "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              "valign", GTK_ALIGN_START,
                              NULL);
  gtk_widget_set_hexpand (GTK_WIDGET (words), TRUE);
  self->heading_label = build_label (words);
  self->text_label = build_label (words);
  gtk_widget_add_css_class (self->heading_label, "heading");

  gtk_widget_add_css_class (GTK_WIDGET (self), "point");
  gtk_grid_set_column_spacing (GTK_GRID (self), 15);
  gtk_grid_attach (GTK_GRID (self), self->image, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (self), GTK_WIDGET (words), 1, 0, 1, 1);
}
