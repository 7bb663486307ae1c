/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-typing"

#include "vouch-key-typing.h"

#include <string.h>

#include "vouch-property.h"
#include "vouch-recovery-key.h"
#include "vouch-secret-buffer.h"
#include "vouch-secret.h"

struct _VouchKeyTyping
{
  GObject   parent_instance;

  /* owned */
  gboolean  arranging;   /* this object changes the text */
  gboolean  forward;     /* the last change was a deletion after the cursor */

  /* borrowed */
  GtkText  *text;
};

G_DEFINE_FINAL_TYPE (VouchKeyTyping, vouch_key_typing, G_TYPE_OBJECT)

enum
{
  PROP_TEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The space between groups. No keyboard types it, so it differs from a space that was typed. */
#define GAP             "\u2005"
#define GROUP_SIZE      4
#define SHORTEST_PASTE  8             /* characters; a shorter text is typed or a correction */
#define LONGEST_TYPED   (16 * 1024)   /* bytes; the entry has no room for more */

/* Returns: whether @typed is put into groups. It must begin like a recovery key and have only
 * letters and digits: a passphrase keeps its own spaces. */
static gboolean
is_arrangeable (const char *typed)
{
  if (!g_str_has_prefix (typed, "EsS") && !g_str_has_prefix (typed, "EsT") &&
      !g_str_has_prefix (typed, "EsU"))
    return FALSE;

  for (const char *cursor = typed; *cursor != '\0'; cursor++)
    if (!g_ascii_isalnum (*cursor))
      return FALSE;

  return TRUE;
}

static char *
take_out_gaps (const char *text,
               gsize       length)
{
  char *typed = g_malloc0 (length + 1);
  char *end = typed;

  for (const char *at = text; at < text + length;)
    if (g_str_has_prefix (at, GAP))
      at += strlen (GAP);
    else
      *end++ = *at++;
  return typed;
}

static char *
put_gaps (const char *key)
{
  char *grouped = g_malloc0 (strlen (key) * (1 + strlen (GAP)) + 1);
  char *end = grouped;

  for (gsize i = 0; key[i] != '\0'; i++)
    {
      if (i > 0 && i % GROUP_SIZE == 0)
        end = stpcpy (end, GAP);
      *end++ = key[i];
    }
  return grouped;
}

/* @head: the beginning of @typed, up to the cursor
 * @before: (out): the number of characters of the result that come from @head
 * Returns: (transfer full) (nullable): a secret: the characters to be put into groups */
static char *
choose_key (const char *typed,
            const char *head,
            int        *before)
{
  VouchRecoveryKeyCheck check;

  vouch_recovery_key_check (typed, &check);
  if (check.advice == VOUCH_RECOVERY_KEY_COMPLETE)
    {
      vouch_autosecret char *key = vouch_recovery_key_normalize (head);

      *before = MIN ((int) g_utf8_strlen (key, -1), VOUCH_RECOVERY_KEY_LENGTH);
      return vouch_recovery_key_to_send (typed);
    }

  *before = (int) g_utf8_strlen (head, -1);
  return is_arrangeable (typed) ? vouch_secret_dup (typed) : NULL;
}

char *
vouch_key_typing_arrange (const char *text,
                          gboolean    forward,
                          int        *cursor)
{
  vouch_autosecret char *typed = NULL;
  vouch_autosecret char *head = NULL;
  vouch_autosecret char *key = NULL;
  int before;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (cursor != NULL, NULL);

  typed = take_out_gaps (text, strlen (text));
  head = take_out_gaps (text, (gsize) (g_utf8_offset_to_pointer (text, *cursor) - text));
  key = choose_key (typed, head, &before);
  if (key == NULL && g_str_equal (typed, text))
    return NULL;

  *cursor = before;
  if (key == NULL)
    return g_steal_pointer (&typed);
  if (before > 0)
    *cursor += (before - 1) / GROUP_SIZE;
  if (forward && before > 0 && before % GROUP_SIZE == 0 && before < (int) strlen (key))
    (*cursor)++;
  return put_gaps (key);
}

static const char *
get_key (VouchKeyTyping *self)
{
  return vouch_secret_buffer_get_secret (VOUCH_SECRET_BUFFER (gtk_text_get_buffer (self->text)));
}

static void
replace (VouchKeyTyping *self,
         const char     *text,
         int             cursor)
{
  GtkEditable *editable = GTK_EDITABLE (self->text);
  int position = 0;

  self->arranging = TRUE;
  gtk_editable_delete_text (editable, 0, -1);
  gtk_editable_insert_text (editable, text, -1, &position);
  gtk_editable_set_position (editable, cursor);
  self->arranging = FALSE;
}

/* Puts the text into groups after a deletion only. After an insertion GTK moves the cursor
 * again. */
static void
on_text_changed (VouchKeyTyping *self)
{
  GtkEditable *editable = GTK_EDITABLE (self->text);
  const char *text = get_key (self);
  int cursor = gtk_editable_get_position (editable);
  vouch_autosecret char *arranged = NULL;

  if (self->arranging)
    return;

  arranged = vouch_key_typing_arrange (text, self->forward, &cursor);
  self->forward = FALSE;
  if (arranged != NULL && !g_str_equal (arranged, text))
    replace (self, arranged, cursor);
}

/* A pasted text that contains a complete key, with words, quotes or line breaks around it, replaces
 * the whole text by the key. */
static char *
take_pasted_key (const char *inserted,
                 int         length,
                 int        *cursor)
{
  VouchRecoveryKeyCheck check;
  vouch_autosecret char *key = NULL;
  char *grouped;

  if (g_utf8_strlen (inserted, length) < SHORTEST_PASTE)
    return NULL;

  key = vouch_recovery_key_find (inserted, length);
  if (key == NULL)
    return NULL;
  vouch_recovery_key_check (key, &check);
  if (check.advice != VOUCH_RECOVERY_KEY_COMPLETE)
    return NULL;

  grouped = put_gaps (key);
  *cursor = (int) g_utf8_strlen (grouped, -1);
  return grouped;
}

/* Returns: the new text if @inserted is typed at @cursor */
static char *
take_typed (const char *text,
            const char *inserted,
            int         length,
            int        *cursor)
{
  const char *at = g_utf8_offset_to_pointer (text, *cursor);
  vouch_autosecret char *before = g_strndup (text, (gsize) (at - text));
  vouch_autosecret char *between = g_strndup (inserted, (gsize) length);
  vouch_autosecret char *all = g_strconcat (before, between, at, NULL);

  *cursor += (int) g_utf8_strlen (between, -1);
  return vouch_key_typing_arrange (all, FALSE, cursor);
}

static void
on_text_insert_text (GtkText        *text,
                     const char     *inserted,
                     int             length,
                     int            *position,
                     VouchKeyTyping *self)
{
  int cursor = *position;
  vouch_autosecret char *arranged = NULL;

  self->forward = FALSE;
  if (self->arranging)
    return;

  if (length < 0)
    length = (int) strlen (inserted);
  arranged = take_pasted_key (inserted, length, &cursor);
  if (arranged == NULL && length <= LONGEST_TYPED)
    arranged = take_typed (get_key (self), inserted, length, &cursor);
  if (arranged == NULL)
    return;

  g_signal_stop_emission_by_name (text, "insert-text");
  replace (self, arranged, cursor);
  *position = cursor;
}

/* Returns: whether the range is a single space of this object. Deleting that space is meant for the
 * character beyond it. */
static gboolean
is_our_space (VouchKeyTyping *self,
              int             start,
              int             end)
{
  return end - start == 1 &&
         g_str_has_prefix (g_utf8_offset_to_pointer (get_key (self), start), GAP);
}

static void
on_text_delete_text (GtkText        *text,
                     int             start,
                     int             end,
                     VouchKeyTyping *self)
{
  if (self->arranging)
    return;

  self->forward = gtk_editable_get_position (GTK_EDITABLE (text)) == start;
  if (!is_our_space (self, start, end))
    return;

  g_signal_stop_emission_by_name (text, "delete-text");
  if (self->forward)
    gtk_editable_delete_text (GTK_EDITABLE (text), start, end + 1);
  else
    gtk_editable_delete_text (GTK_EDITABLE (text), start - 1, end);
}

static void
vouch_key_typing_constructed (GObject *object)
{
  VouchKeyTyping *self = VOUCH_KEY_TYPING (object);

  G_OBJECT_CLASS (vouch_key_typing_parent_class)->constructed (object);

  g_signal_connect_object (self->text, "changed", G_CALLBACK (on_text_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->text, "insert-text", G_CALLBACK (on_text_insert_text), self, 0);
  g_signal_connect_object (self->text, "delete-text", G_CALLBACK (on_text_delete_text), self, 0);
}

static void
vouch_key_typing_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  VouchKeyTyping *self = VOUCH_KEY_TYPING (object);

  switch (property_id)
    {
    case PROP_TEXT:
      g_set_weak_pointer (&self->text, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_key_typing_dispose (GObject *object)
{
  VouchKeyTyping *self = VOUCH_KEY_TYPING (object);

  g_clear_weak_pointer (&self->text);

  G_OBJECT_CLASS (vouch_key_typing_parent_class)->dispose (object);
}

static void
vouch_key_typing_class_init (VouchKeyTypingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = vouch_key_typing_constructed;
  object_class->set_property = vouch_key_typing_set_property;
  object_class->dispose = vouch_key_typing_dispose;

  properties[PROP_TEXT] =
    g_param_spec_object ("text", NULL, NULL, GTK_TYPE_TEXT, VOUCH_PARAM_CONSTRUCT);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_key_typing_init (VouchKeyTyping *self)
{
}

VouchKeyTyping *
vouch_key_typing_new (GtkText *text)
{
  return g_object_new (VOUCH_TYPE_KEY_TYPING, "text", text, NULL);
}

char *
vouch_key_typing_dup_typed (VouchKeyTyping *self)
{
  g_return_val_if_fail (VOUCH_IS_KEY_TYPING (self), NULL);

  return take_out_gaps (get_key (self), strlen (get_key (self)));
}
