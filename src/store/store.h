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
#include "store/journey.h"
#include "store/service.h"

struct store;

/* Opens path, making file and folder (0600, 0700) where missing; upgrades an
 * older file step by step after a backup beside it. Refused in words: a file
 * that is not ours, one from a newer version, one that cannot be written. */
MUST_CHECK bool store_open(const char *path, struct store **store,
			   struct error *err);
/* The same only to read: for what a shell prompt asks at every line nothing is
 * written, and nobody waited for. Until it is closed all is read in one steady
 * view, which other writers wait for: so ask for settings, days, pauses and
 * what is due, and close. *unready: it failed, but not for another program;
 * the file is older, or was left half written, or not ours, and store_open
 * sees to that or says so better. */
MUST_CHECK bool store_open_to_read(const char *path, struct store **store,
				   bool *unready, struct error *err);
void store_close(struct store *store);

/* Reads between the two see one state of the file and cost one lock. Nothing
 * may be written then, and nobody be waited for: who writes elsewhere waits
 * for the end. Holds nest; a failed one is not to be let go. */
MUST_CHECK bool store_hold(struct store *store, struct error *err);
void store_let_go(struct store *store);

/* ---- settings ---- */

/* The value, or NULL where it was never set. */
MUST_CHECK bool store_get(struct store *store, struct arena *arena,
			  const char *key, const char **value,
			  struct error *err);
/* The same of many keys at once: values[i] is that of keys[i]. */
MUST_CHECK bool store_get_each(struct store *store, struct arena *arena,
			       const char *const *keys, const char **values,
			       size_t count, struct error *err);
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
 * progress by id (and by `was`: their cards are made anew by fsrs), those no
 * longer there are kept as gone. */
MUST_CHECK bool store_import(struct store *store, const struct bank *bank,
			     const char *path, uint64_t fingerprint,
			     const struct fsrs *fsrs, struct error *err);
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
	int wanted;			/* 1: a favourite; -1: never to be
					   asked; else 0 */
};

struct question_filter {		/* NULL or 0: any */
	const char *bank, *skill, *kind, *level;
	const char *text;		/* in id or prompt */
	int wanted;			/* 1: favourites; -1: those never to be
					   asked, which are in no choice */
	bool retired;			/* also those */
	size_t enough;			/* for store_candidates: where so many
					   are due, none that comes after them
					   is wanted; 0: all are */
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
/* Who loads many questions sets up a shelf: the words of each bank are put on
 * it when first asked for and read no more. What is loaded then is of use only
 * as long as the shelf is. NULL, as at first: each question has its own. */
struct store_shelf {
	struct arena arena;
	struct store_words *first;
};
void store_shelve(struct store *store, struct store_shelf *shelf);
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

/* ---- notes and wishes ---- */

enum { NOTE_MAX = 4000 };		/* bytes */

struct note_row {
	const char *bank, *question;	/* id */
	int64_t at;			/* written, UTC seconds since 1970 */
	const char *text;
};

MUST_CHECK bool store_add_note(struct store *store,
			       const struct note_row *note,
			       struct error *err);
/* Those on a question, oldest first; bank NULL: all, by question. */
MUST_CHECK bool store_notes(struct store *store, struct arena *arena,
			    const char *bank, const char *question,
			    struct note_row **notes, size_t *count,
			    struct error *err);
/* Takes away the place-th of them, from 1; *removed false: there is none. */
MUST_CHECK bool store_remove_note(struct store *store, const char *bank,
				  const char *question, int64_t place,
				  bool *removed, struct error *err);
/* 1 makes it a favourite, -1 one that is never chosen, 0 neither. */
MUST_CHECK bool store_want(struct store *store, int64_t key, int wanted,
			   struct error *err);

/* ---- the interview ---- */

/* day 0: there is none. */
MUST_CHECK bool store_interview(struct store *store,
				struct interview *interview,
				struct error *err);
/* Keeps its date, or forgets it (day 0), and plans all cards anew, in one
 * transaction. *brought: how many are due sooner for it. */
MUST_CHECK bool store_set_interview(struct store *store,
				    const struct interview *interview,
				    int64_t *brought, struct error *err);

/* The question that a bank asks on a day: the same wherever that bank is, but
 * for who never wants to be asked it; another one every day until all had
 * their turn (of a large bank, 512). *key: 0 where there is none. */
MUST_CHECK bool store_question_of_day(struct store *store, struct arena *arena,
				      const char *bank, int64_t day,
				      int64_t *key, struct error *err);

/* ---- sessions ---- */

struct session_row {
	int64_t number;			/* 0 until stored */
	const char *id;			/* UUID, made by the caller */
	const char *kind;		/* drill, review, cram, mock, daily */
	struct moment at;		/* when it was begun */
	int64_t day;			/* plan_day(at, rollover) */
	int minutes;			/* of a mock interview; else 0 */
	int questions;			/* chosen */
	int seconds;			/* it took; -1: not ended */
};

/* A session is begun by its first answer (struct attempt, begins): one in
 * which nothing was answered leaves no trace. */
MUST_CHECK bool store_end_session(struct store *store, int64_t number,
				  int seconds, struct error *err);
/* The same, and tells goes into the outbox with it; NULL: no service is on. */
MUST_CHECK bool store_end_session_told(struct store *store, int64_t number,
				       int seconds,
				       const struct outbox_row *tells,
				       struct error *err);
/* The newest `most`, newest first. */
MUST_CHECK bool store_sessions(struct store *store, struct arena *arena,
			       size_t most, struct session_row **rows,
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
	struct session_row *begins;	/* the session that it is the first
					   answer of, to be stored with it;
					   NULL: none */
	const struct outbox_row *tells;	/* goes into the outbox with it; NULL:
					   no service is on */
};

/* Keeps attempt, its points and mistakes, the day, the card, the session where
 * it begins one, and an emptied draft in one transaction; sets attempt->number,
 * and session and begins->number. A rated first attempt moves the card by fsrs,
 * in its place in time: one that is older than what is kept (a clock set back,
 * two terminals) gives the card that it would have given had it come in
 * order. */
MUST_CHECK bool store_attempt(struct store *store, struct attempt *attempt,
			      const struct mark *mark, const struct fsrs *fsrs,
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
/* How much of what is kept differs from what a rebuild would give; changes
 * nothing. */
struct kept_check {
	int64_t attempts;		/* that all of it follows from */
	int64_t days, cards, sums;	/* that differ */
};
MUST_CHECK bool store_check_kept(struct store *store, const struct fsrs *fsrs,
				 struct kept_check *check, struct error *err);

struct attempt_filter {			/* 0 or NULL: any */
	const char *question;		/* id or bank:id */
	const char *skill, *kind, *grade;
	int64_t since, until;		/* day numbers, both within */
	int64_t number;
	size_t most;
};
typedef bool store_each_attempt(void *context, const struct attempt *attempt);
/* Newest first, or oldest first: by number; by day where days are asked for
 * without a question. */
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
/* Holidays, rising; those that overlap are one. */
MUST_CHECK bool store_pauses(struct store *store, struct arena *arena,
			     struct pause **pauses, size_t *count,
			     struct error *err);
/* What plan_streak_on takes for the streak as seen from `today`: base, which
 * was kept with the attempts (none where there is no such thing, or it reaches
 * beyond today), the counted days after it, and all holidays. */
MUST_CHECK bool store_practice(struct store *store, struct arena *arena,
			       int64_t today, struct streak_base *base,
			       struct practice *practice, struct error *err);
MUST_CHECK bool store_pause(struct store *store, const struct pause *pause,
			    struct error *err);
/* Ends the holiday of store_pauses that begins on first; *found is false where
 * there is none. */
MUST_CHECK bool store_unpause(struct store *store, int64_t first,
			      struct pause *ended, bool *found,
			      struct error *err);
/* Answers of a day that count for it: what keeps a streak. */
MUST_CHECK bool store_answered(struct store *store, int64_t day,
			       int64_t *answered, struct error *err);
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
/* The skills that questions are asked of, rising, without counting those:
 * answers, mean and due alone are set. As fast for any number of questions. */
MUST_CHECK bool store_skills(struct store *store, struct arena *arena,
			     int64_t today, struct skill_row **skills,
			     size_t *count, struct error *err);

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

/* What has been kept of each day, rising. */
struct day_row {
	int64_t day;
	int64_t attempts, counted;
	int64_t firsts, scores;		/* first attempts, sum of scores */
	int64_t seconds, words;
	int64_t reviews, recalled;	/* asked again on a later day; of these
					   rated good or easy */
};
/* By skill, then level. */
struct tally_row {
	const char *skill, *level;
	int64_t attempts, firsts, scores, seconds, words;
};
/* First attempts asked for something of a kind (facet_names), and those that
 * had nothing of it. */
struct facet_row {
	const char *skill, *facet;
	int64_t asked, missed;
};
struct sums {
	struct day_row *days;
	size_t day_count;
	struct tally_row *tally;
	size_t tally_count;
	struct facet_row *facets;
	size_t facet_count;
	int64_t overdue;		/* cards due before today */
	int64_t *due;			/* on each day from today on */
};
/* From sums kept with each attempt; the last one of `due` is of today +
 * days - 1. One steady view. */
MUST_CHECK bool store_sums(struct store *store, struct arena *arena,
			   int64_t today, size_t days, struct sums *sums,
			   struct error *err);

struct card_row {
	const char *skill;
	double stability;		/* days */
	int64_t last_day;
};
typedef bool store_each_card(void *context, const struct card_row *card);
/* Every card of questions that are asked, skill by skill. */
MUST_CHECK bool store_cards(struct store *store, store_each_card *each,
			    void *context, struct error *err);

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
	int64_t journey;		/* rows of the way to the job: what is
					   done, evidence, applications ... */
};
/* Joins in what the database at `from` remembers: attempts by their UUID, with
 * sessions, holidays, notes, favourites, job adverts, what was written down on
 * the way to the job, comments and what a service was told. Cards, days and
 * sums are made anew; banks, settings and drafts stay ours. `from` is checked
 * as for store_restore, may be older, and is only read. */
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
