/* application.c - applications: where each stands, what all of them say.
 *
 * Rates come with Wilson's interval (advert_interval). Whether warm ones are
 * answered more often than cold ones is asked of the difference of the two
 * shares, with the interval that Newcombe makes of Wilson's two (Statistics in
 * Medicine 17, 1998, method 10): it holds for counts as small as these. Only
 * where nought lies outside is there anything to tell.
 *
 * All that were sent are counted, those of yesterday too: to leave out the
 * unanswered young ones, but not the answered, would flatter. How many are
 * young is said beside the rate.
 */
#include "career/career.h"

#include <math.h>
#include <stdlib.h>

const char *const application_stage_names[APPLICATION_STAGES] = {
	"saved", "applied", "reply", "interview", "offer", "accepted",
	"rejected", "withdrawn",
};
const char *const application_kind_names[APPLICATION_KINDS] = {
	"target", "bridging", "internal",
};
const char *const application_contrast_names[] = {
	"too-few", "no-telling", "warm-better", "cold-better",
};
const char *const application_verdict_names[] = {
	"too-few", "below", "fits", "above",
};

enum application_stage application_stage_find(const char *name)
{
	enum application_stage stage = APPLICATION_SAVED;

	while (stage < APPLICATION_STAGES &&
	       !str_is(str_of(name), application_stage_names[stage]))
		stage++;
	return stage;
}

enum application_kind application_kind_find(const char *name)
{
	enum application_kind kind = APPLICATION_TARGET;

	while (kind < APPLICATION_KINDS &&
	       !str_is(str_of(name), application_kind_names[kind]))
		kind++;
	return kind;
}

/* ---- one ---- */

enum application_stage application_stage(const struct application *one)
{
	return one->steps[one->step_count - 1].stage;
}

int64_t application_since(const struct application *one)
{
	return one->steps[one->step_count - 1].day;
}

bool application_is_open(const struct application *one)
{
	return application_stage(one) < APPLICATION_ACCEPTED;
}

/* The day on which it first came to a stage from `low` to `high`; 0: never. */
static int64_t came_to(const struct application *one,
		       enum application_stage low, enum application_stage high)
{
	for (size_t i = 0; i < one->step_count; i++)
		if (one->steps[i].stage >= low && one->steps[i].stage <= high)
			return one->steps[i].day;
	return 0;
}

int64_t application_sent(const struct application *one)
{
	return came_to(one, APPLICATION_APPLIED, APPLICATION_REJECTED);
}

bool application_was_sent(const struct application *one)
{
	return application_sent(one) != 0;
}

bool application_was_answered(const struct application *one)
{
	return came_to(one, APPLICATION_REPLY, APPLICATION_ACCEPTED) != 0;
}

bool application_is_overdue(const struct application *one, int64_t today)
{
	return one->has_next && one->next_day != 0 && one->next_day < today;
}

bool application_may_move(const struct application *one,
			  enum application_stage stage)
{
	enum application_stage now = application_stage(one);

	if (now >= APPLICATION_REJECTED)
		return stage != now && stage > APPLICATION_SAVED;
	return stage > now;
}

/* ---- a list ---- */

enum application_group application_group(const struct application *one,
					 int64_t today)
{
	if (application_is_overdue(one, today))
		return APPLICATION_IS_OVERDUE;
	if (one->has_next)
		return APPLICATION_HAS_NEXT;
	return application_is_open(one) ? APPLICATION_HAS_NONE
					: APPLICATION_IS_CLOSED;
}

struct placed {
	size_t place;
	enum application_group group;
	int64_t key;
};

/* No day comes after every day. */
static int64_t key_of(const struct application *one,
		      enum application_group group)
{
	if (group == APPLICATION_IS_CLOSED)
		return -application_since(one);
	if (group == APPLICATION_HAS_NONE)
		return application_since(one);
	return one->next_day ? one->next_day : INT64_MAX;
}

static int by_place(const void *a, const void *b)
{
	const struct placed *left = a, *right = b;

	if (left->group != right->group)
		return left->group < right->group ? -1 : 1;
	if (left->key != right->key)
		return left->key < right->key ? -1 : 1;
	return left->place < right->place ? -1 : 1;
}

size_t *application_order(struct arena *arena, const struct application *list,
			  size_t count, int64_t today)
{
	struct placed *placed = ARENA_ARRAY(arena, count, struct placed);
	size_t *order = ARENA_ARRAY(arena, count, size_t);

	for (size_t i = 0; i < count; i++) {
		enum application_group group = application_group(&list[i],
								 today);

		placed[i] = (struct placed){ .place = i, .group = group,
					     .key = key_of(&list[i], group) };
	}
	qsort(placed, count, sizeof(*placed), by_place);
	for (size_t i = 0; i < count; i++)
		order[i] = placed[i].place;
	return order;
}

/* ---- figures ---- */

static void add_to(struct application_rate *rate, bool answered)
{
	rate->sent++;
	rate->replied += answered;
}

static void work_out(struct application_rate *rate)
{
	rate->share = rate->sent ? (double)rate->replied / (double)rate->sent
				 : 0;
	advert_interval(rate->replied, rate->sent, &rate->low, &rate->high);
}

static bool is_young(const struct application *one, int64_t today)
{
	return application_stage(one) == APPLICATION_APPLIED &&
	       !application_was_answered(one) &&
	       today - application_since(one) < APPLICATION_YOUNG_DAYS;
}

static void contrast(struct application_figures *f)
{
	const struct application_rate *w = &f->warm, *c = &f->cold;

	f->difference = w->share - c->share;
	f->low = -1;
	f->high = 1;
	if (w->sent == 0 || c->sent == 0)
		return;
	f->low = f->difference - hypot(w->share - w->low, c->high - c->share);
	f->high = f->difference + hypot(w->high - w->share, c->share - c->low);
	if (f->low > 0)
		f->contrast = APPLICATION_WARM_BETTER;
	else if (f->high < 0)
		f->contrast = APPLICATION_COLD_BETTER;
	else if (w->sent >= APPLICATIONS_ENOUGH &&
		 c->sent >= APPLICATIONS_ENOUGH)
		f->contrast = APPLICATION_NO_TELLING;
}

static void count_one(const struct application *one, int64_t today,
		      struct application_figures *f)
{
	bool answered = application_was_answered(one);

	f->open += application_is_open(one);
	f->overdue += application_is_overdue(one, today);
	if (!application_was_sent(one))
		return;
	add_to(&f->all, answered);
	add_to(one->warm ? &f->warm : &f->cold, answered);
	add_to(&f->kinds[one->kind], answered);
	f->young += is_young(one, today);
	f->interviews += came_to(one, APPLICATION_INTERVIEW,
				 APPLICATION_ACCEPTED) != 0;
	f->offers += came_to(one, APPLICATION_OFFER,
			     APPLICATION_ACCEPTED) != 0;
}

void application_count(const struct application *list, size_t count,
		       int64_t today, struct application_figures *figures)
{
	*figures = (struct application_figures){ .count = count };
	for (size_t i = 0; i < count; i++)
		count_one(&list[i], today, figures);
	work_out(&figures->all);
	work_out(&figures->warm);
	work_out(&figures->cold);
	for (size_t k = 0; k < APPLICATION_KINDS; k++)
		work_out(&figures->kinds[k]);
	contrast(figures);
}

/* ---- the expectation ---- */

void application_expect(const struct application_rate *rate,
			double factor_low, double factor_high,
			double same_sector,
			struct application_expectation *expectation)
{
	struct application_expectation *e = expectation;

	*e = (struct application_expectation){
		.same_low = (double)rate->sent / factor_high,
		.same_high = (double)rate->sent / factor_low,
		.has_rate = same_sector > 0,
	};
	if (!e->has_rate)
		return;
	e->low = same_sector / factor_high;
	e->high = same_sector / factor_low;
	if (rate->sent > 0 && rate->low > e->high)
		e->verdict = APPLICATION_ABOVE;
	else if (rate->sent > 0 && rate->high < e->low)
		e->verdict = APPLICATION_BELOW;
	else if (rate->sent >= APPLICATIONS_ENOUGH)
		e->verdict = APPLICATION_FITS;
}
