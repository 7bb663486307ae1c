/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-language-name"

#include "vouch-language-name.h"

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
         const char *b)
{
  for (; *a != '\0' || *b != '\0'; a++, b++)
    {
      char x = *a == '-' ? '_' : g_ascii_tolower (*a);
      char y = *b == '-' ? '_' : g_ascii_tolower (*b);

      if (x != y)
        return FALSE;
    }

  return TRUE;
}

const char *
vouch_language_name_look_up (const char *language)
{
  g_return_val_if_fail (language != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (is_same (names[i].language, language))
      return names[i].name;

  return language;
}
