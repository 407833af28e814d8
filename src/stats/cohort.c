/* cohort.c - answers of many learners, one by one, into figures.
 *
 * One kind of table serves all: a key (a number and a text) to the number of
 * what is counted under it. First scores are those of the earliest answer, so
 * that the order in which answers come does not matter, and an answer that
 * comes late may still become the first.
 */
#include "stats/stats.h"

#include <stdlib.h>

const char *const cohort_full_says[COHORT_FULLS] = {
	[COHORT_TAKEN] = "",
	[COHORT_FULL_LEARNERS] = "is of one learner more than 10000",
	[COHORT_FULL_QUESTIONS] = "is of one question more than 5000",
	[COHORT_FULL_POINTS] = "has one point more than 50000",
	[COHORT_FULL_PAIRS] = "is one learner at a question more than 1000000",
	[COHORT_FULL_DAYS] = "is on one day of a learner more than 2000000",
};

struct key {
	uint64_t hash, owner;
	const char *text;
};

struct table {
	struct key *keys;		/* by number */
	size_t count, cap;
	uint32_t *slots;		/* number + 1; 0: free */
	size_t slot_count;		/* a power of two */
};

struct learner {
	const char *name;
	int64_t attempts;
	struct practice_day *days;	/* rising */
	size_t day_count, day_cap;
	int64_t last_day;
};

struct asked {				/* a question */
	const char *skill;
	int64_t attempts;
};

struct counted {			/* a point */
	int64_t asked, missed;
};

struct pair {				/* a learner at a question */
	uint32_t learner, question;
	double score;			/* of the earliest answer */
	int64_t at;
};

struct gathering {
	struct arena *arena;
	struct table learners, questions, points, pairs;
	struct learner *learner;	/* each by number */
	struct asked *asked;
	struct counted *counted;
	struct pair *pair;
	size_t learner_cap, asked_cap, counted_cap, pair_cap;
	int64_t attempts;
	size_t days;
};

/* ---- tables ---- */

static void place(struct table *table, uint64_t hash, size_t number)
{
	size_t at = hash & (table->slot_count - 1);

	while (table->slots[at])
		at = (at + 1) & (table->slot_count - 1);
	table->slots[at] = (uint32_t)number + 1;
}

static void widen(struct arena *arena, struct table *table)
{
	table->slot_count = table->slot_count ? table->slot_count * 2 : 256;
	table->slots = ARENA_ARRAY(arena, table->slot_count, uint32_t);
	for (size_t i = 0; i < table->count; i++)
		place(table, table->keys[i].hash, i);
}

static uint64_t hash_of(uint64_t owner, const char *text)
{
	struct str number = { (const char *)&owner, sizeof(owner) };
	uint64_t hash = text_hash(text_hash(TEXT_HASH, number), str_of(text));

	return hash ^ hash >> 32;
}

/* The key's number; SIZE_MAX where it is new and the table has `most`. *isnew:
 * what is counted under it is to be begun. */
static size_t find(struct arena *arena, struct table *table, uint64_t owner,
		   const char *text, size_t most, bool *isnew)
{
	uint64_t hash = hash_of(owner, text);
	size_t at;

	*isnew = false;
	if (table->count * 2 >= table->slot_count)
		widen(arena, table);
	for (at = hash & (table->slot_count - 1); table->slots[at];
	     at = (at + 1) & (table->slot_count - 1)) {
		const struct key *key = &table->keys[table->slots[at] - 1];

		if (key->hash == hash && key->owner == owner &&
		    str_is(str_of(key->text), text))
			return table->slots[at] - 1;
	}
	if (table->count >= most)
		return SIZE_MAX;
	*isnew = true;
	table->keys = arena_grow(arena, table->keys, table->count,
				 &table->cap, sizeof(*table->keys));
	table->keys[table->count] = (struct key){
		hash, owner, arena_strdup(arena, text),
	};
	table->slots[at] = (uint32_t)table->count + 1;
	return table->count++;
}

struct gathering *cohort_begin(struct arena *arena)
{
	struct gathering *g = ARENA_NEW(arena, struct gathering);

	g->arena = arena;
	return g;
}

/* ---- one answer ---- */

static struct learner *find_learner(struct gathering *g, const char *account,
				    size_t *number)
{
	bool isnew;

	*number = find(g->arena, &g->learners, 0, account,
		       COHORT_LEARNERS_MAX, &isnew);
	if (*number == SIZE_MAX)
		return NULL;
	if (isnew) {
		g->learner = arena_grow(g->arena, g->learner, *number,
					&g->learner_cap, sizeof(*g->learner));
		g->learner[*number] = (struct learner){ .name = NULL };
	}
	return &g->learner[*number];
}

static struct asked *find_asked(struct gathering *g, const char *question,
				size_t *number)
{
	bool isnew;

	*number = find(g->arena, &g->questions, 0, question,
		       COHORT_QUESTIONS_MAX, &isnew);
	if (*number == SIZE_MAX)
		return NULL;
	if (isnew) {
		g->asked = arena_grow(g->arena, g->asked, *number,
				      &g->asked_cap, sizeof(*g->asked));
		g->asked[*number] = (struct asked){ .skill = NULL };
	}
	return &g->asked[*number];
}

/* Of two answers at one moment the lower counts, whichever came first. */
static bool add_pair(struct gathering *g, size_t learner, size_t question,
		     const struct cohort_answer *answer)
{
	uint64_t key = (uint64_t)learner << 32 | question;
	struct pair *pair;
	size_t number;
	bool isnew;

	number = find(g->arena, &g->pairs, key, "", COHORT_PAIRS_MAX, &isnew);
	if (number == SIZE_MAX)
		return false;
	if (isnew)
		g->pair = arena_grow(g->arena, g->pair, number, &g->pair_cap,
				     sizeof(*g->pair));
	pair = &g->pair[number];
	if (isnew || answer->at < pair->at ||
	    (answer->at == pair->at && answer->score < pair->score))
		*pair = (struct pair){
			(uint32_t)learner, (uint32_t)question, answer->score,
			answer->at,
		};
	return true;
}

static bool add_points(struct gathering *g, size_t question,
		       const struct cohort_answer *answer)
{
	bool isnew;

	for (size_t i = 0; i < answer->point_count; i++) {
		const struct cohort_point *point = &answer->points[i];
		size_t number = find(g->arena, &g->points, question, point->id,
				     COHORT_POINTS_MAX, &isnew);

		if (number == SIZE_MAX)
			return false;
		if (isnew) {
			g->counted = arena_grow(g->arena, g->counted, number,
						&g->counted_cap,
						sizeof(*g->counted));
			g->counted[number] = (struct counted){ 0 };
		}
		g->counted[number].asked++;
		g->counted[number].missed += point->missed;
	}
	return true;
}

/* Days come mostly in order, so the place is looked for from the end. */
static bool add_day(struct gathering *g, struct learner *learner,
		    const struct cohort_answer *answer)
{
	size_t at = learner->day_count;
	struct practice_day *day;

	while (at > 0 && learner->days[at - 1].day > answer->day)
		at--;
	if (at > 0 && learner->days[at - 1].day == answer->day) {
		day = &learner->days[at - 1];
		if (answer->at < day->first)
			day->first = answer->at;
		if (answer->at > day->last)
			day->last = answer->at;
		return true;
	}
	if (g->days >= COHORT_DAYS_MAX)
		return false;
	g->days++;
	learner->days = arena_grow(g->arena, learner->days, learner->day_count,
				   &learner->day_cap, sizeof(*learner->days));
	memmove(learner->days + at + 1, learner->days + at,
		(learner->day_count++ - at) * sizeof(*learner->days));
	learner->days[at] = (struct practice_day){
		answer->day, answer->at, answer->at,
	};
	return true;
}

/* Of several names or skills the first by its bytes, whatever the order. */
static void keep_least(struct arena *arena, const char **kept,
		       const char *given)
{
	if (given && (!*kept || strcmp(given, *kept) < 0))
		*kept = arena_strdup(arena, given);
}

enum cohort_full cohort_add(struct gathering *g,
			    const struct cohort_answer *answer)
{
	size_t who, what;
	struct learner *learner = find_learner(g, answer->account, &who);
	struct asked *asked;

	if (!learner)
		return COHORT_FULL_LEARNERS;
	asked = find_asked(g, answer->question, &what);
	if (!asked)
		return COHORT_FULL_QUESTIONS;
	if (!add_pair(g, who, what, answer))
		return COHORT_FULL_PAIRS;
	if (answer->counts && !add_day(g, learner, answer))
		return COHORT_FULL_DAYS;
	keep_least(g->arena, &learner->name, answer->name);
	keep_least(g->arena, &asked->skill, answer->skill);
	if (learner->attempts == 0 || answer->day > learner->last_day)
		learner->last_day = answer->day;
	learner->attempts++;
	asked->attempts++;
	g->attempts++;
	return add_points(g, what, answer) ? COHORT_TAKEN : COHORT_FULL_POINTS;
}

/* ---- all of them ---- */

static int busiest_first(const void *a, const void *b)
{
	const struct cohort_learner *x = a, *y = b;

	if (x->attempts != y->attempts)
		return x->attempts < y->attempts ? 1 : -1;
	return strcmp(x->account, y->account);
}

/* Those with so few answers that nothing is known stand behind. */
static int hardest_first(const void *a, const void *b)
{
	const struct cohort_question *x = a, *y = b;
	bool few_x = x->figures.answered < ITEMS_FEW;
	bool few_y = y->figures.answered < ITEMS_FEW;

	if (few_x != few_y)
		return few_x ? 1 : -1;
	if (x->figures.facility < y->figures.facility ||
	    x->figures.facility > y->figures.facility)
		return x->figures.facility > y->figures.facility ? 1 : -1;
	return strcmp(x->question, y->question);
}

/* Numbers by the order of keys, so that sums come out the same to the last bit
 * whatever the order of the answers. */
struct ordered {
	const char *text;
	size_t number;
};

static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct ordered *)a)->text,
		      ((const struct ordered *)b)->text);
}

static uint32_t *order(struct arena *arena, const struct table *table)
{
	struct ordered *list = ARENA_ARRAY(arena, table->count,
					   struct ordered);
	uint32_t *rank = ARENA_ARRAY(arena, table->count, uint32_t);

	for (size_t i = 0; i < table->count; i++)
		list[i] = (struct ordered){ table->keys[i].text, i };
	if (table->count > 0)
		qsort(list, table->count, sizeof(*list), by_text);
	for (size_t i = 0; i < table->count; i++)
		rank[list[i].number] = (uint32_t)i;
	return rank;
}

static int by_pair(const void *a, const void *b)
{
	const struct item_cell *x = a, *y = b;

	if (x->item != y->item)
		return x->item < y->item ? -1 : 1;
	return (x->learner > y->learner) - (x->learner < y->learner);
}

/* First scores by question, then by learner; who and what: the numbers that
 * these have in it. */
struct firsts {
	struct item_cell *cells;
	const uint32_t *who, *what;
};

static struct firsts sort_firsts(struct gathering *g)
{
	size_t count = g->pairs.count;
	struct firsts firsts = {
		.cells = ARENA_ARRAY(g->arena, count, struct item_cell),
		.who = order(g->arena, &g->learners),
		.what = order(g->arena, &g->questions),
	};

	for (size_t i = 0; i < count; i++)
		firsts.cells[i] = (struct item_cell){
			firsts.who[g->pair[i].learner],
			firsts.what[g->pair[i].question], g->pair[i].score,
		};
	if (count > 0)
		qsort(firsts.cells, count, sizeof(*firsts.cells), by_pair);
	return firsts;
}

static void end_learners(struct gathering *g, const struct firsts *firsts,
			 int64_t today, int64_t now, struct cohort *cohort)
{
	size_t count = g->learners.count;
	struct cohort_learner *list = ARENA_ARRAY(g->arena, count,
						  struct cohort_learner);

	for (size_t i = 0; i < g->pairs.count; i++) {
		const struct item_cell *cell = &firsts->cells[i];

		list[cell->learner].questions++;
		list[cell->learner].mean += cell->score;
	}
	for (size_t i = 0; i < count; i++) {
		const struct learner *learner = &g->learner[i];
		struct cohort_learner *one = &list[firsts->who[i]];
		struct practice practice = {
			.days = learner->days, .count = learner->day_count,
		};

		one->account = g->learners.keys[i].text;
		one->name = learner->name;
		one->attempts = learner->attempts;
		one->last_day = learner->last_day;
		one->days = (int64_t)learner->day_count;
		if (one->questions > 0)
			one->mean /= (double)one->questions;
		plan_streak(&practice, today, now, &one->streak);
	}
	cohort->learners = list;
	cohort->learner_count = count;
	if (count > 0)
		qsort(list, count, sizeof(*list), busiest_first);
}

static void end_questions(struct gathering *g, const struct firsts *firsts,
			  struct cohort *cohort)
{
	size_t count = g->questions.count;

	stats_items(g->arena, firsts->cells, g->pairs.count,
		    g->learners.count, count, &cohort->analysis);
	cohort->question_count = count;
	cohort->questions = ARENA_ARRAY(g->arena, count,
					struct cohort_question);
	for (size_t i = 0; i < count; i++)
		cohort->questions[i] = (struct cohort_question){
			.question = g->questions.keys[i].text,
			.skill = g->asked[i].skill ? g->asked[i].skill : "",
			.attempts = g->asked[i].attempts,
			.figures = cohort->analysis.items[firsts->what[i]],
		};
	if (count > 0)
		qsort(cohort->questions, count, sizeof(*cohort->questions),
		      hardest_first);
}

static void end_points(struct gathering *g, struct cohort *cohort)
{
	size_t count = g->points.count;

	cohort->weak_count = count;
	cohort->weak = ARENA_ARRAY(g->arena, count, struct stats_weak);
	for (size_t i = 0; i < count; i++) {
		const struct key *key = &g->points.keys[i];
		const char *name = arena_printf(g->arena, "%s/%s",
			g->questions.keys[key->owner].text, key->text);

		cohort->weak[i] = (struct stats_weak){
			.facet = name, .says = name,
			.asked = g->counted[i].asked,
			.missed = g->counted[i].missed,
			.share = (double)g->counted[i].missed /
				(double)g->counted[i].asked,
			.skill = g->asked[key->owner].skill,
		};
	}
	stats_weak_sort(cohort->weak, count);
}

void cohort_end(struct gathering *g, int64_t today, int64_t now,
		struct cohort *cohort)
{
	struct firsts firsts = sort_firsts(g);

	*cohort = (struct cohort){ .today = today, .attempts = g->attempts };
	end_learners(g, &firsts, today, now, cohort);
	end_questions(g, &firsts, cohort);
	end_points(g, cohort);
}

/* ---- as JSON ---- */

static void put_day(struct json *json, const char *name, int64_t day)
{
	struct text text;

	text_init(&text, 32);
	date_add_day(&text, day);
	json_put(json, name, text.s);
	text_release(&text);
}

static void put_known(struct json *json, const char *name, bool known,
		      double value)
{
	json_name(json, name);
	if (known)
		json_number(json, value);
	else
		json_null(json);
}

static void put_learner(struct json *json,
			const struct cohort_learner *learner)
{
	json_open(json, '{');
	json_put(json, "account", learner->account);
	json_put(json, "name", learner->name);
	json_put_integer(json, "attempts", learner->attempts);
	json_put_integer(json, "questions", learner->questions);
	json_put_number(json, "mean", learner->mean);
	put_day(json, "last", learner->last_day);
	json_put_integer(json, "days", learner->days);
	json_put_integer(json, "streak", learner->streak.days);
	json_put_integer(json, "best", learner->streak.best);
	json_close(json, '}');
}

static void put_question(struct json *json,
			 const struct cohort_question *question)
{
	const struct item_figures *item = &question->figures;

	json_open(json, '{');
	json_put(json, "question", question->question);
	json_put(json, "skill", question->skill[0] ? question->skill : NULL);
	json_put_integer(json, "attempts", question->attempts);
	json_put_integer(json, "learners", item->answered);
	json_put_number(json, "facility", item->facility);
	json_put_integer(json, "compared", item->compared);
	put_known(json, "discrimination", item->known, item->discrimination);
	put_known(json, "correlation", item->known && item->varies,
		  item->correlation);
	json_close(json, '}');
}

static void put_weak(struct json *json, const struct stats_weak *weak)
{
	json_open(json, '{');
	json_put(json, "point", weak->facet);
	json_put(json, "skill", weak->skill);
	json_put_integer(json, "asked", weak->asked);
	json_put_integer(json, "missed", weak->missed);
	json_put_number(json, "share", weak->share);
	json_close(json, '}');
}

static void put_alpha(struct json *json, const struct item_analysis *analysis)
{
	json_name(json, "alpha");
	json_open(json, '{');
	put_known(json, "value", analysis->has_alpha, analysis->alpha);
	json_put_integer(json, "questions", (int64_t)analysis->alpha_items);
	json_put_integer(json, "learners", (int64_t)analysis->alpha_learners);
	json_put_integer(json, "pairs", (int64_t)analysis->alpha_pairs);
	json_close(json, '}');
}

void cohort_to_json(struct json *json, const struct cohort *cohort)
{
	put_day(json, "today", cohort->today);
	json_put_integer(json, "attempts", cohort->attempts);
	json_name(json, "learners");
	json_open(json, '[');
	for (size_t i = 0; i < cohort->learner_count; i++)
		put_learner(json, &cohort->learners[i]);
	json_close(json, ']');
	json_name(json, "weak");
	json_open(json, '[');
	for (size_t i = 0; i < cohort->weak_count; i++)
		put_weak(json, &cohort->weak[i]);
	json_close(json, ']');
	json_name(json, "questions");
	json_open(json, '[');
	for (size_t i = 0; i < cohort->question_count; i++)
		put_question(json, &cohort->questions[i]);
	json_close(json, ']');
	put_alpha(json, &cohort->analysis);
}
