/* sets.c - sets of human-graded answers, read from tab-separated files. */
#include "sets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 8, FILE_MAX_BYTES = 64 << 20 };

static size_t question_of(struct arena *arena, struct eval_set *set,
			  const struct str *row)
{
	struct eval_question *question;

	for (size_t i = set->question_count; i-- > 0;)
		if (str_equal(set->questions[i].id, row[0]))
			return i;
	set->questions = arena_grow(arena, set->questions, set->question_count,
				    &set->question_cap,
				    sizeof(*set->questions));
	question = &set->questions[set->question_count];
	*question = (struct eval_question){ row[0], row[1], row[2], NULL };
	question->sketch = sketch_make(arena, row[1], row[2]);
	return set->question_count++;
}

static double number(struct str text)
{
	char digits[32] = "";

	memcpy(digits, text.s, text.len < 31 ? text.len : 31);
	return strtod(digits, NULL);
}

static size_t word_count(struct str text)
{
	struct str rest = text, word;
	size_t count = 0;

	while (str_cut(&rest, ' ', &word))
		count += word.len > 0;
	return count;
}

static void take(struct arena *arena, struct arena *turn,
		 struct eval_set *set, const struct str *row, size_t min_words)
{
	struct eval_answer *answer;

	if (word_count(row[3]) <= min_words || number(row[7]) <= 0)
		return;
	set->answers = arena_grow(arena, set->answers, set->count, &set->cap,
				  sizeof(*set->answers));
	answer = &set->answers[set->count++];
	answer->group = question_of(arena, set, row);
	answer->text = row[3];
	answer->gold = number(row[6]) / number(row[7]);
	sketch_features(turn, set->questions[answer->group].sketch, row[3],
			answer->features);
	arena_reset(turn);
}

bool eval_read(struct arena *arena, const char *path, size_t min_words,
	       struct eval_set *set)
{
	struct arena turn;
	struct error err = { .text = "" };
	struct str rest, line, row[COLUMNS];
	const char *name = strrchr(path, '/');

	*set = (struct eval_set){ 0 };
	name = name ? name + 1 : path;
	set->name = arena_printf(arena, "%.*s", (int)strcspn(name, "."), name);
	if (!file_read(arena, path, FILE_MAX_BYTES, &rest, &err)) {
		fprintf(stderr, "%s: %s\n", path, err.text);
		return false;
	}
	arena_init(&turn, 0);
	str_cut(&rest, '\n', &line);		/* the names of the columns */
	while (str_cut(&rest, '\n', &line)) {
		int column = 0;

		while (column < COLUMNS && str_cut(&line, '\t', &row[column]))
			column++;
		if (column == COLUMNS)
			take(arena, &turn, set, row, min_words);
	}
	arena_release(&turn);
	return set->count > 0;
}
