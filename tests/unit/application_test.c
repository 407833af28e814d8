/* application_test.c - applications: figures, order, what is kept, joining. */
#include "store_kit.h"

#include "career/career.h"

#include <math.h>

/* ---- figures ---- */

enum { STEPS_MAX = 6 };

/* One from "applied 10, interview 14": stages with days before TODAY + 100. */
static struct application make(struct arena *arena, bool warm,
			       const char *path)
{
	struct application_step *steps = ARENA_ARRAY(arena, STEPS_MAX,
						     struct application_step);
	struct application one = { .warm = warm, .steps = steps };
	struct str rest = str_of(path), head;
	int64_t day;

	while (str_cut(&rest, ' ', &head)) {
		steps[one.step_count].stage =
			application_stage_find(str_dup(arena, head));
		assert_true(steps[one.step_count].stage < APPLICATION_STAGES);
		assert_true(str_cut(&rest, ' ', &head));
		assert_true(text_number(head, 0, 1000, &day));
		steps[one.step_count++].day = TODAY + day;
	}
	return one;
}

static struct application_figures count(const struct application *list,
					size_t many, int64_t today)
{
	struct application_figures figures;

	application_count(list, many, TODAY + today, &figures);
	return figures;
}

/* A refusal is no reply; a withdrawal of what was never sent is not sent. */
static void what_counts_as_sent_and_answered(void **state)
{
	static const struct {
		const char *path;
		int sent;		/* on which day; 0: never */
		bool answered, open;
	} cases[] = {
		{ "saved 1", 0, false, true },
		{ "saved 1 withdrawn 2", 0, false, false },
		{ "applied 1", 1, false, true },
		{ "saved 1 applied 2 rejected 3", 2, false, false },
		{ "saved 1 rejected 3", 3, false, false },
		{ "applied 1 withdrawn 3", 1, false, false },
		{ "applied 1 reply 2", 1, true, true },
		{ "applied 1 interview 2 rejected 3", 1, true, false },
		{ "saved 1 offer 2 accepted 3", 2, true, false },
	};
	struct kit *kit = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct application one = make(&kit->arena, false,
					      cases[i].path);

		assert_int_equal(application_sent(&one), cases[i].sent ?
				 TODAY + cases[i].sent : 0);
		assert_int_equal(application_was_sent(&one),
				 cases[i].sent > 0);
		assert_int_equal(application_was_answered(&one),
				 cases[i].answered);
		assert_int_equal(application_is_open(&one), cases[i].open);
	}
}

static void figures_are_counted(void **state)
{
	struct kit *kit = *state;
	struct application list[] = {
		make(&kit->arena, true, "applied 1 interview 5 offer 9"),
		make(&kit->arena, true, "applied 2 rejected 20"),
		make(&kit->arena, false, "saved 1 applied 7"),
		make(&kit->arena, false, "applied 3 reply 20"),
		make(&kit->arena, false, "saved 3"),
	};
	struct application_figures f;

	list[2].kind = APPLICATION_BRIDGING;
	f = count(list, 5, 20);
	assert_int_equal(f.open, 4);
	assert_int_equal(f.all.sent, 4);
	assert_int_equal(f.all.replied, 2);
	assert_int_equal(f.warm.sent, 2);
	assert_int_equal(f.warm.replied, 1);
	assert_int_equal(f.kinds[APPLICATION_BRIDGING].sent, 1);
	assert_int_equal(f.kinds[APPLICATION_TARGET].replied, 2);
	assert_int_equal(f.kinds[APPLICATION_INTERNAL].sent, 0);
	assert_int_equal(f.interviews, 1);
	assert_int_equal(f.offers, 1);
	assert_int_equal(f.young, 1);		/* 13 days old */
	assert_int_equal(count(list, 5, 21).young, 0);
	assert_int_equal(f.contrast, APPLICATION_TOO_FEW);
	f = count(list, 0, 20);
	assert_true(f.all.low >= 0 && f.all.low <= 0);
	assert_true(f.all.high >= 1 && f.all.high <= 1);
	assert_int_equal(f.contrast, APPLICATION_TOO_FEW);
}

/* `of` applications, `hits` of which were answered. */
static size_t add(struct kit *kit, struct application *list, size_t at,
		  bool warm, size_t hits, size_t of)
{
	for (size_t i = 0; i < of; i++)
		list[at++] = make(&kit->arena, warm, i < hits
				  ? "applied 1 reply 2" : "applied 1");
	return at;
}

/* Newcombe's table II, method 10, of 1998. */
static void differences_are_newcombes(void **state)
{
	static const struct {
		size_t warm, warm_of, cold, cold_of;
		double low, high;
		enum application_contrast contrast;
	} cases[] = {
		{ 56, 70, 48, 80, .0524, .3339, APPLICATION_WARM_BETTER },
		{ 9, 10, 3, 10, .1705, .8090, APPLICATION_WARM_BETTER },
		{ 6, 7, 2, 7, .0582, .8062, APPLICATION_WARM_BETTER },
		{ 5, 56, 0, 29, -.0381, .1926, APPLICATION_NO_TELLING },
		{ 0, 10, 0, 20, -.1611, .2775, APPLICATION_NO_TELLING },
		{ 0, 10, 0, 10, -.2775, .2775, APPLICATION_NO_TELLING },
		{ 10, 10, 0, 20, .6791, 1, APPLICATION_WARM_BETTER },
		{ 0, 20, 10, 10, -1, -.6791, APPLICATION_COLD_BETTER },
		{ 1, 2, 1, 9, -.3, 1, APPLICATION_TOO_FEW },
	};
	struct application list[200];
	struct kit *kit = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t many = add(kit, list, 0, true, cases[i].warm,
				  cases[i].warm_of);
		struct application_figures f;

		many = add(kit, list, many, false, cases[i].cold,
			   cases[i].cold_of);
		f = count(list, many, 30);
		assert_int_equal(f.contrast, cases[i].contrast);
		if (f.contrast == APPLICATION_TOO_FEW)
			continue;
		assert_true(fabs(f.low - cases[i].low) < .00006);
		assert_true(fabs(f.high - cases[i].high) < .00006);
	}
}

static struct application_expectation expect(size_t replied, size_t sent,
					     double same)
{
	struct application_rate rate = { .sent = sent, .replied = replied };
	struct application_expectation e;

	advert_interval(replied, sent, &rate.low, &rate.high);
	application_expect(&rate, 2, 3, same, &e);
	return e;
}

static void a_rate_is_held_against_what_is_expected(void **state)
{
	struct application_expectation e = expect(2, 24, .3);

	(void)state;
	assert_true(fabs(e.same_low - 8) < 1e-9);
	assert_true(fabs(e.same_high - 12) < 1e-9);
	assert_true(e.has_rate);
	assert_true(fabs(e.low - .1) < 1e-9 && fabs(e.high - .15) < 1e-9);
	assert_int_equal(e.verdict, APPLICATION_FITS);
	assert_int_equal(expect(0, 9, .3).verdict, APPLICATION_UNSAID);
	assert_int_equal(expect(0, 10, .3).verdict, APPLICATION_FITS);
	assert_int_equal(expect(0, 60, .3).verdict, APPLICATION_BELOW);
	assert_int_equal(expect(0, 5, 1).verdict, APPLICATION_UNSAID);
	assert_int_equal(expect(5, 5, .3).verdict, APPLICATION_ABOVE);
	assert_int_equal(expect(0, 0, .3).verdict, APPLICATION_UNSAID);
	assert_false(expect(2, 24, 0).has_rate);
}

/* ---- the list ---- */

static void overdue_ones_come_first(void **state)
{
	static const size_t wanted[] = { 3, 1, 2, 6, 0, 5, 4, 7 };
	struct kit *kit = *state;
	struct application list[] = {
		make(&kit->arena, false, "applied 1"),
		make(&kit->arena, false, "applied 1"),	/* overdue by 1 */
		make(&kit->arena, false, "applied 2"),	/* today */
		make(&kit->arena, false, "applied 1 rejected 3"),
		make(&kit->arena, false, "applied 1 rejected 9"),
		make(&kit->arena, false, "applied 5"),
		make(&kit->arena, false, "applied 1"),	/* no day */
		make(&kit->arena, false, "applied 1 withdrawn 8"),
	};
	size_t *order;

	list[1].has_next = list[2].has_next = list[3].has_next =
		list[6].has_next = true;
	list[1].next_day = TODAY + 9;
	list[2].next_day = TODAY + 10;
	list[3].next_day = TODAY + 5;
	order = application_order(&kit->arena, list, 8, TODAY + 10);
	for (size_t i = 0; i < 8; i++)
		assert_int_equal(order[i], wanted[i]);
}

static void moves_go_forwards(void **state)
{
	struct kit *kit = *state;
	struct application one = make(&kit->arena, false, "interview 1");
	struct application out = make(&kit->arena, false,
				      "interview 1 rejected 2");

	assert_false(application_may_move(&one, APPLICATION_APPLIED));
	assert_false(application_may_move(&one, APPLICATION_INTERVIEW));
	assert_true(application_may_move(&one, APPLICATION_OFFER));
	assert_true(application_may_move(&one, APPLICATION_WITHDRAWN));
	assert_true(application_may_move(&out, APPLICATION_INTERVIEW));
	assert_true(application_may_move(&out, APPLICATION_WITHDRAWN));
	assert_false(application_may_move(&out, APPLICATION_SAVED));
	assert_false(application_may_move(&out, APPLICATION_REJECTED));
}

/* ---- kept ---- */

static int64_t keep(struct kit *kit, const char *id, int64_t advert)
{
	struct application_step_row step = { TODAY, "applied" };
	struct application_row row = {
		.id = id, .company = "Acme '; DROP TABLE advert",
		.role = "Dev", .kind = "bridging", .warm = true, .next = "",
		.advert = advert, .steps = &step, .step_count = 1,
	};

	WELL(kit, store_add_application(kit->store, &row, &kit->err));
	return row.number;
}

static void move(struct kit *kit, int64_t number, int64_t day,
		 const char *stage, bool settled)
{
	struct application_step_row step = { TODAY + day, stage };

	WELL(kit, store_move_application(kit->store, number, &step, settled,
					 &kit->err));
}

/* "id advert next/day: stage day, stage day" of each. */
static const char *kept(struct kit *kit)
{
	struct application_row *rows;
	struct text text;
	const char *all;
	size_t many;

	WELL(kit, store_applications(kit->store, &kit->arena, &rows, &many,
				     &kit->err));
	text_init(&text, 1 << 12);
	for (size_t i = 0; i < many; i++) {
		text_addf(&text, "%s %d %s/%d:", rows[i].id,
			  (int)rows[i].advert, rows[i].next,
			  (int)rows[i].next_day);
		for (size_t s = 0; s < rows[i].step_count; s++)
			text_addf(&text, " %s %d", rows[i].steps[s].stage,
				  (int)(rows[i].steps[s].day - TODAY));
		text_add(&text, "\n");
	}
	all = text_dup(&kit->arena, &text);
	text_release(&text);
	return all;
}

static void what_was_said_can_be_mended(void **state)
{
	struct kit *kit = *state;
	struct application_row *rows, row = {
		.company = "Acme", .role = "O'Dev", .kind = "internal",
		.advert = 0, .next = "not this", .next_day = 5,
	};
	size_t many;

	kit_open(kit);
	keep(kit, "u1", 0);
	row.number = keep(kit, "u2", 0);
	WELL(kit, store_change_application(kit->store, &row, &kit->err));
	WELL(kit, store_applications(kit->store, &kit->arena, &rows, &many,
				     &kit->err));
	assert_string_equal(rows[0].role, "Dev");
	assert_true(rows[0].warm);
	assert_string_equal(rows[1].company, "Acme");
	assert_string_equal(rows[1].role, "O'Dev");
	assert_string_equal(rows[1].kind, "internal");
	assert_false(rows[1].warm);
	assert_string_equal(kept(kit), "u1 0 /0: applied 0\n"
			    "u2 0 /0: applied 0\n");
	kit_close(kit);
}

static void what_is_kept_comes_back(void **state)
{
	struct kit *kit = *state;
	int64_t one, two;
	bool done;

	kit_open(kit);
	one = keep(kit, "u1", 0);
	two = keep(kit, "u2", 0);
	move(kit, one, 3, "interview", false);
	WELL(kit, store_application_next(kit->store, one, "phone", 77,
					 &kit->err));
	WELL(kit, store_application_next(kit->store, two, "wait", 0,
					 &kit->err));
	kit_reopen(kit);
	assert_string_equal(kept(kit), "u1 0 phone/77: applied 0 interview 3\n"
			    "u2 0 wait/0: applied 0\n");
	move(kit, one, 4, "rejected", true);
	assert_string_equal(kept(kit), "u1 0 /0: applied 0 interview 3 "
			    "rejected 4\nu2 0 wait/0: applied 0\n");
	WELL(kit, store_move_application_back(kit->store, one, &done,
					      &kit->err));
	assert_true(done);
	WELL(kit, store_move_application_back(kit->store, two, &done,
					      &kit->err));
	assert_false(done);
	WELL(kit, store_remove_application(kit->store, two, &done,
					   &kit->err));
	assert_true(done);
	WELL(kit, store_remove_application(kit->store, two, &done,
					   &kit->err));
	assert_false(done);
	assert_string_equal(kept(kit), "u1 0 /0: applied 0 interview 3\n");
	/* its number may be given again, but not its stages */
	keep(kit, "u3", 0);
	assert_string_equal(kept(kit), "u1 0 /0: applied 0 interview 3\n"
			    "u3 0 /0: applied 0\n");
}

static int64_t add_advert(struct kit *kit, const char *text)
{
	struct advert advert = { .name = "one", .day = TODAY, .text = text };
	bool known;

	WELL(kit, store_add_advert(kit->store, &advert, &known, &kit->err));
	return advert.number;
}

static void an_advert_that_goes_is_let_go(void **state)
{
	struct kit *kit = *state;
	int64_t advert;
	bool found;

	kit_open(kit);
	advert = add_advert(kit, "SQL");
	keep(kit, "u1", advert);
	assert_string_equal(kept(kit), "u1 1 /0: applied 0\n");
	WELL(kit, store_remove_advert(kit->store, advert, &found, &kit->err));
	assert_true(found);
	assert_int_equal(add_advert(kit, "Java"), advert);
	assert_string_equal(kept(kit), "u1 0 /0: applied 0\n");
}

/* ---- joined ---- */

static void switch_to(struct kit *kit, const char *path)
{
	kit_close(kit);
	kit->path = path;
	kit_open(kit);
}

static void applications_are_joined(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = kit_beside(kit, "other.db");
	struct merged merged;

	kit_open(kit);
	keep(kit, "both", 0);
	keep(kit, "apart", 0);
	move(kit, 2, 1, "rejected", true);
	switch_to(kit, there);
	add_advert(kit, "Java");
	keep(kit, "both", 0);
	keep(kit, "apart", 0);
	keep(kit, "theirs", add_advert(kit, "SQL"));
	move(kit, 1, 2, "reply", false);
	WELL(kit, store_application_next(kit->store, 1, "phone", 9,
					 &kit->err));
	move(kit, 2, 5, "offer", false);
	switch_to(kit, here);
	add_advert(kit, "SQL");
	for (int again = 0; again < 2; again++) {
		WELL(kit, store_merge(kit->store, there, &fsrs_daily, &merged,
				      &kit->err));
		assert_int_equal(merged.journey, again ? 0 : 2);
		assert_string_equal(kept(kit),
			"both 0 phone/9: applied 0 reply 2\n"
			"apart 0 /0: applied 0 rejected 1\n"
			"theirs 1 /0: applied 0\n");
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)
	const struct CMUnitTest tests[] = {
		TEST(what_counts_as_sent_and_answered),
		TEST(figures_are_counted), TEST(differences_are_newcombes),
		TEST(a_rate_is_held_against_what_is_expected),
		TEST(overdue_ones_come_first), TEST(moves_go_forwards),
		TEST(what_was_said_can_be_mended),
		TEST(what_is_kept_comes_back),
		TEST(an_advert_that_goes_is_let_go),
		TEST(applications_are_joined),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
