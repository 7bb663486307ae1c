/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-secret-buffer"

#include "vouch-secret-buffer.h"

#include "vouch-property.h"

#include <string.h>
#include <sys/mman.h>

struct _VouchSecretBuffer
{
  GtkEntryBuffer  parent_instance;

  /* owned */
  char           *secret;    /* UTF-8, in locked memory */
  gsize           bytes;
  guint           characters;
  GString        *bullets;   /* as many bullets as characters */
  gboolean        hidden;
};

G_DEFINE_FINAL_TYPE (VouchSecretBuffer, vouch_secret_buffer, GTK_TYPE_ENTRY_BUFFER)

enum
{
  PROP_HIDDEN = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

#define ROOM         16384    /* bytes */
#define MAX_LENGTH    4000    /* characters; 4000 of four bytes each fit, with the final NUL */
#define BULLET        "●"

static const char *
vouch_secret_buffer_get_text (GtkEntryBuffer *buffer,
                              gsize          *n_bytes)
{
  VouchSecretBuffer *self = VOUCH_SECRET_BUFFER (buffer);

  if (n_bytes != NULL)
    *n_bytes = self->hidden ? self->bullets->len : self->bytes;
  return self->hidden ? self->bullets->str : self->secret;
}

static guint
vouch_secret_buffer_get_length (GtkEntryBuffer *buffer)
{
  return VOUCH_SECRET_BUFFER (buffer)->characters;
}

static void
count_bullets (VouchSecretBuffer *self)
{
  g_string_truncate (self->bullets, MIN (self->bullets->len, self->characters * strlen (BULLET)));
  while (self->bullets->len < self->characters * strlen (BULLET))
    g_string_append (self->bullets, BULLET);
}

static guint
vouch_secret_buffer_insert_text (GtkEntryBuffer *buffer,
                                 guint           position,
                                 const char     *chars,
                                 guint           n_chars)
{
  VouchSecretBuffer *self = VOUCH_SECRET_BUFFER (buffer);
  gsize length = (gsize) (g_utf8_offset_to_pointer (chars, n_chars) - chars);
  char *at = g_utf8_offset_to_pointer (self->secret, position);

  if (self->bytes + length >= ROOM)
    return 0;

  memmove (at + length, at, self->bytes + 1 - (gsize) (at - self->secret));
  memcpy (at, chars, length);
  self->bytes += length;
  self->characters += n_chars;
  count_bullets (self);

  gtk_entry_buffer_emit_inserted_text (buffer, position, chars, n_chars);
  return n_chars;
}

static guint
vouch_secret_buffer_delete_text (GtkEntryBuffer *buffer,
                                 guint           position,
                                 guint           n_chars)
{
  VouchSecretBuffer *self = VOUCH_SECRET_BUFFER (buffer);

  position = MIN (position, self->characters);
  n_chars = MIN (n_chars, self->characters - position);
  if (n_chars > 0)
    gtk_entry_buffer_emit_deleted_text (buffer, position, n_chars);
  return n_chars;
}

/* Deletes in the class handler, which runs last: handlers of "deleted-text" still find the text. */
static void
vouch_secret_buffer_deleted_text (GtkEntryBuffer *buffer,
                                  guint           position,
                                  guint           n_chars)
{
  VouchSecretBuffer *self = VOUCH_SECRET_BUFFER (buffer);
  char *start = g_utf8_offset_to_pointer (self->secret, position);
  char *end = g_utf8_offset_to_pointer (start, n_chars);
  gsize length = (gsize) (end - start);

  memmove (start, end, self->bytes + 1 - (gsize) (end - self->secret));
  self->bytes -= length;
  self->characters -= n_chars;
  explicit_bzero (self->secret + self->bytes, length);
  count_bullets (self);

  g_object_notify (G_OBJECT (buffer), "text");
  g_object_notify (G_OBJECT (buffer), "length");
}

static void
vouch_secret_buffer_get_property (GObject    *object,
                                  guint       property_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch (property_id)
    {
    case PROP_HIDDEN:
      g_value_set_boolean (value, VOUCH_SECRET_BUFFER (object)->hidden);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_secret_buffer_set_property (GObject      *object,
                                  guint         property_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  switch (property_id)
    {
    case PROP_HIDDEN:
      vouch_secret_buffer_set_hidden (VOUCH_SECRET_BUFFER (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_secret_buffer_finalize (GObject *object)
{
  VouchSecretBuffer *self = VOUCH_SECRET_BUFFER (object);

  explicit_bzero (self->secret, ROOM);
  munmap (self->secret, ROOM);
  g_string_free (self->bullets, TRUE);

  G_OBJECT_CLASS (vouch_secret_buffer_parent_class)->finalize (object);
}

static void
vouch_secret_buffer_class_init (VouchSecretBufferClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkEntryBufferClass *buffer_class = GTK_ENTRY_BUFFER_CLASS (klass);

  object_class->get_property = vouch_secret_buffer_get_property;
  object_class->set_property = vouch_secret_buffer_set_property;
  object_class->finalize = vouch_secret_buffer_finalize;
  buffer_class->get_text = vouch_secret_buffer_get_text;
  buffer_class->get_length = vouch_secret_buffer_get_length;
  buffer_class->insert_text = vouch_secret_buffer_insert_text;
  buffer_class->delete_text = vouch_secret_buffer_delete_text;
  buffer_class->deleted_text = vouch_secret_buffer_deleted_text;

  properties[PROP_HIDDEN] =
    g_param_spec_boolean ("hidden", NULL, NULL, TRUE, VOUCH_PARAM_READWRITE);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* mlock() can fail where a process may lock little memory. The other protections still hold. */
static void
vouch_secret_buffer_init (VouchSecretBuffer *self)
{
  self->secret = mmap (NULL, ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->secret == MAP_FAILED)
    g_error ("No memory");
  mlock (self->secret, ROOM);
  madvise (self->secret, ROOM, MADV_DONTDUMP);

  self->bullets = g_string_new (NULL);
  self->hidden = TRUE;
}

VouchSecretBuffer *
vouch_secret_buffer_install (GtkEditable *row)
{
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (row));
  g_autoptr(VouchSecretBuffer) self = NULL;

  self = g_object_new (VOUCH_TYPE_SECRET_BUFFER, "max-length", MAX_LENGTH, NULL);
  gtk_text_set_buffer (text, GTK_ENTRY_BUFFER (self));
  g_object_bind_property (text, "visibility", self, "hidden",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  /* The undo history would keep deleted text in memory. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (text), FALSE);
  return self;
}

const char *
vouch_secret_buffer_get_secret (VouchSecretBuffer *self)
{
  g_return_val_if_fail (VOUCH_IS_SECRET_BUFFER (self), NULL);

  return self->secret;
}

void
vouch_secret_buffer_set_hidden (VouchSecretBuffer *self,
                                gboolean        hidden)
{
  g_return_if_fail (VOUCH_IS_SECRET_BUFFER (self));

  vouch_property_set (self, &self->hidden, hidden, properties[PROP_HIDDEN]);
}
