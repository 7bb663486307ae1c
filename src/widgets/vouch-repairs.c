/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-repairs"

#include "vouch-repairs.h"

#include <string.h>

#include "vouch-drawing.h"

#define LONGEST_END 16   /* of two words that stay in one line, with text of the usual size */
#define WIDE_END     5   /* letters, where there are no words to be seen */

static void
name_button (GtkButton *button)
{
  const char *tooltip = gtk_widget_get_tooltip_text (GTK_WIDGET (button));

  if (gtk_button_get_use_underline (button))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
  else if (gtk_button_get_label (button) == NULL && tooltip != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                    -1);
}

void
vouch_name_buttons (GtkWidget *parent)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (GTK_IS_BUTTON (parent))
    name_button (GTK_BUTTON (parent));

  for (GtkWidget *child = gtk_widget_get_first_child (parent);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    vouch_name_buttons (child);
}

void
vouch_set_css_class (GtkWidget  *widget,
                     const char *css_class,
                     gboolean    wanted)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (wanted)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static gboolean
stands_alone (GtkWidget *button)
{
  if (gtk_widget_has_css_class (button, "pill") || gtk_widget_has_css_class (button, "flat"))
    return TRUE;
  while (button != NULL && !gtk_widget_has_css_class (button, "notice"))
    button = gtk_widget_get_parent (button);
  return button != NULL;
}

void
vouch_wrap_buttons (GtkWidget *parent)
{
  GtkWidget *child;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  child = gtk_widget_get_first_child (parent);
  if (GTK_IS_BUTTON (parent) && GTK_IS_LABEL (child) && stands_alone (parent))
    g_object_set (child,
                  "wrap", TRUE,
                  "wrap-mode", PANGO_WRAP_WORD_CHAR,
                  "natural-wrap-mode", GTK_NATURAL_WRAP_NONE,
                  "justify", GTK_JUSTIFY_CENTER,
                  NULL);

  for (; child != NULL; child = gtk_widget_get_next_sibling (child))
    vouch_wrap_buttons (child);
}

void
vouch_leave_out_hyphens (GtkWidget *parent)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  g_return_if_fail (GTK_IS_WIDGET (parent));

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (GTK_IS_LABEL (parent))
    gtk_label_set_attributes (GTK_LABEL (parent), attributes);

  for (GtkWidget *child = gtk_widget_get_first_child (parent);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    vouch_leave_out_hyphens (child);
}

gboolean
vouch_is_written_from_right (gunichar letter)
{
  switch ((int) g_unichar_get_script (letter))
    {
    case G_UNICODE_SCRIPT_ARABIC:
    case G_UNICODE_SCRIPT_HEBREW:
    case G_UNICODE_SCRIPT_SYRIAC:
    case G_UNICODE_SCRIPT_THAANA:
    case G_UNICODE_SCRIPT_NKO:
    case G_UNICODE_SCRIPT_ADLAM:
    case G_UNICODE_SCRIPT_HANIFI_ROHINGYA:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_mark (gunichar character)
{
  return character == 0x200e || character == 0x200f;
}

/* @markup: what is in tags is no text. A line that has its mark needs no other. */
static gboolean
begins_otherwise (const char *line,
                  gboolean    markup,
                  gboolean    from_right)
{
  gboolean begun = FALSE;
  gboolean in_tag = FALSE;

  if (is_mark (g_utf8_get_char (line)))
    return FALSE;
  for (const char *p = line; *p != '\0' && *p != '\n'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (markup && (character == '<' || character == '>'))
        in_tag = character == '<';
      if (in_tag || !g_unichar_isalpha (character))
        continue;
      if (vouch_is_written_from_right (character) == from_right)
        return begun;
      begun = TRUE;
    }
  return FALSE;
}

/* A path, a port or a user in a sentence: "~/.beeper", ":23400", "@ada:beeper.com". From right to
 * left the sign at its start would be shown at its end. What is isolated already is left out. */
static GRegex *
get_path_pattern (void)
{
  static GRegex *pattern = NULL;

  if (pattern == NULL)
    pattern = g_regex_new ("(?<![!-~\\x{2066}\\x{2068}])[~:/@][/A-Za-z0-9][!-;=?-~]*[A-Za-z0-9]",
                           0, 0, NULL);
  return pattern;
}

static gboolean
has_letter_from_right (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (vouch_is_written_from_right (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static gboolean
needs_isolates (const char *text,
                gboolean    from_right)
{
  return from_right && has_letter_from_right (text) &&
         g_regex_match (get_path_pattern (), text, 0, NULL);
}

/* Copies nothing: the text may be a key, which needs no marks. */
static gboolean
needs_marks (const char *text,
             gboolean    markup,
             gboolean    from_right)
{
  for (const char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += *line == '\n' ? 1 : 0;
      if (begins_otherwise (line, markup, from_right))
        return TRUE;
    }
  return FALSE;
}

/* Returns: (transfer full): @text with the marks that it needs */
static char *
add_marks (const char *text,
           gboolean    markup,
           gboolean    from_right)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    if (begins_otherwise (*line, markup, from_right))
      {
        char *marked = g_strconcat (from_right ? "\u200f" : "\u200e", *line, NULL);

        g_free (*line);
        *line = marked;
      }
  return g_strjoinv ("\n", lines);
}

static gboolean
is_about_breaks (PangoAttribute *attribute,
                 gpointer        user_data)
{
  return attribute->klass->type == PANGO_ATTR_ALLOW_BREAKS;
}

/* Returns: the place of the last space before @end, or @begin */
static const char *
find_space (const char *begin,
            const char *end)
{
  while (end > begin && *end != ' ')
    end--;
  return end;
}

/* Returns: how many letters of usual width take the same room; those of Chinese are wide */
static int
count_columns (const char *begin,
               const char *end)
{
  int columns = 0;

  for (const char *p = begin; p < end; p = g_utf8_next_char (p))
    columns += g_unichar_iswide (g_utf8_get_char (p)) ? 2 : 1;
  return columns;
}

/* Chinese and Japanese have no spaces, and would leave a full stop and a letter in the last line.
 *
 * Returns: the first of the last wide letters, or @end */
static const char *
find_wide_end (const char *begin,
               const char *end)
{
  const char *start = end;

  for (int i = 0; i < WIDE_END && start > begin; i++)
    {
      const char *before = g_utf8_prev_char (start);

      if (!g_unichar_iswide (g_utf8_get_char (before)))
        break;
      start = before;
    }
  return start;
}

/* Returns: the first letter of the last two words, or @begin if there are no more */
static const char *
find_last_words (const char *begin,
                 const char *end)
{
  const char *last = find_space (begin, end);
  const char *start = last > begin ? find_space (begin, last - 1) : last;

  return start > begin ? start + 1 : begin;
}

static void
keep_end_of_line (PangoAttrList *attributes,
                  const char    *text,
                  const char    *begin,
                  const char    *end,
                  double         longest)
{
  const char *wide = find_wide_end (begin, end);
  const char *start = wide < end ? wide : find_last_words (begin, end);
  PangoAttribute *attribute;

  if (start == begin || count_columns (start, end) > longest)
    return;
  attribute = pango_attr_allow_breaks_new (FALSE);
  attribute->start_index = (guint) (start - text);
  attribute->end_index = (guint) (end - text);
  pango_attr_list_insert (attributes, attribute);
}

/* With larger text they might not fit into the narrowest window. */
static void
keep_last_words (GtkLabel *label)
{
  double longest = LONGEST_END / vouch_drawing_get_text_scale (GTK_WIDGET (label));
  const char *text = gtk_label_get_text (label);
  PangoAttrList *old = gtk_label_get_attributes (label);
  g_autoptr(PangoAttrList) attributes = old != NULL ? pango_attr_list_copy (old)
                                                    : pango_attr_list_new ();

  pango_attr_list_unref (pango_attr_list_filter (attributes, is_about_breaks, NULL));
  for (const char *begin = text; *begin != '\0';)
    {
      const char *end = begin + strcspn (begin, "\n");

      keep_end_of_line (attributes, text, begin, end, longest);
      begin = *end != '\0' ? end + 1 : end;
    }
  gtk_label_set_attributes (label, attributes);
}

static void
direct_label (GtkLabel *label)
{
  const char *text = gtk_label_get_label (label);
  gboolean from_right = gtk_widget_get_direction (GTK_WIDGET (label)) == GTK_TEXT_DIR_RTL;
  gboolean markup = gtk_label_get_use_markup (label);
  gboolean isolate = needs_isolates (text, from_right);
  g_autofree char *isolated = NULL;
  g_autofree char *marked = NULL;

  if (!isolate && !needs_marks (text, markup, from_right))
    return;
  isolated = isolate
             ? g_regex_replace (get_path_pattern (), text, -1, 0, "\u2066\\0\u2069", 0, NULL)
             : g_strdup (text);
  marked = add_marks (isolated, markup, from_right);
  gtk_label_set_label (label, marked);
  vouch_set_accessible_text (GTK_WIDGET (label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                             gtk_label_get_text (label));
}

static void
repair_label (GtkLabel *label)
{
  g_signal_handlers_block_by_func (label, repair_label, NULL);
  direct_label (label);
  g_signal_handlers_unblock_by_func (label, repair_label, NULL);
  if (gtk_label_get_wrap (label))
    keep_last_words (label);
}

void
vouch_repair_labels (GtkWidget *parent)
{
  g_return_if_fail (GTK_IS_WIDGET (parent));

  if (GTK_IS_LABEL (parent) &&
      g_signal_handler_find (parent, G_SIGNAL_MATCH_FUNC, 0, 0, NULL, repair_label, NULL) == 0)
    {
      g_signal_connect (parent, "notify::label", G_CALLBACK (repair_label), NULL);
      repair_label (GTK_LABEL (parent));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (parent);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (!GTK_IS_BUTTON (child))
      vouch_repair_labels (child);
}

void
vouch_set_accessible_text (GtkWidget             *widget,
                           GtkAccessibleProperty  property,
                           const char            *text)
{
  g_autoptr(GString) plain = g_string_new (NULL);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (!is_mark (character) && (character < 0x2066 || character > 0x2069))
        g_string_append_unichar (plain, character);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), property, plain->str, -1);
}

static gboolean
close_window (gpointer window)
{
  gtk_window_close (window);
  return G_SOURCE_REMOVE;
}

void
vouch_close_soon (GtkWindow *window)
{
  g_return_if_fail (GTK_IS_WINDOW (window));

  g_idle_add_full (G_PRIORITY_DEFAULT, close_window, g_object_ref (window), g_object_unref);
}

/* @first: (inout): the first frame after the change, in which sizes are still the old ones: GTK
 * computes them after this. 0: not yet known */
static gboolean
scroll_into_sight (GtkWidget     *widget,
                   GdkFrameClock *clock,
                   gpointer       user_data)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  gint64 now = gdk_frame_clock_get_frame_counter (clock);
  gint64 *first = user_data;
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (scroller == NULL || !gtk_widget_get_visible (widget))
    return G_SOURCE_REMOVE;
  if (*first == 0)
    *first = now;
  if (now == *first || gtk_widget_get_height (widget) == 0)
    return G_SOURCE_CONTINUE;

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  if (gtk_widget_compute_bounds (widget, scroller, &bounds))
    {
      top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
      gtk_adjustment_clamp_page (adjustment, top, top + bounds.size.height);
    }
  return G_SOURCE_REMOVE;
}

void
vouch_scroll_into_sight (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  gtk_widget_add_tick_callback (widget, scroll_into_sight, g_new0 (gint64, 1), g_free);
}

void
vouch_leave_settings (GtkWidget *scroller)
{
  g_return_if_fail (GTK_IS_WIDGET (scroller));

  g_signal_handlers_disconnect_by_data (gtk_widget_get_settings (scroller), scroller);
}
