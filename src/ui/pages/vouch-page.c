/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "vouch-page"

#include "vouch-page.h"

#include <glib/gi18n.h>

#include "vouch-compat.h"
#include "vouch-entry.h"
#include "vouch-error.h"
#include "vouch-model-enums.h"
#include "vouch-notice.h"
#include "vouch-page-layout.h"
#include "vouch-problem-text.h"
#include "vouch-property.h"
#include "vouch-repairs.h"
#include "vouch-security-delay.h"
#include "vouch-ticker.h"
#include "vouch-wrap-layout.h"

/* The frame of all screens: the content, the notice with the problem, and "idle". VouchSetup
 * decides which page is shown. */
typedef struct {
  /* owned */
  VouchContext *context;
  char        *title;
  char        *description;
  char        *icon_name;
  int          maximum_width;
  VouchStep    step;
  GHashTable  *disabled;            /* names of actions whose own condition is FALSE */
  VouchTicker *ticker;              /* (nullable): calls "tick" of the class */
  VouchSecurityDelay *delay;        /* (nullable): of the confirm button */
  char        *confirmed_content;   /* (nullable): set by vouch_page_set_confirmed_content() */
  gboolean     confirm_had_focus;   /* before the delay made the button insensitive */
  const char  *repair;              /* (nullable): the action of the notice's button; static */

  /* borrowed: of the context */
  VouchSetup  *setup;

  /* borrowed: parts of the subclass's template */
  GtkWidget   *confirm_button;
  VouchNotice *notice;
  GtkWidget   *entry;
  GtkWidget   *first_focus;

  /* template */
  GtkLabel    *title_label;
  GtkLabel    *description_label;
  AdwBin      *picture;
  GtkBox      *content;
  GtkWidget   *footer_frame;
  GtkBox      *footer;
  GtkSizeGroup *pills;
} VouchPagePrivate;

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (VouchPage, vouch_page, ADW_TYPE_BIN,
                                  G_ADD_PRIVATE (VouchPage)
                                  G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

enum {
  PROP_0,
  PROP_CONTEXT,
  PROP_SETUP,
  PROP_STEP,
  PROP_TITLE,
  PROP_DESCRIPTION,
  PROP_ICON_NAME,
  PROP_MAXIMUM_WIDTH,
  PROP_IDLE,
  PROP_CAN_CONFIRM,
  PROP_NOTICE,
  PROP_ENTRY,
  PROP_FIRST_FOCUS,
  PROP_CONFIRM_BUTTON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static VouchPagePrivate *
get_private (VouchPage *self)
{
  return vouch_page_get_instance_private (self);
}

static gboolean
is_filled (VouchPage  *self,
           const char *text)
{
  return text != NULL && *text != '\0';
}

static void
align_label (GtkWidget *widget,
             gboolean   wide)
{
  gtk_label_set_xalign (GTK_LABEL (widget), wide ? 0 : 0.5);
  gtk_label_set_justify (GTK_LABEL (widget), wide ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_CENTER);
}

/* Beside the picture, text starts where the picture ends: title, paragraph, and what the page
 * itself has to say. */
static void
on_layout_notify_wide (VouchPage       *self,
                       GParamSpec      *pspec,
                       VouchPageLayout *layout)
{
  VouchPagePrivate *private = get_private (self);
  gboolean wide;

  g_object_get (layout, "wide", &wide, NULL);
  align_label (GTK_WIDGET (private->title_label), wide);
  align_label (GTK_WIDGET (private->description_label), wide);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (private->content));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      align_label (child, wide);
}

/* A screen reader says title and paragraph when the focus enters the page. The paragraph is told
 * with what gets the focus first, too, because GTK 4.8 does not tell the description of a group. */
static void
update_accessible (VouchPage *self)
{
  VouchPagePrivate *private = get_private (self);

  vouch_set_accessible_text (GTK_WIDGET (self), GTK_ACCESSIBLE_PROPERTY_LABEL, private->title);
  vouch_set_accessible_text (GTK_WIDGET (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                             private->description);
  vouch_set_accessible_text (GTK_WIDGET (private->description_label),
                             GTK_ACCESSIBLE_PROPERTY_LABEL, private->description);
  if (private->first_focus != NULL)
    vouch_set_accessible_text (private->first_focus, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                               private->description);
}

static void
set_first_focus (VouchPage *self,
                 GtkWidget *widget)
{
  VouchPagePrivate *private = get_private (self);

  if (private->first_focus != NULL && private->first_focus != widget)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (private->first_focus),
                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  g_set_weak_pointer (&private->first_focus, widget);
  update_accessible (self);
}

/* A change of title or paragraph moves no focus, so a screen reader would not notice it. */
static void
announce (VouchPage  *self,
          const char *text)
{
  if (text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_announce (GTK_WIDGET (self), text);
}

static char *
describe_problem (VouchPage    *self,
                  const GError *problem)
{
  VouchPageClass *klass = VOUCH_PAGE_GET_CLASS (self);

  if (klass->describe_problem != NULL)
    return klass->describe_problem (self, problem);
  return vouch_problem_text (problem, get_private (self)->step);
}

static const GError *
get_own_problem (VouchPage *self)
{
  VouchPagePrivate *private = get_private (self);

  if (vouch_setup_get_problem_step (private->setup) != private->step)
    return NULL;
  return vouch_setup_get_problem (private->setup);
}

/* Returns: (nullable): the action that helps with the problem. The authorize page itself explains
 * how to get an access code, so it has no button for that. */
static const char *
choose_repair (VouchPagePrivate *private,
               const GError     *problem)
{
  if (problem == NULL)
    return NULL;
  if (g_error_matches (problem, VOUCH_ERROR, VOUCH_ERROR_READ_ONLY))
    return private->step != VOUCH_STEP_AUTHORIZE ? "page.replace-access" : NULL;
  return vouch_problem_needs_report (problem) ? "win.copy-report" : NULL;
}

/* A page may have given its notice another button, so this one is set only when it changes. */
static void
update_repair (VouchPagePrivate *private,
               const GError     *problem)
{
  const char *repair = choose_repair (private, problem);
  const char *label = NULL;

  if (private->notice == NULL || g_strcmp0 (repair, private->repair) == 0)
    return;
  if (repair != NULL)
    label = g_str_equal (repair, "win.copy-report") ? _("Copy Problem _Report")
                                                    : _("_Use Another Access Code");
  private->repair = repair;
  vouch_notice_set_button (private->notice, label, repair);
}

static void
activate_use_device (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  vouch_setup_request_verification (vouch_page_get_setup (VOUCH_PAGE (widget)));
}

static void
activate_use_key (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_RECOVERY);
}

static void
activate_back (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  vouch_setup_go_back (vouch_page_get_setup (VOUCH_PAGE (widget)));
}

static void
on_replace_access (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_ACCESS);
}

static void
update_problem (VouchPage *self)
{
  VouchPagePrivate *private = get_private (self);
  const GError *problem = get_own_problem (self);
  g_autofree char *text = problem != NULL ? describe_problem (self, problem) : NULL;

  update_repair (private, problem);
  vouch_page_show_problem (self, text,
                           problem != NULL && vouch_problem_is_input (problem, private->step));
}

static gboolean
has_focus (VouchPage *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  return focus != NULL && gtk_widget_is_sensitive (focus) && gtk_widget_get_mapped (focus);
}

static void
update_action (VouchPage  *self,
               const char *name)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), name,
                                 vouch_page_get_idle (self) &&
                                 !g_hash_table_contains (get_private (self)->disabled, name));
}

static void
update_idle (VouchPage *self)
{
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_BUSY, !vouch_page_get_idle (self),
                               -1);
  for (GSList *l = VOUCH_PAGE_GET_CLASS (self)->actions; l != NULL; l = l->next)
    update_action (self, l->data);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IDLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CONFIRM]);
  vouch_page_keep_focus (self);
}

/* A button that becomes insensitive loses the focus. The confirm button gets it back after the
 * delay, unless the user has moved the focus. */
static void
on_delay_notify_over (VouchPage *self)
{
  VouchPagePrivate *private = get_private (self);
  gboolean over = vouch_security_delay_get_over (private->delay);

  if (!over)
    private->confirm_had_focus = gtk_widget_is_focus (private->confirm_button);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_CONFIRM]);
  if (!over || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (private->confirm_had_focus && !has_focus (self))
    gtk_widget_grab_focus (private->confirm_button);
  private->confirm_had_focus = FALSE;
  vouch_page_keep_focus (self);
}

static void
set_confirm_button (VouchPage *self,
                    GtkWidget *button)
{
  VouchPagePrivate *private = get_private (self);

  if (!g_set_weak_pointer (&private->confirm_button, button))
    return;
  g_clear_object (&private->delay);
  if (button == NULL)
    return;
  private->delay = vouch_security_delay_new (button);
  g_signal_connect_object (private->delay, "notify::over",
                           G_CALLBACK (on_delay_notify_over), self, G_CONNECT_SWAPPED);
}

/* As wide as each other, whatever else is in the footer. */
static void
line_up_pills (VouchPagePrivate *private)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (private->footer));
       child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "pill"))
      {
        gtk_widget_set_halign (child, GTK_ALIGN_CENTER);
        gtk_size_group_add_widget (private->pills, child);
      }
}

static void
vouch_page_constructed (GObject *object)
{
  VouchPage *self = VOUCH_PAGE (object);
  VouchPagePrivate *private = get_private (self);

  G_OBJECT_CLASS (vouch_page_parent_class)->constructed (object);

  g_signal_connect_object (private->setup, "notify::problem",
                           G_CALLBACK (update_problem), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (private->setup, "notify::busy",
                           G_CALLBACK (update_idle), self, G_CONNECT_SWAPPED);
  if (VOUCH_PAGE_GET_CLASS (self)->tick != NULL)
    {
      private->ticker = vouch_ticker_new (GTK_WIDGET (self), private->setup);
      g_signal_connect_object (private->ticker, "tick",
                               G_CALLBACK (VOUCH_PAGE_GET_CLASS (self)->tick), self,
                               G_CONNECT_SWAPPED);
    }
  update_problem (self);
  update_idle (self);
  vouch_name_buttons (GTK_WIDGET (self));
  vouch_wrap_buttons (GTK_WIDGET (self));
  line_up_pills (private);
  vouch_repair_labels (GTK_WIDGET (self));
}

static void
vouch_page_get_property (GObject    *object,
                         guint       property_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  VouchPage *self = VOUCH_PAGE (object);
  VouchPagePrivate *private = get_private (self);

  switch (property_id)
    {
    case PROP_CONTEXT:
      g_value_set_object (value, private->context);
      break;
    case PROP_SETUP:
      g_value_set_object (value, private->setup);
      break;
    case PROP_STEP:
      g_value_set_enum (value, private->step);
      break;
    case PROP_TITLE:
      g_value_set_string (value, private->title);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, private->description);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, private->icon_name);
      break;
    case PROP_MAXIMUM_WIDTH:
      g_value_set_int (value, private->maximum_width);
      break;
    case PROP_IDLE:
      g_value_set_boolean (value, vouch_page_get_idle (self));
      break;
    case PROP_CAN_CONFIRM:
      g_value_set_boolean (value, vouch_page_get_can_confirm (self));
      break;
    case PROP_NOTICE:
      g_value_set_object (value, private->notice);
      break;
    case PROP_ENTRY:
      g_value_set_object (value, private->entry);
      break;
    case PROP_FIRST_FOCUS:
      g_value_set_object (value, private->first_focus);
      break;
    case PROP_CONFIRM_BUTTON:
      g_value_set_object (value, private->confirm_button);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_page_set_property (GObject      *object,
                         guint         property_id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  VouchPage *self = VOUCH_PAGE (object);
  VouchPagePrivate *private = get_private (self);

  switch (property_id)
    {
    case PROP_CONTEXT:
      private->context = g_value_dup_object (value);
      private->setup = vouch_context_get_setup (private->context);
      g_object_notify_by_pspec (object, properties[PROP_SETUP]);
      break;
    case PROP_STEP:
      vouch_property_set (self, &private->step, (VouchStep) g_value_get_enum (value), pspec);
      break;
    case PROP_TITLE:
      vouch_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_DESCRIPTION:
      vouch_page_set_description (self, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      vouch_property_set_string (self, &private->icon_name, g_value_get_string (value),
                                 properties[PROP_ICON_NAME]);
      break;
    case PROP_MAXIMUM_WIDTH:
      vouch_property_set (self, &private->maximum_width, g_value_get_int (value), pspec);
      break;
    case PROP_NOTICE:
      g_set_weak_pointer (&private->notice, g_value_get_object (value));
      break;
    case PROP_ENTRY:
      g_set_weak_pointer (&private->entry, g_value_get_object (value));
      if (private->entry != NULL)
        vouch_entry_prepare (private->entry);
      break;
    case PROP_FIRST_FOCUS:
      set_first_focus (self, g_value_get_object (value));
      break;
    case PROP_CONFIRM_BUTTON:
      set_confirm_button (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_page_dispose (GObject *object)
{
  VouchPagePrivate *private = get_private (VOUCH_PAGE (object));

  g_clear_object (&private->ticker);
  g_clear_object (&private->delay);
  g_clear_weak_pointer (&private->confirm_button);
  g_clear_weak_pointer (&private->notice);
  g_clear_weak_pointer (&private->entry);
  g_clear_weak_pointer (&private->first_focus);
  G_OBJECT_CLASS (vouch_page_parent_class)->dispose (object);
}

static void
vouch_page_finalize (GObject *object)
{
  VouchPagePrivate *private = get_private (VOUCH_PAGE (object));

  g_clear_object (&private->context);
  g_hash_table_unref (private->disabled);
  g_free (private->title);
  g_free (private->description);
  g_free (private->icon_name);
  g_free (private->confirmed_content);
  G_OBJECT_CLASS (vouch_page_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags plain = VOUCH_PARAM_READWRITE;
  const GParamFlags once = VOUCH_PARAM_CONSTRUCT_READABLE;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, VOUCH_TYPE_CONTEXT, once);
  properties[PROP_SETUP] = g_param_spec_object ("setup", NULL, NULL, VOUCH_TYPE_SETUP,
                                                VOUCH_PARAM_READABLE);
  properties[PROP_STEP] = g_param_spec_enum ("step", NULL, NULL, VOUCH_TYPE_STEP,
                                             VOUCH_STEP_CONNECT,
                                             VOUCH_PARAM_READWRITE | G_PARAM_CONSTRUCT);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, plain);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, plain);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, plain);
  properties[PROP_MAXIMUM_WIDTH] = g_param_spec_int ("maximum-width", NULL, NULL,
                                                     0, G_MAXINT, 400, plain);
  properties[PROP_IDLE] = g_param_spec_boolean ("idle", NULL, NULL, TRUE, VOUCH_PARAM_READABLE);
  properties[PROP_CAN_CONFIRM] = g_param_spec_boolean ("can-confirm", NULL, NULL, FALSE,
                                                       VOUCH_PARAM_READABLE);
  properties[PROP_NOTICE] = g_param_spec_object ("notice", NULL, NULL, VOUCH_TYPE_NOTICE, plain);
  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, GTK_TYPE_WIDGET, plain);
  properties[PROP_FIRST_FOCUS] = g_param_spec_object ("first-focus", NULL, NULL,
                                                      GTK_TYPE_WIDGET, plain);
  properties[PROP_CONFIRM_BUTTON] = g_param_spec_object ("confirm-button", NULL, NULL,
                                                         GTK_TYPE_WIDGET, plain);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
vouch_page_class_init (VouchPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = vouch_page_constructed;
  object_class->get_property = vouch_page_get_property;
  object_class->set_property = vouch_page_set_property;
  object_class->dispose = vouch_page_dispose;
  object_class->finalize = vouch_page_finalize;
  gtk_widget_class_install_action (widget_class, "page.replace-access", NULL, on_replace_access);
  vouch_page_class_install_action (klass, "page.use-device", NULL, activate_use_device);
  vouch_page_class_install_action (klass, "page.use-key", NULL, activate_use_key);
  vouch_page_class_install_action (klass, "page.back", NULL, activate_back);
  install_properties (object_class);

  g_type_ensure (VOUCH_TYPE_NOTICE);
  g_type_ensure (VOUCH_TYPE_PAGE_LAYOUT);
  g_type_ensure (VOUCH_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "page");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/vouchapp/Vouch/ui/vouch-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, title_label);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, description_label);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, picture);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, content);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, footer_frame);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, footer);
  gtk_widget_class_bind_template_child_private (widget_class, VouchPage, pills);
  gtk_widget_class_bind_template_callback (widget_class, is_filled);
  gtk_widget_class_bind_template_callback (widget_class, on_layout_notify_wide);
  gtk_widget_class_bind_template_callback (widget_class, vouch_leave_settings);
}

static void
vouch_page_init (VouchPage *self)
{
  VouchPagePrivate *private = get_private (self);

  private->maximum_width = 400;
  private->disabled = g_hash_table_new (g_str_hash, g_str_equal);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* While the template of VouchPage itself is built there are no places for children yet, and the
 * child goes into the AdwBin. */
static void
vouch_page_add_child (GtkBuildable *buildable,
                      GtkBuilder   *builder,
                      GObject      *child,
                      const char   *type)
{
  VouchPagePrivate *private = get_private (VOUCH_PAGE (buildable));

  if (private->footer == NULL || !GTK_IS_WIDGET (child))
    {
      parent_buildable->add_child (buildable, builder, child, type);
    }
  else if (g_strcmp0 (type, "picture") == 0)
    {
      adw_bin_set_child (private->picture, GTK_WIDGET (child));
      gtk_widget_set_visible (GTK_WIDGET (private->picture), TRUE);
    }
  else if (g_strcmp0 (type, "footer") == 0)
    {
      gtk_box_append (private->footer, GTK_WIDGET (child));
      gtk_widget_set_visible (private->footer_frame, TRUE);
    }
  else
    {
      gtk_box_append (private->content, GTK_WIDGET (child));
    }
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = vouch_page_add_child;
}

void
vouch_page_class_install_action (VouchPageClass              *klass,
                                 const char                  *name,
                                 const char                  *parameter_type,
                                 GtkWidgetActionActivateFunc  activate)
{
  g_return_if_fail (VOUCH_IS_PAGE_CLASS (klass));

  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), name, parameter_type, activate);
  klass->actions = g_slist_prepend (klass->actions, (gpointer) g_intern_string (name));
}

void
vouch_page_action_set_enabled (VouchPage  *self,
                               const char *name,
                               gboolean    enabled)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (enabled)
    g_hash_table_remove (get_private (self)->disabled, name);
  else
    g_hash_table_add (get_private (self)->disabled, (gpointer) g_intern_string (name));
  update_action (self, name);
}

VouchContext *
vouch_page_get_context (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);
  return get_private (self)->context;
}

VouchSetup *
vouch_page_get_setup (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);
  return get_private (self)->setup;
}

gboolean
vouch_page_get_practice (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), FALSE);
  return vouch_context_get_practice (get_private (self)->context);
}

char *
vouch_page_name_confirmed (VouchPage *self,
                           gboolean   verified)
{
  VouchServer *server;

  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);

  server = vouch_setup_get_server (get_private (self)->setup);
  if (server != NULL && !vouch_server_get_local (server))
    return g_strdup (verified ? _("The other computer is confirmed")
                              : _("The other computer is not confirmed yet"));
  return g_strdup (verified ? _("This computer is confirmed")
                            : _("This computer is not confirmed yet"));
}

VouchStep
vouch_page_get_step (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), VOUCH_STEP_CONNECT);
  return get_private (self)->step;
}

gboolean
vouch_page_get_idle (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), FALSE);
  return !vouch_setup_get_busy (get_private (self)->setup);
}

gboolean
vouch_page_get_can_confirm (VouchPage *self)
{
  VouchPagePrivate *private;

  g_return_val_if_fail (VOUCH_IS_PAGE (self), FALSE);

  private = get_private (self);
  return vouch_page_get_idle (self) && private->delay != NULL &&
         vouch_security_delay_get_over (private->delay);
}

void
vouch_page_set_confirmed_content (VouchPage  *self,
                                  const char *content)
{
  VouchPagePrivate *private;

  g_return_if_fail (VOUCH_IS_PAGE (self));

  private = get_private (self);
  if (g_strcmp0 (private->confirmed_content, content) == 0)
    return;
  g_free (private->confirmed_content);
  private->confirmed_content = g_strdup (content);
  if (private->delay != NULL)
    vouch_security_delay_restart (private->delay);
}

const char *
vouch_page_get_title (VouchPage *self)
{
  g_return_val_if_fail (VOUCH_IS_PAGE (self), NULL);
  return get_private (self)->title;
}

void
vouch_page_set_title (VouchPage  *self,
                      const char *title)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));
  if (!vouch_property_set_string (self, &get_private (self)->title, title, properties[PROP_TITLE]))
    return;
  update_accessible (self);
  announce (self, title);
}

void
vouch_page_set_description (VouchPage  *self,
                            const char *description)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));
  if (!vouch_property_set_string (self, &get_private (self)->description, description,
                                  properties[PROP_DESCRIPTION]))
    return;
  update_accessible (self);
  announce (self, description);
}

void
vouch_page_show_problem (VouchPage  *self,
                         const char *text,
                         gboolean    about_entry)
{
  VouchPagePrivate *private = get_private (self);

  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (private->notice != NULL)
    vouch_notice_set_text (private->notice, text);
  if (private->entry != NULL)
    vouch_entry_mark (private->entry, about_entry ? text : NULL);
  if (text != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    vouch_page_focus_first (self);
}

void
vouch_page_toast (VouchPage  *self,
                  const char *text)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

void
vouch_page_focus_first (VouchPage *self)
{
  VouchPagePrivate *private = get_private (self);

  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (private->entry != NULL && vouch_entry_is_marked (private->entry))
    vouch_entry_focus (private->entry);
  else if (private->notice != NULL && vouch_notice_get_text (private->notice) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (private->notice));
  else if (private->first_focus != NULL && gtk_widget_is_sensitive (private->first_focus) &&
           gtk_widget_is_visible (private->first_focus))
    gtk_widget_grab_focus (private->first_focus);
  else if (private->first_focus != NULL && private->first_focus == private->confirm_button)
    /* The confirm button gets the focus when the delay is over. */
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  else if (private->entry != NULL)
    gtk_widget_grab_focus (private->entry);
  else
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* A button that is hidden or becomes insensitive loses the focus. Without a focus, keys do
 * nothing. */
void
vouch_page_keep_focus (VouchPage *self)
{
  g_return_if_fail (VOUCH_IS_PAGE (self));

  if (vouch_page_get_idle (self) && gtk_widget_get_mapped (GTK_WIDGET (self)) && !has_focus (self))
    vouch_page_focus_first (self);
}

gboolean
vouch_page_close_request (VouchPage *self)
{
  VouchPageClass *klass;

  g_return_val_if_fail (VOUCH_IS_PAGE (self), FALSE);
  klass = VOUCH_PAGE_GET_CLASS (self);
  return klass->close_request != NULL && klass->close_request (self);
}
