/* diff.c - two attempts at one question, word by word and point by point.
 *
 * Marked as wdiff does, [-left out-] and {+added+}, so that it reads without
 * colour, too. A run of words that stand alike is one pair of brackets.
 */
#include "app/progress/progress.h"

#include <inttypes.h>

static const struct {
	const char *name, *begin, *end;
	enum style style;
} kinds[] = {
	[DIFF_SAME] = { "same", "", "", STYLE_PLAIN },
	[DIFF_REMOVED] = { "removed", "[-", "-]", STYLE_BAD },
	[DIFF_ADDED] = { "added", "{+", "+}", STYLE_GOOD },
};

static bool same_kind(const struct diff *diff, size_t a, size_t b)
{
	return a < diff->count && b < diff->count &&
		diff->parts[a].kind == diff->parts[b].kind;
}

/* Words wrapped to the width, each in the style of its kind. */
static void show_words(struct app *app, const struct diff *diff)
{
	struct screen screen;
	size_t column = 0;

	app_screen(app, &screen);
	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_part *part = &diff->parts[i];
		bool first = i == 0 || !same_kind(diff, i - 1, i);
		bool last = !same_kind(diff, i, i + 1);
		const char *word = arena_printf(&app->turn, "%s%.*s%s",
			first ? kinds[part->kind].begin : "",
			(int)part->word.len, part->word.s,
			last ? kinds[part->kind].end : "");
		size_t width = utf8_width(str_of(word));

		if (column > 0 && column + 1 + width > (size_t)screen.width) {
			screen_add(&screen, STYLE_PLAIN, "\n");
			column = 0;
		}
		screen_add(&screen, STYLE_PLAIN, column ? " " : "");
		screen_add(&screen, kinds[part->kind].style, "%s", word);
		column += width + (column > 0);
	}
	screen_add(&screen, STYLE_PLAIN, "\n");
}

/* ---- points ---- */

static const struct point_mark *point_of(const struct kept *kept,
					 const char *id)
{
	for (size_t i = 0; i < kept->mark.point_count; i++)
		if (str_is(str_of(kept->mark.points[i].id), id))
			return &kept->mark.points[i];
	return NULL;
}

/* Points that came or went. */
static void show_points_moved(struct app *app, const struct kept *a,
			      const struct kept *b)
{
	struct screen screen;

	app_screen(app, &screen);
	for (size_t i = 0; i < b->mark.point_count; i++) {
		const struct point_mark *now = &b->mark.points[i];
		const struct point_mark *then = point_of(a, now->id);
		bool won;

		if (!then || then->state == now->state)
			continue;
		won = now->earned > then->earned;
		screen_add(&screen, STYLE_PLAIN, "  ");
		screen_symbol(&screen, won ? STYLE_GOOD : STYLE_BAD,
			      won ? SYMBOL_MET : SYMBOL_MISSED);
		screen_add(&screen, STYLE_PLAIN, " ");
		screen_wrap(&screen, STYLE_PLAIN, 4, 4,
			    arena_printf(&app->turn, "%s: %s, then %s",
					 now->id,
					 point_state_names[then->state],
					 point_state_names[now->state]));
	}
}

static void show_sides(struct app *app, const struct kept *a,
		       const struct kept *b, const struct diff *diff)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_ACCENT, "%s\n", b->attempt.question);
	screen_wrap(&screen, STYLE_DIM, 0, 0, arena_printf(&app->turn,
		    "number %" PRId64 " (%s) and number %" PRId64
		    " (%s)", a->attempt.number,
		    app_day_name(app, a->attempt.day), b->attempt.number,
		    app_day_name(app, b->attempt.day)));
	show_words(app, diff);
	screen_wrap(&screen, STYLE_BOLD, 0, 0, arena_printf(&app->turn,
		    "%s kept, %zu left out, %zu added; %d points, then %d",
		    app_count(app, (int64_t)diff->same, "word"),
		    diff->removed, diff->added, a->attempt.score,
		    b->attempt.score));
	show_points_moved(app, a, b);
}

/* ---- JSON ---- */

/* Words of one kind that stand together are one text. */
static void words_to_json(struct json *json, const struct diff *diff)
{
	struct text text;

	text_init(&text, SIZE_MAX);
	json_name(json, "changes");
	json_open(json, '[');
	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_part *part = &diff->parts[i];

		if (text.len > 0)
			text_add_char(&text, ' ');
		text_add_str(&text, part->word);
		if (same_kind(diff, i, i + 1))
			continue;
		json_open(json, '{');
		json_put(json, "kind", kinds[part->kind].name);
		json_name(json, "words");
		json_string(json, text_str(&text));
		json_close(json, '}');
		text_reset(&text);
	}
	json_close(json, ']');
	text_release(&text);
}

static void diff_json(struct app *app, const struct kept *a,
		      const struct kept *b, const struct diff *diff)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	json_name(&json, "from");
	json_open(&json, '{');
	attempt_members(&json, &a->attempt);
	json_close(&json, '}');
	json_name(&json, "to");
	json_open(&json, '{');
	attempt_members(&json, &b->attempt);
	json_close(&json, '}');
	json_put_integer(&json, "same", (int64_t)diff->same);
	json_put_integer(&json, "removed", (int64_t)diff->removed);
	json_put_integer(&json, "added", (int64_t)diff->added);
	words_to_json(&json, diff);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

bool diff_show(struct app *app, int64_t first, int64_t second,
	       struct error *err)
{
	struct arena arena;
	struct kept a, b;
	struct diff diff;
	bool ok;

	arena_init(&arena, 0);
	ok = kept_read(app, &arena, first, &a, err) &&
		kept_read(app, &arena, second, &b, err);
	if (ok && (!str_is(str_of(a.attempt.question), b.attempt.question) ||
		   !str_is(str_of(a.attempt.bank), b.attempt.bank)))
		ok = error_set(err, "number %" PRId64 " answers %s, number "
			       "%" PRId64 " answers %s; compare two answers "
			       "to one question", first, a.attempt.question,
			       second, b.attempt.question);
	if (ok) {
		stats_diff(&arena, str_of(a.attempt.answer),
			   str_of(b.attempt.answer), &diff);
		if (app->json)
			diff_json(app, &a, &b, &diff);
		else
			show_sides(app, &a, &b, &diff);
	}
	arena_release(&arena);
	return ok;
}
