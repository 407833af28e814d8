/* advert_test.c - what adverts ask for, and what many of them say together.
 *
 * The cases are tests/cases/adverts.txt, read with the vocabulary that is
 * installed; whole adverts are in tests/adverts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "career/career.h"
#include "case_kit.h"

#include <math.h>

struct kit {
	struct arena arena;
	struct bank bank;
	struct advert_reader *reader;
};

static int start(void **state)
{
	struct kit *kit = calloc(1, sizeof(*kit));
	struct problems problems;
	struct error err;

	if (!kit)
		return -1;
	arena_init(&kit->arena, 0);
	problems_init(&problems, &kit->arena);
	*state = kit;
	return bank_load(&kit->arena, "data/adverts/vocabulary.yaml",
			 &kit->bank, &problems) &&
	       advert_reader_make(&kit->arena, &kit->bank, &kit->reader, &err)
		? 0 : -1;
}

static int end(void **state)
{
	struct kit *kit = *state;

	arena_release(&kit->arena);
	free(kit);
	return 0;
}

/* ---- cases ---- */

struct reading_case {
	struct kit *kit;
	struct case_file cases;
	struct str text;
	struct requirements found;
	size_t listed;
};

/* Nothing more was found than was listed. */
static void close_advert(struct reading_case *c)
{
	if (c->listed == c->found.count)
		return;
	for (size_t i = 0; i < c->found.count; i++)
		case_wrong(&c->cases, "%s is in '%.*s' (%zu listed)",
			   advert_term(c->kit->reader,
				       c->found.list[i].term)->id,
			   (int)c->text.len, c->text.s, c->listed);
}

static void check_listed(struct reading_case *c, enum advert_kind kind)
{
	struct str words = c->cases.value, term;

	str_cut(&words, ' ', &term);
	words = case_unescape(&c->cases.arena, words);
	c->listed++;
	for (size_t i = 0; i < c->found.count; i++) {
		const struct requirement *one = &c->found.list[i];
		struct str named = { c->text.s + one->from,
				     one->to - one->from };

		if (!str_is(term, advert_term(c->kit->reader, one->term)->id))
			continue;
		if (one->kind != kind || !str_equal(named, words))
			case_wrong(&c->cases, "%.*s is %s by '%.*s'",
				   (int)term.len, term.s,
				   advert_kind_names[one->kind],
				   (int)named.len, named.s);
		return;
	}
	case_wrong(&c->cases, "%.*s is not found in '%.*s'", (int)term.len,
		   term.s, (int)c->text.len, c->text.s);
}

static void reads_cases(void **state)
{
	struct reading_case c = { .kit = *state };

	case_open(&c.cases, "tests/cases/adverts.txt");
	while (case_next(&c.cases)) {
		c.cases.run++;
		if (str_is(c.cases.key, "advert")) {
			close_advert(&c);
			c.text = case_unescape(&c.cases.arena, c.cases.value);
			c.listed = 0;
			advert_read(&c.kit->arena, c.kit->reader, c.text,
				    &c.found);
		} else if (str_is(c.cases.key, "essential")) {
			check_listed(&c, ADVERT_ESSENTIAL);
		} else if (str_is(c.cases.key, "nice")) {
			check_listed(&c, ADVERT_NICE);
		} else {
			case_wrong(&c.cases, "unknown key");
		}
	}
	close_advert(&c);
	case_close(&c.cases, 100);
}

/* Any bytes are an advert, and places lie within it. */
static void takes_any_bytes(void **state)
{
	static const char pool[] = "<li>&amp;\n\n- *#:;(),.?!/ Go Docker\xe2"
		"\x80\xa2 don't wouldn't: nice to have not required "
		"python\x01\x02\xff|`";
	struct kit *kit = *state;
	uint64_t seed = 1;

	for (int run = 0; run < 3000; run++) {
		struct requirements found;
		struct text text;
		struct arena arena;

		arena_init(&arena, 0);
		text_init(&text, 400);
		for (int i = 0; i < 40; i++) {
			size_t from, len;

			seed = seed * UINT64_C(6364136223846793005) + 1;
			from = (size_t)(seed >> 33) % (sizeof(pool) - 1);
			len = 1 + (size_t)(seed >> 50) % 9;
			if (from + len > sizeof(pool) - 1)
				len = sizeof(pool) - 1 - from;
			text_add_str(&text, (struct str){ pool + from, len });
		}
		advert_read(&arena, kit->reader, text_str(&text), &found);
		for (size_t i = 0; i < found.count; i++) {
			assert_true(found.list[i].from < found.list[i].to);
			assert_true(found.list[i].to <= text.len);
			assert_true(i == 0 || found.list[i - 1].from <=
				    found.list[i].from);
		}
		text_release(&text);
		arena_release(&arena);
	}
}

/* A paragraph longer than is read at once. */
static void reads_to_the_end(void **state)
{
	struct kit *kit = *state;
	struct requirements found;
	struct arena arena;
	struct text text;

	arena_init(&arena, 0);
	text_init(&text, ADVERT_MAX);
	text_add_times(&text, "We are a small firm of people in a town ", 5000);
	text_add(&text, "and message queues are a plus");
	advert_read(&arena, kit->reader, text_str(&text), &found);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.list[0].kind, ADVERT_NICE);
	assert_memory_equal(text.s + found.list[0].from, "message queues", 14);
	text_release(&text);
	arena_release(&arena);
}

static void a_vocabulary_may_lack_something(void **state)
{
	struct kit *kit = *state;
	struct bank bank = kit->bank;
	struct rubric rubrics[2];
	struct advert_reader *reader;
	struct error err;

	bank.rubric_names = NULL;
	bank.rubric_count = 0;
	assert_false(advert_reader_make(&kit->arena, &bank, &reader, &err));
	assert_non_null(strstr(err.text, "lacks the rubric advert-terms"));
	rubrics[0] = *bank_find_rubric(&kit->bank, "advert-terms");
	rubrics[1] = *bank_find_rubric(&kit->bank, "advert-words");
	rubrics[1].point_count = 1;
	bank.rubrics = rubrics;
	bank.rubric_count = 2;
	assert_false(advert_reader_make(&kit->arena, &bank, &reader, &err));
	assert_non_null(strstr(err.text, "lacks the point '"));
}

/* ---- reports ---- */

static void assert_near(double value, double wanted)
{
	if (fabs(value - wanted) > 0.0005)
		fail_msg("%f is not %f", value, wanted);
}

/* Values of R's prop.test(x, n, correct = FALSE). */
static void intervals_are_wilsons(void **state)
{
	static const struct {
		size_t hits, count;
		double low, high;
	} cases[] = {
		{ 0, 0, 0, 1 }, { 0, 20, 0, 0.1611 }, { 20, 20, 0.8389, 1 },
		{ 5, 5, 0.5655, 1 }, { 16, 20, 0.5840, 0.9193 },
		{ 1, 10, 0.0179, 0.4042 }, { 90, 100, 0.8256, 0.9448 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		double low, high;

		advert_interval(cases[i].hits, cases[i].count, &low, &high);
		assert_near(low, cases[i].low);
		assert_near(high, cases[i].high);
	}
}

static void report_of(struct kit *kit, const char *const *texts, size_t kinds,
		      size_t count, struct advert_report *report)
{
	struct requirements *list = ARENA_ARRAY(&kit->arena, count,
						struct requirements);

	for (size_t i = 0; i < count; i++)
		advert_read(&kit->arena, kit->reader,
			    str_of(texts[i % kinds]), &list[i]);
	advert_report(&kit->arena, kit->reader, list, count, report);
}

static const struct advert_want *want_of(const struct advert_report *report,
					 const char *id)
{
	for (size_t i = 0; i < report->count; i++)
		if (str_is(str_of(report->wants[i].id), id))
			return &report->wants[i];
	fail_msg("%s is not in the report", id);
	return NULL;
}

static void alternatives_count_as_one(void **state)
{
	static const char *const texts[] = {
		"Python or Node.js", "Python", "Node.js. Docker is a plus.",
		"Python. Nice to have: Docker", "Node.js and Git",
	};
	struct advert_report report;
	const struct advert_want *want;

	report_of(*state, texts, 5, 40, &report);
	want = want_of(&report, "server-language");
	assert_int_equal(want->adverts, 40);
	assert_int_equal(want->term_count, 2);
	assert_int_equal(want->verdict, ADVERT_IS_NEEDED);
	assert_true(report.enough);
	assert_ptr_equal(want, &report.wants[0]);
	want = want_of(&report, "docker");
	assert_int_equal(want->adverts, 16);
	assert_int_equal(want->essential, 0);
	assert_int_equal(want->verdict, ADVERT_IS_NICE);
}

static void few_adverts_are_not_sure(void **state)
{
	static const char *const texts[] = { "SQL", "SQL", "SQL", "SQL",
					     "Git" };
	struct advert_report report;

	report_of(*state, texts, 5, 5, &report);
	assert_false(report.enough);
	assert_int_equal(want_of(&report, "relational-database")->verdict,
			 ADVERT_IS_LIKELY);
	report_of(*state, texts, 5, 20, &report);	/* 16 of 20: 80% */
	assert_true(report.enough);
	assert_int_equal(want_of(&report, "relational-database")->verdict,
			 ADVERT_IS_LIKELY);
	assert_int_equal(want_of(&report, "git")->verdict, ADVERT_IS_NICE);
	report_of(*state, texts, 1, 19, &report);	/* all, but of 19 */
	assert_int_equal(want_of(&report, "relational-database")->verdict,
			 ADVERT_IS_LIKELY);
	report_of(*state, texts, 1, 20, &report);
	assert_int_equal(want_of(&report, "relational-database")->verdict,
			 ADVERT_IS_NEEDED);
	report_of(*state, texts, 1, 0, &report);
	assert_int_equal(report.count, 0);
}

static void gaps_are_wanted_and_not_shown_yet(void **state)
{
	static const char *const texts[] = {
		"SQL and Git, Docker is a plus", "SQL, Git and Linux",
		"SQL and Git", "SQL, Kafka is a plus",
	};
	struct kit *kit = *state;
	struct advert_report report;
	struct advert_gap *gaps;
	double *ready;

	report_of(kit, texts, 4, 20, &report);
	ready = ARENA_ARRAY(&kit->arena, report.count, double);
	assert_int_equal(advert_gaps(&kit->arena, &report, ready, &gaps), 3);
	assert_string_equal(report.wants[gaps[0].want].id,
			    "relational-database");
	assert_string_equal(report.wants[gaps[1].want].id, "git");
	assert_string_equal(report.wants[gaps[2].want].id, "linux");
	assert_near(gaps[0].weight, 1);
	assert_near(gaps[2].weight, 0.25);
	ready[gaps[0].want] = 0.75;		/* well answered: no gap */
	ready[gaps[1].want] = 0.74;
	assert_int_equal(advert_gaps(&kit->arena, &report, ready, &gaps), 3);
	assert_string_equal(report.wants[gaps[0].want].id, "linux");
	assert_string_equal(report.wants[gaps[1].want].id, "git");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_cases),
		cmocka_unit_test(takes_any_bytes),
		cmocka_unit_test(reads_to_the_end),
		cmocka_unit_test(a_vocabulary_may_lack_something),
		cmocka_unit_test(intervals_are_wilsons),
		cmocka_unit_test(alternatives_count_as_one),
		cmocka_unit_test(few_adverts_are_not_sure),
		cmocka_unit_test(gaps_are_wanted_and_not_shown_yet),
	};

	return cmocka_run_group_tests(tests, start, end);
}
