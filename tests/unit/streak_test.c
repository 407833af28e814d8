/* streak_test.c - days and the streak: cases, and a plain reference.
 *
 * tests/cases/streak.txt explains its format. The reference is streak_kit.h's;
 * 10,000 random histories of a fixed seed must agree with it: with gaps,
 * holidays, travel, clocks set back and a today that may lie anywhere.
 */
#include "streak_kit.h"

#define CASES "tests/cases/streak.txt"

enum { HISTORIES = 10000, CASES_LEAST = 80 };

/* ---- reading ---- */

#define CHECK(history, truth, what) do { \
	if (!(truth)) \
		fail_msg("%s: case %.*s: %s", CASES, \
			 (int)(history)->name.len, (history)->name.s, what); \
} while (0)

static int64_t to_number(const struct history *history, struct str text)
{
	int64_t number = 0;

	CHECK(history, text_number(text, -1000000, 1000000, &number),
	      "no number");
	return number;
}

/* "3-5@12": first and last day, and the hours as a text. */
static struct str read_days(const struct history *history, struct str word,
			    int64_t *from, int64_t *to)
{
	struct str numbers, first;

	str_cut(&word, '@', &numbers);
	str_cut(&numbers, '-', &first);
	*from = *to = to_number(history, first);
	if (numbers.len)
		*to = to_number(history, numbers);
	return word.len ? word : STR("12");
}

static void read_list(struct history *history, struct str text)
{
	struct str word, hours, hour;
	int64_t from, to;

	while (str_cut(&text, ' ', &word)) {
		hours = read_days(history, word, &from, &to);
		while (str_cut(&hours, ',', &hour))
			for (int64_t day = from; day <= to; day++)
				add_attempt(history, day, day * DAY +
					    to_number(history, hour) * HOUR);
	}
}

static void read_pauses(struct history *history, struct str text)
{
	struct str word;

	while (str_cut(&text, ' ', &word)) {
		struct pause *pause = &history->pauses[history->pause_count];

		CHECK(history, history->pause_count < PAUSES_MAX,
		      "too many holidays");
		read_days(history, word, &pause->first, &pause->last);
		history->pause_count++;
	}
}

static void read_today(struct history *history, struct str text)
{
	struct str hours;
	int64_t to;

	hours = read_days(history, text, &history->today, &to);
	history->now = history->today * DAY + to_number(history, hours) * HOUR;
}

static struct moment read_moment(const struct history *history,
				 struct str text)
{
	struct moment moment = { 0 };
	struct error err;

	CHECK(history, date_parse(text, &moment, &err), "no such moment");
	return moment;
}

/* ---- expecting ---- */

static int64_t read_frozen(const struct history *history, struct str text)
{
	int64_t day = 0;
	struct error err;

	if (str_is(text, "none"))
		return 0;
	if (text.len == 10) {
		CHECK(history, date_parse_day(text, &day, &err), "no date");
		return day;
	}
	return to_number(history, text);
}

static void expect_one(const struct history *history,
		       const struct streak *streak, struct str name,
		       struct str value)
{
	const struct {
		const char *name;
		int64_t got;
	} members[] = {
		{ "days", streak->days }, { "best", streak->best },
		{ "freezes", streak->freezes }, { "spent", streak->spent },
		{ "next", streak->to_next }, { "frozen", streak->last_frozen },
		{ "today", streak->today },
	};
	int64_t want;

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		if (!str_is(name, members[i].name))
			continue;
		if (str_is(value, "done") || str_is(value, "notyet"))
			want = str_is(value, "done") ? STREAK_DONE :
						       STREAK_NOT_YET;
		else if (str_is(value, "holiday"))
			want = STREAK_PAUSED;
		else
			want = read_frozen(history, value);
		if (members[i].got != want)
			fail_msg("%s: case %.*s: %s is %lld, not %.*s", CASES,
				 (int)history->name.len, history->name.s,
				 members[i].name, (long long)members[i].got,
				 (int)value.len, value.s);
		return;
	}
	CHECK(history, false, "unknown word after expect");
}

static void expect_all(const struct history *history, struct str text)
{
	struct streak streak;
	struct str name, value;

	find_streak(history, &streak);
	CHECK(history, text.len > 0, "nothing is expected");
	while (str_cut(&text, ' ', &name)) {
		CHECK(history, str_cut(&text, ' ', &value), "no value");
		expect_one(history, &streak, name, value);
	}
}

static void read_line(struct history *history, struct str name,
		      struct str value)
{
	struct moment moment;
	bool at = str_is(name, "at");

	if (str_is(name, "case")) {
		*history = (struct history){ .name = value, .rollover = 4 };
	} else if (str_is(name, "days")) {
		read_list(history, value);
	} else if (str_is(name, "pause")) {
		read_pauses(history, value);
	} else if (str_is(name, "today")) {
		read_today(history, value);
	} else if (str_is(name, "rollover")) {
		history->rollover = (int)to_number(history, value);
	} else if (at || str_is(name, "now")) {
		moment = read_moment(history, value);
		history->today = plan_day(moment, history->rollover);
		history->now = moment.utc;
		if (at)
			add_attempt(history, history->today, moment.utc);
	} else {
		CHECK(history, str_is(name, "expect"), "unknown line");
		expect_all(history, value);
	}
}

static void cases_hold(void **state)
{
	struct history history = { .name = STR("none yet") };
	struct str file, line, name;
	struct arena arena;
	struct error err;
	int expected = 0;

	(void)state;
	arena_init(&arena, 0);
	if (!file_read(&arena, CASES, 1 << 20, &file, &err))
		fail_msg("%s: %s", CASES, err.text);
	while (str_cut(&file, '\n', &line)) {
		if (str_trim(line).len == 0 || str_starts(line, "#"))
			continue;
		str_cut(&line, ':', &name);
		read_line(&history, name, str_trim(line));
		expected += str_is(name, "expect");
	}
	assert_true(expected >= CASES_LEAST);
	arena_release(&arena);
}

/* ---- the day ---- */

static void days_turn_at_the_rollover(void **state)
{
	static const struct {
		int64_t utc;
		int offset, rollover;
		int64_t day;
	} cases[] = {
		{ 0, 0, 0, 0 }, { -1, 0, 0, -1 }, { DAY - 1, 0, 0, 0 },
		{ DAY, 0, 0, 1 }, { -DAY, 0, 0, -1 }, { -DAY - 1, 0, 0, -2 },
		{ 4 * HOUR - 1, 0, 4, -1 }, { 4 * HOUR, 0, 4, 0 },
		{ 0, 4 * HOUR, 4, 0 }, { 0, -1, 0, -1 },
		{ 23 * HOUR, 0, 23, 0 }, { 23 * HOUR - 1, 0, 23, -1 },
		{ 10 * HOUR, 18 * HOUR, 4, 1 }, { 0, -18 * HOUR, 23, -2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct moment moment = { cases[i].utc, cases[i].offset };

		assert_int_equal(plan_day(moment, cases[i].rollover),
				 cases[i].day);
	}
}

/* ---- random histories ---- */

/* Any second of that day in any zone; now and then of a wrong clock. */
static int64_t random_moment(int64_t day)
{
	int64_t utc = day * DAY + 4 * HOUR + random_in(0, DAY - 1) -
		      random_in(-12, 14) * HOUR;

	if (random_in(1, 40) == 1)
		utc += random_in(-5 * DAY, 5 * DAY);
	return utc;
}

static int64_t random_gap(void)
{
	int64_t dice = random_in(1, 100);

	if (dice <= 86)
		return 1;
	return dice <= 94 ? 2 : random_in(3, 6);
}

/* None, or some that do not overlap but may touch. */
static void random_pauses(struct history *history)
{
	int64_t count = random_in(-3, PAUSES_MAX), day = random_in(-55, 30);

	for (int64_t i = 0; i < count; i++) {
		history->pauses[history->pause_count++] = (struct pause){
			day, day + random_in(0, random_in(0, 9))
		};
		day = history->pauses[i].last + random_in(1, 14);
	}
}

static void random_history(struct history *history)
{
	int64_t count = random_in(0, 60), day = random_in(-50, 50);

	*history = (struct history){ .count = (size_t)count };
	for (int64_t i = 0; i < count; i++) {
		int64_t first = random_moment(day);

		history->days[i] = (struct practice_day){
			day, first, first + random_in(0, 10 * HOUR)
		};
		day += random_gap();
	}
	random_pauses(history);
	history->today = day - 1 + random_in(0, 4);
	if (random_in(1, 5) == 1)
		history->today = day - random_in(0, 100);
	history->now = random_moment(history->today);
}

static void random_histories_agree(void **state)
{
	int frozen = 0, broken = 0, long_runs = 0;

	(void)state;
	for (int i = 0; i < HISTORIES; i++) {
		struct history history;
		struct streak fast, slow;

		random_history(&history);
		slow_streak(history, &slow);
		find_streak(&history, &fast);
		if (!streaks_agree(&fast, &slow))
			fail_msg("history %d: days %d, plainly %d", i,
				 fast.days, slow.days);
		frozen += slow.spent > 0;
		broken += slow.days == 0 && slow.best > 0;
		long_runs += slow.days >= 14;
	}
	/* The histories must have had something to agree on. */
	assert_true(frozen > 500 && broken > 500 && long_runs > 500);
}

/* Practising today never makes a streak shorter. */
static void practising_never_costs(void **state)
{
	(void)state;
	for (int i = 0; i < 2000; i++) {
		struct history history;
		struct streak before, after;

		random_history(&history);
		if (history.count &&
		    history.today < history.days[history.count - 1].day)
			continue;
		find_streak(&history, &before);
		add_attempt(&history, history.today, history.now);
		find_streak(&history, &after);
		assert_true(after.days >= before.days);
		assert_true(after.days > 0);
		assert_int_equal(after.today, STREAK_DONE);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases_hold),
		cmocka_unit_test(days_turn_at_the_rollover),
		cmocka_unit_test(random_histories_agree),
		cmocka_unit_test(practising_never_costs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
