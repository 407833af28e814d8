/* merge_test.c - two machines' databases joined.
 *
 * Whichever is joined into the other, and however often, both know the same
 * attempts, in order of time, and the same days and cards.
 */
#include "store_kit.h"

/* A store in a folder beside the kit's own. */
static const char *other_path(struct kit *kit)
{
	return arena_printf(&kit->arena, "%s/other.db", kit->folder);
}

static void switch_to(struct kit *kit, const char *path)
{
	kit_close(kit);
	kit->path = path;
	kit_open(kit);
}

static struct merged merge(struct kit *kit, const char *from)
{
	struct merged merged;

	WELL(kit, store_merge(kit->store, from, &fsrs_daily, &merged,
			      &kit->err));
	return merged;
}

/* "question day score parent's question" of all attempts, oldest first. */
static bool add_line(void *context, const struct attempt *attempt)
{
	text_addf(context, "%d %s %d %d %d\n", (int)attempt->number,
		  attempt->question, (int)attempt->day, attempt->score,
		  (int)attempt->parent);
	return true;
}

static const char *history(struct kit *kit)
{
	struct text text;
	const char *all;

	text_init(&text, 1 << 16);
	WELL(kit, store_attempts(kit->store, NULL, true, add_line, &text,
				 &kit->err));
	all = text_dup(&kit->arena, &text);
	text_release(&text);
	return all;
}

static void practise_here_and_there(struct kit *kit, const char *here,
				    const char *there)
{
	struct attempt child;
	int64_t parent;

	switch_to(kit, here);
	kit_import(kit, "home", "alpha sum");
	kit_practise(kit, "sum", TODAY, 80);
	kit_practise(kit, "alpha", TODAY + 9, 55);
	switch_to(kit, there);
	kit_import(kit, "home", "alpha soap");
	kit_practise(kit, "soap", TODAY + 2, 95);
	parent = kit_practise(kit, "alpha", TODAY + 5, 30);
	child = kit_attempt(kit, "alpha", TODAY + 5, 70);
	child.parent = parent;
	WELL(kit, store_attempt(kit->store, &child, NULL, &fsrs_daily,
				&kit->err));
}

static void both_ways_give_the_same(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = other_path(kit);
	const char *ours, *cards;

	practise_here_and_there(kit, here, there);
	switch_to(kit, here);
	assert_int_equal(merge(kit, there).attempts, 3);
	ours = history(kit);
	assert_string_equal(ours, "1 sum 20000 80 0\n2 soap 20002 95 0\n"
			    "3 alpha 20005 30 0\n4 alpha 20005 70 3\n"
			    "5 alpha 20009 55 0\n");
	cards = kit_derived(kit);
	WELL(kit, store_rebuild(kit->store, &fsrs_daily, &kit->err));
	assert_string_equal(cards, kit_derived(kit));
	switch_to(kit, there);
	assert_int_equal(merge(kit, here).attempts, 2);
	assert_string_equal(ours, history(kit));
	assert_int_equal(kit_due(kit, TODAY + 4000), 2);
}

static void again_takes_nothing(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = other_path(kit);
	struct merged again;
	const char *before;

	practise_here_and_there(kit, here, there);
	switch_to(kit, here);
	merge(kit, there);
	before = kit_derived(kit);
	again = merge(kit, there);
	assert_int_equal(again.attempts, 0);
	assert_int_equal(again.known, 3);
	assert_string_equal(before, kit_derived(kit));
}

static void add_advert(struct kit *kit, const char *text)
{
	struct advert advert = { .name = "a", .day = TODAY, .text = text };
	bool known;

	WELL(kit, store_add_advert(kit->store, &advert, &known, &kit->err));
}

static void adverts_are_joined(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = other_path(kit);
	struct advert *list;
	size_t count;

	practise_here_and_there(kit, here, there);
	add_advert(kit, "Go");
	add_advert(kit, "Python");
	switch_to(kit, here);
	add_advert(kit, "Go");
	assert_int_equal(merge(kit, there).adverts, 1);
	assert_int_equal(merge(kit, there).adverts, 0);
	WELL(kit, store_adverts(kit->store, &kit->arena, &list, &count,
				&kit->err));
	assert_int_equal(count, 2);
	assert_string_equal(list[1].text, "Python");
}

static void keep_story(struct kit *kit, const char *id, const char *title,
		       const char *text)
{
	struct story_row story = { .id = id, .day = TODAY, .title = title,
				   .text = text };
	bool taken;

	WELL(kit, store_keep_story(kit->store, &story, &taken, &kit->err));
	assert_false(taken);
}

/* What was written down on the way: by UUID, and what is ours stays. */
static void write_down(struct kit *kit, const char *id, const char *title,
		       const char *item)
{
	struct evidence_row evidence = { .id = id, .day = TODAY, .kind = "talk",
					 .title = title, .item = item,
					 .place = "" };
	struct contact_row contact = { .id = id, .day = TODAY, .name = title,
				       .place = "", .warm = true,
				       .next = "" };
	bool changed;

	keep_story(kit, id, item, title);
	WELL(kit, store_add_evidence(kit->store, &evidence, &kit->err));
	WELL(kit, store_add_contact(kit->store, &contact, &kit->err));
	WELL(kit, store_tick(kit->store, "path", item, TODAY, &changed,
			     &kit->err));
}

static void the_journey_is_joined(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = other_path(kit);
	struct evidence_row *evidence;
	struct contact_row *contacts;
	struct done_row *ticks;
	struct story_row *stories;
	size_t count;

	practise_here_and_there(kit, here, there);
	write_down(kit, "both", "theirs", "one");
	write_down(kit, "new", "new", "two");
	keep_story(kit, "other-story", "one's", "same");
	keep_story(kit, "a-long-uuid", "told", "theirs");
	switch_to(kit, here);
	write_down(kit, "ours", "first", "one");
	write_down(kit, "both", "ours", "three");
	keep_story(kit, "our-story", "one's", "same");
	keep_story(kit, "our-uuid", "told", "ours");
	assert_int_equal(merge(kit, there).journey, 5);
	assert_int_equal(merge(kit, there).journey, 0);
	WELL(kit, store_evidence(kit->store, &kit->arena, &evidence, &count,
				 &kit->err));
	assert_int_equal(count, 3);
	assert_string_equal(evidence[0].title, "first");
	assert_string_equal(evidence[1].title, "ours");
	assert_string_equal(evidence[2].title, "new");
	assert_int_equal(evidence[2].number, 3);
	WELL(kit, store_contacts(kit->store, &kit->arena, &contacts, &count,
				 &kit->err));
	assert_int_equal(count, 3);
	assert_true(contacts[2].warm);
	assert_int_equal(contacts[2].next_day, 0);
	WELL(kit, store_done(kit->store, &kit->arena, "path", &ticks, &count,
			     &kit->err));
	assert_int_equal(count, 3);
	WELL(kit, store_stories(kit->store, &kit->arena, &stories, &count,
				&kit->err));
	assert_int_equal(count, 6);
	assert_string_equal(stories[1].text, "ours");
	assert_string_equal(stories[3].text, "ours");
	assert_string_equal(stories[4].title, "two");
	assert_string_equal(stories[5].title, "told (a-long-u)");
	assert_string_equal(stories[5].text, "theirs");
}

/* The last one by time, wherever it was given. */
static void undo_takes_the_newest(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = other_path(kit);
	struct attempt undone;
	bool found;

	practise_here_and_there(kit, here, there);
	merge(kit, here);
	WELL(kit, store_undo(kit->store, &kit->arena, &fsrs_daily, &undone,
			     &found, &kit->err));
	assert_true(found);
	assert_int_equal(undone.score, 55);
}

static void refuses_what_is_not_ours(void **state)
{
	struct kit *kit = *state;
	struct merged merged;
	const char *stranger = kit_beside(kit, "notes.txt");

	kit_open(kit);
	kit_import(kit, "home", "alpha");
	kit_practise(kit, "alpha", TODAY, 80);
	WELL(kit, file_write(stranger, str_of("just words"), &kit->err));
	FAILS(kit, store_merge(kit->store, stranger, &fsrs_daily, &merged,
			       &kit->err), "notes.txt");
	FAILS(kit, store_merge(kit->store, kit->path, &fsrs_daily, &merged,
			       &kit->err), "itself");
	FAILS(kit, store_merge(kit->store, kit_beside(kit, "none.db"),
			       &fsrs_daily, &merged, &kit->err), "none.db");
	assert_int_equal(kit_attempts(kit), 1);
}

/* ---- what a service was told, and what it said ---- */

static void tell(struct kit *kit, const char *id, bool deliver)
{
	struct outbox_row row = { .id = id, .attempt = id, .verb = "answered",
				  .body = "{}", .state = OUTBOX_QUEUED };

	WELL(kit, store_outbox_add(kit->store, &row, &kit->err));
	if (deliver)
		WELL(kit, store_outbox_delivered(kit->store, &row, 1, 9,
						 &kit->err));
}

static bool add_id(void *context, const struct outbox_row *row)
{
	text_addf(context, "%s ", row->id);
	return true;
}

static const char *told(struct kit *kit, enum outbox_state state)
{
	struct text text;
	const char *all;

	text_init(&text, 1 << 12);
	WELL(kit, store_outbox(kit->store, state, add_id, &text, &kit->err));
	all = text_dup(&kit->arena, &text);
	text_release(&text);
	return all;
}

static void what_a_service_was_told_comes_along(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = other_path(kit);
	struct service service = {
		.protocol = "xapi", .url = "https://x", .origin = "https://x",
		.account = "a", .model = "", .token_command = "",
		.ca_file = "", .cursor = "", .stopped = "",
	};
	struct comment comment = { .id = "c", .at = 5, .author = "Ann",
				   .text = "Good." }, *list;
	bool known;
	size_t count;

	switch_to(kit, there);
	kit_import(kit, "home", "alpha");
	WELL(kit, store_set_service(kit->store, &service, &kit->err));
	kit_practise(kit, "alpha", TODAY, 80);
	comment.attempt = arena_printf(&kit->arena, "uuid-%d", kit->made);
	WELL(kit, store_add_comment(kit->store, &comment, &known, &kit->err));
	tell(kit, "sent", true);
	tell(kit, "waits", false);
	switch_to(kit, here);
	WELL(kit, store_set_service(kit->store, &service, &kit->err));
	tell(kit, "sent", false);
	for (int times = 0; times < 2; times++) {
		merge(kit, there);
		assert_string_equal(told(kit, OUTBOX_DELIVERED), "sent ");
		assert_string_equal(told(kit, OUTBOX_WITHHELD), "waits ");
		assert_string_equal(told(kit, OUTBOX_QUEUED), "");
		WELL(kit, store_comments(kit->store, &kit->arena, NULL, &list,
					 &count, &kit->err));
		assert_int_equal(count, 1);
		assert_string_equal(list[0].question, "alpha");
	}
}

static const char *setting(struct kit *kit, const char *key)
{
	const char *value;

	WELL(kit, store_get(kit->store, &kit->arena, key, &value, &kit->err));
	return value ? value : "";
}

static void set(struct kit *kit, const char *key, const char *value)
{
	WELL(kit, store_set(kit->store, key, value, &kit->err));
}

/* The path that is walked there is taken where none was begun here; the day
 * of another one is, too. */
static void a_path_begun_there_is_walked_here(void **state)
{
	struct kit *kit = *state;
	const char *here = kit->path, *there = kit_beside(kit, "other.db");
	struct merged merged;

	kit->path = there;
	kit_open(kit);
	set(kit, "path", "teacher");
	set(kit, "path-greeting", "teacher\tanalyst");
	set(kit, "path-start teacher", "2026-10-01");
	kit_close(kit);
	kit->path = here;
	kit_open(kit);
	WELL(kit, store_merge(kit->store, there, &fsrs_daily, &merged,
			      &kit->err));
	assert_string_equal(setting(kit, "path"), "teacher");
	assert_string_equal(setting(kit, "path-greeting"), "teacher\tanalyst");
	assert_string_equal(setting(kit, "path-start teacher"), "2026-10-01");
	kit_close(kit);
	kit->path = kit_beside(kit, "third.db");
	kit_open(kit);
	set(kit, "path-greeting", "front\tback");
	set(kit, "path-start usual", "2026-11-01");
	WELL(kit, store_merge(kit->store, there, &fsrs_daily, &merged,
			      &kit->err));
	assert_string_equal(setting(kit, "path"), "");
	assert_string_equal(setting(kit, "path-greeting"), "front\tback");
	assert_string_equal(setting(kit, "path-start usual"), "2026-11-01");
	assert_string_equal(setting(kit, "path-start teacher"), "2026-10-01");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, kit_start, kit_end)
	const struct CMUnitTest tests[] = {
		TEST(a_path_begun_there_is_walked_here),
		TEST(both_ways_give_the_same), TEST(again_takes_nothing),
		TEST(both_ways_give_the_same), TEST(adverts_are_joined),
		TEST(the_journey_is_joined),
		TEST(undo_takes_the_newest), TEST(refuses_what_is_not_ours),
		KIT_TEST(what_a_service_was_told_comes_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
