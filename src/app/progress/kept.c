/* kept.c - the mark that an attempt was given, read back.
 *
 * It was kept as JSON, as mark_to_json wrote it. Questions are edited and
 * marking gets better, so an old answer is not marked anew to show its mark.
 * A text that cannot be read (of a damaged file) gives a mark without points:
 * score and grade stand in the attempt.
 */
#include "app/progress/progress.h"

#include <stdlib.h>

enum { SPANS_MOST = 10000 };

static bool read_number(struct json_reader *reader, double *value)
{
	struct str raw;

	if (!json_read_raw(reader, &raw))
		return false;
	*value = strtod(str_dup(reader->arena, raw), NULL);
	return true;
}

static bool read_text(struct json_reader *reader, const char **text)
{
	struct str string;

	if (!json_read_string(reader, &string))
		return false;
	*text = str_dup(reader->arena, string);
	return true;
}

/* [[from,to],...]; what lies outside of the answer is left out. */
static bool read_spans(struct json_reader *reader, size_t len,
		       struct spans *spans)
{
	size_t cap = 0;
	double from, to;

	if (!json_take(reader, "["))
		return json_refuse(reader, "[");
	while (!json_take(reader, "]")) {
		if (!json_take(reader, "[") || !read_number(reader, &from) ||
		    !json_take(reader, ",") || !read_number(reader, &to) ||
		    !json_take(reader, "]"))
			return json_refuse(reader, "a place");
		json_take(reader, ",");
		if (!(from >= 0 && from < to && to <= (double)len) ||
		    spans->count == SPANS_MOST)
			continue;
		spans->list = arena_grow(reader->arena, spans->list,
					 spans->count, &cap,
					 sizeof(*spans->list));
		spans->list[spans->count++] =
			(struct span){ (uint32_t)from, (uint32_t)to };
	}
	return true;
}

static enum point_state state_of(const char *name)
{
	for (int i = 0; i < POINT_STATE_COUNT; i++)
		if (str_is(str_of(name), point_state_names[i]))
			return (enum point_state)i;
	return POINT_MISSED;
}

/* What of a point or a mistake stands in an object. */
struct entry {
	const char *id, *state;
	double earned, worth, cost;
	struct spans evidence;
};

static bool read_member(struct json_reader *reader, struct str name,
			size_t len, struct entry *entry)
{
	struct str raw;

	if (str_is(name, "id"))
		return read_text(reader, &entry->id);
	if (str_is(name, "state"))
		return read_text(reader, &entry->state);
	if (str_is(name, "earned"))
		return read_number(reader, &entry->earned);
	if (str_is(name, "worth"))
		return read_number(reader, &entry->worth);
	if (str_is(name, "cost"))
		return read_number(reader, &entry->cost);
	if (str_is(name, "evidence"))
		return read_spans(reader, len, &entry->evidence);
	return json_read_raw(reader, &raw);
}

static bool read_entry(struct json_reader *reader, size_t len,
		       struct entry *entry)
{
	struct str name;
	bool empty, more;

	*entry = (struct entry){ .id = "", .state = "" };
	if (!json_read_open(reader, &empty))
		return false;
	for (more = !empty; more;)
		if (!json_read_name(reader, &name) ||
		    !read_member(reader, name, len, entry) ||
		    !json_next(reader, &more))
			return false;
	return true;
}

static void add_point(struct arena *arena, struct mark *mark, size_t *cap,
		      const struct entry *entry)
{
	struct point *point = ARENA_NEW(arena, struct point);

	point->id = point->says = entry->id;
	point->worth = entry->worth;
	mark->points = arena_grow(arena, mark->points, mark->point_count, cap,
				  sizeof(*mark->points));
	mark->points[mark->point_count++] = (struct point_mark){
		.id = entry->id, .point = point, .earned = entry->earned,
		.state = state_of(entry->state), .evidence = entry->evidence,
	};
}

static void add_mistake(struct arena *arena, struct mark *mark, size_t *cap,
			const struct entry *entry)
{
	struct mistake *mistake = ARENA_NEW(arena, struct mistake);

	mistake->id = mistake->correction = entry->id;
	mistake->costs = entry->cost;
	mark->mistakes = arena_grow(arena, mark->mistakes,
				    mark->mistake_count, cap,
				    sizeof(*mark->mistakes));
	mark->mistakes[mark->mistake_count++] = (struct mistake_mark){
		.id = entry->id, .mistake = mistake,
		.evidence = entry->evidence,
	};
}

static bool read_list(struct json_reader *reader, size_t len,
		      struct mark *mark, bool points)
{
	struct entry entry;
	size_t cap = 0;

	if (!json_take(reader, "["))
		return json_refuse(reader, "[");
	while (!json_take(reader, "]")) {
		if (!read_entry(reader, len, &entry))
			return false;
		json_take(reader, ",");
		if (points)
			add_point(reader->arena, mark, &cap, &entry);
		else
			add_mistake(reader->arena, mark, &cap, &entry);
	}
	return true;
}

static bool read_mark(struct json_reader *reader, size_t len,
		      struct mark *mark)
{
	struct str name, raw;
	bool empty, more, ok;

	if (!json_read_open(reader, &empty))
		return false;
	for (more = !empty; more;) {
		if (!json_read_name(reader, &name))
			return false;
		if (str_is(name, "points"))
			ok = read_list(reader, len, mark, true);
		else if (str_is(name, "mistakes"))
			ok = read_list(reader, len, mark, false);
		else
			ok = json_read_raw(reader, &raw);
		if (!ok || !json_next(reader, &more))
			return false;
	}
	return true;
}

/* ---- the attempt ---- */

struct copying {
	struct arena *arena;
	struct attempt *attempt;
	bool found;
};

static const char *copy(struct arena *arena, const char *text)
{
	return text ? arena_strdup(arena, text) : NULL;
}

/* A row lasts only until it was seen. */
static bool copy_attempt(void *context, const struct attempt *from)
{
	struct copying *copying = context;
	struct arena *arena = copying->arena;
	struct attempt *to = copying->attempt;

	*to = *from;
	to->id = copy(arena, from->id);
	to->bank = copy(arena, from->bank);
	to->question = copy(arena, from->question);
	to->revision = copy(arena, from->revision);
	to->asked = copy(arena, from->asked);
	to->answer = copy(arena, from->answer);
	to->grade = copy(arena, from->grade);
	to->reason = copy(arena, from->reason);
	copying->found = true;
	return false;
}

bool kept_read(struct app *app, struct arena *arena, int64_t number,
	       struct kept *kept, struct error *err)
{
	struct attempt_filter filter = { .number = number };
	struct copying copying = { arena, &kept->attempt, false };
	struct error ignored;
	struct json_reader reader = { .arena = arena, .what = "the mark",
				      .err = &ignored };

	*kept = (struct kept){ .json = NULL };
	if (!store_attempts(app->store, &filter, false, copy_attempt,
			    &copying, err))
		return false;
	if (!copying.found)
		return error_set(err, "there is no answer number %lld; see "
				 "'history'", (long long)number);
	if (!store_attempt_mark(app->store, arena, number, &kept->json, err))
		return false;
	reader.rest = str_of(kept->json);
	if (!read_mark(&reader, str_of(kept->attempt.answer).len,
		       &kept->mark))
		kept->mark = (struct mark){ .score = 0 };
	kept->mark.score = kept->attempt.score;
	kept->mark.grade = mark_grade(kept->attempt.score);
	kept->mark.flags = kept->attempt.flags;
	kept->mark.words = kept->attempt.words;
	return true;
}
