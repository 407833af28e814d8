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

/* The point with most to win; of equals the first. */
static const struct point_mark *find_fix(const struct mark *mark)
{
	const struct point_mark *fix = NULL;
	double most = 0;

	for (size_t i = 0; i < mark->point_count; i++) {
		const struct point_mark *point = &mark->points[i];
		double open = point->point->worth - point->earned;

		if (open > most) {
			most = open;
			fix = point;
		}
	}
	return fix;
}

void mark_whole(struct marking *m)
{
	struct mark *mark = m->mark;
	double share;

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
	share = (mark->earned - mark->costs) / mark->worth;
	mark->score = share > 0 ? (int)lround(100 * share) : 0;
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
