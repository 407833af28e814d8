/* marker.c - a question made ready: every phrase of its rubrics compiled.
 *
 * All rubrics of a question share one vocabulary, so that an answer is read
 * once. Where several rubrics stand together a point is named rubric/point.
 */
#include "mark/marker.h"

#include "mark/star.h"

#include <math.h>

struct making {
	struct arena *arena;
	struct marker *marker;
	const struct rubric *rubric;
	size_t number;			/* of it, from 0 */
	bool several;			/* rubrics */
	uint8_t topics;			/* compared things of earlier rubrics */
	struct error *err;
};

static bool make_phrases(const struct making *m,
			 const struct phrase_texts *texts,
			 struct phrases *phrases)
{
	phrases->list = ARENA_ARRAY(m->arena, texts->count, struct phrase *);
	phrases->count = texts->count;
	for (size_t i = 0; i < texts->count; i++) {
		const struct phrase_text *text = &texts->list[i];

		if (!bank_compile(m->marker->vocabulary, text,
				  &phrases->list[i], m->err))
			return error_prefix(m->err, "rubric %s, phrase '%s'",
					    m->rubric->id, text->text);
	}
	if (texts->count > 0)
		phrases->first = phrase_number(phrases->list[0]);
	return true;
}

static const char *make_id(const struct making *m, const char *id)
{
	return m->several ? arena_printf(m->arena, "%s/%s", m->rubric->id, id)
			  : id;
}

static uint8_t topic_of(const struct making *m, const char *about)
{
	for (size_t i = 0; about && i < m->rubric->compare_count; i++)
		if (str_is(str_of(about), m->rubric->compares[i].name))
			return (uint8_t)(m->topics + i + 1);
	return TOPIC_NONE;
}

static bool make_point(const struct making *m, const struct point *point)
{
	struct ready_point *made =
		&m->marker->points[m->marker->point_count++];

	made->id = make_id(m, point->id);
	made->point = point;
	made->rubric = m->number;
	made->about = topic_of(m, point->about);
	m->marker->worth += point->worth;
	m->marker->only_story = m->marker->only_story &&
				point->star != ASPECT_NONE;
	if (!make_phrases(m, &point->match, &made->match) ||
	    !make_phrases(m, &point->partly, &made->partly) ||
	    !make_phrases(m, &point->unless, &made->unless))
		return false;
	made->parts = ARENA_ARRAY(m->arena, point->part_count,
				  struct ready_part);
	for (size_t i = 0; i < point->part_count; i++) {
		made->parts[i].id = point->parts[i].id;
		if (!make_phrases(m, &point->parts[i].match,
				  &made->parts[i].match))
			return false;
	}
	return true;
}

/* The point that a mistake of the rubric denies; its points are made. */
static size_t denied_by(const struct making *m, const struct mistake *mistake)
{
	const struct rubric *rubric = m->rubric;
	size_t first = m->marker->point_count - rubric->point_count;

	for (size_t i = 0; mistake->denies && i < rubric->point_count; i++)
		if (str_is(str_of(mistake->denies), rubric->points[i].id))
			return first + i;
	return SIZE_MAX;
}

static bool make_mistake(const struct making *m, const struct mistake *mistake)
{
	struct ready_mistake *made =
		&m->marker->mistakes[m->marker->mistake_count++];

	made->id = make_id(m, mistake->id);
	made->mistake = mistake;
	made->about = topic_of(m, mistake->about);
	made->denies = denied_by(m, mistake);
	return make_phrases(m, &mistake->match, &made->match) &&
	       make_phrases(m, &mistake->unless, &made->unless);
}

/* The names of things compared are phrases of one place each. */
static bool make_compared(const struct making *m,
			  const struct compared *compared)
{
	struct marker *marker = m->marker;
	struct phrase_texts texts = { 0 };

	if (marker->compared_count == COMPARED_MAX)
		return error_set(m->err, "rubric %s compares more than %d "
				 "things; compare fewer", m->rubric->id,
				 COMPARED_MAX);
	marker->topics[marker->compared_count] = compared->name;
	texts.count = compared->words.count;
	texts.list = ARENA_ARRAY(m->arena, texts.count, struct phrase_text);
	for (size_t i = 0; i < texts.count; i++)
		texts.list[i].text = compared->words.list[i];
	return make_phrases(m, &texts,
			    &marker->compared[marker->compared_count++]);
}

static bool make_rubric(const struct making *m)
{
	const struct rubric *rubric = m->rubric;

	if (rubric->star && !m->marker->star &&
	    !star_make(m->arena, rubric->star, &m->marker->star, m->err))
		return error_prefix(m->err, "rubric %s", rubric->id);
	if (rubric->subject.count > 0 &&
	    !make_phrases(m, &rubric->subject,
			  &m->marker->subjects[m->marker->subject_count++]))
		return false;
	for (size_t i = 0; i < rubric->compare_count; i++)
		if (!make_compared(m, &rubric->compares[i]))
			return false;
	for (size_t i = 0; i < rubric->point_count; i++)
		if (!make_point(m, &rubric->points[i]))
			return false;
	for (size_t i = 0; i < rubric->mistake_count; i++)
		if (!make_mistake(m, &rubric->mistakes[i]))
			return false;
	return true;
}

/* The words themselves are of no use later. */
static struct stems read_stems(struct arena *arena, struct lang_reader *reader,
			       const char *text)
{
	struct arena scratch;
	struct words words;
	struct stems stems;

	arena_init(&scratch, 0);
	lang_read_with(reader, &scratch, str_of(text), &words);
	stems = guard_stems(arena, &words);
	arena_release(&scratch);
	return stems;
}

/* What the question is about, in the words of who wrote it. */
static struct stems read_about(struct arena *arena,
				 struct lang_reader *reader,
				 const struct question *question,
				 const struct rubric *const *rubrics)
{
	struct stems stems;
	struct text text;

	text_init(&text, LANG_ANSWER_MAX);
	text_add(&text, question->model);
	for (size_t i = 0; text.len > 0 && i < question->rubrics.count; i++)
		for (size_t k = 0; k < rubrics[i]->point_count; k++)
			text_addf(&text, " %s", rubrics[i]->points[k].says);
	stems = read_stems(arena, reader, text.s);
	text_release(&text);
	return stems;
}

bool marker_make_with(struct lang_reader *reader, struct arena *arena,
		      const struct question *question,
		      const struct rubric *const *rubrics,
		      const struct bank *words, struct marker **marker,
		      struct error *err)
{
	struct marker *made = ARENA_NEW(arena, struct marker);
	struct making m = { .arena = arena, .marker = made, .err = err };
	size_t points = 0, mistakes = 0, count = question->rubrics.count;
	struct arena scratch;
	bool ok = true;

	m.several = count > 1;
	made->only_story = true;
	made->question = question;
	made->vocabulary = words->read
		? vocabulary_new_with(arena, words->read, &words->groups)
		: vocabulary_new(arena, &words->synonyms, &words->groups);
	for (size_t i = 0; i < count; i++) {
		points += rubrics[i]->point_count;
		mistakes += rubrics[i]->mistake_count;
	}
	made->subjects = ARENA_ARRAY(arena, count, struct phrases);
	made->points = ARENA_ARRAY(arena, points, struct ready_point);
	made->mistakes = ARENA_ARRAY(arena, mistakes, struct ready_mistake);
	vocabulary_read_with(made->vocabulary, reader);
	vocabulary_borrow(made->vocabulary);
	arena_init(&scratch, 0);
	vocabulary_grow_in(made->vocabulary, &scratch);
	for (size_t i = 0; ok && i < count; i++) {
		m.rubric = rubrics[i];
		m.number = i;
		m.topics = (uint8_t)made->compared_count;
		ok = make_rubric(&m);
	}
	vocabulary_seal(made->vocabulary);
	arena_release(&scratch);
	made->prompt = read_stems(arena, reader, question->prompt);
	made->model = read_stems(arena, reader, question->model);
	made->about = read_about(arena, reader, question, rubrics);
	vocabulary_read_with(made->vocabulary, NULL);
	*marker = made;
	return ok;
}

bool marker_make(struct arena *arena, const struct question *question,
		 const struct rubric *const *rubrics, const struct bank *words,
		 struct marker **marker, struct error *err)
{
	struct lang_reader *reader = lang_reader_open();
	bool ok = marker_make_with(reader, arena, question, rubrics, words,
				   marker, err);

	lang_reader_close(reader);
	return ok;
}
