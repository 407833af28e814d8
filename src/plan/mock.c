/* mock.c - which questions a mock interview asks.
 *
 * The frame first, for an interview without an opener or a story is none;
 * what time is left goes to technical questions in rounds, each round one of
 * every skill, the weakest first. So skills differ by at most one question
 * while they last, and the odd ones out are those that need it most. Greedy:
 * a question that does not fit makes way for the next that does.
 */
#include "plan/plan.h"

#include "plan/mix.h"

#include <string.h>

/* Points of need. A skill never practised stands between weak and strong; a
 * due question adds a little, for at most six of them. */
enum { NEED_UNKNOWN = 50, NEED_DUE = 5, NEED_DUE_MOST = 6 };

struct agenda {
	struct candidate *asked;
	size_t count;
	int64_t left;			/* seconds */
	int follow_up;
};

static double need(const struct mock_skill *skill)
{
	int64_t due = skill->due < NEED_DUE_MOST ? skill->due : NEED_DUE_MOST;

	return (skill->answers > 0 ? 100 - skill->mean : NEED_UNKNOWN) +
	       (double)(NEED_DUE * due);
}

/* Insertion: skills are few. Equals keep the order that the seed gave. */
static void sort_skills(struct mock_bank *bank, uint64_t seed)
{
	struct mock_skill *list = bank->skills;
	size_t count = bank->skill_count;

	for (size_t i = count; i > 1; i--) {
		size_t at = (size_t)(plan_mix(seed, i) % i);
		struct mock_skill kept = list[i - 1];

		list[i - 1] = list[at];
		list[at] = kept;
	}
	for (size_t i = 1; i < count; i++) {
		struct mock_skill kept = list[i];
		size_t at = i;

		for (; at > 0 && need(&list[at - 1]) < need(&kept); at--)
			list[at] = list[at - 1];
		list[at] = kept;
	}
}

/* The first of a list that fits into what is left goes from it to `taken`. */
static bool take(struct agenda *agenda, struct candidate *list,
		 size_t *count, struct candidate *taken)
{
	for (size_t i = 0; i < *count; i++) {
		int64_t minutes = list[i].minutes > 1 ? list[i].minutes : 1;
		int64_t takes = minutes * 60 + agenda->follow_up;

		if (takes > agenda->left)
			continue;
		agenda->left -= takes;
		*taken = list[i];
		memmove(&list[i], &list[i + 1],
			(--*count - i) * sizeof(*list));
		return true;
	}
	return false;
}

static bool ask(struct agenda *agenda, struct candidate *list,
		size_t *count)
{
	bool fits = take(agenda, list, count,
			 &agenda->asked[agenda->count]);

	agenda->count += fits;
	return fits;
}

/* One question of each skill that had `round` of them, or of the first alone;
 * true if any was found. */
static bool ask_round(struct agenda *agenda, struct mock_bank *bank,
		      size_t round, bool only_one)
{
	bool any = false;

	for (size_t i = 0; i < bank->skill_count; i++) {
		struct mock_skill *skill = &bank->skills[i];

		if (skill->chosen != round ||
		    !ask(agenda, skill->list, &skill->count))
			continue;
		skill->chosen++;
		any = true;
		if (only_one)
			break;
	}
	return any;
}

static void put_in_order(const struct fsrs *fsrs, struct mock_bank *bank,
			 int64_t today, uint64_t seed)
{
	plan_pick(fsrs, bank->career, bank->career_count, today, true, seed);
	plan_pick(fsrs, bank->stories, bank->story_count, today, true, seed);
	for (size_t i = 0; i < bank->skill_count; i++) {
		bank->skills[i].chosen = 0;
		plan_pick(fsrs, bank->skills[i].list, bank->skills[i].count,
			  today, true, seed);
	}
	sort_skills(bank, seed);
}

size_t plan_mock(const struct fsrs *fsrs, struct mock_bank *bank, int minutes,
		 int follow_up, int64_t today, uint64_t seed,
		 struct candidate *asked)
{
	struct agenda agenda = { .asked = asked,
				       .left = (int64_t)minutes * 60,
				       .follow_up = follow_up };
	struct candidate last[2];
	size_t round = 0, lasts = 0;

	put_in_order(fsrs, bank, today, seed);
	ask(&agenda, bank->career, &bank->career_count);
	ask_round(&agenda, bank, 0, true);
	lasts += take(&agenda, bank->stories, &bank->story_count,
		      &last[lasts]);
	lasts += take(&agenda, bank->career, &bank->career_count,
		      &last[lasts]) ||
		 take(&agenda, bank->stories, &bank->story_count,
		      &last[lasts]);
	/* The first round was begun above, and may find nothing more. */
	while (ask_round(&agenda, bank, round, false) || round == 0)
		round++;
	for (size_t i = 0; i < lasts; i++)
		asked[agenda.count++] = last[i];
	return agenda.count;
}
