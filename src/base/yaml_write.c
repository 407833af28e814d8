/* yaml_write.c - JSON to YAML in block style, value by value.
 *
 * What people keep is written as YAML, and everything that this program keeps
 * can already be written as JSON; so JSON is turned into YAML instead of
 * every kind of thing being written a second time. How a text is written is
 * decided by its bytes alone: plain where every reader, also one that gives
 * scalars types, reads the same text; folded where it is long prose; else in
 * double quotes, which can hold anything. A text with the signs of
 * expressions (| and &) is no prose: it stays in its one line, where the
 * place of a fault in it can be told.
 */
#include "base/yaml.h"

#include "base/arena.h"
#include "base/json.h"
#include "base/utf8.h"

#include <string.h>

enum { WIDTH = 76, FOLD_FROM = 60, INDENT = 2 };

struct writer {
	struct json_reader in;
	struct text *out;
	int depth;			/* of objects and lists */
};

/* Where a value stands: behind "key:" or "-", or at the top. */
enum where { AT_TOP, BEHIND_KEY, BEHIND_DASH };

/* ---- texts ---- */

/* What other readers of YAML take for a truth value, for nothing or for a
 * number or a date is no text to them. */
static bool seems_typed(struct str text)
{
	static const char *const words[] = {
		"true", "false", "yes", "no", "on", "off", "null", "y", "n",
	};

	if (text.len > 0 && strchr("0123456789", text.s[0]))
		return strspn(text.s, "0123456789.,:_xobeE+-TZabcdfABCDF /") >=
		       text.len;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t k = 0;

		while (words[i][k] && k < text.len &&
		       (text.s[k] | 0x20) == words[i][k])
			k++;
		if (k == text.len && !words[i][k])
			return true;
	}
	return false;
}

/* Nothing but what may stand in a line as it is. */
static bool is_printable(struct str text)
{
	for (size_t at = 0; at < text.len;) {
		uint32_t c = utf8_next(text, &at);

		if (c < ' ' || utf8_is_unsafe(c) || c == 0x2028 ||
		    c == 0x2029 || c == 0xFEFF || c == 0xFFFE || c == 0xFFFF)
			return false;
	}
	return true;
}

static bool has_space_at_an_end(struct str text)
{
	return text.len != str_trim(text).len;
}

static bool is_plain(struct str text)
{
	static const char first[] = "(/$+<=_;^";
	unsigned char c = text.len > 0 ? (unsigned char)text.s[0] : '\0';
	bool begins = c >= 0x80 || (c >= '0' && c <= '9') ||
		      ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
		      (c && strchr(first, c));

	if (!begins || has_space_at_an_end(text) || seems_typed(text) ||
	    !is_printable(text) || text.s[text.len - 1] == ':')
		return false;
	for (size_t i = 1; i < text.len; i++)
		if ((text.s[i] == ' ' && text.s[i - 1] == ':') ||
		    (text.s[i] == '#' && text.s[i - 1] == ' '))
			return false;
	return true;
}

/* Long, in lines that a fold gives back as they are. */
static bool is_prose(struct str text)
{
	struct str rest = text, line;

	if (text.len <= FOLD_FROM || has_space_at_an_end(text) ||
	    !memchr(text.s, ' ', text.len) || memchr(text.s, '|', text.len) ||
	    memchr(text.s, '&', text.len))
		return false;
	while (str_cut(&rest, '\n', &line))
		if (has_space_at_an_end(line) || !is_printable(line))
			return false;
	return true;
}

static void add_quoted(struct text *out, struct str text)
{
	static const char controls[] = "\a\b\t\n\v\f\r";

	text_add_char(out, '"');
	for (size_t at = 0; at < text.len;) {
		size_t from = at;
		uint32_t c = utf8_next(text, &at);
		struct str as_is = { text.s + from, at - from };

		if (c == '"' || c == '\\')
			text_addf(out, "\\%c", (char)c);
		else if (c >= '\a' && c <= '\r')
			text_addf(out, "\\%c",
				  "abtnvfr"[strchr(controls, (char)c) -
					    controls]);
		else if (is_printable(as_is))
			text_add_str(out, as_is);
		else
			text_addf(out, c < 0x100 ? "\\x%02X"
				     : c < 0x10000 ? "\\u%04X"
				     : "\\U%08X", (unsigned)c);
	}
	text_add_char(out, '"');
}

static void add_indent(struct writer *w, int depth)
{
	text_add_times(w->out, " ", (size_t)(INDENT * depth));
}

/* The next words of a line up to the width; at least one. A line breaks only
 * at a single space, for at more than one a fold would lose some. */
static struct str take_line(struct str *rest, int width)
{
	struct str line = { rest->s, rest->len };
	size_t end = 0;

	for (size_t i = 1; i + 1 < rest->len; i++) {
		if (rest->s[i] != ' ' || rest->s[i - 1] == ' ' ||
		    rest->s[i + 1] == ' ')
			continue;
		if (end > 0 && (int)utf8_width((struct str){ rest->s, i }) >
			       width)
			break;
		end = i;
	}
	if (end == 0 || (int)utf8_width(*rest) <= width) {
		rest->len = 0;
		return line;
	}
	line.len = end;
	*rest = (struct str){ rest->s + end + 1, rest->len - end - 1 };
	return line;
}

/* In a fold a line's end is a space, and an empty line a line's end. */
static void add_folded(struct writer *w, struct str text)
{
	struct str rest = text, line;
	int width = WIDTH - INDENT * w->depth;
	bool any = false;

	text_add(w->out, ">-\n");
	while (str_cut(&rest, '\n', &line)) {
		if (any)
			text_add(w->out, "\n");
		any = any || line.len > 0;
		while (line.len > 0) {
			add_indent(w, w->depth);
			text_add_str(w->out, take_line(&line, width < 30 ?
							30 : width));
			text_add(w->out, "\n");
		}
	}
}

static void add_text(struct writer *w, struct str text)
{
	if (w->depth > 0 && is_prose(text)) {
		add_folded(w, text);
		return;
	}
	if (is_plain(text))
		text_add_str(w->out, text);
	else
		add_quoted(w->out, text);
	text_add(w->out, "\n");
}

/* ---- values ---- */

static bool add_value(struct writer *w, enum where where);

static bool add_string(struct writer *w, enum where where)
{
	struct str text;

	if (!json_read_string(&w->in, &text))
		return false;
	if (where != AT_TOP)
		text_add(w->out, " ");
	add_text(w, text);
	return true;
}

/* A number, true, false or null. */
static bool add_word(struct writer *w, enum where where)
{
	struct str raw;

	if (!json_read_raw(&w->in, &raw))
		return false;
	if (where != AT_TOP)
		text_add(w->out, " ");
	text_add_str(w->out, raw);
	text_add(w->out, "\n");
	return true;
}

/* Of an item the first member stands behind its dash. */
static bool add_members(struct writer *w, enum where where)
{
	struct str name;
	bool empty, more = true, first = true;

	if (!json_read_open(&w->in, &empty))
		return false;
	if (empty)
		text_add(w->out, where == AT_TOP ? "{}\n" : " {}\n");
	else if (where == BEHIND_KEY)
		text_add(w->out, "\n");
	while (!empty && more) {
		if (!json_read_name(&w->in, &name))
			return false;
		if (first && where == BEHIND_DASH)
			text_add(w->out, " ");
		else
			add_indent(w, w->depth - 1);
		first = false;
		if (is_plain(name))
			text_add_str(w->out, name);
		else
			add_quoted(w->out, name);
		text_add(w->out, ":");
		if (!add_value(w, BEHIND_KEY) || !json_next(&w->in, &more))
			return false;
	}
	return true;
}

/* Of a list in a list the first item stands behind the outer one's dash. */
static bool add_items(struct writer *w, enum where where)
{
	bool first = true;

	if (!json_take(&w->in, "["))
		return json_refuse(&w->in, "'['");
	if (json_take(&w->in, "]")) {
		text_add(w->out, where == AT_TOP ? "[]\n" : " []\n");
		return true;
	}
	if (where == BEHIND_KEY)
		text_add(w->out, "\n");
	do {
		if (first && where == BEHIND_DASH)
			text_add(w->out, " ");
		else
			add_indent(w, w->depth - 1);
		first = false;
		text_add(w->out, "-");
		if (!add_value(w, BEHIND_DASH))
			return false;
	} while (json_take(&w->in, ","));
	return json_take(&w->in, "]") || json_refuse(&w->in, "',' or ']'");
}

static bool add_value(struct writer *w, enum where where)
{
	struct json_reader ahead = w->in;
	bool object = json_take(&ahead, "{"), ok;

	if (!object && !json_take(&ahead, "["))
		return json_take(&ahead, "\"") ? add_string(w, where)
					       : add_word(w, where);
	if (w->depth == JSON_DEPTH_MAX)
		return error_set(w->in.err, "%s are nested deeper than %d; "
				 "take them apart", w->in.what,
				 JSON_DEPTH_MAX);
	w->depth++;
	ok = object ? add_members(w, where) : add_items(w, where);
	w->depth--;
	return ok;
}

bool yaml_from_json(struct arena *arena, struct str json, struct text *out,
		    struct error *err)
{
	struct writer w = {
		.in = { .rest = json, .arena = arena, .what = "the values",
			.err = err },
		.out = out,
	};

	return add_value(&w, AT_TOP) && json_read_end(&w.in);
}
