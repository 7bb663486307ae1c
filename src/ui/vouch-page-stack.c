/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-page-stack"

#include "vouch-page-stack.h"

#include "vouch-compat.h"
#include "vouch-clock.h"
#include "vouch-page-table.h"
#include "vouch-property.h"

struct _VouchPageStack
{
  AdwBin        parent_instance;

  /* owned */
  VouchContext *context;
  gint64        since;   /* a vouch_clock_get_time(), of the page on screen */

  /* borrowed */
  VouchSetup   *setup;   /* of the context */
  GtkStack     *stack;
};

G_DEFINE_FINAL_TYPE (VouchPageStack, vouch_page_stack, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_CONTEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A page that is no longer shown is removed. Its input, its timers and its camera go with it. */
static void
drop_left_pages (VouchPageStack *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack));

  if (gtk_stack_get_transition_running (self->stack))
    return;

  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      if (child != gtk_stack_get_visible_child (self->stack))
        gtk_stack_remove (self->stack, child);
      child = next;
    }
}

static void
drop_page_of (VouchPageStack *self,
              const char     *name)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, name);

  if (page != NULL)
    gtk_stack_remove (self->stack, page);
}

/* Pages slide forward and back in the reading direction of the language. */
static GtkStackTransitionType
choose_transition (VouchPage *old,
                   VouchStep  step)
{
  gboolean leftwards;

  if (old == NULL)
    return GTK_STACK_TRANSITION_TYPE_NONE;
  leftwards = vouch_page_get_step (old) < step;
  if (gtk_widget_get_direction (GTK_WIDGET (old)) == GTK_TEXT_DIR_RTL)
    leftwards = !leftwards;
  return leftwards ? GTK_STACK_TRANSITION_TYPE_SLIDE_LEFT : GTK_STACK_TRANSITION_TYPE_SLIDE_RIGHT;
}

/* The page serves the new step, too, so it keeps what the user has begun. The widget with the focus
 * may be hidden in the new step. */
static void
show_kept_page (VouchPageStack *self,
                VouchPage      *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = gtk_root_get_focus (root);

  g_object_set (gtk_stack_get_page (self->stack, GTK_WIDGET (page)),
                "name", vouch_step_get_name (vouch_page_get_step (page)), NULL);
  if (focus == NULL || !gtk_widget_get_mapped (focus))
    vouch_page_focus_first (page);
  vouch_announce (GTK_WIDGET (self), vouch_page_get_title (page));
}

static void
focus_page (VouchPageStack *self)
{
  VouchPage *page = vouch_page_stack_get_page (self);

  vouch_page_focus_first (page);
  if (gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self))) == NULL)
    vouch_announce (GTK_WIDGET (self), vouch_page_get_title (page));
}

static void
show_step (VouchPageStack *self)
{
  VouchStep step = vouch_setup_get_step (self->setup);
  VouchPage *old = vouch_page_stack_get_page (self);
  VouchPage *page;

  if (old != NULL && vouch_page_get_step (old) == step)
    return;

  g_debug ("Step %s", vouch_step_get_name (step));
  drop_page_of (self, vouch_step_get_name (step));
  if (old != NULL && vouch_page_table_keep (old, step))
    {
      show_kept_page (self, old);
      return;
    }
  page = vouch_page_table_build (step, self->context);
  self->since = vouch_clock_get_time ();
  gtk_stack_add_named (self->stack, GTK_WIDGET (page), vouch_step_get_name (step));
  gtk_stack_set_visible_child_full (self->stack, vouch_step_get_name (step),
                                    choose_transition (old, step));
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    focus_page (self);
  drop_left_pages (self);
}

static void
vouch_page_stack_constructed (GObject *object)
{
  VouchPageStack *self = VOUCH_PAGE_STACK (object);

  G_OBJECT_CLASS (vouch_page_stack_parent_class)->constructed (object);
  g_signal_connect_object (self->setup, "notify::step",
                           G_CALLBACK (show_step), self, G_CONNECT_SWAPPED);
}

/* The page is built here and not earlier, because it takes the focus of its window. */
static void
vouch_page_stack_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_page_stack_parent_class)->root (widget);
  show_step (VOUCH_PAGE_STACK (widget));
}

/* A window that is not shown yet has nothing visible that could take the focus. When it is shown
 * without a focus, GTK gives it to the first button of the header bar. */
static void
vouch_page_stack_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_page_stack_parent_class)->map (widget);
  if (gtk_root_get_focus (gtk_widget_get_root (widget)) == NULL)
    focus_page (VOUCH_PAGE_STACK (widget));
}

static void
vouch_page_stack_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VouchPageStack *self = VOUCH_PAGE_STACK (object);

  switch (property_id)
    {
    case PROP_CONTEXT:
      self->context = g_value_dup_object (value);
      self->setup = vouch_context_get_setup (self->context);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_page_stack_finalize (GObject *object)
{
  VouchPageStack *self = VOUCH_PAGE_STACK (object);

  g_clear_object (&self->context);
  G_OBJECT_CLASS (vouch_page_stack_parent_class)->finalize (object);
}

static void
vouch_page_stack_class_init (VouchPageStackClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = VOUCH_PARAM_CONSTRUCT;

  object_class->constructed = vouch_page_stack_constructed;
  object_class->set_property = vouch_page_stack_set_property;
  object_class->finalize = vouch_page_stack_finalize;
  GTK_WIDGET_CLASS (klass)->root = vouch_page_stack_root;
  GTK_WIDGET_CLASS (klass)->map = vouch_page_stack_map;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, VOUCH_TYPE_CONTEXT, once);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_page_stack_init (VouchPageStack *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  g_signal_connect_object (self->stack, "notify::transition-running",
                           G_CALLBACK (drop_left_pages), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

VouchPageStack *
vouch_page_stack_new (VouchContext *context)
{
  return g_object_new (VOUCH_TYPE_PAGE_STACK, "context", context, NULL);
}

VouchPage *
vouch_page_stack_get_page (VouchPageStack *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE_STACK (self), NULL);
  return VOUCH_PAGE (gtk_stack_get_visible_child (self->stack));
}

gint64
vouch_page_stack_get_since (VouchPageStack *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE_STACK (self), 0);
  return self->since;
}
