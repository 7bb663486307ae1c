/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "looks.h"
#include "wait.h"

#include <string.h>

#define TRIES 5
#define MOST_STOPS 100
#define RING 4.f            /* pixels around a widget in which its focus may be shown */
#define LEAST_IN_SIGHT 20.f

typedef struct {
  GtkWidget  *window;
  GHashTable *reached;
  GPtrArray  *faults;
} Walk;

static void
blame (Walk       *walk,
       GtkWidget  *widget,
       const char *what)
{
  g_autofree char *name = looks_describe (widget);

  g_ptr_array_add (walk->faults, g_strdup_printf ("%s %s", name, what));
}

/* What the ring of the focus is drawn around */
static GtkWidget *
get_framed (GtkWidget *focus)
{
  GtkWidget *row = looks_get_ancestor (focus, GTK_TYPE_LIST_BOX_ROW);

  return GTK_IS_TEXT (focus) && row != NULL ? row : focus;
}

static gboolean
differ (cairo_surface_t *one,
        cairo_surface_t *other,
        int              left,
        int              top,
        int              right,
        int              bottom)
{
  int stride = cairo_image_surface_get_stride (one);

  right = MIN (right, cairo_image_surface_get_width (one));
  bottom = MIN (bottom, cairo_image_surface_get_height (one));
  left = MAX (0, left);
  for (int y = MAX (0, top); y < bottom; y++)
    if (left < right && memcmp (cairo_image_surface_get_data (one) + y * stride + 4 * left,
                                cairo_image_surface_get_data (other) + y * stride + 4 * left,
                                4 * (right - left)) != 0)
      return TRUE;
  return FALSE;
}

/* It looks otherwise with the focus than without. The window must be active for that, which a
 * window over another one is not for ever: the window manager may activate the other one late. */
static gboolean
shows_focus (Walk      *walk,
             GtkWidget *focus)
{
  graphene_rect_t bounds, in_sight;
  cairo_surface_t *with, *without;
  gboolean shown;

  WAIT_REPEATING (gtk_window_present (GTK_WINDOW (walk->window)),
                  gtk_window_is_active (GTK_WINDOW (walk->window)));
  with = looks_paint (walk->window, 1);
  looks_get_bounds (get_framed (focus), walk->window, &bounds, &in_sight);
  gtk_window_set_focus (GTK_WINDOW (walk->window), NULL);
  without = looks_paint (walk->window, 1);
  gtk_window_set_focus (GTK_WINDOW (walk->window), focus);
  shown = differ (with, without, bounds.origin.x - RING, bounds.origin.y - RING,
                  bounds.origin.x + bounds.size.width + RING,
                  bounds.origin.y + bounds.size.height + RING);
  cairo_surface_destroy (with);
  cairo_surface_destroy (without);
  return shown;
}

/* A button may become sensitive, or a row be redrawn, between the two pictures. */
static gboolean
shows_focus_soon (Walk      *walk,
                  GtkWidget *focus)
{
  for (int i = 0; i < TRIES; i++)
    {
      if (shows_focus (walk, focus))
        return TRUE;
      looks_wait_for_frames (walk->window);
    }
  return FALSE;
}

static void
check_stop (Walk      *walk,
            GtkWidget *focus)
{
  graphene_rect_t bounds, in_sight;

  looks_wait_for_frames (walk->window);     /* the page is scrolled to it */
  looks_get_bounds (focus, walk->window, &bounds, &in_sight);
  if (in_sight.size.height < MIN (LEAST_IN_SIGHT, bounds.size.height))
    blame (walk, focus, "has the focus out of sight");
  else if (!shows_focus_soon (walk, focus))
    blame (walk, focus, "does not show that it has the focus");
}

static void
check_reached (gpointer data,
               gpointer user_data)
{
  GtkWidget *widget = data;
  Walk *walk = user_data;

  if (looks_is_control (widget) && gtk_widget_is_sensitive (widget) &&
      gtk_widget_get_focusable (widget) && !g_hash_table_contains (walk->reached, widget))
    blame (walk, widget, "is not reached by the keyboard");
}

/* Tab, until it comes round. */
void
looks_check_keyboard (GtkWidget *window,
                      GPtrArray *faults)
{
  g_autoptr(GHashTable) reached = g_hash_table_new (NULL, NULL);
  Walk walk = { window, reached, faults };
  GtkWidget *first, *last;

  if (gtk_window_get_focus (GTK_WINDOW (window)) == NULL)
    g_ptr_array_add (faults, g_strdup ("nothing has the focus"));
  gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
  first = last = NULL;
  for (int i = 0; i < MOST_STOPS; i++)
    {
      GtkWidget *focus;

      g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      if (focus != NULL && focus == first && focus != last)
        break;
      if (focus != NULL && g_hash_table_add (reached, focus))
        check_stop (&walk, focus);
      if (first == NULL)
        first = focus;
      last = focus;     /* a label has the focus once for each of its links */
    }
  looks_walk (window, check_reached, &walk);
}
