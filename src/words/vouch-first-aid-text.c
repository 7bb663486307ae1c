/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-first-aid-text"

#include "vouch-first-aid-text.h"

#include <glib/gi18n.h>

static const VouchFirstAidCause welcome_causes[] = {
  { N_("I have never used Beeper"),
    N_("That is fine. You can create an account on the way, and need only your email for it.") },
  { N_("My phone is not here"),
    N_("Another computer or a tablet with Beeper does as well, and so does your recovery key.") },
  { N_("I don't know which email address"),
    N_("It is the one you signed up to Beeper with. If you have Beeper on your phone, look in its "
       "settings there.") },
  { N_("I have no time now"),
    N_("You can stop at any moment. Next time Vouch continues where you were.") },
};

static const VouchFirstAidCause connect_causes[] = {
  { N_("Is Beeper open?"),
    N_("Open Beeper on this computer, and wait until you see its window. Vouch finds it within a "
       "few seconds.") },
  { N_("Is Beeper open, but Vouch does not find it?"),
    N_("In Beeper, open Settings, then Integrations (Developers in older versions), and turn on "
       "Allow connections.") },
  { N_("Is Beeper not on this computer yet?"),
    N_("Press Get Beeper on the page behind this help. Vouch then says what to do next.") },
  { N_("Did it work before?"),
    N_("Quit Beeper, open it again, and wait half a minute.") },
  { N_("Is Beeper on another computer?"),
    N_("Open that line on this page, and type the other computer's address. Whoever set it up "
       "knows it.") },
};

static const VouchFirstAidCause authorize_causes[] = {
  { N_("Did no browser open?"),
    N_("Look for it among your open windows. If it is not there, press Allow in Browser again; if "
       "this page is still waiting, press Cancel first.") },
  { N_("Nothing asks me anything"),
    N_("Look in Beeper's own window, too: the question may come up there.") },
  { N_("I said no by mistake"),
    N_("Nothing is lost. Press Allow in Browser again; if this page is still waiting, press Cancel "
       "first.") },
  { N_("Somebody gave me an access code"),
    N_("Paste it where this page asks for it.") },
  { N_("Is this somebody else's account?"),
    N_("Beeper on this computer is signed in with it. Sign out in Beeper, then come back to "
       "Vouch.") },
};

static const VouchFirstAidCause server_access_causes[] = {
  { N_("Why does it not simply ask me?"),
    N_("Beeper Server has no window in which it could ask you. So Vouch needs an access code.") },
  { N_("I don't know where the access code is"),
    N_("It is on the computer that Beeper Server runs on. The page behind this help says in which "
       "folder.") },
  { N_("Did somebody else set it up?"),
    N_("Ask that person for the access code, and paste it where this page asks for it.") },
  { N_("Is the access code refused?"),
    N_("Copy it again, all of it, without the quotation marks around it.") },
};

static const VouchFirstAidCause email_causes[] = {
  { N_("I don't know which email address"),
    N_("It is the one you signed up to Beeper with. If you have Beeper on your phone, look in its "
       "settings there.") },
  { N_("I have no Beeper account yet"),
    N_("Type the address you want to use. You can create an account on the next pages.") },
  { N_("Is the address not accepted?"),
    N_("Look for a typing mistake: one @ in the middle, and no spaces.") },
  { N_("Nothing happens when I press Send Code"),
    N_("Check that this computer is connected to the internet, then press it again.") },
};

static const VouchFirstAidCause code_causes[] = {
  { N_("Did no email come?"),
    N_("It can take a few minutes. Look in the spam folder, too.") },
  { N_("Could it have gone to another address?"),
    N_("Compare the address on this page, letter by letter. If it is wrong, press Use Another "
       "Address.") },
  { N_("Is the code refused?"),
    N_("Only the code in the newest email counts. If in doubt, press Send a New Code.") },
  { N_("I get my email on the phone"),
    N_("That is fine: read the code there, and type it here.") },
};

static const VouchFirstAidCause register_causes[] = {
  { N_("I have a Beeper account already"),
    N_("Then it belongs to another email address. Go back, and sign in with that one.") },
  { N_("Is the username taken?"),
    N_("Try another one, perhaps with a number at its end.") },
  { N_("I cannot press the button"),
    N_("Type a username, and tick the box about the terms.") },
  { N_("I don't know which name to take"),
    N_("Any name that you can remember. Other people may see it.") },
};

static const VouchFirstAidCause preparing_causes[] = {
  { N_("Does it take long?"),
    N_("Starting can take a few minutes on an older computer.") },
  { N_("Is Beeper asking something?"),
    N_("Look at Beeper's window, and answer there.") },
  { N_("Is your phone switched off?"),
    N_("Switch it on and open Beeper on it. It may have to hand over what opens your messages.") },
  { N_("Is this computer connected to the internet?"),
    N_("Open any web page to find out.") },
  { N_("Does Beeper seem stuck?"),
    N_("Quit Beeper and open it again. Nothing is lost.") },
};

static const VouchFirstAidCause verify_causes[] = {
  { N_("My phone is here"),
    N_("Open Beeper on it, then press Use My Phone.") },
  { N_("My other device is a computer or a tablet"),
    N_("That works as well as a phone: open Beeper there, then press Use My Phone.") },
  { N_("I don't know where my recovery key is"),
    N_("Look where passwords are kept: in Google Password Manager on Android, in Passwords on an "
       "iPhone, in your notes, or on paper. Beeper also calls it Recovery Code.") },
  { N_("I have no other device and no key"),
    N_("Look again first, also for an old phone or tablet with Beeper: a new key means connecting "
       "your chat networks again.") },
};

static const VouchFirstAidCause waiting_causes[] = {
  { N_("Is Beeper open on the phone?"),
    N_("Open it there, and wait a moment.") },
  { N_("Is the phone connected to the internet?"),
    N_("Open any web page on it to find out.") },
  { N_("Did another device get asked, too?"),
    N_("All your devices with Beeper are asked. Look at the tablet or the other computer as well. "
       "One answer is enough.") },
  { N_("Does the phone use the same account?"),
    N_("Beeper on the phone must be signed in to the same account as on this computer.") },
  { N_("Is the question gone from the phone?"),
    N_("After a minute Send Again appears on the page behind this help. Press it, and the phone "
       "asks again.") },
  { N_("Is Beeper on the phone up to date?"),
    N_("Update it in the phone's app store, then press Send Again.") },
};

static const VouchFirstAidCause incoming_causes[] = {
  { N_("I did not start this"),
    N_("Then press Don't Allow. Nothing is lost, and nobody gets in.") },
  { N_("I just started it on my phone"),
    N_("Check that the name on this page is your phone's, then press Accept.") },
  { N_("Somebody called me and told me to accept"),
    N_("Press Don't Allow, and hang up. Accept only what you started yourself.") },
  { N_("I am not sure"),
    N_("Press Don't Allow. You can always start again.") },
};

static const VouchFirstAidCause foreign_causes[] = {
  { N_("Is that my own phone?"),
    N_("No. It belongs to another person, or you use another account on it.") },
  { N_("Somebody whom I know is asking"),
    N_("Vouch confirms your own devices only. Press Decline, or answer in Beeper.") },
  { N_("Somebody called me and told me to accept"),
    N_("Press Decline, and hang up.") },
  { N_("I am not sure"),
    N_("Press Decline. Nothing changes on this computer.") },
};

static const VouchFirstAidCause choose_causes[] = {
  { N_("I don't know what to choose"),
    N_("If this page has Compare Emoji, press it. It is safe, and needs no camera.") },
  { N_("Does the phone show a square code?"),
    N_("If this page has My Phone Shows a Square Code, press it.") },
  { N_("Does the phone show emoji already?"),
    N_("Keep Beeper open there. The same emoji will appear here in a moment.") },
  { N_("Is there nothing to choose here?"),
    N_("Then choose on the phone how to continue. This page follows.") },
  { N_("Did the phone go dark?"),
    N_("Wake it up, and open Beeper again.") },
};

static const VouchFirstAidCause code_shown_causes[] = {
  { N_("Does the phone not offer to scan?"),
    N_("If this page has Compare Emoji, press it. It is just as safe.") },
  { N_("Can the phone not read the code?"),
    N_("Make this window larger, turn up the screen's brightness, and hold the phone a hand's "
       "width away.") },
  { N_("Did you use the phone's camera app?"),
    N_("Only Beeper can scan this code. Open Beeper on the phone.") },
  { N_("Did the phone go dark?"),
    N_("Wake it up, and open Beeper again.") },
};

static const VouchFirstAidCause scan_causes[] = {
  { N_("Does the phone show no code?"),
    N_("Then there is nothing to scan. If this page has Compare Emoji, press it.") },
  { N_("Is the code not recognized?"),
    N_("Turn up the phone's brightness, and hold it straight in front of the camera, a "
       "little farther away.") },
  { N_("Is the picture black?"),
    N_("Look for a cover on the camera. Close other programs that use it.") },
  { N_("Does this computer have no camera?"),
    N_("Use a picture of the code, or press what this page has: Show a Code Instead or Compare "
       "Emoji.") },
};

static const VouchFirstAidCause confirm_scan_causes[] = {
  { N_("Does the phone show a check mark?"),
    N_("Press Yes, It Does.") },
  { N_("Does the phone still show its camera?"),
    N_("Press No: then it was not your phone that scanned the code.") },
  { N_("Does the phone show an error?"),
    N_("Press No. Nothing is lost, and you can try again.") },
  { N_("I am not sure"),
    N_("Press No. You can always start again.") },
};

static const VouchFirstAidCause emoji_causes[] = {
  { N_("Does the phone show no emoji yet?"),
    N_("Keep Beeper open there, and wait a moment.") },
  { N_("Are they drawn differently?"),
    N_("That is normal. The words below them count.") },
  { N_("Are the words in another language?"),
    N_("Choose the phone's language under Words in Another Language.") },
  { N_("Does the phone show numbers?"),
    N_("Compare them with the numbers on this page, one after the other.") },
  { N_("Is one of them different?"),
    N_("Press They Don't Match. Nothing is lost, and nothing was confirmed.") },
  { N_("Do they come in another order?"),
    N_("The order counts, too. Press They Don't Match.") },
};

static const VouchFirstAidCause finishing_causes[] = {
  { N_("Does the phone still show the emoji?"),
    N_("Press They Match on the phone, too.") },
  { N_("Does the phone show a check mark?"),
    N_("Then it has finished. Give this page a moment.") },
  { N_("Did the phone go dark?"),
    N_("Wake it up, and open Beeper again.") },
  { N_("Are both connected to the internet?"),
    N_("Both the phone and this computer need it. Open any web page on each to find out.") },
  { N_("Does nothing happen for a minute?"),
    N_("Press Cancel, and start again. Nothing is lost.") },
};

static const VouchFirstAidCause stopped_causes[] = {
  { N_("Did it take too long?"),
    N_("There are ten minutes for it. Have the phone in your hand with Beeper open, then try "
       "again.") },
  { N_("Was it stopped on the phone?"),
    N_("Perhaps Cancel was pressed there. Try again.") },
  { N_("Were the emoji not the same?"),
    N_("Don't go on yet. Check on both devices that it is your own account, and ask somebody whom "
       "you trust.") },
  { N_("Does it stop each time?"),
    N_("Restart Beeper on both devices, or use your recovery key.") },
};

static const VouchFirstAidCause recovery_causes[] = {
  { N_("I don't know where the key is"),
    N_("Look where passwords are kept: in Google Password Manager on Android, in Passwords on an "
       "iPhone, in your notes, or on paper. Beeper also calls it Recovery Code.") },
  { N_("I have Beeper on an iPhone"),
    N_("It can show the key: open its settings, then your profile.") },
  { N_("Is it my password?"),
    N_("No, and it is not the code from the email. It has twelve groups of four letters and "
       "digits.") },
  { N_("Is the key refused?"),
    N_("It may be an older one, or that of another account. Look for a newer one.") },
  { N_("I have my phone after all"),
    N_("Press Use My Phone on the page behind this help, if it is there.") },
};

static const VouchFirstAidCause reset_causes[] = {
  { N_("I still have an old phone or tablet"),
    N_("If Beeper is signed in on it, it can help, and you lose nothing. Press Use My Phone on "
       "the page behind this help, if it is there.") },
  { N_("I may find my old key"),
    N_("Look in your password manager, in your notes and among your papers first.") },
  { N_("What do I lose?"),
    N_("Your chat networks are disconnected on all devices, and you connect each of them again. "
       "Your account stays.") },
  { N_("I am not sure"),
    N_("Nothing happens until you press Create New Key.") },
};

static const VouchFirstAidCause first_key_causes[] = {
  { N_("What is the key for?"),
    N_("It opens your messages when you have no other device with Beeper at hand.") },
  { N_("Do I need it every day?"),
    N_("No. Only for a new device, or after a loss.") },
  { N_("Where do I keep it?"),
    N_("You can copy, save or print it on the next page.") },
  { N_("Does nothing happen?"),
    N_("Check that this computer is connected to the internet, then press Create Key again.") },
};

static const VouchFirstAidCause save_key_causes[] = {
  { N_("Where do I keep it?"),
    N_("On paper among your important papers, or in your password manager. Not only on this "
       "computer.") },
  { N_("Are the last four characters wrong?"),
    N_("Read them from your copy. Capital and small letters count.") },
  { N_("Does the printer not work?"),
    N_("Save the key to a file, or write it down by hand.") },
  { N_("May I do this later?"),
    N_("Better not: it is not active before you finish here.") },
};

static const VouchFirstAidCause sync_causes[] = {
  { N_("Does it take long?"),
    N_("With many chats the first time can take a long while. Leave this computer on.") },
  { N_("May I close this window?"),
    N_("Yes. Beeper keeps loading.") },
  { N_("Does nothing move?"),
    N_("Open Beeper. If your chats are there, you are done.") },
  { N_("Is this computer connected to the internet?"),
    N_("Open any web page to find out.") },
};

static const VouchFirstAidCause ready_causes[] = {
  { N_("Where are my chats?"),
    N_("In Beeper. You can close Vouch.") },
  { N_("Are some old messages missing?"),
    N_("They can take a while. Keep Beeper open.") },
  { N_("Does something have no check mark?"),
    N_("Most of it comes by waiting. Where there is a button beside it, press that.") },
  { N_("I want to use Beeper on another device"),
    N_("Sign in to Beeper there. It then asks here, and Vouch leads you through it.") },
};

#define CAUSES(array) *count = G_N_ELEMENTS (array); return array

/* The switch has no "default", so the compiler reports a step without causes. */
const VouchFirstAidCause *
vouch_first_aid_list_causes (VouchStep             step,
                             VouchFirstAidVariant  variant,
                             guint                *count)
{
  g_return_val_if_fail (count != NULL, NULL);

  switch (step)
    {
    case VOUCH_STEP_WELCOME:
      CAUSES (welcome_causes);
    case VOUCH_STEP_CONNECT:
      CAUSES (connect_causes);
    case VOUCH_STEP_AUTHORIZE:
      if ((variant & VOUCH_FIRST_AID_SERVER) != 0)
        {
          CAUSES (server_access_causes);
        }
      CAUSES (authorize_causes);
    case VOUCH_STEP_EMAIL:
      CAUSES (email_causes);
    case VOUCH_STEP_CODE:
      CAUSES (code_causes);
    case VOUCH_STEP_REGISTER:
      CAUSES (register_causes);
    case VOUCH_STEP_PREPARING:
      CAUSES (preparing_causes);
    case VOUCH_STEP_VERIFY:
      CAUSES (verify_causes);
    case VOUCH_STEP_WAITING:
      CAUSES (waiting_causes);
    case VOUCH_STEP_INCOMING:
      if ((variant & VOUCH_FIRST_AID_FOREIGN) != 0)
        {
          CAUSES (foreign_causes);
        }
      CAUSES (incoming_causes);
    case VOUCH_STEP_SHOW_CODE:
      CAUSES (code_shown_causes);
    case VOUCH_STEP_CHOOSE:
      CAUSES (choose_causes);
    case VOUCH_STEP_SCAN:
      CAUSES (scan_causes);
    case VOUCH_STEP_CONFIRM_SCAN:
      CAUSES (confirm_scan_causes);
    case VOUCH_STEP_EMOJI:
      CAUSES (emoji_causes);
    case VOUCH_STEP_FINISHING:
      CAUSES (finishing_causes);
    case VOUCH_STEP_STOPPED:
      CAUSES (stopped_causes);
    case VOUCH_STEP_RECOVERY:
      CAUSES (recovery_causes);
    case VOUCH_STEP_RESET:
      if ((variant & VOUCH_FIRST_AID_FIRST_KEY) != 0)
        {
          CAUSES (first_key_causes);
        }
      CAUSES (reset_causes);
    case VOUCH_STEP_SAVE_KEY:
      CAUSES (save_key_causes);
    case VOUCH_STEP_SYNC:
      CAUSES (sync_causes);
    case VOUCH_STEP_READY:
      CAUSES (ready_causes);
    }
  *count = 0;
  return NULL;
}

gboolean
vouch_first_aid_has_phone (VouchStep step)
{
  return step == VOUCH_STEP_WAITING || step == VOUCH_STEP_SHOW_CODE ||
         step == VOUCH_STEP_CHOOSE || step == VOUCH_STEP_SCAN ||
         step == VOUCH_STEP_CONFIRM_SCAN || step == VOUCH_STEP_EMOJI ||
         step == VOUCH_STEP_FINISHING;
}

const char *
vouch_first_aid_name_sight (VouchSight sight)
{
  switch (sight)
    {
    case VOUCH_SIGHT_NOTHING:
      return _("Nothing, or only my chats");
    case VOUCH_SIGHT_ASKS:
      return _("A question");
    case VOUCH_SIGHT_CAMERA:
      return _("A camera");
    case VOUCH_SIGHT_EMOJI:
      return _("Emoji");
    case VOUCH_SIGHT_CHECK_MARK:
      return _("A check mark");
    case VOUCH_SIGHT_STOPPED:
      return _("It says that it stopped");
    }
  return NULL;
}

/* The same answer in each step. */
static const char *
answer_stopped (VouchActions       actions,
                VouchFirstAidVerb *verb)
{
  if ((actions & VOUCH_ACTION_CANCEL) == 0)
    return _("Then nothing goes on there. Give this page a moment: it hears of it, too.");
  *verb = VOUCH_FIRST_AID_CANCEL;
  return _("It was stopped there. Stop it here, too, and then try again. Nothing is lost.");
}

static const char *
answer_camera (VouchStep          step,
               gboolean           has_qr,
               VouchFirstAidVerb *verb)
{
  if (step == VOUCH_STEP_SHOW_CODE)
    return _("Point it at the code in Vouch, a hand's width away.");
  if (step == VOUCH_STEP_CONFIRM_SCAN)
    return _("Press No: then it was not your phone that scanned the code.");
  if (step == VOUCH_STEP_SCAN && has_qr)
    {
      *verb = VOUCH_FIRST_AID_SHOW_CODE;
      return _("Point it at the code in Vouch, a hand's width away.");
    }
  return _("There is no code to scan now. Go back on the phone until it shows a question or "
           "emoji.");
}

static const char *
answer_emoji (VouchStep          step,
              VouchActions       actions,
              VouchFirstAidVerb *verb)
{
  if (step == VOUCH_STEP_EMOJI)
    return _("Compare them with those in Vouch, one after the other. Only if all seven are the "
             "same, press They Match.");
  if (step == VOUCH_STEP_FINISHING)
    return _("Press They Match on the phone, too.");
  if (step == VOUCH_STEP_CONFIRM_SCAN)
    return _("Press No, and start again with the emoji.");
  if ((actions & VOUCH_ACTION_START_SAS) != 0)
    {
      *verb = VOUCH_FIRST_AID_START_EMOJI;
      return _("Compare them with those in Vouch.");
    }
  return _("Keep Beeper open there. The same emoji will appear here in a moment.");
}

static const char *
answer_check_mark (VouchStep step)
{
  switch (step)
    {
    case VOUCH_STEP_CONFIRM_SCAN:
      return _("Press Yes, It Does.");
    case VOUCH_STEP_EMOJI:
      return _("If you compared all seven emoji and they were the same, press They Match here, "
               "too. Else press They Don't Match.");
    case VOUCH_STEP_FINISHING:
      return _("Then it has finished. Give this page a moment.");
    case VOUCH_STEP_WAITING:
      return _("Then it has finished something else. Open Beeper's chats there, and wait for the "
               "question.");
    default:
      return _("Give this page a moment. If nothing happens and it has Compare Emoji, press "
               "that.");
    }
}

/* A question that nobody here started may be a stranger's: "Accept" is said only where the phone
 * asks for what this computer has just begun. */
static const char *
answer_question (VouchStep    step,
                 VouchActions actions)
{
  switch (step)
    {
    case VOUCH_STEP_WAITING:
      return _("That is right: press Accept there. Then this page moves on.");
    case VOUCH_STEP_CONFIRM_SCAN:
      return _("Answer it there. Press Yes, It Does only when the phone shows a check mark.");
    case VOUCH_STEP_EMOJI:
      return (actions & VOUCH_ACTION_CONFIRM_SAS) != 0
             ? _("Compare all seven first. Answer there only if they are the same.")
             : _("Press Accept there, and look at the phone again.");
    case VOUCH_STEP_FINISHING:
      return _("Look whether it names what you just did, and confirm it there.");
    default:
      return _("If it is a new question that you did not start, say no.");
    }
}

const char *
vouch_first_aid_answer (VouchStep          step,
                        VouchSight         sight,
                        VouchActions       actions,
                        gboolean           has_qr,
                        VouchFirstAidVerb *verb)
{
  g_return_val_if_fail (verb != NULL, NULL);

  *verb = VOUCH_FIRST_AID_NOTHING;
  switch (sight)
    {
    case VOUCH_SIGHT_NOTHING:
      if (step == VOUCH_STEP_WAITING)
        return _("Open Beeper on the phone, and check that it is connected to the internet. If no "
                 "question comes within a minute, press Send Again on the page behind this help.");
      return _("Wake the phone up, and open Beeper on it.");
    case VOUCH_SIGHT_ASKS:
      return answer_question (step, actions);
    case VOUCH_SIGHT_CAMERA:
      return answer_camera (step, has_qr, verb);
    case VOUCH_SIGHT_EMOJI:
      return answer_emoji (step, actions, verb);
    case VOUCH_SIGHT_CHECK_MARK:
      return answer_check_mark (step);
    case VOUCH_SIGHT_STOPPED:
      return answer_stopped (actions, verb);
    }
  return NULL;
}
