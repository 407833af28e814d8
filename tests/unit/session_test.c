/* session_test.c - sessions come with their first answer and go with it. */
#include "store_kit.h"

static struct session_row begun(const char *id, const char *kind)
{
	return (struct session_row){
		.id = id, .kind = kind, .at = { 1000, 3600 }, .day = TODAY,
		.minutes = 40, .questions = 9, .seconds = -1,
	};
}

/* Answers one question in a session; the number of the attempt. */
static int64_t answer(struct kit *kit, struct session_row *session,
		      int64_t parent)
{
	struct attempt attempt = kit_attempt(kit, "sum", TODAY, 80);

	attempt.parent = parent;
	attempt.session = session->number;
	attempt.begins = session->number ? NULL : session;
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
	assert_true(attempt.session > 0);
	assert_int_equal(attempt.session, session->number);
	return attempt.number;
}

static size_t sessions(struct kit *kit, struct session_row **rows)
{
	size_t count;

	WELL(kit, store_sessions(kit->store, &kit->arena, 10, rows, &count,
				 &kit->err));
	return count;
}

static bool is_of(void *context, const struct attempt *attempt)
{
	assert_int_equal(attempt->session, *(int64_t *)context);
	return true;
}

static void a_session_comes_back_whole(void **state)
{
	struct kit *kit = *state;
	struct session_row mock = begun("m", "mock"), *rows;

	kit_import(kit, "home", "sum");
	assert_int_equal(sessions(kit, &rows), 0);
	answer(kit, &mock, answer(kit, &mock, 0));
	kit_reopen(kit);
	assert_int_equal(sessions(kit, &rows), 1);
	assert_int_equal(rows[0].seconds, -1);
	WELL(kit, store_end_session(kit->store, mock.number, 75, &kit->err));
	assert_int_equal(sessions(kit, &rows), 1);
	assert_int_equal(rows[0].number, mock.number);
	assert_string_equal(rows[0].id, "m");
	assert_string_equal(rows[0].kind, "mock");
	assert_int_equal(rows[0].at.utc, 1000);
	assert_int_equal(rows[0].at.offset, 3600);
	assert_int_equal(rows[0].day, TODAY);
	assert_int_equal(rows[0].minutes, 40);
	assert_int_equal(rows[0].questions, 9);
	assert_int_equal(rows[0].seconds, 75);
	WELL(kit, store_attempts(kit->store, NULL, false, is_of,
				 &mock.number, &kit->err));
}

static void a_failed_answer_begins_none(void **state)
{
	struct kit *kit = *state;
	struct session_row drill = begun("d", "drill"), *rows;
	struct attempt attempt = kit_attempt(kit, "sum", TODAY, 80);

	kit_import(kit, "home", "sum");
	attempt.begins = &drill;
	WELL(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				&kit->err));
	attempt.begins = &(struct session_row){ .id = "e", .kind = "drill" };
	attempt.session = 0;
	/* The same UUID again. */
	FAILS(kit, store_attempt(kit->store, &attempt, NULL, &fsrs_daily,
				 &kit->err), "refused");
	assert_int_equal(attempt.session, 0);
	assert_int_equal(attempt.begins->number, 0);
	assert_int_equal(sessions(kit, &rows), 1);
}

static void undo_takes_an_empty_session(void **state)
{
	struct kit *kit = *state;
	struct session_row one = begun("1", "drill"), two = begun("2", "cram");
	struct session_row *rows;
	struct attempt undone;
	bool found;

	kit_import(kit, "home", "sum");
	answer(kit, &one, 0);
	answer(kit, &two, answer(kit, &two, 0));
	answer(kit, &two, 0);
	assert_int_equal(sessions(kit, &rows), 2);
	WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily, &undone,
			     &found, &kit->err));
	assert_int_equal(sessions(kit, &rows), 2);
	for (size_t left = 2; left-- > 0;) {
		WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily,
				     &undone, &found, &kit->err));
		assert_int_equal(sessions(kit, &rows), left);
		if (left > 0)
			assert_string_equal(rows[0].kind, "drill");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OPEN_TEST(a_session_comes_back_whole),
		OPEN_TEST(a_failed_answer_begins_none),
		OPEN_TEST(undo_takes_an_empty_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
