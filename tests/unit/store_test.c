/* store_test.c - what is remembered: settings, drafts, attempts, days.
 *
 * Against real files in a folder of their own. Banks and questions are in
 * import_test.c, whose file it is in schema_test.c, copies in backup_test.c.
 */
#include "store_kit.h"

#include <signal.h>
#include <sys/resource.h>

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

static void drafts_survive(void **state)
{
	struct kit *kit = *state;
	struct draft draft;
	bool found;

	WELL(kit, store_newest_draft(kit->store, &kit->arena, &draft, &found,
				     &kit->err));
	assert_false(found);
	kit_draft(kit, "sum", "one");
	kit_draft(kit, "alpha", "two");
	kit_draft(kit, "sum", "one\nand a half");
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
	assert_false(kit_has_draft(kit, "sum"));
	assert_true(kit_has_draft(kit, "alpha"));
}

/* ---- job adverts ---- */

static int64_t add_advert(struct kit *kit, const char *text, bool *known)
{
	struct advert advert = { .name = "a.txt", .day = TODAY,
				 .text = text };

	WELL(kit, store_add_advert(kit->store, &advert, known, &kit->err));
	return advert.number;
}

static void adverts_survive_and_are_kept_once(void **state)
{
	struct kit *kit = *state;
	struct advert *list;
	size_t count;
	bool known, found;

	assert_int_equal(add_advert(kit, "Python\nand '; SQL", &known), 1);
	assert_false(known);
	assert_int_equal(add_advert(kit, "Go", &known), 2);
	assert_int_equal(add_advert(kit, "Python\nand '; SQL", &known), 1);
	assert_true(known);
	kit_reopen(kit);
	WELL(kit, store_adverts(kit->store, &kit->arena, &list, &count,
				&kit->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[0].text, "Python\nand '; SQL");
	assert_string_equal(list[0].name, "a.txt");
	assert_int_equal(list[0].day, TODAY);
	assert_int_equal(list[1].number, 2);
	WELL(kit, store_remove_advert(kit->store, 1, &found, &kit->err));
	assert_true(found);
	WELL(kit, store_remove_advert(kit->store, 1, &found, &kit->err));
	assert_false(found);
	WELL(kit, store_adverts(kit->store, &kit->arena, &list, &count,
				&kit->err));
	assert_int_equal(count, 1);
	assert_string_equal(list[0].text, "Go");
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
	kit_draft(kit, "sum", "An");
	kit_draft(kit, "other", "kept");
	WELL(kit, store_attempt(kit->store, &attempt, &mark, &fsrs_daily,
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
	assert_false(kit_has_draft(kit, "sum"));
	assert_true(kit_has_draft(kit, "other"));
	assert_true(kit_row(kit, "sum").seen);
}

static void an_answer_outlives_its_question(void **state)
{
	struct kit *kit = *state;
	struct attempt attempt = kit_attempt(kit, "lost", TODAY, 80);
	struct question_row row;

	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
	assert_int_equal(kit_attempts(kit), 1);
	FAILS(kit, store_find_question(kit->store, &kit->arena, "lost", &row,
				       &kit->err), "no question 'lost'");
}

/* No file may grow: as on a full disk. */
static void with_full_disk(struct kit *kit, struct attempt *attempt)
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
	ok = store_attempt(kit->store, attempt, NULL, &fsrs_daily, &kit->err);
	setrlimit(RLIMIT_FSIZE, &old);
	assert_false(ok);
}

static void a_failed_attempt_leaves_nothing(void **state)
{
	struct kit *kit = *state;
	struct attempt attempt = kit_attempt(kit, "sum", TODAY, 80);
	char *answer = arena_alloc(&kit->arena, 1 << 20, 1);
	struct practice_day *days;
	size_t count;

	memset(answer, 'x', (1 << 20) - 1);
	attempt.answer = answer;
	kit_import(kit, "home", "sum");
	kit_draft(kit, "sum", "half");
	with_full_disk(kit, &attempt);
	assert_int_equal(attempt.number, 0);
	assert_int_equal(kit_attempts(kit), 0);
	assert_int_equal(kit_due(kit, TODAY + 9), 0);
	assert_true(kit_has_draft(kit, "sum"));
	WELL(kit, store_days(kit->store, &kit->arena, &days, &count,
			     &kit->err));
	assert_int_equal(count, 0);
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
	assert_int_equal(kit_attempts(kit), 1);
	/* The same UUID is the same attempt. */
	FAILS(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
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
	WELL(kit, store_attempt(kit->store, &child, NULL, &fsrs_daily,
				&kit->err));
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
	assert_false(kit_row(kit, "sum").seen);
	expect_totals(kit, 0, 0, 0);
	assert_false(undo(kit, &undone));
}

static void rebuilding_changes_nothing(void **state)
{
	static const char *const ids[] = { "alpha", "beta", "sum", "soap" };
	struct kit *kit = *state;
	struct attempt undone;
	const char *before;
	uint64_t dice = 7;

	kit_import(kit, "home", "alpha beta sum soap");
	for (int i = 0; i < 180; i++) {
		dice = dice * 6364136223846793005u + 1442695040888963407u;
		kit_practise(kit, ids[dice >> 62], TODAY + i / 3,
			     (int)(dice >> 40 & 127) % 101);
	}
	assert_true(undo(kit, &undone));
	before = kit_derived(kit);
	WELL(kit, store_rebuild(kit->store, &fsrs_daily, &kit->err));
	assert_string_equal(before, kit_derived(kit));
}

/* Keeps an answer begun at `at`, on the day of that moment. */
static void answer_at(struct kit *kit, int64_t at, int offset, int score)
{
	struct attempt attempt = kit_attempt(kit, "sum", 0, score);

	attempt.at = (struct moment){ at, offset };
	attempt.day = plan_day(attempt.at, attempt.rollover);
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
}

/* Whatever order answers come in, the card is that of their order in time. */
static void a_clock_set_back_leaves_the_same_card(void **state)
{
	static const struct {
		int64_t hour;
		int offset, score;
	} answers[] = {
		{ 12, 0, 80 }, { 60, 0, 95 }, { 270, 0, 30 },
		/* The day before by its number, the hour after by time. */
		{ 310, -10 * 3600, 75 }, { 305, 14 * 3600, 95 },
		{ 500, 0, 60 },
	};
	static const int orders[][6] = {
		{ 0, 1, 2, 3, 4, 5 }, { 5, 4, 3, 2, 1, 0 },
		{ 2, 0, 3, 1, 5, 4 }, { 4, 3, 5, 0, 2, 1 },
	};
	struct kit *kit = *state;
	struct card first = { 0 }, card;

	for (size_t order = 0; order < 4; order++) {
		kit_close(kit);
		kit->path = kit_beside(kit, arena_printf(&kit->arena, "%zu",
							 order));
		kit_open(kit);
		kit_import(kit, "home", "sum");
		for (size_t i = 0; i < 6; i++) {
			int n = orders[order][i];

			answer_at(kit, (TODAY * 24 + answers[n].hour) * 3600,
				  answers[n].offset, answers[n].score);
		}
		WELL(kit, store_card(kit->store, "home", "sum", &card,
				     &kit->err));
		if (order == 0)
			first = card;
		assert_int_equal(card.due_day, first.due_day);
		assert_int_equal(card.last_day, first.last_day);
		assert_int_equal(card.reviews, first.reviews);
		assert_int_equal(card.lapses, first.lapses);
		assert_true(card.stability == first.stability);
	}
}

static void what_differs_is_counted(void **state)
{
	struct kit *kit = *state;
	struct kept_check check;
	const char *before;
	struct db db;

	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "alpha", TODAY + 1, 55);
	WELL(kit, store_check_kept(kit->store, &fsrs_daily, &check,
				   &kit->err));
	assert_int_equal(check.attempts, 2);
	assert_int_equal(check.days + check.cards + check.sums, 0);
	WELL(kit, db_open(&db, kit->path, DB_WRITE, &kit->err));
	WELL(kit, db_run(&db, "UPDATE question SET due_day = due_day + 1",
			 NO_VALUES, &kit->err));
	WELL(kit, db_run(&db, "DELETE FROM day WHERE day = ?1",
			 VALUES(V((int)TODAY)), &kit->err));
	WELL(kit, db_run(&db, "INSERT INTO day VALUES (7, 0, 0, 1, 1, 1, 1, "
			 "0, 0, 1, 1)", NO_VALUES, &kit->err));
	WELL(kit, db_run(&db, "UPDATE tally SET words = 0", NO_VALUES,
			 &kit->err));
	db_close(&db);
	before = kit_derived(kit);
	WELL(kit, store_check_kept(kit->store, &fsrs_daily, &check,
				   &kit->err));
	assert_int_equal(check.days, 2);
	assert_int_equal(check.cards, 2);
	assert_int_equal(check.sums, 2);
	assert_string_equal(before, kit_derived(kit));
}

/* ---- holidays ---- */

static const char *holidays(struct kit *kit)
{
	struct pause *pauses;
	const char *list = "";
	size_t count;

	WELL(kit, store_pauses(kit->store, &kit->arena, &pauses, &count,
			       &kit->err));
	for (size_t i = 0; i < count; i++)
		list = arena_printf(&kit->arena, "%s%d-%d ", list,
				    (int)pauses[i].first, (int)pauses[i].last);
	return list;
}

static void pause_days(struct kit *kit, int64_t first, int64_t last)
{
	struct pause pause = { first, last };

	WELL(kit, store_pause(kit->store, &pause, &kit->err));
}

static void holidays_that_overlap_are_one(void **state)
{
	struct kit *kit = *state;
	struct pause ended;
	bool found;

	assert_string_equal(holidays(kit), "");
	pause_days(kit, 20, 25);
	pause_days(kit, 10, 12);
	pause_days(kit, 13, 13);
	pause_days(kit, 24, 30);
	pause_days(kit, 20, 22);
	pause_days(kit, 22, 23);
	kit_reopen(kit);
	assert_string_equal(holidays(kit), "10-12 13-13 20-30 ");
	WELL(kit, store_unpause(kit->store, 24, &ended, &found, &kit->err));
	assert_false(found);
	WELL(kit, store_unpause(kit->store, 20, &ended, &found, &kit->err));
	assert_true(found && ended.first == 20 && ended.last == 30);
	assert_string_equal(holidays(kit), "10-12 13-13 ");
	WELL(kit, store_unpause(kit->store, 20, &ended, &found, &kit->err));
	assert_false(found);
}

static void days_are_counted_once(void **state)
{
	struct kit *kit = *state;
	struct attempt junk = kit_attempt(kit, "sum", TODAY + 1, 0);
	struct practice_day *days;
	size_t count;

	kit_import(kit, "home", "sum");
	junk.counts = false;
	WELL(kit, store_attempt(kit->store, &junk, NULL, &fsrs_daily,
				&kit->err));
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(settings_survive),
		OPEN_TEST(drafts_survive),
		OPEN_TEST(adverts_survive_and_are_kept_once),
		OPEN_TEST(an_attempt_comes_back_whole),
		OPEN_TEST(an_answer_outlives_its_question),
		OPEN_TEST(a_failed_attempt_leaves_nothing),
		OPEN_TEST(attempts_are_narrowed),
		OPEN_TEST(a_dispute_is_kept),
		OPEN_TEST(undo_gives_everything_back),
		OPEN_TEST(rebuilding_changes_nothing),
		OPEN_TEST(a_clock_set_back_leaves_the_same_card),
		OPEN_TEST(what_differs_is_counted),
		OPEN_TEST(holidays_that_overlap_are_one),
		OPEN_TEST(days_are_counted_once),
		OPEN_TEST(totals_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
