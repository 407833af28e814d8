/* check.c - references between questions, rubrics and the bank's words.
 *
 * References are noted while files are read and looked up here in one pass,
 * each in a hash table, so a bank may name its rubrics and groups in any
 * order and file. Phrases are compiled with the bank's own groups, one
 * vocabulary a rubric, which also proves that the rubric fits into one.
 */
#include "bank/check.h"

#include <string.h>

enum { NAMED_MAX = 300 };	/* bytes of points that a message lists */

struct check {
	struct loading *loading;
	struct bank *bank;
	struct arena words;		/* the vocabulary of one rubric */
	struct lang_reader *reader;	/* reads all phrases */
	struct vocabulary *vocabulary;	/* NULL: none yet */
	size_t owner;			/* whose vocabulary it is */
	struct strings rubric_ids;	/* for suggestions; when needed */
	struct names skills;
	struct strings skill_names;
};

static void say(struct check *check, const struct reference *reference,
		const char *text)
{
	problems_add(check->loading->problems, reference->place.path,
		     reference->place.line, reference->place.column, "%s",
		     text);
}

/* --- phrases ----------------------------------------------------------- */

/* Characters before the place of a fault. Places in a phrase are bytes from
 * 1, those in a rule of pmatch are characters. */
static int characters_before(const struct phrase_text *phrase, int place)
{
	struct str text = str_of(phrase->text);
	size_t before = place > 0 ? (size_t)place - 1 : 0;

	if (phrase->pmatch)
		return (int)before;
	if (before < text.len)
		text.len = before;
	return (int)utf8_count(text);
}

/* A text in one line has the fault at a column of its own; in one over
 * several lines the fault's character is counted. */
static void say_fault(struct check *check, const struct reference *reference,
		      const struct phrase_text *phrase,
		      const struct error *err)
{
	int before = characters_before(phrase, err->column);
	struct problems *problems = check->loading->problems;
	const struct place *place = &reference->place;

	if (reference->straight || before == 0)
		problems_add(problems, place->path, place->line,
			     place->column + before, "%s", err->text);
	else
		problems_add(problems, place->path, place->line, place->column,
			     "%s (at character %d)", err->text, before + 1);
}

static void check_phrase(struct check *check,
			 const struct reference *reference)
{
	struct phrase_text plain = { .text = reference->text };
	const struct phrase_text *text = reference->phrase ? reference->phrase
							   : &plain;
	struct error err = { .column = 0 };
	struct phrase *phrase;

	if (!check->vocabulary || check->owner != reference->owner) {
		arena_reset(&check->words);
		check->vocabulary = vocabulary_new_with(&check->words,
							check->bank->read,
							&check->bank->groups);
		vocabulary_read_with(check->vocabulary, check->reader);
		check->owner = reference->owner;
	}
	if (!bank_compile(check->vocabulary, text, &phrase, &err))
		say_fault(check, reference, text, &err);
}

/* --- skills ------------------------------------------------------------ */

static void gather_skills(struct check *check)
{
	const struct strings *own = &check->bank->skills;
	size_t i;

	names_init(&check->skills, check->loading->scratch);
	for (i = 0; bank_skills[i]; i++) {
		names_put(&check->skills, bank_skills[i], i);
		strings_add(check->loading->scratch, &check->skill_names,
			    bank_skills[i]);
	}
	for (i = 0; i < own->count; i++) {
		names_put(&check->skills, own->list[i], i);
		strings_add(check->loading->scratch, &check->skill_names,
			    own->list[i]);
	}
}

static void check_skill(struct check *check,
			const struct reference *reference)
{
	struct loading *loading = check->loading;

	if (names_find(&check->skills, reference->text) != NAMES_NONE)
		return;
	say(check, reference,
	    arena_printf(loading->scratch, "unknown skill '%s'%s",
			 quote(loading, reference->text),
			 suggest(loading, reference->text, &check->skill_names,
				 "use a built-in one, or add it to 'skills' in "
				 "bank.yaml")));
}

/* --- rubrics ----------------------------------------------------------- */

static const struct strings *rubric_ids(struct check *check)
{
	size_t i;

	if (check->rubric_ids.count == 0)
		for (i = 0; i < check->bank->rubric_count; i++)
			if (check->bank->rubrics[i].id)
				strings_add(check->loading->scratch,
					    &check->rubric_ids,
					    check->bank->rubrics[i].id);
	return &check->rubric_ids;
}

static void check_rubric(struct check *check,
			 const struct reference *reference)
{
	struct loading *loading = check->loading;

	if (names_find(&loading->rubrics, reference->text) != NAMES_NONE)
		return;
	say(check, reference,
	    arena_printf(loading->scratch, "no rubric '%s'%s",
			 quote(loading, reference->text),
			 suggest(loading, reference->text, rubric_ids(check),
				 "add it to the rubrics, or correct the id")));
}

static void check_was(struct check *check, const struct reference *reference)
{
	struct loading *loading = check->loading;
	size_t number = names_find(&loading->questions, reference->text);
	const struct place *first;

	if (number != NAMES_NONE) {
		first = &check->bank->questions[number].place;
		say(check, reference,
		    arena_printf(loading->scratch, "the old id '%s' is still "
				 "the id of a question at %s:%d; remove 'was', "
				 "or rename that", quote(loading,
				 reference->text), first->path, first->line));
		return;
	}
	number = names_put(&loading->was, reference->text, reference->owner);
	if (number == NAMES_NONE)
		return;
	first = &check->bank->questions[number].place;
	say(check, reference,
	    arena_printf(loading->scratch, "the old id '%s' is taken by the "
			 "question at %s:%d already; remove one 'was'",
			 quote(loading, reference->text), first->path,
			 first->line));
}

/* --- points of follow-ups ---------------------------------------------- */

static const struct point *find_point(const struct rubric *rubric,
				      struct str id)
{
	size_t i;

	for (i = 0; i < rubric->point_count; i++)
		if (rubric->points[i].id && str_is(id, rubric->points[i].id))
			return &rubric->points[i];
	return NULL;
}

/* What a `when` may name, as it would be written. */
static struct strings point_names(struct check *check,
				  const struct question *question)
{
	struct arena *scratch = check->loading->scratch;
	struct strings names = { NULL, 0, 0 };
	const struct rubric *rubric;
	size_t i, j;

	for (i = 0; i < question->rubrics.count; i++) {
		rubric = bank_find_rubric(check->bank,
					  question->rubrics.list[i]);
		for (j = 0; rubric && j < rubric->point_count; j++)
			if (rubric->points[j].id)
				strings_add(scratch, &names,
					    question->rubrics.count == 1
					    ? rubric->points[j].id
					    : arena_printf(scratch, "%s/%s",
						rubric->id,
						rubric->points[j].id));
	}
	return names;
}

/* How many rubrics of the question have the point; the last goes to found.
 * Counts any number where a rubric is missing, which was said. */
static int count_points(struct check *check, const struct question *question,
			struct str only, struct str id,
			const struct rubric **found)
{
	const struct rubric *rubric;
	size_t i;
	int count = 0;

	for (i = 0; i < question->rubrics.count; i++) {
		rubric = bank_find_rubric(check->bank,
					  question->rubrics.list[i]);
		if (!rubric)
			return -1;
		if (only.len > 0 && !str_is(only, rubric->id))
			continue;
		if (find_point(rubric, id)) {
			*found = rubric;
			count++;
		}
	}
	return count;
}

static void say_point(struct check *check, const struct question *question,
		      const struct reference *reference, int count)
{
	struct loading *loading = check->loading;
	struct strings names;
	const char *text;
	struct text all;
	size_t i;

	if (count > 1) {
		text = arena_printf(loading->scratch, "the point '%s' stands "
				    "in more than one rubric of the question; "
				    "write rubric/%s",
				    quote(loading, reference->text),
				    quote(loading, reference->text));
	} else {
		names = point_names(check, question);
		text_init(&all, NAMED_MAX);
		for (i = 0; i < names.count; i++)
			text_addf(&all, "%s%s", i ? ", " : "its points are ",
				  names.list[i]);
		text = arena_printf(loading->scratch, "no point '%s' in the "
				    "question's rubric%s%s",
				    quote(loading, reference->text),
				    question->rubrics.count == 1 ? "" : "s",
				    suggest(loading, reference->text, &names,
					    all.s));
		text_release(&all);
	}
	say(check, reference, text);
}

static void check_when(struct check *check, const struct reference *reference)
{
	struct bank *bank = check->bank;
	const struct question *question = &bank->questions[reference->owner];
	const struct rubric *rubric = NULL;
	struct str id = str_of(reference->text), only = { "", 0 };
	int count;

	if (strchr(reference->text, '/'))
		str_cut(&id, '/', &only);
	if (question->rubrics.count == 0) {
		if (check->loading->drafts)
			say(check, reference, "a question without a rubric "
			    "has no points yet; leave its follow-ups out, and "
			    "add them when the rubric is there");
		return;
	}
	count = count_points(check, question, only, id, &rubric);
	if (count < 0)
		return;
	if (count != 1)
		say_point(check, question, reference, count);
	else if (question->rubrics.count == 1)
		reference->follow_up->point = str_dup(check->loading->arena,
						      id);
	else
		reference->follow_up->point =
			arena_printf(check->loading->arena, "%s/%.*s",
				     rubric->id, (int)id.len, id.s);
}

/* --- questions of assignments ------------------------------------------ */

static bool has_skill(const struct bank *bank, const char *skill)
{
	for (size_t i = 0; i < bank->question_count; i++)
		if (bank->questions[i].skill &&
		    strcmp(bank->questions[i].skill, skill) == 0)
			return true;
	return false;
}

/* What it may be: a question's id, or a skill that some question has. */
static struct strings assignable(struct check *check)
{
	struct arena *scratch = check->loading->scratch;
	struct strings names = { NULL, 0, 0 };

	for (size_t i = 0; i < check->bank->question_count; i++)
		if (check->bank->questions[i].id)
			strings_add(scratch, &names,
				    check->bank->questions[i].id);
	for (size_t i = 0; i < check->skill_names.count; i++)
		if (has_skill(check->bank, check->skill_names.list[i]))
			strings_add(scratch, &names,
				    check->skill_names.list[i]);
	return names;
}

static void check_assigned(struct check *check,
			   const struct reference *reference)
{
	struct loading *loading = check->loading;
	struct strings names;

	if (names_find(&loading->questions, reference->text) != NAMES_NONE ||
	    has_skill(check->bank, reference->text))
		return;
	names = assignable(check);
	say(check, reference,
	    arena_printf(loading->scratch, "the bank has no question and no "
			 "skill '%s'%s", quote(loading, reference->text),
			 suggest(loading, reference->text, &names,
				 "correct it, or add the question")));
}

/* --- all of them ------------------------------------------------------- */

static void check_one(struct check *check, const struct reference *reference)
{
	const struct loading *loading = check->loading;

	if (reference->kind == REFERENCE_PHRASE) {
		if (!loading->wordless)
			check_phrase(check, reference);
	} else if (reference->kind == REFERENCE_SKILL) {
		if (!loading->wordless)
			check_skill(check, reference);
	} else if (reference->kind == REFERENCE_WAS) {
		check_was(check, reference);
	} else if (loading->broken) {
		return;
	} else if (reference->kind == REFERENCE_ASSIGNED) {
		check_assigned(check, reference);
	} else if (reference->kind == REFERENCE_RUBRIC) {
		check_rubric(check, reference);
	} else {
		check_when(check, reference);
	}
}

void check_references(struct loading *loading)
{
	struct check check = { .loading = loading, .bank = loading->bank };
	size_t i;

	arena_init(&check.words, 0);
	check.reader = lang_reader_open();
	gather_skills(&check);
	for (i = 0; i < loading->reference_count; i++)
		check_one(&check, &loading->references[i]);
	lang_reader_close(check.reader);
	arena_release(&check.words);
}
