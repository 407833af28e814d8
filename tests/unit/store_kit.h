/* store_kit.h - a store in a folder of its own, and small banks to fill it.
 *
 * Every test gets a fresh folder (in TMPDIR or /tmp) and finds it in *state.
 */
#ifndef TESTS_UNIT_STORE_KIT_H
#define TESTS_UNIT_STORE_KIT_H

#include "store/db.h"
#include "store/schema.h"
#include "store/store.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

enum { TODAY = 20000 };			/* 2024-10-04 */

struct kit {
	struct arena arena;
	const char *folder, *path;
	struct store *store;		/* NULL: closed */
	struct error err;
	int made;			/* attempts, for their UUIDs */
};

/* A call that must succeed, with its sentence where it does not. */
#define WELL(kit, call) do { \
	if (!(call)) \
		fail_msg("%s: %s", #call, (kit)->err.text); \
} while (0)
/* A call that must fail, and words that its sentence must hold. */
#define FAILS(kit, call, words) do { \
	(kit)->err.text[0] = '\0'; \
	if (call) \
		fail_msg("%s should have failed", #call); \
	if (!strstr((kit)->err.text, words)) \
		fail_msg("%s: %s", #call, (kit)->err.text); \
} while (0)

static inline int kit_start(void **state)
{
	struct kit *kit = calloc(1, sizeof(*kit));
	const char *base = getenv("TMPDIR");
	char *name;

	if (!kit)
		return -1;
	arena_init(&kit->arena, 0);
	name = arena_printf(&kit->arena, "%s/rehearse-XXXXXX",
			    base && *base ? base : "/tmp");
	kit->folder = mkdtemp(name);
	if (!kit->folder)
		return -1;
	kit->path = arena_printf(&kit->arena, "%s/deep/er/r.db", kit->folder);
	*state = kit;
	return 0;
}

static inline void kit_remove(struct arena *arena, const char *path)
{
	DIR *folder = opendir(path);
	struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, ".."))
			kit_remove(arena, file_join(arena, path,
						    entry->d_name));
	if (folder)
		closedir(folder);
	remove(path);
}

static inline int kit_end(void **state)
{
	struct kit *kit = *state;

	store_close(kit->store);
	kit_remove(&kit->arena, kit->folder);
	arena_release(&kit->arena);
	free(kit);
	return 0;
}

static inline void kit_open(struct kit *kit)
{
	WELL(kit, store_open(kit->path, &kit->store, &kit->err));
}

static inline void kit_close(struct kit *kit)
{
	store_close(kit->store);
	kit->store = NULL;
}

static inline void kit_reopen(struct kit *kit)
{
	kit_close(kit);
	kit_open(kit);
}

static inline const char *kit_beside(struct kit *kit, const char *name)
{
	return file_join(&kit->arena, kit->folder, name);
}

/* ---- banks ---- */

static inline void kit_rubric(struct arena *arena, struct rubric *rubric,
			      const char *id)
{
	struct point *point = ARENA_NEW(arena, struct point);

	point->id = "idea";
	point->worth = 2;
	point->says = "It says the idea.";
	point->match.list = ARENA_NEW(arena, struct phrase_text);
	point->match.list[0].text = "idea";
	point->match.count = 1;
	*rubric = (struct rubric){ .id = id, .points = point,
				   .point_count = 1 };
}

/* A bank of the ids in one text, "a b c"; each has a rubric of its own, and
 * a skill: sql for those that begin with s, else api. */
static inline struct bank kit_bank(struct arena *arena, const char *id,
				   const char *ids)
{
	struct bank bank = { .id = id, .title = "A bank" };
	struct str rest = str_of(ids), head;

	bank.questions = ARENA_ARRAY(arena, rest.len + 1, struct question);
	bank.rubrics = ARENA_ARRAY(arena, rest.len + 1, struct rubric);
	while (str_cut(&rest, ' ', &head)) {
		struct question *q = &bank.questions[bank.question_count++];

		q->id = str_dup(arena, head);
		q->kind = KIND_TECHNICAL;
		q->skill = q->id[0] == 's' ? "sql" : "api";
		q->level = LEVEL_MID;
		q->minutes = 3;
		q->prompt = arena_printf(arena, "What is %s?", q->id);
		q->model = "It is the idea.";
		strings_add(arena, &q->rubrics, q->id);
		kit_rubric(arena, &bank.rubrics[bank.rubric_count++], q->id);
	}
	return bank;
}

static inline void kit_import(struct kit *kit, const char *id,
			      const char *ids)
{
	struct bank bank = kit_bank(&kit->arena, id, ids);

	WELL(kit, store_import(kit->store, &bank, "/somewhere", 7,
			       &fsrs_daily, &kit->err));
}

/* ---- attempts ---- */

static inline struct attempt kit_attempt(struct kit *kit, const char *question,
					 int64_t day, int score)
{
	return (struct attempt){
		.id = arena_printf(&kit->arena, "uuid-%d", ++kit->made),
		.bank = "home", .question = question, .revision = "1",
		.at = { day * 86400 + 12 * 3600 + kit->made, 3600 },
		.rollover = 4, .day = day, .seconds = 60, .answer = "An idea.",
		.score = score, .grade = grade_names[mark_grade(score)],
		.words = 2, .rating = plan_rating(score, 0), .counts = true,
		.disputed = -1,
	};
}

/* Keeps an attempt, which rates its card; the attempt's number. */
static inline int64_t kit_practise(struct kit *kit, const char *question,
				   int64_t day, int score)
{
	struct attempt attempt = kit_attempt(kit, question, day, score);

	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
	return attempt.number;
}

/* All that is derived from attempts, as text. */
static inline const char *kit_derived(struct kit *kit)
{
	static const char *const tables[] = {
		"SELECT * FROM day ORDER BY day",
		"SELECT * FROM tally ORDER BY skill, level",
		"SELECT * FROM facet ORDER BY skill, facet",
		"SELECT * FROM due WHERE cards > 0 ORDER BY skill, day",
		"SELECT key, due_day, planned_day, last_day, state, step, "
		"stability, difficulty, reviews, lapses FROM question "
		"WHERE due_day IS NOT NULL ORDER BY key", NULL,
	};
	struct text text;
	struct query query;
	struct db db;
	const char *all;

	text_init(&text, 1 << 20);
	WELL(kit, db_open(&db, kit->path, DB_READ, &kit->err));
	for (const char *const *sql = tables; *sql; sql++) {
		WELL(kit, db_query(&db, &query, *sql, NO_VALUES, &kit->err));
		while (db_next(&query, &kit->err) > 0) {
			for (int i = 0; i < 12 && db_text(&query, i); i++)
				text_addf(&text, "%s ", db_text(&query, i));
			text_add_char(&text, '\n');
		}
	}
	db_close(&db);
	all = text_dup(&kit->arena, &text);
	text_release(&text);
	return all;
}

static inline int64_t kit_due(struct kit *kit, int64_t today)
{
	int64_t due;

	WELL(kit, store_due_count(kit->store, today, &due, &kit->err));
	return due;
}

static inline bool kit_count(void *context, const struct attempt *attempt)
{
	(void)attempt;
	++*(int *)context;
	return true;
}

static inline int kit_attempts(struct kit *kit)
{
	int count = 0;

	WELL(kit, store_attempts(kit->store, NULL, false, kit_count, &count,
				 &kit->err));
	return count;
}

static inline void kit_draft(struct kit *kit, const char *question,
			     const char *text)
{
	struct draft draft = { .bank = "home", .question = question,
			       .text = text, .at = { 1000, 3600 },
			       .hints = 1, .model_seen = true };

	WELL(kit, store_save_draft(kit->store, &draft, &kit->err));
}

static inline bool kit_has_draft(struct kit *kit, const char *question)
{
	struct draft draft;
	bool found;

	WELL(kit, store_draft(kit->store, &kit->arena, "home", question,
			      &draft, &found, &kit->err));
	return found;
}

static inline struct question_row kit_row(struct kit *kit, const char *name)
{
	struct question_row row;

	WELL(kit, store_find_question(kit->store, &kit->arena, name, &row,
				      &kit->err));
	return row;
}

static inline int kit_start_open(void **state)
{
	if (kit_start(state))
		return -1;
	kit_open(*state);
	return 0;
}

#define KIT_TEST(function) \
	cmocka_unit_test_setup_teardown(function, kit_start, kit_end)
/* The same with the store open. */
#define OPEN_TEST(function) \
	cmocka_unit_test_setup_teardown(function, kit_start_open, kit_end)

#endif
