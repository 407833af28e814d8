/* fuzz_path.c - any bytes as the file of a path.
 *
 * A path that is refused has problems, each a sentence, in order, at a line
 * that is there. One that is taken has all that commands show without asking:
 * ids that differ, texts, times. Wherever a learner stands on it, whatever is
 * done, the figures agree with each other.
 */
#include "fuzz.h"

#include "career/career.h"

enum { JSON_MAX = 1 << 24 };

static void check_items(struct arena *arena, const struct career_path *path)
{
	struct path_items items;

	path_items(arena, path, &items);
	for (size_t i = 0; i < items.count; i++) {
		const struct path_item *item = &items.list[i];

		assert(item->id && item->title);
		assert(path_item_find(&items, item->id) == item);
		assert(item->step <= path->step_count);
	}
}

static void check_steps(const struct career_path *path, int64_t start)
{
	for (size_t i = 0; i < path->step_count; i++) {
		const struct path_step *step = &path->steps[i];
		int64_t from, to;

		path_step_days(path, step, start, &from, &to);
		assert(from >= start && to > from);
		assert(step->does.count > 0 && step->shows.count > 0);
	}
}

/* Milestones are ticked off one after the other. */
static void check_progress(struct arena *arena,
			   const struct career_path *path, int64_t start,
			   int64_t today)
{
	struct path_progress progress;
	struct path_items items;
	struct strings done = { 0 };
	size_t before = 0;

	path_items(arena, path, &items);
	for (size_t i = 0; i <= items.count; i++) {
		path_progress(path, &done, start, today, &progress);
		assert(progress.done >= before);
		assert(progress.done <= progress.milestones);
		assert((progress.step == path->step_count) ==
		       (progress.steps_done == path->step_count));
		assert((progress.standing == PATH_ARRIVED) ==
		       (progress.next == NULL));
		assert(progress.late == 0 ||
		       progress.standing == PATH_BEHIND);
		before = progress.done;
		if (i < items.count)
			strings_add(arena, &done, items.list[i].id);
	}
	assert(progress.standing == PATH_ARRIVED);
}

static void check_path(struct arena *arena, const struct career_path *path)
{
	struct text text;
	struct json json;

	assert(path->id && path->title && path->from && path->to);
	assert(path->step_count > 0 && path->months.low > 0);
	check_items(arena, path);
	check_steps(path, 20484);		/* 31 January 2026 */
	for (int64_t day = -1; day < 900; day += 150)
		check_progress(arena, path, 20484, 20484 + day);
	text_init(&text, JSON_MAX);
	json_init(&json, &text, 0);
	path_to_json(&json, path);
	assert(!text.cut && utf8_check(text_str(&text)) == text.len);
	text_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena = { .limit = ARENA_LIMIT };
	struct str bytes = { (const char *)data, size };
	struct problems problems;
	struct career_path path;
	struct error err;
	bool ok;

	if (!file_write(fuzz_file(), bytes, &err))
		die("%s", err.text);
	ok = path_load(&arena, fuzz_file(), &path, &problems);
	unlink(fuzz_file());
	if (ok)
		check_path(&arena, &path);
	else
		fuzz_check_problems(&problems, bytes);
	arena_reset(&arena);
	return 0;
}
