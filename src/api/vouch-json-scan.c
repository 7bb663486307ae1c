/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-json"

#include "vouch-json-scan.h"

#include "vouch-json.h"

#include <string.h>

/* Checks JSON text before json-glib parses it, because json-glib (1.6 at least) recurses without a
 * limit, cuts strings at \u0000, and asserts that surrogates come in pairs.
 *
 * Both have to agree on where a string ends, or nesting could be hidden from this scan. So the
 * extensions of json-glib (comments, octal escapes, short \u, var, several documents) are refused
 * here. */
typedef struct {
  char       *text;    /* borrowed; escapes are patched in place */
  gsize       length;
  gsize       at;
  guint       depth;
  guint       values;
  guint       members[VOUCH_JSON_MAX_DEPTH + 1];   /* of the object at each depth so far */
  gboolean    ended;   /* behind the root */
  const char *problem;
} Scan;

static gboolean
fail (Scan       *scan,
      const char *problem)
{
  scan->problem = problem;
  return FALSE;
}

/* The code unit of the \uXXXX at @at, or -1. */
static int
read_unit (const Scan *scan,
           gsize       at)
{
  int unit = 0;

  if (scan->length < 6 || at > scan->length - 6 ||
      scan->text[at] != '\\' || scan->text[at + 1] != 'u')
    return -1;
  for (gsize i = at + 2; i < at + 6; i++)
    {
      int digit = g_ascii_xdigit_value (scan->text[i]);

      if (digit < 0)
        return -1;
      unit = unit * 16 + digit;
    }
  return unit;
}

static inline gboolean
is_high (int unit)
{
  return unit >= 0xd800 && unit <= 0xdbff;
}

static inline gboolean
is_low (int unit)
{
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/* NUL becomes VOUCH_JSON_NUL, half a pair the replacement character: six bytes each, so that the
 * text keeps its length. */
static gboolean
scan_unicode (Scan *scan)
{
  int unit = read_unit (scan, scan->at);

  if (unit < 0)
    return fail (scan, "has a bad escape");
  if (is_high (unit) && is_low (read_unit (scan, scan->at + 6)))
    {
      scan->at += 12;
      return TRUE;
    }
  if (unit == 0)
    memcpy (scan->text + scan->at + 2, "fdd0", 4);
  else if (is_high (unit) || is_low (unit))
    memcpy (scan->text + scan->at + 2, "fffd", 4);
  scan->at += 6;
  return TRUE;
}

static gboolean
scan_escape (Scan *scan)
{
  char next = scan->at + 1 < scan->length ? scan->text[scan->at + 1] : '\0';

  if (next == 'u')
    return scan_unicode (scan);
  if (next == '\0' || strchr ("\"\\/bfnrt", next) == NULL)
    return fail (scan, "has a bad escape");
  scan->at += 2;
  return TRUE;
}

static gboolean
scan_string (Scan *scan)
{
  scan->at++;
  while (scan->at < scan->length)
    {
      char c = scan->text[scan->at];

      if (c == '"')
        {
          scan->at++;
          return TRUE;
        }
      if (c != '\\')
        scan->at++;
      else if (!scan_escape (scan))
        return FALSE;
    }
  return fail (scan, "ends within a string");
}

/* Each value but the first of a list has a comma before it, and each member a colon in it. */
static gboolean
count (Scan *scan,
       char  c)
{
  if (c == '{' || c == '[')
    scan->members[scan->depth] = 0;
  if (c == ':' && ++scan->members[scan->depth] > VOUCH_JSON_MAX_MEMBERS)
    return fail (scan, "has an object of too many members");
  if ((c == ',' || c == '{' || c == '[') && ++scan->values > VOUCH_JSON_MAX_VALUES)
    return fail (scan, "has too many values");
  return TRUE;
}

static gboolean
scan_outside (Scan *scan)
{
  char c = scan->text[scan->at++];

  if (scan->depth == 0 && (scan->ended || c != '{'))
    return c != '\0' && strchr (" \t\r\n", c) != NULL ? TRUE : fail (scan, "is no JSON object");
  if (c == '{' || c == '[')
    {
      if (++scan->depth > VOUCH_JSON_MAX_DEPTH)
        return fail (scan, "is nested too deeply");
      return count (scan, c);
    }
  if (c == '}' || c == ']')
    {
      scan->ended = --scan->depth == 0;
      return TRUE;
    }
  if (c == '\0' || strchr (" \t\r\n,:+-.0123456789Eaeflnrstu", c) == NULL)
    return fail (scan, "is no JSON");
  return count (scan, c);
}

/**
 * vouch_json_scan:
 * @text: UTF-8, changed in place
 *
 * Returns: (nullable): the fault of @text, for a log; NULL when json-glib may parse it
 */
const char *
vouch_json_scan (char  *text,
                 gsize  length)
{
  Scan scan = { .text = text, .length = length };
  gboolean going = TRUE;

  while (going && scan.at < length)
    going = text[scan.at] == '"' && scan.depth > 0 ? scan_string (&scan) : scan_outside (&scan);
  if (going && !scan.ended)
    scan.problem = scan.depth > 0 ? "ends too early" : "is empty";
  return scan.problem;
}
