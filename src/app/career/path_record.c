/* path_record.c - what is written down on the way, counted for the milestones.
 *
 * Everything is read at once, for it is little: what a learner types in a
 * year. Which counts there are, the room career says.
 */
#include "app/career/audit.h"
#include "app/career/path.h"

#include <inttypes.h>

static void count_ratings(const struct audit *audit, struct path_known *known)
{
	for (size_t i = 0; i < audit->count; i++) {
		const struct audited *one = &audit->list[i];
		bool carries = one->skill.kind == AUDIT_CARRIES_OVER;
		bool rated = one->rating > 0 && (one->rating < AUDIT_SHOWN ||
						 one->evidence[0]);

		known->all[PATH_RATINGS]++;
		known->have[PATH_RATINGS] += rated;
		known->all[PATH_TRANSFER_RATINGS] += carries;
		known->have[PATH_TRANSFER_RATINGS] += carries && rated;
	}
}

static void count_evidence(const struct path_record *record,
			   struct path_known *known)
{
	static const struct {
		const char *kind;
		enum path_counted what;
	} of[] = {
		{ "project", PATH_PROJECTS }, { "portfolio", PATH_PROJECTS },
		{ "open-source", PATH_OPEN_SOURCE },
		{ "freelance", PATH_JOBS }, { "volunteer", PATH_JOBS },
	};

	for (size_t i = 0; i < record->evidence_count; i++)
		for (size_t k = 0; k < sizeof(of) / sizeof(*of); k++)
			known->have[of[k].what] +=
				str_is(str_of(record->evidence[i].kind),
				       of[k].kind);
}

static void count_applications(const struct applications *all,
			       struct path_known *known)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct application *one = &all->list[i];
		bool internal = one->kind == APPLICATION_INTERNAL;

		known->have[PATH_BRIDGES] += internal ||
			one->kind == APPLICATION_BRIDGING;
		known->have[PATH_TRANSFERS_ASKED] += internal &&
			application_was_sent(one);
	}
}

/* Which of the milestones' questions are answered strongly. */
static bool find_strong(struct app *app, const struct path_step *step,
			struct strings *found, struct error *err)
{
	for (size_t m = 0; m < step->milestone_count; m++) {
		const struct form_texts *of = &step->milestones[m].questions;

		for (size_t i = 0; i < of->count; i++) {
			bool strong;

			if (!store_is_strong(app->store, of->list[i].text,
					     &strong, err))
				return false;
			if (strong)
				strings_add(&app->turn, found,
					    of->list[i].text);
		}
	}
	return true;
}

bool path_record(struct app *app, const struct career_path *path,
		 struct path_record *record, struct error *err)
{
	struct path_known *known = &record->known;
	struct audit audit;

	*record = (struct path_record){ 0 };
	if (!store_evidence(app->store, &app->turn, &record->evidence,
			    &record->evidence_count, err) ||
	    !store_contacts(app->store, &app->turn, &record->contacts,
			    &record->contact_count, err) ||
	    !store_count_adverts(app->store, &known->have[PATH_ADVERTS],
				 err) ||
	    !applications_load(app, &record->applications, err) ||
	    !audit_load(app, path, &audit, err))
		return false;
	known->have[PATH_CONTACTS] = (int64_t)record->contact_count;
	count_ratings(&audit, known);
	count_evidence(record, known);
	count_applications(&record->applications, known);
	for (size_t i = 0; i < path->step_count; i++)
		if (!find_strong(app, &path->steps[i], &known->strong, err))
			return false;
	return true;
}

const char *path_counted(struct app *app, const struct walk *walk,
			 const struct path_milestone *milestone)
{
	static const char *const nouns[PATH_COUNTED] = {
		[PATH_ADVERTS] = "adverts",
		[PATH_RATINGS] = "skills",
		[PATH_TRANSFER_RATINGS] = "skills that carry over",
		[PATH_CONTACTS] = "contacts kept",
		[PATH_PROJECTS] = "kept as evidence",
		[PATH_OPEN_SOURCE] = "kept as evidence",
		[PATH_JOBS] = "kept as evidence",
		[PATH_BRIDGES] = "applications kept",
		[PATH_TRANSFERS_ASKED] = "internal applications sent",
		[PATH_STRONG_ANSWERS] = "strong answers",
	};
	struct path_count count = path_milestone_count(milestone,
						       &walk->record.known);

	return count.what == PATH_COUNTED ? NULL :
		arena_printf(&app->turn, "%" PRId64 " of %" PRId64 " %s",
			     count.have, count.enough, nouns[count.what]);
}
