/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-practice-phone-text"

#include "vouch-practice-phone-text.h"

#include <glib/gi18n.h>

/* Translators: in all of these, {computer} is the name of the computer that is being set up. */
static const VouchPracticePhoneText texts[] = {
  [VOUCH_PHONE_IDLE] = {
    "phone-symbolic", N_("Your Phone"),
    N_("Pretend that this is your phone. What it would show appears here while you go through "
       "Vouch.") },
  [VOUCH_PHONE_ASKED] = {
    "computer-symbolic", N_("Is This Your Computer?"),
    N_("“{computer}” wants to open your messages. Accept if you have just started this there.") },
  [VOUCH_PHONE_ASKING] = {
    "computer-symbolic", N_("Waiting for the Computer"),
    N_("“{computer}” now asks whether you started this. Accept it there.") },
  [VOUCH_PHONE_CHOOSING] = {
    "computer-symbolic", N_("How Do You Want to Confirm?"),
    N_("Both devices are ready. You can choose here or on “{computer}”.") },
  [VOUCH_PHONE_SHOWING_CODE] = {
    "", N_("The Code of This Phone"),
    N_("On “{computer}”, choose to scan. In practice its camera sees this code by itself.") },
  [VOUCH_PHONE_HAS_SCANNED] = {
    VOUCH_PRACTICE_PHONE_TICK, N_("Code Scanned"),
    N_("Here is the check mark. “{computer}” asks whether you see it.") },
  [VOUCH_PHONE_WAS_SCANNED] = {
    "dialog-question-symbolic", N_("Was the Code Scanned?"),
    N_("Confirm it if “{computer}” says that it waits for this phone.") },
  [VOUCH_PHONE_EMOJI_COMING] = {
    "content-loading-symbolic", N_("The Emoji Are on Their Way"),
    N_("This takes a moment.") },
  [VOUCH_PHONE_EMOJI] = {
    "", N_("Are They the Same?"),
    N_("Does “{computer}” show the same, in the same order?") },
  [VOUCH_PHONE_WAITING] = {
    "computer-symbolic", N_("Waiting for the Computer"),
    N_("You said that they match. Confirm on “{computer}”, too.") },
  [VOUCH_PHONE_DONE] = {
    VOUCH_PRACTICE_PHONE_TICK, N_("It Worked"),
    N_("“{computer}” can open your messages now.") },
  [VOUCH_PHONE_STOPPED] = {
    "media-playback-pause-symbolic", N_("Nothing Has Changed"),
    N_("It was stopped, here or on “{computer}”. Nothing is lost.") },
};

void
vouch_practice_phone_text_look_up (VouchPracticePhoneText *text,
                                   VouchPhoneState         state)
{
  g_return_if_fail (text != NULL);
  g_return_if_fail ((gsize) state < G_N_ELEMENTS (texts));

  text->icon_name = texts[state].icon_name;
  text->title = _(texts[state].title);
  text->text = _(texts[state].text);
}
