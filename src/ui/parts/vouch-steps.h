/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "vouch-steps-row.h"

G_BEGIN_DECLS

/**
 * VouchSteps:
 *
 * A numbered list of what to do, in place of a paragraph. Its rows (#VouchStepsRow) are children in
 * a template, or are set by vouch_steps_set_texts(). Rows that are not visible have no number.
 *
 *     <object class="VouchSteps" id="steps">
 *       <binding name="setup"><lookup name="setup">VouchWaitingPage</lookup></binding>
 *       <child>
 *         <object class="VouchStepsRow">
 *           <property name="text" translatable="yes">Press &lt;b&gt;Accept&lt;/b&gt;.</property>
 *
 * Properties: "done": the number of steps that are done, which show a check mark. The next one is
 * the current one, and stands out. -1: nobody knows, and none stands out. "setup" (VouchSetup,
 * nullable): with it, "Nothing There?" comes below the steps after 20 s in which no step was done.
 */
#define VOUCH_TYPE_STEPS (vouch_steps_get_type ())
G_DECLARE_FINAL_TYPE (VouchSteps, vouch_steps, VOUCH, STEPS, GtkBox)

GtkWidget *vouch_steps_new       (void);
/* @texts: sentences in Pango markup, ending with NULL; see "text" of #VouchStepsRow. The rows of a
 * template are replaced. Nothing changes where a text is the same as before. */
void       vouch_steps_set_texts (VouchSteps         *self,
                                  const char * const *texts);
int        vouch_steps_get_done  (VouchSteps         *self);
void       vouch_steps_set_done  (VouchSteps         *self,
                                  int                 done);

G_END_DECLS
