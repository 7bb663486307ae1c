/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* This library is loaded before a test. It sets the locale, because the test itself would run in
 * the C locale and Vouch does not. */
static void __attribute__ ((constructor))
use_locale (void)
{
  if (setlocale (LC_ALL, "") == NULL)
    {
      fputs ("There is no such locale.\n", stderr);
      exit (1);
    }
}
