/* store.h - the door of the store: everything that is remembered.
 *
 * One SQLite file holds banks, attempts, points, cards, days, the draft and
 * the settings. An attempt with its points, its card and its day is one
 * transaction, kept before it is shown. What was confirmed survives a kill, a
 * full disk and a failed write. Two programs may use one file at once.
 * Knows no terminal and no clock: moments are handed in.
 *
 * Every function that can fail returns false with err set, and has then
 * changed nothing.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "bank/bank.h"
#include "mark/mark.h"
#include "plan/plan.h"

struct store;

/* Opens path, making file and folder (0600, 0700) where missing; upgrades an
 * older file step by step after a backup beside it. Refused in words: a file
 * that is not ours, one from a newer version, one that cannot be written. */
MUST_CHECK bool store_open(const char *path, struct store **store,
			   struct error *err);
void store_close(struct store *store);

/* ---- settings ---- */

/* The value, or NULL where it was never set. */
MUST_CHECK bool store_get(struct store *store, struct arena *arena,
			  const char *key, const char **value,
			  struct error *err);
MUST_CHECK bool store_set(struct store *store, const char *key,
			  const char *value, struct error *err);

/* ---- banks ---- */

struct bank_row {
	const char *id, *title, *version, *licence, *author;
	const char *path;		/* where it was loaded from */
	uint64_t fingerprint;		/* of its files when loaded */
	int64_t questions;
};

/* Takes a bank in, replacing what that bank held: questions keep their
 * progress by id (and by `was`), those no longer there are kept as gone. */
MUST_CHECK bool store_import(struct store *store, const struct bank *bank,
			     const char *path, uint64_t fingerprint,
			     struct error *err);
MUST_CHECK bool store_banks(struct store *store, struct arena *arena,
			    struct bank_row **rows, size_t *count,
			    struct error *err);
/* *found is false where there is none of that id. */
MUST_CHECK bool store_bank(struct store *store, struct arena *arena,
			   const char *id, struct bank_row *row, bool *found,
			   struct error *err);
/* The bank's questions go; attempts stay. False if there is none. */
MUST_CHECK bool store_remove_bank(struct store *store, const char *id,
				  struct error *err);
/* synonyms, groups and skills of a bank, for marking. */
MUST_CHECK bool store_bank_words(struct store *store, struct arena *arena,
				 const char *id, struct bank *words,
				 struct error *err);

/* ---- questions ---- */

struct question_row {
	int64_t key;
	const char *bank, *id;
	const char *name;		/* id, or bank:id where two share it */
	const char *kind, *skill, *level, *prompt;
	int minutes;
	int points, samples;
	struct strings rubrics;
	const char *revision;		/* changes with question and rubric */
	bool retired;
	bool seen;			/* has a card */
	int64_t due_day;		/* if seen */
	double stability;
	int64_t last_day;
};

struct question_filter {		/* NULL or 0: any */
	const char *bank, *skill, *kind, *level;
	const char *text;		/* in id or prompt */
	bool retired;			/* also those */
};

/* Rows in order of bank, skill and id; read one by one through each, which
 * returns false to stop. Row and its texts last until each returns. */
typedef bool store_each_question(void *context, const struct question_row *row);
MUST_CHECK bool store_questions(struct store *store,
				const struct question_filter *filter,
				store_each_question *each, void *context,
				struct error *err);
/* By id or bank:id; a unique beginning serves too. On failure err says what
 * was near. */
MUST_CHECK bool store_find_question(struct store *store, struct arena *arena,
				    const char *name, struct question_row *row,
				    struct error *err);
MUST_CHECK bool store_question_by_key(struct store *store, struct arena *arena,
				      int64_t key, struct question_row *row,
				      struct error *err);
/* A question with its rubrics and its bank's words, ready for marker_make. */
struct loaded {
	struct question question;
	const struct rubric **rubrics;
	struct bank words;
};
MUST_CHECK bool store_load(struct store *store, struct arena *arena,
			   const struct question_row *row,
			   struct loaded *loaded, struct error *err);
/* A rubric by its id or bank:id, for a question that is asked elsewhere:
 * loaded->question gets that one rubric and `prompt`, and nothing else. */
MUST_CHECK bool store_load_rubric(struct store *store, struct arena *arena,
				  const char *name, const char *prompt,
				  struct loaded *loaded, struct error *err);
/* Ids that begin with prefix (with their bank where two share one). */
MUST_CHECK bool store_complete(struct store *store, struct arena *arena,
			       struct str prefix, size_t most,
			       struct strings *ids, struct error *err);

/* What picking needs: due ones of the filter, lowest due day first, up to
 * `most`; then new ones from a random place on (by seed), up to `most`; then,
 * when ahead, those not yet due. Never reads the whole bank. */
MUST_CHECK bool store_candidates(struct store *store, struct arena *arena,
				 const struct question_filter *filter,
				 int64_t today, bool ahead, uint64_t seed,
				 size_t most, struct candidate **list,
				 size_t *count, struct error *err);

/* ---- attempts ---- */

struct attempt {
	int64_t number;			/* 0 until stored */
	const char *id;			/* UUID, made by the caller */
	int64_t parent;			/* number of the first; 0: none */
	const char *bank, *question;
	const char *revision;
	const char *asked;		/* the follow-up's text; NULL: prompt */
	struct moment at;		/* when it was begun */
	int rollover;			/* hour in force then */
	int64_t day;			/* plan_day(at, rollover) */
	int seconds;			/* from showing to answering */
	int hints;			/* taken */
	bool model_seen;		/* looked at before answering */
	const char *answer;
	int score;
	const char *grade;
	unsigned flags, words;
	enum rating rating;		/* RATING_NONE: not rated */
	bool counts;			/* keeps a day of the streak */
	int disputed;			/* learner's own score; -1: none */
	const char *reason;		/* of the dispute */
	int64_t session;		/* number of its session; 0: none */
};

/* Keeps attempt, its points and mistakes, the card (NULL: unchanged), the day
 * and an emptied draft in one transaction; sets attempt->number. */
MUST_CHECK bool store_attempt(struct store *store, struct attempt *attempt,
			      const struct mark *mark, const struct card *card,
			      struct error *err);
MUST_CHECK bool store_card(struct store *store, const char *bank,
			   const char *question, struct card *card,
			   struct error *err);	/* CARD_NEW if none */
/* What plan_review takes as seed for the card of this question. */
uint64_t store_card_seed(const char *bank, const char *question);
MUST_CHECK bool store_dispute(struct store *store, int64_t number, int score,
			      const char *reason, struct error *err);
/* Takes back the newest attempt with its children; its card and its day are
 * made anew from what is left. *found false: there was none. */
MUST_CHECK bool store_undo(struct store *store, struct arena *arena,
			   const struct fsrs *fsrs, struct attempt *undone,
			   bool *found, struct error *err);

/* Days, sums and cards made anew from all attempts: what has been kept as
 * they came, unless a file was damaged or joined with another. */
MUST_CHECK bool store_rebuild(struct store *store, const struct fsrs *fsrs,
			      struct error *err);

struct attempt_filter {			/* 0 or NULL: any */
	const char *question;		/* id or bank:id */
	const char *skill;
	int64_t number;
	size_t most;
};
typedef bool store_each_attempt(void *context, const struct attempt *attempt);
/* Newest first, or oldest first. */
MUST_CHECK bool store_attempts(struct store *store,
			       const struct attempt_filter *filter,
			       bool oldest_first, store_each_attempt *each,
			       void *context, struct error *err);
/* The kept points of an attempt, as JSON text: what mark_to_json gave. */
MUST_CHECK bool store_attempt_mark(struct store *store, struct arena *arena,
				   int64_t number, const char **json,
				   struct error *err);

/* ---- days, progress ---- */

/* Counted days, rising. */
MUST_CHECK bool store_days(struct store *store, struct arena *arena,
			   struct practice_day **days, size_t *count,
			   struct error *err);
MUST_CHECK bool store_due_count(struct store *store, int64_t today,
				int64_t *due, struct error *err);

struct due_row {
	const char *name;
	const char *prompt;
	int64_t due_day, last_day;
	double stability;
};
MUST_CHECK bool store_due(struct store *store, struct arena *arena,
			  int64_t until, size_t most, struct due_row **rows,
			  size_t *count, struct error *err);

struct skill_row {
	const char *skill;
	int64_t questions, seen, attempts, due;
	double mean;			/* of first attempts' scores, or 0 */
};
struct totals {
	int64_t attempts, questions, due, seconds, words;
	struct skill_row *skills;
	size_t skill_count;
	int *recent;			/* scores of the last first attempts,
					   oldest first, at most 40 */
	size_t recent_count;
};
MUST_CHECK bool store_totals(struct store *store, struct arena *arena,
			     int64_t today, struct totals *totals,
			     struct error *err);

/* ---- draft ---- */

struct draft {
	const char *bank, *question;
	const char *text;		/* as typed so far */
	struct moment at;		/* when the answer was begun */
	int hints;
	bool model_seen;
	int64_t parent;			/* the attempt it follows; 0: none */
	const char *asked;		/* the follow-up; NULL: the prompt */
};
/* One a question is kept; a new one takes its place. */
MUST_CHECK bool store_save_draft(struct store *store, const struct draft *draft,
				 struct error *err);
MUST_CHECK bool store_draft(struct store *store, struct arena *arena,
			    const char *bank, const char *question,
			    struct draft *draft, bool *found,
			    struct error *err);
/* The one saved last. */
MUST_CHECK bool store_newest_draft(struct store *store, struct arena *arena,
				   struct draft *draft, bool *found,
				   struct error *err);
MUST_CHECK bool store_clear_draft(struct store *store, const char *bank,
				  const char *question, struct error *err);

/* ---- job adverts ---- */

struct advert {
	int64_t number;			/* 0 until stored */
	const char *name;		/* of its file, or its first line */
	int64_t day;			/* when it was added */
	const char *text;		/* UTF-8, as pasted */
};
/* Keeps an advert and sets its number; *known: the same text is kept already,
 * under that number. */
MUST_CHECK bool store_add_advert(struct store *store, struct advert *advert,
				 bool *known, struct error *err);
/* In the order in which they came. */
MUST_CHECK bool store_adverts(struct store *store, struct arena *arena,
			      struct advert **adverts, size_t *count,
			      struct error *err);
/* *found is false where there is none of that number. */
MUST_CHECK bool store_remove_advert(struct store *store, int64_t number,
				    bool *found, struct error *err);

/* ---- the file ---- */

/* A copy, whole and consistent, written to path, which must not exist. */
MUST_CHECK bool store_backup(struct store *store, const char *path,
			     struct error *err);
/* Puts a backup in the place of the file at path, after checking that it is
 * ours, not newer, and sound; the old file is kept as path~. */
MUST_CHECK bool store_restore(const char *path, const char *from,
			      struct error *err);
struct merged {
	int64_t attempts;		/* taken in */
	int64_t known;			/* that were here already */
	int64_t notes;			/* taken in */
	int64_t adverts;		/* taken in */
};
/* Joins in what the database at `from` remembers: attempts by their UUID, with
 * sessions, holidays, notes, favourites and job adverts. Cards, days and sums
 * are made anew; banks, settings and drafts stay ours. `from` is checked as for
 * store_restore, may be older, and is only read. */
MUST_CHECK bool store_merge(struct store *store, const char *from,
			    const struct fsrs *fsrs, struct merged *merged,
			    struct error *err);
struct store_health {
	int version;			/* of the schema */
	int64_t bytes;
	const char *integrity;		/* "ok", or what is wrong */
	const char *library;		/* SQLite's version */
};
MUST_CHECK bool store_health(struct store *store, struct arena *arena,
			     struct store_health *health, struct error *err);

#endif
