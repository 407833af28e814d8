/* lines.c - one line of `grade`: a JSON object to what it asks for.
 *
 * Members that are not known are passed over, so that a line may carry more
 * than is needed here; one that is of the wrong type is an error.
 */
#include "app/grade/grade.h"

/* An id is written as it was read, so that any value may be one; but what is
 * no UTF-8, or would drive a terminal, must not come out again. Outside of
 * strings that can only be a carriage return, which is white space. */
static struct str safe_id(struct arena *arena, struct str id)
{
	struct text text;
	struct str made;

	if (utf8_check(id) == id.len && utf8_find_unsafe(id) == id.len)
		return id;
	text_init(&text, 6 * id.len + 1);
	for (size_t at = 0; at < id.len;) {
		uint32_t c = utf8_next(id, &at);

		if (c == '\r')
			text_add_char(&text, ' ');
		else if (utf8_is_unsafe(c))
			text_addf(&text, "\\u%04x", (unsigned)c);
		else
			utf8_add(&text, c);
	}
	made = (struct str){ text_dup(arena, &text), text.len };
	text_release(&text);
	return made;
}

static bool read_id(struct json_reader *reader, struct str *id)
{
	struct str raw;

	if (!json_read_raw(reader, &raw))
		return false;
	*id = safe_id(reader->arena, raw);
	return true;
}

static bool read_member(struct json_reader *reader, struct str name,
			struct grade_line *line)
{
	struct { const char *name; struct str *to; } known[] = {
		{ "question", &line->question },
		{ "rubric", &line->rubric },
		{ "prompt", &line->prompt },
		{ "reference", &line->reference },
		{ "answer", &line->answer },
	};
	struct str ignored;

	if (str_is(name, "id"))
		return read_id(reader, &line->id);
	if (str_is(name, "score"))
		return json_read_raw(reader, &line->score);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (str_is(name, known[i].name)) {
			line->has_answer = line->has_answer ||
					   known[i].to == &line->answer;
			return json_read_view(reader, known[i].to);
		}
	return json_read_raw(reader, &ignored);
}

bool grade_read_line(struct arena *arena, struct str text,
		     struct grade_line *line, struct error *err)
{
	struct json_reader reader = { text, arena, "the members", err };
	struct str name;
	bool empty, more = true;

	*line = (struct grade_line){ 0 };
	if (!json_read_open(&reader, &empty))
		return false;
	while (!empty && more)
		if (!json_read_name(&reader, &name) ||
		    !read_member(&reader, name, line) ||
		    !json_next(&reader, &more))
			return false;
	if (!json_read_end(&reader))
		return false;
	if (!line->has_answer)
		return error_set(err, "there is no \"answer\"; write "
				 "{\"question\": ID, \"answer\": TEXT}");
	if (!line->question.s && !line->rubric.s && !line->reference.s)
		return error_set(err, "there is no \"question\", no "
				 "\"rubric\" and no \"reference\"; give "
				 "one");
	return true;
}
