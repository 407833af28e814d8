/* cases.c - reads a pattern case, and its options from JSON.
 *
 * The options are one flat object, so a reader of strings, true, false, one
 * object and lists is enough: no tree is built, each value goes to its option
 * as it is read. What is not known is refused by name, because a case that
 * runs with other options than it asks for is worse than none.
 */
#include "app/pattern/cases.h"

#include <string.h>

enum { LIST_MAX = 256 };	/* synonyms, words kept whole */

struct reader {
	struct json_reader json;
	struct pattern_options *options;
};

/* A string that ends in NUL. */
static bool read_text(struct reader *reader, const char **string)
{
	struct str read;

	if (!json_read_string(&reader->json, &read))
		return false;
	*string = read.s;
	return true;
}

/* ---- values ---- */

static bool read_quotes(struct reader *reader)
{
	const char *value;

	if (!read_text(reader, &value))
		return false;
	reader->options->relaxed_quotes = str_is(str_of(value), "relaxed");
	if (!reader->options->relaxed_quotes &&
	    !str_is(str_of(value), "strict"))
		return error_set(reader->json.err, "quotes are 'relaxed' or "
				 "'strict', not '%s'", value);
	return true;
}

static bool read_synonyms(struct reader *reader)
{
	struct pattern_synonym *list = ARENA_ARRAY(reader->json.arena, LIST_MAX,
						   struct pattern_synonym);
	size_t *count = &reader->options->synonym_count;

	*count = 0;
	reader->options->synonyms = list;
	if (!json_take(&reader->json, "{"))
		return json_refuse(&reader->json,
				   "{\"word\": \"alternatives\"}");
	if (json_take(&reader->json, "}"))
		return true;
	do {
		struct pattern_synonym *one = &list[*count];

		if (*count == LIST_MAX)
			return error_set(reader->json.err, "there may be %d "
					 "synonyms; give fewer", LIST_MAX);
		++*count;
		if (!read_text(reader, &one->word))
			return false;
		if (!json_take(&reader->json, ":"))
			return json_refuse(&reader->json, "a colon");
		if (!read_text(reader, &one->alternatives))
			return false;
	} while (json_take(&reader->json, ","));
	return json_take(&reader->json, "}") ||
	       json_refuse(&reader->json, "',' or '}'");
}

/* Words with spaces between. */
static bool read_whole_words(struct reader *reader)
{
	const char **list = ARENA_ARRAY(reader->json.arena, LIST_MAX,
					const char *);
	const char *value;
	struct str rest, word;
	size_t count = 0;

	if (!read_text(reader, &value))
		return false;
	for (rest = str_of(value); str_cut(&rest, ' ', &word);)
		if (word.len && count + 1 < LIST_MAX)
			list[count++] = str_dup(reader->json.arena, word);
	reader->options->whole_words = list;
	return true;
}

static bool read_member(struct reader *reader, const char *name)
{
	struct pattern_options *options = reader->options;
	const struct str key = str_of(name);

	if (str_is(key, "ignorecase"))
		return json_read_bool(&reader->json, &options->ignore_case);
	if (str_is(key, "response_only"))
		return json_read_bool(&reader->json, &options->response_only);
	if (str_is(key, "quotes"))
		return read_quotes(reader);
	if (str_is(key, "sentencedividers"))
		return read_text(reader, &options->sentence_dividers);
	if (str_is(key, "converttospace"))
		return read_text(reader, &options->convert_to_space);
	if (str_is(key, "synonyms"))
		return read_synonyms(reader);
	if (str_is(key, "extradictionarywords"))
		return read_whole_words(reader);
	return error_set(reader->json.err, "there is no option '%s'; the "
			 "options are ignorecase, quotes, sentencedividers, "
			 "converttospace, synonyms, extradictionarywords and "
			 "response_only", name);
}

bool pattern_read_options(struct arena *arena, struct str json,
			  struct pattern_options *options, struct error *err)
{
	struct reader reader = { { json, arena, "the options", err }, options };
	struct str name;
	bool empty, more = true;

	*options = (struct pattern_options){ 0 };
	if (!json_read_open(&reader.json, &empty))
		return false;
	while (!empty && more)
		if (!json_read_name(&reader.json, &name) ||
		    !read_member(&reader, name.s) ||
		    !json_next(&reader.json, &more))
			return false;
	return json_read_end(&reader.json);
}

/* ---- cases ---- */

struct str pattern_unescape(struct arena *arena, struct str text)
{
	static const char names[] = "nrt\\", values[] = "\n\r\t\\";
	char *made = arena_alloc(arena, text.len + 1, 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *name = text.s[i] == '\\' && i + 1 < text.len &&
				   text.s[i + 1]
				 ? strchr(names, text.s[i + 1]) : NULL;

		made[len++] = name ? values[name - names] : text.s[i];
		i += name != NULL;
	}
	return (struct str){ made, len };
}

bool pattern_read_case(struct arena *arena, struct str line,
		       struct pattern_case *read, struct error *err)
{
	struct str fields[4] = { 0 }, expected;
	size_t count = 0;

	*read = (struct pattern_case){ 0 };
	if (line.len && line.s[line.len - 1] == '\r')
		line.len--;
	while (count < 4 && str_cut(&line, '\t', &fields[count]))
		count++;
	if (count < 3)
		return error_set(err, "a case has an expression, a response "
				 "and what is expected, with tabs between; "
				 "this line has %zu fields", count);
	expected = str_trim(fields[2]);
	if (!str_is(expected, "0") && !str_is(expected, "1") &&
	    !str_is(expected, "E"))
		return error_set(err, "0, 1 or E must be expected, not '%.*s'",
				 (int)(expected.len < 20 ? expected.len : 20),
				 expected.s);
	read->expected = *expected.s;
	read->expression = pattern_unescape(arena, fields[0]);
	read->response = pattern_unescape(arena, fields[1]);
	if (!str_trim(fields[3]).len)
		return true;
	return pattern_read_options(arena, pattern_unescape(arena, fields[3]),
				    &read->options, err);
}
