/* fuzz_bank.c - any bytes as the file of a bank.
 *
 * A bank that is refused has problems, each a sentence, in order, at a line
 * that is there, the same ones twice. A bank that is taken can be asked: each
 * question makes a marker, and questions and rubrics go through JSON and back
 * unchanged.
 */
#include "fuzz.h"

#include "fit/fit.h"

#include <unistd.h>

enum { JSON_MAX = 1 << 24 };

/* ---- refused ---- */

static void check_same(const struct problems *a, const struct problems *b)
{
	assert(a->count == b->count && a->more == b->more);
	for (size_t i = 0; i < a->count; i++) {
		assert(a->list[i].line == b->list[i].line);
		assert(a->list[i].column == b->list[i].column);
		assert(strcmp(a->list[i].text, b->list[i].text) == 0);
	}
}

/* ---- taken ---- */

static void check_marker(struct arena *arena, const struct bank *bank,
			 const struct question *question)
{
	const struct rubric **rubrics = ARENA_ARRAY(arena,
		question->rubrics.count, const struct rubric *);
	struct marker *marker;
	struct error err;
	struct mark mark;

	for (size_t i = 0; i < question->rubrics.count; i++) {
		rubrics[i] = bank_find_rubric(bank,
					      question->rubrics.list[i]);
		assert(rubrics[i]);
	}
	if (!marker_make(arena, question, rubrics, bank, &marker, &err))
		die("a bank was taken, but: %s", err.text);
	mark_answer(arena, marker, str_of(question->model), &mark);
	assert(mark.score >= 0 && mark.score <= 100);
}

static void check_question(struct arena *arena,
			   const struct question *question)
{
	struct question read;
	struct text text, again;
	struct error err;
	struct json json;

	text_init(&text, JSON_MAX);
	text_init(&again, JSON_MAX);
	json_init(&json, &text, 0);
	bank_question_to_json(&json, question);
	if (!bank_question_from_json(arena, text_str(&text), &read, &err))
		die("%s: %s", question->id, err.text);
	json_init(&json, &again, 0);
	bank_question_to_json(&json, &read);
	assert(str_equal(text_str(&text), text_str(&again)));
	text_release(&text);
	text_release(&again);
}

static void check_rubric(struct arena *arena, const struct rubric *rubric)
{
	struct rubric read;
	struct text text, again;
	struct error err;
	struct json json;

	text_init(&text, JSON_MAX);
	text_init(&again, JSON_MAX);
	json_init(&json, &text, 0);
	bank_rubric_to_json(&json, rubric);
	if (!bank_rubric_from_json(arena, text_str(&text), &read, &err))
		die("%s: %s", rubric->id, err.text);
	json_init(&json, &again, 0);
	bank_rubric_to_json(&json, &read);
	assert(str_equal(text_str(&text), text_str(&again)));
	text_release(&text);
	text_release(&again);
}

static void check_bank(struct arena *arena, const struct bank *bank)
{
	struct problems problems, warnings;
	struct review review;

	assert(bank->question_count > 0 && bank->id);
	for (size_t i = 0; i < bank->question_count; i++) {
		check_marker(arena, bank, &bank->questions[i]);
		check_question(arena, &bank->questions[i]);
	}
	for (size_t i = 0; i < bank->rubric_count; i++)
		check_rubric(arena, &bank->rubrics[i]);
	problems_init(&warnings, arena);
	bank_lint(arena, bank, &warnings);
	bank_lint_loose(bank, 8, &warnings);
	bank_lint_prose(bank, &warnings);
	problems_init(&problems, arena);
	review_bank(bank, 8, &problems, &warnings, &review);
	assert(review.right <= review.samples && review.good <= review.models);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct arena arena = { .limit = ARENA_LIMIT };
	struct str bytes = { (const char *)data, size };
	struct problems problems, others;
	struct bank bank, other;
	struct error err;
	bool ok;

	if (!file_write(fuzz_file(), bytes, &err))
		die("%s", err.text);
	ok = bank_load(&arena, fuzz_file(), &bank, &problems);
	assert(bank_load(&arena, fuzz_file(), &other, &others) == ok);
	unlink(fuzz_file());
	if (ok) {
		check_bank(&arena, &bank);
	} else {
		fuzz_check_problems(&problems, bytes);
		check_same(&problems, &others);
	}
	arena_reset(&arena);
	return 0;
}
