/* verdict.c - what is told of a mock interview, once it is over.
 *
 * The score is the mean over what was answered, first marks only, as
 * everywhere. What to fix first is chosen over all answers by what it would
 * have added to a score of 100, so that a rubric with large numbers weighs no
 * more than one with small ones; what a follow-up won back is not lost.
 */
#include "app/practice/practice.h"

#include <inttypes.h>
#include <math.h>

enum { FIXES = 3, WIDE = 60 };

struct verdict_row {
	const char *question;
	int64_t number;			/* of the first attempt */
	int score, together;		/* together: -1 without a follow-up */
	enum grade grade;
	int seconds;
};

struct fix {
	const char *question, *says;
	double share;			/* of a score, 0..1 */
};

struct verdict {
	struct arena *arena;		/* of the command */
	struct verdict_row *rows;
	size_t count, cap;
	struct fix fixes[FIXES];	/* the most valuable first */
	size_t fix_count;
};

struct verdict *verdict_new(struct arena *arena)
{
	struct verdict *verdict = ARENA_NEW(arena, struct verdict);

	*verdict = (struct verdict){ .arena = arena };
	return verdict;
}

/* ---- gathering ---- */

/* Among equals the earlier one stays first. */
static void add_fix(struct verdict *verdict, const char *question,
		    const char *says, double share)
{
	size_t at = verdict->fix_count;

	if (share <= 0)
		return;
	while (at > 0 && verdict->fixes[at - 1].share < share)
		at--;
	if (at == FIXES)
		return;
	verdict->fix_count += verdict->fix_count < FIXES;
	for (size_t i = verdict->fix_count - 1; i > at; i--)
		verdict->fixes[i] = verdict->fixes[i - 1];
	verdict->fixes[at] = (struct fix){
		.question = question,
		.says = arena_strdup(verdict->arena, says),
		.share = share,
	};
}

static const char *point_says(struct arena *arena,
			      const struct point_mark *point)
{
	const char *says = point->point->says;

	if (point->state == POINT_CONTRADICTED)
		return arena_printf(arena, "you denied this: %s", says);
	if (point->hedged)
		return arena_printf(arena, "you hedged: say which it is. %s",
				    says);
	if (point->missing.count > 0 && point->earned > 0)
		return arena_printf(arena, "%s; left out: %s", says,
				    mark_advice_missing(arena, point));
	return says;
}

/* `later`: the mark of what followed; the first one itself if nothing did. */
static void add_fixes(struct verdict *verdict, const char *question,
		      const struct mark *first, const struct mark *later)
{
	for (size_t i = 0; i < first->point_count; i++) {
		const struct point_mark *point = &first->points[i];
		double earned = fmax(point->earned, later->points[i].earned);

		if (later->points[i].earned > point->earned)
			point = &later->points[i];
		add_fix(verdict, question, point_says(verdict->arena, point),
			(point->point->worth - earned) / first->worth);
	}
	for (size_t i = 0; i < first->mistake_count; i++) {
		const struct mistake *mistake = first->mistakes[i].mistake;

		add_fix(verdict, question, mistake->correction,
			mistake->costs / first->worth);
	}
}

void verdict_add(struct sitting *s)
{
	struct verdict *verdict = s->session->verdict;
	bool followed = s->mark.points != s->first.points;
	struct verdict_row *row;

	verdict->rows = arena_grow(verdict->arena, verdict->rows,
				   verdict->count, &verdict->cap,
				   sizeof(*verdict->rows));
	row = &verdict->rows[verdict->count++];
	*row = (struct verdict_row){
		.question = arena_strdup(verdict->arena, s->row.name),
		.number = s->parent,
		.score = s->first.score,
		.together = followed ? score_together(s) : -1,
		.grade = s->first.grade,
		.seconds = s->seconds,
	};
	add_fixes(verdict, row->question, &s->first, &s->mark);
}

/* ---- showing ---- */

static bool any_followed(const struct verdict *verdict)
{
	for (size_t i = 0; i < verdict->count; i++)
		if (verdict->rows[i].together >= 0)
			return true;
	return false;
}

/* Columns: the grade where there is room for it, what a follow-up made of the
 * score where there was one. */
static size_t add_cells(struct arena *arena, const struct verdict_row *row,
			bool grade, bool then, const char **cells)
{
	size_t count = 0;

	cells[count++] = arena_printf(arena, "%" PRId64, row->number);
	cells[count++] = row->question;
	cells[count++] = arena_printf(arena, "%d", row->score);
	if (grade)
		cells[count++] = grade_names[row->grade];
	if (then)
		cells[count++] = row->together < 0 ? "" :
			arena_printf(arena, "%d", row->together);
	cells[count++] = arena_printf(arena, "%d:%02d", row->seconds / 60,
				      row->seconds % 60);
	return count;
}

static void show_rows(struct app *app, const struct verdict *verdict)
{
	bool wide = term_width(app->term) >= WIDE, then = any_followed(verdict);
	const char *heads[] = { "no", "question", "score", "", "", "" };
	struct table table = { .heads = heads, .rows = verdict->count,
			       .right = wide ? 1 | 4 | 16 | 32
					     : 1 | 4 | 8 | 16 };
	struct screen screen;
	size_t count = 3, cells = 0;

	if (wide)
		heads[count++] = "grade";
	if (then)
		heads[count++] = "then";
	heads[count++] = "time";
	table.columns = count;
	table.cells = ARENA_ARRAY(&app->turn, table.rows * count,
				  const char *);
	for (size_t i = 0; i < table.rows; i++)
		cells += add_cells(&app->turn, &verdict->rows[i], wide, then,
				   table.cells + cells);
	app_screen(app, &screen);
	screen_table(&screen, &table);
	screen_wrap(&screen, STYLE_DIM, 0, 0, then
		    ? "'then' is with the follow-up; 'history NO' shows an "
		      "answer with its marks"
		    : "'history NO' shows an answer with its marks");
}

static void show_fixes(struct app *app, const struct verdict *verdict)
{
	struct screen screen;

	if (verdict->fix_count == 0)
		return;
	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "\nTo fix first\n");
	for (size_t i = 0; i < verdict->fix_count; i++) {
		const struct fix *fix = &verdict->fixes[i];

		screen_add(&screen, STYLE_BOLD, "%3zu  ", i + 1);
		screen_wrap(&screen, STYLE_PLAIN, 5, 5,
			    arena_printf(&app->turn, "%s, %.0f points of 100: "
					 "%s", fix->question,
					 fmax(1, 100 * fix->share),
					 fix->says));
	}
}

static const char *const verdict_says[GRADE_COUNT] = {
	[GRADE_WEAK] = "Much of what was asked for is still missing.",
	[GRADE_PARTIAL] = "You covered part of what was asked for.",
	[GRADE_STRONG] = "You covered most of what was asked for.",
};

bool show_verdict(struct app *app, const struct session *session,
		  struct error *err)
{
	const struct verdict *verdict = session->verdict;
	struct screen screen;
	int score;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_BOLD, "\nThe interview is over\n");
	screen_wrap(&screen, STYLE_PLAIN, 0, 0,
		    arena_printf(&app->turn, "%zu of %s answered, in %d of %d "
				 "minutes.", session->answered,
				 app_count(app, (int64_t)session->count,
					   "question"),
				 session->row.seconds / 60,
				 session->row.minutes));
	if (verdict->count == 0)
		return true;
	score = (int)lround((double)session->total /
			    (double)session->answered);
	show_score(app, score, mark_grade(score));
	screen_add(&screen, STYLE_PLAIN, "\n");
	screen_wrap(&screen, STYLE_PLAIN, 0, 0,
		    verdict_says[mark_grade(score)]);
	screen_add(&screen, STYLE_PLAIN, "\n");
	show_rows(app, verdict);
	show_fixes(app, verdict);
	screen_add(&screen, STYLE_PLAIN, "\n");
	return show_what_score_is(app, err);
}
