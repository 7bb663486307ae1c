/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-setup.h"

G_BEGIN_DECLS

/**
 * VouchPage:
 *
 * One screen of ux.md: icon, title, paragraph, then what its template puts below, in a clamp that
 * scrolls. The window builds it when its step comes and drops it when the step has gone, so a page
 * never outlives what it shows, and every visit starts afresh.
 *
 * Properties: "setup" and "step" (construct only); "title", "description", "icon-name",
 * "maximum-width" (of the clamp, 400); "idle" (boolean, read: no verb runs; buttons are sensitive
 * only then). Set by templates: "notice" (the #VouchNotice that shows this step's problem), "entry"
 * (the editable that a refused input is about), "first-focus" (where the focus starts; "entry"
 * without it), "confirm-button" (what confirms for good: see vouch_page_get_can_confirm()). Beside
 * a token that may only read, the notice offers "page.replace-access".
 */
#define VOUCH_TYPE_PAGE (vouch_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (VouchPage, vouch_page, VOUCH, PAGE, AdwBin)

/**
 * VouchPageClass:
 * @describe_problem: the sentence for a problem of this step, or NULL when the page itself deals
 *   with it; without it vouch_problem_text() has the say. (transfer full)
 * @idle_changed: a verb started or ended, or vouch_page_get_can_confirm() changed; enable and
 *   disable actions here
 * @tick: called when the page appears and then every second while it is on screen: for countdowns
 * @close_request: the window is about to be closed; return TRUE to keep it
 */
struct _VouchPageClass
{
  AdwBinClass parent_class;

  char     *(*describe_problem) (VouchPage    *self,
                                 const GError *problem);
  void      (*idle_changed)     (VouchPage    *self);
  void      (*tick)             (VouchPage    *self);
  gboolean  (*close_request)    (VouchPage    *self);
};

VouchSetup *vouch_page_get_setup       (VouchPage  *self);
VouchStep   vouch_page_get_step        (VouchPage  *self);
gboolean    vouch_page_get_idle        (VouchPage  *self);
/* Whether the confirm button may be clicked: it is idle, and the delay of #VouchSecurityDelay is
 * over. Without a confirm button FALSE. */
gboolean    vouch_page_get_can_confirm (VouchPage  *self);
/* The content that the confirm button confirms, in any form: each change restarts the delay. */
void        vouch_page_set_confirmed_content (VouchPage  *self,
                                              const char *content);
const char *vouch_page_get_title       (VouchPage  *self);
void        vouch_page_set_title       (VouchPage  *self,
                                        const char *title);
void        vouch_page_set_description (VouchPage  *self,
                                        const char *description);
/* Shows a sentence of the page's own at the notice, as if it had been a problem; NULL takes it
 * away.
 * @about_entry: the entry is to blame. */
void        vouch_page_show_problem    (VouchPage  *self,
                                        const char *text,
                                        gboolean    about_entry);
/* Says a confirmation ("Copied") over the page and goes away by itself. */
void        vouch_page_toast           (VouchPage  *self,
                                        const char *text);
/* Puts the focus where the person should go on; only if nothing has it any more. */
void        vouch_page_focus_first     (VouchPage  *self);
void        vouch_page_keep_focus      (VouchPage  *self);
/* For the window. */
gboolean    vouch_page_close_request   (VouchPage  *self);

G_END_DECLS
