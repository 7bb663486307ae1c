/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-verification-page"

#include "vouch-verification-page.h"

#include "vouch-property.h"

/* This class is the only part of the window that acts on a verification. The verification on screen
 * is also the one that the verbs act on: when another one replaces it, it is shown first. */
typedef struct
{
  /* owned */
  VouchVerification *verification;
  GSignalGroup      *signals;
  guint              ticks;
} VouchVerificationPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (VouchVerificationPage, vouch_verification_page,
                                     VOUCH_TYPE_PAGE)

enum
{
  PROP_CAN_ACCEPT = 1,
  PROP_CAN_CANCEL,
  PROP_CAN_START_EMOJI,
  PROP_CAN_CONFIRM_SCAN,
  PROP_CAN_SCAN,
  PROP_SPINNING,
  N_PROPS
};

/* Conditions that are no properties. */
enum
{
  CAN_CONFIRM_EMOJI = N_PROPS,
  CAN_REJECT_EMOJI,
};

static GParamSpec *properties[N_PROPS];

static VouchVerificationPagePrivate *
get_private (VouchVerificationPage *self)
{
  return vouch_verification_page_get_instance_private (self);
}

static gboolean
is_allowed (VouchVerificationPage *self,
            guint                  condition)
{
  VouchVerification *verification = get_private (self)->verification;
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));
  VouchActions actions;

  if (verification == NULL || (condition != PROP_CAN_CANCEL && vouch_setup_get_foreign (setup)))
    return FALSE;

  actions = vouch_verification_get_actions (verification);
  switch (condition)
    {
    case PROP_CAN_ACCEPT:
      return (actions & VOUCH_ACTION_ACCEPT) != 0;
    case PROP_CAN_CANCEL:
      return (actions & VOUCH_ACTION_CANCEL) != 0;
    case PROP_CAN_START_EMOJI:
      return (actions & VOUCH_ACTION_START_SAS) != 0;
    case CAN_CONFIRM_EMOJI:
      return (actions & VOUCH_ACTION_CONFIRM_SAS) != 0 &&
             vouch_verification_get_sas (verification)->certain;
    case CAN_REJECT_EMOJI:
      return (actions & (VOUCH_ACTION_CONFIRM_SAS | VOUCH_ACTION_CANCEL)) != 0;
    case PROP_CAN_CONFIRM_SCAN:
      return (actions & VOUCH_ACTION_CONFIRM_SCAN) != 0;
    case PROP_CAN_SCAN:
      return (vouch_verification_get_methods (verification) & VOUCH_METHOD_QR) != 0;
    default:
      g_assert_not_reached ();
    }
}

/* Each action: its condition, whether it waits for the delay of the confirm button, and its
 * verb. "They Don't Match" waits, too, because it leads to a warning that a stray click must not
 * cause. */
static const struct {
  const char *name;
  guint       needs;
  gboolean    waits;
  void      (*verb) (VouchSetup *setup,
                     const char *id);
} verbs[] = {
  { "verification.accept",        PROP_CAN_ACCEPT,        TRUE,  vouch_setup_accept },
  { "verification.cancel",        PROP_CAN_CANCEL,        FALSE, vouch_setup_cancel },
  { "verification.start-emoji",   PROP_CAN_START_EMOJI,   FALSE, vouch_setup_start_emoji },
  { "verification.confirm-emoji", CAN_CONFIRM_EMOJI,      TRUE,  vouch_setup_confirm_emoji },
  { "verification.reject-emoji",  CAN_REJECT_EMOJI,       TRUE,  vouch_setup_reject_emoji },
  { "verification.confirm-scan",  PROP_CAN_CONFIRM_SCAN,  TRUE,  vouch_setup_confirm_scanned },
};

static void
activate_verb (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  VouchVerificationPage *self = VOUCH_VERIFICATION_PAGE (widget);
  VouchVerification *verification = get_private (self)->verification;

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (verification != NULL && g_str_equal (verbs[i].name, action_name))
      verbs[i].verb (vouch_page_get_setup (VOUCH_PAGE (self)),
                     vouch_verification_get_id (verification));
}

static void
activate_scan (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_SCAN);
}

static void
activate_show_code (GtkWidget  *widget,
                    const char *action_name,
                    GVariant   *parameter)
{
  vouch_setup_choose (vouch_page_get_setup (VOUCH_PAGE (widget)), VOUCH_INTENT_NONE);
}

static void
update_actions (VouchVerificationPage *self)
{
  /* If no positive answer is possible, the negative answer has no delay. */
  gboolean is_question = is_allowed (self, CAN_CONFIRM_EMOJI) ||
                         is_allowed (self, PROP_CAN_CONFIRM_SCAN) ||
                         is_allowed (self, PROP_CAN_ACCEPT);
  gboolean can_confirm = vouch_page_get_can_confirm (VOUCH_PAGE (self));

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    vouch_page_action_set_enabled (VOUCH_PAGE (self), verbs[i].name,
                                   is_allowed (self, verbs[i].needs) &&
                                   (!verbs[i].waits || !is_question || can_confirm));
  vouch_page_action_set_enabled (VOUCH_PAGE (self), "verification.scan",
                                 is_allowed (self, PROP_CAN_SCAN));
}

/* Passes everything that an answer is about to vouch_page_set_confirmed_content(). */
static void
note_content (VouchVerificationPage *self)
{
  VouchVerification *verification = get_private (self)->verification;
  const char *parts[] = {
    vouch_verification_get_id (verification),
    vouch_verification_get_device_name (verification),
    vouch_verification_get_other_user (verification),
    vouch_verification_get_emoji (verification),
    vouch_verification_get_decimals (verification),
  };
  g_autoptr(GString) content = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    g_string_append_printf (content, "%s\n", parts[i] != NULL ? parts[i] : "");
  vouch_page_set_confirmed_content (VOUCH_PAGE (self), content->str);
}

static void
update (VouchVerificationPage *self)
{
  VouchVerificationPageClass *klass = VOUCH_VERIFICATION_PAGE_GET_CLASS (self);

  note_content (self);
  if (klass->update != NULL)
    klass->update (self, get_private (self)->verification);

  update_actions (self);
  for (guint i = PROP_CAN_ACCEPT; i <= PROP_CAN_SCAN; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
on_verification_notify (VouchVerificationPage *self)
{
  update (self);
}

/* When the verification has vanished, the page keeps it. The step changes in a moment. */
static void
on_setup_notify_verification (VouchVerificationPage *self)
{
  VouchVerificationPagePrivate *priv = get_private (self);
  VouchVerification *verification =
    vouch_setup_get_verification (vouch_page_get_setup (VOUCH_PAGE (self)));

  if (verification == NULL || !g_set_object (&priv->verification, verification))
    return;

  g_signal_group_set_target (priv->signals, verification);
  update (self);
}

/* The first tick comes when the page appears, and the second tick a second later. */
static void
vouch_verification_page_tick (VouchPage *page)
{
  VouchVerificationPagePrivate *priv = get_private (VOUCH_VERIFICATION_PAGE (page));

  if (priv->ticks < 2 && ++priv->ticks == 2)
    g_object_notify_by_pspec (G_OBJECT (page), properties[PROP_SPINNING]);
}

static void
vouch_verification_page_constructed (GObject *object)
{
  VouchVerificationPage *self = VOUCH_VERIFICATION_PAGE (object);
  VouchSetup *setup = vouch_page_get_setup (VOUCH_PAGE (self));

  G_OBJECT_CLASS (vouch_verification_page_parent_class)->constructed (object);

  g_signal_connect (self, "notify::can-confirm", G_CALLBACK (update_actions), NULL);
  g_signal_connect_object (setup, "notify::verification",
                           G_CALLBACK (on_setup_notify_verification), self, G_CONNECT_SWAPPED);
  on_setup_notify_verification (self);
  update_actions (self);
}

static void
vouch_verification_page_get_property (GObject    *object,
                                      guint       property_id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  VouchVerificationPage *self = VOUCH_VERIFICATION_PAGE (object);

  switch (property_id)
    {
    case PROP_CAN_ACCEPT:
    case PROP_CAN_CANCEL:
    case PROP_CAN_START_EMOJI:
    case PROP_CAN_CONFIRM_SCAN:
    case PROP_CAN_SCAN:
      g_value_set_boolean (value, is_allowed (self, property_id));
      break;
    case PROP_SPINNING:
      g_value_set_boolean (value, get_private (self)->ticks >= 2);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
vouch_verification_page_dispose (GObject *object)
{
  VouchVerificationPagePrivate *priv = get_private (VOUCH_VERIFICATION_PAGE (object));

  g_clear_object (&priv->signals);
  g_clear_object (&priv->verification);

  G_OBJECT_CLASS (vouch_verification_page_parent_class)->dispose (object);
}

static void
vouch_verification_page_class_init (VouchVerificationPageClass *klass)
{
  static const char * const names[] = {
    [PROP_CAN_ACCEPT] = "can-accept",
    [PROP_CAN_CANCEL] = "can-cancel",
    [PROP_CAN_START_EMOJI] = "can-start-emoji",
    [PROP_CAN_CONFIRM_SCAN] = "can-confirm-scan",
    [PROP_CAN_SCAN] = "can-scan",
    [PROP_SPINNING] = "spinning",
  };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  VouchPageClass *page_class = VOUCH_PAGE_CLASS (klass);

  object_class->constructed = vouch_verification_page_constructed;
  object_class->get_property = vouch_verification_page_get_property;
  object_class->dispose = vouch_verification_page_dispose;
  page_class->tick = vouch_verification_page_tick;

  for (guint i = 1; i < N_PROPS; i++)
    properties[i] = g_param_spec_boolean (names[i], NULL, NULL, FALSE, VOUCH_PARAM_READABLE);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    vouch_page_class_install_action (page_class, verbs[i].name, NULL, activate_verb);
  vouch_page_class_install_action (page_class, "verification.scan", NULL, activate_scan);
  vouch_page_class_install_action (page_class, "verification.show-code", NULL, activate_show_code);
}

static void
vouch_verification_page_init (VouchVerificationPage *self)
{
  VouchVerificationPagePrivate *priv = get_private (self);

  priv->signals = g_signal_group_new (VOUCH_TYPE_VERIFICATION);
  g_signal_group_connect_object (priv->signals, "notify", G_CALLBACK (on_verification_notify), self,
                                 G_CONNECT_SWAPPED);
}

VouchVerification *
vouch_verification_page_get_verification (VouchVerificationPage *self)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_PAGE (self), NULL);

  return get_private (self)->verification;
}

static char *
say (VouchVerificationPage *self,
     const char            *named,
     const char            *unnamed,
     gboolean               markup)
{
  VouchVerification *verification = get_private (self)->verification;
  const char *name;
  g_autofree char *escaped = NULL;
  g_autofree char *isolated = NULL;
  g_autoptr(GString) text = NULL;

  name = verification != NULL ? vouch_verification_get_device_name (verification) : NULL;
  if (name == NULL || *name == '\0')
    return g_strdup (unnamed);

  /* An isolate keeps a name of any script in one piece within the sentence. */
  escaped = markup ? g_markup_escape_text (name, -1) : g_strdup (name);
  isolated = g_strconcat ("\u2068", escaped, "\u2069", NULL);
  text = g_string_new (named);
  g_string_replace (text, "{device}", isolated, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
vouch_verification_page_say (VouchVerificationPage *self,
                             const char            *named,
                             const char            *unnamed)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_PAGE (self), NULL);
  return say (self, named, unnamed, FALSE);
}

char *
vouch_verification_page_say_markup (VouchVerificationPage *self,
                                    const char            *named,
                                    const char            *unnamed)
{
  g_return_val_if_fail (VOUCH_IS_VERIFICATION_PAGE (self), NULL);
  return say (self, named, unnamed, TRUE);
}
