/* review.c - a bank held against its own answers.
 *
 * Every sample is to get the grade that its author claims, every model answer
 * 90, every point is to be met by some sample, and the model answer of one
 * question is to be worth nothing as an answer to another. The last is told
 * for pairs of questions, for that is how it is mended: by what the two
 * rubrics have in common.
 */
#include "fit/fit.h"

enum { MODEL_FROM = 90 };

struct reviewing {
	const struct bank *bank;
	struct problems *problems, *warnings;
	struct review *review;
	size_t others;
	struct lang_reader *reader;
	struct arena arena;		/* of one question */
	/* The question looked at. */
	const struct question *question;
	struct marker *marker;
	bool *met;			/* per point, by a sample */
};

static void mark_text(struct reviewing *reviewing, struct arena *arena,
		      const char *text, struct mark *mark)
{
	mark_answer_with(reviewing->reader, arena, reviewing->marker,
			 str_of(text), mark);
}

/* ---- its own answers ---- */

static void check_sample(struct reviewing *reviewing,
			 const struct sample *sample)
{
	struct mark mark;

	mark_text(reviewing, &reviewing->arena, sample->answer, &mark);
	for (size_t i = 0; i < mark.point_count; i++)
		reviewing->met[i] |= mark.points[i].earned > 0;
	reviewing->review->samples++;
	if (mark.grade == sample->grade) {
		reviewing->review->right++;
		return;
	}
	problems_add(reviewing->problems, sample->place.path,
		     sample->place.line, sample->place.column,
		     "this sample of %s is said to be %s, but marks as %s "
		     "(%d); mend the phrases or the grade",
		     reviewing->question->id, grade_names[sample->grade],
		     grade_names[mark.grade], mark.score);
}

/* The points not met and the mistakes made, named. */
static void say_lost(const struct mark *mark, struct text *lost)
{
	for (size_t i = 0; i < mark->point_count; i++)
		if (mark->points[i].state != POINT_MET)
			text_addf(lost, "%s%s", lost->len ? ", " : "",
				  mark->points[i].id);
	for (size_t i = 0; i < mark->mistake_count; i++)
		text_addf(lost, "%smistake %s", lost->len ? ", " : "",
			  mark->mistakes[i].id);
}

static void check_model(struct reviewing *reviewing)
{
	const struct question *question = reviewing->question;
	struct text lost;
	struct mark mark;

	mark_text(reviewing, &reviewing->arena, question->model, &mark);
	reviewing->review->models++;
	if (mark.score >= MODEL_FROM) {
		reviewing->review->good++;
		return;
	}
	text_init(&lost, ERROR_TEXT_MAX / 2);
	say_lost(&mark, &lost);
	problems_add(reviewing->problems, question->place.path,
		     question->place.line, question->place.column,
		     "the model answer of %s marks as %d, which is under %d "
		     "(%s); mend the phrases or the answer", question->id,
		     mark.score, MODEL_FROM, lost.s);
	text_release(&lost);
}

/* Points in the order of marks: those of every rubric in turn. */
static void check_points(struct reviewing *reviewing,
			 const struct rubric *const *rubrics)
{
	const bool *met = reviewing->met;

	for (size_t r = 0; r < reviewing->question->rubrics.count; r++)
		for (size_t i = 0; i < rubrics[r]->point_count; i++) {
			const struct point *point = &rubrics[r]->points[i];

			if (*met++ || rubrics[r]->sample_count == 0)
				continue;
			problems_add(reviewing->warnings, point->place.path,
				     point->place.line, point->place.column,
				     "no sample of %s meets the point %s; add "
				     "one that does, or mend its phrases",
				     reviewing->question->id, point->id);
		}
}

/* ---- those of others ---- */

static void check_other(struct reviewing *reviewing,
			const struct question *other, struct arena *arena)
{
	const struct question *question = reviewing->question;
	struct text earned;
	struct mark mark;

	mark_text(reviewing, arena, other->model, &mark);
	reviewing->review->pairs++;
	if (mark.grade == GRADE_WEAK)
		return;
	reviewing->review->strangers++;
	text_init(&earned, ERROR_TEXT_MAX / 2);
	for (size_t i = 0; i < mark.point_count; i++)
		if (mark.points[i].earned > 0)
			text_addf(&earned, "%s%s", earned.len ? ", " : "",
				  mark.points[i].id);
	problems_add(reviewing->warnings, question->place.path,
		     question->place.line, question->place.column,
		     "the model answer of %s marks as %d on %s (%s); tie those "
		     "points to the subject", other->id, mark.score,
		     question->id, earned.s);
	text_release(&earned);
}

static void check_others(struct reviewing *reviewing)
{
	const struct bank *bank = reviewing->bank;
	size_t count = bank->question_count, others = reviewing->others;
	struct arena arena;

	if (others > count)
		others = count;
	arena_init(&arena, 0);
	for (size_t i = 0; i < others; i++) {
		const struct question *other =
			&bank->questions[i * count / others];

		if (!bank_are_siblings(bank, reviewing->question, other))
			check_other(reviewing, other, &arena);
		arena_reset(&arena);
	}
	arena_release(&arena);
}

static void check_question(struct reviewing *reviewing,
			   const struct question *question)
{
	size_t count = question->rubrics.count, points = 0;
	const struct rubric **rubrics;
	struct error err;

	arena_reset(&reviewing->arena);
	reviewing->question = question;
	rubrics = ARENA_ARRAY(&reviewing->arena, count, const struct rubric *);
	for (size_t i = 0; i < count; i++) {
		rubrics[i] = bank_find_rubric(reviewing->bank,
					      question->rubrics.list[i]);
		points += rubrics[i]->point_count;
	}
	reviewing->met = ARENA_ARRAY(&reviewing->arena, points, bool);
	if (!marker_make(&reviewing->arena, question, rubrics,
			 reviewing->bank, &reviewing->marker, &err)) {
		problems_add_error(reviewing->problems, &err);
		return;
	}
	check_model(reviewing);
	for (size_t r = 0; r < count; r++)
		for (size_t i = 0; i < rubrics[r]->sample_count; i++)
			check_sample(reviewing, &rubrics[r]->samples[i]);
	check_points(reviewing, rubrics);
	check_others(reviewing);
}

void review_bank(const struct bank *bank, size_t others,
		 struct problems *problems, struct problems *warnings,
		 struct review *review)
{
	struct reviewing reviewing = { .bank = bank, .problems = problems,
				       .warnings = warnings,
				       .review = review, .others = others };

	*review = (struct review){ 0 };
	reviewing.reader = lang_reader_open();
	arena_init(&reviewing.arena, 0);
	for (size_t i = 0; i < bank->question_count; i++)
		check_question(&reviewing, &bank->questions[i]);
	problems_sort(problems);
	problems_sort(warnings);
	arena_release(&reviewing.arena);
	lang_reader_close(reviewing.reader);
}
