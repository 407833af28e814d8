/* bring.c - a kept story brought into an answer: `:story` and `:story N`.
 *
 * Offered while a behavioural question is answered and there are stories. What
 * is brought in is part of the answer as if it had been typed; so whether a
 * service may be told of it is decided as of any such answer (tell.c). In a
 * mock interview marks wait for the end, so no score is shown there.
 */
#include "app/practice/practice.h"

#include "app/career/stories.h"

#include <inttypes.h>

bool bring_offered(struct sitting *s, bool *offered, struct error *err)
{
	int64_t count = 0;

	if (str_is(str_of(s->row.kind), kind_names[KIND_BEHAVIOURAL]) &&
	    !store_story_count(s->app->store, &count, err))
		return false;
	*offered = count > 0;
	return true;
}

struct brought {
	struct story_row *rows;
	size_t count;
	struct story_match match;
};

/* Marked with the question's own marker, which is at hand. */
static bool match(struct sitting *s, struct arena *arena,
		  struct brought *brought, struct error *err)
{
	int *scores;

	if (!store_stories(s->app->store, arena, &brought->rows,
			   &brought->count, err))
		return false;
	scores = ARENA_ARRAY(arena, brought->count, int);
	for (size_t i = 0; i < brought->count; i++) {
		struct mark mark;

		mark_answer(arena, s->marker, str_of(brought->rows[i].text),
			    &mark);
		scores[i] = mark.score;
	}
	story_match(arena, scores, brought->count, 1, &brought->match);
	return true;
}

static void show_fit(struct sitting *s, struct screen *screen,
		     struct arena *arena, const struct brought *brought,
		     const struct story_fit *fit)
{
	const struct story_row *row = &brought->rows[fit->story];

	screen_add(screen, STYLE_BOLD, "%3" PRId64 "  ", row->number);
	screen_wrap(screen, STYLE_PLAIN, 5, 5, s->session->verdict
		    ? row->title
		    : arena_printf(arena, "%s (would score %d)", row->title,
				   fit->score));
}

static void show_fits(struct sitting *s, struct arena *arena,
		      const struct brought *brought)
{
	const struct story_fit *fits = story_fits(&brought->match, 0);
	size_t serving = brought->match.serving[0];
	struct screen screen;

	app_screen(s->app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, serving > 0
		    ? "Stories that serve this question, best first:"
		    : "None of your stories serves this question; the "
		      "nearest:");
	for (size_t i = 0; i < (serving > 0 ? serving : 1); i++)
		show_fit(s, &screen, arena, brought, &fits[i]);
	screen_wrap(&screen, STYLE_DIM, 0, 0, "(:story N brings one into your "
		    "answer)");
}

static const struct story_row *find(const struct brought *brought,
				    struct str number)
{
	int64_t wanted;

	if (!text_number(number, 1, INT64_MAX, &wanted))
		return NULL;
	for (size_t i = 0; i < brought->count; i++)
		if (brought->rows[i].number == wanted)
			return &brought->rows[i];
	return NULL;
}

static void bring(struct sitting *s, const struct story_row *row)
{
	struct screen screen;
	bool begun = s->answer.len > 0;

	text_addf(&s->answer, "%s\n", row->text);
	app_screen(s->app, &screen);
	screen_add(&screen, STYLE_DIM, "%s\n", row->text);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0, s->answer.cut
		    ? "The answer is full: 65,536 bytes. The rest of the "
		      "story was left out."
		    : begun
		    ? "(added to what you typed; go on, or an empty line ends "
		      "the answer)"
		    : "(go on, :edit changes it, an empty line ends the "
		      "answer)");
}

void bring_story(struct sitting *s, struct str number)
{
	struct error err = { 0 };
	struct brought brought;
	const struct story_row *row;
	struct screen screen;
	struct arena arena;
	struct text line;

	arena_init(&arena, 0);
	app_screen(s->app, &screen);
	if (!s->stories) {
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "Stories are for "
			    "behavioural questions; 'stories add' keeps one.");
	} else if (!match(s, &arena, &brought, &err)) {
		text_init(&line, 2048);
		error_show(&err, &line);
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, line.s);
		text_release(&line);
	} else if (number.len == 0 && brought.count > 0) {
		show_fits(s, &arena, &brought);
	} else if ((row = find(&brought, number)) == NULL) {
		screen_wrap(&screen, STYLE_PLAIN, 0, 0, "There is no story of "
			    "that number; :story lists those that serve.");
	} else {
		bring(s, row);
	}
	app_flush(s->app);
	arena_release(&arena);
}
