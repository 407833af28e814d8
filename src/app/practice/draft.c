/* draft.c - half-typed answers: kept while they grow, taken up later.
 *
 * A draft knows whether it answers the question, a follow-up or is another
 * try, so that what is taken up goes on as what it was begun as. It is saved
 * after every line and whenever typing rests; storing an attempt empties it.
 */
#include "app/practice/practice.h"

#include <string.h>

bool draft_keep(struct sitting *s, bool marked, struct str line,
		struct error *err)
{
	struct draft draft = {
		.bank = s->row.bank, .question = s->row.id, .at = s->begun,
		.hints = s->hints, .model_seen = s->model_seen,
		.parent = s->parent, .asked = s->asked,
	};
	struct text text;
	bool ok;

	text_init(&text, LANG_ANSWER_MAX * 2);
	if (!marked)
		text_add_str(&text, text_str(&s->answer));
	if (!marked || !str_starts(line, ":"))
		text_add_str(&text, line);
	draft.text = text.s;
	/* Hints taken count even where nothing was typed; once. */
	if (text.len == 0 && (s->parent || (!s->hints && !s->model_seen)))
		ok = store_clear_draft(s->app->store, s->row.bank, s->row.id,
				       err);
	else
		ok = store_save_draft(s->app->store, &draft, err);
	text_release(&text);
	return ok;
}

static bool find(struct sitting *s, struct draft *draft, bool *found,
		 struct error *err)
{
	return store_draft(s->app->store, &s->arena, s->row.bank, s->row.id,
			   draft, found, err);
}

/* Marks the first answer again, to know what a follow-up can win back. */
static bool mark_first(void *context, const struct attempt *attempt)
{
	struct sitting *s = context;
	struct str answer = str_of(arena_strdup(&s->arena, attempt->answer));

	mark_answer(&s->arena, s->marker, answer, &s->first);
	s->parent = attempt->number;
	s->attempt.number = attempt->number;
	return false;
}

bool draft_resume(struct sitting *s, struct error *err)
{
	struct attempt_filter filter = { .most = 1 };
	struct draft draft;
	bool found;

	s->takes_up = true;
	if (!find(s, &draft, &found, err))
		return false;
	if (!found || draft.parent == 0)
		return true;
	filter.number = draft.parent;
	s->asked = draft.asked;
	return store_attempts(s->app->store, &filter, false, mark_first, s,
			      err);
}

static void show_typed(struct sitting *s, const char *begun)
{
	struct screen screen;

	app_screen(s->app, &screen);
	if (s->parent && s->asked) {
		screen_add(&screen, STYLE_BOLD, "Follow-up: ");
		screen_wrap(&screen, STYLE_PLAIN, 11, 11, s->asked);
	}
	screen_add(&screen, STYLE_PLAIN,
		   "(your answer as far as you had typed it)\n");
	screen_add(&screen, STYLE_DIM, "%s", s->answer.s);
	if (begun[0])
		screen_add(&screen, STYLE_DIM, "%s\n", begun);
}

bool draft_take_up(struct sitting *s, const char **begun, struct error *err)
{
	struct draft draft;
	const char *last;
	bool found;

	*begun = NULL;
	if (!s->takes_up)
		return true;
	s->takes_up = false;
	if (!find(s, &draft, &found, err))
		return false;
	if (!found || draft.parent != s->parent)
		return true;
	s->hints = draft.hints;		/* taken, even with nothing typed */
	s->model_seen = draft.model_seen;
	if (draft.text[0] == '\0')
		return true;
	s->begun = draft.at;
	last = strrchr(draft.text, '\n');
	last = last ? last + 1 : draft.text;
	text_add_str(&s->answer, (struct str){ draft.text,
					(size_t)(last - draft.text) });
	if (term_is_interactive(s->app->term) || last[0] == '\0') {
		show_typed(s, "");
		*begun = last;
	} else {
		show_typed(s, last);
		text_addf(&s->answer, "%s\n", last);
	}
	return true;
}

bool practice_tell_draft(struct app *app, struct error *err)
{
	struct screen screen;
	struct draft draft;
	bool found;

	if (!store_newest_draft(app->store, &app->turn, &draft, &found, err))
		return false;
	if (!found || draft.text[0] == '\0')
		return true;
	app_screen(app, &screen);
	screen_wrap(&screen, STYLE_PLAIN, 0, 0,
		    arena_printf(&app->turn, "A half-typed answer to %s is "
				 "kept; 'practise' takes it up.",
				 draft.question));
	return true;
}
