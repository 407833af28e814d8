/* service_test.c - a service, its outbox, what comes back, and the end. */
#include "store_kit.h"

enum { NOW = 1000000 };

static struct service some_service(void)
{
	return (struct service){
		.protocol = "xapi", .url = "https://lrs.example/xapi",
		.origin = "https://lrs.example:443", .account = "acc",
		.answers = true, .model = "", .token_command = "[\"pass\"]",
		.ca_file = "/ca.pem", .agreed = NOW, .cursor = "c",
		.pulled = 7, .stopped = "", .wait_until = 9,
	};
}

static void turn_on(struct kit *kit)
{
	struct service service = some_service();

	WELL(kit, store_set_service(kit->store, &service, &kit->err));
}

static struct service get_service(struct kit *kit)
{
	struct service service = { 0 };
	bool on;

	WELL(kit, store_service(kit->store, &kit->arena, &service, &on,
				&kit->err));
	assert_true(on);
	return service;
}

static struct outbox_row a_row(const char *id, const char *attempt)
{
	return (struct outbox_row){
		.id = id, .attempt = attempt, .verb = "answered",
		.body = "{\"x\":\"'; DROP TABLE outbox\"}", .made = NOW,
		.state = OUTBOX_QUEUED, .error = "",
	};
}

static void add(struct kit *kit, const char *id)
{
	struct outbox_row row = a_row(id, NULL);

	WELL(kit, store_outbox_add(kit->store, &row, &kit->err));
}

/* Keeps an attempt that is told; its UUID. */
static const char *tell(struct kit *kit, const char *question)
{
	struct attempt attempt = kit_attempt(kit, question, TODAY, 60);
	struct outbox_row row = a_row(attempt.id, attempt.id);

	attempt.tells = &row;
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
	return attempt.id;
}

struct list {
	struct kit *kit;
	struct text text;
};

static bool note_row(void *context, const struct outbox_row *row)
{
	struct list *list = context;

	text_addf(&list->text, "%s%s", list->text.len ? " " : "", row->id);
	return true;
}

/* Ids of the rows of a state, in order. */
static const char *rows_of(struct kit *kit, enum outbox_state state)
{
	struct list list = { .kit = kit };
	const char *all;

	text_init(&list.text, 1 << 16);
	WELL(kit, store_outbox(kit->store, state, note_row, &list,
			       &kit->err));
	all = text_dup(&kit->arena, &list.text);
	text_release(&list.text);
	return all;
}

static size_t take(struct kit *kit, int64_t now, bool at_once, size_t most,
		   size_t bytes, struct outbox_row **rows)
{
	size_t count;

	WELL(kit, store_outbox_next(kit->store, &kit->arena, now, at_once,
				    most, bytes, rows, &count, &kit->err));
	return count;
}

static void a_service_is_kept_as_given(void **state)
{
	struct kit *kit = *state;
	struct service service;
	bool on;

	WELL(kit, store_service(kit->store, &kit->arena, &service, &on,
				&kit->err));
	assert_false(on);
	turn_on(kit);
	kit_reopen(kit);
	service = get_service(kit);
	assert_string_equal(service.protocol, "xapi");
	assert_string_equal(service.url, "https://lrs.example/xapi");
	assert_string_equal(service.origin, "https://lrs.example:443");
	assert_string_equal(service.account, "acc");
	assert_true(service.answers);
	assert_false(service.stories);
	assert_string_equal(service.token_command, "[\"pass\"]");
	assert_string_equal(service.ca_file, "/ca.pem");
	assert_int_equal(service.agreed, NOW);
	assert_string_equal(service.cursor, "c");
	assert_int_equal(service.pulled, 7);
	assert_int_equal(service.wait_until, 9);
	WELL(kit, store_service_stop(kit->store, "401", &kit->err));
	WELL(kit, store_service_wait(kit->store, 44, &kit->err));
	WELL(kit, store_service_pulled(kit->store, "d", 55, &kit->err));
	service = get_service(kit);
	assert_string_equal(service.stopped, "401");
	assert_int_equal(service.wait_until, 44);
	assert_string_equal(service.cursor, "d");
	assert_int_equal(service.pulled, 55);
}

static void an_attempt_and_its_row_are_one(void **state)
{
	struct kit *kit = *state;
	struct attempt attempt;
	struct outbox_row row;
	const char *first;

	kit_import(kit, "home", "sum alpha");
	turn_on(kit);
	first = tell(kit, "sum");
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED), first);
	/* A row that cannot be kept takes the attempt back with it. */
	attempt = kit_attempt(kit, "alpha", TODAY, 60);
	row = a_row(first, attempt.id);
	attempt.tells = &row;
	kit_draft(kit, "alpha", "half");
	FAILS(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				 &kit->err), "refused");
	assert_int_equal(kit_attempts(kit), 1);
	assert_true(kit_has_draft(kit, "alpha"));
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED), first);
	/* And an attempt that cannot be kept takes its row. */
	attempt.id = first;
	row = a_row("other", attempt.id);
	FAILS(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				 &kit->err), "refused");
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED), first);
}

static void what_is_due_comes_oldest_first(void **state)
{
	struct kit *kit = *state;
	struct outbox_row *rows;
	size_t body = strlen(a_row("", NULL).body);
	bool due;

	turn_on(kit);
	WELL(kit, store_outbox_due(kit->store, NOW, &due, &kit->err));
	assert_false(due);
	add(kit, "b");
	add(kit, "a");
	add(kit, "c");
	WELL(kit, store_outbox_due(kit->store, NOW, &due, &kit->err));
	assert_true(due);
	assert_int_equal(take(kit, NOW, false, 20, 3 * body, &rows), 3);
	assert_string_equal(rows[0].id, "b");
	assert_string_equal(rows[2].id, "c");
	assert_string_equal(rows[1].body, a_row("", NULL).body);
	assert_null(rows[1].attempt);
	assert_int_equal(rows[0].tries, 1);
	assert_int_equal(take(kit, NOW, false, 20, 3 * body - 1, &rows), 2);
	assert_int_equal(take(kit, NOW, false, 2, 3 * body, &rows), 2);
	assert_int_equal(take(kit, NOW, false, 20, 1, &rows), 1);
	assert_int_equal(rows[0].tries, 4);
	/* One that failed waits; the next is not kept by it. */
	WELL(kit, store_outbox_failed(kit->store, rows, 1, NOW + 5, "503",
				      &kit->err));
	assert_int_equal(take(kit, NOW + 4, false, 20, 9999, &rows), 2);
	assert_string_equal(rows[0].id, "a");
	assert_int_equal(take(kit, NOW + 4, true, 20, 9999, &rows), 3);
	assert_string_equal(rows[0].error, "503");
	assert_int_equal(rows[0].next_try, NOW + 5);
	assert_int_equal(take(kit, NOW + 5, false, 20, 9999, &rows), 3);
}

static void rows_are_delivered_set_aside_and_tried_again(void **state)
{
	struct kit *kit = *state;
	struct outbox_counts counts;
	struct outbox_row *rows;
	int64_t count;

	turn_on(kit);
	add(kit, "a");
	add(kit, "b");
	add(kit, "c");
	assert_int_equal(take(kit, NOW, false, 20, 9999, &rows), 3);
	WELL(kit, store_outbox_delivered(kit->store, rows, 1, NOW,
					 &kit->err));
	WELL(kit, store_outbox_aside(kit->store, &rows[1], "400", &kit->err));
	WELL(kit, store_outbox_failed(kit->store, &rows[0], 1, NOW + 9, "no",
				      &kit->err));
	assert_string_equal(rows_of(kit, OUTBOX_DELIVERED), "a");
	assert_string_equal(rows_of(kit, OUTBOX_ASIDE), "b");
	WELL(kit, store_outbox_counts(kit->store, NOW, &counts, &kit->err));
	assert_int_equal(counts.rows[OUTBOX_DELIVERED], 1);
	assert_int_equal(counts.rows[OUTBOX_ASIDE], 1);
	assert_int_equal(counts.rows[OUTBOX_QUEUED], 1);
	assert_int_equal(counts.due, 1);
	assert_int_equal(counts.oldest, NOW);
	WELL(kit, store_outbox_retry(kit->store, &count, &kit->err));
	assert_int_equal(count, 1);
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED), "b c");
}

static void off_withholds(void **state)
{
	struct kit *kit = *state;
	struct outbox_row *rows;
	int64_t released;

	turn_on(kit);
	add(kit, "a");
	add(kit, "b");
	take(kit, NOW, false, 1, 9999, &rows);
	WELL(kit, store_remove_service(kit->store, &kit->err));
	/* It was on its way. */
	WELL(kit, store_outbox_delivered(kit->store, rows, 1, NOW,
					 &kit->err));
	add(kit, "c");			/* of one that had not heard of it */
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED), "");
	assert_string_equal(rows_of(kit, OUTBOX_WITHHELD), "b c");
	assert_int_equal(take(kit, NOW, true, 20, 9999, &rows), 0);
	WELL(kit, store_release_withheld(kit->store, &released, &kit->err));
	assert_int_equal(released, 0);
	turn_on(kit);
	assert_string_equal(rows_of(kit, OUTBOX_WITHHELD), "b c");
	WELL(kit, store_release_withheld(kit->store, &released, &kit->err));
	assert_int_equal(released, 2);
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED), "b c");
}

static void lists_go_on_past_a_batch(void **state)
{
	struct kit *kit = *state;
	struct outbox_row *rows;
	const char *all;
	size_t words = 1;

	turn_on(kit);
	for (int i = 0; i < 150; i++)
		add(kit, arena_printf(&kit->arena, "row-%d", i));
	all = rows_of(kit, OUTBOX_QUEUED);
	for (const char *c = all; *c; c++)
		words += *c == ' ';
	assert_int_equal(words, 150);
	assert_int_equal(take(kit, NOW, false, 200, 1 << 20, &rows), 150);
}

/* ---- taking back ---- */

static bool make_void(void *context, struct arena *arena, const char *id,
		      struct outbox_row *row)
{
	(void)context;
	*row = (struct outbox_row){
		.id = arena_printf(arena, "void-%s", id), .attempt = id,
		.verb = "voided", .body = arena_printf(arena, "no %s", id),
		.made = NOW, .state = OUTBOX_QUEUED,
	};
	return true;
}

static void undo(struct kit *kit)
{
	struct attempt undone;
	bool found;

	WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily, &undone,
			     &found, &kit->err));
	assert_true(found);
}

static void undo_takes_its_row_along(void **state)
{
	struct kit *kit = *state;
	struct outbox_row *rows;
	const char *id;

	kit_import(kit, "home", "sum");
	turn_on(kit);
	store_void_by(kit->store, make_void, kit);
	tell(kit, "sum");
	undo(kit);
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED), "");
	/* One that was tried may have arrived. */
	id = tell(kit, "sum");
	assert_int_equal(take(kit, NOW, false, 1, 9999, &rows), 1);
	undo(kit);
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED),
			    arena_printf(&kit->arena, "void-%s", id));
	/* Its number was given away: its delivery is not the wish's. */
	WELL(kit, store_outbox_delivered(kit->store, rows, 1, NOW,
					 &kit->err));
	assert_string_equal(rows_of(kit, OUTBOX_DELIVERED), "");
	assert_int_equal(take(kit, NOW, false, 1, 9999, &rows), 1);
	assert_string_equal(rows[0].verb, "voided");
	assert_string_equal(rows[0].attempt, id);
	WELL(kit, store_outbox_delivered(kit->store, rows, 1, NOW,
					 &kit->err));
	/* And one that did arrive. */
	id = tell(kit, "sum");
	take(kit, NOW, false, 1, 9999, &rows);
	WELL(kit, store_outbox_delivered(kit->store, rows, 1, NOW,
					 &kit->err));
	undo(kit);
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED),
			    arena_printf(&kit->arena, "void-%s", id));
}

static void undo_takes_back_what_was_told_of_its_session(void **state)
{
	struct kit *kit = *state;
	struct session_row session = { .id = "sit", .kind = "drill",
				       .day = TODAY, .questions = 2,
				       .seconds = -1 };
	struct attempt attempt;
	struct outbox_row *rows;

	kit_import(kit, "home", "sum alpha");
	turn_on(kit);
	store_void_by(kit->store, make_void, kit);
	for (int i = 0; i < 2; i++) {
		attempt = kit_attempt(kit, i ? "alpha" : "sum", TODAY, 60);
		attempt.session = session.number;
		attempt.begins = session.number ? NULL : &session;
		WELL(kit, store_attempt(kit->store, &attempt, NULL,
					&fsrs_daily, &kit->err));
	}
	add(kit, "sit");
	take(kit, NOW, false, 1, 9999, &rows);
	WELL(kit, store_outbox_delivered(kit->store, rows, 1, NOW,
					 &kit->err));
	undo(kit);
	undo(kit);
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED), "void-sit");
}

static int64_t rows_in(struct kit *kit, const char *table)
{
	struct db db;
	int64_t count;

	WELL(kit, db_open(&db, kit->path, DB_READ, &kit->err));
	WELL(kit, db_get_number(&db, arena_printf(&kit->arena, "SELECT "
				"count(*) FROM %s", table), NO_VALUES,
				&count, &kit->err));
	db_close(&db);
	return count;
}

/* What an erasure must leave, table by table. */
static const char *const kept_tables[] = {
	"setting", "bank", "question", "body", "rubric", "service",
	"enrolment", "outbox", "assignment",
};

static bool is_kept(const char *table)
{
	for (size_t i = 0; i < sizeof(kept_tables) / sizeof(*kept_tables); i++)
		if (strcmp(table, kept_tables[i]) == 0)
			return true;
	return false;
}

static void nothing_but(struct kit *kit)
{
	struct strings tables = { 0 };
	struct query query;
	struct db db;

	WELL(kit, db_open(&db, kit->path, DB_READ, &kit->err));
	WELL(kit, db_query(&db, &query, "SELECT name FROM sqlite_schema "
			   "WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
			   NO_VALUES, &kit->err));
	while (db_next(&query, &kit->err) > 0)
		strings_add(&kit->arena, &tables,
			    db_copy(&kit->arena, &query, 0));
	db_close(&db);
	assert_true(tables.count > 25);
	for (size_t i = 0; i < tables.count; i++)
		if (!is_kept(tables.list[i]) &&
		    rows_in(kit, tables.list[i]) != 0)
			fail_msg("%s is not empty", tables.list[i]);
}

static bool file_holds(struct kit *kit, const char *words)
{
	struct str bytes;

	WELL(kit, file_read(&kit->arena, kit->path, 1 << 26, &bytes,
			    &kit->err));
	for (size_t i = 0; i + strlen(words) <= bytes.len; i++)
		if (memcmp(bytes.s + i, words, strlen(words)) == 0)
			return true;
	return false;
}

static void erase_leaves_nothing_of_the_learner(void **state)
{
	struct kit *kit = *state;
	struct attempt attempt;
	struct outbox_row row, *rows;
	struct enrolment enrolment = { "autumn", "reg", TODAY };
	struct note_row note = { .bank = "home", .question = "sum",
				 .at = 1, .text = "secret-note-words" };
	struct interview interview = { .day = TODAY + 9, .since = TODAY };
	const char *sent, *waits;
	int64_t voids;

	kit_import(kit, "home", "sum alpha gone");
	turn_on(kit);
	WELL(kit, store_enrol(kit->store, &enrolment, &kit->err));
	store_void_by(kit->store, make_void, kit);
	sent = tell(kit, "sum");
	take(kit, NOW, false, 1, 9999, &rows);
	WELL(kit, store_outbox_delivered(kit->store, rows, 1, NOW,
					 &kit->err));
	waits = tell(kit, "gone");
	kit_import(kit, "home", "sum alpha");
	attempt = kit_attempt(kit, "sum", TODAY, 60);
	attempt.parent = 1;
	attempt.answer = "secret-answer-words";
	row = a_row(attempt.id, attempt.id);
	row.body = "secret-body-words";
	attempt.tells = &row;
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
	WELL(kit, store_add_note(kit->store, &note, &kit->err));
	WELL(kit, store_log(kit->store, NOW, "sent", &kit->err));
	WELL(kit, store_want(kit->store, kit_row(kit, "alpha").key, 1,
			     &kit->err));
	kit_draft(kit, "alpha", "secret-draft-words");
	WELL(kit, store_set_interview(kit->store, &interview, &voids,
				      &kit->err));
	assert_true(file_holds(kit, "secret-"));
	WELL(kit, store_erase(kit->store, &voids, &kit->err));
	assert_int_equal(voids, 1);
	assert_string_equal(rows_of(kit, OUTBOX_QUEUED),
			    arena_printf(&kit->arena, "void-%s", sent));
	assert_string_equal(rows_of(kit, OUTBOX_DELIVERED), "");
	assert_false(file_holds(kit, "secret-"));
	assert_false(file_holds(kit, arena_printf(&kit->arena, "\"%s", waits)));
	nothing_but(kit);
	assert_int_equal(rows_in(kit, "question"), 2);
	assert_int_equal(rows_in(kit, "service"), 1);
	assert_int_equal(rows_in(kit, "enrolment"), 1);
	assert_false(kit_row(kit, "sum").seen);
	assert_int_equal(kit_row(kit, "alpha").wanted, 0);
	assert_int_equal(kit_due(kit, TODAY + 99), 0);
	WELL(kit, store_interview(kit->store, &interview, &kit->err));
	assert_int_equal(interview.day, 0);
	/* Life goes on. */
	kit_practise(kit, "sum", TODAY, 50);
	assert_int_equal(kit_attempts(kit), 1);
}

/* What is worked out from them stands among the settings. */
static void erase_leaves_nothing_worked_out(void **state)
{
	static const char *const keys[] = { "steered", "streak",
					    "path-greeting", "path-start a" };
	struct kit *kit = *state;
	const char *kept;
	int64_t voids;

	for (size_t i = 0; i < 4; i++)
		WELL(kit, store_set(kit->store, keys[i], "1", &kit->err));
	WELL(kit, store_erase(kit->store, &voids, &kit->err));
	for (size_t i = 0; i < 4; i++) {
		WELL(kit, store_get(kit->store, &kit->arena, keys[i], &kept,
				    &kit->err));
		assert_null(kept);
	}
}

/* ---- the rest ---- */

static struct comment a_comment(const char *id, const char *attempt,
				int64_t at, const char *text)
{
	return (struct comment){ .id = id, .attempt = attempt, .at = at,
				 .author = "Ann", .text = text };
}

static bool comment(struct kit *kit, struct comment comment)
{
	bool known;

	WELL(kit, store_add_comment(kit->store, &comment, &known, &kit->err));
	return !known;
}

static void comments_are_kept_once_and_cut(void **state)
{
	struct kit *kit = *state;
	struct comment *list;
	const char *id;
	char *much = arena_alloc(&kit->arena, COMMENT_MAX + 9, 1);
	size_t count;

	kit_import(kit, "home", "sum");
	kit_practise(kit, "sum", TODAY, 60);
	id = "uuid-1";
	memset(much, 'x', COMMENT_MAX + 8);
	memcpy(much + COMMENT_MAX - 1, "\u00e9", 2);
	assert_true(comment(kit, a_comment("late", id, 9, "well; done")));
	assert_true(comment(kit, a_comment("early", id, 5, much)));
	assert_false(comment(kit, a_comment("late", id, 9, "changed")));
	assert_false(comment(kit, a_comment("lost", "nobody", 9, "what?")));
	WELL(kit, store_comments(kit->store, &kit->arena, id, &list, &count,
				 &kit->err));
	assert_int_equal(count, 2);
	assert_int_equal(strlen(list[0].text), COMMENT_MAX - 1);
	assert_string_equal(list[1].text, "well; done");
	assert_string_equal(list[1].author, "Ann");
	assert_false(list[1].model);
	WELL(kit, store_comments(kit->store, &kit->arena, NULL, &list, &count,
				 &kit->err));
	assert_int_equal(count, 2);
	WELL(kit, store_comments_seen(kit->store, &kit->err));
	WELL(kit, store_comments(kit->store, &kit->arena, NULL, &list, &count,
				 &kit->err));
	assert_int_equal(count, 0);
	undo(kit);
	assert_int_equal(rows_in(kit, "comment"), 0);
}

static void the_log_keeps_its_newest(void **state)
{
	struct kit *kit = *state;
	struct log_row *rows;
	size_t count;

	for (int i = 1; i <= SERVICE_LOG_MAX + 5; i++)
		WELL(kit, store_log(kit->store, i,
				    arena_printf(&kit->arena, "line %d", i),
				    &kit->err));
	WELL(kit, store_log_rows(kit->store, &kit->arena, 9999, &rows, &count,
				 &kit->err));
	assert_int_equal(count, SERVICE_LOG_MAX);
	assert_string_equal(rows[0].says, "line 6");
	WELL(kit, store_log_rows(kit->store, &kit->arena, 2, &rows, &count,
				 &kit->err));
	assert_int_equal(count, 2);
	assert_int_equal(rows[0].at, SERVICE_LOG_MAX + 4);
}

static void an_enrolment_comes_and_goes(void **state)
{
	struct kit *kit = *state;
	struct enrolment enrolment = { "autumn", "reg", TODAY }, read;
	bool found;

	WELL(kit, store_enrol(kit->store, &enrolment, &kit->err));
	enrolment.cohort = "spring";
	WELL(kit, store_enrol(kit->store, &enrolment, &kit->err));
	WELL(kit, store_enrolment(kit->store, &kit->arena, &read, &found,
				  &kit->err));
	assert_true(found);
	assert_string_equal(read.cohort, "spring");
	assert_string_equal(read.registration, "reg");
	assert_int_equal(read.day, TODAY);
	WELL(kit, store_leave_cohort(kit->store, &kit->err));
	WELL(kit, store_enrolment(kit->store, &kit->arena, &read, &found,
				  &kit->err));
	assert_false(found);
}

static void assign(struct kit *kit, const char *id, const char *question,
		   int64_t from, int64_t to)
{
	struct db db;

	WELL(kit, db_open(&db, kit->path, DB_WRITE, &kit->err));
	WELL(kit, db_run(&db, "INSERT INTO assignment (bank, id, question, "
			 "title, first_day, last_day) "
			 "VALUES ('home', ?1, ?2, 'Week', ?3, ?4)",
			 VALUES(V(id), V(question), V(from), V(to)),
			 &kit->err));
	db_close(&db);
}

static void assignments_run_from_day_to_day(void **state)
{
	struct kit *kit = *state;
	struct assignment_row *rows;
	size_t count;

	kit_import(kit, "home", "sum alpha beta");
	assign(kit, "one", "sum", TODAY, TODAY + 6);
	assign(kit, "two", "alpha", TODAY - 3, TODAY);
	assign(kit, "past", "beta", TODAY - 9, TODAY - 1);
	assign(kit, "two", "no-such", TODAY - 3, TODAY);
	kit_practise(kit, "sum", TODAY - 1, 60);
	kit_practise(kit, "alpha", TODAY - 3, 60);
	WELL(kit, store_assignments(kit->store, &kit->arena, TODAY, &rows,
				    &count, &kit->err));
	assert_int_equal(count, 2);
	assert_string_equal(rows[0].question, "alpha");
	assert_true(rows[0].done);
	assert_string_equal(rows[1].id, "one");
	assert_false(rows[1].done);	/* before it began */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(a_service_is_kept_as_given),
		OPEN_TEST(an_attempt_and_its_row_are_one),
		OPEN_TEST(what_is_due_comes_oldest_first),
		OPEN_TEST(rows_are_delivered_set_aside_and_tried_again),
		OPEN_TEST(off_withholds),
		OPEN_TEST(lists_go_on_past_a_batch),
		OPEN_TEST(undo_takes_its_row_along),
		OPEN_TEST(undo_takes_back_what_was_told_of_its_session),
		OPEN_TEST(erase_leaves_nothing_of_the_learner),
		OPEN_TEST(erase_leaves_nothing_worked_out),
		OPEN_TEST(comments_are_kept_once_and_cut),
		OPEN_TEST(the_log_keeps_its_newest),
		OPEN_TEST(an_enrolment_comes_and_goes),
		OPEN_TEST(assignments_run_from_day_to_day),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
