/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of mixed scripts: where they begin and end, and wrap. Runs in a desktop of its own. */
#include "vouch-init.h"
#include "vouch-notice.h"
#include "vouch-point.h"
#include "vouch-repairs.h"
#include "vouch-steps-row.h"

#include <adwaita.h>

#define ARABIC "\u0627\u0641\u062a\u062d"    /* "open" */

#define WORD ARABIC ARABIC " "
#define LONG WORD WORD WORD WORD WORD "Beeper. " WORD "Beeper " WORD WORD WORD WORD ARABIC "."

typedef struct
{
  const char       *text;
  GtkTextDirection  language;
  PangoDirection    shown;
} Sentence;

static const Sentence sentences[] = {
  { "Beeper " ARABIC ".", GTK_TEXT_DIR_RTL, PANGO_DIRECTION_RTL },
  { "<b>Beeper</b> " ARABIC ".", GTK_TEXT_DIR_RTL, PANGO_DIRECTION_RTL },
  { "\u2068Ada's phone\u2069 " ARABIC ".", GTK_TEXT_DIR_RTL, PANGO_DIRECTION_RTL },
  { ARABIC " Beeper.", GTK_TEXT_DIR_RTL, PANGO_DIRECTION_RTL },
  { "EsTc LW2K 3As5", GTK_TEXT_DIR_RTL, PANGO_DIRECTION_LTR },
  { "<b>@ada:beeper.com</b>", GTK_TEXT_DIR_RTL, PANGO_DIRECTION_LTR },
  { "\u2068" ARABIC "\u2069 is asking.", GTK_TEXT_DIR_LTR, PANGO_DIRECTION_LTR },
  { ARABIC, GTK_TEXT_DIR_LTR, PANGO_DIRECTION_RTL },
  { "Beeper is asking.", GTK_TEXT_DIR_LTR, PANGO_DIRECTION_LTR },
};

static GtkLabel *
build_label (GtkTextDirection direction)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_set_direction (label, direction);
  gtk_label_set_use_markup (GTK_LABEL (label), TRUE);
  gtk_box_append (GTK_BOX (box), label);
  vouch_repair_labels (box);
  vouch_repair_labels (box);
  return GTK_LABEL (label);
}

static void
free_label (GtkLabel *label)
{
  g_object_unref (gtk_widget_get_parent (GTK_WIDGET (label)));
}

static PangoDirection
get_line_direction (GtkLabel *label,
                    int       line)
{
  PangoLayout *layout = gtk_label_get_layout (label);

  return pango_layout_line_get_resolved_direction (pango_layout_get_line_readonly (layout, line));
}

static GtkWidget *
find_label (GtkWidget  *widget,
            const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

static char *
leave_out_marks (const char *text)
{
  g_autoptr(GString) plain = g_string_new (text);

  g_string_replace (plain, "\u200e", "", 0);
  g_string_replace (plain, "\u200f", "", 0);
  g_string_replace (plain, "\u2068", "", 0);
  g_string_replace (plain, "\u2069", "", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/* A sentence has the direction of the language, whatever it begins with. */
static void
test_sentences (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      GtkLabel *label = build_label (sentences[i].language);

      gtk_label_set_label (label, sentences[i].text);
      g_test_message ("%s", sentences[i].text);
      g_assert_cmpint (get_line_direction (label, 0), ==, sentences[i].shown);
      free_label (label);
    }
}

/* What begins with a sign and goes from left to right does so in an Arabic sentence, too. */
static void
test_paths (void)
{
  static const char * const paths[] = { "~/.beeper/targets", ":23400", "@ada:beeper.com" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      GtkLabel *label = build_label (GTK_TEXT_DIR_RTL);
      g_autofree char *text = g_strdup_printf (ARABIC " <b>" ARABIC "</b> %s. " ARABIC, paths[i]);
      PangoRectangle first, last;
      const char *found;

      gtk_label_set_label (label, text);
      gtk_label_set_label (label, text);
      found = strstr (gtk_label_get_text (label), paths[i]);
      g_test_message ("%s", gtk_label_get_label (label));
      pango_layout_index_to_pos (gtk_label_get_layout (label),
                                 (int) (found - gtk_label_get_text (label)), &first);
      pango_layout_index_to_pos (gtk_label_get_layout (label),
                                 (int) (found - gtk_label_get_text (label) + strlen (paths[i]) - 1),
                                 &last);
      g_assert_cmpint (first.x, <, last.x);
      free_label (label);
    }
}

/* Each line for itself, and again when the same text is set. */
static void
test_lines (void)
{
  GtkLabel *label = build_label (GTK_TEXT_DIR_RTL);

  for (int turn = 0; turn < 2; turn++)
    {
      gtk_label_set_label (label, ARABIC ".\nBeeper " ARABIC ".\nEsTc LW2K");
      g_assert_cmpint (get_line_direction (label, 0), ==, PANGO_DIRECTION_RTL);
      g_assert_cmpint (get_line_direction (label, 1), ==, PANGO_DIRECTION_RTL);
      g_assert_cmpint (get_line_direction (label, 2), ==, PANGO_DIRECTION_LTR);
    }
  free_label (label);
}

/* The notification may come twice for one text: in a row, which sets the label while it is itself
 * notified about. */
static void
test_row (void)
{
  GtkWidget *row = g_object_ref_sink (adw_action_row_new ());
  GtkWidget *label;

  gtk_widget_set_direction (row, GTK_TEXT_DIR_RTL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), "Beeper " ARABIC ".");
  label = find_label (row, "Beeper " ARABIC ".");
  gtk_widget_set_direction (label, GTK_TEXT_DIR_RTL);
  vouch_repair_labels (row);
  for (int turn = 0; turn < 3; turn++)
    {
      g_object_freeze_notify (G_OBJECT (label));
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), turn == 1 ? ARABIC : "Beeper " ARABIC "!");
      g_object_notify (G_OBJECT (label), "label");
      g_object_thaw_notify (G_OBJECT (label));
      g_object_notify (G_OBJECT (label), "label");
    }
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "\u200f" "Beeper " ARABIC "!");
  g_object_unref (row);
}

static char *
get_last_line (GtkLabel *label,
               int       width)
{
  g_autoptr(PangoLayout) layout = pango_layout_copy (gtk_label_get_layout (label));
  PangoLayoutLine *line;

  pango_layout_set_width (layout, width * PANGO_SCALE);
  line = pango_layout_get_line_readonly (layout, pango_layout_get_line_count (layout) - 1);
  return g_strndup (pango_layout_get_text (layout) + line->start_index, (gsize) line->length);
}

/* In every width in which the text wraps. */
static void
test_last_words (void)
{
  static const char text[] = "This is practice.\nCopy <b>all of</b> it and try again.";
  GtkLabel *label = build_label (GTK_TEXT_DIR_LTR);

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_label (label, "This is another one, which is longer.");
  gtk_label_set_label (label, text);
  for (int width = 80; width < 300; width++)
    {
      g_autofree char *line = get_last_line (label, width);

      g_assert_true (g_str_has_suffix (line, "try again."));
    }
  free_label (label);
}

/* "Is a new key made?" */
static void
test_last_letters (void)
{
  static const char text[] = "新しい復旧キーを作成しますか？";
  GtkLabel *label = build_label (GTK_TEXT_DIR_LTR);

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_label (label, text);
  for (int width = 100; width < 300; width++)
    {
      g_autofree char *line = get_last_line (label, width);

      g_assert_true (g_str_has_suffix (line, "しますか？"));
    }
  free_label (label);
}

/* Nothing of a mark is read out. */
static void
test_names (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    {
      GtkLabel *label = build_label (sentences[i].language);
      g_autofree char *plain = NULL;

      gtk_label_set_label (label, sentences[i].text);
      if (!g_str_equal (gtk_label_get_label (label), sentences[i].text))
        {
          plain = leave_out_marks (gtk_label_get_text (label));
          gtk_test_accessible_assert_property (label, GTK_ACCESSIBLE_PROPERTY_LABEL, plain);
        }
      free_label (label);
    }
}

static void
assert_inside (GtkWidget *part,
               GtkWidget *whole)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (part, whole, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >=, 0);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <=, gtk_widget_get_width (whole));
  for (GtkWidget *child = gtk_widget_get_first_child (part); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_child_visible (child) && gtk_widget_get_visible (child))
      assert_inside (child, whole);
}

/* Of a text in several fonts, GTK 4.8 says that the height which it needs in a width is too small
 * for that width. */
static void
assert_wraps (GType type)
{
  GtkWidget *widget = g_object_new (type, "text", LONG, NULL);
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, "child", widget, NULL);

  gtk_widget_set_visible (widget, TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 550, 400);
  gtk_window_present (GTK_WINDOW (window));
  for (int width = 250; width < 550; width++)
    {
      int minimum, height;

      gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, width);
      gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL, NULL);
      gtk_widget_allocate (widget, width, height, -1, NULL);
      assert_inside (widget, widget);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_wraps (void)
{
  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  assert_wraps (VOUCH_TYPE_POINT);
  assert_wraps (VOUCH_TYPE_STEPS_ROW);
  assert_wraps (VOUCH_TYPE_NOTICE);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* The button of a notice gets its label after the labels of the page were looked at. */
static void
test_notice_button (void)
{
  g_autoptr(GtkWidget) notice = g_object_ref_sink (g_object_new (VOUCH_TYPE_NOTICE, NULL));
  int minimum;

  vouch_wrap_buttons (notice);
  g_object_set (notice, "text", "Short", "action-name", "page.back", "button-label",
                "A label that is far too long for one line of the narrowest window that there is",
                "visible", TRUE, NULL);
  gtk_widget_measure (notice, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 324);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  vouch_init ();
  g_test_add_func ("/sentences/sentence-begins-with-another-script/language-decides",
                   test_sentences);
  g_test_add_func ("/sentences/text-has-lines/each-is-directed", test_lines);
  g_test_add_func ("/sentences/path-in-arabic/goes-from-left-to-right", test_paths);
  g_test_add_func ("/sentences/text-is-notified-again/has-one-mark", test_row);
  g_test_add_func ("/sentences/paragraph-wraps/last-word-is-not-alone", test_last_words);
  g_test_add_func ("/sentences/letters-are-wide/last-one-is-not-alone", test_last_letters);
  g_test_add_func ("/sentences/mark-is-added/name-has-none", test_names);
  g_test_add_func ("/sentences/scripts-are-mixed/sentence-stays-in-its-width", test_wraps);
  g_test_add_func ("/sentences/button-of-notice-is-long/takes-two-lines", test_notice_button);
  return g_test_run ();
}
