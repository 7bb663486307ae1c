/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbered steps, and "Nothing There?" below them. Runs in a desktop of its own. */
#include "fake-clock.h"
#include "vouch-init.h"
#include "vouch-setup.h"
#include "vouch-steps.h"
#include "wait.h"

#include <adwaita.h>

static const char * const texts[] = {
  "Take “Ada &amp; Co” in your hand.",
  "Press <b>Accept</b>.",
  "Compare the emoji.",
  NULL
};

static VouchStepsRow *
get_row (VouchSteps *steps,
         int         index)
{
  GtkWidget *row = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (steps)));

  for (; index > 0; index--)
    row = gtk_widget_get_next_sibling (row);
  return row != NULL ? VOUCH_STEPS_ROW (row) : NULL;
}

static void
assert_name (VouchSteps *steps,
             int         index,
             const char *name)
{
  VouchStepsRow *row = get_row (steps, index);

  g_assert_nonnull (row);
  g_assert_cmpstr (vouch_steps_row_get_name (row), ==, name);
  gtk_test_accessible_assert_property (row, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static VouchSteps *
build_steps (void)
{
  VouchSteps *steps = g_object_ref_sink (VOUCH_STEPS (vouch_steps_new ()));

  vouch_steps_set_texts (steps, texts);
  return steps;
}

/* The names have no markup, and say what the drawing shows. */
static void
test_names (void)
{
  g_autoptr(VouchSteps) steps = build_steps ();

  gtk_test_accessible_assert_role (gtk_widget_get_first_child (GTK_WIDGET (steps)),
                                   GTK_ACCESSIBLE_ROLE_LIST);
  gtk_test_accessible_assert_role (get_row (steps, 0), GTK_ACCESSIBLE_ROLE_LIST_ITEM);
  assert_name (steps, 0, "Step 1 of 3, current: Take “Ada & Co” in your hand.");
  assert_name (steps, 1, "Step 2 of 3: Press Accept.");

  vouch_steps_set_done (steps, 1);
  assert_name (steps, 0, "Step 1 of 3, done: Take “Ada & Co” in your hand.");
  assert_name (steps, 1, "Step 2 of 3, current: Press Accept.");

  vouch_steps_set_done (steps, 3);
  assert_name (steps, 2, "Step 3 of 3, done: Compare the emoji.");
  vouch_steps_set_done (steps, -1);
  assert_name (steps, 0, "Step 1 of 3: Take “Ada & Co” in your hand.");
}

/* What stays the same keeps its row. A hidden row has no number. */
static void
test_texts (void)
{
  static const char * const fewer[] = { "Take the phone.", "Press <b>Accept</b>.", NULL };
  g_autoptr(VouchSteps) steps = build_steps ();
  VouchStepsRow *second = get_row (steps, 1);

  vouch_steps_set_texts (steps, fewer);
  g_assert_true (get_row (steps, 1) == second);
  g_assert_null (get_row (steps, 2));
  assert_name (steps, 0, "Step 1 of 2, current: Take the phone.");

  gtk_widget_set_visible (GTK_WIDGET (get_row (steps, 0)), FALSE);
  assert_name (steps, 1, "Step 1 of 1, current: Press Accept.");
}

/* A template has rows as children. */
static void
test_template (void)
{
  g_autoptr(GtkBuilder) builder = NULL;
  VouchSteps *steps;

  g_type_ensure (VOUCH_TYPE_STEPS);
  builder = gtk_builder_new_from_string (
    "<interface><object class='VouchSteps' id='steps'><property name='done'>1</property>"
    "<child><object class='VouchStepsRow'>"
    "<property name='text'>Take it.</property></object></child>"
    "<child><object class='VouchStepsRow' id='second'>"
    "<property name='text'>Press &lt;b&gt;Accept&lt;/b&gt;.</property></object></child>"
    "</object></interface>", -1);
  steps = VOUCH_STEPS (gtk_builder_get_object (builder, "steps"));

  assert_name (steps, 0, "Step 1 of 2, done: Take it.");
  assert_name (steps, 1, "Step 2 of 2, current: Press Accept.");
  vouch_steps_row_set_text (get_row (steps, 1), "Wait.");
  assert_name (steps, 1, "Step 2 of 2, current: Wait.");
}

static GtkRevealer *
find_revealer (GtkWidget *widget)
{
  GtkRevealer *found = GTK_IS_REVEALER (widget) ? GTK_REVEALER (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_revealer (child);
  return found;
}

static gboolean
is_offered (VouchSteps *steps)
{
  return gtk_revealer_get_reveal_child (find_revealer (GTK_WIDGET (steps)));
}

/* The button comes 20 s after the last step that was done, and not while the window is hidden. */
static void
test_nothing_there (void)
{
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autoptr(VouchSteps) steps = build_steps ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *around = gtk_scrolled_window_new ();   /* as in a page; GTK warns where lines wrap */

  g_object_set (steps, "setup", setup, NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (around), GTK_WIDGET (steps));
  gtk_window_set_child (GTK_WINDOW (window), around);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (steps)));
  vouch_setup_set_visible (setup, TRUE);
  g_assert_false (is_offered (steps));

  fake_clock_advance (15);
  wait_run_for (1500);
  g_assert_false (is_offered (steps));

  vouch_steps_set_done (steps, 1);
  fake_clock_advance (10);
  wait_run_for (1500);
  g_assert_false (is_offered (steps));
  fake_clock_advance (10);
  WAIT_UNTIL (is_offered (steps));

  vouch_steps_set_done (steps, 2);
  g_assert_false (is_offered (steps));

  vouch_setup_set_visible (setup, FALSE);
  fake_clock_advance (60);
  wait_run_for (1500);
  g_assert_false (is_offered (steps));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  vouch_init ();
  g_test_add_func ("/steps/step-is-done/names-say-so", test_names);
  g_test_add_func ("/steps/texts-change/rows-stay", test_texts);
  g_test_add_func ("/steps/template/has-rows", test_template);
  g_test_add_func ("/steps/no-news-for-20-seconds/nothing-there-is-offered", test_nothing_there);
  return g_test_run ();
}
