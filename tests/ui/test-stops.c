/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The stops in the header bar. Runs in a desktop of its own. */
#include "vouch-init.h"
#include "vouch-journey.h"

#include <adwaita.h>

static VouchJourney *
build_journey (VouchStop stop)
{
  VouchJourney *journey = g_object_ref_sink (g_object_new (VOUCH_TYPE_JOURNEY, NULL));

  vouch_journey_set_stop (journey, stop);
  return journey;
}

static int
measure (VouchJourney *journey,
         gboolean      natural)
{
  int minimum_width;
  int natural_width;

  gtk_widget_measure (GTK_WIDGET (journey), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum_width, &natural_width, NULL, NULL);
  return natural ? natural_width : minimum_width;
}

/* Returns: (transfer full): the labels on screen, and the number of check marks */
static char *
read_parts (VouchJourney *journey)
{
  g_autoptr(GString) parts = g_string_new (NULL);
  guint marks = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (journey)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (!gtk_widget_get_child_visible (child))
        continue;
      if (GTK_IS_LABEL (child))
        g_string_append_printf (parts, "%s|", gtk_label_get_label (GTK_LABEL (child)));
      else if (GTK_IS_IMAGE (child))
        marks += gtk_image_get_icon_name (GTK_IMAGE (child)) != NULL;
    }
  g_string_append_printf (parts, "%u", marks);
  return g_string_free (g_steal_pointer (&parts), FALSE);
}

/* As if the header bar had given it @width. */
static void
assert_parts (VouchJourney *journey,
              int           width,
              const char   *expected)
{
  g_autofree char *parts = NULL;

  gtk_widget_size_allocate (GTK_WIDGET (journey), &(GtkAllocation) { 0, 0, width, 40 }, -1);
  parts = read_parts (journey);
  g_assert_cmpstr (parts, ==, expected);
}

static void
test_names (void)
{
  static const struct {
    VouchStop   stop;
    double      value;
    const char *name;
  } cases[] = {
    { VOUCH_STOP_FIND, 0, "Step 1 of 4: Find" },
    { VOUCH_STOP_SIGN_IN, 1, "Step 2 of 4: Sign In" },
    { VOUCH_STOP_CONFIRM, 2, "Step 3 of 4: Confirm" },
    { VOUCH_STOP_LOAD, 3, "Step 4 of 4: Load" },
    { VOUCH_STOP_DONE, 4, "All done" },
    { VOUCH_STOP_NONE, 0, "Vouch" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(VouchJourney) journey = build_journey (cases[i].stop);

      gtk_test_accessible_assert_role (journey, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
      gtk_test_accessible_assert_property (journey, GTK_ACCESSIBLE_PROPERTY_LABEL, cases[i].name);
      gtk_test_accessible_assert_property (journey, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                           cases[i].value);
      gtk_test_accessible_assert_property (journey, GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, 4.0);
    }
}

static void
test_room (void)
{
  g_autoptr(VouchJourney) journey = build_journey (VOUCH_STOP_CONFIRM);

  g_assert_cmpint (measure (journey, FALSE), <=, 100);
  assert_parts (journey, measure (journey, TRUE), "Find|Sign In|Confirm|Load|2");
  assert_parts (journey, measure (journey, TRUE) - 1, "Confirm, 3 of 4|2");
  assert_parts (journey, measure (journey, FALSE), "3 of 4|2");

  vouch_journey_set_stop (journey, VOUCH_STOP_DONE);
  assert_parts (journey, measure (journey, TRUE) - 1, "All done|4");
  vouch_journey_set_stop (journey, VOUCH_STOP_NONE);
  assert_parts (journey, measure (journey, FALSE), "Vouch|0");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  vouch_init ();
  g_test_add_func ("/journey/every-stop/has-a-name", test_names);
  g_test_add_func ("/journey/little-room/names-become-a-count", test_room);
  return g_test_run ();
}
