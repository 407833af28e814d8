/* line.c - one line from a terminal, by way of GNU readline.
 *
 * Readline's callback interface is used, with a wait of our own: it lets us
 * notice when typing rests (the draft is saved then), take Ctrl-C without a
 * jump out of readline's middle, and save the draft before SIGTERM or a
 * hang-up ends the program. Readline is set up at the first read and not
 * before: it reads inputrc and terminfo, a start that shows one page needs
 * neither.
 *
 * Readline has one history list and callbacks without a context. So the
 * lists are exchanged around each read, and `active` is the line being read.
 * Bracketed paste (on since 8.1) brings a pasted text in as one line with
 * newlines inside. History files keep such entries whole only when they
 * carry time stamps.
 */
#include "term/parts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/readline.h>
#include <readline/history.h>

enum {
	PAST_KINDS = 2,		/* commands, answers */
	PAST_MAX = 1000,	/* entries a history keeps */
	REST_MS = 200,		/* without a key: typing rests */
};

struct past {
	const char *path;	/* NULL: kept in memory only */
	HISTORY_STATE state;	/* while it is not readline's current one */
	int fresh;		/* entries that are not in the file yet */
	bool loaded;
};

struct line {
	FILE *in, *out;		/* borrowed */
	struct arena keep;	/* paths */
	const char *folder;	/* of the history files; NULL: none */
	struct arena found_in;	/* what the completer found */
	struct strings found;
	size_t found_next;
	struct past past[PAST_KINDS];
	struct watch watch;
	const struct term_reader *reader;	/* of the read under way */
	struct text *taken;
	enum term_event event;
	uint64_t told;		/* hash of the text that idle has seen */
	int keys;		/* where keys are read; see open_keys */
	bool ready;		/* readline has been set up */
	bool done;
	bool gone;		/* the terminal went away */
	bool stopped;		/* a signal cut reading short */
};

static struct line *active;

static struct str typed(void)
{
	return (struct str){ rl_line_buffer, (size_t)rl_end };
}

static uint64_t hash_of(struct str text)
{
	return text_hash(TEXT_HASH, text);
}

/* ---- history ---- */

struct line *line_open(FILE *in, FILE *out, const char *folder)
{
	static const char *const names[PAST_KINDS] = { "commands", "answers" };
	struct line *line = calloc(1, sizeof(*line));

	if (line == NULL)
		die("out of memory");
	line->in = in;
	line->out = out;
	arena_init(&line->keep, 0);
	arena_init(&line->found_in, 0);
	if (folder != NULL)
		line->folder = arena_strdup(&line->keep, folder);
	for (size_t i = 0; folder != NULL && i < PAST_KINDS; i++)
		line->past[i].path = file_join(&line->keep, folder, names[i]);
	return line;
}

static void past_enter(struct past *past)
{
	history_set_history_state(&past->state);
	if (past->loaded)
		return;
	past->loaded = true;
	if (past->path != NULL)
		read_history(past->path);
}

static void past_leave(struct past *past)
{
	HISTORY_STATE *state = history_get_history_state();

	past->state = *state;
	rl_free(state);
}

static void past_add(struct past *past, const char *entry)
{
	HIST_ENTRY **list = history_list();

	if (entry[0] == '\0')
		return;
	if (list != NULL && history_length > 0 &&
	    strcmp(list[history_length - 1]->line, entry) == 0)
		return;
	add_history(entry);
	past->fresh++;
}

/* A full history is written anew, so that the file cannot grow for ever; a
 * shorter one is added to, so that two terminals keep each other's lines.
 * History is a comfort: where it cannot be written, nothing is said. */
static void past_save(struct past *past)
{
	int fd;

	if (past->path == NULL || past->fresh == 0)
		return;
	past_enter(past);
	if (history_length >= PAST_MAX) {
		write_history(past->path);
	} else {
		fd = open(past->path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
		if (fd >= 0) {
			close(fd);
			append_history(past->fresh, past->path);
		}
	}
	past->fresh = 0;
	past_leave(past);
}

static void line_save(struct line *line)
{
	struct error ignored;
	bool fresh = false;

	for (size_t i = 0; i < PAST_KINDS; i++)
		fresh = fresh || line->past[i].fresh > 0;
	if (!fresh || line->folder == NULL ||
	    !file_make_folder(line->folder, &ignored))
		return;
	for (size_t i = 0; i < PAST_KINDS; i++)
		past_save(&line->past[i]);
}

static void past_release(struct past *past)
{
	HISTORY_STATE none = { 0 };

	if (!past->loaded)
		return;
	past_enter(past);
	clear_history();
	past_leave(past);
	rl_free(past->state.entries);
	history_set_history_state(&none);
}

void line_close(struct line *line)
{
	if (line == NULL)
		return;
	line_save(line);
	for (size_t i = 0; i < PAST_KINDS; i++)
		past_release(&line->past[i]);
	if (line->ready && line->keys != fileno(line->in))
		close(line->keys);
	arena_release(&line->keep);
	arena_release(&line->found_in);
	free(line);
}

/* ---- completion ---- */

static char *next_found(const char *word, int again)
{
	struct line *line = active;

	if (!again)
		line->found_next = 0;
	while (line->found_next < line->found.count) {
		const char *name = line->found.list[line->found_next++];

		if (str_starts(str_of(name), word))
			return strdup(name);	/* readline frees it */
	}
	return NULL;
}

static char **complete(const char *word, int from, int to)
{
	const struct term_reader *reader = active->reader;
	char **matches;

	rl_attempted_completion_over = 1;
	arena_reset(&active->found_in);
	active->found = (struct strings){ 0 };
	reader->complete(reader->context, &active->found_in,
			 (struct str){ rl_line_buffer, (size_t)to },
			 (size_t)from, &active->found);
	if (strings_have(&active->found, TERM_FILES)) {
		rl_filename_completion_desired = 1;
		return rl_completion_matches(word,
					     rl_filename_completion_function);
	}
	matches = rl_completion_matches(word, next_found);
	if (matches != NULL && matches[1] == NULL && matches[0][0] != '\0' &&
	    matches[0][strlen(matches[0]) - 1] == '/')
		rl_completion_suppress_append = 1;
	return matches;
}

/* In its callback mode readline prints "Display all?" and then "--More--" but
 * waits for no answer, so a list that is too long is only counted. */
static void show_matches(char **matches, int count, int longest)
{
	if (rl_completion_query_items > 0 &&
	    count >= rl_completion_query_items) {
		rl_crlf();
		fprintf(rl_outstream, "%d possibilities; type more of it\n",
			count);
	} else {
		rl_display_match_list(matches, count, longest);
	}
	rl_forced_update_display();
}

/* ---- what readline calls ---- */

/* Readline asks for the first key of a line only when there is one, but
 * inside a paste or a key sequence it waits here. */
static int get_key(FILE *in)
{
	unsigned char key;
	ssize_t got;

	(void)in;
	for (;;) {
		if (watch_wait(&active->watch, active->keys, -1) ==
		    WAKE_SIGNAL) {
			if (!watch_caught(SIGINT) && !watch_caught(SIGTERM) &&
			    !watch_caught(SIGHUP))
				continue;
			active->stopped = true;
			return EOF;
		}
		got = read(active->keys, &key, 1);
		if (got == 1)
			return key;
		if (got < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		active->gone = true;
		return EOF;
	}
}

/* In place of readline's own: that one (8.2) reads past the end of its buffer
 * where a signal cuts a paste short, and keeps a text of any length. */
static int take_paste(int count, int key)
{
	static const struct str end = { "\033[201~", 6 };
	struct text paste;
	size_t met = 0;		/* bytes of end that have come */
	int last = 0;

	(void)count;
	/* A little more than a line may hold, so that it counts as cut. */
	text_init(&paste, TERM_LINE_MAX + 8);
	while (met < end.len && (key = rl_read_key()) > 0) {
		if (key == end.s[met]) {
			met++;
			continue;
		}
		text_add_str(&paste, (struct str){ end.s, met });
		met = key == end.s[0];
		if (met == 0 && (key != '\n' || last != '\r'))
			text_add_char(&paste, key == '\r' ? '\n' : (char)key);
		last = key;
	}
	rl_insert_text(paste.s);
	text_release(&paste);
	return 0;
}

static int put_begun(void)
{
	if (active->reader->begun != NULL)
		rl_insert_text(active->reader->begun);
	return 0;
}

static void tell_idle(struct line *line, struct str text)
{
	uint64_t hash = hash_of(text);

	if (line->reader->idle == NULL || hash == line->told)
		return;
	line->told = hash;
	line->reader->idle(line->reader->context, text);
}

/* The line is complete. Where reading was cut short, readline takes what is
 * there for a line, and we do not: half an answer is a draft. */
static void take(char *entry)
{
	struct line *line = active;

	rl_callback_handler_remove();
	line->done = true;
	line->event = entry == NULL ? TERM_END : TERM_LINE;
	if (line->stopped && watch_take(SIGINT))
		line->event = TERM_INTERRUPT;
	else if (line->gone || line->stopped)
		line->event = TERM_END;
	if (entry != NULL) {
		text_add(line->taken, entry);
		if (line->event == TERM_LINE)
			past_add(&line->past[line->reader->history], entry);
		else if (line->event == TERM_END)
			tell_idle(line, str_of(entry));
		rl_free(entry);
	} else {
		fputc('\n', line->out);
		fflush(line->out);
	}
}

/* ---- signals ---- */

/* Leaves the line without taking it, with the cursor on a fresh row. */
static void drop_line(struct line *line, int echo, enum term_event event)
{
	rl_callback_sigcleanup();
	text_add_str(line->taken, typed());
	rl_point = rl_end;
	rl_redisplay();
	if (echo != 0)
		rl_echo_signal_char(echo);
	rl_crlf();
	rl_free_line_state();
	rl_callback_handler_remove();
	line->done = true;
	line->event = event;
}

/* SIGTERM and SIGHUP stay noted: watch_end raises them again when the
 * terminal and the history are in order. */
static void obey_signals(struct line *line)
{
	if (watch_take(SIGWINCH))
		rl_resize_terminal();
	if (watch_take(SIGTSTP)) {
		rl_cleanup_after_signal();
		watch_stop(&line->watch);
		rl_reset_after_signal();
		rl_forced_update_display();
	}
	if (watch_caught(SIGTERM) || watch_caught(SIGHUP)) {
		tell_idle(line, typed());
		drop_line(line, 0, TERM_END);
	} else if (watch_take(SIGINT)) {
		drop_line(line, SIGINT, TERM_INTERRUPT);
	}
}

/* ---- reading ---- */

/* Ctrl-C throws typed keys away, perhaps just after they have been announced;
 * a read that waits would then wait with the signal held back. So the
 * terminal is opened once more, for reads that do not wait: switching the
 * borrowed one over would switch it for the shell as well. */
static int open_keys(FILE *in)
{
	const char *name = ttyname(fileno(in));
	int fd = -1;

	if (name != NULL)
		fd = open(name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return fd >= 0 ? fd : fileno(in);
}

static void set_up(struct line *line)
{
	line->keys = open_keys(line->in);
	rl_readline_name = "rehearse";
	rl_instream = line->in;
	rl_outstream = line->out;
	rl_getc_function = get_key;
	rl_startup_hook = put_begun;
	rl_attempted_completion_function = complete;
	rl_completion_display_matches_hook = show_matches;
	rl_completer_word_break_characters = " \t\n";
	rl_catch_signals = 0;
	rl_catch_sigwinch = 0;
	rl_change_environment = 0;
	history_comment_char = '#';
	history_write_timestamps = 1;
	stifle_history(PAST_MAX);
	rl_initialize();
	rl_variable_bind("page-completions", "off");
	rl_bind_keyseq_in_map("\033[200~", take_paste, emacs_standard_keymap);
	rl_bind_keyseq_in_map("\033[200~", take_paste, vi_insertion_keymap);
	line->ready = true;
}

static void begin(struct line *line, const struct term_reader *reader,
		  struct text *taken)
{
	active = line;
	line->reader = reader;
	line->taken = taken;
	line->done = line->gone = line->stopped = false;
	watch_begin(&line->watch);
	if (line->ready)
		rl_reset_screen_size();
	else
		set_up(line);
	past_enter(&line->past[reader->history]);
	/* Without a completer the Tab key is a tab. */
	rl_inhibit_completion = reader->complete == NULL;
	rl_callback_handler_install(reader->prompt, take);
	line->told = hash_of(typed());
}

static void step(struct line *line)
{
	bool changed = line->reader->idle != NULL &&
		       hash_of(typed()) != line->told;

	line->stopped = false;
	switch (watch_wait(&line->watch, line->keys,
			   changed ? REST_MS : -1)) {
	case WAKE_INPUT:
		rl_callback_read_char();
		break;
	case WAKE_REST:
		tell_idle(line, typed());
		break;
	case WAKE_SIGNAL:
		break;
	}
	if (!line->done)
		obey_signals(line);
}

enum term_event line_read(struct line *line, const struct term_reader *reader,
			  struct text *taken)
{
	begin(line, reader, taken);
	while (!line->done)
		step(line);
	past_leave(&line->past[reader->history]);
	if (watch_caught(SIGTERM) || watch_caught(SIGHUP))
		line_save(line);
	watch_end(&line->watch);
	active = NULL;
	return line->event;
}
