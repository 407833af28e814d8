/* cv_items.c - rows of a CV to headings, roles, bullets and paragraphs.
 *
 * One pass with the row before in mind. A bullet runs on in rows that are set
 * further in or begin in small letters; a paragraph runs on until a gap, or
 * behind a row so short that it was ended on purpose. What stands before the
 * first heading is the head, but for a paragraph long enough to be a summary
 * without a heading.
 */
#include "career/cv.h"

enum {
	SHORT_ROW = 40,		/* bytes; a paragraph's row is longer */
	ROLE_WORDS = 16,	/* a role's line has no more */
	SUMMARY_WORDS = 12,	/* of a summary without heading, at least */
};

struct builder {
	struct arena *arena;
	const struct cv_words *words;
	struct cv *cv;
	size_t cap;
	enum cv_section section;
	struct text text;		/* of the item being built */
	struct cv_part *parts;
	size_t part_count, part_cap;
	enum cv_kind kind;
	bool open;			/* an item is being built */
	size_t indent;			/* of its first row */
	size_t row_len;			/* of its last one */
	bool after_blank;
	size_t level;			/* of the section's Markdown heading */
	bool training;			/* the item heads training in a job */
};

/* ---- what a row is ---- */

static const struct str bullets[] = {
	{ "-", 1 }, { "*", 1 }, { "+", 1 }, { "o", 1 },
	{ "\xe2\x80\xa2", 3 },	/* bullet */
	{ "\xc2\xb7", 2 },	/* middle dot */
	{ "\xe2\x80\x93", 3 }, { "\xe2\x80\x94", 3 },	/* dashes */
	{ "\xe2\x96\xaa", 3 }, { "\xe2\x96\xa0", 3 },	/* squares */
	{ "\xe2\x97\x8f", 3 }, { "\xe2\x97\xa6", 3 },	/* circles */
	{ "\xe2\x80\xa3", 3 }, { "\xe2\x9e\xa2", 3 },	/* arrows */
	{ "\xe2\x96\xba", 3 }, { "\xe2\x9e\xa4", 3 },
	{ "\xe2\x9c\x93", 3 }, { "\xe2\x9c\x94", 3 },	/* ticks */
	{ "\xc2\xbb", 2 }, { ">", 1 }, { "\xef\x82\xb7", 3 },	/* Symbol's */
	{ "\xe2\x97\x86", 3 }, { "\xe2\x81\x83", 3 },
};

/* Takes a mark of a bullet off, with the space behind it. */
static bool take_bullet(struct str *row)
{
	for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++) {
		struct str mark = bullets[i];
		bool wide = (mark.s[0] & 0x80) && mark.s[1] != '\x80';

		if (row->len <= mark.len + 1 ||
		    memcmp(row->s, mark.s, mark.len) != 0 ||
		    (row->s[mark.len] != ' ' && !wide))
			continue;
		*row = str_trim((struct str){ row->s + mark.len,
					      row->len - mark.len });
		return true;
	}
	if (row->len > 3 && row->s[0] >= '1' && row->s[0] <= '9' &&
	    (row->s[1] == '.' || row->s[1] == ')') && row->s[2] == ' ') {
		*row = str_trim((struct str){ row->s + 2, row->len - 2 });
		return true;
	}
	return false;
}

/* A row of nothing but lines and signs. */
static bool is_rule(struct str row)
{
	for (size_t at = 0; at < row.len;) {
		uint32_t c = utf8_next(row, &at);

		if (utf8_is_letter(c) || utf8_is_digit(c))
			return false;
	}
	return true;
}

static bool is_capitals(struct str row)
{
	size_t letters = 0;

	for (size_t at = 0; at < row.len;) {
		uint32_t c = utf8_next(row, &at);

		if (!utf8_is_alphabetic(c))
			continue;
		if (!utf8_is_upper(c))
			return false;
		letters++;
	}
	return letters >= 3;
}

static size_t take_hashes(struct str *row)
{
	size_t level = 0;

	while (level < row->len && row->s[level] == '#')
		level++;
	if (level == 0 || level > 6 || level == row->len)
		return 0;
	*row = str_trim((struct str){ row->s + level, row->len - level });
	return level;
}

static bool begins_small(struct str row)
{
	size_t at = 0;
	uint32_t c = row.len ? utf8_next(row, &at) : 0;

	return (utf8_is_letter(c) && !utf8_is_upper(c)) || c == '(' ||
	       c == '&';
}

/* ---- dates ---- */

static bool is_year(const struct word *word)
{
	struct str s = word->folded;
	int64_t year;

	return text_number(s, 1960, 2059, &year);
}

static bool is_now(struct str word)
{
	static const char *const now[] = {
		"present", "now", "today", "current", "date", "ongoing",
	};

	for (size_t i = 0; i < sizeof(now) / sizeof(*now); i++)
		if (str_is(word, now[i]))
			return true;
	return false;
}

/* A year, and within four words another or a word for today. */
bool cv_has_dates(const struct words *words)
{
	size_t last = SIZE_MAX;

	for (size_t i = 0; i < words->count; i++) {
		const struct word *word = &words->list[i];
		bool year = is_year(word);

		if ((year || is_now(word->folded)) && last != SIZE_MAX &&
		    i - last <= 4)
			return true;
		if (year)
			last = i;
	}
	return false;
}

/* ---- items ---- */

static void close_item(struct builder *b)
{
	struct cv *cv = b->cv;
	struct cv_item *item;
	size_t words;

	if (!b->open)
		return;
	b->open = false;
	cv->items = arena_grow(b->arena, cv->items, cv->count, &b->cap,
			       sizeof(*cv->items));
	item = &cv->items[cv->count++];
	*item = (struct cv_item){
		.kind = b->kind, .section = b->section,
		.training = b->training,
		.line = b->parts[0].line, .parts = b->parts,
		.part_count = b->part_count,
		.text = { text_dup(b->arena, &b->text), b->text.len },
	};
	item->read = ARENA_NEW(b->arena, struct cv_text);
	cv_read_text(b->arena, b->words, item->text, item->read);
	words = item->read->words->count;
	if (item->kind == CV_PROSE && words <= ROLE_WORDS &&
	    cv_has_dates(item->read->words))
		item->kind = CV_ROLE;
	if (item->kind == CV_PROSE && item->section == CV_HEAD &&
	    words >= SUMMARY_WORDS &&
	    !memchr(item->text.s, '@', item->text.len))
		item->section = CV_SUMMARY;
	b->parts = NULL;
	b->part_count = b->part_cap = 0;
}

static void add_part(struct builder *b, struct str text, int line)
{
	if (b->text.len > 0)
		text_add_char(&b->text, ' ');
	b->parts = arena_grow(b->arena, b->parts, b->part_count, &b->part_cap,
			      sizeof(*b->parts));
	b->parts[b->part_count++] = (struct cv_part){ b->text.len, line };
	text_add_str(&b->text, text);
	b->row_len = text.len;
}

static void open_item(struct builder *b, enum cv_kind kind,
		      const struct cv_row *row, struct str text)
{
	close_item(b);
	text_reset(&b->text);
	b->open = true;
	b->kind = kind;
	b->training = false;
	b->indent = row->indent;
	add_part(b, text, row->line);
}

/* Bold and code signs say nothing here; links keep their words. */
static struct str plain(struct arena *arena, struct str row)
{
	char *made;
	size_t len = 0;

	if (!row.len || (!memchr(row.s, '*', row.len) &&
			 !memchr(row.s, '`', row.len) &&
			 !memchr(row.s, '|', row.len)))
		return row;
	made = str_dup(arena, row);
	for (size_t i = 0; i < row.len; i++) {
		if (row.s[i] == '`' || row.s[i] == '*')
			continue;
		made[len++] = row.s[i] == '|' ? ',' : row.s[i];
	}
	return str_trim((struct str){ made, len });
}

/* A bullet that lost its mark: "Designed the API ...". */
static bool begins_deed(const struct builder *b, struct str text)
{
	struct str rest = text, word;
	struct cv_text read;

	if (begins_small(text) || !str_cut(&rest, ' ', &word))
		return false;
	if (word.len > 4 && !memcmp(word.s + word.len - 2, "ed", 2))
		return true;
	cv_read_text(b->arena, b->words, word, &read);
	return cv_says(b->words, LIST_LETTER_DEEDS, read.reading, NULL);
}

/* Does the row go on with the item before it? */
static bool goes_on(const struct builder *b, const struct cv_row *row,
		    struct str text)
{
	if (!b->open || b->after_blank || b->kind == CV_HEADING)
		return false;
	if (b->kind == CV_BULLET)
		return row->indent > b->indent || begins_small(text);
	return b->kind == CV_PROSE && b->section != CV_HEAD &&
	       b->row_len >= SHORT_ROW &&
	       !(b->section == CV_WORK && begins_deed(b, text));
}

/* In the head every row is looked at by itself, but a paragraph is one. */
static bool goes_on_in_head(const struct builder *b, struct str text)
{
	return b->open && !b->after_blank && b->kind == CV_PROSE &&
	       b->section == CV_HEAD && b->row_len >= SHORT_ROW &&
	       text.len > 0 && !memchr(b->text.s, '@', b->text.len) &&
	       !memchr(text.s, '@', text.len);
}

/* What a row could be the heading of. */
struct title {
	struct str line, rest;
	enum cv_section section;
	size_t level;			/* of Markdown; 0: none */
	bool marked, colon;
};

/* A list within a role's bullets may have a name of its own. */
static bool is_minor(const struct builder *b, const struct title *t)
{
	bool in_work = b->section == CV_WORK;

	if (t->rest.len > 0)
		return t->section == CV_OTHER || t->section == CV_WORK ||
		       in_work ||
		       (b->section == CV_SKILLS && t->section == CV_SKILLS);
	if (t->level > 0)
		return in_work && b->level > 0 && t->level > b->level;
	return in_work && !t->marked && t->colon && !b->after_blank;
}

/* A job's own projects are work; courses and the like are not. */
static bool is_of_training(const struct builder *b, const struct title *t)
{
	struct cv_text read;

	if (b->section != CV_WORK || t->section != CV_TRAINING)
		return false;
	cv_read_text(b->arena, b->words, t->line, &read);
	return cv_says(b->words, LIST_TRAINING_NAMES, read.reading, NULL);
}

static bool take_heading(struct builder *b, const struct cv_row *row,
			 struct str text, size_t level, enum cv_set set)
{
	struct title t = { .line = plain(b->arena, text), .level = level };

	if ((level > 0 && level < 3) || is_capitals(t.line))
		set = SET_MARKED;
	t.marked = set == SET_MARKED;
	t.colon = t.line.len > 0 && t.line.s[t.line.len - 1] == ':';
	t.section = cv_heading(b->arena, b->words, t.line, set, &t.rest);
	if (t.section == CV_SECTIONS)
		return false;
	if (is_minor(b, &t)) {
		if (!is_of_training(b, &t))
			return false;
		open_item(b, CV_PROSE, row, t.line);
		b->training = true;
		return true;
	}
	close_item(b);
	b->section = t.section;
	b->level = level;
	open_item(b, CV_HEADING, row, t.line);
	close_item(b);
	if (t.rest.len > 0)
		open_item(b, CV_PROSE, row, t.rest);
	return true;
}

static void take_row(struct builder *b, const struct cv_row *row,
		     enum cv_set set)
{
	struct str text = row->text;
	size_t level = take_hashes(&text);
	bool bullet = !level && take_bullet(&text);

	if (!bullet && take_heading(b, row, text, level, set)) {
		b->after_blank = false;
		return;
	}
	text = plain(b->arena, text);
	if (bullet)
		open_item(b, CV_BULLET, row, text);
	else if (level > 0 && b->section != CV_HEAD)
		open_item(b, b->section == CV_WORK ? CV_ROLE : CV_PROSE, row,
			  text);
	else if (goes_on(b, row, text) || goes_on_in_head(b, text))
		add_part(b, text, row->line);
	else
		open_item(b, CV_PROSE, row, text);
	b->after_blank = false;
}

/* The line with a role's name is often not the one with its dates. */
static void name_roles(struct cv *cv)
{
	for (size_t i = 0; i + 1 < cv->count; i++) {
		struct cv_item *item = &cv->items[i];

		if (item->kind == CV_PROSE && item->section == CV_WORK &&
		    cv->items[i + 1].kind == CV_ROLE &&
		    item->read->words->count <= ROLE_WORDS &&
		    cv->items[i + 1].line == item->line + 1)
			item->kind = CV_ROLE;
	}
}

static enum cv_set how_set(const struct builder *b, const struct cv_rows *rows,
			   size_t i)
{
	struct str next = i + 1 < rows->count ? rows->list[i + 1].text
					      : STR("");

	if (next.len >= 3 && is_rule(next))
		return SET_MARKED;
	return b->after_blank && !next.len ? SET_APART : SET_PLAIN;
}

void cv_read(struct arena *arena, const struct cv_words *words,
	     struct str bytes, struct cv *cv)
{
	struct cv_rows rows = { 0 };
	struct builder b = {
		.arena = arena, .words = words, .cv = cv, .after_blank = true,
	};

	*cv = (struct cv){ 0 };
	cv_lay_out(arena, words, bytes, cv, &rows);
	text_init(&b.text, CV_FILE_MAX);
	for (size_t i = 0; i < rows.count; i++) {
		const struct cv_row *row = &rows.list[i];

		if (!row->text.len || is_rule(row->text)) {
			b.after_blank = true;
			continue;
		}
		take_row(&b, row, how_set(&b, &rows, i));
	}
	close_item(&b);
	text_release(&b.text);
	name_roles(cv);
}

int cv_line_of(const struct cv_item *item, size_t at)
{
	int line = item->line;

	for (size_t i = 0; i < item->part_count; i++)
		if (item->parts[i].from <= at)
			line = item->parts[i].line;
	return line;
}

int cv_line_of_word(const struct cv_item *item, size_t i)
{
	return cv_line_of(item, i < item->read->words->count ?
			  item->read->words->list[i].from : 0);
}

const struct cv_item *cv_join(struct arena *arena,
			      const struct cv_words *words,
			      const struct cv *cv, enum cv_section section)
{
	struct builder b = { .arena = arena, .words = words };
	struct cv joined = { 0 };

	b.cv = &joined;
	text_init(&b.text, CV_FILE_MAX);
	b.section = section;
	b.kind = CV_PROSE;
	for (size_t i = 0; i < cv->count; i++) {
		const struct cv_item *item = &cv->items[i];

		if (item->section != section || item->kind == CV_HEADING)
			continue;
		if (b.text.len > 0)
			text_add(&b.text, ".");
		for (size_t p = 0; p < item->part_count; p++) {
			size_t from = item->parts[p].from;
			size_t to = p + 1 < item->part_count ?
				    item->parts[p + 1].from : item->text.len;

			add_part(&b, str_trim((struct str){
					 item->text.s + from, to - from }),
				 item->parts[p].line);
		}
		b.open = true;
	}
	close_item(&b);
	text_release(&b.text);
	return joined.count ? joined.items : NULL;
}
