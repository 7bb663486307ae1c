/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-context.h"

G_BEGIN_DECLS

/**
 * VouchPage:
 *
 * One screen of ux.md: icon, title, paragraph, then what its template puts below, in a clamp that
 * scrolls. #VouchPageStack builds it when its step begins and drops it when the step has ended, so
 * each visit starts afresh.
 *
 * Properties: "context" and "step" (construct only); "title", "description", "icon-name",
 * "maximum-width" (of the clamp, 400). Read only: "setup" (of the context), "idle" (#VouchSetup is
 * not busy), "can-confirm" (see vouch_page_get_can_confirm()). Set by templates: "notice" (the
 * #VouchNotice that shows this step's problem), "entry" (the editable that a refused input is
 * about), "first-focus" (the widget that gets the focus first; "entry" without it),
 * "confirm-button" (the button whose click is a decision). With a token that may only read, the
 * notice offers "page.replace-access".
 */
#define VOUCH_TYPE_PAGE (vouch_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (VouchPage, vouch_page, VOUCH, PAGE, AdwBin)

/**
 * VouchPageClass:
 * @describe_problem: the sentence for a problem of this step, or NULL when the page itself deals
 *   with it; without it vouch_problem_text() has the say. (transfer full)
 * @tick: (nullable): updates a countdown; #VouchTicker calls it
 * @close_request: the window is about to be closed; return TRUE to keep it
 */
struct _VouchPageClass
{
  AdwBinClass parent_class;

  char     *(*describe_problem) (VouchPage    *self,
                                 const GError *problem);
  void      (*tick)             (VouchPage    *self);
  gboolean  (*close_request)    (VouchPage    *self);

  /*< private >*/
  GSList     *actions;   /* names; a subclass puts its own before those of its parent */
};

/* Like gtk_widget_class_install_action(), for an action that is enabled only while the page is
 * idle. To be called in class_init.
 * @parameter_type: (nullable) */
void        vouch_page_class_install_action (VouchPageClass              *klass,
                                             const char                  *name,
                                             const char                  *parameter_type,
                                             GtkWidgetActionActivateFunc  activate);
/* Sets the page's own condition for an action of vouch_page_class_install_action(): the action is
 * enabled while the page is idle and @enabled is TRUE. It is TRUE at first. */
void        vouch_page_action_set_enabled   (VouchPage                   *self,
                                             const char                  *name,
                                             gboolean                     enabled);

VouchContext *vouch_page_get_context   (VouchPage  *self);
VouchSetup *vouch_page_get_setup       (VouchPage  *self);
VouchStep   vouch_page_get_step        (VouchPage  *self);
gboolean    vouch_page_get_idle        (VouchPage  *self);
/* Whether the page is idle and the delay of its confirm button (#VouchSecurityDelay) is over.
 * Always FALSE in a page without a confirm button. */
gboolean    vouch_page_get_can_confirm (VouchPage  *self);
/* The content that the confirm button confirms, in any form: each change restarts the delay. */
void        vouch_page_set_confirmed_content (VouchPage  *self,
                                              const char *content);
const char *vouch_page_get_title       (VouchPage  *self);
void        vouch_page_set_title       (VouchPage  *self,
                                        const char *title);
void        vouch_page_set_description (VouchPage  *self,
                                        const char *description);
/* Shows a sentence of the page's own in the notice.
 * @text: (nullable): NULL removes it
 * @about_entry: marks the entry, too */
void        vouch_page_show_problem    (VouchPage  *self,
                                        const char *text,
                                        gboolean    about_entry);
/* Shows a confirmation ("Copied") over the page for some seconds. */
void        vouch_page_toast           (VouchPage  *self,
                                        const char *text);
/* Moves the focus to the entry or notice that shows a problem, else to "first-focus". */
void        vouch_page_focus_first     (VouchPage  *self);
/* The same, but only if the page is idle and no sensitive widget of the window has the focus. */
void        vouch_page_keep_focus      (VouchPage  *self);
/* Asks the page before its window closes. Returns: TRUE to keep the window open */
gboolean    vouch_page_close_request   (VouchPage  *self);

G_END_DECLS
