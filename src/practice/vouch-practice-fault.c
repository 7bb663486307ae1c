/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-fault"

#include "vouch-practice-fault.h"

#include <string.h>

/* The rules for faulty replies, and their text form. */

#define STATUS_PREFIX "status:"
#define LATE_PREFIX "late:"
#define AFTER_PREFIX "after-"
#define REASON_SEPARATOR ";"

static const struct {
  const char             *name;
  VouchPracticeFaultKind  kind;
} kinds[] = {
  { "reset", VOUCH_PRACTICE_FAULT_RESET },
  { "cut", VOUCH_PRACTICE_FAULT_CUT },
  { "hang", VOUCH_PRACTICE_FAULT_HANG },
  { "truncated", VOUCH_PRACTICE_FAULT_TRUNCATED },
  { "slow", VOUCH_PRACTICE_FAULT_SLOW },
  { "garbage", VOUCH_PRACTICE_FAULT_GARBAGE },
  { "html", VOUCH_PRACTICE_FAULT_HTML },
  { "empty", VOUCH_PRACTICE_FAULT_EMPTY },
  { "redirect", VOUCH_PRACTICE_FAULT_REDIRECT },
  { "wrong-types", VOUCH_PRACTICE_FAULT_WRONG_TYPES },
  { "nulls", VOUCH_PRACTICE_FAULT_NULLS },
  { "huge", VOUCH_PRACTICE_FAULT_HUGE },
  { "deep", VOUCH_PRACTICE_FAULT_DEEP },
};

/* "status:429", "status:429:5", "status:503:Sat, 21 Nov 2026 12:00:00 GMT", and each of them with a
 * reason: "status:403;Not before tomorrow." */
static gboolean
read_status (VouchPracticeFault *self,
             const char         *text)
{
  g_auto(GStrv) halves = g_strsplit (text, REASON_SEPARATOR, 2);
  g_auto(GStrv) parts = g_strsplit (halves[0] != NULL ? halves[0] : "", ":", 2);
  guint64 status;

  if (parts[0] == NULL || !g_ascii_string_to_unsigned (parts[0], 10, 100, 599, &status, NULL))
    return FALSE;
  self->kind = VOUCH_PRACTICE_FAULT_STATUS;
  self->status = status;
  self->retry_after = g_strdup (parts[1]);
  self->reason = g_strdup (halves[1]);
  return TRUE;
}

/* "late:2000" */
static gboolean
read_delay (VouchPracticeFault *self,
            const char         *text)
{
  guint64 delay;

  if (!g_ascii_string_to_unsigned (text, 10, 1, G_MAXINT, &delay, NULL))
    return FALSE;
  self->kind = VOUCH_PRACTICE_FAULT_LATE;
  self->delay = delay;
  return TRUE;
}

static gboolean
read_kind (VouchPracticeFault *self,
           const char         *text)
{
  self->name = g_strndup (text, strcspn (text, REASON_SEPARATOR));
  if (g_str_has_prefix (text, AFTER_PREFIX))
    {
      self->afterwards = TRUE;
      text += strlen (AFTER_PREFIX);
    }
  if (g_str_has_prefix (text, STATUS_PREFIX))
    return read_status (self, text + strlen (STATUS_PREFIX));
  if (g_str_has_prefix (text, LATE_PREFIX))
    return read_delay (self, text + strlen (LATE_PREFIX));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (text, kinds[i].name) == 0)
      {
        self->kind = kinds[i].kind;
        return TRUE;
      }
  return FALSE;
}

static gboolean
read_count (VouchPracticeFault *self,
            const char         *text)
{
  guint64 count = 1;

  if (text != NULL && strcmp (text, "ever") == 0)
    count = G_MAXUINT;
  else if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT - 1, &count, NULL))
    return FALSE;
  self->left = count;
  return TRUE;
}

static void
read_target (VouchPracticeFault *self,
             const char         *text)
{
  const char *space = strchr (text, ' ');

  if (space != NULL)
    self->method = g_strndup (text, space - text);
  self->path = g_pattern_spec_new (space != NULL ? space + 1 : text);
}

VouchPracticeFault *
vouch_practice_fault_parse (const char  *text,
                            GError     **error)
{
  g_autoptr(VouchPracticeFault) self = g_new0 (VouchPracticeFault, 1);
  g_autofree char *target = NULL;
  g_auto(GStrv) parts = NULL;
  const char *equals = strrchr (text, '=');

  /* The path may have stars of its own: only one after the = counts. */
  if (equals != NULL)
    {
      target = g_strndup (text, equals - text);
      parts = g_strsplit (equals + 1, "*", 2);
    }
  if (target == NULL || *target == '\0' || parts[0] == NULL ||
      !read_kind (self, parts[0]) || !read_count (self, parts[1]))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "\"%s\" is not [METHOD ]PATH=[after-]KIND[*N]", text);
      return NULL;
    }
  read_target (self, target);
  return g_steal_pointer (&self);
}

void
vouch_practice_fault_free (VouchPracticeFault *self)
{
  g_free (self->method);
  g_clear_pointer (&self->path, g_pattern_spec_free);
  g_free (self->retry_after);
  g_free (self->reason);
  g_free (self->name);
  g_free (self);
}

gboolean
vouch_practice_fault_take (VouchPracticeFault *self,
                           const char         *method,
                           const char         *path)
{
  if (self->left == 0 ||
      (self->method != NULL && strcmp (self->method, method) != 0) ||
      !g_pattern_spec_match_string (self->path, path))
    return FALSE;
  if (self->left != G_MAXUINT)
    self->left--;
  return TRUE;
}
