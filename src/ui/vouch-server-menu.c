/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-server-menu"

#include "vouch-server-menu.h"

#include <glib/gi18n.h>

#include "vouch-plain-text.h"

/* characters; the menu is as wide as its longest item */
#define MAX_PRODUCT 24
#define MAX_DETAIL  32

struct _VouchServerMenu
{
  GObject                 parent_instance;

  /* owned */
  GMenu                  *section;
  VouchSetup             *setup;
  VouchRememberedServers *remembered;
  GSimpleActionGroup     *actions;
  GSimpleAction          *use;   /* its state is the origin of the server in use, or "" */
};

G_DEFINE_FINAL_TYPE (VouchServerMenu, vouch_server_menu, G_TYPE_OBJECT)

enum {
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Returns: the account, or the address if another server has the same account. An account tells two
 * servers apart better than an address. */
static const char *
choose_detail (GPtrArray                   *servers,
               const VouchRememberedServer *server)
{
  const char *account = vouch_terms_get_account (server->terms);

  for (guint i = 0; i < servers->len; i++)
    {
      const VouchRememberedServer *other = g_ptr_array_index (servers, i);

      if (other != server && g_str_equal (other->product, server->product) &&
          g_strcmp0 (vouch_terms_get_account (other->terms), account) == 0)
        return server->origin;
    }
  return account != NULL ? account : server->origin;
}

/* In a menu label an underline marks a mnemonic, so each underline is doubled. */
static char *
build_label (GPtrArray                   *servers,
             const VouchRememberedServer *server)
{
  g_autofree char *product = vouch_plain_text (server->product, MAX_PRODUCT);
  g_autofree char *detail = vouch_plain_text (choose_detail (servers, server), MAX_DETAIL);
  g_autofree char *text = NULL;
  g_auto(GStrv) parts = NULL;

  /* Translators: whose account a program has or what its address is, and the name of the program */
  text = g_strdup_printf (_("\u2068%s\u2069 (\u2068%s\u2069)"), detail,
                          product != NULL ? product : "Beeper");
  parts = g_strsplit (text, "_", -1);
  return g_strjoinv ("__", parts);
}

static void
list_servers (VouchServerMenu *self)
{
  g_autoptr(GPtrArray) servers = vouch_remembered_servers_list (self->remembered);

  g_menu_remove_all (self->section);
  if (servers->len < 2)
    return;

  for (guint i = 0; i < servers->len; i++)
    {
      const VouchRememberedServer *server = g_ptr_array_index (servers, i);
      g_autofree char *label = build_label (servers, server);
      g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, VOUCH_SERVER_MENU_PREFIX ".use", "s",
                                         server->origin);
      g_menu_item_set_attribute (item, "hidden-when", "s", "action-missing");
      g_menu_append_item (self->section, item);
    }
}

/* A running verb is waited for. A server that is only polled can be left. */
static void
update_use (VouchServerMenu *self)
{
  VouchServer *server = vouch_setup_get_server (self->setup);
  const char *origin = server != NULL ? vouch_server_get_origin (server) : "";

  g_simple_action_set_state (self->use, g_variant_new_string (origin));
  g_simple_action_set_enabled (self->use, !vouch_setup_get_acting (self->setup));
}

static void
on_use_activate (VouchServerMenu *self,
                 GVariant        *parameter)
{
  const char *origin = g_variant_get_string (parameter, NULL);
  VouchServer *server = vouch_setup_get_server (self->setup);

  if (server == NULL || !g_str_equal (vouch_server_get_origin (server), origin))
    g_signal_emit (self, signals[CHOSEN], 0, origin);
}

static void
vouch_server_menu_finalize (GObject *object)
{
  VouchServerMenu *self = VOUCH_SERVER_MENU (object);

  g_clear_object (&self->section);
  g_clear_object (&self->setup);
  g_clear_object (&self->remembered);
  g_clear_object (&self->actions);
  g_clear_object (&self->use);
  G_OBJECT_CLASS (vouch_server_menu_parent_class)->finalize (object);
}

static void
vouch_server_menu_class_init (VouchServerMenuClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = vouch_server_menu_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                  NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
vouch_server_menu_init (VouchServerMenu *self)
{
  self->actions = g_simple_action_group_new ();
  self->use = g_simple_action_new_stateful ("use", G_VARIANT_TYPE_STRING,
                                            g_variant_new_string (""));
  g_signal_connect_object (self->use, "activate", G_CALLBACK (on_use_activate), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (self->use));
}

VouchServerMenu *
vouch_server_menu_new (GMenu                  *section,
                       VouchSetup             *setup,
                       VouchRememberedServers *remembered)
{
  static const char * const watched[] = { "notify::server", "notify::acting" };
  VouchServerMenu *self = g_object_new (VOUCH_TYPE_SERVER_MENU, NULL);

  self->section = g_object_ref (section);
  self->setup = g_object_ref (setup);
  self->remembered = g_object_ref (remembered);
  for (guint i = 0; i < G_N_ELEMENTS (watched); i++)
    g_signal_connect_object (setup, watched[i], G_CALLBACK (update_use), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (remembered, "changed", G_CALLBACK (list_servers), self,
                           G_CONNECT_SWAPPED);
  list_servers (self);
  update_use (self);
  return self;
}

GActionGroup *
vouch_server_menu_get_actions (VouchServerMenu *self)
{
  g_return_val_if_fail (VOUCH_IS_SERVER_MENU (self), NULL);
  return G_ACTION_GROUP (self->actions);
}
