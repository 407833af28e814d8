/* explain.c - the command `explain`: why an answer is marked as it is.
 *
 * Two lists: how each word was read, then, point by point, which phrase of the
 * rubric earned it, or came nearest and what it lacked. Nothing is kept.
 */
#include "app/practice/practice.h"
#include "app/commands.h"

enum { WORD_COLUMNS = 24, NARROW = 60, PHRASE_INDENT = 6 };

struct showing {
	struct app *app;
	struct screen screen;
	const struct explanation *all;
	struct str answer;
};

/* ---- words ---- */

static void add_note(struct text *notes, const char *format, ...)
	PRINTF(2, 3);

static void add_note(struct text *notes, const char *format, ...)
{
	va_list args;

	if (notes->len > 0)
		text_add(notes, "; ");
	va_start(args, format);
	text_vaddf(notes, format, args);
	va_end(args);
}

static void add_name(struct text *notes, const char *what, struct str name)
{
	if (name.len > 0)
		add_note(notes, "%s '%.*s'", what, (int)name.len, name.s);
}

static void add_synonyms(struct text *notes, const struct word *word,
			 const struct word_sense *sense)
{
	for (size_t i = 0; i < sense->synonym_count; i++) {
		const struct words *one = &sense->synonyms[i];
		struct str first;

		if (one->count == 0 ||
		    (one->count == 1 &&
		     str_equal(one->list[0].stem, word->stem)))
			continue;
		first = one->list[0].folded;
		add_note(notes, "counts as '%.*s%s'", (int)first.len, first.s,
			 one->count > 1 ? " ..." : "");
	}
}

static void note_word(const struct showing *s, size_t at, struct text *notes)
{
	const struct word *word = &s->all->words.list[at];
	const struct word_note *note = &s->all->notes[at];
	struct str same = note->sense.same;

	if (word->kind == WORD_NUMBER)
		add_note(notes, "a number");
	if (word->kind == WORD_CODE)
		add_note(notes, "code");
	if (same.len > 0 && !lang_is_function_word(word->folded)) {
		if (str_equal(same, word->folded) ||
		    str_equal(same, word->stem))
			add_note(notes, "in the rubric");
		else
			add_name(notes, "the rubric's", same);
	}
	add_name(notes, "fits", note->sense.wild);
	add_name(notes, "a slip for", note->sense.slip);
	add_name(notes, "with the next one", note->sense.joined);
	if (note->sense.same.len > 0)
		add_synonyms(notes, word, &note->sense);
	if (word->negated || word->avoided)
		add_name(notes, word->negated ? "negated by" : "avoided by",
			 s->all->words.list[word->negator].folded);
	if (word->hedged)
		add_name(notes, "hedged by",
			 s->all->words.list[word->hedger].folded);
	if (note->topic)
		add_note(notes, "of %s", note->topic);
	if (note->lifted)
		add_note(notes, "lifted from the question");
}

/* What stands between two words: a sentence, a contrast, a clause. */
static void show_border(struct showing *s, size_t at)
{
	const struct word *word = &s->all->words.list[at];

	if (at == 0 || word->sentence != word[-1].sentence)
		screen_add(&s->screen, STYLE_ACCENT, "sentence %d\n",
			   word->sentence + 1);
	else if (word->segment != word[-1].segment)
		screen_add(&s->screen, STYLE_DIM, "  contrast\n");
	else if (word->clause != word[-1].clause)
		screen_add(&s->screen, STYLE_DIM, "  clause\n");
}

static void show_word(struct showing *s, size_t at)
{
	const struct word *word = &s->all->words.list[at];
	bool changed = !str_equal(word->stem, word->folded);
	bool narrow = s->screen.width < NARROW;
	struct text line, notes;
	size_t width;

	text_init(&line, LANG_ANSWER_MAX);
	text_init(&notes, LANG_ANSWER_MAX);
	text_addf(&line, "  %.*s%s%.*s", (int)word->folded.len, word->folded.s,
		  changed ? " > " : "", changed ? (int)word->stem.len : 0,
		  word->stem.s);
	note_word(s, at, &notes);
	screen_add(&s->screen, STYLE_PLAIN, "%s", line.s);
	width = utf8_width(text_str(&line));
	if (notes.len == 0) {
		screen_add(&s->screen, STYLE_PLAIN, "\n");
	} else if (narrow) {
		screen_add(&s->screen, STYLE_PLAIN, "\n      ");
		screen_wrap(&s->screen, STYLE_DIM, 6, 6, notes.s);
	} else {
		do
			screen_add(&s->screen, STYLE_PLAIN, " ");
		while (++width < WORD_COLUMNS);
		screen_wrap(&s->screen, STYLE_DIM, (int)width, WORD_COLUMNS,
			    notes.s);
	}
	text_release(&line);
	text_release(&notes);
}

/* ---- phrases ---- */

/* A phrase may be broken behind '|' as well as at a space. */
static void show_phrase(struct showing *s, const char *phrase, int column)
{
	struct str rest = str_of(phrase);

	while (rest.len > 0) {
		size_t len = 1;
		struct str piece;

		while (len < rest.len && rest.s[len - 1] != '|' &&
		       rest.s[len] != ' ')
			len++;
		piece = (struct str){ rest.s, len };
		if (column + (int)utf8_width(piece) > s->screen.width &&
		    column > PHRASE_INDENT) {
			screen_add(&s->screen, STYLE_PLAIN, "\n%*s",
				   PHRASE_INDENT, "");
			column = PHRASE_INDENT;
			piece = str_trim(piece);
		}
		screen_add(&s->screen, STYLE_PLAIN, "%.*s", (int)piece.len,
			   piece.s);
		column += (int)utf8_width(piece);
		rest.s += len;
		rest.len -= len;
	}
	screen_add(&s->screen, STYLE_PLAIN, "\n");
}

/* "matches", "nearest"; and in which list, where that is not `match`. */
static void show_why(struct showing *s, const struct why *why)
{
	const char *what = why->near.lack == LACK_NOTHING ? "matches"
			 : why->near.weight > 0 ? "nearest" : "nothing near";
	const char *list = why->part ? why->part
			 : why->list == WHY_PARTLY ? "partly" : NULL;

	const char *head = arena_printf(&s->app->turn, "    %s%s%s: ",
					list ? list : "", list ? ", " : "",
					what);

	screen_add(&s->screen, STYLE_PLAIN, "%s", head);
	show_phrase(s, why->phrase, (int)utf8_width(str_of(head)));
	screen_add(&s->screen, STYLE_PLAIN, "      ");
	screen_wrap(&s->screen, STYLE_DIM, 6, 6, why->says);
}

static void show_whys(struct showing *s, const struct whys *whys)
{
	for (size_t i = 0; i < whys->count; i++)
		show_why(s, &whys->list[i]);
}

static void show_all(struct showing *s)
{
	static const char *const cores[CORE_COUNT] = {
		"", ", core", ", half of the core",
	};
	const struct mark *mark = &s->all->mark;

	screen_add(&s->screen, STYLE_BOLD, "How it was read\n");
	for (size_t i = 0; i < s->all->words.count; i++) {
		show_border(s, i);
		show_word(s, i);
	}
	screen_add(&s->screen, STYLE_BOLD, "\nWhy it is marked so\n");
	for (size_t i = 0; i < mark->point_count; i++) {
		screen_add(&s->screen, STYLE_ACCENT, "  %s ",
			   mark->points[i].id);
		screen_add(&s->screen, STYLE_PLAIN, "%s%s\n",
			   point_state_names[mark->points[i].state],
			   cores[mark->points[i].point->core]);
		show_whys(s, &s->all->points[i]);
	}
	for (size_t i = 0; i < mark->mistake_count; i++) {
		screen_add(&s->screen, STYLE_BAD, "  %s ",
			   mark->mistakes[i].id);
		screen_add(&s->screen, STYLE_PLAIN, "mistake\n");
		show_whys(s, &s->all->mistakes[i]);
	}
	screen_add(&s->screen, STYLE_PLAIN, "\n");
	show_mark_of(s->app, mark, s->answer);
}

/* ---- the command ---- */

static bool run(struct app *app, const struct arguments *arguments,
		struct error *err)
{
	const char *path = arguments->count > 1 ? arguments->list[1] : "-";
	struct explanation all = { .notes = NULL };
	struct showing showing = { .app = app, .all = &all };
	struct question_row row;
	struct sitting s;

	if (!store_find_question(app->store, &app->turn, arguments->list[0],
				 &row, err) ||
	    !file_read(&app->turn, path, LANG_ANSWER_MAX, &showing.answer,
		       err) ||
	    !sitting_open(app, &row, &s, err))
		return false;
	mark_explain(&s.arena, s.marker, showing.answer, &all);
	if (app->json) {
		struct json json = app_json(app);

		json_open(&json, '{');
		json_put(&json, "question", row.name);
		mark_explain_to_json(&json, &all);
		json_close(&json, '}');
		text_add(&app->out, "\n");
	} else {
		app_screen(app, &showing.screen);
		show_all(&showing);
	}
	sitting_close(&s);
	return true;
}

static const char *const options[] = { "json", NULL };

const struct command command_explain = {
	.name = "explain",
	.usage = "QUESTION-ID [FILE] [--json]",
	.summary = "why an answer is marked so: how it was read, what is near",
	.help = "For every word how it was read, and for every point the "
		"phrase of the rubric\nthat earned it, or came nearest and "
		"what it lacked. The answer comes from\nFILE or from standard "
		"input; nothing is kept.",
	.options = options,
	.min = 1, .max = 2,
	.completes = COMPLETES_QUESTIONS,
	.run = run,
};
