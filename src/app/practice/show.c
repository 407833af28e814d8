/* show.c - the screens of practice: question, hint, mark, follow-up, end.
 *
 * A mark shows, point by point, the learner's own words that earned it.
 */
#include "app/practice/practice.h"
#include "app/progress/streak.h"

#include <inttypes.h>
#include <math.h>

enum { QUOTE_MAX = 60, BAR_COLUMNS = 10, INDENT = 7 };

/* What stands behind the id goes on a line of its own where both are too
 * long for one. */
static void show_place(const struct sitting *s, struct screen *screen)
{
	const char *dot = screen->utf8 ? "\u00b7" : ".";
	struct arena *turn = &s->app->turn;
	const char *id = s->of > 1
		? arena_printf(turn, "[%zu/%zu]  %s", s->number, s->of,
			       s->row.name)
		: s->row.name;
	const char *kind = arena_printf(turn, "%s %s %s %s %d min",
					s->row.skill, dot, s->row.level, dot,
					s->row.minutes);
	size_t width = utf8_width(str_of(id)) + 3 + utf8_width(str_of(kind));

	screen_add(screen, STYLE_ACCENT, "%s", id);
	if (width <= (size_t)screen->width) {
		screen_add(screen, STYLE_DIM, "   %s\n", kind);
		return;
	}
	screen_add(screen, STYLE_PLAIN, "\n");
	screen_wrap(screen, STYLE_DIM, 0, s->of > 1 ? INDENT : 0, kind);
}

void show_question(struct sitting *s)
{
	struct screen screen;

	app_screen(s->app, &screen);
	if (s->number > 1 || s->mark.points)
		screen_add(&screen, STYLE_PLAIN, "\n");
	show_place(s, &screen);
	if (s->session && s->session->verdict)
		show_mock_time(s, s->of > 1 ? INDENT : 0);
	screen_wrap(&screen, STYLE_BOLD, 0, s->of > 1 ? INDENT : 0,
		    s->row.prompt);
	screen_wrap(&screen, STYLE_DIM, 0, 0, s->stories
		    ? "Answer (empty line ends it; :story :hint :edit :skip "
		      ":quit :help)"
		    : "Answer (empty line ends it; :hint :edit :skip :quit "
		      ":help)");
}

void show_hint(struct sitting *s, int number)
{
	struct screen screen;

	app_screen(s->app, &screen);
	screen_add(&screen, STYLE_WARN, "Hint: ");
	screen_wrap(&screen, STYLE_PLAIN, 6, 6,
		    s->loaded.question.hints.list[number]);
}

void show_model(struct sitting *s)
{
	const struct question *question = &s->loaded.question;
	struct screen screen;
	struct error ignored;

	app_screen(s->app, &screen);
	/* A note that cannot be read keeps nobody from the answer. */
	if (!show_notes(s->app, s->row.bank, s->row.id, &ignored))
		screen_add(&screen, STYLE_DIM, "(your notes cannot be read)\n");
	screen_add(&screen, STYLE_BOLD, "Model answer\n");
	screen_wrap(&screen, STYLE_PLAIN, 0, 2, question->model);
	for (size_t i = 0; i < question->reading.count; i++) {
		screen_add(&screen, STYLE_DIM, "%s",
			   i ? "                   "
			     : "  Further reading: ");
		screen_wrap(&screen, STYLE_DIM, 19, 19,
			    question->reading.list[i]);
	}
}

/* ---- the learner's own words ---- */

/* Evidence as one quotation: what lies between its first and last word where
 * that is short, else the words themselves with gaps between. */
static void quote(struct str answer, const struct spans *spans,
		  struct text *line)
{
	const struct span *first, *last;
	size_t shown = 0;

	if (spans->count == 0)
		return;
	first = &spans->list[0];
	last = &spans->list[spans->count - 1];
	if (last->to - first->from <= QUOTE_MAX) {
		text_add_str(line, (struct str){ answer.s + first->from,
						 last->to - first->from });
		return;
	}
	for (size_t i = 0; i < spans->count && shown < QUOTE_MAX; i++) {
		const struct span *span = &spans->list[i];

		text_addf(line, "%s%.*s", i ? " ... " : "",
			  (int)(span->to - span->from), answer.s + span->from);
		shown += span->to - span->from + 5;
	}
}

static void one_line(struct text *line)
{
	for (size_t i = 0; i < line->len; i++)
		if (line->s[i] == '\n' || line->s[i] == '\t')
			line->s[i] = ' ';
}

/* Text, then the quotation, wrapped together behind what stands already. */
static void with_quote(struct app *app, struct screen *screen, int column,
		       const char *text, struct str answer,
		       const struct spans *evidence)
{
	struct text line;

	text_init(&line, 4096);
	text_add(&line, text);
	if (evidence->count > 0) {
		text_add(&line, term_is_utf8(app->term) ? "   \u201c"
							: "   \"");
		quote(answer, evidence, &line);
		text_add(&line, term_is_utf8(app->term) ? "\u201d" : "\"");
	}
	one_line(&line);
	screen_wrap(screen, STYLE_PLAIN, column, column, line.s);
	text_release(&line);
}

const char *points_text(struct app *app, double points)
{
	if (fabs(points - round(points)) < 0.005)
		return arena_printf(&app->turn, "%.0f", points);
	return arena_printf(&app->turn, "%.1f", points);
}

/* A line of its own below a point. */
static void show_remark(struct screen *screen, const char *remark)
{
	screen_add(screen, STYLE_PLAIN, "           ");
	screen_wrap(screen, STYLE_DIM, 11, 11, remark);
}

static void show_point(struct app *app, struct screen *screen,
		       const struct point_mark *point, struct str answer)
{
	static const enum symbol symbols[POINT_STATE_COUNT] = {
		SYMBOL_MISSED, SYMBOL_WRONG, SYMBOL_PARTIAL, SYMBOL_MET,
	};
	static const enum style styles[POINT_STATE_COUNT] = {
		STYLE_BAD, STYLE_BAD, STYLE_WARN, STYLE_GOOD,
	};
	static const struct spans none = { NULL, 0 };	/* show_story quotes */
	const char *figures = arena_printf(&app->turn, "%s/%s",
		points_text(app, point->earned),
		points_text(app, point->point->worth));
	int len = (int)utf8_width(str_of(figures));
	int column = len > 6 ? len + 5 : 11;

	screen_add(screen, STYLE_PLAIN, "  ");
	screen_symbol(screen, styles[point->state], symbols[point->state]);
	screen_add(screen, STYLE_PLAIN, " %-6s%s", figures,
		   column > 11 ? " " : "");
	with_quote(app, screen, column, point->point->says, answer,
		   point->point->star == ASPECT_NONE ? &point->evidence
						     : &none);
	if (point->hedged)
		show_remark(screen, "you hedged: say which");
	if (point->state == POINT_PARTIAL && point->missing.count > 0)
		show_remark(screen, arena_printf(&app->turn, "left out: %s",
				mark_advice_missing(&app->turn, point)));
	if (point->meant)
		show_remark(screen, mark_advice_related(&app->turn, point));
}

void show_points(struct app *app, const struct mark *mark, struct str answer)
{
	struct screen screen;

	app_screen(app, &screen);
	for (size_t i = 0; i < mark->point_count; i++)
		show_point(app, &screen, &mark->points[i], answer);
	for (size_t i = 0; i < mark->mistake_count; i++) {
		const struct mistake_mark *mistake = &mark->mistakes[i];

		screen_add(&screen, STYLE_PLAIN, "  ");
		screen_symbol(&screen, STYLE_BAD, SYMBOL_WRONG);
		screen_add(&screen, STYLE_BAD, " %-6s",
			   arena_printf(&app->turn, "-%s", points_text(app,
					mistake->mistake->costs)));
		with_quote(app, &screen, 11, mistake->mistake->correction,
			   answer, &mistake->evidence);
	}
}

/* The scale that the Civil Service marks stories on, beside our own. */
static void show_scale(struct app *app, struct screen *screen, int score)
{
	int scale = mark_scale(score);
	const char *words = arena_printf(&app->turn, "Civil Service %d of 7, "
					 "%s", scale, mark_scale_names[scale]);

	screen_add(screen, STYLE_DIM, "%s%s", screen->width < 60 ? "\n" : "   ",
		   words);
}

void show_score(struct app *app, int score, enum grade grade)
{
	static const enum style styles[GRADE_COUNT] = {
		STYLE_BAD, STYLE_WARN, STYLE_GOOD,
	};
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "%d", score);
	screen_add(&screen, styles[grade], "  %-8s", grade_names[grade]);
	screen_bar(&screen, styles[grade], score / 100.0, BAR_COLUMNS);
}

static void show_flags(struct app *app, const struct mark *mark)
{
	struct screen screen;

	app_screen(app, &screen);
	for (unsigned i = 0; i < FLAG_COUNT; i++)
		if (mark->flags & 1u << i) {
			screen_add(&screen, STYLE_WARN, "  %s: ",
				   flag_names[i]);
			screen_wrap(&screen, STYLE_PLAIN,
				    (int)(4 + str_of(flag_names[i]).len), 4,
				    mark_advice_flag((enum flag)(1u << i)));
		}
}

/* Why a thin answer is not weak. */
static void show_heart(struct app *app, const struct mark *mark)
{
	const char *heart = mark_advice_heart(mark);
	struct screen screen;

	if (!heart)
		return;
	app_screen(app, &screen);
	screen_add(&screen, STYLE_PLAIN, "  ");
	screen_wrap(&screen, STYLE_DIM, 2, 2, heart);
}

static void show_fix(struct app *app, const struct mark *mark)
{
	const char *fix = mark_advice_fix(&app->turn, mark);
	struct screen screen;

	if (!fix)
		return;
	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "Fix first: ");
	screen_wrap(&screen, STYLE_PLAIN, 11, 11, fix);
}

void show_mark_of(struct app *app, const struct mark *mark, struct str answer)
{
	struct screen screen;

	app_screen(app, &screen);
	show_score(app, mark->score, mark->grade);
	if (mark->star)
		show_scale(app, &screen, mark->score);
	screen_add(&screen, STYLE_PLAIN, "\n");
	show_points(app, mark, answer);
	show_story(app, mark, answer);
	show_heart(app, mark);
	show_flags(app, mark);
	show_fix(app, mark);
}

void show_follow_up(struct sitting *s)
{
	struct screen screen;

	app_screen(s->app, &screen);
	screen_add(&screen, STYLE_BOLD, "\nFollow-up: ");
	screen_wrap(&screen, STYLE_PLAIN, 11, 11, s->asked);
	if (s->session->verdict)
		show_mock_time(s, 11);
}

int score_together(const struct sitting *s)
{
	double earned = s->first.earned;

	for (size_t i = 0; i < s->mark.point_count; i++)
		earned += fmax(0, s->mark.points[i].earned -
				  s->first.points[i].earned);
	return mark_score(earned, s->first.costs, s->first.worth,
			  s->first.heart || s->mark.heart);
}

/* What a follow-up or another try won, of what the first answer left. */
void show_won_back(struct sitting *s)
{
	struct screen screen;
	double won = 0, open = 0;

	app_screen(s->app, &screen);
	for (size_t i = 0; i < s->mark.point_count; i++) {
		const struct point_mark *now = &s->mark.points[i];
		double before = s->first.points[i].earned;

		open += now->point->worth - before;
		if (now->earned <= before)
			continue;
		won += now->earned - before;
		show_point(s->app, &screen, now, text_str(&s->answer));
	}
	if (won > 0) {
		const char *gain = arena_printf(&s->app->turn,
			"Won back %s of %s open points; ",
			points_text(s->app, won), points_text(s->app, open));

		screen_add(&screen, STYLE_GOOD, "%s", gain);
		screen_wrap(&screen, STYLE_PLAIN, (int)str_of(gain).len, 0,
			    arena_printf(&s->app->turn, "together that is %d. "
					 "The first mark counts.",
					 score_together(s)));
	} else {
		screen_add(&screen, STYLE_PLAIN, "Nothing won back yet.\n");
		show_fix(s->app, &s->mark);
	}
}

bool show_what_score_is(struct app *app, struct error *err)
{
	const char *told;
	struct screen screen;

	if (!store_get(app->store, &app->turn, "told-score", &told, err))
		return false;
	if (told)
		return true;
	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_DIM, 0, 0, "The score says how much of the "
		    "question's key points your answer covers. It is a "
		    "practice aid; :dispute it where it is wrong.");
	return store_set(app->store, "told-score", "yes", err);
}

const char *show_due_day(struct app *app, int64_t day)
{
	int64_t interview = app->settings.interview.day;

	return interview && day >= interview ? "after your interview"
					     : app_day_name(app, day);
}

bool show_mark(struct sitting *s, struct error *err)
{
	struct screen screen;

	if (s->parent && s->asked) {
		show_won_back(s);
		return true;
	}
	show_mark_of(s->app, &s->mark, text_str(&s->answer));
	app_screen(s->app, &screen);
	if (s->model_seen && !s->parent)
		screen_wrap(&screen, STYLE_DIM, 0, 0, "Not rated: you looked "
			    "at the model answer first.");
	else if (s->hints > 0 && !s->parent)
		screen_add(&screen, STYLE_DIM, "%s taken.\n",
			   app_count(s->app, s->hints, "hint"));
	if (s->row.seen)
		screen_add(&screen, STYLE_DIM, "Next due %s.\n",
			   show_due_day(s->app, s->row.due_day));
	return show_what_score_is(s->app, err);
}

static void show_streak_day(struct app *app, const struct streak *streak)
{
	struct screen screen;

	app_screen(app, &screen);
	if (streak->today != STREAK_DONE) {
		screen_wrap(&screen, STYLE_PLAIN, 0, 0,
			    arena_printf(&app->turn, "That does not count for "
					 "your streak yet: it takes an answer "
					 "to the question, in sentences%s.",
					 streak_effort(app)));
		return;
	}
	screen_add(&screen, STYLE_GOOD, "Day %d of your streak.",
		   streak->days);
	if (streak->freezes > 0)
		screen_add(&screen, STYLE_PLAIN, "   %s kept.",
			   app_count(app, streak->freezes, "freeze"));
	screen_add(&screen, STYLE_PLAIN, "\n");
}

bool show_end(struct app *app, const struct session *session,
	      struct error *err)
{
	struct screen screen;
	struct streak streak;

	app_screen(app, &screen);
	if (session->answered == 0)
		return true;
	if (!app_streak(app, &streak, err))
		return false;
	if (session->count > 1 && !session->verdict)
		screen_add(&screen, STYLE_PLAIN, "%s, mean %.0f.\n",
			   app_count(app, (int64_t)session->answered,
				     "answer"),
			   (double)session->total /
			   (double)session->answered);
	show_streak_day(app, &streak);
	return show_goal(app, err);
}
