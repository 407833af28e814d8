/* show.c - a cohort's figures as text, JSON and CSV.
 *
 * On the terminal what an instructor acts on: who practises, what is missed by
 * many, which questions do not tell the strong from the weak; JSON, CSV and
 * the page have all of it. Names and questions come from others, so a cell that
 * a spreadsheet would take for a formula begins with an apostrophe.
 */
#include "app/cohort/cohort.h"

#include <inttypes.h>

enum { MOST = 20, WEAK_MOST = 10, WIDE = 70 };

static void heading(struct app *app, const char *text)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_PLAIN, "\n");
	screen_wrap(&screen, STYLE_BOLD, 0, 0, text);
}

static void say(struct app *app, const char *text)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, text);
}

static bool is_wide(struct app *app)
{
	struct screen screen;

	app_screen(app, &screen);
	return screen.width >= WIDE;
}

static const char *number(struct app *app, int64_t value)
{
	return arena_printf(&app->turn, "%" PRId64, value);
}

static const char *signed_share(struct app *app, bool known, double value)
{
	return known ? arena_printf(&app->turn, "%.2f", value) : "";
}

static const char *percent(struct app *app, double share)
{
	return arena_printf(&app->turn, "%.0f%%", share * 100);
}

static void show_table(struct app *app, const struct table *table)
{
	struct screen screen;

	app_screen(app, &screen);
	screen_table(&screen, table);
}

/* "and 12 more; --csv learners has all" */
static void tell_rest(struct app *app, size_t count, size_t shown,
		      const char *part)
{
	if (count > shown)
		say(app, arena_printf(&app->turn, "and %zu more; '--csv %s' "
				      "has all", count - shown, part));
}

/* What all questions' names begin with, "bank:", says nothing here. */
static size_t shared(const struct cohort *cohort)
{
	const char *first = cohort->questions[0].question;
	const char *colon = strchr(first, ':');
	size_t len = colon ? (size_t)(colon - first) + 1 : 0;

	for (size_t i = 1; i < cohort->question_count; i++)
		if (strncmp(cohort->questions[i].question, first, len) != 0)
			return 0;
	return len;
}

/* A UUID by its first eight digits, as long as nothing but a person reads it.
 */
static const char *who(struct app *app, const struct cohort_learner *learner)
{
	const char *account = learner->account;

	if (learner->name)
		return learner->name;
	return strlen(account) == 36 && account[8] == '-'
		? arena_printf(&app->turn, "%.8s", account) : account;
}

/* ---- who practises ---- */

static void show_learners(struct app *app, const struct cohort *cohort)
{
	static const char *const wide[] = { "learner", "answers", "questions",
		"mean", "streak", "best", "last" };
	static const char *const narrow[] = { "learner", "answers", "streak",
		"last" };
	bool all = is_wide(app);
	size_t columns = all ? 7 : 4;
	struct table table = { .heads = all ? wide : narrow,
			       .columns = columns,
			       .right = all ? 2 | 4 | 8 | 16 | 32 : 2 | 4 };

	table.rows = cohort->learner_count < MOST ? cohort->learner_count
						  : MOST;
	table.cells = ARENA_ARRAY(&app->turn, table.rows * columns,
				  const char *);
	for (size_t i = 0; i < table.rows; i++) {
		const struct cohort_learner *learner = &cohort->learners[i];
		const char **cell = table.cells + i * columns;

		*cell++ = who(app, learner);
		*cell++ = number(app, learner->attempts);
		if (all) {
			*cell++ = number(app, learner->questions);
			*cell++ = percent(app, learner->mean);
		}
		*cell++ = number(app, learner->streak.days);
		if (all)
			*cell++ = number(app, learner->streak.best);
		*cell = app_day_name(app, learner->last_day);
	}
	heading(app, "Who practises");
	show_table(app, &table);
	tell_rest(app, cohort->learner_count, table.rows, "learners");
}

/* ---- weakest points ---- */

static void show_weak(struct app *app, const struct cohort *cohort)
{
	struct bar bars[WEAK_MOST];
	struct screen screen;
	size_t count = 0, weak = 0;

	for (size_t i = 0; i < cohort->weak_count; i++) {
		const struct stats_weak *point = &cohort->weak[i];

		if (!stats_is_weak(point))
			continue;
		weak++;
		if (count == WEAK_MOST)
			continue;
		bars[count++] = (struct bar){
			.label = point->says + shared(cohort),
			.value = point->share,
			.style = STYLE_BAD,
			.text = arena_printf(&app->turn, "%" PRId64 " of %"
					     PRId64, point->missed,
					     point->asked),
		};
	}
	heading(app, "What answers leave out");
	if (count == 0) {
		say(app, "Nothing stands out: no point was missed three times "
		    "and by a fifth.");
		return;
	}
	app_screen(app, &screen);
	screen_bars(&screen, bars, count, 1);
	tell_rest(app, weak, count, "points");
}

/* ---- questions ---- */

static void show_questions(struct app *app, const struct cohort *cohort)
{
	static const char *const wide[] = { "question", "learners", "facility",
		"discr.", "corr." };
	static const char *const narrow[] = { "question", "n", "fac.", "dis.",
		"cor." };
	struct table table = { .heads = is_wide(app) ? wide : narrow,
			       .columns = 5, .right = 2 | 4 | 8 | 16 };

	table.rows = cohort->question_count < MOST ? cohort->question_count
						   : MOST;
	table.cells = ARENA_ARRAY(&app->turn, table.rows * 5, const char *);
	for (size_t i = 0; i < table.rows; i++) {
		const struct cohort_question *row = &cohort->questions[i];
		const struct item_figures *item = &row->figures;
		const char **cells = table.cells + i * 5;

		cells[0] = row->question + shared(cohort);
		cells[1] = number(app, item->answered);
		cells[2] = signed_share(app, true, item->facility);
		cells[3] = signed_share(app, item->known,
					item->discrimination);
		cells[4] = signed_share(app, item->known && item->varies,
					item->correlation);
	}
	heading(app, "Questions, hardest first");
	show_table(app, &table);
	tell_rest(app, cohort->question_count, table.rows, "questions");
	text_add(&app->out, "\n");
}

static void show_alpha(struct app *app, const struct cohort *cohort)
{
	const struct item_analysis *analysis = &cohort->analysis;
	size_t pairs = analysis->alpha_items < 2 ? 0 : analysis->alpha_items *
		(analysis->alpha_items - 1) / 2;

	say(app, "Of each learner's first score at each question. Facility is "
	    "the mean, 0 to 1; discrimination what the best 27% have more "
	    "than the worst 27%; correlation that with the learner's other "
	    "scores. What was not answered is left out, not counted as 0; "
	    "with fewer than 10 learners to compare nothing is said.");
	if (analysis->has_alpha)
		say(app, arena_printf(&app->turn, "Cronbach's alpha %.2f, of "
				      "%zu questions and %s (%zu of %zu pairs "
				      "of questions were answered by the same "
				      "learners).", analysis->alpha,
				      analysis->alpha_items,
				      app_count(app, (int64_t)
						analysis->alpha_learners,
						"learner"),
				      analysis->alpha_pairs, pairs));
	else
		say(app, "Cronbach's alpha is unknown: it takes two questions "
		    "or more with 10 learners each, who answered both.");
}

/* ---- what was read ---- */

static const char *first_place(struct app *app, const struct reason *reason)
{
	return arena_printf(&app->turn, "%s:%" PRId64, reason->path,
			    reason->line);
}

static void show_skipped(struct app *app, const struct tally *tally)
{
	for (int i = 0; i < REASONS; i++)
		if (tally->reasons[i].count > 0)
			say(app, arena_printf(&app->turn, "Skipped %" PRId64
				": %s, first at %s.", tally->reasons[i].count,
				cohort_reason(i),
				first_place(app, &tally->reasons[i])));
}

static void show_read(struct app *app, const struct cohort *cohort,
		      const struct tally *tally)
{
	struct text line;

	text_init(&line, 1000);
	text_addf(&line, "%s of %s to %s", app_count(app, cohort->attempts,
						     "answer"),
		  app_count(app, (int64_t)cohort->learner_count, "learner"),
		  app_count(app, (int64_t)cohort->question_count,
			    "question"));
	text_addf(&line, ", from %s", app_count(app, tally->read,
						"statement"));
	if (tally->again > 0)
		text_addf(&line, "; there before: %" PRId64,
			  tally->again);
	if (tally->voided > 0)
		text_addf(&line, "; taken back: %" PRId64,
			  tally->voided);
	text_add(&line, ".");
	say(app, line.s);
	text_release(&line);
	show_skipped(app, tally);
}

void cohort_show(struct app *app, const struct cohort *cohort,
		 const struct tally *tally)
{
	show_read(app, cohort, tally);
	if (cohort->attempts == 0)
		return;
	show_learners(app, cohort);
	show_weak(app, cohort);
	show_questions(app, cohort);
	show_alpha(app, cohort);
}

/* ---- JSON ---- */

static void put_tally(struct json *json, const struct tally *tally)
{
	json_name(json, "statements");
	json_open(json, '{');
	json_put_integer(json, "read", tally->read);
	json_put_integer(json, "again", tally->again);
	json_put_integer(json, "voided", tally->voided);
	json_put_integer(json, "other", tally->other);
	json_put_integer(json, "skipped", tally->skipped);
	json_name(json, "reasons");
	json_open(json, '[');
	for (int i = 0; i < REASONS; i++) {
		const struct reason *reason = &tally->reasons[i];

		if (reason->count == 0)
			continue;
		json_open(json, '{');
		json_put(json, "says", cohort_reason(i));
		json_put_integer(json, "count", reason->count);
		json_put(json, "file", reason->path);
		json_put_integer(json, "line", reason->line);
		json_close(json, '}');
	}
	json_close(json, ']');
	json_close(json, '}');
}

void cohort_json(struct app *app, const struct cohort *cohort,
		 const struct tally *tally)
{
	struct json json = app_json(app);

	json_open(&json, '{');
	put_tally(&json, tally);
	cohort_to_json(&json, cohort);
	json_close(&json, '}');
	text_add(&app->out, "\n");
}

/* ---- CSV (RFC 4180) ---- */

static void csv_text(struct text *out, const char *cell)
{
	struct text safe;

	text_init(&safe, 10000);
	utf8_add_safe(&safe, str_of(cell));
	text_add_char(out, '"');
	if (safe.len > 0 && strchr("=+-@\t", safe.s[0]))
		text_add_char(out, '\'');
	for (size_t i = 0; i < safe.len; i++) {
		if (safe.s[i] == '"')
			text_add_char(out, '"');
		text_add_char(out, safe.s[i]);
	}
	text_add_char(out, '"');
	text_release(&safe);
}

static void csv_known(struct text *out, bool known, double value)
{
	text_add_char(out, ',');
	if (known)
		text_addf(out, "%.4f", value);
}

static void csv_learner(struct text *out, const struct cohort_learner *learner)
{
	csv_text(out, learner->account);
	text_add_char(out, ',');
	csv_text(out, learner->name ? learner->name : "");
	text_addf(out, ",%" PRId64 ",%" PRId64 ",%.4f,", learner->attempts,
		  learner->questions, learner->mean);
	date_add_day(out, learner->last_day);
	text_addf(out, ",%" PRId64 ",%d,%d\r\n", learner->days,
		  learner->streak.days, learner->streak.best);
}

static void csv_question(struct text *out, const struct cohort_question *row)
{
	const struct item_figures *item = &row->figures;

	csv_text(out, row->question);
	text_add_char(out, ',');
	csv_text(out, row->skill);
	text_addf(out, ",%" PRId64 ",%" PRId64 ",%.4f,%" PRId64, row->attempts,
		  item->answered, item->facility, item->compared);
	csv_known(out, item->known, item->discrimination);
	csv_known(out, item->known && item->varies, item->correlation);
	text_add(out, "\r\n");
}

static void csv_point(struct text *out, const struct stats_weak *weak)
{
	csv_text(out, weak->facet);
	text_add_char(out, ',');
	csv_text(out, weak->skill ? weak->skill : "");
	text_addf(out, ",%" PRId64 ",%" PRId64 ",%.4f\r\n", weak->asked,
		  weak->missed, weak->share);
}

bool cohort_csv(struct app *app, const struct cohort *cohort, const char *part,
		struct error *err)
{
	struct text *out = &app->out;
	bool ok = true;

	app->json = true;		/* data: no pager */
	if (str_is(str_of(part), "learners")) {
		text_add(out, "account,name,answers,questions,mean,last,days,"
			 "streak,best\r\n");
		for (size_t i = 0; ok && i < cohort->learner_count; i++) {
			csv_learner(out, &cohort->learners[i]);
			ok = app_flush_full(app);
		}
	} else if (str_is(str_of(part), "questions")) {
		text_add(out, "question,skill,answers,learners,facility,"
			 "compared,discrimination,correlation\r\n");
		for (size_t i = 0; ok && i < cohort->question_count; i++) {
			csv_question(out, &cohort->questions[i]);
			ok = app_flush_full(app);
		}
	} else {
		text_add(out, "point,skill,asked,missed,share\r\n");
		for (size_t i = 0; ok && i < cohort->weak_count; i++) {
			csv_point(out, &cohort->weak[i]);
			ok = app_flush_full(app);
		}
	}
	return ok || error_set(err, "the output could not be written");
}
