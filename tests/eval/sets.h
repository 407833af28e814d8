/* sets.h - sets of human-graded answers, for the files of this folder. */
#ifndef TESTS_EVAL_SETS_H
#define TESTS_EVAL_SETS_H

#include "fit/fit.h"

struct eval_answer {
	size_t group;			/* its question, from 0 */
	struct str text;
	double gold;			/* 0..1 */
	double features[SKETCH_FEATURES];
};

struct eval_question {
	struct str id, prompt, reference;
	struct sketch *sketch;
};

struct eval_set {
	const char *name;		/* the file's, without .tsv */
	struct eval_answer *answers;
	size_t count, cap;
	struct eval_question *questions;
	size_t question_count, question_cap;
};

/* Reads a file of question_id, question, reference_answer, student_answer,
 * grader1, grader2, gold, max_score with tabs between, and takes the features
 * of every answer of more than min_words words. False and a word on standard
 * error where it cannot. */
bool eval_read(struct arena *arena, const char *path, size_t min_words,
	       struct eval_set *set);

#endif
