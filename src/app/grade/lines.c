/* lines.c - one line of `grade`: a JSON object to what it asks for.
 *
 * Members that are not known are passed over, so that a line may carry more
 * than is needed here; one that is of the wrong type is an error.
 */
#include "app/grade/grade.h"

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
		return json_read_raw(reader, &line->id);
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
