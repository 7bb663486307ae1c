/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

/* Loaded before a test, which itself would stay in the C locale, as Vouch does not. */
static void __attribute__ ((constructor))
use_locale (void)
{
  if (setlocale (LC_ALL, "") == NULL)
    {
      fputs ("There is no such locale.\n", stderr);
      exit (1);
    }
}
