/* advert_text.c - an advert as it is pasted, cut into pieces.
 *
 * Adverts come as plain lines, as mails broken at 72 columns, as Markdown and
 * as HTML. What is markup is overwritten with blanks or line ends in a copy of
 * the same length, so that every word keeps its byte place and whoever reads
 * on sees plain text only.
 */
#include "career/advert.h"

#include <string.h>

enum {
	WRAPPED_FROM = 36,	/* a line shorter than this is not broken */
	WRAPPED_SURELY = 62,
	WRAPPED_MOST = 110,	/* bytes of a line that was broken, at most */
	PIECE_MAX = 8000,	/* bytes; whatever they are, all is read */
	TAG_MAX = 2000,		/* bytes of one HTML tag */
	HEADING = 1,		/* the sign where a heading begins */
	BULLET = 2,		/* the sign of an item of a list */
};


static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* ---- markup ---- */

static bool starts(struct str text, size_t at, const char *word)
{
	size_t len = strlen(word);

	if (text.len - at < len)
		return false;
	for (size_t i = 0; i < len; i++)
		if ((text.s[at + i] | 0x20) != (word[i] | 0x20))
			return false;
	return true;
}

/* A heading or an item begins a line; its signs have room for both. */
static void fill(char *bytes, size_t from, size_t to, char with)
{
	memset(bytes + from, ' ', to - from);
	bytes[from] = with;
	if ((with == HEADING || with == BULLET) && to > from + 1) {
		bytes[from] = '\n';
		bytes[from + 1] = with;
	}
}

/* What a tag leaves behind: an item, a heading, the end of a line, a blank. */
static char tag_leaves(struct str text, size_t at)
{
	static const char *const breaks[] = {
		"<p", "</p", "<br", "<div", "</div", "</li", "<ul", "</ul",
		"<ol", "</ol", "<tr", "</h", "<table", "</table", "<section",
	};
	char c;

	if (starts(text, at, "<li") && at + 3 < text.len &&
	    !is_letter(text.s[at + 3]))
		return BULLET;
	c = at + 2 < text.len ? text.s[at + 2] : ' ';
	if (starts(text, at, "<h") && c >= '1' && c <= '6')
		return HEADING;
	for (size_t i = 0; i < sizeof(breaks) / sizeof(*breaks); i++)
		if (starts(text, at, breaks[i]))
			return '\n';
	return ' ';
}

/* The end of the tag that begins at `at`; `at` where there is none. */
static size_t tag_end(struct str text, size_t at)
{
	size_t end = at + 1;

	if (end >= text.len || !(is_letter(text.s[end]) ||
				 text.s[end] == '/' || text.s[end] == '!'))
		return at;
	while (end < text.len && text.s[end] != '>' && text.s[end] != '<' &&
	       end - at < TAG_MAX)
		end++;
	return end < text.len && text.s[end] == '>' ? end + 1 : at;
}

static void drop_tags(struct str text, char *plain)
{
	for (size_t at = 0, end; at < text.len; at++) {
		char leaves;

		if (text.s[at] != '<' || (end = tag_end(text, at)) == at)
			continue;
		leaves = tag_leaves(text, at);
		fill(plain, at, end, leaves);
		at = end - 1;
	}
}

static void drop_entities(struct str text, char *plain)
{
	static const struct { const char *name; char stands; } known[] = {
		{ "&amp;", '&' }, { "&nbsp;", ' ' }, { "&ndash;", ',' },
		{ "&mdash;", ',' }, { "&bull;", BULLET },
		{ "&middot;", BULLET }, { "&rsquo;", '\'' },
		{ "&lsquo;", '\'' }, { "&#39;", '\'' }, { "&apos;", '\'' },
		{ "&quot;", ' ' }, { "&#8217;", '\'' }, { "&#8226;", '\002' },
		{ "&#160;", ' ' }, { "&lt;", ' ' }, { "&gt;", ' ' },
		{ "&pound;", ' ' },
	};

	for (size_t at = 0; at < text.len; at++) {
		if (text.s[at] != '&')
			continue;
		for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
			if (starts(text, at, known[i].name))
				fill(plain, at, at + strlen(known[i].name),
				     known[i].stands);
	}
}

/* Signs of Markdown and of tables that are no part of a word. */
static void drop_signs(char *plain, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char before = i > 0 ? plain[i - 1] : '\n';
		char after = i + 1 < len ? plain[i + 1] : '\n';

		if (plain[i] == '_' && (is_blank(before) || before == '\n' ||
					is_blank(after) || after == '\n'))
			plain[i] = ' ';
		if (plain[i] == '`' || (plain[i] == '*' &&
		    (after == '*' || before == '*' || !is_blank(after))))
			plain[i] = ' ';
		else if (plain[i] == '/' && after != '/' && before != '/' &&
			 before != ':')
			plain[i] = ' ';
		else if (plain[i] == ':' && is_digit(before) &&
			 is_digit(after))
			plain[i] = '.';		/* an upper second, 2:1 */
		else if (plain[i] == '\v' || plain[i] == '\f' ||
			 plain[i] == '\0')
			plain[i] = '\n';
	}
}

/* Ticks, stars, dots, arrows, little pictures: whatever is no letter, no
 * quotation mark and no currency. */
static size_t symbol_len(struct str line)
{
	static const uint32_t others[] = { 0xa3, 0x20ac, 0x2018, 0x2019,
					   0x201c, 0x201d, 0x2026 };
	uint32_t character;
	size_t at = 0;

	if (line.len == 0 || (unsigned char)line.s[0] < 0x80)
		return 0;
	character = utf8_next(line, &at);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (character == others[i])
			return 0;
	return utf8_is_letter(character) || utf8_is_digit(character) ? 0 : at;
}

/* The length of a sign that begins an item of a list, with its blank. */
static size_t bullet_len(struct str line)
{
	static const char *const signs[] = {
		"\002", "-", "*", "+", "o", ">",
	};
	size_t digits = symbol_len(line);

	if (digits > 0)
		return digits;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		size_t len = strlen(signs[i]);

		if (line.len > len && memcmp(line.s, signs[i], len) == 0 &&
		    (signs[i][0] == '\002' || is_blank(line.s[len])))
			return len;
	}
	if (line.len > 2 && is_letter(line.s[0]) && is_digit(line.s[1]))
		digits++;			/* E1. */
	while (digits < line.len && is_digit(line.s[digits]))
		digits++;
	return digits > 0 && digits < 4 && digits + 1 < line.len &&
	       (line.s[digits] == '.' || line.s[digits] == ')') &&
	       is_blank(line.s[digits + 1]) ? digits + 1 : 0;
}

/* Signs that stand for a new item in the middle of a line. */
static void part_items(char *plain, size_t len)
{
	for (size_t i = 0; i + 2 < len; i++)
		if (memcmp(plain + i, "\xe2\x80\xa2", 3) == 0 && i > 0 &&
		    plain[i - 1] == ' ' && plain[i + 3 < len ? i + 3 : i] ==
		    ' ') {
			size_t back = i;

			while (back > 0 && plain[back - 1] == ' ')
				back--;
			if (back > 0 && plain[back - 1] != '\n')
				fill(plain, i, i + 3, ',');
		}
}

/* ---- lines to pieces ---- */

/* A row of a table ends in a letter of its own: what follows is none of it. */
static bool ends_row(const char *plain, const struct piece *piece)
{
	size_t at = piece->to;

	return piece->to - piece->from > 3 && plain[at - 1] >= 'A' &&
	       plain[at - 1] <= 'Z' && is_blank(plain[at - 2]) &&
	       is_blank(plain[at - 3]);
}

/* Does the line go on with the piece before? */
static bool goes_on(const struct pieces *pieces, struct str line, bool apart)
{
	/* Where lines are as long as their text, none is broken. */
	const struct piece *last;
	size_t len;
	char end, first = line.s[0];

	if (pieces->count == 0 || apart)
		return false;
	last = &pieces->list[pieces->count - 1];
	if (last->marked || ends_row(pieces->plain.s, last))
		return false;
	len = pieces->last_line;
	end = pieces->plain.s[last->to - 1];
	if (end == '.' || end == ':' || end == ';' || end == '!' || end == '?')
		return false;
	if (end == ',' || (first >= 'a' && first <= 'z') || first == '(')
		return last->bullet || len >= WRAPPED_FROM || end == ',';
	return len >= WRAPPED_SURELY && !pieces->unbroken &&
	       !is_blank(line.s[0]);
}

static void add_piece(struct arena *arena, struct pieces *pieces,
		      struct piece piece)
{
	pieces->list = arena_grow(arena, pieces->list, pieces->count,
				  &pieces->cap, sizeof(*pieces->list));
	pieces->list[pieces->count++] = piece;
}

static bool is_cross(struct str line)
{
	static const uint32_t crosses[] = { 0x2715, 0x2716, 0x2717, 0x2718,
					    0x274c, 0x274e, 0x1f6ab };
	size_t at = 0;
	uint32_t character = utf8_next(line, &at);

	for (size_t i = 0; i < sizeof(crosses) / sizeof(*crosses); i++)
		if (character == crosses[i])
			return true;
	return false;
}

/* Takes the signs at the beginning of a line away, and says what it is. */
static void open_line(struct str *line, struct piece *piece)
{
	size_t len;

	for (;;) {
		if (line->len > 0 && line->s[0] == HEADING) {
			piece->marked = true;
			len = 1;
		} else if (line->len > 0 && line->s[0] == '#') {
			piece->marked = true;
			len = 1;
		} else if (!piece->bullet && (len = bullet_len(*line)) > 0) {
			piece->bullet = true;
			piece->symbol = (unsigned char)line->s[0] >= 0x80;
			piece->crossed = is_cross(*line);
		} else {
			break;
		}
		line->s += len;
		line->len -= len;
		*line = str_trim(*line);
	}
}

/* "#python #jobs": words to be found by, that ask for nothing. */
static bool is_hashtags(struct str line)
{
	size_t tags = 0;

	for (size_t i = 0; i + 1 < line.len; i++)
		if (line.s[i] == '#' && is_letter(line.s[i + 1]) &&
		    (i == 0 || is_blank(line.s[i - 1])))
			tags++;
	return tags > 1 && line.s[0] == '#' && is_letter(line.s[1]);
}

static void take_line(struct arena *arena, struct pieces *pieces,
		      struct str line, size_t column, bool apart)
{
	struct piece piece = { .apart = apart, .column = column };
	const char *base = pieces->plain.s;

	if (is_hashtags(line))
		return;
	open_line(&line, &piece);
	if (line.len == 0)
		return;
	piece.from = (size_t)(line.s - base);
	piece.to = piece.from + line.len;
	if (!piece.bullet && !piece.marked && goes_on(pieces, line, apart))
		pieces->list[pieces->count - 1].to = piece.to;
	else
		add_piece(arena, pieces, piece);
	pieces->last_line = line.len;
}

static void finish(struct pieces *pieces, char *plain)
{
	for (size_t i = 0; i < pieces->count; i++) {
		struct piece *piece = &pieces->list[i];

		piece->sentence = plain[piece->to - 1] == '.';
		piece->before_list = i + 1 < pieces->count &&
				     pieces->list[i + 1].bullet;
		for (size_t at = piece->from; at < piece->to; at++)
			if (plain[at] == '\n')
				plain[at] = ' ';
	}
}

/* Where to part a piece that is too long to be read whole: behind a full stop,
 * else at a blank, else anywhere. */
static size_t part_at(const char *plain, const struct piece *piece)
{
	size_t most = piece->from + PIECE_MAX, blank = 0;

	for (size_t at = most; at > piece->from + PIECE_MAX / 2; at--) {
		if (plain[at] != ' ')
			continue;
		if (plain[at - 1] == '.')
			return at + 1;
		blank = blank ? blank : at + 1;
	}
	return blank ? blank : most;
}

static void part_long(struct arena *arena, struct pieces *pieces)
{
	struct pieces parted = { .plain = pieces->plain };

	for (size_t i = 0; i < pieces->count; i++) {
		struct piece rest = pieces->list[i];

		while (rest.to - rest.from > PIECE_MAX) {
			struct piece part = rest;

			part.to = rest.from = part_at(pieces->plain.s, &rest);
			add_piece(arena, &parted, part);
		}
		add_piece(arena, &parted, rest);
	}
	*pieces = parted;
}

void advert_cut(struct arena *arena, struct str text, struct pieces *pieces)
{
	struct str line, rest;
	char *plain;
	bool apart = true;

	if (text.len > ADVERT_MAX)
		text.len = ADVERT_MAX;
	*pieces = (struct pieces){ .list = NULL };
	plain = str_dup(arena, text);
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)plain[i] < 8)
			plain[i] = ' ';
	drop_entities(text, plain);
	drop_tags(text, plain);
	drop_signs(plain, text.len);
	part_items(plain, text.len);
	pieces->plain = rest = (struct str){ plain, text.len };
	while (str_cut(&rest, '\n', &line))
		if (str_trim(line).len > WRAPPED_MOST)
			pieces->unbroken = true;
	rest = pieces->plain;
	while (str_cut(&rest, '\n', &line)) {
		const char *begin = line.s;

		line = str_trim(line);
		if (line.len > 0)
			take_line(arena, pieces, line,
				  (size_t)(line.s - begin), apart);
		apart = line.len == 0;
	}
	part_long(arena, pieces);
	finish(pieces, plain);
}
