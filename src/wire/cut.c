/* cut.c - a stream of bytes into statements.
 *
 * Only brackets, quotes and what stands before them are looked at, so that a
 * file of any length takes the memory of one statement; what a statement says
 * is read.c's. A broken line must not swallow those behind it. It shows in a
 * line end inside a string, in a bracket that closes another, or in an object
 * that begins where none can: then all up to the end of the line is dropped,
 * and cutting goes on there.
 */
#include "wire/wire.h"

enum { DEPTH_MAX = 60 };

void cut_init(struct cutter *cutter)
{
	*cutter = (struct cutter){ .line = 1, .first = 1 };
	text_init(&cutter->statement, STATEMENT_MAX);
}

void cut_release(struct cutter *cutter)
{
	text_release(&cutter->statement);
}

static bool in_list(const struct cutter *cutter)
{
	return cutter->lists >> cutter->depth & 1;
}

/* ---- what begins and ends ---- */

static void start(struct cutter *cutter)
{
	text_reset(&cutter->statement);
	cutter->first = cutter->line;
	cutter->quoted = cutter->escaped = false;
}

static enum cut_end give_up(struct cutter *cutter, bool skip)
{
	cutter->depth = cutter->base;
	cutter->skipping = skip;
	cutter->quoted = cutter->escaped = cutter->wrapped = false;
	cutter->last = ',';
	return CUT_BROKEN;
}

/* Does what was gathered stand at `"statements":` of an object that holds
 * nothing around it? */
static bool is_answer(const struct cutter *cutter)
{
	const struct text *text = &cutter->statement;

	return cutter->base == 0 && cutter->depth == 1 && !in_list(cutter) &&
		cutter->last == ':' &&
		str_starts((struct str){ text->s + cutter->name,
					 text->len - cutter->name },
			   "\"statements\"");
}

static void open_bracket(struct cutter *cutter, bool list)
{
	cutter->depth++;
	cutter->lists &= ~(UINT64_C(1) << cutter->depth);
	cutter->lists |= (uint64_t)list << cutter->depth;
}

/* May a value begin here, inside a statement? */
static bool is_place(const struct cutter *cutter)
{
	return in_list(cutter) ? cutter->last == '[' || cutter->last == ','
			       : cutter->last == ':';
}

static enum cut_end take_open(struct cutter *cutter, char c)
{
	if (cutter->depth == cutter->base && c == '{') {
		start(cutter);
	} else if (c == '[' && cutter->depth == 0 && cutter->base == 0) {
		cutter->base = 1;
		open_bracket(cutter, true);
		return CUT_MORE;
	} else if (c == '[' && is_answer(cutter)) {
		cutter->base = 2;
		open_bracket(cutter, true);
		return CUT_MORE;
	} else if (!is_place(cutter) || cutter->depth == cutter->base) {
		cutter->broken = c == '{';	/* taken again */
		return give_up(cutter, c != '{');
	} else if (cutter->depth >= DEPTH_MAX) {
		return give_up(cutter, true);
	}
	open_bracket(cutter, c == '[');
	return CUT_MORE;
}

static enum cut_end take_close(struct cutter *cutter, char c)
{
	if (cutter->depth == 0 || in_list(cutter) != (c == ']'))
		return give_up(cutter, true);
	cutter->depth--;
	if (cutter->depth < cutter->base) {
		cutter->wrapped = cutter->base == 2;
		cutter->base = 0;
		return CUT_MORE;
	}
	if (cutter->depth > cutter->base)
		return CUT_MORE;
	if (cutter->wrapped) {
		cutter->wrapped = false;
		return CUT_MORE;
	}
	return cutter->statement.cut || cutter->statement.len + 1 >
		STATEMENT_MAX ? CUT_LONG : CUT_STATEMENT;
}

/* ---- signs ---- */

static enum cut_end take_quoted(struct cutter *cutter, char c)
{
	if (c == '\n')
		return give_up(cutter, false);
	if (cutter->escaped)
		cutter->escaped = false;
	else if (c == '\\')
		cutter->escaped = true;
	else if (c == '"')
		cutter->quoted = false;
	return CUT_MORE;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Between statements stand commas at most; anything else is no JSON. */
static enum cut_end take_between(struct cutter *cutter, char c)
{
	if (is_space(c) || c == ',' || c == '\xEF' || c == '\xBB' ||
	    c == '\xBF')
		return CUT_MORE;
	cutter->first = cutter->line;
	return give_up(cutter, true);
}

static enum cut_end take_sign(struct cutter *cutter, char c)
{
	enum cut_end end = CUT_MORE;

	if (cutter->quoted)
		return take_quoted(cutter, c);
	if (c == '{' || c == '[')
		end = take_open(cutter, c);
	else if (c == '}' || c == ']')
		end = take_close(cutter, c);
	else if (cutter->depth == cutter->base)
		return take_between(cutter, c);
	else if (c == '"') {
		cutter->quoted = true;
		if (cutter->depth == 1 && cutter->last != ':')
			cutter->name = cutter->statement.len;
	}
	if (!is_space(c) && end != CUT_BROKEN)
		cutter->last = c;
	return end;
}

/* Bytes of a string that mean nothing here. */
static void take_plain(struct cutter *cutter, struct str *bytes)
{
	size_t len = 0;

	while (len < bytes->len && bytes->s[len] != '"' &&
	       bytes->s[len] != '\\' && bytes->s[len] != '\n')
		len++;
	text_add_str(&cutter->statement, (struct str){ bytes->s, len });
	bytes->s += len;
	bytes->len -= len;
}

static enum cut_end take(struct cutter *cutter, struct str *bytes)
{
	char c = *bytes->s;
	bool gathers = cutter->depth > cutter->base || c == '{';
	enum cut_end end;

	if (cutter->skipping) {
		cutter->skipping = c != '\n';
		end = CUT_MORE;
		gathers = false;
	} else {
		end = take_sign(cutter, c);
	}
	if (cutter->broken) {		/* the same sign begins the next one */
		cutter->broken = false;
		return end;
	}
	if (gathers)
		text_add_char(&cutter->statement, c);
	cutter->line += c == '\n';
	bytes->s++;
	bytes->len--;
	return end;
}

enum cut_end cut_next(struct cutter *cutter, struct str *bytes)
{
	enum cut_end end = CUT_MORE;

	while (bytes->len > 0 && end == CUT_MORE) {
		if (cutter->quoted && !cutter->escaped)
			take_plain(cutter, bytes);
		if (bytes->len > 0)
			end = take(cutter, bytes);
	}
	return end;
}

enum cut_end cut_last(const struct cutter *cutter)
{
	return cutter->depth > 0 ? CUT_BROKEN : CUT_MORE;
}
