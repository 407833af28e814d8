/* mark.c - how long the mark of one answer takes.
 *
 *   mark [BANK] [ROUNDS]
 *
 * Every question of the bank is made ready, and its answer is made of the
 * bank's model answers, its own first, cut at 150 words. All are marked in
 * turn, so that each finds the caches as other questions left them, on one
 * core, without reading or writing JSON. The least of the rounds is the
 * machine's least disturbed one.
 */
#include "mark/mark.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { WORDS = 150, ROUNDS = 50 };

struct asked {
	struct marker *marker;
	struct str answer;
};

static double now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static _Noreturn void stop(const char *what)
{
	fprintf(stderr, "mark: %s\n", what);
	exit(2);
}

/* The model answers from question `first` on, as far as 150 words go. */
static struct str make_answer(struct arena *arena, const struct bank *bank,
			      size_t first)
{
	struct text text;
	struct str answer;
	size_t words = 0;

	text_init(&text, LANG_ANSWER_MAX);
	for (size_t i = first; words < WORDS; i++) {
		struct str rest = str_of(bank->questions[
			i % bank->question_count].model), word;

		while (words < WORDS && str_cut(&rest, ' ', &word)) {
			text_add_str(&text, word);
			text_add_char(&text, ' ');
			words++;
		}
	}
	answer = (struct str){ text_dup(arena, &text), text.len };
	text_release(&text);
	return answer;
}

static void make(struct lang_reader *reader, struct arena *arena,
		 const struct bank *bank, size_t i, struct asked *asked)
{
	const struct question *question = &bank->questions[i];
	size_t count = question->rubrics.count;
	const struct rubric **rubrics =
		ARENA_ARRAY(arena, count, const struct rubric *);
	struct error err;

	for (size_t k = 0; k < count; k++)
		rubrics[k] = bank_find_rubric(bank, question->rubrics.list[k]);
	if (!marker_make_with(reader, arena, question, rubrics, bank,
			      &asked->marker, &err))
		stop(err.text);
	asked->answer = make_answer(arena, bank, i);
}

static double round_us(const struct asked *list, size_t count,
		       struct lang_reader *reader, struct arena *turn)
{
	double begun = now_us();

	for (size_t i = 0; i < count; i++) {
		struct mark mark;

		mark_answer_with(reader, turn, list[i].marker, list[i].answer,
				 &mark);
		arena_reset(turn);
	}
	return (now_us() - begun) / (double)count;
}

int main(int argc, char **argv)
{
	long rounds = argc > 2 ? strtol(argv[2], NULL, 10) : ROUNDS;
	struct lang_reader *reader = lang_reader_open();
	struct arena arena, turn;
	struct problems problems;
	struct asked *list;
	struct bank bank;
	double least = 1e9;

	arena_init(&arena, 0);
	arena_init(&turn, 0);
	problems_init(&problems, &arena);
	if (!bank_load(&arena, argc > 1 ? argv[1] : ".", &bank, &problems))
		stop(problems.list[0].text);
	list = ARENA_ARRAY(&arena, bank.question_count, struct asked);
	for (size_t i = 0; i < bank.question_count; i++)
		make(reader, &arena, &bank, i, &list[i]);
	for (long i = 0; i < rounds; i++) {
		double us = round_us(list, bank.question_count, reader, &turn);

		least = us < least ? us : least;
	}
	printf("%.1f us an answer of %d words\n", least, WORDS);
	lang_reader_close(reader);
	arena_release(&turn);
	arena_release(&arena);
	return least > 30;
}
