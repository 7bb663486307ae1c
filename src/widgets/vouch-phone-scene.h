/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the phone shows. */
typedef enum {
  VOUCH_PHONE_SCENE_OFF,       /* its screen is dark */
  VOUCH_PHONE_SCENE_ASKS,      /* a question with one button to press */
  VOUCH_PHONE_SCENE_CAMERA,    /* its camera, over the code of this computer */
  VOUCH_PHONE_SCENE_EMOJI,     /* seven emoji, with one button to press */
  VOUCH_PHONE_SCENE_DONE,      /* a check mark */
  VOUCH_PHONE_SCENE_UNSURE,    /* is there a check mark? */
  VOUCH_PHONE_SCENE_STOPPED,   /* a pause: nothing goes on */
} VouchPhoneSceneState;

#define VOUCH_PHONE_SCENE_EMOJI_COUNT 7

/**
 * VouchPhoneScene:
 *
 * A drawing of the user's phone: what it should show now, and the one thing to press, which is in
 * the accent colour and has the ring of a fingertip. It is schematic and copies no program. Its
 * accessible label says the same as the picture.
 *
 * Natural size: about 140 × 252 with text of the usual size; it grows with larger text and with the
 * room it is given, up to 210 × 378, and shrinks to 90 × 162.
 *
 * Properties: "state" (VouchPhoneSceneState), "press-label" (string, nullable: what is written on
 * the button; NULL: "Accept", or "They Match" below emoji; empty: there is no button).
 */
#define VOUCH_TYPE_PHONE_SCENE (vouch_phone_scene_get_type ())
G_DECLARE_FINAL_TYPE (VouchPhoneScene, vouch_phone_scene, VOUCH, PHONE_SCENE, GtkWidget)

GtkWidget            *vouch_phone_scene_new             (void);
VouchPhoneSceneState  vouch_phone_scene_get_state       (VouchPhoneScene      *self);
void                  vouch_phone_scene_set_state       (VouchPhoneScene      *self,
                                                         VouchPhoneSceneState  state);
/* @label: (nullable): without a mnemonic */
void                  vouch_phone_scene_set_press_label (VouchPhoneScene      *self,
                                                         const char           *label);
/* @glyphs: (nullable): the seven emoji, with a NULL after them; NULL: plain circles */
void                  vouch_phone_scene_set_emoji       (VouchPhoneScene      *self,
                                                         const char * const   *glyphs);

G_END_DECLS
