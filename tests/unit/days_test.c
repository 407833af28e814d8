/* days_test.c - lives of practice, as whole and as wild as lives are.
 *
 * A life is a list of answers with their moments: evenings and nights, days
 * left out, journeys to other zones, summer time beginning and ending, a turn
 * of the day that is moved, a clock that is wrong for a while, junk,
 * follow-ups, answers taken back, holidays. All of it follows from a seed. Of
 * 10,000 lives days and streak must be what plain references make them: the
 * wall clock of the C library, and streak_kit.h. 200 more are lived through a
 * database, where days, sums and cards must be what references and a rebuild
 * make them.
 */
#include "store_kit.h"
#include "streak_kit.h"

#include <time.h>

enum {
	LIVES = 10000, LIVED = 200, ANSWERS_MAX = 90, ANSWERS_KEPT = 30,
	QUESTIONS = 3,
};

struct answer {
	int number;			/* in order of being kept, from 1 */
	int parent;			/* number of its first; 0: a first */
	int question;
	struct moment at;
	int rollover;
	int64_t day;			/* by the plain reference */
	int score, seconds, words;
	enum rating rating;
	bool counts;
	bool gone;			/* taken back ... */
	int gone_before;		/* ... before that number was kept */
};

struct life {
	struct answer list[ANSWERS_MAX];
	int count;
	struct pause pauses[PAUSES_MAX];
	size_t pause_count;
	int64_t now, today;
};

/* What all lives had in them, so that the test has something to say. */
static struct {
	int frozen, broken, long_runs, holidays, set_back, taken_back, shifted;
	int bases, kept_bases;
} met;

static const char *const question_ids[QUESTIONS] = { "alpha", "sum", "soap" };

/* ---- a life ---- */

static const char *const zones[] = {
	"UTC0", "GMT0BST,M3.5.0/1,M10.5.0", "EST5EDT,M3.2.0,M11.1.0",
	"CET-1CEST,M3.5.0,M10.5.0/3", "<+0530>-5:30", "<+0545>-5:45",
	"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "<+14>-14", "<-11>11",
	"<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45",
	"NST3:30NDT,M3.2.0,M11.1.0", "AEST-10AEDT,M10.1.0,M4.1.0/3",
};
enum { ZONES = sizeof(zones) / sizeof(*zones) };

struct walker {				/* who lives it, just now */
	int64_t time;			/* the true one */
	int64_t wrong;			/* by how much the clock is */
	int rollover;
	int steady;			/* of 100 days, those not left out */
	int junk;			/* of 100 answers */
};

static bool chance(int of_100)
{
	return random_in(1, 100) <= of_100;
}

static void travel(void)
{
	setenv("TZ", zones[random_in(0, ZONES - 1)], 1);
	tzset();
}

/* The day by the wall clock, as the C library has it. */
static int64_t plain_day(int64_t utc, int rollover)
{
	time_t seconds = (time_t)utc;
	struct tm wall;
	int64_t day;

	assert_non_null(localtime_r(&seconds, &wall));
	day = date_day((struct civil){ wall.tm_year + 1900, wall.tm_mon + 1,
				       wall.tm_mday });
	return wall.tm_hour < rollover ? day - 1 : day;
}

static void live_on(struct walker *walker)
{
	int64_t wait = DAY + random_in(-6 * HOUR, 6 * HOUR);

	if (chance(15))
		wait = random_in(60, 4 * HOUR);
	else if (!chance(walker->steady))
		wait += random_in(1, random_in(1, 4)) * DAY;
	walker->time += wait;
	if (chance(4))
		travel();
	if (chance(3))
		walker->rollover = (int)random_in(0, 23);
	if (walker->wrong && chance(25))
		walker->wrong = 0;
	else if (chance(2))
		walker->wrong = random_in(-9 * DAY, chance(80) ? 0 : 20 * DAY);
}

static int newest_first(const struct life *life)
{
	for (int i = life->count - 1; i >= 0; i--)
		if (!life->list[i].parent && !life->list[i].gone)
			return life->list[i].number;
	return 0;
}

static void take_back(struct life *life)
{
	int newest = newest_first(life);

	for (int i = 0; newest && i < life->count; i++)
		if (life->list[i].number == newest ||
		    life->list[i].parent == newest) {
			life->list[i].gone = true;
			life->list[i].gone_before = life->count + 1;
		}
	met.taken_back += newest > 0;
}

static void give_answer(struct life *life, const struct walker *walker)
{
	int parent = chance(15) ? newest_first(life) : 0;
	struct answer *a = &life->list[life->count++];
	int64_t utc = walker->time + walker->wrong;

	*a = (struct answer){ .number = life->count, .parent = parent,
		.question = (int)random_in(0, QUESTIONS - 1),
		.at = date_local(utc), .rollover = walker->rollover,
		.day = plain_day(utc, walker->rollover),
		.score = (int)random_in(0, 100),
		.seconds = (int)random_in(0, 300),
		.words = (int)random_in(0, 90) };
	if (parent)
		a->question = life->list[parent - 1].question;
	if (!parent && !chance(10))
		a->rating = plan_rating(a->score, chance(20));
	a->counts = !parent && !chance(walker->junk);
	assert_int_equal(plan_day(a->at, a->rollover), a->day);
}

/* Some before, some within, some to come; rising, and they may touch. */
static void plan_holidays(struct life *life, int64_t day)
{
	int64_t count = random_in(-4, 5);

	day += random_in(-10, 20);
	for (int64_t i = 0; i < count; i++) {
		int64_t last = day + random_in(0, random_in(0, 12));

		life->pauses[life->pause_count++] = (struct pause){ day, last };
		day = last + random_in(1, 20);
	}
}

static void make_life(struct life *life, int most)
{
	struct walker walker = {
		.time = random_in(18262, 21000) * DAY,	/* 2020 to 2027 */
		.rollover = chance(70) ? 4 : (int)random_in(0, 23),
		.steady = (int)(chance(50) ? random_in(95, 100)
					   : random_in(60, 95)),
		.junk = (int)random_in(0, 12) };
	int64_t steps = random_in(0, most), end;

	*life = (struct life){ .count = 0 };
	travel();
	plan_holidays(life, walker.time / DAY);
	for (int64_t i = 0; i < steps; i++) {
		live_on(&walker);
		if (chance(3))
			take_back(life);
		give_answer(life, &walker);
	}
	end = chance(60) ? random_in(0, 30 * HOUR) : random_in(0, 5 * DAY);
	life->now = walker.time + walker.wrong + end;
	life->today = plain_day(life->now, walker.rollover);
}

/* ---- what references make of it ---- */

static bool day_counts(const struct life *life, int64_t day)
{
	for (int i = 0; i < life->count; i++)
		if (life->list[i].counts && !life->list[i].gone &&
		    life->list[i].day == day)
			return true;
	return false;
}

/* The first and the last moment of a day that counts are of all its answers. */
static void history_of(const struct life *life, struct history *history)
{
	*history = (struct history){ .today = life->today, .now = life->now,
				     .pause_count = life->pause_count };
	memcpy(history->pauses, life->pauses, sizeof(life->pauses));
	for (int i = 0; i < life->count; i++) {
		const struct answer *a = &life->list[i];

		if (!a->gone && day_counts(life, a->day))
			add_attempt(history, a->day, a->at.utc);
	}
}

/* Is a to be rated before b? */
static bool is_before(const struct answer *a, const struct answer *b)
{
	return a->at.utc != b->at.utc ? a->at.utc < b->at.utc
				      : a->number < b->number;
}

/* Always the earliest that is not rated yet, until there is none. */
static struct card plain_card(const struct life *life, int question)
{
	uint64_t seed = store_card_seed("home", question_ids[question]);
	struct card card = { .state = CARD_NEW };
	const struct answer *last = NULL;

	for (;;) {
		const struct answer *next = NULL;

		for (int i = 0; i < life->count; i++) {
			const struct answer *a = &life->list[i];

			if (!a->gone && !a->parent && a->rating &&
			    a->question == question &&
			    (!last || is_before(last, a)) &&
			    (!next || is_before(a, next)))
				next = a;
		}
		if (!next)
			return card;
		plan_review(&fsrs_daily, &card, next->rating, next->day, seed);
		last = next;
	}
}

/* ---- without a database ---- */

struct told {
	int earned, frozen;
	int64_t last_frozen;
};

static void listen(void *context, enum streak_event event, int64_t day)
{
	struct told *told = context;

	if (event == STREAK_EARNED) {
		told->earned++;
	} else {
		told->frozen++;
		told->last_frozen = day;
	}
}

static void check_told(const struct history *history)
{
	struct practice practice = { history->days, history->count,
				     history->pauses, history->pause_count };
	struct told told = { 0 };
	struct streak streak;

	plan_streak_tell(&practice, history->today, history->now, &streak,
			 listen, &told);
	assert_int_equal(told.earned - told.frozen, streak.freezes);
	assert_int_equal(told.last_frozen, streak.last_frozen);
}

/* Wherever the days are cut, going on from what the first came to gives the
 * same as all of them together. */
static void check_bases(const struct history *history)
{
	struct practice all = { history->days, history->count,
				history->pauses, history->pause_count };
	struct streak_base base = { .count = 0 };
	struct streak whole, on;

	plan_streak(&all, history->today, history->now, &whole);
	for (size_t i = 0; i < history->count; i++) {
		struct practice one = all, rest = all;

		one.days += i;
		one.count = 1;
		plan_streak_add(&one, &base);
		if (base.last.day > history->today)
			break;
		rest.days += i + 1;
		rest.count -= i + 1;
		plan_streak_on(&base, &rest, history->today, history->now,
			       &on);
		assert_true(streaks_agree(&whole, &on));
		met.bases++;
	}
}

static void count_met(const struct life *life, const struct streak *streak)
{
	for (int i = 1; i < life->count; i++) {
		met.set_back += life->list[i].at.utc <
				life->list[i - 1].at.utc;
		met.shifted += life->list[i].at.offset !=
			       life->list[i - 1].at.offset;
	}
	met.frozen += streak->spent > 0;
	met.broken += streak->days == 0 && streak->best > 0;
	met.long_runs += streak->days >= 14;
	met.holidays += streak->today == STREAK_PAUSED;
}

static void streaks_are_what_they_should_be(void **state)
{
	(void)state;
	for (int i = 0; i < LIVES; i++) {
		struct streak fast, slow;
		struct history history;
		struct life life;

		make_life(&life, ANSWERS_MAX);
		history_of(&life, &history);
		find_streak(&history, &fast);
		slow_streak(history, &slow);
		if (!streaks_agree(&fast, &slow))
			fail_msg("life %d: %d days, plainly %d", i, fast.days,
				 slow.days);
		check_told(&history);
		check_bases(&history);
		count_met(&life, &slow);
	}
	assert_true(met.frozen > 500 && met.broken > 500);
	assert_true(met.long_runs > 500 && met.holidays > 100);
	assert_true(met.set_back > 500 && met.taken_back > 500);
	assert_true(met.shifted > 5000 && met.bases > 50000);
}

/* ---- through a database ---- */

/* Points of two kinds, one of them met by half of the answers. */
static void make_mark(struct arena *arena, const struct answer *a,
		      struct mark *mark)
{
	struct point *points = ARENA_ARRAY(arena, 2, struct point);

	points[0] = (struct point){ .id = "cost", .worth = 2,
				    .says = "what it costs" };
	points[1] = (struct point){ .id = "why", .worth = 1,
				    .says = "because of the reason" };
	*mark = (struct mark){ .score = a->score,
			       .grade = mark_grade(a->score),
			       .point_count = 2 };
	mark->points = ARENA_ARRAY(arena, 2, struct point_mark);
	for (int i = 0; i < 2; i++)
		mark->points[i] = (struct point_mark){ .id = points[i].id,
			.point = &points[i],
			.state = a->score % (i + 2) ? POINT_MET
						    : POINT_MISSED };
}

static void keep_answer(struct kit *kit, const struct answer *a,
			int64_t *numbers)
{
	struct attempt attempt = kit_attempt(kit, question_ids[a->question],
					     a->day, a->score);
	struct mark mark;

	attempt.at = a->at;
	attempt.rollover = a->rollover;
	attempt.seconds = a->seconds;
	attempt.words = (unsigned)a->words;
	attempt.rating = a->rating;
	attempt.counts = a->counts;
	attempt.parent = a->parent ? numbers[a->parent] : 0;
	make_mark(&kit->arena, a, &mark);
	WELL(kit, store_attempt(kit->store, &attempt, &mark, &fsrs_daily,
				&kit->err));
	numbers[a->number] = attempt.number;
}

/* Each holiday as rows that overlap. */
static void keep_holidays(struct kit *kit, const struct life *life)
{
	for (size_t i = 0; i < life->pause_count; i++) {
		struct pause whole = life->pauses[i], part = whole;

		part.last = random_in(part.first, part.last);
		WELL(kit, store_pause(kit->store, &part, &kit->err));
		part.last = whole.last;
		part.first = random_in(part.first, part.last);
		WELL(kit, store_pause(kit->store, &part, &kit->err));
		whole.last = random_in(part.first, whole.last);
		WELL(kit, store_pause(kit->store, &whole, &kit->err));
	}
}

static void check_streak(struct kit *kit, const struct life *life)
{
	struct practice_day *days;
	struct pause *pauses;
	struct practice practice;
	struct history history;
	struct streak kept, slow;

	WELL(kit, store_days(kit->store, &kit->arena, &days, &practice.count,
			     &kit->err));
	WELL(kit, store_pauses(kit->store, &kit->arena, &pauses,
			       &practice.pause_count, &kit->err));
	practice.days = days;
	practice.pauses = pauses;
	history_of(life, &history);
	assert_int_equal(practice.count, history.count);
	for (size_t i = 0; i < history.count; i++) {
		assert_int_equal(days[i].day, history.days[i].day);
		assert_int_equal(days[i].first, history.days[i].first);
		assert_int_equal(days[i].last, history.days[i].last);
	}
	plan_streak(&practice, life->today, life->now, &kept);
	slow_streak(history, &slow);
	assert_true(streaks_agree(&kept, &slow));
}

/* What is kept of the streak gives, from any day, what all days give. */
static void check_base(struct kit *kit, int64_t around)
{
	struct practice_day *days;
	struct pause *pauses;
	struct practice all, rest;
	struct streak_base base;
	struct streak whole, on;

	WELL(kit, store_days(kit->store, &kit->arena, &days, &all.count,
			     &kit->err));
	WELL(kit, store_pauses(kit->store, &kit->arena, &pauses,
			       &all.pause_count, &kit->err));
	all.days = days;
	all.pauses = pauses;
	for (int64_t today = around - 3; today < around + 4; today++) {
		int64_t now = today * DAY + 12 * HOUR;

		WELL(kit, store_practice(kit->store, &kit->arena, today,
					 &base, &rest, &kit->err));
		assert_int_equal(base.count + rest.count, all.count);
		plan_streak(&all, today, now, &whole);
		plan_streak_on(&base, &rest, today, now, &on);
		assert_true(streaks_agree(&whole, &on));
		met.kept_bases += base.count > 0;
	}
}

static void end_holidays(struct kit *kit, const struct life *life)
{
	struct pause *pauses, ended;
	size_t count;
	bool found;

	WELL(kit, store_pauses(kit->store, &kit->arena, &pauses, &count,
			       &kit->err));
	for (size_t i = 0; i < count; i++) {
		WELL(kit, store_unpause(kit->store, pauses[i].first, &ended,
					&found, &kit->err));
		assert_true(found);
		check_base(kit, life->today);
	}
}

static void check_cards(struct kit *kit, const struct life *life)
{
	for (int i = 0; i < QUESTIONS; i++) {
		struct card plain = plain_card(life, i), kept;

		WELL(kit, store_card(kit->store, "home", question_ids[i],
				     &kept, &kit->err));
		assert_int_equal(kept.state, plain.state);
		assert_int_equal(kept.reviews, plain.reviews);
		assert_int_equal(kept.lapses, plain.lapses);
		assert_int_equal(kept.last_day, plain.last_day);
		assert_int_equal(kept.due_day, plain.due_day);
		assert_true(kept.stability == plain.stability);
		assert_true(kept.difficulty == plain.difficulty);
	}
}

static void check_totals(struct kit *kit, const struct life *life)
{
	int64_t attempts = 0, seconds = 0, words = 0;
	struct totals totals;

	for (int i = 0; i < life->count; i++) {
		const struct answer *a = &life->list[i];

		attempts += !a->gone;
		seconds += a->gone ? 0 : a->seconds;
		words += a->gone ? 0 : a->words;
	}
	WELL(kit, store_totals(kit->store, &kit->arena, life->today, &totals,
			       &kit->err));
	assert_int_equal(totals.attempts, attempts);
	assert_int_equal(totals.seconds, seconds);
	assert_int_equal(totals.words, words);
}

static void check_rebuilt(struct kit *kit)
{
	const char *before = kit_derived(kit);
	struct kept_check check;

	WELL(kit, store_check_kept(kit->store, &fsrs_daily, &check,
				   &kit->err));
	assert_int_equal(check.days + check.cards + check.sums, 0);
	WELL(kit, store_rebuild(kit->store, &fsrs_daily, &kit->err));
	assert_string_equal(before, kit_derived(kit));
}

static bool is_taken_back(const struct life *life, int number)
{
	for (int i = 0; i < life->count; i++)
		if (life->list[i].gone_before == number)
			return true;
	return false;
}

static void live(struct kit *kit, const struct life *life)
{
	int64_t numbers[ANSWERS_MAX + 1];
	int holidays = (int)random_in(0, life->count);
	struct attempt undone;
	bool found;

	for (int i = 0; i < life->count; i++) {
		const struct answer *a = &life->list[i];

		if (i == holidays)
			keep_holidays(kit, life);
		if (is_taken_back(life, a->number)) {
			WELL(kit, store_undo(kit->store, &kit->arena,
					     &fsrs_daily, &undone, &found,
					     &kit->err));
			assert_true(found);
			check_base(kit, a->day);
		}
		keep_answer(kit, a, numbers);
		check_base(kit, a->day);
	}
	if (holidays == life->count)
		keep_holidays(kit, life);
}

/* The same file again for the next life. */
static void forget_all(struct kit *kit)
{
	static const char *const statements[] = {
		"DELETE FROM attempt_point", "DELETE FROM attempt",
		"DELETE FROM pause", NULL,
	};
	struct db db;

	WELL(kit, db_open(&db, kit->path, DB_WRITE, &kit->err));
	for (const char *const *sql = statements; *sql; sql++)
		WELL(kit, db_run(&db, *sql, NO_VALUES, &kit->err));
	db_close(&db);
	WELL(kit, store_rebuild(kit->store, &fsrs_daily, &kit->err));
}

/* A folder in memory where there is one: each answer is flushed to the disk. */
static int start_in_memory(void **state)
{
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 0);
	return kit_start_open(state);
}

static void what_is_kept_is_what_it_should_be(void **state)
{
	struct kit *kit = *state;

	kit_import(kit, "home", "alpha sum soap");
	for (int i = 0; i < LIVED; i++) {
		struct life life;

		make_life(&life, ANSWERS_KEPT);
		live(kit, &life);
		check_streak(kit, &life);
		check_cards(kit, &life);
		check_totals(kit, &life);
		check_rebuilt(kit);
		check_base(kit, life.today);
		end_holidays(kit, &life);
		forget_all(kit);
	}
	assert_true(met.kept_bases > 10000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(streaks_are_what_they_should_be),
		cmocka_unit_test_setup_teardown(
			what_is_kept_is_what_it_should_be, start_in_memory,
			kit_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
