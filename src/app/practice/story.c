/* story.c - a story told apart, on the screen.
 *
 * A line a part: its share of the words and how the learner begins it, in the
 * learner's own words, so that a label that is wrong can be seen to be wrong.
 * Then what could be told better; none of it costs anything.
 */
#include "app/practice/practice.h"

enum { PART_QUOTE = 60 };

/* The first words, whole ones, on one line. */
static void add_words(struct text *line, struct str said, size_t most)
{
	size_t len = said.len;

	if (len > most) {
		len = most;
		while (len > 0 && said.s[len] != ' ' && said.s[len] != '\n')
			len--;
	}
	for (size_t i = 0; i < len; i++)
		text_add_char(line, said.s[i] == '\n' || said.s[i] == '\t'
				    ? ' ' : said.s[i]);
	if (len < said.len)
		text_add(line, " ...");
}

static void show_part(struct app *app, struct screen *screen,
		      const struct mark *mark, struct str answer,
		      enum star_part part)
{
	static const char *const heads[] = {
		"Situation", "Task", "Action", "Result",
	};
	struct str said = mark_star_words(mark, answer, part);
	unsigned share = mark_star_share(mark, part);
	struct text line;

	screen_add(screen, STYLE_BOLD, "  %-9s", heads[part]);
	if (said.len == 0) {
		screen_add(screen, STYLE_WARN, "  none found\n");
		return;
	}
	screen_add(screen, STYLE_PLAIN, " %3u%%  ", share);
	text_init(&line, 4096);
	text_add(&line, term_is_utf8(app->term) ? "\u201c" : "\"");
	add_words(&line, said, PART_QUOTE);
	text_add(&line, term_is_utf8(app->term) ? "\u201d" : "\"");
	screen_wrap(screen, STYLE_PLAIN, 18, 18, line.s);
	text_release(&line);
}

void show_story(struct app *app, const struct mark *mark, struct str answer)
{
	struct strings advice = { NULL, 0, 0 };
	struct screen screen;

	if (!mark->star)
		return;
	app_screen(app, &screen);
	for (int part = STAR_S; mark->star->told && part < STAR_O; part++)
		show_part(app, &screen, mark, answer, (enum star_part)part);
	mark_advice_star(&app->turn, mark, answer, &advice);
	for (size_t i = 0; i < advice.count; i++) {
		screen_add(&screen, STYLE_PLAIN, "  ");
		screen_symbol(&screen, STYLE_DIM, SYMBOL_DOT);
		screen_add(&screen, STYLE_PLAIN, " ");
		screen_wrap(&screen, STYLE_PLAIN, 4, 4, advice.list[i]);
	}
}
