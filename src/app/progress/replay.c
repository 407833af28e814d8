/* replay.c - one attempt again, as it was shown after it was given.
 *
 * Where the answer is still marked as it was then, its mark is shown whole,
 * with its advice. Else the mark that was kept is shown, with what the
 * question says of its points today, and what the answer would get now.
 */
#include "app/feedback/feedback.h"
#include "app/practice/practice.h"
#include "app/progress/progress.h"

#include <inttypes.h>

static void show_head(struct app *app, const struct attempt *attempt)
{
	struct screen screen;
	struct text line;

	text_init(&line, 4096);
	date_add(&line, attempt->at);
	text_addf(&line, ", %d:%02d, %u words", attempt->seconds / 60,
		  attempt->seconds % 60, attempt->words);
	if (attempt->hints > 0)
		text_addf(&line, ", %s", app_count(app, attempt->hints,
						    "hint"));
	if (attempt->model_seen)
		text_add(&line, ", model answer seen");
	if (attempt->parent)
		text_addf(&line, ", after number %" PRId64, attempt->parent);
	app_screen(app, &screen);
	screen_add(&screen, STYLE_ACCENT, "%" PRId64 "  %s\n",
		   attempt->number, attempt->question);
	screen_wrap(&screen, STYLE_DIM, 0, 0, line.s);
	text_release(&line);
}

static void show_answer(struct app *app, const struct attempt *attempt,
			const char *prompt)
{
	struct screen screen;

	app_screen(app, &screen);
	if (attempt->asked || prompt)
		screen_wrap(&screen, STYLE_BOLD, 0, 0,
			    attempt->asked ? attempt->asked : prompt);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, attempt->answer);
}

static void show_dispute(struct app *app, const struct attempt *attempt)
{
	struct screen screen;

	if (attempt->disputed < 0)
		return;
	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_WARN, 0, 0,
		    arena_printf(&app->turn, "You say %d: %s",
				 attempt->disputed, attempt->reason));
}

static bool is_same(const struct kept *kept, const struct mark *now)
{
	struct json json;
	struct text text;
	bool same;

	text_init(&text, SIZE_MAX);
	json_init(&json, &text, 0);
	json_open(&json, '{');
	mark_to_json(&json, now);
	json_close(&json, '}');
	same = str_is(text_str(&text), kept->json);
	text_release(&text);
	return same;
}

/* What points and mistakes say today, at what they were worth then. */
static void lend_point(struct arena *arena, struct point_mark *kept,
		       const struct mark *now)
{
	for (size_t i = 0; i < now->point_count; i++) {
		struct point *point;

		if (!str_is(str_of(kept->id), now->points[i].id))
			continue;
		point = ARENA_NEW(arena, struct point);
		*point = *now->points[i].point;
		point->worth = kept->point->worth;
		kept->point = point;
		return;
	}
}

static void lend_words(struct arena *arena, struct kept *kept,
		       const struct mark *now)
{
	for (size_t i = 0; i < kept->mark.point_count; i++)
		lend_point(arena, &kept->mark.points[i], now);
	for (size_t i = 0; i < kept->mark.mistake_count; i++) {
		struct mistake_mark *mistake = &kept->mark.mistakes[i];

		for (size_t j = 0; j < now->mistake_count; j++)
			if (str_is(str_of(mistake->id), now->mistakes[j].id))
				mistake->mistake = now->mistakes[j].mistake;
	}
}

static void show_kept(struct app *app, struct kept *kept,
		      const struct mark *now)
{
	struct screen screen;

	app_screen(app, &screen);
	if (now)
		lend_words(&app->turn, kept, now);
	show_mark_of(app, &kept->mark, str_of(kept->attempt.answer));
	if (!now)
		screen_wrap(&screen, STYLE_DIM, 0, 0, "The question is no "
			    "longer in its bank.");
	else if (now->score != kept->attempt.score)
		screen_wrap(&screen, STYLE_DIM, 0, 0,
			    arena_printf(&app->turn, "That was the mark given "
					 "then; question or marking have "
					 "changed, and it would be %d now.",
					 now->score));
}

static bool open_question(struct app *app, const struct attempt *attempt,
			  struct sitting *s)
{
	const char *name = arena_printf(&app->turn, "%s:%s", attempt->bank,
					attempt->question);
	struct question_row row;
	struct error ignored;

	return store_find_question(app->store, &app->turn, name, &row,
				   &ignored) &&
		sitting_open(app, &row, s, &ignored);
}

static void show_replay(struct app *app, struct kept *kept)
{
	struct str answer = str_of(kept->attempt.answer);
	struct sitting s;
	bool open = open_question(app, &kept->attempt, &s);

	show_head(app, &kept->attempt);
	show_answer(app, &kept->attempt, open ? s.row.prompt : NULL);
	if (open) {
		mark_answer(&s.arena, s.marker, answer, &s.mark);
		if (is_same(kept, &s.mark))
			show_mark_of(app, &s.mark, answer);
		else
			show_kept(app, kept, &s.mark);
		sitting_close(&s);
	} else {
		show_kept(app, kept, NULL);
	}
	show_dispute(app, &kept->attempt);
}

/* ---- JSON ---- */

/* The members of the mark that the attempt does not have itself. */
static void mark_members(struct app *app, struct json *json,
			 const struct kept *kept)
{
	struct error ignored;
	struct json_reader reader = { .rest = str_of(kept->json),
				      .arena = &app->turn,
				      .what = "the mark", .err = &ignored };
	struct str name, raw;
	bool empty, more;

	if (!json_read_open(&reader, &empty))
		return;
	for (more = !empty; more;) {
		if (!json_read_name(&reader, &name) ||
		    !json_read_raw(&reader, &raw))
			return;
		if (!str_is(name, "score") && !str_is(name, "grade")) {
			json_name(json, str_dup(&app->turn, name));
			json_raw(json, raw);
		}
		if (!json_next(&reader, &more))
			return;
	}
}

static bool replay_json(struct app *app, const struct kept *kept,
			struct error *err)
{
	const struct attempt *attempt = &kept->attempt;
	struct json json = app_json(app);

	json_open(&json, '{');
	attempt_members(&json, attempt);
	json_put(&json, "asked", attempt->asked);
	json_put(&json, "answer", attempt->answer);
	json_put_integer(&json, "hints", attempt->hints);
	json_put_bool(&json, "model_seen", attempt->model_seen);
	if (attempt->disputed >= 0) {
		json_put_integer(&json, "disputed", attempt->disputed);
		json_put(&json, "reason", attempt->reason);
	}
	mark_members(app, &json, kept);
	if (!comments_member(app, &json, attempt->id, err))
		return false;
	json_close(&json, '}');
	text_add(&app->out, "\n");
	return true;
}

bool replay_show(struct app *app, int64_t number, struct error *err)
{
	struct kept kept;

	if (!kept_read(app, &app->turn, number, &kept, err))
		return false;
	if (app->json)
		return replay_json(app, &kept, err);
	show_replay(app, &kept);
	return comments_show(app, kept.attempt.id, err);
}
