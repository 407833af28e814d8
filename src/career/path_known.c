/* path_known.c - milestones that the program can tell by itself.
 *
 * A milestone may say what is counted for it and how many are enough. Counting
 * only ever adds to what the learner ticked off: what somebody calls done is
 * done, whatever was written down of it here.
 */
#include "career/career.h"

const char *const path_counted_names[PATH_COUNTED] = {
	"adverts", "ratings", "transfer-ratings", "contacts", "projects",
	"open-source", "jobs", "bridges", "transfers-asked",
	"strong-answers",
};

enum path_counted path_counted_find(const char *name)
{
	enum path_counted found = PATH_ADVERTS;

	while (found < PATH_COUNTED && (!name ||
	       !str_is(str_of(name), path_counted_names[found])))
		found++;
	return found;
}

static int64_t strong_answers(const struct form_texts *questions,
			      const struct strings *strong)
{
	int64_t count = 0;

	for (size_t i = 0; i < questions->count; i++)
		count += strings_have(strong, questions->list[i].text);
	return count;
}

struct path_count path_milestone_count(const struct path_milestone *milestone,
				       const struct path_known *known)
{
	struct path_count count = {
		.what = path_counted_find(milestone->counts),
		.enough = milestone->enough,
	};

	if (count.what == PATH_COUNTED)
		return count;
	if (count.what == PATH_STRONG_ANSWERS) {
		count.have = strong_answers(&milestone->questions,
					    &known->strong);
		if (!count.enough)
			count.enough = (int64_t)milestone->questions.count;
	} else {
		count.have = known->have[count.what];
		if (!count.enough)
			count.enough = known->all[count.what];
	}
	if (count.have > count.enough)
		count.have = count.enough;
	count.done = count.enough > 0 && count.have == count.enough;
	return count;
}

void path_add_known(struct arena *arena, const struct career_path *path,
		    const struct path_known *known, struct strings *done)
{
	for (size_t i = 0; i < path->step_count; i++)
		for (size_t m = 0; m < path->steps[i].milestone_count; m++) {
			const struct path_milestone *one =
				&path->steps[i].milestones[m];

			if (path_milestone_count(one, known).done &&
			    !strings_have(done, one->id))
				strings_add(arena, done, one->id);
		}
}
