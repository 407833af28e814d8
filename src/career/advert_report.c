/* advert_report.c - what many adverts ask for, and how sure that is.
 *
 * A share of few adverts says little, so each comes with Wilson's interval for
 * 95%, which holds near 0 and 1 and for small numbers, where the usual one
 * does not (Wilson, JASA 22, 1927; Brown, Cai and DasGupta, Statistical
 * Science 16, 2001). Terms that stand in for each other are one want, as the
 * groups of the vocabulary say: who asks for Python or Node.js asks once.
 */
#include "career/advert.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const advert_verdict_names[ADVERT_VERDICTS] = {
	"non-negotiable", "likely", "nice",
};

/* The 97.5% point of the normal distribution. */
static const double z = 1.959963984540054;

void advert_interval(size_t hits, size_t count, double *low, double *high)
{
	double n = (double)count, p, middle, half;

	*low = 0;
	*high = 1;
	if (count == 0)
		return;
	p = (double)hits / n;
	middle = (p + z * z / (2 * n)) / (1 + z * z / n);
	half = z / (1 + z * z / n) *
	       sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	*low = hits == 0 ? 0 : fmax(0, middle - half);
	*high = hits == count ? 1 : fmin(1, middle + half);
}

/* ---- wants ---- */

static size_t find_term(const struct advert_reader *reader, const char *id)
{
	for (size_t t = 0; t < advert_terms(reader); t++)
		if (str_is(str_of(id), advert_term(reader, t)->id))
			return t;
	return SIZE_MAX;
}

static struct advert_want *add_want(struct arena *arena,
				    struct advert_report *report,
				    const struct advert_reader *reader,
				    const char *id)
{
	struct advert_want *want = &report->wants[report->count++];

	want->id = id;
	want->terms = ARENA_ARRAY(arena, advert_terms(reader), size_t);
	return want;
}

/* A want for each group, then one for each term that is in none. */
static void make_wants(struct arena *arena, const struct advert_reader *reader,
		       struct advert_report *report)
{
	const struct word_groups *groups = &reader->bank->groups;
	bool *grouped = ARENA_ARRAY(arena, advert_terms(reader), bool);

	report->wants = ARENA_ARRAY(arena, groups->count +
				    advert_terms(reader), struct advert_want);
	for (size_t g = 0; g < groups->count; g++) {
		struct advert_want *want =
			add_want(arena, report, reader, groups->list[g].name);

		for (size_t i = 0; i < groups->list[g].count; i++) {
			size_t t = find_term(reader,
					     groups->list[g].members[i]);

			if (t == SIZE_MAX || grouped[t])
				continue;
			grouped[t] = true;
			want->terms[want->term_count++] = t;
		}
	}
	for (size_t t = 0; t < advert_terms(reader); t++) {
		struct advert_want *want;

		if (grouped[t])
			continue;
		want = add_want(arena, report, reader,
				advert_term(reader, t)->id);
		want->terms[want->term_count++] = t;
	}
}

/* ---- counting ---- */

static const struct requirement *asked(const struct requirements *advert,
				       size_t term)
{
	for (size_t i = 0; i < advert->count; i++)
		if (advert->list[i].term == term)
			return &advert->list[i];
	return NULL;
}

/* An advert counts once, as essential where one of the terms is. */
static void count_advert(struct advert_want *want,
			 const struct requirements *advert, size_t *by_term)
{
	bool essential = false, any = false;

	for (size_t i = 0; i < want->term_count; i++) {
		const struct requirement *one = asked(advert, want->terms[i]);

		if (!one)
			continue;
		any = true;
		essential = essential || one->kind == ADVERT_ESSENTIAL;
		by_term[want->terms[i]]++;
	}
	want->adverts += any;
	want->essential += essential;
}

/* The terms most often named come first; those never named go. */
static void sort_terms(struct advert_want *want, const size_t *by_term)
{
	size_t kept = 0;

	for (size_t i = 1; i < want->term_count; i++)
		for (size_t j = i; j > 0 && by_term[want->terms[j]] >
		     by_term[want->terms[j - 1]]; j--) {
			size_t term = want->terms[j];

			want->terms[j] = want->terms[j - 1];
			want->terms[j - 1] = term;
		}
	while (kept < want->term_count && by_term[want->terms[kept]] > 0)
		kept++;
	want->term_count = kept;
}

static void judge(struct advert_want *want, size_t count)
{
	want->share = (double)want->adverts / (double)count;
	advert_interval(want->adverts, count, &want->low, &want->high);
	/* In whole adverts, so that 16 of 20 are 80%. */
	if (want->adverts * 100 < count * ADVERT_NEEDED_PERCENT)
		want->verdict = ADVERT_IS_NICE;
	else if (count >= ADVERTS_ENOUGH &&
		 want->low * 100 >= ADVERT_NEEDED_PERCENT)
		want->verdict = ADVERT_IS_NEEDED;
	else
		want->verdict = ADVERT_IS_LIKELY;
}

static int by_share(const void *a, const void *b)
{
	const struct advert_want *left = a, *right = b;

	if (left->adverts != right->adverts)
		return left->adverts > right->adverts ? -1 : 1;
	if (left->essential != right->essential)
		return left->essential > right->essential ? -1 : 1;
	return strcmp(left->id, right->id);
}

void advert_report(struct arena *arena, const struct advert_reader *reader,
		   const struct requirements *adverts, size_t count,
		   struct advert_report *report)
{
	size_t *by_term = ARENA_ARRAY(arena, advert_terms(reader), size_t);
	size_t named = 0;

	*report = (struct advert_report){ .adverts = count };
	make_wants(arena, reader, report);
	for (size_t w = 0; w < report->count; w++) {
		struct advert_want *want = &report->wants[w];

		for (size_t i = 0; i < count; i++)
			count_advert(want, &adverts[i], by_term);
		sort_terms(want, by_term);
		if (want->adverts == 0)
			continue;
		judge(want, count);
		report->wants[named++] = *want;
	}
	report->count = named;
	qsort(report->wants, named, sizeof(*report->wants), by_share);
	report->enough = count >= ADVERTS_ENOUGH;
}

/* ---- gaps ---- */

static int by_weight(const void *a, const void *b)
{
	const struct advert_gap *left = a, *right = b;

	if (left->weight < right->weight || left->weight > right->weight)
		return left->weight > right->weight ? -1 : 1;
	return left->want < right->want ? -1 : 1;
}

/* What is only welcome counts half. */
static double weight_of(const struct advert_want *want, size_t adverts)
{
	double nice = (double)(want->adverts - want->essential);

	return ((double)want->essential + nice / 2) / (double)adverts;
}

size_t advert_gaps(struct arena *arena, const struct advert_report *report,
		   const double *ready, struct advert_gap **gaps)
{
	struct advert_gap *list = ARENA_ARRAY(arena, report->count + 1,
					      struct advert_gap);
	size_t count = 0;

	for (size_t w = 0; w < report->count; w++) {
		double missing = 1 - ready[w];

		if (missing * 100 <= 100 - ADVERT_READY_PERCENT)
			continue;
		list[count++] = (struct advert_gap){
			.want = w, .ready = ready[w],
			.weight = missing *
				  weight_of(&report->wants[w], report->adverts),
		};
	}
	qsort(list, count, sizeof(*list), by_weight);
	*gaps = list;
	return count < ADVERT_GAPS_MOST ? count : ADVERT_GAPS_MOST;
}
