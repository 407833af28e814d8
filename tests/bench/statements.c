/* statements.c - a cohort's statements, to measure with.
 *
 *   statements COUNT LEARNERS QUESTIONS
 *
 * Lines of JSON as rehearse itself makes them, with an answer of eighty words
 * and six points each, an hour apart. Learners differ in what they know and
 * questions in what they ask; all follows from the statement's number, so two
 * runs give the same bytes.
 */
#include "wire/wire.h"

#include <stdio.h>
#include <stdlib.h>

enum { POINTS = 6, FROM = 1767600000, STEP = 300 };

/* SplitMix64, of a number. */
static uint64_t dice(uint64_t number)
{
	number += UINT64_C(0x9e3779b97f4a7c15);
	number = (number ^ number >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	number = (number ^ number >> 27) * UINT64_C(0x94d049bb133111eb);
	return number ^ number >> 31;
}

static void add_uuid(char uuid[37], uint64_t number)
{
	uint64_t a = dice(number), b = dice(~number);

	snprintf(uuid, 37, "%08x-%04x-4%03x-8%03x-%012llx",
		 (unsigned)(a >> 32), (unsigned)(a >> 16 & 0xffff),
		 (unsigned)(a & 0xfff), (unsigned)(b >> 48 & 0xfff),
		 (unsigned long long)(b & UINT64_C(0xffffffffffff)));
}

static void fill_mark(struct mark *mark, struct point_mark *marks,
		      const struct point *points, uint64_t chance,
		      uint64_t able)
{
	int earned = 0;

	for (size_t i = 0; i < POINTS; i++) {
		bool met = (chance >> (8 * i) & 255) < able;

		marks[i] = (struct point_mark){
			.id = points[i].id, .point = &points[i],
			.state = met ? POINT_MET : POINT_MISSED,
			.earned = met ? 1 : 0,
		};
		earned += met;
	}
	*mark = (struct mark){ .points = marks, .point_count = POINTS,
			       .score = earned * 100 / POINTS, .words = 80 };
}

static void make(struct text *out, uint64_t number, uint64_t learners,
		 uint64_t questions)
{
	static const char *const ids[POINTS] = { "what", "why", "cost", "when",
						 "limits", "example" };
	static char answer[80 * 6 + 1];
	struct point points[POINTS] = { 0 };
	struct point_mark marks[POINTS];
	char account[37], id[37], question[32];
	uint64_t learner = dice(number) % learners;
	uint64_t asked = dice(number * 3 + 1) % questions;
	struct teller teller = { .account = account, .cohort = "autumn",
				 .registration = account,
				 .program = "rehearse 1.0" };
	struct mark mark;
	struct answer_facts facts = {
		.teller = &teller, .id = id, .session_kind = "drill",
		.bank = "rehearse", .question = question, .revision = "1",
		.prompt = "What is it, and what do you give up by having it?",
		.kind = "technical", .skill = "sql", .level = "mid",
		.answer = answer, .at = { .utc = FROM + (int64_t)number *
					  STEP }, .seconds = 95,
		.mark = &mark,
	};

	for (size_t i = 0; i < 80; i++)
		memcpy(answer + i * 6, "words ", 6);
	for (size_t i = 0; i < POINTS; i++)
		points[i] = (struct point){ .id = ids[i], .worth = 1 };
	add_uuid(account, UINT64_C(1) << 40 | learner);
	add_uuid(id, number);
	snprintf(question, sizeof(question), "question-%u", (unsigned)asked);
	fill_mark(&mark, marks, points, dice(number ^ 77),
		  40 + dice(learner) % 120 + dice(~asked) % 60);
	statement_answered(out, &facts);
}

int main(int argc, char **argv)
{
	uint64_t count, learners, questions;
	struct text out;

	if (argc != 4) {
		fputs("statements COUNT LEARNERS QUESTIONS\n", stderr);
		return 2;
	}
	count = strtoull(argv[1], NULL, 10);
	learners = strtoull(argv[2], NULL, 10);
	questions = strtoull(argv[3], NULL, 10);
	if (learners == 0 || questions == 0)
		return 2;
	text_init(&out, STATEMENT_MAX);
	for (uint64_t i = 0; i < count; i++) {
		text_reset(&out);
		make(&out, i, learners, questions);
		puts(out.s);
	}
	text_release(&out);
	return fflush(stdout) != 0;
}
