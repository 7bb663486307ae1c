/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "vouch-context.h"

G_BEGIN_DECLS

/**
 * VouchPage:
 *
 * One screen of ux.md: title, picture, paragraph and content, which scroll, and below them a footer
 * with the buttons, which does not. See #VouchPageLayout for the two columns of a wide window.
 * #VouchPageStack builds the page when its step begins and drops it when the step has ended, so
 * each visit starts with a new page. Steps that share a page type keep the page.
 *
 * A child in the template of a subclass is content. `<child type="picture">` is the picture, which
 * stands beside everything else in a wide window and fills what it gets there (a page without one
 * has one column, and may have an "icon-name"). `<child type="footer">` is a button, or a box of
 * them, for the footer.
 *
 * Properties: "context" (construct only); "step", "title", "description", "icon-name",
 * "maximum-width" (of a column, 400). Read only: "setup" (of the context), "idle" (#VouchSetup is
 * not busy), "can-confirm" (see vouch_page_get_can_confirm()). Set by templates: "notice" (the
 * #VouchNotice that shows this step's problem), "entry" (the editable that a refused input is
 * about), "first-focus" (the widget that gets the focus first; "entry" without it),
 * "confirm-button" (the button whose click is a decision). With a token that may only read, the
 * notice offers "page.replace-access".
 *
 * Actions for the buttons of any page: "page.use-device" (asks another device to verify),
 * "page.use-key" (shows the recovery page), "page.back".
 */
#define VOUCH_TYPE_PAGE (vouch_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (VouchPage, vouch_page, VOUCH, PAGE, AdwBin)

/**
 * VouchPageClass:
 * @describe_problem: the sentence for a problem of this step, or NULL: the page shows the problem
 *   in another way. Without this function vouch_problem_text() is used. (transfer full)
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
  GSList     *actions;   /* names; class_init of a subclass prepends to the list of its parent */
};

/* Like gtk_widget_class_install_action(), for an action that is enabled only while the page is
 * idle. Call it in class_init.
 * @parameter_type: (nullable) */
void        vouch_page_class_install_action (VouchPageClass              *klass,
                                             const char                  *name,
                                             const char                  *parameter_type,
                                             GtkWidgetActionActivateFunc  activate);
/* Sets the page's own condition for an action of vouch_page_class_install_action(). The action is
 * enabled while the page is idle and @enabled is TRUE. It is TRUE at first. */
void        vouch_page_action_set_enabled   (VouchPage                   *self,
                                             const char                  *name,
                                             gboolean                     enabled);

VouchContext *vouch_page_get_context   (VouchPage  *self);
VouchSetup *vouch_page_get_setup       (VouchPage  *self);
/* Returns: whether its window is one of practice mode */
gboolean    vouch_page_get_practice    (VouchPage  *self);
/* The user confirms the computer that Beeper runs on, which may be another one than this.
 *
 * Returns: (transfer full): translated, such as "This computer is confirmed" */
char       *vouch_page_name_confirmed  (VouchPage  *self,
                                        gboolean    verified);
VouchStep   vouch_page_get_step        (VouchPage  *self);
gboolean    vouch_page_get_idle        (VouchPage  *self);
/* Returns: whether the page is idle and the delay of its confirm button (#VouchSecurityDelay) is
 * over. Always FALSE in a page without a confirm button */
gboolean    vouch_page_get_can_confirm (VouchPage  *self);
/* Sets the content that the confirm button confirms, as a string of any format. Each change
 * restarts the delay. */
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
/* Like vouch_page_focus_first(), but only if the page is idle and mapped, and no sensitive widget
 * of the window has the focus. */
void        vouch_page_keep_focus      (VouchPage  *self);
/* Asks the page before its window closes.
 * Returns: TRUE to keep the window open */
gboolean    vouch_page_close_request   (VouchPage  *self);

G_END_DECLS
