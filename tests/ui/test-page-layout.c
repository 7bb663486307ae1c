/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a page's parts are placed, for each width of the window. Runs in a desktop of its own. */
#include <gtk/gtk.h>

#include "vouch-page-layout.h"

#define MINIMUM_WIDTH 100

typedef struct
{
  GtkWidget *parent;
  GtkWidget *title;
  GtkWidget *picture;
  GtkWidget *words;
} Fixture;

static GtkWidget *
add_child (GtkWidget *parent,
           int        height)
{
  GtkWidget *child = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_size_request (child, MINIMUM_WIDTH, height);
  gtk_box_append (GTK_BOX (parent), child);
  return child;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->parent = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  fixture->title = add_child (fixture->parent, 40);
  fixture->picture = add_child (fixture->parent, 200);
  fixture->words = add_child (fixture->parent, 100);
  gtk_widget_set_layout_manager (fixture->parent,
                                 g_object_new (VOUCH_TYPE_PAGE_LAYOUT,
                                               "picture", fixture->picture, NULL));
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
  g_assert_finalize_object (fixture->parent);
}

static void
allocate (Fixture *fixture,
          int      width)
{
  gtk_widget_measure (fixture->parent, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (fixture->parent, &(GtkAllocation) { 0, 0, width, 500 }, -1);
}

static graphene_rect_t
locate (Fixture   *fixture,
        GtkWidget *child)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, fixture->parent, &bounds));
  return bounds;
}

static void
assert_place (Fixture   *fixture,
              GtkWidget *child,
              int        x,
              int        y,
              int        width)
{
  graphene_rect_t bounds = locate (fixture, child);

  g_assert_cmpfloat (bounds.origin.x, ==, x);
  g_assert_cmpfloat (bounds.origin.y, ==, y);
  g_assert_cmpfloat (bounds.size.width, ==, width);
}

static void
test_one_column (Fixture       *fixture,
                 gconstpointer  data)
{
  allocate (fixture, 600);
  assert_place (fixture, fixture->title, 100, 0, 400);
  assert_place (fixture, fixture->picture, 100, 58, 400);
  assert_place (fixture, fixture->words, 100, 276, 400);

  allocate (fixture, 324);
  assert_place (fixture, fixture->title, 0, 0, 324);
}

static void
test_picture_beside (Fixture       *fixture,
                     gconstpointer  data)
{
  allocate (fixture, 900);
  assert_place (fixture, fixture->picture, 26, 0, 400);
  assert_place (fixture, fixture->title, 474, 0, 400);
  assert_place (fixture, fixture->words, 474, 58, 400);

  gtk_widget_set_direction (fixture->parent, GTK_TEXT_DIR_RTL);
  allocate (fixture, 900);
  assert_place (fixture, fixture->picture, 474, 0, 400);
  assert_place (fixture, fixture->title, 26, 0, 400);
}

/* With a column of its own it may be larger, if it can, but not as large as the column. */
static void
test_picture_grows (Fixture       *fixture,
                    gconstpointer  data)
{
  gtk_widget_set_vexpand (fixture->picture, TRUE);
  allocate (fixture, 900);
  g_assert_cmpfloat (locate (fixture, fixture->picture).size.height, ==, 300);
  allocate (fixture, 600);
  g_assert_cmpfloat (locate (fixture, fixture->picture).size.height, ==, 200);

  gtk_widget_set_vexpand (fixture->picture, FALSE);
  allocate (fixture, 900);
  g_assert_cmpfloat (locate (fixture, fixture->picture).size.height, ==, 200);
}

/* A hidden picture leaves one column, and the title where it is on other pages. */
static void
test_no_picture (Fixture       *fixture,
                 gconstpointer  data)
{
  gtk_widget_set_visible (fixture->picture, FALSE);
  allocate (fixture, 900);
  assert_place (fixture, fixture->title, 250, 0, 400);
  assert_place (fixture, fixture->words, 250, 58, 400);
}

static void
test_large_text (Fixture       *fixture,
                 gconstpointer  data)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
  allocate (fixture, 900);
  assert_place (fixture, fixture->title, 50, 0, 800);
  assert_place (fixture, fixture->picture, 50, 58, 800);
}

/* What expands takes the height that is left, and no more than there is. */
static void
test_expanding (Fixture       *fixture,
                gconstpointer  data)
{
  gtk_widget_set_vexpand (fixture->words, TRUE);
  allocate (fixture, 600);
  g_assert_cmpfloat (locate (fixture, fixture->words).size.height, ==, 500 - 276);
}

int
main (int   argc,
      char *argv[])
{
  gtk_init ();
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/page-layout/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("narrow-one-column", test_one_column);
  ADD ("wide-picture-beside", test_picture_beside);
  ADD ("wide-picture-grows", test_picture_grows);
  ADD ("wide-without-picture-one-column", test_no_picture);
  ADD ("large-text-wider-columns", test_large_text);
  ADD ("expanding-takes-the-rest", test_expanding);
  return g_test_run ();
}
