/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-key-sheet"

#include "vouch-key-sheet.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>
#include <pango/pangocairo.h>
#include <string.h>

#include "vouch-qr-code.h"
#include "vouch-recovery-key.h"
#include "vouch-repairs.h"
#include "vouch-secret.h"

#define PAGE_WIDTH     595.0   /* A4 in points */
#define PAGE_HEIGHT    842.0
#define PAGE_MARGIN     57.0
#define CODE_SIDE      170.0
#define PARAGRAPH_GAP   14.0

/* For a helper abroad; not translated */
#define TITLE   N_("Recovery Key for Beeper")
#define ENGLISH "English: recovery key (Recovery Code) for Beeper. Keep it secret."

static VouchQrCode *
make_code (const VouchKeySheet *sheet)
{
  g_autoptr(GBytes) payload = g_bytes_new (sheet->key, strlen (sheet->key));

  return vouch_qr_code_new (payload);
}

/* The isolate (U+2068) keeps the order of a date or an address in a right-to-left line. Elsewhere
 * the file has no character that an editor may show as a box. */
static void
append_line (GString    *text,
             const char *format,
             const char *value)
{
  gboolean from_right = vouch_is_written_from_right (g_utf8_get_char (format));
  g_autofree char *isolated = from_right ? g_strdup_printf ("\u2068%s\u2069", value)
                                         : g_strdup (value);

  g_string_append (text, format);
  g_string_replace (text, "%s", isolated, 1);
  g_string_append_c (text, '\n');
}

/* The date is in the format of ISO 8601: it may be read in another country, and years later. */
static char *
describe (const VouchKeySheet *sheet)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(GDateTime) made = sheet->made != 0 ? g_date_time_new_from_unix_local (sheet->made)
                                               : NULL;
  g_autofree char *date = made != NULL ? g_date_time_format (made, "%Y-%m-%d") : NULL;

  /* Translators: %s is a date. */
  if (date != NULL)
    append_line (text, _("Made on: %s"), date);
  /* Translators: %s is the name of an account. */
  if (sheet->account != NULL)
    append_line (text, _("Account: %s"), sheet->account);
  /* Translators: %s is what names this computer. */
  if (sheet->device != NULL)
    append_line (text, _("Made with: %s"), sheet->device);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static const char *
get_purpose (void)
{
  return _("This key opens your messages in Beeper if you lose your devices. Enter it when Beeper "
           "or Vouch asks for the recovery key (Recovery Code). Keep it secret: whoever has it and "
           "can sign in to your account can read your messages.");
}

/* Returns: whether the sheet is in another language. */
static gboolean
is_translated (void)
{
  return !g_str_equal (_(TITLE), TITLE);
}

static gboolean
is_dark (VouchQrCode *code,
         int          x,
         int          y)
{
  int width = (int) vouch_qr_code_get_width (code);

  return x >= 0 && y >= 0 && x < width && y < width &&
         vouch_qr_code_get_module (code, (guint) x, (guint) y);
}

/* A line of text has two rows of modules. The blocks are the light modules, so the code is inverted
 * where text is dark on light, and right in most terminals. Readers accept both. */
static void
append_code (GString     *text,
             VouchQrCode *code)
{
  static const char * const blocks[] = { "█", "▄", "▀", " " };
  int end = (int) vouch_qr_code_get_width (code) + VOUCH_QR_CODE_BORDER;

  for (int y = -VOUCH_QR_CODE_BORDER; y < end; y += 2)
    {
      for (int x = -VOUCH_QR_CODE_BORDER; x < end; x++)
        g_string_append (text, blocks[(is_dark (code, x, y) ? 1 : 0) |
                                      (is_dark (code, x, y + 1) ? 2 : 0)]);
      g_string_append_c (text, '\n');
    }
}

char *
vouch_key_sheet_to_text (const VouchKeySheet *sheet)
{
  g_autoptr(VouchQrCode) code = NULL;
  g_autofree char *details = NULL;
  vouch_autosecret char *lines = NULL;
  GString *text;

  g_return_val_if_fail (sheet != NULL && sheet->key != NULL, NULL);

  code = make_code (sheet);
  details = describe (sheet);
  lines = vouch_recovery_key_lay_out (sheet->key);

  /* The text is allocated large enough, so that it never moves and leaves a copy behind. */
  text = g_string_sized_new (16 * 1024);
  g_string_append_printf (text, "%s\n\n%s\n\n%s\n%s\n\n",
                          _(TITLE), lines, details, get_purpose ());
  if (is_translated ())
    g_string_append (text, ENGLISH "\n\n");
  if (code != NULL)
    append_code (text, code);
  return g_string_free (text, FALSE);
}

/* A line that is broken within a word gets no hyphen, which would look like a part of the key.
 * Returns: the height of the text */
static double
draw_text (cairo_t    *cr,
           const char *text,
           const char *font,
           double      width,
           gboolean    left_to_right)
{
  g_autoptr(PangoLayout) layout = pango_cairo_create_layout (cr);
  g_autoptr(PangoFontDescription) description = pango_font_description_from_string (font);
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();
  int height;

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (layout, !left_to_right);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, NULL, &height);
  pango_cairo_show_layout (cr, layout);
  return (double) height / PANGO_SCALE;
}

static void
draw_code (cairo_t     *cr,
           VouchQrCode *code,
           double       side)
{
  int width = (int) vouch_qr_code_get_width (code);
  double module = side / (width + 2 * VOUCH_QR_CODE_BORDER);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_rectangle (cr, 0, 0, side, side);
  cairo_fill (cr);

  /* All modules are one path without smoothing, so that there is no gap between neighbours. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int y = 0; y < width; y++)
    for (int x = 0; x < width; x++)
      if (is_dark (code, x, y))
        cairo_rectangle (cr, (x + VOUCH_QR_CODE_BORDER) * module,
                         (y + VOUCH_QR_CODE_BORDER) * module, module, module);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
advance (cairo_t *cr,
         double   height)
{
  cairo_translate (cr, 0, height + PARAGRAPH_GAP);
}

void
vouch_key_sheet_draw (const VouchKeySheet *sheet,
                      cairo_t             *cr,
                      double               width,
                      double               height)
{
  g_autoptr(VouchQrCode) code = NULL;
  g_autofree char *details = NULL;
  vouch_autosecret char *lines = NULL;

  g_return_if_fail (sheet != NULL && sheet->key != NULL);

  code = make_code (sheet);
  details = describe (sheet);
  lines = vouch_recovery_key_lay_out (sheet->key);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  advance (cr, draw_text (cr, _(TITLE), "Sans Bold 20", width, FALSE));
  advance (cr, draw_text (cr, lines, "Monospace Bold 18", width, TRUE));
  advance (cr, draw_text (cr, details, "Sans 11", width, FALSE));
  advance (cr, draw_text (cr, get_purpose (), "Sans 11", width, FALSE));
  if (is_translated ())
    advance (cr, draw_text (cr, ENGLISH, "Sans 11", width, TRUE));
  if (code != NULL)
    draw_code (cr, code, MIN (CODE_SIDE, MIN (width, height)));
  cairo_restore (cr);
}

static cairo_status_t
append_to_array (void                *closure,
                 const unsigned char *data,
                 unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
free_array (gpointer data)
{
  GByteArray *array = data;

  explicit_bzero (array->data, array->len);
  g_byte_array_unref (array);
}

GBytes *
vouch_key_sheet_to_pdf (const VouchKeySheet *sheet)
{
  GByteArray *array;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean whole;

  g_return_val_if_fail (sheet != NULL && sheet->key != NULL, NULL);

  array = g_byte_array_sized_new (256 * 1024);
  surface = cairo_pdf_surface_create_for_stream (append_to_array, array, PAGE_WIDTH, PAGE_HEIGHT);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, _(TITLE));
  cr = cairo_create (surface);
  cairo_translate (cr, PAGE_MARGIN, PAGE_MARGIN);
  vouch_key_sheet_draw (sheet, cr, PAGE_WIDTH - 2 * PAGE_MARGIN, PAGE_HEIGHT - 2 * PAGE_MARGIN);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  whole = cairo_surface_status (surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy (surface);
  if (!whole)
    {
      free_array (array);
      return NULL;
    }

  return g_bytes_new_with_free_func (array->data, array->len, free_array, array);
}
