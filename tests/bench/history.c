/* history.c - a long history of practice, to measure with.
 *
 *   history FILE ATTEMPTS YEARS TODAY
 *
 * FILE is a database that rehearse made, with the questions it has. So many
 * attempts, three points each, are spread over the years before the day number
 * TODAY, one session an evening with a day left out now and then; cards, days
 * and sums are then made by store_rebuild. Everything follows from the
 * attempt's number, so two runs give the same history.
 */
#include "store/db.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>

enum { POINTS = 3, REST_EVERY = 11, EVENING = 19 * 3600 };

struct asked {
	int64_t key;
	const char *skill, *level;
	int64_t last_day;		/* when it was asked before; 0: never */
};

struct history {
	struct db db;
	struct arena arena;
	struct asked *list;
	size_t count;
	struct error err;
};

static _Noreturn void stop(const char *what)
{
	fprintf(stderr, "history: %s\n", what);
	exit(2);
}

static void must(struct history *history, bool ok)
{
	if (!ok)
		stop(history->err.text);
}

/* SplitMix64, of the attempt's number. */
static uint64_t dice(uint64_t number)
{
	number += UINT64_C(0x9e3779b97f4a7c15);
	number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	number = (number ^ number >> 27) * UINT64_C(0x94d049bb133111eb);
	return number ^ number >> 31;
}

static void read_questions(struct history *history)
{
	struct query query;
	size_t cap = 0;
	int row;

	must(history, db_query(&history->db, &query, "SELECT key, skill, "
			       "level FROM question WHERE gone = 0 "
			       "ORDER BY key", NO_VALUES, &history->err));
	while ((row = db_next(&query, &history->err)) > 0) {
		history->list = arena_grow(&history->arena, history->list,
					   history->count, &cap,
					   sizeof(*history->list));
		history->list[history->count++] = (struct asked){
			.key = db_number(&query, 0),
			.skill = db_copy(&history->arena, &query, 1),
			.level = db_copy(&history->arena, &query, 2),
		};
	}
	must(history, row == 0);
	if (history->count == 0)
		stop("no questions in it");
}

/* Scores rise over the years, from about 45 to about 80. */
static int score_of(uint64_t chance, int64_t number, int64_t attempts)
{
	int score = 45 + (int)(35 * number / attempts) +
		    (int)(chance % 61) - 30;

	return score < 0 ? 0 : score > 100 ? 100 : score;
}

static void insert_points(struct history *history, struct query *insert,
			  int64_t number, uint64_t chance)
{
	static const char *const states[] = { "met", "met", "missed",
					      "partial" };
	static const char *const facets[] = { "mechanism", "costs", "choice",
					      "reason" };

	for (int64_t place = 0; place < POINTS; place++) {
		const char *state = states[chance >> (8 + 2 * place) & 3];
		const char *facet = facets[chance >> (16 + 2 * place) & 3];

		must(history, db_repeat(insert, VALUES(V(number), V(place),
						       V(state), V(facet)),
					&history->err));
	}
}

static void insert_all(struct history *history, int64_t attempts,
		       int64_t days, int64_t today)
{
	struct query attempt, point;

	must(history, db_keep(&history->db, &attempt, "INSERT INTO attempt "
		"(number, id, question, skill, level, at, offset, rollover, "
		"day, seconds, hints, model_seen, score, grade, flags, words, "
		"rating, again, counts, answer) "
		"VALUES (?1, 'made-' || ?1, ?2, ?3, "
		"?4, ?5, 0, 4, ?6, 120, 0, 0, ?7, ?8, 0, 60, ?9, ?10, 1, "
		"'It saves work for every user, and it costs more memory.')",
		&history->err));
	must(history, db_keep(&history->db, &point, "INSERT INTO "
		"attempt_point (attempt, place, id, state, earned, worth, "
		"facet) VALUES (?1, ?2, 'p' || ?2, ?3, 1, 2, ?4)",
		&history->err));
	for (int64_t n = 0; n < attempts; n++) {
		uint64_t chance = dice((uint64_t)n);
		struct asked *asked =
			&history->list[chance % history->count];
		int score = score_of(chance >> 32, n, attempts);
		int64_t day = today - days + n * days / attempts;

		day -= day % REST_EVERY == 0;
		must(history, db_repeat(&attempt, VALUES(
			V(n + 1), V(asked->key), V(asked->skill),
			V(asked->level),
			V(day * 86400 + EVENING + n % 3600), V(day), V(score),
			V(grade_names[mark_grade(score)]),
			V((int)plan_rating(score, 0)),
			V(asked->last_day && asked->last_day < day ? 1 : 0)),
			&history->err));
		asked->last_day = day;
		insert_points(history, &point, n + 1, chance);
	}
	db_done(&attempt);
	db_done(&point);
}

static int64_t number(const char *text)
{
	char *end;
	long long value = strtoll(text, &end, 10);

	if (*end || value < 1)
		stop("usage: history FILE ATTEMPTS YEARS TODAY");
	return value;
}

int main(int argc, char **argv)
{
	struct history history = { .list = NULL };
	struct store *store;

	if (argc != 5)
		stop("usage: history FILE ATTEMPTS YEARS TODAY");
	arena_init(&history.arena, 0);
	must(&history, db_open(&history.db, argv[1], DB_WRITE, &history.err));
	must(&history, db_run(&history.db, "PRAGMA synchronous = OFF",
			      NO_VALUES, &history.err));
	read_questions(&history);
	must(&history, db_begin(&history.db, &history.err));
	insert_all(&history, number(argv[2]), number(argv[3]) * 365,
		   number(argv[4]));
	must(&history, db_end(&history.db, true, &history.err));
	db_close(&history.db);
	must(&history, store_open(argv[1], &store, &history.err));
	must(&history, store_rebuild(store, &fsrs_daily, &history.err));
	store_close(store);
	arena_release(&history.arena);
	return 0;
}
