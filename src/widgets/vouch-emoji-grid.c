/* Copyright (C) The Vouch authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "vouch-emoji-grid"

#include "vouch-emoji-grid.h"

#include "vouch-emoji-tile.h"

/* Four above three, as other Matrix programs show them, so that the places agree between two
 * screens. A word is never torn: where one does not fit, all words are smaller, or fewer tiles
 * stand in a row. */
struct _VouchEmojiGrid
{
  GtkWidget       parent_instance;

  /* borrowed: our children */
  VouchEmojiTile *tiles[VOUCH_EMOJI_GRID_SIZE];
};

G_DEFINE_FINAL_TYPE (VouchEmojiGrid, vouch_emoji_grid, GTK_TYPE_WIDGET)

#define COLUMN_GAP       6
#define ROW_GAP         18
#define ROOMY          600    /* from this width on, words are larger */
#define ROOMY_SCALE      1.3
#define SMALLEST_WIDTH 180

/* The tiles in each row, and the size of the words. */
typedef struct {
  guint  rows[VOUCH_EMOJI_GRID_SIZE];
  guint  columns;
  double scale;
} Fit;

/* The first one in which all words fit is taken, else the last one. */
static const Fit fits[] = {
  { { 4, 3 },       4, 1 },
  { { 4, 3 },       4, 0.85 },
  { { 3, 2, 2 },    3, 1 },
  { { 3, 2, 2 },    3, 0.85 },
  { { 2, 2, 2, 1 }, 2, 1 },
  { { 2, 2, 2, 1 }, 2, 0.75 },
  { { 2, 2, 2, 1 }, 2, 0.5 },
};

static int
compute_column (const Fit *fit,
                int        width)
{
  return (width - (int) (fit->columns - 1) * COLUMN_GAP) / (int) fit->columns;
}

static Fit
choose_fit (VouchEmojiGrid *self,
            int             width)
{
  double roomy = width >= ROOMY ? ROOMY_SCALE : 1;
  int longest = 0;
  gsize chosen = 0;
  Fit fit;

  for (guint i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++)
    longest = MAX (longest, vouch_emoji_tile_get_word_width (self->tiles[i]));
  while (chosen < G_N_ELEMENTS (fits) - 1 &&
         longest * fits[chosen].scale * roomy > compute_column (&fits[chosen], width))
    chosen++;
  fit = fits[chosen];
  fit.scale *= roomy;
  return fit;
}

/* Places the tiles, or only measures them. Returns: the height of all */
static int
lay_out (VouchEmojiGrid *self,
         int             width,
         gboolean        allocate)
{
  Fit fit = choose_fit (self, width);
  int column = compute_column (&fit, width);
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  guint first = 0;
  int y = 0;

  for (guint row = 0; first < VOUCH_EMOJI_GRID_SIZE; first += fit.rows[row++])
    {
      int count = (int) fit.rows[row];
      int x = (width - count * column - (count - 1) * COLUMN_GAP) / 2;
      int height = 0;

      for (guint i = first; i < first + fit.rows[row]; i++)
        height = MAX (height, vouch_emoji_tile_get_height (self->tiles[i], column, fit.scale));
      for (guint i = first; i < first + fit.rows[row]; i++, x += column + COLUMN_GAP)
        if (allocate)
          vouch_emoji_tile_allocate (self->tiles[i],
                                     &(GtkAllocation) { mirrored ? width - x - column : x, y,
                                                        column, height }, fit.scale);
      y += height + ROW_GAP;
    }
  return y - ROW_GAP;
}

static GtkSizeRequestMode
vouch_emoji_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
vouch_emoji_grid_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  VouchEmojiGrid *self = VOUCH_EMOJI_GRID (widget);

  *minimum = SMALLEST_WIDTH;
  *natural = 0;
  for (guint i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++)
    {
      int tile;

      gtk_widget_measure (GTK_WIDGET (self->tiles[i]), GTK_ORIENTATION_HORIZONTAL, -1,
                          NULL, &tile, NULL, NULL);
      *natural = MAX (*natural, 4 * tile + 3 * COLUMN_GAP);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    return;
  *minimum = lay_out (self, for_size < 0 ? *natural : for_size, FALSE);
  *natural = *minimum;
}

static void
vouch_emoji_grid_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  lay_out (VOUCH_EMOJI_GRID (widget), width, TRUE);
}

/* Returns: the index of the tile that has the focus; -1: none */
static int
find_focus (VouchEmojiGrid *self)
{
  for (int i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++)
    if (gtk_widget_is_focus (GTK_WIDGET (self->tiles[i])))
      return i;
  return -1;
}

/* Returns: the tile in the row above or below that is nearest to @focus; -1: there is none. The
 * rows have one middle. */
static int
find_in_next_row (VouchEmojiGrid *self,
                  int             focus,
                  gboolean        below)
{
  Fit fit = choose_fit (self, gtk_widget_get_width (GTK_WIDGET (self)));
  int first = 0;
  int row = 0;
  int next;
  int place;

  while (focus >= first + (int) fit.rows[row])
    first += (int) fit.rows[row++];
  next = below ? row + 1 : row - 1;
  if (next < 0 || fit.rows[next] == 0)
    return -1;

  place = focus - first + ((int) fit.rows[next] - (int) fit.rows[row]) / 2;
  first += below ? (int) fit.rows[row] : -(int) fit.rows[next];
  return first + CLAMP (place, 0, (int) fit.rows[next] - 1);
}

/* Returns: the tile that an arrow key leads to from @focus, which may be beyond the first or the
 * last one */
static int
find_next (VouchEmojiGrid   *self,
           int               focus,
           GtkDirectionType  direction)
{
  gboolean mirrored = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  switch (direction)
    {
    case GTK_DIR_LEFT:
      return mirrored ? focus + 1 : focus - 1;
    case GTK_DIR_RIGHT:
      return mirrored ? focus - 1 : focus + 1;
    case GTK_DIR_UP:
    case GTK_DIR_DOWN:
      return find_in_next_row (self, focus, direction == GTK_DIR_DOWN);
    case GTK_DIR_TAB_FORWARD:
    case GTK_DIR_TAB_BACKWARD:
      break;
    }
  return -1;
}

static gboolean
vouch_emoji_grid_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  VouchEmojiGrid *self = VOUCH_EMOJI_GRID (widget);
  int focus = find_focus (self);
  int next;

  if (!gtk_widget_get_focusable (widget))
    return FALSE;
  if (focus < 0 && !gtk_widget_is_focus (widget))
    return gtk_widget_grab_focus (widget);
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (focus < 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self->tiles[0]));
  next = find_next (self, focus, direction);
  if (next < 0 || next >= VOUCH_EMOJI_GRID_SIZE)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (self->tiles[next]));
}

static void
vouch_emoji_grid_dispose (GObject *object)
{
  VouchEmojiGrid *self = VOUCH_EMOJI_GRID (object);

  for (guint i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++)
    if (self->tiles[i] != NULL)
      gtk_widget_unparent (GTK_WIDGET (g_steal_pointer (&self->tiles[i])));

  G_OBJECT_CLASS (vouch_emoji_grid_parent_class)->dispose (object);
}

static void
vouch_emoji_grid_class_init (VouchEmojiGridClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = vouch_emoji_grid_dispose;
  widget_class->get_request_mode = vouch_emoji_grid_get_request_mode;
  widget_class->measure = vouch_emoji_grid_measure;
  widget_class->size_allocate = vouch_emoji_grid_size_allocate;
  widget_class->focus = vouch_emoji_grid_focus;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "emoji-grid");
}

static void
vouch_emoji_grid_init (VouchEmojiGrid *self)
{
  for (guint i = 0; i < VOUCH_EMOJI_GRID_SIZE; i++)
    {
      GtkWidget *tile = vouch_emoji_tile_new (i + 1);

      gtk_widget_set_parent (tile, GTK_WIDGET (self));
      self->tiles[i] = VOUCH_EMOJI_TILE (tile);
    }
}

void
vouch_emoji_grid_set_tile (VouchEmojiGrid *self,
                           guint           index,
                           const char     *emoji,
                           const char     *word)
{
  g_return_if_fail (VOUCH_IS_EMOJI_GRID (self));
  g_return_if_fail (index < VOUCH_EMOJI_GRID_SIZE);

  vouch_emoji_tile_set (self->tiles[index], emoji, word);
}

void
vouch_emoji_grid_focus_tile (VouchEmojiGrid *self,
                             guint           index)
{
  g_return_if_fail (VOUCH_IS_EMOJI_GRID (self));
  g_return_if_fail (index < VOUCH_EMOJI_GRID_SIZE);

  gtk_widget_grab_focus (GTK_WIDGET (self->tiles[index]));
}
