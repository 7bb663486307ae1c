/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-scan-text.h"

#include <gio/gio.h>

#include "vouch-camera-error.h"
#include "vouch-picture-decoder.h"

/* Each problem has a sentence of its own, which ends with a full stop. */
static void
check (GHashTable *seen,
       const char *text)
{
  g_assert_nonnull (text);
  g_assert_true (g_str_has_suffix (text, "."));
  g_assert_true (g_hash_table_add (seen, (gpointer) text));
}

static void
test_cameras (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GError) stranger = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "");

  for (int i = VOUCH_CAMERA_ERROR_NONE_FOUND; i <= VOUCH_CAMERA_ERROR_FAILED; i++)
    {
      g_autoptr(GError) error = g_error_new_literal (VOUCH_CAMERA_ERROR, i, "");

      check (seen, vouch_scan_text_for_camera (error));
    }
  g_assert_true (g_hash_table_contains (seen, vouch_scan_text_for_camera (stranger)));
  g_assert_true (g_hash_table_contains (seen, vouch_scan_text_for_camera (NULL)));
}

static void
test_sights (void)
{
  g_autofree char *black = vouch_scan_text_for_sight (VOUCH_CAMERA_SIGHT_BLACK, "Eye %s 9000");
  g_autofree char *grey = vouch_scan_text_for_sight (VOUCH_CAMERA_SIGHT_GREY, "Eye %s 9000");

  g_assert_cmpstr (black, !=, grey);
  g_assert_nonnull (strstr (black, "Eye %s 9000"));
  g_assert_nonnull (strstr (grey, "Eye %s 9000"));
}

static void
test_pictures (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = VOUCH_PICTURE_ERROR_NOTHING; i <= VOUCH_PICTURE_ERROR_ANIMATION; i++)
    {
      g_autoptr(GError) error = g_error_new_literal (VOUCH_PICTURE_ERROR, i, "");

      check (seen, vouch_scan_text_for_picture (error));
    }
}

static void
test_hints_and_codes (void)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_null (vouch_scan_text_for_hint (VOUCH_QR_HINT_NONE));
  for (guint i = VOUCH_QR_HINT_NO_CODE; i <= VOUCH_QR_HINT_UNFOCUSED; i++)
    check (seen, vouch_scan_text_for_hint (i));

  g_assert_null (vouch_scan_text_for_code (VOUCH_QR_VERIFICATION));
  for (guint i = VOUCH_QR_FOREIGN; i <= VOUCH_QR_DAMAGED; i++)
    if (i != VOUCH_QR_VERIFICATION)
      check (seen, vouch_scan_text_for_code (i));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scan-text/every-error-of-cameras/has-a-sentence", test_cameras);
  g_test_add_func ("/scan-text/every-sight/has-a-sentence", test_sights);
  g_test_add_func ("/scan-text/every-error-of-pictures/has-a-sentence", test_pictures);
  g_test_add_func ("/scan-text/every-hint-and-code/has-a-sentence", test_hints_and_codes);
  return g_test_run ();
}
