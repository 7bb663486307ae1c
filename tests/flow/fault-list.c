/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "fault-list.h"

#include "vouch-api-enums.h"
#include "vouch-client-private.h"

/* milliseconds */
#define SHORT_TIMEOUT   300
#define LONG_TIMEOUT  15000

const Fault fault_list[] = {
  { "refused", VOUCH_ERROR_UNREACHABLE },
  { "reset", VOUCH_ERROR_UNREACHABLE },
  { "after-reset", VOUCH_ERROR_UNREACHABLE },
  { "cut", VOUCH_ERROR_UNREACHABLE },
  { "truncated", VOUCH_ERROR_MALFORMED },
  { "hang", VOUCH_ERROR_TIMED_OUT },
  { "after-hang", VOUCH_ERROR_TIMED_OUT },
  { "slow", VOUCH_ERROR_TIMED_OUT },
  { "garbage", VOUCH_ERROR_MALFORMED },
  { "html", VOUCH_ERROR_MALFORMED },
  { "empty", VOUCH_ERROR_MALFORMED },
  { "deep", VOUCH_ERROR_MALFORMED },
  { "wrong-types", VOUCH_ERROR_MALFORMED },
  { "nulls", VOUCH_ERROR_MALFORMED },
  { "huge", VOUCH_ERROR_MALFORMED },
  { "redirect", VOUCH_ERROR_REDIRECTED },
  { "status:400", VOUCH_ERROR_REJECTED },
  { "status:401", VOUCH_ERROR_UNAUTHORIZED },
  { "status:403", VOUCH_ERROR_REJECTED },
  { "status:404", VOUCH_ERROR_REJECTED },
  { "status:409", VOUCH_ERROR_CONFLICT },
  { "status:410", VOUCH_ERROR_REJECTED },
  { "status:422", VOUCH_ERROR_REJECTED },
  { "status:429", VOUCH_ERROR_RATE_LIMITED },
  { "status:429:1", VOUCH_ERROR_RATE_LIMITED },
  { "status:500", VOUCH_ERROR_SERVER },
  { "status:502", VOUCH_ERROR_SERVER },
  { "status:503", VOUCH_ERROR_SERVER },
  { "status:503:1", VOUCH_ERROR_SERVER },
};
const gsize fault_list_length = G_N_ELEMENTS (fault_list);

static gboolean
is_refusal (const Fault *fault)
{
  return g_str_equal (fault->kind, "refused");
}

void
fault_strike (Flow        *flow,
              const char  *request,
              const Fault *fault,
              gboolean     for_ever)
{
  g_autofree char *rule = g_strconcat (request, "=", fault->kind, for_ever ? "*ever" : "", NULL);
  g_autoptr(GError) error = NULL;

  fault_choose_timeouts (flow, fault);
  if (is_refusal (fault))
    {
      vouch_practice_server_stop (flow->server);
      return;
    }
  vouch_practice_server_add_fault (flow->server, rule, &error);
  g_assert_no_error (error);
}

void
fault_clear (Flow        *flow,
             const Fault *fault)
{
  g_autoptr(GError) error = NULL;

  fault_choose_timeouts (flow, NULL);
  vouch_practice_server_clear_faults (flow->server);
  if (!is_refusal (fault))
    return;
  vouch_practice_server_start (flow->server, vouch_practice_server_get_port (flow->server),
                               &error);
  g_assert_no_error (error);
}

gboolean
fault_is_silent (const Fault *fault)
{
  return fault->code == VOUCH_ERROR_TIMED_OUT;
}

void
fault_choose_timeouts (Flow        *flow,
                       const Fault *fault)
{
  guint timeout = fault != NULL && fault_is_silent (fault) ? SHORT_TIMEOUT : LONG_TIMEOUT;

  if (flow_get_client (flow) != NULL)
    vouch_client_set_timeouts (flow_get_client (flow), timeout, timeout);
}

void
fault_print (const char  *request,
             const Fault *fault,
             int          told,
             VouchStep    step)
{
  GEnumClass *codes = g_type_class_ref (VOUCH_TYPE_ERROR);
  const GEnumValue *code = g_enum_get_value (codes, told);

  g_test_message ("| %s | %s | %s | %s |", request, fault->kind,
                  code != NULL ? code->value_nick : "-", vouch_step_get_name (step));
  g_type_class_unref (codes);
}

void
fault_for_each (Flow          *flow,
                void         (*test_cell) (Flow          *flow,
                                           const Fault   *fault,
                                           gconstpointer  data),
                gconstpointer  data)
{
  for (gsize i = 0; i < fault_list_length; i++)
    {
      if (i > 0)
        {
          flow_tear_down (flow, NULL);
          flow_set_up (flow, NULL);
        }
      test_cell (flow, &fault_list[i], data);
    }
}
