/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "looks.h"

#include <string.h>

#define TOLERANCE 1.f           /* pixels: bounds are rounded */
#define MARGIN 13.f             /* the toolkit's own parts have negative margins */
#define ALL_ROOM .55f           /* of the width of the window */
#define LEAST_SCROLLED .33f     /* of a page must be left above its buttons */

typedef struct {
  GtkWidget *window;
  GPtrArray *leaves;
  GPtrArray *faults;
} Layout;

static void G_GNUC_PRINTF (3, 4)
blame (Layout     *layout,
       GtkWidget  *widget,
       const char *format,
       ...)
{
  g_autofree char *name = looks_describe (widget);
  g_autofree char *what = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_ptr_array_add (layout->faults, g_strdup_printf ("%s %s", name, what));
}

static void
check_inside (Layout    *layout,
              GtkWidget *widget)
{
  float width = gtk_widget_get_width (layout->window);
  float height = gtk_widget_get_height (layout->window);
  graphene_rect_t bounds, in_sight;

  looks_get_bounds (widget, layout->window, &bounds, &in_sight);
  if (bounds.origin.x < -TOLERANCE || bounds.origin.x + bounds.size.width > width + TOLERANCE)
    blame (layout, widget, "is cut at the side: %.0f to %.0f of %.0f", bounds.origin.x,
           bounds.origin.x + bounds.size.width, width);
  if (looks_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW) == NULL &&
      (bounds.origin.y < -TOLERANCE || bounds.origin.y + bounds.size.height > height + TOLERANCE))
    blame (layout, widget, "is out of reach: %.0f to %.0f of %.0f", bounds.origin.y,
           bounds.origin.y + bounds.size.height, height);
}

/* What is written into an empty entry begins below its title. */
static void
check_caret (Layout    *layout,
             GtkWidget *text)
{
  gboolean from_right = gtk_widget_get_direction (text) == GTK_TEXT_DIR_RTL;
  graphene_rect_t caret;

  if (*gtk_editable_get_text (GTK_EDITABLE (text)) != '\0')
    return;
  looks_get_caret (text, text, &caret);
  if ((caret.origin.x > gtk_widget_get_width (text) / 2) != from_right ||
      caret.origin.x > gtk_widget_get_width (text) - 1)
    blame (layout, text, "has its caret at %.0f of %d", caret.origin.x,
           gtk_widget_get_width (text));
}

/* The title of an entry may take several lines, and is above what is written. */
static void
check_entry_row (Layout    *layout,
                 GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_ENTRY_ROW);
  GtkWidget *text;
  graphene_rect_t bounds, caret;

  if (row == NULL || !gtk_widget_compute_bounds (widget, row, &bounds))
    return;
  if (bounds.origin.y < 0 || bounds.origin.y + bounds.size.height > gtk_widget_get_height (row))
    blame (layout, widget, "is higher than its row: %.0f to %.0f of %d", bounds.origin.y,
           bounds.origin.y + bounds.size.height, gtk_widget_get_height (row));
  text = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (row)));
  if (!GTK_IS_LABEL (widget) || gtk_widget_is_ancestor (widget, text) ||
      gtk_widget_get_opacity (text) < 1)
    return;
  looks_get_caret (text, row, &caret);
  if (caret.origin.y + 1 < bounds.origin.y + bounds.size.height)
    blame (layout, widget, "is covered by what is written below it: to %.0f, from %.0f",
           bounds.origin.y + bounds.size.height, caret.origin.y);
}

/* It fits into what it is in. */
static void
check_parents (Layout    *layout,
               GtkWidget *widget)
{
  graphene_rect_t bounds;

  for (GtkWidget *parent = gtk_widget_get_parent (widget);
       parent != NULL && parent != layout->window; parent = gtk_widget_get_parent (parent))
    {
      float width = gtk_widget_get_width (parent);

      if (!gtk_widget_compute_bounds (widget, parent, &bounds) || width <= 0)
        continue;
      if (bounds.origin.x < -MARGIN || bounds.origin.x + bounds.size.width > width + MARGIN)
        {
          blame (layout, widget, "is wider than the %s that it is in: %.0f to %.0f of %.0f",
                 G_OBJECT_TYPE_NAME (parent), bounds.origin.x,
                 bounds.origin.x + bounds.size.width, width);
          return;
        }
    }
}

static gboolean
is_letter_at (const char *text,
              int         index)
{
  return g_unichar_isalpha (g_utf8_get_char (text + index)) &&
         !g_unichar_iswide (g_utf8_get_char (text + index));
}

/* Whether it is in an address or the like, which has no words. */
static gboolean
is_in_address (const char *text,
               int         index)
{
  int start = index, end = index;

  while (start > 0 && !g_ascii_isspace (text[start - 1]))
    start--;
  while (text[end] != '\0' && !g_ascii_isspace (text[end]))
    end++;
  return strpbrk (text + start, "@:/_") != NULL && strpbrk (text + start, "@:/_") < text + end;
}

/* A word may be longer than the widest line that there is, but not on a tile or a narrow button. */
static gboolean
has_all_room (Layout    *layout,
              GtkWidget *label)
{
  return gtk_widget_get_width (label) > ALL_ROOM * gtk_widget_get_width (layout->window);
}

/* A line must not begin inside a word. */
static void
check_words (Layout     *layout,
             GtkWidget  *widget,
             PangoLayout *lines)
{
  const char *text = pango_layout_get_text (lines);

  for (int i = 1; i < pango_layout_get_line_count (lines); i++)
    {
      int start = pango_layout_get_line_readonly (lines, i)->start_index;
      const char *before = g_utf8_find_prev_char (text, text + start);

      if (before != NULL && is_letter_at (text, before - text) && is_letter_at (text, start) &&
          !is_in_address (text, start) && !has_all_room (layout, widget))
        blame (layout, widget, "has a word torn before “%.12s”", text + start);
    }
}

/* Where it breaks an address, Pango would put a hyphen, which looks like a part of it. */
static void
check_hyphens (Layout    *layout,
               GtkWidget *label)
{
  const char *text = gtk_label_get_text (GTK_LABEL (label));
  PangoLayout *lines = gtk_label_get_layout (GTK_LABEL (label));
  PangoAttrList *attributes = pango_layout_get_attributes (lines);
  g_autoptr(PangoAttrIterator) iterator = NULL;
  PangoAttribute *hyphens = NULL;

  if (!gtk_label_get_wrap (GTK_LABEL (label)) ||
      (strchr (text, '@') == NULL && strstr (text, "://") == NULL))
    return;
  if (attributes != NULL)
    {
      iterator = pango_attr_list_get_iterator (attributes);
      hyphens = pango_attr_iterator_get (iterator, PANGO_ATTR_INSERT_HYPHENS);
    }
  if (hyphens == NULL || ((PangoAttrInt *) hyphens)->value != FALSE)
    blame (layout, label, "may get a hyphen in its address");
}

static void
check_label (Layout    *layout,
             GtkWidget *widget)
{
  PangoLayout *lines = gtk_label_get_layout (GTK_LABEL (widget));
  int width, height;

  if (*gtk_label_get_text (GTK_LABEL (widget)) == '\0')
    return;
  pango_layout_get_pixel_size (lines, &width, &height);
  if (pango_layout_is_ellipsized (lines))
    blame (layout, widget, "is shortened");
  else if (width > gtk_widget_get_width (widget) + TOLERANCE ||
           height > gtk_widget_get_height (widget) + TOLERANCE)
    blame (layout, widget, "is cut: %d × %d in %d × %d", width, height,
           gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  check_words (layout, widget, lines);
  check_hyphens (layout, widget);
}

static void
check_scroller (Layout    *layout,
                GtkWidget *widget)
{
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));
  float height = gtk_widget_get_height (widget);

  if (gtk_adjustment_get_upper (adjustment) > height + TOLERANCE &&
      height < LEAST_SCROLLED * gtk_widget_get_height (gtk_widget_get_parent (widget)))
    blame (layout, widget, "shows only %.0f pixels of %.0f, in %d with its buttons", height,
           gtk_adjustment_get_upper (adjustment),
           gtk_widget_get_height (gtk_widget_get_parent (widget)));
}

static void
check_widget (gpointer data,
              gpointer user_data)
{
  GtkWidget *widget = data;
  Layout *layout = user_data;

  if (gtk_widget_get_opacity (widget) == 0)     /* of the two titles of an entry, one */
    return;
  if (GTK_IS_SCROLLED_WINDOW (widget))
    check_scroller (layout, widget);
  if (GTK_IS_LABEL (widget))
    check_label (layout, widget);
  if (!GTK_IS_LABEL (widget) && !GTK_IS_IMAGE (widget) && !looks_is_control (widget))
    return;
  check_inside (layout, widget);
  check_parents (layout, widget);
  check_entry_row (layout, widget);
  if (GTK_IS_TEXT (widget))
    check_caret (layout, widget);
  g_ptr_array_add (layout->leaves, widget);
}

/* In an overlay one thing covers the other on purpose. */
static gboolean
may_cover (GtkWidget *one,
           GtkWidget *other)
{
  GtkWidget *common = gtk_widget_get_parent (one);

  while (common != NULL && !gtk_widget_is_ancestor (other, common))
    common = gtk_widget_get_parent (common);
  return GTK_IS_OVERLAY (common) || GTK_IS_TEXT (common) ||
         gtk_widget_is_ancestor (one, other) || gtk_widget_is_ancestor (other, one) ||
         looks_get_ancestor (one, GTK_TYPE_TEXT) != NULL ||
         g_strcmp0 (G_OBJECT_TYPE_NAME (common), "AdwEntryRow") == 0 ||
         gtk_widget_get_ancestor (one, ADW_TYPE_ENTRY_ROW) != NULL;
}

static void
check_overlaps (Layout *layout)
{
  for (guint i = 0; i < layout->leaves->len; i++)
    for (guint j = i + 1; j < layout->leaves->len; j++)
      {
        GtkWidget *one = layout->leaves->pdata[i];
        GtkWidget *other = layout->leaves->pdata[j];
        graphene_rect_t bounds, first, second, both;

        looks_get_bounds (one, layout->window, &bounds, &first);
        looks_get_bounds (other, layout->window, &bounds, &second);
        if (graphene_rect_intersection (&first, &second, &both) &&
            both.size.width > TOLERANCE && both.size.height > TOLERANCE && !may_cover (one, other))
          {
            g_autofree char *name = looks_describe (other);

            blame (layout, one, "is covered by %s", name);
          }
      }
}

static int
get_minimum_width (GtkWidget *widget)
{
  int minimum;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

/* What keeps the window from being smaller, as far as one can tell */
static GtkWidget *
find_widest (GtkWidget *widget)
{
  GtkWidget *widest = NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) &&
        (widest == NULL || get_minimum_width (child) > get_minimum_width (widest)))
      widest = child;
  if (widest == NULL || looks_is_control (widget))
    return widget;
  return find_widest (widest);
}

static void
check_size (Layout *layout,
            int     width,
            int     height)
{
  g_autofree char *widest = NULL;

  if (looks_has_size (layout->window, width, height))
    return;
  widest = looks_describe (find_widest (layout->window));
  g_ptr_array_add (layout->faults,
                   g_strdup_printf ("the window cannot be made %d × %d: it is %d × %d, perhaps "
                                    "because of %s",
                                    width, height, gtk_widget_get_width (layout->window),
                                    gtk_widget_get_height (layout->window), widest));
}

void
looks_check_layout (GtkWidget *window,
                    int        width,
                    int        height,
                    GPtrArray *faults)
{
  g_autoptr(GPtrArray) leaves = g_ptr_array_new ();
  Layout layout = { window, leaves, faults };

  check_size (&layout, width, height);
  looks_walk (window, check_widget, &layout);
  check_overlaps (&layout);
}
