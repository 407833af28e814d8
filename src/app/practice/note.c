/* note.c - the commands `note`, `favourite` and `never`. */
#include "app/practice/practice.h"
#include "app/commands.h"

static bool find(struct app *app, const struct arguments *arguments,
		 struct question_row *row, struct error *err)
{
	return store_find_question(app->store, &app->turn, arguments->list[0],
				   row, err);
}

/* ---- notes ---- */

static void show_note(struct app *app, const char *label, const char *text)
{
	struct screen screen;
	int width = (int)utf8_width(str_of(label)) + 1;

	app_screen(app, &screen);
	screen_add(&screen, STYLE_ACCENT, "%s ", label);
	screen_wrap(&screen, STYLE_PLAIN, width, width, text);
}

bool show_notes(struct app *app, const char *bank, const char *question,
		struct error *err)
{
	struct note_row *notes;
	size_t count;

	if (!store_notes(app->store, &app->turn, bank, question, &notes,
			 &count, err))
		return false;
	for (size_t i = 0; i < count; i++)
		show_note(app, "Your note:", notes[i].text);
	return true;
}

static void notes_json(struct app *app, const struct note_row *notes,
		       size_t count)
{
	struct json json = app_json(app);
	struct text at;

	text_init(&at, 64);
	json_open(&json, '[');
	for (size_t i = 0; i < count; i++) {
		struct moment moment = { .utc = notes[i].at };

		text_reset(&at);
		date_add(&at, moment);
		json_open(&json, '{');
		json_put(&json, "question", notes[i].question);
		json_put(&json, "bank", notes[i].bank);
		json_put(&json, "at", at.s);
		json_put(&json, "text", notes[i].text);
		json_close(&json, '}');
	}
	json_close(&json, ']');
	text_add(&app->out, "\n");
	text_release(&at);
}

/* Those of a question with their places, or all under their questions. */
static void list_notes(struct app *app, const struct note_row *notes,
		       size_t count, bool all)
{
	struct screen screen;
	size_t place = 0;

	app_screen(app, &screen);
	if (count == 0)
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "No notes; 'note "
			    "QUESTION-ID TEXT' writes one.");
	for (size_t i = 0; i < count; i++) {
		const struct note_row *note = &notes[i];
		bool next = i == 0 ||
			    !str_is(str_of(note->bank), note[-1].bank) ||
			    !str_is(str_of(note->question), note[-1].question);

		if (all && next)
			screen_add(&screen, STYLE_BOLD, "%s\n",
				   note->question);
		place = next ? 1 : place + 1;
		show_note(app, arena_printf(&app->turn, "%3zu", place),
			  note->text);
	}
}

static bool write_note(struct app *app, const struct question_row *row,
		       const struct arguments *arguments, struct error *err)
{
	struct note_row note = { .bank = row->bank, .question = row->id,
				 .at = app->now(app).utc };
	struct text text;
	bool cut;

	text_init(&text, NOTE_MAX);
	for (size_t i = 1; i < arguments->count; i++)
		text_addf(&text, "%s%s", i > 1 ? " " : "", arguments->list[i]);
	note.text = str_dup(&app->turn, str_trim(text_str(&text)));
	cut = text.cut;
	text_release(&text);
	if (cut)
		return error_set(err, "a note has at most %d bytes; write two",
				 NOTE_MAX);
	if (note.text[0] == '\0')
		return error_set(err, "a note needs words; 'note %s' shows "
				 "those there are", row->name);
	if (!store_add_note(app->store, &note, err))
		return error_prefix(err, "your note was not kept");
	if (!app->json)
		app_say(app, "Noted on %s.\n", row->name);
	return true;
}

static bool remove_note(struct app *app, const struct question_row *row,
			int64_t place, struct error *err)
{
	bool removed;

	if (!store_remove_note(app->store, row->bank, row->id, place, &removed,
			       err))
		return error_prefix(err, "the note was not taken away");
	if (!removed)
		return error_set(err, "%s has no note %d; 'note %s' lists "
				 "them", row->name, (int)place, row->name);
	if (!app->json)
		app_say(app, "Note %d on %s is gone.\n", (int)place,
			row->name);
	return true;
}

static bool run_note(struct app *app, const struct arguments *arguments,
		     struct error *err)
{
	struct question_row row = { .bank = NULL };
	struct note_row *notes;
	int64_t place;
	size_t count;
	bool changed = true;

	if (arguments->count > 0 && !find(app, arguments, &row, err))
		return false;
	if (!option_number(arguments, "remove", 1, 1000000, 0, &place, err))
		return false;
	if (place && arguments->count != 1)
		return error_set(err, "--remove takes away a note of one "
				 "question: note QUESTION-ID --remove N");
	if (place)
		changed = remove_note(app, &row, place, err);
	else if (arguments->count > 1)
		changed = write_note(app, &row, arguments, err);
	if (!changed || ((place || arguments->count > 1) && !app->json))
		return changed;
	if (!store_notes(app->store, &app->turn, row.bank, row.id, &notes,
			 &count, err))
		return false;
	if (app->json)
		notes_json(app, notes, count);
	else
		list_notes(app, notes, count, arguments->count == 0);
	return true;
}

static const char *const note_options[] = { "json", "remove=", NULL };

const struct command command_note = {
	.name = "note",
	.usage = "[QUESTION-ID [TEXT|--remove N]] [--json]",
	.summary = "your notes on a question; with a text writes one",
	.help = "A note stands under 'show' and before the model answer. Put "
		"a long text, or one\nwith an apostrophe, into double quotes.",
	.options = note_options,
	.max = ARGUMENTS_MAX,
	.completes = COMPLETES_QUESTIONS,
	.run = run_note,
};

/* ---- favourites, and what is never asked ---- */

/* What is said: made so, no longer so, was not so. */
struct wish_words {
	int wanted;
	const char *made, *ended, *never_was;
};

static bool wish(struct app *app, const struct arguments *arguments,
		 const struct wish_words *words, struct error *err)
{
	bool off = arguments->count == 2, is;
	struct question_row row;

	if (off && !str_is(str_of(arguments->list[1]), "off"))
		return error_set(err, "behind the question only 'off' may "
				 "stand, not '%s'", arguments->list[1]);
	if (!find(app, arguments, &row, err))
		return false;
	is = row.wanted == words->wanted;
	if (off == is && !store_want(app->store, row.key,
				     off ? 0 : words->wanted, err))
		return error_prefix(err, "your wish was not kept");
	app_say(app, "%s %s\n", row.name, !off ? words->made :
		is ? words->ended : words->never_was);
	return true;
}

static bool run_favourite(struct app *app, const struct arguments *arguments,
			  struct error *err)
{
	static const struct wish_words words = {
		1, "is a favourite; 'practise favourites' asks them.",
		"is no favourite any more.", "was no favourite.",
	};

	return wish(app, arguments, &words, err);
}

static bool run_never(struct app *app, const struct arguments *arguments,
		      struct error *err)
{
	static const struct wish_words words = {
		-1, "is not asked any more, unless by its name.",
		"may be asked again.", "was not kept from being asked.",
	};

	return wish(app, arguments, &words, err);
}

const struct command command_favourite = {
	.name = "favourite",
	.alias = "favorite",
	.usage = "QUESTION-ID [off]",
	.summary = "make a question a favourite, for 'practise favourites'",
	.help = "'questions --favourite' lists them.",
	.min = 1, .max = 2,
	.completes = COMPLETES_QUESTIONS,
	.run = run_favourite,
};

const struct command command_never = {
	.name = "never",
	.usage = "QUESTION-ID [off]",
	.summary = "never ask a question again, unless by its name",
	.help = "'questions --never' lists them. What it was answered stays.",
	.min = 1, .max = 2,
	.completes = COMPLETES_QUESTIONS,
	.run = run_never,
};
