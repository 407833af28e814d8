/* answer.c - an answer from the terminal, line by line.
 *
 * An empty line ends the answer; a line that begins with ':' is a command,
 * with '::' a text that begins with ':'. What was typed so far is stored as a
 * draft after every line and whenever typing rests, so that a half-typed
 * answer survives Ctrl-C, a kill or a power cut. A pasted text of several
 * lines arrives as one line and is text throughout, empty lines included.
 */
#include "app/practice/practice.h"

#include <string.h>

struct typing {
	struct sitting *sitting;
	struct error err;
	bool failed;		/* a draft could not be kept: said once */
	bool marked;		/* the line stands behind a mark */
};

static void keep_draft(struct typing *typing, struct str line)
{
	if (!draft_keep(typing->sitting, typing->marked, line, &typing->err))
		typing->failed = true;
}

static void rest(void *context, struct str line)
{
	keep_draft(context, line);
}

/* ---- commands inside an answer ---- */

static void say(struct sitting *s, const char *sentence)
{
	struct screen screen;

	app_screen(s->app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, sentence);
	app_flush(s->app);
}

/* Name and meaning in turn; NULL at the end. */
static const char *const help_within[] = {
	":hint", "the next hint (lowers the rating a step)",
	":edit", "go on in your editor",
	":clear", "begin the answer anew",
	":model", "show the model answer (this time is not rated)",
	":skip", "pass on, nothing is kept",
	":quit", "leave; what you typed is kept as a draft",
	"::word", "a line that begins with ':'",
	NULL
};

static const char *const help_story[] = {
	":story", "your stories that serve this question; :story N brings "
	"one in",
	NULL
};

static const char *const help_behind[] = {
	"Enter", "go on (or :next)",
	":retry", "answer again; the first mark counts",
	":model", "show the model answer",
	":dispute", "SCORE REASON: how you would mark it, and why",
	":quit", "leave",
	NULL
};

static void help(struct sitting *s, const char *const *lines)
{
	struct screen screen;

	app_screen(s->app, &screen);
	for (; *lines; lines += 2) {
		screen_add(&screen, STYLE_PLAIN, "  %-8s ", lines[0]);
		screen_wrap(&screen, STYLE_PLAIN, 11, 11, lines[1]);
	}
	app_flush(s->app);
}

static void hint(struct sitting *s)
{
	size_t count = s->loaded.question.hints.count;

	if ((size_t)s->hints >= count) {
		say(s, count ? "There are no more hints."
			     : "This question has no hints.");
		return;
	}
	show_hint(s, s->hints++);
	app_flush(s->app);
}

static void edit(struct sitting *s)
{
	struct error err = { 0 };
	struct text line;

	text_init(&line, 2048);
	if (!term_edit(s->app->term, &s->answer, &err)) {
		error_show(&err, &line);
		say(s, line.s);
	} else {
		struct screen screen;

		app_screen(s->app, &screen);
		screen_add(&screen, STYLE_DIM, "%s%s", s->answer.s,
			   s->answer.len && s->answer.s[s->answer.len - 1] !=
			   '\n' ? "\n" : "");
		app_flush(s->app);
	}
	text_release(&line);
}

static void model(struct sitting *s)
{
	if (s->session->verdict) {
		say(s, "Not in a mock interview; see it afterwards with "
		       "'show QUESTION-ID --answer'.");
		return;
	}
	show_model(s);
	s->model_seen = true;
	app_flush(s->app);
}

/* A unique beginning of name, at least one letter long. */
static bool means(struct str word, const char *name)
{
	return word.len > 0 && word.len <= strlen(name) &&
	       memcmp(word.s, name, word.len) == 0;
}

/* True where the line ended the answer, and how. */
static bool obey(struct sitting *s, struct str line, enum answered *answered)
{
	struct str rest_of = str_trim((struct str){ line.s + 1, line.len - 1 });
	struct str word;

	if (!str_cut(&rest_of, ' ', &word))
		word = STR("");
	if (means(word, "skip")) {
		*answered = ANSWER_SKIPPED;
		return true;
	}
	if (means(word, "quit")) {
		*answered = ANSWER_LEFT;
		return true;
	}
	if (means(word, "hint"))
		hint(s);
	else if (means(word, "edit"))
		edit(s);
	else if (means(word, "model"))
		model(s);
	else if (means(word, "story"))
		bring_story(s, str_trim(rest_of));
	else if (means(word, "clear")) {
		text_reset(&s->answer);
		say(s, "Begin anew.");
	} else if (means(word, "help")) {
		say(s, "An empty line ends the answer.");
		if (s->stories)
			help(s, help_story);
		help(s, help_within);
	} else
		say(s, "That is no command here; try :help, or begin with :: "
		       "if it is part of the answer.");
	return false;
}

/* ---- reading ---- */

static void complete(void *context, struct arena *arena, struct str line,
		     size_t from, struct strings *found)
{
	static const char *const within[] = {
		":hint", ":edit", ":clear", ":model", ":skip", ":quit",
		":help", ":story", NULL
	};
	static const char *const behind[] = {
		":retry", ":model", ":dispute", ":next", ":quit", ":help",
		NULL
	};
	const struct typing *typing = context;

	if (from > 0 || line.len == 0)
		return;
	for (const char *const *name = typing->marked ? behind : within; *name;
	     name++)
		if ((typing->sitting->stories ||
		     !str_is(str_of(*name), ":story")) &&
		    strlen(*name) >= line.len &&
		    memcmp(*name, line.s, line.len) == 0)
			strings_add(arena, found, *name);
}

static enum term_event read_line(struct typing *typing, const char *begun,
				 struct text *line)
{
	struct app *app = typing->sitting->app;
	struct term_reader reader = { .prompt = "> ", .history = TERM_ANSWERS,
		.begun = begun, .complete = complete, .context = typing };

	/* Behind a mark only a follow-up's answer can begin. */
	if (!typing->marked || typing->sitting->asked)
		reader.idle = rest;
	if (!app->has_pending)
		return term_read(app->term, &reader, line);
	text_reset(line);
	text_add_str(line, text_str(&app->pending));
	app->has_pending = false;
	return TERM_LINE;
}

static bool is_blank(const struct text *line)
{
	return str_trim(text_str(line)).len == 0;
}

/* What one line does to the answer; true where it ends it. */
static bool take_line(struct typing *typing, struct text *line,
		      enum answered *answered)
{
	struct sitting *s = typing->sitting;
	bool pasted = strchr(line->s, '\n') != NULL;

	if (line->cut)
		say(s, "That line is too long; what is past 65,536 bytes was "
		       "left out.");
	if (is_blank(line) && !pasted) {
		if (s->answer.len > 0) {
			*answered = ANSWER_GIVEN;
			return true;
		}
		say(s, "(nothing typed yet; :skip passes on, :quit leaves)");
		return false;
	}
	if (line->s[0] == ':' && line->s[1] != ':' && !pasted) {
		bool ends = obey(s, text_str(line), answered);

		keep_draft(typing, STR(""));
		return ends;
	}
	if (s->answer.cut)		/* full, and said so */
		return false;
	text_add(&s->answer, line->s + (line->s[0] == ':' && !pasted));
	text_add_char(&s->answer, '\n');
	if (s->answer.cut)
		say(s, "The answer is full: 65,536 bytes. What came after was "
		       "left out.");
	keep_draft(typing, STR(""));
	return false;
}

static enum answered read_lines(struct typing *typing, const char *begun)
{
	struct sitting *s = typing->sitting;
	enum answered answered = ANSWER_ENDED;
	struct text line;

	text_init(&line, TERM_LINE_MAX);
	for (;;) {
		enum term_event event = read_line(typing, begun, &line);

		begun = NULL;
		if (event == TERM_INTERRUPT) {
			keep_draft(typing, text_str(&line));
			if (s->answer.len + line.len > 0)
				say(s, "(what you typed is kept as a draft)");
			answered = ANSWER_LEFT;
			break;
		}
		if (event == TERM_END) {
			answered = s->answer.len > 0 ? ANSWER_GIVEN
						     : ANSWER_ENDED;
			break;
		}
		if (take_line(typing, &line, &answered))
			break;
	}
	text_release(&line);
	return answered;
}

bool answer_read(struct sitting *s, enum answered *answered,
		 struct error *err)
{
	struct typing typing = { .sitting = s };
	const char *begun;

	*answered = ANSWER_ENDED;
	text_reset(&s->answer);
	s->begun = s->app->now(s->app);
	if (!draft_take_up(s, &begun, err))
		return false;
	app_flush(s->app);
	*answered = read_lines(&typing, begun);
	if (typing.failed && *answered != ANSWER_GIVEN) {
		*err = typing.err;
		return error_prefix(err, "your draft was not saved");
	}
	while (s->answer.len > 0 && s->answer.s[s->answer.len - 1] == '\n')
		text_truncate(&s->answer, s->answer.len - 1);
	if (*answered == ANSWER_SKIPPED)
		return store_clear_draft(s->app->store, s->row.bank,
					 s->row.id, err);
	return true;
}

/* ---- after a mark ---- */

static bool dispute(struct sitting *s, struct str rest_of, struct error *err)
{
	struct str number;
	/* A follow-up shows no score of its own. */
	int64_t score, shown = s->attempt.asked ? s->parent
						: s->attempt.number;

	if (!str_cut(&rest_of, ' ', &number) ||
	    !text_number(number, 0, 100, &score)) {
		say(s, "Say the score you would give and why: :dispute 80 I "
		       "named the cost in other words");
		return true;
	}
	if (!store_dispute(s->app->store, shown, (int)score,
			   str_dup(&s->arena, str_trim(rest_of)), err))
		return error_prefix(err, "your dispute was not kept");
	say(s, shown == s->attempt.number ? "Kept beside the mark."
					  : "Kept beside the first mark.");
	return true;
}

/* True where the line decided what comes next. */
static bool decide(struct sitting *s, const struct text *line, bool follow_up,
		   enum after *after, bool *ok, struct error *err)
{
	struct str rest_of = str_trim(text_str(line)), word;

	*ok = true;
	if (rest_of.len == 0) {
		*after = AFTER_NEXT;
		return true;
	}
	if (rest_of.s[0] != ':' || str_starts(rest_of, "::")) {
		if (!follow_up && term_is_interactive(s->app->term)) {
			say(s, "(that was not kept; Enter goes on, :retry "
			       "takes another answer)");
			return false;
		}
		text_reset(&s->app->pending);
		text_add_str(&s->app->pending, text_str(line));
		s->app->has_pending = true;
		*after = follow_up ? AFTER_FOLLOW_UP : AFTER_NEXT;
		return true;
	}
	rest_of = (struct str){ rest_of.s + 1, rest_of.len - 1 };
	if (!str_cut(&rest_of, ' ', &word))
		word = STR("");
	*after = means(word, "retry") ? AFTER_RETRY : AFTER_LEAVE;
	if (means(word, "retry") || means(word, "quit"))
		return true;
	*after = AFTER_NEXT;
	if (means(word, "next") || means(word, "skip"))
		return true;
	if (means(word, "dispute"))
		*ok = dispute(s, rest_of, err);
	else if (means(word, "model")) {
		show_model(s);
		app_flush(s->app);
	} else
		help(s, help_behind);
	return !*ok;
}

bool answer_after(struct sitting *s, bool follow_up, enum after *after,
		  struct error *err)
{
	struct typing typing = { .sitting = s, .marked = true };
	struct screen screen;
	struct text line;
	bool ok = true;

	app_screen(s->app, &screen);
	if (follow_up)
		show_follow_up(s);
	if (term_is_interactive(s->app->term))
		screen_wrap(&screen, STYLE_DIM, 0, 0, follow_up
			    ? "(answer it, or Enter goes on; :retry :model "
			      ":dispute :quit)"
			    : "(Enter goes on; :retry :model :dispute "
			      ":quit)");
	app_flush(s->app);
	text_init(&line, TERM_LINE_MAX);
	do {
		if (read_line(&typing, NULL, &line) != TERM_LINE) {
			*after = AFTER_LEAVE;
			break;
		}
	} while (!decide(s, &line, follow_up, after, &ok, err));
	text_release(&line);
	return ok;
}
