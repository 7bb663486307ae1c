/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* The buttons of the verification pages for each state of Beeper. Runs in a desktop of its own. */
#include "fake-clock.h"
#include "vouch-emoji-grid.h"
#include "vouch-emoji-tile.h"
#include "vouch-init.h"
#include "vouch-model-testing.h"
#include "vouch-page-table.h"
#include "vouch-phone-scene.h"
#include "vouch-steps.h"
#include "vouch-verification-page.h"
#include "wait.h"

#define DEVICE "\"otherDevice\": {\"id\": \"D\", \"name\": \"Pixel\"}"

/* Dog, Cat, Lion, Horse, Unicorn, Pig and Elephant. */
#define EMOJI   "\"emojis\": \"🐶 🐱 🦁 🐎 🦄 🐷 🐘\""

/* "MATRIX", 2, the mode 0, an id of one byte, two keys and a secret. */
#define FOREIGN_CODE \
  "TUFUUklYAgAAAXgBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQICAgICAgICAgICAgICAgICAgICAgIC" \
  "AgICAgICAgICAwMDAwMDAwMDAwMDAwMDAw=="

/* The same with the mode 1: of one's own devices. */
#define OWN_CODE \
  "TUFUUklYAgEAAXgBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQICAgICAgICAgICAgICAgICAgICAgIC" \
  "AgICAgICAgICAwMDAwMDAwMDAwMDAwMDAw=="

typedef struct {
  const char *name;
  VouchStep   step;
  const char *verification;   /* members beside id, purpose and device */
  const char *title;
  const char *offered;        /* sorted labels of the buttons that are sensitive */
  const char *visible;        /* and of those that are visible, but not sensitive */
} Case;

static const Case cases[] = {
  { "waiting", VOUCH_STEP_WAITING,
    "\"state\": \"requested\", \"direction\": \"outgoing\", \"availableActions\": [\"cancel\"]",
    "Look at Your Phone", "Cancel", "" },
  { "waiting-mute", VOUCH_STEP_WAITING,
    "\"state\": \"requested\", \"direction\": \"outgoing\", \"availableActions\": []",
    "Look at Your Phone", "", "" },
  { "incoming", VOUCH_STEP_INCOMING,
    "\"state\": \"requested\", \"direction\": \"incoming\", "
    "\"availableActions\": [\"accept\", \"cancel\"]",
    "Did You Start This on Your Phone?", "Accept|Don't Allow", "" },
  { "choose", VOUCH_STEP_CHOOSE,
    "\"state\": \"ready\", \"direction\": \"outgoing\", \"methods\": [\"sas\"], "
    "\"availableActions\": [\"sas.start\", \"cancel\"]",
    "Ready to Compare Emoji", "Cancel|Compare Emoji", "" },
  { "choose-both", VOUCH_STEP_CHOOSE,
    "\"state\": \"ready\", \"direction\": \"outgoing\", \"methods\": [\"sas\", \"qr\"], "
    "\"availableActions\": [\"sas.start\", \"cancel\"]",
    "Choose How to Continue", "Cancel|Compare Emoji|My Phone Shows a Square Code", "" },
  { "choose-scan", VOUCH_STEP_CHOOSE,
    "\"state\": \"ready\", \"direction\": \"outgoing\", \"methods\": [\"qr\"], "
    "\"availableActions\": [\"cancel\"]",
    "Choose How to Continue", "Cancel|My Phone Shows a Square Code", "" },
  { "show-code", VOUCH_STEP_SHOW_CODE,
    "\"state\": \"ready\", \"direction\": \"outgoing\", \"methods\": [\"sas\", \"qr\"], "
    "\"qr\": {\"data\": \"" OWN_CODE "\"}, \"availableActions\": [\"sas.start\", \"cancel\"]",
    "Compare Emoji or Scan", "Cancel|Compare Emoji|My Phone Shows a Square Code", "" },
  { "show-code-alone", VOUCH_STEP_SHOW_CODE,
    "\"state\": \"ready\", \"direction\": \"outgoing\", \"methods\": [\"qr\"], "
    "\"qr\": {\"data\": \"" OWN_CODE "\"}, \"availableActions\": [\"cancel\"]",
    "Scan This Code", "Cancel|My Phone Shows a Square Code", "" },
  { "confirm-scan", VOUCH_STEP_CONFIRM_SCAN,
    "\"state\": \"qr_scanned\", \"direction\": \"outgoing\", "
    "\"availableActions\": [\"qr.confirmScanned\", \"cancel\"]",
    "Does Your Other Device Show a Check Mark?", "No|Yes, It Does", "" },
  { "emoji-coming", VOUCH_STEP_EMOJI,
    "\"state\": \"ready\", \"direction\": \"outgoing\", \"availableActions\": [\"cancel\"]",
    "Preparing the Emoji", "Cancel", "" },
  { "emoji", VOUCH_STEP_EMOJI,
    "\"state\": \"sas_ready\", \"direction\": \"outgoing\", "
    "\"availableActions\": [\"sas.confirm\", \"cancel\"], \"sas\": {" EMOJI "}",
    "Compare the Emoji", "One by One|They Don't Match|They Match", "" },
  { "emoji-disagree", VOUCH_STEP_EMOJI,
    "\"state\": \"sas_ready\", \"direction\": \"outgoing\", "
    "\"availableActions\": [\"sas.confirm\", \"cancel\"], "
    "\"sas\": {" EMOJI ", \"decimals\": \"1000 1000 1000\"}",
    "Compare the Emoji", "They Don't Match", "" },
  { "emoji-strange", VOUCH_STEP_EMOJI,
    "\"state\": \"sas_ready\", \"direction\": \"outgoing\", "
    "\"availableActions\": [\"sas.confirm\", \"cancel\"], \"sas\": {\"emojis\": \"seven words\"}",
    "Compare the Emoji", "They Don't Match", "" },
  { "emoji-numbers", VOUCH_STEP_EMOJI,
    "\"state\": \"sas_ready\", \"direction\": \"outgoing\", "
    "\"availableActions\": [\"sas.confirm\", \"cancel\"], "
    "\"sas\": {\"emojis\": null, \"decimals\": [1234, 2345, 3456]}",
    "Compare the Numbers", "They Don't Match|They Match", "" },
  { "emoji-without-cancel", VOUCH_STEP_EMOJI,
    "\"state\": \"sas_ready\", \"direction\": \"outgoing\", "
    "\"availableActions\": [\"sas.confirm\"], \"sas\": {" EMOJI "}",
    "Compare the Emoji", "One by One|They Don't Match|They Match", "" },
  { "foreign", VOUCH_STEP_INCOMING,
    "\"state\": \"requested\", \"direction\": \"incoming\", \"qr\": {\"data\": \"" FOREIGN_CODE
    "\"}, \"availableActions\": [\"accept\", \"cancel\"]",
    "Another Person Is Asking", "Decline", "" },
  { "finishing", VOUCH_STEP_FINISHING,
    "\"state\": \"sas_ready\", \"direction\": \"outgoing\", \"availableActions\": [\"cancel\"]",
    "Now Confirm on Your Phone", "Cancel", "" },
  { "finishing-scanned", VOUCH_STEP_FINISHING,
    "\"state\": \"qr_scanned\", \"direction\": \"outgoing\", \"availableActions\": [\"cancel\"]",
    "Now Confirm on Your Phone", "Cancel", "" },
  { "finishing-done", VOUCH_STEP_FINISHING,
    "\"state\": \"done\", \"direction\": \"outgoing\", \"availableActions\": []",
    "Almost Done", "", "" },
  { "stopped", VOUCH_STEP_STOPPED,
    "\"state\": \"cancelled\", \"direction\": \"outgoing\", \"availableActions\": [], "
    "\"error\": {\"code\": \"m.timeout\", \"reason\": \"\"}",
    "That Didn't Work Yet", "Back|Try Again", "" },
  { "stopped-incoming", VOUCH_STEP_STOPPED,
    "\"state\": \"cancelled\", \"direction\": \"incoming\", \"availableActions\": [], "
    "\"error\": {\"code\": \"m.user\", \"reason\": \"\"}",
    "That Didn't Work Yet", "Back", "" },
  { "stopped-unsafe", VOUCH_STEP_STOPPED,
    "\"state\": \"error\", \"direction\": \"outgoing\", \"availableActions\": [], "
    "\"error\": {\"code\": \"m.key_mismatch\", \"reason\": \"\"}",
    "This May Not Be Safe", "Back", "Start Over" },
};

/* Sets a session with this verification, as if the server had sent it. */
static void
set_verification (VouchSetup *setup,
                  const Case *at,
                  const char *id)
{
  g_autofree char *text =
    g_strdup_printf ("{\"state\": \"\", \"e2ee\": {}, \"verification\": "
                     "{\"id\": \"%s\", \"purpose\": \"login\", " DEVICE ", %s}}",
                     id, at->verification);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(VouchReply) reply = NULL;
  g_autoptr(GError) error = NULL;

  json_parser_load_from_data (parser, text, -1, &error);
  g_assert_no_error (error);
  reply = vouch_reply_new_session (json_node_get_object (json_parser_get_root (parser)));
  vouch_session_update (vouch_setup_get_session (setup), reply);
  vouch_verification_tracker_follow (vouch_setup_get_tracker (setup),
                                     vouch_setup_get_session (setup));
}

/* Collects the labels of the buttons. The button of a GtkDropDown is no answer, so it is left
 * out. */
static void
collect_buttons (GtkWidget *widget,
                 gboolean   sensitive,
                 GPtrArray *labels)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;

  if (G_OBJECT_TYPE (widget) == GTK_TYPE_BUTTON)
    {
      g_auto(GStrv) parts = g_strsplit (gtk_button_get_label (GTK_BUTTON (widget)), "_", 2);

      if (gtk_widget_get_sensitive (widget) == sensitive)
        g_ptr_array_add (labels, g_strjoinv ("", parts));
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_buttons (child, sensitive, labels);
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static void
assert_buttons (GtkWidget  *page,
                gboolean    sensitive,
                const char *expected)
{
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;

  collect_buttons (page, sensitive, labels);
  g_ptr_array_sort (labels, compare);
  g_ptr_array_add (labels, NULL);
  all = g_strjoinv ("|", (char **) labels->pdata);
  g_assert_cmpstr (all, ==, expected);
}

static GtkWidget *
get_confirm_button (VouchPage *page)
{
  GtkWidget *button = NULL;

  g_object_get (page, "confirm-button", &button, NULL);
  if (button != NULL)
    g_object_unref (button);   /* the page holds a reference */
  return button;
}

/* Waits for the delay of the confirm button, if the page has one. */
static void
wait_for_delay (VouchPage *page)
{
  GtkWidget *button = get_confirm_button (page);

  WAIT_UNTIL (button == NULL || !gtk_widget_get_mapped (button) ||
              vouch_page_get_can_confirm (page));
}

/* No button that answers has the focus when the page appears. */
static void
assert_calm_focus (GtkWindow *window,
                   VouchStep  step)
{
  GtkWidget *focus = gtk_window_get_focus (window);

  switch (step)
    {
    case VOUCH_STEP_WAITING:
    case VOUCH_STEP_INCOMING:
    case VOUCH_STEP_CONFIRM_SCAN:
    case VOUCH_STEP_EMOJI:
    case VOUCH_STEP_FINISHING:
      g_assert_false (GTK_IS_BUTTON (focus));
      g_assert_null (gtk_window_get_default_widget (window));
      break;
    default:
      break;
    }
}

static VouchPage *
build_page (VouchStep   step,
            VouchSetup *setup)
{
  g_autoptr(VouchFinder) finder = vouch_finder_new ("http://127.0.0.1:1");
  g_autoptr(VouchContext) context = vouch_context_new (setup, finder, NULL, NULL);

  return vouch_page_table_build (step, context);
}

/* Returns: the page of the case, in @window, which is on screen soon */
static VouchPage *
show_case (const Case *at,
           VouchSetup *setup,
           GtkWidget  *window)
{
  VouchPage *page;

  set_verification (setup, at, "x");
  page = build_page (at->step, setup);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  return page;
}

static void
test_offers (gconstpointer data)
{
  const Case *at = data;
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  GtkWidget *window = gtk_window_new ();
  VouchPage *page;

  page = show_case (at, setup, window);
  wait_run_pending ();
  vouch_page_focus_first (page);

  g_assert_cmpstr (vouch_page_get_title (page), ==, at->title);
  assert_calm_focus (GTK_WINDOW (window), at->step);
  g_assert_false (vouch_page_get_can_confirm (page));
  if (get_confirm_button (page) != NULL)
    g_assert_false (gtk_widget_get_sensitive (get_confirm_button (page)));
  wait_for_delay (page);
  assert_buttons (GTK_WIDGET (page), TRUE, at->offered);
  assert_buttons (GTK_WIDGET (page), FALSE, at->visible);
  assert_calm_focus (GTK_WINDOW (window), at->step);

  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

/* After the other device has accepted, the user has nothing left to press there. */
static void
test_waiting_accepted (void)
{
  static const Case ready = {
    "accepted", VOUCH_STEP_WAITING,
    "\"state\": \"ready\", \"direction\": \"outgoing\", \"availableActions\": [\"cancel\"]",
    NULL, NULL, NULL
  };
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autofree char *description = NULL;
  VouchPhoneScene *scene;
  VouchPage *page;

  set_verification (setup, &ready, "x");
  page = g_object_ref_sink (build_page (ready.step, setup));
  g_object_get (page, "description", &description, NULL);
  g_assert_cmpstr (description, ==,
                   "Your other device, \u2068Pixel\u2069, has accepted. Vouch continues in a "
                   "moment.");
  g_assert_cmpint (vouch_steps_get_done (VOUCH_STEPS (find_type (GTK_WIDGET (page),
                                                                 VOUCH_TYPE_STEPS))), ==, 2);
  scene = VOUCH_PHONE_SCENE (find_type (GTK_WIDGET (page), VOUCH_TYPE_PHONE_SCENE));
  g_assert_cmpint (vouch_phone_scene_get_state (scene), !=, VOUCH_PHONE_SCENE_ASKS);
  g_assert_finalize_object (page);
}

static const Case *
find_case (const char *name)
{
  gsize i = 0;

  while (!g_str_equal (cases[i].name, name))
    i++;
  return &cases[i];
}

static GtkWidget *
find_button (GtkWidget  *widget,
             const char *label)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0)
    found = widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

/* The code and emoji are of equal rank at first. A phone that can scan has done so by then. */
static void
test_emoji_suggested (void)
{
  const Case *at = find_case ("show-code");
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button;
  VouchPage *page;

  page = show_case (at, setup, window);
  button = find_button (GTK_WIDGET (page), "Compare _Emoji");
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (page)));
  vouch_setup_set_visible (setup, TRUE);
  wait_run_for (1500);
  g_assert_false (gtk_widget_has_css_class (button, "suggested-action"));

  fake_clock_advance (30);
  WAIT_UNTIL (gtk_widget_has_css_class (button, "suggested-action"));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

/* A name of Beeper's is no markup. */
static void
test_markup (void)
{
  /* The second device counts. */
  static const Case named = {
    "named", VOUCH_STEP_WAITING,
    "\"state\": \"requested\", \"direction\": \"outgoing\", \"availableActions\": [], "
    "\"otherDevice\": {\"id\": \"D\", \"name\": \"Ada <b>& Co\"}",
    NULL, NULL, NULL
  };
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  g_autofree char *markup = NULL;
  g_autofree char *plain = NULL;
  VouchPage *page;

  set_verification (setup, &named, "x");
  page = g_object_ref_sink (build_page (named.step, setup));
  markup = vouch_verification_page_say_markup (VOUCH_VERIFICATION_PAGE (page),
                                               "Take <b>{device}</b>", "Take it");
  g_assert_cmpstr (markup, ==, "Take <b>\u2068Ada &lt;b&gt;&amp; Co\u2069</b>");
  plain = vouch_verification_page_say (VOUCH_VERIFICATION_PAGE (page), "Take {device}", "Take it");
  g_assert_cmpstr (plain, ==, "Take \u2068Ada <b>& Co\u2069");
  g_assert_finalize_object (page);
}

/* The sentence of Vouch, and below it the reason of Beeper, unless that is only a code, or the
 * sentence says what the code means. */
#define PROBLEM "Beeper had a problem and stopped. Nothing is lost."

static void
test_stop_reason (void)
{
  static const struct {
    const char *code;
    const char *reason;
    const char *description;
  } reasons[] = {
    { "com.beeper.full", "<b>Too</b>\\u202e\\n full",
      PROBLEM "\n\nBeeper says:\n<b>Too</b> full" },
    { "com.beeper.full", "com.beeper.full", PROBLEM },
    { "com.beeper.full", "", PROBLEM },
    { "m.timeout", "The verification took too long", "Time ran out. Nothing is lost." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    {
      g_autofree char *members =
        g_strdup_printf ("\"state\": \"cancelled\", \"direction\": \"outgoing\", "
                         "\"availableActions\": [], "
                         "\"error\": {\"code\": \"%s\", \"reason\": \"%s\"}",
                         reasons[i].code, reasons[i].reason);
      const Case at = { "reason", VOUCH_STEP_STOPPED, members, NULL, NULL, NULL };
      g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
      g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
      g_autofree char *description = NULL;
      VouchPage *page;

      set_verification (setup, &at, "x");
      page = g_object_ref_sink (build_page (at.step, setup));
      g_object_get (page, "description", &description, NULL);
      g_assert_cmpstr (description, ==, reasons[i].description);
      g_assert_finalize_object (page);
    }
}

static void
check_all (GtkWidget *widget)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (widget), TRUE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_all (child);
}

/* After a warning there is a way on, but not with one click. */
static void
test_start_over (void)
{
  const Case *at = find_case ("stopped-unsafe");
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *button;
  VouchPage *page;

  set_verification (setup, at, "x");
  page = build_page (at->step, setup);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  button = find_button (GTK_WIDGET (page), "_Start Over");
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (find_type (GTK_WIDGET (page),
                                                            GTK_TYPE_CHECK_BUTTON)), TRUE);
  g_assert_false (gtk_widget_get_sensitive (button));
  check_all (GTK_WIDGET (page));
  g_assert_true (gtk_widget_get_sensitive (button));
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

static gboolean
is_offered (VouchPage  *page,
            const char *label)
{
  GtkWidget *button = find_button (GTK_WIDGET (page), label);

  return gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button);
}

/* Presses "Same" this often. The second click of a double click counts for nothing. */
static void
press_same (VouchPage *page,
            guint      count)
{
  int double_click;

  g_object_get (gtk_settings_get_default (), "gtk-double-click-time", &double_click, NULL);
  for (guint i = 0; i < count; i++)
    {
      wait_run_for ((guint) double_click + 50);
      gtk_widget_activate_action (GTK_WIDGET (page), "emoji.same", NULL);
      gtk_widget_activate_action (GTK_WIDGET (page), "emoji.same", NULL);
    }
}

/* Emoji that are looked at one by one lead back to the question, and answer nothing: neither button
 * can be pressed at once, and what the user found is on the page. */
static void
test_one_by_one (void)
{
  const Case *at = find_case ("emoji");
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  GtkWidget *window = gtk_window_new ();
  g_autofree char *found = NULL;
  VouchPage *page;

  page = show_case (at, setup, window);
  wait_for_delay (page);

  gtk_widget_activate_action (GTK_WIDGET (page), "emoji.one-by-one", NULL);
  g_assert_cmpstr (vouch_page_get_title (page), ==, "1 of 7");
  assert_calm_focus (GTK_WINDOW (window), at->step);
  assert_buttons (GTK_WIDGET (page), TRUE, "Different|Same|Show All Seven");
  press_same (page, 6);
  g_assert_cmpstr (vouch_page_get_title (page), ==, "7 of 7");
  press_same (page, 1);
  g_assert_cmpstr (vouch_page_get_title (page), ==, at->title);
  assert_buttons (GTK_WIDGET (page), FALSE, "They Don't Match|They Match");
  WAIT_UNTIL (is_offered (page, "They _Match"));

  gtk_widget_activate_action (GTK_WIDGET (page), "emoji.one-by-one", NULL);
  press_same (page, 1);
  wait_run_for (600);
  gtk_widget_activate_action (GTK_WIDGET (page), "emoji.different", NULL);
  g_object_get (page, "description", &found, NULL);
  g_assert_nonnull (strstr (found, "Number 2, Cat, is different"));
  g_assert_false (is_offered (page, "They _Don't Match"));
  g_assert_false (gtk_widget_has_css_class (find_button (GTK_WIDGET (page), "They _Match"),
                                            "suggested-action"));
  WAIT_UNTIL (is_offered (page, "They _Don't Match"));

  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

/* Emoji of which a word is too long for four in a row stand in more rows, and none is torn. */
static void
test_long_word (void)
{
  g_autoptr(GtkWidget) grid = g_object_ref_sink (g_object_new (VOUCH_TYPE_EMOJI_GRID, NULL));
  int low;
  int high;

  for (guint i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++)
    vouch_emoji_grid_set_tile (VOUCH_EMOJI_GRID (grid), i, "🐶", "Dog");
  gtk_widget_measure (grid, GTK_ORIENTATION_VERTICAL, 324, &low, NULL, NULL, NULL);
  vouch_emoji_grid_set_tile (VOUCH_EMOJI_GRID (grid), 3, "🎅", "Weihnachtsmannmütze");
  gtk_widget_measure (grid, GTK_ORIENTATION_VERTICAL, 324, &high, NULL, NULL, NULL);
  g_assert_cmpint (high, >, low * 4 / 3);
}

/* Tab leads to all seven and on, the arrow keys lead from one to the next. */
static void
test_tiles_have_focus (void)
{
  const Case *at = find_case ("emoji");
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  GtkWidget *window = gtk_window_new ();
  GtkWidget *grid;
  GtkWidget *tile;
  VouchPage *page;

  page = show_case (at, setup, window);
  WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (page)));
  wait_run_pending ();
  vouch_page_focus_first (page);
  grid = find_type (GTK_WIDGET (page), VOUCH_TYPE_EMOJI_GRID);
  g_assert_true (gtk_widget_is_focus (grid));

  tile = gtk_widget_get_first_child (grid);
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_is_focus (tile));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_RIGHT));
  g_assert_true (gtk_widget_is_focus (gtk_widget_get_next_sibling (tile)));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_LEFT));
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_LEFT));
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_ROLE_IMG);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

/* Up and down lead to the tile above or below, also where the rows have three, two and two. */
static void
test_rows (void)
{
  static const struct {
    int              from;
    GtkDirectionType direction;
    int              to;   /* -1: the focus leaves the grid */
  } moves[] = {
    { 0, GTK_DIR_DOWN, 3 }, { 1, GTK_DIR_DOWN, 4 }, { 2, GTK_DIR_DOWN, 4 },
    { 3, GTK_DIR_DOWN, 5 }, { 4, GTK_DIR_DOWN, 6 }, { 6, GTK_DIR_DOWN, -1 },
    { 6, GTK_DIR_UP, 4 }, { 3, GTK_DIR_UP, 0 }, { 0, GTK_DIR_UP, -1 },
  };
  GtkWidget *window = gtk_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *grid = g_object_new (VOUCH_TYPE_EMOJI_GRID, "focusable", TRUE, NULL);
  GtkWidget *tiles[VOUCH_EMOJI_GRID_SIZE];
  GtkWidget *child = gtk_widget_get_first_child (grid);
  int width;

  for (guint i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++, child = gtk_widget_get_next_sibling (child))
    {
      vouch_emoji_grid_set_tile (VOUCH_EMOJI_GRID (grid), i, "🐶", i == 3 ? "Schraubenschlüssel"
                                                                          : "Dog");
      tiles[i] = child;
    }
  width = 3 * vouch_emoji_tile_get_word_width (VOUCH_EMOJI_TILE (tiles[3])) + 20;
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), width);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), width);
  adw_clamp_set_child (ADW_CLAMP (clamp), grid);
  gtk_window_set_child (GTK_WINDOW (window), clamp);
  gtk_window_set_default_size (GTK_WINDOW (window), width + 100, 700);
  gtk_window_present (GTK_WINDOW (window));
  WAIT_UNTIL (gtk_widget_get_width (grid) == width);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      gtk_widget_grab_focus (tiles[moves[i].from]);
      g_assert_cmpint (gtk_widget_child_focus (grid, moves[i].direction), ==, moves[i].to >= 0);
      if (moves[i].to >= 0)
        g_assert_true (gtk_widget_is_focus (tiles[moves[i].to]));
    }
  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

/* The focus starts on what there is to compare, and its description begins with the warning. */
static void
test_first_focus (void)
{
  static const struct {
    const char *name;
    const char *label;         /* of what has the focus */
    const char *description;   /* how it begins; NULL: as that of the page */
  } starts[] = {
    { "emoji-numbers", "Numbers: 1 2 3 4, 2 3 4 5, 3 4 5 6", NULL },
    { "emoji-strange", "seven words", "Vouch cannot read all" },
    { "emoji-disagree", NULL, "The numbers that Beeper sent do not belong" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const Case *at = find_case (starts[i].name);
      g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
      g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
      GtkWidget *window = gtk_window_new ();
      VouchPage *page = show_case (at, setup, window);
      GtkWidget *focus;
      g_autofree char *label = NULL;
      g_autofree char *description = NULL;

      WAIT_UNTIL (gtk_widget_get_mapped (GTK_WIDGET (page)));
      wait_run_pending ();
      vouch_page_focus_first (page);
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_get_mapped (focus));
      if (starts[i].label != NULL)
        {
          label = gtk_test_accessible_check_property (GTK_ACCESSIBLE (focus),
                                                      GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                      starts[i].label);
          g_assert_null (label);
        }
      if (starts[i].description != NULL)
        {
          description = gtk_test_accessible_check_property (GTK_ACCESSIBLE (focus),
                                                            GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                                            "");
          g_assert_nonnull (description);
          g_assert_nonnull (strstr (description, starts[i].description));
        }
      gtk_window_destroy (GTK_WINDOW (window));
      wait_run_pending ();
    }
}

/* Another verification replaces the one on screen: a button with the focus becomes insensitive for
 * the delay, and gets the focus back. */
static void
test_content_changes (void)
{
  const Case *at = find_case ("emoji");
  g_autoptr(VouchTokenStore) store = vouch_token_store_new_memory ();
  g_autoptr(VouchSetup) setup = vouch_setup_new (store, NULL, NULL);
  GtkWidget *window = gtk_window_new ();
  VouchPage *page;
  gint64 start;

  set_verification (setup, at, "first");
  page = build_page (at->step, setup);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (page));
  gtk_window_present (GTK_WINDOW (window));
  wait_for_delay (page);
  gtk_widget_grab_focus (get_confirm_button (page));

  start = g_get_monotonic_time ();
  set_verification (setup, at, "second");
  g_assert_false (gtk_widget_get_sensitive (get_confirm_button (page)));
  wait_for_delay (page);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, G_USEC_PER_SEC);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == get_confirm_button (page));

  gtk_window_destroy (GTK_WINDOW (window));
  wait_run_pending ();
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  vouch_init ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/verification-pages/", cases[i].name,
                                             "/offers-its-buttons", NULL);

      g_test_add_data_func (path, &cases[i], test_offers);
    }
  g_test_add_func ("/verification-pages/phone-accepted/nothing-is-left-to-accept",
                   test_waiting_accepted);
  g_test_add_func ("/verification-pages/nothing-is-scanned/emoji-are-suggested",
                   test_emoji_suggested);
  g_test_add_func ("/verification-pages/device-name-in-markup/is-escaped", test_markup);
  g_test_add_func ("/verification-pages/verification-stopped/reason-is-told", test_stop_reason);
  g_test_add_func ("/verification-pages/word-is-long/no-word-is-torn", test_long_word);
  g_test_add_func ("/verification-pages/arrow-keys/lead-from-tile-to-tile", test_tiles_have_focus);
  g_test_add_func ("/verification-pages/rows-differ/up-and-down-lead-to-the-nearest", test_rows);
  g_test_add_func ("/verification-pages/emoji-and-numbers/focus-starts-on-them", test_first_focus);
  g_test_add_func ("/verification-pages/warning/start-over-needs-three-checks", test_start_over);
  g_test_add_func ("/verification-pages/emoji-one-by-one/nothing-is-answered", test_one_by_one);
  g_test_add_func ("/verification-pages/verification-changes/button-waits-and-has-focus",
                   test_content_changes);
  return g_test_run ();
}
