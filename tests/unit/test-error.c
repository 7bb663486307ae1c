/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "vouch-error.h"

static void
test_status (void)
{
  static const struct {
    guint      status;
    VouchError code;
  } cases[] = {
    { 204, VOUCH_ERROR_MALFORMED },    { 302, VOUCH_ERROR_REDIRECTED },
    { 400, VOUCH_ERROR_REJECTED },     { 401, VOUCH_ERROR_UNAUTHORIZED },
    { 403, VOUCH_ERROR_REJECTED },     { 404, VOUCH_ERROR_REJECTED },
    { 409, VOUCH_ERROR_CONFLICT },     { 410, VOUCH_ERROR_REJECTED },
    { 422, VOUCH_ERROR_REJECTED },     { 429, VOUCH_ERROR_RATE_LIMITED },
    { 500, VOUCH_ERROR_SERVER },       { 502, VOUCH_ERROR_SERVER },
    { 503, VOUCH_ERROR_SERVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = vouch_error_new_http ("GET /x", cases[i].status, 3, "Wait");

      g_assert_error (error, VOUCH_ERROR, (int) cases[i].code);
      g_assert_cmpuint (vouch_error_get_status (error), ==, cases[i].status);
      g_assert_cmpuint (vouch_error_get_retry_after (error), ==, 3);
      g_assert_cmpstr (vouch_error_get_server_message (error), ==, "Wait");
      g_assert_null (strstr (error->message, "Wait"));
    }
}

static void
test_copy_and_foreign (void)
{
  g_autoptr(GError) error = vouch_error_new_http ("GET /x", 429, 7, "Later");
  g_autoptr(GError) copy = g_error_copy (error);
  g_autoptr(GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "no");

  g_clear_error (&error);
  g_assert_cmpuint (vouch_error_get_retry_after (copy), ==, 7);
  g_assert_cmpstr (vouch_error_get_server_message (copy), ==, "Later");
  g_assert_cmpuint (vouch_error_get_status (foreign), ==, 0);
  g_assert_null (vouch_error_get_server_message (foreign));
  g_assert_null (vouch_error_get_server_message (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/error/status/becomes-its-code", test_status);
  g_test_add_func ("/error/error-is-copied/details-stay", test_copy_and_foreign);
  return g_test_run ();
}
