/* headline.c - the line below a name on LinkedIn.
 *
 * Recruiters find people by it: it names the target role, and backend before
 * frontend. What is longer than the service takes is cut there, and in lists
 * of people much earlier, so the target stands in front.
 */
#include "career/cv.h"

enum { SHOWN = 60 };	/* characters that lists of people show */

void headline_check(struct arena *arena, const struct cv_words *words,
		    struct str headline, struct findings *rules,
		    struct findings *advice)
{
	struct cv_text read;
	size_t target, lead = 0, length;
	enum cv_lead leads;

	*rules = *advice = (struct findings){ 0 };
	headline = str_trim(headline);
	length = utf8_count(headline);
	cv_read_text(arena, words, headline, &read);
	target = cv_target(arena, words, &read);
	leads = cv_names_first(words, &read, &lead);
	cv_find(arena, rules, "headline-names-target", target == SIZE_MAX, 1,
		target == SIZE_MAX ?
		"Name the role that you aim for, such as 'Backend Developer'; "
		"recruiters search for it." :
		"It names the role that you aim for.");
	cv_find(arena, rules, "headline-backend-first",
		leads == LEAD_FRONTEND, 1, leads == LEAD_FRONTEND ?
		"Put the backend before the frontend: the first words are the "
		"ones that lists of people show." :
		"Nothing of the frontend stands before the backend.");
	cv_find(arena, rules, "headline-length", length > HEADLINE_MAX, 1,
		length > HEADLINE_MAX ?
		"Cut it to %d characters; it has %zu." :
		"It has no more than %d characters (%zu).",
		HEADLINE_MAX, length);
	cv_find(arena, rules, "headline-not-template",
		cv_gap(arena, words, headline) != SIZE_MAX, 1,
		cv_gap(arena, words, headline) != SIZE_MAX ?
		"Fill the gap of the template, or take it out." :
		"No gap of a template was left.");
	if (target != SIZE_MAX && leads != LEAD_FRONTEND &&
	    read.words->list[target].from > SHOWN)
		cv_find(arena, advice, "front", false, 1, "Move the target "
			"role into the first %d characters; lists of people "
			"cut what follows.", SHOWN);
}
