/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-page-stack"

#include "vouch-page-stack.h"

#include "vouch-connect-page.h"
#include "vouch-page-table.h"
#include "vouch-property.h"

struct _VouchPageStack
{
  AdwBin             parent_instance;

  /* owned */
  VouchSetup        *setup;
  VouchFinder       *finder;
  VouchKnownServers *known;   /* nullable */
  VouchConnector    *connector;

  /* borrowed */
  GtkStack          *stack;
};

G_DEFINE_FINAL_TYPE (VouchPageStack, vouch_page_stack, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_SETUP,
  PROP_FINDER,
  PROP_KNOWN,
  PROP_CONNECTOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* A page lives while it is shown: what was typed there goes with it, and so do its timers and
 * camera. */
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

/* The page that looks for Beepers is the one that needs more than the set-up. */
static VouchPage *
build_page (VouchPageStack *self,
            VouchStep       step)
{
  if (step == VOUCH_STEP_CONNECT)
    return vouch_connect_page_new (self->setup, self->finder, self->known, self->connector);
  return vouch_page_table_build (step, self->setup);
}

/* Forward and back as in reading, whichever way that is. */
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
  page = build_page (self, step);
  gtk_stack_add_named (self->stack, GTK_WIDGET (page), vouch_step_get_name (step));
  gtk_stack_set_visible_child_full (self->stack, vouch_step_get_name (step),
                                    choose_transition (old, step));
  vouch_page_focus_first (page);
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

/* Not before: a page asks its window for things, and takes the focus there. */
static void
vouch_page_stack_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (vouch_page_stack_parent_class)->root (widget);
  show_step (VOUCH_PAGE_STACK (widget));
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
    case PROP_SETUP:
      self->setup = g_value_dup_object (value);
      break;
    case PROP_FINDER:
      self->finder = g_value_dup_object (value);
      break;
    case PROP_KNOWN:
      self->known = g_value_dup_object (value);
      break;
    case PROP_CONNECTOR:
      self->connector = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_page_stack_finalize (GObject *object)
{
  VouchPageStack *self = VOUCH_PAGE_STACK (object);

  g_clear_object (&self->setup);
  g_clear_object (&self->finder);
  g_clear_object (&self->known);
  g_clear_object (&self->connector);
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

  properties[PROP_SETUP] = g_param_spec_object ("setup", NULL, NULL, VOUCH_TYPE_SETUP, once);
  properties[PROP_FINDER] = g_param_spec_object ("finder", NULL, NULL, VOUCH_TYPE_FINDER, once);
  properties[PROP_KNOWN] = g_param_spec_object ("known", NULL, NULL, VOUCH_TYPE_KNOWN_SERVERS,
                                                once);
  properties[PROP_CONNECTOR] = g_param_spec_object ("connector", NULL, NULL, VOUCH_TYPE_CONNECTOR,
                                                    once);
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
vouch_page_stack_new (VouchSetup        *setup,
                      VouchFinder       *finder,
                      VouchKnownServers *known,
                      VouchConnector    *connector)
{
  return g_object_new (VOUCH_TYPE_PAGE_STACK,
                       "setup", setup,
                       "finder", finder,
                       "known", known,
                       "connector", connector,
                       NULL);
}

VouchPage *
vouch_page_stack_get_page (VouchPageStack *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE_STACK (self), NULL);
  return VOUCH_PAGE (gtk_stack_get_visible_child (self->stack));
}
