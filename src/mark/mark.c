/* mark.c - an answer to a mark: read, points, mistakes, score, guards.
 *
 * The order matters: words lifted from the question are known before points
 * are sought, flags need to know what was earned, and the most valuable thing
 * to add is chosen last.
 */
#include "mark/marker.h"

#include "mark/star.h"

#include <math.h>

const char *const point_state_names[POINT_STATE_COUNT] = {
	"missed", "contradicted", "partial", "met",
};

const char *const flag_names[FLAG_COUNT] = {
	"blank", "short", "echo", "keywords", "off-topic", "repeated", "model",
	"contradicts",
};

enum grade mark_grade(int score)
{
	if (score >= MARK_STRONG_FROM)
		return GRADE_STRONG;
	return score >= MARK_PARTIAL_FROM ? GRADE_PARTIAL : GRADE_WEAK;
}

int mark_score(double earned, double costs, double worth, bool heart)
{
	double least = heart ? worth * MARK_PARTIAL_FROM / 100 : 0;
	double share = (fmax(earned, least) - costs) / worth;

	return share > 0 ? (int)lround(100 * share) : 0;
}

/* Of the rubric that begins at point i, which moves to the next one; as if
 * point `given` were met. */
static bool rubric_heart(const struct mark *mark, size_t given, size_t *i,
			 bool *any)
{
	size_t rubric = mark->points[*i].rubric, halves = 0;
	bool wanted = false, alone = false;

	for (; *i < mark->point_count && mark->points[*i].rubric == rubric;
	     (*i)++) {
		enum core core = mark->points[*i].point->core;

		wanted = wanted || core != CORE_NO;
		if (core == CORE_NO ||
		    (mark->points[*i].state != POINT_MET && *i != given))
			continue;
		alone = alone || core == CORE_YES;
		halves += core == CORE_HALF;
	}
	*any = *any || wanted;
	return !wanted || alone || halves == 2;
}

bool mark_says_heart(const struct mark *mark, size_t given)
{
	bool any = false;

	for (size_t i = 0; i < mark->point_count;)
		if (!rubric_heart(mark, given, &i, &any))
			return false;
	return any;
}

/* From the points themselves: a mark that was kept has nothing else. */
bool mark_rests_on_heart(const struct mark *mark)
{
	double earned = 0, costs = 0, worth = 0;

	for (size_t i = 0; i < mark->point_count; i++) {
		earned += mark->points[i].earned;
		worth += mark->points[i].point->worth;
	}
	for (size_t i = 0; i < mark->mistake_count; i++)
		costs += mark->mistakes[i].mistake->costs;
	return worth > 0 && mark->score >= MARK_PARTIAL_FROM &&
	       mark_score(earned, costs, worth, false) < MARK_PARTIAL_FROM;
}

/* What a point has left to win: where it would make the heart whole, all that
 * is not earned of MARK_PARTIAL_FROM. */
static double to_win(const struct mark *mark, size_t i, bool heart)
{
	const struct point *point = mark->points[i].point;
	double open = point->worth - mark->points[i].earned;

	if (heart || point->core == CORE_NO || !mark_says_heart(mark, i))
		return open;
	return fmax(open, mark->worth * MARK_PARTIAL_FROM / 100 -
			  mark->earned);
}

/* The point with most to win; of equals the first. */
static const struct point_mark *find_fix(const struct mark *mark)
{
	bool heart = mark_says_heart(mark, SIZE_MAX);
	const struct point_mark *fix = NULL;
	double most = 0;

	for (size_t i = 0; i < mark->point_count; i++) {
		double open = to_win(mark, i, heart);

		if (open > most) {
			most = open;
			fix = &mark->points[i];
		}
	}
	return fix;
}

void mark_whole(struct marking *m)
{
	struct mark *mark = m->mark;

	*mark = (struct mark){ 0 };
	if (m->reader)
		lang_read_with(m->reader, m->arena, m->answer, &m->words);
	else
		lang_read(m->arena, m->answer, &m->words);
	m->reading = match_read(m->arena, m->marker->vocabulary, m->answer,
				&m->words);
	mark->words = (unsigned)m->words.count;
	for (size_t i = 0; i < m->words.count && !m->hedges; i++)
		m->hedges = m->words.list[i].hedged;
	guard_lifted(m);
	mark_topics(m);
	star_read(m);
	mark_points(m);
	mark_mistakes(m);
	mark->heart = guard_heart(m);
	mark->score = mark_score(mark->earned, mark->costs, mark->worth,
				 mark->heart);
	guard_flags(m);
	mark->grade = mark_grade(mark->score);
	mark->fix = find_fix(mark);
}

void mark_answer(struct arena *arena, const struct marker *marker,
		 struct str answer, struct mark *mark)
{
	mark_answer_with(NULL, arena, marker, answer, mark);
}

void mark_answer_with(struct lang_reader *reader, struct arena *arena,
		      const struct marker *marker, struct str answer,
		      struct mark *mark)
{
	struct marking m = { .arena = arena, .marker = marker,
			     .answer = answer, .mark = mark,
			     .reader = reader };

	mark_whole(&m);
}
