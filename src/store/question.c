/* question.c - finding, listing and loading questions.
 *
 * Lists are read in batches that go on after the last row's place, so that no
 * lock is held while a caller shows a row: a pager left open must not keep an
 * answer in another terminal from being saved. A name that was mistyped is
 * compared with a bounded number of ids that begin alike.
 */
#include "store/parts.h"

#include <string.h>

enum {
	LIST_BATCH = 256,		/* rows read under one lock */
	NEAR_MOST = 2000,		/* ids compared with a mistyped one */
	NAMED_MOST = 5,			/* named where several fit */
};

#define QUESTION_COLUMNS \
	"q.key, q.bank, q.id, " QUESTION_NAME ", q.kind, q.skill, q.level, " \
	"q.prompt, q.minutes, q.points, q.samples, q.rubrics, q.revision, " \
	"q.retired, q.due_day, q.stability, q.last_day, q.wanted "

static void read_question(struct arena *arena, const struct query *query,
			  struct question_row *row)
{
	struct str rest, head;

	*row = (struct question_row){ .key = db_number(query, 0) };
	row->bank = db_copy(arena, query, 1);
	row->id = db_copy(arena, query, 2);
	row->name = db_copy(arena, query, 3);
	row->kind = db_copy(arena, query, 4);
	row->skill = db_copy(arena, query, 5);
	row->level = db_copy(arena, query, 6);
	row->prompt = db_copy(arena, query, 7);
	row->minutes = db_int(query, 8);
	row->points = db_int(query, 9);
	row->samples = db_int(query, 10);
	rest = str_of(db_text(query, 11));
	while (str_cut(&rest, '\n', &head))
		strings_add(arena, &row->rubrics, str_dup(arena, head));
	row->revision = db_copy(arena, query, 12);
	row->retired = db_flag(query, 13);
	row->seen = !db_is_null(query, 14);
	row->due_day = db_number(query, 14);
	row->stability = db_real(query, 15);
	row->last_day = db_number(query, 16);
	row->wanted = db_int(query, 17);
}

/* ---- lists ---- */

struct batch {
	struct arena *arena;
	struct question_row rows[LIST_BATCH];
	size_t count;
};

/* The rows that come after `last` in order of bank, skill and id. */
static bool read_batch(struct store *store,
		       const struct question_filter *filter,
		       const struct question_row *last, struct batch *batch,
		       struct error *err)
{
	struct query query;
	int row;

	batch->count = 0;
	if (!db_query(&store->db, &query, "SELECT " QUESTION_COLUMNS
		      "FROM question q INDEXED BY question_list "
		      "WHERE (q.bank, q.skill, q.id) > (?1, ?2, ?3) "
		      "AND q.gone = 0 AND q.retired <= ?4 "
		      "AND (?5 IS NULL OR q.bank = ?5) "
		      "AND (?6 IS NULL OR q.skill = ?6) "
		      "AND (?7 IS NULL OR q.kind = ?7) "
		      "AND (?8 IS NULL OR q.level = ?8) "
		      "AND (?9 IS NULL OR instr(lower(q.id || ' ' || "
		      "q.prompt), lower(?9)) > 0) "
		      "AND (?11 = 0 OR q.wanted = ?11) "
		      "ORDER BY q.bank, q.skill, q.id LIMIT ?10",
		      VALUES(V(last->bank), V(last->skill), V(last->id),
			     V(filter->retired ? 1 : 0), V(filter->bank),
			     V(filter->skill), V(filter->kind),
			     V(filter->level), V(filter->text),
			     V((int)LIST_BATCH), V(filter->wanted)), err))
		return false;
	while ((row = db_next(&query, err)) > 0)
		read_question(batch->arena, &query,
			      &batch->rows[batch->count++]);
	return row == 0;
}

bool store_questions(struct store *store, const struct question_filter *filter,
		     store_each_question *each, void *context,
		     struct error *err)
{
	static const struct question_filter any = { .bank = NULL };
	struct question_row last = { .bank = "", .skill = "", .id = "" };
	struct arena turns[2];
	struct batch batch;
	bool ok = true, more = true;

	arena_init(&turns[0], 0);
	arena_init(&turns[1], 0);
	/* Two arenas in turn: the last row's place lives in the other one. */
	for (size_t turn = 0; ok && more; turn++) {
		batch.arena = &turns[turn % 2];
		arena_reset(batch.arena);
		ok = read_batch(store, filter ? filter : &any, &last, &batch,
				err);
		for (size_t i = 0; ok && more && i < batch.count; i++)
			more = each(context, &batch.rows[i]);
		more = more && batch.count == LIST_BATCH;
		if (batch.count > 0)
			last = batch.rows[batch.count - 1];
	}
	arena_release(&turns[0]);
	arena_release(&turns[1]);
	return ok;
}

/* ---- one question ---- */

void question_split(struct arena *arena, const char *name, const char **bank,
		    const char **id)
{
	const char *colon = strchr(name, ':');

	*bank = colon ? arena_copy(arena, name, (size_t)(colon - name)) : NULL;
	*id = colon ? colon + 1 : name;
}

bool question_key(struct db *db, const char *bank, const char *id,
		  int64_t *key, struct error *err)
{
	return db_get_number(db, "SELECT key FROM question "
			     "WHERE id = ?1 AND bank = ?2",
			     VALUES(V(id), V(bank)), key, err);
}

bool store_question_by_key(struct store *store, struct arena *arena,
			   int64_t key, struct question_row *question,
			   struct error *err)
{
	struct query query;
	int row;

	if (!db_query(&store->db, &query, "SELECT " QUESTION_COLUMNS
		      "FROM question q WHERE q.key = ?1 AND q.gone = 0",
		      VALUES(V(key)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		read_question(arena, &query, question);
	db_done(&query);
	if (row == 0)
		error_set(err, "that question is no longer in its bank; "
			  "choose another");
	return row > 0;
}

/* Names and keys of those called id, or, with `beginning`, beginning so.
 * U+10FFFF, the last character, ends the range of a beginning. */
static bool find_named(struct store *store, struct arena *arena,
		       const char *name, bool beginning, size_t most,
		       struct strings *names, int64_t *key, struct error *err)
{
	const char *bank, *id, *last;
	struct query query;
	int row;

	question_split(arena, name, &bank, &id);
	last = beginning ? arena_printf(arena, "%s\xf4\x8f\xbf\xbf", id) : id;
	if (!db_query(&store->db, &query, "SELECT " QUESTION_NAME ", q.key "
		      "FROM question q WHERE q.id >= ?1 AND q.id <= ?2 "
		      "AND (?3 IS NULL OR q.bank = ?3) AND q.gone = 0 "
		      "ORDER BY q.id, q.bank LIMIT ?4",
		      VALUES(V(id), V(last), V(bank), V((int64_t)most)), err))
		return false;
	while ((row = db_next(&query, err)) > 0) {
		strings_add(arena, names, db_copy(arena, &query, 0));
		if (key)
			*key = db_number(&query, 1);
	}
	return row == 0;
}

static bool say_several(struct arena *arena, const char *name,
			const struct strings *names, struct error *err)
{
	struct text list;
	const char *joined;

	text_init(&list, ERROR_TEXT_MAX);
	for (size_t i = 0; i < names->count && i < NAMED_MOST; i++)
		text_addf(&list, "%s%s", i == 0 ? "" : ", ", names->list[i]);
	if (names->count > NAMED_MOST)
		text_add(&list, " and others");
	joined = text_dup(arena, &list);
	text_release(&list);
	return error_set(err, "'%s' could be any of %s; type more of it", name,
			 joined);
}

/* The id nearest to name, among those that begin like it or, failing that,
 * among the first ones. */
static bool find_near(struct store *store, struct arena *arena,
		      const char *name, const char **near, struct error *err)
{
	const char *bank, *id, *begin;
	struct strings names = { NULL, 0, 0 };
	size_t first = 0;

	question_split(arena, name, &bank, &id);
	if (*id)
		utf8_next(str_of(id), &first);
	begin = arena_copy(arena, id, first);
	if (!find_named(store, arena, begin, true, NEAR_MOST, &names, NULL,
			err))
		return false;
	*near = text_nearest(id, &names);
	if (*near)
		return true;
	names.count = 0;
	if (!find_named(store, arena, "", true, NEAR_MOST, &names, NULL, err))
		return false;
	*near = text_nearest(id, &names);
	return true;
}

static bool say_none(struct store *store, struct arena *arena,
		     const char *name, struct error *err)
{
	const char *near;

	if (!find_near(store, arena, name, &near, err))
		return false;
	if (near)
		return error_set(err, "no question '%s'; did you mean '%s'?",
				 name, near);
	return error_set(err, "no question '%s'; see: rehearse questions",
			 name);
}

bool store_find_question(struct store *store, struct arena *arena,
			 const char *name, struct question_row *row,
			 struct error *err)
{
	struct strings names = { NULL, 0, 0 };
	int64_t key = 0;

	if (!find_named(store, arena, name, false, NAMED_MOST + 1, &names,
			&key, err))
		return false;
	if (names.count == 0 && *name &&
	    !find_named(store, arena, name, true, NAMED_MOST + 1, &names,
			&key, err))
		return false;
	if (names.count == 0)
		return say_none(store, arena, name, err);
	if (names.count > 1)
		return say_several(arena, name, &names, err);
	return store_question_by_key(store, arena, key, row, err);
}

bool store_complete(struct store *store, struct arena *arena,
		    struct str prefix, size_t most, struct strings *ids,
		    struct error *err)
{
	*ids = (struct strings){ NULL, 0, 0 };
	return find_named(store, arena, str_dup(arena, prefix), true, most,
			  ids, NULL, err);
}

/* ---- loading ---- */

static bool load_text(struct db *db, struct arena *arena, const char *sql,
		      struct values values, struct str *text,
		      struct error *err)
{
	struct query query;
	int row;

	if (!db_query(db, &query, sql, values, err))
		return false;
	row = db_next(&query, err);
	if (row > 0)
		*text = str_of(db_copy(arena, &query, 0));
	db_done(&query);
	if (row == 0)
		error_set(err, "that question is no longer in its bank; "
			  "choose another");
	return row > 0;
}

/* The JSON is for the moment only; what is read of it is in the arena. */
static bool load_rubric(struct db *db, struct arena *arena, const char *bank,
			const char *id, struct rubric *rubric,
			struct error *err)
{
	struct arena scratch;
	struct str json;
	bool ok;

	arena_init(&scratch, 0);
	ok = load_text(db, &scratch, "SELECT body FROM rubric "
		       "WHERE bank = ?1 AND id = ?2", VALUES(V(bank), V(id)),
		       &json, err) &&
	     bank_rubric_from_json(arena, json, rubric, err);
	arena_release(&scratch);
	return ok;
}

static bool load_question(struct db *db, struct arena *arena, int64_t key,
			  struct question *question, struct error *err)
{
	struct arena scratch;
	struct str json;
	bool ok;

	arena_init(&scratch, 0);
	ok = load_text(db, &scratch, "SELECT json FROM body "
		       "WHERE question = ?1", VALUES(V(key)), &json, err) &&
	     bank_question_from_json(arena, json, question, err);
	arena_release(&scratch);
	return ok;
}

static bool load_rubrics(struct db *db, struct arena *arena, const char *bank,
			 struct loaded *loaded, struct error *err)
{
	const struct strings *ids = &loaded->question.rubrics;

	loaded->rubrics = ARENA_ARRAY(arena, ids->count,
				      const struct rubric *);
	for (size_t i = 0; i < ids->count; i++) {
		struct rubric *rubric = ARENA_NEW(arena, struct rubric);

		if (!load_rubric(db, arena, bank, ids->list[i], rubric, err))
			return false;
		loaded->rubrics[i] = rubric;
	}
	return true;
}

struct store_words {
	struct store_words *next;
	struct bank words;		/* id says whose */
};

void store_shelve(struct store *store, struct store_shelf *shelf)
{
	store->shelf = shelf;
}

static const struct bank *find_shelved(const struct store_shelf *shelf,
				       const char *id)
{
	const struct store_words *kept = shelf->first;

	while (kept && strcmp(kept->words.id, id) != 0)
		kept = kept->next;
	return kept ? &kept->words : NULL;
}

static bool load_words(struct store *store, struct arena *arena,
		       const char *id, struct bank *words, struct error *err)
{
	struct store_shelf *shelf = store->shelf;
	const struct bank *found = shelf ? find_shelved(shelf, id) : NULL;
	struct store_words *added;

	if (found) {
		*words = *found;
		return true;
	}
	if (!store_bank_words(store, shelf ? &shelf->arena : arena, id, words,
			      err))
		return false;
	if (shelf) {
		added = ARENA_NEW(&shelf->arena, struct store_words);
		*added = (struct store_words){ shelf->first, *words };
		shelf->first = added;
	}
	return true;
}

bool store_load(struct store *store, struct arena *arena,
		const struct question_row *row, struct loaded *loaded,
		struct error *err)
{
	bool ok;

	/* One view, for another program may be importing. */
	if (!store_hold(store, err))
		return false;
	ok = load_question(&store->db, arena, row->key, &loaded->question,
			   err) &&
		load_rubrics(&store->db, arena, row->bank, loaded, err) &&
		load_words(store, arena, row->bank, &loaded->words, err);
	store_let_go(store);
	return ok;
}

/* The bank that a rubric's name means: the one named, or the only one that
 * has a rubric of that id. */
static bool find_rubric_bank(struct db *db, struct arena *arena,
			     const char *name, struct str *bank,
			     const char **id, struct error *err)
{
	const char *colon = strchr(name, ':');
	struct query query;
	int row;

	*id = colon ? colon + 1 : name;
	*bank = (struct str){ name, colon ? (size_t)(colon - name) : 0 };
	if (!db_query(db, &query, "SELECT bank, count(*) OVER () FROM rubric "
		      "WHERE id = ?1 AND (?2 = '' OR bank = ?2)",
		      VALUES(V(*id), V(*bank)), err))
		return false;
	row = db_next(&query, err);
	if (row > 0 && db_number(&query, 1) == 1)
		*bank = str_of(db_copy(arena, &query, 0));
	else if (row >= 0)
		row = error_set(err, row ? "more than one bank has a rubric "
				"'%s'; write BANK:%s" : "no rubric '%s'; see "
				"the questions' rubrics in 'questions --json'",
				name, name);
	db_done(&query);
	return row > 0;
}

bool store_load_rubric(struct store *store, struct arena *arena,
		       const char *name, const char *prompt,
		       struct loaded *loaded, struct error *err)
{
	struct str bank;
	const char *id;
	bool ok;

	if (!store_hold(store, err))
		return false;
	*loaded = (struct loaded){ 0 };
	ok = find_rubric_bank(&store->db, arena, name, &bank, &id, err);
	if (ok) {
		loaded->question.prompt = prompt;
		loaded->question.model = "";
		strings_add(arena, &loaded->question.rubrics,
			    arena_strdup(arena, id));
		ok = load_rubrics(&store->db, arena, bank.s, loaded, err) &&
		     load_words(store, arena, bank.s, &loaded->words, err);
	}
	store_let_go(store);
	return ok;
}
