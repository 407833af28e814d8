/* fuzz_json.c - the program's own JSON, held against jansson.
 *
 * Any bytes are read as a line of `grade` by both: both take it, with the same
 * strings in it, or both refuse it. They differ by design where
 *	- a string is no UTF-8: ours takes it, since any bytes are an answer;
 *	- lists are nested deeper than JSON_DEPTH_MAX: ours refuses that;
 *	- a number is out of range: ours only copies it;
 *	- an object has one name twice: then its line is not compared;
 *	- a NUL stands behind a number: jansson overlooks it.
 * Strings, numbers and the line's id must also come back from what ours
 * writes.
 */
#include "fuzz.h"
#include "peer.h"

#include "app/grade/grade.h"

#include <math.h>

enum { TEXT_MAX = 1 << 22 };

/* How deep the value is nested, as the reader counts: 0 for a string. */
static int depth_of(json_t *value)
{
	int deepest = 0, one;
	const char *name;
	json_t *member;
	size_t i;

	if (!json_is_object(value) && !json_is_array(value))
		return 0;
	json_array_foreach(value, i, member)
		deepest = (one = depth_of(member)) > deepest ? one : deepest;
	json_object_foreach(value, name, member)
		deepest = (one = depth_of(member)) > deepest ? one : deepest;
	return deepest + 1;
}

static struct str string_of(json_t *value)
{
	return (struct str){ json_string_value(value),
			     json_string_length(value) };
}

/* ---- any value ---- */

static bool read_any(struct arena *arena, struct str input)
{
	struct error err;
	struct json_reader reader = { input, arena, "the value", &err };
	struct str raw;

	if (!json_read_raw(&reader, &raw))
		return false;
	assert(raw.s >= input.s && raw.s + raw.len <= input.s + input.len);
	return json_read_end(&reader);
}

static bool out_of_range(const json_error_t *error)
{
	return json_error_code(error) == json_error_numeric_overflow;
}

static void check_any(struct arena *arena, struct str input)
{
	json_error_t error;
	json_t *value = json_loadb(input.s, input.len, JSON_DECODE_ANY,
				   &error);
	bool taken = read_any(arena, input);

	if (input.len && memchr(input.s, '\0', input.len))
		assert(!taken);
	else if (value && depth_of(value) <= JSON_DEPTH_MAX)
		assert(taken);
	else if (!value && utf8_check(input) == input.len &&
		 !out_of_range(&error))
		assert(!taken);
	json_decref(value);
}

/* ---- a line of grade ---- */

static void check_member(json_t *object, const char *name, struct str read)
{
	json_t *member = json_object_get(object, name);

	assert(!member == !read.s);
	if (member)
		assert(json_is_string(member) &&
		       str_equal(string_of(member), read));
}

/* The id is written out again also where the rest is refused: safely, as a
 * value, and where jansson has read the line, as the same one. */
static void check_id(json_t *object, struct str id)
{
	json_t *again;
	json_error_t error;

	assert(!object || !json_object_get(object, "id") == !id.s);
	if (!id.s)
		return;
	assert(utf8_check(id) == id.len && utf8_find_unsafe(id) == id.len);
	again = json_loadb(id.s, id.len, JSON_DECODE_ANY, &error);
	assert(again || out_of_range(&error));
	assert(!object || json_equal(json_object_get(object, "id"), again));
	json_decref(again);
}

/* By jansson's tree, may the line be asked? */
static bool is_line(json_t *object)
{
	static const char *const names[] = { "question", "rubric", "prompt",
					     "reference", "answer" };

	if (!json_is_object(object) || !json_object_get(object, "answer"))
		return false;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		json_t *member = json_object_get(object, names[i]);

		if (member && !json_is_string(member))
			return false;
	}
	return json_object_get(object, "question") ||
	       json_object_get(object, "rubric") ||
	       json_object_get(object, "reference");
}

static void check_line(struct arena *arena, struct str input)
{
	struct grade_line line;
	struct error err;
	json_t *object = json_loadb(input.s, input.len, JSON_REJECT_DUPLICATES,
				    NULL);
	bool taken = grade_read_line(arena, input, &line, &err);

	assert(taken || err.text[0] != '\0');
	if (object && !memchr(input.s, '\0', input.len) &&
	    depth_of(object) <= JSON_DEPTH_MAX)
		assert(taken == is_line(object));
	check_id(taken ? object : NULL, line.id);
	if (object && taken) {
		check_member(object, "question", line.question);
		check_member(object, "rubric", line.rubric);
		check_member(object, "prompt", line.prompt);
		check_member(object, "reference", line.reference);
		check_member(object, "answer", line.answer);
	}
	json_decref(object);
}

/* ---- writing ---- */

/* The bytes as a string, and the first of them as a number. */
static void check_written(struct str input)
{
	struct text text, safe;
	struct json json;
	double number = 0;
	size_t count = input.len < sizeof(number) ? input.len : sizeof(number);
	json_t *list;

	if (count)
		memcpy(&number, input.s, count);
	text_init(&text, TEXT_MAX);
	text_init(&safe, TEXT_MAX);
	json_init(&json, &text, 0);
	json_open(&json, '[');
	json_string(&json, input);
	json_number(&json, number);
	json_close(&json, ']');
	list = json_loadb(text.s, text.len, JSON_DECODE_INT_AS_REAL |
					    JSON_ALLOW_NUL, NULL);
	assert(list && json_array_size(list) == 2);
	assert(utf8_find_unsafe(text_str(&text)) == text.len);
	for (size_t at = 0; at < input.len;)
		utf8_add(&safe, utf8_next(input, &at));
	assert(str_equal(string_of(json_array_get(list, 0)),
			 text_str(&safe)));
	if (isfinite(number))
		assert(json_real_value(json_array_get(list, 1)) == number);
	else
		assert(json_is_null(json_array_get(list, 1)));
	json_decref(list);
	text_release(&text);
	text_release(&safe);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena = { .limit = ARENA_LIMIT };
	struct str input = { size ? (const char *)data : "", size };

	check_any(&arena, input);
	check_line(&arena, input);
	check_written(input);
	arena_reset(&arena);
	return 0;
}
