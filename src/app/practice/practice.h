/* practice.h - one question being practised, for the files that do it. */
#ifndef APP_PRACTICE_PRACTICE_H
#define APP_PRACTICE_PRACTICE_H

#include "app/command.h"

/* A session: which questions, in which order. */
struct session {
	struct session_row row;		/* stored with the first answer */
	int64_t *keys;			/* of questions */
	size_t count;
	size_t answered;
	int64_t total;			/* of the scores */
	struct verdict *verdict;	/* a mock interview: marks wait for the
					   end; NULL: shown as they come */
	struct steer *steer;		/* what the choice leans towards */
	const char *why;		/* these were chosen; NULL: the plan's
					   reasons alone */
};

/* A question, from showing it to its mark. */
struct sitting {
	struct app *app;
	struct session *session;
	struct arena arena;		/* lives as long as the question */
	struct question_row row;
	struct loaded loaded;
	struct marker *marker;
	size_t number, of;		/* place in the session */
	const char *asked;		/* a follow-up; NULL: the prompt */
	int64_t parent;			/* the first attempt's; 0: none */
	bool takes_up;			/* a draft, at the next answer */
	struct moment begun;
	int hints;			/* taken */
	bool model_seen;
	bool stories;			/* kept ones may be brought in */
	struct text answer;
	struct mark mark;		/* of the last answer */
	struct mark first;		/* of the first answer */
	int seconds;			/* all its answers took */
	struct attempt attempt;		/* the last one kept */
};

enum answered {
	ANSWER_GIVEN,
	ANSWER_SKIPPED,
	ANSWER_LEFT,			/* :quit; what is there is a draft */
	ANSWER_ENDED,			/* end of input, nothing typed */
};

enum after {				/* what is wanted after a mark */
	AFTER_NEXT,
	AFTER_FOLLOW_UP,		/* its answer has begun */
	AFTER_RETRY,
	AFTER_LEAVE,
};

/* session.c: what `words` ask for (skills, kinds, levels, ids, a number). */
MUST_CHECK bool session_choose(struct app *app,
			       const struct arguments *arguments,
			       struct session *session, struct error *err);

/* steer.c: what the path and adverts favour. Not within a hold of the store,
 * for it may be kept. */
MUST_CHECK bool steer_read(struct app *app, struct steer **steer,
			   struct error *err);
/* Gives the new ones among candidates their weights. Where `most` new ones or
 * more were found there may be others: favoured ones that fit join the list. */
void steer_weigh(struct app *app, struct steer *steer,
		 const struct question_filter *filter, size_t most,
		 struct candidate **list, size_t *count);
/* One that is to be asked; then in a sentence how many of the session's
 * questions were favoured, and why, or NULL. */
void steer_chosen(struct app *app, struct steer *steer,
		  const struct candidate *candidate);
const char *steer_why(struct app *app, const struct session *session);

/* daily.c: the question of the day; `words` may name its bank. */
MUST_CHECK bool today_choose(struct app *app, const struct arguments *words,
			     struct session *session, struct error *err);

/* mock.c: what a mock interview asks; `words` are its minutes. */
MUST_CHECK bool mock_choose(struct app *app, const struct arguments *words,
			    struct session *session, struct error *err);
void show_mock_begin(struct app *app, const struct session *session);
/* How much of the interview's time is used, so many columns in. */
void show_mock_time(struct sitting *sitting, int indent);

/* verdict.c: what is told of a mock interview, at its end. */
struct verdict *verdict_new(struct arena *arena);
/* A question is over; its marks are in sitting. */
void verdict_add(struct sitting *sitting);
MUST_CHECK bool show_verdict(struct app *app, const struct session *session,
			     struct error *err);

/* answer.c: one answer from the terminal, with :hint, :edit and their like;
 * the draft is kept while it grows. */
MUST_CHECK bool answer_read(struct sitting *sitting, enum answered *answered,
			    struct error *err);
/* After a mark: :retry, :model, :dispute, or on. A line that is no command
 * and not empty is the beginning of the next answer. */
MUST_CHECK bool answer_after(struct sitting *sitting, bool follow_up,
			     enum after *after, struct error *err);

/* draft.c: keeps what is typed so far, with the line in hand; behind a mark
 * (`marked`) only what is no command. */
MUST_CHECK bool draft_keep(struct sitting *sitting, bool marked,
			   struct str line, struct error *err);
/* Before a question is asked: if a follow-up or another try was being
 * answered, the sitting goes on as that. */
MUST_CHECK bool draft_resume(struct sitting *sitting, struct error *err);
/* What had been typed becomes the answer's beginning, once a sitting; *begun
 * is the unfinished line, for the line editor. */
MUST_CHECK bool draft_take_up(struct sitting *sitting, const char **begun,
			      struct error *err);
/* Says that a draft is waiting, if one is. */
MUST_CHECK bool practice_tell_draft(struct app *app, struct error *err);

/* bring.c: whether the learner's stories are offered for this question. */
MUST_CHECK bool bring_offered(struct sitting *sitting, bool *offered,
			      struct error *err);
/* Shows those that serve it; or, with a number, makes one part of the
 * answer. */
void bring_story(struct sitting *sitting, struct str number);

/* assigned.c: what a bank's instructor set and is not answered, by last day. A
 * question may stand in several assignments. */
MUST_CHECK bool assigned_read(struct app *app, struct assignment_row **rows,
			      size_t *count, struct error *err);
/* "3 questions of 'week 2' until Friday.", a line each, for the start. */
MUST_CHECK bool assigned_tell(struct app *app, struct error *err);
/* The same, with the questions under it. */
void assigned_list(struct app *app, const struct assignment_row *rows,
		   size_t count);
/* Before what else the session asks, of `most` questions at most. */
MUST_CHECK bool assigned_put_first(struct app *app, struct session *session,
				   size_t most, struct error *err);

/* note.c: the learner's notes on a question, if there are any. */
MUST_CHECK bool show_notes(struct app *app, const char *bank,
			   const char *question, struct error *err);

/* keep.c: seconds from one to the other, 0 to a day. */
int practice_seconds(struct moment begun, struct moment now);
/* Rates, plans and stores the attempt: one transaction. */
MUST_CHECK bool practice_keep(struct sitting *sitting, struct error *err);

/* tell.c: what a service is to be told of it, for the transaction that keeps
 * it; NULL where none is on. */
MUST_CHECK bool tell_attempt(struct sitting *sitting,
			     const struct attempt *attempt,
			     const struct outbox_row **row,
			     struct error *err);
MUST_CHECK bool tell_session(struct app *app, const struct session *session,
			     const struct outbox_row **row,
			     struct error *err);

/* show.c: adds to what is shown. */
void show_question(struct sitting *sitting);
void show_hint(struct sitting *sitting, int number);
void show_model(struct sitting *sitting);
MUST_CHECK bool show_mark(struct sitting *sitting, struct error *err);
void show_won_back(struct sitting *sitting);
void show_follow_up(struct sitting *sitting);
/* "tomorrow", or "after your interview". */
const char *show_due_day(struct app *app, int64_t day);
/* What the first answer and what followed earned together, 0..100. */
int score_together(const struct sitting *sitting);
/* Points as they are written, without needless decimals. */
const char *points_text(struct app *app, double points);
void show_score(struct app *app, int score, enum grade grade);
/* What a score is, said once in a learner's life. */
MUST_CHECK bool show_what_score_is(struct app *app, struct error *err);
void show_points(struct app *app, const struct mark *mark,
		 struct str answer);
/* story.c: the parts of a story, in the learner's words, and advice. */
void show_story(struct app *app, const struct mark *mark, struct str answer);
/* The mark of an answer that is not kept (`rehearse mark`). */
void show_mark_of(struct app *app, const struct mark *mark,
		  struct str answer);
MUST_CHECK bool show_end(struct app *app, const struct session *session,
			 struct error *err);

/* practice.c */
MUST_CHECK bool practise(struct app *app, struct session *session,
			 struct error *err);
/* Loads a question and makes it ready; sitting_close gives all back. */
MUST_CHECK bool sitting_open(struct app *app, const struct question_row *row,
			     struct sitting *sitting, struct error *err);
void sitting_close(struct sitting *sitting);

#endif
