/* store_test.c - what is remembered: banks, cards, attempts, days, drafts.
 *
 * Against real files in a folder of their own; whose file it is stands in
 * schema_test.c, copies of it in backup_test.c.
 */
#include "store_kit.h"

#include <signal.h>
#include <sys/resource.h>

static int start_open(void **state)
{
	if (kit_start(state))
		return -1;
	kit_open(*state);
	return 0;
}

/* ---- settings, drafts ---- */

static void settings_survive(void **state)
{
	struct kit *kit = *state;
	const char *value;

	WELL(kit, store_get(kit->store, &kit->arena, "goal", &value,
			    &kit->err));
	assert_null(value);
	WELL(kit, store_set(kit->store, "goal", "3", &kit->err));
	WELL(kit, store_set(kit->store, "goal", "4'; DROP TABLE bank; --",
			    &kit->err));
	kit_reopen(kit);
	WELL(kit, store_get(kit->store, &kit->arena, "goal", &value,
			    &kit->err));
	assert_string_equal(value, "4'; DROP TABLE bank; --");
}

static void save_draft(struct kit *kit, const char *question, const char *text)
{
	struct draft draft = { .bank = "home", .question = question,
			       .text = text, .at = { 1000, 3600 },
			       .hints = 1, .model_seen = true };

	WELL(kit, store_save_draft(kit->store, &draft, &kit->err));
}

static bool have_draft(struct kit *kit, const char *question)
{
	struct draft draft;
	bool found;

	WELL(kit, store_draft(kit->store, &kit->arena, "home", question,
			      &draft, &found, &kit->err));
	return found;
}

static void drafts_survive(void **state)
{
	struct kit *kit = *state;
	struct draft draft;
	bool found;

	WELL(kit, store_newest_draft(kit->store, &kit->arena, &draft, &found,
				     &kit->err));
	assert_false(found);
	save_draft(kit, "sum", "one");
	save_draft(kit, "alpha", "two");
	save_draft(kit, "sum", "one\nand a half");
	kit_reopen(kit);
	WELL(kit, store_newest_draft(kit->store, &kit->arena, &draft, &found,
				     &kit->err));
	assert_true(found);
	assert_string_equal(draft.question, "sum");
	assert_string_equal(draft.text, "one\nand a half");
	assert_int_equal(draft.at.utc, 1000);
	assert_int_equal(draft.at.offset, 3600);
	assert_int_equal(draft.hints, 1);
	assert_true(draft.model_seen);
	WELL(kit, store_clear_draft(kit->store, "home", "sum", &kit->err));
	assert_false(have_draft(kit, "sum"));
	assert_true(have_draft(kit, "alpha"));
}

/* ---- banks ---- */

static struct question_row row_of(struct kit *kit, const char *name)
{
	struct question_row row;

	WELL(kit, store_find_question(kit->store, &kit->arena, name, &row,
				      &kit->err));
	return row;
}

static void a_bank_comes_back_whole(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "alpha sum");
	struct question_row row;
	struct loaded loaded;
	struct bank_row kept;
	bool found;

	bank.questions[1].retired = true;
	WELL(kit, store_import(kit->store, &bank, "/from", UINT64_MAX,
			       &kit->err));
	kit_reopen(kit);
	WELL(kit, store_bank(kit->store, &kit->arena, "home", &kept, &found,
			     &kit->err));
	assert_true(found && kept.fingerprint == UINT64_MAX);
	assert_string_equal(kept.path, "/from");
	assert_int_equal(kept.questions, 1);
	row = row_of(kit, "alpha");
	assert_string_equal(row.prompt, "What is alpha?");
	assert_string_equal(row.skill, "api");
	assert_int_equal(row.points, 1);
	assert_int_equal(row.rubrics.count, 1);
	assert_false(row.seen || row.retired);
	WELL(kit, store_load(kit->store, &kit->arena, &row, &loaded,
			     &kit->err));
	assert_string_equal(loaded.question.model, "It is the idea.");
	assert_string_equal(loaded.rubrics[0]->points[0].match.list[0].text,
			    "idea");
	assert_true(row_of(kit, "sum").retired);
}

static void importing_twice_changes_nothing(void **state)
{
	struct kit *kit = *state;
	struct question_row before, after;

	kit_import(kit, "home", "alpha beta sum");
	kit_practise(kit, "sum", TODAY, 80);
	before = row_of(kit, "sum");
	kit_import(kit, "home", "alpha beta sum");
	after = row_of(kit, "sum");
	assert_int_equal(before.key, after.key);
	assert_string_equal(before.revision, after.revision);
	assert_true(after.seen && before.due_day == after.due_day);
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
}

static void an_edit_changes_the_revision_only(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "alpha sum");
	struct question_row sum, alpha;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	sum = row_of(kit, "sum");
	alpha = row_of(kit, "alpha");
	/* The rubric counts, too. */
	bank.rubrics[1].points[0].worth = 5;
	WELL(kit, store_import(kit->store, &bank, "/from", 8, &kit->err));
	assert_string_not_equal(sum.revision, row_of(kit, "sum").revision);
	assert_string_equal(alpha.revision, row_of(kit, "alpha").revision);
	assert_true(row_of(kit, "sum").seen);
}

static void what_goes_and_comes_keeps_its_progress(void **state)
{
	struct kit *kit = *state;
	struct question_row row;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_import(kit, "home", "beta");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "sum", &row,
				       &kit->err), "no question 'sum'");
	assert_int_equal(kit_due(kit, TODAY + 1000), 0);
	assert_int_equal(kit_attempts(kit), 1);
	kit_import(kit, "home", "sum");
	assert_true(row_of(kit, "sum").seen);
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
	WELL(kit, store_remove_bank(kit->store, "home", &kit->err));
	assert_int_equal(kit_due(kit, TODAY + 1000), 0);
	assert_int_equal(kit_attempts(kit), 1);
	FAILS(kit, store_remove_bank(kit->store, "home", &kit->err),
	      "no bank 'home'");
	kit_import(kit, "home", "sum");
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
}

static void a_new_name_keeps_its_progress(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "alpha total");
	struct attempt_filter filter = { .question = "total" };
	struct question_row row;
	int count = 0;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	save_draft(kit, "sum", "half");
	bank.questions[1].was = "sum";
	for (int i = 0; i < 2; i++)
		WELL(kit, store_import(kit->store, &bank, "/from", 8,
				       &kit->err));
	row = row_of(kit, "total");
	assert_true(row.seen);
	assert_string_equal(row.prompt, "What is total?");
	WELL(kit, store_attempts(kit->store, &filter, false, kit_count,
				 &count, &kit->err));
	assert_int_equal(count, 1);
	assert_true(have_draft(kit, "total"));
	FAILS(kit, store_find_question(kit->store, &kit->arena, "sum", &row,
				       &kit->err), "no question");
}

static void two_that_become_one_add_up(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "total");
	struct attempt_filter filter = { .question = "home:total" };
	int count = 0;

	kit_import(kit, "home", "sum total");
	kit_practise(kit, "sum", TODAY, 80);
	bank.questions[0].was = "sum";
	WELL(kit, store_import(kit->store, &bank, "/from", 8, &kit->err));
	assert_true(row_of(kit, "total").seen);
	WELL(kit, store_attempts(kit->store, &filter, true, kit_count,
				 &count, &kit->err));
	assert_int_equal(count, 1);
	assert_int_equal(kit_due(kit, TODAY + 1000), 1);
}

static void a_bad_bank_changes_nothing(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "beta gamma");

	kit_import(kit, "home", "alpha sum");
	bank.questions[1].rubrics.list[0] = "nowhere";
	FAILS(kit, store_import(kit->store, &bank, "/from", 8, &kit->err),
	      "no rubric 'nowhere'");
	row_of(kit, "alpha");
	assert_int_equal(row_of(kit, "sum").points, 1);
}

/* ---- finding and listing ---- */

static void names_are_found(void **state)
{
	struct kit *kit = *state;
	struct question_row row;
	struct strings ids;

	kit_import(kit, "home", "sql-index sql-join sql-joined api-get");
	kit_import(kit, "away", "api-get sql-index");
	assert_string_equal(row_of(kit, "sql-join").id, "sql-join");
	assert_string_equal(row_of(kit, "sql-joine").id, "sql-joined");
	assert_string_equal(row_of(kit, "away:api-get").name, "away:api-get");
	assert_string_equal(row_of(kit, "home:api").bank, "home");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "api-get",
				       &row, &kit->err),
	      "'api-get' could be any of away:api-get, home:api-get; ");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "sql-jion",
				       &row, &kit->err),
	      "no question 'sql-jion'; did you mean 'sql-join'?");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "ql-join",
				       &row, &kit->err),
	      "did you mean 'sql-join'?");
	FAILS(kit, store_find_question(kit->store, &kit->arena, "zzz", &row,
				       &kit->err),
	      "no question 'zzz'; see");
	WELL(kit, store_complete(kit->store, &kit->arena, STR("sql-"), 10,
				 &ids, &kit->err));
	assert_int_equal(ids.count, 4);
	assert_string_equal(ids.list[0], "away:sql-index");
	assert_string_equal(ids.list[3], "sql-joined");
}

struct listing {
	struct text text;
	int stop;			/* rows until enough; 0: all */
	int count;
};

static bool list_one(void *context, const struct question_row *row)
{
	struct listing *listing = context;

	text_addf(&listing->text, "%s:%s ", row->bank, row->id);
	return ++listing->count != listing->stop;
}

static void expect_list(struct kit *kit, const struct question_filter *filter,
			int stop, const char *expected)
{
	struct listing listing = { .stop = stop };

	text_init(&listing.text, 1 << 20);
	WELL(kit, store_questions(kit->store, filter, list_one, &listing,
				  &kit->err));
	assert_string_equal(listing.text.s, expected);
	text_release(&listing.text);
}

static void lists_are_in_order(void **state)
{
	struct kit *kit = *state;
	struct question_filter filter = { .skill = "sql" };

	kit_import(kit, "home", "sum beta sigma alpha");
	kit_import(kit, "away", "stone");
	expect_list(kit, NULL, 0, "away:stone home:alpha home:beta "
		    "home:sigma home:sum ");
	expect_list(kit, NULL, 2, "away:stone home:alpha ");
	expect_list(kit, &filter, 0, "away:stone home:sigma home:sum ");
	filter.text = "IS SUM";
	expect_list(kit, &filter, 0, "home:sum ");
	filter = (struct question_filter){ .bank = "home", .level = "mid",
					   .kind = "technical" };
	expect_list(kit, &filter, 1, "home:alpha ");
	filter.kind = "career";
	expect_list(kit, &filter, 0, "");
}

static void long_lists_lose_nothing(void **state)
{
	struct kit *kit = *state;
	struct listing listing = { .stop = 0 };
	struct text ids;

	text_init(&ids, 1 << 20);
	for (int i = 0; i < 1000; i++)
		text_addf(&ids, "%s%c%d", i ? " " : "", i % 2 ? 's' : 'a', i);
	kit_import(kit, "home", ids.s);
	text_init(&listing.text, 1 << 20);
	WELL(kit, store_questions(kit->store, NULL, list_one, &listing,
				  &kit->err));
	assert_int_equal(listing.count, 1000);
	text_release(&listing.text);
	text_release(&ids);
}

/* ---- picking ---- */

/* The ids of the candidates, in order. */
static const char *picked(struct kit *kit,
			  const struct question_filter *filter, bool ahead,
			  uint64_t seed, size_t most)
{
	struct candidate *list;
	struct question_row row;
	struct text text;
	const char *ids;
	size_t count;

	WELL(kit, store_candidates(kit->store, &kit->arena, filter, TODAY,
				   ahead, seed, most, &list, &count,
				   &kit->err));
	text_init(&text, 1 << 16);
	for (size_t i = 0; i < count; i++) {
		WELL(kit, store_question_by_key(kit->store, &kit->arena,
						list[i].key, &row,
						&kit->err));
		assert_int_equal(row.seen, list[i].seen);
		assert_int_equal(row.due_day, list[i].due_day);
		text_addf(&text, "%s ", row.id);
	}
	ids = text_dup(&kit->arena, &text);
	text_release(&text);
	return ids;
}

static void set_due(struct kit *kit, const char *question, int64_t due)
{
	struct attempt attempt = kit_attempt(kit, question, TODAY - 9, 80);
	struct card card = { .state = CARD_REVIEW, .stability = 3,
			     .difficulty = 5, .last_day = TODAY - 9,
			     .due_day = due, .reviews = 1 };

	WELL(kit, store_attempt(kit->store, &attempt, NULL, &card,
				&kit->err));
}

static void candidates_come_due_first(void **state)
{
	struct kit *kit = *state;
	struct question_filter sql = { .skill = "sql" };

	kit_import(kit, "home", "alpha beta gamma sum sigma");
	set_due(kit, "alpha", TODAY);
	set_due(kit, "sum", TODAY - 3);
	set_due(kit, "gamma", TODAY + 2);
	set_due(kit, "beta", TODAY + 1);
	assert_string_equal(picked(kit, NULL, false, 1, 10),
			    "sum alpha sigma ");
	assert_string_equal(picked(kit, NULL, true, 1, 10),
			    "sum alpha sigma beta gamma ");
	assert_string_equal(picked(kit, &sql, true, 1, 10), "sum sigma ");
	assert_string_equal(picked(kit, NULL, false, 1, 1), "sum sigma ");
	assert_int_equal(kit_due(kit, TODAY), 2);
	assert_int_equal(kit_due(kit, TODAY + 1), 3);
	assert_int_equal(kit_due(kit, TODAY - 4), 0);
}

static void new_ones_come_from_the_seed(void **state)
{
	struct kit *kit = *state;
	const char *first = NULL;
	bool differs = false;

	kit_import(kit, "home", "a b c d e f g h i j k l");
	for (uint64_t seed = 0; seed < 20; seed++) {
		const char *ids = picked(kit, NULL, false, seed, 3);

		assert_int_equal(strlen(ids), 6);
		assert_string_equal(ids, picked(kit, NULL, false, seed, 3));
		differs = differs || (first && strcmp(first, ids) != 0);
		first = ids;
		/* Once around, each once. */
		assert_int_equal(strlen(picked(kit, NULL, false, seed, 99)),
				 24);
	}
	assert_true(differs);
}

static void retired_ones_are_not_asked(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit_bank(&kit->arena, "home", "alpha sum beta");

	kit_import(kit, "home", "alpha sum beta");
	set_due(kit, "sum", TODAY);
	bank.questions[1].retired = bank.questions[2].retired = true;
	WELL(kit, store_import(kit->store, &bank, "/from", 8, &kit->err));
	assert_string_equal(picked(kit, NULL, true, 1, 10), "alpha ");
	assert_int_equal(kit_due(kit, TODAY), 0);
	/* Practised by name all the same, it is not counted either. */
	set_due(kit, "sum", TODAY - 1);
	assert_int_equal(kit_due(kit, TODAY), 0);
}

static void due_rows_are_told(void **state)
{
	struct kit *kit = *state;
	struct due_row *rows;
	size_t count;

	kit_import(kit, "home", "alpha sum beta");
	set_due(kit, "alpha", TODAY);
	set_due(kit, "sum", TODAY - 3);
	WELL(kit, store_due(kit->store, &kit->arena, TODAY, 0, &rows, &count,
			    &kit->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].name, "sum");
	assert_int_equal(rows[0].due_day, TODAY - 3);
	assert_int_equal(rows[1].last_day, TODAY - 9);
}

/* ---- attempts ---- */

static struct mark small_mark(void)
{
	static struct point point = { .id = "idea", .worth = 2 };
	static struct mistake mistake = { .id = "slip", .costs = 1 };
	static struct point_mark points[] = {
		{ .id = "idea", .point = &point, .state = POINT_MET,
		  .earned = 2 },
	};
	static struct mistake_mark mistakes[] = {
		{ .id = "slip", .mistake = &mistake },
	};

	return (struct mark){ .score = 50, .grade = GRADE_PARTIAL, .words = 2,
			      .points = points, .point_count = 1,
			      .mistakes = mistakes, .mistake_count = 1,
			      .earned = 2, .costs = 1, .worth = 2 };
}

static bool keep_first(void *context, const struct attempt *attempt)
{
	struct kit *kit = context;

	assert_string_equal(attempt->answer, "An “idea”.\n\tSecond line");
	assert_string_equal(attempt->question, "sum");
	assert_string_equal(attempt->asked, "And then?");
	assert_int_equal(attempt->at.offset, 3600);
	assert_int_equal(attempt->day, TODAY);
	assert_int_equal(attempt->rating, RATING_GOOD);
	assert_int_equal(attempt->disputed, -1);
	assert_true(attempt->counts && attempt->model_seen);
	kit->made = 100;
	return false;
}

static void an_attempt_comes_back_whole(void **state)
{
	struct kit *kit = *state;
	struct attempt attempt = kit_attempt(kit, "sum", TODAY, 80);
	struct mark mark = small_mark();
	const char *json;

	kit_import(kit, "home", "sum");
	attempt.answer = "An “idea”.\n\tSecond line";
	attempt.asked = "And then?";
	attempt.model_seen = true;
	save_draft(kit, "sum", "An");
	save_draft(kit, "other", "kept");
	WELL(kit, store_attempt(kit->store, &attempt, &mark, NULL,
				&kit->err));
	assert_true(attempt.number > 0);
	kit_reopen(kit);
	WELL(kit, store_attempts(kit->store, NULL, false, keep_first, kit,
				 &kit->err));
	assert_int_equal(kit->made, 100);
	WELL(kit, store_attempt_mark(kit->store, &kit->arena, attempt.number,
				     &json, &kit->err));
	assert_non_null(strstr(json, "\"score\":50"));
	assert_int_equal(json[0], '{');
	assert_false(have_draft(kit, "sum"));
	assert_true(have_draft(kit, "other"));
	assert_false(row_of(kit, "sum").seen);
}

static void an_answer_outlives_its_question(void **state)
{
	struct kit *kit = *state;
	struct attempt attempt = kit_attempt(kit, "lost", TODAY, 80);

	WELL(kit, store_attempt(kit->store, &attempt, NULL, NULL,
				&kit->err));
	assert_int_equal(kit_attempts(kit), 1);
	assert_string_equal(picked(kit, NULL, true, 1, 9), "");
}

/* No file may grow: as on a full disk. */
static void with_full_disk(struct kit *kit, struct attempt *attempt,
			   const struct card *card)
{
	struct rlimit old, none;
	struct stat file;
	bool ok;

	assert_int_equal(stat(kit->path, &file), 0);
	getrlimit(RLIMIT_FSIZE, &old);
	none = old;
	none.rlim_cur = (rlim_t)file.st_size;
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	ok = store_attempt(kit->store, attempt, NULL, card, &kit->err);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_false(ok);
}

static void a_failed_attempt_leaves_nothing(void **state)
{
	struct kit *kit = *state;
	struct attempt attempt = kit_attempt(kit, "sum", TODAY, 80);
	struct card card = { .state = CARD_REVIEW, .due_day = TODAY + 1,
			     .reviews = 1 };
	char *answer = arena_alloc(&kit->arena, 1 << 20, 1);
	struct practice_day *days;
	size_t count;

	memset(answer, 'x', (1 << 20) - 1);
	attempt.answer = answer;
	kit_import(kit, "home", "sum");
	save_draft(kit, "sum", "half");
	with_full_disk(kit, &attempt, &card);
	assert_int_equal(attempt.number, 0);
	assert_int_equal(kit_attempts(kit), 0);
	assert_int_equal(kit_due(kit, TODAY + 9), 0);
	assert_true(have_draft(kit, "sum"));
	WELL(kit, store_days(kit->store, &kit->arena, &days, &count,
			     &kit->err));
	assert_int_equal(count, 0);
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &card,
				&kit->err));
	assert_int_equal(kit_attempts(kit), 1);
	/* The same UUID is the same attempt. */
	FAILS(kit, store_attempt(kit->store, &attempt, NULL, &card,
				 &kit->err), "refused");
	assert_int_equal(kit_attempts(kit), 1);
}

static bool add_number(void *context, const struct attempt *attempt)
{
	text_addf(context, "%d ", (int)attempt->number);
	return true;
}

static void expect_attempts(struct kit *kit,
			    const struct attempt_filter *filter, bool oldest,
			    const char *expected)
{
	struct text text;

	text_init(&text, 1 << 16);
	WELL(kit, store_attempts(kit->store, filter, oldest, add_number,
				 &text, &kit->err));
	assert_string_equal(text.s, expected);
	text_release(&text);
}

static void attempts_are_narrowed(void **state)
{
	struct kit *kit = *state;
	struct attempt_filter filter = { .question = "sum" };

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "alpha", TODAY, 80);
	kit_practise(kit, "sum", TODAY + 1, 80);
	expect_attempts(kit, NULL, false, "3 2 1 ");
	expect_attempts(kit, &filter, true, "1 3 ");
	filter.question = "away:sum";
	expect_attempts(kit, &filter, true, "");
	filter = (struct attempt_filter){ .skill = "sql", .most = 1 };
	expect_attempts(kit, &filter, false, "3 ");
	filter = (struct attempt_filter){ .number = 2 };
	expect_attempts(kit, &filter, true, "2 ");
	for (int i = 0; i < 200; i++)
		kit_practise(kit, "alpha", TODAY + 2, 80);
	assert_int_equal(kit_attempts(kit), 203);
}

static void a_dispute_is_kept(void **state)
{
	struct kit *kit = *state;
	int64_t number;

	kit_import(kit, "home", "sum");
	number = kit_practise(kit, "sum", TODAY, 10);
	WELL(kit, store_dispute(kit->store, number, 90, "I said it",
				&kit->err));
	FAILS(kit, store_dispute(kit->store, 99, 90, "?", &kit->err),
	      "no attempt 99");
}

/* ---- undo, days, totals ---- */

static bool undo(struct kit *kit, struct attempt *undone)
{
	bool found;

	WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily, undone,
			     &found, &kit->err));
	return found;
}

static void expect_totals(struct kit *kit, int64_t attempts, int64_t due,
			  size_t days)
{
	struct practice_day *list;
	struct totals totals;
	size_t count;

	WELL(kit, store_totals(kit->store, &kit->arena, TODAY + 1000, &totals,
			       &kit->err));
	assert_int_equal(totals.attempts, attempts);
	assert_int_equal(totals.due, due);
	assert_int_equal(totals.seconds, attempts * 60);
	WELL(kit, store_days(kit->store, &kit->arena, &list, &count,
			     &kit->err));
	assert_int_equal(count, days);
}

static void undo_gives_everything_back(void **state)
{
	struct kit *kit = *state;
	struct attempt child, undone;
	struct card before, after;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "sum", TODAY + 4, 30);
	WELL(kit, store_card(kit->store, "home", "sum", &before, &kit->err));
	expect_totals(kit, 2, 1, 2);
	child = kit_attempt(kit, "sum", TODAY + 9, 70);
	child.parent = kit_practise(kit, "sum", TODAY + 8, 95);
	WELL(kit, store_attempt(kit->store, &child, NULL, NULL, &kit->err));
	expect_totals(kit, 4, 1, 4);
	assert_true(undo(kit, &undone));
	assert_int_equal(undone.score, 95);
	WELL(kit, store_card(kit->store, "home", "sum", &after, &kit->err));
	assert_int_equal(before.due_day, after.due_day);
	assert_int_equal(before.lapses, after.lapses);
	assert_true(before.stability == after.stability);
	expect_totals(kit, 2, 1, 2);
	assert_true(undo(kit, &undone));
	assert_true(undo(kit, &undone));
	assert_false(row_of(kit, "sum").seen);
	expect_totals(kit, 0, 0, 0);
	assert_false(undo(kit, &undone));
}

static void days_are_counted_once(void **state)
{
	struct kit *kit = *state;
	struct attempt junk = kit_attempt(kit, "sum", TODAY + 1, 0);
	struct practice_day *days;
	size_t count;

	kit_import(kit, "home", "sum");
	junk.counts = false;
	WELL(kit, store_attempt(kit->store, &junk, NULL, NULL, &kit->err));
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "sum", TODAY, 80);
	WELL(kit, store_days(kit->store, &kit->arena, &days, &count,
			     &kit->err));
	assert_int_equal(count, 1);
	assert_int_equal(days[0].day, TODAY);
	assert_int_equal(days[0].last - days[0].first, 1);
}

static void totals_add_up(void **state)
{
	struct kit *kit = *state;
	struct totals totals;

	kit_import(kit, "home", "alpha beta sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "sum", TODAY + 1, 60);
	WELL(kit, store_totals(kit->store, &kit->arena, TODAY, &totals,
			       &kit->err));
	assert_int_equal(totals.questions, 3);
	assert_int_equal(totals.words, 4);
	assert_int_equal(totals.skill_count, 2);
	assert_string_equal(totals.skills[0].skill, "api");
	assert_int_equal(totals.skills[0].questions, 2);
	assert_int_equal(totals.skills[0].attempts, 0);
	assert_true(totals.skills[0].mean == 0);
	assert_int_equal(totals.skills[1].seen, 1);
	assert_int_equal(totals.skills[1].attempts, 2);
	assert_true(totals.skills[1].mean == 70);
	assert_int_equal(totals.recent_count, 2);
	assert_int_equal(totals.recent[0], 80);
	assert_int_equal(totals.recent[1], 60);
}

#define OPEN_TEST(function) \
	cmocka_unit_test_setup_teardown(function, start_open, kit_end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(settings_survive),
		OPEN_TEST(drafts_survive),
		OPEN_TEST(a_bank_comes_back_whole),
		OPEN_TEST(importing_twice_changes_nothing),
		OPEN_TEST(an_edit_changes_the_revision_only),
		OPEN_TEST(what_goes_and_comes_keeps_its_progress),
		OPEN_TEST(a_new_name_keeps_its_progress),
		OPEN_TEST(two_that_become_one_add_up),
		OPEN_TEST(a_bad_bank_changes_nothing),
		OPEN_TEST(names_are_found),
		OPEN_TEST(lists_are_in_order),
		OPEN_TEST(long_lists_lose_nothing),
		OPEN_TEST(candidates_come_due_first),
		OPEN_TEST(new_ones_come_from_the_seed),
		OPEN_TEST(retired_ones_are_not_asked),
		OPEN_TEST(due_rows_are_told),
		OPEN_TEST(an_attempt_comes_back_whole),
		OPEN_TEST(an_answer_outlives_its_question),
		OPEN_TEST(a_failed_attempt_leaves_nothing),
		OPEN_TEST(attempts_are_narrowed),
		OPEN_TEST(a_dispute_is_kept),
		OPEN_TEST(undo_gives_everything_back),
		OPEN_TEST(days_are_counted_once),
		OPEN_TEST(totals_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
