/* mock_test.c - the questions of a mock interview.
 *
 * Small banks by the questions they give; random ones by what is promised:
 * it all fits, nothing more would, the parts stand in order, and skills differ
 * by one at most, to the good of those that need it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "plan/plan.h"

#include <string.h>

#define TODAY 100

enum { MANY = 40, SKILLS = 6, CAREER = 1000, STORY = 2000, TECHNICAL = 3000 };

struct banks {
	struct candidate career[MANY], stories[MANY];
	struct candidate technical[SKILLS][MANY];
	struct mock_skill skills[SKILLS];
	struct mock_bank bank;
};

static void fill(struct candidate *list, size_t count, int64_t key,
		 int minutes)
{
	for (size_t i = 0; i < count; i++)
		list[i] = (struct candidate){ .key = key + (int64_t)i,
					      .minutes = minutes };
}

/* So many of each kind, of three minutes each; skill n has a mean of 10 n. */
static struct mock_bank *make(struct banks *b, size_t career, size_t stories,
			      size_t skills, size_t of_each)
{
	memset(b, 0, sizeof(*b));
	fill(b->career, career, CAREER, 3);
	fill(b->stories, stories, STORY, 3);
	for (size_t i = 0; i < skills; i++) {
		fill(b->technical[i], of_each,
		     TECHNICAL + (int64_t)(i * MANY), 3);
		b->skills[i] = (struct mock_skill){
			.list = b->technical[i], .count = of_each,
			.answers = 9, .mean = (double)i * 10,
		};
	}
	b->bank = (struct mock_bank){ b->career, b->stories, career, stories,
				      b->skills, skills };
	return &b->bank;
}

static int64_t kind_of(const struct candidate *one)
{
	return one->key / 1000 * 1000;
}

static size_t choose(struct mock_bank *bank, int minutes, int follow_up,
		     struct candidate *asked)
{
	return plan_mock(&fsrs_daily, bank, minutes, follow_up, TODAY, 7,
			 asked);
}

static void kinds_are(const struct candidate *asked, size_t count,
		      const char *kinds)
{
	assert_int_equal(count, strlen(kinds));
	for (size_t i = 0; i < count; i++)
		assert_int_equal(kind_of(&asked[i]),
				 kinds[i] == 'c' ? CAREER :
				 kinds[i] == 's' ? STORY : TECHNICAL);
}

static void the_parts_stand_in_order(void **state)
{
	struct candidate asked[60];
	struct banks b;

	(void)state;
	kinds_are(asked, choose(make(&b, 5, 5, 5, 5), 20, 30, asked),
		  "cttsc");
	kinds_are(asked, choose(make(&b, 1, 5, 5, 5), 20, 30, asked),
		  "cttss");
	kinds_are(asked, choose(make(&b, 0, 1, 5, 5), 20, 0, asked),
		  "ttttts");
	kinds_are(asked, choose(make(&b, 2, 0, 1, 2), 60, 0, asked), "cttc");
	kinds_are(asked, choose(make(&b, 5, 5, 5, 5), 40, 0, asked),
		  "ctttttttttt" "sc");
	kinds_are(asked, choose(make(&b, 0, 0, 0, 0), 60, 0, asked), "");
}

static void the_frame_comes_first_where_time_is_short(void **state)
{
	static const char *const kinds[] = { "", "c", "ct", "cts", "ctsc",
					     "cttsc" };
	struct candidate asked[60];
	struct banks b;

	(void)state;
	for (size_t i = 0; i < 6; i++) {
		int minutes = (int)i * 3;

		kinds_are(asked, choose(make(&b, 5, 5, 5, 5), minutes, 0,
					asked), kinds[i]);
		kinds_are(asked, choose(make(&b, 5, 5, 5, 5), minutes + 2, 0,
					asked), kinds[i]);
	}
}

static void weak_skills_come_first(void **state)
{
	struct candidate asked[60];
	struct mock_bank *bank;
	struct banks b;

	(void)state;
	bank = make(&b, 0, 0, 4, 2);
	choose(bank, 6, 0, asked);	/* means of 0, 10, 20, 30 */
	assert_int_equal(asked[0].key / MANY, TECHNICAL / MANY);
	assert_int_equal(asked[1].key / MANY, TECHNICAL / MANY + 1);
	bank = make(&b, 0, 0, 4, 2);
	b.skills[3].due = 8;		/* 70 and 30 for what is due */
	b.skills[1].answers = 0;	/* 50 */
	choose(bank, 12, 0, asked);
	assert_int_equal(b.skills[0].mean + b.skills[1].mean, 0 + 30);
	assert_int_equal(b.skills[2].mean, 20);
	assert_int_equal(b.skills[3].answers, 0);
	for (size_t i = 0; i < 4; i++)
		assert_int_equal(b.skills[i].chosen, 1);
}

static void a_long_question_makes_way(void **state)
{
	struct candidate asked[60];
	struct mock_bank *bank;
	struct banks b;

	(void)state;
	bank = make(&b, 0, 0, 2, 2);
	b.technical[0][0].minutes = b.technical[0][1].minutes = 30;
	assert_int_equal(choose(bank, 10, 0, asked), 2);
	assert_int_equal(asked[0].key / MANY, (TECHNICAL + MANY) / MANY);
	/* Nonsense minutes count as one. */
	bank = make(&b, 0, 0, 1, 4);
	for (size_t i = 0; i < 4; i++)
		b.technical[0][i].minutes = -5;
	assert_int_equal(choose(bank, 3, 0, asked), 3);
}

/* ---- random banks ---- */

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void mix_list(struct candidate *list, size_t count, uint64_t *random)
{
	for (size_t i = 0; i < count; i++) {
		uint64_t r = next_random(random);

		list[i].minutes = 1 + (int)(r % 6);
		list[i].seen = r >> 8 & 1;
		list[i].due_day = TODAY - 5 + (int64_t)(r >> 16 & 15);
		list[i].last_day = TODAY - 20 + (int64_t)(r >> 24 & 15);
		list[i].stability = 1 + (double)(r >> 32 & 31);
	}
}

static struct mock_bank *make_random(struct banks *b, uint64_t *random)
{
	uint64_t r = next_random(random);
	struct mock_bank *bank = make(b, r % 5, r >> 8 & 3,
				      (r >> 16) % (SKILLS + 1),
				      (r >> 24) % 12);

	mix_list(b->career, bank->career_count, random);
	mix_list(b->stories, bank->story_count, random);
	for (size_t i = 0; i < bank->skill_count; i++) {
		struct mock_skill *skill = &b->skills[i];

		r = next_random(random);
		skill->count = r % (skill->count + 1);
		skill->answers = r >> 8 & 3;
		skill->mean = (double)((r >> 16) % 101);
		skill->due = r >> 32 & 7;
		mix_list(skill->list, skill->count, random);
	}
	return bank;
}

static double need(const struct mock_skill *skill)
{
	return (skill->answers ? 100 - skill->mean : 50) +
	       5 * (double)(skill->due < 6 ? skill->due : 6);
}

static bool none_fits(const struct candidate *list, size_t count,
		      int64_t seconds)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].minutes * 60 <= seconds)
			return false;
	return true;
}

/* Seconds of the last question asked of a skill. */
static int64_t last_of(const struct banks *b, const struct mock_skill *skill,
		       const struct candidate *asked, size_t count)
{
	while (count-- > 0)
		if (kind_of(&asked[count]) == TECHNICAL &&
		    b->technical[(asked[count].key - TECHNICAL) / MANY] ==
		    skill->list)
			return asked[count].minutes * 60;
	return 0;
}

/* A skill is asked less than one that needs less, or by two, only if nothing
 * of it fitted when its turn came: before the other's last question. */
static void skills_are_balanced(const struct banks *b, int64_t left,
				const struct candidate *asked, size_t count)
{
	const struct mock_bank *bank = &b->bank;

	for (size_t i = 0; i < bank->skill_count; i++) {
		const struct mock_skill *one = &bank->skills[i];

		assert_true(none_fits(one->list, one->count, left));
		for (size_t j = 0; j < bank->skill_count; j++) {
			const struct mock_skill *other = &bank->skills[j];

			if (i < j)
				assert_true(need(one) >= need(other));
			if (one->chosen + 1 < other->chosen ||
			    (one->chosen < other->chosen && i < j))
				assert_true(none_fits(one->list, one->count,
					left + last_of(b, other, asked,
						       count)));
		}
	}
}

static void no_question_twice(const struct candidate *asked, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			assert_true(asked[i].key != asked[j].key);
}

static void random_interviews_keep_their_word(void **state)
{
	uint64_t random = 20261125;
	struct candidate asked[60];
	struct banks b;

	(void)state;
	for (int n = 0; n < 20000; n++) {
		struct mock_bank *bank = make_random(&b, &random);
		size_t career = bank->career_count, technical = 0, at = 0;
		int minutes = (int[]){ 20, 40, 60, 5 }[n % 4];
		int64_t left = minutes * 60;
		size_t count = choose(bank, minutes, 0, asked);

		for (size_t i = 0; i < count; i++)
			left -= asked[i].minutes * 60;
		assert_true(left >= 0);
		no_question_twice(asked, count);
		if (career && minutes > 5)
			assert_int_equal(kind_of(&asked[at]), CAREER);
		at += count > 0 && kind_of(&asked[0]) == CAREER;
		for (; at < count && kind_of(&asked[at]) == TECHNICAL; at++)
			technical++;
		assert_true(count - at <= 2);
		for (size_t i = 0; i < bank->skill_count; i++)
			technical -= bank->skills[i].chosen;
		assert_int_equal(technical, 0);
		skills_are_balanced(&b, left, asked, count);
	}
}

/* The bank of a day gives the same interview, in whatever order it came. */
static void order_of_lists_does_not_matter(void **state)
{
	struct candidate asked[60], again[60];
	uint64_t random = 3;
	struct banks b;

	(void)state;
	for (int n = 0; n < 500; n++) {
		uint64_t kept = random;
		struct mock_bank *bank = make_random(&b, &random);
		size_t count = choose(bank, 40, 30, asked);

		random = kept;
		bank = make_random(&b, &random);
		for (size_t i = 0; i < bank->career_count / 2; i++) {
			struct candidate *end =
				&b.career[bank->career_count - 1 - i];
			struct candidate one = b.career[i];

			b.career[i] = *end;
			*end = one;
		}
		assert_int_equal(choose(bank, 40, 30, again), count);
		for (size_t i = 0; i < count; i++)
			assert_int_equal(asked[i].key, again[i].key);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_parts_stand_in_order),
		cmocka_unit_test(the_frame_comes_first_where_time_is_short),
		cmocka_unit_test(weak_skills_come_first),
		cmocka_unit_test(a_long_question_makes_way),
		cmocka_unit_test(random_interviews_keep_their_word),
		cmocka_unit_test(order_of_lists_does_not_matter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
