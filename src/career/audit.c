/* audit.c - an honest audit: ratings held against marks and adverts.
 *
 * Marks of few questions scatter, so their mean comes with Student's interval
 * of 95%; a rating is too high or too low only where its twenty marks lie
 * wholly outside of that. Marks have bounds and are not normal: the interval
 * is cut at 0 and 100 and is rather too wide than too narrow, as it should be
 * before a learner is told to be wrong.
 */
#include "career/career.h"

#include <math.h>

enum {
	STEP = 100 / AUDIT_TOP,
	TABLE = 30,
	SPREAD_LEAST = 10,	/* points by which marks scatter at least,
				   even where a few happen to be alike */
};

const char *const audit_scale[AUDIT_TOP] = {
	"nothing yet that I could speak of",
	"read or watched, made nothing of it",
	"done with help, or with an example beside me",
	"done on my own, and I can say why so",
	"done for others who rely on it, and I can show it",
};
const char *const audit_kind_names[AUDIT_KINDS] = {
	"carries-over", "to-build",
};
const char *const audit_verdict_names[] = {
	"too-few", "unrated", "fits", "rated-high", "rated-low",
};

/* ---- the skills of a path ---- */

static bool is_taken(const struct career_path *path,
		     const struct audit_skill *skills, size_t count,
		     const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(str_of(skills[i].id), id))
			return true;
	for (size_t i = 0; i < path->build_count; i++)
		if (str_is(str_of(path->builds[i].id), id))
			return true;
	return false;
}

/* "Managing priorities" to managing-priorities. */
static const char *id_of(struct arena *arena, const char *words)
{
	char *id = arena_strdup(arena, words);
	size_t len = 0;

	for (const char *c = words; *c; c++) {
		bool upper = *c >= 'A' && *c <= 'Z';

		if (upper || (*c >= 'a' && *c <= 'z') ||
		    (*c >= '0' && *c <= '9'))
			id[len++] = upper ? (char)(*c + 'a' - 'A') : *c;
		else if (len > 0 && id[len - 1] != '-')
			id[len++] = '-';
	}
	while (len > 0 && id[len - 1] == '-')
		len--;
	id[len] = '\0';
	return id;
}

static void add_also(struct arena *arena, const struct career_path *path,
		     const char *words, struct audit_skill *skills,
		     size_t *count)
{
	struct audit_skill *skill = &skills[*count];
	const char *id = id_of(arena, words);

	if (!*id || is_taken(path, skills, *count, id))
		id = arena_printf(arena, "also-%zu", *count + 1);
	*skill = (struct audit_skill){ .kind = AUDIT_CARRIES_OVER, .id = id,
				       .title = words };
	++*count;
}

size_t audit_skills(struct arena *arena, const struct career_path *path,
		    struct audit_skill **skills)
{
	size_t count = 0;
	struct audit_skill *list =
		ARENA_ARRAY(arena, path->transfer_count + path->also.count +
			    path->build_count, struct audit_skill);

	for (size_t i = 0; i < path->transfer_count; i++) {
		const struct path_transfer *one = &path->transfers[i];

		list[count++] = (struct audit_skill){
			.kind = AUDIT_CARRIES_OVER, .id = one->id,
			.title = one->title, .as_from = one->as_from,
			.as_to = one->as_to, .skills = one->skills,
			.terms = one->terms,
		};
	}
	for (size_t i = 0; i < path->build_count; i++) {
		const struct path_build *one = &path->builds[i];

		list[path->transfer_count + path->also.count + i] =
			(struct audit_skill){
			.kind = AUDIT_TO_BUILD, .id = one->id,
			.title = one->title, .says = one->says,
			.skills = one->skills, .terms = one->terms,
			.either = one->either,
		};
	}
	for (size_t i = 0; i < path->also.count; i++)
		add_also(arena, path, path->also.list[i].text, list, &count);
	*skills = list;
	return count + path->build_count;
}

/* ---- marks ---- */

/* The 97.5% point of Student's t, by degrees of freedom from 1; beyond the
 * table an approximation that is good to two decimals. */
static double student(int64_t freedom)
{
	static const double table[TABLE] = {
		12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
		2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
		2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
		2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
	};

	return freedom <= TABLE ? table[freedom - 1]
				: 1.960 + 2.46 / (double)freedom;
}

static void find_interval(const struct audit_marks *marks,
			  struct audit_judgement *judgement)
{
	double n = (double)marks->count, spread, half;

	judgement->low = 0;
	judgement->high = 100;
	if (marks->count < 2)
		return;
	spread = (marks->squares - marks->sum * marks->sum / n) / (n - 1);
	spread = fmax(spread, SPREAD_LEAST * SPREAD_LEAST);
	half = student(marks->count - 1) * sqrt(spread / n);
	judgement->low = fmax(0, judgement->mean - half);
	judgement->high = fmin(100, judgement->mean + half);
}

static bool is_better(const struct audit_marks *one,
		      const struct audit_marks *than)
{
	bool enough = one->count >= AUDIT_ENOUGH;

	if (enough != (than->count >= AUDIT_ENOUGH))
		return enough;
	if (!enough)
		return one->count > than->count;
	return one->sum / (double)one->count >
	       than->sum / (double)than->count;
}

bool audit_take_marks(struct audit_marks *marks,
		      const struct audit_marks *more, bool either)
{
	if (either) {
		bool better = is_better(more, marks);

		if (better)
			*marks = *more;
		return better;
	}
	marks->count += more->count;
	marks->sum += more->sum;
	marks->squares += more->squares;
	return true;
}

static int as_rating(double mean)
{
	int rating = 1 + (int)(mean / STEP);

	return rating < AUDIT_TOP ? rating : AUDIT_TOP;
}

static enum audit_verdict hold(const struct audit_marks *marks, int rating,
			       const struct audit_judgement *judgement)
{
	if (marks->count < AUDIT_ENOUGH)
		return AUDIT_TOO_FEW;
	if (rating == 0)
		return AUDIT_UNRATED;
	if (judgement->high < (rating - 1) * STEP)
		return AUDIT_RATED_HIGH;
	if (rating < AUDIT_TOP && judgement->low >= rating * STEP)
		return AUDIT_RATED_LOW;
	return AUDIT_FITS;
}

void audit_judge(const struct audit_marks *marks, int rating,
		 struct audit_judgement *judgement)
{
	*judgement = (struct audit_judgement){ 0 };
	if (marks->count > 0) {
		judgement->mean = marks->sum / (double)marks->count;
		judgement->says = as_rating(judgement->mean);
	}
	find_interval(marks, judgement);
	judgement->verdict = hold(marks, rating, judgement);
}

/* ---- adverts ---- */

static bool names_one(const struct advert_reader *reader,
		      const struct requirements *advert,
		      const struct form_texts *terms)
{
	for (size_t i = 0; i < advert->count; i++) {
		const char *id = advert_term(reader,
					     advert->list[i].term)->id;

		for (size_t t = 0; t < terms->count; t++)
			if (str_is(str_of(id), terms->list[t].text))
				return true;
	}
	return false;
}

size_t audit_named(const struct advert_reader *reader,
		   const struct requirements *adverts, size_t count,
		   const struct form_texts *terms)
{
	size_t hits = 0;

	for (size_t i = 0; i < count; i++)
		hits += names_one(reader, &adverts[i], terms);
	return hits;
}
