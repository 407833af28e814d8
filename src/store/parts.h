/* parts.h - what the files of this room share behind the door.
 *
 * One file a feature's tables; these few functions cross from one to the
 * other. All of them run inside the caller's transaction.
 */
#ifndef STORE_PARTS_H
#define STORE_PARTS_H

#include "store/db.h"
#include "store/store.h"

struct store {
	struct db db;
	store_make_void *make_void;	/* NULL: nobody is asked */
	void *make_context;
	int held;			/* how many store_hold are not over */
	struct store_shelf *shelf;	/* NULL: none */
};

/* One step of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014), as SQLite's
 * signed integer: a question's place in the shuffle, or a start in it. */
int64_t store_mix(uint64_t number);
/* The question's place in the shuffle. */
int64_t store_dice(const char *bank, const char *id);

/* The key of a question, there or gone; 0 where there is none. */
MUST_CHECK bool question_key(struct db *db, const char *bank, const char *id,
			     int64_t *key, struct error *err);
/* id, or bank:id, as two texts in the arena; *bank is NULL where unsaid. */
void question_split(struct arena *arena, const char *name, const char **bank,
		    const char **id);

/* Writes a session; its number. */
MUST_CHECK bool session_insert(struct db *db, const struct session_row *row,
			       int64_t *number, struct error *err);
/* A session without answers goes. */
MUST_CHECK bool session_drop_empty(struct db *db, int64_t number,
				   struct error *err);

/* Writes a row; one to be queued is withheld while no service is on. */
MUST_CHECK bool outbox_insert(struct db *db, const struct outbox_row *row,
			      struct error *err);
/* What is told under this id (an attempt's, a session's) is told no more: its
 * row goes, and where a service may hold it, a wish to void comes. */
MUST_CHECK bool outbox_take_back(struct store *store, const char *id,
				 struct error *err);

/* The interview that is kept; day 0: none. */
MUST_CHECK bool interview_read(struct db *db, struct interview *interview,
			       struct error *err);
/* The card of a question, CARD_NEW if none: as kept, and as the ratings of its
 * attempts give it in order of time, due when FSRS plans it. */
MUST_CHECK bool card_read(struct db *db, int64_t key, struct card *card,
			  struct error *err);
MUST_CHECK bool card_replay(struct db *db, const struct fsrs *fsrs,
			    int64_t key, uint64_t seed, struct card *card,
			    struct error *err);
/* Writes the card of a question (NULL: takes it away) and counts it. Its due
 * day is what FSRS planned; what an interview makes of it is worked out here,
 * by store_card_seed. */
MUST_CHECK bool card_write(struct db *db, int64_t key, const struct card *card,
			   uint64_t seed, struct error *err);
/* The same without counting it; due_recount is to follow. To take a card away
 * neither interview nor seed is looked at. */
MUST_CHECK bool card_put(struct db *db, int64_t key, const struct card *card,
			 const struct interview *interview, uint64_t seed,
			 struct error *err);
/* Sums and cards made anew from all attempts. */
MUST_CHECK bool rebuild(struct db *db, const struct fsrs *fsrs,
			struct error *err);
/* Adds `by` to the cards due on the question's due day, of its skill and of
 * all; nothing where it has no card or is not asked any more. */
MUST_CHECK bool due_add(struct db *db, int64_t key, int by, struct error *err);
/* Counts what is due on which day anew, after questions came or went. */
MUST_CHECK bool due_recount(struct db *db, struct error *err);

/* Counted days after one and before another; holidays; as store_days and
 * store_pauses give them. */
MUST_CHECK bool days_read(struct db *db, struct arena *arena, int64_t after,
			  int64_t before, struct practice_day **days,
			  size_t *count, struct error *err);
MUST_CHECK bool pauses_read(struct db *db, struct arena *arena,
			    struct pause **pauses, size_t *count,
			    struct error *err);
MUST_CHECK bool pause_add(struct db *db, const struct pause *pause,
			  struct error *err);
/* The streak kept in streak.c. To be called wherever a row of table day
 * changes (its day) or of table pause (INT64_MIN): one that reaches to that
 * day is dropped. */
MUST_CHECK bool streak_forget(struct db *db, int64_t day, struct error *err);
/* Keeps the streak of all counted days before one. */
MUST_CHECK bool streak_go_on(struct db *db, int64_t day, struct error *err);

/* Columns of table day, and what they are of attempts of that day. */
#define DAY_COLUMNS \
	"day, first, last, attempts, counted, firsts, scores, seconds, " \
	"words, reviews, recalled"
#define DAY_SUMS \
	"day, min(at), max(at), count(*), sum(counts), sum(parent IS NULL), " \
	"sum(iif(parent IS NULL, score, 0)), sum(seconds), sum(words), " \
	"sum(again), sum(again AND rating > 2) "

/* What first attempts were asked for and left out, kind by kind: an answer
 * leaves a kind out that earned nothing of it. */
#define FACET_SUMS \
	"SELECT skill, facet, count(*) AS asked, sum(left_out) AS missed " \
	"FROM (SELECT a.skill, p.facet, " \
	"min(p.state NOT IN ('met', 'partial')) AS left_out " \
	"FROM attempt_point p JOIN attempt a ON a.number = p.attempt " \
	"WHERE a.parent IS NULL AND p.facet <> '' "
#define FACET_GROUPS "GROUP BY p.attempt, p.facet) GROUP BY skill, facet"

/* Questions that are asked at all: what the indexes of picking hold. */
#define IS_ASKED "gone = 0 AND retired = 0 AND wanted >= 0 "
#define Q_IS_ASKED "q.gone = 0 AND q.retired = 0 AND q.wanted >= 0 "

/* Columns of attempt a with question q, in the order that attempt_read
 * takes them. */
#define ATTEMPT_COLUMNS \
	"a.number, a.id, a.parent, q.bank, q.id, a.revision, a.asked, " \
	"a.at, a.offset, a.rollover, a.day, a.seconds, a.hints, " \
	"a.model_seen, a.answer, a.score, a.grade, a.flags, a.words, " \
	"a.rating, a.counts, a.disputed, a.reason, a.session "
void attempt_read(struct arena *arena, const struct query *query,
		  struct attempt *attempt);

/* Takes in the applications of another database, adverts having been taken
 * before: those that are not here, and what came later of those that are. Adds
 * to *taken. */
MUST_CHECK bool application_merge(struct db *db, struct db *other,
				  struct arena *arena, int64_t *taken,
				  struct error *err);

/* Takes in what another database has of the way to the job, and this one has
 * not; adds to *taken how many rows that were. */
MUST_CHECK bool merge_journey(struct db *db, struct db *other, int64_t *taken,
			      struct error *err);

/* The file is whole; else err says that it is damaged. */
MUST_CHECK bool check_sound(struct db *db, struct arena *arena,
			    struct error *err);

/* The name that a question q is called by: its id, or bank:id where another
 * bank has the same id. */
#define QUESTION_NAME \
	"iif(EXISTS (SELECT 1 FROM question o WHERE o.id = q.id " \
	"AND o.bank <> q.bank AND o.gone = 0), " \
	"q.bank || ':' || q.id, q.id) "

#endif
