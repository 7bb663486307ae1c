/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-language-name"

#include "vouch-language-name.h"

#include <string.h>

/* The name of each language in that language, not translated. A user whose phone has another
 * language than this computer recognises them. */
static const struct {
  const char *language;
  const char *name;
} names[] = {
  { "ar", "العربية" },          { "be", "Беларуская" },      { "bg", "Български" },
  { "ca", "Català" },           { "cs", "Čeština" },         { "da", "Dansk" },
  { "de", "Deutsch" },          { "el", "Ελληνικά" },        { "en", "English" },
  { "eo", "Esperanto" },        { "es", "Español" },         { "et", "Eesti" },
  { "eu", "Euskara" },          { "fa", "فارسی" },           { "fi", "Suomi" },
  { "fr", "Français" },         { "gl", "Galego" },          { "he", "עברית" },
  { "hi", "हिन्दी" },             { "hr", "Hrvatski" },        { "hu", "Magyar" },
  { "id", "Bahasa Indonesia" }, { "is", "Íslenska" },        { "it", "Italiano" },
  { "ja", "日本語" },           { "kab", "Taqbaylit" },      { "ko", "한국어" },
  { "lt", "Lietuvių" },         { "lv", "Latviešu" },        { "nb_NO", "Norsk bokmål" },
  { "nl", "Nederlands" },       { "pl", "Polski" },          { "pt", "Português" },
  { "pt_BR", "Português (Brasil)" }, { "ro", "Română" },     { "ru", "Русский" },
  { "si", "සිංහල" },            { "sk", "Slovenčina" },      { "sl", "Slovenščina" },
  { "sq", "Shqip" },            { "sr", "Српски" },          { "sv", "Svenska" },
  { "szl", "Ślōnski" },         { "tr", "Türkçe" },          { "tzm", "Tamaziɣt" },
  { "uk", "Українська" },       { "vi", "Tiếng Việt" },      { "zh_Hans", "简体中文" },
  { "zh_Hant", "繁體中文" },    { "zh_CN", "简体中文" },     { "zh_TW", "繁體中文" },
};

/* "pt-BR" and "pt_br" are equal. */
static gboolean
is_same (const char *a,
         const char *b,
         gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      char x = a[i] == '-' ? '_' : g_ascii_tolower (a[i]);
      char y = b[i] == '-' ? '_' : g_ascii_tolower (b[i]);

      if (x != y)
        return FALSE;
      if (x == '\0')
        return TRUE;
    }

  return TRUE;
}

const char *
vouch_language_name_look_up (const char *language)
{
  g_return_val_if_fail (language != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_same (names[i].language, language, strlen (language) + 1))
      return names[i].name;

  return language;
}

/* Returns: whether @language ("de") suits a user who wants @wanted ("de_AT.UTF-8"). */
static gboolean
serves (const char *language,
        const char *wanted)
{
  gsize plain = strcspn (wanted, ".@");
  gsize base = strcspn (language, "_-");

  if (strlen (language) == plain && is_same (language, wanted, plain))
    return TRUE;

  return language[base] == '\0' && strcspn (wanted, "_-.@") == base &&
         is_same (language, wanted, base);
}

int
vouch_language_name_match (const char * const *languages,
                           const char * const *wanted)
{
  g_return_val_if_fail (languages != NULL, -1);
  g_return_val_if_fail (wanted != NULL, -1);

  for (gsize i = 0; wanted[i] != NULL; i++)
    for (gsize j = 0; languages[j] != NULL; j++)
      if (serves (languages[j], wanted[i]))
        return (int) j;

  return -1;
}
