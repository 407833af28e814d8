/* facet.c - what kind of thing a key point asks for.
 *
 * "You leave out what it costs" holds over many questions, each with points
 * of its own. So points are sorted by what they say: into costs, failures,
 * results and so on. Groups of the lexicon tell which, and the first that
 * matches decides, the most telling one first; the rest says how things work.
 * That serves every bank, whoever wrote it.
 */
#include "mark/mark.h"

const char *const facet_names[FACET_COUNT] = {
	[FACET_MECHANISM] = "mechanism", [FACET_COSTS] = "costs",
	[FACET_FAILURES] = "failures", [FACET_LESSONS] = "lessons",
	[FACET_RESULTS] = "results", [FACET_PEOPLE] = "people",
	[FACET_CHOICE] = "choice", [FACET_REASON] = "reason",
};

const char *const facet_says[FACET_COUNT] = {
	[FACET_MECHANISM] = "how it works", [FACET_COSTS] = "what it costs",
	[FACET_FAILURES] = "what happens when it fails",
	[FACET_LESSONS] = "what you learnt or changed",
	[FACET_RESULTS] = "what came of it, in figures",
	[FACET_PEOPLE] = "what you did with other people",
	[FACET_CHOICE] = "when to use it and when not",
	[FACET_REASON] = "why it is done",
};

static const char *const groups[FACET_COUNT] = {
	[FACET_COSTS] = "~facet-costs", [FACET_FAILURES] = "~facet-failures",
	[FACET_LESSONS] = "~facet-lessons", [FACET_RESULTS] = "~facet-results",
	[FACET_PEOPLE] = "~facet-people", [FACET_CHOICE] = "~facet-choice",
	[FACET_REASON] = "~facet-reason",
};

static enum facet facet_of(struct arena *arena,
			   const struct vocabulary *vocabulary,
			   struct phrase *const *phrases, const char *says)
{
	const struct match_rule rule = { .strict = false };
	struct reading *reading;
	struct match match;
	struct words words;

	lang_read(arena, str_of(says), &words);
	reading = match_read(arena, vocabulary, str_of(says), &words);
	for (int i = FACET_MECHANISM + 1; i < FACET_COUNT; i++) {
		phrase_find(phrases[i], reading, &rule, &match);
		if (match.state != MATCH_NONE)
			return (enum facet)i;
	}
	return FACET_MECHANISM;
}

void mark_facets(struct arena *arena, const struct mark *mark,
		 enum facet *facets)
{
	struct vocabulary *vocabulary = vocabulary_new(arena, NULL, NULL);
	struct phrase *phrases[FACET_COUNT] = { NULL };
	struct error err;

	for (int i = FACET_MECHANISM + 1; i < FACET_COUNT; i++)
		if (!phrase_compile(vocabulary, str_of(groups[i]), &phrases[i],
				    &err))
			die("data/lexicon/groups: %s: %s", groups[i],
			    err.text);
	vocabulary_seal(vocabulary);
	for (size_t i = 0; i < mark->point_count; i++)
		facets[i] = facet_of(arena, vocabulary, phrases,
				     mark->points[i].point->says);
}
