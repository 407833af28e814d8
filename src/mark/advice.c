/* advice.c - what a mark tells the learner, in words and as JSON.
 *
 * One thing to fix, the one that wins most: a wrong claim that costs more
 * than any open point is worth, else the point with most left to earn.
 */
#include "mark/mark.h"

static const struct mistake_mark *worst_mistake(const struct mark *mark)
{
	const struct mistake_mark *worst = NULL;

	for (size_t i = 0; i < mark->mistake_count; i++)
		if (!worst || mark->mistakes[i].mistake->costs >
			      worst->mistake->costs)
			worst = &mark->mistakes[i];
	return worst;
}

const char *mark_advice_missing(struct arena *arena,
				const struct point_mark *point)
{
	struct text list;
	char *names;

	text_init(&list, ERROR_TEXT_MAX);
	for (size_t i = 0; i < point->missing.count; i++)
		text_addf(&list, "%s%s", i ? ", " : "",
			  point->missing.list[i]);
	for (size_t i = 0; i < list.len; i++)
		if (list.s[i] == '-')
			list.s[i] = ' ';
	names = text_dup(arena, &list);
	text_release(&list);
	return names;
}

const char *mark_advice_related(struct arena *arena,
				const struct point_mark *point)
{
	if (!point->meant)
		return NULL;
	return arena_printf(arena, "you said '%s'; the usual word is '%s'",
			    point->said, point->meant);
}

/* More than half of it is won, and a word is all that is missing. */
static bool lacks_a_word(const struct point_mark *point)
{
	return point->meant && point->earned * 2 > point->point->worth;
}

const char *mark_advice_fix(struct arena *arena, const struct mark *mark)
{
	const struct mistake_mark *worst = worst_mistake(mark);
	const struct point_mark *fix = mark->fix;

	if (worst && (!fix || worst->mistake->costs >=
			      fix->point->worth - fix->earned))
		return worst->mistake->correction;
	if (!fix)
		return NULL;
	if (fix->state == POINT_CONTRADICTED)
		return arena_printf(arena, "you denied this: %s",
				    fix->point->says);
	if (fix->hedged)
		return arena_printf(arena, "you hedged: say which it is. %s",
				    fix->point->says);
	if (fix->missing.count > 0 && fix->earned > 0)
		return arena_printf(arena, "name more of these: %s",
				    mark_advice_missing(arena, fix));
	if (lacks_a_word(fix))
		return mark_advice_related(arena, fix);
	if (fix->point->hint)		/* says stands above, with its mark */
		return fix->point->hint;
	if (fix->state == POINT_PARTIAL)
		return arena_printf(arena, "you are half way there: %s",
				    fix->point->says);
	return fix->point->says;
}

const char *mark_advice_heart(const struct mark *mark)
{
	return mark_rests_on_heart(mark)
		? "You have the heart of it; the rest is what makes it strong."
		: NULL;
}

const char *mark_advice_flag(enum flag flag)
{
	switch (flag) {
	case FLAG_BLANK:
		return "There is no answer here to mark.";
	case FLAG_SHORT:
		return "Very short: say it in two or three sentences.";
	case FLAG_ECHO:
		return "Mostly the question's own words: they earn nothing. "
		       "Say what the question does not.";
	case FLAG_KEYWORDS:
		return "A list of keywords: put them into sentences that say "
		       "how they hang together.";
	case FLAG_OFF_TOPIC:
		return "This seems to answer some other question.";
	case FLAG_REPEATED:
		return "You say the same thing more than once; it counts once.";
	case FLAG_MODEL:
		return "This is the model answer; it is not counted in your "
		       "schedule. Say it in your own words.";
	case FLAG_CONTRADICTS:
		return "You say the opposite of what is right more than once; "
		       "mend that first.";
	}
	return "";
}

static bool names_point(const char *when, const struct point_mark *point)
{
	return str_is(str_of(when), point->id) ||
	       str_is(str_of(when), point->point->id);
}

static bool fits(const struct follow_up *follow_up,
		 const struct point_mark *point)
{
	if (!names_point(follow_up->point, point))
		return false;
	switch (follow_up->when) {
	case WHEN_MISSED:
		return point->state == POINT_MISSED ||
		       point->state == POINT_CONTRADICTED;
	case WHEN_PARTIAL:
		return point->state == POINT_PARTIAL;
	case WHEN_MET:
		return point->state == POINT_MET;
	}
	return false;
}

const struct follow_up *mark_follow_up(const struct question *question,
				       const struct mark *mark)
{
	const struct follow_up *best = NULL;
	double most = -1;

	for (size_t i = 0; i < question->follow_up_count; i++)
		for (size_t j = 0; j < mark->point_count; j++) {
			const struct point_mark *point = &mark->points[j];
			double open = point->point->worth - point->earned;

			if (fits(&question->follow_ups[i], point) &&
			    open > most) {
				most = open;
				best = &question->follow_ups[i];
			}
		}
	return best;
}

void mark_evidence_to_json(struct json *json, const struct spans *spans)
{
	json_key(json, STR("evidence"));
	json_open(json, '[');
	for (size_t i = 0; i < spans->count; i++) {
		json_open(json, '[');
		json_integer(json, spans->list[i].from);
		json_integer(json, spans->list[i].to);
		json_close(json, ']');
	}
	json_close(json, ']');
}

static void points_to_json(struct json *json, const struct mark *mark)
{
	json_key(json, STR("points"));
	json_open(json, '[');
	for (size_t i = 0; i < mark->point_count; i++) {
		const struct point_mark *point = &mark->points[i];

		json_open(json, '{');
		json_key(json, STR("id"));
		json_string(json, str_of(point->id));
		json_key(json, STR("earned"));
		json_number(json, point->earned);
		json_key(json, STR("worth"));
		json_number(json, point->point->worth);
		json_key(json, STR("state"));
		json_string(json, str_of(point_state_names[point->state]));
		mark_evidence_to_json(json, &point->evidence);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void star_to_json(struct json *json, const struct star_mark *star)
{
	static const char letters[STAR_PARTS] = { 'S', 'T', 'A', 'R', 'O' };

	if (!star)
		return;
	json_name(json, "star");
	json_open(json, '[');
	for (size_t i = 0; i < star->count; i++) {
		const struct star_stretch *stretch = &star->list[i];

		json_open(json, '{');
		json_put_integer(json, "from", stretch->from);
		json_put_integer(json, "to", stretch->to);
		json_name(json, "part");
		json_string(json, (struct str){ &letters[stretch->part], 1 });
		json_close(json, '}');
	}
	json_close(json, ']');
}

void mark_flags_to_json(struct json *json, unsigned flags)
{
	json_key(json, STR("flags"));
	json_open(json, '[');
	flags &= ~(unsigned)FLAG_CONTRADICTS;	/* scripts know seven; mistakes
						   and states say this one */
	for (size_t i = 0; i < FLAG_COUNT; i++)
		if (flags & 1u << i)
			json_string(json, str_of(flag_names[i]));
	json_close(json, ']');
}

void mark_to_json(struct json *json, const struct mark *mark)
{
	json_key(json, STR("score"));
	json_integer(json, mark->score);
	json_key(json, STR("grade"));
	json_string(json, str_of(grade_names[mark->grade]));
	points_to_json(json, mark);
	json_key(json, STR("mistakes"));
	json_open(json, '[');
	for (size_t i = 0; i < mark->mistake_count; i++) {
		json_open(json, '{');
		json_put(json, "id", mark->mistakes[i].id);
		json_put_number(json, "cost",
				mark->mistakes[i].mistake->costs);
		mark_evidence_to_json(json, &mark->mistakes[i].evidence);
		json_close(json, '}');
	}
	json_close(json, ']');
	mark_flags_to_json(json, mark->flags);
	star_to_json(json, mark->star);
}
