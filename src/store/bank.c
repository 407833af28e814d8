/* bank.c - banks that were taken in: import, list, remove.
 *
 * An import is one transaction of statements kept for its length. A question
 * is found again by its id, or by the id that it had (`was`), and keeps its
 * row, on which card and attempts hang; it is written only if its revision,
 * a hash of its own text and of its rubrics', differs. What the bank no longer
 * holds is deleted where nothing was ever answered or wished, and else marked
 * as gone, so that a bank that comes back brings its progress back. Which those
 * are is told by one walk over the old ids against the sorted new ones.
 */
#include "store/parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BODY_MAX = 64 << 20,		/* bytes of JSON of one question */
	RUBRICS_MAX = BANK_LIST_MAX * (BANK_ID_MAX + 2),
};

struct known_rubric {
	const char *id;
	char hash[17];			/* of its JSON, hex */
	int points, samples;
};

struct import {
	struct db *db;
	const struct bank *bank;
	const struct fsrs *fsrs;
	struct arena arena;
	struct text body, list;		/* used for each question in turn */
	struct known_rubric *rubrics;	/* sorted by id */
	struct query upsert, write_body;	/* kept */
};

/* ---- sorted ids ---- */

static int by_id(const void *a, const void *b)
{
	const struct known_rubric *left = a, *right = b;

	return strcmp(left->id, right->id);
}

static int by_string(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool have_id(const char *const *sorted, size_t count, const char *id)
{
	return bsearch(&id, sorted, count, sizeof(*sorted), by_string);
}

/* ---- rubrics ---- */

static void put_hex(uint64_t hash, char hex[17])
{
	snprintf(hex, 17, "%016" PRIx64, hash);
}

static void note_rubric(struct import *import, size_t at)
{
	const struct rubric *rubric = &import->bank->rubrics[at];
	struct known_rubric *known = &import->rubrics[at];

	*known = (struct known_rubric){
		.id = rubric->id,
		.points = (int)rubric->point_count,
		.samples = (int)rubric->sample_count,
	};
	put_hex(text_hash(TEXT_HASH, text_str(&import->body)), known->hash);
}

static bool write_rubrics(struct import *import, struct query *query,
			  struct error *err)
{
	for (size_t i = 0; i < import->bank->rubric_count; i++) {
		const struct rubric *rubric = &import->bank->rubrics[i];
		struct json json;

		text_reset(&import->body);
		json_init(&json, &import->body, 0);
		bank_rubric_to_json(&json, rubric);
		note_rubric(import, i);
		if (!db_repeat(query, VALUES(V(import->bank->id),
					     V(rubric->id),
					     V(text_str(&import->body))), err))
			return false;
	}
	return true;
}

static bool import_rubrics(struct import *import, struct error *err)
{
	size_t count = import->bank->rubric_count;
	struct query query;
	bool ok;

	import->rubrics = ARENA_ARRAY(&import->arena, count,
				      struct known_rubric);
	if (!db_keep(import->db, &query, "INSERT INTO rubric (bank, id, body) "
		     "VALUES (?1, ?2, ?3) ON CONFLICT (bank, id) DO UPDATE "
		     "SET body = excluded.body WHERE body <> excluded.body",
		     err))
		return false;
	ok = write_rubrics(import, &query, err);
	db_done(&query);
	if (ok && count > 0)
		qsort(import->rubrics, count, sizeof(*import->rubrics), by_id);
	return ok;
}

/* ---- renamed questions ---- */

/* The card that the attempts of a question give; counted by due_recount. */
static bool make_card(const struct import *import, int64_t key,
		      const char *id, struct error *err)
{
	uint64_t seed = store_card_seed(import->bank->id, id);
	struct interview interview;
	struct card card;

	return interview_read(import->db, &interview, err) &&
		card_replay(import->db, import->fsrs, key, seed, &card, err) &&
		card_put(import->db, key, card.reviews ? &card : NULL,
			 &interview, seed, err);
}

/* Both ids are there: what hangs on the old one moves to the new one. */
static bool merge_into(struct db *db, int64_t from, int64_t to,
		       struct error *err)
{
	return db_run(db, "UPDATE attempt SET question = ?2 "
		      "WHERE question = ?1", VALUES(V(from), V(to)), err) &&
		db_run(db, "UPDATE question SET wanted = (SELECT wanted "
		       "FROM question WHERE key = ?1) "
		       "WHERE key = ?2 AND wanted = 0",
		       VALUES(V(from), V(to)), err) &&
		db_run(db, "UPDATE question SET wanted = 0 WHERE key = ?1",
		       VALUES(V(from)), err) &&
		card_put(db, from, NULL, NULL, 0, err);
}

/* Chance in a card follows from its question's id, so it is made anew. */
static bool rename_question(const struct import *import, const char *was,
			    const char *id, struct error *err)
{
	struct db *db = import->db;
	const char *bank = import->bank->id;
	int64_t from, to;

	if (!question_key(db, bank, was, &from, err) ||
	    !question_key(db, bank, id, &to, err) ||
	    !db_run(db, "UPDATE note SET question = ?3 "
		    "WHERE bank = ?1 AND question = ?2",
		    VALUES(V(bank), V(was), V(id)), err))
		return false;
	if (!from)
		return true;
	if (to ? !merge_into(db, from, to, err) :
	    !db_run(db, "UPDATE question SET id = ?2, revision = '' "
		    "WHERE key = ?1", VALUES(V(from), V(id)), err))
		return false;
	return make_card(import, to ? to : from, id, err) &&
		db_run(db, "UPDATE OR REPLACE draft SET question = ?3 "
		       "WHERE bank = ?1 AND question = ?2",
		       VALUES(V(bank), V(was), V(id)), err);
}

static bool rename_all(struct import *import, const char *const *ids,
		       struct error *err)
{
	const struct bank *bank = import->bank;

	for (size_t i = 0; i < bank->question_count; i++) {
		const struct question *question = &bank->questions[i];

		/* An id still in use is its own question. */
		if (question->was &&
		    !have_id(ids, bank->question_count, question->was) &&
		    !rename_question(import, question->was, question->id,
				     err))
			return false;
	}
	return true;
}

/* ---- questions ---- */

/* The revision and the counts of a question whose JSON is in body; its
 * rubrics' ids go to list. */
static bool sum_rubrics(struct import *import, const struct question *question,
			struct known_rubric *sum, struct error *err)
{
	size_t count = import->bank->rubric_count;
	uint64_t hash = text_hash(TEXT_HASH, text_str(&import->body));

	text_reset(&import->list);
	for (size_t i = 0; i < question->rubrics.count; i++) {
		struct known_rubric key = { .id = question->rubrics.list[i] };
		const struct known_rubric *found = count == 0 ? NULL :
			bsearch(&key, import->rubrics, count, sizeof(key),
				by_id);

		if (!found)
			return error_set(err, "question %s: no rubric '%s' in "
					 "bank %s; run: rehearse bank check",
					 question->id, key.id,
					 import->bank->id);
		hash = text_hash(hash, str_of(found->hash));
		sum->points += found->points;
		sum->samples += found->samples;
		if (i > 0)
			text_add_char(&import->list, '\n');
		text_add(&import->list, key.id);
	}
	put_hex(hash, sum->hash);
	return true;
}

/* The row is given back only where it was new or changed. */
static const char upsert_sql[] =
	"INSERT INTO question (id, bank, kind, skill, level, prompt, minutes, "
	"points, samples, rubrics, revision, retired, gone, dice) "
	"VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, ?13) "
	"ON CONFLICT (id, bank) DO UPDATE SET kind = excluded.kind, "
	"skill = excluded.skill, level = excluded.level, "
	"prompt = excluded.prompt, minutes = excluded.minutes, "
	"points = excluded.points, samples = excluded.samples, "
	"rubrics = excluded.rubrics, revision = excluded.revision, "
	"retired = excluded.retired, gone = 0, dice = excluded.dice "
	"WHERE revision <> excluded.revision OR gone = 1 "
	"RETURNING key";

static bool import_question(struct import *import,
			    const struct question *question, struct error *err)
{
	struct known_rubric sum = { .id = NULL };
	struct json json;
	int row;

	text_reset(&import->body);
	json_init(&json, &import->body, 0);
	bank_question_to_json(&json, question);
	if (!sum_rubrics(import, question, &sum, err))
		return false;
	if (!db_again(&import->upsert, VALUES(
			V(question->id), V(import->bank->id),
			V(kind_names[question->kind]), V(question->skill),
			V(level_names[question->level]), V(question->prompt),
			V(question->minutes), V(sum.points), V(sum.samples),
			V(text_str(&import->list)), V(str_of(sum.hash)),
			V(question->retired ? 1 : 0),
			V(store_dice(import->bank->id, question->id))), err))
		return false;
	row = db_next(&import->upsert, err);
	if (row <= 0)
		return row == 0;
	return db_repeat(&import->write_body, VALUES(
			V(db_number(&import->upsert, 0)),
			V(text_str(&import->body))), err);
}

static bool import_questions(struct import *import, struct error *err)
{
	bool ok = db_keep(import->db, &import->upsert, upsert_sql, err) &&
		db_keep(import->db, &import->write_body, "INSERT OR REPLACE "
			"INTO body (question, json) VALUES (?1, ?2)", err);

	for (size_t i = 0; ok && i < import->bank->question_count; i++)
		ok = import_question(import, &import->bank->questions[i], err);
	db_done(&import->upsert);
	db_done(&import->write_body);
	return ok;
}

/* ---- what is no longer there ---- */

struct keys {
	int64_t *list;
	size_t count, cap;
};

static bool find_missing(struct import *import, const char *const *ids,
			 struct keys *keys, struct error *err)
{
	struct query query;
	int row;

	if (!db_query(import->db, &query, "SELECT key, id FROM question "
		      "WHERE bank = ?1 AND gone = 0",
		      VALUES(V(import->bank->id)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		if (have_id(ids, import->bank->question_count,
			    db_text(&query, 1)))
			continue;
		keys->list = arena_grow(&import->arena, keys->list,
					keys->count, &keys->cap,
					sizeof(*keys->list));
		keys->list[keys->count++] = db_number(&query, 0);
	}
	return row == 0;
}

static bool forget_missing(struct import *import, const char *const *ids,
			   struct error *err)
{
	struct keys keys = { NULL, 0, 0 };
	struct query drop = { .stmt = NULL }, hide = { .stmt = NULL };
	bool ok;

	ok = find_missing(import, ids, &keys, err) &&
		db_keep(import->db, &drop, "DELETE FROM question "
			"WHERE key = ?1 AND due_day IS NULL AND wanted = 0 "
			"AND NOT EXISTS "
			"(SELECT 1 FROM attempt WHERE question = ?1)", err) &&
		db_keep(import->db, &hide, "UPDATE question SET gone = 1 "
			"WHERE key = ?1", err);
	for (size_t i = 0; ok && i < keys.count; i++)
		ok = db_repeat(&drop, VALUES(V(keys.list[i])), err) &&
			db_repeat(&hide, VALUES(V(keys.list[i])), err);
	db_done(&drop);
	db_done(&hide);
	return ok;
}

static bool forget_rubrics(struct import *import, struct error *err)
{
	size_t count = import->bank->rubric_count;
	struct strings missing = { NULL, 0, 0 };
	struct query query;
	int row;

	if (!db_query(import->db, &query, "SELECT id FROM rubric "
		      "WHERE bank = ?1", VALUES(V(import->bank->id)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		struct known_rubric key = { .id = db_text(&query, 0) };

		if (count == 0 || !bsearch(&key, import->rubrics, count,
					   sizeof(key), by_id))
			strings_add(&import->arena, &missing,
				    db_copy(&import->arena, &query, 0));
	}
	for (size_t i = 0; row == 0 && i < missing.count; i++)
		if (!db_run(import->db, "DELETE FROM rubric "
			    "WHERE bank = ?1 AND id = ?2",
			    VALUES(V(import->bank->id), V(missing.list[i])),
			    err))
			return false;
	return row == 0;
}

/* ---- assignments ---- */

static bool assign(struct query *query, const struct bank *bank,
		   const struct assignment *assignment,
		   const struct question *question, struct error *err)
{
	return question->retired ||
		db_repeat(query, VALUES(V(bank->id), V(assignment->id),
					V(question->id), V(assignment->title),
					V(assignment->first_day),
					V(assignment->last_day)), err);
}

/* A name is a question, or else the skill of several. */
static bool assign_name(struct query *query, const struct bank *bank,
			const struct assignment *assignment, const char *name,
			struct error *err)
{
	const struct question *one = bank_find_question(bank, name);

	if (one)
		return assign(query, bank, assignment, one, err);
	for (size_t i = 0; i < bank->question_count; i++) {
		const struct question *question = &bank->questions[i];

		if (question->skill && strcmp(question->skill, name) == 0 &&
		    !assign(query, bank, assignment, question, err))
			return false;
	}
	return true;
}

static bool import_assignments(struct import *import, struct error *err)
{
	const struct bank *bank = import->bank;
	struct query query;
	bool ok;

	if (!db_run(import->db, "DELETE FROM assignment WHERE bank = ?1",
		    VALUES(V(bank->id)), err))
		return false;
	if (bank->assignment_count == 0)
		return true;
	ok = db_keep(import->db, &query, "INSERT OR IGNORE INTO assignment "
		     "(bank, id, question, title, first_day, last_day) "
		     "VALUES (?1, ?2, ?3, ?4, ?5, ?6)", err);
	for (size_t i = 0; ok && i < bank->assignment_count; i++) {
		const struct assignment *one = &bank->assignments[i];

		for (size_t j = 0; ok && j < one->questions.count; j++)
			ok = assign_name(&query, bank, one,
					 one->questions.list[j], err);
	}
	db_done(&query);
	return ok;
}

/* ---- the whole ---- */

static bool write_bank(struct import *import, const char *path,
		       uint64_t fingerprint, struct error *err)
{
	const struct bank *bank = import->bank;
	struct json json;
	int64_t live = 0;

	for (size_t i = 0; i < bank->question_count; i++)
		live += !bank->questions[i].retired;
	text_reset(&import->body);
	json_init(&json, &import->body, 0);
	bank_words_to_json(&json, bank);
	return db_run(import->db, "INSERT OR REPLACE INTO bank (id, title, "
		      "version, language, licence, author, path, fingerprint, "
		      "questions, words) "
		      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
		      VALUES(V(bank->id), V(bank->title), V(bank->version),
			     V(bank->language), V(bank->licence),
			     V(bank->author), V(path),
			     V((int64_t)fingerprint), V(live),
			     V(text_str(&import->body))), err);
}

static bool replace(struct import *import, struct error *err)
{
	size_t count = import->bank->question_count;
	const char **ids = ARENA_ARRAY(&import->arena, count, const char *);

	for (size_t i = 0; i < count; i++)
		ids[i] = import->bank->questions[i].id;
	if (count > 0)
		qsort(ids, count, sizeof(*ids), by_string);
	return rename_all(import, ids, err) &&
		import_rubrics(import, err) &&
		import_questions(import, err) &&
		forget_missing(import, ids, err) &&
		forget_rubrics(import, err) &&
		import_assignments(import, err) &&
		due_recount(import->db, err);
}

static void import_init(struct import *import, struct db *db,
			const struct bank *bank, const struct fsrs *fsrs)
{
	*import = (struct import){ .db = db, .bank = bank, .fsrs = fsrs };
	arena_init(&import->arena, 0);
	text_init(&import->body, BODY_MAX);
	text_init(&import->list, RUBRICS_MAX);
}

static void import_release(struct import *import)
{
	text_release(&import->list);
	text_release(&import->body);
	arena_release(&import->arena);
}

bool store_import(struct store *store, const struct bank *bank,
		  const char *path, uint64_t fingerprint,
		  const struct fsrs *fsrs, struct error *err)
{
	struct import import;
	bool ok;

	/* 32 MiB, so that indexes in random order stay in memory. */
	if (!db_run(&store->db, "PRAGMA cache_size = -32768", NO_VALUES, err) ||
	    !db_begin(&store->db, err))
		return false;
	import_init(&import, &store->db, bank, fsrs);
	ok = replace(&import, err) &&
		write_bank(&import, path, fingerprint, err);
	ok = db_end(&store->db, ok, err);
	import_release(&import);
	return ok;
}

bool store_remove_bank(struct store *store, const char *id, struct error *err)
{
	struct bank none = { .id = id };
	struct import import;
	bool ok;

	if (!db_begin(&store->db, err))
		return false;
	import_init(&import, &store->db, &none, NULL);
	ok = db_run(&store->db, "DELETE FROM bank WHERE id = ?1",
		    VALUES(V(id)), err);
	if (ok && db_changes(&store->db) == 0)
		ok = error_set(err, "no bank '%s'; see: rehearse bank list",
			       id);
	ok = ok && replace(&import, err);
	ok = db_end(&store->db, ok, err);
	import_release(&import);
	return ok;
}

/* ---- reading ---- */

#define BANK_COLUMNS "id, title, version, licence, author, path, " \
	"fingerprint, questions "

static void read_bank(struct arena *arena, const struct query *query,
		      struct bank_row *row)
{
	row->id = db_copy(arena, query, 0);
	row->title = db_copy(arena, query, 1);
	row->version = db_copy(arena, query, 2);
	row->licence = db_copy(arena, query, 3);
	row->author = db_copy(arena, query, 4);
	row->path = db_copy(arena, query, 5);
	row->fingerprint = (uint64_t)db_number(query, 6);
	row->questions = db_number(query, 7);
}

bool store_banks(struct store *store, struct arena *arena,
		 struct bank_row **rows, size_t *count, struct error *err)
{
	struct query query;
	size_t cap = 0;
	int row;

	*rows = NULL;
	*count = 0;
	if (!db_query(&store->db, &query, "SELECT " BANK_COLUMNS
		      "FROM bank ORDER BY id", NO_VALUES, err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		*rows = arena_grow(arena, *rows, *count, &cap, sizeof(**rows));
		read_bank(arena, &query, &(*rows)[(*count)++]);
	}
	return row == 0;
}

bool store_bank(struct store *store, struct arena *arena, const char *id,
		struct bank_row *bank, bool *found, struct error *err)
{
	struct query query;
	int row;

	*bank = (struct bank_row){ .id = NULL };
	*found = false;
	if (!db_query(&store->db, &query, "SELECT " BANK_COLUMNS
		      "FROM bank WHERE id = ?1", VALUES(V(id)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0) {
		*found = true;
		read_bank(arena, &query, bank);
	}
	db_done(&query);
	return row >= 0;
}

bool store_bank_words(struct store *store, struct arena *arena,
		      const char *id, struct bank *words, struct error *err)
{
	struct query query;
	const char *json = NULL;
	int row;

	if (!db_query(&store->db, &query, "SELECT words FROM bank "
		      "WHERE id = ?1", VALUES(V(id)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		json = db_copy(arena, &query, 0);
	db_done(&query);
	if (row < 0)
		return false;
	if (!json)
		return error_set(err, "no bank '%s'; see: rehearse bank list",
				 id);
	*words = (struct bank){ .id = arena_strdup(arena, id) };
	return bank_words_from_json(arena, str_of(json), words, err);
}
