/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-key-save.h"
#include "vouch-key-sheet.h"

#include <glib/gstdio.h>
#include <string.h>

#include "vouch-qr-reader.h"
#include "vouch-secret.h"
#include "wait.h"

#define KEY "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d"

static const VouchKeySheet sheet = { KEY, "@me:example.org", "PRACTICE", 1700000000 };

static void
assert_reads_key (const guint8 *grey,
                  guint         width,
                  guint         height,
                  gsize         stride)
{
  g_autoptr(VouchQrReader) reader = vouch_qr_reader_new ();
  g_autoptr(GBytes) payload = NULL;

  for (guint slot = 0; slot < VOUCH_QR_READER_SLOTS && payload == NULL; slot++)
    payload = vouch_qr_reader_read (reader, grey, width, height, stride, slot, NULL);

  g_assert_nonnull (payload);
  g_assert_cmpmem (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), KEY, strlen (KEY));
}

/* The printed sheet is read back at the resolution of a poor scan, and each byte is right. */
static void
test_draw (void)
{
  const int width = 1000, height = 1400;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  cairo_t *cr = cairo_create (surface);
  g_autofree guint8 *grey = g_malloc ((gsize) width * height);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 2, 2);
  vouch_key_sheet_draw (&sheet, cr, width / 2.0, height / 2.0);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  for (int y = 0; y < height; y++)
    {
      const guint8 *row = cairo_image_surface_get_data (surface) +
                          (gsize) y * cairo_image_surface_get_stride (surface);

      for (int x = 0; x < width; x++)
        grey[y * width + x] = row[4 * x + 1];
    }
  cairo_surface_destroy (surface);

  assert_reads_key (grey, (guint) width, (guint) height, (gsize) width);
}

/* The time of a key that is found after a restart is unknown. */
static void
test_date_unknown (void)
{
  const VouchKeySheet found = { KEY, "@me:example.org", "PRACTICE", 0 };
  vouch_autosecret char *text = vouch_key_sheet_to_text (&found);

  g_assert_null (strstr (text, "Made on"));
  g_assert_nonnull (strstr (text, "@me:example.org"));
}

/* Each line of blocks has two rows of modules. A full block is light. */
static void
test_text (void)
{
  enum { MODULE = 8, ROOM = 100 };
  vouch_autosecret char *text = vouch_key_sheet_to_text (&sheet);
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree guint8 *grey = g_malloc0 ((gsize) ROOM * MODULE * ROOM * MODULE);
  guint row = 0;

  g_assert_nonnull (strstr (text, "EsTc LW2K PGiF wKEA\n3As5 g5c4"));
  g_assert_nonnull (strstr (text, "@me:example.org"));
  g_assert_nonnull (strstr (text, "PRACTICE"));
  g_assert_null (strstr (text, "English"));
  g_assert_nonnull (strstr (text, "Made on: 2023-11-1"));   /* November 14 or 15, by time zone */

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      guint column = 0;

      if (!g_str_has_prefix (lines[i], "█"))
        continue;
      for (const char *at = lines[i]; *at != '\0'; at = g_utf8_next_char (at), column++)
        for (guint half = 0; half < 2; half++)
          {
            gunichar block = g_utf8_get_char (at);
            gboolean light = block == 0x2588 || block == (half == 0 ? 0x2580 : 0x2584);

            for (guint y = 0; y < MODULE; y++)
              memset (grey + ((row + half) * MODULE + y) * ROOM * MODULE + column * MODULE,
                      light ? 255 : 0, MODULE);
          }
      row += 2;
    }

  g_assert_cmpuint (row, >, 0);
  assert_reads_key (grey, ROOM * MODULE, ROOM * MODULE, ROOM * MODULE);
}

/* A key of another format is printed without changes. */
static void
test_other_form (void)
{
  static const char * const keys[] = {
    "ab12-cd34-ef56-gh78", "tulip 'n' rose-9#Kd=2mQ", "Esta es mi clave", "<b>&amp;</b> %s",
    "\u201e\u00c4\u00d6\u201c \u2013 \U0001f511",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      VouchKeySheet other = { keys[i], NULL, NULL, 1700000000 };
      vouch_autosecret char *text = vouch_key_sheet_to_text (&other);
      g_autofree char *line = g_strdup_printf ("\n\n%s\n\n", keys[i]);

      g_assert_nonnull (strstr (text, line));
    }
}

static void
on_key_save_ready (GObject      *source,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  gboolean *done = user_data;

  g_assert_true (vouch_key_save_finish (result, &error));
  g_assert_no_error (error);
  *done = TRUE;
}

/* A file that others could read is replaced by one that only its owner can read. */
static void
test_save (void)
{
  static const struct {
    const char *name;
    const char *begins;
  } cases[] = {
    { "key.txt", "Recovery Key" },
    { "key.PDF", "%PDF" },
  };
  g_autofree char *folder = g_dir_make_tmp ("vouch-XXXXXX", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autofree char *contents = NULL;
      g_autoptr(GFile) file = g_file_new_for_path (path);
      gboolean done = FALSE;
      GStatBuf status;

      g_assert_true (g_file_set_contents (path, "old", -1, NULL));
      g_assert_cmpint (g_chmod (path, 0644), ==, 0);
      vouch_key_save_async (&sheet, file, on_key_save_ready, &done);
      WAIT_UNTIL (done);

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, 0600);
      g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
      g_assert_true (g_str_has_prefix (contents, cases[i].begins));
      g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-sheet/printed-and-scanned/is-read-back", test_draw);
  g_test_add_func ("/key-sheet/text-file/has-key-and-code", test_text);
  g_test_add_func ("/key-sheet/date-unknown/is-left-out", test_date_unknown);
  g_test_add_func ("/key-sheet/key-of-other-form/is-kept-to-the-letter", test_other_form);
  g_test_add_func ("/key-save/readable-file-exists/becomes-private", test_save);
  return g_test_run ();
}
