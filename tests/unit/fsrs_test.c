/* fsrs_test.c - the scheduler against the published vectors.
 *
 * tests/cases/fsrs.txt explains its format. A case names a function; each
 * function reads the fields that it knows and compares lists of numbers. A
 * case that compares nothing, or has a field that nobody read, fails, so
 * that a slip of the pen in the file can't pass for a vector that holds.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/fsrs.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

#define CASES "tests/cases/fsrs.txt"
#define DAY 86400

enum { FIELDS_MAX = 24, NUMBERS_MAX = 64, SETS_MAX = 8, VECTORS = 49 };

struct field {
	struct str name, value;
	bool read;
};

struct numbers {
	double n[NUMBERS_MAX];
	bool given[NUMBERS_MAX];	/* false where it says "-" */
	size_t count;
};

struct set {
	struct str name;
	struct numbers weights;
};

/* One block of the file, and what it asks for. */
struct vector {
	struct str id;
	struct field fields[FIELDS_MAX];
	size_t count;
	const struct set *sets;
	size_t set_count;
	struct fsrs fsrs;
	struct numbers ratings, days;
	double tolerance[2];		/* absolute, relative */
	size_t compared;
};

/* ---- reading ---- */

#define FAIL(vector, ...) fail_vector((vector), __LINE__, __VA_ARGS__)

static void fail_vector(const struct vector *vector, int line,
			const char *format, ...) PRINTF(3, 4);
static void fail_vector(const struct vector *vector, int line,
			const char *format, ...)
{
	char text[256];
	va_list args;

	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	fail_msg("%s: case %.*s: %s (line %d)", CASES, (int)vector->id.len,
		 vector->id.s, text, line);
}

static struct str field_find(struct vector *vector, const char *name)
{
	for (size_t i = 0; i < vector->count; i++) {
		if (str_is(vector->fields[i].name, name)) {
			vector->fields[i].read = true;
			return vector->fields[i].value;
		}
	}
	return str_of(NULL);
}

static bool word_cut(struct str *rest, struct str *word)
{
	size_t end = 0;

	*rest = str_trim(*rest);
	while (end < rest->len && rest->s[end] != ' ' &&
	       rest->s[end] != '\n' && rest->s[end] != '\t')
		end++;
	*word = (struct str){ rest->s, end };
	*rest = (struct str){ rest->s + end, rest->len - end };
	return end > 0;
}

static double to_number(struct str word)
{
	char *end;
	double number = strtod(word.s, &end);

	if (end != word.s + word.len)
		fail_msg("%s: '%.*s' is no number", CASES, (int)word.len,
			 word.s);
	return number;
}

static struct numbers read_numbers(struct str text)
{
	struct numbers numbers = { .count = 0 };
	struct str word;

	if (str_is(str_trim(text), "none"))
		return numbers;
	while (word_cut(&text, &word)) {
		assert_true(numbers.count < NUMBERS_MAX);
		numbers.given[numbers.count] = !str_is(word, "-");
		if (numbers.given[numbers.count])
			numbers.n[numbers.count] = to_number(word);
		numbers.count++;
	}
	return numbers;
}

static struct numbers field_numbers(struct vector *vector, const char *name)
{
	return read_numbers(field_find(vector, name));
}

/* One line, and those that begin with a tab below it. */
static bool field_cut(struct str *rest, struct field *field)
{
	struct str line, more, peek;

	if (!str_cut(rest, '\n', &line) || str_trim(line).len == 0)
		return false;
	*field = (struct field){ .value = line };
	if (!str_cut(&field->value, ':', &field->name))
		fail_msg("%s: no ':' in '%.*s'", CASES, (int)line.len, line.s);
	peek = *rest;
	while (str_cut(&peek, '\n', &more) && str_starts(more, "\t")) {
		field->value.len =
			(size_t)(more.s + more.len - field->value.s);
		*rest = peek;
	}
	field->value = str_trim(field->value);
	return true;
}

static void read_steps(struct vector *vector, const char *name, int *steps,
		       int *count)
{
	struct numbers numbers;

	if (!field_find(vector, name).len)
		return;
	numbers = field_numbers(vector, name);
	assert_true(numbers.count <= FSRS_STEPS_MAX);
	*count = (int)numbers.count;
	for (size_t i = 0; i < numbers.count; i++)
		steps[i] = (int)numbers.n[i];
}

static void read_change(struct vector *vector)
{
	struct str rest = field_find(vector, "change"), word, place;

	while (word_cut(&rest, &word)) {
		int64_t index;

		assert_true(str_cut(&word, '=', &place));
		assert_true(text_number(place, 0, FSRS_WEIGHTS - 1, &index));
		vector->fsrs.w[index] = to_number(word);
	}
}

static void read_use(struct vector *vector)
{
	struct str name = field_find(vector, "use");
	struct error err;

	for (size_t i = 0; name.len && i < vector->set_count; i++) {
		const struct numbers *set = &vector->sets[i].weights;

		if (!str_equal(vector->sets[i].name, name))
			continue;
		if (!fsrs_weights(&vector->fsrs, set->n, set->count, &err))
			FAIL(vector, "%s", err.text);
		return;
	}
	if (name.len)
		FAIL(vector, "no weights '%.*s'", (int)name.len, name.s);
}

static void read_settings(struct vector *vector)
{
	struct fsrs *fsrs = &vector->fsrs;
	struct numbers numbers;

	*fsrs = fsrs_default;
	fsrs->short_term = !str_is(field_find(vector, "short-term"), "off");
	read_steps(vector, "learning", fsrs->learning, &fsrs->learning_count);
	read_steps(vector, "relearning", fsrs->relearning,
		   &fsrs->relearning_count);
	read_use(vector);
	read_change(vector);
	if (field_find(vector, "maximum").len) {
		numbers = field_numbers(vector, "maximum");
		fsrs->maximum = numbers.count ? (int)numbers.n[0] : INT_MAX;
	}
	numbers = field_numbers(vector, "tolerance");
	for (size_t i = 0; i < 2; i++)
		vector->tolerance[i] = i < numbers.count ? numbers.n[i] : 0;
	vector->ratings = field_numbers(vector, "ratings");
	vector->days = field_numbers(vector, "days");
	field_find(vector, "source");
}

/* ---- comparing ---- */

static void compare(struct vector *vector, const char *what, size_t at,
		    double got, double want)
{
	double slack = vector->tolerance[0] +
		       vector->tolerance[1] * fabs(want);

	vector->compared++;
	if (!(fabs(got - want) <= slack))
		FAIL(vector, "%s, number %zu: %.10g, not %.10g", what, at + 1,
		     got, want);
}

/* A shorter list in the file is about the last of got. */
static void compare_all(struct vector *vector, const char *name,
			const double *got, size_t count)
{
	struct numbers want = field_numbers(vector, name);
	size_t skip = count - want.count;

	assert_true(want.count <= count);
	for (size_t i = 0; i < want.count; i++)
		if (want.given[i])
			compare(vector, name, i, got[skip + i], want.n[i]);
}

static const char *const state_names[] = { "new", "learning", "review",
					   "relearning" };

static void compare_states(struct vector *vector, const enum card_state *got,
			   size_t count)
{
	struct str rest = field_find(vector, "states-are"), word;

	for (size_t i = 0; word_cut(&rest, &word); i++) {
		assert_true(i < count);
		if (str_is(word, "-"))
			continue;
		vector->compared++;
		if (!str_is(word, state_names[got[i]]))
			FAIL(vector, "state %zu is %s", i + 1,
			     state_names[got[i]]);
	}
}

/* ---- functions of one number ---- */

struct row {
	double days, stability, difficulty, recall;
	enum rating rating;
};

static double row_retrievability(const struct fsrs *fsrs,
				 const struct row *row)
{
	return fsrs_retrievability(fsrs, row->days, row->stability);
}

static double row_first_stability(const struct fsrs *fsrs,
				  const struct row *row)
{
	return fsrs_first_stability(fsrs, row->rating);
}

static double row_first_difficulty(const struct fsrs *fsrs,
				   const struct row *row)
{
	struct card card = { .state = CARD_NEW };

	fsrs_remember(fsrs, &card, row->rating, 0);
	return card.difficulty;
}

static double row_difficulty_step(const struct fsrs *fsrs,
				  const struct row *row)
{
	return fsrs_difficulty_step(fsrs, row->difficulty, row->rating);
}

static double row_next_difficulty(const struct fsrs *fsrs,
				  const struct row *row)
{
	return fsrs_next_difficulty(fsrs, row->difficulty, row->rating);
}

static double row_pass(const struct fsrs *fsrs, const struct row *row)
{
	return fsrs_stability_pass(fsrs, row->stability, row->difficulty,
				   row->recall, row->rating);
}

static double row_fail(const struct fsrs *fsrs, const struct row *row)
{
	return fsrs_stability_fail(fsrs, row->stability, row->difficulty,
				   row->recall);
}

static double row_same_day(const struct fsrs *fsrs, const struct row *row)
{
	return fsrs_stability_same_day(fsrs, row->stability, row->rating);
}

static double row_interval(const struct fsrs *fsrs, const struct row *row)
{
	return fsrs_interval(fsrs, row->stability);
}

static double row_raw_interval(const struct fsrs *fsrs, const struct row *row)
{
	return fsrs_raw_interval(fsrs, row->stability);
}

static double row_recall_when_due(const struct fsrs *fsrs,
				  const struct row *row)
{
	struct card card = { .state = CARD_NEW };
	int64_t days = fsrs_rate(fsrs, &card, row->rating, 0) / DAY;

	return fsrs_retrievability(fsrs, (double)days, card.stability);
}

typedef double row_function(const struct fsrs *fsrs, const struct row *row);

static const struct {
	const char *name;
	row_function *function;
} row_functions[] = {
	{ "retrievability", row_retrievability },
	{ "first-stability", row_first_stability },
	{ "first-difficulty", row_first_difficulty },
	{ "difficulty-step", row_difficulty_step },
	{ "next-difficulty", row_next_difficulty },
	{ "stability-pass", row_pass },
	{ "stability-fail", row_fail },
	{ "stability-same-day", row_same_day },
	{ "interval", row_interval },
	{ "raw-interval", row_raw_interval },
	{ "recall-when-due", row_recall_when_due },
};

/* The i-th number; a list of one stands for all. */
static double pick(const struct numbers *numbers, size_t i)
{
	return numbers->count == 1 ? numbers->n[0] : numbers->n[i];
}

static void run_rows(struct vector *vector, row_function *function)
{
	struct numbers stability = field_numbers(vector, "stability");
	struct numbers difficulty = field_numbers(vector, "difficulty");
	struct numbers recall = field_numbers(vector, "recall");
	struct numbers retention = field_numbers(vector, "retention");
	struct numbers want = field_numbers(vector, "expect");
	double got[NUMBERS_MAX];

	for (size_t i = 0; i < want.count; i++) {
		struct row row = {
			.days = pick(&vector->days, i),
			.stability = pick(&stability, i),
			.difficulty = pick(&difficulty, i),
			.recall = pick(&recall, i),
			.rating = (enum rating)pick(&vector->ratings, i),
		};

		if (retention.count)
			vector->fsrs.retention = pick(&retention, i);
		got[i] = function(&vector->fsrs, &row);
	}
	compare_all(vector, "expect", got, want.count);
}

/* ---- functions of a history ---- */

struct history {
	double stability[NUMBERS_MAX], difficulty[NUMBERS_MAX];
	double steps[NUMBERS_MAX], seconds[NUMBERS_MAX];
	double whole_days[NUMBERS_MAX];
	enum card_state states[NUMBERS_MAX];
};

static void keep(struct history *history, size_t at, const struct card *card,
		 int64_t seconds)
{
	history->stability[at] = card->stability;
	history->difficulty[at] = card->difficulty;
	history->steps[at] = card->step;
	history->seconds[at] = (double)seconds;
	history->whole_days[at] = (double)(seconds / DAY);
	history->states[at] = card->state;
}

static void compare_history(struct vector *vector,
			    const struct history *history)
{
	size_t count = vector->ratings.count;
	struct numbers least = field_numbers(vector, "least-days");

	compare_all(vector, "stability-is", history->stability, count);
	compare_all(vector, "difficulty-is", history->difficulty, count);
	compare_all(vector, "steps-are", history->steps, count);
	compare_all(vector, "seconds-are", history->seconds, count);
	compare_all(vector, "whole-days-are", history->whole_days, count);
	compare_states(vector, history->states, count);
	for (size_t i = 0; i < least.count; i++) {
		if (!least.given[i])
			continue;
		vector->compared++;
		if (history->whole_days[i] < least.n[i])
			FAIL(vector, "interval %zu is too short", i + 1);
	}
}

static void run_memory(struct vector *vector)
{
	struct numbers from = field_numbers(vector, "from");
	struct numbers raw = field_numbers(vector, "raw-interval-is");
	struct card card = { .state = CARD_NEW };
	struct history history;

	if (from.count == 2)
		card = (struct card){ .state = CARD_REVIEW,
				      .stability = from.n[0],
				      .difficulty = from.n[1] };
	assert_int_equal(vector->ratings.count, vector->days.count);
	for (size_t i = 0; i < vector->ratings.count; i++) {
		int64_t wait = fsrs_rate(&vector->fsrs, &card,
					 (enum rating)vector->ratings.n[i],
					 (int64_t)vector->days.n[i]);

		keep(&history, i, &card, wait);
	}
	compare_history(vector, &history);
	if (raw.count)
		compare(vector, "raw-interval-is", 0,
			fsrs_raw_interval(&vector->fsrs, card.stability),
			raw.n[0]);
}

/* Each rating comes when the card is due. */
static void run_schedule(struct vector *vector)
{
	struct card card = { .state = CARD_NEW };
	struct history history;
	int64_t wait = 0;

	for (size_t i = 0; i < vector->ratings.count; i++) {
		struct fsrs *fsrs = &vector->fsrs;

		if (i + 1 == vector->ratings.count)
			read_steps(vector, "learning-at-last", fsrs->learning,
				   &fsrs->learning_count);
		wait = fsrs_rate(fsrs, &card,
				 (enum rating)vector->ratings.n[i],
				 wait / DAY);
		keep(&history, i, &card, wait);
	}
	compare_history(vector, &history);
}

/* No steps; the four intervals of each rating are kept in order. */
static void run_long_term(struct vector *vector)
{
	struct card card = { .state = CARD_NEW };
	struct history history;
	int64_t days = 0;

	vector->fsrs.learning_count = vector->fsrs.relearning_count = 0;
	for (size_t i = 0; i < vector->ratings.count; i++) {
		enum rating rating = (enum rating)vector->ratings.n[i];
		int intervals[4];

		fsrs_preview(&vector->fsrs, &card, days, intervals);
		fsrs_rate(&vector->fsrs, &card, rating, days);
		days = intervals[rating - RATING_AGAIN];
		keep(&history, i, &card, days * DAY);
	}
	compare_history(vector, &history);
}

static void run_floor(struct vector *vector)
{
	struct numbers times = field_numbers(vector, "times");
	struct numbers late = field_numbers(vector, "late-days");
	struct numbers want = field_numbers(vector, "expect");
	struct card card = { .state = CARD_NEW };
	int64_t wait = -DAY;

	for (int i = 0; i < (int)times.n[0]; i++) {
		wait = fsrs_rate(&vector->fsrs, &card,
				 (enum rating)vector->ratings.n[0],
				 wait / DAY + (int64_t)late.n[0]);
		vector->compared++;
		if (card.stability < want.n[0])
			FAIL(vector, "stability %g", card.stability);
	}
}

/* ---- weights, SM-2, fuzz ---- */

static void run_from_sm2(struct vector *vector)
{
	struct card card = { .state = CARD_REVIEW };
	struct numbers ease = field_numbers(vector, "ease");
	struct numbers interval = field_numbers(vector, "interval");
	struct numbers retention = field_numbers(vector, "retention");

	fsrs_from_sm2(&vector->fsrs, &card, ease.n[0], interval.n[0],
		      retention.n[0]);
	compare_all(vector, "expect",
		    (double[]){ card.stability, card.difficulty }, 2);
}

static void run_migrate(struct vector *vector)
{
	struct numbers values = field_numbers(vector, "values");
	double got[FSRS_WEIGHTS];

	assert_true(fsrs_migrate(values.n, values.count, got));
	compare_all(vector, "expect", got, FSRS_WEIGHTS);
}

static void run_clip(struct vector *vector)
{
	fsrs_clip(&vector->fsrs);
	compare_all(vector, "expect", &vector->fsrs.w[17], 2);
}

static void run_fuzz_range(struct vector *vector)
{
	struct numbers interval = field_numbers(vector, "interval");
	double low[NUMBERS_MAX], high[NUMBERS_MAX];

	for (size_t i = 0; i < interval.count; i++) {
		int from, to;

		fsrs_fuzz_range(&vector->fsrs, (int)interval.n[i], 0, &from,
				&to);
		low[i] = from;
		high[i] = to;
	}
	compare_all(vector, "low-is", low, interval.count);
	compare_all(vector, "high-is", high, interval.count);
}

static const struct {
	const char *name;
	void (*run)(struct vector *vector);
} functions[] = {
	{ "memory", run_memory },
	{ "schedule", run_schedule },
	{ "long-term", run_long_term },
	{ "floor", run_floor },
	{ "from-sm2", run_from_sm2 },
	{ "migrate", run_migrate },
	{ "clip", run_clip },
	{ "fuzz-range", run_fuzz_range },
};

/* ---- all vectors ---- */

static bool run_function(struct vector *vector, struct str name)
{
	size_t rows = sizeof(row_functions) / sizeof(row_functions[0]);
	size_t others = sizeof(functions) / sizeof(functions[0]);

	for (size_t i = 0; i < rows; i++) {
		if (str_is(name, row_functions[i].name)) {
			run_rows(vector, row_functions[i].function);
			return true;
		}
	}
	for (size_t i = 0; i < others; i++) {
		if (str_is(name, functions[i].name)) {
			functions[i].run(vector);
			return true;
		}
	}
	return false;
}

static void run_vector(struct vector *vector)
{
	vector->id = field_find(vector, "case");
	read_settings(vector);
	if (!run_function(vector, field_find(vector, "function")))
		FAIL(vector, "no such function");
	if (vector->compared == 0)
		FAIL(vector, "nothing was compared");
	for (size_t i = 0; i < vector->count; i++) {
		struct str name = vector->fields[i].name;

		if (!vector->fields[i].read)
			FAIL(vector, "'%.*s' means nothing here",
			     (int)name.len, name.s);
	}
}

/* The next block; comments and empty lines before it are skipped. */
static bool block_cut(struct str *rest, struct vector *vector)
{
	struct str line, peek = *rest;

	while (str_cut(&peek, '\n', &line) &&
	       (str_trim(line).len == 0 || str_starts(line, "#")))
		*rest = peek;
	vector->count = 0;
	while (rest->len && field_cut(rest, &vector->fields[vector->count]))
		assert_true(++vector->count < FIELDS_MAX);
	return vector->count > 0;
}

static void every_vector_holds(void **state)
{
	struct set sets[SETS_MAX];
	struct str file, base, last = STR("");
	struct arena arena;
	struct error err;
	struct vector vector = { .sets = sets };
	int vectors = 0;

	(void)state;
	arena_init(&arena, 0);
	if (!file_read(&arena, CASES, 1 << 20, &file, &err))
		fail_msg("%s: %s", CASES, err.text);
	while (block_cut(&file, &vector)) {
		struct str set = field_find(&vector, "weights");

		if (set.len) {
			assert_true(vector.set_count < SETS_MAX);
			sets[vector.set_count++] = (struct set){
				set, field_numbers(&vector, "values")
			};
			continue;
		}
		vector.compared = 0;
		run_vector(&vector);
		str_cut(&vector.id, '/', &base);
		vectors += !str_equal(base, last);
		last = base;
	}
	assert_int_equal(vectors, VECTORS);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_vector_holds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
